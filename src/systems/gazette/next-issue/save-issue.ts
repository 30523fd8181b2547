/** Starting the next issue, and changing its front matter until it is published. */
import { newId } from '#base/ids.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { audit } from '#platform/audit/audit.ts';
import { type Actor, actorKey, actorName } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import type { IssueFront } from './compose.ts';
import type { DraftContext } from './create-draft.ts';
import { cleanText } from './draft.ts';
import { findOpenIssue, lockNextIssue } from './issue-queries.ts';

/** As the form sends it: numbers are text until they are checked. */
export type FrontForm = {
  readonly title: string;
  readonly year: string;
  readonly number: string;
  readonly runningNumber: string;
  readonly dated: string;
  readonly imprint: string;
};
export type FrontProblem = { readonly field: keyof FrontForm; readonly message: string };

/** The front matter that a form means, or all that is wrong with it. Pure. */
export function readFront(form: FrontForm): { front: IssueFront } | { problems: FrontProblem[] } {
  const problems: FrontProblem[] = [];
  const wrong = (field: keyof FrontForm, message: string) => problems.push({ field, message });
  const whole = (field: 'year' | 'number' | 'runningNumber', max: number, message: string): number => {
    const value = /^\d{1,6}$/.test(form[field].trim()) ? Number(form[field]) : Number.NaN;
    if (!(value >= 1 && value <= max)) wrong(field, message);
    return value;
  };
  const title = cleanText(form.title).replace(/\s+/g, '');
  if (!/公报$/.test(title) || title.length > 30) wrong('title', '刊名要以“公报”结尾，不超过 30 字。');
  const year = whole('year', 2999, '年份写四位数字，如 2024。');
  if (year < 1949) wrong('year', '年份写四位数字，如 2024。');
  const number = whole('number', 366, '期号写数字，从 1 开始。');
  const running =
    form.runningNumber.trim() === ''
      ? null
      : whole('runningNumber', 99_999, '总期数写数字；不计总期数的请留空。');
  if (!isDay(form.dated)) wrong('dated', '没有这一天，请改正出版日期。');
  const imprint = cleanText(form.imprint);
  if (imprint.length > 4000) wrong('imprint', '版权页超过 4000 字，请缩短。');
  if (problems.length > 0) return { problems };
  return { front: { title, year, number, runningNumber: running, dated: form.dated, imprint } };
}

function isDay(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
}

const row = (front: IssueFront) => ({
  title: front.title,
  year: front.year,
  number: front.number,
  running_number: front.runningNumber,
  dated: front.dated,
  imprint: front.imprint,
});

export type StartIssueRefusal =
  | 'policy.sign_in'
  | 'policy.denied'
  | 'gazette.next_issue.form_expired'
  | 'gazette.next_issue.under_way';

/** Starts the next issue. There is one at a time; sending the same form again starts no second one. */
export async function startIssue(
  context: DraftContext,
  actor: Actor,
  asked: { readonly requestKey: string; readonly front: IssueFront },
): Promise<Result<{ issueId: string; repeated: boolean }, StartIssueRefusal>> {
  const allowed = authorise(actor, 'gazette.next_issue.edit');
  if (!allowed.ok) return allowed;
  if (!/^[\w-]{8,64}$/.test(asked.requestKey))
    return refuse('gazette.next_issue.form_expired', '页面内容不完整，没有保存。请刷新本页后再提交。');
  const requestKey = `${actorKey(actor)}:${asked.requestKey}`;
  const at = (context.now?.() ?? Temporal.Now.instant()).toString({ smallestUnit: 'millisecond' });
  return context.db.transaction().execute(async (tx) => {
    const id = newId();
    // Either of two indexes may say that it is here: the form's key, or the one open issue.
    const inserted = await tx
      .insertInto('gazette_next_issue')
      .values({
        id,
        request_key: requestKey,
        state: 'open',
        ...row(asked.front),
        version: 1,
        started_by: actorKey(actor),
        started_by_name: actorName(actor),
        started_at: at,
        publish_key: null,
        published_by: null,
        published_by_name: null,
        published_at: null,
        open_findings_reason: null,
        edition_id: null,
        text_sha256: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows === 0n) {
      const first = await tx
        .selectFrom('gazette_next_issue')
        .select('id')
        .where('request_key', '=', requestKey)
        .executeTakeFirst();
      if (first) return ok({ issueId: first.id, repeated: true });
      const open = await findOpenIssue(tx);
      return refuse(
        'gazette.next_issue.under_way',
        `${open ? `${open.startedBy} 已经开始编 ${open.year}年第${open.number}期` : '已有人开始编下一期'}，没有再建一期。请在那一期里继续。`,
      );
    }
    await audit(tx, actor, {
      useCase: 'gazette.next_issue.edit',
      subject: `next_issue:${id}`,
      outcome: 'done',
      detail: { started: true, year: asked.front.year, number: asked.front.number },
    });
    return ok({ issueId: id, repeated: false });
  });
}

export type SaveIssueRefusal =
  | 'policy.sign_in'
  | 'policy.denied'
  | 'gazette.next_issue.not_found'
  | 'gazette.next_issue.published'
  | 'gazette.next_issue.stale';

/** Changes the front matter. Somebody else's change since `seen` is never overwritten unseen. */
export async function saveIssue(
  context: DraftContext,
  actor: Actor,
  asked: { readonly issueId: string; readonly seen: number; readonly front: IssueFront },
): Promise<Result<{ version: number }, SaveIssueRefusal>> {
  const allowed = authorise(actor, 'gazette.next_issue.edit');
  if (!allowed.ok) return allowed;
  return context.db.transaction().execute(async (tx) => {
    const issue = await lockNextIssue(tx, asked.issueId);
    if (!issue) return refuse('gazette.next_issue.not_found', '没有这一期。请从“下一期”进入。');
    if (issue.state !== 'open')
      return refuse(
        'gazette.next_issue.published',
        '这一期已经出版，不能再改。更正请导入更正后的全文，成为新的版本。',
      );
    if (sameFront(issue, asked.front)) return ok({ version: issue.version });
    if (issue.version !== asked.seen)
      return refuse(
        'gazette.next_issue.stale',
        '您打开页面之后，别人改过刊头或版权页，本次没有保存。请对照最新内容再改。',
      );
    await tx
      .updateTable('gazette_next_issue')
      .set({ ...row(asked.front), version: issue.version + 1 })
      .where('id', '=', issue.id)
      .where('state', '=', 'open')
      .execute();
    await audit(tx, actor, {
      useCase: 'gazette.next_issue.edit',
      subject: `next_issue:${issue.id}`,
      outcome: 'done',
      detail: { version: issue.version + 1 },
    });
    return ok({ version: issue.version + 1 });
  });
}

const sameFront = (a: IssueFront, b: IssueFront): boolean =>
  JSON.stringify(row(a)) === JSON.stringify(row(b));
