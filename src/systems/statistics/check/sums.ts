/** Totals against their parts, printed shares against 100 %, contributions against the growth they make up. Pure. */
import type { Figure } from '#engines/law/parse/artifact.ts';
import { common, type Interval, sum } from './interval.ts';
import { kindOf, lastName } from './name.ts';
import { intervalOf, type Operand } from './operand.ts';
import { hundredImplied, type Relation, round, show, shown, shownWithUnit, sumImplied } from './relation.ts';
import type { FigureText, Group } from './structure.ts';

/** A list whose sum leaves this much of the whole over is taken for a selection, unless something closes it. */
const NEARLY = 0.02;
/** A closed list may be off by this much and still be the list that was meant. */
const CLOSED_OFF = 0.5;

export function* sumRelations(at: FigureText): Iterable<Relation> {
  for (const group of at.groups) {
    // 全体居民人均收入 is no sum of 城镇 and 农村: it lies between them.
    if (!/人均|平均|户均|亩均/.test(nameAt(at, group.whole))) {
      yield* levelSum(at, group);
      yield* tooLargePart(at, group);
    } else yield* between(at, group);
    yield* shareSum(at, group);
  }
  yield* ratioSums(at);
  yield* contributionSums(at);
}

const nameAt = (at: FigureText, index: number): string => lastName(at.figures[index]?.indicator ?? '');

function* levelSum(at: FigureText, group: Group): Iterable<Relation> {
  const total = at.operands[group.whole]?.value;
  const parts = group.parts.map((part) => at.operands[part]?.value);
  if (total === undefined || parts.length < 2 || !parts.every((part) => part !== undefined)) return;
  const operands = [total, ...parts];
  const verdict = judgeSum(group, intervalOf(total), sum(parts.map(intervalOf)), parts);
  const unit = total.unit.printed;
  const mixed = parts.some((part) => part.unit.printed !== unit);
  const made = sum(parts.map(intervalOf));
  const middle = (made.low + made.high) / 2 / total.unit.factor;
  const decimals = Math.max(...operands.map((operand) => operand.decimals));
  const terms = parts.map(mixed ? shownWithUnit : shown).join('＋');
  yield {
    kind: 'sum',
    operands,
    implied: sumImplied(operands),
    arithmetic: `${terms}＝${show(middle, decimals)}${unit}；${nameAt(at, group.whole)}印作${shownWithUnit(total)}`,
    about: `${nameAt(at, group.whole)}与所列${parts.length}项之和`,
    firm: verdict !== 'cannot',
    ...(verdict === 'soft' ? { reserve: '如另有未列出的项目，可不改' } : {}),
  };
}

/** The average of a whole that a pair makes up lies between the averages of the two. */
function* between(at: FigureText, group: Group): Iterable<Relation> {
  const whole = at.operands[group.whole]?.value;
  const parts = group.parts.map((part) => at.operands[part]?.value);
  if (whole === undefined || group.closure !== 'pair' || !parts.every((part) => part !== undefined)) return;
  if (parts.some(({ unit }) => unit.base !== whole.unit.base)) return;
  const ends = parts.map(intervalOf);
  const range = {
    low: Math.min(...ends.map(({ low }) => low)),
    high: Math.max(...ends.map(({ high }) => high)),
  };
  yield {
    kind: 'sum',
    operands: [whole, ...parts],
    implied: (place) => (place === 0 ? range : undefined),
    inexact: true,
    arithmetic: `两部分印作${parts.map(shownWithUnit).join('、')}；${nameAt(at, group.whole)}印作${shownWithUnit(whole)}，应在两者之间`,
    about: `${nameAt(at, group.whole)}与其两部分`,
    firm: true,
  };
}

