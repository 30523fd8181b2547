/** The growth of a whole from its printed structure and the growth of the parts: 0.3 : 71 : 28.7 and 72.5 %, 44.5 %, −29.5 %. Pure. */
import { type Interval, over, plus, scale, sum } from './interval.ts';
import { lastName } from './name.ts';
import { intervalOf, type Operand } from './operand.ts';
import { type Relation, show, showBeside, shown } from './relation.ts';
import type { FigureText } from './structure.ts';
import { ratiosOf } from './sums.ts';

/** Only investment: its growth is of the levels that its structure is of. Value added grows at constant prices. */
const NOUN = /^三次产业(投资)结构比?$|^(投资)(?:结构|构成)比?$/;
const WHOLE = /^(?:全社会)?(?:固定资产)?投资(?:完成额|额)?$/;

export function* structureGrowth(at: FigureText): Iterable<Relation> {
  for (const { name, parts } of ratiosOf(at)) {
    const first = at.figures[parts[0] ?? -1];
    if (parts.length < 3 || first === undefined || !NOUN.test(name)) continue;
    const sameTime = (index: number): boolean =>
      at.figures[index]?.issuance === first.issuance && at.figures[index]?.period === first.period;
    const rateOf = (fits: (name: string) => boolean): Operand | undefined => {
      const index = at.figures.findIndex(
        (figure, place) =>
          sameTime(place) && fits(lastName(figure.indicator)) && rates(at, place) !== undefined,
      );
      return rates(at, index);
    };
    const whole = rateOf((own) => WHOLE.test(own));
    const shares = parts.map((part) => at.operands[part]?.value);
    const grown = parts.map((part) => {
      const label = lastName(at.figures[part]?.indicator ?? '');
      return rateOf((own) => own.startsWith(label) && own.endsWith('投资'));
    });
    if (whole?.unit.dimension !== 'percent') continue;
    if (!shares.every((share) => share !== undefined) || !grown.every((rate) => rate !== undefined)) continue;
    const total = shares.reduce((made, { value }) => made + value, 0);
    const lasting = grown.every((rate) => factorOf(rate).low > 0);
    if (Math.abs(total - 100) <= 0.5 && lasting)
      yield reckoned(whole, shares, grown, lastName(at.figures[whole.figure]?.indicator ?? ''));
  }
}

/** The relative change of a figure: in percent or in times. */
function rates(at: FigureText, index: number): Operand | undefined {
  const change = at.operands[index]?.change;
  return change?.unit.dimension === 'percent' || change?.unit.printed === '倍' ? change : undefined;
}

/** 1.445 of 增长44.5%, 4.2 of 增长3.2倍. */
function factorOf(rate: Operand): Interval {
  const by = rate.unit.printed === '倍' ? intervalOf(rate) : scale(intervalOf(rate), 0.01);
  return plus({ low: 1, high: 1 }, by);
}

function reckoned(
  whole: Operand,
  shares: readonly Operand[],
  grown: readonly Operand[],
  name: string,
): Relation {
  const before = shares.map((share, place) => over(intervalOf(share), factorOf(grown[place] ?? whole)));
  const then = before.every((part) => part !== undefined) ? sum(before) : undefined;
  const quotient = then === undefined ? undefined : over({ low: 100, high: 100 }, then);
  const made = quotient === undefined ? undefined : scale(plus(quotient, { low: -1, high: -1 }), 100);
  const terms = shares.map((share, place) => `${shown(share)}÷${factorWords(grown[place])}`).join('＋');
  const middle = then === undefined ? 0 : (then.low + then.high) / 2;
  return {
    kind: 'growth',
    operands: [whole, ...shares, ...grown],
    implied: (place) => (place === 0 ? made : undefined),
    inexact: true,
    arithmetic: `设本期为100，上年同期推算${terms}＝${show(middle)}；100÷${show(middle)}−1＝${showBeside((100 / middle - 1) * 100, whole.decimals)}%，${name}印作${shown(whole)}%`,
    about: `${name}增速与其结构比、各部分增速`,
    firm: true,
    reserve: '如各项增速口径不同，可不改',
  };
}

function factorWords(rate: Operand | undefined): string {
  if (rate === undefined) return '';
  const by = `${shown(rate).replace('−', '')}${rate.unit.printed === '倍' ? '' : '%'}`;
  return `（1${rate.value < 0 ? '−' : '＋'}${by}）`;
}
