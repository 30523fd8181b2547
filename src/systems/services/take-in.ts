/** Taking an application in at a window, with what the clerk noted of the papers that were brought: both or neither. */
import { refuse } from '#base/result.ts';
import { type Actor, actorKey, actorName } from '#platform/people/actor.ts';
import { evidenceOf, type Noted, noteProblem } from './check-materials.ts';
import {
  type Application,
  type FileOutcome,
  type FileRefusal,
  fileApplication,
  type Services,
} from './file-application.ts';
import { allOrNothing } from './file-with-licences.ts';
import { insertChecks } from './queries-materials.ts';

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
  return allOrNothing(services.db, async (tx): Promise<FileOutcome> => {
    const filed = await fileApplication({ ...services, db: tx }, actor, application);
    if (filed.ok && !filed.value.again)
      await insertChecks(
        tx,
        { key: actorKey(actor), name: actorName(actor) },
        { division: application.division, caseId: filed.value.id, at },
        papers.map((p) => ({ ...p, evidence: evidenceOf(p) })),
      );
    return filed;
  });
}
