/** A bad rating, a complaint or a report becomes a case, in the transaction of what it comes from. */
import { type Result, refuse } from '#base/result.ts';
import { type OpenedCase, openCase, readEvents } from '#engines/procedure/index.ts';
import { type Actor, actorKey, actorName } from '#platform/people/actor.ts';
import type { UseCase } from '#platform/people/policy.ts';
import type { Handle, Tx } from '#platform/store/store.ts';
import { formPlace } from '#systems/services/index.ts';
import type { MatterKind } from './procedures.ts';
import { insertMatter } from './queries.ts';
import type { Reviews } from './reviews-of.ts';
import { tellReview } from './tell-review.ts';

/** Letters that the numbers of these cases begin with, before the district. */
const SERIES: Record<MatterKind, string> = { bad_rating: 'HCP', complaint: 'TS', stuck: 'BBC' };

/** What somebody wrote and how to reach them; sealed with the case. */
export type Written = { readonly words: string; readonly name: string; readonly phone: string };

export type NewMatter = {
  readonly division: string;
  readonly kind: MatterKind;
  readonly actor: Actor;
  readonly role: 'applicant' | 'clerk';
  /** Account, `code:` and digest, or `walk-in:` and digest. */
  readonly applicant: string;
  readonly channel: 'web' | 'window';
  readonly body: string;
  readonly title: string;
  /** 基本编码 and 实施编码; null: about no item. */
  readonly itemCode: string | null;
  readonly affairCode: string | null;
  readonly aboutCase: string | null;
  readonly ratingId: string | null;
  readonly level: number | null;
  readonly reviewed: readonly string[];
  readonly written: Written;
  readonly reachable: boolean;
  readonly codeIndex: string | null;
  readonly requestKey: string;
  readonly useCase: UseCase;
};

/** The officials who had a hand in an application: they are reviewed when it is. */
export async function officialsOf(handle: Handle, division: string, caseId: string): Promise<string[]> {
  const events = await readEvents(handle, division, caseId);
  return [
    ...new Set(events.filter((e) => !['applicant', 'system'].includes(e.actor.role)).map((e) => e.actor.key)),
  ];
}

/** @returns the case; `again` when the same form opened it before */
export async function openMatter(reviews: Reviews, tx: Tx, matter: NewMatter): Promise<Result<OpenedCase>> {
  const { division, kind, actor, role } = matter;
  if (role === 'clerk' && actor.kind === 'account' && matter.reviewed.includes(actor.id))
    return refuse(
      'reviews.own_service',
      '这件事说的是您自己办的服务，请由窗口的其他人员代为登记，或请本人用手机填写。',
    );
  const procedure = reviews.procedures[kind];
  const opened = await openCase(
    { db: tx, calendar: reviews.calendar, ...(reviews.now && { now: reviews.now }) },
    {
      division,
      procedure,
      itemCode: matter.affairCode ?? '',
      itemVersion: 0,
      series: SERIES[kind] + division,
      input: {
        reachable: matter.reachable,
        ...(matter.level !== null && { level: matter.level }),
        ...(kind === 'stuck' && { item: matter.itemCode !== null }),
      },
      title: matter.title,
      applicant: matter.applicant,
      actor: {
        // Whoever wrote is named nowhere in the events: those who are reviewed may see them.
        key: role === 'clerk' ? actorKey(actor) : matter.applicant,
        name: role === 'clerk' ? actorName(actor) : '反映人',
        role,
      },
      channel: matter.channel,
      holder: matter.body,
      requestKey: matter.requestKey,
      sealForm: (id) => reviews.sealing.seal(JSON.stringify(matter.written), formPlace(id, 1)),
      useCase: matter.useCase,
      tell: (state, event) =>
        tellReview(
          {
            title: matter.title,
            number: '{number}',
            applicant: matter.applicant,
            procedure,
            calendar: reviews.calendar,
          },
          state,
          event,
        ),
    },
  );
  if (!opened.ok || opened.value.again) return opened;
  await insertMatter(tx, {
    division,
    case_id: opened.value.id,
    kind,
    rating_id: matter.ratingId,
    about_case: matter.aboutCase,
    item_code: matter.itemCode,
    affair_code: matter.affairCode,
    reviewed: matter.reviewed,
    real_name: matter.reachable,
    code_index: matter.codeIndex,
  });
  return opened;
}
