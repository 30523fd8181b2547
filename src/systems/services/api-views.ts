/** A case as the API gives it. Pure. */

import type { z } from 'zod';
import type { CaseView } from '#engines/procedure/index.ts';
import type { CaseOut } from './api-schema.ts';

/** The parts of an answer that follow from the view alone. */
export const caseViewOut = ({ events, ...view }: CaseView) => ({
  ...view,
  clocks: view.clocks.map((clock) => ({ ...clock, changes: [...clock.changes] })),
  events: events.map(eventOut),
  actions: view.actions.map((a) => ({ ...a, input: a.input as Record<string, unknown> | null })),
});

export const eventOut = (e: CaseView['events'][number]): z.infer<typeof CaseOut>['events'][number] => ({
  ...e,
  at: e.at.toString(),
  notes: [...e.notes],
});
