/** Documents as the reading API gives them out. Pure. */
import type { z } from 'zod';
import type { DocumentOut, EffectOut, Head } from './api-schema.ts';
import { clauseHref } from './clause-address.ts';
import type { DocumentHead, EffectRecord } from './queries-document.ts';
import type { DocumentReading } from './read-document.ts';

/** @param origin of the site, for addresses */
export const headView = (d: DocumentHead, origin: string): z.infer<typeof Head> => ({
  id: d.id,
  url: `${origin}/documents/${d.id}`,
  kind: d.kind,
  number: d.number,
  title: d.title,
  section: d.section,
  signedBy: [...d.signedBy],
  dated: d.dated,
  holding: d.holding,
  carriedBy: d.parentId,
});

const effectView = (e: EffectRecord): z.infer<typeof EffectOut> => ({
  id: e.id,
  kind: e.kind,
  date: e.date?.toString() ?? null,
  precision: e.precision,
  until: e.until?.toString() ?? null,
  stage: e.stage,
  reason: e.reason,
  basis: e.basis,
  source: e.place,
  assertedBy: e.account ?? e.assertedBy,
  assertedAt: e.assertedAt.toString({ smallestUnit: 'millisecond' }),
});

export function documentView(reading: DocumentReading, origin: string): z.infer<typeof DocumentOut> {
  const { document, status, text, expression } = reading;
  return {
    ...headView(document, origin),
    asOf: reading.date.toString(),
    status: {
      status: status.status,
      doubt: status.doubt,
      evidence: status.evidence.map((e) => e.id),
      next: status.next && { date: status.next.date.toString(), status: status.next.status },
    },
    effects: reading.effects.map(effectView),
    addressees: [...(expression?.addressees ?? [])],
    opening: expression?.opening ?? null,
    clauses: (text?.clauses ?? []).map((c) => ({
      path: c.path,
      url: origin + clauseHref(document.id, c.address),
      label: c.label,
      depth: c.depth,
      heading: c.heading,
      text: c.text,
      gist: c.gist,
    })),
    tables: [...(text?.tables ?? []), ...(text?.clauses ?? []).flatMap((c) => c.tables)].map((t) => ({
      caption: t.caption,
      columns: [...t.columns],
      rows: t.rows.map((r) => ({ ...r.cells })),
    })),
    carries: reading.instruments.map(({ head }) => headView(head, origin)),
    citations: (text?.citations ?? []).map((c) => ({
      title: c.title,
      number: c.number,
      resolution: c.resolution,
      documentId: c.targetId,
    })),
    citedBy: reading.citing.map((d) => headView(d, origin)),
    sources: reading.expressions.map((x) => ({
      issueId: x.issueId,
      edition: x.editionNumber,
      origin: x.origin,
      sourceSha256: x.sourceSha256,
      textSha256: x.textSha256,
      validFrom: x.validFrom,
      validUntil: x.validUntil,
    })),
  };
}
