/** Applying: the form, the materials, and handing in; put away at any point and gone on with. */
import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { isId, newId } from '#base/ids.ts';
import { FILE_BYTES_MAX, filesOf } from '#platform/files/file.ts';
import type { Actor } from '#platform/people/actor.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import {
  checkAnswers,
  type FormError,
  type Item,
  materialsFor,
  receivingBodies,
} from '#systems/permits/index.ts';
import type { Standing } from '#systems/proxies/index.ts';
import type { FieldError } from '#web/components/error-summary.tsx';
import { readFields } from '#web/desk/form.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { readParts } from '#web/http/read-parts.ts';
import { answerRefusal, statusOf } from '#web/http/refusals.tsx';
import { askPreReview } from './ask-pre-review.ts';
import { answerAutosave, isAutosave, seenBy } from './autosave.ts';
import { type DraftContent, draftContent, saveDraft } from './drafts.ts';
import type { Services } from './file-application.ts';
import { fileWithLicences } from './file-with-licences.ts';
import { checkPrincipal, standingsForItem, standingsNow, standingWords, withPrincipal } from './for-whom.ts';
import { keeperAttributes, keeperCleared, keeperScript, type SavedDraft } from './keeper.ts';
import { currentOffer, type Offer } from './offer.ts';
import { ApplyPage } from './pages/apply-page.tsx';
import type { Choice } from './pages/for-whom.tsx';
import { MaterialsPage } from './pages/materials-page.tsx';
import { closeDraft, type Draft, findDraft } from './queries.ts';
import { readAnswers } from './read-answers.ts';
import { licenceOptions, neededStill, receiveMaterials } from './receive-materials.ts';
import { preReviewOfDraft, promisedWords } from './routes-pre-reviews.tsx';
import { supplementRoute } from './routes-supplement.ts';
import { servicesOf } from './services-of.ts';
import { themeCodeOf } from './theme-drafts.ts';

const division = DIVISION_XIXIA;
const config = { policy: 'services.case.file' as const };
const accountOf = (actor: Actor): string => (actor.kind === 'account' ? actor.id : '');
const EMPTY: DraftContent = { body: undefined, answers: {}, materials: {} };
const FILES_AT_ONCE_MAX = 40;

/** Said when the authority to act for somebody ended: what was typed is kept, and goes on for oneself. */
const NOT_FOR = (path: string, draftId?: string) => ({
  code: 'services.principal',
  message: `您现在不能为所选的人或企业办这件事：授权已撤销、已到期，或不包括这个事项。填过的内容还在草稿里；请联系对方重新授权，或从 ${path}?for=self${draftId ? `&draft=${draftId}` : ''} 改为给您本人办理。`,
});
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
  await app.register(async (scope) => {
    await scope.register(multipart, {
      limits: { fields: 400, fieldSize: 1000, files: FILES_AT_ONCE_MAX, parts: 500, fileSize: 2 ** 40 },
    });
    materialRoutes(scope, services);
    supplementRoute(scope, services);
  });
}

/** The person's own draft of this address, what is in it, and whether it was handed in. */
async function openDraft(services: Services, actor: Actor, asked: string | undefined) {
  const id = asked && isId(asked) ? asked : undefined;
  const found = id ? await findDraft(services.db, division, accountOf(actor), id) : undefined;
  const row = found && themeCodeOf(found) === undefined ? found : undefined;
  return { row, content: row ? draftContent(services, row) : EMPTY };
}

const savedOf = (row: Draft | undefined): SavedDraft | undefined =>
  row && { version: row.version, at: row.changed_at.toISOString() };

const applyPath = (item: Item): string => `/services/items/${item.codes.base}/apply`;

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

