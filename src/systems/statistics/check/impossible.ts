/** Units and values that cannot be: a share above 100 %, half an enterprise, people counted in 亿元, a rate without %. Pure. */
import type { Figure } from '#engines/law/parse/artifact.ts';
import { kindOf, lastName } from './name.ts';
import type { Operand } from './operand.ts';
import { shown, shownWithUnit } from './relation.ts';
import type { FigureText } from './structure.ts';
import type { Dimension } from './unit.ts';
import { secondUnit, unknownUnit } from './unit-printed.ts';

export type Impossible = {
  readonly operand: Operand;
  readonly about: string;
  readonly why: string;
  /** What should stand for the numeral, when it is certain. */
  readonly suggestion: string | null;
  /** The program does not know the unit: told, not called wrong. */
  readonly unsure?: true;
};

export function* impossibleFigures(at: FigureText): Iterable<Impossible> {
  for (const [index, figure] of at.figures.entries()) {
    const { value, change } = at.operands[index] ?? {};
    if (value !== undefined) {
      const found =
        shareBeyond(figure, value) ??
        negativeCount(figure, value) ??
        brokenCount(at, figure, value) ??
        hugePerPerson(figure, value) ??
        twoUnits(at, value) ??
        wrongUnit(figure, value) ??
        strangeUnit(at, figure, value) ??
        gapInPercent(at, index, figure, value);
      if (found !== undefined) yield { operand: value, about: lastName(figure.indicator), ...found };
    }
    if (change !== undefined) {
      const found =
        bareRate(at, figure, change, value) ??
        lostMoreThanAll(figure, change) ??
        twoUnits(at, change) ??
        roseByMoreThanAll(figure, change, value) ??
        otherKindOfChange(figure, change, value) ??
        percentForPoints(figure, change, value);
      if (found !== undefined) yield { operand: change, about: lastName(figure.indicator), ...found };
    }
  }
}

type Why = Pick<Impossible, 'why' | 'suggestion' | 'unsure'> | undefined;

/** Rates that are shares by definition. */
const SHARE_RATES =
  /(?:城镇化率|失业率|森林覆盖率|绿化覆盖率|绿地率|合格率|普及率|优良率|优良天数比例|亏损面|增长面|入户率|办结率)$/;

function shareBeyond(figure: Figure, { value, unit }: Operand): Why {
  const isShare =
    figure.measure === 'share' ? /^占|^比重$/.test(figure.basis ?? '') : SHARE_RATES.test(figure.indicator);
  if (!isShare || unit.dimension !== 'percent' || (value >= 0 && value <= 100)) return undefined;
  return { why: `部分占整体的比重应在0%与100%之间，印作${value}%`, suggestion: null };
}

const MAY_BE_NEGATIVE = /利润|净|差|盈|亏|增加|增长|变动|顺差|逆差|增减/;

function negativeCount(figure: Figure, operand: Operand): Why {
  const counted = ['people', 'mass', 'area', 'count', 'energy', 'money'].includes(operand.unit.dimension);
  if (figure.measure !== 'level' || operand.value >= 0 || !counted || MAY_BE_NEGATIVE.test(figure.indicator))
    return undefined;
  return { why: `数量不应为负，印作${shownWithUnit(operand)}`, suggestion: null };
}

/** Classifiers of things that do not come in halves. */
const WHOLE_THINGS =
  /^(?:人|名|户|家|个|所|座|头|只|羽|匹|辆|艘|架|件|册|处|起|宗|例|例|项|幢|栋|间|张|台|套|株|棵|人次|户次|家次|场|批次|届)$/;

function brokenCount(at: FigureText, figure: Figure, operand: Operand): Why {
  if (figure.measure !== 'level' || operand.decimals === 0 || !WHOLE_THINGS.test(operand.unit.printed))
    return undefined;
  const before = at.text.slice(Math.max(0, operand.span[0] - 30), operand.span[0]);
  const average = /均|每|人次比|比重|户型|万/;
  if (average.test(figure.indicator) || /均|每/.test(before) || operand.value < 1) return undefined;
  return {
    why: `以“${operand.unit.printed}”计的数量应为整数，印作${shownWithUnit(operand)}；请核对数字或单位（如“万${operand.unit.printed}”）`,
    suggestion: null,
  };
}

