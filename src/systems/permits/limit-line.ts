/** The promised limit on the line of the statutory one, as a drawing. Pure. */

export type LimitLine = {
  readonly width: number;
  /** Where the promise ends. */
  readonly promisedAt: number;
  /** Where its words are centred, kept inside the drawing. */
  readonly wordsAt: number;
  /** One mark a day while they can be told apart, else one in five. */
  readonly marks: readonly number[];
};

const WIDTH = 320;
const WORDS_HALF = 58;

export function limitLine(promisedDays: number, statutoryDays: number): LimitLine {
  const at = (days: number): number => Math.round((days / statutoryDays) * WIDTH);
  const step = statutoryDays <= 20 ? 1 : 5;
  const promisedAt = at(Math.min(promisedDays, statutoryDays));
  return {
    width: WIDTH,
    promisedAt,
    wordsAt: Math.min(Math.max(promisedAt, WORDS_HALF), WIDTH - WORDS_HALF),
    marks: Array.from({ length: Math.floor(statutoryDays / step) + 1 }, (_, n) => at(n * step)),
  };
}
