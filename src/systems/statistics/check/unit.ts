/** Units of bulletins: what they measure and how many of the plain unit they are. Pure. */

export type Dimension =
  | 'money' | 'people' | 'mass' | 'area' | 'energy' | 'percent' | 'permille' | 'points' | 'count' | 'rate' | 'none'; // biome-ignore format: one list

export type Unit = {
  /** As printed without blanks; empty when none is printed. */
  readonly printed: string;
  readonly dimension: Dimension;
  /** Unit without its multiple: 元 of 亿元. Only numerals of one base are added. */
  readonly base: string;
  /** How many of the base it is: 100,000,000 of 亿元. */
  readonly factor: number;
};

const MULTIPLES: Readonly<Record<string, number>> = {
  万亿: 1e12, 亿: 1e8, 千万: 1e7, 百万: 1e6, 十万: 1e5, 万: 1e4, 千: 1e3, 百: 1e2,
}; // biome-ignore format: one list

/** Units that are multiples of another plain unit. */
const SAME: Readonly<Record<string, readonly [base: string, factor: number, dimension: Dimension]>> = {
  元: ['元', 1, 'money'], 美元: ['美元', 1, 'money'], 欧元: ['欧元', 1, 'money'], 港元: ['港元', 1, 'money'], 日元: ['日元', 1, 'money'],
  人: ['人', 1, 'people'], 名: ['人', 1, 'people'], 人次: ['人次', 1, 'people'],
  吨: ['千克', 1000, 'mass'], 公斤: ['千克', 1, 'mass'], 千克: ['千克', 1, 'mass'], 斤: ['千克', 0.5, 'mass'], 克: ['千克', 0.001, 'mass'],
  公顷: ['平方米', 10_000, 'area'], 亩: ['平方米', 10_000 / 15, 'area'], 平方米: ['平方米', 1, 'area'], 平方公里: ['平方米', 1_000_000, 'area'], 平方千米: ['平方米', 1_000_000, 'area'],
  千瓦时: ['千瓦时', 1, 'energy'], 千瓦小时: ['千瓦时', 1, 'energy'], 度: ['千瓦时', 1, 'energy'], 吨标准煤: ['吨标准煤', 1, 'energy'], 吨标煤: ['吨标准煤', 1, 'energy'],
}; // biome-ignore format: one list

/** Read a printed unit. `null` is a numeral without one. */
export function readUnit(printed: string | null): Unit {
  const bare = (printed ?? '').replace(/\s+/g, '').replace('％', '%').replace('／', '/');
  const unit = (dimension: Dimension, base = bare, factor = 1): Unit => ({
    printed: bare,
    dimension,
    base,
    factor,
  });
  if (bare === '') return unit('none');
  if (bare === '%') return unit('percent');
  if (bare === '‰') return unit('permille');
  if (/百分点|千分点/.test(bare)) return unit('points');
  if (bare.includes('/')) return unit('rate');
  const plain = SAME[bare];
  if (plain !== undefined) return unit(plain[2], plain[0], plain[1]);
  const multiple = Object.keys(MULTIPLES).find((word) => bare.startsWith(word));
  if (multiple === undefined) return unit('count');
  const rest = bare.slice(multiple.length);
  const factor = MULTIPLES[multiple] ?? 1;
  const same = SAME[rest];
  return same === undefined ? unit('count', rest, factor) : unit(same[2], same[0], same[1] * factor);
}
