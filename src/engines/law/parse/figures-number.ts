/**
 * Numerals of a statistics text: value, unit, and what the numeral is not (a date, a footnote mark, a part of a name).
 */

/** A numeral in the text. `statistic` and `rank` carry figures; the others only move the reader on. */
export type Numeral = {
  kind: 'statistic' | 'rank' | 'ratio' | 'time' | 'other';
  /** The numeral itself, sign included. */
  start: number;
  /** End of the numeral with its unit (and 位 of a rank). */
  end: number;
  value: number;
  unit: string | null;
  /** The parts of a ratio 1.5 : 69.6 : 28.9, else empty. */
  parts: number[];
  /** Why a numeral of kind `other` is no figure. */
  reason?: 'footnote' | 'ordinal' | 'name' | 'fraction';
};

const BIG = '(?:万亿|百万|千万|十万|亿|万|千|百|兆)?';
const PLAIN_UNITS =
  `美元|欧元|日元|港元|元|吨标准煤|吨标煤|吨|公斤|千克|毫克|微克|克|斤|担|公顷|亩|平方公里|平方千米|平方米|平方厘米|立方米|立方|方
千伏安|千瓦时|千瓦小时|千瓦|兆瓦|瓦|度|千米|公里|海里|毫米|厘米|米|升|标准箱|标箱|箱|人次|人|户次|户|家次|家|名|位|个百分点|个千分点|百分点|千分点|个点|个小时|小时|分钟|秒
个月|个|头|只|羽|匹|条|尾|件|册|张|幅|所|座|处|间|床|台次|台|套|辆次|辆|艘|架次|架|支|枚|块|片|根|栋|幢|眼|孔|口|盏|棵|株|项次|项|起|次|场次|场|班|对|部|本|种|类|款|门|例|宗|笔|份|届|期|批次|批|岁|天|日|年|盘|组|轮|车|瓶|包|双|袋|米粒|重量箱|标方|工日|学时|课时|分|厘|成|倍|折
％|%|‰|℃|摄氏度|当量|亿度|吨公里|人公里|TEU|MW|GW|KW|kW|kWh|MWh|km|kg|mm|ml|GB|TB|Mbps|dB`
    .split(/[|\n]/)
    .sort((a, b) => b.length - a.length)
    .join('|');

/** A unit directly behind a numeral, spaces allowed: 亿元, 人/亿元, 个百分点, 元/人, 万千伏安. */
const UNIT = new RegExp(
  `\\s*(${BIG}(?:${PLAIN_UNITS})(?:[/／]\\s*${BIG}(?:${PLAIN_UNITS}))?|(?:万亿|亿|万))`,
  'y',
);
const NUMBER =
  /第\s*([一二三四五六七八九十]{1,3})\s*(?=[位名，。；,;、])|[-−－]?[\d０-９]+(?:,\d{3}(?!\d))*(?:[.．][\d０-９]+)?/g;
const RATIO_TAIL = /\s*[:：∶]\s*(\d+(?:\.\d+)?)/y;
const RANGE_TIME = /\s*[-—–−~～至到]+\s*\d{1,4}\s*(?:年|月)/y;
const TIME_UNIT = /\s*(?:年(?!均|产)|月|日(?![均产])|时(?!$)|季度)/y;
const THRESHOLD = /\s*(?:（含）|\(含\))?(?:及以上|及以下|以上|以下|以内|之间)(?=[\s]*(?:的|\p{sc=Han}))/uy;
const AGE = /\s*岁(?=\s*(?:及|以|的?(?:人口|儿童|老年|少年|劳动|组|至|-|—)))/uy;

const asciiDigits = (words: string): string =>
  /^[-\d.]+$/.test(words)
    ? words
    : words
        .replace(/[０-９．]/g, (char) => (char === '．' ? '.' : String(char.charCodeAt(0) - 0xff10)))
        .replace(/,/g, '');

const HAN_DIGITS = '零一二三四五六七八九';

function hanNumber(words: string): number {
  const [tens, ones] = words.includes('十') ? words.split('十') : ['0', words];
  return (
    (tens === '' ? 1 : Math.max(0, HAN_DIGITS.indexOf(tens ?? ''))) * 10 +
    Math.max(0, HAN_DIGITS.indexOf(ones || '零'))
  );
}

