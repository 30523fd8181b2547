/** SQL of the record of posts. */
import { sql } from 'kysely';
import { standing } from '#engines/law/effect.ts';
import { readEffects } from '#engines/law/store/read-effects.ts';
import type { Handle, Tx } from '#platform/store/store.ts';
import type { OpenNotice } from './check-draft.ts';
import { type ClauseLine, type PrintedAct, placeActs } from './clause-places.ts';
import { type IdentityDecision, mentionId } from './identity.ts';
import type { BodyName } from './organisations.ts';
import { buildRecord, type PersonnelRecord, type Withdrawals } from './record.ts';

type ActRow = {
  editionId: string;
  documentId: string;
  number: string | null;
  title: string;
  signedBy: readonly string[];
  dated: string | null;
  person: string;
  act: PrintedAct['kind'];
  organisation: string;
  post: string;
  concurrent: boolean;
  seconded: boolean;
  probationMonths: number | null;
  effective: string | null;
  decidedOn: string | null;
  decidedBy: string | null;
  startAt: number;
  endAt: number;
};

const dayOf = (text: string | null): Temporal.PlainDate | null =>
  text ? Temporal.PlainDate.from(text) : null;

/** Acts of the current editions, oldest notice first; an act whose notice is not known is left out. */
async function readActs(handle: Handle): Promise<PrintedAct[]> {
  const { rows } = await sql<ActRow>`
    select a.edition_id as "editionId", d.id as "documentId", d.number, d.title, d.signed_by as "signedBy", d.dated::text as dated, a.person, a.act,
      a.organisation, a.post, a.concurrent, a.seconded, a.probation_months as "probationMonths",
      a.effective_date::text as effective, a.decided_on::text as "decidedOn", a.decided_by as "decidedBy",
      a.start_at as "startAt", a.end_at as "endAt"
    from law_appointment a
    join law_edition e on e.id = a.edition_id and e.current
    join law_document d on d.id = a.document_id
    order by d.dated nulls first, e.id, a.ord`.execute(handle);
  return rows.map(
    ({ person, act, documentId, number, title, signedBy, dated, effective, decidedOn, ...rest }) => ({
      ...rest,
      name: person,
      kind: act,
      effective: dayOf(effective),
      decidedOn: dayOf(decidedOn),
      notice: { documentId, number, title, issuer: signedBy[0] ?? null, dated: dayOf(dated) },
    }),
  );
}

export type NoticeAct = Pick<PrintedAct, 'name' | 'kind' | 'organisation' | 'post'>;

/** The acts of one notice in print order, as its current edition prints them; none for any other document. */
export async function readNoticeActs(
  handle: Handle,
  documentId: string,
  limit: number,
): Promise<NoticeAct[]> {
  const { rows } = await sql<NoticeAct>`
    select a.person as name, a.act as kind, a.organisation, a.post
    from law_appointment a join law_edition e on e.id = a.edition_id and e.current
    where a.document_id = ${documentId} order by e.id, a.ord limit ${limit}`.execute(handle);
  return rows;
}

/** Clauses of all appointment notices, in print order. */
async function readClauses(handle: Handle): Promise<ClauseLine[]> {
  const { rows } = await sql<ClauseLine>`
    select x.document_id as "documentId", x.edition_id as "editionId", c.path, c.text, c.sha256,
      c.start_at as "startAt", c.end_at as "endAt"
    from law_expression x
    join law_clause c on c.expression_id = x.id
    where x.current and x.document_id in (
      select a.document_id from law_appointment a join law_edition e on e.id = a.edition_id and e.current)
    order by x.document_id, x.id, c.ord`.execute(handle);
  return rows;
}

/** Every name of every body: its own and the others, each with what was decided of it. */
async function readBodyNames(handle: Handle): Promise<BodyName[]> {
  const { rows } = await sql<{
    bodyId: string;
    bodyName: string;
    bodyKey: string;
    name: string | null;
    key: string | null;
    state: string | null;
  }>`
    select b.id as "bodyId", b.name as "bodyName", b.name_key as "bodyKey", x.name, x.name_key as key, x.state
    from law_body b left join law_body_alias x on x.body_id = b.id order by b.id, x.name_key`.execute(handle);
  return rows.map(({ name, key, state, ...body }) => ({
    ...body,
    alias: name !== null && key !== null && state !== null ? { name, key, state } : null,
  }));
}

/** Decisions on identity that stand, oldest first. */
export async function readIdentityDecisions(handle: Handle): Promise<IdentityDecision[]> {
  const { rows } = await sql<{
    id: string;
    name: string;
    a: string;
    b: string;
    verdict: 'same' | 'different';
    reason: string;
    byName: string;
    at: Date;
  }>`
    select i.id, i.name, i.document_a as a, i.document_b as b, i.verdict, i.reason, i.decided_by_name as "byName",
      i.decided_at as at
    from personnel_identity i
    where i.verdict <> 'revoke' and not exists (select 1 from personnel_identity r where r.revokes = i.id)
    order by i.id`.execute(handle);
  return rows.map(({ a, b, at, ...row }) => ({
    ...row,
    a: mentionId(a, row.name),
    b: mentionId(b, row.name),
    at: Temporal.Instant.fromEpochMilliseconds(new Date(at).getTime()),
  }));
}

