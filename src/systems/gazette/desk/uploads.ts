/** SQL of uploads: taking one for a run, recording how far it is, reading them for the desk. */
import { sql } from 'kysely';
import { isId } from '#base/ids.ts';
import type { Jobs } from '#platform/jobs/jobs.ts';
import { type Actor, ROLES, type Role } from '#platform/people/actor.ts';
import type { Db, Handle, Store } from '#platform/store/store.ts';
import { IMPORT_QUEUE } from './receive-upload.ts';
import type { EndedUpload } from './run-upload.ts';
import type { RecordedStep, UploadReport, UploadState } from './tables.ts';

const UNFINISHED = ['queued', 'running'] as const;

export type TakenUpload = {
  readonly id: string;
  readonly bytes: Uint8Array;
  readonly fileName: string | null;
  readonly uploadedBy: string;
  readonly uploadedByName: string;
  readonly takeIncomplete: boolean;
  readonly attempts: number;
  readonly failures: number;
  /** Whether that edition is what an earlier, interrupted run of this upload made. */
  readonly resumedFrom: (editionId: string) => boolean;
};

/**
 * Gives the upload to a run for some seconds.
 * @returns `held` while another run has it; undefined when there is nothing left to do
 */
export async function takeUpload(
  db: Db,
  id: string,
  run: string,
  leaseSeconds: number,
  why: 'begin' | 'prolong',
): Promise<TakenUpload | 'held' | undefined> {
  const begin = why === 'begin';
  const { rows } = await sql<{ bytes: Uint8Array }>`
    update gazette_upload set state = 'running', taken_by = ${run},
      lease_until = now() + make_interval(secs => ${leaseSeconds}),
      attempts = attempts + ${begin ? 1 : 0}
    where id = ${id} and state in ('queued', 'running')
      and (taken_by is null or lease_until < now() or taken_by = ${run})
    returning id`.execute(db);
  if (rows.length === 0) {
    const state = await db
      .selectFrom('gazette_upload')
      .select('state')
      .where('id', '=', id)
      .executeTakeFirst();
    return state && UNFINISHED.includes(state.state as never) ? 'held' : undefined;
  }
  return begin ? readTaken(db, id) : undefined;
}

async function readTaken(db: Db, id: string): Promise<TakenUpload> {
  const row = await db
    .selectFrom('gazette_upload')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (!row.bytes) throw new Error(`upload ${id} is unfinished and has no bytes`);
  const made = row.attempts > 1 ? await madeByEarlierRun(db, row) : new Set<string>();
  return {
    id,
    bytes: row.bytes,
    fileName: row.file_name,
    uploadedBy: row.uploaded_by,
    uploadedByName: row.uploaded_by_name,
    takeIncomplete: row.take_incomplete,
    attempts: row.attempts,
    failures: row.failures,
    resumedFrom: (editionId) => made.has(editionId),
  };
}

/** Editions of these bytes made by the same account since the upload that no other upload calls its own. */
async function madeByEarlierRun(
  db: Db,
  upload: { id: string; sha256: string; uploaded_by: string; uploaded_at: Date },
): Promise<Set<string>> {
  const rows = await db
    .selectFrom('law_edition as e')
    .select('e.id')
    .where('e.source_sha256', '=', upload.sha256)
    .where('e.imported_by', '=', upload.uploaded_by)
    .where('e.imported_at', '>=', upload.uploaded_at)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('gazette_upload as u')
            .select('u.id')
            .whereRef('u.edition_id', '=', 'e.id')
            .where('u.state', '=', 'imported'),
        ),
      ),
    )
    .execute();
  return new Set(rows.map((row) => row.id));
}

export async function recordSteps(db: Db, id: string, steps: readonly RecordedStep[]): Promise<void> {
  await db
    .updateTable('gazette_upload')
    .set({ steps: JSON.stringify(steps) })
    .where('id', '=', id)
    .where('state', 'in', UNFINISHED)
    .execute();
}

/** Ends an upload once; a later end of the same upload changes nothing. Its bytes are no longer needed here. */
export async function endUpload(db: Db, id: string, ended: EndedUpload): Promise<void> {
  await db
    .updateTable('gazette_upload')
    .set({
      state: ended.state,
      steps: JSON.stringify(ended.steps),
      report: JSON.stringify(ended.report),
      edition_id: ended.editionId,
      bytes: null,
      taken_by: null,
      lease_until: null,
      ended_at: Temporal.Now.instant().toString({ smallestUnit: 'millisecond' }),
    })
    .where('id', '=', id)
    .where('state', 'in', UNFINISHED)
    .execute();
}

