/** What an edition asserts about the force of documents, as effects ready to be recorded. */
import { canonicalJson, sha256 } from '#base/digest.ts';
import type { EffectKind, Stage } from './effect.ts';
import { numberKey, titleKey } from './name.ts';
import type { Artifact, Issuance, ParsedEffect, Precision } from './parse/artifact.ts';
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
  readonly inferredBy: InferenceRule | null;
};

/** Inferences that fill what texts leave unsaid. Each is recorded under its own name, so that it can be told apart. */
export const inferenceRules = {
  /** A document that names no day of commencement takes effect on the day it bears. */
  asDated: 'rule:commences-as-dated',
  /** A document known only from a clean-up list took effect in the year that its number bears. */
  inNumberYear: 'rule:commences-in-number-year',
  /** 同时废止: what a document ends without naming a day ends when that document takes effect. */
  withSource: 'rule:ends-with-commencement-of-source',
} as const;
export type InferenceRule = (typeof inferenceRules)[keyof typeof inferenceRules];

/** Effects read from the text, in print order, then the commencements that no text states. */
export function assertedEffects(artifact: Artifact): AssertedEffect[] {
  const read = artifact.effects.map((effect) => fromParsed(artifact, effect));
  const own = artifact.issuances.flatMap((issuance, i) =>
    commencementAsDated(read, issuance, `issuance:${i}`),
  );
  const dated = read.map((effect) => datedWithSource(effect, [...read, ...own]));
  return [...dated, ...own, ...commencementsInNumberYear(read)];
}

function fromParsed(artifact: Artifact, effect: ParsedEffect): AssertedEffect {
  const issuance = effect.issuance === null ? undefined : artifact.issuances[effect.issuance];
  // An extension's printed date is the new end; it is made on the day of the document that says so.
  const isExtension = effect.kind === 'extend';
  return {
    kind: effect.kind,
    by: effect.issuance === null ? null : `issuance:${effect.issuance}`,
    target:
      effect.targetNumber === null && effect.targetTitle === null
        ? null
        : { number: effect.targetNumber, title: effect.targetTitle },
    date: isExtension ? (issuance?.date ?? null) : effect.date,
    precision: isExtension ? (issuance?.date ? 'day' : 'unknown') : effect.precision,
    until: isExtension ? effect.date : null,
    stage: effect.stage,
    reason: effect.reason,
    instructions: effect.instructions ?? null,
    span: effect.span,
    inferredBy: null,
  };
}

const nothingSaid = { until: null, stage: 'decided', instructions: null } as const;

function commencementAsDated(
  read: readonly AssertedEffect[],
  issuance: Issuance,
  locator: Locator,
): AssertedEffect[] {
  const stated = read.some(
    (e) => (e.kind === 'commence' || e.kind === 'keep') && e.by === locator && concernsItself(e, issuance),
  );
  // Reports of figures and notes without an issuing body order nothing that could commence.
  if (stated || issuance.date === null || issuance.signedBy.length === 0) return [];
  return [
    {
      ...nothingSaid,
      kind: 'commence',
      by: locator,
      target: null,
      date: issuance.date,
      precision: 'day',
      reason: '文件未载明施行日期，自成文日期起计（推定）',
      span: issuance.titleSpan,
      inferredBy: inferenceRules.asDated,
    },
  ];
}

const ends: readonly EffectKind[] = ['repeal', 'partly_repeal', 'lapse', 'replace', 'amend', 'annul'];

function datedWithSource(effect: AssertedEffect, all: readonly AssertedEffect[]): AssertedEffect {
  if (effect.date !== null || effect.stage !== 'decided' || !ends.includes(effect.kind)) return effect;
  if (effect.target === null) return effect;
  const commencement = all.find((e) => e.kind === 'commence' && e.by === effect.by && e.target === null);
  if (!commencement?.date) return effect;
  const { date, precision } = commencement;
  return { ...effect, date, precision, inferredBy: inferenceRules.withSource };
}

/** A clean-up deals with documents that are there: each had begun, and its number says in which year. */
function commencementsInNumberYear(read: readonly AssertedEffect[]): AssertedEffect[] {
  const seen = new Set<string>();
  return read.flatMap((effect): AssertedEffect[] => {
    const number = effect.target?.number ?? null;
    const year = number === null ? undefined : /〔((?:19|20)\d{2})〕/u.exec(numberKey(number))?.[1];
    if (number === null || year === undefined || effect.stage !== 'proposed' || seen.has(number)) return [];
    seen.add(number);
    return [
      {
        ...nothingSaid,
        kind: 'commence',
        by: effect.by,
        target: effect.target,
        date: `${year}-01-01`,
        precision: 'year',
        reason: `文号载明 ${year} 年，推定当年施行`,
        span: effect.span,
        inferredBy: inferenceRules.inNumberYear,
      },
    ];
  });
}

function concernsItself(effect: AssertedEffect, issuance: Issuance): boolean {
  if (effect.target === null) return true;
  const { number, title } = effect.target;
  if (number !== null && issuance.number !== null) return numberKey(number) === numberKey(issuance.number);
  const own = [issuance.title, ...issuance.instruments.map((x) => x.title)];
  return title !== null && own.some((t) => titleKey(t) === titleKey(title));
}

/** Same assertion about the same document, same fingerprint: wording and place of the text do not matter. */
export const effectFingerprint = (
  documentId: string,
  effect: Pick<AssertedEffect, 'kind' | 'date' | 'precision' | 'until' | 'stage'>,
): string =>
  sha256(canonicalJson([documentId, effect.kind, effect.date, effect.precision, effect.until, effect.stage]));
