import type { ReactNode } from 'react';
import { Notice } from '#web/components/notice.tsx';
import type { Difference } from '../../../next-issue/read-back.ts';
import type { KeyedFinding } from '../../../proofread/finding-key.ts';
import { ProofMend } from '../proof-finding.tsx';

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

/** Why a finding stays as it is, and by whose word. */
export type DismissedBy = { readonly reason: string | null; readonly byName: string };

/** The proofreader's findings, each mended in the text or dismissed with a reason. */
export function DraftFindings({
  findings,
  dismissals,
  ruleTitles,
  answer,
}: {
  findings: readonly KeyedFinding[];
  /** By the finding's key. */
  dismissals: ReadonlyMap<string, DismissedBy>;
  /** Name of each rule for people. */
  ruleTitles: ReadonlyMap<string, string>;
  /** What an editor may answer to it. */
  answer: (finding: KeyedFinding, dismissed: boolean) => ReactNode;
}) {
  return (
    <ul className="draft-findings">
      {findings.map((finding) => {
        const dismissed = dismissals.get(finding.key);
        return (
          <li key={`${finding.key}-${finding.span[0]}`} id={`finding-${finding.key.slice(0, 12)}`}>
            <p className="draft-finding-rule">{ruleTitles.get(finding.rule) ?? finding.rule}</p>
            <p>{finding.message}</p>
            <ProofMend quote={finding.quote} replacement={finding.suggestion} />
            {dismissed && (
              <p className="muted">
                不改：{dismissed.reason}（{dismissed.byName}）
              </p>
            )}
            {answer(finding, dismissed !== undefined)}
          </li>
        );
      })}
    </ul>
  );
}
