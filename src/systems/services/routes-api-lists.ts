/** The desk's lists as data: what waits for whom, what is found, open cases by body. */
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { isId } from '#base/ids.ts';
import {
  type CaseFile,
  dayOf,
  isProvisional,
  lightOfRow,
  statesWaitingFor,
} from '#engines/procedure/index.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Actor, PostRole } from '#platform/people/actor.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import { PERMIT_ROLES, permitProcedure, VARIANTS } from '#systems/permits/index.ts';
import type { Context } from '#web/http/context.ts';
import { CaseFilter, CaseList, MeOut, Overview, PersonSearch, ToDoFilter, ToDoList } from './api-schema.ts';
import { applicantsOfNumber } from './applicant.ts';
import { assignableRole } from './assign-case.ts';
import { bodiesToAnswerFor, handles, postsIn } from './case-roles.ts';
import type { Services } from './file-application.ts';
import { offerOfCase } from './offer.ts';
import {
  askedIn,
  COUNT_MAX,
  namesOf,
  overview,
  type Place,
  toDo,
  toDoGroups,
  type Waiting,
} from './queries-desk.ts';
import { type CaseSearch, countCases, findCases, type Sight } from './queries-find.ts';
import { servicesOf } from './services-of.ts';

/** Posts that are no role in a permit's case. */
const POST_WORDS: Readonly<Record<string, string>> = {
  inspector: '督查人员',
  follow_up: '回访人员',
  supervisor: '复核人员',
};

const division = DIVISION_XIXIA;
const read = { policy: 'services.case.read' as const };
const tags = ['cases'];
const PAGE = 50;

const PROCEDURES = VARIANTS.map((variant) => permitProcedure(variant, { promisedDays: 1 }));

/** The states in which somebody with this role has a step to make, in any variant. */
const waitingStates = (role: string): string[] =>
  PROCEDURES.flatMap((procedure) => statesWaitingFor(procedure, [role]));

/** The codes of the states that bear a title, in any variant. */
const statesTitled = (title: string): string[] => [
  ...new Set(
    PROCEDURES.flatMap(({ states }) =>
      Object.entries(states).flatMap(([code, s]) => (s.title === title ? [code] : [])),
    ),
  ),
];

const postsOf = (actor: Actor) => postsIn(actor, division);
const accountOf = (actor: Actor): string => (actor.kind === 'account' ? actor.id : '');
const bodiesOf = (actor: Actor, fits: (role: PostRole) => boolean): string[] => [
  ...new Set(postsOf(actor).flatMap((p) => (fits(p.role) ? [p.body] : []))),
];
const gives = (role: PostRole): boolean => role === 'opinion';

/** What waits for somebody: each post in its own body's cases, and no other's. */
function waitingFor(actor: Actor): Waiting {
  const states = new Map<string, string[]>();
  for (const { body, role } of postsOf(actor))
    if (handles(role)) states.set(body, [...(states.get(body) ?? []), ...waitingStates(role)]);
  return {
    division,
    account: accountOf(actor),
    scopes: [...states].flatMap(([body, list]) =>
      list.length > 0 ? [{ body, states: [...new Set(list)] }] : [],
    ),
    opinionBodies: bodiesOf(actor, gives),
  };
}

const sightOf = (actor: Actor): Sight => ({
  division,
  bodies: bodiesOf(actor, (role) => handles(role) || role === 'inspector'),
  opinionBodies: bodiesOf(actor, gives),
});

/** Rows as lists show them. */
export async function rowsOf(
  services: Services,
  actor: Actor,
  files: readonly CaseFile[],
  today: Temporal.PlainDate,
) {
  const [names, asked] = await Promise.all([
    namesOf(
      services.db,
      files.flatMap((f) => f.assignee ?? []),
    ),
    askedIn(
      services.db,
      division,
      files.flatMap((f) => (f.state === 'consulting' ? [f.id] : [])),
    ),
  ]);
  return Promise.all(
    files.map(async (file) => {
      const { procedure } = await offerOfCase(services.db, file);
      const waiting = (asked.get(file.id) ?? []).flatMap((a) => (a.answered ? [] : [a.body]));
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
        provisional: isProvisional(
          services.calendar,
          today,
          file.due_on === null ? null : Temporal.PlainDate.from(file.due_on),
        ),
        openedAt: file.opened_at.toISOString(),
        version: file.version,
        role: assignableRole(procedure, file.state) ?? null,
        assignee: file.assignee ? { id: file.assignee, name: names.get(file.assignee) ?? '' } : null,
        asked: bodiesToAnswerFor(actor, division, waiting),
      };
    }),
  );
}

/** Where a page of a list ends: `2024-05-06_id`, without a last day `_id`. */
const placeOf = (file: CaseFile): string => `${file.due_on ?? ''}_${file.id}`;

function readPlace(text = ''): Place | undefined {
  const [dueOn = '', id = ''] = text.split('_');
  return isId(id) && /^(\d{4}-\d{2}-\d{2})?$/.test(dueOn) ? { dueOn: dueOn || null, id } : undefined;
}