/** What a kind of quantity is measured in; other kinds are not judged. */
const MEASURED_IN: Readonly<Record<string, readonly Dimension[]>> = {
  'value-added': ['money', 'percent'],
  'output-value': ['money', 'percent'],
  retail: ['money'],
  income: ['money'],
  spending: ['money'],
  investment: ['money'],
  'income-person': ['money'],
  'spending-person': ['money'],
  balance: ['money'],
  profit: ['money'],
  people: ['people', 'count'],
  area: ['area', 'count'],
  slaughter: ['count', 'mass'],
  stock: ['count', 'mass'],
  output: ['mass', 'count', 'energy', 'area'],
};

/** What rates are never measured in, whatever they are rates of. */
const NEVER_A_RATE: readonly Dimension[] = ['money', 'people', 'mass', 'area', 'energy'];
/** Land: goods are made by the square metre, but not by the hectare. */
const LAND = /(?:公顷|亩|平方公里|平方千米)$/;

const DIMENSION_WORDS: Readonly<Record<string, string>> = {
  money: '金额', people: '人数', mass: '重量', area: '面积', energy: '能量', percent: '百分比', count: '个数', none: '没有单位',
}; // biome-ignore format: one list

function wrongUnit(figure: Figure, operand: Operand): Why {
  if (figure.measure !== 'level' || figure.indicator.includes('比')) return undefined;
  const kind = kindOf(figure.indicator);
  const allowed = kind === null ? undefined : MEASURED_IN[kind];
  const { dimension, printed } = operand.unit;
  if (/(?:(?<!生产|产出)率|比重|占比)$/.test(figure.indicator) && NEVER_A_RATE.includes(dimension))
    return {
      why: `${lastName(figure.indicator)}应以百分比计，印作${shownWithUnit(operand)}`,
      suggestion: null,
    };
  if (kind === 'output' && LAND.test(printed))
    return {
      why: `${lastName(figure.indicator)}不以面积计，印作${shownWithUnit(operand)}`,
      suggestion: null,
    };
  if (allowed === undefined || dimension === 'rate' || dimension === 'points' || dimension === 'permille')
    return undefined;
  const clash =
    allowed.includes(dimension) ||
    // A multiple alone (万, 亿) leaves out what is counted; a noun may be counted in things of its own.
    (dimension === 'count' && !allowed.includes('money')) ||
    dimension === 'percent' ||
    (dimension === 'none' && !allowed.includes('money'));
  if (clash) return undefined;
  if (dimension === 'none') {
    return {
      why: `${lastName(figure.indicator)}应有金额单位，印作${shown(operand)}，没有单位`,
      suggestion: null,
    };
  }
  if (dimension === 'count' && !/^[万亿千百]*$/.test(printed)) return undefined;
  const wanted = DIMENSION_WORDS[allowed[0] ?? ''] ?? '';
  return {
    why: `${lastName(figure.indicator)}应以${wanted}计，印作${shownWithUnit(operand)}`,
    suggestion: null,
  };
}

/** Two rates differ by 个百分点. */
function gapInPercent(at: FigureText, index: number, figure: Figure, operand: Operand): Why {
  if (figure.measure !== 'gap' || operand.unit.dimension !== 'percent') return undefined;
  const own = at.figures.findLast(
    (other, place) =>
      place < index &&
      place >= index - 4 &&
      other.indicator === figure.indicator &&
      other.measure !== 'gap' &&
      other.measure !== 'rank',
  );
  const isRate = own?.measure === 'growth' && own.changeUnit === '%';
  if (!isRate) return undefined;
  return { why: `两个增速相差应以“个百分点”计，印作${shownWithUnit(operand)}`, suggestion: null };
}

/** 增长 0.7，: a rate without its sign. Index numbers and things counted without a unit are left alone. */
function bareRate(at: FigureText, figure: Figure, change: Operand, value: Operand | undefined): Why {
  if (change.unit.dimension !== 'none' || figure.indicator.includes('指数')) return undefined;
  if (value !== undefined && value.unit.dimension === 'none') return undefined;
  const row = at.text.slice(figure.span[0], figure.span[1]);
  if (/[\t|]/.test(row)) return undefined;
  const before = at.text.slice(Math.max(0, change.span[0] - 12), change.span[0]).replace(/\s+/g, '');
  const after = at.text.slice(change.span[1], change.span[1] + 4).trimStart();
  if (!/(?:增长|下降|上升|上涨|下跌|回落|提高)(?:了|约|为)?$/.test(before)) return undefined;
  if (after !== '' && !/^[，。；、,;）)]/.test(after)) return undefined;
  const relative = /增长|下降|上涨|下跌/.test(before);
  if (!relative) return undefined;
  return {
    why: `增减幅度没有单位：印作“${before.slice(-2)}${change.printed}”，应为百分比`,
    suggestion: `${change.printed}%`,
  };
}

