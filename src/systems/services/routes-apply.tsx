/** Applying: the form, the materials, and handing in; put away at any point and gone on with. */
import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { isId, newId } from '#base/ids.ts';
import { type MaterialFile, readEvents } from '#engines/procedure/index.ts';
import { FILE_BYTES_MAX, filesOf, keepFile } from '#platform/files/file.ts';
import type { Actor } from '#platform/people/actor.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import {
  checkAnswers,
  type FormError,
  type Item,
  materialsFor,
  receivingBodies,
} from '#systems/permits/index.ts';
import { isApplicant, type Standing } from '#systems/proxies/index.ts';
import type { FieldError } from '#web/components/error-summary.tsx';
import { readFields } from '#web/desk/form.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { readParts, type SentFile } from '#web/http/read-parts.ts';
import { answerRefusal, statusOf } from '#web/http/refusals.tsx';
import { actOnApplication } from './act-on-application.ts';
import { type DraftContent, draftContent, saveDraft } from './drafts.ts';
import { fileApplication, type Services } from './file-application.ts';
import {
  actingIn,
  checkPrincipal,
  standingsForItem,
  standingsNow,
  standingWords,
  withPrincipal,
} from './for-whom.ts';
import { currentOffer, type Offer } from './offer.ts';
import { ApplyPage } from './pages/apply-page.tsx';
import type { Choice } from './pages/for-whom.tsx';
import { MaterialsPage } from './pages/materials-page.tsx';
import { closeDraft, findApplication, findDraft } from './queries.ts';
import { readAnswers } from './read-answers.ts';
import { servicesOf } from './services-of.ts';

const division = DIVISION_XIXIA;
const config = { policy: 'services.case.file' as const };
const accountOf = (actor: Actor): string => (actor.kind === 'account' ? actor.id : '');
const EMPTY: DraftContent = { body: undefined, answers: {}, materials: {} };
const FILES_AT_ONCE_MAX = 40;

/** Said when the authority to act for somebody ended: what was typed is kept, and goes on for oneself. */
const NOT_FOR = (path: string) => ({
  code: 'services.principal',
  message: `您现在不能为所选的人或企业办这件事：授权已撤销、已到期，或不包括这个事项。填过的内容还在草稿里；请联系对方重新授权，或从 ${path}?for=self 改为给您本人办理。`,
});
const choiceOf = (s: Standing): Choice => ({ id: s.id, name: s.name, words: standingWords(s) });

type Params = { Params: { code: string }; Querystring: { draft?: string; saved?: string; for?: string } };

export async function applyRoutes(app: FastifyInstance, context: Context): Promise<void> {
  const services = servicesOf(context);
  formRoutes(app, services);
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
  const row = id ? await findDraft(services.db, division, accountOf(actor), id) : undefined;
  return { row, content: row ? draftContent(services, row) : EMPTY };
}

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
      return answerRefusal(request, reply, NOT_FOR(applyPath(item)));
    const own = { ...content.answers };
    if (!principal && content.principal !== undefined) delete own.applicant;
    return reply.page(
      <ApplyPage
        view={request.view()}
        item={item}
        version={version}
        draftId={row?.id ?? newId()}
        answers={principal ? withPrincipal(content.answers, principal) : own}
        forWhom={principal && choiceOf(principal)}
        choices={choices.map(choiceOf)}
        hasDraft={row !== undefined}
        body={content.body}
        saved={request.query.saved === '1'}
        changed={row !== undefined && row.item_version !== version}
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
    if (fields.principal && !principal) return answerRefusal(request, reply, NOT_FOR(applyPath(item)));
    // Kept before it is judged: nothing that was typed is lost, whatever is wrong with it.
    const kept = await saveDraft(services, request.actor, {
      division,
      draftId,
      item,
      version,
      content: { ...content, body: fields.body || undefined, principal: principal?.id, answers },
    });
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
          body={fields.body}
          errors={errors}
          message={message}
        />,
        { status: statusOf(code) },
      );
    if (!kept.ok) return again(kept.error.message, kept.error.code);
    if (fields.step === 'save') return reply.redirect(`${applyPath(item)}?draft=${draftId}&saved=1`, 303);
    if (Number(fields.itemVersion) !== version)
      return again(
        '您填写期间，这个事项的办事指南更新了。请对照新的要求核对一遍，再按“下一步”。',
        'services.item.stale',
      );
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
    const { status, ...rest } = said;
    const standings = content.principal ? await standingsNow(services, request.actor) : [];
    return reply.page(
      <MaterialsPage
        view={request.view()}
        item={item}
        version={version}
        draftId={draftId}
        mine={mine}
        lines={materialsFor(item, content.answers).map(({ at, material }) => ({
          at,
          material,
          files: mine.filter((f) => content.materials[material.name]?.includes(f.id)),
        }))}
        forWhom={standings.find((s) => s.id === content.principal)?.name}
        {...rest}
      />,
      status === undefined ? {} : { status },
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
    const sent = await receive(services, request.actor, item, content, fields, files);
    const next = { ...content, materials: sent.materials };
    await saveDraft(services, request.actor, {
      division,
      draftId: row.id,
      item,
      version: row.item_version,
      content: next,
    });
    if (sent.errors.length > 0)
      return show(request, reply, offered.value, row.id, next, { errors: sent.errors, status: 422 });
    if (fields.step !== 'submit') return reply.redirect(`${applyPath(item)}/materials?draft=${row.id}`, 303);
    const missing = materialsFor(item, content.answers)
      .filter(({ material }) => material.need === '必要' && !next.materials[material.name]?.length)
      .map(({ material }) => material.name);
    if (missing.length > 0 && fields.incomplete !== '1')
      return show(request, reply, offered.value, row.id, next, { missing, status: 422 });
    // Looked at again with every form: what was revoked meanwhile files nothing.
    const principal = content.principal
      ? standingsForItem(await standingsNow(services, request.actor), item.codes.base).find(
          (s) => s.id === content.principal,
        )
      : undefined;
    if (content.principal && !principal) return answerRefusal(request, reply, NOT_FOR(applyPath(item)));
    if (principal && checkPrincipal(content.answers, principal).length > 0)
      return reply.redirect(`${applyPath(item)}?draft=${row.id}`, 303);
    const filed = await fileApplication(services, request.actor, {
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
    });
    if (!filed.ok) {
      if (filed.fields || filed.error.code === 'services.item.stale' || filed.error.code === 'services.body')
        return reply.redirect(`${applyPath(item)}?draft=${row.id}`, 303);
      return answerRefusal(request, reply, filed.error);
    }
    await closeDraft(services.db, division, row.id, filed.value.id);
    return reply.redirect(`/me/cases/${filed.value.id}?filed=1`, 303);
  });
}

