/** Shapes of the case API, as OpenAPI shows them. Dates are YYYY-MM-DD, instants ISO 8601. */
import { z } from 'zod';
import { CHECK_VERDICTS, PreReviewOfCase } from './api-schema-pre-answer.ts';

export const LIGHTS = ['none', 'green', 'yellow', 'red', 'suspended', 'in_time', 'late'] as const;

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
  /** The last day may still move: no notice of days off covers its year yet. */
  provisional: z.boolean(),
  openedAt: z.string(),
  version: z.int(),
  /** Whose turn it is in the body that has it, as far as somebody can have it then; null: nobody's. */
  role: z.string().nullable(),
  assignee: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** The asker's bodies whose opinion is asked and not given. */
  asked: z.array(z.string()),
});

/** Lights that an open case can have. */

export const OPEN_LIGHTS = ['green', 'yellow', 'red', 'suspended'] as const;

export const day = z.iso.date().optional();

export const CaseFilter = z.object({
  /** A whole number, its last twelve digits, or a part of the item's name. */
  q: z.string().trim().max(100).default(''),
  body: z.string().trim().max(100).optional(),
  /** Name of the item, whole. */
  item: z.string().trim().max(100).optional(),
  /** Title of the state, as lists show it. */
  state: z.string().trim().max(60).optional(),
  /** `yes`: cases under way; `no`: those that have ended. */
  open: z.enum(['yes', 'no']).optional(),
  /** Days of filing in China, both included. */
  from: day,
  to: day,
  /** Open cases with this light today, the most urgent first. */
  light: z.enum(OPEN_LIGHTS).optional(),
  after: z.string().max(100).optional(),
});

/** A person's number is sent as a command, so that it stands in no address and no log. */

export const PersonSearch = CaseFilter.extend({
  /** Mobile phone, identity number or credit code, whole. */
  person: z.string().trim().min(6).max(40),
});

export const WHOSE = ['all', 'mine', 'unassigned', 'asked'] as const;

export const ToDoFilter = z.object({
  whose: z.enum(WHOSE).default('all'),
  light: z.enum(OPEN_LIGHTS).optional(),
  item: z.string().trim().max(100).optional(),
  body: z.string().trim().max(100).optional(),
  after: z.string().max(100).optional(),
});

export const CaseList = z.object({
  today: z.string(),
  cases: z.array(CaseRow),
  /** How many there are; `more`: at least so many, counting stopped. */
  total: z.int(),
  more: z.boolean(),
  /** Hand it back as `after` for the next page; null: there is none. */
  next: z.string().nullable(),
});

export const ToDoList = CaseList.extend({
  /** All that waits for the asker, whatever the filter: counts by item, body, light and who has it. */
  groups: z.array(
    z.object({
      title: z.string(),
      holder: z.string(),
      light: z.string(),
      whose: z.string(),
      count: z.int(),
    }),
  ),
});

export const ColleagueList = z.object({
  colleagues: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      /** `body` is `*` for every body. */
      posts: z.array(z.object({ body: z.string(), role: z.string() })),
      /** Open cases that they have. */
      open: z.int(),
      me: z.boolean(),
    }),
  ),
});

const note = z.string().trim().max(500).default('');

const to = z.string().min(1).max(100).nullable();

export const AssignIn = z.strictObject({
  /** `from`: who had it on the page that the sender saw. */
  cases: z
    .array(z.strictObject({ id: z.uuid(), from: to }))
    .min(1)
    .max(200),
  /** Account that has them then; null: they are given back. */
  to,
  note,
  requestKey: z.string().min(8).max(60),
});

export const HandOverIn = z.strictObject({
  /** Whose open cases; the sender's own, or anybody's when the sender is the head. */
  from: z.string().min(1).max(100),
  to,
  note,
  requestKey: z.string().min(8).max(60),
});

export const Outcomes = z.object({
  outcomes: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      title: z.string(),
      /** Why it was not handed over; null: it was. */
      refused: z.string().nullable(),
    }),
  ),
  /** Open cases of that colleague that are still to be handed over; send the command again with a new key. */
  left: z.int(),
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
  /** The last day may still move: no notice of days off covers its year yet. */
  provisional: z.boolean(),
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

/** One material of a case: what the item says of it, what came, what the last clerk who looked found. */

const MaterialOut = z.object({
  name: z.string(),
  /** 必要, 非必要, 容缺; null: not in the item, named by a clerk or an earlier version. */
  need: z.string().nullable(),
  about: z.string(),
  files: z.array(z.object({ id: z.uuid(), name: z.string(), mediaType: z.string(), sizeBytes: z.int() })),
  check: z
    .object({
      verdict: z.enum(CHECK_VERDICTS),
      reason: z.string(),
      paperSeen: z.boolean(),
      copyKept: z.boolean(),
      evidence: z.enum(['A', 'B', 'C', 'D']),
      by: z.string(),
      at: z.string(),
    })
    .nullable(),
});

export const CheckIn = z.strictObject({
  material: z.string().trim().min(1).max(200),
  verdict: z.enum(CHECK_VERDICTS),
  reason: z.string().trim().max(500).default(''),
  paperSeen: z.boolean().default(false),
  copyKept: z.boolean().default(false),
});

