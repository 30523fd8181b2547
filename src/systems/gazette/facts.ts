/** The published facts of an issue as they stand in `data/`: numbers, names, dates, hashes, and gists of our own. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { fromRoot } from '#base/paths.ts';
import { Appointment, Figure } from '#engines/law/parse/artifact.ts';

const IsoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

const Issue = z.object({
  title: z.string(),
  year: z.int(),
  number: z.int(),
  runningNumber: z.int(),
  date: IsoDate,
  organ: z.string(),
});
const Interval = z.object({ from: IsoDate, until: IsoDate });
const Documents = z.object({
  issuances: z.array(
    z.object({
      number: z.string().nullable(),
      title: z.string(),
      kind: z.string().nullable(),
      issuedBy: z.array(z.string()),
      date: IsoDate.nullable(),
      page: z.int().nullable(),
      validity: Interval.optional(),
      periods: z.array(Interval.extend({ name: z.string() })).optional(),
    }),
  ),
  cleanup: z.array(
    z.object({
      list: z.enum(['repeal', 'keep', 'amend', 'lapse']),
      number: z.string().nullable(),
      titles: z.array(z.string()).min(1),
      reason: z.string().nullable(),
    }),
  ),
  heldLaws: z.array(z.object({ title: z.string() })),
  cited: z.array(z.object({ title: z.string(), number: z.string().nullable(), class: z.string() })),
});
const Clauses = z.array(
  z.object({
    number: z.string().nullable(),
    title: z.string(),
    texts: z.array(
      z.object({ title: z.string(), clauses: z.array(z.tuple([z.string(), z.string(), z.string()])) }),
    ),
  }),
);
const Gists = z.array(
  z.object({
    document: z.string(),
    clauses: z.array(z.object({ path: z.string(), gist: z.string(), doubt: z.string().optional() })),
  }),
);
const Permits = z.object({
  document: z.string(),
  items: z.array(
    z.object({
      no: z.int(),
      authority: z.string(),
      name: z.string(),
      implementers: z.array(z.string()),
      basis: z.array(z.object({ title: z.string(), number: z.string().nullable() })),
      remark: z.string().nullable(),
    }),
  ),
});
const Appointments = z.array(Appointment.omit({ span: true }));
const Figures = z.array(Figure.omit({ span: true }));
const Bodies = z.array(
  z.object({
    name: z.string(),
    aliases: z.array(z.object({ name: z.string(), status: z.string(), decidedBy: z.string().nullable() })),
  }),
);

export type GazetteFacts = {
  readonly issue: z.infer<typeof Issue>;
  readonly documents: z.infer<typeof Documents>;
  readonly clauses: z.infer<typeof Clauses>;
  readonly gists: z.infer<typeof Gists>;
  readonly permits: z.infer<typeof Permits>;
  readonly appointments: z.infer<typeof Appointments>;
  readonly figures: z.infer<typeof Figures>;
  readonly bodies: z.infer<typeof Bodies>;
};

/** Editors and imprint of that issue as `data/xixia/issue.json` states them, for `imprintLines`. */
export const getXixiaImprint = (): unknown =>
  JSON.parse(readFileSync(fromRoot('data/xixia', 'issue.json'), 'utf8'));

/** @throws when a file is missing or is not in the form that `data/xixia/README.md` describes */
export function getXixiaFacts(): GazetteFacts {
  const read = <T>(name: string, schema: z.ZodType<T>): T =>
    schema.parse(JSON.parse(readFileSync(fromRoot('data/xixia', `${name}.json`), 'utf8')));
  return {
    issue: read('issue', Issue),
    documents: read('documents', Documents),
    clauses: read('clauses', Clauses),
    gists: read('gists', Gists),
    permits: read('permits', Permits),
    appointments: read('appointments', Appointments),
    figures: read('figures', Figures),
    bodies: read('bodies', Bodies),
  };
}
