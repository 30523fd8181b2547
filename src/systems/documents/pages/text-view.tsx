/** A printed text as the page shows it: clause tree and tables, or the part of them that this page holds. */
import type { ReactNode } from 'react';
import type { CarriedLink } from '#systems/gazette/index.ts';
import { ClauseTree, type ClauseView, labelMark } from '#web/components/clause-tree.tsx';
import type { ContentsItem } from '#web/components/contents.tsx';
import { Notice } from '#web/components/notice.tsx';
import { Table } from '#web/components/table.tsx';
import { clauseAnchor } from '../clause-address.ts';
import { placeCitations } from '../placed-citations.ts';
import type { PrintedClause, PrintedText } from '../printed-text.ts';
import type { TableRecord } from '../queries-document.ts';
import { clausePath } from './addresses.ts';
import { CitedText, type Named } from './cited.tsx';
import type { PageParts } from './page-parts.ts';

/** What carries clauses, by the clause's address on the site. */
export type CarriedClauses = ReadonlyMap<string, readonly CarriedLink[]>;

export type TextOnPage = {
  readonly text: PrintedText;
  /** Which of the page's texts it is: anchors of the first have no prefix. */
  readonly index: number;
  readonly parts: PageParts;
  readonly part: number;
  readonly named: Named;
  readonly carried?: CarriedClauses;
};

/** The anchor of a clause on a page that shows several texts. */
export const anchorOn = (index: number, address: string): string =>
  index === 0 ? clauseAnchor(address) : `t${index}-${clauseAnchor(address)}`;

/** Headings begin at `level`. */
export function TextBody({ level = 2, ...shown }: TextOnPage & { level?: number }) {
  const tree = clauseViews(shown);
  return (
    <>
      {shown.text.tables.map((table) => (
        <PrintedTable key={table.ord} table={table} shown={shown} />
      ))}
      {tree.length > 0 && <ClauseTree clauses={tree} level={level} />}
    </>
  );
}

function clauseViews(shown: TextOnPage): ClauseView[] {
  const { text, index, parts, part } = shown;
  const here = new Set(
    text.clauses
      .filter((c) => parts.showsClause(part, index, c.ord) || c.tables.some((t) => isHere(shown, t)))
      .map((c) => c.ord),
  );
  const byOrd = new Map(text.clauses.map((c) => [c.ord, c]));
  // What stands above a clause is named again where a page begins in its midst.
  const above = new Set<number>();
  for (const ord of here) {
    for (let up = byOrd.get(ord)?.parent; up != null && !here.has(up); up = byOrd.get(up)?.parent)
      above.add(up);
  }
  const children = Map.groupBy(
    text.clauses.filter((c) => here.has(c.ord) || above.has(c.ord)),
    (c) => c.parent,
  );
  const view = (clause: PrintedClause): ClauseView => {
    const again = above.has(clause.ord);
    const all = children.get(clause.ord) ?? [];
    const ownWords = again ? [] : leadingParagraphs(clause, all);
    const below = all.slice(ownWords.length).map(view);
    return again
      ? {
          id: anchorOn(index, clause.address),
          label: clause.label,
          href: clausePath(text.expression.documentId, clause.address, shown.named.asOf),
          heading: <>{clause.heading ?? ''}（续）</>,
          children: below,
        }
      : { ...clauseView(clause, shown, ownWords), children: below };
  };
  return (children.get(null) ?? []).map(view);
}

const isHere = ({ parts, part }: TextOnPage, table: TableRecord): boolean => {
  const [from, to] = parts.rowsOf(part, table);
  return to > from;
};

/** The first paragraphs without a label are what the clause itself says: its gist is theirs. */
function leadingParagraphs(clause: PrintedClause, below: readonly PrintedClause[]): PrintedClause[] {
  if (clause.label === '' || clause.text === null) return [];
  const plain = (c: PrintedClause) => c.label === '' && !c.heading && !c.gist && c.tables.length === 0;
  const end = below.findIndex((c) => !plain(c));
  return below.slice(0, end < 0 ? below.length : end);
}