/**
 * Notices whose acts do not count: annulled, or repealed or replaced by another appointment notice. One that a
 * clean-up repeals years later has done its work: its acts stay.
 */
async function readWithdrawals(handle: Handle, notices: readonly string[]): Promise<Withdrawals> {
  const appointing = new Set(notices);
  const now = Temporal.Now.instant();
  const withdrawn = new Map<string, { byDocumentId: string | null }>();
  for (const [documentId, effects] of await readEffects(handle, notices)) {
    const records = new Map(effects.map((e) => [e.id, e]));
    const ended = standing(effects, now).find((e) => {
      const by = records.get(e.id)?.sourceDocumentId ?? '';
      const replaced =
        (e.kind === 'repeal' || e.kind === 'replace') && by !== documentId && appointing.has(by);
      return e.stage === 'decided' && (e.kind === 'annul' || replaced);
    });
    if (ended) withdrawn.set(documentId, { byDocumentId: records.get(ended.id)?.sourceDocumentId ?? null });
  }
  return withdrawn;
}

/** Any number, the same everywhere: decisions on identity are made one at a time, in all processes. */
const IDENTITY_LOCK = 7_120_231_231;

/** Held to the end of the transaction. */
export async function lockIdentity(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.lit(IDENTITY_LOCK)})`.execute(tx);
}

/**
 * What the record follows from, in one word: current editions with acts, decisions on identity, names of bodies, and
 * effects on the notices. Effects and decisions are only ever added to, so their number tells every change.
 */
async function readVersion(handle: Handle): Promise<string> {
  const { rows } = await sql<{ version: string }>`
    select concat_ws(' ',
      (select md5(string_agg(e.id::text, ' ' order by e.id)) from law_edition e
        where e.current and exists (select 1 from law_appointment a where a.edition_id = e.id)),
      (select md5(string_agg(i.id::text, ' ' order by i.id)) from personnel_identity i),
      (select md5(string_agg(concat_ws(' ', b.id, b.name, x.name_key, x.state), ' ' order by b.id, x.name_key))
        from law_body b left join law_body_alias x on x.body_id = b.id),
      (select md5(string_agg(f.id::text, ' ' order by f.id)) from law_effect f
        where f.document_id in (select a.document_id from law_appointment a))) as version`.execute(handle);
  return rows[0]?.version ?? '';
}

/** Records by what they follow from; the newest few serve every request until something changes. */
const kept = new Map<string, PersonnelRecord>();
const KEPT_MAX = 3;

/** The whole record as of now: made anew only when what it follows from has changed. */
export async function readRecord(handle: Handle): Promise<PersonnelRecord> {
  const version = await readVersion(handle);
  const known = kept.get(version);
  if (known) return known;
  const record = await makeRecord(handle);
  // What changed while it was read belongs to the next version.
  if ((await readVersion(handle)) !== version) return record;
  kept.set(version, record);
  for (const old of [...kept.keys()].slice(0, -KEPT_MAX)) kept.delete(old);
  return record;
}

async function makeRecord(handle: Handle): Promise<PersonnelRecord> {
  const acts = await readActs(handle);
  const clauses = await readClauses(handle);
  const names = await readBodyNames(handle);
  const decisions = await readIdentityDecisions(handle);
  const withdrawals = await readWithdrawals(handle, [...new Set(acts.map((a) => a.notice.documentId))]);
  return buildRecord(placeActs(acts, clauses), names, decisions, withdrawals);
}

/** Any number, the same everywhere: notices are handed over one at a time, so that each sees those before it. */
const HAND_OVER_LOCK = 7_120_231_232;

/** Held to the end of the transaction. */
export async function lockHandOver(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.lit(HAND_OVER_LOCK)})`.execute(tx);
}

/** Notices handed over whose drafts still wait for the next issue. */
export async function readOpenNotices(handle: Handle): Promise<OpenNotice[]> {
  const { rows } = await sql<OpenNotice>`
    select n.title, n.acts from personnel_notice_draft n join gazette_draft d on d.id = n.draft_id
    where d.state in ('draft', 'ready') order by n.id`.execute(handle);
  return rows;
}

export type MadeNotice = {
  readonly id: string;
  readonly title: string;
  readonly acts: number;
  readonly setAside: number;
  readonly draftId: string;
  readonly byName: string;
  readonly at: Temporal.Instant;
};

/** Notices drafted here and handed to the next issue, the newest first. */
export async function readMadeNotices(handle: Handle, limit: number): Promise<MadeNotice[]> {
  const { rows } = await sql<Omit<MadeNotice, 'at'> & { at: Date }>`
    select id, title, jsonb_array_length(acts) as acts,
      (select count(*)::int from jsonb_object_keys(overrides)) as "setAside",
      draft_id as "draftId", made_by_name as "byName", made_at as at
    from personnel_notice_draft order by id desc limit ${limit}`.execute(handle);
  return rows.map((row) => ({
    ...row,
    at: Temporal.Instant.fromEpochMilliseconds(new Date(row.at).getTime()),
  }));
}