function materialRoutes(app: FastifyInstance, services: Services): void {
  const show = async (
    request: Request,
    reply: Reply,
    { item, version }: Offer,
    draftId: string,
    content: DraftContent,
    said: { errors?: FieldError[]; missing?: readonly string[]; status?: number } = {},
  ) => {
    const mine = await filesOf(services.db, division, accountOf(request.actor));
    const { base } = item.codes;
    const path = applyPath(item);
    const standings = content.principal ? await standingsNow(services, request.actor) : [];
    return reply.page(
      <MaterialsPage
        view={request.view()}
        title={item.name}
        path={`${path}/materials`}
        crumbs={[
          { label: item.name, href: `/services/items/${base}` },
          { label: '填写申请', href: `${path}?draft=${draftId}` },
        ]}
        hidden={{ draft: draftId, itemVersion: String(version) }}
        kept={keeperCleared(path, accountOf(request.actor))}
        mine={mine}
        lines={
          await Promise.all(
            materialsFor(item, content.answers).map(async ({ at, material }) => ({
              at,
              material,
              files: mine.filter((f) => content.materials[material.name]?.includes(f.id)),
              licences: await licenceOptions(
                services,
                request.actor,
                material,
                content.answers.applicant?.number,
              ),
              chosen: content.licences?.[material.name],
            })),
          )
        }
        errors={said.errors}
        missing={said.missing}
        forWhom={standings.find((s) => s.id === content.principal)?.name}
        asking={{
          shown: await preReviewOfDraft(services, draftId),
          promised: promisedWords(),
          requestKey: newId(),
        }}
      />,
      said.status === undefined ? {} : { status: said.status },
    );
  };

  app.get<Params>('/services/items/:code/apply/materials', { config }, async (request, reply) => {
    const offered = await currentOffer(services.db, request.params.code);
    if (!offered.ok) return answerRefusal(request, reply, offered.error);
    const { row, content } = await openDraft(services, request.actor, request.query.draft);
    if (!row) return reply.redirect(applyPath(offered.value.item), 303);
    if (row.case_id) return reply.redirect(`/me/cases/${row.case_id}`, 303);
    return show(request, reply, offered.value, row.id, content);
  });

  app.post<Params>('/services/items/:code/apply/materials', { config }, async (request, reply) => {
    const { fields, files } = await readParts(request, FILE_BYTES_MAX);
    const offered = await currentOffer(services.db, request.params.code);
    if (!offered.ok) return answerRefusal(request, reply, offered.error);
    const { item } = offered.value;
    const { row, content } = await openDraft(services, request.actor, fields.draft);
    if (!row) return reply.redirect(applyPath(item), 303);
    if (row.case_id) return reply.redirect(`/me/cases/${row.case_id}`, 303);
    const asked = materialsFor(item, content.answers);
    const { errors, ...handed } = await receiveMaterials(
      services,
      request.actor,
      asked,
      { materials: content.materials, licences: content.licences ?? {} },
      fields,
      files,
    );
    const next = { ...content, ...handed };
    await saveDraft(services, request.actor, {
      division,
      draftId: row.id,
      item,
      version: row.item_version,
      content: next,
    });
    if (errors.length > 0) return show(request, reply, offered.value, row.id, next, { errors, status: 422 });
    if (fields.step === 'pre_review') {
      const sent = await askPreReview(services, request.actor, {
        ...{ division, draftId: row.id, requestKey: fields.preReviewKey || newId() },
      });
      if (sent.ok) return reply.redirect(`/me/pre-reviews/${sent.value.id}?asked=1`, 303);
      const { code, message } = sent.error;
      if (code === 'services.item.stale' || code === 'services.body')
        return reply.redirect(`${applyPath(item)}?draft=${row.id}`, 303);
      return show(request, reply, offered.value, row.id, next, {
        errors: [{ field: null, message }],
        status: statusOf(code),
      });
    }
    if (fields.step !== 'submit') return reply.redirect(`${applyPath(item)}/materials?draft=${row.id}`, 303);
    const licences = asked.flatMap(({ material: { name } }) => {
      const id = next.licences[name];
      return id ? [{ material: name, licence: { id } }] : [];
    });
    const missing = neededStill(asked, next);
    if (missing.length > 0 && fields.incomplete !== '1')
      return show(request, reply, offered.value, row.id, next, { missing, status: 422 });
    // Looked at again with every form: what was revoked meanwhile files nothing.
    const principal = content.principal
      ? standingsForItem(await standingsNow(services, request.actor), item.codes.base).find(
          (s) => s.id === content.principal,
        )
      : undefined;
    if (content.principal && !principal)
      return answerRefusal(request, reply, NOT_FOR(applyPath(item), row.id));
    if (principal && checkPrincipal(content.answers, principal).length > 0)
      return reply.redirect(`${applyPath(item)}?draft=${row.id}`, 303);
    const filed = await fileWithLicences(
      services,
      request.actor,
      {
        division,
        itemCode: item.codes.base,
        itemVersion: row.item_version,
        body: content.body ?? '',
        answers: content.answers,
        materials: Object.entries(next.materials).flatMap(([material, ids]) =>
          ids.map((fileId) => ({ material, fileId })),
        ),
        channel: 'web',
        applicant: principal?.key ?? accountOf(request.actor),
        requestKey: row.id,
      },
      licences,
    );
    if (!filed.ok) {
      const fields = 'fields' in filed && filed.fields;
      if (fields || filed.error.code === 'services.item.stale' || filed.error.code === 'services.body')
        return reply.redirect(`${applyPath(item)}?draft=${row.id}`, 303);
      if (filed.error.code.startsWith('licences.'))
        return show(request, reply, offered.value, row.id, next, {
          errors: [{ field: null, message: filed.error.message }],
          status: statusOf(filed.error.code),
        });
      return answerRefusal(request, reply, filed.error);
    }
    await closeDraft(services.db, division, row.id, filed.value.id);
    return reply.redirect(`/me/cases/${filed.value.id}?filed=1`, 303);
  });
}
