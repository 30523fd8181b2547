/** Cases as data, for the desk and for other systems: what the pages do, nothing else. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { isId } from '#base/ids.ts';
import {
  type CaseFile,
  dayOf,
  lightOfRow,
  readEvents,
  statesWaitingFor,
  viewCase,
} from '#engines/procedure/index.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Actor } from '#platform/people/actor.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import { bundleForm, listItems, PERMIT_ROLES, permitProcedure, VARIANTS } from '#systems/permits/index.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { answerRefusal, statusOf } from '#web/http/refusals.tsx';
import { requestKeyOf } from '#web/http/request-key.ts';
import { actOnApplication } from './act-on-application.ts';
import { answerLines } from './answer-lines.ts';
import {
  CaseFilter,
  CaseList,
  CaseOut,
  FiledOut,
  IntakeIn,
  ItemList,
  ItemOut,
  MeOut,
  Overview,
  Refused,
  StepIn,
  StepOut,
} from './api-schema.ts';
import { caseViewOut } from './api-views.ts';
import { applicantAtWindow } from './applicant.ts';
import { caseEvidence } from './case-evidence.ts';
import { rolesIn } from './case-roles.ts';
import { type Answers, fileApplication, type Services } from './file-application.ts';
import { namingAgents } from './for-whom.ts';
import { currentOffer, offerOfCase } from './offer.ts';
import { findApplication, findCases, formPlace, overview, type Place, readForm, toDo } from './queries.ts';
import { ownRoutes } from './routes-api-own.ts';
import { themeApiRoutes } from './routes-api-themes.ts';
import { followRoutes } from './routes-follow.ts';
import { servicesOf } from './services-of.ts';

const division = DIVISION_XIXIA;
const read = { policy: 'services.case.read' as const };
const act = { policy: 'services.case.act' as const };
const tags = ['cases'];
const PAGE = 50;

const NO_CASE = { code: 'services.case.not_found', message: '没有这一办件，或它不归您所在的机关办理。' };
const PROCEDURES = VARIANTS.map((variant) => permitProcedure(variant, { promisedDays: 1 }));

/** Posts in this division: those of another give nothing here. */
const postsOf = (actor: Actor) =>
  actor.kind === 'account' ? (actor.posts ?? []).filter((p) => division.startsWith(p.division)) : [];

/** The states in which somebody with these roles has a step to make, in any variant. */
const waitingStates = (roles: readonly string[]): string[] => [
  ...new Set(PROCEDURES.flatMap((procedure) => statesWaitingFor(procedure, roles))),
];

export function serviceApiRoutes(app: FastifyInstance, context: Context): void {
  const services = servicesOf(context);
  listRoutes(app, services);
  itemRoutes(app, services);
  caseRoutes(app, services);
  themeApiRoutes(app, services);
  ownRoutes(app, context, services);
  followRoutes(app, context, services);
}

async function rowOf(services: Services, file: CaseFile, today: Temporal.PlainDate) {
  const { procedure } = await offerOfCase(services.db, file);
  return {
    id: file.id,
    number: file.number,
    title: file.title,
    state: file.state,
    stateTitle: procedure.states[file.state]?.title ?? file.state,
    turn: file.turn as 'body',
    holder: file.holder,
    light: lightOfRow(file, today),
    dueOn: file.due_on,
    openedAt: file.opened_at.toISOString(),
    version: file.version,
  };
}

/** Where a page of a list ends: `2024-05-06_id`, without a last day `_id`. */
const placeOf = (file: CaseFile): string => `${file.due_on ?? ''}_${file.id}`;

function readPlace(text = ''): Place | undefined {
  const [dueOn = '', id = ''] = text.split('_');
  return isId(id) && /^(\d{4}-\d{2}-\d{2})?$/.test(dueOn) ? { dueOn: dueOn || null, id } : undefined;
}

const todayOf = (services: Services) => dayOf((services.now ?? Temporal.Now.instant)());

