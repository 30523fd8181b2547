/** Reads a range of dates: 自2023年9月30日至2024年6月1日, where the second may leave out what it shares with the first. */
import { type DateReading, readDateAt, readPartialDateAt } from './dates.ts';

/** A range as read; the last day is included, so the half-open end is `until.until`. */
export type RangeReading = { start: number; end: number; from: DateReading; until: DateReading };

const OPENING = /[\s：:为是]{0,4}(?:自|从)?\s{0,2}/y;
const JOIN = /\s{0,2}(?:起|零时|0时)?\s{0,2}[，,]?(?:至|到|—{1,2}|－|–|-{1,2}|~|～)\s{0,2}/y;

/** The range that starts at `at`, after 为, ： or 自, or undefined. A range that runs backwards is none. */
export function readRange(text: string, at: number): RangeReading | undefined {
  OPENING.lastIndex = at;
  const start = OPENING.test(text) ? OPENING.lastIndex : at;
  const from = readDateAt(text, start);
  if (!from) return undefined;
  JOIN.lastIndex = from.end;
  if (!JOIN.test(text)) return undefined;
  const context = { year: Number(from.date.slice(0, 4)), month: Number(from.date.slice(5, 7)) };
  const until = readPartialDateAt(text, JOIN.lastIndex, context);
  return until && until.until > from.date ? { start, end: until.end, from, until } : undefined;
}
