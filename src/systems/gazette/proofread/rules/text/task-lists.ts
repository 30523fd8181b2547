/** 牵头单位, 责任单位, 完成时限 of a task table against those that the body prints after the same task. */
import type { Noticed } from '../../finding.ts';
import type { Passage } from './pieces.ts';
import type { Cell, MatchedRow } from './task-table.ts';

/** A list that the body prints: 责任单位：…, on its own line or in brackets at the paragraph's end. */
type Stated = {
  readonly key: string;
  readonly label: string;
  readonly items: readonly string[];
  readonly span: [number, number];
};

const LINE = /^[-•·]?\s?(\p{Script=Han}{2,4}(?:单位|部门|主体|时限|时间|期限))[：:]\s?(.+)$/u;
const INLINE =
  /[（(；;]\s?(\p{Script=Han}{2,4}(?:单位|部门|主体|时限|时间|期限))[：:]([^（）；;。：]*(?:（[^（）]*）[^（）；;。：]*)*)/gu;

/** 牵头单位 and 牵头部门 are one; so are 完成时限 and 完成时间. */
const keyOf = (label: string): string => label.slice(0, 2);

export function* compareLists(rows: readonly MatchedRow[], body: readonly Passage[]): Iterable<Noticed> {
  const starts = new Set(rows.map(({ paragraph }) => paragraph));
  const groups = new Map<number, { stated: Stated[]; rows: MatchedRow[] }>();
  for (const row of rows) {
    const stated = statedAfter(row.paragraph, starts, body);
    const at = stated[0]?.span[0];
    if (at === undefined) continue;
    const group = groups.get(at) ?? { stated, rows: [] };
    group.rows.push(row);
    groups.set(at, group);
  }
  for (const group of groups.values())
    for (const stated of group.stated) {
      const cells = group.rows
        .map(({ cells: all }) => all.find(({ column }) => keyOf(column) === stated.key))
        .filter((cell): cell is Cell => cell !== undefined);
      if (cells.length > 0)
        yield* cells.length === 1 && group.rows.length === 1
          ? compareOne(stated, cells)
          : compareMany(stated, cells);
    }
}

/** The lists between a task's paragraph and the next task's. */
function statedAfter(paragraph: number, starts: ReadonlySet<number>, body: readonly Passage[]): Stated[] {
  const out: Stated[] = [];
  for (let i = paragraph; i < body.length && i < paragraph + 6; i++) {
    const passage = body[i];
    if (!passage || (i > paragraph && starts.has(i))) break;
    const line = LINE.exec(passage.words);
    if (line) {
      out.push(stated(passage, line[1] ?? '', line[2] ?? '', line[0].length - (line[2] ?? '').length));
      continue;
    }
    if (
      i > paragraph &&
      /^(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|第.{1,3}[章条])/u.test(passage.words)
    )
      break;
    for (const found of passage.words.matchAll(INLINE))
      out.push(
        stated(
          passage,
          found[1] ?? '',
          found[2] ?? '',
          found.index + found[0].length - (found[2] ?? '').length,
        ),
      );
  }
  return out;
}

function stated(passage: Passage, label: string, words: string, at: number): Stated {
  return {
    key: keyOf(label),
    label,
    items: itemsOf(words),
    span: passage.span(at, at + words.trimEnd().length),
  };
}

const itemsOf = (words: string): string[] =>
  words
    .replace(/[（(]/gu, '（')
    .replace(/[)）]/gu, '）')
    .replace(
      /(?:等(?:有关|相关)?(?:部门|单位)?)?(?:按照?(?:各自)?职责(?:分工)?(?:负责|落实)?|负责)?[。；;]?$/u,
      '',
    )
    .split(/[、，,；;\s]+/u)
    .map((item) => item.replace(/等(?:有关|相关)?(?:部门|单位)$/u, '').replace(/按(?:照)?职责分工负责$/u, ''))
    .filter((item) => item.length > 0);

function* compareOne(listed: Stated, [cell]: readonly Cell[]): Iterable<Noticed> {
  if (!cell) return;
  const items = itemsOf(cell.words);
  const more = items.filter((item) => !listed.items.includes(item));
  const less = listed.items.filter((item) => !items.includes(item));
  if (more.length === 0 && less.length === 0) return;
  // Two lists with nothing in common are two things, unless each is one body.
  const parts = [...more.map((item) => `表中多“${item}”`), ...less.map((item) => `正文的“${item}”表中没有`)];
  const [one, other] = [more[0] ?? '', less[0] ?? ''];
  const renamed =
    more.length === 1 &&
    less.length === 1 &&
    (one.includes(other) || other.includes(one) || alike(one, other));
  const at = more.length === 1 ? cell.words.indexOf(one) : -1;
  yield {
    span: at >= 0 ? [cell.start + at, cell.start + at + one.length] : [cell.start, cell.end],
    message: renamed
      ? `“${cell.column}”里作“${one}”，正文同一项作“${other}”。`
      : `“${cell.column}”与正文同一项的“${listed.label}”不一致：${parts.slice(0, 5).join('；')}。`,
    suggestion: renamed ? other : null,
    related: [listed.span],
  };
}

const alike = (a: string, b: string): boolean => {
  const shared = [...a].filter((char) => b.includes(char)).length;
  return shared * 3 >= 2 * Math.max(a.length, b.length);
};

/** Several rows share one list of the body: together they should name the same bodies. */
function* compareMany(listed: Stated, cells: readonly Cell[]): Iterable<Noticed> {
  const named = new Set(cells.flatMap((cell) => itemsOf(cell.words)));
  for (const cell of cells) {
    const more = itemsOf(cell.words).filter((item) => !listed.items.includes(item));
    const [one] = more;
    if (one === undefined) continue;
    const at = cell.words.indexOf(one);
    yield {
      span:
        more.length === 1 && at >= 0
          ? [cell.start + at, cell.start + at + one.length]
          : [cell.start, cell.end],
      message: `此行的“${more.join('、')}”，正文同一项的“${listed.label}”里没有。`,
      related: [listed.span],
    };
  }
  const less = listed.items.filter((item) => !named.has(item));
  const [first] = cells;
  if (less.length > 0 && first && less.length < listed.items.length)
    yield {
      span: [first.start, first.end],
      message: `正文“${listed.label}”里的“${less.join('、')}”，表中对应各行都没有。`,
      related: [listed.span],
    };
}
