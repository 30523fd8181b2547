/** What a mention of a document points at, given every document that is known. Never a silent wrong link. */
import type { CitationRow } from './citation-rows.ts';
import type { KnownDocument } from './identity.ts';
import type { Resolution } from './parse/artifact.ts';

export type Nameable = Pick<
  KnownDocument,
  'id' | 'kind' | 'parent_id' | 'number_key' | 'title_key' | 'holding'
>;
export type Resolved = { readonly resolution: Resolution; readonly target: string | null };

type Named = Pick<CitationRow, 'title_key' | 'number_key' | 'read_as'>;

/** Look-up of the known documents by their keys. */
export type Directory = {
  readonly byNumber: (key: string) => readonly Nameable[];
  readonly byTitle: (key: string) => readonly Nameable[];
};

export function directory(documents: readonly Nameable[]): Directory {
  const numbers = Map.groupBy(documents, (d) => d.number_key);
  const titles = Map.groupBy(documents, (d) => d.title_key);
  return { byNumber: (key) => numbers.get(key) ?? [], byTitle: (key) => titles.get(key) ?? [] };
}

/**
 * - `exact`: number and title name the same held document;
 * - `by_number` / `by_title`: only one of them does, and nothing contradicts;
 * - `ambiguous`: several documents bear the name, or number and title name different ones: no target;
 * - `known_not_held`: it is known that there is such a document, its text is not here (target: its stub, if any).
 *
 * A title may be that of the instrument which the numbered issuance carries: then the two agree, and the target
 * is the instrument, which is what the title names.
 */
export function resolveMention(mention: Named, known: Directory): Resolved {
  if (mention.read_as === 'malformed') return { resolution: 'malformed', target: null };
  const numbered = mention.number_key === null ? [] : known.byNumber(mention.number_key);
  const titled = mention.title_key === null ? [] : known.byTitle(mention.title_key);
  if (mention.number_key !== null && mention.title_key !== null && titled.length > 0 && numbered.length > 0) {
    const agreeing = titled.filter((t) => numbered.some((n) => n.id === t.id || n.id === t.parent_id));
    if (agreeing.length === 1) return settle('exact', agreeing[0]);
    // The title is borne by others only: the number may be misprinted, or the title may be.
    if (agreeing.length > 1 || titled.some((t) => t.holding !== 'stub')) return ambiguous;
  }
  if (numbered.length > 0) return numbered.length === 1 ? settle('by_number', numbered[0]) : ambiguous;
  const numberUnknown = mention.number_key !== null;
  const candidates = numberUnknown
    ? titled.filter((t) => t.number_key === null && t.parent_id === null)
    : titled;
  if (candidates.length > 1) return ambiguous;
  if (candidates[0]) return settle('by_title', candidates[0]);
  return { resolution: unheld(mention.read_as), target: null };
}

const ambiguous: Resolved = { resolution: 'ambiguous', target: null };

const settle = (resolution: Resolution, document: Nameable | undefined): Resolved =>
  document
    ? { resolution: document.holding === 'stub' ? 'known_not_held' : resolution, target: document.id }
    : ambiguous;

/** With nothing found, a reading that pointed somewhere cannot stand. */
const unheld = (read: Resolution): Resolution =>
  read === 'known_not_held' || read === 'unverified' ? read : 'unverified';
