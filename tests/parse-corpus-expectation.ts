/**
 * What an expectation file beside a sample says, and how its quotes are found in the text.
 *
 * Text is compared without white space and after NFKC, because line breaks of the page and the width of brackets
 * are not what a reader reads. In a text field, `*` stands for anything, `a|b` for either, `~x` for "ends in x".
 */
import type { Artifact, Clause } from '#engines/law/parse/artifact.ts';

/** `[label, heading, children]`, without unlabelled paragraphs; the heading `*` may be any or none. */
export type ExpectedClause = [label: string, heading: string | null, children: ExpectedClause[]];

export type ExpectedTable = {
  caption?: string;
  columns: string[];
  rows: string[][];
  /** The column whose merged cells are repeated by the parser and so need not be printed in every row. */
  filled?: string;
};

export type ExpectedInstrument = {
  title?: string;
  clauses?: ExpectedClause[];
  tables?: ExpectedTable[];
  /** `[path of labels, words that stand in that clause or below it]` */
  quotes?: [string, string][];
};

export type ExpectedIssuance = {
  kind?: string | null;
  number: string | null;
  title?: string;
  addressees?: string[];
  /** How the opening paragraph begins. */
  opening?: string;
  signedBy?: string[];
  date?: string | null;
  disclosed?: boolean | null;
  attachments?: string[];
  instruments?: ExpectedInstrument[];
  tables?: ExpectedTable[];
  /** Words that stand within the issuance's span. */
  quotesWithin?: string[];
};

export type ExpectedEffect = {
  kind: string;
  targetNumber?: string | null;
  /** Words of the target's title. */
  title?: string;
  stage: string;
  date?: string | null;
  precision?: string;
  reason?: string;
  instructions?: [label: string, action: string, text: string][];
};

export type ExpectedFigure = {
  /** Instead of an indicator: the words whose span the figure lies in. */
  quote?: string;
  indicator?: string;
  place?: string;
  period?: string;
  value?: number;
  unit?: string;
  change?: number;
  changeUnit?: string;
};

export type Expectation = {
  note?: string;
  encoding?: string;
  bom?: boolean;
  shape?: string;
  issue?:
    | null
    | (Record<string, unknown> & {
        editors?: [string, string[]][];
        imprint?: [key: string, value: string][];
      });
  /** Every entry, in order. */
  contents?: [section: string | null, title: string, number: string | null, page: number | null][];
  /** Every issuance, in order. */
  issuances?: ExpectedIssuance[];
  /** An instrument to be found under any issuance. */
  instrument?: ExpectedInstrument;
  /** Tables to be found anywhere. */
  tables?: ExpectedTable[];
  /** Every appointment, in any order. */
  appointments?: Record<string, unknown>[];
  /** Every effect, in any order. */
  effects?: ExpectedEffect[];
  /** The text proposes at most. */
  noDecidedEffects?: boolean;
  /** Some of the periods. */
  periods?: { name?: string; kind?: string; from: string; until: string; issuance?: number }[];
  /** Some of the figures. */
  figures?: ExpectedFigure[];
  /**
   * Some of the citations, in text order. The last column: `outside` (no document of this text: the target is none
   * or a law's stub), `inside:I` (issuance I or an instrument of it), `ambiguous`, `malformed`.
   */
  citations?: [
    quote: string,
    title: string | null,
    number: string | null,
    role: string,
    resolution: string,
  ][];
  /** Readings that would be wrong: `[title, number]` taken as one citation. */
  notCitations?: [title: string, number: string][];
  /** Nothing but blanks is left when the residue is taken out. */
  residueAll?: boolean;
  residueIncludes?: string[];
};

/** The text without white space, after NFKC. */
export function squash(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '');
}

/** Whether a printed text answers an expected one. */
export function matches(expected: string | null | undefined, actual: string | null | undefined): boolean {
  if (expected === undefined || expected === '*') return true;
  if (expected === null) return actual === null;
  if (actual === null || actual === undefined) return false;
  return expected.split('|').some((option) => {
    const wanted = squash(option.replace(/^~/, ''));
    return option.startsWith('~') ? squash(actual).endsWith(wanted) : squash(actual) === wanted;
  });
}

/** The squashed text with the place of each of its characters in the original. */
export type Located = { text: string; squashed: string; at: number[] };

