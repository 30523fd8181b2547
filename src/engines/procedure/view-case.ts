/** A case as people see it: the applicant and the clerk read the same timeline and the same clocks. Pure. */
import { z } from 'zod';
import {
  type ClockMove,
  clockAt,
  type DayCounter,
  dayOf,
  isProvisional,
  type Light,
  lightOf,
} from './clock.ts';
import { transitionsFor } from './decide.ts';
import { formatGround, formatLimit, type Procedure } from './definition.ts';
import { type CaseEvent, type CaseState, foldCase } from './event.ts';
import type { CaseFile } from './store/queries.ts';

export type ClockView = {
  readonly name: string;
  readonly title: string;
  /** 20个工作日, extensions included. */
  readonly limit: string;
  readonly basis: string;
  readonly light: Light;
  readonly startedOn: string;
  readonly dueOn: string | null;
  readonly expectedOn: string | null;
  readonly stoppedOn: string | null;
  readonly usedDays: number;
  readonly leftDays: number;
  readonly limitDays: number;
  /** The last day may still move: it lies in a year, or beyond one, that no notice of days off covers. */
  readonly provisional: boolean;
  /** Every move of the last day after the first: from, to, why, on which clause. */
  readonly changes: readonly { from: string | null; to: string | null; why: string; basis: string }[];
};

export type EventView = {
  readonly seq: number;
  readonly at: Temporal.Instant;
  /** Given when it took effect on another day than it was recorded. */
  readonly effectiveOn: string | null;
  readonly done: string;
  readonly by: string;
  readonly basis: string;
  readonly notes: readonly { readonly label: string; readonly value: string }[];
};

export type Action = {
  readonly transition: string;
  readonly title: string;
  readonly basis: string;
  /** JSON Schema 2020-12 of what it must be given; null: nothing. `labels` names the values of an enum. */
  readonly input: FieldSchema | null;
};

export type FieldSchema = {
  readonly type?: string;
  readonly title?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly required?: readonly string[];
  readonly items?: FieldSchema;
  readonly maxLength?: number;
};

export type CaseView = {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly version: number;
  readonly state: { code: string; title: string; about: string; turn: string };
  readonly holder: string;
  readonly light: Light;
  readonly clocks: readonly ClockView[];
  readonly events: readonly EventView[];
  readonly actions: readonly Action[];
};

const schemas = new WeakMap<object, FieldSchema>();

/** What a transition asks, as JSON Schema: from this every channel draws the same form. */
export function inputSchema(type: z.ZodType | undefined): FieldSchema | null {
  if (!type) return null;
  const known = schemas.get(type);
  if (known) return known;
  const made = z.toJSONSchema(type, { io: 'input' }) as FieldSchema;
  schemas.set(type, made);
  return made;
}

/**
 * @param roles in which the reader stands in the case; they decide what can be done, not what is seen
 * @param inside whether they belong to the body that has the case: what it settles within itself is not others' to read
 */
export function viewCase(
  file: Pick<CaseFile, 'id' | 'number' | 'title'>,
  events: readonly CaseEvent[],
  procedure: Procedure,
  calendar: DayCounter,
  moment: Temporal.Instant,
  roles: readonly string[],
  inside = !roles.includes('applicant'),
): CaseView {
  const state = foldCase(events);
  const definition = procedure.states[state.state];
  const clocks = Object.entries(procedure.clocks).flatMap(([name]) => {
    const moves = state.clocks[name];
    const clock = moves && viewClock(procedure, name, moves, calendar, moment);
    return clock && clock.light !== 'none' ? [clock] : [];
  });
  return {
    id: file.id,
    number: file.number,
    title: file.title,
    version: state.version,
    state: {
      code: state.state,
      title: definition?.title ?? state.state,
      about: definition?.about ?? '',
      turn: definition?.turn ?? 'body',
    },
    holder: state.holder,
    light: worst(clocks),
    clocks,
    events: events.map((event) => viewEvent(procedure, event, inside)),
    actions: actionsFor(procedure, state, roles),
  };
}

const ORDER: readonly Light[] = ['red', 'yellow', 'suspended', 'green', 'late', 'in_time', 'none'];

