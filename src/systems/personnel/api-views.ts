/** The record of posts as its API gives it out. Pure. */
import type { z } from 'zod';
import type { ActOut, TenureOut } from './api-schema.ts';
import { organisationOf, type PersonAct, type PersonnelRecord, personOf, postOf } from './record.ts';
import type { Tenure } from './tenures.ts';

const text = (day: Temporal.PlainDate | null): string | null => day?.toString() ?? null;

/** @param origin of the site, for addresses */
export const actView = (a: PersonAct, origin: string): z.infer<typeof ActOut> => ({
  key: a.key,
  personId: a.personId,
  person: a.name,
  act: a.kind,
  organisationId: a.organisationId,
  organisation: a.organisation,
  postId: a.postId,
  post: a.post,
  concurrent: a.concurrent,
  seconded: a.seconded,
  probationMonths: a.probationMonths,
  effectiveDate: text(a.effective),
  decidedOn: text(a.decidedOn),
  decidedBy: a.decidedBy,
  notice: {
    documentId: a.notice.documentId,
    number: a.notice.number,
    title: a.notice.title,
    dated: text(a.notice.dated),
  },
  source: origin + (a.place?.href ?? `/documents/${a.notice.documentId}`),
});

export const tenureView = (record: PersonnelRecord, t: Tenure<PersonAct>): z.infer<typeof TenureOut> => {
  const post = postOf(record, t.postId);
  return {
    personId: t.personId,
    person: personOf(record, t.personId).name,
    postId: t.postId,
    organisation: organisationOf(record, post.organisationId).name,
    post: post.title,
    concurrent: t.concurrent,
    seconded: t.seconded,
    from: { earliest: text(t.earliest), latest: t.latest.toString() },
    until: text(t.end),
    acts: [...t.given, ...(t.taken ? [t.taken] : [])].map((a) => a.key),
  };
};
