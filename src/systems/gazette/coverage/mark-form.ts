/** The form that marks clauses: what it shows, and what it sends back. Pure. */
import type { EditorMark } from '../queries-coverage.ts';
import type { ListedUnit } from './coverage-list.ts';
import type { ChosenClause } from './mark-clauses.ts';
import { clauseKey } from './read-coverage.ts';

export const SHOWS = ['unmarked', 'headings', 'operative', 'statement'] as const;
export type Show = (typeof SHOWS)[number];
export const SHOW_WORDS: Record<Show, string> = {
  unmarked: '未标注',
  headings: '像是标题',
  operative: '应落实',
  statement: '只是陈述',
};

/** Clauses as the desk sorts them; rows of tables are operative by rule and need no mark. */
export function clausesToMark(units: readonly ListedUnit[], show: Show): ListedUnit[] {
  return units.filter(({ covered: { unit, mark } }) => {
    if (unit.kind === 'row') return false;
    if (show === 'unmarked') return mark === null;
    if (show === 'headings') return mark === null && unit.bare;
    return mark?.verdict === show;
  });
}

/** What a checkbox sends: the clause, its words, and the last mark that was shown. */
export function choiceValue(listed: ListedUnit, marks: ReadonlyMap<string, EditorMark>): string {
  const { unit } = listed.covered;
  return [marks.get(clauseKey(unit))?.id ?? 'none', unit.documentId, unit.sha256, unit.path].join(':');
}

/** Reads `choiceValue`; what is no such value makes a choice that `markClauses` refuses. */
export function readChoice(value: string): ChosenClause {
  const [seen = '', documentId = '', sha256 = '', ...path] = value.split(':');
  return { seen, documentId, sha256, path: path.join(':') };
}
