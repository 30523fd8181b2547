import type { FastifyInstance } from 'fastify';
import { newId } from '#base/ids.ts';
import { today } from '#systems/documents/index.ts';
import { readFields } from '#web/desk/form.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { statusOf } from '#web/http/refusals.tsx';
import { checkDraft } from './check-draft.ts';
import {
  emptyRow,
  type FormError,
  firstValues,
  type NoticeValues,
  noticeValues,
  ROWS_MAX,
  readNotice,
} from './draft-form.ts';
import { handOver } from './hand-over.ts';
import { writeNotice } from './notice-text.ts';
import { NoticePage, type Suggestions } from './pages/desk/notice-page.tsx';
import { readRecord } from './queries.ts';
import type { PersonnelRecord } from './record.ts';

const config = { policy: 'personnel.notice.draft' as const };
const ROWS_ADDED = 3;

/** Drafting an appointment notice. */
export function noticeRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context.store;

  app.get('/desk/personnel/notice', { config }, async (request, reply) => {
    const record = await readRecord(db);
    return show(request, reply, record, {
      values: firstValues(record.acts.at(-1)?.notice, today().toString()),
      requestKey: newId(),
    });
  });

  app.post('/desk/personnel/notice', { config }, async (request, reply) => {
    const fields = readFields(request.body);
    const { step = '', requestKey = newId() } = fields;
    const values = noticeValues(fields);
    const reasons = readReasons(fields);
    const record = await readRecord(db);
    if (step === 'add') {
      const room = Math.max(0, Math.min(ROWS_ADDED, ROWS_MAX - values.rows.length));
      const rows = [...values.rows, ...Array.from({ length: room }, () => emptyRow)];
      return show(request, reply, record, { values: { ...values, rows }, requestKey, reasons });
    }
    const { notice, errors } = readNotice(values);
    if (!notice) return show(request, reply, record, { values, requestKey, reasons, errors, status: 422 });
    const text = writeNotice(notice.draft);
    if (!text.ok)
      return show(request, reply, record, {
        values,
        requestKey,
        reasons,
        errors: [{ field: 'person-0', message: text.error.message }],
        status: 422,
      });
    const warnings = checkDraft(record, notice.draft);
    if (step !== 'hand')
      return show(request, reply, record, { values, requestKey, reasons, text: text.value, warnings });
    const kept = Object.fromEntries(
      warnings.flatMap((w) => (reasons[w.key] ? [[w.key, reasons[w.key] ?? '']] : [])),
    );
    const handed = await handOver({ db }, request.actor, { ...notice, reasons: kept, requestKey });
    if (handed.ok) return reply.redirect(`/desk/next-issue/drafts/${handed.value.draftId}`, 303);
    return show(request, reply, record, {
      values,
      requestKey,
      reasons,
      text: text.value,
      warnings,
      asked: true,
      errors: [{ field: 'warnings', message: handed.error.message }],
      status: statusOf(handed.error.code),
    });
  });
}

const readReasons = (fields: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      name.startsWith('reason-') && value !== '' ? [[name.slice('reason-'.length), value.slice(0, 500)]] : [],
    ),
  );

function show(
  request: Request,
  reply: Reply,
  record: PersonnelRecord,
  shown: Omit<Parameters<typeof NoticePage>[0], 'view' | 'suggestions' | 'errors' | 'values'> & {
    values: NoticeValues;
    errors?: FormError[];
    status?: number;
  },
): Reply {
  const { status, errors = [], ...rest } = shown;
  return reply.page(
    <NoticePage view={request.view()} suggestions={suggestionsOf(record)} errors={errors} {...rest} />,
    status ? { status } : {},
  );
}

const suggestionsOf = (record: PersonnelRecord): Suggestions => ({
  organisations: [...new Set(record.acts.map((a) => a.organisation))].sort(),
  posts: [...new Set(record.acts.map((a) => a.post))].sort(),
});
