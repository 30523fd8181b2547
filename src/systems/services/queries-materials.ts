/** SQL of materials as clerks see them: findings, and files that people send at the window. */
import { newId } from '#base/ids.ts';
import type { Handle } from '#platform/store/store.ts';

export type Verdict = 'complete' | 'wrong' | 'missing';

/** A clerk's finding about one material. */
export type NewCheck = {
  readonly material: string;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly paperSeen: boolean;
  readonly copyKept: boolean;
  readonly evidence: 'A' | 'B' | 'C' | 'D';
};

export type Check = NewCheck & { readonly by: string; readonly at: Temporal.Instant };

export async function insertChecks(
  handle: Handle,
  by: { readonly key: string; readonly name: string },
  { division, caseId, at }: { division: string; caseId: string; at: Temporal.Instant },
  checks: readonly NewCheck[],
): Promise<void> {
  if (checks.length === 0) return;
  await handle
    .insertInto('case_material_check')
    .values(
      checks.map((c) => ({
        division,
        id: newId(),
        case_id: caseId,
        material: c.material,
        verdict: c.verdict,
        reason: c.reason,
        paper_seen: c.paperSeen,
        copy_kept: c.copyKept,
        evidence: c.evidence,
        checked_by: by.key,
        checked_by_name: by.name,
        checked_at: at.toString({ smallestUnit: 'millisecond' }),
      })),
    )
    .execute();
}

/** The findings that hold, one a material, by material. */
export async function checksOf(handle: Handle, division: string, caseId: string): Promise<Check[]> {
  const rows = await handle
    .selectFrom('case_material_check')
    .selectAll()
    .distinctOn('material')
    .where('division', '=', division)
    .where('case_id', '=', caseId)
    .orderBy('material')
    .orderBy('id', 'desc')
    .execute();
  return rows.map((r) => ({
    material: r.material,
    verdict: r.verdict as Verdict,
    reason: r.reason,
    paperSeen: r.paper_seen,
    copyKept: r.copy_kept,
    evidence: r.evidence as 'B',
    by: r.checked_by_name,
    at: Temporal.Instant.fromEpochMilliseconds(r.checked_at.getTime()),
  }));
}
