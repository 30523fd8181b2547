import type { FastifyInstance } from 'fastify';
import { isId, newId } from '#base/ids.ts';
import type { Actor } from '#platform/people/actor.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import { checkAnswers, type FormError, receivingBodies } from '#systems/permits/index.ts';
import type { Standing } from '#systems/proxies/index.ts';
import { readFields } from '#web/desk/form.ts';
import type { Context } from '#web/http/context.ts';
import { answerRefusal, statusOf } from '#web/http/refusals.tsx';
import { askPreReview } from './ask-pre-review.ts';
import { answerAutosave, isAutosave, seenBy } from './autosave.ts';
import { saveDraft } from './drafts.ts';
import type { Services } from './file-application.ts';
import { checkPrincipal, standingsForItem, standingsNow, standingWords, withPrincipal } from './for-whom.ts';
import { keeperAttributes, keeperScript, type SavedDraft } from './keeper.ts';
import { currentOffer } from './offer.ts';
import { applyPath, NOT_FOR, openDraft } from './open-draft.ts';
import { ApplyPage } from './pages/apply-page.tsx';
import type { Choice } from './pages/for-whom.tsx';
import type { Draft } from './queries.ts';
import { readAnswers } from './read-answers.ts';
import { materialRoutes } from './routes-apply-materials.tsx';
import { preReviewOfDraft, promisedWords } from './routes-pre-reviews.tsx';
import { servicesOf } from './services-of.ts';

const division = DIVISION_XIXIA;
const config = { policy: 'services.case.file' as const };
const accountOf = (actor: Actor): string => (actor.kind === 'account' ? actor.id : '');

const choiceOf = (s: Standing): Choice => ({ id: s.id, name: s.name, words: standingWords(s) });

type Params = { Params: { code: string }; Querystring: { draft?: string; saved?: string; for?: string } };

export async function applyRoutes(app: FastifyInstance, context: Context): Promise<void> {
  const services = servicesOf(context);
  formRoutes(app, services);
  const script = keeperScript();
  app.get(script.path, { config: { policy: 'web.display', rateLimit: false } }, (_request, reply) =>
    reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .type('text/javascript; charset=utf-8')
      .send(script.body),
  );
  await app.register((scope) => materialRoutes(scope, services));
}

const savedOf = (row: Draft | undefined): SavedDraft | undefined =>
  row && { version: row.version, at: row.changed_at.toISOString() };

function formRoutes(app: FastifyInstance, services: Services): void {
  app.get<Params>('/services/items/:code/apply', { config }, async (request, reply) => {
    const offered = await currentOffer(services.db, request.params.code);
    if (!offered.ok) return answerRefusal(request, reply, offered.error);
    const { item, version } = offered.value;
    const { row, content } = await openDraft(services, request.actor, request.query.draft);
    if (row?.case_id) return reply.redirect(`/me/cases/${row.case_id}`, 303);
    const choices = standingsForItem(await standingsNow(services, request.actor), item.codes.base);
    const asked = request.query.for ?? content.principal;
    const principal = choices.find((s) => s.id === asked);
    if (asked !== undefined && asked !== 'self' && !principal)
      return answerRefusal(request, reply, NOT_FOR(applyPath(item), row?.id));
    // A pre-check leads here with what was answered there.
    const answers = row ? content.answers : readAnswers(item.form, request.query);
    const own = { ...answers };
    if (!principal && content.principal !== undefined) delete own.applicant;
    return reply.page(
      <ApplyPage
        view={request.view()}
        item={item}
        version={version}
        draftId={row?.id ?? newId()}
        answers={principal ? withPrincipal(answers, principal) : own}
        forWhom={principal && choiceOf(principal)}
        choices={choices.map(choiceOf)}
        hasDraft={row !== undefined}
        keeper={keeperAttributes(applyPath(item), item.form, accountOf(request.actor), savedOf(row))}
        body={content.body}
        saved={request.query.saved === '1'}
        gone={request.query.draft !== undefined && row === undefined}
        changed={row !== undefined && row.item_version !== version}
        preReview={await preReviewOfDraft(services, row?.id)}
        askKey={newId()}
        promised={promisedWords()}
      />,
    );
  });

  app.post<Params>('/services/items/:code/apply', { config }, async (request, reply) => {
    const offered = await currentOffer(services.db, request.params.code);
    if (!offered.ok) return answerRefusal(request, reply, offered.error);
    const { item, version } = offered.value;
    const fields = readFields(request.body);
    const { row, content } = await openDraft(services, request.actor, fields.draft);
    if (row?.case_id) return reply.redirect(`/me/cases/${row.case_id}`, 303);
    const draftId = fields.draft && isId(fields.draft) ? fields.draft : newId();
    const answers = readAnswers(item.form, request.body);
    const choices = standingsForItem(await standingsNow(services, request.actor), item.codes.base);
    const principal = choices.find((s) => s.id === fields.principal);
    // Kept before it is judged: nothing that was typed is lost, whatever is wrong with it.
    const kept = await saveDraft(services, request.actor, {
      division,
      draftId,
      item,
      version,
      content: {
        ...content,
        body: fields.body || undefined,
        principal: fields.principal || undefined,
        answers,
      },
      seen: seenBy(request, fields.base),
    });
    if (isAutosave(request)) return answerAutosave(reply, services, request.actor, draftId, kept);
    const preReview = await preReviewOfDraft(services, row?.id);
    const again = (message: string, code: string, errors: readonly FormError[] = []) =>
      reply.page(
        <ApplyPage
          view={request.view()}
          item={item}
          version={version}
          draftId={draftId}
          answers={answers}
          forWhom={principal && choiceOf(principal)}
          choices={choices.map(choiceOf)}
          hasDraft={kept.ok}
          keeper={keeperAttributes(
            applyPath(item),
            item.form,
            accountOf(request.actor),
            kept.ok ? { version: kept.value.version, at: new Date().toISOString() } : savedOf(row),
          )}
          body={fields.body}
          errors={errors}
          message={message}
          preReview={preReview}
          askKey={newId()}
          promised={promisedWords()}
        />,
        { status: statusOf(code) },
      );
    if (!kept.ok) return again(kept.error.message, kept.error.code);
    if (fields.principal && !principal)
      return answerRefusal(request, reply, NOT_FOR(applyPath(item), draftId));
    if (fields.step === 'save') return reply.redirect(`${applyPath(item)}?draft=${draftId}&saved=1`, 303);
    if (Number(fields.itemVersion) !== version)
      return again(
        '您填写期间，这个事项的办事指南更新了。请对照新的要求核对一遍，再按“下一步”。',
        'services.item.stale',
      );
    if (fields.step === 'pre_review') {
      const asked = await askPreReview(services, request.actor, {
        ...{ division, draftId, requestKey: fields.preReviewKey || newId() },
      });
      if (!asked.ok) return again(asked.error.message, asked.error.code);
      return reply.redirect(`/me/pre-reviews/${asked.value.id}?asked=1`, 303);
    }
    const wrong = [
      ...checkAnswers(item.form, answers),
      ...(principal ? checkPrincipal(answers, principal) : []),
    ];
    const bodies = receivingBodies(item);
    if (!bodies.includes(fields.body ?? ''))
      return again(`请选择办理机关：${bodies.join('、')}。`, 'services.body', wrong);
    if (wrong.length > 0) return again('有几处要改。', 'services.answers', wrong);
    return reply.redirect(`${applyPath(item)}/materials?draft=${draftId}`, 303);
  });
}
