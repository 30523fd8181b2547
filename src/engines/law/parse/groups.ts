/**
 * Merged group cells of a table: which rows belong to which printed label. A merged cell is printed once, in the
 * middle or at the top of its rows, and again after a page break; the body's own sections, their order and their
 * words settle the rows. Without a body that fits, the printed positions do.
 */
import type { Clause, Issuance, Table, Transform } from './artifact.ts';
import { isBlank } from './chars.ts';

type Section = { clause: Clause; name: string; number: string };

export function settleGroups(text: string, issuance: Issuance, transforms: Transform[]): void {
  for (const instrument of issuance.instruments) {
    for (const table of instrument.tables) {
      const column = groupColumn(table);
      if (column === null) continue;
      const printed = table.rows.map((row) => row[column] ?? '');
      const sections = bestSections(issuance, printed);
      const owner =
        sections === null ? byPosition(printed) : bySections(text, table, column, printed, sections);
      fill(table, column, printed, owner, sections, transforms);
    }
  }
}

/** The first worded column when some of its cells are blank: a column of merged cells. */
function groupColumn(table: Table): string | null {
  const { columns, rows } = table;
  if (rows.length < 3 || columns.length < 3) return null;
  const numbered = rows.filter((r) => /^\d+$/.test(r[columns[0] ?? ''] ?? '')).length * 2 > rows.length;
  const column = columns[numbered ? 1 : 0];
  if (column === undefined || /备注|备 注|说明/.test(column)) return null;
  const blank = rows.filter((r) => (r[column] ?? '') === '').length;
  return blank > 0 && blank < rows.length ? column : null;
}

const LABEL = /^[（(]?\s*([一二三四五六七八九十百\d]+)\s*[)）、.．]\s*/;

function nameOf(label: string): string {
  return label
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/^\(?[一二三四五六七八九十百\d]+[)、.]/, '')
    .replace(/[。；;.]$/, '');
}

function numberOf(label: string): string {
  return LABEL.exec(label)?.[1] ?? '';
}

/** The family of sibling clauses whose headings the printed labels repeat best. */
function bestSections(issuance: Issuance, printed: string[]): Section[] | null {
  const names = new Set(printed.filter((p) => p !== '').map(nameOf));
  let best: { hits: number; sections: Section[] } | null = null;
  const visit = (clauses: Clause[]): void => {
    const sections = clauses.filter((c) => c.heading !== null && c.label !== '');
    if (sections.length >= 2) {
      const made = sections.map((c) => ({
        clause: c,
        name: nameOf(c.heading ?? ''),
        number: c.label.replace(/[（）]/g, ''),
      }));
      const hits = made.filter((s) => names.has(s.name)).length;
      if (hits > (best?.hits ?? 0)) best = { hits, sections: made };
    }
    for (const c of clauses) visit(c.children);
  };
  for (const instrument of issuance.instruments) visit(instrument.clauses);
  const found = best as { hits: number; sections: Section[] } | null;
  return found !== null && found.hits * 2 >= names.size && found.sections.length <= 200
    ? found.sections
    : null;
}

/** Characters of a row's cell, and of a section, that are compared: enough to tell, bounded for speed. */
const CELL_SAMPLE = 120;
const SECTION_SAMPLE = 20_000;

/** Rows to sections in order, so that shared words and printed labels agree best (dynamic programming). */
function bySections(
  text: string,
  table: Table,
  column: string,
  printed: string[],
  sections: Section[],
): number[] {
  const grams = gramsOf(text, sections);
  const count = sections.length;
  const score: Float64Array[] = [];
  const from: Int32Array[] = [];
  table.rows.forEach((row, r) => {
    const own = rowScores(row, column, printed[r] ?? '', sections, grams);
    const before = score[r - 1];
    const now = new Float64Array(count);
    const back = new Int32Array(count);
    let best = -1;
    for (let s = 0; s < count; s++) {
      if (before !== undefined && (best < 0 || (before[s] ?? 0) > (before[best] ?? 0))) best = s;
      back[s] = Math.max(best, 0);
      now[s] = (own[s] ?? 0) + (before === undefined ? 0 : (before[best] ?? 0));
    }
    score.push(now);
    from.push(back);
  });
  const owner = new Array<number>(table.rows.length).fill(0);
  const end = score[score.length - 1] ?? new Float64Array(count);
  let s = end.indexOf(Math.max(...end));
  for (let r = table.rows.length - 1; r >= 0; r--) {
    owner[r] = s;
    s = from[r]?.[s] ?? 0;
  }
  return owner;
}

