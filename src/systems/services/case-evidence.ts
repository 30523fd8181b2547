/** What stands beside a case: the licences that it rests on, its papers, the matter that it is a part of. */
import type { z } from 'zod';
import type { CaseEvent, CaseFile, Procedure } from '#engines/procedure/index.ts';
import { licencesInCase, STATE_WORDS } from '#systems/licences/index.ts';
import type { CaseOut } from './api-schema.ts';
import type { Services } from './file-application.ts';
import { papersOf } from './papers.ts';
import { themeOfCase } from './queries-themes.ts';

/** As the API gives it. The caller has checked that the reader may see the case. */
export async function caseEvidence(
  services: Services,
  file: Pick<CaseFile, 'division' | 'id' | 'number'>,
  events: readonly CaseEvent[],
  procedure: Procedure,
): Promise<Pick<z.infer<typeof CaseOut>, 'licences' | 'papers' | 'theme'>> {
  const now = (services.now ?? Temporal.Now.instant)();
  const [licences, theme] = await Promise.all([
    licencesInCase(services.db, file.division, file.number, now),
    themeOfCase(services.db, file.division, file.id),
  ]);
  return {
    licences: licences.map(({ licenceId: _, ...l }) => ({
      ...l,
      checkedAt: l.checkedAt.toString(),
      stateTitle: STATE_WORDS[l.state],
      evidence: 'A' as const,
    })),
    papers: papersOf({ events, procedure }),
    theme: theme ? { id: theme.themeId, number: theme.number, title: theme.title } : null,
  };
}
