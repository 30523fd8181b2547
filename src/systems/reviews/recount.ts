import { recomputeDueRows } from '#engines/procedure/index.ts';
import { REVIEWS } from './procedures.ts';
import type { Reviews } from './reviews-of.ts';

/**
 * Corrects the days by which open reviews are sorted and lit, on the calendar that holds now. Nobody is told: these
 * limits bind those who handle a review, and its page counts anew at every look.
 * @returns how many moved
 */
export async function recountReviews(
  { db, procedures, calendar }: Reviews,
  division: string,
): Promise<number> {
  const byCode = new Map(Object.values(procedures).map((p) => [p.code, p]));
  return recomputeDueRows(
    db,
    {
      division,
      prefix: REVIEWS,
      procedureOf: ({ procedure_code: code }) => {
        const procedure = byCode.get(code);
        if (!procedure) throw new Error(`no procedure ${code}`);
        return procedure;
      },
    },
    calendar,
  );
}
