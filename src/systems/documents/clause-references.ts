/** Which clauses other words point at: 《某办法》第七条, or 本办法第七条 within the document itself. */
import { canonicalPath } from '#engines/law/cite.ts';
import { placeCitations } from './placed-citations.ts';
import type { PrintedClause } from './printed-text.ts';
import type { CitingDocument } from './queries-document.ts';

const CLAUSE_AFTER = /^\s*(?:的)?\s*(第[〇零一二三四五六七八九十百千\d]+条)/u;

/** Citing places whose words name this clause right after the document, e.g. 《某办法》第七条. */
export function citingClause(citing: readonly CitingDocument[], label: string): CitingDocument[] {
  const wanted = canonicalPath(label);
  return citing.flatMap((document) => {
    const places = document.places.filter((place) => {
      if (!place.text) return false;
      const [found] = placeCitations(place.text, [place]);
      const named = found && CLAUSE_AFTER.exec(place.text.slice(found.end))?.[1];
      return named !== undefined && named !== '' && canonicalPath(named) === wanted;
    });
    return places.length > 0 ? [{ ...document, places }] : [];
  });
}

/** Clauses of the same text that name this one: 本办法第七条, 本法第七条. */
export function referringClauses(clauses: readonly PrintedClause[], label: string): PrintedClause[] {
  if (!/^第.+条$/u.test(label)) return [];
  const wanted = canonicalPath(label);
  return clauses.filter(
    (clause) =>
      clause.text !== null &&
      [...clause.text.matchAll(/本[\p{Script=Han}]{1,6}?(第[〇零一二三四五六七八九十百千\d]+条)/gu)].some(
        (match) => canonicalPath(match[1] ?? '') === wanted,
      ),
  );
}
