/** The task table of a plan against the plan: each row with the paragraph that it repeats, word by word. */
import type { Noticed, Rule } from '../../finding.ts';
import type { PlacedTable, ProofText } from '../../proof-text.ts';
import { diff, type Folded, fold, type Hunk } from './diff.ts';
import { type Passage, passagesOf } from './pieces.ts';
import { compareLists } from './task-lists.ts';
import { isHan, isWord, wordsIn } from './words.ts';

/** A cell with where it stands. */
export type Cell = {
  readonly column: string;
  readonly words: string;
  readonly start: number;
  readonly end: number;
};
/** A row that was found again in the body: the paragraph, by its place among the body's. */
export type MatchedRow = { readonly cells: readonly Cell[]; readonly paragraph: number };

/** Runs of characters by which a cell finds its paragraph. */
const RUN = 5;
const SHORT = 24;

export const tableDiffers: Rule = {
  name: 'table.words_differ',
  title: '任务表与正文不一',
  about: '方案的任务分工表逐行对到正文的相应段落，逐字比较；宽窄标点和空格不算差别，表中概括正文的行不比。',
  find: (text) => compared(text).words,
};

export const tableListDiffers: Rule = {
  name: 'table.list_differs',
  title: '责任单位与正文不一',
  about: '任务表里的牵头单位、责任单位、完成时限等，与正文同一项任务后面写的逐项比较；次序和标点不算差别。',
  find: (text) => compared(text).lists,
};

type Compared = { words: Noticed[]; lists: Noticed[] };
const cache = new WeakMap<ProofText, Compared>();

function compared(text: ProofText): Compared {
  let made = cache.get(text);
  if (!made) {
    made = { words: [], lists: [] };
    for (const placed of text.tables) compareTable(text, placed, made);
    cache.set(text, made);
  }
  return made;
}

/** A day says nothing of what a row repeats. */
const BARE_DAY = /^\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日$/u;

function compareTable(text: ProofText, placed: PlacedTable, out: Compared): void {
  const body = passagesOf(text).filter(
    ({ kind, issuance, start }) =>
      kind === 'paragraph' &&
      issuance === placed.issuanceIndex &&
      (start < placed.table.span[0] || start >= placed.table.span[1]),
  );
  if (body.length < 3) return;
  const index = indexOf(body);
  const matched: MatchedRow[] = [];
  for (const span of placed.table.rowSpans) {
    const cells = cellsOf(text.text, span, placed.table.columns);
    let paragraph = -1;
    for (const cell of cells) {
      if (
        cell.words.length < 6 ||
        BARE_DAY.test(cell.words) ||
        LIST_COLUMN.test(cell.column) ||
        cell.column === placed.table.groups?.column
      )
        continue;
      const found = locate(cell.words, index);
      if (found < 0) continue;
      const passage = body[found];
      if (!passage) continue;
      const close = compareCell(cell, passage, text, out.words);
      // The longest cell says which paragraph the row repeats.
      if (close) paragraph = found;
    }
    if (paragraph >= 0) matched.push({ cells, paragraph });
  }
  // A table that happens to share a phrase with the body is not its task table.
  if (matched.length >= 2) out.lists.push(...compareLists(matched, body));
}

export const LIST_COLUMN = /单位|部门|主体|责任人|牵头|配合|时限|时间|期限|备注|序号/u;

/** The row's cells by column; a row printed over several lines is taken only when its fields still stand in one line. */
function cellsOf(text: string, [start, end]: readonly [number, number], columns: readonly string[]): Cell[] {
  const row = text.slice(start, end);
  const separator = row.includes('\t') ? '\t' : '|';
  const lead = text.lastIndexOf('\n', start - 1) + 1;
  // The row's span may begin at its first cell that is not blank.
  const before = text.slice(lead, start);
  const skipped = /^[\s|]*$/u.test(before) ? before.split(separator).length - 1 : 0;
  const cells: Cell[] = [];
  let from = start;
  let column = separator === '|' && skipped > 0 ? skipped - 1 : skipped;
  for (const field of row.split(separator)) {
    const words = field.trim();
    if (words.length > 0) {
      const at = from + field.indexOf(words);
      cells.push({
        column: columns[column] ?? '',
        words: words.replace(/[\r\n\f]+\s*/gu, ''),
        start: at,
        end: at + words.length,
      });
    }
    from += field.length + 1;
    column++;
  }
  return cells;
}

type Index = ReadonlyMap<string, readonly number[]>;

function indexOf(body: readonly Passage[]): Index {
  const out = new Map<string, number[]>();
  for (const [place, { words }] of body.entries()) {
    const folded = fold(words).words;
    for (let i = 0; i + RUN <= folded.length; i++) {
      const run = folded.slice(i, i + RUN);
      const places = out.get(run);
      if (!places) out.set(run, [place]);
      else if (places.at(-1) !== place && places.length < 6) places.push(place);
    }
  }
  return out;
}

