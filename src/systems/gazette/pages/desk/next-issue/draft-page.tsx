import { Button, ButtonLink, ButtonRow } from '#web/components/button.tsx';
import { ErrorSummary, type FieldError } from '#web/components/error-summary.tsx';
import { Notice } from '#web/components/notice.tsx';
import { TitleWords } from '#web/components/title-words.tsx';
import type { View } from '#web/components/view.ts';
import { DeskPage } from '#web/desk/desk-page.tsx';
import { InstantText } from '#web/desk/instant-text.tsx';
import type { Sought } from '../../../next-issue/begin-draft.ts';
import type { DraftContent, DraftProblem } from '../../../next-issue/draft.ts';
import type { SupersededHead } from '../../../next-issue/issue-queries.ts';
import type { PreparedIssue } from '../../../next-issue/prepare-issue.ts';
import type { DraftView } from '../../../next-issue/queries.ts';
import type { KeyedFinding } from '../../../proofread/finding-key.ts';
import { type DraftChoices, DraftFields } from './draft-fields.tsx';
import { Differences, type DismissedBy, DraftFindings } from './draft-findings.tsx';
import { DraftPreview } from './draft-preview.tsx';
import { draftText } from './draft-texts-page.tsx';
import { DraftStateMark, draftPath, NEXT_ISSUE } from './draft-words.tsx';
import { ReplaceFinder } from './replace-finder.tsx';

export type NewDraftPageProps = {
  view: View;
  content: DraftContent;
  choices: DraftChoices;
  problems: readonly DraftProblem[];
  superseded: SupersededHead | undefined;
  requestKey: string;
  sought?: Sought | undefined;
  error?: string | undefined;
};

const asErrors = (
  problems: readonly DraftProblem[],
  error: string | undefined,
  sought: Sought | undefined,
): FieldError[] => [
  ...(sought?.error ? [{ field: 'replaces', message: sought.error }] : []),
  ...problems.map(({ field, message }) => ({ field, message })),
  ...(error && problems.length === 0 ? [{ field: null, message: error }] : []),
];

/** A new draft. */
export function NewDraftPage(props: NewDraftPageProps) {
  const { view, content, choices, problems, superseded, requestKey, sought, error } = props;
  return (
    <DeskPage
      view={view}
      title="起草文件"
      tab="/desk/next-issue"
      crumbs={[{ label: '下一期', href: NEXT_ISSUE }]}
    >
      <div className="desk">
        <h1>{superseded ? '起草取代它的文件' : '起草文件'}</h1>
        <ErrorSummary title="没有保存" errors={asErrors(problems, error, props.sought)} />
        {superseded && sought && (
          <Notice tone="success" live>
            已找到，废止它的话写在正文末尾。还没有保存，请核对各栏。
          </Notice>
        )}
        <form method="post" action={`${NEXT_ISSUE}/drafts`} className="draft-form">
          <input type="hidden" name="requestKey" value={requestKey} />
          {!superseded && <ReplaceFinder sought={sought} />}
          <DraftFields content={content} choices={choices} problems={problems} superseded={superseded} />
          <Button>保存稿件</Button>
        </form>
      </div>
    </DeskPage>
  );
}

export type DraftPageProps = {
  view: View;
  draft: DraftView;
  /** What the form holds: the draft's own, or what was typed when it was refused. */
  content: DraftContent;
  choices: DraftChoices;
  problems: readonly DraftProblem[];
  superseded: SupersededHead | undefined;
  prepared: PreparedIssue;
  /** The number it would take if it were published now. */
  number: string | null;
  dismissals: ReadonlyMap<string, DismissedBy>;
  ruleTitles: ReadonlyMap<string, string>;
  texts: number;
  mayEdit: boolean;
  /** What was just done. */
  done?: string | undefined;
  /** What the error is about: nothing was saved, or all but what it says. */
  errorTitle?: string | undefined;
  error?: string | undefined;
  sought?: Sought | undefined;
  /** Reasons that were typed when the rest was refused, by the finding's key. */
  reasons?: ReadonlyMap<string, string> | undefined;
};

/** All that is typed on the page is sent by one form, so that no button loses what another field holds. */
const FORM = 'draft';

/** A draft: the form, and beside it how it will read and what the proofreader finds. */
export function DraftPage(props: DraftPageProps) {
  const { view, draft, done, error, problems } = props;
  return (
    <DeskPage
      view={view}
      title={draft.title}
      tab="/desk/next-issue"
      crumbs={[{ label: '下一期', href: NEXT_ISSUE }]}
    >
      <div className="desk">
        <h1>
          <TitleWords>{draft.title}</TitleWords>
        </h1>
        <p className="draft-line">
          <DraftStateMark state={draft.state} />
          <span>
            {draft.changedBy}，<InstantText value={draft.changedAt} />
            {draft.state === 'published' ? '出版' : '保存'}
          </span>
          {draft.authors.length > 1 && <span>参与：{draft.authors.join('、')}</span>}
          <a href={`${draftPath(draft.id)}/texts`}>往次文字（{props.texts}）</a>
        </p>
        <ErrorSummary
          title={props.errorTitle ?? '没有改动'}
          errors={asErrors(problems, error, props.sought)}
        />
        {done && (
          <Notice tone="success" live>
            {done}
          </Notice>
        )}
        <State {...props} />
        <Unsaved {...props} />
        {mayWrite(props) ? (
          <div className="draft-desk">
            <div>
              <Form {...props} />
            </div>
            <Reading {...props} />
          </div>
        ) : (
          <Reading {...props} />
        )}
      </div>
    </DeskPage>
  );
}

