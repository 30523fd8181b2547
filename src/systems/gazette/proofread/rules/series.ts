/** Labels of one series of clauses: skipped, repeated, going backwards, or printed in another form than their neighbours. */
import type { Clause, Span } from '#engines/law/parse/artifact.ts';
import { type Label, readLabel, Series } from '#engines/law/parse/label.ts';
import type { Noticed, Rule } from '../finding.ts';
import type { PlacedClause, ProofText } from '../proof-text.ts';
import { chinese } from './wording.ts';

/** A label as printed: its place without the words after it. */
export type Printed = { label: Label; span: Span; text: string; place: PlacedClause };

/** Every list of sibling labels of one kind, with the number that the kind had reached before it. */
export type Run = {
  labels: Printed[];
  before: number /** Unlabelled paragraphs stand before the label at an index. */;
  apart: Set<number>;
};

const runs = new WeakMap<ProofText, Run[]>();

/** The runs of every instrument, made once for a text. */
export function runsOf(text: ProofText): Run[] {
  const known = runs.get(text);
  if (known !== undefined) return known;
  const out: Run[] = [];
  const reached = new Map<number, number>();
  let instrument: PlacedClause['instrument'] | null = null;
  const open = new Map<readonly Clause[], Map<Series, { run: Run; at: number }>>();
  for (const place of text.clauses) {
    if (place.instrument !== instrument) {
      instrument = place.instrument;
      reached.clear();
    }
    const printed = printedLabel(text, place);
    if (printed === null) continue;
    const { series, n } = printed.label;
    // 第三条之一 stands between two articles and counts as neither.
    if (printed.label.text.includes('之')) continue;
    const family = open.get(place.siblings) ?? new Map<Series, { run: Run; at: number }>();
    open.set(place.siblings, family);
    let held = family.get(series);
    if (held === undefined) {
      held = { run: { labels: [], before: reached.get(series) ?? 0, apart: new Set() }, at: place.place };
      family.set(series, held);
      out.push(held.run);
    } else if (unlabelledBetween(place.siblings, held.at, place.place))
      held.run.apart.add(held.run.labels.length);
    held.at = place.place;
    held.run.labels.push(printed);
    reached.set(series, n);
  }
  runs.set(text, out);
  return out;
}

function unlabelledBetween(siblings: readonly Clause[], from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++) if (siblings[i]?.label === '') return true;
  return false;
}

function printedLabel(text: ProofText, place: PlacedClause): Printed | null {
  const { clause } = place;
  if (clause.label === '') return null;
  let [start] = clause.span;
  const [, end] = clause.span;
  const lead = /^[\s*#>·•-]*/u.exec(text.text.slice(start, start + 8))?.[0].length ?? 0;
  start += lead;
  const label = readLabel(text.text, start, end);
  if (label === null || label.text !== clause.label) return null;
  let stop = label.textStart;
  while (stop > start && /\s/u.test(text.text.charAt(stop - 1))) stop--;
  return { label, span: [start, stop], text: text.text.slice(start, stop), place };
}

/** The same label with another number, printed as `like` is. */
export function relabel({ label, text }: Printed, n: number): string {
  const old = label.text.replace(/[（）]/gu, '');
  const core = /\d/u.test(old) ? /\d+/u.exec(text)?.[0] : /[一二三四五六七八九十百零]+/u.exec(text)?.[0];
  if (core === undefined) return label.series === Series.circled ? String.fromCodePoint(0x245f + n) : text;
  return text.replace(core, /\d/u.test(core) ? String(n) : chinese(n));
}

/** What is wrong with the number at each index of a run: pure, so that it can be tested by itself. */
export type Slip = { index: number; kind: 'skip' | 'repeat' | 'backwards'; expected: number; sure: boolean };

/**
 * @param numbers the printed numbers in order
 * @param before the number that the kind had reached earlier in the document: a list may go on from there
 * @param apart indexes where a paragraph stands between this label and the one before: a new list may begin
 */
export function slips(
  numbers: readonly number[],
  before = 0,
  apart: ReadonlySet<number> = new Set(),
): Slip[] {
  const out: Slip[] = [];
  const first = numbers[0];
  if (first === undefined) return out;
  let last = first;
  if (first !== 1 && first !== before + 1) {
    const second = numbers[1];
    const sure = second === 2 || (before > 0 && second === before + 2);
    const expected = second === 2 || before === 0 ? 1 : before + 1;
    const kind = before > 0 && first <= before ? (first === before ? 'repeat' : 'backwards') : 'skip';
    out.push({ index: 0, kind, expected, sure });
    if (sure) last = expected;
  }
  for (let i = 1; i < numbers.length; i++) {
    const n = numbers[i] as number;
    const next = numbers[i + 1];
    if (n === last + 1) {
      last = n;
      continue;
    }
    if (n === 1 && apart.has(i)) {
      last = n;
      continue;
    }
    const kind = n === last ? 'repeat' : n < last ? 'backwards' : 'skip';
    const mistyped = next === last + 2 || (next === undefined && kind !== 'skip');
    out.push({ index: i, kind, expected: last + 1, sure: mistyped });
    // A mistyped number does not carry on; a lost or added entry does.
    if (mistyped) last++;
    else if (kind !== 'backwards' || next === n + 1) last = n;
  }
  return out;
}

const SAYS = {
  skip: (expected: string, printed: string, before: string | null) =>
    before === null
      ? `序号从“${printed}”开始，前面没有“${expected}”。请核对是漏了内容还是序号有误。`
      : `序号跳号：前一项是“${before}”，此处应为“${expected}”，印作“${printed}”。请核对是漏了内容还是序号有误。`,
  repeat: (expected: string, printed: string) =>
    `序号重复：“${printed}”前面已经用过，此处依次应为“${expected}”。`,
  backwards: (expected: string, printed: string, before: string | null) =>
    `序号倒退：前一项是“${before ?? ''}”，此处依次应为“${expected}”，印作“${printed}”。`,
};

function* find(text: ProofText): Iterable<[Slip['kind'], Noticed]> {
  for (const run of runsOf(text)) {
    if (run.labels[0]?.label.weak && run.labels[0].label.series !== Series.article) continue;
    const found = slips(
      run.labels.map((l) => l.label.n),
      run.before,
      run.apart,
    );
    for (const { index, kind, expected, sure } of found) {
      const at = run.labels[index];
      if (at === undefined) continue;
      const before = run.labels[index - 1];
      const expectedText = relabel(at, expected);
      yield [
        kind,
        {
          span: at.span,
          message: SAYS[kind](expectedText, at.text, before?.text ?? null),
          suggestion: sure ? expectedText : null,
          related: before === undefined ? [] : [before.span],
        },
      ];
    }
  }
}

const only = (kind: Slip['kind']) =>
  function* (text: ProofText): Iterable<Noticed> {
    for (const [found, noticed] of find(text)) if (found === kind) yield noticed;
  };

export const seriesSkip: Rule = {
  name: 'series.skip',
  title: '序号跳号',
  about: '同一级序号应当从一开始、逐个递增；跨节连续编号的不算跳号。',
  find: only('skip'),
};

export const seriesRepeat: Rule = {
  name: 'series.repeat',
  title: '序号重复',
  about: '同一级序号中同一个号印了两次。',
  find: only('repeat'),
};

export const seriesBackwards: Rule = {
  name: 'series.backwards',
  title: '序号倒退',
  about: '同一级序号中后面的号比前面的小；隔着段落重新从一编起的另一组序号不算。',
  find: only('backwards'),
};
