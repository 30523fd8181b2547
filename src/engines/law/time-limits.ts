/**
 * How the statutes that are held count days: which of their limits are working days, and what they say of a last
 * day that is a day off. A deadline takes its unit from here or from its own clause; the calendar only counts.
 */
import type { Ending, Unit } from '#platform/calendar/index.ts';
import { type Basis, cite } from './cite.ts';

export type LimitRule = {
  /** The statute's title. */
  readonly statute: string;
  /** Limits of these lengths are working days; `all` when every one is. The others are calendar days. */
  readonly workingDays: 'all' | readonly number[];
  readonly basis: Basis;
  readonly ending: Ending;
  /** Where the ending stands; `silent` when the statute says nothing. */
  readonly endingFrom: 'silent' | Basis;
  /** What the ending rests on beside the statute, when that text is not held: shown as assumed. */
  readonly endingAssumed?: string;
};

/**
 * 行政复议法 and 行政诉讼法 send the counting of periods to 民事诉讼法, whose text is not held: that its rule moves a
 * last day behind the holiday is taken from memory and marked as assumed.
 */
const CIVIL_PROCEDURE = '《中华人民共和国民事诉讼法》关于期间的规定（文本未收录）';

export const LIMIT_RULES: readonly LimitRule[] = [
  {
    statute: '行政许可法',
    workingDays: 'all',
    basis: cite('中华人民共和国行政许可法', '第八十二条'),
    ending: 'as_counted',
    endingFrom: 'silent',
  },
  {
    statute: '行政处罚法',
    workingDays: [2, 3, 5, 7],
    basis: cite('中华人民共和国行政处罚法', '第八十五条'),
    ending: 'as_counted',
    endingFrom: 'silent',
  },
  {
    statute: '行政复议法',
    workingDays: [3, 5, 7, 10],
    basis: cite('中华人民共和国行政复议法', '第八十八条/¶1'),
    ending: 'next_working_day',
    endingFrom: cite('中华人民共和国行政复议法', '第八十八条'),
    endingAssumed: CIVIL_PROCEDURE,
  },
  {
    statute: '行政诉讼法',
    workingDays: [],
    basis: cite('中华人民共和国行政诉讼法', '第一百零一条'),
    ending: 'next_working_day',
    endingFrom: cite('中华人民共和国行政诉讼法', '第一百零一条'),
    endingAssumed: CIVIL_PROCEDURE,
  },
];

/** What a limit of so many days in a statute counts. */
export const unitOf = ({ workingDays }: LimitRule, days: number): Unit =>
  workingDays === 'all' || workingDays.includes(days) ? 'working' : 'calendar';
