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
  isEmpty,
  type NoticeValues,
  noticeValues,
  type ReadNotice,
  ROWS_MAX,
  readNotice,
} from './draft-form.ts';
import { handOver } from './hand-over.ts';
import { unreadableActs, writeNotice } from './notice-text.ts';
import { NoticePage, type Suggestions } from './pages/desk/notice-page.tsx';
import { readPastedActs } from './paste-acts.ts';
import { readOpenNotices, readRecord } from './queries.ts';
import type { PersonnelRecord } from './record.ts';

const config = { policy: 'personnel.notice.draft' as const };
const ROWS_ADDED = 3;

/** Drafting an appointment notice. */
export function noticeRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context.store;

  const warningsOf = async ({ draft, lines }: ReadNotice) =>
    checkDraft(await readRecord(db), draft, today(), await readOpenNotices(db)).map((warning) => ({
      ...warning,
      row: lines[warning.row] ?? warning.row,
    }));

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
    if (step === 'paste') {
      const { rows, unread } = readPastedActs(fields.paste ?? '');
      const kept = values.rows.filter((row) => !isEmpty(row));
      return show(request, reply, record, {
        values: {
          ...values,
          rows: [...kept, ...rows, ...(kept.length + rows.length === 0 ? [emptyRow] : [])],
        },
        requestKey,
        reasons,
        pasted: { text: unread.map(({ text }) => text).join('\n'), read: rows.length },
        errors: unread.length > 0 ? [unreadLines(unread)] : [],
        status: unread.length > 0 ? 422 : 200,
      });
    }
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
        errors: unreadableErrors(notice, text.error.message),
        status: 422,
      });
    const warnings = await warningsOf(notice);
    if (step !== 'hand')
      return show(request, reply, record, { values, requestKey, reasons, text: text.value, warnings });
    const kept = Object.fromEntries(
      warnings.flatMap((w) => (reasons[w.key] ? [[w.key, reasons[w.key] ?? '']] : [])),
    );
    const handed = await handOver({ db }, request.actor, { ...notice, reasons: kept, requestKey });
    if (handed.ok) return reply.redirect(`/desk/next-issue/drafts/${handed.value.draftId}`, 303);
    // What it was refused for may be newer than what was checked above.
    const now = await warningsOf(notice);
    return show(request, reply, record, {
      values,
      requestKey,
      reasons,
      text: text.value,
      warnings: now,
      asked: true,
      errors: [{ field: 'warnings', message: handed.error.message }],
      status: statusOf(handed.error.code),
    });
  });
}

const LINES_NAMED = 5;

function unreadLines(unread: readonly { readonly line: number }[]): FormError {
  const lines = unread.slice(0, LINES_NAMED).map(({ line }) => `第${line}行`);
  const more = unread.length > LINES_NAMED ? `等${unread.length}行` : '';
  return {
    field: 'paste',
    message: `${lines.join('、')}${more}没有读懂，留在框里，其余已填入上面。每行依次是姓名、任免、单位、职务，用制表符、逗号或空格隔开。`,
  };
}

/** Names the rows that cannot be worded; all of them together when each can be alone. */
function unreadableErrors({ draft, lines }: ReadNotice, message: string): FormError[] {
  const rows = unreadableActs(draft).map((at) => lines[at] ?? at);
  if (rows.length === 0) return [{ field: 'person-0', message }];
  return rows.map((row) => ({
    field: `person-${row}`,
    message: `第${row + 1}项：这样写，读者读不出原意。请核对姓名是否为全名、单位是否为全称、职务是否规范（如“副局长”“主任”）。`,
  }));
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
