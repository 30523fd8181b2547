/**
 * Hands a drafted appointment notice to the next issue. Every warning of the check against the record must have been
 * set aside with a reason; they are kept beside the acts. One transaction: the draft in the next issue and this
 * record of it exist together or not at all.
 */
import { newId } from '#base/ids.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { audit } from '#platform/audit/audit.ts';
import { type Actor, actorKey, actorName } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import type { Db, Tx } from '#platform/store/store.ts';
import { type CreateDraftRefusal, createDraftIn } from '#systems/gazette/index.ts';
import { checkDraft } from './check-draft.ts';
import type { ReadNotice } from './draft-form.ts';
import { writeNotice } from './notice-text.ts';
import { lockHandOver, readOpenNotices, readRecord } from './queries.ts';

export type HandOver = ReadNotice & {
  /** Reasons for setting warnings aside, by the warning's key. */
  readonly reasons: Readonly<Record<string, string>>;
  /** Made by the client once per form: `[A-Za-z0-9_-]`, 8 to 64. */
  readonly requestKey: string;
};

export type HandOverRefusal =
  | CreateDraftRefusal
  | 'personnel.draft.unreadable'
  | 'personnel.draft.warnings_open';

export type HandedOver = { readonly id: string; readonly draftId: string; readonly repeated: boolean };

export async function handOver(
  context: { readonly db: Db; readonly now?: () => Temporal.Instant },
  actor: Actor,
  asked: HandOver,
): Promise<Result<HandedOver, HandOverRefusal>> {
  const allowed = authorise(actor, 'personnel.notice.draft');
  if (!allowed.ok) return allowed;
  const text = writeNotice(asked.draft);
  if (!text.ok) return text;
  return context.db.transaction().execute(async (tx) => {
    await lockHandOver(tx);
    const requestKey = `${actorKey(actor)}:${asked.requestKey}`;
    const before = await findRequest(tx, requestKey);
    if (before) return ok({ ...before, repeated: true });
    const now = context.now?.() ?? Temporal.Now.instant();
    const today = now.toZonedDateTimeISO('Asia/Shanghai').toPlainDate();
    const waiting = await readOpenNotices(tx);
    const open = openWarnings(asked, checkDraft(await readRecord(tx), asked.draft, today, waiting));
    if (open.length > 0)
      return refuse(
        'personnel.draft.warnings_open',
        '还有与记录不符之处没有说明。请逐条写明理由，或改正后再交。',
      );
    const made = await createDraftIn(tx, context, actor, {
      requestKey: asked.requestKey,
      section: '人事任免',
      series: asked.series,
      title: text.value.title,
      addressees: asked.addressees,
      body: text.value.body,
      signedBy: [asked.draft.issuer],
      dated: asked.dated,
      disclosed: true,
    });
    if (!made.ok) return made;
    const id = newId();
    await tx
      .insertInto('personnel_notice_draft')
      .values({
        id,
        request_key: requestKey,
        title: text.value.title,
        acts: JSON.stringify(asked.draft.acts),
        overrides: JSON.stringify(asked.reasons),
        draft_id: made.value.draftId,
        made_by: actorKey(actor),
        made_by_name: actorName(actor),
        made_at: now.toString({ smallestUnit: 'millisecond' }),
      })
      .execute();
    await audit(tx, actor, {
      useCase: 'personnel.notice.draft',
      subject: `draft:${made.value.draftId}`,
      outcome: 'done',
      detail: { acts: asked.draft.acts.length, setAside: Object.keys(asked.reasons).length },
    });
    return ok({ id, draftId: made.value.draftId, repeated: false });
  });
}

const openWarnings = (asked: HandOver, warnings: ReturnType<typeof checkDraft>) =>
  warnings.filter((w) => !w.note && (asked.reasons[w.key] ?? '').trim() === '');

async function findRequest(tx: Tx, requestKey: string): Promise<{ id: string; draftId: string } | undefined> {
  return tx
    .selectFrom('personnel_notice_draft')
    .select(['id', 'draft_id as draftId'])
    .where('request_key', '=', requestKey)
    .executeTakeFirst();
}
