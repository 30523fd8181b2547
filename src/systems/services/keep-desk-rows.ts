/** What the desk's lists are made from and what follows from a case's events, kept in their transaction. */
import type { CaseEvent, CaseFile, CaseState, Procedure } from '#engines/procedure/index.ts';
import type { Tx } from '#platform/store/store.ts';
import { assigneeOf } from '#systems/permits/index.ts';
import { noteAnswered, noteAsked, noteAssignee } from './queries-desk.ts';

/** Who has the case, and which bodies were asked and have answered, after an event. */
export async function keepDeskRows(
  tx: Tx,
  { division, id, assignee }: CaseFile,
  procedure: Procedure,
  state: CaseState,
  event: CaseEvent,
): Promise<void> {
  const has = assigneeOf(procedure, state)?.account ?? null;
  if (has !== assignee) await noteAssignee(tx, division, id, has);
  if (event.transition === 'ask_opinions')
    await noteAsked(tx, division, id, event.data.bodies as string[], event.seq);
  if (event.transition === 'give_opinion')
    await noteAnswered(tx, division, id, String(event.data.body), event.seq);
}
