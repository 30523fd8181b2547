import type { FastifyInstance } from 'fastify';
import { dayOf } from '#engines/procedure/index.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import { readFields } from '#web/desk/form.ts';
import type { Reply, Request } from '#web/http/context.ts';
import { statusOf } from '#web/http/refusals.tsx';
import { EXPORT_FIELDS, OWN_FIELDS, rowsToCsv } from './export-fields.ts';
import { exportRows } from './export-rows.ts';
import { ExportPage } from './pages/export-page.tsx';
import { nowOf, type Reviews } from './reviews-of.ts';

/** A command, so that its reason stands in no address; it answers with the file. */
export function exportRoutes(app: FastifyInstance, reviews: Reviews): void {
  const config = { policy: 'reviews.export' as const };
  const page = (
    request: Request,
    reply: Reply,
    values: Record<string, string>,
    error?: { code: string; message: string },
  ) =>
    reply.page(
      <ExportPage view={request.view()} values={values} error={error?.message} />,
      error ? { status: statusOf(error.code) } : {},
    );

  app.get('/desk/reviews/export', { config }, (request, reply) => {
    const today = dayOf(nowOf(reviews));
    return page(request, reply, { from: today.with({ day: 1 }).toString(), to: today.toString() });
  });

  app.post('/desk/reviews/export', { config }, async (request, reply) => {
    const values = readFields(request.body);
    const { from = '', to = '', format = 'csv', reveal = '', reason = '' } = values;
    const kind = values.kind === 'cases' ? 'cases' : 'ratings';
    const rows = await exportRows(reviews, DIVISION_XIXIA, request.actor, {
      kind,
      from,
      to,
      reveal: reveal === '1',
      reason,
    });
    if (!rows.ok) return page(request, reply, values, rows.error);
    const name = `${kind}-${from}-${to}.${format === 'json' ? 'json' : 'csv'}`;
    reply.header('content-disposition', `attachment; filename="${name}"`);
    const fields = [...EXPORT_FIELDS, ...OWN_FIELDS];
    return format === 'json'
      ? reply.document(
          'application/json; charset=utf-8',
          JSON.stringify({ fields: EXPORT_FIELDS, ownFields: OWN_FIELDS, rows: rows.value }),
        )
      : reply.document('text/csv; charset=utf-8', rowsToCsv(fields, rows.value));
  });
}
