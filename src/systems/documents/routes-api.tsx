import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { isId } from '#base/ids.ts';
import type { Context } from '#web/http/context.ts';
import { answerRefusal } from '#web/http/refusals.tsx';
import { AsOfQuery, DocumentList, DocumentOut, DocumentQuery, Refused } from './api-schema.ts';
import { documentView, headView } from './api-views.ts';
import { ApiPage } from './pages/api-page.tsx';
import { readCataloguePage } from './read-catalogue.ts';
import { readDocument } from './read-document.ts';
import { today } from './reading.ts';
import { statusIndexOf } from './status-index.ts';

const PAGE_SIZE = 100;
const config = { policy: 'documents.read' as const };
const tags = ['documents'];

/** Documents as data, and the description of every `/api` address. */
export function documentApiRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context.store;
  const origin = context.config.publicUrl;
  const index = statusIndexOf(db);

  app.get(
    '/api/documents',
    {
      config,
      schema: {
        tags,
        summary: 'All documents with their status as of a day',
        querystring: DocumentQuery,
        response: { 200: DocumentList },
      },
    },
    async (request): Promise<z.infer<typeof DocumentList>> => {
      const { asOf, q, ...query } = request.query as z.infer<typeof DocumentQuery>;
      const date = asOf ? Temporal.PlainDate.from(asOf) : today();
      const found = await readCataloguePage(
        db,
        index,
        { ...query, text: q, pageSize: PAGE_SIZE },
        date,
        Temporal.Now.instant(),
      );
      return {
        asOf: date.toString(),
        total: found.total,
        page: found.page,
        pages: found.pages,
        documents: found.documents.map(({ head, status }) => ({ ...headView(head, origin), status })),
      };
    },
  );

  app.get(
    '/api/documents/:id',
    {
      config,
      schema: {
        tags,
        summary: 'One document: status with its evidence, text, citations',
        querystring: AsOfQuery,
        response: { 200: DocumentOut, 404: Refused },
      },
    },
    async (request, reply) => {
      const { id } = request.params as { id: string };
      const { asOf } = request.query as z.infer<typeof AsOfQuery>;
      const date = asOf ? Temporal.PlainDate.from(asOf) : today();
      const reading = isId(id) ? await readDocument(db, id, date, Temporal.Now.instant()) : undefined;
      if (!reading) {
        return answerRefusal(request, reply, { code: 'documents.not_found', message: '没有这份文件。' });
      }
      return documentView(reading, origin);
    },
  );

  app.get('/api', { config }, (request, reply) => reply.page(<ApiPage view={request.view()} />));
}
