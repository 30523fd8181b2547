/** The materials of a matter of several items (一件事), each once, and handing the matter in. */
import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { isId } from '#base/ids.ts';
import { FILE_BYTES_MAX, filesOf } from '#platform/files/file.ts';
import type { Actor } from '#platform/people/actor.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import { themeMaterials } from '#systems/permits/index.ts';
import type { FieldError } from '#web/components/error-summary.tsx';
import type { Reply, Request } from '#web/http/context.ts';
import { readParts } from '#web/http/read-parts.ts';
import { answerRefusal, statusOf } from '#web/http/refusals.tsx';
import type { Services } from './file-application.ts';
import { fileTheme } from './file-theme.ts';
import { checkPrincipal, standingsNow } from './for-whom.ts';
import { keeperCleared } from './keeper.ts';
import { MaterialsPage } from './pages/materials-page.tsx';
import { closeDraft } from './queries.ts';
import { licenceOptions, neededStill, receiveMaterials } from './receive-materials.ts';
import { openThemeDraft, saveThemeDraft, type ThemeDraft } from './theme-drafts.ts';
import { chosenPrincipal, principalsOfTheme, selfPath, themePath } from './theme-for-whom.ts';
import { type ThemeOffer, themeOffer } from './theme-offer.ts';

const division = DIVISION_XIXIA;
const config = { policy: 'services.case.file' as const };
const FILES_AT_ONCE_MAX = 40;
const accountOf = (actor: Actor): string => (actor.kind === 'account' ? actor.id : '');

/** Where it is said that the draft is not there. */
const goneAt = (code: string, draft: string | undefined): string =>
  draft && isId(draft) ? `${themePath(code)}/apply?draft=${draft}` : themePath(code);

type Params = { Params: { code: string }; Querystring: { draft?: string } };

/** The materials that one hands in, and those that an earlier item's licence stands for. */
function materialsOf({ theme, needs }: ThemeOffer, content: ThemeDraft) {
  const all = themeMaterials(needs, content.answers);
  const short = (code: string | null) => theme.parts.find((p) => p.code === code)?.short ?? '';
  return {
    handed: all.filter((m) => m.items.length > 0).map((m, at) => ({ ...m, at })),
    passedOn: all.flatMap(({ material: { name }, passedOn }) =>
      [...new Set(Object.values(passedOn))].map((by) => {
        const to = Object.keys(passedOn).filter((code) => passedOn[code] === by);
        return { name, why: `“${short(by)}”办好后直接传给${to.map(short).join('、')}` };
      }),
    ),
    forItems: (codes: readonly string[]) => `用于${codes.map(short).join('、')}`,
  };
}

