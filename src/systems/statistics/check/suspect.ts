/** Which numeral is most likely wrong when relations are broken, and what it should be. Pure. */
import type { Span } from '#engines/law/parse/artifact.ts';
import { common, type Interval } from './interval.ts';
import { inUnitOf, type Operand } from './operand.ts';
import { holds, type Relation, spansOf } from './relation.ts';

export type Diagnosis = {
  /** The numeral at which the discrepancy is reported. */
  readonly operand: Operand;
  readonly suggestion: string | null;
  readonly advice: string;
  /** Whether this relation is the one that is reported for its numeral. */
  readonly reported: boolean;
  /** Arithmetic of the other relations that the same numeral breaks. */
  readonly others: readonly string[];
  readonly related: readonly Span[];
};

/** Diagnoses of the broken firm relations; relations that hold or are not firm have none. */
export function diagnose(relations: readonly Relation[]): Map<Relation, Diagnosis> {
  const broken = relations.filter((relation) => relation.firm && !holds(relation));
  const diagnoses = new Map<Relation, Diagnosis>();
  for (const cluster of clusters(broken)) {
    const suspect = suspectOf(cluster, relations);
    for (const [index, relation] of cluster.entries()) {
      const operand = suspect?.operand ?? relation.operands[0];
      if (operand === undefined) continue;
      const others = suspect === undefined ? [] : cluster.filter((other) => other !== relation);
      diagnoses.set(relation, {
        operand,
        suggestion: suspect?.correction ?? null,
        advice:
          suspect?.correction == null
            ? '请核对。'
            : `如改为${suspect.correction}，${cluster.length > 1 ? '各处都' : '即'}相合。`,
        reported: suspect === undefined || index === 0,
        others: others.map(({ arithmetic }) => arithmetic),
        related: [relation, ...others].flatMap(spansOf),
      });
    }
  }
  return diagnoses;
}

const keyOf = (operand: Operand): number => operand.span[0];

/** Relations that share numerals, together. */
function clusters(relations: readonly Relation[]): Relation[][] {
  const found: { keys: Set<number>; relations: Relation[] }[] = [];
  for (const relation of relations) {
    const keys = new Set(relation.operands.map(keyOf));
    const touching = found.filter((cluster) => !cluster.keys.isDisjointFrom(keys));
    const joined = { keys, relations: [...touching.flatMap((cluster) => cluster.relations), relation] };
    for (const cluster of touching) {
      for (const key of cluster.keys) joined.keys.add(key);
      found.splice(found.indexOf(cluster), 1);
    }
    found.push(joined);
  }
  return found.map((cluster) => cluster.relations);
}

type Suspect = { operand: Operand; correction: string | null; likely: boolean; confirmed: number };

/**
 * The one numeral that stands in every broken relation of the cluster and that, changed alone, satisfies these and
 * every other relation it is in. Where several could be it, one whose mend is a slip of the hand (one digit, two
 * swapped, a point moved), then one that no other relation confirms.
 */
function suspectOf(cluster: readonly Relation[], all: readonly Relation[]): Suspect | undefined {
  const shared = new Map<number, Operand>();
  for (const operand of cluster[0]?.operands ?? []) {
    const everywhere = cluster.every((relation) =>
      relation.operands.some((own) => keyOf(own) === keyOf(operand)),
    );
    if (everywhere) shared.set(keyOf(operand), operand);
  }
  const suspects = [...shared.values()].flatMap((operand): Suspect[] => {
    const ofOperand = all.filter(
      (relation) => relation.firm && relation.operands.some((own) => keyOf(own) === keyOf(operand)),
    );
    const allowed = allowedFor(operand, ofOperand);
    if (allowed === undefined) return [];
    const corrections = printable(operand, allowed);
    const likely = corrections.filter((value) => isSlip(operand.printed, value));
    const correction =
      corrections.length === 1 ? corrections[0] : likely.length === 1 ? likely[0] : undefined;
    const confirmed = ofOperand.filter((relation) => !cluster.includes(relation)).length;
    return [{ operand, correction: correction ?? null, likely: likely.length === 1, confirmed }];
  });
  const lone =
    cluster.length === 1 && cluster[0] !== undefined ? derivedFrom(cluster[0], suspects) : undefined;
  return (
    lone ?? only(suspects.filter(({ likely }) => likely)) ?? only(suspects) ?? only(leastConfirmed(suspects))
  );
}

/** A lone broken share, ratio or growth: what was reckoned from the others is what was reckoned wrongly. */
function derivedFrom(relation: Relation, suspects: readonly Suspect[]): Suspect | undefined {
  const first = relation.operands[0];
  const suspect = suspects.find(({ operand }) => operand === first);
  const implied = relation.implied(0);
  if (first === undefined || suspect === undefined || implied === undefined) return undefined;
  if (relation.kind === 'sum' || relation.kind === 'restated' || relation.inexact === true) return undefined;
  const own = inUnitOf(first, implied);
  const value = (own.low + own.high) / 2;
  const correction = Math.abs(value).toFixed(first.decimals);
  const sameSign = Math.sign(value) === Math.sign(first.value);
  return { ...suspect, correction: sameSign ? correction : null };
}

const only = <T>(items: readonly T[]): T | undefined => (items.length === 1 ? items[0] : undefined);

function leastConfirmed(suspects: readonly Suspect[]): Suspect[] {
  const least = Math.min(...suspects.map(({ confirmed }) => confirmed));
  return suspects.filter(({ confirmed }) => confirmed === least);
}

/** What the operand may be for all of the relations to hold; undefined when nothing will do. */
function allowedFor(operand: Operand, relations: readonly Relation[]): Interval | undefined {
  let allowed: Interval | undefined;
  for (const relation of relations) {
    const place = relation.operands.findIndex((own) => keyOf(own) === keyOf(operand));
    const implied = relation.implied(place);
    if (implied === undefined) {
      if (!holds(relation)) return undefined;
      continue;
    }
    allowed = allowed === undefined ? implied : common(allowed, implied);
    if (allowed === undefined) return undefined;
  }
  return allowed;
}

/** The numerals with as many decimals that stand for something in the interval; none when there are more than 50. */
function printable(operand: Operand, allowed: Interval): string[] {
  const own = inUnitOf(operand, allowed);
  const step = 10 ** -operand.decimals;
  const first = Math.ceil((own.low - step / 2) / step - 1e-6);
  const last = Math.floor((own.high + step / 2) / step + 1e-6);
  if (!Number.isFinite(first) || !Number.isFinite(last) || last - first > 50) return [];
  const values: string[] = [];
  for (let at = first; at <= last; at++) {
    const value = (Math.abs(at) * step).toFixed(operand.decimals);
    if (Math.sign(at) === Math.sign(operand.value) && value !== operand.printed) values.push(value);
  }
  return values;
}

/** One digit other, two neighbours swapped, a digit dropped or doubled, the point moved. */
export function isSlip(printed: string, value: string): boolean {
  if (printed.length === value.length) {
    const other = [...printed].flatMap((char, index) => (char === value[index] ? [] : [index]));
    const [first = 0, second = 0] = other;
    return (
      other.length === 1 ||
      (other.length === 2 && printed[first] === value[second] && printed[second] === value[first])
    );
  }
  const bare = (numeral: string): string => numeral.replace('.', '').replace(/^0+|0+$/g, '');
  return bare(printed) === bare(value);
}
