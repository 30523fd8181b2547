/**
 * Clean-up lists: a heading that says what becomes of the documents below it (拟废止的…目录, 宣布失效的…清单,
 * 决定废止下列文件：) and numbered entries. Each entry is an effect on the document it names first, with the
 * number that follows that name; a number in its reason belongs to another document.
 */
import type { Issuance, ParsedEffect } from './artifact.ts';
import { findMarks, type Mark } from './citations-marks.ts';
import { cleanTitle } from './citations-titles.ts';
import { actionOf, readInstructions } from './effects-edits.ts';
import { type LineLabel, nextLine, readLabelAt } from './effects-labels.ts';
import { issuanceAt, type Target } from './effects-targets.ts';
import { normaliseNumber } from './numbers.ts';

type Kind = 'repeal' | 'keep' | 'amend' | 'lapse' | 'suspend';
type Heading = { start: number; end: number; kind: Kind; stage: 'proposed' | 'decided' };
type Entry = { start: number; head: number; end: number; label: LineLabel | undefined };

/** The effects of every clean-up list, and the stretches of text that the lists take up. */
export type Lists = { effects: ParsedEffect[]; spans: [start: number, end: number][] };

const HEADING_LENGTH_MAX = 70;
const TRIGGER = /废止|失效|保留|修改|修订|有效|暂停/g;
const LIST_NOUN =
  /(?:目录|清单|名单|一览表|名录)(?:[及和](?:修改|修订|清理)?(?:内容|意见|理由|说明))?$|(?:文件|规章|法规|文件如下)$/;
const LEAD_IN = /(?:下列|以下|如下).{0,20}$|(?:如下|名单如下|目录如下)$/;

/** Finds the lists. Linear: each line is looked at once, each entry once. */
export function findLists(text: string, issuances: Issuance[]): Lists {
  const headings = findHeadings(text);
  const lists: Lists = { effects: [], spans: [] };
  headings.forEach((heading, i) => {
    const at = issuanceAt(issuances, heading.start);
    const within = at < 0 ? text.length : (issuances[at]?.span[1] ?? text.length);
    const limit = Math.min(headings[i + 1]?.start ?? text.length, within);
    const entries = readEntries(text, heading.end, limit, heading.kind === 'amend');
    const found = entries.flatMap((entry) => entryEffects(text, entry, heading, at));
    if (found.length === 0) return;
    lists.effects.push(...found);
    lists.spans.push([heading.start, entries.at(-1)?.end ?? heading.end]);
  });
  return lists;
}

function findHeadings(text: string): Heading[] {
  const headings: Heading[] = [];
  TRIGGER.lastIndex = 0;
  let done = 0;
  for (let hit = TRIGGER.exec(text); hit; hit = TRIGGER.exec(text)) {
    if (hit.index < done) continue;
    const resume = TRIGGER.lastIndex;
    const from = Math.max(done, hit.index - HEADING_LENGTH_MAX);
    const before = text.slice(from, hit.index);
    const start = from + before.lastIndexOf('\n') + 1;
    const after = text.slice(hit.index, start + HEADING_LENGTH_MAX + 2);
    const length = after.indexOf('\n');
    const end = length < 0 ? hit.index + after.length : hit.index + length;
    const whole = (start === 0 || text[start - 1] === '\n') && (length >= 0 || end === text.length);
    const heading = whole ? readHeading(text, start, end) : undefined;
    if (heading) {
      headings.push(heading);
      done = end;
    }
    TRIGGER.lastIndex = heading ? end : resume;
  }
  return headings;
}

