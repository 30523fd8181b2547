/** Amounts printed twice: in words and figures, in 元 and 万元; and lengths of time beside their two ends. */

import type { Span } from '#engines/law/parse/artifact.ts';
import { readDateAt } from '#engines/law/parse/dates.ts';
import type { Noticed, Rule } from '../finding.ts';
import { matches, passagesOf } from './passages.ts';
import { countOf } from './wording.ts';

const DIGIT: Record<string, number> = {
  零: 0,
  〇: 0,
  壹: 1,
  一: 1,
  贰: 2,
  二: 2,
  两: 2,
  叁: 3,
  三: 3,
  肆: 4,
  四: 4,
  伍: 5,
  五: 5,
  陆: 6,
  六: 6,
  柒: 7,
  七: 7,
  捌: 8,
  八: 8,
  玖: 9,
  九: 9,
};
const SMALL: Record<string, number> = { 拾: 10, 十: 10, 佰: 100, 百: 100, 仟: 1000, 千: 1000 };

/** 叁万伍仟 → 35000; undefined where it is no numeral. */
export function amountInWords(words: string): number | undefined {
  let total = 0;
  let section = 0;
  let digit = 0;
  for (const ch of words) {
    const d = DIGIT[ch];
    const small = SMALL[ch];
    if (d !== undefined) digit = d;
    else if (small !== undefined) {
      section += (digit === 0 ? 1 : digit) * small;
      digit = 0;
    } else if (ch === '万' || ch === '亿') {
      const scale = ch === '万' ? 10_000 : 100_000_000;
      total = ch === '亿' ? (total + section + digit) * scale : total + (section + digit) * scale;
      section = 0;
      digit = 0;
    } else return undefined;
  }
  return total + section + digit;
}

const WORDS = '[零〇壹贰叁肆伍陆柒捌玖拾佰仟一二两三四五六七八九十百千万亿]{1,16}';
const WORDS_FIRST = new RegExp(
  `(${WORDS})元(?:整|正)?\\s?[（(]\\s?(?:小写|￥|¥|人民币|[:：]|\\s)*([\\d,，.]+)\\s?(万|亿)?元?`,
  'gu',
);
const FIGURES_FIRST = new RegExp(
  `([\\d,，.]+)\\s?(万|亿)?元\\s?[（(]\\s?(?:大写|人民币|[:：]|\\s)*(${WORDS})元`,
  'gu',
);

const scale = (mark: string | undefined): number =>
  mark === '万' ? 10_000 : mark === '亿' ? 100_000_000 : 1;

export const countAmount: Rule = {
  name: 'count.amount',
  title: '金额大小写不符',
  about: '人民币叁万元（30000元）：大写与小写换算比较。',
  *find(text) {
    for (const passage of passagesOf(text)) {
      if (!passage.flow.words.includes('元')) continue;
      const pairs: { words: string; figures: string; mark: string | undefined; span: Span }[] = [];
      for (const { match, span } of matches(passage, WORDS_FIRST))
        pairs.push({ words: match[1] ?? '', figures: match[2] ?? '', mark: match[3], span });
      for (const { match, span } of matches(passage, FIGURES_FIRST))
        pairs.push({ words: match[3] ?? '', figures: match[1] ?? '', mark: match[2], span });
      for (const { words, figures, mark, span } of pairs) {
        const a = amountInWords(words);
        const b = Number(figures.replace(/[,，]/gu, '')) * scale(mark);
        if (a === undefined || Number.isNaN(b) || Math.abs(a - b) < 0.005) continue;
        yield { span, message: `金额大小写不符：大写“${words}元”即${a}元，小写是${b}元。` };
      }
    }
  },
};

export const countUnit: Rule = {
  name: 'count.unit',
  title: '同一金额单位不一',
  about: '同一文件中说法相同、数字相同的两处金额，一处单位是元，一处是万元或亿元。',
  *find(text): Iterable<Noticed> {
    const seen = new Map<string, { unit: string; span: Span }>();
    for (const passage of passagesOf(text)) {
      if (!passage.flow.words.includes('元')) continue;
      for (const { match, span } of matches(
        passage,
        /([\u4e00-\u9fff]{5})\s?(\d[\d,.]*)\s?(亿元|万元|元)(?!\/)/gu,
      )) {
        const key = `${passage.issuance} ${match[1]} ${match[2]}`;
        const unit = match[3] ?? '';
        const before = seen.get(key);
        if (before === undefined) seen.set(key, { unit, span });
        else if (before.unit !== unit)
          yield {
            span: [span[1] - unit.length, span[1]],
            message: `同一金额两处单位不一：前面作“${match[2]}${before.unit}”，此处作“${match[2]}${unit}”。`,
            related: [before.span],
          };
      }
    }
  },
};