/** Hashes of the 3-grams of a stretch of text, blanks passed over. */
function gramsIn(text: string, from: number, to: number, take: (gram: number) => void): void {
  let a = 0;
  let b = 0;
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i);
    if (isBlank(c)) continue;
    if (a !== 0) take((Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca77) ^ c) & 0x3fffffff);
    a = b;
    b = c;
  }
}

/** Each 3-gram of the sections' words with the sections that hold it. */
function gramsOf(text: string, sections: Section[]): Map<number, number[]> {
  const grams = new Map<number, number[]>();
  sections.forEach((section, s) => {
    const [start] = section.clause.span;
    gramsIn(text, start, Math.min(endOf(section.clause), start + SECTION_SAMPLE), (gram) => {
      const held = grams.get(gram);
      if (held === undefined) grams.set(gram, [s]);
      else if (held[held.length - 1] !== s) held.push(s);
    });
  });
  return grams;
}

function endOf(clause: Clause): number {
  const last = clause.children[clause.children.length - 1];
  return last === undefined ? clause.span[1] : Math.max(clause.span[1], endOf(last));
}

function rowScores(
  row: Record<string, string>,
  column: string,
  label: string,
  sections: Section[],
  grams: Map<number, number[]>,
): Float64Array {
  const own = new Float64Array(sections.length);
  let n = 0;
  for (const [key, value] of Object.entries(row)) {
    if (key === column) continue;
    gramsIn(value, 0, Math.min(value.length, CELL_SAMPLE), (gram) => {
      const held = grams.get(gram);
      if (held === undefined) return;
      n++;
      // A 3-gram that many sections share tells little.
      for (const s of held) own[s] = (own[s] ?? 0) + 1 / held.length;
    });
  }
  for (let s = 0; s < own.length; s++) own[s] = n === 0 ? 0 : (own[s] ?? 0) / n;
  if (label === '') return own;
  const name = nameOf(label);
  const number = numberOf(label);
  sections.forEach((section, s) => {
    if (section.name === name) own[s] = (own[s] ?? 0) + 1;
    if (number !== '' && section.number === number) own[s] = (own[s] ?? 0) + 1;
  });
  return own;
}

/**
 * By printed position alone: a blank first row says that labels stand centred, so each group reaches as far below
 * its label as above it; else a label stands on its first row.
 */
function byPosition(printed: string[]): number[] {
  const at: number[] = [];
  printed.forEach((p, r) => {
    if (p !== '') at.push(r);
  });
  const owner = new Array<number>(printed.length).fill(0);
  const centred = printed[0] === '';
  let start = 0;
  let group = 0;
  at.forEach((row, k) => {
    const next = at[k + 1] ?? printed.length;
    const repeated = k > 0 && printed[row] === printed[at[k - 1] ?? 0];
    if (k > 0 && !repeated) group++;
    let end = next - 1;
    if (centred && k + 1 < at.length) end = Math.min(next - 1, Math.max(row, 2 * row - start));
    for (let r = start; r <= end; r++) owner[r] = group;
    start = end + 1;
  });
  return owner;
}

function fill(
  table: Table,
  column: string,
  printed: string[],
  owner: number[],
  sections: Section[] | null,
  transforms: Transform[],
): void {
  const members = new Map<number, { label: string; rows: number[] }>();
  owner.forEach((g, r) => {
    const member = members.get(g) ?? { label: '', rows: [] };
    member.rows.push(r);
    if (member.label === '') member.label = printed[r] ?? '';
    members.set(g, member);
  });
  table.groups = {
    column,
    members: [...members].map(([g, member]) => {
      const section = sections?.[g];
      return {
        label: member.label || (section?.clause.heading ?? ''),
        path: section?.clause.path ?? null,
        heading: section?.clause.heading ?? null,
        rows: member.rows,
      };
    }),
  };
  table.rows.forEach((row, r) => {
    if (row[column] !== '') return;
    row[column] = members.get(owner[r] ?? 0)?.label ?? '';
    const span = table.rowSpans[r];
    if (span !== undefined) transforms.push({ kind: 'group_fill', span });
  });
}
