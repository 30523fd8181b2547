/** The promised limit on the line of the statutory one, as a drawing. Pure. */

export type LimitLine = {
  readonly width: number;
  /** Where the promise ends. */
  readonly promisedAt: number;
  /** Where its words are centred, kept inside the drawing. */
  readonly wordsAt: number;
};

const WIDTH = 320;
const WORDS_HALF = 58;

export function limitLine(promisedDays: number, statutoryDays: number): LimitLine {
  const at = (days: number): number => Math.round((days / statutoryDays) * WIDTH);
  const promisedAt = at(Math.min(promisedDays, statutoryDays));
  return {
    width: WIDTH,
    promisedAt,
    wordsAt: Math.min(Math.max(promisedAt, WORDS_HALF), WIDTH - WORDS_HALF),
  };
}
