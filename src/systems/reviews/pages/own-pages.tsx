import { LightBadge } from '#web/case/light.tsx';
import { ButtonLink, ButtonRow } from '#web/components/button.tsx';
import { DateText } from '#web/components/date-text.tsx';
import { EmptyState } from '#web/components/empty-state.tsx';
import { Notice } from '#web/components/notice.tsx';
import { Page } from '#web/components/page.tsx';
import type { View } from '#web/components/view.ts';
import type { FieldProblem } from '../file-matter.ts';
import { levelWord } from '../levels.ts';
import { KIND_WORDS } from '../procedures.ts';
import type { ReviewLine, ReviewView } from '../read-review.ts';
import { FollowUpPart } from './follow-up-part.tsx';
import { MATTER_TITLES, type MatterChoices, MatterForm, type MatterValues } from './matter-page.tsx';

const MINE = { label: '我的评价和反映', href: '/me/reviews' };

/** Complaining, or saying what could not be done. */
export function FilePage({
  view,
  kind,
  values,
  errors,
  choices,
  requestKey,
}: {
  view: View;
  kind: 'complaint' | 'stuck';
  values: MatterValues;
  errors: readonly FieldProblem[];
  choices: MatterChoices;
  requestKey: string;
}) {
  return (
    <Page view={view} title={MATTER_TITLES[kind]} noindex search={false} crumbs={[MINE]}>
      <div className="case">
        <h1>{MATTER_TITLES[kind]}</h1>
        <p>
          {kind === 'stuck'
            ? '材料齐了还办不下来、几个部门互相推、网上走不通，都可以在这里说。会有人帮您办，查明原因，改好再告诉您。'
            : '对政务服务不满意的，在这里投诉。由被投诉人员以外的人处理，先打电话给您，再整改，改完请您再评。'}
          也可以到任一政务服务窗口当面说。
        </p>
        <MatterForm
          kind={kind}
          path={kind === 'stuck' ? '/reviews/stuck' : '/reviews/complain'}
          values={values}
          errors={errors}
          choices={choices}
          window={false}
          requestKey={requestKey}
        />
      </div>
    </Page>
  );
}

/** Everything that somebody said of services, and what became of it. */
export function MyReviewsPage({ view, lines }: { view: View; lines: readonly ReviewLine[] }) {
  return (
    <Page view={view} title={MINE.label} noindex search={false}>
      <div className="case">
        <h1>{MINE.label}</h1>
        <ButtonRow>
          <ButtonLink href="/reviews/stuck">反映办不成事</ButtonLink>
          <ButtonLink href="/reviews/complain" look="secondary">
            投诉
          </ButtonLink>
          <a href="/me/cases">评价办完的事</a>
        </ButtonRow>
        {lines.length === 0 ? (
          <EmptyState title="没有在处理的事">
            满意的评价只计入统计，不在这里列出；差评、投诉和办不成事的处理经过会列在这里。
          </EmptyState>
        ) : (
          <ReviewLines lines={lines} path="/me/reviews" />
        )}
      </div>
    </Page>
  );
}

/** Cases of reviews as a list; what the reader can do stands on each line. */
export function ReviewLines({ lines, path }: { lines: readonly ReviewLine[]; path: string }) {
  return (
    <ul className="case-list">
      {lines.map((line) => (
        <li key={line.id}>
          <a href={`${path}/${line.id}`}>
            {KIND_WORDS[line.kind]}：{line.title}
          </a>
          <p>
            <strong>{line.stateTitle}</strong>
            {line.light !== 'none' && <LightBadge light={line.light} />}
            {line.steps.length > 0 && <span className="muted">可办：{line.steps.join('、')}</span>}
          </p>
          <p className="muted">
            {line.holder}
            {line.dueOn && (
              <span>
                最迟
                <DateText value={line.dueOn} />
              </span>
            )}
            <span className="case-number">{line.number}</span>
          </p>
        </li>
      ))}
    </ul>
  );
}

/** One case of the reader's own. */
export function MyReviewPage({
  view,
  review,
  filed = false,
  error,
}: {
  view: View;
  review: ReviewView;
  filed?: boolean;
  error?: string | undefined;
}) {
  const { shown, matter } = review;
  const title = `${KIND_WORDS[matter.kind]}：${shown.title}`;
  return (
    <Page view={view} title={title} noindex search={false} crumbs={[MINE]}>
      <div className="case">
        <h1>{title}</h1>
        {filed && (
          <Notice tone="success" title="已经收到" live>
            编号{shown.number}。经过写在这一页，也会写进“我的通知”。
          </Notice>
        )}
        {error && (
          <Notice tone="error" title="没有办成" live>
            {error}
          </Notice>
        )}
        {review.level !== null && <p>您的评价：{levelWord(review.level)}</p>}
        {review.words !== '' && <blockquote className="rating-words">{review.words}</blockquote>}
        <FollowUpPart shown={shown} path={`/me/reviews/${shown.id}`} />
      </div>
    </Page>
  );
}
