import { Button } from '#web/components/button.tsx';
import { DateText } from '#web/components/date-text.tsx';
import { DocumentNumber } from '#web/components/document-number.tsx';
import { EmptyState } from '#web/components/empty-state.tsx';
import { Field } from '#web/components/field.tsx';
import type { Candidate } from '../../desk/retarget-proposal.ts';

/** For a proposal on a mere name: looking for the document that is meant, and choosing it. */
export function RetargetForm({
  proposalId,
  version,
  requestKey,
  words,
  candidates,
}: {
  proposalId: string;
  version: number;
  requestKey: string;
  /** What was searched for; undefined before any search. */
  words: string | undefined;
  candidates: readonly Candidate[];
}) {
  return (
    <details open={words !== undefined}>
      <summary>所指的文件其实在库中？检索并改指</summary>
      <form method="get" action={`/desk/proposals/${proposalId}`}>
        <Field
          name="target"
          label="文号或标题中的词"
          type="search"
          maxLength={100}
          value={words ?? ''}
          hint="改指之后仍是拟议，须另行审定。"
        />
        <Button look="secondary">检索文件</Button>
      </form>
      {words !== undefined && candidates.length === 0 && (
        <EmptyState title="没有找到">请换用文号，或标题里少而关键的几个字。</EmptyState>
      )}
      {candidates.length > 0 && (
        <form method="post" action={`/desk/proposals/${proposalId}/target`}>
          <input type="hidden" name="requestKey" value={requestKey} />
          <input type="hidden" name="version" value={version} />
          <fieldset className="field">
            <legend>选一份文件</legend>
            <div className="choices desk-choices">
              {candidates.map((c, at) => (
                <div className="choice" key={c.id}>
                  <input
                    id={`target-${c.id}`}
                    type="radio"
                    name="document"
                    value={c.id}
                    defaultChecked={at === 0}
                  />
                  <label htmlFor={`target-${c.id}`}>
                    {c.title}
                    <span className="muted">
                      　{c.number ? <DocumentNumber value={c.number} /> : '无文号'}
                      {c.dated && <DateText value={c.dated} />}
                    </span>
                  </label>
                </div>
              ))}
            </div>
          </fieldset>
          <Button look="secondary">改指选中的文件</Button>
        </form>
      )}
    </details>
  );
}
