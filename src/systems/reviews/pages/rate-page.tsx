import { newId } from '#base/ids.ts';
import type { CaseView } from '#engines/procedure/index.ts';
import { Button } from '#web/components/button.tsx';
import { Field, TextArea } from '#web/components/field.tsx';
import { Notice } from '#web/components/notice.tsx';
import { Page } from '#web/components/page.tsx';
import type { View } from '#web/components/view.ts';
import { InstantText } from '#web/desk/instant-text.tsx';
import { INDICATOR_SETS, type IndicatorSet, levelWord } from '../levels.ts';
import { GROUNDS } from '../procedure/follow-up.ts';
import { FollowUpPart } from './follow-up-part.tsx';
import { RatingForm, type RatingValues } from './rating-form.tsx';

export type RatedLines = {
  readonly level: number;
  readonly set: IndicatorSet;
  readonly answers: Readonly<Record<string, number>>;
  readonly words: string;
  readonly at: Temporal.Instant;
  readonly additions: readonly {
    readonly id: string;
    readonly words: string;
    readonly at: Temporal.Instant;
  }[];
  readonly annulled: { readonly ground: string; readonly reason: string } | null;
  /** Calendar days after the rating within which words may be added; null: over. */
  readonly addUntilDays: number | null;
};

type Told = { readonly done?: boolean; readonly error?: string | undefined };

/** What was rated, and the way to rate it; or the rating that was given, and what follows from it. */
export function RatePage({
  view,
  path,
  service,
  set,
  rated,
  followUp,
  values = {},
  told = {},
  contact,
  lapsed,
  crumbs = [],
}: {
  view: View;
  path: string;
  service: { readonly itemName: string; readonly body: string; readonly servedAt: Temporal.Instant };
  set: IndicatorSet;
  rated: RatedLines | undefined;
  /** The case of a bad rating. */
  followUp: CaseView | undefined;
  values?: RatingValues;
  told?: Told;
  contact: boolean;
  /** The code may not be used any more. */
  lapsed: boolean;
  crumbs?: { label: string; href: string }[];
}) {
  return (
    <Page view={view} title={`评价：${service.itemName}`} noindex search={false} crumbs={crumbs}>
      <div className="case">
        <h1>评价这次服务</h1>
        {told.done && (
          <Notice tone="success" title="谢谢，已经记下" live>
            {followUp
              ? '有不满意，会由被评人员以外的人处理，经过写在下面。'
              : '您的评价计入公开的统计，不写您是谁。'}
          </Notice>
        )}
        {told.error && (
          <Notice tone="error" title="没有办成" live>
            {told.error}
          </Notice>
        )}
        <dl className="case-facts">
          <div>
            <dt>办的事项</dt>
            <dd>{service.itemName}</dd>
          </div>
          <div>
            <dt>办理机关</dt>
            <dd>{service.body}</dd>
          </div>
          <div>
            <dt>办结</dt>
            <dd>
              <InstantText value={service.servedAt} />
            </dd>
          </div>
        </dl>
        {rated ? (
          <Rated rated={rated} path={path} />
        ) : lapsed ? (
          <Notice tone="warning" title="评价码已经过期">
            用账号申请的，登录后可以从“我的办件”评价；有问题没有解决，可以投诉或反映办不成事。
          </Notice>
        ) : (
          <RatingForm
            path={path}
            set={set}
            values={values}
            error={undefined}
            requestKey={values.requestKey ?? newId()}
            contact={contact}
          />
        )}
        {followUp && (
          <section aria-labelledby="follow-up">
            <h2 id="follow-up">处理情况</h2>
            <FollowUpPart shown={followUp} path={`${path}/steps`} heading="h3" />
          </section>
        )}
      </div>
    </Page>
  );
}

function Rated({ rated, path }: { rated: RatedLines; path: string }) {
  const { indicators } = INDICATOR_SETS[rated.set];
  return (
    <section aria-labelledby="rated">
      <h2 id="rated">您的评价：{levelWord(rated.level)}</h2>
      {rated.annulled && (
        <Notice tone="warning">
          经申诉复核（{GROUNDS[rated.annulled.ground]}），这次评价不计入统计。理由：{rated.annulled.reason}
        </Notice>
      )}
      <dl className="case-facts">
        {Object.entries(rated.answers).map(([name, level]) => (
          <div key={name}>
            <dt>{(indicators as Record<string, string>)[name]}</dt>
            <dd>{levelWord(level)}</dd>
          </div>
        ))}
      </dl>
      {rated.words !== '' && <blockquote className="rating-words">{rated.words}</blockquote>}
      <p className="muted">
        <InstantText value={rated.at} />
        评价
      </p>
      {rated.additions.map((a) => (
        <div key={a.id}>
          <blockquote className="rating-words">{a.words}</blockquote>
          <p className="muted">
            <InstantText value={a.at} />
            追评
          </p>
        </div>
      ))}
      {rated.addUntilDays !== null && (
        <details>
          <summary>追评</summary>
          <form method="post" action={`${path}/add`} className="action-form">
            <input type="hidden" name="requestKey" value={newId()} />
            <TextArea
              name="words"
              id="addition"
              label="追评的内容"
              rows={3}
              maxLength={1000}
              hint={`评价后${rated.addUntilDays}日内可以追评，不另算一次评价。`}
            />
            <Button look="secondary">提交追评</Button>
          </form>
        </details>
      )}
    </section>
  );
}

/** Where a code is typed, on a phone or on the window's screen. */
export function CodePage({
  view,
  code = '',
  error,
}: {
  view: View;
  code?: string;
  error?: string | undefined;
}) {
  return (
    <Page view={view} title="评价窗口服务" noindex search={false}>
      <div className="case">
        <h1>评价窗口服务</h1>
        <p>窗口人员办完后会出示评价码。请用自己的手机扫，或在这里输入。</p>
        <form method="get" action="/rate">
          <Field
            name="code"
            label="评价码"
            width="medium"
            value={code}
            error={error}
            maxLength={30}
            hint="12位，大小写、空格、横线都不要紧。"
          />
          <Button>去评价</Button>
        </form>
      </div>
    </Page>
  );
}
