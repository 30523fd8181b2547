/** Writing one edition of an issue: everything that its artifact says, in the caller's transaction. */
import { sql } from 'kysely';
import { sha256 } from '#base/digest.ts';
import { newId } from '#base/ids.ts';
import type { Tx } from '#platform/store/store.ts';
import type { EditionContent } from '../content.ts';
import { type Locator, rowsHash } from '../rows.ts';
import { noticeFindings } from './findings.ts';
import { identifyDocuments } from './identify-documents.ts';
import { indexExpressions } from './index-search.ts';
import { type RecordedEffects, recordEffects } from './record-effects.ts';
import { resolveCitations } from './resolve-citations.ts';
import { insertRecords, insertTexts } from './texts.ts';

export type EditionSource = {
  readonly sha256: string;
  readonly bytes: Uint8Array;
  readonly fileName: string | null;
};

export type NewEdition = {
  readonly content: EditionContent;
  /** The file; null when it is written from published facts. */
  readonly source: EditionSource | null;
  readonly actor: string;
  readonly now: Temporal.Instant;
};

export type WrittenEdition = {
  readonly outcome: 'imported' | 'corrected' | 'already_here';
  readonly issueId: string;
  readonly editionId: string;
  readonly editionNumber: number;
  /** False when a later edition has superseded the one that is already here. */
  readonly current: boolean;
  readonly documents: {
    readonly created: number;
    readonly filled: number;
    readonly ids: ReadonlyMap<Locator, string>;
  };
  readonly clauses: number;
  readonly tableRows: number;
  readonly citations: Readonly<Record<string, number>>;
  /** Citations in other documents that now point elsewhere. */
  readonly olderCitations: number;
  readonly effects: RecordedEffects;
  readonly appointments: number;
  readonly figures: number;
  readonly findings: number;
};

/** Imports are rare and give identities: one at a time, in all processes. Any number, the same everywhere. */
const IMPORT_LOCK = 7_120_231_230;

/** Waits until no import is under way, and keeps others waiting until the transaction ends. May be called again in it. */
export const lockImports = async (tx: Tx): Promise<void> =>
  void (await sql`select pg_advisory_xact_lock(${sql.lit(IMPORT_LOCK)})`.execute(tx));

export async function writeEdition(tx: Tx, input: NewEdition): Promise<WrittenEdition> {
  await lockImports(tx);
  const { content, source } = input;
  const artifactSha256 = sha256(content.artifactText);
  const here = await alreadyHere(tx, content.issueKey, source?.sha256 ?? null, artifactSha256);
  if (here) return here;

  const now = input.now.toString({ smallestUnit: 'millisecond' });
  const issueId = await findOrCreateIssue(tx, content, now);
  const previous = await currentEdition(tx, issueId);
  if (source) await keepSource(tx, source, content.encoding, now);
  const editionId = await insertEdition(tx, { issueId, previous, input, artifactSha256, now });
  const { rows } = content;

  const holding = source ? 'held' : 'outlined';
  const documents = await identifyDocuments(tx, rows.documents, {
    previousEdition: previous?.id ?? null,
    holding,
    now,
  });
  const { ids } = documents;
  const expressions = await insertTexts(tx, { content, ids, editionId });
  await insertRecords(tx, rows.records, { ids, editionId });
  const effects = await recordEffects(tx, content.effects, {
    editionId,
    issueId,
    ids,
    actor: input.actor,
    now,
  });
  const citations = await resolveCitations(tx, expressions, ids, now);
  await indexExpressions(tx, await everyTextOf(tx, [...ids.values()]));
  const findings = await noticeFindings(tx, { editionId, previous: previous?.id ?? null, ids, effects, now });
  return {
    // Facts stand in for a file; the file that replaces them corrects nothing.
    outcome: previous?.origin === 'file' ? 'corrected' : 'imported',
    issueId,
    editionId,
    editionNumber: (previous?.number ?? 0) + 1,
    current: true,
    documents,
    clauses: sum(rows.expressions.map((e) => e.clauses.length)),
    tableRows: sum(rows.expressions.flatMap((e) => e.tables.map((t) => t.rows.length))),
    citations: citations.counts,
    olderCitations: citations.older,
    effects,
    appointments: rows.records.appointments.length,
    figures: rows.records.figures.length,
    findings,
  };
}

