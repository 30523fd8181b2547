/** What residents do once they have applied: follow a case, answer, withdraw, read what they were told. */
import type { FastifyInstance } from 'fastify';
import { isId, newId } from '#base/ids.ts';
import { readMaterials } from '#engines/procedure/index.ts';
import type { Actor } from '#platform/people/actor.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import { licencesInCase } from '#systems/licences/index.ts';
import { isApplicant } from '#systems/proxies/index.ts';
import { readFields } from '#web/desk/form.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { answerRefusal, statusOf } from '#web/http/refusals.tsx';
import { actOnApplication } from './act-on-application.ts';
import { answerLines } from './answer-lines.ts';
import { openForm, readParts, viewParts } from './case-parts.ts';
import { rolesIn } from './case-roles.ts';
import { draftTitle } from './delete-draft.ts';
import { draftContent } from './drafts.ts';
import type { Services } from './file-application.ts';
import {
  actingIn,
  casesMine,
  namingAgents,
  noticesMine,
  ownCase,
  principalNameOf,
  themesMine,
} from './for-whom.ts';
import { missingMaterials } from './missing-materials.ts';
import { offerOfCase } from './offer.ts';
import { followsTheme } from './own-theme.ts';
import { CasePage } from './pages/case-page.tsx';
import { MyCasesPage, MyNoticesPage } from './pages/my-pages.tsx';
import { papersOf } from './papers.ts';
import { draftsOf, findApplication } from './queries.ts';
import { applyRoutes } from './routes-apply.tsx';
import { clearedDraft, draftDeletionRoutes, draftPath } from './routes-drafts.tsx';
import { grantedRoutes } from './routes-granted.tsx';
import { paperRoutes } from './routes-papers.tsx';
import { preCheckRoutes } from './routes-pre-check.tsx';
import { preReviewRoutes, preReviewWords } from './routes-pre-reviews.tsx';
import { themeRoutes } from './routes-themes.tsx';
import { sendFile } from './send-file.ts';
import { servicesOf } from './services-of.ts';
import { themeDraft } from './theme-drafts.ts';

const division = DIVISION_XIXIA;
const accountOf = (actor: Actor): string => (actor.kind === 'account' ? actor.id : '');

const NO_CASE = {
  code: 'services.case.not_found',
  message: '没有这一办件，或它不是您的。请从“我的办件”进入。',
};

export async function serviceRoutes(app: FastifyInstance, context: Context): Promise<void> {
  await applyRoutes(app, context);
  await themeRoutes(app, context);
  paperRoutes(app, context);
  preCheckRoutes(app, context);
  preReviewRoutes(app, servicesOf(context));
  draftDeletionRoutes(app, servicesOf(context));
  grantedRoutes(app, servicesOf(context));
  caseRoutes(app, servicesOf(context));
}