function sticky(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** The last character before `at` that is no blank. */
function charBefore(text: string, at: number): string {
  let index = at - 1;
  for (let steps = 0; index >= 0 && steps < 8 && /\s/.test(text.charAt(index)); steps++) index--;
  return text.charAt(index);
}

/** The first character from `at` on that is no blank. */
function charAfter(text: string, at: number): string {
  let index = at;
  for (let steps = 0; steps < 8 && /\s/.test(text.charAt(index)); steps++) index++;
  return text.charAt(index);
}

/** All numerals of [start, end), in order; linear. */
export function readNumerals(text: string, start: number, end: number): Numeral[] {
  const numerals: Numeral[] = [];
  // A paragraph of its own: searching the whole text for the next numeral would read it again for every paragraph.
  const words = text.slice(start, end);
  NUMBER.lastIndex = 0;
  for (let found = NUMBER.exec(words); found !== null; found = NUMBER.exec(words)) {
    const numeral = found[1] !== undefined ? hanRank(words, found) : readNumeral(words, found);
    NUMBER.lastIndex = Math.max(numeral.end, found.index + 1);
    numeral.start += start;
    numeral.end += start;
    numerals.push(numeral);
  }
  return numerals;
}

function hanRank(text: string, found: RegExpExecArray): Numeral {
  const bare = found.index + found[0].length;
  const end = /[位名]/.test(text.charAt(bare)) ? bare + 1 : bare;
  const isRank = /[居列排]\p{sc=Han}{0,12}$/u.test(text.slice(Math.max(0, found.index - 14), found.index));
  const base = {
    start: found.index,
    end,
    value: hanNumber(found[1] ?? ''),
    unit: end > bare ? text.charAt(bare) : '位',
    parts: [],
  };
  return isRank ? { ...base, kind: 'rank' } : { ...base, kind: 'other', reason: 'ordinal' };
}

function readNumeral(text: string, found: RegExpExecArray): Numeral {
  let start = found.index;
  let printed = found[0];
  let ranged = false;
  const before = text.charAt(start - 1);
  if (/^[-−－]/.test(printed) && /[\d０-９年月日季度%％a-zA-Z.]/.test(before)) {
    start += 1;
    printed = printed.slice(1);
    ranged = /\d/.test(before);
  }
  const after = start + printed.length;
  const value = Number(asciiDigits(printed.replace(/^[−－]/, '-')));
  const plain = { start, end: after, value, unit: null, parts: [] };
  if ((before === '[' || before === '［' || before === '【') && /[\]］】]/.test(text.charAt(after))) {
    return { ...plain, kind: 'other', reason: 'footnote' };
  }
  if (/[a-zA-Z〔]/.test(before)) return { ...plain, kind: 'other', reason: 'name' };
  if (charBefore(text, start) === '第') return ordinal(text, plain, after);
  if (ranged && charAfter(text, after) === '岁') return { ...plain, kind: 'other', reason: 'name' };
  const special = SPECIAL.test(charAfter(text, after)) ? readSpecial(text, plain, printed) : undefined;
  return special ?? withUnit(text, plain);
}

/** What follows a numeral that is a date, a range, a ratio, a fraction or an age. */
const SPECIAL = /[-—–−~～至到:：∶/／年月日时季岁]/;

function readSpecial(text: string, plain: Omit<Numeral, 'kind'>, printed: string): Numeral | undefined {
  const after = plain.end;
  if (sticky(RANGE_TIME, text, after) !== null) return { ...plain, kind: 'time' };
  const ratio = readRatio(text, after, plain.value);
  if (ratio !== undefined) return { ...plain, kind: 'ratio', end: ratio.end, parts: ratio.parts };
  if (/^[/／]\d/.test(text.slice(after, after + 2))) return { ...plain, kind: 'other', reason: 'fraction' };
  const time = sticky(TIME_UNIT, text, after);
  if (time !== null && isTime(printed, time[0].trim()))
    return { ...plain, kind: 'time', end: after + time[0].length };
  if (
    sticky(AGE, text, after) !== null ||
    /^\s{0,2}[-—–~至]\s{0,2}\d{1,3}\s{0,2}岁/.test(text.slice(after, after + 12))
  ) {
    return { ...plain, kind: 'other', reason: 'name' };
  }
  return undefined;
}

function withUnit(text: string, plain: Omit<Numeral, 'kind'>): Numeral {
  const after = plain.end;
  const unit = sticky(UNIT, text, after);
  if (unit === null && /[a-zA-Z]/.test(text.charAt(after)))
    return { ...plain, kind: 'other', reason: 'name' };
  const end = unit === null ? after : after + unit[0].length;
  if (sticky(THRESHOLD, text, end) !== null) return { ...plain, kind: 'other', end, reason: 'name' };
  const printed = unit?.[1] ?? null;
  const name = printed !== null && /[\s％／]/.test(printed) ? foldUnit(printed) : printed;
  return { ...plain, kind: 'statistic', end, unit: name === '百分点' ? '个百分点' : name };
}

const foldUnit = (printed: string): string =>
  printed.replace(/\s+/g, '').replace('％', '%').replace('／', '/');

function ordinal(text: string, plain: Omit<Numeral, 'kind'>, after: number): Numeral {
  const rank = /^\s{0,3}[位名]/.exec(text.slice(after, after + 4))?.[0];
  if (rank !== undefined) return { ...plain, kind: 'rank', end: after + rank.length, unit: rank.trim() };
  const ranked = /(?:排名|排|列|居)\p{sc=Han}{0,12}\s{0,2}第\s{0,2}$/u.test(
    text.slice(Math.max(0, plain.start - 20), plain.start),
  );
  const counted = /^\s{0,3}(?:次|届|条|号|期|个|批|季|产业|轮)/.test(text.slice(after, after + 5));
  if (ranked && !counted) return { ...plain, kind: 'rank', unit: '位' };
  return { ...plain, kind: 'other', reason: 'ordinal' };
}

/** 2022年, 11月, 5日 are dates; 45年 (a length of time) and 70 日龄 are not. */
function isTime(printed: string, unit: string): boolean {
  if (unit.startsWith('年')) return /^[\d０-９]{4}$/.test(printed);
  if (unit === '时') return false;
  return /^[\d０-９]{1,2}$/.test(printed);
}

function readRatio(text: string, at: number, first: number): { end: number; parts: number[] } | undefined {
  const parts = [first];
  let end = at;
  for (;;) {
    const next = sticky(RATIO_TAIL, text, end);
    if (next?.[1] === undefined || parts.length > 8) break;
    parts.push(Number(next[1]));
    end += next[0].length;
  }
  return parts.length > 1 ? { end, parts } : undefined;
}
