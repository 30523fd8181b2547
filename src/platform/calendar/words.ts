/** Reasons and doubts in Chinese, for the command line and the pages. */
import type { Day, Doubt, Reason } from './work-calendar.ts';

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'] as const;

/** 星期六 */
export const weekdayOf = (date: Temporal.PlainDate): string => `星期${WEEKDAYS[date.dayOfWeek - 1]}`;

/** Why a day is off or on, in a few words: 国庆节放假（国办发明电〔2022〕16号）. */
export function reasonWords({ date, reason }: Pick<Day, 'date' | 'reason'>): string {
  switch (reason.kind) {
    case 'weekday':
      return `工作日（${weekdayOf(date)}）`;
    case 'weekend':
      return `周末（${weekdayOf(date)}）`;
    case 'holiday':
      return `${reason.name}放假（${reason.notice.number}）`;
    case 'make_up':
      return `${reason.name}调休上班（${reason.notice.number}）`;
    case 'statutory':
      return `${reason.name}（法定，放假通知未收录）`;
    case 'regional':
      return `${reason.region}${reason.name}放假（${STATES[reason.state]}）`;
  }
}

export const STATES: Readonly<Record<Extract<Reason, { kind: 'regional' }>['state'], string>> = {
  confirmed: '已确认',
  unconfirmed: '未确认',
};

/** What is not certain, and what follows from it, as a sentence. */
export function doubtWords(doubt: Doubt): string {
  switch (doubt.kind) {
    case 'provisional':
      return `没有收录 ${doubt.year} 年的放假通知，结果暂定，通知收录后重新推算。`;
    case 'regional_unconfirmed':
      return `${doubt.region} ${doubt.year} 年的放假日未确认，请以正式通知为准。`;
    case 'regional_unknown':
      return `${doubt.region} ${doubt.year} 年的放假日未取得，未确认，只按全国安排推算。`;
  }
}
