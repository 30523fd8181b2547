/** SQL of drafts. */
import { sql } from 'kysely';
import { isId, newId } from '#base/ids.ts';
import { type Actor, actorKey, actorName } from '#platform/people/actor.ts';
import type { Handle, Tx } from '#platform/store/store.ts';
import { DraftContent, SECTIONS } from './draft.ts';
import type { DraftState } from './tables.ts';

export type DraftView = DraftContent & {
  readonly id: string;
  readonly state: DraftState;
  readonly ord: number;
  readonly version: number;
  readonly authors: readonly string[];
  readonly changedBy: string;
  readonly changedAt: Temporal.Instant;
  readonly nextIssueId: string | null;
  readonly number: string | null;
  readonly documentId: string | null;
};

/** The columns that hold what an editor writes. */
export const draftRow = (content: DraftContent) => ({
  section: content.section,
  series: content.series,
  title: content.title,
  addressees: content.addressees,
  body: content.body,
  signed_by: JSON.stringify(content.signedBy),
  dated: content.dated,
  disclosed: content.disclosed,
  attachments: JSON.stringify(content.attachments),
  supersedes: content.supersedes,
});

/** Drafts may be put between others later; a new one goes to the end of its section. */
export async function nextOrd(handle: Handle, section: string): Promise<number> {
  const { last } = await handle
    .selectFrom('gazette_draft')
    .select((e) => e.fn.max('ord').as('last'))
    .where('section', '=', section)
    .where('state', 'in', ['draft', 'ready'])
    .executeTakeFirstOrThrow();
  return Number(last ?? 0) + 1;
}

export async function isDocument(handle: Handle, id: string): Promise<boolean> {
  if (!isId(id)) return false;
  const row = await handle.selectFrom('law_document').select('id').where('id', '=', id).executeTakeFirst();
  return row !== undefined;
}

/** Keeps one sent text for good. `version` null: set aside, because the draft had changed meanwhile. */
export async function keepText(
  tx: Tx,
  actor: Actor,
  text: { draftId: string; version: number | null; basedOn: number; content: DraftContent; at: string },
): Promise<string> {
  const id = newId();
  await tx
    .insertInto('gazette_draft_text')
    .values({
      id,
      draft_id: text.draftId,
      version: text.version,
      based_on: text.basedOn,
      content: JSON.stringify(text.content),
      saved_by: actorKey(actor),
      saved_by_name: actorName(actor),
      saved_at: text.at,
    })
    .execute();
  return id;
}

const drafts = (handle: Handle) => handle.selectFrom('gazette_draft').selectAll();
type Row = Awaited<ReturnType<ReturnType<typeof drafts>['execute']>>[number];

const toView = (row: Row): DraftView => ({
  id: row.id,
  state: row.state,
  section: row.section,
  ord: row.ord,
  series: row.series,
  title: row.title,
  addressees: row.addressees,
  body: row.body,
  signedBy: row.signed_by,
  dated: row.dated,
  disclosed: row.disclosed,
  attachments: row.attachments,
  supersedes: row.supersedes,
  version: row.version,
  authors: row.authors,
  changedBy: row.changed_by_name,
  changedAt: Temporal.Instant.fromEpochMilliseconds(row.changed_at.getTime()),
  nextIssueId: row.next_issue_id,
  number: row.number,
  documentId: row.document_id,
});

/** What an editor wrote, without what the system knows of the draft. */
export const contentOfDraft = (draft: DraftView): DraftContent => DraftContent.parse(draft);

export async function findDraft(handle: Handle, id: string): Promise<DraftView | undefined> {
  if (!isId(id)) return undefined;
  const row = await drafts(handle).where('id', '=', id).executeTakeFirst();
  return row && toView(row);
}

/** Waits for whoever changes the draft at this moment. */
export async function lockDraft(tx: Tx, id: string): Promise<DraftView | undefined> {
  if (!isId(id)) return undefined;
  const row = await drafts(tx).where('id', '=', id).forUpdate().executeTakeFirst();
  return row && toView(row);
}

const sectionPlace = (section: string): number => {
  const at = (SECTIONS as readonly string[]).indexOf(section);
  return at < 0 ? SECTIONS.length : at;
};

/** Drafts in these states, as an issue orders them: by section, then as the editor put them. */
export async function listDrafts(handle: Handle, states: readonly DraftState[]): Promise<DraftView[]> {
  const rows = await drafts(handle)
    .where('state', 'in', [...states])
    .orderBy('ord')
    .orderBy('id')
    .execute();
  return rows
    .map(toView)
    .sort((a, b) => sectionPlace(a.section) - sectionPlace(b.section) || compareText(a.section, b.section));
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The drafts that go into the issue, in its order; nobody changes them until the transaction ends. */
export async function lockReadyDrafts(tx: Tx): Promise<DraftView[]> {
  await tx
    .selectFrom('gazette_draft')
    .select('id')
    .where('state', '=', 'ready')
    .orderBy('id')
    .forUpdate()
    .execute();
  return listDrafts(tx, ['ready']);
}

/** Drafts of a published issue in print order. */
export async function draftsOfIssue(handle: Handle, nextIssueId: string): Promise<DraftView[]> {
  const rows = await drafts(handle).where('next_issue_id', '=', nextIssueId).orderBy('ord').execute();
  return rows.map(toView);
}

export type SentText = {
  readonly id: string;
  readonly version: number | null;
  readonly basedOn: number;
  readonly content: DraftContent;
  readonly by: string;
  readonly at: Temporal.Instant;
};

/** Every text that anybody sent for a draft, newest first. */
export async function sentTexts(handle: Handle, draftId: string): Promise<SentText[]> {
  const rows = await handle
    .selectFrom('gazette_draft_text')
    .selectAll()
    .where('draft_id', '=', draftId)
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    basedOn: row.based_on,
    content: DraftContent.parse(row.content),
    by: row.saved_by_name,
    at: Temporal.Instant.fromEpochMilliseconds(row.saved_at.getTime()),
  }));
}

/** 代字 in use, most used first: of documents of this store that are the district's own, and of drafts. */
export async function knownSeries(handle: Handle): Promise<string[]> {
  const { rows } = await sql<{ series: string }>`
    select series from (
      select split_part(d.number_key, '〔', 1) as series
        from law_document d where d.holding <> 'stub' and d.kind = 'issuance' and d.number_key like '%〔%'
      union all
      select series from gazette_draft where series is not null and state <> 'deleted'
    ) s where series <> '' group by series order by count(*) desc, series limit 30`.execute(handle);
  return rows.map((row) => row.series);
}