/** How much a sum that does not make the total says. */
function judgeSum(
  group: Group,
  total: Interval,
  made: Interval,
  parts: readonly Operand[],
): 'firm' | 'soft' | 'cannot' {
  const whole = (total.low + total.high) / 2;
  const off = ((made.low + made.high) / 2 - whole) / whole;
  if (!Number.isFinite(off) || whole <= 0) return 'cannot';
  switch (group.closure) {
    case 'industries':
    case 'shares':
    case 'pair':
      return Math.abs(off) <= 0.95 || off > 0 ? 'firm' : 'cannot';
    case 'rest':
      return Math.abs(off) <= CLOSED_OFF ? (Math.abs(off) < NEARLY && off < 0 ? 'soft' : 'firm') : 'cannot';
    case 'named':
      return Math.abs(off) <= CLOSED_OFF ? 'firm' : 'cannot';
    case 'classes':
      if (off > 0) return 'firm';
      return off > -0.05 ? 'soft' : 'cannot';
    case 'none':
      return !group.loose && parts.length >= 3 && Math.abs(off) <= NEARLY ? 'soft' : 'cannot';
  }
}

/** A part that is larger than its whole. */
function* tooLargePart(at: FigureText, group: Group): Iterable<Relation> {
  const total = at.operands[group.whole]?.value;
  if (total === undefined) return;
  const certain = group.loose ? group.parts.slice(0, 1) : group.parts;
  for (const index of certain) {
    const part = at.operands[index]?.value;
    if (part === undefined || part.value <= 0) continue;
    const [own, whole] = [intervalOf(part), intervalOf(total)];
    if (own.low <= whole.high * (1 + 1e-9)) continue;
    const sameKind =
      kindOf(nameAt(at, index)) !== null && kindOf(nameAt(at, index)) === kindOf(nameAt(at, group.whole));
    if (!sameKind) continue;
    yield {
      kind: 'sum',
      operands: [part, total],
      implied: (place) =>
        place === 0
          ? { low: Number.NEGATIVE_INFINITY, high: whole.high }
          : { low: own.low, high: Number.POSITIVE_INFINITY },
      arithmetic: `${nameAt(at, index)}${shownWithUnit(part)}＞${nameAt(at, group.whole)}${shownWithUnit(total)}`,
      about: `${nameAt(at, index)}是${nameAt(at, group.whole)}的一部分`,
      firm: true,
    };
  }
}

/** The printed shares of a closed list make 100 %. */
function* shareSum(at: FigureText, group: Group): Iterable<Relation> {
  if (group.closure === 'none' || group.closure === 'classes') return;
  const shares = group.parts.map((part) => shareOf(at, part));
  if (shares.length < 2 || !shares.every((share) => share !== undefined)) return;
  yield hundred(shares, `${nameAt(at, group.whole)}各部分所占比重`);
}

function hundred(operands: readonly Operand[], about: string): Relation {
  const total = operands.reduce((made, { value }) => made + value, 0);
  const decimals = Math.max(...operands.map((operand) => operand.decimals));
  return {
    kind: 'share',
    operands,
    implied: hundredImplied(operands, 100),
    arithmetic: `${operands.map(shown).join('＋')}＝${show(total, decimals)}，应为100`,
    about: `${about}之和`,
    firm: true,
  };
}

/** The share printed for a figure directly behind it. */
export function shareOf(at: FigureText, index: number): Operand | undefined {
  const name = at.figures[index]?.indicator;
  for (const next of [index + 1, index + 2]) {
    const figure = at.figures[next];
    const own =
      figure?.measure === 'share' && figure.indicator === name && /^占|^比重$/.test(figure.basis ?? '');
    if (own) return at.operands[next]?.value;
  }
  return undefined;
}

/** The parts of one printed ratio, as figures follow one another. */
export function ratiosOf(at: FigureText): { name: string; parts: number[] }[] {
  const ratios: { name: string; parts: number[] }[] = [];
  for (let index = 0; index < at.figures.length; index++) {
    const figure = at.figures[index];
    if (figure?.measure !== 'ratio' || !figure.indicator.includes('·') || figure.unit !== null) continue;
    const parts = [index];
    const same = (next: Figure | undefined): boolean =>
      next?.measure === 'ratio' && next.span[0] === figure.span[0] && next.span[1] === figure.span[1];
    while (same(at.figures[index + 1])) parts.push(++index);
    ratios.push({ name: figure.indicator.slice(0, figure.indicator.lastIndexOf('·')), parts });
  }
  return ratios;
}

