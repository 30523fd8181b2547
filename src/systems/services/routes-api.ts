/** Cases as data, for the desk and for other systems: what the pages do, nothing else. */
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { isId } from '#base/ids.ts';
import { foldCase, readEvents, viewCase } from '#engines/procedure/index.ts';
import { audit } from '#platform/audit/audit.ts';
import { actorKey } from '#platform/people/actor.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import {
  assigneeOf,
  bundleForm,
  listItems,
  receivingBodies,
  unansweredBodies,
} from '#systems/permits/index.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { answerRefusal } from '#web/http/refusals.tsx';
import { requestKeyOf } from '#web/http/request-key.ts';
import { actOnApplication } from './act-on-application.ts';
import { answerLines } from './answer-lines.ts';
import { CaseOut, FiledOut, Refused, StepIn, StepOut } from './api-schema.ts';
import { IntakeIn, ItemList, ItemOut } from './api-schema-intake.ts';
import { caseViewOut } from './api-views.ts';
import { applicantAtWindow } from './applicant.ts';
import { assignableRole } from './assign-case.ts';
import { narrowBodies } from './body-choices.ts';
import { caseEvidence } from './case-evidence.ts';
import { type Asked, type Reading, readingOf, rolesIn } from './case-roles.ts';
import { mayCheck } from './check-materials.ts';
import type { Answers, Services } from './file-application.ts';
import { namingAgents } from './for-whom.ts';
import { currentOffer, offerOfCase } from './offer.ts';
import { preReviewBesideCase } from './pre-review-views.ts';
import { type Application, findApplication, formPlace, readForm } from './queries.ts';
import { askedIn, bodiesWithOpinionPost } from './queries-desk.ts';
import { movedOf } from './queries-moved.ts';
import { serviceAssignRoutes } from './routes-api-assign.ts';
import { serviceListRoutes } from './routes-api-lists.ts';
import { materialLines, serviceMaterialRoutes } from './routes-api-materials.ts';
import { ownRoutes } from './routes-api-own.ts';
import { preReviewApiRoutes } from './routes-api-pre-reviews.ts';
import { serviceSupervisionRoutes } from './routes-api-supervision.ts';
import { themeApiRoutes } from './routes-api-themes.ts';
import { followRoutes } from './routes-follow.ts';
import { grantedApiRoutes } from './routes-granted.tsx';
import { servicesOf } from './services-of.ts';
import { takeIn } from './take-in.ts';

const division = DIVISION_XIXIA;
const read = { policy: 'services.case.read' as const };
const act = { policy: 'services.case.act' as const };
const tags = ['cases'];

type Found = { readonly file: Application; readonly asked: readonly Asked[]; readonly reading: Reading };

const NOT_WHOLE = {
  code: 'services.case.no_need',
  message: '您现在不办理此件，不能看证件号码和材料原件。需要时请联系现在持件的机关。',
};
const NO_CASE = { code: 'services.case.not_found', message: '没有这一办件，或它不归您所在的机关办理。' };

export async function serviceApiRoutes(app: FastifyInstance, context: Context): Promise<void> {
  const services = servicesOf(context);
  serviceListRoutes(app, context);
  serviceAssignRoutes(app, context);
  serviceSupervisionRoutes(app, context);
  await serviceMaterialRoutes(app, context);
  itemRoutes(app, services);
  caseRoutes(app, services);
  preReviewApiRoutes(app, services);
  themeApiRoutes(app, services);
  grantedApiRoutes(app, services);
  ownRoutes(app, context, services);
  followRoutes(app, context, services);
}

/** What a clerk needs to take an application in: the items on the list, and one item's form and materials. */
function itemRoutes(app: FastifyInstance, { db }: Services): void {
  app.get(
    '/api/desk/items',
    { config: read, schema: { tags, summary: 'Items that can be applied for', response: { 200: ItemList } } },
    async (): Promise<z.infer<typeof ItemList>> => ({
      items: (await listItems(db)).map(({ code, version, name, about, keywords, implementers }) => ({
        code,
        version,
        name,
        about,
        keywords,
        bodies: implementers,
      })),
    }),
  );

  app.get(
    '/api/desk/items/:code',
    {
      config: read,
      schema: {
        tags,
        summary: 'One item: conditions, materials, and the form as a JSON Schema',
        response: { 200: ItemOut, 404: Refused },
      },
    },
    async (request, reply): Promise<z.infer<typeof ItemOut> | Reply> => {
      const offered = await currentOffer(db, (request.params as { code: string }).code);
      if (!offered.ok) return answerRefusal(request, reply, offered.error);
      const { item, version } = offered.value;
      return {
        code: item.codes.base,
        version,
        name: item.name,
        bodies: receivingBodies(item),
        conditions: item.conditions,
        materials: item.materials,
        promisedDays: item.promisedDays,
        form: bundleForm(item.form),
      };
    },
  );
}