/** The light of a case is the worst of its open clocks; closed ones count when nothing is open. */
const worst = (clocks: readonly ClockView[]): Light =>
  clocks.map((c) => c.light).sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))[0] ?? 'none';

function viewClock(
  procedure: Procedure,
  name: string,
  moves: readonly ClockMove[],
  calendar: DayCounter,
  moment: Temporal.Instant,
): ClockView {
  const reading = clockAt(moves, moment, calendar);
  const start = moves.findLast((m) => m.kind === 'start');
  const text = (date: Temporal.PlainDate | null) => date?.toString() ?? null;
  return {
    name,
    title: procedure.clocks[name]?.title ?? name,
    limit: formatLimit(reading.limit),
    basis: start?.basis ?? '',
    light: lightOf(reading, dayOf(moment)),
    startedOn: text(start?.on ?? null) ?? '',
    dueOn: text(reading.dueOn),
    expectedOn: text(reading.expectedOn),
    stoppedOn: text(reading.stoppedOn),
    usedDays: reading.usedDays,
    leftDays: reading.leftDays,
    limitDays: reading.limit.days,
    provisional:
      reading.phase !== 'stopped' &&
      isProvisional(calendar, start?.on ?? dayOf(moment), reading.dueOn ?? reading.expectedOn),
    changes: reading.changes
      .filter((c) => c.move.kind !== 'start')
      .map((c) => ({ from: text(c.from), to: text(c.to), why: whyMoved(c.move), basis: c.move.basis })),
  };
}

function whyMoved(move: ClockMove): string {
  switch (move.kind) {
    case 'suspend':
      return `进行${move.cause}，期限中止${move.toldDays === null ? '' : `，预计${move.toldDays}个工作日`}`;
    case 'resume':
      return '特别程序结束，期限续算';
    case 'extend':
      return `延长${move.days}个工作日：${move.reason}`;
    default:
      return '重新起算';
  }
}

/** @param inside what a body settles within itself is told to others without its words */
function viewEvent(procedure: Procedure, event: CaseEvent, inside: boolean): EventView {
  const transition = procedure.transitions[event.transition];
  return {
    seq: event.seq,
    at: event.at,
    effectiveOn: event.on.equals(dayOf(event.at)) ? null : event.on.toString(),
    done: transition?.done ?? event.transition,
    by: event.actor.role === 'system' ? '系统' : (procedure.roles[event.actor.role] ?? event.actor.role),
    basis: transition ? formatGround(transition.basis) : '',
    notes: !inside && transition?.inner ? [] : notesOf(inputSchema(transition?.input), event.data),
  };
}

/** What was stated, in the words of the form that asked for it. */
function notesOf(schema: FieldSchema | null, data: CaseEvent['data']): EventView['notes'] {
  // The database gives the fields in an order of its own; people read them in that of the form.
  const order = Object.keys(schema?.properties ?? {});
  const stated = Object.entries(data).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  return stated.flatMap(([key, value]) => {
    const field = schema?.properties?.[key];
    // A field without a title is for the program.
    if (field && field.title === undefined) return [];
    const text = valueText(field, value);
    return text === '' ? [] : [{ label: field?.title ?? key, value: text }];
  });
}

function valueText(field: FieldSchema | undefined, value: unknown): string {
  if (Array.isArray(value)) return value.map((v) => valueText(field?.items, v)).join('；');
  if (value !== null && typeof value === 'object')
    return Object.values(value)
      .map((v) => valueText(undefined, v))
      .join('：');
  return field?.labels?.[String(value)] ?? String(value);
}

function actionsFor(procedure: Procedure, state: CaseState, roles: readonly string[]): Action[] {
  const actions = new Map<string, Action>();
  for (const role of roles.includes('applicant') ? ['applicant'] : roles.filter((r) => r !== 'system'))
    for (const [transition, t] of transitionsFor(procedure, state, role))
      if (!t.inner)
        actions.set(transition, {
          transition,
          title: t.title,
          basis: formatGround(t.basis),
          input: inputSchema(t.input),
        });
  return [...actions.values()];
}
