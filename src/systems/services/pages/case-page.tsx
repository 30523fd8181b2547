import type { CaseView } from '#engines/procedure/view-case.ts';
import { type LicenceInCase, STATE_WORDS } from '#systems/licences/index.ts';
import { ActionForm } from '#web/case/action-form.tsx';
import { ClockCard } from '#web/case/clock-card.tsx';
import { LightBadge } from '#web/case/light.tsx';
import { Timeline } from '#web/case/timeline.tsx';
import { Button, ButtonLink } from '#web/components/button.tsx';
import { Notice } from '#web/components/notice.tsx';
import { Page } from '#web/components/page.tsx';
import type { View } from '#web/components/view.ts';
import { InstantText } from '#web/desk/instant-text.tsx';
import type { AnswerLine } from '../answer-lines.ts';
import type { PaperLine } from '../papers.ts';
import { sizeText } from '../size-text.ts';
import { FollowCase } from './follow-case.tsx';
import { ForWhom } from './for-whom.tsx';
import { PaperList } from './paper-page.tsx';

const TURNS: Record<string, string> = {
  applicant: '现在等您办理',
  body: '现在由机关办理',
  elsewhere: '现在由其他机关办理',
  nobody: '已经结束',
};

export type MaterialFileLine = {
  readonly seq: number;
  readonly material: string;
  readonly id: string;
  readonly name: string;
  readonly size_bytes: number;
};

/** A step is made once from one version of a case, from however many windows it is sent: the page stays the same. */
const stepKey = (id: string, version: number, transition: string): string => `${id}@${version} ${transition}`;

/** Handing in what was told to be missing, all at once. */
function SupplementForm({
  id,
  version,
  missing,
}: {
  id: string;
  version: number;
  missing: readonly string[];
}) {
  return (
    <form
      method="post"
      action={`/me/cases/${id}/supplement`}
      encType="multipart/form-data"
      className="action-form"
    >
      <input type="hidden" name="seen" value={version} />
      <input type="hidden" name="requestKey" value={stepKey(id, version, 'supplement')} />
      {missing.map((name, at) => (
        <div className="field" key={name}>
          <label htmlFor={`file-${at}`}>
            {name}
            <span className="field-optional">（照片、图片或 PDF）</span>
          </label>
          <input
            type="file"
            id={`file-${at}`}
            name={`file-${at}`}
            accept="image/jpeg,image/png,application/pdf"
            multiple
          />
        </div>
      ))}
      <Button>提交补正材料</Button>
      <p className="muted">纸质材料也可以带到任一政务服务窗口补交。</p>
    </form>
  );
}

