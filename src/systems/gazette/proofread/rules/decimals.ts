/** Headings numbered 1, 1.1, 1.1.1, as emergency plans print them, against their order. */
import type { Noticed, Rule } from '../finding.ts';
import { byIssuance } from './dates.ts';

const LABEL = /^(\d{1,2}(?:\.\d{1,2}){0,3})[.．]?[ \u3000\t]+(?=[\u4e00-\u9fff《“])/u;
/** So many must be there, and at two levels, before the series is taken for one. */
const LEAST = 5;

type Heading = { path: number[]; printed: string; span: [number, number] };

export const seriesDecimal: Rule = {
  name: 'series.decimal',
  title: '分级序号次序有误',
  about: '“1 总则”“1.1 编制目的”“1.2 ……”一类分级编号的标题：跳号、重号、与上一级不合。',
  *find(text): Iterable<Noticed> {
    for (const passages of byIssuance(text).values()) {
      const first = passages[0]?.span[0] ?? 0;
      const last = passages.at(-1)?.span[1] ?? 0;
      if (!/\n\s?\d{1,2}\.\d{1,2}[ \u3000\t]/u.test(text.text.slice(first, last))) continue;
      const headings = [...headingsIn(text.text, first, last)];
      const upper = headings.filter(({ path }) => path.length === 1).length;
      if (headings.length < LEAST || upper < 2 || headings.length - upper < 2) continue;
      yield* judge(headings);
    }
  },
};

function* headingsIn(text: string, from: number, to: number): Iterable<Heading> {
  for (const line of text.slice(from, to).matchAll(/^[^\n]+/gmu)) {
    if (line[0].includes('\t') || line[0].includes('|')) continue;
    const blank = line[0].length - line[0].trimStart().length;
    const found = LABEL.exec(line[0].trimStart());
    if (found?.[1] === undefined) continue;
    const start = from + line.index + blank;
    const path = found[1].split('.').map(Number);
    // 1 and 2 at the head of a list's items end in a mark; a heading does not.
    if (path.length === 1 && /[。；;，]$/u.test(line[0].trimEnd())) continue;
    yield { path, printed: found[1], span: [start, start + found[1].length] };
  }
}

function* judge(headings: readonly Heading[]): Iterable<Noticed> {
  // After a slip the series may go on from what is printed or from what ought to be: it is told once.
  let before: number[][] = [];
  for (const [place, { path: own, printed, span }] of headings.entries()) {
    const wanted = before.map((path) => mayFollow(path, own.length)).filter((path) => path !== null);
    const [first] = wanted;
    const fits = first === undefined || wanted.some((path) => same(own, path));
    if (!fits)
      yield {
        span,
        message: `分级序号有误：前一个是“${before[0]?.join('.')}”，此处依次应为“${first.join('.')}”，印作“${printed}”。`,
        suggestion: first.join('.'),
        alongside: below(headings, place).map((one) => ({
          span: one.span,
          replacement: [...first, ...one.path.slice(own.length)].join('.'),
        })),
      };
    before = fits ? [own] : [own, first];
  }
}

/** The headings that stand under one and bear its number: they go with it. */
function below(headings: readonly Heading[], place: number): Heading[] {
  const own = headings[place]?.path ?? [];
  const out: Heading[] = [];
  for (let next = place + 1; ; next++) {
    const one = headings[next];
    if (one === undefined || one.path.length <= own.length || !same(one.path.slice(0, own.length), own))
      return out;
    out.push(one);
  }
}

/** The label that a heading of a depth must have after another; null where the depth cannot follow. */
function mayFollow(before: readonly number[], depth: number): number[] | null {
  if (depth === before.length + 1) return [...before, 1];
  if (depth > before.length) return null;
  const kept = before.slice(0, depth);
  return [...kept.slice(0, -1), (kept.at(-1) ?? 0) + 1];
}

const same = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((n, i) => n === b[i]);
