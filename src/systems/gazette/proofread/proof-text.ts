/** A parsed text made ready for proofreading: its pieces in print order, and reading across printed line breaks. */
import type { Artifact, Clause, Instrument, Issuance, Span, Table } from '#engines/law/parse/artifact.ts';

/** A clause with where it stands. */
export type PlacedClause = {
  readonly clause: Clause;
  readonly parent: PlacedClause | null;
  /** 0 for the outermost. */
  readonly depth: number;
  /** Place among its siblings. */
  readonly place: number;
  readonly siblings: readonly Clause[];
  readonly instrument: Instrument;
  readonly issuance: Issuance;
  /** Index of the issuance in the artifact. */
  readonly issuanceIndex: number;
};

export type PlacedTable = {
  readonly table: Table;
  readonly instrument: Instrument;
  readonly issuance: Issuance;
  readonly issuanceIndex: number;
};

/** Words joined across printed line and page breaks, each character with its place in the text. */
export type Flow = {
  readonly words: string;
  /** Place in the decoded text of the character at an index of `words`; the length of `words` gives the end. */
  readonly at: (index: number) => number;
  /** The span in the decoded text of `words.slice(start, end)`; trailing breaks are left out. */
  readonly span: (start: number, end: number) => Span;
};

export type ProofText = {
  readonly artifact: Artifact;
  /** The decoded text. */
  readonly text: string;
  /** Every clause of every instrument, in print order. */
  readonly clauses: readonly PlacedClause[];
  readonly tables: readonly PlacedTable[];
  readonly flow: (span: readonly [number, number]) => Flow;
};

/** Linear in the size of the artifact; `flow` is linear in the span that is asked for. */
export function openProofText(artifact: Artifact): ProofText {
  const clauses: PlacedClause[] = [];
  const tables: PlacedTable[] = [];
  artifact.issuances.forEach((issuance, issuanceIndex) => {
    for (const instrument of issuance.instruments) {
      const where = { instrument, issuance, issuanceIndex };
      placeClauses(clauses, instrument.clauses, null, where);
      for (const table of instrument.tables) tables.push({ table, ...where });
    }
  });
  const { text } = artifact.source;
  return { artifact, text, clauses, tables, flow: (span) => flowOf(text, span) };
}

/** Without recursion: a made-up text may nest its clauses without end. */
function placeClauses(
  out: PlacedClause[],
  roots: readonly Clause[],
  parent: PlacedClause | null,
  where: Pick<PlacedClause, 'instrument' | 'issuance' | 'issuanceIndex'>,
): void {
  type Level = { siblings: readonly Clause[]; next: number; parent: PlacedClause | null };
  const levels: Level[] = [{ siblings: roots, next: 0, parent }];
  for (let level = levels.at(-1); level !== undefined; level = levels.at(-1)) {
    const clause = level.siblings[level.next];
    if (clause === undefined) {
      levels.pop();
      continue;
    }
    const placed: PlacedClause = {
      clause,
      parent: level.parent,
      depth: levels.length - 1,
      place: level.next++,
      siblings: level.siblings,
      ...where,
    };
    out.push(placed);
    if (clause.children.length > 0) levels.push({ siblings: clause.children, next: 0, parent: placed });
  }
}

const BREAK = /[\n\r\f]/g;
const isBreak = (code: number): boolean => code === 0x0a || code === 0x0d || code === 0x0c;
const isSpace = (code: number): boolean => code === 0x20 || code === 0x09 || code === 0x3000 || code === 0xa0;

/** Line breaks with the blanks around them are left out: Chinese words run on over a line's end. */
function flowOf(text: string, [start, end]: readonly [number, number]): Flow {
  const printed = text.slice(start, end);
  /** Where each piece between two breaks begins, in `words` and in the text. */
  const heads: number[] = [];
  const places: number[] = [];
  let words = '';
  let from = 0;
  const take = (to: number): void => {
    if (to <= from) return;
    heads.push(words.length);
    places.push(start + from);
    words += printed.slice(from, to);
  };
  for (;;) {
    BREAK.lastIndex = from;
    const found = BREAK.exec(printed);
    if (found === null) break;
    let to = found.index;
    while (to > from && isSpace(printed.charCodeAt(to - 1))) to--;
    take(to);
    from = found.index + 1;
    for (let code = printed.charCodeAt(from); isBreak(code) || isSpace(code); code = printed.charCodeAt(from))
      from++;
  }
  take(printed.length);
  const placeOf = (index: number): number => {
    let piece = 0;
    for (let next = heads.length; next - piece > 1; ) {
      const middle = (piece + next) >>> 1;
      if ((heads[middle] ?? 0) <= index) piece = middle;
      else next = middle;
    }
    return (places[piece] ?? start) + index - (heads[piece] ?? 0);
  };
  const at = (index: number): number =>
    index >= 0 && index < words.length
      ? placeOf(index)
      : words.length === 0
        ? start
        : placeOf(words.length - 1) + 1;
  return {
    words,
    at,
    span: (a, b) => (b > a ? [at(a), at(b - 1) + 1] : [at(a), at(a)]),
  };
}
