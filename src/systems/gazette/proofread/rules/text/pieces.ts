/** The text cut into passages: paragraphs read across page breaks, and table cells, each with its place. */
import type { ProofText } from '../../proof-text.ts';

export type Passage = {
  readonly kind: 'paragraph' | 'cell';
  /** Words without the line breaks inside and the blanks around. */
  readonly words: string;
  readonly start: number;
  readonly end: number;
  /** Place in the decoded text of the character at an index of `words`; the length gives the end. */
  readonly at: (index: number) => number;
  readonly span: (start: number, end: number) => [number, number];
  /** Index of the issuance that holds it, or -1 for front and back matter. */
  readonly issuance: number;
  /** True when it stands in the front matter of an issue: title page, contents, imprint. */
  readonly front: boolean;
};

const cache = new WeakMap<ProofText, readonly Passage[]>();

/** Every passage in print order; linear. Made once a text and shared by the rules. */
export function passagesOf(text: ProofText): readonly Passage[] {
  let made = cache.get(text);
  if (!made) {
    made = cut(text);
    cache.set(text, made);
  }
  return made;
}

function cut(text: ProofText): Passage[] {
  const { artifact, text: whole } = text;
  const joins = artifact.transforms
    .filter(({ kind }) => kind === 'page_join' || kind === 'title_join')
    .map(({ span }) => span)
    .sort((a, b) => a[0] - b[0]);
  const out: Passage[] = [];
  let join = 0;
  let issuance = 0;
  let open: [number, number] | null = null;
  const close = (): void => {
    if (open === null) return;
    const [start, end] = open;
    open = null;
    while ((artifact.issuances[issuance]?.span[1] ?? Number.POSITIVE_INFINITY) <= start) issuance++;
    const inside = (artifact.issuances[issuance]?.span[0] ?? Number.POSITIVE_INFINITY) <= start;
    const where = {
      issuance: inside ? issuance : -1,
      front: !inside && issuance < artifact.issuances.length && artifact.issue !== null,
    };
    pushLine(out, text, start, end, where);
  };
  for (const [start, end] of linesOf(whole)) {
    if (open !== null) {
      const before: number = open[1];
      while ((joins[join]?.[1] ?? Number.POSITIVE_INFINITY) < before) join++;
      const at = joins[join];
      if (at && at[0] <= before && at[1] >= start) {
        open[1] = end;
        continue;
      }
      close();
    }
    open = [start, end];
  }
  close();
  return out;
}

/** Lines that are not blank, without the blanks around. */
function* linesOf(text: string): Iterable<[number, number]> {
  for (const found of text.matchAll(/[^\r\n\f]+/gu)) {
    const line = found[0];
    const head = line.length - line.trimStart().length;
    const body = line.trim().length;
    if (body > 0) yield [found.index + head, found.index + head + body];
  }
}

function pushLine(
  out: Passage[],
  text: ProofText,
  start: number,
  end: number,
  where: Pick<Passage, 'issuance' | 'front'>,
): void {
  const line = text.text.slice(start, end);
  const separator = line.includes('\t') ? '\t' : /^\|.*\|$/u.test(line) ? '|' : null;
  if (separator === null) {
    out.push(passage(text, 'paragraph', start, end, where));
    return;
  }
  let from = 0;
  for (const piece of line.split(separator)) {
    const cell = piece.trim();
    if (cell.length > 0) {
      const cellStart = start + from + piece.indexOf(cell);
      out.push(passage(text, 'cell', cellStart, cellStart + cell.length, where));
    }
    from += piece.length + 1;
  }
}

function passage(
  text: ProofText,
  kind: Passage['kind'],
  start: number,
  end: number,
  where: Pick<Passage, 'issuance' | 'front'>,
): Passage {
  const raw = text.text.slice(start, end);
  if (!/[\r\n\f]/u.test(raw))
    return {
      kind,
      words: raw,
      start,
      end,
      at: (index) => start + index,
      span: (a, b) => [start + a, start + b],
      ...where,
    };
  const flow = text.flow([start, end]);
  return { kind, words: flow.words, start, end, at: flow.at, span: flow.span, ...where };
}
