/** The level of the year before, where the printed figures give it. Pure. */
import type { Figure } from '#engines/law/parse/artifact.ts';
import { kindOf } from '../check/name.ts';
import type { Operand } from '../check/operand.ts';
import { round, show, shown, shownWithUnit } from '../check/relation.ts';
import type { FigureText } from '../check/structure.ts';
import type { Derived } from './chart-data.ts';

/**
 * The year before at the prices of then: from the amount of the change where it is printed, else from the rate.
 * @param level the value in the unit that is wanted
 */
export function priorOf(at: FigureText, index: number, level: number): Derived | null {
  const figure = at.figures[index];
  const { value, change } = at.operands[index] ?? {};
  if (figure === undefined || value === undefined || !isOfPrintedLevels(figure)) return null;
  const amount = amountOf(at, index);
  const scale = level / value.value;
  if (amount !== undefined) {
    const then = value.value - (amount.value * amount.unit.factor) / value.unit.factor;
    return {
      value: round(then * scale, value.decimals),
      arithmetic: `${shownWithUnit(value)}−${shownWithUnit(amount)}＝${show(then, value.decimals)}${value.unit.printed}`,
    };
  }
  if (change?.unit.dimension === 'points' && value.unit.dimension === 'percent') {
    const then = round(value.value - change.value, Math.max(value.decimals, change.decimals));
    const sign = change.value < 0 ? '＋' : '−';
    return {
      value: then,
      arithmetic: `${shownWithUnit(value)}${sign}${change.printed}个百分点＝${show(then)}%`,
    };
  }
  if (change?.unit.dimension !== 'percent' || change.value <= -100) return null;
  const then = value.value / (1 + change.value / 100);
  const sign = change.value < 0 ? '' : '＋';
  return {
    value: round(then * scale, value.decimals),
    arithmetic: `${shownWithUnit(value)}÷（1${sign}${shown(change)}%）≈${show(then, value.decimals)}${value.unit.printed}`,
  };
}

/** Growth at constant prices does not lead back to the level of the year before. */
function isOfPrintedLevels(figure: Figure): boolean {
  const kind = kindOf(figure.indicator);
  const real = /可比|不变|扣除|剔除|实际|同口径/.test(figure.basis ?? '');
  return !real && kind !== 'value-added' && kind !== 'output-value' && kind !== null;
}

/** The amount of the change, a figure of its own behind the level: 比上年增加1417元. */
export function amountOf(at: FigureText, index: number): Operand | undefined {
  const [figure, next] = [at.figures[index], at.figures[index + 1]];
  const own =
    next?.measure === 'growth' && next.indicator === figure?.indicator && next.changeUnit === figure?.unit;
  return own ? at.operands[index + 1]?.change : undefined;
}
