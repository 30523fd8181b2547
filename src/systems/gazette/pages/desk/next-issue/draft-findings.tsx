import { Button } from '#web/components/button.tsx';
import { Field } from '#web/components/field.tsx';
import { Notice } from '#web/components/notice.tsx';
import type { FindingInIssue } from '../../../next-issue/prepare-issue.ts';
import type { Dismissal } from '../../../next-issue/queries.ts';
import type { Difference } from '../../../next-issue/read-back.ts';
import { draftPath } from './draft-words.tsx';

export type TypedReason = { readonly fingerprint: string; readonly reason: string; readonly error: string };

/** What would be read otherwise than written: it must be mended before the draft can be published. */
export function Differences({ differences }: { differences: readonly Difference[] }) {
  const blocking = differences.filter((d) => d.weight === 'blocks');
  const notes = differences.filter((d) => d.weight === 'notes');
  return (
    <>
      {blocking.length > 0 && (
        <Notice tone="warning" title="这样出版，读者会看到别的样子">
          <ul>
            {blocking.map((d) => (
              <li key={d.message}>{d.message}</li>
            ))}
          </ul>
        </Notice>
      )}
      {notes.length > 0 && (
        <Notice title="请看一眼">
          <ul>
            {notes.map((d) => (
              <li key={d.message}>{d.message}</li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}

/** The proofreader's findings on one draft, each mended in the text or dismissed with a reason. */
export function DraftFindings({
  draftId,
  findings,
  dismissals,
  ruleTitles,
  mayEdit,
  typed,
  back = '',
}: {
  draftId: string;
  findings: readonly FindingInIssue[];
  dismissals: readonly Dismissal[];
  /** Name of each rule for people. */
  ruleTitles: ReadonlyMap<string, string>;
  mayEdit: boolean;
  typed?: TypedReason | undefined;
  /** `publish`: the answer leads back to the confirmation. */
  back?: '' | 'publish';
}) {
  const dismissed = new Map(dismissals.map((d) => [d.fingerprint, d]));
  return (
    <ul className="draft-findings">
      {findings.map((finding, at) => {
        const answer = dismissed.get(finding.fingerprint);
        const wrong = typed?.fingerprint === finding.fingerprint ? typed : undefined;
        return (
          <li key={`${finding.fingerprint}-${finding.span[0]}`}>
            <p className="draft-finding-rule">{ruleTitles.get(finding.rule) ?? finding.rule}</p>
            <p>{finding.message}</p>
            {finding.suggestion !== null && (
              <p className="proof-mend">
                <span className="visually-hidden">原文：</span>
                <del>{finding.quote}</del>
                <span aria-hidden="true"> → </span>
                <span className="visually-hidden">改为：</span>
                {finding.suggestion === '' ? <em>删去</em> : <ins>{finding.suggestion}</ins>}
              </p>
            )}
            {answer && (
              <p className="muted">
                不改：{answer.reason}（{answer.by}）
              </p>
            )}
            {mayEdit && (
              <form method="post" action={`${draftPath(draftId)}/findings`} className="draft-answer">
                <input type="hidden" name="fingerprint" value={finding.fingerprint} />
                <input type="hidden" name="rule" value={finding.rule} />
                <input type="hidden" name="quote" value={finding.quote.slice(0, 500)} />
                <input type="hidden" name="back" value={back} />
                {answer ? (
                  <Button look="secondary" name="undo" value="1">
                    重新列为待改
                  </Button>
                ) : (
                  <details open={wrong !== undefined || undefined}>
                    <summary>照这样印，不改</summary>
                    <Field
                      id={`reason-${draftId.slice(-6)}-${at}`}
                      name="reason"
                      label="理由"
                      value={wrong?.reason ?? ''}
                      maxLength={500}
                      error={wrong?.error}
                    />
                    <Button look="secondary">记下理由</Button>
                  </details>
                )}
              </form>
            )}
          </li>
        );
      })}
    </ul>
  );
}
