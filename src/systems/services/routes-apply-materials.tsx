/** The materials of an application, and handing it in. */
import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { isId, newId } from '#base/ids.ts';
import { FILE_BYTES_MAX, filesOf } from '#platform/files/file.ts';
import type { Actor } from '#platform/people/actor.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import { materialsFor } from '#systems/permits/index.ts';
import type { FieldError } from '#web/components/error-summary.tsx';
import type { Reply, Request } from '#web/http/context.ts';
import { readParts } from '#web/http/read-parts.ts';
import { answerRefusal, statusOf } from '#web/http/refusals.tsx';
import { askPreReview } from './ask-pre-review.ts';
import { type DraftContent, saveDraft } from './drafts.ts';
import type { Services } from './file-application.ts';
import { fileWithLicences } from './file-with-licences.ts';
import { checkPrincipal, standingsForItem, standingsNow } from './for-whom.ts';
import { keeperCleared } from './keeper.ts';
import { currentOffer, type Offer } from './offer.ts';
import { applyPath, NOT_FOR, openDraft } from './open-draft.ts';
import { MaterialsPage } from './pages/materials-page.tsx';
import { closeDraft } from './queries.ts';
import { licenceOptions, neededStill, receiveMaterials } from './receive-materials.ts';
import { preReviewOfDraft, promisedWords } from './routes-pre-reviews.tsx';
import { supplementRoute } from './routes-supplement.ts';

const division = DIVISION_XIXIA;
const config = { policy: 'services.case.file' as const };
const accountOf = (actor: Actor): string => (actor.kind === 'account' ? actor.id : '');
const FILES_AT_ONCE_MAX = 40;

/** The form says that the draft is not there. */
const askedDraft = (id: string | undefined): string => (id && isId(id) ? `?draft=${id}` : '');

type Params = { Params: { code: string }; Querystring: { draft?: string } };

/** In a scope of its own, as these take files. */
export async function materialRoutes(app: FastifyInstance, services: Services): Promise<void> {
  await app.register(multipart, {
    limits: { fields: 400, fieldSize: 1000, files: FILES_AT_ONCE_MAX, parts: 500, fileSize: 2 ** 40 },
  });
  supplementRoute(app, services);
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
    if (!row)
      return reply.redirect(`${applyPath(offered.value.item)}${askedDraft(request.query.draft)}`, 303);
    if (row.case_id) return reply.redirect(`/me/cases/${row.case_id}`, 303);
    return show(request, reply, offered.value, row.id, content);
  });

  app.post<Params>('/services/items/:code/apply/materials', { config }, async (request, reply) => {
    const { fields, files } = await readParts(request, FILE_BYTES_MAX);
    const offered = await currentOffer(services.db, request.params.code);
    if (!offered.ok) return answerRefusal(request, reply, offered.error);
    const { item } = offered.value;
    const { row, content } = await openDraft(services, request.actor, fields.draft);
    if (!row) return reply.redirect(`${applyPath(item)}${askedDraft(fields.draft)}`, 303);
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
