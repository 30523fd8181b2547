/**
 * 行政许可 as a procedure: one definition in four variants, which an item's remark and bodies select. Each step and
 * each limit names its article; limits are counted in working days (article 82).
 */
import { cite } from '#engines/law/cite.ts';
import { defineProcedure, type Procedure, type TransitionDefinition } from '#engines/procedure/definition.ts';
import { assign } from './procedure/assign.ts';
import { clocksOf, type PermitLimits, type Variant } from './procedure/clocks.ts';
import { decision, jointExtension } from './procedure/decision.ts';
import { reason } from './procedure/fields.ts';
import { HEARING_CLOCKS, HEARING_OPEN, HEARING_STATES, hearing } from './procedure/hearing.ts';
import { intake } from './procedure/intake.ts';
import { COMMON_STATES } from './procedure/states.ts';
import { type Extra, joint, NOTHING, reportUp, townFirst } from './procedure/variants.ts';

export { type PermitLimits, VARIANTS, type Variant } from './procedure/clocks.ts';

/** Roles in a permit's case, in Chinese. */
export const PERMIT_ROLES: Readonly<Record<string, string>> = {
  applicant: '申请人',
  clerk: '受理人员',
  reviewer: '审查人员',
  approver: '审批人员',
  head: '机关负责人',
  town: '镇街初审人员',
  opinion: '会办单位人员',
};

/** The states that an applicant may withdraw from: until it is decided. */
const UNDECIDED = [
  'submitted',
  'correcting',
  'supplemented',
  'accepted',
  'special',
  'proposed',
  ...HEARING_OPEN,
] as const;

/**
 * The procedure of a permit.
 * @throws RangeError when the promise is longer than the statute allows, or no day at all
 */
export function permitProcedure(variant: Variant, limits: PermitLimits): Procedure {
  const clocks = clocksOf(variant, limits);
  const decisionDays = clocks.definitions.decision?.limit.days ?? 0;
  if (!Number.isInteger(limits.promisedDays) || limits.promisedDays < 1 || limits.promisedDays > decisionDays)
    throw new RangeError(`permitProcedure: a promise of ${limits.promisedDays} of ${decisionDays} days`);
  const extra: Extra =
    variant === 'report_up'
      ? reportUp(clocks)
      : variant === 'town_first'
        ? townFirst()
        : variant === 'joint'
          ? joint()
          : NOTHING;
  const states = { ...COMMON_STATES, ...HEARING_STATES, ...extra.states };
  return defineProcedure({
    code: `permit.${variant}`,
    title: '行政许可',
    basis: [cite('中华人民共和国行政许可法', '第四章'), cite('银西政发〔2023〕84号')],
    opens: 'submit',
    roles: PERMIT_ROLES,
    states,
    clocks: { ...clocks.definitions, ...HEARING_CLOCKS },
    transitions: withVariant(variant, {
      ...intake(clocks),
      ...extra.transitions,
      ...decision(clocks, ['accepted', 'special', 'proposed', ...HEARING_OPEN, ...extra.open]),
      ...hearing(clocks),
      withdraw: {
        title: '撤回申请',
        done: '撤回申请',
        from: [...UNDECIDED, ...extra.open],
        to: 'withdrawn',
        by: ['applicant', 'clerk'],
        basis: { assumed: '作出决定之前，申请人可以撤回申请' },
        aside: true,
        input: reason,
        tells: ['withdrawn'],
      },
      ...assign(Object.entries(states).flatMap(([name, { turn }]) => (turn === 'nobody' ? [] : [name]))),
    }),
  });
}

/** What a variant changes in the common steps. */
function withVariant(
  variant: Variant,
  transitions: Record<string, TransitionDefinition>,
): Record<string, TransitionDefinition> {
  if (variant === 'town_first') {
    for (const name of ['accept', 'deem_accepted'])
      transitions[name] = { ...(transitions[name] as TransitionDefinition), to: 'town_review' };
  }
  if (variant === 'report_up') {
    // The decision is the higher body's: this body only reviews first, within twenty days that nobody may prolong.
    delete transitions.grant;
    delete transitions.refuse;
    delete transitions.extend;
  }
  if (variant === 'joint') {
    transitions.extend = { ...(transitions.extend as TransitionDefinition), ...jointExtension };
  }
  return transitions;
}
