/** A time limit as somebody typed it, on the command line or in a form. Pure. */
import { ok, type Result, refuse } from '#base/result.ts';
import { CALENDARS, type CalendarName } from './facts.ts';
import { ENDINGS, type Ending, LIMIT_DAYS_MAX, type Limit, UNITS, type Unit } from './last-day.ts';

export interface TypedLimit {
  readonly from: string;
  readonly limit: string;
  readonly unit: string;
  /** The national one when empty. */
  readonly calendar?: string | undefined;
  /** `as_counted` when empty. */
  readonly ending?: string | undefined;
}

/** Which part could not be read is the code's last word. */
export type LimitRefusal =
  | 'calendar.typed.from'
  | 'calendar.typed.limit'
  | 'calendar.typed.unit'
  | 'calendar.typed.calendar'
  | 'calendar.typed.ending';

/** A day written as `YYYY-MM-DD` that there is, else undefined. */
export function findDay(text: string): Temporal.PlainDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  try {
    return Temporal.PlainDate.from(text);
  } catch {
    return undefined;
  }
}

/** Reads a limit; each refusal says what to write instead. Whether it can be counted is for `lastDayOf`. */
export function readLimit(typed: TypedLimit): Result<Limit & { calendarName: CalendarName }, LimitRefusal> {
  const from = findDay(typed.from.trim());
  if (!from) return refuse('calendar.typed.from', '起算日期请写成 2023-09-27 这样的真实日期。');
  const limit = typed.limit.trim();
  if (!/^\d{1,6}$/.test(limit))
    return refuse('calendar.typed.limit', `期限请写 0 到 ${LIMIT_DAYS_MAX} 之间的整数（日）。`);
  const unit: Unit | undefined = UNITS.find((u) => u === typed.unit);
  if (!unit) return refuse('calendar.typed.unit', '请选择单位：working（工作日）或 calendar（自然日）。');
  const calendarName = CALENDARS.find((c) => c === (typed.calendar || 'national'));
  if (!calendarName)
    return refuse('calendar.typed.calendar', '请选择日历：national（全国）或 ningxia（宁夏）。');
  const ending: Ending | undefined = ENDINGS.find((e) => e === (typed.ending || 'as_counted'));
  if (!ending)
    return refuse(
      'calendar.typed.ending',
      '最后一天遇休息日，请选择 as_counted（不顺延）或 next_working_day（顺延到下一个工作日）。',
    );
  return ok({ from, limit: Number(limit), unit, ending, calendarName });
}