/** One's own case: where it stands, until when, what one can do, and everything that happened. */
export function CasePage({
  view,
  shown,
  answers,
  materials,
  licences,
  papers,
  theme,
  missing,
  forWhom,
  filed = false,
  error,
}: {
  view: View;
  shown: CaseView;
  answers: readonly AnswerLine[];
  materials: readonly MaterialFileLine[];
  /** Licences that stand for materials. */
  licences: readonly LicenceInCase[];
  /** What was received, told and decided, in order. */
  papers: readonly PaperLine[];
  /** The matter of several items that it belongs to. */
  theme: { readonly themeId: string; readonly title: string } | undefined;
  /** Materials that were told to be missing. */
  missing: readonly string[];
  /** Whose case it is, when it is not the reader's own. */
  forWhom?: string | undefined;
  /** Just handed in. */
  filed?: boolean;
  error?: string | undefined;
}) {
  const path = `/me/cases/${shown.id}`;
  const open = shown.clocks.filter((c) => c.stoppedOn === null);
  const closed = shown.clocks.filter((c) => c.stoppedOn !== null);
  const [first, ...others] = shown.actions.filter((a) => a.transition !== 'withdraw');
  const withdraw = shown.actions.find((a) => a.transition === 'withdraw');
  const clockCards = open.length > 0 && (
    <section aria-labelledby="clocks">
      <h2 id="clocks">还要多久</h2>
      <div className="clock-cards">
        {open.map((clock) => (
          <ClockCard key={clock.name} clock={clock} />
        ))}
      </div>
    </section>
  );
  const toDo = first && (
    <section aria-labelledby="to-do" className="case-actions">
      <h2 id="to-do">您现在可以</h2>
      {[first, ...others].map((action) =>
        action.transition === 'supplement' ? (
          <SupplementForm key={action.transition} id={shown.id} version={shown.version} missing={missing} />
        ) : (
          <ActionForm
            key={action.transition}
            action={action}
            path={path}
            version={shown.version}
            requestKey={stepKey(shown.id, shown.version, action.transition)}
            look={action === first ? 'primary' : 'secondary'}
          />
        ),
      )}
    </section>
  );
  return (
    <Page
      view={view}
      title={`${shown.title}（${shown.state.title}）`}
      noindex
      search={false}
      crumbs={[
        { label: '我的办件', href: '/me/cases' },
        ...(theme ? [{ label: theme.title, href: `/me/themes/${theme.themeId}` }] : []),
      ]}
    >
      <div className="case">
        {filed && (
          <Notice tone="success" title="申请已经提交" live>
            办件编号{shown.number}。编号不必记，登录后在“我的办件”里随时能看到。
          </Notice>
        )}
        {error && (
          <Notice tone="error" title="没有办成" live>
            {error}
          </Notice>
        )}
        <header className="case-head">
          <h1>{shown.title}</h1>
          <ForWhom name={forWhom} />
          <p className="case-state">
            <strong>{shown.state.title}</strong>
            {shown.state.turn !== 'nobody' && <LightBadge light={shown.light} />}
            <span className="muted">{TURNS[shown.state.turn]}</span>
          </p>
          <p>{shown.state.about}</p>
          <p className="button-row">
            {shown.state.turn === 'nobody' && (
              <ButtonLink href={`/me/cases/${shown.id}/rate`}>评价这次服务</ButtonLink>
            )}
            <a href={`/reviews/complain?case=${shown.id}`}>投诉</a>
            <a href={`/reviews/stuck?case=${shown.id}`}>事情办不成</a>
          </p>
          <dl className="case-facts">
            <div>
              <dt>办件编号</dt>
              <dd className="case-number">{shown.number}</dd>
            </div>
            <div>
              <dt>办理机关</dt>
              <dd>{shown.holder}</dd>
            </div>
          </dl>
        </header>
        <FollowCase id={shown.id} version={shown.version} />
        {/* What is up to the applicant comes before everything else. */}
        {shown.state.turn === 'applicant' && toDo}
        {clockCards}
        {shown.state.turn !== 'applicant' && toDo}
        <section aria-labelledby="papers">
          <h2 id="papers">凭证、通知和决定</h2>
          <PaperList papers={papers} path={path} />
        </section>
        <section aria-labelledby="past">
          <h2 id="past">办理经过</h2>
          <Timeline events={shown.events} />
        </section>
        {materials.length + licences.length > 0 && (
          <details>
            <summary>您提交的材料（{materials.length + licences.length}）</summary>
            <ul className="file-list">
              {licences.map((l) => (
                <li key={l.useId}>
                  {l.material ?? '窗口出示'}：《{l.typeName}》，提交时核验有效
                  <span className="muted">
                    （<InstantText value={l.checkedAt} />
                    ；现在{STATE_WORDS[l.state]}）
                  </span>
                </li>
              ))}
              {materials.map((m) => (
                <li key={`${m.seq}${m.material}${m.id}`}>
                  {m.material}：<a href={`${path}/files/${m.id}`}>{m.name}</a>
                  <span className="muted">（{sizeText(m.size_bytes)}）</span>
                </li>
              ))}
            </ul>
          </details>
        )}
        {answers.length > 0 && (
          <details>
            <summary>您填写的内容</summary>
            <dl className="case-facts">
              {answers.map((a) => (
                <div key={a.key}>
                  <dt>{a.label}</dt>
                  <dd>{a.value}</dd>
                </div>
              ))}
            </dl>
          </details>
        )}
        {closed.length > 0 && (
          <details>
            <summary>各段时间用了多久</summary>
            <div className="clock-cards">
              {closed.map((clock) => (
                <ClockCard key={clock.name} clock={clock} />
              ))}
            </div>
          </details>
        )}
        {withdraw && (
          <details>
            <summary>不想办了，撤回申请</summary>
            <ActionForm
              action={withdraw}
              path={path}
              version={shown.version}
              requestKey={stepKey(shown.id, shown.version, 'withdraw')}
              look="danger"
            />
          </details>
        )}
      </div>
    </Page>
  );
}
