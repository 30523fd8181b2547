/** Where two readings of one passage differ. */

/** `a.slice(aFrom, aTo)` stands in one where `b.slice(bFrom, bTo)` stands in the other. */
export type Hunk = {
  readonly aFrom: number;
  readonly aTo: number;
  readonly bFrom: number;
  readonly bTo: number;
};

/**
 * The shortest set of differences of two strings, after Myers (An O(ND) Difference Algorithm, 1986).
 * @param most differences beyond which it gives up, so that its time stays within `most` times the length
 * @returns in order; null when the two differ by more than `most` characters
 */
export function diff(a: string, b: string, most = 80): Hunk[] | null {
  const trace: Int32Array[] = [];
  const offset = most + 1;
  let row = new Int32Array(2 * most + 3);
  for (let d = 0; d <= most; d++) {
    trace.push(row.slice());
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && at(row, offset + k - 1) < at(row, offset + k + 1));
      let x = down ? at(row, offset + k + 1) : at(row, offset + k - 1) + 1;
      while (x < a.length && x - k < b.length && a.charCodeAt(x) === b.charCodeAt(x - k)) x++;
      row[offset + k] = x;
      if (x >= a.length && x - k >= b.length) return hunksOf(trace, a.length, b.length, offset);
    }
    row = row.slice();
  }
  return null;
}

const at = (row: Int32Array | undefined, index: number): number => row?.[index] ?? 0;

function hunksOf(trace: readonly Int32Array[], aLength: number, bLength: number, offset: number): Hunk[] {
  const steps: Hunk[] = [];
  let x = aLength;
  let y = bLength;
  for (let d = trace.length - 1; d > 0; d--) {
    const row = trace[d];
    const k = x - y;
    const down = k === -d || (k !== d && at(row, offset + k - 1) < at(row, offset + k + 1));
    const fromK = down ? k + 1 : k - 1;
    const fromX = at(row, offset + fromK);
    const fromY = fromX - fromK;
    steps.push(
      down
        ? { aFrom: fromX, aTo: fromX, bFrom: fromY, bTo: fromY + 1 }
        : { aFrom: fromX, aTo: fromX + 1, bFrom: fromY, bTo: fromY },
    );
    x = fromX;
    y = fromY;
  }
  return join(steps.reverse());
}

/** Differences with at most one like character between them are one. */
function join(steps: readonly Hunk[]): Hunk[] {
  const out: Hunk[] = [];
  for (const step of steps) {
    const last = out.at(-1);
    if (last && step.aFrom - last.aTo <= 1 && step.bFrom - last.bTo <= 1)
      out[out.length - 1] = { aFrom: last.aFrom, aTo: step.aTo, bFrom: last.bFrom, bTo: step.bTo };
    else out.push(step);
  }
  return out;
}

/** Folded for comparison: one width, no blanks; each character with its place in the original. */
export type Folded = { readonly words: string; readonly at: (index: number) => number };

const WIDTH: Readonly<Record<string, string>> = {
  '，': ',',
  '；': ';',
  '：': ':',
  '（': '(',
  '）': ')',
  '？': '?',
  '！': '!',
  '％': '%',
};

/** Chinese characters and what stands between them in the code: no blank, one width. */
const isPlain = (code: number): boolean => code > 0x3000 && code < 0xfe00;

export function fold(words: string): Folded {
  const places: number[] = [];
  let folded = '';
  for (let i = 0; i < words.length; i++) {
    const char = words.charAt(i);
    if (!isPlain(words.charCodeAt(i))) {
      if (/\s/u.test(char)) continue;
      folded += WIDTH[char] ?? char;
    } else folded += char;
    places.push(i);
  }
  return { words: folded, at: (index) => places[index] ?? words.length };
}
