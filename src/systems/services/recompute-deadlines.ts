/**
 * When a notice of days off comes, the last days of open cases are computed again: what lists are lit by, what the
 * applicant was told, and a list of what moved. As often as one likes, it does nothing twice.
 */
import {
  type CaseFile,
  type CaseState,
  type DayCounter,
  foldCase,
  foldedColumns,
  type Procedure,
  readEventsOf,
} from '#engines/procedure/index.ts';
import {
  calendarsAround,
  type LiveCalendar,
  liveCalendar,
  readNoticeHistory,
} from '#platform/calendar/index.ts';
import type { NewNotice } from '#platform/notices/notice.ts';
import type { Services } from './file-application.ts';
import { type MovedDay, movedDays } from './moved-days.ts';
import { offerOfCase } from './offer.ts';
import { noteRun, noticesToWorkThrough, openCasesAfter, recordMoved, setDue } from './queries-moved.ts';

const AT_ONCE = 200;
/** A case that is acted on at this very moment is looked at again, not for ever. */
const TRIES_MAX = 5;

export type OpenCase = { readonly file: CaseFile; readonly state: CaseState; readonly procedure: Procedure };

/** Every open case of a division, folded from its events. */
export async function* openCases(services: Services, division: string): AsyncGenerator<OpenCase> {
  for (let after: string | undefined; ; ) {
    const files = await openCasesAfter(services.db, division, after, AT_ONCE);
    const events = await readEventsOf(
      services.db,
      division,
      files.map((f) => f.id),
    );
    for (const file of files) {
      const { procedure } = await offerOfCase(services.db, file);
      yield { file, state: foldCase(events.get(file.id) ?? []), procedure };
    }
    after = files.at(-1)?.id;
    if (files.length < AT_ONCE) return;
  }
}

/** Corrects the columns by which lists are sorted and lit. @returns how many cases differed */
export async function recomputeRows(
  services: Services,
  division: string,
  calendar: DayCounter,
): Promise<number> {
  let changed = 0;
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    let overtaken = 0;
    for await (const { file, state, procedure } of openCases(services, division)) {
      if (state.version !== file.version) {
        overtaken++;
        continue;
      }
      const { clock, due_on, warn_on, suspended } = foldedColumns(procedure, state, calendar);
      if (
        clock === file.clock &&
        due_on === file.due_on &&
        warn_on === file.warn_on &&
        suspended === file.suspended
      )
        continue;
      if (await setDue(services.db, file, { clock, due_on, warn_on, suspended })) changed++;
      else overtaken++;
    }
    if (overtaken === 0) break;
  }
  return changed;
}

const words = (date: Temporal.PlainDate | null): string =>
  date ? `${date.year}年${date.month}月${date.day}日` : '待定';

/** What the applicant is told: once for a notice, all limits of the case in one. */
export function movedNotice(
  { file, procedure }: Pick<OpenCase, 'file' | 'procedure'>,
  moved: readonly MovedDay[],
  notice: { readonly title: string },
): NewNotice {
  const each = moved.map(
    (m) => `${procedure.clocks[m.clock]?.title ?? m.clock}的最后一天由${words(m.from)}改为${words(m.to)}`,
  );
  return {
    recipient: file.applicant,
    kind: 'days_moved',
    title: `${file.title}：办理期限的日期有变`,
    body: `您申请的“${file.title}”（办件编号${file.number}）按《${notice.title}》重新推算：${each.join('；')}。工作日的天数没有变，变的是哪些天放假。您不用做什么。`,
  };
}

/**
 * Works out what each notice that was loaded since moves, in the order in which they came.
 * @returns how many cases moved
 */
export async function workThroughNotices(services: Services, division: string): Promise<number> {
  const calendar: LiveCalendar = liveCalendar(services.db, 'ningxia');
  const waiting = await noticesToWorkThrough(services.db, division);
  if (waiting.length === 0) return 0;
  const held = await calendar.refresh();
  const history = await readNoticeHistory(services.db);
  const now = () => (services.now ?? Temporal.Now.instant)();
  let all = 0;
  for (const { id, loadedAt } of waiting) {
    const { before, after } = calendarsAround(history, id, 'ningxia');
    const notice = history.find((n) => n.id === id);
    let [looked, moved] = [0, 0];
    if (notice && before.version !== after.version)
      for await (const open of openCases(services, division)) {
        looked++;
        // What was filed afterwards was told on the new calendar from the start.
        if (Temporal.Instant.compare(open.state.openedAt, loadedAt) > 0) continue;
        const days = movedDays(open.state, now(), before, after);
        if (days.length === 0) continue;
        moved++;
        await services.db
          .transaction()
          .execute((tx) => recordMoved(tx, open.file, id, days, now(), movedNotice(open, days, notice)));
      }
    // The rows before the mark: a crash in between begins again, and nothing is told twice.
    await recomputeRows(services, division, held);
    await noteRun(services.db, division, id, { looked, moved }, now());
    all += moved;
  }
  return all;
}
