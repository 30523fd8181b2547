/** What must be right about a notice before it is loaded. Pure: every problem is found, not only the first. */
import { CALENDARS } from './facts.ts';
import type { NamedDay, NoticeContent } from './notice.ts';
import { findDay } from './read-limit.ts';
import { YEAR_MAX, YEAR_MIN } from './work-calendar.ts';

export type NoticeField = 'region' | 'year' | 'title' | 'number' | 'date' | 'source' | 'off' | 'makeUp';

export interface NoticeProblem {
  readonly field: NoticeField;
  readonly code: `calendar.notice.${string}`;
  readonly message: string;
}

/** 国办发明电〔2025〕7号 */
const NUMBER = /^[^\d〔〕\s]{1,24}〔(19|20|21)\d\d〕\d{1,4}号$/u;

/** Days that the rules on holidays name for every year: a national notice without them was mistyped. */
const FIXED = ['01-01', '05-01', '10-01'];

/** Problems with a notice that somebody wants to load from its text; none when it may be loaded. */
export function noticeProblems(notice: NoticeContent): NoticeProblem[] {
  const problems: NoticeProblem[] = [];
  const say = (field: NoticeField, code: string, message: string) =>
    problems.push({ field, code: `calendar.notice.${code}`, message });
  const { region, year, title, number, date, source, off, makeUp } = notice;

  if (!CALENDARS.some((c) => c === region)) say('region', 'region', '请选择是全国的通知还是宁夏的通知。');
  if (!Number.isInteger(year) || year < YEAR_MIN || year > YEAR_MAX)
    say('year', 'year', `年份请填 ${YEAR_MIN} 至 ${YEAR_MAX}。`);
  if (title.trim() === '' || title.length > 200) say('title', 'title', '请填写通知的标题，不超过 200 字。');
  if (!NUMBER.test(number ?? ''))
    say('number', 'number', '请照原件填写发文字号，如“国办发明电〔2025〕7号”。没有字号的，不能作为依据。');
  if (!findDay(date ?? '')) say('date', 'date', '请填写通知的成文日期，如 2025-11-04。');
  if (source.trim() === '' || source.length > 500)
    say('source', 'source', '请写明从哪里抄录：网址，或原件存放处。');

  for (const [field, days] of [
    ['off', off],
    ['makeUp', makeUp],
  ] as const)
    for (const problem of dayProblems(year, days)) say(field, 'days', problem);
  for (const { date: day } of makeUp) {
    if ((findDay(day)?.dayOfWeek ?? 7) < 6)
      say('makeUp', 'weekday_made_up', `${day} 不是周六或周日，本来就上班，不能作调休上班日。请核对日期。`);
    if (off.some((o) => o.date === day))
      say('makeUp', 'off_and_made_up', `${day} 既列为放假又列为上班。请删去错的一处。`);
  }
  if (off.length === 0) say('off', 'no_days', '请至少列出一个放假的日子。');
  else if (region === 'national')
    for (const fixed of FIXED)
      if (!off.some((o) => o.date === `${year}-${fixed}`))
        say('off', 'fixed_missing', `${year}-${fixed} 是法定节日，放假的日子里没有它。请核对年份，或补上。`);
  if (region !== 'national' && makeUp.length > 0)
    say('makeUp', 'regional_make_up', '自治区加放的节日不调休。请核对是否应作为全国的通知。');
  return problems;
}

/** Days must be real, named once, and lie in the year or within a month of it. */
function dayProblems(year: number, days: readonly NamedDay[]): string[] {
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const { date, name } of days) {
    if (!findDay(date)) problems.push(`“${date}”不是真实的日期，请写成 2026-10-01 这样。`);
    else if (date < `${year - 1}-12-01` || date > `${year + 1}-01-31`)
      problems.push(`${date} 不在 ${year} 年（前后各宽限一个月）。请核对年份。`);
    if (name.trim() === '' || name.length > 40) problems.push(`${date} 没有写节日名称，或超过 40 字。`);
    if (seen.has(date)) problems.push(`${date} 列了两次。请删去一处。`);
    seen.add(date);
  }
  return problems;
}
