/** What a reader of a stated effect is given, and how it reports one. */
import type { Issuance, ParsedEffect, Precision } from './artifact.ts';
import type { Sentence, Target } from './effects-targets.ts';

/** A day and how precisely it is known; `UNDATED` when the text gives none. */
export type Dated = { date: string | null; precision: Precision };
/** A verb at `[at, end)`, the sentence and the issuance that hold it; `index` is -1 outside any issuance. */
export type Place = {
  text: string;
  at: number;
  end: number;
  sentence: Sentence;
  issuance: Issuance | undefined;
  index: number;
};

export const UNDATED: Dated = { date: null, precision: 'unknown' };

/** The commencement read last in each issuance (-1: outside any). */
export type Begun = Map<number, ParsedEffect>;

/** Reads the effects that one verb states. */
export type Reader = (place: Place, begun: Begun) => ParsedEffect[];

/** An effect of the sentence at `place`. */
export function effect(
  place: Place,
  kind: ParsedEffect['kind'],
  target: Target,
  dated: Dated,
  extra: Partial<ParsedEffect> = {},
): ParsedEffect {
  const { sentence, index, text } = place;
  let start = sentence.start;
  while (start < place.at && /[\s#]/.test(text[start] ?? '')) start += 1;
  let end = sentence.end;
  while (end > place.end && /\s/.test(text[end - 1] ?? '')) end -= 1;
  return {
    kind,
    targetNumber: target.number,
    targetTitle: target.title,
    stage: 'decided',
    date: dated.date,
    precision: dated.precision,
    reason: null,
    issuance: index < 0 ? null : index,
    span: [start, end],
    ...extra,
  };
}