const LENGTH =
  /(有效期|任期|试用期|为期|历时|期限|聘期|工期|共计|共|计)(?:为)?\s?(\d{1,3}|[一二两三四五六七八九十]{1,3})\s?(年|个月|天|日)/gu;

export const countPeriod: Rule = {
  name: 'count.period',
  title: '期限与起止日期不符',
  about:
    '“自某日至某日，有效期5年”：由起止日期推算的长度与所写的比较，首尾两日是否计入都算对；三年行动（2021—2023年）同样推算。',
  *find(text) {
    for (const passage of passagesOf(text)) {
      const { words } = passage.flow;
      for (const { match, index } of matches(
        passage,
        /([二两三四五六七八九十])年(?:行动|规划|计划|攻坚|提升|实施|工作|滚动)[^（()）。，]{0,14}[（(]\s?(\d{4})年?\s?[-—–－~～至]+\s?(\d{4})\s?年?\s?[)）]/gu,
      )) {
        const stated = countOf(match[1] ?? '');
        const [from, to] = [Number(match[2]), Number(match[3])];
        if (stated === undefined || to - from + 1 === stated || to - from === stated) continue;
        yield {
          span: passage.flow.span(index, index + 2),
          message: `“${match[1]}年”与括号里的起止年份不符：${from}年至${to}年首尾合计${to - from + 1}年。`,
        };
      }
      if (!/[至到]/u.test(words)) continue;
      for (const { match, index, span } of matches(passage, LENGTH)) {
        const range = rangeNear(words, index, index + match[0].length);
        const stated = countOf(match[2] ?? '');
        if (range === null || stated === undefined || stated === 0 || fits(range, stated, match[3] ?? ''))
          continue;
        yield {
          span,
          message: `期限与起止日期不符：${range.from}至${range.to}不是“${match[2]}${match[3]}”（按${match[2]}${match[3]}推算应至${endOf(range.from, stated, match[3] ?? '')}）。`,
          related: [passage.flow.span(range.start, range.end)],
        };
      }
    }
  },
};

type Range = { from: string; to: string; start: number; end: number };

/** A pair of full dates, A至B, in the same sentence and at most a dozen characters away. */
function rangeNear(words: string, start: number, end: number): Range | null {
  const from = Math.max(words.lastIndexOf('。', start), start - 60, 0);
  const stop = words.indexOf('。', end);
  const to = Math.min(stop < 0 ? words.length : stop, end + 50);
  const found = /(?<!\d)\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日/gu;
  found.lastIndex = from;
  for (let m = found.exec(words); m !== null && m.index < to; m = found.exec(words)) {
    const a = readDateAt(words, m.index);
    const rest = words.slice(m.index + m[0].length, m.index + m[0].length + 30);
    const link =
      /^(?:起)?(?:施行|实施|生效|计算|执行)?[，,]?\s?(?:有效期)?(?:为)?[^。至到]{0,10}[至到]\s?(?=\d{4})/u.exec(
        rest,
      );
    if (a === undefined || link === null) continue;
    const b = readDateAt(words, m.index + m[0].length + link[0].length);
    if (b === undefined || a.precision !== 'day' || b.precision !== 'day' || b.date <= a.date) continue;
    if (Math.min(Math.abs(b.end - start), Math.abs(m.index - end)) > 16 && !(start > m.index && end < b.end))
      continue;
    return { from: a.date, to: b.date, start: m.index, end: b.end };
  }
  return null;
}

function endOf(from: string, n: number, unit: string): string {
  const day = Temporal.PlainDate.from(from);
  if (unit === '年') return day.add({ years: n }).subtract({ days: 1 }).toString();
  if (unit === '个月') return day.add({ months: n }).subtract({ days: 1 }).toString();
  return day.add({ days: n - 1 }).toString();
}

/** A day more or less is a way of counting. */
function fits({ from, to }: Range, n: number, unit: string): boolean {
  const end = Temporal.PlainDate.from(endOf(from, n, unit));
  return Math.abs(end.until(Temporal.PlainDate.from(to)).days) <= 1;
}
