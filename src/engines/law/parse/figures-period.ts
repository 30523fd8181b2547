/**
 * Time and place of a statistics text: from its title, and from the words before a figure.
 *
 * Periods are `2022`, `2023-11`, `2023-01/2023-11` (both months included). A stock (年末, 11月末) has the month at
 * whose end it stands: 年末 of 2022 is `2022-12`.
 */

/** The whole text's own period and place, against which 全年, 11月, 上年 and 全县 are read. */
export type Frame = { year: number | null; period: string | null; place: string | null };

const two = (month: number | string): string => String(month).padStart(2, '0');
const monthOf = (year: number | null, month: string): string | null =>
  year !== null && Number(month) >= 1 && Number(month) <= 12 ? `${year}-${two(month)}` : null;

function monthsOf(year: number | null, from: string, to: string): string | null {
  const [first, last] = [monthOf(year, from), monthOf(year, to)];
  if (first === null || last === null || Number(from) > Number(to)) return null;
  return first === last ? first : `${first}/${last}`;
}

const HAN = '一二三四';
const quarter = (word: string): number => (HAN.indexOf(word) >= 0 ? HAN.indexOf(word) + 1 : Number(word));

const RANGE = '[-—–−~～至到]+';

/** Time expressions, most specific first: pattern source and its reading, given the year that applies. */
const EXPRESSIONS: [string, (year: number | null, groups: string[], frame: Frame) => string | null][] = [
  [
    `(\\d{1,2})月?(?:份)?${RANGE}(\\d{1,2})月(?:份)?(?:累计)?`,
    (year, [a = '', b = '']) => monthsOf(year, a, b),
  ],
  ['(\\d{1,2})月(?:末|底)', (year, [a = '']) => monthOf(year, a)],
  ['(\\d{1,2})月(?:份)?(?:当月)?', (year, [a = '']) => monthOf(year, a)],
  [
    '前([一二三1-3])个?季度|一至([二三四])季度|1[-—–至]([234])季度',
    (year, groups) => {
      const last = quarter(groups.find((word) => word) ?? '');
      return monthsOf(year, '1', String(last * 3));
    },
  ],
  [
    '第?([一二三四1-4])季度',
    (year, [a = '']) => monthsOf(year, String(quarter(a) * 3 - 2), String(quarter(a) * 3)),
  ],
  ['(上|下)半年', (year, [a]) => (a === '上' ? monthsOf(year, '1', '6') : monthsOf(year, '7', '12'))],
  ['(?:年末|年底)', (year) => monthOf(year, '12')],
  ['(?:期末)', (year, _, frame) => frame.period?.split('/').at(-1) ?? monthOf(year, '12')],
  ['(?:当月|本月)', (_, __, frame) => frame.period?.split('/').at(-1) ?? null],
  ['(?:全年|本年)', (year) => (year === null ? null : String(year))],
];

const YEAR = `(\\d{4})(?:${RANGE}(\\d{4}))?年度?(?:的)?(末|底)?`;
const WITHIN = EXPRESSIONS.map(([source]) => source.replace(/\((?!\?)/g, '(?:')).join('|');
const IN_YEAR = new RegExp(`${YEAR}(?:${WITHIN})?|${WITHIN}`, 'g');
const READERS = EXPRESSIONS.map(([source, reader]) => ({ pattern: new RegExp(`^(?:${source})`), reader }));

export type TimeReading = { period: string | null; start: number; end: number };

/** The last time expression in `words` (spaces removed), or undefined. */
export function findPeriod(words: string, frame: Frame): TimeReading | undefined {
  if (!/[年月季末]/.test(words)) return undefined;
  let last: TimeReading | undefined;
  for (const found of words.matchAll(IN_YEAR)) {
    const [, from, to, yearEnd] = found;
    const year = from === undefined ? frame.year : Number(to ?? from);
    const yearLength = from === undefined ? 0 : found[0].search(/年度?/) + 1;
    const rest = found[0].slice(yearLength).replace(/^度?的?/, '');
    const range = { start: found.index, end: found.index + found[0].length };
    if (from !== undefined && to !== undefined) last = { period: `${from}/${to}`, ...range };
    else if (yearEnd !== undefined) last = { period: monthOf(year, '12'), ...range };
    else if (rest === '') last = { period: String(year), ...range };
    else {
      const reader = READERS.find(({ pattern }) => pattern.test(rest));
      const groups = reader?.pattern.exec(rest)?.slice(1) ?? [];
      last = { period: reader?.reader(year, groups, frame) ?? null, ...range };
    }
  }
  return last;
}

const DIVISION =
  '(?:自治区|自治州|自治县|自治旗|特别行政区|开发区|高新区|新区|省|市|区|县|州|盟|旗|镇|乡|街道)';
const LEADING_PLACE = new RegExp(
  `^(?:\\d{4}年度?)?(?:[\\d\\-—–~至]+月(?:份)?|上半年|前三季度|[一二三]季度)?((?:\\p{sc=Han}{1,12}?${DIVISION}(?!${DIVISION})){1,3})`,
  'u',
);

/** Year, period and place that the title (or, for the place, the signing statistics office) gives. */
export function readFrame(title: string, signedBy: readonly string[], date: string | null): Frame {
  const bare = title.replace(/\s+|\^?[[［]\d+[\]］]|[《》]/g, '');
  const printed = /(\d{4})年/.exec(bare)?.[1];
  const year = printed !== undefined ? Number(printed) : date === null ? null : Number(date.slice(0, 4));
  const frame: Frame = { year, period: null, place: null };
  const place = LEADING_PLACE.exec(bare)?.[1];
  const office = signedBy
    .map((body) => /^(.{2,14}?)统计局/.exec(body)?.[1])
    .find((name) => name !== undefined);
  frame.place = place ?? office ?? null;
  frame.period = findPeriod(bare, frame)?.period ?? null;
  return frame;
}
