/** Filing an application that rests on licences (免提交): all of it or nothing, checked as it is filed. */
import { ok, type Result, refuse } from '#base/result.ts';
import type { Actor } from '#platform/people/actor.ts';
import type { Db, Tx } from '#platform/store/store.ts';
import { takeUseInCase, type UseInCaseRefusal } from '#systems/licences/index.ts';
import { type Application, type FileOutcome, fileApplication, type Services } from './file-application.ts';
import { currentOffer } from './offer.ts';

/** Which licence stands for which material: one that the actor may use, or the one that an earlier case granted. */
export type LicenceChoice = {
  readonly material: string;
  readonly licence: { readonly id: string } | { readonly grantedBy: string };
};

export type LicencedOutcome = FileOutcome | Result<never, UseInCaseRefusal>;

class TakenBack extends Error {
  readonly refused: Result<never>;
  constructor(refused: Result<never>) {
    super('taken back');
    this.refused = refused;
  }
}

/** Runs work in one transaction; what it refuses leaves nothing behind. */
export async function allOrNothing<T, R extends Result<T>>(db: Db, work: (tx: Tx) => Promise<R>): Promise<R> {
  try {
    return await db.transaction().execute(async (tx) => {
      const outcome = await work(tx);
      if (!outcome.ok) throw new TakenBack(outcome);
      return outcome;
    });
  } catch (error) {
    if (error instanceof TakenBack) return error.refused as R;
    throw error;
  }
}

/** Files with licences in a transaction of its own. */
export const fileWithLicences = (
  services: Services,
  actor: Actor,
  application: Application,
  licences: readonly LicenceChoice[],
): Promise<LicencedOutcome> =>
  licences.length === 0
    ? fileApplication(services, actor, application)
    : allOrNothing(services.db, (tx) => fileInTransaction(services, tx, actor, application, licences));

/** Files within the caller's transaction, which the caller takes back on a refusal. */
export async function fileInTransaction(
  services: Services,
  tx: Tx,
  actor: Actor,
  application: Application,
  licences: readonly LicenceChoice[],
): Promise<LicencedOutcome> {
  const filed = await fileApplication({ ...services, db: tx }, actor, application);
  if (!filed.ok || filed.value.again) return filed;
  const offered = await currentOffer(tx, application.itemCode);
  if (!offered.ok) return offered;
  const { item } = offered.value;
  for (const { material, licence } of licences) {
    const used = await takeUseInCase(tx, services.licenceKeys, actor, {
      division: application.division,
      licence,
      accepts: item.materials.find((m) => m.name === material)?.licences ?? [],
      material,
      applicantNumber: String(application.answers.applicant?.number ?? ''),
      caseNumber: filed.value.number,
      purpose: `办理${item.name}`,
      at: (services.now ?? Temporal.Now.instant)(),
    });
    if (!used.ok) return refuse(used.error.code, used.error.message);
  }
  return ok(filed.value);
}
