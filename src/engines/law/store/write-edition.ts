/** Writing one edition of an issue: everything that its artifact says, in the caller's transaction. */
import { sql } from 'kysely';
import { sha256 } from '#base/digest.ts';
import { newId } from '#base/ids.ts';
import type { Tx } from '#platform/store/store.ts';
import { assertedEffects } from '../asserted.ts';
import { numberKey, titleKey } from '../name.ts';
import type { Artifact } from '../parse/artifact.ts';
import { type EditionRows, editionRows, type Locator, rowsHash } from '../rows.ts';
import { noticeFindings } from './findings.ts';
import { identifyDocuments } from './identify-documents.ts';
import { indexExpressions } from './index-search.ts';
import { type RecordedEffects, recordEffects } from './record-effects.ts';
import { resolveCitations } from './resolve-citations.ts';
import { insertEditionRecords, insertTexts } from './texts.ts';

export type EditionSource = {
  readonly sha256: string;
  readonly bytes: Uint8Array;
  readonly fileName: string | null;
};

export type NewEdition = {
  readonly artifact: Artifact;
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

export async function writeEdition(tx: Tx, input: NewEdition): Promise<WrittenEdition> {
  await sql`select pg_advisory_xact_lock(${sql.lit(IMPORT_LOCK)})`.execute(tx);
  const artifactText = JSON.stringify(input.artifact);
  const artifactSha256 = sha256(artifactText);
  const issueKey = issueKeyOf(input.artifact);
  const here = await alreadyHere(tx, issueKey, input.source?.sha256 ?? null, artifactSha256);
  if (here) return here;

  const now = input.now.toString({ smallestUnit: 'millisecond' });
  const rows = editionRows(input.artifact);
  const issueId = await findOrCreateIssue(tx, issueKey, input.artifact, now);
  const previous = await currentEdition(tx, issueId);
  if (input.source) await keepSource(tx, input.source, input.artifact.source.encoding, now);
  const editionId = await insertEdition(tx, {
    issueId,
    previous,
    input,
    artifactText,
    artifactSha256,
    rows,
    now,
  });

  const holding = input.source ? 'held' : 'outlined';
  const documents = await identifyDocuments(tx, rows.documents, {
    previousEdition: previous?.id ?? null,
    holding,
    now,
  });
  const { ids } = documents;
  const expressions = await insertTexts(tx, { rows, ids, editionId, artifact: input.artifact });
  await insertEditionRecords(tx, { artifact: input.artifact, ids, editionId });
  const effects = await recordEffects(tx, assertedEffects(input.artifact), {
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
    outcome: previous ? 'corrected' : 'imported',
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
    appointments: input.artifact.appointments.length,
    figures: input.artifact.figures.length,
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

/** What makes two files editions of one issue. */
export function issueKeyOf(artifact: Artifact): string {
  const { issue } = artifact;
  if (artifact.shape === 'gazette' && issue && (issue.title ?? issue.organ) !== null) {
    const which = [issue.year, issue.number ?? issue.runningNumber ?? issue.date];
    if (which.every((part) => part !== null)) {
      return ['gazette', titleKey(issue.title ?? issue.organ ?? ''), ...which].join(':');
    }
  }
  const first = artifact.issuances[0];
  const name = first?.number ? numberKey(first.number) : titleKey(first?.title ?? artifact.source.sha256);
  return [artifact.shape === 'statute' ? 'statute' : 'documents', name, first?.date ?? ''].join(':');
}

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
    effects: { proposed: 0, decided: 0, retracted: 0, ambiguous: [] },
    appointments: 0,
    figures: 0,
    findings: 0,
  };
}

async function findOrCreateIssue(tx: Tx, issueKey: string, artifact: Artifact, now: string): Promise<string> {
  const known = await tx
    .selectFrom('law_issue')
    .select('id')
    .where('issue_key', '=', issueKey)
    .executeTakeFirst();
  if (known) return known.id;
  const id = newId();
  const first = artifact.issuances[0];
  await tx
    .insertInto('law_issue')
    .values({
      id,
      issue_key: issueKey,
      shape: artifact.shape,
      title: artifact.issue?.title ?? first?.title ?? '（无题）',
      organ: artifact.issue?.organ ?? first?.signedBy[0] ?? null,
      year: artifact.issue?.year ?? null,
      number: artifact.issue?.number ?? null,
      running_number: artifact.issue?.runningNumber ?? null,
      dated: artifact.issue?.date ?? first?.date ?? null,
      first_imported_at: now,
    })
    .execute();
  return id;
}

const currentEdition = (tx: Tx, issueId: string) =>
  tx
    .selectFrom('law_edition')
    .select(['id', 'number'])
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
    artifactText: string;
    artifactSha256: string;
    rows: EditionRows;
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
      artifact: made.artifactText,
      artifact_sha256: made.artifactSha256,
      rows_sha256: rowsHash(made.rows),
      supersedes: made.previous?.id ?? null,
      current: true,
      imported_by: made.input.actor,
      imported_at: made.now,
    })
    .execute();
  return id;
}
