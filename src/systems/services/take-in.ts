/** Taking an application in at a window, with what the clerk noted of the papers that were brought: both or neither. */
import { refuse } from '#base/result.ts';
import type { Actor } from '#platform/people/actor.ts';
import { evidenceOf, type Noted, noteProblem } from './check-materials.ts';
import {
  type Application,
  type FileOutcome,
  type FileRefusal,
  fileApplication,
  type Services,
} from './file-application.ts';
import { insertChecks } from './queries-materials.ts';

/** Carries a refusal out of the transaction that it undoes. */
class Undone extends Error {
  readonly outcome: FileOutcome;
  constructor(outcome: FileOutcome) {
    super('refused');
    this.outcome = outcome;
  }
}

/** The same request sent again answers as the first time and notes nothing twice. */
export async function takeIn(
  services: Services,
  actor: Actor,
  application: Application,
  papers: readonly Noted[],
): Promise<FileOutcome> {
  const problem = noteProblem(papers);
  if (!problem.ok) return refuse(problem.error.code as FileRefusal, problem.error.message);
  if (papers.length === 0) return fileApplication(services, actor, application);
  const at = (services.now ?? Temporal.Now.instant)();
  return services.db
    .transaction()
    .execute(async (tx) => {
      const filed = await fileApplication({ ...services, db: tx }, actor, application);
      if (!filed.ok) throw new Undone(filed);
      if (!filed.value.again)
        await insertChecks(
          tx,
          actor,
          { division: application.division, caseId: filed.value.id, at },
          papers.map((p) => ({ ...p, evidence: evidenceOf(p) })),
        );
      return filed as FileOutcome;
    })
    .catch((error: unknown) => {
      if (error instanceof Undone) return error.outcome;
      throw error;
    });
}