export function locate(text: string): Located {
  const at: number[] = [];
  let squashed = '';
  for (let i = 0; i < text.length; i++) {
    const piece = squash(text.charAt(i));
    for (let k = 0; k < piece.length; k++) at.push(i);
    squashed += piece;
  }
  at.push(text.length);
  return { text, squashed, at };
}

/** Where a quote stands, as `[start, end)` of the original text, at or after a place in the squashed one. */
export function find(
  where: Located,
  quote: string,
  from = 0,
): { span: [number, number]; index: number } | undefined {
  const wanted = squash(quote);
  const index = where.squashed.indexOf(wanted, from);
  if (index < 0) return undefined;
  const start = where.at[index] ?? 0;
  const end = (where.at[index + wanted.length - 1] ?? 0) + 1;
  return { span: [start, end], index };
}

/**
 * The tree of labelled clauses, in the form of the wanted one. What stands under an unlabelled paragraph moves up to
 * its parent; what stands in an annex (its path begins with 附件) is left out; a heading that may be any becomes `*`.
 */
export function skeleton(
  clauses: readonly Clause[],
  wanted: readonly ExpectedClause[] = [],
): ExpectedClause[] {
  const lifted = (list: readonly Clause[]): Clause[] =>
    list.flatMap((clause) => (clause.label === '' ? lifted(clause.children) : [clause]));
  return lifted(clauses)
    .filter((clause) => !clause.path.startsWith('附件'))
    .map((clause, i) => {
      const [, heading, below] = wanted[i] ?? ['', null, []];
      return [
        clause.label.replace('條', '条'),
        heading === '*' ? '*' : clause.heading && squash(clause.heading),
        skeleton(clause.children, below),
      ];
    });
}

/** An expected tree in the same form. */
export function wantedSkeleton(clauses: readonly ExpectedClause[]): ExpectedClause[] {
  return clauses.map(([label, heading, children]) => [
    label.split('|').at(-1) ?? label,
    heading && squash(heading),
    wantedSkeleton(children),
  ]);
}

/** The clauses at a path of labels (labels may repeat), looking through unlabelled paragraphs. */
export function clausesAt(clauses: readonly Clause[], path: readonly string[]): Clause[] {
  const [label, ...rest] = path;
  return clauses.flatMap((clause) => {
    if (clause.label === '') return clausesAt(clause.children, path);
    if (clause.label !== label) return [];
    return rest.length === 0 ? [clause] : clausesAt(clause.children, rest);
  });
}

/** From the first to the last character of a clause and all below it. */
export function extent(clause: Clause): [number, number] {
  return clause.children
    .map(extent)
    .reduce((all, one) => [Math.min(all[0], one[0]), Math.max(all[1], one[1])], clause.span);
}

/** Every span that the artifact states, with the name of what it is the span of. */
export function spansOf(artifact: Artifact): [name: string, span: [number, number]][] {
  const found: [string, [number, number]][] = [];
  const walk = (value: unknown, name: string): void => {
    if (Array.isArray(value)) value.forEach((item, i) => void walk(item, `${name}[${i}]`));
    else if (value !== null && typeof value === 'object') {
      for (const [key, item] of Object.entries(value)) {
        if (key === 'span' || key === 'titleSpan') found.push([`${name}.${key}`, item]);
        else if (key === 'rowSpans') item.forEach((row: [number, number]) => void found.push([name, row]));
        else walk(item, `${name}.${key}`);
      }
    }
  };
  walk({ ...artifact, source: null }, '');
  return found;
}

/** Compares one part of an artifact with an expectation; throws an AssertionError that says what differs. */
export type Check = (artifact: Artifact, expected: Expectation) => void;

type Range = readonly [start: number, end: number];

export const contains = (outer: Range, inner: Range): boolean => outer[0] <= inner[0] && inner[1] <= outer[1];
export const overlaps = (a: Range, b: Range): boolean => a[0] < b[1] && b[0] < a[1];

/** What is printed at a span, squashed. */
export const textOf = (artifact: Artifact, span: Range): string =>
  squash(artifact.source.text.slice(span[0], span[1]));

/** Every place where a quote stands. */
export function places(where: Located, quote: string): [number, number][] {
  const found: [number, number][] = [];
  for (let hit = find(where, quote); hit; hit = find(where, quote, hit.index + 1)) found.push(hit.span);
  return found;
}
