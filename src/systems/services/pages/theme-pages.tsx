import type { Item, Theme } from '#systems/permits/index.ts';
import { promisedDaysOf, roundsOf } from '#systems/permits/index.ts';
import { LightBadge } from '#web/case/light.tsx';
import { Button, ButtonRow } from '#web/components/button.tsx';
import { DateText } from '#web/components/date-text.tsx';
import { Notice } from '#web/components/notice.tsx';
import { Page } from '#web/components/page.tsx';
import type { View } from '#web/components/view.ts';
import { InstantText } from '#web/desk/instant-text.tsx';
import type { ThemeOffer } from '../theme-offer.ts';
import type { ThemeChildView, ThemeView } from '../theme-view.ts';
import { ForWhom } from './for-whom.tsx';
import { ThemePicture } from './theme-picture.tsx';

const itemPath = (code: string) => `/services/items/${code}`;

const pictureOf = (theme: Theme) => {
  const rounds = roundsOf(theme);
  return theme.parts.map(({ code, short, after }) => ({
    code,
    short,
    after,
    round: rounds.findIndex((r) => r.includes(code)),
  }));
};

/** What a matter is: its items, in which order, how long, what is asked once; and which of them one needs. */
export function ThemeGuidePage({
  view,
  offer: { theme, items },
  materials,
}: {
  view: View;
  offer: ThemeOffer;
  materials: readonly { readonly name: string; readonly forItems: string; readonly when: string | null }[];
}) {
  return (
    <Page
      view={view}
      title={theme.title}
      description={theme.about}
      canonical={`/services/themes/${theme.code}`}
      section="services"
      crumbs={[{ label: '办事', href: '/services' }]}
    >
      <div className="case">
        <p className="muted">一件事一次办</p>
        <h1>{theme.title}</h1>
        <p className="lead">{theme.about}</p>
        <p>
          全部办完，从受理算起承诺最长{promisedDaysOf(theme, items)}
          个工作日。相同的内容只填一次，相同的材料只交一次， 前一项办好的证照直接传给后一项。
        </p>
        <ThemePicture label="各项的先后，文字见下面的清单" parts={pictureOf(theme)} />
        <form method="get" action={`/services/themes/${theme.code}/apply`} className="theme-choice">
          <fieldset className="form-section">
            <legend>您要办哪几项</legend>
            {theme.parts.map((part) => {
              const item = items.get(part.code) as Item;
              return (
                <div key={part.code} className="theme-part">
                  <input
                    type="checkbox"
                    id={`with-${part.code}`}
                    name="with"
                    value={part.code}
                    {...(!part.optional && { defaultChecked: true, disabled: true })}
                  />
                  <label htmlFor={`with-${part.code}`}>{part.short}</label>
                  <p className="muted">
                    {part.optional ? '选办' : '必办'}，
                    {item.caseKind === '即办件' ? '当场办' : `承诺${item.promisedDays}个工作日`}
                    {part.note && `；${part.note}`}。<a href={itemPath(part.code)}>{item.name}：办事指南</a>
                  </p>
                </div>
              );
            })}
          </fieldset>
          <ButtonRow>
            <Button>开始办理</Button>
          </ButtonRow>
        </form>
        <section aria-labelledby="bring">
          <h2 id="bring">要准备什么</h2>
          <ul>
            {materials.map((m) => (
              <li key={m.name}>
                {m.name}
                <span className="muted">
                  （{m.forItems}
                  {m.when && `；${m.when}`}）
                </span>
              </li>
            ))}
          </ul>
        </section>
        <p className="muted">
          把这几项合在一起办，是区里的安排（待核定）；每一项仍是清单上的许可，由各自的机关依法决定，分别计算期限。不会上网的，到窗口一次说清，由窗口代为提交，要求完全一样。
        </p>
      </div>
    </Page>
  );
}

const DROPPABLE = new Set(['waiting', 'ready', 'stuck']);

