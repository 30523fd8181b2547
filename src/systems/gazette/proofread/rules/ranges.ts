/** Ends of a range the wrong way round, and limits that contradict themselves: 500元以上100元以下, 12∶30—8∶00. */
import type { Noticed, Rule } from '../finding.ts';
import { matches, passagesOf, proseOf } from './passages.ts';
import { amount, PASSAGE_MOST, quantitiesIn } from './quantities.ts';

const UNIT =
  '(?:周岁|岁|万元|亿元|元|%|％|个百分点|人|名|户|家|年|个月|个工作日|工作日|日|天|小时|分钟|平方米|亩|米|公里|吨|公斤|倍|分|平方公里|只|头)';
/** 500元以上100元以下; the numbers may be in words. */
const ABOVE_BELOW = new RegExp(
  `(?<![\\d.])(\\d+(?:\\.\\d+)?)\\s?(${UNIT})(?:（含[^）]{0,12}）)?(?:以上|及以上|（含）以上)(?:至|到|、|，)?\\s?(\\d+(?:\\.\\d+)?)\\s?(${UNIT})(?:（[^）]{0,14}）)?(?:以下|以内)`,
  'gu',
);
const FROM_TO = new RegExp(
  `(?<![\\d.:：∶/年月〔第-])(\\d+(?:\\.\\d+)?)\\s?(${UNIT})?\\s?[—–～~－]\\s?(\\d+(?:\\.\\d+)?)\\s?(${UNIT})(?![\\d])`,
  'gu',
);
/** What a range has between its numbers. */
const TO = /\d[^，。；\d]{0,4}[—–～~－]\s?\d/u;
const MONTH_DAYS =
  /(?<![\d年])(\d{1,2})\s?月\s?(\d{1,2})\s?日\s?(?:至|到|[—–～~－])\s?(?:(\d{1,2})\s?月\s?)?(\d{1,2})\s?日/gu;
const EVERY_MONTH = /每月\s?(\d{1,2})\s?日\s?(?:至|到|[—–～~－])\s?(\d{1,2})\s?日/gu;
const YEAR_MONTHS =
  /(?<!\d)(\d{4})\s?年\s?(\d{1,2})\s?月(?:\s?(\d{1,2})\s?日)?(?:[（(][^（）()]{1,4}[)）])?(?:\s?\d{1,2}\s?[:：∶]\s?\d{2}|\s?\d{1,2}\s?时)?\s?(?:起)?(?:至|到|[—–～~－]{1,2})\s?(\d{1,2})\s?月(?:\s?(\d{1,2})\s?日)?/gu;
const CLOCK =
  /(上午|下午|工作时间|办公时间|营业时间|开放时间|服务时间|时间)[^，。；：:∶\d]{0,6}[：:]?\s?(\d{1,2})\s?[:：∶]\s?(\d{2})\s?(?:至|到|[—–～~－-]{1,2})\s?(\d{1,2})\s?[:：∶]\s?(\d{2})/gu;

const reversed = (span: readonly [number, number], said: string): Noticed => ({
  span,
  message: `起止颠倒：${said}。请核对两头的数字。`,
});

