/** What residents do once they have applied: follow a case, answer, withdraw, read what they were told. */
import type { FastifyInstance } from 'fastify';
import { isId, newId } from '#base/ids.ts';
import { readEvents, readMaterials, viewCase } from '#engines/procedure/index.ts';
import type { Actor } from '#platform/people/actor.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import { readItem } from '#systems/permits/index.ts';
import { isApplicant } from '#systems/proxies/index.ts';
import { readFields } from '#web/desk/form.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { answerRefusal, statusOf } from '#web/http/refusals.tsx';
import { actOnApplication } from './act-on-application.ts';
import { answerLines } from './answer-lines.ts';
import { rolesIn } from './case-roles.ts';
import { draftContent } from './drafts.ts';
import type { Answers, Services } from './file-application.ts';
import { actingIn, casesMine, namingAgents, ownCase, principalNameOf, standingsNow } from './for-whom.ts';
import { missingMaterials } from './missing-materials.ts';
import { offerOfCase } from './offer.ts';
import { CasePage } from './pages/case-page.tsx';
import { MyCasesPage, MyNoticesPage } from './pages/my-pages.tsx';
import { draftsOf, findApplication, formPlace, noticesOf, readForm } from './queries.ts';
import { applyRoutes } from './routes-apply.tsx';
import { sendFile } from './send-file.ts';
import { servicesOf } from './services-of.ts';

const division = DIVISION_XIXIA;
const accountOf = (actor: Actor): string => (actor.kind === 'account' ? actor.id : '');

const NO_CASE = {
  code: 'services.case.not_found',
  message: '没有这一办件，或它不是您的。请从“我的办件”进入。',
};

export async function serviceRoutes(app: FastifyInstance, context: Context): Promise<void> {
  await applyRoutes(app, context);
  caseRoutes(app, servicesOf(context));
}

function caseRoutes(app: FastifyInstance, services: Services): void {
  const read = { policy: 'services.case.read_own' as const };
  type Params = { Params: { id: string }; Querystring: { filed?: string } };
  const now = () => (services.now ?? Temporal.Now.instant)();

  app.get('/me/cases', { config: read }, async (request, reply) => {
    const [{ files, standings }, drafts] = await Promise.all([
      casesMine(services, request.actor),
      draftsOf(services.db, division, accountOf(request.actor)),
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
      drafts.map(async (d) => ({
        id: d.id,
        itemCode: d.item_code,
        forWhom: standings.find((s) => s.id === draftContent(services, d).principal)?.name,
        name: (await readItem(services.db, d.item_code, d.item_version))?.content.name ?? d.item_code,
        at: Temporal.Instant.fromEpochMilliseconds(d.changed_at.getTime()),
      })),
    );
    return reply.page(<MyCasesPage view={request.view()} cases={cases} drafts={lines} now={now()} />);
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
    const [offer, events, form, materials] = await Promise.all([
      offerOfCase(services.db, file),
      readEvents(services.db, division, id),
      readForm(services.db, division, id),
      readMaterials(services.db, division, id),
    ]);
    const shown = viewCase(file, events, offer.procedure, services.calendar, now(), rolesIn(acting, file));
    const answers = form
      ? (JSON.parse(services.sealing.open(form.sealed, formPlace(id, form.seq))) as Answers)
      : {};
    return reply.page(
      <CasePage
        view={request.view()}
        shown={namingAgents(shown, events, file)}
        forWhom={await principalNameOf(services, request.actor, file.applicant)}
        answers={answerLines(offer.item.form, answers)}
        materials={materials}
        missing={missingMaterials(events)}
        filed={filed}
        error={error}
      />,
      status === undefined ? {} : { status },
    );
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
    const standings = await standingsNow(services, request.actor);
    const notices = await noticesOf(services.db, division, [
      { applicant: accountOf(request.actor), items: null },
      ...standings.map((s) => ({ applicant: s.key, items: s.proxy.items })),
    ]);
    return reply.page(<MyNoticesPage view={request.view()} notices={notices} />);
  });
}