function State({ draft, mayEdit }: DraftPageProps) {
  if (draft.state === 'published')
    return (
      <Notice title="这份文件已经出版，不能再改">
        <p>
          {draft.number && `${draft.number}。`}
          {draft.documentId && <a href={`/documents/${draft.documentId}`}>看出版的文件</a>}
        </p>
        {mayEdit && draft.documentId && (
          <p>
            <a href={`${NEXT_ISSUE}/drafts/new?supersedes=${draft.documentId}`}>另起草一份取代它</a>
          </p>
        )}
      </Notice>
    );
  if (draft.state === 'deleted')
    return (
      <Notice tone="warning" title="这份稿件已被删除">
        {mayEdit && <ActForm draft={draft} act="restore" word="恢复" />}
      </Notice>
    );
  return null;
}

/** What was typed while somebody else deleted or published the draft: there is no form any more to hold it. */
function Unsaved({ draft, content, error, mayEdit }: DraftPageProps) {
  const closed = draft.state === 'published' || draft.state === 'deleted';
  const own = draftText(content);
  if (!mayEdit || !closed || error === undefined || own === draftText(draft)) return null;
  return (
    <section aria-labelledby="unsaved">
      <h2 id="unsaved">您刚才写的，没有保存</h2>
      <pre className="draft-text">{own}</pre>
    </section>
  );
}

function ActForm({ draft, act, word }: { draft: DraftView; act: string; word: string }) {
  return (
    <form method="post" action={`${draftPath(draft.id)}/act`}>
      <input type="hidden" name="seen" value={draft.version} />
      <input type="hidden" name="back" value="draft" />
      <Button look="secondary" name="act" value={act}>
        {word}
      </Button>
    </form>
  );
}

const mayWrite = ({ draft, mayEdit }: DraftPageProps): boolean =>
  mayEdit && (draft.state === 'draft' || draft.state === 'ready');

function Form({ draft, content, choices, problems, superseded, sought }: DraftPageProps) {
  return (
    <>
      <form id={FORM} method="post" action={draftPath(draft.id)} className="draft-form">
        <input type="hidden" name="seen" value={draft.version} />
        {!superseded && <ReplaceFinder sought={sought} />}
        <DraftFields content={content} choices={choices} problems={problems} superseded={superseded} />
        <ButtonRow>
          <Button>保存</Button>
          <Button look="secondary" name="act" value="finish">
            保存并定稿，收入下一期
          </Button>
          {draft.state === 'ready' && (
            <Button look="secondary" name="act" value="reopen">
              保存并退回修改
            </Button>
          )}
        </ButtonRow>
      </form>
      <div className="draft-acts">
        <ButtonLink href={NEXT_ISSUE} look="secondary">
          不保存，回清单
        </ButtonLink>
        <ActForm draft={draft} act="delete" word="删除这份稿件" />
      </div>
    </>
  );
}

function Reading(props: DraftPageProps) {
  const { draft, prepared, number } = props;
  const open = draft.state === 'draft' || draft.state === 'ready';
  const { findings } = prepared;
  return (
    <div className="draft-reading">
      {open && (
        <section aria-labelledby="proof">
          <h2 id="proof">校对</h2>
          <Differences differences={prepared.differences.filter((d) => d.document !== null)} />
          {findings.length === 0 ? (
            <p className="muted">按已保存的文字校对，没有发现问题。</p>
          ) : (
            <DraftFindings
              findings={findings}
              dismissals={props.dismissals}
              ruleTitles={props.ruleTitles}
              answer={(finding, dismissed) =>
                mayWrite(props) && (
                  <Answer
                    finding={finding}
                    dismissed={dismissed}
                    reason={props.reasons?.get(finding.key) ?? ''}
                  />
                )
              }
            />
          )}
        </section>
      )}
      <section aria-labelledby="preview">
        <h2 id="preview">读起来是这样</h2>
        {open && <p className="muted">按已保存的文字。{number && '文号为预计，出版时才定。'}</p>}
        <DraftPreview content={draft} number={draft.number ?? number} prepared={prepared} />
      </section>
    </div>
  );
}

/** Dismissing a finding, or opening it again; the draft's text is saved with it. */
function Answer({
  finding: { key },
  dismissed,
  reason,
}: {
  finding: KeyedFinding;
  dismissed: boolean;
  reason: string;
}) {
  if (dismissed)
    return (
      <Button form={FORM} look="secondary" name="reopen" value={key}>
        重新列为待改
      </Button>
    );
  const id = `reason-${key.slice(0, 12)}`;
  return (
    <details open={reason !== '' || undefined}>
      <summary>照这样印，不改</summary>
      <div className="field">
        <label htmlFor={id}>理由</label>
        <input id={id} form={FORM} name={`reason:${key}`} defaultValue={reason} maxLength={500} />
      </div>
      <Button form={FORM} look="secondary">
        保存并记下理由
      </Button>
    </details>
  );
}
