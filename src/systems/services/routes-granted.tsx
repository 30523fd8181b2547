/** What was granted, public: as a page and as data. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import type { Services } from './file-application.ts';
import { GrantedPage } from './pages/granted-page.tsx';
import { readGranted } from './read-granted.ts';

const config = { policy: 'permits.read' as const };

const Query = z.object({ after: z.string().max(100).optional() });
const GrantedList = z.object({
  granted: z.array(
    z.object({
      on: z.string(),
      item: z.string(),
      body: z.string(),
      number: z.string(),
      /** Name of an organisation; null: a person, who is not named. */
      organisation: z.string().nullable(),
    }),
  ),
  /** To be sent as `after`; null: there are no more. */
  next: z.string().nullable(),
});

export function grantedRoutes(app: FastifyInstance, services: Services): void {
  app.get<{ Querystring: { after?: string } }>('/services/granted', { config }, async (request, reply) => {
    const { after } = request.query;
    return reply.page(
      <GrantedPage
        view={request.view()}
        page={await readGranted(services, DIVISION_XIXIA, typeof after === 'string' ? after : undefined)}
        first={after === undefined}
      />,
    );
  });
}

export function grantedApiRoutes(app: FastifyInstance, services: Services): void {
  app.get(
    '/api/services/granted',
    {
      config,
      schema: {
        tags: ['cases'],
        summary: 'Permits that were granted, the newest first, 50 a page; persons are not named',
        querystring: Query,
        response: { 200: GrantedList },
      },
    },
    async (request): Promise<z.infer<typeof GrantedList>> => {
      const { granted, next } = await readGranted(
        services,
        DIVISION_XIXIA,
        (request.query as z.infer<typeof Query>).after,
      );
      return { granted: granted.map((g) => ({ ...g })), next };
    },
  );
}
