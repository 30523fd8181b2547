/** The texts of an edition (clauses, tables, citations) and its records (contents, appointments, figures, periods). */
import { sql } from 'kysely';
import { newId } from '#base/ids.ts';
import type { Tx } from '#platform/store/store.ts';
import { numberKey, titleKey } from '../name.ts';
import type { Artifact } from '../parse/artifact.ts';
import type { EditionRows, ExpressionDraft, Locator } from '../rows.ts';
import { findStatuteVersion } from '../statute-version.ts';
import { insertRows } from './bulk.ts';

type Edition = {
  readonly artifact: Artifact;
  readonly ids: ReadonlyMap<Locator, string>;
  readonly editionId: string;
};

/** @returns the ids of the new texts */
export async function insertTexts(
  tx: Tx,
  edition: Edition & { readonly rows: EditionRows },
): Promise<string[]> {
  const { rows, ids, artifact } = edition;
  const placed = rows.expressions.map((draft) => ({ draft, id: newId(), document: ids.get(draft.locator) }));
  const documents = JSON.stringify(placed.map((p) => p.document));
  // Another version of a statute stays beside this one; a corrected edition of the same text is replaced by it.
  const replaces = artifact.shape !== 'statute';
  await sql`update law_expression x set current = false
    from law_edition e, law_edition now
    where now.id = ${edition.editionId} and e.id = x.edition_id and (e.issue_id = now.issue_id or ${replaces})
      and x.current and x.document_id in (select value::uuid from json_array_elements_text(${documents}::json))`.execute(
    tx,
  );
  await insertRows(
    tx,
    'law_expression',
    placed.map(({ draft, id, document }, ord) => ({
      id,
      document_id: document,
      edition_id: edition.editionId,
      ord,
      locator: draft.locator,
      valid_from: artifact.shape === 'statute' ? validFrom(artifact) : null,
      valid_until: null,
      current: true,
      opening: draft.opening,
      addressees: draft.addressees,
      attachments: draft.attachments,
      start_at: draft.start_at,
      end_at: draft.end_at,
      text_sha256: draft.text_sha256,
    })),
  );
  if (artifact.shape === 'statute') await closeIntervals(tx, documents);
  for (const { draft, id } of placed) await insertText(tx, id, draft);
  return placed.map((p) => p.id);
}

/** Clauses, tables and citations of one text; citations point nowhere until they are resolved. */
export async function insertText(tx: Tx, expressionId: string, draft: ExpressionDraft): Promise<void> {
  const of = <T extends object>(row: T) => ({ expression_id: expressionId, ...row });
  await insertRows(tx, 'law_clause', draft.clauses.map(of));
  await insertRows(
    tx,
    'law_table',
    draft.tables.map(({ ord, caption, columns }) => of({ ord, caption, column_names: columns })),
  );
  await insertRows(
    tx,
    'law_table_row',
    draft.tables.flatMap((table) => table.rows.map((row) => of({ table_ord: table.ord, ...row }))),
  );
  await insertRows(
    tx,
    'law_citation',
    draft.citations.map((row) => of({ ...row, resolution: 'unverified', target_document_id: null })),
  );
}

/** A version of a statute is the text from its commencement, else from the day it bears. */
const validFrom = (artifact: Artifact): string | null =>
  findStatuteVersion(artifact.source.text)?.validFrom ?? artifact.issuances[0]?.date ?? null;

/** Each version of a statute is the text until the next one commences. */
async function closeIntervals(tx: Tx, documents: string): Promise<void> {
  await sql`update law_expression x set valid_until = n.next
    from (select id, lead(valid_from) over (partition by document_id order by valid_from, id) as next
          from law_expression
          where current and document_id in (select value::uuid from json_array_elements_text(${documents}::json))) n
    where n.id = x.id and x.valid_until is distinct from n.next`.execute(tx);
}

export async function insertEditionRecords(tx: Tx, { artifact, ids, editionId }: Edition): Promise<void> {
  const issuanceId = (index: number | null) =>
    index === null ? null : (ids.get(`issuance:${index}`) ?? null);
  const of = <T extends object>(row: T, ord: number) => ({ edition_id: editionId, ord, ...row });
  await insertRows(
    tx,
    'law_contents_entry',
    artifact.contents.map(({ section, title, number, page }, ord) =>
      of(
        { section, title, number, page, document_id: issuanceId(issuanceNamed(artifact, number, title)) },
        ord,
      ),
    ),
  );
  await insertRows(
    tx,
    'law_appointment',
    artifact.appointments.map((a, ord) =>
      of(
        {
          document_id: issuanceId(issuanceNamed(artifact, a.issuance, a.issuance)),
          person: a.person,
          act: a.act,
          organisation: a.organisation,
          post: a.post,
          concurrent: a.concurrent,
          seconded: a.seconded,
          probation_months: a.probationMonths,
          effective_date: a.effectiveDate,
          decided_on: a.decidedOn,
          decided_by: a.decidedBy,
          start_at: a.span[0],
          end_at: a.span[1],
        },
        ord,
      ),
    ),
  );
  await insertRows(
    tx,
    'law_figure',
    artifact.figures.map((f, ord) =>
      of(
        {
          document_id: issuanceId(f.issuance),
          indicator: f.indicator,
          place: f.place,
          period: f.period,
          value: f.value,
          unit: f.unit,
          change: f.change,
          change_unit: f.changeUnit,
          measure: f.measure,
          compared_with: f.basis,
          start_at: f.span[0],
          end_at: f.span[1],
        },
        ord,
      ),
    ),
  );
  await insertRows(
    tx,
    'law_period',
    artifact.periods.map((p, ord) =>
      of(
        {
          document_id: issuanceId(p.issuance),
          name: p.name,
          kind: p.kind,
          starts: p.from,
          ends: p.until,
          start_at: p.span[0],
          end_at: p.span[1],
        },
        ord,
      ),
    ),
  );
}

/** The first issuance with that number, else with that title; null when none has either. */
function issuanceNamed(artifact: Artifact, number: string | null, title: string): number | null {
  const byNumber =
    number === null
      ? -1
      : artifact.issuances.findIndex((x) => x.number !== null && numberKey(x.number) === numberKey(number));
  const at =
    byNumber >= 0 ? byNumber : artifact.issuances.findIndex((x) => titleKey(x.title) === titleKey(title));
  return at < 0 ? null : at;
}
