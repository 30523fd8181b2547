import { Button, ButtonLink, ButtonRow } from '#web/components/button.tsx';
import { DateText } from '#web/components/date-text.tsx';
import { Notice } from '#web/components/notice.tsx';
import { Page } from '#web/components/page.tsx';
import type { View } from '#web/components/view.ts';
import { InstantText } from '#web/desk/instant-text.tsx';
import { type keeperCleared, keeperScript } from '../keeper.ts';
import { STATE_WORDS, VERDICT_WORDS } from '../pre-review.ts';
import { CHECK_WORDS, NoFiling, type OwnPreReview } from './pre-review-parts.tsx';

/** What somebody asked a window to look at, until when it answers, what it answered, and what can be done now. */
export function PreReviewPage({
  view,
  shown,
  requestKey,
  asked,
  error,
  kept,
  keepDays,
}: {
  view: View;
  shown: OwnPreReview;
  requestKey: string;
  /** Just asked. */
  asked: boolean;
  error?: string | undefined;
  /** What the form's script kept is on the server now. */
  kept: ReturnType<typeof keeperCleared>;
  /** For how long after the answer it is all kept. */
  keepDays: number;
}) {
  const { answer, state } = shown;
  const draft = `/services/items/${shown.itemCode}/apply?draft=${shown.draft}`;
  const open = state === 'waiting' || state === 'answered';
  return (
    <Page
      view={view}
      title={`窗口预审：${shown.title}`}
      noindex
      search={false}
      script={keeperScript().path}
      crumbs={[{ label: '我的办件', href: '/me/cases' }]}
    >
      <div className="case" {...kept}>
        <h1>
          窗口预审：<span className="unbroken">{shown.title}</span>
        </h1>
        <p className="case-state">
          <strong>{STATE_WORDS[state]}</strong>
        </p>
        {error && (
          <Notice tone="error" title="没有办成" live>
            {error}
          </Notice>
        )}
        {asked && state === 'waiting' && (
          <Notice tone="success" title="已经发给窗口" live>
            答复之后会通知您，写在“我的通知”里。
          </Notice>
        )}
        <dl className="case-facts">
          <div>
            <dt>请谁预审</dt>
            <dd>{shown.body}</dd>
          </div>
          <div>
            <dt>发出</dt>
            <dd>
              <InstantText value={Temporal.Instant.from(shown.askedAt)} />
            </dd>
          </div>
          {state === 'waiting' && shown.dueOn && (
            <div>
              <dt>最迟答复</dt>
              <dd>
                <DateText value={shown.dueOn} />
                {shown.provisional && '（暂定，放假安排还没有公布）'}
                <p className="muted">
                  {shown.light === 'red' && '已经过了约定的日子，窗口会尽快答复。'}
                  这是本系统的约定，不是法定期限。
                </p>
              </dd>
            </div>
          )}
          {answer && (
            <div>
              <dt>答复</dt>
              <dd>
                <InstantText value={Temporal.Instant.from(answer.at)} />
              </dd>
            </div>
          )}
        </dl>
        {open && (
          <Notice tone="info" title="还没有提交申请">
            <NoFiling />
          </Notice>
        )}
        {answer && <Answer answer={answer} />}
        {state === 'filed' && shown.caseId && (
          <ButtonRow>
            <ButtonLink href={`/me/cases/${shown.caseId}`}>看办件</ButtonLink>
          </ButtonRow>
        )}
        {state !== 'filed' && (
          <ButtonRow>
            <ButtonLink href={draft}>{answer ? '打开草稿，改好提交' : '打开草稿'}</ButtonLink>
          </ButtonRow>
        )}
        {state === 'waiting' && (
          <section aria-labelledby="withdraw">
            <h2 id="withdraw">撤回</h2>
            <p>撤回之后窗口不再看这份草稿；草稿还在，以后可以再请。</p>
            <form method="post" action={`/me/pre-reviews/${shown.id}/withdraw`}>
              <input type="hidden" name="requestKey" value={requestKey} />
              <Button look="secondary">撤回预审</Button>
            </form>
          </section>
        )}
        <p className="muted">
          发给窗口的内容加密保存，窗口人员看证件号码和文件会留痕，您在“查看记录”里能查到；答复{keepDays}
          天后删去。
        </p>
      </div>
    </Page>
  );
}

function Answer({ answer }: { answer: NonNullable<OwnPreReview['answer']> }) {
  return (
    <section aria-labelledby="answer">
      <h2 id="answer">窗口的答复：{VERDICT_WORDS[answer.verdict]}</h2>
      {answer.elsewhere && (
        <p>
          请到<strong>{answer.elsewhere}</strong>办理。
        </p>
      )}
      {answer.summary && <p>{answer.summary}</p>}
      {answer.sections.length > 0 && (
        <>
          <h3 className="pre-review-part">申请表</h3>
          <ul className="pre-review-list">
            {answer.sections.map((s) => (
              <li key={s.section}>
                <strong>{s.title}</strong>：{s.note}
              </li>
            ))}
          </ul>
        </>
      )}
      {answer.materials.length > 0 && (
        <>
          <h3 className="pre-review-part">材料</h3>
          <ul className="pre-review-list">
            {answer.materials.map((m) => (
              <li key={m.material}>
                {m.material}：<strong>{CHECK_WORDS[m.verdict]}</strong>
                {m.reason && `。${m.reason}`}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
