/** One matter of several items (一件事): its guide, its one form, its materials, and the page that follows all its cases. */
import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { isId, newId } from '#base/ids.ts';
import { FILE_BYTES_MAX, filesOf } from '#platform/files/file.ts';
import type { Actor } from '#platform/people/actor.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import { receivingBodies, themeMaterials } from '#systems/permits/index.ts';
import type { FieldError } from '#web/components/error-summary.tsx';
import { readFields } from '#web/desk/form.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { readParts } from '#web/http/read-parts.ts';
import { answerRefusal, statusOf } from '#web/http/refusals.tsx';
import { dropChild, NO_THEME, ownTheme } from './advance-theme.ts';
import { answerAutosave, isAutosave, seenBy } from './autosave.ts';
import type { Services } from './file-application.ts';
import { fileTheme } from './file-theme.ts';
import { keeperAttributes, keeperCleared } from './keeper.ts';
import { MaterialsPage } from './pages/materials-page.tsx';
import { ThemeApplyPage, ThemeGuidePage, ThemePage } from './pages/theme-pages.tsx';
import { closeDraft, findDraft } from './queries.ts';
import { readAnswers } from './read-answers.ts';
import { licenceOptions, receiveMaterials } from './receive-materials.ts';
import { servicesOf } from './services-of.ts';
import { saveThemeDraft, type ThemeDraft, themeDraft } from './theme-drafts.ts';
import { checkTheme, staleItems, type ThemeOffer, themeOffer } from './theme-offer.ts';
import { viewTheme } from './theme-view.ts';

const division = DIVISION_XIXIA;
const config = { policy: 'services.case.file' as const };
const FILES_AT_ONCE_MAX = 40;
const accountOf = (actor: Actor): string => (actor.kind === 'account' ? actor.id : '');
const themePath = (code: string): string => `/services/themes/${code}`;

type Params = {
  Params: { code: string };
  Querystring: { draft?: string; saved?: string; with?: string | string[] };
};

export async function themeRoutes(app: FastifyInstance, context: Context): Promise<void> {
  const services = servicesOf(context);
  guideRoutes(app, services);
  ownRoutes(app, services);
  await app.register(async (scope) => {
    await scope.register(multipart, {
      limits: { fields: 400, fieldSize: 1000, files: FILES_AT_ONCE_MAX, parts: 500, fileSize: 2 ** 40 },
    });
    materialRoutes(scope, services);
  });
}

/** Basic codes, as checkboxes or a hidden field send them. */
const codesIn = (sent: unknown): string[] =>
  [sent]
    .flat()
    .flatMap((one) => (typeof one === 'string' ? one.split(',') : []))
    .filter((code) => /^\d{12}$/.test(code));

const versionsIn = (sent = ''): Record<string, number> =>
  Object.fromEntries(
    sent.split(',').flatMap((pair) => {
      const [code = '', version = ''] = pair.split(':');
      return /^\d{12}$/.test(code) ? [[code, Number(version)]] : [];
    }),
  );

/** The person's own draft of this address, and what is in it. */
async function openDraft(services: Services, actor: Actor, asked: string | undefined) {
  const id = asked && isId(asked) ? asked : undefined;
  const row = id ? await findDraft(services.db, division, accountOf(actor), id) : undefined;
  return { row, content: row && themeDraft(services, row) };
}

function guideRoutes(app: FastifyInstance, services: Services): void {
  app.get<Params>(
    '/services/themes/:code',
    { config: { policy: 'permits.read' } },
    async (request, reply) => {
      const offered = await themeOffer(services.db, request.params.code);
      if (!offered.ok) return answerRefusal(request, reply, offered.error);
      return reply.page(
        <ThemeGuidePage
          view={request.view()}
          offer={offered.value}
          materials={everyMaterial(offered.value)}
        />,
      );
    },
  );

  app.get<Params>('/services/themes/:code/apply', { config }, async (request, reply) => {
    const { row, content } = await openDraft(services, request.actor, request.query.draft);
    if (row?.case_id) return reply.redirect(`/me/themes/${row.case_id}`, 303);
    const chosen = content?.chosen ?? codesIn(request.query.with);
    const offered = await themeOffer(services.db, request.params.code, chosen);
    if (!offered.ok) return answerRefusal(request, reply, offered.error);
    return reply.page(
      <ThemeApplyPage
        view={request.view()}
        offer={offered.value}
        draftId={row?.id ?? newId()}
        chosen={chosen}
        bodies={content?.bodies ?? {}}
        answers={content?.answers ?? {}}
        keeper={keeperAttributes(
          `${themePath(request.params.code)}/apply`,
          offered.value.asked.form,
          accountOf(request.actor),
          row && { version: row.version, at: row.changed_at.toISOString() },
        )}
        saved={request.query.saved === '1'}
      />,
    );
  });

  app.post<Params>('/services/themes/:code/apply', { config }, async (request, reply) => {
    const fields = readFields(request.body);
    const chosen = codesIn(fields.with);
    const offered = await themeOffer(services.db, request.params.code, chosen);
    if (!offered.ok) return answerRefusal(request, reply, offered.error);
    const { theme, items, asked } = offered.value;
    const { row, content } = await openDraft(services, request.actor, fields.draft);
    if (row?.case_id) return reply.redirect(`/me/themes/${row.case_id}`, 303);
    const draftId = fields.draft && isId(fields.draft) ? fields.draft : newId();
    const answers = readAnswers(asked.form, request.body);
    const bodies = Object.fromEntries([...items.keys()].map((code) => [code, fields[`body-${code}`] ?? '']));
    const versions = versionsIn(fields.versions);
    // Kept before it is judged: nothing that was typed is lost, whatever is wrong with it.
    const kept = await saveThemeDraft(services, request.actor, {
      division,
      draftId,
      themeCode: theme.code,
      content: {
        chosen,
        versions,
        bodies,
        answers,
        materials: content?.materials ?? {},
        licences: content?.licences ?? {},
      },
      seen: seenBy(request, fields.base),
    });
    if (isAutosave(request)) return answerAutosave(reply, services, request.actor, draftId, kept);
    const again = (message: string, code: string, errors: ReturnType<typeof checkTheme> = []) =>
      reply.page(
        <ThemeApplyPage
          view={request.view()}
          offer={offered.value}
          {...{ draftId, chosen, bodies, answers, errors, message }}
          keeper={keeperAttributes(
            `${themePath(theme.code)}/apply`,
            asked.form,
            accountOf(request.actor),
            kept.ok ? { version: kept.value.version, at: new Date().toISOString() } : undefined,
          )}
        />,
        { status: statusOf(code) },
      );
    if (!kept.ok) return again(kept.error.message, kept.error.code);
    if (fields.step === 'save')
      return reply.redirect(`${themePath(theme.code)}/apply?draft=${draftId}&saved=1`, 303);
    const stale = staleItems(offered.value, versions);
    if (stale.length > 0)
      return again(
        `您填写期间，“${stale.join('”“')}”的办事指南更新了。请对照新的要求核对一遍，再按“下一步”。`,
        'services.item.stale',
      );
    const wrong = checkTheme(offered.value, answers);
    if (wrong.length > 0) return again('有几处要改。', 'services.answers', wrong);
    for (const [code, item] of items)
      if (!receivingBodies(item).includes(bodies[code] ?? ''))
        return again(`请选择“${item.name}”的办理机关。`, 'services.body');
    return reply.redirect(`${themePath(theme.code)}/materials?draft=${draftId}`, 303);
  });
}

