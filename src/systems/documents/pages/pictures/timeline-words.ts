/** A document's life in words, as precisely as it is known. */
import { formatDate } from '#web/components/date-text.tsx';
import { STATUS_WORDS } from '#web/components/status-badge.tsx';
import { dateOf, dayOf, type Life, type Span } from '../../pictures/timeline.ts';
import type { TimelineRow } from '../../read-timeline.ts';

/** The day before the first day that no longer counts. */
export const lastDay = (end: string): string => formatDate(dateOf(dayOf(end) - 1));

/** 《…》 of what is issued, else the title without who issues it. */
export function shortTitle(title: string): string {
  const issued = /关于印发(《.+》)的通知$/u.exec(title)?.[1];
  return issued ?? title.replace(/^[^《]{0,40}?(?:人民政府|委员会)(?:办公室)?(?=关于)/u, '');
}

export function beginWords({ stretches }: Life): string {
  const [first, second] = stretches;
  if (!first) return '没有施行过';
  if (first.status !== 'unknown') return first.from ? `${formatDate(first.from)}起` : '起始日没有记载';
  if (!first.from || !second?.from) return '起始日没有记载';
  const year = first.from.slice(0, 4);
  const within = first.from.endsWith('-01-01') && dateOf(dayOf(second.from) - 1).startsWith(year);
  return within ? `${year}年起，哪一天没有记载` : `${formatDate(first.from)}至${lastDay(second.from)}之间起`;
}

/** Null while no end is known. */
export function endWords({ ended }: Life): string | null {
  if (!ended) return null;
  return ended.status === 'lapsed'
    ? `有效到${lastDay(ended.date)}`
    : `${formatDate(ended.date)}起${STATUS_WORDS[ended.status].replace('已', '')}`;
}

/** [2023-10-01, 2024-06-01) as 2023年10月1日至2024年5月31日. */
export const spanWords = ({ from, to }: Span): string =>
  `${from ? formatDate(from) : '起始日不详'}${to ? `至${lastDay(to)}` : '起'}`;

/** Every date that the rows name. */
export const datesOf = (rows: readonly TimelineRow[]): string[] =>
  rows
    .flatMap((row) => [...row.life.stretches, ...row.periods, ...row.proposed])
    .flatMap(({ from, to }) => [from, to])
    .filter((date) => date !== null);