export const countRange: Rule = {
  name: 'count.range',
  title: '范围起止颠倒',
  about:
    '“500元以上100元以下”“8—5天”“7月31日至7月16日”“上午12∶30—8∶00”：后面的数小于前面的；跨年、跨月、过夜写明了的不算。',
  *find(text): Iterable<Noticed> {
    for (const passage of passagesOf(text)) {
      const { words } = passage.flow;
      if (!/\d/u.test(words) || !/[—–～~－至到上-]/u.test(words)) continue;
      for (const { match, span } of words.includes('以上') ? matches(passage, ABOVE_BELOW) : [])
        if (match[2] === match[4] && Number(match[1]) > Number(match[3]))
          yield reversed(span, `“${match[0]}”前大后小`);
      for (const { match, span } of TO.test(words) ? matches(passage, FROM_TO) : [])
        if (
          (match[2] ?? match[4]) === match[4] &&
          Number(match[1]) > Number(match[3]) &&
          !/年/u.test(match[0])
        )
          yield reversed(span, `“${match[0]}”前大后小`);
      const dated = words.includes('月');
      for (const { match, span, index } of dated && words.includes('日')
        ? matches(passage, MONTH_DAYS)
        : []) {
        const month = match[3] ?? match[1];
        if (month !== match[1] || Number(match[4]) >= Number(match[2])) continue;
        if (/农历|[次翌]年/u.test(words.slice(Math.max(0, index - 6), index))) continue;
        yield reversed(span, `同一个月里${match[2]}日在${match[4]}日之后`);
      }
      for (const { match, span } of words.includes('每月') ? matches(passage, EVERY_MONTH) : [])
        if (Number(match[1]) > Number(match[2]))
          yield reversed(span, `每月${match[1]}日在${match[2]}日之后，跨月应写明“次月”`);
      for (const { match, span } of dated && words.includes('年') ? matches(passage, YEAR_MONTHS) : []) {
        const [from, to] = [Number(match[2]), Number(match[4])];
        const sameMonth =
          from === to &&
          match[3] !== undefined &&
          match[5] !== undefined &&
          Number(match[5]) < Number(match[3]);
        if (to < from || sameMonth)
          yield reversed(span, `${match[1]}年${match[4]}月早于${match[2]}月，跨年应写明年份`);
      }
      for (const { match, span, index } of /\d\s?[:：∶]\s?\d/u.test(words) ? matches(passage, CLOCK) : []) {
        const [from, to] = [clock(match[2], match[3]), clock(match[4], match[5])];
        const around = words.slice(Math.max(0, index - 8), index + match[0].length);
        if (to < from && !/夜|晚|次日|凌晨|值班/u.test(around)) yield reversed(span, '止时早于起时');
      }
    }
  },
};

const clock = (hour = '', minute = ''): number => Number(hour) * 60 + Number(minute);

const N = '[\\d.]+\\s?(?:万|亿)?\\s?(?:[%％]|[\\u4e00-\\u9fff]{1,3}?)';

/** `sign` stands in all that the pattern fits: most texts are done with it. */
type Clash = { sign: RegExp; pattern: RegExp; say: (found: string) => string };

/** Limits and rates that say two things at once. */
const CLASHES: readonly Clash[] = [
  {
    sign: /以下/u,
    pattern: new RegExp(`(?:不低于|不少于|不得低于|不得少于|至少)[^，。；、\\d]{0,10}${N}以下`, 'gu'),
    say: () => '下限与“以下”矛盾，请核对是“以上”还是“以下”，或者删去',
  },
  {
    sign: /以上/u,
    pattern: new RegExp(`(?:不超过|不得超过|不高于|不得高于|最多|至多)[^，。；、\\d]{0,10}${N}以上`, 'gu'),
    say: () => '上限与“以上”矛盾，请核对',
  },
  {
    sign: /100\s?[%％]以上/u,
    pattern:
      /(?:合格率|办结率|满意率|达标率|入学率|完好率|到位率|知晓率|合格|满意度|普及率|及时率|落实率|整改率|回访率|入户率|建档率|公开率|审查率|审核率)(?:均|都|要|应|须)?(?:达到?|为|保持在|稳定在)?\s?100\s?[%％]以上/gu,
    say: () => '这个比率最高是100%，不能再“以上”',
  },
  {
    sign: /[-－−—]\s?\d/u,
    pattern:
      /(?:增长|上升|上涨|提高|增加|下降|降低|减少|回落|下跌)(?:了|约|为)?\s?[-－−—]\s?\d+(?:\.\d+)?\s?(?:[%％]|个百分点)/gu,
    say: (found) => `“${found.slice(0, 2)}”后面又用负号，意思相反：请改写增减的词或删去负号`,
  },
  {
    sign: /左右|上下/u,
    pattern: /(?:将近|接近|近|几近)\s?[\d.]+\s?(?:万|亿)?\s?[\u4e00-\u9fff%％]{1,3}?(?:左右|上下)/gu,
    say: () => '“近”与“左右”矛盾，留一个即可',
  },
  {
    sign: /\d\s?[多余万亿]/u,
    pattern:
      /\d+\.\d+\s?(?:多|余)(?:万|亿)?(?:元|人|吨|亩|公里|平方米|户|件)|\d+\.\d+\s?(?:万|亿)?(?:多|余)(?:元|人|吨|亩|公里|平方米|户|件)/gu,
    say: () => '带小数的准确数后面不用“多”“余”',
  },
  {
    sign: /以上.*以下/u,
    pattern:
      /[一二两三四五六七八九十百千万]{1,6}(元|倍|日|天|年|人)以上\s?\d+\s?\1以下|\d+\s?(元|倍|日|天|年|人)以上\s?[一二两三四五六七八九十百千万]{1,6}\2以下/gu,
    say: () => '同一范围的两头，一头用汉字、一头用阿拉伯数字，请统一（GB/T 15835）',
  },
];

