/** Names that stand in several notices, with what is known of whether they are one person. Pure. */
import { isToldApart } from './findings.ts';
import type { IdentityDecision, Person } from './identity.ts';
import type { PersonnelRecord } from './record.ts';

export type NameCard = {
  /** As names are compared. */
  readonly name: string;
  readonly persons: readonly Person[];
  readonly decisions: readonly IdentityDecision[];
  /** Nobody has said of all of them whether they are one. */
  readonly open: boolean;
};

/** Those that wait for a decision first. */
export function namesOf(record: PersonnelRecord): NameCard[] {
  const byName = Map.groupBy(record.persons.values(), (p) => p.nameKey);
  return [...byName]
    .filter(([, persons]) => persons.flatMap((p) => p.mentions).length > 1)
    .map(([name, persons]) => ({
      name,
      persons,
      decisions: record.decisions.filter((d) => d.name === name),
      open: persons.length > 1 && !isToldApart(record, persons),
    }))
    .sort((a, b) => Number(b.open) - Number(a.open));
}