function listRoutes(app: FastifyInstance, services: Services): void {
  app.get(
    '/api/desk/me',
    {
      config: read,
      schema: { tags, summary: 'Who asks, and which posts they hold', response: { 200: MeOut } },
    },
    async (request): Promise<z.infer<typeof MeOut>> => ({
      name: request.actor.kind === 'account' ? request.actor.name : '',
      posts: postsOf(request.actor).map(({ body, role }) => ({
        body,
        role,
        title: PERMIT_ROLES[role] ?? role,
      })),
    }),
  );

  app.get(
    '/api/desk/to-do',
    {
      config: read,
      schema: {
        tags,
        summary: 'Cases that wait for the asker, the most urgent first',
        querystring: z.object({ after: z.string().max(100).optional() }),
        response: { 200: CaseList },
      },
    },
    async (request): Promise<z.infer<typeof CaseList>> => {
      const { after } = request.query as { after?: string };
      const posts = postsOf(request.actor);
      const today = todayOf(services);
      const files = await toDo(services.db, {
        division,
        bodies: [...new Set(posts.map((p) => p.body))],
        states: waitingStates(posts.map((p) => p.role)),
        after: readPlace(after),
        most: PAGE + 1,
      });
      const shown = files.slice(0, PAGE);
      const last = files.length > PAGE ? shown.at(-1) : undefined;
      return {
        today: today.toString(),
        cases: await Promise.all(shown.map((file) => rowOf(services, file, today))),
        next: last ? placeOf(last) : null,
      };
    },
  );

  app.get(
    '/api/desk/cases',
    {
      config: read,
      schema: {
        tags,
        summary: 'Cases of the asker’s bodies by number, name, body or light',
        querystring: CaseFilter,
        response: { 200: CaseList },
      },
    },
    async (request): Promise<z.infer<typeof CaseList>> => {
      const { q, body, light, after } = request.query as z.infer<typeof CaseFilter>;
      const today = todayOf(services);
      const files = await findCases(services.db, {
        division,
        bodies: [...new Set(postsOf(request.actor).map((p) => p.body))],
        body,
        words: q,
        light,
        today,
        after: readPlace(after),
        most: PAGE + 1,
      });
      const shown = files.slice(0, PAGE);
      const last = files.length > PAGE ? shown.at(-1) : undefined;
      return {
        today: today.toString(),
        cases: await Promise.all(shown.map((file) => rowOf(services, file, today))),
        next: last ? placeOf(last) : null,
      };
    },
  );

  app.get(
    '/api/desk/overview',
    { config: read, schema: { tags, summary: 'Open cases by body and light', response: { 200: Overview } } },
    async (): Promise<z.infer<typeof Overview>> => {
      const today = todayOf(services);
      return { today: today.toString(), bodies: await overview(services.db, division, today) };
    },
  );
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
        bodies: item.implementers,
        conditions: item.conditions,
        materials: item.materials,
        promisedDays: item.promisedDays,
        form: bundleForm(item.form),
      };
    },
  );
}

function caseRoutes(app: FastifyInstance, services: Services): void {
  const found = async (request: Request) => {
    const { id } = request.params as { id: string };
    const file = isId(id) ? await findApplication(services.db, division, id) : undefined;
    return file && rolesIn(request.actor, file).length > 0 ? file : undefined;
  };

  const caseOut = async (
    request: Request,
    file: CaseFile,
    masked: boolean,
  ): Promise<z.infer<typeof CaseOut>> => {
    const now = (services.now ?? Temporal.Now.instant)();
    const [offer, events, form] = await Promise.all([
      offerOfCase(services.db, file),
      readEvents(services.db, division, file.id),
      readForm(services.db, division, file.id),
    ]);
    const roles = rolesIn(request.actor, file);
    const view = namingAgents(
      viewCase(file, events, offer.procedure, services.calendar, now, roles),
      events,
      file,
    );
    const answers = form
      ? (JSON.parse(services.sealing.open(form.sealed, formPlace(file.id, form.seq))) as Answers)
      : {};
    return {
      ...caseViewOut(view),
      itemCode: offer.item.codes.base,
      itemVersion: offer.version,
      answers: answerLines(offer.item.form, answers, masked),
      materials: offer.item.materials.map((m) => m.name),
      ...(await caseEvidence(services, file, events, offer.procedure)),
      bodies: [...new Set([...offer.item.opinionBodies, ...offer.item.implementers, offer.item.authority])],
    };
  };

  app.get(
    '/api/desk/cases/:id',
    { config: read, schema: { tags, summary: 'One case, whole', response: { 200: CaseOut, 404: Refused } } },
    async (request, reply) => {
      const file = await found(request);
      return file ? caseOut(request, file, true) : answerRefusal(request, reply, NO_CASE);
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
      const file = await found(request);
      if (!file) return answerRefusal(request, reply, NO_CASE);
      await audit(services.db, request.actor, {
        useCase: 'services.case.read',
        subject: `case:${file.id}`,
        outcome: 'done',
        detail: { revealed: true },
      });
      return caseOut(request, file, false);
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
      const file = await found(request);
      if (!file) return answerRefusal(request, reply, NO_CASE);
      const step = request.body as z.infer<typeof StepIn>;
      const key = requestKeyOf(request, step.requestKey);
      if (!key.ok) return answerRefusal(request, reply, key.error);
      const acted = await actOnApplication(services, request.actor, {
        division,
        caseId: file.id,
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
      const filed = await fileApplication(services, request.actor, {
        division,
        ...intake,
        requestKey: key.value,
        channel: 'window',
        applicant: await applicantAtWindow(services, intake.answers),
      });
      if (filed.ok) return filed.value;
      return reply
        .code(statusOf(filed.error.code))
        .send({ error: filed.error, ...(filed.fields && { fields: filed.fields }) });
    },
  );
}
