/** What the API about items answers, as zod schemas: the source of OpenAPI and of the check on every answer. */
import { z } from 'zod';
import { Citation, Item, SUBJECTS } from './item.ts';
import { CHANGE_KINDS } from './list-change.ts';
import { VARIANTS } from './permit-procedure.ts';

const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const Code = z.string().regex(/^\d{12}$/);

export const Refused = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

export const ItemQuery = z.object({
  q: z.string().max(200).optional().describe('Everyday words, e.g. 开饭店; the best answer first.'),
  subject: z.enum(SUBJECTS).optional(),
  theme: z.string().max(60).optional(),
  authority: z.string().max(60).optional(),
  body: z.string().max(60).optional().describe('An implementing body.'),
  variant: z.enum(VARIANTS).optional(),
  basis: z.string().max(200).optional().describe('Title of a legal basis.'),
});

export const ItemOut = z.object({
  code: Code,
  url: z.string(),
  version: z.int(),
  no: z.int(),
  name: z.string(),
  about: z.string(),
  authority: z.string(),
  implementers: z.array(z.string()),
  subjects: z.array(z.enum(SUBJECTS)),
  themes: z.array(z.string()),
  variant: z.enum(VARIANTS),
  promisedDays: z.int().describe('Working days.'),
  visits: z.int(),
  bases: z.array(Citation),
  listDocument: z.string(),
  effectiveOn: Day,
});
export const ItemListOut = z.object({ total: z.int(), items: z.array(ItemOut) });

export const VersionOut = z.object({
  code: Code,
  url: z.string(),
  version: z.int(),
  latest: z.boolean(),
  sha256: z.string(),
  listDocument: z.string(),
  reason: z.string(),
  effectiveOn: Day,
  publishedAt: z.string(),
  withdrawn: z.object({ reason: z.string(), effectiveOn: Day }).nullable(),
});
export const ItemVersionOut = VersionOut.extend({
  content: Item.describe(
    'Paths in `assumed` are district defaults that neither the gazette nor a statute at hand says.',
  ),
  formSchema: z
    .record(z.string(), z.unknown())
    .describe('The form as JSON Schema 2020-12 that stands on its own.'),
});
export const VersionListOut = z.object({ versions: z.array(VersionOut) });
export const VersionQuery = z.object({
  version: z.coerce.number().int().min(1).optional().describe('The latest by default.'),
});

export const ChangeListOut = z.object({
  changes: z.array(
    z.object({
      code: Code,
      kind: z.enum(CHANGE_KINDS),
      version: z.int(),
      name: z.string(),
      before: z.unknown(),
      after: z.unknown(),
      reason: z.string(),
      listDocument: z.string(),
      effectiveOn: Day,
    }),
  ),
});