export async function themeMaterialRoutes(app: FastifyInstance, services: Services): Promise<void> {
  await app.register(multipart, {
    limits: { fields: 400, fieldSize: 1000, files: FILES_AT_ONCE_MAX, parts: 500, fileSize: 2 ** 40 },
  });
  const show = async (
    request: Request,
    reply: Reply,
    offer: ThemeOffer,
    draftId: string,
    content: ThemeDraft,
    said: { errors?: FieldError[]; missing?: readonly string[]; status?: number } = {},
  ) => {
    const mine = await filesOf(services.db, division, accountOf(request.actor));
    const { handed, passedOn, forItems } = materialsOf(offer, content);
    const path = themePath(offer.theme.code);
    const { number } = content.answers[offer.asked.applicant] ?? {};
    const standings = content.principal ? await standingsNow(services, request.actor) : [];
    return reply.page(
      <MaterialsPage
        view={request.view()}
        title={offer.theme.title}
        path={`${path}/materials`}
        crumbs={[
          { label: offer.theme.title, href: path },
          { label: '填写申请', href: `${path}/apply?draft=${draftId}` },
        ]}
        hidden={{ draft: draftId }}
        kept={keeperCleared(`${path}/apply`, accountOf(request.actor))}
        mine={mine}
        passedOn={passedOn}
        lines={
          await Promise.all(
            handed.map(async ({ at, material, items }) => ({
              at,
              material,
              files: mine.filter((f) => content.materials[material.name]?.includes(f.id)),
              licences: await licenceOptions(services, request.actor, material, number),
              chosen: content.licences[material.name],
              note: forItems(items),
            })),
          )
        }
        errors={said.errors}
        missing={said.missing}
        forWhom={standings.find((s) => s.id === content.principal)?.name}
      />,
      said.status === undefined ? {} : { status: said.status },
    );
  };

  app.get<Params>('/services/themes/:code/materials', { config }, async (request, reply) => {
    const { code } = request.params;
    const { row, content } = await openThemeDraft(services, request.actor, request.query.draft);
    if (!row || !content) return reply.redirect(goneAt(code, request.query.draft), 303);
    if (row.case_id) return reply.redirect(`/me/themes/${row.case_id}`, 303);
    const offered = await themeOffer(services.db, code, content.chosen);
    if (!offered.ok) return answerRefusal(request, reply, offered.error);
    return show(request, reply, offered.value, row.id, content);
  });

  app.post<Params>('/services/themes/:code/materials', { config }, async (request, reply) => {
    const { code } = request.params;
    const { fields, files } = await readParts(request, FILE_BYTES_MAX);
    const { row, content } = await openThemeDraft(services, request.actor, fields.draft);
    if (!row || !content) return reply.redirect(goneAt(code, fields.draft), 303);
    if (row.case_id) return reply.redirect(`/me/themes/${row.case_id}`, 303);
    const offered = await themeOffer(services.db, code, content.chosen);
    if (!offered.ok) return answerRefusal(request, reply, offered.error);
    const { handed } = materialsOf(offered.value, content);
    const { errors, ...received } = await receiveMaterials(
      services,
      request.actor,
      handed,
      content,
      fields,
      files,
    );
    const next: ThemeDraft = { ...content, ...received };
    const kept = await saveThemeDraft(services, request.actor, {
      division,
      draftId: row.id,
      themeCode: code,
      content: next,
    });
    if (!kept.ok) return answerRefusal(request, reply, kept.error);
    if (errors.length > 0) return show(request, reply, offered.value, row.id, next, { errors, status: 422 });
    if (fields.step !== 'submit') return reply.redirect(`${themePath(code)}/materials?draft=${row.id}`, 303);
    const missing = neededStill(handed, next);
    if (missing.length > 0 && fields.incomplete !== '1')
      return show(request, reply, offered.value, row.id, next, { missing, status: 422 });
    // Looked at again with every form: what was revoked meanwhile files nothing.
    const chosenFor = chosenPrincipal(
      principalsOfTheme(await standingsNow(services, request.actor), offered.value.items),
      content.principal,
      selfPath(code, row.id),
    );
    if (!chosenFor.ok) return answerRefusal(request, reply, chosenFor.error);
    const principal = chosenFor.value;
    if (principal && checkPrincipal(content.answers, principal, offered.value.asked.applicant).length > 0)
      return reply.redirect(`${themePath(code)}/apply?draft=${row.id}`, 303);
    const filed = await fileTheme(services, request.actor, {
      ...next,
      division,
      themeCode: code,
      channel: 'web',
      applicant: principal?.key ?? accountOf(request.actor),
      requestKey: row.id,
    });
    if (!filed.ok) {
      if (filed.fields || filed.error.code === 'services.item.stale' || filed.error.code === 'services.body')
        return reply.redirect(`${themePath(code)}/apply?draft=${row.id}`, 303);
      return show(request, reply, offered.value, row.id, next, {
        errors: [{ field: null, message: filed.error.message }],
        status: statusOf(filed.error.code),
      });
    }
    await closeDraft(services.db, division, row.id, filed.value.id);
    return reply.redirect(`/me/themes/${filed.value.id}?filed=1`, 303);
  });
}