function caseRoutes(app: FastifyInstance, services: Services): void {
  const read = { policy: 'services.case.read_own' as const };
  type Params = { Params: { id: string }; Querystring: { filed?: string } };
  const now = () => (services.now ?? Temporal.Now.instant)();

  app.get<{ Querystring: { deleted?: string } }>('/me/cases', { config: read }, async (request, reply) => {
    const [{ files, standings }, drafts, preReviews] = await Promise.all([
      casesMine(services, request.actor),
      draftsOf(services.db, division, accountOf(request.actor)),
      preReviewWords(services, request.actor),
    ]);
    const names = new Map(standings.map((s) => [s.key, s.name]));
    const cases = await Promise.all(
      files.map(async (file) => {
        const { procedure } = await offerOfCase(services.db, file);
        return {
          ...file,
          stateTitle: procedure.states[file.state]?.title ?? file.state,
          forWhom: names.get(file.applicant),
        };
      }),
    );
    const lines = await Promise.all(
      drafts.map(async (d) => {
        return {
          id: d.id,
          forWhom: standings.find(
            (s) => s.id === (themeDraft(services, d) ?? draftContent(services, d)).principal,
          )?.name,
          href: draftPath(d),
          name: await draftTitle(services.db, d),
          at: Temporal.Instant.fromEpochMilliseconds(d.changed_at.getTime()),
          preReview: preReviews.get(d.id),
        };
      }),
    );
    const themes = (await themesMine(services, request.actor, standings)).map((t) => ({
      ...{ id: t.id, title: t.theme.title, number: t.number, ended: t.closed_at !== null },
      forWhom: names.get(t.applicant),
    }));
    return reply.page(
      <MyCasesPage
        view={request.view()}
        cases={cases}
        themes={themes}
        drafts={lines}
        deleted={clearedDraft(request.actor, request.query.deleted)}
        now={now()}
      />,
    );
  });

  const show = async (
    request: Request,
    reply: Reply,
    id: string,
    { filed = false, error, status }: { filed?: boolean; error?: string; status?: number } = {},
  ) => {
    const own = await ownCase(services, request.actor, id);
    if (!own) return answerRefusal(request, reply, NO_CASE);
    const { file, acting } = own;
    const [offer, parts, forWhom, licences] = await Promise.all([
      offerOfCase(services.db, file),
      readParts(services, file),
      principalNameOf(services, request.actor, file.applicant),
      file.uses_licences ? licencesInCase(services.db, division, file.number, now()) : [],
    ]);
    const { events, form, materials } = parts;
    // Whoever acts for somebody in this item only is not led to a matter that they may not follow.
    const follows =
      parts.theme &&
      (forWhom === undefined || (await followsTheme(services, request.actor, division, parts.theme.themeId)));
    const theme = follows ? parts.theme : undefined;
    const { view, name } = viewParts(services, file, parts, offer.procedure, rolesIn(acting, file));
    const page = () => (
      <CasePage
        view={request.view()}
        shown={namingAgents(view, events, file)}
        forWhom={forWhom}
        answers={answerLines(offer.item.form, openForm(services, id, form))}
        materials={materials}
        licences={licences}
        papers={papersOf({ events, procedure: offer.procedure })}
        theme={theme}
        missing={missingMaterials(events)}
        filed={filed}
        error={error}
      />
    );
    if (error !== undefined || filed) return reply.page(page(), status === undefined ? {} : { status });
    // The form, the files and what is missing follow from the version, as the view does.
    return reply.keptPage([name, forWhom, licences, theme], page);
  };

  app.get<Params>('/me/cases/:id', { config: read }, (request, reply) =>
    show(request, reply, request.params.id, { filed: request.query.filed === '1' }),
  );

  app.post<Params>(
    '/me/cases/:id',
    { config: { policy: 'services.case.act_own' } },
    async (request, reply) => {
      const { id } = request.params;
      if (!isId(id) || !(await findApplication(services.db, division, id)))
        return answerRefusal(request, reply, NO_CASE);
      const { transition = '', seen = '', requestKey = '', ...input } = readFields(request.body);
      const acted = await actOnApplication(services, request.actor, {
        division,
        caseId: id,
        transition,
        input,
        seen: Number(seen),
        requestKey: requestKey || newId(),
      });
      if (!acted.ok)
        return show(request, reply, id, {
          error: acted.error.message,
          status: statusOf(acted.error.code),
        });
      return reply.redirect(`/me/cases/${id}`, 303);
    },
  );

  app.get<{ Params: { id: string; fileId: string } }>(
    '/me/cases/:id/files/:fileId',
    { config: read },
    async (request, reply) => {
      const { id, fileId } = request.params;
      const file = isId(id) ? await findApplication(services.db, division, id) : undefined;
      const acting = file && (await actingIn(services, request.actor, file));
      const own = file && acting && isApplicant(acting, file.applicant);
      const part = own && (await readMaterials(services.db, division, id)).find((m) => m.id === fileId);
      if (!part) return answerRefusal(request, reply, NO_CASE);
      return sendFile(reply, services, fileId);
    },
  );

  app.get('/me/notices', { config: { policy: 'notices.read_own' } }, async (request, reply) => {
    const notices = await noticesMine(services, request.actor);
    return reply.page(<MyNoticesPage view={request.view()} notices={notices} />);
  });
}
