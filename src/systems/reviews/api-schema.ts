/** Shapes of the API of ratings and follow-ups, as OpenAPI shows them. Days are YYYY-MM-DD, instants ISO 8601. */
import { z } from 'zod';
import { CaseOut, LIGHTS } from '#systems/services/index.ts';
import { EXPORT_FIELDS, OWN_FIELDS } from './export-fields.ts';
import { CURRENT_SETS, INDICATOR_SETS } from './levels.ts';
import { MATTER_KINDS } from './procedures.ts';

export { Refused, StepOut } from '#systems/services/index.ts';

const indicators = Object.entries(INDICATOR_SETS[CURRENT_SETS.web].indicators)
  .map(([name, title]) => `${name} (${title})`)
  .join(', ');

// What is missing or out of range is refused by the use case, in words for the person.
export const RatingIn = z.strictObject({
  level: z.number().optional().describe('1 to 5, 5 is best. Asked of the person: there is no default.'),
  answers: z
    .record(z.string(), z.number())
    .default({})
    .describe(`1 to 5 by indicator, each may be left out: ${indicators}.`),
  words: z.string().default('').describe('At most 1000 characters.'),
});
export const RatingMade = z.object({
  ratingId: z.uuid(),
  again: z.boolean(),
  reviewId: z.uuid().nullable().describe('The case that a bad rating opens; null: it was none.'),
});
export const AdditionIn = z.strictObject({ words: z.string().describe('At most 1000 characters.') });

/** A case’s rating as whoever gave it reads it. */
export const RatingOut = z.object({
  rating: z
    .object({
      level: z.int(),
      set: z.string(),
      answers: z.record(z.string(), z.int()),
      words: z.string(),
      at: z.string(),
      additions: z.array(z.object({ id: z.uuid(), words: z.string(), at: z.string() })),
      annulled: z.object({ ground: z.string(), reason: z.string() }).nullable(),
      addUntilDays: z
        .int()
        .nullable()
        .describe('Days after the rating within which words may be added; null: over.'),
    })
    .nullable()
    .describe('null: not rated yet.'),
  reviewId: z.uuid().nullable(),
});

export const MatterIn = z.strictObject({
  words: z.string().default('').describe('What happened, at most 2000 characters.'),
  caseId: z.uuid().optional().describe('A case of the person’s own that it is about.'),
  itemCode: z.string().max(40).default('').describe('基本编码 of an item; empty: none, or not known.'),
  body: z.string().max(100).default('').describe('Empty: by the case or the item, else who leads.'),
  phone: z.string().max(40).default('').describe('Another number to call back; empty: the account’s.'),
});
export const MatterMade = z.object({ id: z.uuid(), number: z.string(), again: z.boolean() });

const ReviewLine = z.object({
  id: z.uuid(),
  number: z.string(),
  title: z.string(),
  kind: z.enum(MATTER_KINDS),
  stateTitle: z.string(),
  holder: z.string(),
  light: z.enum(LIGHTS),
  dueOn: z.string().nullable(),
  steps: z.array(z.string()).describe('What the asker can do next, in words.'),
});
export const ReviewList = z.object({ reviews: z.array(ReviewLine) });
export const FollowUpQuery = z.object({
  ended: z.enum(['0', '1']).default('0').describe('1: what has ended, instead of what waits.'),
});

export const ReviewOut = CaseOut.pick({
  id: true,
  number: true,
  title: true,
  version: true,
  state: true,
  holder: true,
  light: true,
  clocks: true,
  events: true,
  actions: true,
}).extend({
  kind: z.enum(MATTER_KINDS),
  level: z.int().nullable().describe('Of a bad rating; null: another kind.'),
  appealOpen: z.boolean().describe('An objection waits for its decision.'),
  words: z
    .string()
    .nullable()
    .describe('What the writer wrote; null for a body’s key, whose events have no notes either.'),
});
export const ReviewStepIn = z.strictObject({
  transition: z.string().max(60).describe('One of the case’s `actions`.'),
  input: z.record(z.string(), z.unknown()).default({}),
  seen: z.int().min(1).describe('Version of the case that the sender saw.'),
});

const levels = z.array(z.int()).length(5).describe('From very satisfied to very dissatisfied.');
const Line = z.object({ name: z.string(), code: z.string(), levels });
const FollowUps = z.object({
  all: z.int(),
  called: z.int(),
  told: z.int(),
  inTime: z.int(),
  overdue: z.int(),
  calledShare: z.number().nullable(),
  toldShare: z.number().nullable(),
  medianDays: z.int().nullable(),
  longestDays: z.int().nullable(),
});
export const StatisticsOut = z.object({
  today: z.string(),
  levels: levels.nullable().describe('null: fewer ratings than `shownFrom`.'),
  total: z.int(),
  annulled: z.int(),
  served: z.int().describe('Services that ended and could be rated. Silence is no rating.'),
  ratedShare: z.number().nullable(),
  contentShare: z.number().nullable(),
  enough: z.boolean(),
  shownFrom: z.int().describe('Lines of fewer ratings are shown together.'),
  bodies: z.array(Line),
  items: z.array(Line),
  realName: FollowUps,
  complaints: FollowUps,
  stuck: FollowUps,
  causes: z.array(z.object({ cause: z.string(), count: z.int() })),
  changes: z.object({ proposed: z.int(), adopted: z.int() }),
});

export const ExportQuery = z.object({
  from: z.string().max(10).default('').describe('First day, YYYY-MM-DD.'),
  to: z.string().max(10).default('').describe('Last day.'),
});
export const ExportOut = z.object({
  fields: z.array(z.enum(EXPORT_FIELDS)),
  ownFields: z.array(z.enum(OWN_FIELDS)),
  rows: z
    .array(z.record(z.string(), z.union([z.string(), z.number(), z.null()])))
    .describe('By field. Names, numbers and phones are masked; whole ones are on the page, for a reason.'),
});