function Child({ child, view }: { child: ThemeChildView; view: ThemeView }) {
  const title = child.caseId ? <a href={`/me/cases/${child.caseId}`}>{child.short}</a> : child.short;
  return (
    <li className={child.phase === 'yours' || child.phase === 'stuck' ? 'case-yours' : undefined}>
      <h3>{title}</h3>
      <p>
        <strong>{child.phaseTitle}</strong>
        {child.light !== 'none' && <LightBadge light={child.light} />}
        {child.resultOn && !['withdrawn', 'dropped', 'blocked'].includes(child.phase) && (
          <span className="muted">
            {['granted', 'refused', 'not_accepted', 'not_needed'].includes(child.phase) ? '' : '最迟'}
            <DateText value={child.resultOn} />
          </span>
        )}
      </p>
      <p>{child.says}</p>
      {child.phase === 'yours' && child.caseId && (
        <p>
          <a href={`/me/cases/${child.caseId}#to-do`}>去办理</a>
        </p>
      )}
      {DROPPABLE.has(child.phase) && (
        <form method="post" action={`/me/themes/${view.id}/drop`}>
          <input type="hidden" name="code" value={child.code} />
          <input type="hidden" name="seen" value={view.version} />
          <Button look="secondary">不办这一项</Button>
        </form>
      )}
      {['blocked', 'dropped', 'withdrawn', 'stuck', 'refused', 'not_accepted'].includes(child.phase) && (
        <p>
          <a href={itemPath(child.code)}>单独申请这一项</a>
        </p>
      )}
    </li>
  );
}

/** One page that follows all cases of a matter. */
export function ThemePage({
  view,
  shown,
  filed = false,
  error,
  forWhom,
}: {
  view: View;
  shown: ThemeView;
  /** Whose it is, when it is somebody's for whom the reader acts. */
  forWhom?: string | undefined;
  filed?: boolean;
  error?: string | undefined;
}) {
  const yours = shown.children.filter((c) => c.phase === 'yours');
  return (
    <Page
      view={view}
      title={`${shown.title}（${shown.ended ? '已办结' : '办理中'}）`}
      noindex
      search={false}
      crumbs={[{ label: '我的办件', href: '/me/cases' }]}
    >
      <div className="case">
        {filed && (
          <Notice tone="success" title="申请已经提交" live>
            编号{shown.number}。能同时办的已经一起提交，要等前一项的，前一项办好后自动提交。
          </Notice>
        )}
        {error && (
          <Notice tone="error" title="没有办成" live>
            {error}
          </Notice>
        )}
        <header className="case-head">
          <p className="muted">一件事一次办</p>
          <h1>{shown.title}</h1>
          <ForWhom name={forWhom} />
          <p className="case-state">
            <strong>{shown.ended ? '已办结' : '办理中'}</strong>
            {yours.length > 0 && <span className="case-turn">有{yours.length}项等您办理</span>}
          </p>
          <ResultDay shown={shown} />
          <dl className="case-facts">
            <div>
              <dt>编号</dt>
              <dd className="case-number">{shown.number}</dd>
            </div>
          </dl>
        </header>
        <section aria-labelledby="items">
          <h2 id="items">各项办到哪一步</h2>
          <ThemePicture label="各项的先后和进展，文字见下面的清单" parts={shown.children} />
          <ol className="case-list theme-children">
            {shown.children.map((child) => (
              <Child key={child.code} child={child} view={shown} />
            ))}
          </ol>
        </section>
        <section aria-labelledby="past">
          <h2 id="past">办理经过</h2>
          <ol className="case-timeline" aria-label="办理经过，从新到旧">
            {shown.events.toReversed().map((event) => (
              <li key={event.seq}>
                <p className="case-timeline-done">{event.done}</p>
                <p className="muted">
                  <InstantText value={event.at} />
                </p>
              </li>
            ))}
          </ol>
        </section>
      </div>
    </Page>
  );
}

function ResultDay({ shown }: { shown: ThemeView }) {
  if (shown.resultOn === null)
    return (
      <p className="clock-sentence">
        全部办好的日期暂时说不准{shown.undated.length > 0 && `：要看${shown.undated.join('、')}`}。
      </p>
    );
  return (
    <p className="clock-sentence">
      {shown.provisional ? '全部结果最迟' : '全部结果已出：'}
      <DateText value={shown.resultOn} />
      {shown.provisional && <span className="muted">（暂定，随各项进展重新计算）</span>}
    </p>
  );
}
