import { newId } from '#base/ids.ts';
import { ActionForm } from '#web/case/action-form.tsx';
import { Button } from '#web/components/button.tsx';
import { EmptyState } from '#web/components/empty-state.tsx';
import { Notice } from '#web/components/notice.tsx';
import type { View } from '#web/components/view.ts';
import { levelWord } from '../levels.ts';
import { KIND_WORDS } from '../procedures.ts';
import type { Contact, ReviewCase, ReviewLine, ReviewView } from '../read-review.ts';
import { ReviewsDesk } from './desk-frame.tsx';
import { FollowUpPart } from './follow-up-part.tsx';
import { ReviewLines } from './own-pages.tsx';

const LIST = { label: '评价和反映', href: '/desk/reviews' };

/** The reader's follow-ups, the most urgent first, or those that have ended. */
export function DeskListPage({
  view,
  lines,
  open,
}: {
  view: View;
  lines: readonly ReviewLine[];
  open: boolean;
}) {
  const title = open ? '评价和反映：待办' : '评价和反映：已了结';
  return (
    <ReviewsDesk view={view} title={title} tab={open ? '/desk/reviews' : '/desk/reviews/ended'}>
      <div className="case">
        <h1>{title}</h1>
        {lines.length === 0 ? (
          <EmptyState title={open ? '没有要回访、整改或复核的件' : '还没有了结的件'}>
            这里只列您有回访整改或复核职责的机关的件；说的是您自己的服务，不在您的清单里。
          </EmptyState>
        ) : (
          <ReviewLines lines={lines} path="/desk/reviews" />
        )}
      </div>
    </ReviewsDesk>
  );
}

/** One case for whoever handles or checks it. */
export function DeskReviewPage({
  view,
  review,
  contact,
  related,
  bodies,
  error,
}: {
  view: View;
  review: ReviewView;
  contact: Contact | undefined;
  /** The application that it is about. */
  related: { readonly id: string; readonly number: string } | undefined;
  bodies: readonly string[];
  error?: string | undefined;
}) {
  const { shown, matter } = review;
  const title = `${KIND_WORDS[matter.kind]}：${shown.title}`;
  const path = `/desk/reviews/${shown.id}`;
  return (
    <ReviewsDesk view={view} title={title} tab="/desk/reviews" crumbs={[LIST]}>
      <div className="case">
        <h1>{title}</h1>
        {error && (
          <Notice tone="error" title="没有办成" live>
            {error}
          </Notice>
        )}
        {review.level !== null && (
          <p>
            评价：<strong>{levelWord(review.level)}</strong>
          </p>
        )}
        {review.words === '' ? (
          <p className="muted">没有写文字。</p>
        ) : (
          <blockquote className="rating-words">{review.words}</blockquote>
        )}
        {contact ? (
          <dl className="case-facts">
            <div>
              <dt>称呼</dt>
              <dd>{contact.name || '没有留'}</dd>
            </div>
            <div>
              <dt>电话</dt>
              <dd>{contact.phone || '没有留'}</dd>
            </div>
          </dl>
        ) : (
          <form method="post" action={`${path}/contact`}>
            <Button look="secondary">
              {matter.real_name ? '看联系方式，打电话回访' : '没有留联系方式，核对'}
            </Button>
            <p className="muted">看了会记入审计记录。不要告诉被评的人是谁写的。</p>
          </form>
        )}
        {related && (
          <p>
            说的是办件<a href={`/desk/cases/${related.id}`}>{related.number}</a>。
          </p>
        )}
        {matter.item_code !== null && (
          <p>
            <a href={`/services/items/${matter.item_code}`}>这个事项的办事指南</a>
          </p>
        )}
        <FollowUpPart shown={shown} path={path} />
        {shown.actions.some((a) => a.transition === 'hand_over') && (
          <details>
            <summary>可以转给的机关（{bodies.length}）</summary>
            <p>{bodies.join('、')}</p>
          </details>
        )}
      </div>
    </ReviewsDesk>
  );
}

/** Bad ratings of one's own services: without who, when and in which words; one may object. */
export function AboutMePage({
  view,
  reviews,
  error,
}: {
  view: View;
  reviews: readonly ReviewCase[];
  error?: string | undefined;
}) {
  return (
    <ReviewsDesk view={view} title="对我的差评" tab="/desk/reviews/about-me">
      <div className="case">
        <h1>对我的差评</h1>
        <p>
          由别人回访和整改。为了不让人知道是谁评的，这里不显示评价人、时间和文字。认为是误评或恶意差评的，可以申诉一次，由复核人员决定。
        </p>
        {error && (
          <Notice tone="error" title="没有办成" live>
            {error}
          </Notice>
        )}
        {reviews.length === 0 ? (
          <EmptyState title="没有对您的差评">满意的评价只计入统计。</EmptyState>
        ) : (
          <ul className="case-list">
            {reviews.map(({ shown, level, appealOpen }) => (
              <li key={shown.id}>
                <p>
                  <strong>{shown.title}</strong>
                  <span>{levelWord(level ?? 0)}</span>
                  <span className="muted">
                    {appealOpen
                      ? '已申诉，等待复核'
                      : shown.state.turn === 'nobody'
                        ? shown.state.title
                        : '处理中'}
                  </span>
                </p>
                {shown.actions.map((action) => (
                  <details key={action.transition}>
                    <summary>{action.title}</summary>
                    <ActionForm
                      action={action}
                      path={`/desk/reviews/about-me/${shown.id}`}
                      version={shown.version}
                      requestKey={newId()}
                      look="secondary"
                    />
                  </details>
                ))}
              </li>
            ))}
          </ul>
        )}
      </div>
    </ReviewsDesk>
  );
}
