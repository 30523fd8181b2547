/** Amounts per person against the amount and the population. Pure. */

import { over } from './interval.ts';
import { sameName } from './name.ts';
import { intervalOf, type Operand } from './operand.ts';
import { type Relation, show, shownWithUnit } from './relation.ts';
import type { FigureText } from './structure.ts';

/**
 * Per-person figures rest on the mean population of the year, which bulletins do not print: a printed population
 * within this share of the one implied agrees with it.
 */
const MEAN_OFF = 0.08;

export function* perPersonRelations(at: FigureText): Iterable<Relation> {
  for (const [index, figure] of at.figures.entries()) {
    const each = at.operands[index]?.value;
    const what = /^人均(.+)$/.exec(figure.indicator)?.[1];
    if (what === undefined || figure.measure !== 'level' || each === undefined) continue;
    const find = (fits: (name: string) => boolean): Operand | undefined =>
      at.operands[
        at.figures.findIndex(
          (other) =>
            other.measure === 'level' &&
            other.issuance === figure.issuance &&
            other.value !== null &&
            (other.period ?? '').slice(0, 4) === (figure.period ?? '').slice(0, 4) &&
            fits(other.indicator),
        )
      ]?.value;
    const amount = find(
      (name) => sameName(name) === sameName(what) || sameName(name) === sameName(`地区${what}`),
    );
    const wanted = /户籍/.test(figure.basis ?? '')
      ? /^(?:年末)?户籍(?:总)?人口$/
      : /^(?:年末)?常住(?:总)?人口$/;
    const people = find((name) => wanted.test(name));
    if (amount === undefined || people === undefined || amount.unit.base !== each.unit.base) continue;
    if (people.unit.base !== '人') continue;
    yield perPerson(each, amount, people, figure.indicator);
  }
}

function perPerson(each: Operand, amount: Operand, people: Operand, name: string): Relation {
  const operands = [each, amount, people] as const;
  const implied = over(intervalOf(amount), intervalOf(people));
  const loose =
    implied === undefined
      ? undefined
      : { low: implied.low * (1 - MEAN_OFF), high: implied.high * (1 + MEAN_OFF) };
  const mean = (amount.value * amount.unit.factor) / (each.value * each.unit.factor) / people.unit.factor;
  return {
    kind: 'ratio',
    operands,
    implied: (place) => (place === 0 ? loose : undefined),
    inexact: true,
    arithmetic: `${shownWithUnit(amount)}÷${shownWithUnit(each)}＝年平均人口约${show(mean, people.decimals)}${people.unit.printed}；印出人口${shownWithUnit(people)}`,
    about: `${name}与总量、人口`,
    firm: true,
  };
}
