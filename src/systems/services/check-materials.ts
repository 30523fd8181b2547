/**
 * A clerk notes of each material whether it is complete, wrong or missing. The one-time notice is made from these
 * notes; they start and stop no clock, so that they are no step of the case.
 */
import { ok, type Result, refuse } from '#base/result.ts';
import { type CaseFile, lockCase } from '#engines/procedure/index.ts';
import { audit } from '#platform/audit/audit.ts';
import { type Actor, actorKey, actorName } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import { rolesIn } from './case-roles.ts';
import type { Services } from './file-application.ts';
import { checksOf, insertChecks, type NewCheck } from './queries-materials.ts';

export type Noted = Omit<NewCheck, 'evidence'>;

/** Whoever takes in or examines; an opinion and a decision rest on what they found. */
const CHECKING: ReadonlySet<string> = new Set(['clerk', 'reviewer', 'town']);

/** Whether somebody in these roles may note what they find. Nobody checks their own application. */
export const mayCheck = (roles: readonly string[]): boolean =>
  !roles.includes('applicant') && roles.some((r) => CHECKING.has(r));

/** How far a material is proved by what the clerk did: paper seen at a window, else as it was uploaded. */
export const evidenceOf = ({ paperSeen }: Pick<Noted, 'paperSeen'>): 'B' | 'C' => (paperSeen ? 'B' : 'C');

/** What is wrong with a note, or nothing. */
export function noteProblem(notes: readonly Noted[]): Result<void, 'services.checks'> {
  const silent = notes.find((n) => n.verdict === 'wrong' && n.reason.trim() === '');
  if (silent) return refuse('services.checks', `请写明“${silent.material}”哪里有问题，申请人才知道怎么改。`);
  const kept = notes.find((n) => n.copyKept && !n.paperSeen);
  if (kept) return refuse('services.checks', `“${kept.material}”没有看过原件，不能登记为留存复印件。`);
  return ok(undefined);
}

const sameFinding = (one: Noted, other: Noted): boolean =>
  one.material === other.material &&
  one.verdict === other.verdict &&
  one.reason === other.reason &&
  one.paperSeen === other.paperSeen &&
  one.copyKept === other.copyKept;

export async function checkMaterials(
  services: Services,
  actor: Actor,
  file: CaseFile,
  notes: readonly Noted[],
): Promise<Result<void>> {
  const allowed = authorise(actor, 'services.case.check_material', file.division);
  if (!allowed.ok) return allowed;
  if (!mayCheck(rolesIn(actor, file)))
    return refuse('services.not_yours', '材料由受理、审查人员核对。请联系现在持件的机关。');
  if (file.closed_at !== null) return refuse('services.case.ended', '此件已经办结，不能再核对材料。');
  const problem = noteProblem(notes);
  if (!problem.ok) return problem;
  const at = (services.now ?? Temporal.Now.instant)();
  await services.db.transaction().execute(async (tx) => {
    // Two clicks, or two at once, are one finding: the case is locked, and what stands already is not noted again.
    await lockCase(tx, file.division, file.id);
    const standing = await checksOf(tx, file.division, file.id);
    const checks = notes
      .filter((n) => !standing.some((s) => s.by === actorName(actor) && sameFinding(s, n)))
      .map((n) => ({ ...n, evidence: evidenceOf(n) }));
    if (checks.length === 0) return;
    const by = { key: actorKey(actor), name: actorName(actor) };
    await insertChecks(tx, by, { division: file.division, caseId: file.id, at }, checks);
    await audit(tx, actor, {
      useCase: 'services.case.check_material',
      subject: `case:${file.id}`,
      outcome: 'done',
      detail: { materials: checks.length, wrong: checks.filter((n) => n.verdict !== 'complete').length },
    });
  });
  return ok(undefined);
}
