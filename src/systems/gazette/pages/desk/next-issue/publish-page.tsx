import { Button, ButtonLink, ButtonRow } from '#web/components/button.tsx';
import { DateText } from '#web/components/date-text.tsx';
import { ErrorSummary } from '#web/components/error-summary.tsx';
import { Field, TextArea } from '#web/components/field.tsx';
import { Notice } from '#web/components/notice.tsx';
import { Table } from '#web/components/table.tsx';
import type { View } from '#web/components/view.ts';
import { DeskPage } from '#web/desk/desk-page.tsx';
import { changeWord } from '../../../next-issue/change-words.ts';
import type { Plan } from '../../../next-issue/publish-issue.ts';
import type { KeyedFinding } from '../../../proofread/finding-key.ts';
import { DraftFindings } from './draft-findings.tsx';
import { draftPath, issueWords, NEXT_ISSUE } from './draft-words.tsx';

export type PublishPageProps = {
  view: View;
  plan: Plan;
  /** Numbers whose series is known only by a document that bears or cites a higher one. */
  follows: ReadonlyMap<string, string>;
  ruleTitles: ReadonlyMap<string, string>;
  mayPublish: boolean;
  requestKey: string;
  reason: string;
  error?: string | undefined;
  /** The finding that an answer was refused for, by its key, and what was typed. */
  typed?: { readonly key: string; readonly error: string } | undefined;
};

/** Exactly what publication will do, and the command. */
export function PublishPage(props: PublishPageProps) {
  const { view, plan, error } = props;
  const { issue, refusal } = plan;
  return (
    <DeskPage
      view={view}
      title="出版"
      tab="/desk/next-issue"
      crumbs={[{ label: '下一期', href: NEXT_ISSUE }]}
    >
      <div className="desk">
        <h1>
          出版《{issue.title}》{issueWords(issue)}
        </h1>
        {error && <ErrorSummary title="没有出版" errors={[{ field: null, message: error }]} />}
        {refusal && (
          <Notice tone="warning" title="还不能出版">
            <p>{refusal.message}</p>
          </Notice>
        )}
        <Documents {...props} />
        <Changes {...props} />
        <Findings {...props} />
        <Confirm {...props} />
      </div>
    </DeskPage>
  );
}

function Documents({ plan, follows }: PublishPageProps) {
  if (plan.documents.length === 0) return null;
  const notes = [...follows];
  return (
    <section aria-labelledby="documents">
      <h2 id="documents">{plan.documents.length} 份文件，按此顺序印出、编号</h2>
      <Table
        caption="将要出版的文件"
        captionHidden
        narrow="cards"
        columns={[
          { key: 'at', name: '序', cell: (_row, at) => at + 1, numeric: true },
          {
            key: 'title',
            name: '标题',
            rowHeader: true,
            cell: ({ draft }) => <a href={draftPath(draft.id)}>{draft.title}</a>,
          },
          { key: 'number', name: '将取的文号', nowrap: true, cell: ({ number }) => number ?? '不编号' },
          { key: 'section', name: '栏目', cell: ({ draft }) => draft.section },
          {
            key: 'dated',
            name: '成文日期',
            nowrap: true,
            cell: ({ draft }) => (draft.dated ? <DateText value={draft.dated} /> : '无'),
          },
        ]}
        rows={[...plan.documents]}
        rowKey={({ draft }) => draft.id}
      />
      {notes.length > 0 && (
        <ul className="muted">
          {notes.map(([series, words]) => (
            <li key={series}>{words}</li>
          ))}
        </ul>
      )}
      {plan.artifact && (
        <p>
          <a href={`${NEXT_ISSUE}/sample.pdf`}>刊印样稿（PDF）</a>
          ：此刻的编号和目录，尚未出版。
        </p>
      )}
      <BlockingDifferences plan={plan} />
    </section>
  );
}

