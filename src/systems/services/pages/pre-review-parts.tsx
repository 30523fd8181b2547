/** A pre-review on the pages of its draft: asking for it, how it stands, what was said of each part. */
import type { z } from 'zod';
import { Button, ButtonRow } from '#web/components/button.tsx';
import { DateText } from '#web/components/date-text.tsx';
import { Notice } from '#web/components/notice.tsx';
import { InstantText } from '#web/desk/instant-text.tsx';
import type { OwnPreReviewOut } from '../api-schema-pre-reviews.ts';
import { VERDICT_WORDS } from '../pre-review.ts';

export type OwnPreReview = z.infer<typeof OwnPreReviewOut>;

export const CHECK_WORDS = { complete: '齐全', wrong: '有问题', missing: '没有交' } as const;

/** Said wherever a pre-review is spoken of: what it is not. */
export function NoFiling() {
  return <p>预审不是提交申请，办理期限没有起算。您不等答复、不做预审，也随时可以直接提交。</p>;
}

/** How the request about this draft stands; nothing when there is none. */
export function PreReviewNotice({ shown }: { shown: OwnPreReview | undefined }) {
  if (!shown) return null;
  const { answer } = shown;
  const more = <a href={`/me/pre-reviews/${shown.id}`}>{answer ? '看全部答复' : '看这次预审，或者撤回'}</a>;
  if (!answer)
    return (
      <Notice tone="info" title={`已请${shown.body}预审，等窗口答复`}>
        <NoFiling />
        <p>
          {shown.dueOn && (
            <>
              窗口最迟
              <DateText value={shown.dueOn} />
              答复。
            </>
          )}
          {more}
        </p>
      </Notice>
    );
  return (
    <Notice
      tone={answer.verdict === 'ready' ? 'success' : 'warning'}
      title={`窗口预审的答复：${VERDICT_WORDS[answer.verdict]}`}
    >
      {answer.elsewhere && <p>请到{answer.elsewhere}办理。</p>}
      {answer.summary && <p>{answer.summary}</p>}
      <p>
        答复的是您
        <InstantText value={Temporal.Instant.from(shown.askedAt)} />
        发给窗口的那一份，各部分的说明写在下面。{more}
      </p>
    </Notice>
  );
}

/** The button that sends the draft to the window, within the form that holds it. */
export function AskPreReview({
  shown,
  promised,
  requestKey,
}: {
  shown: OwnPreReview | undefined;
  /** Within which an answer is promised. */
  promised: string;
  requestKey: string;
}) {
  return (
    <section className="pre-review-ask" aria-labelledby="ask-pre-review">
      <h2 id="ask-pre-review">{shown?.answer ? '改好了，想再请窗口看一遍？' : '拿不准？可以先请窗口预审'}</h2>
      <p>
        把现在填的、传的发给办理机关的窗口，工作人员先看一遍，告诉您哪里要改，一般{promised}
        内答复（本系统的约定，不是法定期限）。没填完也可以发。
      </p>
      <NoFiling />
      {shown && !shown.answer && (
        <p>改过之后可以再请一次：新的顶替原来的，重新排队；没有改动的，还在原来的位置。</p>
      )}
      <input type="hidden" name="preReviewKey" value={requestKey} />
      <ButtonRow>
        <Button name="step" value="pre_review" look="secondary" formNoValidate>
          {shown ? '再请窗口预审' : '请窗口预审'}
        </Button>
      </ButtonRow>
    </section>
  );
}

/** What the clerk said of a section of the form. */
export function SectionSaid({ shown, section }: { shown: OwnPreReview | undefined; section: string }) {
  const note = shown?.answer?.sections.find((s) => s.section === section)?.note;
  return note ? (
    <p className="pre-review-said">
      <strong>窗口预审：</strong>
      {note}
    </p>
  ) : null;
}

/** What the clerk said of a material. */
export function MaterialSaid({ shown, material }: { shown: OwnPreReview | undefined; material: string }) {
  const said = shown?.answer?.materials.find((m) => m.material === material);
  return said ? (
    <p className={said.verdict === 'complete' ? 'pre-review-said is-complete' : 'pre-review-said'}>
      <strong>窗口预审：{CHECK_WORDS[said.verdict]}</strong>
      {said.reason && `。${said.reason}`}
    </p>
  ) : null;
}
