/** A document as of a day, as the downloads give it out. Pure. */
import type { ExportClause, ExportDocument } from '#engines/law/export/document.ts';
import type { PrintedClause, PrintedText } from './printed-text.ts';
import type { DocumentHead } from './queries-document.ts';
import type { DocumentReading } from './read-document.ts';

/**
 * @param origin of the site, for permanent addresses
 * @returns undefined when nothing of the document is here but its name
 */
export function exportDocument(reading: DocumentReading, origin: string): ExportDocument | undefined {
  const { document, parent, text, expression, status } = reading;
  if (!expression) return undefined;
  const related = (relation: 'carries' | 'carried_by', head: DocumentHead) => ({
    relation,
    title: head.title,
    url: `${origin}/documents/${head.id}`,
  });
  const day = reading.date.toString();
  return {
    id: document.id,
    url: `${origin}/documents/${document.id}`,
    kind: document.kind,
    number: document.number,
    title: document.title,
    section: document.section,
    signedBy: document.signedBy,
    dated: document.dated,
    addressees: expression.addressees ?? [],
    opening: expression.opening ?? null,
    clauses: text ? tree(text) : [],
    tables: [...(text?.tables ?? []), ...(text?.clauses ?? []).flatMap((c) => c.tables)].map((table) => ({
      caption: table.caption,
      columns: table.columns,
      rows: table.rows.map((row) => row.cells),
    })),
    related: [
      ...(parent ? [related('carried_by', parent)] : []),
      ...reading.instruments.map(({ head }) => related('carries', head)),
    ],
    status: {
      status: status.status,
      asOf: day,
      evidence: status.evidence.map((e) => ({
        kind: e.kind,
        date: e.date?.toString() ?? null,
        precision: e.precision,
        basis: e.basis,
        reason: reading.effects.find((r) => r.id === e.id)?.reason ?? null,
      })),
    },
    edition: {
      issue: [
        expression.issueTitle,
        expression.issueYear && `${expression.issueYear}年第${expression.issueNumber}期`,
      ]
        .filter(Boolean)
        .join(' '),
      number: expression.editionNumber,
      importedAt: expression.importedAt.toISOString(),
      sourceSha256: expression.sourceSha256,
      textSha256: expression.textSha256,
    },
    validFrom: expression.validFrom ?? null,
    validUntil: expression.validUntil ?? null,
  };
}

function tree(text: PrintedText): ExportClause[] {
  const children = Map.groupBy(text.clauses, (c) => c.parent);
  const view = (clause: PrintedClause): ExportClause => ({
    key: clause.key,
    label: clause.label,
    path: clause.path,
    heading: clause.heading,
    text: clause.printed,
    gist: clause.gist,
    sha256: clause.sha256,
    children: (children.get(clause.ord) ?? []).map(view),
  });
  return (children.get(null) ?? []).map(view);
}