/** Without one of these no pattern fits. */
const LIMITED = /以[上下]|[-－−—]\s?\d|左右|上下|[\d万亿][多余]/u;

export const countLimit: Rule = {
  name: 'count.limit',
  title: '限度自相矛盾',
  about: '“不低于……以下”“合格率100%以上”“增长-3%”“近九家左右”：一句话里说了两个相反的意思。',
  *find(text): Iterable<Noticed> {
    for (const passage of passagesOf(text)) {
      if (passage.kind === 'row' || !LIMITED.test(passage.flow.words)) continue;
      for (const { sign, pattern, say } of CLASHES)
        for (const { match, span } of sign.test(passage.flow.words) ? matches(passage, pattern) : [])
          yield { span, message: `“${match[0]}”：${say(match[0])}。` };
    }
  },
};

const KEPT_UNDER = /(?:未超过|没有超过|控制在|未突破)/u;

export const countUnder: Rule = {
  name: 'count.under_limit',
  title: '所称未超过而已超过',
  about: '“余额32.6亿元，未超过限额30亿元”：前一个数大于后一个。',
  *find(text): Iterable<Noticed> {
    for (const passage of passagesOf(text)) {
      if (passage.kind === 'row' || !KEPT_UNDER.test(passage.flow.words)) continue;
      if (passage.flow.words.length > PASSAGE_MOST) continue;
      const all = quantitiesIn(passage.flow.words);
      for (const [k, limit] of all.entries()) {
        if (!KEPT_UNDER.test(limit.lead)) continue;
        const from = passage.flow.words.lastIndexOf('。', limit.at) + 1;
        // The first of the sentence is what is spoken of; those between are its parts.
        const own = all.slice(0, k).find((q) => q.at >= from && q.base === limit.base);
        if (own === undefined || amount(own) <= amount(limit)) continue;
        yield {
          span: passage.flow.span(limit.at, limit.to),
          message: `前面是${own.printed}，比这里的${limit.printed}还多，却说没有超过。`,
          related: [passage.flow.span(own.at, own.to)],
        };
      }
    }
  },
};

const BARE =
  /(?:同比|比上年|较上年|比去年|环比)(?:实际)?(?:增长|下降|上升|上涨|下跌|回落)(?:了|约)?\s?\d+\.\d+(?=\s?[，。；、）)])/gu;

export const countBareRate: Rule = {
  name: 'count.rate_bare',
  title: '增减幅度缺百分号',
  about: '“同比增长3.1，”：增减幅度后面没有“%”或单位；统计公报另有规则。',
  *find(text): Iterable<Noticed> {
    for (const passage of proseOf(text)) {
      if (!/[比同]/u.test(passage.flow.words) || !passage.flow.words.includes('.')) continue;
      for (const { match, span } of matches(passage, BARE))
        yield { span, message: `“${match[0]}”没有单位，是否漏了“%”。`, suggestion: `${match[0]}%` };
    }
  },
};
