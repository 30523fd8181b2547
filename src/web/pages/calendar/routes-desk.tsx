import type { FastifyInstance } from 'fastify';
import { isId, newId } from '#base/ids.ts';
import {
  CALENDARS,
  calendarsOf,
  type HeldNotice,
  loadNotice,
  type NoticeContent,
  type NoticeFields,
  noticeEffects,
  noticeProblems,
  readHeldNotices,
  readNotice,
  readNoticeHistory,
} from '#platform/calendar/index.ts';
import { authorise } from '#platform/people/policy.ts';
import type { FieldError } from '#web/components/error-summary.tsx';
import { readFields, todayInChina } from '#web/desk/form.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { statusOf } from '#web/http/refusals.tsx';
import { DeskCalendarPage } from './desk-calendar-page.tsx';
import type { Deadlines, Moved } from './moved-deadlines.ts';
import { NoticeFormPage } from './notice-form-page.tsx';
import { NoticePreviewPage } from './notice-preview-page.tsx';
import { dayLines } from './notice-words.ts';

const load = { policy: 'calendar.notice.load' as const };

/**
 * The desk's pages about the calendar: what holds, and loading a notice after seeing what it changes.
 * @param deadlines what the systems know of deadlines that run
 */
export function calendarDeskRoutes(
  app: FastifyInstance,
  context: Context,
  deadlines: () => readonly Deadlines[] = () => [],
): void {
  const { db } = context.store;

  app.get('/desk/calendar', { config: { policy: 'desk.read' } }, async (request, reply) => {
    const [held, history] = [await readHeldNotices(db), await readNoticeHistory(db)];
    const { loaded } = readFields(request.query);
    return reply.page(
      <DeskCalendarPage
        view={request.view()}
        held={held}
        history={history}
        missing={missingOf(held)}
        mayLoad={authorise(request.actor, 'calendar.notice.load').ok}
        loaded={held.find((n) => n.id === loaded)}
        moved={loaded ? await movedBy(context, deadlines(), loaded) : []}
      />,
    );
  });

  app.get('/desk/calendar/new', { config: load }, async (request, reply) => {
    const { region = 'national', year = '' } = readFields(request.query);
    const current = find(await readHeldNotices(db), { region, year: Number(year) });
    return reply.page(
      <NoticeFormPage
        view={request.view()}
        fields={startOf(current, region, year)}
        current={current}
        errors={[]}
      />,
    );
  });

  // Back from the preview, with everything as it was typed.
  app.post('/desk/calendar/new', { config: load }, (request, reply) => formPage(context, request, reply, []));

  app.post('/desk/calendar/preview', { config: load }, (request, reply) =>
    previewPage(context, deadlines(), request, reply),
  );

  app.post('/desk/calendar', { config: load }, async (request, reply) => {
    const fields = readFields(request.body);
    const { notice, problems } = readNotice(typedOf(request));
    if (problems.length > 0) return previewPage(context, deadlines(), request, reply);
    const { seen = '', reason = '', requestKey = '' } = fields;
    const result = await loadNotice({ db }, request.actor, { notice, seen, reason, requestKey });
    if (result.ok) return reply.redirect(`/desk/calendar?loaded=${result.value.id}`, 303);
    return previewPage(context, deadlines(), request, reply, result.error);
  });
}

/** A form's fields as typed; what is missing is empty. */
function typedOf(request: Request): NoticeFields {
  const { region = '', year = '', title = '', number = '', date = '', ...more } = readFields(request.body);
  const { source = '', off = '', makeUp = '', json = '' } = more;
  return { region, year, title, number, date, source, off, makeUp, json };
}

const find = (held: readonly HeldNotice[], { region, year }: { region: string; year: number }) =>
  held.find((n) => n.region === region && n.year === year);

/** What the form begins with: the notice that holds, else what every notice has. */
function startOf(current: HeldNotice | undefined, region: string, year: string): NoticeFields {
  if (current)
    return {
      ...{ region, year, json: '' },
      ...{ title: current.title, number: current.number ?? '', date: current.date ?? '' },
      ...{ source: current.source, off: dayLines(current.off), makeUp: dayLines(current.makeUp) },
    };
  const title = region === 'national' && year ? `国务院办公厅关于${year}年部分节假日安排的通知` : '';
  return { region, year, title, number: '', date: '', source: '', off: '', makeUp: '', json: '' };
}

/** Years without a notice: the next national one, and the region's from the first year that the nation settled. */
function missingOf(held: readonly HeldNotice[]): { region: string; year: number }[] {
  const national = held.filter((n) => n.region === 'national').map((n) => n.year);
  const last = Math.max(todayInChina().year, ...national);
  const years = Array.from({ length: last + 2 - Math.min(...national, last) }, (_, at) => last + 1 - at);
  return CALENDARS.flatMap((region) =>
    years.filter((year) => !find(held, { region, year })).map((year) => ({ region, year })),
  );
}

async function formPage(
  context: Context,
  request: Request,
  reply: Reply,
  errors: FieldError[],
): Promise<Reply> {
  const fields = typedOf(request);
  const held = await readHeldNotices(context.store.db);
  return reply.page(
    <NoticeFormPage
      view={request.view()}
      fields={fields}
      current={find(held, { region: fields.region, year: Number(fields.year) })}
      errors={errors}
    />,
    errors.length > 0 ? { status: 422 } : {},
  );
}

/** The consequences of a sound notice; the form again, with every problem, of one that is not. */
async function previewPage(
  context: Context,
  deadlines: readonly Deadlines[],
  request: Request,
  reply: Reply,
  refused?: { readonly code: string; readonly message: string },
): Promise<Reply> {
  const fields = typedOf(request);
  const { notice, problems } = readNotice(fields);
  const all = problems.length > 0 ? problems : noticeProblems(notice);
  if (all.length > 0)
    return formPage(
      context,
      request,
      reply,
      all.map(({ field, message }) => ({ field, message })),
    );
  const held = await readHeldNotices(context.store.db);
  const { requestKey, reason = '' } = readFields(request.body);
  return reply.page(
    <NoticePreviewPage
      view={request.view()}
      {...{ fields, notice, reason }}
      current={find(held, notice)}
      effects={noticeEffects(held, notice)}
      moved={await previewMoved(context, deadlines, held, notice)}
      requestKey={requestKey || newId()}
      error={refused?.message}
    />,
    refused ? { status: statusOf(refused.code) } : {},
  );
}

/** What would move in the systems if the notice held. */
function previewMoved(
  context: Context,
  deadlines: readonly Deadlines[],
  held: readonly HeldNotice[],
  notice: NoticeContent,
): Promise<Moved[]> {
  const others = held.filter((n) => n.region !== notice.region || n.year !== notice.year);
  const [before, after] = [calendarsOf(held), calendarsOf([...others, notice])];
  return Promise.all(deadlines.map((d) => d.preview(context, before[d.calendar], after[d.calendar])));
}

/** What a loaded notice has moved; a system that is still working it out is undefined. */
const movedBy = (
  context: Context,
  deadlines: readonly Deadlines[],
  noticeId: string,
): Promise<(Moved | undefined)[]> =>
  isId(noticeId) ? Promise.all(deadlines.map((d) => d.moved(context, noticeId))) : Promise.resolve([]);
