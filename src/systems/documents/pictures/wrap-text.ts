/** Breaking Chinese into lines without a browser: a drawing made on the server must know how tall its boxes are. */

/** Widths in em: Han and full-width characters take one, digits and Latin letters somewhat more than half. */
const NARROW_EM = 0.58;

const widthOf = (character: string): number => (/[\u2e80-\uffee“”‘’…—]/u.test(character) ? 1 : NARROW_EM);

/** The width of a text set in `size`, in the same unit as `size`. */
export const textWidth = (text: string, size: number): number =>
  [...text].reduce((sum, character) => sum + widthOf(character), 0) * size;

/** May not begin a line. */
const CLOSING = /[，。、；：？！》〉）〕】”’…)\]]/u;
/** Stays together with the same kind before it: years, numbers, words. */
const RUN = /[0-9A-Za-z.%]/;

/**
 * Lines no wider than `width`, at most `linesMax`; what does not fit ends in …. Nothing else is lost.
 * @param size type size, in the unit of `width`
 */
export function wrapText(text: string, size: number, width: number, linesMax = Infinity): string[] {
  const lines: string[] = [];
  let line: string[] = [];
  for (const character of text) {
    if (line.length > 0 && textWidth(line.join('') + character, size) > width) {
      const kept = breakBefore(line, character);
      lines.push(line.slice(0, kept).join(''));
      line = line.slice(kept);
    }
    line.push(character);
  }
  if (line.length > 0) lines.push(line.join(''));
  if (lines.length <= linesMax) return lines;
  return [...lines.slice(0, linesMax - 1), shorten(lines.slice(linesMax - 1).join(''), size, width)];
}

/** How many characters stay on the line when `next` no longer fits. */
function breakBefore(line: readonly string[], next: string): number {
  let kept = line.length;
  const glued = (at: number): boolean => {
    const [before, after] = [line[at - 1] ?? '', line[at] ?? next];
    return CLOSING.test(after) || (RUN.test(before) && RUN.test(after));
  };
  while (kept > 1 && glued(kept)) kept--;
  return kept > line.length / 2 ? kept : line.length;
}

/** The beginning of a text that fits with … after it. */
function shorten(text: string, size: number, width: number): string {
  const kept = [...text];
  while (kept.length > 0 && textWidth(`${kept.join('')}…`, size) > width) kept.pop();
  return `${kept.join('')}…`;
}
