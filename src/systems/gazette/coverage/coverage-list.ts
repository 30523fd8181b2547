/** The units of a map as a page lists them: narrowed to a state and a document, cut into pages. */
import { type CoverageState, coverageStates } from '#engines/law/coverage.ts';
import type { OutlineDocument, OutlineText } from '../queries-coverage.ts';
import type { CoveredClause, IssueCoverage } from './read-coverage.ts';

export type ListedUnit = {
  readonly document: OutlineDocument;
  readonly text: OutlineText;
  readonly covered: CoveredClause;
};
export type CoverageList = {
  readonly units: readonly ListedUnit[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly state: CoverageState | undefined;
};

export const UNITS_PER_PAGE = 150;

export const parseState = (value: unknown): CoverageState | undefined =>
  coverageStates.find((state) => state === value);

/** Every unit of the map in print order; of one issuance when named. */
export function allUnits(coverage: IssueCoverage, documentId?: string): ListedUnit[] {
  return coverage.documents
    .filter((d) => documentId === undefined || d.document.id === documentId)
    .flatMap(({ document, texts }) =>
      texts.flatMap(({ text, units }) => units.map((covered) => ({ document, text, covered }))),
    );
}

/** @param page counted from 1; one that is too high is the last */
export function listUnits(
  units: readonly ListedUnit[],
  state: CoverageState | undefined,
  page: number,
): CoverageList {
  const chosen = state === undefined ? units : units.filter((u) => u.covered.state === state);
  const pages = Math.max(1, Math.ceil(chosen.length / UNITS_PER_PAGE));
  const shown = Math.min(page, pages);
  const from = (shown - 1) * UNITS_PER_PAGE;
  return {
    units: chosen.slice(from, from + UNITS_PER_PAGE),
    total: chosen.length,
    page: shown,
    pages,
    state,
  };
}