function BlockingDifferences({ plan }: { plan: Plan }) {
  const blocking = plan.differences.filter((d) => d.weight === 'blocks');
  if (blocking.length === 0) return null;
  return (
    <Notice tone="warning" title="这样出版，读者会看到别的样子">
      <ul>
        {blocking.map((d) => {
          const draft = d.document === null ? undefined : plan.documents[d.document]?.draft;
          return (
            <li key={`${d.document}-${d.message}`}>
              {draft && (
                <>
                  <a href={draftPath(draft.id)}>{draft.title}</a>：
                </>
              )}
              {d.message}
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}

function Changes({ plan }: PublishPageProps) {
  if (plan.refusal && plan.changes.length === 0) return null;
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">对其他文件的影响</h2>
      {plan.changes.length === 0 ? (
        <p className="muted">不废止、不修改任何文件。</p>
      ) : (
        <ul>
          {plan.changes.map((change, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: in order of the text, never reordered
            <li key={at}>
              <strong>{changeWord(change)}</strong>《{change.title}》{change.number && `（${change.number}）`}
              {change.dated && (
                <>
                  ，自
                  <DateText value={change.dated} />起
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Findings(props: PublishPageProps) {
  const { plan, ruleTitles } = props;
  const { openFindings, dismissed, documents } = plan;
  if (documents.length === 0) return null;
  const byDocument = Map.groupBy(openFindings, (f) => f.document);
  return (
    <section aria-labelledby="findings">
      <h2 id="findings">校对</h2>
      <p>
        {openFindings.length === 0
          ? '没有未处理的问题。'
          : `还有 ${openFindings.length} 项未处理：改正稿件、写明不改的理由，或在下面写明仍要出版的理由。`}
      </p>
      {[...byDocument].map(([document, findings]) => {
        const draft = document === null ? undefined : documents[document]?.draft;
        return (
          <div key={document ?? 'issue'}>
            <h3>
              {draft ? (
                <a href={draftPath(draft.id)}>{draft.title}</a>
              ) : (
                <a href={`${NEXT_ISSUE}#front`}>刊头、版权页与目录</a>
              )}
            </h3>
            <DraftFindings
              findings={findings}
              dismissals={new Map()}
              ruleTitles={ruleTitles}
              answer={(finding) => <Answer finding={finding} {...props} />}
            />
          </div>
        );
      })}
      {dismissed.length > 0 && (
        <details>
          <summary>已写明不改的理由 {dismissed.length} 项</summary>
          <DraftFindings
            findings={dismissed.map((d) => d.finding)}
            dismissals={new Map(dismissed.map((d) => [d.finding.key, d.decision]))}
            ruleTitles={ruleTitles}
            answer={(finding) => <Answer finding={finding} dismissed {...props} />}
          />
        </details>
      )}
    </section>
  );
}

/** Dismissing a finding from here, or opening it again. */
function Answer({
  finding: { key },
  dismissed = false,
  plan,
  mayPublish,
  typed,
}: PublishPageProps & { finding: KeyedFinding; dismissed?: boolean }) {
  if (!mayPublish) return null;
  const wrong = typed?.key === key ? typed : undefined;
  return (
    <form method="post" action={`${NEXT_ISSUE}/publish/findings#findings`} className="draft-answer">
      <input type="hidden" name="issue" value={plan.issue.id} />
      <input type="hidden" name="key" value={key} />
      {dismissed ? (
        <Button look="secondary" name="verdict" value="reopened">
          重新列为待改
        </Button>
      ) : (
        <details open={wrong !== undefined || undefined}>
          <summary>照这样印，不改</summary>
          <Field
            id={`reason-${key.slice(0, 12)}`}
            name="reason"
            label="理由"
            maxLength={500}
            error={wrong?.error}
          />
          <Button look="secondary" name="verdict" value="dismissed">
            记下理由
          </Button>
        </details>
      )}
    </form>
  );
}

function Confirm({ plan, mayPublish, requestKey, reason, error }: PublishPageProps) {
  if (plan.refusal || !mayPublish)
    return (
      <p>
        <ButtonLink href={NEXT_ISSUE} look="secondary">
          回清单
        </ButtonLink>
      </p>
    );
  const open = plan.openFindings.length > 0;
  return (
    <section aria-labelledby="confirm">
      <h2 id="confirm">确认出版</h2>
      <div className="prose">
        <p>
          出版后，文号即被占用，文件进入库中并送到订阅者；这些稿件不能再改，要改变只能另发文件取代，或导入更正后的全文。
        </p>
        <p>全部办成才算出版：中途出错，什么都不会改变。</p>
      </div>
      <form method="post" action={`${NEXT_ISSUE}/publish`}>
        <input type="hidden" name="issue" value={plan.issue.id} />
        <input type="hidden" name="requestKey" value={requestKey} />
        <input type="hidden" name="digest" value={plan.digest} />
        {open && (
          <TextArea
            name="reason"
            label="仍要出版的理由"
            hint={`还有 ${plan.openFindings.length} 项校对问题未处理。理由连同您的姓名记录在案。`}
            value={reason}
            rows={3}
            maxLength={500}
            error={error && reason === '' ? '请写明理由，或先处理校对问题。' : undefined}
          />
        )}
        <ButtonRow>
          <Button>出版这一期</Button>
          <ButtonLink href={NEXT_ISSUE} look="secondary">
            先不出版
          </ButtonLink>
        </ButtonRow>
      </form>
    </section>
  );
}
