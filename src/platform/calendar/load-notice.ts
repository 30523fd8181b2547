/**
 * An editor loads a notice of days off, for a new year or in the place of one that was wrong; and the notices that
 * the program brings are loaded when it starts. Append-only.
 */
import { canonicalJson } from '#base/digest.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { audit } from '#platform/audit/audit.ts';
import { type Actor, actorKey, systemActor } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import type { Db } from '#platform/store/store.ts';
import { type NoticeProblem, noticeProblems } from './check-notice.ts';
import { getNotices, overlaysOf } from './facts.ts';
import type { HeldNotice, NoticeContent } from './notice.ts';
import { findLoaded, insertNotice, lockNotices, readHeldNotices } from './queries.ts';

export interface NoticeToLoad {
  readonly notice: NoticeContent;
  /** Id of the notice that held for its region and year when the editor looked; `none` when there was none. */
  readonly seen: string;
  /** Why it takes the place of that notice; ignored for the first. */
  readonly reason: string;
  /** Made with the form. */
  readonly requestKey: string;
}

export type LoadRefusal =
  | 'policy.sign_in'
  | 'policy.denied'
  | NoticeProblem['code']
  | 'calendar.notice.form_expired'
  | 'calendar.notice.reason_missing'
  | 'calendar.notice.unchanged'
  | 'calendar.notice.stale';

/** Loads one notice. Sending the form again loads nothing twice; two editors never both load for one year. */
export async function loadNotice(
  context: { readonly db: Db; readonly now?: () => Temporal.Instant },
  actor: Actor,
  { notice, seen, reason, requestKey }: NoticeToLoad,
): Promise<Result<{ id: string }, LoadRefusal>> {
  const allowed = authorise(actor, 'calendar.notice.load');
  if (!allowed.ok) return allowed;
  const [problem] = noticeProblems(notice);
  if (problem) return refuse(problem.code, problem.message);
  if (!/^[\w-]{8,64}$/.test(requestKey))
    return refuse('calendar.notice.form_expired', '页面内容不完整，没有载入。请返回重新填写。');
  const key = `${actorKey(actor)}:${requestKey}`;
  return context.db.transaction().execute(async (tx) => {
    await lockNotices(tx);
    const repeated = await findLoaded(tx, key);
    if (repeated) return ok({ id: repeated.id });
    const current = (await readHeldNotices(tx)).find(
      (n) => n.region === notice.region && n.year === notice.year,
    );
    if ((current?.id ?? 'none') !== seen)
      return refuse(
        'calendar.notice.stale',
        `您打开页面之后，${notice.year} 年的通知已由他人载入或更正，本次没有载入。请核对最新的日历后再决定。`,
      );
    if (current && sameContent(current, notice))
      return refuse('calendar.notice.unchanged', '与已收录的通知完全相同，没有需要载入的。');
    if (current && reason.trim() === '')
      return refuse('calendar.notice.reason_missing', '这一年已有通知。请写明为什么更正，例如：抄录有误。');
    const id = await insertNotice(
      tx,
      actor,
      {
        ...notice,
        supersedes: current?.id ?? null,
        reason: current ? reason.trim().slice(0, 500) : null,
      },
      key,
      context.now?.() ?? Temporal.Now.instant(),
    );
    await audit(tx, actor, {
      useCase: 'calendar.notice.load',
      subject: `calendar_notice:${id}`,
      outcome: 'done',
      detail: {
        region: notice.region,
        year: notice.year,
        number: notice.number,
        supersedes: current?.id ?? null,
      },
    });
    return ok({ id });
  });
}

const contentOf = (n: NoticeContent): NoticeContent => ({
  region: n.region,
  year: n.year,
  title: n.title,
  number: n.number,
  date: n.date,
  source: n.source,
  state: n.state,
  off: n.off,
  makeUp: n.makeUp,
});
const sameContent = (a: NoticeContent, b: NoticeContent): boolean =>
  canonicalJson(contentOf(a)) === canonicalJson(contentOf(b));

/** The notices of `data/calendar` in the form in which they are kept. */
export const shippedNotices = (): NoticeContent[] => [
  ...getNotices().map((n): NoticeContent => ({ ...n, region: 'national', state: 'confirmed' })),
  ...overlaysOf('ningxia').flatMap(({ region, years }) =>
    years.map(
      ({ year, state, source, off }): NoticeContent => ({
        ...{ region, year, state, source, off, title: source },
        ...{ number: null, date: null, makeUp: [] },
      }),
    ),
  ),
];

const SHIPPED = systemActor('seed');

/**
 * Loads the notices that the program brings; does nothing when they are there. A file that was corrected takes the
 * place of its own earlier form, never of what an editor loaded.
 */
export async function seedNotices(
  db: Db,
  shipped: readonly NoticeContent[] = shippedNotices(),
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    await lockNotices(tx);
    const held = await readHeldNotices(tx);
    let loaded = 0;
    for (const notice of shipped) {
      const current: HeldNotice | undefined = held.find(
        (n) => n.region === notice.region && n.year === notice.year,
      );
      if (current && (current.loadedBy !== actorKey(SHIPPED) || sameContent(current, notice))) continue;
      const after = current
        ? { supersedes: current.id, reason: '随程序更正' }
        : { supersedes: null, reason: null };
      const key = `seed:${notice.region}:${notice.year}:${current?.id ?? 'first'}`;
      await insertNotice(tx, SHIPPED, { ...contentOf(notice), ...after }, key, Temporal.Now.instant());
      loaded++;
    }
    return loaded;
  });
}
