/** The working calendar: which days work and why, and the last day of a time limit. */
export {
  CALENDAR_NAMES,
  CALENDARS,
  type CalendarName,
  getCalendar,
  getNotices,
  overlaysOf,
} from './facts.ts';
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
export { type ChangedDay, changedDays, type Deadline, type MovedDate, movedDates } from './moved-dates.ts';
export { Notice, Overlay } from './notice.ts';
export { findDay, type LimitRefusal, readLimit, type TypedLimit } from './read-limit.ts';
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