/** A structure (构成, 结构) of three or more parts makes 100. */
function* ratioSums(at: FigureText): Iterable<Relation> {
  for (const { name, parts } of ratiosOf(at)) {
    const operands = parts.map((part) => at.operands[part]?.value);
    if (operands.length < 3 || !/结构|构成|比重|产业/.test(name)) continue;
    if (operands.every((operand) => operand !== undefined)) yield hundred(operands, name);
  }
}

/** A 拉动 10 % by a points, B by b: together what the whole grew, when that is printed and the list is closed. */
function* contributionSums(at: FigureText): Iterable<Relation> {
  for (const run of contributionRuns(at)) {
    const operands = run.map((index) => at.operands[index]?.value);
    if (!operands.every((operand) => operand !== undefined)) continue;
    const closure = run.map((index) => nameAt(at, index));
    const industries = ['第一产业', '第二产业', '第三产业'].every((word) =>
      closure.some((name) => name.startsWith(word)),
    );
    const first = at.figures[run[0] ?? -1];
    if (first === undefined) continue;
    if (/贡献率/.test(first.basis ?? '')) {
      if (industries) yield hundred(operands, '三次产业贡献率');
      continue;
    }
    const whole = grownWhole(at, first, run[0] ?? 0);
    if (whole === undefined) continue;
    const made = operands.reduce((total, { value }) => total + value, 0);
    const near = Math.abs(made - whole.value) <= 0.1 * Math.abs(whole.value);
    yield {
      kind: 'sum',
      operands: [whole, ...operands],
      implied: sumImplied([whole, ...operands]),
      arithmetic: `${operands.map(shown).join('＋')}＝${show(made)}个百分点；${nameAt(at, whole.figure)}增长${shown(whole)}%`,
      about: `各部分拉动之和与${nameAt(at, whole.figure)}增速`,
      firm: industries || near,
      ...(industries ? {} : { reserve: '如另有未列出的部分，可不改' }),
    };
  }
}

function contributionRuns(at: FigureText): number[][] {
  const runs: number[][] = [];
  for (const [index, figure] of at.figures.entries()) {
    if (figure.measure !== 'contribution') continue;
    const run = runs.at(-1);
    const last = at.figures[run?.at(-1) ?? -1];
    const goesOn =
      last !== undefined &&
      last.basis === figure.basis &&
      last.issuance === figure.issuance &&
      figure.span[0] - last.span[1] < 60 &&
      last.indicator !== figure.indicator;
    if (goesOn) run?.push(index);
    else runs.push([index]);
  }
  return runs.filter((run) => run.length > 1);
}

/** The growth of what 拉动X增长 names, printed before in the same issuance for the same period. */
function grownWhole(at: FigureText, of: Figure, before: number): Operand | undefined {
  const target = /^(?:拉动|带动|下拉)(.+?)(?:增长|上升|下降)?$/.exec(of.basis ?? '')?.[1];
  if (target === undefined) return undefined;
  const named = /^(?:经济|GDP)$/.test(target) ? '生产总值' : target;
  const index = at.figures.findLastIndex(
    (figure, place) =>
      place < before &&
      figure.issuance === of.issuance &&
      figure.period === of.period &&
      figure.changeUnit === '%' &&
      (figure.indicator === named || (figure.indicator.endsWith(named) && !figure.indicator.includes('·'))) &&
      !/^第[一二三]产业|^房地产|^建设/.test(figure.indicator),
  );
  return at.operands[index]?.change;
}

/** What a list leaves of its whole, in the whole's unit, when it can be said: for pages. */
export function remainderOf(relation: Relation): number | null {
  const [total] = relation.operands;
  const made = relation.implied(0);
  if (relation.kind !== 'sum' || total === undefined || made === undefined) return null;
  if (common(made, intervalOf(total)) !== undefined) return 0;
  return round(total.value - (made.low + made.high) / 2 / total.unit.factor, total.decimals);
}
