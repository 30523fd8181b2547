/** Who of a body's officials has a case (经办人): taken, given, given back. A division of work, no limit of powers. */
import { z } from 'zod';
import type { Refusal } from '#base/result.ts';
import type { Procedure, TransitionDefinition } from '#engines/procedure/definition.ts';
import { rolesWaitingIn } from '#engines/procedure/definition.ts';
import { type CaseState, eventsOf } from '#engines/procedure/event.ts';

export type Assignment = { readonly role: string; readonly account: string; readonly name: string };

/** The officials who can have a case: opinions are asked of bodies, and supervisors have none. */
export const ASSIGNABLE = ['clerk', 'reviewer', 'approver', 'town'] as const;

/**
 * Who has a case in each role, in the body that has it now: with another body it begins anew. Kept by role, so that
 * a case that is sent back finds the one who examined it.
 */
export function assignmentsOf(state: CaseState): ReadonlyMap<string, Assignment> {
  const held = new Map<string, Assignment>();
  let holder: string | null = null;
  for (const event of eventsOf(state)) {
    if (event.holder !== null && event.holder !== holder) {
      held.clear();
      holder = event.holder;
    }
    if (event.transition !== 'assign') continue;
    const { role, to, name } = event.data as { role: string; to: string; name: string };
    if (to === '') held.delete(role);
    else held.set(role, { role, account: to, name });
  }
  return held;
}

/** Who has the case in the role whose turn it is. */
export function assigneeOf(procedure: Procedure, state: CaseState): Assignment | undefined {
  const held = assignmentsOf(state);
  for (const role of rolesWaitingIn(procedure, state.state)) {
    const found = held.get(role);
    if (found) return found;
  }
  return undefined;
}

/** `from`: who had it when the page was shown, so that of two who take at once the second is told. */
const input = z.strictObject({
  role: z.enum(ASSIGNABLE),
  from: z.string().max(100),
  to: z.string().max(100),
  name: z.string().max(100).meta({ title: '经办人' }),
  note: z.string().trim().max(500, '交接说明不超过500字').default('').meta({ title: '交接说明' }),
});

function moved(state: CaseState, given: Readonly<Record<string, unknown>>): Refusal | null {
  const held = assignmentsOf(state).get(String(given.role));
  if ((held?.account ?? '') === given.from) return null;
  return {
    code: 'services.assign.conflict',
    message: held
      ? `此件刚刚由${held.name}经办。需要由您办理的，请与${held.name}商量，由其转交。`
      : '此件刚刚退回，现在没有经办人。请刷新清单后再领取。',
  };
}

/** Taking, giving and giving back, in every state in which somebody has something to do. */
export const assign = (open: readonly string[]): Record<string, TransitionDefinition> => ({
  assign: {
    title: '转办',
    done: '确定经办人',
    from: open,
    to: null,
    by: [...ASSIGNABLE, 'head'],
    basis: { assumed: '机关内部由谁经办由本机关安排，期限不变' },
    aside: true,
    inner: true,
    input,
    when: moved,
  },
});