/** Gives an upload back after an unexpected error, to be taken up again. */
export async function yieldUpload(db: Db, id: string): Promise<void> {
  await sql`update gazette_upload
    set state = 'queued', taken_by = null, lease_until = null, failures = failures + 1
    where id = ${id} and state = 'running'`.execute(db);
}

/** Whoever uploaded, with the roles of today: a role that was withdrawn since does not import. */
export async function uploaderOf(handle: Handle, id: string, name: string): Promise<Actor> {
  if (id.startsWith('system:')) return { kind: 'system', part: id.slice('system:'.length) };
  const rows = await handle
    .selectFrom('account_role')
    .select(['role', 'division'])
    .where('account_id', '=', id)
    .execute();
  const roles = rows.filter((r): r is { role: Role; division: string } => ROLES.includes(r.role as Role));
  return { kind: 'account', id, name, roles };
}

/**
 * Queues again what a crash left unfinished. The embedded database has one process, so whatever is under way in it
 * was interrupted; on a server another process may be at work, and its lease is waited for.
 */
export async function resumeUploads(store: Store, jobs: Jobs): Promise<number> {
  return store.db.transaction().execute(async (tx) => {
    if (store.kind === 'embedded') {
      await tx
        .updateTable('gazette_upload')
        .set({ state: 'queued', taken_by: null, lease_until: null })
        .where('state', 'in', UNFINISHED)
        .execute();
    }
    const rows = await tx
      .selectFrom('gazette_upload')
      .select('id')
      .where('state', 'in', UNFINISHED)
      .orderBy('id')
      .execute();
    for (const { id } of rows) await jobs.send(tx, IMPORT_QUEUE, { uploadId: id }, id);
    return rows.length;
  });
}

export type UploadView = {
  readonly id: string;
  readonly sha256: string;
  readonly fileName: string | null;
  readonly sizeBytes: number;
  readonly byName: string;
  readonly at: Temporal.Instant;
  readonly state: UploadState;
  readonly steps: readonly RecordedStep[];
  readonly report: UploadReport | null;
  readonly editionId: string | null;
  readonly attempts: number;
};

const shown = (handle: Handle) =>
  handle
    .selectFrom('gazette_upload')
    .select([
      'id',
      'sha256',
      'file_name',
      'size_bytes',
      'uploaded_by_name',
      'uploaded_at',
      'state',
      'steps',
      'report',
      'edition_id',
      'attempts',
    ]);

const toView = (row: Awaited<ReturnType<ReturnType<typeof shown>['execute']>>[number]): UploadView => ({
  id: row.id,
  sha256: row.sha256,
  fileName: row.file_name,
  sizeBytes: row.size_bytes,
  byName: row.uploaded_by_name,
  at: Temporal.Instant.fromEpochMilliseconds(row.uploaded_at.getTime()),
  state: row.state,
  steps: row.steps,
  report: row.report,
  editionId: row.edition_id,
  attempts: row.attempts,
});

export async function findUpload(handle: Handle, id: string): Promise<UploadView | undefined> {
  if (!isId(id)) return undefined;
  const row = await shown(handle).where('id', '=', id).executeTakeFirst();
  return row && toView(row);
}

/** Newest first. */
export async function listUploads(
  handle: Handle,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ uploads: UploadView[]; total: number }> {
  const rows = await shown(handle)
    .orderBy('uploaded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  const { total } = await handle
    .selectFrom('gazette_upload')
    .select((e) => e.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return { uploads: rows.map(toView), total: Number(total) };
}

export type EditionContents = {
  readonly documents: readonly { id: string; title: string; number: string | null; dated: string | null }[];
  readonly findings: number;
};

/** What an edition brought: its documents in print order, and how many findings about it are open. */
export async function editionContents(handle: Handle, editionId: string): Promise<EditionContents> {
  const documents = await handle
    .selectFrom('law_expression as x')
    .innerJoin('law_document as d', 'd.id', 'x.document_id')
    .select(['d.id', 'd.title', 'd.number', 'd.dated'])
    .where('x.edition_id', '=', editionId)
    .where('d.parent_id', 'is', null)
    .orderBy('x.ord')
    .execute();
  const { n } = await handle
    .selectFrom('law_finding')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('edition_id', '=', editionId)
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow();
  return { documents, findings: Number(n) };
}

/** Words of the file that no rule claimed, in print order. */
export async function editionResidue(handle: Handle, editionId: string): Promise<string[]> {
  const row = await handle
    .selectFrom('law_edition')
    .select('artifact')
    .where('id', '=', editionId)
    .executeTakeFirst();
  if (!row) return [];
  const { source, residue } = JSON.parse(row.artifact) as {
    source: { text: string };
    residue: { span: [number, number] }[];
  };
  return residue.map(({ span: [start, end] }) => source.text.slice(start, end));
}
