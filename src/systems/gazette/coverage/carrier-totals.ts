import type { Carrier } from '#engines/law/coverage.ts';
import type { IssueCoverage } from './read-coverage.ts';

export type CarrierTotal = {
  readonly carrier: Carrier;
  /** Where it is seen, from the first clause that it carries here. */
  readonly href: string;
  /** How many clauses it carries wholly, and how many in part. */
  readonly whole: number;
  readonly partly: number;
};

/** What carries clauses of this issue, in the order of their first clauses. */
export function carrierTotals(coverage: IssueCoverage, issueId: string): CarrierTotal[] {
  const totals = new Map<string, CarrierTotal>();
  for (const { texts } of coverage.documents)
    for (const { units } of texts)
      for (const { unit, carriers } of units)
        for (const { carrier, missing } of carriers) {
          const sofar = totals.get(carrier.id) ?? {
            carrier,
            href: carrier.href({ issueId, documentId: unit.documentId, path: unit.path }),
            whole: 0,
            partly: 0,
          };
          totals.set(carrier.id, {
            ...sofar,
            whole: sofar.whole + (missing === null ? 1 : 0),
            partly: sofar.partly + (missing === null ? 0 : 1),
          });
        }
  return [...totals.values()];
}
