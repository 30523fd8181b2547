/**
 * Publishing an issue: one command, one transaction. Numbers are taken, the canonical text is written, read back and
 * stored as an edition with all that follows from it, and the drafts are frozen: all of it or nothing.
 *
 * What the editor confirms is a rehearsal: the same steps, undone at the end. Publication does them again and goes
 * through only when the outcome is the one that was confirmed. Of two publishers at once one publishes; sending the
 * same confirmation again publishes once.
 */
import { sha256 } from '#base/digest.ts';
import { ok, type Refusal, type Result, refuse } from '#base/result.ts';
import { issueKeyOf } from '#engines/law/content.ts';
import type { Artifact } from '#engines/law/parse/artifact.ts';
import { lockImports, type WrittenEdition } from '#engines/law/store/write-edition.ts';
import { audit } from '#platform/audit/audit.ts';
import { type Actor, actorKey, actorName } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import type { Tx } from '#platform/store/store.ts';
import { takeNumber } from '#systems/documents/index.ts';
import { type ProofDecision, readProofDecisions } from '../desk/queries-proof.ts';
import { writeIssue } from '../import-issue.ts';
import type { KeyedFinding } from '../proofread/finding-key.ts';
import type { NumberedDraft } from './compose.ts';
import type { DraftContext } from './create-draft.ts';
import {
  changesOfEdition,
  familyOf,
  findIssueByKey,
  lockNextIssue,
  type NextIssueView,
  type RecordedChange,
} from './issue-queries.ts';
import { prepareAside } from './prepare-aside.ts';
import type { PreparedIssue } from './prepare-issue.ts';
import { contentOfDraft, type DraftView, lockReadyDrafts } from './queries.ts';
import type { Difference } from './read-back.ts';

export type PlannedDocument = {
  readonly draft: DraftView;
  /** The number that it takes. */
  readonly number: string | null;
};

/** What exactly publication would do. */
export type Plan = {
  readonly issue: NextIssueView;
  readonly documents: readonly PlannedDocument[];
  /** What it says of the force of other documents, as it would be recorded. */
  readonly changes: readonly RecordedChange[];
  /** Findings of the proofreader that nobody has dismissed. */
  readonly openFindings: readonly KeyedFinding[];
  /** Those that somebody dismissed, here or on an earlier text of the same words. */
  readonly dismissed: readonly { readonly finding: KeyedFinding; readonly decision: ProofDecision }[];
  readonly differences: readonly Difference[];
  /** The issue as it reads, to be typeset before it is published; null when there is nothing to read yet. */
  readonly artifact: Artifact | null;
  /** Why it cannot be published as it stands; null when it can. */
  readonly refusal: Refusal | null;
  /** Of all above: publication goes through only when its own is the same. */
  readonly digest: string;
};

export type PublishRefusal =
  | 'policy.sign_in'
  | 'policy.denied'
  | 'gazette.next_issue.form_expired'
  | 'gazette.next_issue.not_found'
  | 'gazette.next_issue.published'
  | 'gazette.next_issue.empty'
  | 'gazette.next_issue.exists'
  | 'gazette.next_issue.too_complex'
  | 'gazette.next_issue.unreadable'
  | 'gazette.next_issue.not_superseding'
  | 'gazette.next_issue.findings_open'
  | 'gazette.next_issue.stale';

export type Published = {
  readonly issueId: string;
  readonly editionId: string;
  readonly repeated: boolean;
};

/** Undoes a rehearsal, or a publication that is refused on the way: the transaction rolls back. */
class Undone extends Error {
  readonly outcome: Result<Plan, PublishRefusal>;
  constructor(outcome: Result<Plan, PublishRefusal>) {
    super('undone');
    this.outcome = outcome;
  }
}

/** What publication would do now. Changes nothing. */
export async function rehearseIssue(
  context: DraftContext,
  actor: Actor,
  nextIssueId: string,
): Promise<Result<Plan, PublishRefusal>> {
  const allowed = authorise(actor, 'gazette.next_issue.read');
  if (!allowed.ok) return allowed;
  return undone(() =>
    context.db.transaction().execute(async (tx) => {
      await lockImports(tx);
      const issue = await lockNextIssue(tx, nextIssueId);
      if (issue?.state !== 'open') throw new Undone(notOpen(issue));
      const { plan } = await carryOut(tx, actor, issue, nowOf(context));
      throw new Undone(ok(plan));
    }),
  );
}

async function undone(run: () => Promise<never>): Promise<Result<Plan, PublishRefusal>> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Undone) return error.outcome;
    throw error;
  }
}

const nowOf = (context: Pick<DraftContext, 'now'>): Temporal.Instant =>
  context.now?.() ?? Temporal.Now.instant();

const notOpen = (issue: NextIssueView | undefined) =>
  issue
    ? refuse('gazette.next_issue.published', '这一期已经出版，不能再出版一次。')
    : refuse('gazette.next_issue.not_found', '没有这一期。请从“下一期”进入。');

