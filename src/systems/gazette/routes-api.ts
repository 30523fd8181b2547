import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { IssueList, PageQuery } from '#systems/documents/index.ts';
import type { Context } from '#web/http/context.ts';
import { readIssues } from './queries-issue.ts';

const PAGE_SIZE = 100;

/** Issues as data. */
export function issueApiRoutes(app: FastifyInstance, context: Context): void {
  const origin = context.config.publicUrl;
  app.get(
    '/api/issues',
    {
      config: { policy: 'gazette.read' },
      schema: {
        tags: ['issues'],
        summary: 'Issues of the gazette, the newest first',
        querystring: PageQuery,
        response: { 200: IssueList },
      },
    },
    async (request): Promise<z.infer<typeof IssueList>> => {
      const { page } = request.query as z.infer<typeof PageQuery>;
      const range = { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE };
      const { issues, total } = await readIssues(context.store.db, range);
      return {
        total,
        page,
        issues: issues.map(({ editions: _, ...issue }) => ({
          ...issue,
          url: `${origin}/issues/${issue.id}`,
        })),
      };
    },
  );
}