export const todayOf = (services: Services) => dayOf((services.now ?? Temporal.Now.instant)());

/** A page of a list out of one more row than it shows. */
const pageOf = (files: readonly CaseFile[]) => {
  const shown = files.slice(0, PAGE);
  const last = files.length > PAGE ? shown.at(-1) : undefined;
  return { shown, next: last ? placeOf(last) : null };
};

export function serviceListRoutes(app: FastifyInstance, context: Context): void {
  const services = servicesOf(context);
  app.get(
    '/api/desk/me',
    {
      config: read,
      schema: { tags, summary: 'Who asks, and which posts they hold', response: { 200: MeOut } },
    },
    async (request): Promise<z.infer<typeof MeOut>> => ({
      id: accountOf(request.actor),
      name: request.actor.kind === 'account' ? request.actor.name : '',
      posts: postsOf(request.actor).map(({ body, role }) => ({
        body,
        role,
        title: POST_WORDS[role] ?? PERMIT_ROLES[role] ?? role,
      })),
    }),
  );
  toDoRoute(app, services);
  searchRoutes(app, services);
  app.get(
    '/api/desk/overview',
    { config: read, schema: { tags, summary: 'Open cases by body and light', response: { 200: Overview } } },
    async (): Promise<z.infer<typeof Overview>> => {
      const today = todayOf(services);
      return { today: today.toString(), bodies: await overview(services.db, division, today) };
    },
  );
}

const countOf = (groups: readonly { readonly count: number }[]): number =>
  groups.reduce((sum, { count }) => sum + count, 0);

function toDoRoute(app: FastifyInstance, services: Services): void {
  app.get(
    '/api/desk/to-do',
    {
      config: read,
      schema: {
        tags,
        summary: 'Cases that wait for the asker, the most urgent first, and how many by every filter',
        querystring: ToDoFilter,
        response: { 200: ToDoList },
      },
    },
    async (request): Promise<z.infer<typeof ToDoList>> => {
      const { whose, light, item, body, after } = request.query as z.infer<typeof ToDoFilter>;
      const today = todayOf(services);
      const waiting = waitingFor(request.actor);
      const [files, groups] = await Promise.all([
        toDo(services.db, {
          ...{ waiting, whose, today, light, title: item, body },
          after: readPlace(after),
          most: PAGE + 1,
        }),
        toDoGroups(services.db, waiting, today),
      ]);
      const { shown, next } = pageOf(files);
      const counted = groups.filter(
        (g) =>
          (whose === 'all' || g.whose === whose) &&
          (light === undefined || g.light === light) &&
          (item === undefined || g.title === item) &&
          (body === undefined || g.holder === body),
      );
      return {
        today: today.toString(),
        cases: await rowsOf(services, request.actor, shown, today),
        total: Math.min(countOf(counted), COUNT_MAX),
        more: countOf(groups) > COUNT_MAX,
        next,
        groups,
      };
    },
  );
}

function searchRoutes(app: FastifyInstance, services: Services): void {
  const search = async (
    actor: Actor,
    filter: z.infer<typeof CaseFilter>,
    applicants?: readonly string[],
  ): Promise<z.infer<typeof CaseList>> => {
    const { q, body, item, state, open, from, to, light, after } = filter;
    const today = todayOf(services);
    const asked: CaseSearch = {
      ...{ sight: sightOf(actor), words: q, body, item, from, to, light, today, applicants },
      states: state === undefined ? undefined : statesTitled(state),
      open: open === undefined ? undefined : open === 'yes',
      after: readPlace(after),
      most: PAGE + 1,
    };
    const [files, total] = await Promise.all([findCases(services.db, asked), countCases(services.db, asked)]);
    const { shown, next } = pageOf(files);
    return {
      today: today.toString(),
      cases: await rowsOf(services, actor, shown, today),
      total: Math.min(total, COUNT_MAX),
      more: total > COUNT_MAX,
      next,
    };
  };

  app.get(
    '/api/desk/cases',
    {
      config: read,
      schema: {
        tags,
        summary: 'Cases of the asker’s bodies by number, item, body, state, days or light',
        querystring: CaseFilter,
        response: { 200: CaseList },
      },
    },
    (request) => search(request.actor, request.query as z.infer<typeof CaseFilter>),
  );

  app.post(
    '/api/desk/cases/of-person',
    {
      config: read,
      schema: {
        tags,
        summary:
          'Cases of the asker’s bodies by an applicant’s number; the look-up is written into the audit trail',
        body: PersonSearch,
        response: { 200: CaseList },
      },
    },
    async (request) => {
      const { person, ...filter } = request.body as z.infer<typeof PersonSearch>;
      const found = await search(request.actor, filter, await applicantsOfNumber(services, person));
      await audit(services.db, request.actor, {
        useCase: 'services.case.read',
        outcome: 'done',
        detail: { byPersonNumber: true, found: found.total },
      });
      return found;
    },
  );
}
