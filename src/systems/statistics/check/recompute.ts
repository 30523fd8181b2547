/**
 * Every total, share, ratio, growth, rank and repeated figure of an artifact, recomputed. Pure and deterministic.
 *
 * A discrepancy is only reported when no values within the printed numerals' rounding satisfy the relation. When one
 * numeral alone explains all discrepancies that it is in, the discrepancy is reported at it, once.
 */
import type { Artifact, Span } from '#engines/law/parse/artifact.ts';
import { growthRelations } from './growth.ts';
import { impossibleFigures } from './impossible.ts';
import { lastName } from './name.ts';
import { perPersonRelations } from './per-person.ts';
import { type CheckKind, differenceOf, holds, type Relation, spansOf } from './relation.ts';
import { partialYears, rankContradictions, restatedRelations } from './restated.ts';
import { shareRelations } from './shares.ts';
import { type FigureText, readFigureText } from './structure.ts';
import { structureGrowth } from './structure-growth.ts';
import { sumRelations } from './sums.ts';
import { type Diagnosis, diagnose } from './suspect.ts';
import { missingNumerals } from './unit-printed.ts';

export type Verdict = 'ok' | 'discrepancy' | 'cannot';

export type FigureCheck = {
  readonly kind: CheckKind;
  readonly verdict: Verdict;
  /** What is checked: 地区生产总值与所列3项之和. */
  readonly about: string;
  /** The arithmetic with the printed numbers, in Chinese. */
  readonly arithmetic: string;
  /** Printed minus recomputed, in the unit of the first numeral; 0 when rounding explains it; null when it cannot be said. */
  readonly difference: number | null;
  /** Index of the issuance. */
  readonly issuance: number | null;
  /** Indices in `artifact.figures` of the figures in play, in print order, each once. */
  readonly figures: readonly number[];
  /** Where a finding stands: the numeral that is most likely wrong, else the one that was recomputed. */
  readonly span: Span;
  /** The other numerals in play, in print order. */
  readonly related: readonly Span[];
  /** For the editor, when it is a discrepancy. */
  readonly message: string;
  /** What should stand at `span`, when the other numerals leave one possibility. */
  readonly suggestion: string | null;
  /** A reason that may be there without being printed: then nothing need be changed. */
  readonly reserve: string | null;
  /** For a discrepancy: false when another discrepancy at the same numeral says it already. */
  readonly reported: boolean;
};

/** Check the figures of a parsed text. Linear but for lists and repeated names; a whole issue takes milliseconds. */
export function checkFigures(artifact: Pick<Artifact, 'figures' | 'source'>): FigureCheck[] {
  const at = readFigureText(artifact);
  const relations = [
    ...sumRelations(at),
    ...shareRelations(at),
    ...growthRelations(at),
    ...structureGrowth(at),
    ...restatedRelations(at),
    ...perPersonRelations(at),
  ];
  const diagnosed = diagnose(relations);
  const checks = relations.map((relation) => ofRelation(at, relation, diagnosed.get(relation)));
  for (const found of [...rankContradictions(at), ...partialYears(at)]) {
    const { kind, operand, related, arithmetic, about, ok } = found;
    const verdict = ok ? 'ok' : kind === 'rank' ? 'discrepancy' : 'cannot';
    const message = `${about}不合：${arithmetic}。`;
    checks.push({
      ...placed(at, [operand.figure], operand.span, related),
      ...{ kind, verdict, about, arithmetic, message, difference: null, suggestion: null },
      ...{ reserve: null, reported: true },
    });
  }
  const told = new Set(
    checks
      .filter(({ verdict, reported }) => verdict === 'discrepancy' && reported)
      .map(({ span }) => span[0]),
  );
  for (const { operand, about, why, suggestion, unsure } of impossibleFigures(at)) {
    const reported = !told.has(operand.span[0]);
    checks.push({
      ...placed(at, [operand.figure], operand.span, []),
      ...{
        kind: 'unit',
        verdict: unsure ? 'cannot' : 'discrepancy',
        about,
        arithmetic: why,
        difference: null,
        suggestion,
        reserve: null,
        reported,
      },
      message: `${about}：${why}。`,
    });
  }
  for (const { figure, span, words } of missingNumerals(at)) {
    const about = lastName(at.figures[figure]?.indicator ?? '');
    const arithmetic = `“${words}”缺少数字：只印了单位`;
    const message = `${about}：${arithmetic}。`;
    checks.push({
      ...placed(at, [figure], span, []),
      ...{ kind: 'unit', verdict: 'discrepancy', about, arithmetic, message },
      ...{ difference: null, suggestion: null, reserve: null, reported: true },
    });
  }
  return checks.sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]);
}

function placed(
  at: FigureText,
  figures: readonly number[],
  span: Span,
  related: readonly Span[],
): Pick<FigureCheck, 'issuance' | 'figures' | 'span' | 'related'> {
  const own = [...new Set(figures)].sort((a, b) => a - b);
  return {
    issuance: at.figures[own[0] ?? -1]?.issuance ?? null,
    figures: own,
    span: [span[0], span[1]],
    related: related
      .filter(([start]) => start !== span[0])
      .toSorted((a, b) => a[0] - b[0])
      .map(([start, end]): Span => [start, end]),
  };
}

function ofRelation(at: FigureText, relation: Relation, diagnosis: Diagnosis | undefined): FigureCheck {
  const { kind, about, arithmetic, operands } = relation;
  const verdict: Verdict = holds(relation) ? 'ok' : relation.firm ? 'discrepancy' : 'cannot';
  const first = operands[0]?.span ?? [0, 0];
  const span = diagnosis?.operand.span ?? first;
  const reserve = relation.reserve === undefined ? '' : `${relation.reserve}。`;
  const told = [arithmetic, ...(diagnosis?.others ?? [])].join('；');
  return {
    ...placed(
      at,
      operands.map(({ figure }) => figure),
      span,
      diagnosis === undefined ? spansOf(relation) : diagnosis.related,
    ),
    ...{ kind, verdict, about, arithmetic },
    difference: differenceOf(relation),
    message:
      verdict === 'discrepancy'
        ? `${about}不合，四舍五入也不能解释：${told}。${diagnosis?.advice ?? '请核对。'}${reserve}`
        : '',
    suggestion: diagnosis?.suggestion ?? null,
    reserve: verdict === 'discrepancy' ? (relation.reserve ?? null) : null,
    reported: diagnosis?.reported ?? true,
  };
}