export async function publishIssue(
  context: DraftContext,
  actor: Actor,
  asked: {
    readonly nextIssueId: string;
    readonly requestKey: string;
    /** `digest` of the plan that was confirmed. */
    readonly digest: string;
    /** Why it is published although findings are open; needed only then. */
    readonly openFindingsReason: string;
  },
): Promise<Result<Published, PublishRefusal>> {
  const allowed = authorise(actor, 'gazette.next_issue.publish');
  if (!allowed.ok) return allowed;
  if (!/^[\w-]{8,64}$/.test(asked.requestKey))
    return refuse('gazette.next_issue.form_expired', '页面内容不完整，没有出版。请刷新本页，看过后再确认。');
  const publishKey = `${actorKey(actor)}:${asked.requestKey}`;
  try {
    return await context.db.transaction().execute(async (tx) => {
      // Imports first, then the issue, then the drafts, then the series: the same order for all.
      await lockImports(tx);
      const issue = await lockNextIssue(tx, asked.nextIssueId);
      if (issue?.state === 'published' && issue.publishKey === publishKey)
        return ok({ issueId: issue.id, editionId: issue.editionId ?? '', repeated: true });
      if (issue?.state !== 'open') return notOpen(issue);
      const now = nowOf(context);
      const done = await carryOut(tx, actor, issue, now);
      const refusal = refusalOf(done.plan, asked);
      if (refusal || !done.edition) throw new Undone(refusal ?? ok(done.plan));
      const editionId = await freeze(tx, actor, {
        issue,
        ...done,
        edition: done.edition,
        publishKey,
        reason: asked.openFindingsReason.trim(),
        now,
      });
      return ok({ issueId: issue.id, editionId, repeated: false });
    });
  } catch (error) {
    if (!(error instanceof Undone) || error.outcome.ok) throw error;
    await audit(context.db, actor, {
      useCase: 'gazette.next_issue.publish',
      subject: `next_issue:${asked.nextIssueId}`,
      outcome: `refused:${error.outcome.error.code}`,
    });
    return error.outcome;
  }
}

function refusalOf(
  plan: Plan,
  asked: { digest: string; openFindingsReason: string },
): { ok: false; error: Refusal<PublishRefusal> } | null {
  if (plan.refusal) return { ok: false, error: plan.refusal as Refusal<PublishRefusal> };
  if (plan.digest !== asked.digest)
    return refuse(
      'gazette.next_issue.stale',
      '您打开页面之后，稿件、编号或校对结果有了变化，没有出版。请看过最新情况再确认。',
    );
  if (plan.openFindings.length > 0 && asked.openFindingsReason.trim() === '')
    return refuse(
      'gazette.next_issue.findings_open',
      `还有 ${plan.openFindings.length} 项校对问题没有处理：请改正、写明不改的理由，或在确认页写明仍要出版的理由。`,
    );
  return null;
}

type CarriedOut = { plan: Plan; edition: WrittenEdition | null; prepared: PreparedIssue | null };

/** All that publication does to the store but freezing the drafts; the caller keeps it or undoes it. */
async function carryOut(
  tx: Tx,
  actor: Actor,
  issue: NextIssueView,
  now: Temporal.Instant,
): Promise<CarriedOut> {
  const drafts = await lockReadyDrafts(tx);
  if (drafts.length === 0)
    return stopped(
      issue,
      [],
      null,
      NOTHING_FOUND,
      refuse('gazette.next_issue.empty', '这一期还没有定稿的文件。请先把稿件定稿。').error,
    );
  const documents: PlannedDocument[] = [];
  for (const draft of drafts) {
    const year = Number((draft.dated ?? issue.dated).slice(0, 4));
    const by = { subject: `draft:${draft.id}`, actor: actorKey(actor), now };
    const taken = draft.series === null ? null : await takeNumber(tx, draft.series, year, by);
    documents.push({ draft, number: taken?.number ?? null });
  }
  const numbered = documents.map(
    ({ draft, number }): NumberedDraft => ({ ...contentOfDraft(draft), number }),
  );
  const made = await prepareAside(issue, numbered);
  if (!made.ok) return stopped(issue, documents, null, NOTHING_FOUND, made.error);
  const prepared = made.value;
  const decisions = await readProofDecisions(
    tx,
    prepared.findings.map((f) => f.key),
  );
  const judged = { decisions, findings: prepared.findings };
  const unfit = await unfitness(tx, prepared);
  if (unfit) return stopped(issue, documents, prepared, judged, unfit);
  const bytes = new TextEncoder().encode(prepared.composed.text);
  const name = `${issue.title}${issue.year}年第${issue.number}期.txt`;
  const edition = await writeIssue(tx, actor, { artifact: prepared.artifact, file: { name, bytes }, now });
  const changes = await changesOfEdition(tx, edition.editionId);
  const idle = await idleReplacement(tx, documents, changes, edition);
  const plan = planOf(issue, documents, changes, judged, prepared, idle);
  return { plan, edition, prepared };
}

type Judged = {
  readonly findings: readonly KeyedFinding[];
  readonly decisions: ReadonlyMap<string, ProofDecision>;
};
const NOTHING_FOUND: Judged = { findings: [], decisions: new Map() };

