import { Button, ButtonLink, ButtonRow } from '#web/components/button.tsx';
import { DateText } from '#web/components/date-text.tsx';
import { EmptyState } from '#web/components/empty-state.tsx';
import { ErrorSummary } from '#web/components/error-summary.tsx';
import { Notice } from '#web/components/notice.tsx';
import type { View } from '#web/components/view.ts';
import { DeskPage } from '#web/desk/desk-page.tsx';
import { InstantText } from '#web/desk/instant-text.tsx';
import type { NextIssueView } from '../../../next-issue/issue-queries.ts';
import type { DraftView } from '../../../next-issue/queries.ts';
import type { FrontForm, FrontProblem } from '../../../next-issue/save-issue.ts';
import { DraftStateMark, draftPath, issueWords, NEXT_ISSUE } from './draft-words.tsx';
import { IssueFrontForm } from './front-form.tsx';

export type NextIssuePageProps = {
  view: View;
  issue: NextIssueView | undefined;
  /** As proposed, as kept, or as typed when it was refused. */
  front: FrontForm;
  problems: readonly FrontProblem[];
  drafts: readonly DraftView[];
  deleted: readonly DraftView[];
  published: readonly NextIssueView[];
  /** The number each draft would take if it were published now, as the list stands. */
  numbers: ReadonlyMap<string, string>;
  mayEdit: boolean;
  requestKey: string;
  /** What was just done. */
  done?: string | undefined;
  error?: string | undefined;
};

/** The issue in preparation: its drafts by section, and what is left to do. */
export function NextIssuePage(props: NextIssuePageProps) {
  const { view, issue, error, done } = props;
  return (
    <DeskPage view={view} title="下一期" tab="/desk/next-issue">
      <div className="desk">
        <h1>{issue ? `下一期：${issueWords(issue)}` : '下一期'}</h1>
        {error && <ErrorSummary title="没有改动" errors={[{ field: null, message: error }]} />}
        {done && (
          <Notice tone="success" live>
            {done}
          </Notice>
        )}
        <Progress {...props} />
        {!issue && <Start {...props} />}
        <Drafts {...props} />
        {issue && <Front {...props} />}
        <Deleted {...props} />
        <Earlier {...props} />
      </div>
    </DeskPage>
  );
}

function Progress({ issue, drafts, mayEdit }: NextIssuePageProps) {
  const ready = drafts.filter((d) => d.state === 'ready').length;
  return (
    <div className="prose">
      {issue && drafts.length > 0 && (
        <p>
          共 {drafts.length} 份稿件，已定稿 {ready} 份。出版时只收已定稿的，其余留到再下一期。
        </p>
      )}
      {mayEdit && (
        <ButtonRow>
          <ButtonLink href={`${NEXT_ISSUE}/drafts/new`} look={ready > 0 ? 'secondary' : 'primary'}>
            起草文件
          </ButtonLink>
          {issue && ready > 0 && <ButtonLink href={`${NEXT_ISSUE}/publish`}>看出版结果并出版</ButtonLink>}
        </ButtonRow>
      )}
    </div>
  );
}

function Start({ front, problems, mayEdit, requestKey }: NextIssuePageProps) {
  return (
    <section aria-labelledby="start">
      <h2 id="start">开始编下一期</h2>
      {mayEdit ? (
        <>
          <p className="muted">期号、日期和版权页按上一期推算，核对后开始；以后随时可改，直到出版。</p>
          <ErrorSummary errors={problems.map(({ field, message }) => ({ field, message }))} />
          <IssueFrontForm form={front} problems={problems} requestKey={requestKey} />
        </>
      ) : (
        <p>还没有人开始编下一期。</p>
      )}
    </section>
  );
}

function Front({ issue, front, problems, mayEdit, requestKey }: NextIssuePageProps) {
  if (!issue || !mayEdit) return null;
  return (
    <section aria-labelledby="front">
      <h2 id="front">刊头与版权页</h2>
      <ErrorSummary errors={problems.map(({ field, message }) => ({ field, message }))} />
      <details open={problems.length > 0 || undefined}>
        <summary>
          {issue.title}，{issueWords(issue)}，<DateText value={issue.dated} />
          出版
        </summary>
        <IssueFrontForm
          form={front}
          problems={problems}
          issueId={issue.id}
          seen={issue.version}
          requestKey={requestKey}
        />
      </details>
    </section>
  );
}

