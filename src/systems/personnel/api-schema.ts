/** What the API about posts answers, as zod schemas: the source of OpenAPI and of the check on every answer. */
import { z } from 'zod';
import { ACT_KINDS } from './act.ts';
import { FINDING_KINDS } from './findings.ts';

const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const Id = z.uuid();

export const Refused = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

export const AsOfQuery = z.object({
  asOf: z
    .preprocess((v) => (v === '' ? undefined : v), z.iso.date().optional())
    .describe('Today by default.'),
});

export const ActOut = z.object({
  key: Id,
  personId: Id,
  person: z.string(),
  act: z.enum(ACT_KINDS),
  organisationId: Id,
  organisation: z.string().describe('As printed.'),
  postId: Id,
  post: z.string(),
  concurrent: z.boolean(),
  seconded: z.boolean(),
  probationMonths: z.int().nullable(),
  effectiveDate: Day.nullable().describe('Null: the term counts from a day that the notice does not print.'),
  decidedOn: Day.nullable(),
  decidedBy: z.string().nullable(),
  notice: z.object({
    documentId: Id,
    number: z.string().nullable(),
    title: z.string(),
    dated: Day.nullable(),
  }),
  source: z.string().describe('Address of the clause that says so.'),
});

export const TenureOut = z.object({
  personId: Id,
  person: z.string(),
  postId: Id,
  organisation: z.string(),
  post: z.string(),
  concurrent: z.boolean(),
  seconded: z.boolean(),
  from: z
    .object({ earliest: Day.nullable(), latest: Day })
    .describe(
      'The first day lies between the two; equal when printed, `earliest` null when nothing bounds it.',
    ),
  until: Day.nullable().describe('First day on which it is no longer held; null: no leaving is recorded.'),
  acts: z.array(Id),
});

export const HolderOut = TenureOut.extend({ certainty: z.enum(['known', 'possibly']) });

export const HolderList = z.object({
  asOf: Day,
  recordedFrom: Day.nullable(),
  recordedUntil: Day.nullable(),
  holders: z.array(HolderOut),
});
export const ChangeList = z.object({ total: z.int(), acts: z.array(ActOut) });
export const PersonOut = z.object({
  id: Id,
  url: z.string(),
  name: z.string(),
  namesakes: z.array(Id).describe('People of the same name who are not proved to be this one.'),
  tenures: z.array(TenureOut),
  acts: z.array(ActOut),
});
export const PostOut = z.object({
  id: Id,
  url: z.string(),
  organisationId: Id,
  organisation: z.string(),
  post: z.string(),
  tenures: z.array(TenureOut),
  acts: z.array(ActOut),
});
export const FindingList = z.object({
  asOf: Day,
  findings: z.array(
    z.object({
      id: Id,
      kind: z.enum(FINDING_KINDS),
      message: z.string(),
      from: Day.nullable(),
      until: Day.nullable().describe('Half-open.'),
      personIds: z.array(Id),
      postIds: z.array(Id),
      organisationIds: z.array(Id),
      evidence: z.array(ActOut),
    }),
  ),
});
export const ProbationList = z.object({
  asOf: Day,
  probations: z.array(
    z.object({
      personId: Id,
      person: z.string(),
      months: z.int(),
      from: Day,
      until: Day.describe('First day after it.'),
      state: z.enum(['not_begun', 'running', 'confirmed', 'left', 'unconfirmed']),
      acts: z.array(ActOut),
    }),
  ),
});
