/** The calendars that kept notices make. Pure. */
import { CALENDAR_NAMES, CALENDARS, type CalendarName } from './facts.ts';
import type { Notice, NoticeContent, Overlay } from './notice.ts';
import { calendarOf, type WorkCalendar } from './work-calendar.ts';

export type Calendars = Readonly<Record<CalendarName, WorkCalendar>>;

/** Every calendar that can be asked for, of the notices that hold. */
export function calendarsOf(held: readonly NoticeContent[]): Calendars {
  const notices = held
    .filter((n) => n.region === 'national')
    .map(
      (n): Notice => ({
        year: n.year,
        title: n.title,
        number: n.number ?? n.title,
        date: n.date ?? '',
        source: n.source,
        off: [...n.off],
        makeUp: [...n.makeUp],
      }),
    );
  const calendar = (name: CalendarName) =>
    calendarOf(notices, name === 'national' ? [] : [overlayOf(name, held)]);
  return Object.fromEntries(CALENDARS.map((name) => [name, calendar(name)])) as Record<
    CalendarName,
    WorkCalendar
  >;
}

const overlayOf = (region: CalendarName, held: readonly NoticeContent[]): Overlay => ({
  region,
  name: CALENDAR_NAMES[region],
  years: held
    .filter((n) => n.region === region)
    .sort((a, b) => a.year - b.year)
    .map(({ year, state, title, number, off }) => ({
      year,
      state,
      source: number ? `${title}（${number}）` : title,
      off: [...off],
    })),
});
