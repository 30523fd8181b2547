/**
 * What proofreading finds, and what a rule is. A rule is a pure function from a text to findings; it knows no
 * database, no clock and no district. A finding that is wrong costs the editor's trust: a rule in doubt is silent.
 */
import type { Span } from '#engines/law/parse/artifact.ts';
import type { ProofText } from './proof-text.ts';

/** One finding. `quote` is the text at `span`, exactly as printed. */
export type Finding = {
  /** Stable English name of the rule: `contents.title_differs`. */
  readonly rule: string;
  /** `[start, end)` in UTF-16 code units of the decoded text. */
  readonly span: Span;
  readonly quote: string;
  /** For the editor, in Chinese: what is wrong and why, with the other place or the arithmetic. */
  readonly message: string;
  /** What should stand at `span` instead; null where only the original document or a person can tell. */
  readonly suggestion: string | null;
  /** Other places that the finding rests on, in print order. */
  readonly related: readonly Span[];
  /** The same slip further on, mended together with `span` when the suggestion is taken as it is; in print order. */
  readonly alongside: readonly { readonly span: Span; readonly replacement: string }[];
};

/** What a rule gives: the quote is cut from the text by the runner. */
export type Noticed = {
  readonly span: readonly [number, number];
  readonly message: string;
  readonly suggestion?: string | null;
  readonly related?: readonly (readonly [number, number])[];
  readonly alongside?: readonly {
    readonly span: readonly [number, number];
    readonly replacement: string;
  }[];
};

export type Rule = {
  /** `family.what`, English, stable: dismissals are remembered by it. */
  readonly name: string;
  /** Its name on the editor's page, Chinese, at most 12 characters. */
  readonly title: string;
  /** What it looks for and why it can be trusted, one or two Chinese sentences for the editor. */
  readonly about: string;
  readonly find: (text: ProofText) => Iterable<Noticed>;
};
