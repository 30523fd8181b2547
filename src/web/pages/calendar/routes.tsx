import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import {
  CALENDARS,
  type CalendarName,
  calendarsOf,
  type Day,
  type Doubt,
  doubtWords,
  lastDayOf,
  readHeldNotices,
  readLimit,
  reasonWords,
  seedNotices,
  type TypedLimit,
  YEAR_MAX,
  YEAR_MIN,
} from '#platform/calendar/index.ts';
import type { FieldError } from '#web/components/error-summary.tsx';
import { readFields, todayInChina } from '#web/desk/form.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { answerRefusal } from '#web/http/refusals.tsx';
import { DeadlineOut, DeadlineQuery, Refused, YearOut, YearQuery } from './api-schema.ts';
import { yearFile } from './calendar-file.ts';
import { CalendarPage } from './calendar-page.tsx';
import { workingDaysOf } from './year-days.ts';

const config = { policy: 'calendar.read' as const };
const tags = ['calendar'];

/** The calendar that a reader in the district means when none is named. */
const DISTRICT: CalendarName = 'ningxia';

/**
 * The working calendar for everybody: page, calendar file, data. The notices that the program brings are loaded
 * here, before anything is answered: no page stands without them.
 */
export async function calendarRoutes(app: FastifyInstance, context: Context): Promise<void> {
  const { db } = context.store;
  await seedNotices(db);

  app.get('/calendar', { config }, (request, reply) => calendarPage(context, request, reply));

  app.get('/calendar.ics', { config }, async (request, reply) => {
    const fields = readFields(request.query);
    const name = CALENDARS.find((c) => c === (fields.calendar ?? DISTRICT));
    const year = yearOf(fields.year ?? String(todayInChina().year));
    if (!name || !year)
      return answerRefusal(request, reply, {
        code: 'calendar.not_found',
        message: '没有这个日历文件。请从工作日历页下载。',
      });
    const calendar = calendarsOf(await readHeldNotices(db))[name];
    const site = { origin: context.config.publicUrl, name: context.config.siteName };
    return reply.document('text/calendar; charset=utf-8', yearFile(calendar, name, year, site));
  });
  apiRoutes(app, context);
}

const yearOf = (text: string): number | undefined => {
  const year = /^\d{4}$/.test(text) ? Number(text) : 0;
  return year >= YEAR_MIN && year <= YEAR_MAX ? year : undefined;
};

async function calendarPage(context: Context, request: Request, reply: Reply): Promise<Reply> {
  const fields = readFields(request.query);
  const calendars = calendarsOf(await readHeldNotices(context.store.db));
  const name = CALENDARS.find((c) => c === fields.calendar) ?? DISTRICT;
  const calendar = calendars[name];
  const typed: TypedLimit = {
    from: fields.from ?? '',
    limit: fields.limit ?? '',
    unit: fields.unit ?? 'working',
    calendar: fields.calendar ?? DISTRICT,
    ending: fields.ending ?? '',
  };
  const errors: FieldError[] = [];
  const counts = fields.from !== undefined || fields.limit !== undefined;
  const asked = counts ? readLimit(typed) : undefined;
  if (asked && !asked.ok) {
    const { code, message } = asked.error;
    errors.push({ field: code.slice(code.lastIndexOf('.') + 1), message });
  }
  const term = asked?.ok ? lastDayOf({ ...asked.value, calendar }) : undefined;
  if (term && !term.ok)
    errors.push({
      field: term.error.code === 'calendar.limit' ? 'limit' : 'from',
      message: term.error.message,
    });
  const counted = asked?.ok && term?.ok ? { asked: asked.value, term: term.value } : undefined;
  const year = yearOf(fields.year ?? '') ?? counted?.asked.from.year ?? todayInChina().year;
  return reply.page(
    <CalendarPage view={request.view()} {...{ name, calendar, year, typed, errors, counted }} />,
    errors.length > 0 ? { status: 422 } : {},
  );
}

const dayView = (day: Day) => ({
  date: day.date.toString(),
  working: day.working,
  reason: day.reason.kind,
  words: reasonWords(day),
});
const doubtView = (doubt: Doubt) => ({ kind: doubt.kind, year: doubt.year, words: doubtWords(doubt) });

function apiRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context.store;
  app.get(
    '/api/calendar/days',
    {
      config,
      schema: {
        tags,
        summary: 'Every day of a year: whether it works, and why',
        querystring: YearQuery,
        response: { 200: YearOut },
      },
    },
    async (request): Promise<z.infer<typeof YearOut>> => {
      const { calendar: name, year } = request.query as z.infer<typeof YearQuery>;
      const calendar = calendarsOf(await readHeldNotices(db))[name];
      const first = Temporal.PlainDate.from({ year, month: 1, day: 1 });
      return {
        calendar: name,
        year,
        version: calendar.version,
        workingDays: workingDaysOf(calendar, year),
        doubts: calendar.doubtsOf(year).map(doubtView),
        days: Array.from({ length: first.daysInYear }, (_, at) =>
          dayView(calendar.why(first.add({ days: at }))),
        ),
      };
    },
  );

  app.get(
    '/api/calendar/deadline',
    {
      config,
      schema: {
        tags,
        summary: 'The last day of a limit, with every day that was skipped',
        querystring: DeadlineQuery,
        response: { 200: DeadlineOut, 422: Refused },
      },
    },
    async (request, reply) => {
      const { calendar: name, ...query } = request.query as z.infer<typeof DeadlineQuery>;
      const calendar = calendarsOf(await readHeldNotices(db))[name];
      const term = lastDayOf({ ...query, from: Temporal.PlainDate.from(query.from), calendar });
      if (!term.ok) return answerRefusal(request, reply, term.error);
      const { lastDay, skipped, doubts, version } = term.value;
      return {
        ...query,
        calendar: name,
        lastDay: lastDay.toString(),
        skipped: skipped.map(dayView),
        doubts: doubts.map(doubtView),
        version,
      } satisfies z.infer<typeof DeadlineOut>;
    },
  );
}
