/** The charts that an artifact's own figures allow: one for each gap, then one for each further list of parts. Pure. */

import type { Artifact, Figure, Span } from '#engines/law/parse/artifact.ts';
import { measureOf } from '#engines/law/parse/figures-indicator.ts';
import { meets, sum } from '../check/interval.ts';
import { kindOf, lastName } from '../check/name.ts';
import { intervalOf, type Operand, type Operands } from '../check/operand.ts';
import { round, show, shown } from '../check/relation.ts';
import { type FigureText, type Group, readFigureText } from '../check/structure.ts';
import { ratiosOf, shareOf } from '../check/sums.ts';
import { type ChartData, type ChartRow, type ChartSection, figureWords, periodWords } from './chart-data.ts';
import { comparisonChart } from './comparison.ts';
import { findGaps, type Gap } from './gaps.ts';
import { priorOf } from './prior.ts';

type Parsed = Pick<Artifact, 'figures' | 'source' | 'issuances'>;

/** Charts in print order; ids are stable for one text: `<issuance>-<place>`. */
export function collectCharts(artifact: Parsed): ChartData[] {
  const at = readFigureText(artifact);
  const used = new Set<Group>();
  const charts: Omit<ChartData, 'id'>[] = [];
  for (const gap of findGaps(artifact)) {
    const groups = groupsFor(at, gap).filter((group) => !used.has(group));
    const chart = groups.length > 0 ? ofGroups(at, groups, gap.span, true) : ofNeighbours(at, gap);
    if (chart === undefined) continue;
    for (const group of groups) used.add(group);
    charts.push(chart);
  }
  for (const groups of furtherGroups(at, used)) {
    const last = Math.max(...groups.flatMap(({ parts }) => parts));
    const span = at.figures[last]?.span ?? [0, 0];
    const chart = ofGroups(at, groups, [span[1], span[1]], false);
    if (chart !== undefined) charts.push(chart);
  }
  for (const issuance of new Set(at.figures.map((figure) => figure.issuance))) {
    const chart = issuance === null ? undefined : comparisonChart(at, issuance);
    if (chart !== undefined) charts.push(chart);
  }
  charts.sort((a, b) => a.afterSpan[0] - b.afterSpan[0]);
  const places = new Map<number, number>();
  return charts.map((chart) => {
    const place = (places.get(chart.issuance) ?? 0) + 1;
    places.set(chart.issuance, place);
    return { id: `${chart.issuance}-${place}`, ...chart };
  });
}

/** The lists that the gap's chart may have shown: those before it in its section, of the whole that has levels. */
function groupsFor(at: FigureText, gap: Gap): Group[] {
  const before = at.groups.filter((group) => {
    const [first, last] = [at.figures[group.parts[0] ?? -1], at.figures[group.parts.at(-1) ?? -1]];
    const within =
      first !== undefined && last !== undefined && first.span[0] >= gap.from && last.span[1] <= gap.span[0];
    return within && first.issuance === gap.issuance && group.parts.length >= 2;
  });
  const chosen = before.findLast((group) => hasLevels(at, group)) ?? before.at(-1);
  return before.filter((group) => group.whole === chosen?.whole);
}

const hasLevels = (at: FigureText, group: Group): boolean =>
  group.parts.every((part) => at.figures[part]?.value !== null);

/** Lists without a gap of their own that make a picture: three parts or more, or one whole classed several ways. */
function furtherGroups(at: FigureText, used: ReadonlySet<Group>): Group[][] {
  const free = at.groups.filter((group) => !used.has(group) && group.parts.length >= 2);
  const byWhole = [...Map.groupBy(free, (group) => group.whole).values()];
  return byWhole.filter((groups) => groups.length > 1 || (groups[0]?.parts.length ?? 0) >= 3);
}

function ofGroups(
  at: FigureText,
  groups: readonly Group[],
  afterSpan: Span,
  lost: boolean,
): Omit<ChartData, 'id'> | undefined {
  const first = groups[0];
  const whole = first === undefined ? undefined : at.figures[first.whole];
  if (first === undefined || whole === undefined || whole.issuance === null) return undefined;
  const unit = groups.every((group) => hasLevels(at, group)) ? (whole.unit ?? '') : '';
  const sections = groups.map((group): ChartSection => {
    const names = group.parts.map((part) => at.figures[part]?.indicator ?? '');
    const rows = group.parts.map((part, place) =>
      rowOf(at, part, shortNames(names)[place] ?? '', group, unit),
    );
    return { name: group.opener === '其中' ? null : group.opener, rows };
  });
  return {
    issuance: whole.issuance,
    lost,
    afterSpan,
    title: titleOf(whole, sections),
    note: noteOf(whole, at.operands[first.whole] ?? { value: undefined, change: undefined }, sections),
    unit,
    sections,
  };
}

function titleOf(whole: Figure, sections: readonly ChartSection[]): string {
  const rows = sections.flatMap((section) => section.rows);
  const [level, growth] = [rows.some((row) => row.level !== null), rows.some((row) => row.growth !== null)];
  const share = rows.some((row) => row.share !== null);
  const what = level || share ? (growth ? '构成与增减' : '构成') : '增减';
  return `${whole.place ?? ''}${periodWords(whole.period)}${lastName(whole.indicator)}${what}`;
}

