/** Following a case as it happens: server-sent events for its applicant and for the officials who have it. */
import type { FastifyInstance } from 'fastify';
import { isId } from '#base/ids.ts';
import { CASE_CHANNEL, type CaseFile, readEvents, viewCase } from '#engines/procedure/index.ts';
import { type Actor, actorKey } from '#platform/people/actor.ts';
import { authorise, DIVISION_XIXIA, type UseCase } from '#platform/people/policy.ts';
import { isApplicant } from '#systems/proxies/index.ts';
import { actorAgain, auditKeyUse } from '#web/http/bearer.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { answerRefusal } from '#web/http/refusals.tsx';
import type { StreamEvent } from '#web/http/streams.ts';
import { FollowQuery, Refused } from './api-schema.ts';
import { eventOut } from './api-views.ts';
import { readingOf } from './case-roles.ts';
import type { Services } from './file-application.ts';
import { actingIn, namingAgents } from './for-whom.ts';
import { offerOfCase } from './offer.ts';
import { findApplication } from './queries.ts';
import { askedIn } from './queries-desk.ts';

const division = DIVISION_XIXIA;
const NO_CASE = { code: 'services.case.not_found', message: '没有这一办件，或您不能查看它。' };
const about =
  'as server-sent events: `id` is the event’s number, `data` is {event, state, light}. Resumes with `Last-Event-ID`. Ends when the session or the key does.';

type MayRead = (actor: Actor, file: CaseFile) => Promise<boolean>;

export function followRoutes(app: FastifyInstance, context: Context, services: Services): void {
  const route = (url: string, policy: UseCase, tag: string, summary: string, mayRead: MayRead) =>
    app.get(
      url,
      {
        config: { policy, api: { gives: 'text/event-stream' } },
        schema: { tags: [tag], summary, querystring: FollowQuery, response: { '4xx': Refused } },
      },
      (request, reply) => follow(app, context, services, request, reply, policy, mayRead),
    );
  route(
    '/api/me/cases/:id/events',
    'services.case.read_own',
    'applicants',
    `Follows one’s own case ${about}`,
    async (actor, file) => isApplicant(await actingIn(services, actor, file), file.applicant),
  );
  route(
    '/api/desk/cases/:id/events',
    'services.case.read',
    'cases',
    `Follows a case of the asker’s bodies ${about}`,
    async (actor, file) => {
      // Asked bodies and inspectors follow what they may read; streams tell no more than the timeline.
      const asked = await askedIn(services.db, division, [file.id]);
      return readingOf(actor, file, asked.get(file.id) ?? []) !== undefined;
    },
  );
}

async function follow(
  app: FastifyInstance,
  context: Context,
  services: Services,
  request: Request,
  reply: Reply,
  policy: UseCase,
  mayRead: MayRead,
): Promise<Reply> {
  const { id } = request.params as { id: string };
  const find = () => (isId(id) ? findApplication(services.db, division, id) : Promise.resolve(undefined));
  const file = await find();
  if (!file || !(await mayRead(request.actor, file))) return answerRefusal(request, reply, NO_CASE);
  const header = Number(request.headers['last-event-id']);
  const after = Number.isInteger(header) && header >= 0 ? header : (request.query as { after: number }).after;
  await app.hear(CASE_CHANNEL);
  const opened = app.streams.open(reply, {
    topic: id,
    account: actorKey(request.actor),
    after,
    read: async (sent) => newEvents(services, file, sent),
    allowed: async () => {
      const actor = await actorAgain(context, request);
      const now = await find();
      return (
        actor.ok &&
        now !== undefined &&
        actorKey(actor.value) === actorKey(request.actor) &&
        authorise(actor.value, policy).ok &&
        (await mayRead(actor.value, now))
      );
    },
  });
  if (!opened.ok) return answerRefusal(request, reply, opened.error);
  // A stream has no answer that is sent at once: its use is written down here.
  await auditKeyUse(context, request, 200);
  return reply;
}

/** The events after a number, as a page tells them, with the state and the light that the case has now. */
async function newEvents(services: Services, file: CaseFile, after: number): Promise<StreamEvent[]> {
  const events = await readEvents(services.db, division, file.id);
  if (events.length <= after) return [];
  const { procedure } = await offerOfCase(services.db, file);
  const now = (services.now ?? Temporal.Now.instant)();
  const view = namingAgents(
    viewCase(file, events, procedure, services.calendar, now, [], false),
    events,
    file,
  );
  return view.events
    .filter((e) => e.seq > after)
    .map((e) => ({ id: e.seq, data: { event: eventOut(e), state: view.state, light: view.light } }));
}