const stopped = (
  issue: NextIssueView,
  documents: readonly PlannedDocument[],
  prepared: PreparedIssue | null,
  judged: Judged,
  refusal: Refusal,
): CarriedOut => ({ plan: planOf(issue, documents, [], judged, prepared, refusal), edition: null, prepared });

/** Why the text must not be stored as it stands. */
async function unfitness(tx: Tx, { artifact, differences }: PreparedIssue): Promise<Refusal | null> {
  const blocking = differences.filter((d) => d.weight === 'blocks');
  if (blocking.length > 0)
    return refuse(
      'gazette.next_issue.unreadable',
      `有 ${blocking.length} 处会被读成别的样子，还不能出版：${blocking[0]?.message}`,
    ).error;
  if (await findIssueByKey(tx, issueKeyOf(artifact)))
    return refuse(
      'gazette.next_issue.exists',
      '这个年份和期号的公报已经在库中。请改期号；要更正那一期，请导入更正后的全文。',
    ).error;
  return null;
}

/** A draft that replaces a document must say so in its text: only what is printed takes effect. */
async function idleReplacement(
  tx: Tx,
  documents: readonly PlannedDocument[],
  changes: readonly RecordedChange[],
  edition: WrittenEdition,
): Promise<Refusal | null> {
  for (const [at, { draft }] of documents.entries()) {
    if (draft.supersedes === null) continue;
    const family = await familyOf(tx, draft.supersedes);
    const source = edition.documents.ids.get(`issuance:${at}`);
    const ends = changes.some(
      (c) =>
        ['repeal', 'replace'].includes(c.kind) &&
        family.includes(c.targetId) &&
        c.sourceId === source &&
        c.stage === 'decided',
    );
    if (!ends)
      return refuse(
        'gazette.next_issue.not_superseding',
        `“${draft.title}”要取代一份文件，但正文没有写明。请在正文写上“《原文件标题》（原文号）同时废止”。`,
      ).error;
  }
  return null;
}

function planOf(
  issue: NextIssueView,
  documents: readonly PlannedDocument[],
  changes: readonly RecordedChange[],
  { findings, decisions }: Judged,
  prepared: PreparedIssue | null,
  refusal: Refusal | null,
): Plan {
  const openFindings: KeyedFinding[] = [];
  const dismissed: { finding: KeyedFinding; decision: ProofDecision }[] = [];
  for (const finding of findings) {
    const decision = decisions.get(finding.key);
    if (decision?.verdict === 'dismissed') dismissed.push({ finding, decision });
    else openFindings.push(finding);
  }
  const digest = sha256(
    JSON.stringify([
      [issue.id, issue.version],
      documents.map(({ draft, number }) => [draft.id, draft.version, number]),
      prepared?.composed.text,
      // A document met for the first time has another id in every rehearsal.
      changes.map(({ kind, stage, dated, title, number }) => [kind, stage, dated, title, number]),
      openFindings.map((f) => f.key),
      refusal?.code ?? null,
    ]),
  );
  return {
    issue,
    documents,
    changes,
    openFindings,
    dismissed,
    differences: prepared?.differences ?? [],
    artifact: prepared?.artifact ?? null,
    refusal,
    digest,
  };
}

async function freeze(
  tx: Tx,
  actor: Actor,
  made: {
    issue: NextIssueView;
    plan: Plan;
    edition: WrittenEdition;
    prepared: PreparedIssue | null;
    publishKey: string;
    reason: string;
    now: Temporal.Instant;
  },
): Promise<string> {
  const { issue, plan, edition } = made;
  const at = made.now.toString({ smallestUnit: 'millisecond' });
  for (const [place, { draft, number }] of plan.documents.entries()) {
    await tx
      .updateTable('gazette_draft')
      .set({
        state: 'published',
        ord: place + 1,
        next_issue_id: issue.id,
        number,
        document_id: edition.documents.ids.get(`issuance:${place}`) ?? null,
        version: draft.version + 1,
        changed_by: actorKey(actor),
        changed_by_name: actorName(actor),
        changed_at: at,
      })
      .where('id', '=', draft.id)
      .where('state', '=', 'ready')
      .execute();
  }
  await tx
    .updateTable('gazette_next_issue')
    .set({
      state: 'published',
      version: issue.version + 1,
      publish_key: made.publishKey,
      published_by: actorKey(actor),
      published_by_name: actorName(actor),
      published_at: at,
      open_findings_reason: plan.openFindings.length > 0 ? made.reason : null,
      edition_id: edition.editionId,
      text_sha256: sha256(made.prepared?.composed.text ?? ''),
    })
    .where('id', '=', issue.id)
    .where('state', '=', 'open')
    .execute();
  await audit(tx, actor, {
    useCase: 'gazette.next_issue.publish',
    subject: `next_issue:${issue.id}`,
    outcome: 'done',
    detail: {
      edition: edition.editionId,
      numbers: plan.documents.map((d) => d.number),
      openFindings: plan.openFindings.length,
      ...(plan.openFindings.length > 0 && { reason: made.reason }),
    },
  });
  return edition.editionId;
}