/** 余额241.7万元，比年初增加21.5亿元: what was added is more than what there is. */
function roseByMoreThanAll(figure: Figure, change: Operand, value: Operand | undefined): Why {
  if (value === undefined || figure.measure !== 'level' || change.unit.base !== value.unit.base)
    return undefined;
  if (!['money', 'people', 'mass', 'area'].includes(change.unit.dimension) || change.value <= 0)
    return undefined;
  if (/净|差|盈|亏|利润/.test(figure.indicator) || value.value < 0) return undefined;
  if (change.value * change.unit.factor <= value.value * value.unit.factor) return undefined;
  return {
    why: `增加的${shownWithUnit(change)}比现有的${shownWithUnit(value)}还多，请核对单位`,
    suggestion: null,
  };
}

/** More than this in 元 is no one's average income or spending of a year. */
const PER_PERSON_MOST = 5_000_000;

function hugePerPerson(figure: Figure, operand: Operand): Why {
  if (!/人均.*(?:收入|支出|消费|生产总值)/.test(figure.indicator) || operand.unit.base !== '元')
    return undefined;
  if (operand.value * operand.unit.factor <= PER_PERSON_MOST) return undefined;
  return { why: `人均数不会有${shownWithUnit(operand)}，请核对单位`, suggestion: null };
}

function lostMoreThanAll(figure: Figure, change: Operand): Why {
  if (change.unit.dimension !== 'percent' || change.value >= -100) return undefined;
  if (/利润|净|差|盈|亏/.test(figure.indicator)) return undefined;
  return { why: `下降不会超过100%，印作下降${change.printed}%`, suggestion: null };
}

/** A rate of 3.2 % that fell by 0.4 %: as a relative change it would not show in the printed decimals. */
function percentForPoints(figure: Figure, change: Operand, value: Operand | undefined): Why {
  if (value?.unit.dimension !== 'percent' || change.unit.dimension !== 'percent') return undefined;
  if (figure.measure !== 'level' || kindOf(figure.indicator) !== 'rate' || change.value === 0)
    return undefined;
  const moved = Math.abs((value.value * change.value) / (100 + change.value));
  if (moved >= 0.5 * 10 ** -value.decimals) return undefined;
  return {
    why: `${lastName(figure.indicator)}是百分比，升降应以“个百分点”计：若真是${shown(change)}%，只合${moved.toFixed(3)}个百分点，印不出来`,
    suggestion: null,
  };
}

/** 3.01 万吨亿元. */
function twoUnits(at: FigureText, operand: Operand): Why {
  const second = secondUnit(at.text, operand);
  if (second === undefined) return undefined;
  return { why: `一个数有两个单位：印作${shownWithUnit(operand)}${second}`, suggestion: null };
}

/** 9.43 万斛: kept as printed, in no sum. */
function strangeUnit(at: FigureText, figure: Figure, operand: Operand): Why {
  if (figure.measure !== 'level' || kindOf(figure.indicator) === null) return undefined;
  const unknown = unknownUnit(at.text, operand);
  if (unknown === undefined) return undefined;
  return {
    why: `程序不认识单位“${operand.unit.printed}${unknown}”：印作${shownWithUnit(operand)}${unknown}，照录，不参与核算`,
    suggestion: null,
    unsure: true,
  };
}

/** 粮食产量增加 3 亿元: a change is of the kind that it changes, or relative. */
function otherKindOfChange(figure: Figure, change: Operand, value: Operand | undefined): Why {
  const { dimension, base } = change.unit;
  if (!NEVER_A_RATE.includes(dimension)) return undefined;
  const kind = kindOf(figure.indicator);
  const allowed = kind === null ? undefined : MEASURED_IN[kind];
  const clash =
    value !== undefined && NEVER_A_RATE.includes(value.unit.dimension)
      ? value.unit.base !== base
      : allowed !== undefined && !allowed.includes(dimension);
  if (!clash) return undefined;
  const of = value === undefined ? '' : `，而数值印作${shownWithUnit(value)}`;
  return {
    why: `${lastName(figure.indicator)}的增减不会以“${change.unit.printed}”计：印作${shownWithUnit(change)}${of}`,
    suggestion: null,
  };
}
