/** Numerals of running text with their units and the words before them, so that they can be added. */

/** A numeral as printed. `base` and `factor` tell the unit: 亿元 is 元 and 100,000,000. */
export type Quantity = {
  readonly value: number;
  readonly decimals: number;
  readonly base: string;
  readonly factor: number;
  /** As printed, with the unit. */
  readonly printed: string;
  /** Words of its part of the sentence before it, without blanks. */
  readonly lead: string;
  /** The mark before its part of the sentence; empty at the beginning. */
  readonly mark: string;
  /** Place of the numeral, of its end, and of its unit's end. */
  readonly at: number;
  readonly to: number;
  readonly end: number;
};

const NUMERAL = /(?<![\d.A-Za-z〔[第—–~～-])\d[\d,]*(?:\.\d+)?(?![\d.]|\s?[—–~～-]\s?\d)/gu;
const UNIT =
  /^\s?(万亿|亿|千万|百万|万|千)?(元|人次|人|名|户|个|家|项|件|部|条|份|宗|起|处|座|所|台|套|辆|栋|幢|间|株|头|只|吨|公斤|亩|公顷|平方米|平方公里|公里|千瓦时|立方米|场次|场|批|张|期|盏|块|支|例|篇|次|门|家次|户次|%|％)/u;
const FACTOR: Readonly<Record<string, number>> = {
  万亿: 1e12, 亿: 1e8, 千万: 1e7, 百万: 1e6, 万: 1e4, 千: 1e3,
}; // biome-ignore format: one list
/** People are counted in 人 and 名. */
const SAME: Readonly<Record<string, string>> = { 名: '人', '％': '%' };
const LEAD_MOST = 40;
/** No paragraph that is read for its sums is longer: each list looks over the whole of it. */
export const PASSAGE_MOST = 4000;

/** Every numeral that has a unit, in order; linear. Years, ranges, numbers of documents and ordinals are left out. */
export function quantitiesIn(words: string): Quantity[] {
  const out: Quantity[] = [];
  for (const { 0: digits, index: at } of words.matchAll(NUMERAL)) {
    const to = at + digits.length;
    const unit = UNIT.exec(words.slice(to, to + 6));
    if (unit === null) continue;
    let from = at;
    while (from > Math.max(0, at - LEAD_MOST) && !/[，、；。：:;,（）()！？\n]/u.test(words.charAt(from - 1)))
      from--;
    const plain = digits.replace(/,/gu, '');
    const multiple = unit[1] ?? '';
    const base = unit[2] ?? '';
    out.push({
      value: Number(plain),
      decimals: /\.(\d+)$/u.exec(plain)?.[1]?.length ?? 0,
      base: SAME[base] ?? base,
      factor: multiple === '' ? 1 : (FACTOR[multiple] ?? 1),
      printed: `${digits}${unit[0].trim()}`,
      lead: words.slice(from, at).replace(/\s/gu, ''),
      mark: words.charAt(from - 1),
      at,
      to,
      end: to + unit[0].length,
    });
  }
  return out;
}

export const amount = (q: Quantity): number => q.value * q.factor;
/** Half of the last printed place: what rounding may hide. */
export const slack = (q: Quantity): number => 0.5 * 10 ** -q.decimals * q.factor;

/** A sum printed in a unit, without the noise of floating point. */
export const inUnit = (value: number, { factor, decimals }: Quantity): string =>
  String(Number((value / factor).toFixed(Math.max(decimals, 4))));
