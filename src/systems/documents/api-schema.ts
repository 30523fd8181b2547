/** What the reading API answers, as zod schemas: the source of OpenAPI and of the check on every answer. */
import { z } from 'zod';
import { effectKinds } from '#engines/law/effect.ts';
import { statuses } from '#engines/law/status.ts';

const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const Id = z.uuid();

export const Refused = z.object({
  error: z.object({ code: z.string(), message: z.string(), basis: z.string().optional() }),
});

export const Head = z.object({
  id: Id,
  url: z.string().describe('Permanent address of its page.'),
  kind: z.enum(['issuance', 'instrument', 'statute']),
  number: z.string().nullable().describe('Document number as printed; not unique, may be absent.'),
  title: z.string(),
  section: z.string().nullable(),
  signedBy: z.array(z.string()),
  dated: Day.nullable(),
  holding: z
    .enum(['held', 'outlined', 'stub'])
    .describe('held: text is here. outlined: clauses known by gist. stub: known by name only.'),
  carriedBy: Id.nullable().describe('The issuance that carries an instrument.'),
});

export const DocumentInList = Head.extend({ status: z.enum(statuses) });

export const DocumentList = z.object({
  asOf: Day,
  total: z.int(),
  page: z.int(),
  pages: z.int(),
  documents: z.array(DocumentInList),
});

export const EffectOut = z.object({
  id: Id,
  kind: z.enum(effectKinds),
  date: Day.nullable().describe('First day of the new state.'),
  precision: z.enum(['day', 'month', 'year', 'unknown']),
  until: Day.nullable(),
  stage: z.enum(['proposed', 'decided']).describe('A proposal changes nothing.'),
  reason: z.string().nullable(),
  basis: z.string().nullable(),
  source: z
    .object({ documentId: Id, number: z.string().nullable(), title: z.string(), path: z.string().nullable() })
    .nullable()
    .describe('The document and clause that say so.'),
  assertedBy: z.string(),
  assertedAt: z.iso.datetime(),
});

export const ClauseOut = z.object({
  path: z.string(),
  url: z.string(),
  label: z.string(),
  depth: z.int(),
  heading: z.string().nullable(),
  text: z.string().nullable().describe('Own words; null while the original is not imported.'),
  gist: z.string().nullable().describe('Plain-language gist by the editors: not the text, no legal force.'),
});

export const TableOut = z.object({
  caption: z.string().nullable(),
  columns: z.array(z.string()),
  rows: z.array(z.record(z.string(), z.string())),
});

export const CitationOut = z.object({
  title: z.string().nullable(),
  number: z.string().nullable(),
  resolution: z.enum([
    'exact',
    'by_number',
    'by_title',
    'ambiguous',
    'known_not_held',
    'malformed',
    'unverified',
  ]),
  documentId: Id.nullable(),
});

export const DocumentOut = Head.extend({
  asOf: Day,
  status: z.object({
    status: z.enum(statuses),
    doubt: z.enum(['no_record', 'imprecise_date']).nullable(),
    evidence: z.array(Id).describe('Effects that make it so.'),
    next: z.object({ date: Day, status: z.enum(statuses) }).nullable(),
  }),
  effects: z.array(EffectOut),
  addressees: z.array(z.string()),
  opening: z.string().nullable(),
  clauses: z.array(ClauseOut),
  tables: z.array(TableOut),
  carries: z.array(Head),
  citations: z.array(CitationOut),
  citedBy: z.array(Head),
  sources: z.array(
    z.object({
      issueId: Id,
      edition: z.int(),
      origin: z.enum(['file', 'facts']),
      sourceSha256: z.string().nullable(),
      textSha256: z.string(),
      validFrom: Day.nullable(),
      validUntil: Day.nullable(),
    }),
  ),
});

export const IssueOut = z.object({
  id: Id,
  url: z.string(),
  title: z.string(),
  organ: z.string().nullable(),
  year: z.int().nullable(),
  number: z.int().nullable(),
  runningNumber: z.int().nullable(),
  dated: Day.nullable(),
  documents: z.int(),
  origin: z.enum(['file', 'facts']),
});

export const IssueList = z.object({ total: z.int(), page: z.int(), issues: z.array(IssueOut) });

const Page = z.coerce.number().int().min(1).max(400).default(1);
/** An empty field of a form asks for nothing. */
const asked = <T extends z.ZodType>(schema: T) =>
  z.preprocess((v) => (v === '' ? undefined : v), schema.optional());

export const AsOfQuery = z.object({ asOf: asked(z.iso.date()) });
export const PageQuery = z.object({ page: Page });
export const DocumentQuery = z.object({
  asOf: asked(z.iso.date().describe('Status as of this day; today by default.')),
  q: asked(z.string().max(100).describe('Words of title or number.')),
  kind: asked(z.enum(['issuance', 'instrument', 'statute'])),
  section: asked(z.string().max(100)),
  body: asked(z.string().max(100).describe('Issuing body as printed.')),
  status: asked(z.enum(statuses)),
  year: asked(z.coerce.number().int().min(1900).max(2199)),
  holding: asked(z.enum(['held', 'known'])),
  sort: z.enum(['newest', 'oldest', 'title']).default('newest'),
  page: Page,
});
