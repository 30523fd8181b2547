/**
 * When a notice of days off comes, the last days of open cases are computed again: what lists are lit by, what the
 * applicant was told, and a list of what moved. As often as one likes, it does nothing twice.
 */
import { type CaseKind, type OpenCase, openCases, recomputeDueRows } from '#engines/procedure/index.ts';
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
import { APPLICATIONS } from './queries.ts';
import { noteRun, noticesToWorkThrough, recordMoved } from './queries-moved.ts';

/** The applications of a division. */
export const applications = (services: Services, division: string): CaseKind => ({
  division,
  prefix: APPLICATIONS,
  procedureOf: async (file) => (await offerOfCase(services.db, file)).procedure,
});

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
      for await (const open of openCases(services.db, applications(services, division))) {
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
    await recomputeDueRows(services.db, applications(services, division), held);
    await noteRun(services.db, division, id, { looked, moved }, now());
    all += moved;
  }
  return all;
}
