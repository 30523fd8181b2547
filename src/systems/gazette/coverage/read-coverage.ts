/** The coverage map of an edition: its outline, the marks of its clauses, and what runs here. */
import {
  type Carrier,
  type Coverage,
  type CoveredUnit,
  coverageOf,
  type Mark,
} from '#engines/law/coverage.ts';
import { numberKey, titleKey } from '#engines/law/name.ts';
import type { Handle } from '#platform/store/store.ts';
import {
  type EditorMark,
  type OutlineDocument,
  type OutlineText,
  type OutlineUnit,
  readEditorMarks,
  readOutline,
} from '../queries-coverage.ts';
import { getXixiaMarks, type KnownMarks, type MarkFinder } from './known-marks.ts';

export type IssueCoverage = Coverage<OutlineUnit, OutlineDocument> & {
  /** The editors' last marks by `clauseKey`, those that were taken back too. */
  readonly editorMarks: ReadonlyMap<string, EditorMark>;
};
export type CoveredClause = CoveredUnit<OutlineUnit>;

const isRow: Mark = { verdict: 'operative', reason: null };

/**
 * What was said of a unit: the editor's mark, else the one that comes with the program. A row of a table lists
 * something to be done or counted, by rule.
 */
function markOf(
  unit: OutlineUnit,
  byEditor: ReadonlyMap<string, EditorMark>,
  known: MarkFinder,
): Mark | undefined {
  if (unit.kind === 'row') return isRow;
  const own = byEditor.get(clauseKey(unit));
  if (own && own.verdict !== 'revoked') return { verdict: own.verdict, reason: own.reason };
  return known(unit.path, unit.sha256);
}

export const clauseKey = (c: { documentId: string; path: string; sha256: string }): string =>
  `${c.documentId}\n${c.path}\n${c.sha256}`;

const OUTLINES_KEPT = 24;
const outlines = new WeakMap<object, Map<string, Promise<OutlineDocument[]>>>();

/** An edition never changes: the outlines last asked for are kept. */
async function outlineOf(handle: Handle, editionId: string): Promise<OutlineDocument[]> {
  const kept = outlines.get(handle) ?? new Map<string, Promise<OutlineDocument[]>>();
  outlines.set(handle, kept);
  const found = kept.get(editionId) ?? readOutline(handle, editionId);
  kept.delete(editionId);
  kept.set(editionId, found);
  found.catch(() => kept.delete(editionId));
  const [oldest] = kept.keys();
  if (kept.size > OUTLINES_KEPT && oldest !== undefined) kept.delete(oldest);
  return found;
}

export async function readCoverage(
  handle: Handle,
  editionId: string,
  carriers: readonly Carrier[],
  known: KnownMarks = getXixiaMarks(),
): Promise<IssueCoverage> {
  return mapOf(handle, await outlineOf(handle, editionId), carriers, known);
}

async function mapOf(
  handle: Handle,
  outline: readonly OutlineDocument[],
  carriers: readonly Carrier[],
  known: KnownMarks,
): Promise<IssueCoverage> {
  const documents = outline.flatMap((d) => d.texts.map((t) => t.documentId));
  const marks = await readEditorMarks(handle, documents);
  const editorMarks = new Map(marks.map((m) => [clauseKey(m), m]));
  const finders = new Map<OutlineText, MarkFinder>();
  const finderOf = (text: OutlineText, { title, number }: OutlineDocument): MarkFinder => {
    const names = number === null ? [text.title, title] : [text.title, title, number];
    const finder = finders.get(text) ?? known.of(names);
    finders.set(text, finder);
    return finder;
  };
  const coverage = coverageOf<OutlineUnit, OutlineDocument>(
    outline,
    (unit, text, document) => markOf(unit, editorMarks, finderOf(text, document)),
    carriers,
  );
  return { ...coverage, editorMarks };
}

export type CarriedLink = { readonly title: string; readonly href: string; readonly missing: string | null };

/**
 * What carries the clauses of an issuance and of what it carries, by the clause's address; empty when nothing
 * names it. Costs no query for the many documents that nothing carries.
 */
export async function readCarriedClauses(
  handle: Handle,
  at: { readonly issueId: string; readonly editionId: string; readonly issuanceId: string },
  names: readonly string[],
  carriers: readonly Carrier[],
): Promise<ReadonlyMap<string, readonly CarriedLink[]>> {
  const keys = new Set(names.flatMap((name) => [numberKey(name), titleKey(name)]));
  const named = carriers.filter((c) =>
    c.basis.some(({ basis }) => keys.has(numberKey(basis.document)) || keys.has(titleKey(basis.document))),
  );
  if (named.length === 0) return new Map();
  const outline = await readOutline(handle, at.editionId, at.issuanceId);
  const map = await mapOf(handle, outline, named, getXixiaMarks());
  const units = map.documents.flatMap((d) => d.texts.flatMap((t) => t.units));
  return new Map(
    units
      .filter((u) => u.carriers.length > 0)
      .map(({ unit, carriers: by }) => [
        unit.href,
        by.map(({ carrier, missing }) => ({
          title: carrier.title,
          href: carrier.href({ issueId: at.issueId, documentId: unit.documentId, path: unit.path }),
          missing,
        })),
      ]),
  );
}