/** One clause without what stands below it; `paragraphs` are shown as its own. */
function clauseView(
  clause: PrintedClause,
  shown: TextOnPage,
  paragraphs: readonly PrintedClause[],
): ClauseView {
  const { text, index, named } = shown;
  const words = [...(clause.text ? [clause] : []), ...paragraphs].filter((c) => c.text);
  const tables = clause.tables.filter((t) => isHere(shown, t));
  const carried = [clause, ...paragraphs].flatMap(
    (c) => shown.carried?.get(clausePath(text.expression.documentId, c.address)) ?? [],
  );
  return {
    id: anchorOn(index, clause.address),
    label: clause.label,
    href: clausePath(text.expression.documentId, clause.address, named.asOf),
    heading: clause.heading ?? undefined,
    text:
      clause.text === null
        ? undefined
        : words.map((c) => (
            <span key={c.ord} id={c === clause ? undefined : anchorOn(index, c.address)}>
              <CitedText text={c.text ?? ''} citations={c.citations} named={named} />
            </span>
          )),
    gist: clause.gist ?? undefined,
    extra: (clause.remark || tables.length > 0 || carried.length > 0) && (
      <>
        {carried.length > 0 && <CarriedBy links={carried} />}
        {clause.remark && <Notice title="阅读提示">{clause.remark}</Notice>}
        {tables.map((table) => (
          <PrintedTable key={table.ord} table={table} shown={shown} />
        ))}
      </>
    ),
  };
}

/** What carries a clause; the same thing once, though it carries several of its paragraphs. */
function CarriedBy({ links }: { links: readonly CarriedLink[] }) {
  const once = [...new Map(links.map((link) => [link.title, link])).values()];
  return (
    <ul className="coverage-by">
      {once.map(({ title, href, missing }) => (
        <li key={title} className={missing === null ? undefined : 'coverage-by-partly'}>
          由<a href={href}>{title}</a>
          {missing === null ? '承担' : `承担一部分：${missing}`}
        </li>
      ))}
    </ul>
  );
}

function PrintedTable({ table, shown }: { table: TableRecord; shown: TextOnPage }) {
  const { text, parts, part, named, index } = shown;
  const [from, to] = parts.rowsOf(part, table);
  if (to <= from) return null;
  const all = table.rows.length;
  const title = table.caption || '附表';
  const cut = to - from < all ? `（第 ${from + 1} 至 ${to} 行，共 ${all} 行）` : `（${all} 行）`;
  return (
    <Table
      caption={`${title}${cut}`}
      narrow="cards"
      columns={table.columns.map((name, at) => ({
        key: name,
        name,
        rowHeader: at === 0,
        cell: (row: TableRecord['rows'][number]): ReactNode =>
          cellOf(row.cells[name] ?? '', row, text, named),
      }))}
      rows={table.rows.slice(from, to)}
      rowKey={(row) => row.ord}
      rowId={(row) => `${index === 0 ? '' : `t${index}-`}r-${table.ord + 1}-${row.ord + 1}`}
    />
  );
}

/** Many rows cite: their citations are links without preview. */
function cellOf(cell: string, row: { startAt: number }, text: PrintedText, named: Named): ReactNode {
  if (!/[《〔]/.test(cell)) return cell;
  const inRow = text.rowCitations.get(row.startAt) ?? [];
  if (inRow.length === 0) return cell;
  const known = new Set(named.targets.keys());
  const placed = placeCitations(
    cell,
    inRow.filter((c) => c.targetId),
  );
  return <CitedText text={cell} citations={placed} named={{ ...named, previewed: known }} />;
}

const CONTENTS_ITEMS_MAX = 60;

/** The headings of a text, two levels where they are few. */
export function contentsOf(text: PrintedText, href: (clause: PrintedClause) => string): ContentsItem[] {
  const headed = (c: PrintedClause) => c.heading !== null && c.label !== '';
  const item = (c: PrintedClause): ContentsItem => ({
    href: href(c),
    label: `${c.label}${labelMark(c.label)}${c.heading ?? ''}`,
  });
  const outer = text.clauses.filter((c) => c.depth === 0 && headed(c));
  const inner = text.clauses.filter((c) => c.depth === 1 && headed(c));
  if (outer.length + inner.length > CONTENTS_ITEMS_MAX) return outer.map(item);
  return outer.map((c) => ({ ...item(c), children: inner.filter((x) => x.parent === c.ord).map(item) }));
}
