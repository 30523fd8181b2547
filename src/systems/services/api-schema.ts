/** Shapes of the case API, as OpenAPI shows them. Dates are YYYY-MM-DD, instants ISO 8601. */
import { z } from 'zod';

const LIGHTS = ['none', 'green', 'yellow', 'red', 'suspended', 'in_time', 'late'] as const;

export const CaseRow = z.object({
  id: z.uuid(),
  number: z.string(),
  title: z.string(),
  state: z.string(),
  stateTitle: z.string(),
  turn: z.enum(['applicant', 'body', 'elsewhere', 'nobody']),
  holder: z.string(),
  light: z.enum(LIGHTS),
  dueOn: z.string().nullable(),
  openedAt: z.string(),
  version: z.int(),
});

export const CaseList = z.object({
  today: z.string(),
  cases: z.array(CaseRow),
  /** Hand it back as `after` for the next page; null: there is none. */
  next: z.string().nullable(),
});

const ClockOut = z.object({
  name: z.string(),
  title: z.string(),
  limit: z.string(),
  basis: z.string(),
  light: z.enum(LIGHTS),
  startedOn: z.string(),
  dueOn: z.string().nullable(),
  expectedOn: z.string().nullable(),
  stoppedOn: z.string().nullable(),
  usedDays: z.int(),
  leftDays: z.int(),
  limitDays: z.int(),
  changes: z.array(
    z.object({ from: z.string().nullable(), to: z.string().nullable(), why: z.string(), basis: z.string() }),
  ),
});

const EventOut = z.object({
  seq: z.int(),
  at: z.string(),
  effectiveOn: z.string().nullable(),
  done: z.string(),
  by: z.string(),
  basis: z.string(),
  notes: z.array(z.object({ label: z.string(), value: z.string() })),
});

export const CaseOut = z.object({
  id: z.uuid(),
  number: z.string(),
  title: z.string(),
  itemCode: z.string(),
  itemVersion: z.int(),
  version: z.int(),
  state: z.object({ code: z.string(), title: z.string(), about: z.string(), turn: z.string() }),
  holder: z.string(),
  light: z.enum(LIGHTS),
  clocks: z.array(ClockOut),
  events: z.array(EventOut),
  /** What the asker can do now; `input` is a JSON Schema of what the step must be given. */
  actions: z.array(
    z.object({
      transition: z.string(),
      title: z.string(),
      basis: z.string(),
      input: z.record(z.string(), z.unknown()).nullable(),
    }),
  ),
  /** Identity numbers and phones are masked. */
  answers: z.array(z.object({ key: z.string(), label: z.string(), value: z.string() })),
  materials: z.array(z.string()),
});

export const StepIn = z.strictObject({
  transition: z.string().min(1).max(60),
  input: z.record(z.string(), z.unknown()).default({}),
  /** Version of the case that the sender saw. */
  seen: z.int().min(1),
  /** Unique to the sender: sent again, it does nothing and answers as the first time. */
  requestKey: z.string().min(8).max(100),
});

export const StepOut = z.object({ state: z.string(), version: z.int(), again: z.boolean() });

export const IntakeIn = z.strictObject({
  itemCode: z.string().regex(/^\d{12}$/),
  itemVersion: z.int().min(1),
  body: z.string().min(1).max(100),
  answers: z.record(z.string(), z.record(z.string(), z.unknown())),
  requestKey: z.string().min(8).max(100),
});

export const FiledOut = z.object({ id: z.uuid(), number: z.string(), again: z.boolean() });

export const Overview = z.object({
  today: z.string(),
  bodies: z.array(
    z.object({
      body: z.string(),
      open: z.int(),
      green: z.int(),
      yellow: z.int(),
      red: z.int(),
      suspended: z.int(),
    }),
  ),
});

export const MeOut = z.object({
  name: z.string(),
  posts: z.array(z.object({ body: z.string(), role: z.string(), title: z.string() })),
});

export const Refused = z.object({
  error: z.object({ code: z.string(), message: z.string(), basis: z.string().optional() }),
  fields: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
});
