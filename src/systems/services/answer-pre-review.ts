/** A clerk of the receiving body answers: what is complete, what is to be mended, whether it can be filed. */
import { ok, type Result, refuse } from '#base/result.ts';
import { audit } from '#platform/audit/audit.ts';
import { once } from '#platform/commands/once.ts';
import { insertNotice } from '#platform/notices/notice.ts';
import { type Actor, actorKey, actorName } from '#platform/people/actor.ts';
import { authoriseInBody } from '#platform/people/policy.ts';
import { type Item, materialsFor, sectionsOf } from '#systems/permits/index.ts';
import { noteProblem } from './check-materials.ts';
import type { Services } from './file-application.ts';
import { offerOfVersion } from './offer.ts';
import { openSnapshot, type PreAnswer, type Snapshot, sealAnswer, VERDICT_WORDS } from './pre-review.ts';
import { answerRow, lockPreReview, newestPreReview, type PreReview } from './queries-pre-reviews.ts';

export type AnswerRefusal =
  | 'policy.sign_in'
  | 'policy.denied'
  | 'command.key_missing'
  | 'command.key_used'
  | 'services.not_yours'
  | 'services.checks'
  | 'services.pre_review.answer'
  | 'services.pre_review.not_found'
  | 'services.pre_review.conflict'
  | 'services.pre_review.stale';

const wrongAnswer = (message: string) => refuse('services.pre_review.answer', message);

/** What is wrong with an answer, or nothing: what it says as a whole agrees with what it says of each part. Pure. */
export function answerProblem(
  item: Item,
  snapshot: Snapshot,
  answer: PreAnswer,
): Result<void, 'services.checks' | 'services.pre_review.answer'> {
  const asked = materialsFor(item, snapshot.answers).map(({ material }) => material);
  const sections = new Set(sectionsOf(item.form).map(([name]) => name));
  const stranger = answer.materials.find((m) => !asked.some((a) => a.name === m.material));
  if (stranger) return wrongAnswer(`这份草稿不用交“${stranger.material}”。请刷新后再答复。`);
  if (answer.sections.some((s) => !sections.has(s.section)))
    return wrongAnswer('说明的那部分不在申请表里。请刷新后再答复。');
  const problem = noteProblem(answer.materials.map((m) => ({ ...m, paperSeen: false, copyKept: false })));
  if (!problem.ok) return problem;
  const silent = answer.sections.find((s) => s.note.trim() === '');
  if (silent) return wrongAnswer('请写明申请表哪里要改，申请人才知道怎么改。');
  if (answer.verdict === 'elsewhere' && answer.elsewhere.trim() === '')
    return wrongAnswer('不属于本机关的，请写明应该到哪个机关办。');
  if (answer.verdict === 'amend' && answer.summary.trim() === '' && !findsFault(answer))
    return wrongAnswer('请写明要补充什么：标出有问题的材料，或说明申请表哪里要改。');
  if (answer.verdict !== 'ready') return ok(undefined);
  const needed = asked.filter((m) => m.need === '必要').map((m) => m.name);
  const verdictOf = (name: string) => answer.materials.find((m) => m.material === name)?.verdict;
  const unticked = needed.find((name) => verdictOf(name) === undefined);
  if (unticked) return wrongAnswer(`“${unticked}”还没有核对，不能答复可以提交。请先核对每一样必要的材料。`);
  const wrong = answer.materials.find(
    (m) => m.verdict === 'wrong' || (m.verdict === 'missing' && needed.includes(m.material)),
  );
  if (wrong)
    return wrongAnswer(`“${wrong.material}”标了有问题或没有交，不能答复可以提交。请改选“请补充后提交”。`);
  if (answer.sections.length > 0)
    return wrongAnswer('申请表标了要改的地方，不能答复可以提交。请改选“请补充后提交”。');
  return ok(undefined);
}

const findsFault = ({ materials, sections }: PreAnswer): boolean =>
  sections.length > 0 || materials.some((m) => m.verdict !== 'complete');

/** Answers once; of two clerks the first one's answer holds, and the other is told whose it is. */
export async function answerPreReview(
  services: Services,
  actor: Actor,
  {
    division,
    id,
    answer,
    requestKey,
  }: { division: string; id: string; answer: PreAnswer; requestKey: string },
): Promise<Result<{ readonly id: string; readonly again: boolean }, AnswerRefusal>> {
  const useCase = 'services.pre_review.answer';
  return services.db.transaction().execute((tx) =>
    once(
      tx,
      actor,
      { useCase, key: requestKey },
      async (): Promise<Result<{ id: string }, AnswerRefusal>> => {
        const row = await lockPreReview(tx, division, id);
        if (!row) return refuse('services.pre_review.not_found', NOT_AT_DESK);
        const allowed = authoriseInBody(actor, useCase, row.body, division);
        if (!allowed.ok) return allowed;
        if (row.account_id === actorKey(actor))
          return refuse('services.not_yours', '这是您自己的草稿，不能由您预审。请转请同事办理。');
        if (row.state !== 'waiting') return gone(row, await newestPreReview(tx, division, row.draft_id));
        const { item } = await offerOfVersion(tx, row.item_code, row.item_version);
        const problem = answerProblem(item, openSnapshot(services, row), answer);
        if (!problem.ok) return problem;
        const at = (services.now ?? Temporal.Now.instant)();
        await answerRow(tx, row, {
          verdict: answer.verdict,
          answer: sealAnswer(services, id, answer),
          ...{ by: actorKey(actor), name: actorName(actor), at },
        });
        await insertNotice(
          tx,
          division,
          `pre_review:${id}`,
          {
            recipient: row.account_id,
            kind: 'pre_review.answered',
            title: `${row.title}：窗口预审有了答复`,
            body: `您请${row.body}预审的“${row.title}”，答复是：${VERDICT_WORDS[answer.verdict]}。请看窗口对每项内容和材料的说明，改好后再提交。预审不是提交申请，办理期限没有起算；您随时可以提交。`,
          },
          at,
        );
        await audit(tx, actor, {
          useCase,
          subject: `pre_review:${id}`,
          outcome: 'done',
          detail: {
            verdict: answer.verdict,
            wrong: answer.materials.filter((m) => m.verdict !== 'complete').length,
          },
        });
        return ok({ id });
      },
    ),
  );
}

export const NOT_AT_DESK = '没有这次预审，或它不归您所在的机关；申请人可能已经删除了草稿。请回到预审清单。';

/** Why a request cannot be answered any more, and what to do instead. */
function gone(
  row: PreReview,
  newest: PreReview | undefined,
): Result<never, 'services.pre_review.conflict' | 'services.pre_review.stale'> {
  if (row.state === 'answered')
    return refuse(
      'services.pre_review.conflict',
      `${row.answered_by_name}已经答复了这次预审，您的没有发出。请刷新看答复；要补充的，请联系这位同事。`,
    );
  if (row.state === 'superseded' && newest && newest.id !== row.id && newest.state === 'waiting')
    return refuse(
      'services.pre_review.stale',
      '申请人改过之后另请了一次预审，这一次不用答复了。请打开新的一次。',
    );
  if (row.state === 'filed')
    return refuse('services.pre_review.stale', '申请人已经正式提交，不用再答复预审。请按办件受理。');
  return refuse('services.pre_review.stale', '申请人已经撤回这次预审，不用答复了。');
}
