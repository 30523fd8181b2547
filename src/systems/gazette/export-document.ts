/** Gathers what a download of a document is made of. */
import { isId } from '#base/ids.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { toAkomaNtoso } from '#engines/law/export/akoma-ntoso.ts';
import type { ExportClause, ExportDocument } from '#engines/law/export/document.ts';
import { toJson } from '#engines/law/export/json.ts';
import { toMarkdown } from '#engines/law/export/markdown.ts';
import { statusesAt } from '#engines/law/store/read-effects.ts';
import type { Handle } from '#platform/store/store.ts';
import { type ClauseOfText, findText, relatedDocuments, tablesOfText, textClauses } from './queries.ts';

export const exportFormats = {
  md: { mediaType: 'text/markdown; charset=utf-8', print: toMarkdown },
  json: { mediaType: 'application/json; charset=utf-8', print: toJson },
  xml: { mediaType: 'application/akn+xml; charset=utf-8', print: toAkomaNtoso },
} as const;
export type ExportFormat = keyof typeof exportFormats;

/**
 * @param asked.asOf the day of the status, and of the text where a statute has several versions
 * @param asked.urlOf the permanent address of a document
 */
export async function exportDocument(
  handle: Handle,
  asked: {
    documentId: string;
    asOf: Temporal.PlainDate;
    now: Temporal.Instant;
    urlOf: (id: string) => string;
  },
): Promise<Result<ExportDocument, 'gazette.document.not_found' | 'gazette.document.no_text'>> {
  const { documentId, urlOf } = asked;
  const document = isId(documentId)
    ? await handle.selectFrom('law_document').selectAll().where('id', '=', documentId).executeTakeFirst()
    : undefined;
  if (!document) return refuse('gazette.document.not_found', '没有这份文件，请从文件目录重新查找。');
  const text = await findText(handle, documentId, asked.asOf.toString());
  if (!text)
    return refuse('gazette.document.no_text', '本系统只知道这份文件的名称，尚未收录正文，无法下载。');
  const [clauses, tables, related, statuses] = await Promise.all([
    textClauses(handle, text.id, documentId),
    tablesOfText(handle, text.id),
    relatedDocuments(handle, documentId, document.parent_id),
    statusesAt(handle, [documentId], asked.asOf, asked.now),
  ]);
  const status = statuses.get(documentId);
  return ok({
    id: documentId,
    url: urlOf(documentId),
    kind: document.kind as ExportDocument['kind'],
    number: document.number,
    title: document.title,
    section: document.section,
    signedBy: document.signed_by as string[],
    dated: document.dated,
    addressees: text.addressees as string[],
    opening: text.opening,
    clauses: treeOf(clauses),
    tables,
    related: related.map((r) => ({
      relation: r.id === document.parent_id ? 'carried_by' : 'carries',
      title: r.title,
      url: urlOf(r.id),
    })),
    status: {
      status: status?.status ?? 'unknown',
      asOf: asked.asOf.toString(),
      evidence: (status?.evidence ?? []).map((e) => ({
        kind: e.kind,
        date: e.date?.toString() ?? null,
        precision: e.precision,
        basis: e.basis,
        reason: (e as { reason?: string | null }).reason ?? null,
      })),
    },
    edition: {
      issue: text.issue_title,
      number: text.edition_number,
      importedAt: text.imported_at.toISOString(),
      sourceSha256: text.source_sha256,
      textSha256: text.text_sha256,
    },
    validFrom: text.valid_from,
    validUntil: text.valid_until,
  });
}

function treeOf(rows: readonly ClauseOfText[]): ExportClause[] {
  const childrenOf = Map.groupBy(rows, (row) => row.parent_ord);
  const below = (ord: number | null): ExportClause[] =>
    (childrenOf.get(ord) ?? []).map((row) => ({
      key: row.clause_key,
      label: row.label,
      path: row.path,
      heading: row.heading,
      text: row.text,
      gist: row.gist,
      sha256: row.sha256,
      children: below(row.ord),
    }));
  return below(null);
}