function Drafts(props: NextIssuePageProps) {
  const { drafts } = props;
  if (drafts.length === 0)
    return (
      <section aria-labelledby="drafts">
        <h2 id="drafts">稿件</h2>
        <EmptyState title="还没有稿件">
          点“起草文件”写第一份；人事任免等通知也会由有关系统送到这里。
        </EmptyState>
      </section>
    );
  return [...Map.groupBy(drafts, (d) => d.section)].map(([section, inSection], at) => (
    <section key={section} aria-labelledby={`section-${at}`}>
      <h2 id={`section-${at}`}>{section}</h2>
      <ol className="draft-list">
        {inSection.map((draft, place) => (
          <Draft key={draft.id} draft={draft} place={place} count={inSection.length} {...props} />
        ))}
      </ol>
    </section>
  ));
}

function Draft({
  draft,
  place,
  count,
  mayEdit,
  numbers,
}: NextIssuePageProps & { draft: DraftView; place: number; count: number }) {
  const number = numbers.get(draft.id);
  return (
    <li id={`draft-${draft.id}`}>
      <p className="result-title">
        <a href={draftPath(draft.id)}>{draft.title}</a>
      </p>
      <p className="draft-line">
        <DraftStateMark state={draft.state} />
        <span>{number ? `预计 ${number}` : draft.series ? `${draft.series}，出版时编号` : '不编号'}</span>
        <span>
          {draft.changedBy}，<InstantText value={draft.changedAt} />
        </span>
      </p>
      {mayEdit && (
        <div className="draft-acts">
          <Act draft={draft} act={draft.state === 'ready' ? 'reopen' : 'finish'}>
            {draft.state === 'ready' ? '退回修改' : '定稿'}
          </Act>
          {place > 0 && <Move draft={draft} direction="up" />}
          {place < count - 1 && <Move draft={draft} direction="down" />}
          <Act draft={draft} act="delete">
            删除
          </Act>
        </div>
      )}
    </li>
  );
}

function Act({ draft, act, children }: { draft: DraftView; act: string; children: string }) {
  return (
    <form method="post" action={`${draftPath(draft.id)}/act`}>
      <input type="hidden" name="seen" value={draft.version} />
      <Button look="secondary" name="act" value={act}>
        {children}
        <span className="visually-hidden">：{draft.title}</span>
      </Button>
    </form>
  );
}

function Move({ draft, direction }: { draft: DraftView; direction: 'up' | 'down' }) {
  return (
    <form method="post" action={`${draftPath(draft.id)}/move`}>
      <Button look="secondary" name="direction" value={direction}>
        {direction === 'up' ? '上移' : '下移'}
        <span className="visually-hidden">：{draft.title}</span>
      </Button>
    </form>
  );
}

function Deleted({ deleted, mayEdit }: NextIssuePageProps) {
  if (deleted.length === 0) return null;
  return (
    <section aria-labelledby="deleted">
      <h2 id="deleted">删除的稿件</h2>
      <details>
        <summary>{deleted.length} 份，可以恢复</summary>
        <ul className="draft-list">
          {deleted.map((draft) => (
            <li key={draft.id}>
              <p className="result-title">{draft.title}</p>
              <p className="draft-line">
                <span>{draft.section}</span>
                <span>
                  {draft.changedBy}，<InstantText value={draft.changedAt} />
                </span>
              </p>
              {mayEdit && (
                <div className="draft-acts">
                  <Act draft={draft} act="restore">
                    恢复
                  </Act>
                </div>
              )}
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}

function Earlier({ published }: NextIssuePageProps) {
  if (published.length === 0) return null;
  return (
    <section aria-labelledby="earlier">
      <h2 id="earlier">在这里编的各期</h2>
      <ul className="draft-list">
        {published.map((issue) => (
          <li key={issue.id}>
            <p className="result-title">
              <a href={`${NEXT_ISSUE}/issues/${issue.id}`}>
                {issue.title} {issueWords(issue)}
              </a>
            </p>
            <p className="draft-line">
              <span>
                {issue.publishedBy}
                {issue.publishedAt && (
                  <>
                    ，
                    <InstantText value={issue.publishedAt} /> 出版
                  </>
                )}
              </span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