/** What the form of materials changes in a draft: files put away, chosen again, newly sent. */
async function receive(
  services: Services,
  actor: Actor,
  item: Item,
  content: DraftContent,
  fields: Readonly<Record<string, string>>,
  files: readonly SentFile[],
): Promise<{ materials: Record<string, readonly string[]>; errors: FieldError[] }> {
  const materials: Record<string, readonly string[]> = { ...content.materials };
  const errors: FieldError[] = [];
  for (const { at, material } of materialsFor(item, content.answers)) {
    const kept = (materials[material.name] ?? []).filter((id) => fields[`drop-${at}-${id}`] !== '1');
    const again = fields[`use-${at}`];
    const ids = [...kept, ...(again && isId(again) ? [again] : [])];
    for (const file of files.filter((f) => f.field === `file-${at}`)) {
      const stored = await keepFile(services.db, services.fileSealing, {
        division,
        owner: accountOf(actor),
        name: file.name ?? '',
        bytes: file.bytes,
        tooLarge: file.tooLarge,
      });
      if (stored.ok) ids.push(stored.value.id);
      else errors.push({ field: `file-${at}`, message: stored.error.message });
    }
    materials[material.name] = [...new Set(ids)];
  }
  return { materials, errors };
}

/** Answering a one-time notice: the files that were missing come with the step, in one transaction. */
function supplementRoute(app: FastifyInstance, services: Services): void {
  app.post<{ Params: { id: string } }>(
    '/me/cases/:id/supplement',
    { config: { policy: 'services.case.act_own' as const } },
    async (request, reply) => {
      const { fields, files } = await readParts(request, FILE_BYTES_MAX);
      const { id } = request.params;
      const file = isId(id) ? await findApplication(services.db, division, id) : undefined;
      const acting = file && (await actingIn(services, request.actor, file));
      const own = file && acting && isApplicant(acting, file.applicant);
      if (!own)
        return answerRefusal(request, reply, {
          code: 'services.case.not_found',
          message: '没有这一办件，或它不是您的。请从“我的办件”进入。',
        });
      const asked = (await readEvents(services.db, division, id)).findLast(
        (e) => e.transition === 'ask_correction',
      );
      const missing = (asked?.data.missing ?? []) as { material: string }[];
      const materials: MaterialFile[] = [];
      for (const sent of files) {
        const material = missing[Number(sent.field.replace('file-', ''))]?.material;
        const stored = await keepFile(services.db, services.fileSealing, {
          division,
          owner: accountOf(request.actor),
          name: sent.name ?? '',
          bytes: sent.bytes,
          tooLarge: sent.tooLarge,
        });
        if (!stored.ok) return answerRefusal(request, reply, stored.error);
        if (material) materials.push({ material, fileId: stored.value.id });
      }
      const acted = await actOnApplication(services, request.actor, {
        division,
        caseId: id,
        transition: 'supplement',
        input: {},
        seen: Number(fields.seen),
        requestKey: fields.requestKey || newId(),
        materials,
      });
      if (!acted.ok) return answerRefusal(request, reply, acted.error);
      return reply.redirect(`/me/cases/${id}`, 303);
    },
  );
}
