/** The notices and overlays that the repository holds (`data/calendar`), and the calendars made of them. */
import { globSync, readFileSync } from 'node:fs';
import { fromRoot } from '#base/paths.ts';
import { Notice, Overlay } from './notice.ts';
import { calendarOf, type WorkCalendar } from './work-calendar.ts';

/** The calendars that can be asked for by name. */
export const CALENDARS = ['national', 'ningxia'] as const;
export type CalendarName = (typeof CALENDARS)[number];

/** In Chinese, for people. */
export const CALENDAR_NAMES: Readonly<Record<CalendarName, string>> = { national: '全国', ningxia: '宁夏' };

const read = (path: string): unknown => JSON.parse(readFileSync(fromRoot(path), 'utf8'));

/** Notices of the repository, by year. @throws when a file is not in the form of `data/calendar/README.md` */
export const getNotices = (): Notice[] =>
  globSync('data/calendar/national-*.json', { cwd: fromRoot() })
    .sort()
    .map((path) => Notice.parse(read(path)));

let ningxia: Overlay | undefined;

/** The days that the named calendar adds to the national notices. */
export function overlaysOf(name: CalendarName): readonly Overlay[] {
  if (name === 'national') return [];
  ningxia ??= Overlay.parse(read('data/calendar/ningxia.json'));
  return [ningxia];
}

/** A calendar by its name, of the notices given (of the repository's by default). */
export const getCalendar = (name: CalendarName, notices: readonly Notice[] = getNotices()): WorkCalendar =>
  calendarOf(notices, overlaysOf(name));