/** New texts, and those that they replace: these leave the search index. */
async function everyTextOf(tx: Tx, documents: readonly string[]): Promise<string[]> {
  if (documents.length === 0) return [];
  const rows = await tx
    .selectFrom('law_expression')
    .select('id')
    .where('document_id', 'in', [...documents])
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

async function alreadyHere(
  tx: Tx,
  issueKey: string,
  sourceSha256: string | null,
  artifactSha256: string,
): Promise<WrittenEdition | null> {
  const row = await tx
    .selectFrom('law_edition as e')
    .innerJoin('law_issue as i', 'i.id', 'e.issue_id')
    .select(['e.id', 'e.issue_id', 'e.number', 'e.current'])
    .where((e) =>
      sourceSha256 === null
        ? // Facts never supersede a file that is here, nor themselves.
          e.and([
            e('i.issue_key', '=', issueKey),
            e.or([e('e.origin', '=', 'file'), e('e.artifact_sha256', '=', artifactSha256)]),
          ])
        : e.and([e('e.source_sha256', '=', sourceSha256), e('e.artifact_sha256', '=', artifactSha256)]),
    )
    .orderBy('e.number', 'desc')
    .executeTakeFirst();
  if (!row) return null;
  return {
    outcome: 'already_here',
    issueId: row.issue_id,
    editionId: row.id,
    editionNumber: row.number,
    current: row.current,
    documents: { created: 0, filled: 0, ids: new Map() },
    clauses: 0,
    tableRows: 0,
    citations: {},
    olderCitations: 0,
    effects: { proposed: 0, decided: 0, unchanged: 0, retracted: 0, ambiguous: [] },
    appointments: 0,
    figures: 0,
    findings: 0,
  };
}

async function findOrCreateIssue(tx: Tx, content: EditionContent, now: string): Promise<string> {
  const known = await tx
    .selectFrom('law_issue')
    .select('id')
    .where('issue_key', '=', content.issueKey)
    .executeTakeFirst();
  if (known) return known.id;
  const id = newId();
  const { issue } = content;
  await tx
    .insertInto('law_issue')
    .values({
      id,
      issue_key: content.issueKey,
      shape: content.shape,
      title: issue.title,
      organ: issue.organ,
      year: issue.year,
      number: issue.number,
      running_number: issue.runningNumber,
      dated: issue.date,
      first_imported_at: now,
    })
    .execute();
  return id;
}

const currentEdition = (tx: Tx, issueId: string) =>
  tx
    .selectFrom('law_edition')
    .select(['id', 'number', 'origin'])
    .where('issue_id', '=', issueId)
    .where('current', '=', true)
    .executeTakeFirst();

async function keepSource(tx: Tx, source: EditionSource, encoding: string, now: string): Promise<void> {
  await tx
    .insertInto('law_source_file')
    .values({
      sha256: source.sha256,
      bytes: source.bytes,
      size_bytes: source.bytes.byteLength,
      encoding,
      file_name: source.fileName,
      received_at: now,
    })
    .onConflict((conflict) => conflict.column('sha256').doNothing())
    .execute();
}

async function insertEdition(
  tx: Tx,
  made: {
    issueId: string;
    previous: { id: string; number: number } | undefined;
    input: NewEdition;
    artifactSha256: string;
    now: string;
  },
): Promise<string> {
  const id = newId();
  if (made.previous) {
    await tx.updateTable('law_edition').set({ current: false }).where('id', '=', made.previous.id).execute();
  }
  await tx
    .insertInto('law_edition')
    .values({
      id,
      issue_id: made.issueId,
      number: (made.previous?.number ?? 0) + 1,
      origin: made.input.source ? 'file' : 'facts',
      source_sha256: made.input.source?.sha256 ?? null,
      artifact: made.input.content.artifactText,
      artifact_sha256: made.artifactSha256,
      rows_sha256: rowsHash(made.input.content.rows),
      supersedes: made.previous?.id ?? null,
      current: true,
      imported_by: made.input.actor,
      imported_at: made.now,
    })
    .execute();
  return id;
}
