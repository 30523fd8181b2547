/** The working calendar: which days work and why, and the last day of a time limit. */

export { calendarsAround } from './around-notice.ts';
export { type NoticeField, type NoticeProblem, noticeProblems } from './check-notice.ts';
export {
  CALENDAR_NAMES,
  CALENDARS,
  type CalendarName,
  getCalendar,
  getNotices,
  overlaysOf,
} from './facts.ts';
export { type Calendars, calendarsOf } from './held-calendars.ts';
export { type AllDayEvent, type CalendarFile, toICalendar } from './icalendar.ts';
export {
  ENDINGS,
  type Ending,
  LIMIT_DAYS_MAX,
  type Limit,
  lastDayOf,
  type Term,
  type TermRefusal,
  UNITS,
  type Unit,
} from './last-day.ts';
export { type LiveCalendar, liveCalendar } from './live-calendar.ts';
export { type LoadRefusal, loadNotice, type NoticeToLoad, seedNotices } from './load-notice.ts';
export { type ChangedDay, changedDays, type Deadline, type MovedDate, movedDates } from './moved-dates.ts';
export { type HeldNotice, type NamedDay, Notice, type NoticeContent, Overlay } from './notice.ts';
export { type MovedLimit, type NoticeEffects, noticeEffects, shiftOf } from './notice-effects.ts';
export { readHeldNotices, readNoticeHistory } from './queries.ts';
export { findDay, type LimitRefusal, readLimit, type TypedLimit } from './read-limit.ts';
export { type NoticeFields, readNotice } from './read-notice.ts';
export { doubtWords, reasonWords, STATES, weekdayOf } from './words.ts';
export {
  calendarOf,
  type Day,
  type Doubt,
  type Reason,
  type WorkCalendar,
  YEAR_MAX,
  YEAR_MIN,
} from './work-calendar.ts';
