/**
 * Reading an issue back before it is published: whether the parser finds in its text what the editors wrote.
 * Whatever it reads otherwise is told, with the field to mend. Pure.
 */
import type { Artifact, Clause, Issuance, Span, Table } from '#engines/law/parse/artifact.ts';
import { fold } from '#engines/law/parse/chars.ts';
import {
  BOARD_HEAD,
  type ComposedIssue,
  type IssueFront,
  isRow,
  type NumberedDraft,
  partsOf,
} from './compose.ts';
import type { DraftContent } from './draft.ts';

export type Difference = {
  /** Place of the document in the issue, from 0; null: the issue itself. */
  readonly document: number | null;
  readonly field: keyof DraftContent | 'number' | 'imprint' | 'issue';
  /** blocks: readers would get something else than was written. notes: nothing is lost, but look at it. */
  readonly weight: 'blocks' | 'notes';
  readonly message: string;
};

export function differencesOf(
  front: IssueFront,
  documents: readonly NumberedDraft[],
  composed: ComposedIssue,
  artifact: Artifact,
): Difference[] {
  const found = frontDifferences(front, artifact);
  const { issuances } = artifact;
  if (issuances.length !== documents.length) {
    const [lost] = documents.flatMap((d, at) => (matching(d, issuances) ? [] : [at]));
    found.push({
      document: lost ?? null,
      field: 'title',
      weight: 'blocks',
      message:
        `应有 ${documents.length} 份文件，读出 ${issuances.length} 份` +
        (lost === undefined
          ? '：正文里有一行像另一份文件的标题或文号，请把它并入段落。'
          : `：认不出“${documents[lost]?.title}”。标题请以“通知、公告、意见、决定、公报”等文种结尾，且不与别的文件相同。`),
    });
    return found;
  }
  documents.forEach((document, at) => {
    const issuance = issuances[at];
    if (issuance) found.push(...documentDifferences(document, issuance, at, composed, artifact));
  });
  return found;
}

const matching = (document: NumberedDraft, issuances: readonly Issuance[]): boolean =>
  issuances.some((i) => fold(i.title) === fold(document.title) && i.number === document.number);

function frontDifferences(front: IssueFront, { issue, shape, residue, source }: Artifact): Difference[] {
  const found: Difference[] = [];
  const say = (field: 'issue' | 'imprint', message: string) =>
    found.push({ document: null, field, weight: 'blocks', message });
  if (shape !== 'gazette' || !issue) {
    say('issue', '刊名读不出来：请写成“某某人民政府公报”的样子。');
    return found;
  }
  if (issue.title !== front.title) say('issue', `刊名写的是“${front.title}”，读出“${issue.title}”。`);
  const wanted = [front.year, front.number, front.runningNumber, front.dated];
  const read = [issue.year, issue.number, issue.runningNumber, issue.date];
  if (wanted.some((value, k) => value !== read[k]))
    say('issue', `期号或出版日期读成了 ${read.map((v) => v ?? '无').join('、')}，请核对。`);
  const from = front.imprint.split('\n').filter((line) => line.trim() !== '');
  const claimed = [...issue.editors, ...issue.imprint].map((entry) => entry.span);
  for (const line of from) {
    const start = source.text.indexOf(`\n${line}\n`) + 1;
    const end = start + line.length;
    if (!claimed.some((span) => span[0] <= start && end <= span[1]))
      say('imprint', `版权页的“${line.slice(0, 30)}”读不出名称，请写成“名称：内容”，如“主编：某某”。`);
  }
  for (const { span } of residue) {
    const words = source.text.slice(...span);
    if (words.trim() === BOARD_HEAD) continue;
    if (span[0] > source.text.indexOf('目 录') || found.length === 0)
      say('issue', `“${words.slice(0, 30)}”没有归入任何文件。`);
  }
  return found;
}

function documentDifferences(
  document: NumberedDraft,
  issuance: Issuance,
  at: number,
  composed: ComposedIssue,
  artifact: Artifact,
): Difference[] {
  const found: Difference[] = [];
  const say = (field: Difference['field'], message: string, weight: Difference['weight'] = 'blocks') =>
    found.push({ document: at, field, weight, message });
  if (fold(issuance.title) !== fold(document.title))
    say('title', `标题写的是“${document.title}”，读出“${issuance.title}”。`);
  if (issuance.number !== document.number) say('number', `文号读成了“${issuance.number ?? '无'}”。`);
  if (issuance.kind !== document.section) say('section', `栏目读成了“${issuance.kind ?? '无'}”。`);
  const addressees = splitList(document.addressees);
  if (!same(issuance.addressees, addressees))
    say(
      'addressees',
      `主送机关写了 ${addressees.length} 个，读出 ${issuance.addressees.length} 个：请用顿号或逗号隔开，只写机关名称。`,
    );
  if (!same(issuance.signedBy, document.signedBy))
    say('signedBy', `署名读成了“${issuance.signedBy.join('、') || '无'}”：每行写一个机关全称。`);
  if (issuance.date !== document.dated) say('dated', `成文日期读成了“${issuance.date ?? '无'}”。`);
  if (issuance.disclosed !== document.disclosed) say('disclosed', '公开标注没有读出来。');
  found.push(...partDifferences(document, issuance, at));
  found.push(...tableDifferences(issuance, at, composed));
  found.push(...lineDifferences(issuance, at, composed, artifact));
  return found;
}

