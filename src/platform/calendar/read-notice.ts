/** A notice as an editor typed it: a form with one day or run of days a line, or JSON. Pure; never throws. */
import { z } from 'zod';
import type { NoticeProblem } from './check-notice.ts';
import type { NamedDay, NoticeContent } from './notice.ts';
import { findDay } from './read-limit.ts';

/** As typed. `json`, when not empty, goes before the other fields; `region` always counts. */
export interface NoticeFields {
  readonly region: string;
  readonly year: string;
  readonly title: string;
  readonly number: string;
  readonly date: string;
  readonly source: string;
  /** A line each: 2027-02-05 春节, or 2027-02-05至2027-02-12 春节. */
  readonly off: string;
  readonly makeUp: string;
  readonly json: string;
}

/** What could be read; lines that could not be are problems. Whether it is a sound notice is for `noticeProblems`. */
export interface ReadNotice {
  readonly notice: NoticeContent;
  readonly problems: readonly NoticeProblem[];
}

const LINE = /^(\d{4}-\d{2}-\d{2})(?:\s*(?:至|到|—|–|~|～)\s*(\d{4}-\d{2}-\d{2}))?[\s　]+(\S.{0,39})$/u;
const RUN_DAYS_MAX = 31;
const LINES_MAX = 100;

const Json = z.object({
  year: z.int(),
  title: z.string(),
  number: z.string(),
  date: z.string(),
  source: z.string(),
  off: z.array(z.object({ date: z.string(), name: z.string() })).max(LINES_MAX),
  makeUp: z
    .array(z.object({ date: z.string(), name: z.string() }))
    .max(LINES_MAX)
    .default([]),
});

export function readNotice(fields: NoticeFields): ReadNotice {
  const state = 'confirmed' as const;
  if (fields.json.trim() !== '') {
    const read = readJson(fields.json);
    if (read) return { notice: { ...read, region: fields.region, state }, problems: [] };
    const problem: NoticeProblem = {
      field: 'off',
      code: 'calendar.notice.json',
      message: 'JSON 读不出来。请照 data/calendar/README.md 的格式改正，或清空 JSON，改填上面各栏。',
    };
    return { notice: typed(fields, [], []), problems: [problem] };
  }
  const problems: NoticeProblem[] = [];
  const days = (field: 'off' | 'makeUp'): NamedDay[] => {
    const { days: found, wrong } = readDays(fields[field]);
    for (const line of wrong)
      problems.push({
        field,
        code: 'calendar.notice.line',
        message: `读不懂“${line.slice(0, 40)}”。每行写“2027-10-01 国庆节”，或“2027-10-01至2027-10-07 国庆节”。`,
      });
    return found;
  };
  return { notice: typed(fields, days('off'), days('makeUp')), problems };
}

const typed = (fields: NoticeFields, off: NamedDay[], makeUp: NamedDay[]): NoticeContent => ({
  region: fields.region,
  year: /^\d{4}$/.test(fields.year) ? Number(fields.year) : Number.NaN,
  title: fields.title,
  number: fields.number,
  date: fields.date,
  source: fields.source,
  state: 'confirmed',
  off,
  makeUp,
});

function readJson(text: string): z.infer<typeof Json> | undefined {
  try {
    return Json.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** The days of the lines, runs written out. */
function readDays(text: string): { days: NamedDay[]; wrong: string[] } {
  const days: NamedDay[] = [];
  const wrong: string[] = [];
  for (const line of text
    .split('\n')
    .map((l) => l.trim())
    .filter(Boolean)
    .slice(0, LINES_MAX)) {
    const [, first = '', last = first, name = ''] = LINE.exec(line) ?? [];
    const [start, end] = [findDay(first), findDay(last)];
    const length = start && end ? start.until(end).days : -1;
    if (!start || length < 0 || length >= RUN_DAYS_MAX) wrong.push(line);
    else
      for (let at = 0; at <= length; at++)
        days.push({ date: start.add({ days: at }).toString(), name: name.trim() });
  }
  return { days: days.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)), wrong };
}