function caseRoutes(app: FastifyInstance, services: Services): void {
  const found = async (request: Request): Promise<Found | undefined> => {
    const { id } = request.params as { id: string };
    const file = isId(id) ? await findApplication(services.db, division, id) : undefined;
    if (!file) return undefined;
    const asked = (await askedIn(services.db, division, [id])).get(id) ?? [];
    const reading = readingOf(request.actor, file, asked);
    return reading && { file, asked, reading };
  };

  const caseOut = async (
    request: Request,
    { file, asked, reading }: Found,
    masked: boolean,
  ): Promise<z.infer<typeof CaseOut>> => {
    const { actor } = request;
    const now = (services.now ?? Temporal.Now.instant)();
    const [offer, events, form] = await Promise.all([
      offerOfCase(services.db, file),
      readEvents(services.db, division, file.id),
      reading === 'course' ? undefined : readForm(services.db, division, file.id),
    ]);
    const state = foldCase(events);
    const { item, procedure } = offer;
    const roles = rolesIn(actor, file, unansweredBodies(state));
    const inside = reading === 'course' || roles.some((r) => r !== 'applicant' && r !== 'opinion');
    const view = namingAgents(
      viewCase(file, events, procedure, services.calendar, now, roles, inside),
      events,
      file,
    );
    const answers = form
      ? (JSON.parse(services.sealing.open(form.sealed, formPlace(file.id, form.seq))) as Answers)
      : {};
    const asks = view.actions.some((a) => a.transition === 'ask_opinions');
    const withOpinionPost = asks ? await bodiesWithOpinionPost(services.db, division) : [];
    const role = assignableRole(procedure, state.state) ?? null;
    const assignee = assigneeOf(procedure, state);
    return {
      ...caseViewOut(view),
      reading,
      role,
      roleTitle: role && (procedure.roles[role] ?? role),
      assignee: assignee ? { id: assignee.account, name: assignee.name } : null,
      mayAssign:
        role !== null &&
        !roles.includes('applicant') &&
        (roles.includes('head') ||
          (roles.includes(role) && (!assignee || assignee.account === actorKey(actor)))),
      consulted: [...asked],
      itemCode: item.codes.base,
      itemVersion: offer.version,
      actions: view.actions.map((a) => ({
        ...a,
        input: narrowBodies(a.transition, a.input, {
          ...{ item, state, division, actor, withOpinionPost },
        }) as Record<string, unknown> | null,
      })),
      answers: reading === 'course' ? [] : answerLines(item.form, answers, masked),
      materials: reading === 'course' ? [] : await materialLines(services, file, item, answers, reading),
      moved: (await movedOf(services.db, division, file.id)).map(({ clock, from, to, title }) => ({
        ...{ from, to, notice: title },
        clock: procedure.clocks[clock]?.title ?? clock,
      })),
      mayCheck: mayCheck(roles) && file.closed_at === null,
      ...(await caseEvidence(services, file, events, procedure)),
      preReview: reading === 'whole' ? await preReviewBesideCase(services, file) : null,
      // Licences and papers hold what the applicant stated: they are for those who handle the case.
      ...(reading !== 'whole' && { licences: [], papers: [] }),
      bodies: [...new Set([...item.opinionBodies, ...item.implementers, item.authority])],
    };
  };

  app.get(
    '/api/desk/cases/:id',
    { config: read, schema: { tags, summary: 'One case, whole', response: { 200: CaseOut, 404: Refused } } },
    async (request, reply) => {
      const seen = await found(request);
      return seen ? caseOut(request, seen, true) : answerRefusal(request, reply, NO_CASE);
    },
  );

  app.post(
    '/api/desk/cases/:id/reveal',
    {
      config: { ...read, api: { repeatable: 'a sight: it changes nothing, and every one is written down' } },
      schema: {
        tags,
        summary:
          'One case with identity numbers and phones readable; the sight is written into the audit trail',
        response: { 200: CaseOut, 404: Refused },
      },
    },
    async (request, reply) => {
      const seen = await found(request);
      if (!seen) return answerRefusal(request, reply, NO_CASE);
      if (seen.reading !== 'whole') return answerRefusal(request, reply, NOT_WHOLE);
      await audit(services.db, request.actor, {
        useCase: 'services.case.read',
        subject: `case:${seen.file.id}`,
        outcome: 'done',
        detail: { revealed: true },
      });
      return caseOut(request, seen, false);
    },
  );

  app.post(
    '/api/desk/cases/:id/steps',
    {
      config: act,
      schema: {
        tags,
        summary: 'Makes a step in a case',
        body: StepIn,
        response: { 200: StepOut, '4xx': Refused },
      },
    },
    async (request, reply) => {
      const seen = await found(request);
      if (!seen) return answerRefusal(request, reply, NO_CASE);
      const step = request.body as z.infer<typeof StepIn>;
      const key = requestKeyOf(request, step.requestKey);
      if (!key.ok) return answerRefusal(request, reply, key.error);
      const acted = await actOnApplication(services, request.actor, {
        division,
        caseId: seen.file.id,
        ...step,
        requestKey: key.value,
      });
      return acted.ok ? acted.value : answerRefusal(request, reply, acted.error);
    },
  );

  app.post(
    '/api/desk/cases',
    {
      config: act,
      schema: {
        tags,
        summary: 'Takes in the application of somebody who stands at the window',
        body: IntakeIn,
        response: { 200: FiledOut, '4xx': Refused },
      },
    },
    async (request, reply): Promise<z.infer<typeof FiledOut> | Reply> => {
      const intake = request.body as z.infer<typeof IntakeIn>;
      const key = requestKeyOf(request, intake.requestKey);
      if (!key.ok) return answerRefusal(request, reply, key.error);
      const { papers, ...application } = intake;
      // The version is asked for along with the applicant, and known when it is needed.
      const [applicant] = await Promise.all([
        applicantAtWindow(services, intake.answers),
        currentOffer(services.db, intake.itemCode),
      ]);
      const filed = await takeIn(
        services,
        request.actor,
        { division, ...application, requestKey: key.value, channel: 'window', applicant },
        papers,
      );
      if (filed.ok) return filed.value;
      return answerRefusal(request, reply, filed.error, filed.fields);
    },
  );
}
