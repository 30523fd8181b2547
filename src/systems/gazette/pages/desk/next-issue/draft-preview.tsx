import type { ReactNode } from 'react';
import type { Issuance } from '#engines/law/parse/artifact.ts';
import { type ClauseRow, type ExpressionDraft, editionRows, type TableRows } from '#engines/law/rows.ts';
import { withoutHeading } from '#systems/documents/index.ts';
import { ClauseTree, type ClauseView } from '#web/components/clause-tree.tsx';
import { Table } from '#web/components/table.tsx';
import { TitleWords } from '#web/components/title-words.tsx';
import { partsOf, printDate } from '../../../next-issue/compose.ts';
import type { DraftContent } from '../../../next-issue/draft.ts';
import type { PreparedIssue } from '../../../next-issue/prepare-issue.ts';

/** The draft as it will read: what the parser makes of its text, not what was typed. */
export function DraftPreview({
  content,
  number,
  prepared,
}: {
  content: DraftContent;
  number: string | null;
  prepared: PreparedIssue;
}) {
  const { documents, expressions } = editionRows(prepared.artifact);
  const [issuance] = prepared.artifact.issuances;
  if (!issuance) return <p className="muted">还读不出一份文件：先写好标题和正文，再保存。</p>;
  const { annexes } = partsOf(content);
  return (
    <div className="draft-paper">
      <h3 className="draft-paper-title">
        <TitleWords>{issuance.title}</TitleWords>
      </h3>
      {number && <p className="draft-paper-number">{number}</p>}
      {issuance.addressees.length > 0 && <p>{content.addressees}：</p>}
      {issuance.opening && <p className="draft-paper-text">{issuance.opening}</p>}
      {expressions.map((expression, at) => (
        <section key={expression.locator} aria-label={documents[at]?.title}>
          {at > 0 && (
            <h3 className="draft-paper-part">
              {annexes.some((a) => a.title === documents[at]?.title) && <span className="muted">附件 </span>}
              {documents[at]?.title}
            </h3>
          )}
          <Text expression={expression} prefix={`p${at}`} />
          {at === 0 && <Signature issuance={issuance} />}
        </section>
      ))}
    </div>
  );
}

/** As it was read: a signature that is no body is not one. */
function Signature({ issuance }: { issuance: Issuance }) {
  const { signedBy, date, disclosed } = issuance;
  return (
    <div className="draft-paper-signature">
      {signedBy.map((name) => (
        <p key={name}>{name}</p>
      ))}
      {date && <p>{printDate(date)}</p>}
      {disclosed !== null && (
        <p className="draft-paper-mark">{disclosed ? '（此件公开发布）' : '（此件依申请公开）'}</p>
      )}
    </div>
  );
}

function Text({ expression, prefix }: { expression: ExpressionDraft; prefix: string }) {
  const { clauses, tables } = expression;
  const after = (table: TableRows): number | null =>
    clauses.findLast((c) => (c.start_at ?? Infinity) <= (table.rows[0]?.start_at ?? 0))?.ord ?? null;
  const placed = Map.groupBy(tables, after);
  const children = Map.groupBy(clauses, (c) => c.parent_ord);
  const view = (clause: ClauseRow): ClauseView => {
    const words = clause.text === null ? '' : withoutHeading(clause.text, clause.heading);
    return {
      id: `${prefix}-${clause.ord}`,
      label: clause.label,
      heading: clause.heading ?? undefined,
      text: words ? [words] : [],
      extra: shown(placed.get(clause.ord) ?? []),
      children: (children.get(clause.ord) ?? []).map(view),
    };
  };
  const roots = (children.get(null) ?? []).map(view);
  return (
    <>
      {shown(placed.get(null) ?? [])}
      {roots.length > 0 && <ClauseTree clauses={roots} level={4} />}
    </>
  );
}

const shown = (tables: readonly TableRows[]): ReactNode =>
  tables.map((table) => (
    <Table
      key={table.ord}
      caption={table.caption ?? '表格'}
      captionHidden={table.caption === null}
      columns={table.columns.map((name) => ({
        key: name,
        name,
        cell: (row: TableRows['rows'][number]) => row.cells[name] ?? '',
      }))}
      rows={[...table.rows]}
      rowKey={(row) => row.ord}
    />
  ));