const HEADING_LABEL =
  /^[#*\s]*(?:附件?\s*[\d一二三四五六七八九十]{0,3}\s*[：:.、]?\s*)?(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])?\s*/;
const COUNT = /\s*[（(]\s*(?:共|计)?\s*[\d一二三四五六七八九十百]{1,4}\s*[件项部个]\s*[）)]\s*$/;

function readHeading(text: string, start: number, end: number): Heading | undefined {
  const line = text.slice(start, end).replace(/[*\s]+$/, '');
  const words = line.replace(HEADING_LABEL, '').replace(COUNT, '');
  if (/[《。；\t|]|^\d{1,3}\s*[.、．]/.test(words)) return undefined;
  const leadIn = /[：:]$/.test(words);
  const bare = words.replace(/[：:]$/, '');
  if (!(leadIn ? LEAD_IN.test(bare) && /文件|规章|规定|制度/.test(bare) : LIST_NOUN.test(bare)))
    return undefined;
  const kind = kindOf(bare);
  return kind && { start, end, kind, stage: /拟|建议|征求意见/.test(bare) ? 'proposed' : 'decided' };
}

/** What a heading says; undefined when it says more than one thing, for then its entries cannot be told apart. */
function kindOf(words: string): Kind | undefined {
  const kinds = new Set<Kind>();
  if (/废止/.test(words)) kinds.add('repeal');
  else if (/失效/.test(words)) kinds.add('lapse');
  if (/保留|继续有效/.test(words)) kinds.add('keep');
  if (/(?:修改|修订)(?!内容|意见|说明|理由)/.test(words)) kinds.add('amend');
  if (/暂停/.test(words)) kinds.add('suspend');
  return kinds.size === 1 ? [...kinds][0] : undefined;
}

function readEntries(text: string, from: number, limit: number, withParts: boolean): Entry[] {
  const entries: Entry[] = [];
  let open: Entry | undefined;
  for (let line = nextLine(text, from); line < limit; line = nextLine(text, line)) {
    const end = Math.min(limit, nextLine(text, line));
    const words = text.slice(line, Math.min(end, line + 200));
    if (words.trim() === '') continue;
    if (/^\s*附\s?件\s*[\d一二三四五六七八九十]*\s*$/.test(words)) break;
    const label = readLabelAt(text, line) ?? rowLabel(words, line);
    if (startsEntry(open, label, words)) {
      open = {
        start: line + leadingSpace(words),
        head: label?.end ?? line,
        end: trimmedEnd(text, line, end),
        label,
      };
      entries.push(open);
    } else if (open && (withParts || goesOn(text, open, line))) {
      open.end = trimmedEnd(text, line, end);
    } else if (open || !isPreamble(words)) break;
  }
  return entries;
}

/** `1 某通知 某发〔1978〕76号`: the row of a table whose cells only spaces part. */
function rowLabel(words: string, line: number): LineLabel | undefined {
  const found = /^[ \t\u3000]*(\d{1,3})[ \u3000]+(?=[《\p{Script=Han}])/u.exec(words);
  if (found?.[1] === undefined || !/[〔[［（(【](?:19|20)\d\d/.test(words)) return undefined;
  return { style: '1 ', value: Number(found[1]), printed: found[1], end: line + found[0].length };
}

function startsEntry(open: Entry | undefined, label: LineLabel | undefined, words: string): boolean {
  if (!open) return label ? label.value === 1 : /^\s*《/.test(words);
  if (!open.label) return !label && /^\s*(?:《|关于)/.test(words);
  return label !== undefined && label.style === open.label.style && label.value === open.label.value + 1;
}

/** A count line, a table's head or a repeated label before the first entry. */
function isPreamble(words: string): boolean {
  return COUNT.test(words) || /^\s*(?:[（(].{1,40}[）)]|序号.*|单位：.*)\s*$/.test(words);
}

/** Whether the line continues the entry: its words are cut by the page, or no blank line lies between. */
function goesOn(text: string, open: Entry, line: number): boolean {
  if (!/\n[\s\u3000]*\n/.test(text.slice(open.end, line))) return true;
  const said = text.slice(open.head, open.end);
  const opened = (said.match(/[《（(]/g) ?? []).length;
  const closed = (said.match(/[》）)]/g) ?? []).length;
  if (opened > closed) return true;
  if (/[。；]$/.test(said)) return false;
  return /^[\s]*[（(〔[]/.test(text.slice(line, line + 4)) || !/[）)》号]$/.test(said);
}

function leadingSpace(words: string): number {
  return words.length - words.trimStart().length;
}

function trimmedEnd(text: string, from: number, end: number): number {
  let i = end;
  while (i > from && /\s/.test(text[i - 1] ?? '')) i -= 1;
  return i;
}

function entryEffects(text: string, entry: Entry, heading: Heading, at: number): ParsedEffect[] {
  const said = text.slice(entry.head, entry.end);
  const edit = heading.kind === 'amend' ? readEdit(said) : undefined;
  if (edit !== undefined) return [editEffect(text, entry, heading, at, edit)];
  const parts =
    heading.kind === 'amend' ? readInstructions(text, entry.head, entry.end, entry.label?.style) : undefined;
  const stated = parts ? text.slice(entry.head, parts.start) : said;
  const { targets, rest } = said.includes('\t') ? readRow(stated) : readHead(stated);
  const reason = cleanTitle(rest.replace(/^[\s，,；;：:。]+/, ''));
  return targets.map(({ number, title }) => ({
    kind: heading.kind,
    targetNumber: number,
    targetTitle: title,
    stage: heading.stage,
    date: null,
    precision: 'unknown',
    reason: /[\p{Script=Han}\d]/u.test(reason) ? reason : null,
    ...(parts ? { instructions: parts.instructions } : {}),
    issuance: at < 0 ? null : at,
    span: [entry.start, entry.end],
  }));
}

/** 将《…》第七十六条修改为：…, 删去《…》第八条: the entry is itself the instruction. */
function readEdit(said: string): Mark | undefined {
  const lead = /^\s*(?:将|把|在|对|删去|删除|删掉)\s*(?=《)/.exec(said);
  if (lead === null) return undefined;
  const [mark] = findMarks(said.slice(lead[0].length, lead[0].length + 400));
  return mark?.kind === 'title' && mark.start === 0 && mark.wellFormed ? mark : undefined;
}

function editEffect(text: string, entry: Entry, heading: Heading, at: number, mark: Mark): ParsedEffect {
  const words = cleanTitle(text.slice(entry.head, entry.end));
  const own = readHead(text.slice(entry.head, entry.end).replace(/^[^《]*/, '')).targets[0];
  return {
    kind: 'amend',
    targetNumber: own?.title === mark.title ? own.number : mark.number,
    targetTitle: mark.title,
    stage: heading.stage,
    date: null,
    precision: 'unknown',
    reason: null,
    instructions: [
      {
        label: entry.label?.printed ?? '',
        action: actionOf(words),
        text: words,
        span: [entry.start, entry.end],
      },
    ],
    issuance: at < 0 ? null : at,
    span: [entry.start, entry.end],
  };
}

/** A row of cells: the number is the cell that is nothing else, the title the cell that names a document. */
function readRow(row: string): { targets: Target[]; rest: string } {
  const cells = row.split('\t').map((cell) => cell.trim());
  const numberCell = cells.findIndex(
    (cell) => normaliseNumber(cell.replace(/^[（(]|[）)]$/g, '')) !== undefined,
  );
  const titleCell = cells.findIndex((cell, i) => i !== numberCell && readHead(cell).targets.length > 0);
  const rest = cells.filter(
    (cell, i) => i !== numberCell && i !== titleCell && /\p{Script=Han}{2}/u.test(cell),
  );
  const targets = readHead(cells[titleCell] ?? '').targets;
  const printed =
    numberCell < 0 ? undefined : normaliseNumber((cells[numberCell] ?? '').replace(/^[（(]|[）)]$/g, ''));
  const [only] = targets;
  if (printed && only && targets.length === 1)
    return { targets: [{ ...only, number: only.number ?? printed }], rest: rest.join(' ') };
  return { targets, rest: rest.join(' ') };
}

/** 《…》（1996年6月28日某府〔1996〕68号公布，根据…修订）: the history behind a name holds the number first. */
function readHistory(said: string): { targets: Target[]; rest: string } | undefined {
  const lead = HISTORY.exec(said);
  if (lead?.[1] === undefined) return undefined;
  let depth = 1;
  let i = lead[0].length;
  for (; i < said.length && depth > 0; i++) {
    if ('（('.includes(said.charAt(i))) depth++;
    else if ('）)'.includes(said.charAt(i))) depth--;
  }
  if (depth > 0) return undefined;
  const number =
    findMarks(said.slice(lead[0].length, i)).find((mark) => mark.kind === 'number')?.number ?? null;
  const title = cleanTitle(lead[1].trim()).replace(/^《([\s\S]*)》$/, '$1');
  return { targets: [{ title, number }], rest: said.slice(i) };
}

const HISTORY =
  /^\s*(《[^《》]{2,120}》|[^《》（）()，。；、：\t]{4,80})\s*[（(](?=\s*(?:[12]\d{3}年[^（）()]{0,60}(?:公布|发布|批准|通过|印发|令第|令〔|颁布)|根据[12]\d{3}年))/;

/** The documents that an entry names before its first clause ends, and what it says after. */
function readHead(said: string): { targets: Target[]; rest: string } {
  const history = readHistory(said);
  if (history !== undefined) return history;
  const marks = findMarks(said).filter((mark) => mark.kind !== 'anaphor');
  const end = headEnd(said, marks);
  const head = said.slice(0, end);
  const inHead = marks.filter((mark) => mark.start < end);
  const numbers = inHead.filter((mark) => mark.kind === 'number');
  const titles = inHead.filter((mark) => mark.kind === 'title');
  const rest = said.slice(end);
  if (numbers.length > 1 && numbers.length === titles.length) {
    return {
      targets: titles.map((title, i) => ({ title: title.title, number: numbers[i]?.number ?? null })),
      rest,
    };
  }
  const own = numbers.at(-1);
  const name = nameOf(head, titles, own);
  const inner = titles.length === 1 ? titles[0]?.number : null;
  const known = titles.length > 0 || own !== undefined || DOCUMENT_END.test(name);
  return known && name !== ''
    ? { targets: [{ title: name, number: own?.number ?? inner ?? null }], rest }
    : { targets: [], rest };
}

const DOCUMENT_END =
  /(?:办法|规定|细则|规则|条例|方案|通知|意见|决定|公告|通告|预案|制度|规划|计划|要点|目录|清单|批复|函|令|措施|指南)(?:[（(][^（）()]{1,12}[）)])?$/;

/** The name in front of the own number: a single 《title》 without its marks, anything longer as printed. */
function nameOf(head: string, titles: Mark[], own: Mark | undefined): string {
  const before = own ? head.slice(0, own.start).replace(/[（([【〔\s]+$/, '') : head;
  const printed = cleanTitle(before).replace(/[，,；;：:。、]+$/, '');
  const [only] = titles;
  const outside = only ? before.slice(0, only.start) + before.slice(only.end) : '';
  const alone = titles.length === 1 && outside.replace(/[（(][^（）()]{1,20}[）)]/g, '').trim() === '';
  return alone && only?.title ? only.title : printed;
}

/** Where the first clause ends: at a comma, stop or colon outside brackets, quotes and marks; past a comma inside an unmarked name. */
function headEnd(said: string, marks: Mark[]): number {
  const first = clauseEnd(said, 0, marks);
  if (marks.some((mark) => mark.start < first) || DOCUMENT_END.test(said.slice(0, first))) return first;
  const number = marks.find((mark) => mark.kind === 'number');
  if (!number || marks[0] !== number) return first;
  return DOCUMENT_END.test(said.slice(0, number.start).replace(/[（(\s]+$/, ''))
    ? clauseEnd(said, number.end, marks)
    : first;
}

function clauseEnd(said: string, from: number, marks: Mark[]): number {
  let depth = 0;
  let next = 0;
  for (let i = from; i < said.length; i += 1) {
    while (next < marks.length && (marks[next]?.end ?? 0) <= i) next += 1;
    const mark = marks[next];
    if (mark && mark.start <= i) {
      i = mark.end - 1;
      continue;
    }
    const char = said[i] ?? '';
    if ('（(“'.includes(char)) depth += 1;
    else if ('）)”'.includes(char)) depth = Math.max(0, depth - 1);
    else if (depth === 0 && '，,；;。：:'.includes(char)) return i;
  }
  return said.length;
}