/** The paragraph that shares most runs with the words, if it shares at least half of them. */
function locate(words: string, index: Index): number {
  const folded = fold(stripLabel(words)).words;
  const votes = new Map<number, number>();
  const runs = folded.length - RUN + 1;
  for (let i = 0; i < runs; i++)
    for (const place of index.get(folded.slice(i, i + RUN)) ?? [])
      votes.set(place, (votes.get(place) ?? 0) + 1);
  let best = -1;
  for (const [place, count] of votes) if (best < 0 || count > (votes.get(best) ?? 0)) best = place;
  return best >= 0 && (votes.get(best) ?? 0) * 2 >= runs ? best : -1;
}

const LABEL =
  /^[-•·]?\s?(?:[（(][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十\d]+[、.．]|[一二三四五六七八九十]是)\s?/u;
const stripLabel = (words: string): string => words.replace(LABEL, '');

/** Compares a cell with the part of the paragraph that it repeats; true when the two are the same but for slips. */
function compareCell(cell: Cell, passage: Passage, text: ProofText, out: Noticed[]): boolean {
  const label = LABEL.exec(cell.words)?.[0].length ?? 0;
  const table = fold(cell.words.slice(label).replace(/。$/u, ''));
  const body = fold(passage.words);
  const part = partOf(table.words, body.words);
  if (!part) return false;
  const hunks = diff(
    body.words.slice(part.from, part.to),
    table.words,
    Math.min(80, 8 + (table.words.length >> 2)),
  );
  if (!hunks) return false;
  const real = hunks
    .map((hunk) => ({ ...hunk, aFrom: hunk.aFrom + part.from, aTo: hunk.aTo + part.from }))
    .filter((hunk, place) => tells(hunk, place, hunks.length, body.words, table.words))
    .reduce<Hunk[]>((joined, hunk) => withMarks(joined, hunk, body.words, table.words), []);
  const size = real.reduce((sum, { aFrom, aTo, bFrom, bTo }) => sum + Math.max(aTo - aFrom, bTo - bFrom), 0);
  if (real.length > 6 || size * 3 > table.words.length) return size * 2 <= table.words.length;
  for (const hunk of real) {
    const noticed = notice(hunk, { cell, table, label, passage, body }, text);
    if (noticed) out.push(noticed);
  }
  return true;
}

/** The stretch of the body that the cell runs along: from its first shared run to its last. */
function partOf(table: string, body: string): { from: number; to: number } | null {
  const runs = Math.min(RUN, table.length);
  const heads = anchors(table, body, runs, (skipped) => skipped);
  const tails = anchors(table, body, runs, (skipped) => table.length - skipped - runs);
  let best: { from: number; to: number } | null = null;
  // A heading may begin, and a sentence end, with the same words: the stretch that fits the length best is meant.
  for (const head of heads)
    for (const tail of tails) {
      const part = { from: Math.max(0, head), to: Math.min(body.length, tail + table.length) };
      const off = (one: { from: number; to: number }): number => Math.abs(one.to - one.from - table.length);
      if (part.to > part.from && (!best || off(part) < off(best))) best = part;
    }
  return best;
}

/** Where the table's words would begin in the body if its first (or last) run that stands there is the anchor. */
function anchors(table: string, body: string, run: number, from: (skipped: number) => number): number[] {
  for (let skipped = 0; skipped + run <= table.length && skipped < 24; skipped++) {
    const start = from(skipped);
    const piece = table.slice(start, start + run);
    const out: number[] = [];
    for (let at = body.indexOf(piece); at >= 0 && out.length < 8; at = body.indexOf(piece, at + 1))
      out.push(at - start);
    if (out.length > 0) return out;
  }
  return [];
}

/** A difference of words; what only one side says at its very edge, or at length, is a summary. */
function tells(hunk: Hunk, place: number, count: number, body: string, table: string): boolean {
  const a = body.slice(hunk.aFrom, hunk.aTo);
  const b = table.slice(hunk.bFrom, hunk.bTo);
  if (a.length > SHORT || b.length > SHORT) return false;
  if (/^[,;:。、.\s]*$/u.test(a) && /^[,;:。、.\s]*$/u.test(b)) return false;
  const head = place === 0 && hunk.bFrom === 0;
  const tail = place === count - 1 && hunk.bTo === table.length;
  return !head && !(tail && (b === '' || a === '' || a.length > 4 || b.length > 4));
}

/** 《 and 》 that one side does without are one difference. */
function withMarks(joined: Hunk[], hunk: Hunk, body: string, table: string): Hunk[] {
  const last = joined.at(-1);
  const mark = ({ aFrom, aTo, bFrom, bTo }: Hunk): string => body.slice(aFrom, aTo) + table.slice(bFrom, bTo);
  if (last && '《“('.includes(mark(last)) && '》”)'.includes(mark(hunk)) && hunk.bFrom - last.bTo < 40)
    joined[joined.length - 1] = { aFrom: last.aFrom, aTo: hunk.aTo, bFrom: last.bFrom, bTo: hunk.bTo };
  else joined.push(hunk);
  return joined;
}

type Sides = { cell: Cell; table: Folded; label: number; passage: Passage; body: Folded };

function notice(hunk: Hunk, { cell, table, label, passage, body }: Sides, text: ProofText): Noticed | null {
  const { left, right } = margins(hunk, table.words, body.words);
  const inTable = { from: hunk.bFrom - left, to: hunk.bTo + right };
  const inBody = { from: hunk.aFrom - left, to: hunk.aTo + right };
  const only = inBody.from === inBody.to;
  if (only) inBody.from = Math.max(0, inBody.from - 1);
  const tableSpan: [number, number] = [
    place(cell, label + table.at(inTable.from)),
    place(cell, label + table.at(inTable.to - 1)) + 1,
  ];
  const bodySpan = passage.span(body.at(inBody.from), body.at(inBody.to - 1) + 1);
  const tableWords = text.text.slice(...tableSpan).replace(/\s+/gu, '');
  const bodyWords = text.text.slice(...bodySpan).replace(/\s+/gu, '');
  if (only)
    return { span: tableSpan, message: `任务表多“${tableWords}”，正文同一项没有。`, related: [bodySpan] };
  if (tableWords === bodyWords || tableWords === '' || bodyWords === '') return null;
  const around = (words: string, from: number, to: number): number =>
    count(text, words.slice(Math.max(0, from - 2), to + 2));
  const inTables = around(table.words, hunk.bFrom, hunk.bTo);
  const inBodies = around(body.words, hunk.aFrom, hunk.aTo);
  // The reading that stands elsewhere too is the right one; else the table, as it comes later.
  if (inBodies <= 1 && inTables > 1)
    return {
      span: bodySpan,
      message: `正文作“${bodyWords}”，任务表同一项作“${tableWords}”。`,
      suggestion: tableWords,
      related: [tableSpan],
    };
  return {
    span: tableSpan,
    message: `任务表作“${tableWords}”，正文同一项作“${bodyWords}”。`,
    suggestion: inTables <= 1 && inBodies > 1 ? bodyWords : null,
    related: [bodySpan],
  };
}

/** How far to read on both sides so that the difference stands in whole words on both; the same on either side. */
function margins(hunk: Hunk, table: string, body: string): { left: number; right: number } {
  const wide = widen(table, hunk.bFrom, hunk.bTo);
  let left = hunk.bFrom - wide.from;
  let right = wide.to - hunk.bTo;
  const lost = hunk.bFrom === hunk.bTo;
  if (left + right === 0 && lost) [left, right] = [2, 2];
  if (left + right === 0 && hunk.bTo - hunk.bFrom === 1) {
    // 应诉 against 败诉, 数源 against 数据: the neighbour that makes a word on either side.
    const word = (from: number, to: number, ahead: number): boolean =>
      isWord(table.slice(hunk.bFrom - from, hunk.bTo + to)) ||
      isWord(body.slice(hunk.aFrom - ahead, hunk.aTo + to));
    if (word(0, 1, 0)) right = 1;
    else if (word(1, 0, 1)) left = 1;
  }
  if (/\d/u.test(table.slice(hunk.bFrom, hunk.bTo) + body.slice(hunk.aFrom, hunk.aTo))) {
    // A number is read whole.
    const digit = (char: string | undefined): boolean => char !== undefined && /[\d.%]/u.test(char);
    [left, right] = [0, 0];
    while (digit(table[hunk.bFrom - left - 1])) left++;
    while (digit(table[hunk.bTo + right])) right++;
  } else {
    while (left > 0 && !isHan(table[hunk.bFrom - left])) left--;
    while (right > 0 && !isHan(table[hunk.bTo + right - 1])) right--;
  }
  if (left + right === 0 && lost) [left, right] = [1, 1];
  return {
    left: Math.min(left, hunk.aFrom, hunk.bFrom),
    right: Math.min(right, body.length - hunk.aTo, table.length - hunk.bTo),
  };
}

/** A cell printed over several lines keeps its breaks: the place is counted in its printed words. */
function place(cell: Cell, index: number): number {
  return cell.start + Math.min(index, cell.end - cell.start - 1);
}

/** The whole words around a difference, so that the editor reads it at a glance. */
function widen(words: string, from: number, to: number): { from: number; to: number } {
  const base = Math.max(0, from - 8);
  const pieces = wordsIn(words.slice(base, to + 8)).map(({ word, index }) => ({
    from: base + index,
    to: base + index + word.length,
  }));
  const first = pieces.find((piece) => piece.to > (from === to ? from - 1 : from));
  const last = pieces.findLast((piece) => piece.from < (from === to ? to + 1 : to));
  const wide = { from: Math.min(from, first?.from ?? from), to: Math.max(to, last?.to ?? to) };
  while (wide.from < from && !isHan(words[wide.from])) wide.from++;
  return wide.to > wide.from ? wide : { from: Math.max(0, from - 1), to: Math.min(words.length, to + 1) };
}

function count(text: ProofText, words: string): number {
  let times = 0;
  for (
    let at = text.text.indexOf(words);
    at >= 0 && times < 3;
    at = text.text.indexOf(words, at + words.length)
  )
    times++;
  return times;
}
