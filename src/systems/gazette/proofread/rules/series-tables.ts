/** Numbering columns and group labels of tables. */
import type { Span } from '#engines/law/parse/artifact.ts';
import type { Noticed, Rule } from '../finding.ts';
import type { PlacedTable, ProofText } from '../proof-text.ts';
import { foldedAt } from './compare.ts';
import { slips } from './series.ts';
import { countOf, fold } from './wording.ts';

export const seriesRowNumber: Rule = {
  name: 'series.row_number',
  title: '表格序号有误',
  about: '表格的序号一栏应当逐行递增；空格（合并的单元格）不算。',
  *find(text) {
    for (const { table } of text.tables) {
      const rows = numberedRows(table);
      if (rows === null) continue;
      for (const { index, kind, expected, sure } of slips(
        rows.map((r) => r.n),
        (rows[0]?.n ?? 1) - 1,
      )) {
        const at = rows[index];
        const row = at === undefined ? undefined : table.rowSpans[at.i];
        if (at === undefined || row === undefined) continue;
        const say = kind === 'repeat' ? '重复' : kind === 'skip' ? '跳号' : '倒退';
        yield {
          span: cellPlace(text, row, at.printed),
          message: `表格序号${say}：前一行是${rows[index - 1]?.n ?? '（无）'}，此处应为${expected}，印作${at.n}。`,
          suggestion: sure ? String(expected) : null,
        };
      }
    }
  },
};

type Numbered = { n: number; i: number; printed: string };

/** The rows by their column of numbers, else by the numbers with which the tasks of one column begin: 3.建立台账. */
function numberedRows(table: PlacedTable['table']): Numbered[] | null {
  const read = (column: string, pattern: RegExp): Numbered[] =>
    table.rows.flatMap((row, i) => {
      const match = pattern.exec((row[column] ?? '').trim());
      return match === null ? [] : [{ n: Number(match[1]), i, printed: match[0].trim() }];
    });
  const [first] = table.columns;
  if (first !== undefined && /序|号|No|编/iu.test(first)) {
    const rows = read(first, /^(\d{1,4})\s*[.、]?$/u).map((r) => ({ ...r, printed: String(r.n) }));
    return rows.length >= 3 && rows.length * 2 >= table.rows.length ? rows : null;
  }
  for (const column of table.columns.slice(0, 3)) {
    const rows = read(column, /^(\d{1,3})\s?[.．、](?!\d)/u);
    if (rows.length >= 4 && rows.length === table.rows.length) return rows;
  }
  return null;
}

function cellPlace(text: ProofText, row: Span, words: string): Span {
  const place = foldedAt(text, row);
  const at = place.words.indexOf(fold(words));
  return at < 0 ? row : place.span(at, at + fold(words).length);
}

const GROUP = /^[(（]?([一二三四五六七八九十]{1,3})[)）、.]\s*(.{4,})$/u;

/** The group labels of a table in print order: each printed cell once, whether or not its rows are merged. */
function groupsOf({
  table,
}: PlacedTable): { n: number; name: string; label: string; heading: string | null; row: number }[] {
  const made = (label: string, heading: string | null, row: number) => {
    const match = GROUP.exec(label.trim());
    const n = countOf(match?.[1] ?? '');
    return match === null || n === undefined ? [] : [{ n, name: plain(match[2] ?? ''), label, heading, row }];
  };
  if (table.groups !== null)
    return table.groups.members.flatMap((m) => made(m.label, m.heading, m.rows[0] ?? 0));
  for (const column of table.columns.slice(0, 2)) {
    const out: ReturnType<typeof made> = [];
    table.rows.forEach((row, i) => {
      const label = row[column] ?? '';
      if (label !== '' && label !== (table.rows[i - 1]?.[column] ?? '')) out.push(...made(label, null, i));
    });
    if (out.length > 1) return out;
  }
  return [];
}

const plain = (name: string): string => fold(name).replace(/[。；;.]$/u, '');

export const seriesGroupLabel: Rule = {
  name: 'series.group_label',
  title: '表格分组标题有误',
  about: '任务表的分组标题与另一组相同，或与正文同号标题不符、却与别的标题相符；组号跳号、重复也报。',
  *find(text): Iterable<Noticed> {
    for (const placed of text.tables) {
      const groups = groupsOf(placed);
      for (const group of groups) {
        const row = placed.table.rowSpans[group.row];
        if (row === undefined) continue;
        const twin = groups.find((g) => g !== group && g.name === group.name && g.n !== group.n);
        const heading = group.heading === null ? null : plain(group.heading);
        const wrong =
          twin !== undefined &&
          (heading !== null ? heading !== group.name : groups.indexOf(twin) < groups.indexOf(group));
        if (twin === undefined || !wrong) continue;
        const span = labelPlace(text, placed, group.label, group.row);
        yield {
          span,
          message:
            heading !== null
              ? `分组标题与另一组“${twin.label}”相同；正文第${group.n}组的标题是“${group.heading}”。`
              : `分组标题与另一组“${twin.label}”相同，组号不同。`,
          suggestion: null,
          related: [labelPlace(text, placed, twin.label, twin.row)],
        };
      }
      for (const { index, expected } of slips(
        groups.map((g) => g.n),
        (groups[0]?.n ?? 1) - 1,
      )) {
        const group = groups[index];
        if (
          group === undefined ||
          groups.some((g, i) => i < index && g.name === group.name && g.n === group.n)
        )
          continue;
        yield {
          span: labelPlace(text, placed, group.label, group.row),
          message: `表格组号不连续：此处依次应为第${expected}组，印作“${group.label}”。`,
        };
      }
    }
  },
};

/** Where a group's label is printed: in its first row or the few after it (a merged cell stands in the middle). */
function labelPlace(text: ProofText, { table }: PlacedTable, label: string, row: number): Span {
  const words = fold(label);
  for (let i = Math.max(0, row - 1); i < Math.min(table.rowSpans.length, row + 12); i++) {
    const span = table.rowSpans[i];
    if (span === undefined) break;
    const place = foldedAt(text, span);
    const at = place.words.indexOf(words);
    if (at >= 0) return place.span(at, at + words.length);
  }
  return table.rowSpans[row] ?? table.span;
}