function partDifferences(document: NumberedDraft, issuance: Issuance, at: number): Difference[] {
  const { carried, annexes } = partsOf(document);
  const wanted = [...carried, ...annexes].map((a) => fold(a.title));
  const titles = issuance.instruments.map((i) => fold(i.title));
  const found: Difference[] = [];
  const say = (message: string) =>
    found.push({ document: at, field: 'attachments', weight: 'blocks', message });
  if (!same(titles.slice(titles.length - wanted.length), wanted) || titles.length - wanted.length > 1)
    say(
      `所附文件应是${wanted.length === 0 ? '没有' : `“${[...carried, ...annexes].map((a) => a.title).join('”“')}”`}，` +
        `读出“${issuance.instruments.map((i) => i.title).join('”“')}”。标题请单独成行，不带句号。`,
    );
  if (
    !same(
      issuance.attachments.map((a) => fold(a.title)),
      annexes.map((a) => fold(a.title)),
    )
  )
    say(`附件说明读成了“${issuance.attachments.map((a) => a.title).join('”“') || '无'}”。`);
  return found;
}

/** Every row that was written is a row that was read, cell for cell; a blank cell may have been filled from its group. */
function tableDifferences(issuance: Issuance, at: number, composed: ComposedIssue): Difference[] {
  const tables = issuance.instruments.flatMap((i) => i.tables);
  const found: Difference[] = [];
  for (const line of composed.lines) {
    if (line.document !== at || !isRow(line.words)) continue;
    const cells = cellsOf(line.words);
    const table = tables.find((t) => t.span[0] <= line.span[1] && line.span[0] < t.span[1]);
    if (isRule(cells) || (table && isHead(table, cells)) || (table && hasRow(table, line.span, cells)))
      continue;
    found.push({
      document: at,
      field: line.part === 'body' ? 'body' : 'attachments',
      weight: 'blocks',
      message: `表格第 ${line.line} 行“${line.words.replaceAll('\t', ' ｜ ').slice(0, 40)}”没有读成一行：请核对每行的格数与表头相同。`,
    });
  }
  return found;
}

const cellsOf = (words: string): string[] =>
  words.includes('\t')
    ? words.split('\t').map((c) => c.trim())
    : words
        .trim()
        .slice(1, -1)
        .split('|')
        .map((c) => c.trim());

const isRule = (cells: readonly string[]): boolean => cells.every((c) => /^:?-+:?$/.test(c));

const isHead = (table: Table, cells: readonly string[]): boolean =>
  cells.every((c, k) => (table.columns[k] ?? '').startsWith(c === '' ? '列' : c));

function hasRow(table: Table, span: readonly [number, number], cells: readonly string[]): boolean {
  const place = table.rowSpans.findIndex((s) => s[0] < span[1] && span[0] < s[1]);
  const row = table.rows[place];
  const rowSpan = table.rowSpans[place];
  if (!row || !rowSpan || rowSpan[0] < span[0] || rowSpan[1] > span[1]) return false;
  const read = table.columns.map((name) => row[name] ?? '');
  return read.every((cell, k) => cell === (cells[k] ?? '') || (cells[k] ?? '') === '');
}

/** A sentence that closes a notice which carries another text is a part of the notice, but no clause of its own. */
const isClosing = (words: string): boolean => /^(特此|请认真|本通知自)/.test(words) && words.length < 40;

/** Lines that no clause holds, and lines that were taken for the rest of the line above. */
function lineDifferences(
  issuance: Issuance,
  at: number,
  composed: ComposedIssue,
  artifact: Artifact,
): Difference[] {
  const holds = spansOf(issuance);
  const captions = new Set(
    issuance.instruments.flatMap((i) => i.tables.map((t) => t.caption)).map((c) => fold(c ?? '')),
  );
  const joins = artifact.transforms.filter((t) => t.kind === 'page_join').map((t) => t.span);
  const found: Difference[] = [];
  for (const line of composed.lines) {
    if (line.document !== at || isRow(line.words)) continue;
    const field = line.part === 'body' ? 'body' : 'attachments';
    const quote = line.words.trim().slice(0, 30);
    const [start, end] = line.span;
    const held = holds.some((span) => span[0] < end && start < span[1]);
    if (!held && !captions.has(fold(line.words)) && !isClosing(line.words.trim()) && !isUnit(line.words))
      found.push({
        document: at,
        field,
        weight: 'blocks',
        message: `第 ${line.line} 行“${quote}”没有归入任何条款：像页码、日期、署名或标题的一行请并入段落。`,
      });
    else if (joins.some((span) => start <= span[1] && span[1] < end))
      found.push({
        document: at,
        field,
        weight: 'notes',
        message: `第 ${line.line} 行“${quote}”会接在上一行后面成为一段：要分段，请给上一行补上句号或冒号。`,
      });
  }
  return found;
}

const isUnit = (words: string): boolean => /^[（(]?(计量)?单位[：:]/.test(words.trim());

function spansOf(issuance: Issuance): Span[] {
  const of = (clauses: readonly Clause[]): Span[] => clauses.flatMap((c) => [c.span, ...of(c.children)]);
  return [
    ...(issuance.openingSpan ? [issuance.openingSpan] : []),
    ...issuance.attachments.map((a) => a.span),
    ...issuance.instruments.flatMap((i) => [...of(i.clauses), ...i.tables.map((t) => t.span)]),
  ];
}

/** 各镇人民政府，各街道办事处、区政府各部门: the bodies one by one, but not those in brackets. */
export function splitList(text: string): string[] {
  const out: string[] = [];
  let depth = 0;
  let current = '';
  for (const ch of text) {
    if (ch === '（' || ch === '(') depth++;
    if (ch === '）' || ch === ')') depth--;
    if (depth <= 0 && '，、,；;'.includes(ch)) {
      out.push(current.trim());
      current = '';
    } else current += ch;
  }
  return [...out, current.trim()].filter((name) => name !== '');
}

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((value, k) => value === b[k]);
