/** A complaint (投诉) or 办不成事, by somebody with an account or taken in at a window. */
import { newId } from '#base/ids.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import type { CaseFile, OpenedCase } from '#engines/procedure/index.ts';
import { findCaseByNumber } from '#engines/procedure/index.ts';
import type { Actor } from '#platform/people/actor.ts';
import { readPhone } from '#platform/people/phone.ts';
import { authorise } from '#platform/people/policy.ts';
import type { Handle, Tx } from '#platform/store/store.ts';
import { listItems } from '#systems/permits/index.ts';
import { APPLICATIONS, accountOfPhone, currentOffer, findApplication } from '#systems/services/index.ts';
import { officialsOf, openMatter } from './open-matter.ts';
import { isOwnCase } from './own-cases.ts';
import type { Reviews } from './reviews-of.ts';

/** Who leads where nobody says whose affair it is: 审批局, as the tasks of 银西政办发〔2023〕67号 have it. */
export const LEAD_BODY = '西夏区审批服务管理局';

export type MatterForm = {
  readonly kind: 'complaint' | 'stuck';
  /** Id of one's own application, or at the window its number; empty: none. */
  readonly aboutCase: string;
  /** 基本编码; empty: no item is meant, or not known. */
  readonly itemCode: string;
  /** Empty: by the case or the item, else who leads. */
  readonly body: string;
  readonly words: string;
  readonly name: string;
  readonly phone: string;
  readonly requestKey: string;
};

export type FieldProblem = { readonly field: string; readonly message: string };
export type MatterOutcome = Result<OpenedCase> & { readonly fields?: readonly FieldProblem[] };

const wrong = (fields: FieldProblem[]): MatterOutcome => ({
  ...refuse('reviews.matter', fields.map((f) => f.message).join('')),
  fields,
});

/** Every body that an item names: cases go to one of these only, or nobody would find them. */
export async function bodiesOf(handle: Handle): Promise<string[]> {
  const items = await listItems(handle);
  return [...new Set([LEAD_BODY, ...items.flatMap((i) => i.implementers)])];
}

/** @returns the case; or why not, field by field. Nothing is stored then. */
export async function fileMatter(
  reviews: Reviews,
  division: string,
  actor: Actor,
  channel: 'web' | 'window',
  form: MatterForm,
): Promise<MatterOutcome> {
  const useCase = channel === 'web' ? 'reviews.file' : 'reviews.take_in';
  const allowed = authorise(actor, useCase, division);
  if (!allowed.ok) return allowed;
  const problems = checkForm(form, channel);
  if (problems.length > 0) return wrong(problems);
  return reviews.db.transaction().execute(async (tx): Promise<MatterOutcome> => {
    const place = await placeOf(reviews, tx, division, actor, channel, form);
    if (!place.ok)
      return wrong([{ field: place.error.code.split('.').at(-1) ?? '', message: place.error.message }]);
    const { file, itemCode, affairCode, itemName, body } = place.value;
    const phone = readPhone(form.phone);
    const account =
      channel === 'web'
        ? actor.kind === 'account'
          ? actor.id
          : undefined
        : phone && (await accountOfPhone(tx, [...reviews.phoneIndexes(phone)]));
    return openMatter(reviews, tx, {
      division,
      kind: form.kind,
      actor,
      role: channel === 'web' ? 'applicant' : 'clerk',
      applicant: account ?? `walk-in:${phone ? reviews.sealing.blindIndex(phone) : newId()}`,
      channel,
      body,
      title: itemName,
      itemCode,
      affairCode,
      aboutCase: file?.id ?? null,
      ratingId: null,
      level: null,
      reviewed: file ? await officialsOf(tx, division, file.id) : [],
      written: { words: form.words.trim(), name: form.name.trim(), phone: phone ?? '' },
      reachable: channel === 'web' || phone !== undefined,
      codeIndex: null,
      requestKey: form.requestKey,
      useCase,
    });
  });
}

function checkForm(form: MatterForm, channel: 'web' | 'window'): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const words = form.words.trim();
  if (words === '') problems.push({ field: 'words', message: '请写明发生了什么。' });
  if (words.length > 2000) problems.push({ field: 'words', message: '内容不超过2000字。' });
  if (form.phone !== '' && !readPhone(form.phone))
    problems.push({ field: 'phone', message: '请填写11位手机号，或留空。' });
  if (channel === 'window' && form.name.trim().length > 50)
    problems.push({ field: 'name', message: '姓名不超过50字。' });
  if (form.requestKey.length < 8) problems.push({ field: 'words', message: '页面不完整，请刷新后再提交。' });
  return problems;
}

type Place = {
  readonly file: CaseFile | undefined;
  readonly itemCode: string | null;
  readonly affairCode: string | null;
  readonly itemName: string;
  readonly body: string;
};

/** Whose affair it is: the case's, the item's, or whoever leads. The code's last word names the field that is wrong. */
async function placeOf(
  reviews: Reviews,
  tx: Tx,
  division: string,
  actor: Actor,
  channel: 'web' | 'window',
  form: MatterForm,
): Promise<Result<Place>> {
  let file: CaseFile | undefined;
  if (form.aboutCase !== '') {
    file =
      channel === 'web'
        ? await findApplication(tx, division, form.aboutCase)
        : await findCaseByNumber(tx, division, form.aboutCase);
    const own = channel === 'window' || (file && (await isOwnCase(reviews, tx, actor, file)));
    if (!file?.procedure_code.startsWith(APPLICATIONS) || !own)
      return refuse('reviews.aboutCase', '没有这个编号的办件，或它不是您的。请核对，或留空并选择事项。');
  }
  if (file)
    return ok({
      file,
      itemCode: file.item_code.slice(-12),
      affairCode: file.item_code,
      itemName: file.title,
      body: file.holder,
    });
  const bodies = await bodiesOf(tx);
  if (form.body !== '' && !bodies.includes(form.body))
    return refuse('reviews.body', '请从列表里选择机关；不知道是哪个机关的，请留空。');
  if (form.itemCode === '')
    return ok({
      file,
      itemCode: null,
      affairCode: null,
      itemName: form.kind === 'stuck' ? '未写明事项' : '政务服务',
      body: form.body || LEAD_BODY,
    });
  const offered = await currentOffer(tx, form.itemCode);
  if (!offered.ok) return refuse('reviews.itemCode', '没有这个事项，或它已经不再办理。请重新选择，或留空。');
  const { item } = offered.value;
  const body = item.implementers.includes(form.body) ? form.body : (item.implementers[0] ?? LEAD_BODY);
  return ok({
    file,
    itemCode: item.codes.base,
    affairCode: item.codes.implementations.find((i) => i.body === body)?.code ?? null,
    itemName: item.name,
    body,
  });
}
