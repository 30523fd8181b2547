/**
 * Where a long title is broken. GB/T 9704-2012, 7.3.1: lines are centred, words are not cut, and the lines form a
 * trapezium or a diamond; so they are close in length and none is a mere tail.
 */
import { type Cohesion, noCohesion, wordsIn } from './cohesion.ts';

const NOT_AT_START = /^[，。、；：！？）》〉”’】」』%)\],.;:!?的]/u;
/** Nor a word that leads to the next one. */
const NOT_AT_END = /[（《〈“‘【「『([]$|^(?:和|与|及|以及|暨|或|对|向|为|在|不)$/u;
/** A good line ends here: after the organ, and after the verb. */
const GOOD_END = /(?:人民政府|办公室|委员会|关于|印发|转发|发布|批转|等同志)$/u;
const GOOD_START = /^(?:关于|《|的通知|的决定|的意见|的通告|实施方案|工作)/u;

const AND_START = /^(?:和|与|及|以及|暨|或)/u;

/** Width in full-width characters. */
export function width(text: string): number {
  let sum = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const isLatin = code >= 0x20 && code <= 0x7e;
    const isSecondHalf = code >= 0xdc00 && code <= 0xdfff;
    sum += isLatin ? 0.52 : isSecondHalf ? 0 : 1;
  }
  return sum;
}

/**
 * @param lineMax the longest line, in full-width characters
 * @param organs bodies that issue together: each begins the title with a line of its own
 * @param cohesion of the text that the title stands in
 */
export function titleLines(
  title: string,
  lineMax: number,
  organs: readonly string[] = [],
  cohesion: Cohesion = noCohesion,
): string[] {
  const together = organs.length > 1 ? organs.join('') : '';
  if (together !== '' && title.startsWith(together) && organs.every((o) => width(o) <= lineMax))
    return [...organs, ...titleLines(title.slice(together.length), lineMax, [], cohesion)];
  const total = width(title);
  if (total <= lineMax) return [title];
  const pieces = segments(title);
  const bound = pieces.map((piece, i) =>
    cohesion(pieces[i - 1]?.words.at(-1) ?? '', piece.words[0] as string),
  );
  const count = Math.ceil(total / (lineMax - 0.5));
  for (let lines = count; lines <= count + 2; lines++) {
    const found = breakInto(
      pieces.map((p) => p.words.join('')),
      bound,
      lines,
      lineMax,
      total / lines,
    );
    if (found) return found;
  }
  return [title];
}

type Piece = { readonly words: string[] };

/** Words with the marks that may not begin or end a line kept beside them. */
function segments(title: string): Piece[] {
  const pieces: Piece[] = [];
  for (const segment of wordsIn(title)) {
    const piece = pieces.at(-1);
    const last = piece?.words.at(-1) ?? '';
    if (
      piece &&
      (NOT_AT_START.test(segment) ||
        NOT_AT_END.test(last) ||
        (/^\d/.test(segment) && /\d$/.test(last)) ||
        (/\d$/.test(last) && /^[年月日号期岁]/.test(segment)))
    )
      piece.words.push(segment);
    else pieces.push({ words: [segment] });
  }
  return pieces;
}

type Plan = { readonly cost: number; readonly lines: readonly string[] };

/** What it costs to part words that always stand together; a line a quarter too short or too long costs as much. */
const BOUND_COST = 1.2;

const partingCost = (line: string, next: string | undefined, bound = 0): number => {
  if (next === undefined) return 0;
  if (GOOD_END.test(line) || GOOD_START.test(next)) return -0.6;
  return AND_START.test(next) ? 0 : BOUND_COST * bound;
};

/**
 * The cheapest way to set the pieces in so many lines; undefined when they do not fit.
 *
 * @param bound how much each piece belongs to the one before it
 */
function breakInto(
  pieces: readonly string[],
  bound: readonly number[],
  count: number,
  lineMax: number,
  ideal: number,
): string[] | undefined {
  // best[k][i]: the first i pieces in k lines.
  let best: (Plan | undefined)[] = [{ cost: 0, lines: [] }];
  for (let k = 1; k <= count; k++) {
    const next: (Plan | undefined)[] = [];
    for (let end = 1; end <= pieces.length; end++) {
      let line = '';
      for (let start = end - 1; start >= 0; start--) {
        line = pieces[start] + line;
        if (width(line) > lineMax) break;
        const before = best[start];
        if (!before) continue;
        const last = end === pieces.length;
        const off = (width(line) - ideal) / ideal;
        const cost =
          before.cost +
          off * off * 10 +
          partingCost(line, pieces[end], bound[end]) +
          (!last && /[《〈][^》〉]{0,4}$/u.test(line) ? 0.6 : 0) +
          (last && width(line) < 4 ? 6 : 0);
        if (!next[end] || cost < (next[end] as Plan).cost)
          next[end] = { cost, lines: [...before.lines, line] };
      }
    }
    best = next;
  }
  const found = best[pieces.length];
  return found && [...found.lines];
}
