/** What an edition asserts about the force of documents, as effects ready to be recorded. */
import { canonicalJson, sha256 } from '#base/digest.ts';
import type { EffectKind, Stage } from './effect.ts';
import { numberKey, titleKey } from './name.ts';
import type { Artifact, ParsedEffect, Precision } from './parse/artifact.ts';
import type { Locator } from './rows.ts';

export type AssertedEffect = {
  readonly kind: EffectKind;
  /** The document that says so; effects that name no other target concern it. */
  readonly by: Locator | null;
  readonly target: { readonly number: string | null; readonly title: string | null } | null;
  readonly date: string | null;
  readonly precision: Precision;
  readonly until: string | null;
  readonly stage: Stage;
  readonly reason: string | null;
  readonly instructions: ParsedEffect['instructions'] | null;
  readonly span: readonly [number, number];
  /** The rule that infers it when the text does not say it, else null. */
  readonly inferredBy: string | null;
};

/** A document that names no day of commencement takes effect on the day it bears. */
export const COMMENCES_AS_DATED = 'rule:commences-as-dated';

/** Effects read from the text, in print order, then the commencements that no text states. */
export function assertedEffects(artifact: Artifact): AssertedEffect[] {
  const read = artifact.effects.map((effect) => fromParsed(artifact, effect));
  const inferred = artifact.issuances.flatMap((issuance, i): AssertedEffect[] => {
    const locator = `issuance:${i}`;
    const stated = read.some(
      (e) => (e.kind === 'commence' || e.kind === 'keep') && e.by === locator && concernsItself(e, issuance),
    );
    // Reports of figures and notes without an issuing body order nothing that could commence.
    if (stated || issuance.date === null || issuance.signedBy.length === 0) return [];
    return [
      {
        kind: 'commence',
        by: locator,
        target: null,
        date: issuance.date,
        precision: 'day',
        until: null,
        stage: 'decided',
        reason: '文件未载明施行日期，自成文日期起计（推定）',
        instructions: null,
        span: issuance.titleSpan,
        inferredBy: COMMENCES_AS_DATED,
      },
    ];
  });
  return [...read, ...inferred];
}

function fromParsed(artifact: Artifact, effect: ParsedEffect): AssertedEffect {
  const issuance = effect.issuance === null ? undefined : artifact.issuances[effect.issuance];
  // An extension's printed date is the new end; it is made on the day of the document that says so.
  const extends_ = effect.kind === 'extend';
  return {
    kind: effect.kind,
    by: effect.issuance === null ? null : `issuance:${effect.issuance}`,
    target:
      effect.targetNumber === null && effect.targetTitle === null
        ? null
        : { number: effect.targetNumber, title: effect.targetTitle },
    date: extends_ ? (issuance?.date ?? null) : effect.date,
    precision: extends_ ? (issuance?.date ? 'day' : 'unknown') : effect.precision,
    until: extends_ ? effect.date : null,
    stage: effect.stage,
    reason: effect.reason,
    instructions: effect.instructions ?? null,
    span: effect.span,
    inferredBy: null,
  };
}

function concernsItself(
  effect: AssertedEffect,
  issuance: {
    readonly number: string | null;
    readonly title: string;
    readonly instruments: readonly { title: string }[];
  },
): boolean {
  if (effect.target === null) return true;
  const { number, title } = effect.target;
  if (number !== null && issuance.number !== null) return numberKey(number) === numberKey(issuance.number);
  return (
    title !== null &&
    [issuance.title, ...issuance.instruments.map((x) => x.title)].some((t) => titleKey(t) === titleKey(title))
  );
}

/** Same assertion about the same document, same fingerprint: wording and place of the text do not matter. */
export const effectFingerprint = (
  documentId: string,
  effect: Pick<AssertedEffect, 'kind' | 'date' | 'precision' | 'until' | 'stage'>,
): string =>
  sha256(canonicalJson([documentId, effect.kind, effect.date, effect.precision, effect.until, effect.stage]));