/** Every material of every item, whatever will be answered, with the situation in which it is asked. */
function everyMaterial({ theme, needs }: ThemeOffer) {
  const short = (code: string) => theme.parts.find((p) => p.code === code)?.short ?? '';
  return [...needs].flatMap(([name, all]) => {
    const handed = all.filter((n) => n.passedOn === null && n.material.need !== '非必要');
    const [first] = handed;
    const always = handed.some((n) => n.when === null);
    return first
      ? [
          {
            name,
            forItems: handed.map((n) => short(n.code)).join('、'),
            when: always ? null : (first.when?.says ?? null),
          },
        ]
      : [];
  });
}

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

function materialRoutes(app: FastifyInstance, services: Services): void {
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
    const number = Object.values(content.answers).find((s) => s.number !== undefined)?.number;
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
      />,
      said.status === undefined ? {} : { status: said.status },
    );
  };

  app.get<Params>('/services/themes/:code/materials', { config }, async (request, reply) => {
    const { code } = request.params;
    const { row, content } = await openDraft(services, request.actor, request.query.draft);
    if (!row || !content) return reply.redirect(themePath(code), 303);
    if (row.case_id) return reply.redirect(`/me/themes/${row.case_id}`, 303);
    const offered = await themeOffer(services.db, code, content.chosen);
    if (!offered.ok) return answerRefusal(request, reply, offered.error);
    return show(request, reply, offered.value, row.id, content);
  });

  app.post<Params>('/services/themes/:code/materials', { config }, async (request, reply) => {
    const { code } = request.params;
    const { fields, files } = await readParts(request, FILE_BYTES_MAX);
    const { row, content } = await openDraft(services, request.actor, fields.draft);
    if (!row || !content) return reply.redirect(themePath(code), 303);
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
    const missing = handed
      .filter(
        ({ material: { need, name } }) =>
          need === '必要' && !next.materials[name]?.length && !next.licences[name],
      )
      .map(({ material }) => material.name);
    if (missing.length > 0 && fields.incomplete !== '1')
      return show(request, reply, offered.value, row.id, next, { missing, status: 422 });
    const filed = await fileTheme(services, request.actor, {
      ...next,
      division,
      themeCode: code,
      channel: 'web',
      applicant: accountOf(request.actor),
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

function ownRoutes(app: FastifyInstance, services: Services): void {
  type Own = { Params: { id: string }; Querystring: { filed?: string } };
  const show = async (
    request: Request,
    reply: Reply,
    id: string,
    said: { filed?: boolean; error?: string; status?: number } = {},
  ) => {
    const found = isId(id) ? await ownTheme(services, request.actor, division, id) : NO_THEME;
    if (!found.ok) return answerRefusal(request, reply, found.error);
    const { status, filed = false, error } = said;
    return reply.page(
      <ThemePage
        view={request.view()}
        shown={viewTheme(found.value, (services.now ?? Temporal.Now.instant)(), services.calendar)}
        filed={filed}
        error={error}
      />,
      status === undefined ? {} : { status },
    );
  };

  app.get<Own>('/me/themes/:id', { config: { policy: 'services.case.read_own' } }, (request, reply) =>
    show(request, reply, request.params.id, { filed: request.query.filed === '1' }),
  );

  app.post<Own>(
    '/me/themes/:id/drop',
    { config: { policy: 'services.case.act_own' } },
    async (request, reply) => {
      const { id } = request.params;
      const { code = '', seen = '' } = readFields(request.body);
      const dropped = isId(id)
        ? await dropChild(services, request.actor, { division, id, code, seen: Number(seen) })
        : NO_THEME;
      if (!dropped.ok)
        return show(request, reply, id, {
          error: dropped.error.message,
          status: statusOf(dropped.error.code),
        });
      return reply.redirect(`/me/themes/${id}`, 303);
    },
  );
}
