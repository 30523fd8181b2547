/** Hand-over within a body as data: colleagues, taking, giving, giving back, all of somebody who is absent. */
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import { ASSIGNABLE } from '#systems/permits/index.ts';
import type { Context, Reply } from '#web/http/context.ts';
import { answerRefusal } from '#web/http/refusals.tsx';
import { AssignIn, ColleagueList, HandOverIn, Outcomes, Refused } from './api-schema.ts';
import { assignCase, handOverAll, type Outcome } from './assign-case.ts';
import { handles, postsIn, readingOf } from './case-roles.ts';
import { findApplication } from './queries.ts';
import { casesAssignedTo, colleaguesIn } from './queries-desk.ts';
import { servicesOf } from './services-of.ts';

const division = DIVISION_XIXIA;
const assign = { policy: 'services.case.assign' as const };
const tags = ['cases'];

export function serviceAssignRoutes(app: FastifyInstance, context: Context): void {
  const services = servicesOf(context);

  app.get(
    '/api/desk/colleagues',
    {
      config: assign,
      schema: {
        tags,
        summary: 'Officials of the asker’s bodies to whom cases can be given',
        response: { 200: ColleagueList },
      },
    },
    async (request): Promise<z.infer<typeof ColleagueList>> => {
      const posts = postsIn(request.actor, division).filter((p) => handles(p.role));
      const bodies = [...new Set(posts.map((p) => p.body))];
      const me = request.actor.kind === 'account' ? request.actor.id : '';
      const found = await colleaguesIn(services.db, division, bodies, ASSIGNABLE);
      return { colleagues: found.map((c) => ({ ...c, posts: [...c.posts], me: c.id === me })) };
    },
  );

  app.post(
    '/api/desk/assignments',
    {
      config: assign,
      schema: {
        tags,
        summary: 'Gives cases to a colleague, takes them, or gives them back; each on its own',
        body: AssignIn,
        response: { 200: Outcomes },
      },
    },
    async (request): Promise<z.infer<typeof Outcomes>> => {
      const { cases, to, note, requestKey } = request.body as z.infer<typeof AssignIn>;
      const outcomes: Outcome[] = [];
      for (const { id, from } of cases) {
        const file = await findApplication(services.db, division, id);
        // Who may not see a case is told no more of it than that.
        const seen = file && readingOf(request.actor, file, []) === 'whole';
        const made = seen
          ? await assignCase(services, request.actor, {
              ...{ division, caseId: id, to, from, note },
              requestKey: `${requestKey}:${id}`,
            })
          : undefined;
        outcomes.push({
          id,
          number: seen ? file.number : '',
          title: seen ? file.title : '',
          refused:
            made === undefined
              ? '没有这一办件，或它不归您所在的机关办理。'
              : made.ok
                ? null
                : made.error.message,
        });
      }
      return { outcomes, left: 0 };
    },
  );

  app.post(
    '/api/desk/assignments/all',
    {
      config: assign,
      schema: {
        tags,
        summary: 'Hands over all open cases of somebody who is absent, 200 at a time',
        body: HandOverIn,
        response: { 200: Outcomes, '4xx': Refused },
      },
    },
    async (request, reply): Promise<z.infer<typeof Outcomes> | Reply> => {
      const asked = request.body as z.infer<typeof HandOverIn>;
      const made = await handOverAll(services, request.actor, { division, ...asked });
      if (!made.ok) return answerRefusal(request, reply, made.error);
      const refused = new Set(made.value.flatMap((o) => (o.refused === null ? [] : [o.id])));
      const still = await casesAssignedTo(services.db, division, asked.from, 1000);
      return { outcomes: [...made.value], left: still.filter((f) => !refused.has(f.id)).length };
    },
  );
}
