/** A clerk has finished a service at the window, and shows a code by which the person rates it on another device. */
import { newId } from '#base/ids.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { findCaseByNumber } from '#engines/procedure/index.ts';
import { audit } from '#platform/audit/audit.ts';
import { type Actor, actorKey, actorName } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import { APPLICATIONS, currentOffer } from '#systems/services/index.ts';
import { codeIndex, codeIndexes, codeOf } from './code.ts';
import { insertService, instantOf, serviceOfCode, stored } from './queries.ts';
import { nowOf, type Reviews } from './reviews-of.ts';

export type ServedForm = {
  /** 基本编码 of the item, or empty when a case's number says it. */
  readonly itemCode: string;
  readonly body: string;
  /** Number of the case that was served; may be empty. */
  readonly caseNumber: string;
  readonly windowNo: string;
  readonly requestKey: string;
};

/**
 * @returns the code, which is nowhere kept; the same form sent again shows the same one
 */
export async function issueCode(
  reviews: Reviews,
  division: string,
  actor: Actor,
  form: ServedForm,
): Promise<Result<{ code: string; itemName: string; body: string; expiresAt: Temporal.Instant }>> {
  const allowed = authorise(actor, 'reviews.code.issue', division);
  if (!allowed.ok) return allowed;
  const posts = actor.kind === 'account' ? (actor.posts ?? []) : [];
  const file =
    form.caseNumber === '' ? undefined : await findCaseByNumber(reviews.db, division, form.caseNumber);
  if (form.caseNumber !== '' && !file?.procedure_code.startsWith(APPLICATIONS))
    return refuse('reviews.case.not_found', '没有这个编号的办件。请核对编号，或留空并选择事项。');
  const offered = await currentOffer(reviews.db, file ? file.item_code.slice(-12) : form.itemCode);
  if (!offered.ok) return refuse('reviews.item.not_found', '请选择这次办的事项。');
  const { item } = offered.value;
  const body = file?.holder ?? form.body;
  if (!file && !item.implementers.includes(body))
    return refuse('reviews.body', `请选择办理机关：${item.implementers.join('、')}。`);
  if (!posts.some((p) => p.role === 'clerk' && (p.body === '*' || p.body === body)))
    return refuse('reviews.not_clerk', '只有窗口受理人员可以出示评价码，而且只为本机关的服务出示。');
  const code = codeOf(reviews.sealing, actorKey(actor), form.requestKey);
  const at = nowOf(reviews);
  const expiresAt = at.add({ hours: reviews.settings.codeHours });
  const id = newId();
  const row = {
    division,
    id,
    body,
    affair_code: file?.item_code ?? item.codes.implementations.find((i) => i.body === body)?.code ?? '',
    item_code: item.codes.base,
    item_name: item.name,
    case_id: file?.id ?? null,
    clerk: actorKey(actor),
    clerk_name: actorName(actor),
    window_no: form.windowNo.slice(0, 20),
    code_index: codeIndex(reviews.sealing, code),
    served_at: stored(at),
    expires_at: stored(expiresAt),
    request_key: form.requestKey,
  };
  const made = await reviews.db.transaction().execute(async (tx) => {
    if (!(await insertService(tx, row))) return false;
    await audit(tx, actor, { useCase: 'reviews.code.issue', subject: `service:${id}`, outcome: 'done' });
    return true;
  });
  if (!made) {
    const before = await serviceOfCode(reviews.db, division, codeIndexes(reviews.sealing, code));
    if (!before) throw new Error('issueCode: a form without its service');
    return ok({
      code,
      itemName: before.item_name,
      body: before.body,
      expiresAt: instantOf(before.expires_at),
    });
  }
  return ok({ code, itemName: item.name, body, expiresAt });
}