export const ChecksIn = z.strictObject({ checks: z.array(CheckIn).min(1).max(100) });

export const ChecksOut = z.object({ noted: z.int() });

export const FilesIn = z
  .array(z.strictObject({ material: z.string().trim().min(1).max(200), fileId: z.uuid() }))
  .max(200)
  .default([]);

export const UploadOut = z.object({
  id: z.uuid(),
  name: z.string(),
  mediaType: z.string(),
  sizeBytes: z.int(),
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
  /** How much the asker may read: everything, everything but numbers and files, or only how it runs. */
  reading: z.enum(['whole', 'answered', 'course']),
  /** Whose turn it is, as far as somebody can have the case then. */
  role: z.string().nullable(),
  roleTitle: z.string().nullable(),
  assignee: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Whether the asker may say who has it. */
  mayAssign: z.boolean(),
  /** Bodies that were asked for their opinion, and which have answered. */
  consulted: z.array(z.object({ body: z.string(), answered: z.boolean() })),
  /** What the asker can do now; `input` is a JSON Schema of what the step must be given. */
  actions: z.array(
    z.object({
      transition: z.string(),
      title: z.string(),
      basis: z.string(),
      input: z.record(z.string(), z.unknown()).nullable(),
    }),
  ),
  /** Bodies that the item names: who can be asked, reported to, handed to. */
  bodies: z.array(z.string()),
  /** Identity numbers and phones are masked. */
  answers: z.array(z.object({ key: z.string(), label: z.string(), value: z.string() })),
  materials: z.array(MaterialOut),
  /** Whether the asker may note what they find of the materials. */
  mayCheck: z.boolean(),
  /** Last days that notices of days off moved. */
  moved: z.array(
    z.object({
      clock: z.string(),
      from: z.string().nullable(),
      to: z.string().nullable(),
      notice: z.string(),
    }),
  ),
  /** Licences that the case rests on, checked when it was filed or shown at a window, as they stand now. */
  licences: z.array(
    z.object({
      useId: z.uuid(),
      /** Name of the material that it stands for; null: shown at a window. */
      material: z.string().nullable(),
      typeName: z.string(),
      identifier: z.string(),
      agencyName: z.string(),
      checkedAt: z.string(),
      state: z.enum(['not_yet', 'valid', 'suspended', 'lapsed', 'revoked', 'withdrawn', 'cancelled']),
      stateTitle: z.string(),
      /** 国办函〔2016〕108号: from the authority that issued it. */
      evidence: z.literal('A'),
    }),
  ),
  /** Papers as sealed PDFs under `/desk/cases/{id}/papers/{seq}`, in order. */
  papers: z.array(z.object({ seq: z.int(), title: z.string(), date: z.string() })),
  /** The matter of several items that it belongs to. */
  theme: z.object({ id: z.uuid(), number: z.string(), title: z.string() }).nullable(),
  /** What a clerk said of the draft before it was filed; for those who handle the case. */
  preReview: PreReviewOfCase.nullable(),
});

export const StepIn = z.strictObject({
  transition: z.string().min(1).max(60),
  input: z.record(z.string(), z.unknown()).default({}),
  /** Version of the case that the sender saw. */
  seen: z.int().min(1),
  /** Unique to the sender: sent again, it does nothing and answers as the first time. Or the header `Idempotency-Key`. */
  requestKey: z.string().min(8).max(100).optional(),
  /** Files that come with it, uploaded by the sender before. */
  materials: FilesIn,
});

export const StepOut = z.object({ state: z.string(), version: z.int(), again: z.boolean() });

/** By section and field, as the item's form asks them. */

export const Answers = z.record(z.string(), z.record(z.string(), z.unknown()));

/** What a theme asks, for taking it in at the window or through the API. */

export const FiledOut = z.object({ id: z.uuid(), number: z.string(), again: z.boolean() });

export const FollowQuery = z.object({
  /** Number of the last event that the reader has; the header `Last-Event-ID` counts before it. */
  after: z.coerce.number().int().min(0).default(0),
});

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
  id: z.string(),
  name: z.string(),
  posts: z.array(z.object({ body: z.string(), role: z.string(), title: z.string() })),
});

export const Refused = z.object({
  error: z.object({ code: z.string(), message: z.string(), basis: z.string().optional() }),
  fields: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
});

export type Light = (typeof LIGHTS)[number];
export type CaseRowBody = z.infer<typeof CaseRow>;
export type CaseListBody = z.infer<typeof CaseList>;
export type CaseBody = z.infer<typeof CaseOut>;
export type ClockBody = z.infer<typeof ClockOut>;
export type ToDoBody = z.infer<typeof ToDoList>;
export type ColleaguesBody = z.infer<typeof ColleagueList>;
export type OutcomesBody = z.infer<typeof Outcomes>;
export type MaterialBody = z.infer<typeof MaterialOut>;
export type UploadBody = z.infer<typeof UploadOut>;
export type StepBody = z.infer<typeof StepOut>;
export type FiledBody = z.infer<typeof FiledOut>;
export type OverviewBody = z.infer<typeof Overview>;
export type MeBody = z.infer<typeof MeOut>;
export type RefusedBody = z.infer<typeof Refused>;
