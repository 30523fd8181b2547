/** Which document an effect is about: the one it stands in, or one that its sentence names. */
import type { Issuance } from './artifact.ts';
import { findMarks } from './citations-marks.ts';
import { pairMarks, type Reading } from './citations-pairs.ts';
import { titleKey } from './citations-resolve.ts';
import { continuation } from './citations-titles.ts';
import { normaliseNumber } from './numbers.ts';

/** A document by number and title, as far as they are printed. */
export type Target = { number: string | null; title: string | null };

/** The sentence around a place: its bounds, and the documents it names, in print order. */
export type Sentence = { start: number; end: number; named: Reading[] };

const REACH_BACK_MAX = 320;
const REACH_ON_MAX = 320;
const FULL_LINE_MIN = 18;

/** Index of the issuance that holds `at`, or -1. Issuances are in print order and apart. */
export function issuanceAt(issuances: Issuance[], at: number): number {
  let low = 0;
  let high = issuances.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((issuances[middle]?.span[1] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  const one = issuances[low];
  return one && one.span[0] <= at ? low : -1;
}

/** The issuance's number, normalised when it can be. */
export function ownNumber(issuance: Issuance | undefined): string | null {
  if (!issuance || issuance.number === null) return null;
  return normaliseNumber(issuance.number) ?? issuance.number;
}

/** The document that holds `at`: the instrument there, else the issuance; with `notice`, the issuance in any case. */
export function ownTarget(issuance: Issuance | undefined, at: number, notice: boolean): Target {
  const instrument = notice
    ? undefined
    : issuance?.instruments.find((one) => one.span[0] <= at && at < one.span[1]);
  return { number: ownNumber(issuance), title: instrument?.title ?? issuance?.title ?? null };
}

/** Whether the issuance carries a document of that title, and so gives it its number. */
export function carries(issuance: Issuance | undefined, title: string | null): boolean {
  if (!issuance || title === null) return false;
  const key = titleKey(title);
  return (
    issuance.instruments.some((one) => titleKey(one.title) === key) || titleKey(issuance.title).includes(key)
  );
}

/** The sentence that holds `at`, over a page break when the words go on, at most 320 characters either way. */
export function sentenceAround(text: string, at: number): Sentence {
  const start = sentenceStart(text, at);
  const end = sentenceEnd(text, at);
  const slice = text.slice(start, end);
  const named = pairMarks(slice, findMarks(slice))
    .filter((one) => one.kind === 'document')
    .map((one) => ({ ...one, start: one.start + start, end: one.end + start, titleAt: one.titleAt + start }));
  return { start, end, named };
}

function sentenceStart(text: string, at: number): number {
  const floor = Math.max(0, at - REACH_BACK_MAX);
  let i = at;
  for (; i > floor; i -= 1) {
    const char = text[i - 1] ?? '';
    if ('。；！？!?\t|'.includes(char)) return i;
    if (char === '\n') {
      let before = i - 1;
      while (before > floor && /\s/.test(text[before - 1] ?? '')) before -= 1;
      const line = text.lastIndexOf('\n', before - 1);
      if (before - Math.max(line, floor) < FULL_LINE_MIN || continuation(text, before) < 0) return i;
      i = before + 1;
    }
  }
  return i;
}

function sentenceEnd(text: string, at: number): number {
  const limit = Math.min(text.length, at + REACH_ON_MAX);
  for (let i = at; i < limit; i += 1) {
    const char = text[i] ?? '';
    if ('。；！？!?\t|'.includes(char)) return i;
    if (char === '\n') {
      const next = continuation(text, i);
      if (next < 0 || next >= limit) return i;
      i = next - 1;
    }
  }
  return limit;
}