function noteOf(whole: Figure, operands: Operands, sections: readonly ChartSection[]): string {
  const rows = sections.flatMap((section) => section.rows);
  const derived = [
    ...(rows.some((row) => row.prior !== null) ? ['虚线框为上年，由本年数与增减推算'] : []),
    ...(rows.some((row) => row.shareDerived) ? ['比重由数值推算'] : []),
  ];
  const undrawn = rows
    .filter((row) => row.growth === null && row.growthText !== '')
    .map(({ label }) => label);
  const printed = `${lastName(whole.indicator)}${figureWords(whole, operands)}`;
  return [
    printed,
    ...(derived.length > 0 ? derived : ['数字均为原文所印']),
    ...(undrawn.length > 0 ? [`${undrawn.join('、')}的增减原文没有单位，没有画`] : []),
  ].join('；');
}

/** Names of parts without the noun that all of them end in. */
export function shortNames(names: readonly string[]): string[] {
  const own = names.map(lastName);
  const short = own.map((name) => {
    const measure = measureOf(name) ?? '';
    return name.slice(0, name.length - measure.length).replace(/的$|(?:完成|开发)$/, '');
  });
  const clear = short.every((name) => name.length >= 2 || /^[男女]/.test(name));
  return clear && new Set(short).size === short.length ? short : own;
}

function rowOf(at: FigureText, index: number, label: string, group: Group, unit: string): ChartRow {
  const figure = at.figures[index];
  const { value, change } = at.operands[index] ?? {};
  const whole = at.operands[group.whole]?.value;
  const level =
    unit !== '' && value !== undefined
      ? round((value.value * value.unit.factor) / factorOf(whole, value), 6)
      : null;
  const share = shareOf(at, index) ?? structureShare(at, index);
  const derivedShare =
    share === undefined && level !== null && whole !== undefined && addsUp(at, group)
      ? (level / whole.value) * 100
      : null;
  const growth = change?.unit.dimension === 'percent' ? change : undefined;
  return {
    label,
    figure: index,
    level,
    levelText:
      value === undefined || level === null
        ? ''
        : value.unit.factor === factorOf(whole, value)
          ? shown(value)
          : show(level, 4),
    prior: figure === undefined || level === null ? null : priorOf(at, index, level),
    share: share?.value ?? (derivedShare === null ? null : round(derivedShare, 1)),
    shareText: share === undefined ? (derivedShare === null ? '' : show(derivedShare, 1)) : shown(share),
    shareDerived: share === undefined && derivedShare !== null,
    growth: growth?.value ?? null,
    growthText:
      growth !== undefined
        ? shown(growth)
        : change?.unit.dimension === 'none'
          ? `${shown(change)}（原文无单位）`
          : '',
    growthArithmetic: null,
  };
}

/** Whether the printed parts make the printed whole: only then are shares of it reckoned. */
function addsUp(at: FigureText, group: Group): boolean {
  const whole = at.operands[group.whole]?.value;
  const parts = group.parts.map((part) => at.operands[part]?.value);
  if (whole === undefined || !parts.every((part) => part !== undefined)) return false;
  return meets(sum(parts.map(intervalOf)), intervalOf(whole));
}

const factorOf = (whole: Operand | undefined, value: Operand): number =>
  whole?.unit.base === value.unit.base ? whole.unit.factor : value.unit.factor;

/** The part of a printed structure that bears the figure's name: 第二产业 69.6 of a 三次产业结构比. */
function structureShare(at: FigureText, index: number): Operand | undefined {
  const figure = at.figures[index];
  if (figure === undefined) return undefined;
  const kind = kindOf(figure.indicator);
  for (const { name, parts } of ratiosOf(at)) {
    if (parts.length < 3 || (kind === 'investment') !== name.includes('投资')) continue;
    if (kind !== 'investment' && kind !== 'value-added') continue;
    const part = parts.find((one) => {
      const own = at.figures[one];
      return (
        own?.period === figure.period &&
        own.issuance === figure.issuance &&
        lastName(figure.indicator).startsWith(lastName(own.indicator))
      );
    });
    if (part !== undefined) return at.operands[part]?.value;
  }
  return undefined;
}

/** A gap within a paragraph: the figures around it that are of one kind and unit, side by side. */
function ofNeighbours(at: FigureText, gap: Gap): Omit<ChartData, 'id'> | undefined {
  const around = at.figures.flatMap((figure, index) => {
    const near = figure.span[1] > gap.from && figure.span[0] < gap.span[1] + 160;
    return near && figure.issuance === gap.issuance && figure.measure === 'level' && figure.value !== null
      ? [{ figure, index }]
      : [];
  });
  const crossing = around.find(({ figure }) => figure.span[0] < gap.span[1] && figure.span[1] > gap.span[0]);
  const chosen = crossing ?? around.findLast(({ figure }) => figure.span[1] <= gap.span[0]);
  if (chosen === undefined) return undefined;
  const { figure: lead } = chosen;
  const alike = around.filter(
    ({ figure }) => figure.unit === lead.unit && kindOf(figure.indicator) === kindOf(lead.indicator),
  );
  if (alike.length < 2) return undefined;
  const group: Group = { opener: '其中', whole: chosen.index, parts: [], loose: true, closure: 'none' };
  const names = shortNames(alike.map(({ figure }) => figure.indicator));
  const rows = alike.map(({ index }, place) => rowOf(at, index, names[place] ?? '', group, lead.unit ?? ''));
  const sections = [{ name: null, rows }];
  const noun = measureOf(lead.indicator) ?? lastName(lead.indicator);
  const derived = rows.some((row) => row.prior !== null)
    ? '虚线框为上年，由本年数与增减推算'
    : '数字均为原文所印';
  return {
    issuance: gap.issuance,
    lost: true,
    afterSpan: gap.span,
    title: `${lead.place ?? ''}${periodWords(lead.period)}${noun}`,
    note: derived,
    unit: lead.unit ?? '',
    sections,
  };
}
