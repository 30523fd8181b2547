/** A year's days off and make-up days as a calendar file. Pure. */
import {
  CALENDAR_NAMES,
  type CalendarName,
  doubtWords,
  type Reason,
  reasonWords,
  toICalendar,
  type WorkCalendar,
} from '#platform/calendar/index.ts';
import { namedRuns } from './year-days.ts';

/** When what a reason says was last changed: the day of its notice, else of the rules on holidays. Never now: the file stays the same until the law changes. */
function changedAt(reason: Reason): Temporal.Instant {
  const day = 'notice' in reason && reason.notice.date !== '' ? reason.notice.date : '2024-11-10';
  return Temporal.Instant.from(`${day}T00:00:00Z`);
}

function summaryOf(reason: Reason): string {
  switch (reason.kind) {
    case 'make_up':
      return `上班（${reason.name}调休）`;
    case 'holiday':
    case 'regional':
    case 'statutory':
      return `${reason.name}${reason.kind === 'statutory' ? '（暂定）' : '放假'}`;
    default:
      return '';
  }
}

export function yearFile(
  calendar: WorkCalendar,
  name: CalendarName,
  year: number,
  site: { readonly origin: string; readonly name: string },
): string {
  const doubts = calendar.doubtsOf(year).map(doubtWords).join('');
  return toICalendar({
    name: `${site.name}·工作日历·${CALENDAR_NAMES[name]}${year}年`,
    ...(doubts && { description: doubts }),
    maker: 'calendar',
    origin: site.origin,
    events: namedRuns(calendar, year).map(({ first, last }) => ({
      uid: `${name}-${first.date}-${first.reason.kind}`,
      start: first.date,
      end: last.date.add({ days: 1 }),
      summary: summaryOf(first.reason),
      description: `${reasonWords(first)}。${doubts}`,
      url: `${site.origin}/calendar?calendar=${name}&year=${year}`,
      changedAt: changedAt(first.reason),
    })),
  });
}
