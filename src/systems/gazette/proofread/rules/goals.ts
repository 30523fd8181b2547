/** Goals and terms of one plan against each other: the same sentence with two numbers, a share over 100 %. */
import type { Span } from '#engines/law/parse/artifact.ts';
import type { Noticed, Rule } from '../finding.ts';
import { matches, passagesOf } from './passages.ts';
import { isWord } from './text/words.ts';
import { fold, shown } from './wording.ts';

/** A clause of a sentence up to its number: nothing but the number may differ. */
const GOAL =
  /(?<=^|[，,。；;：:、（(])([^，,。；;：:（）()%％\d]{0,24}(?:\d{4}\s?年)?[^，,。；;：:（）()%％\d]{6,40})(\d+(?:\.\d+)?)\s?(亿元|万元|%|％|个百分点|个工作日|日|天|公里|平方米|公顷|亩|吨|辆|户|个|家|所)/gu;
const HAN_LEAST = 8;

export const countGoal: Rule = {
  name: 'count.goal_differs',
  title: '同一目标两处数字不同',
  about: '同一份文件里，一句话除数字外一字不差，数字却不同；分年度、分阶段的目标和表格、公报不算。',
  *find(text): Iterable<Noticed> {
    const seen = new Map<string, { n: string; span: Span; stage: string }>();
    for (const passage of passagesOf(text)) {
      const issuance = text.artifact.issuances[passage.issuance];
      if (issuance === undefined || passage.kind === 'row' || /公报|指标|统计/u.test(issuance.title))
        continue;
      const { words } = passage.flow;
      if (!/\d/u.test(words)) continue;
      for (const { match, index } of matches(passage, GOAL)) {
        const [whole, said = '', n = '', unit = ''] = match;
        if ((said.match(/\p{Script=Han}/gu) ?? []).length < HAN_LEAST) continue;
        // Steps of a scale (500万元以上1000万元以下) and shares of one whole are not one goal.
        if (/^\s?占/u.test(said) || /^\s?(?:以上|以下|以内)/u.test(words.slice(index + whole.length)))
          continue;
        const key = `${passage.issuance} ${fold(said)} ${fold(unit)}`;
        const at = index + whole.indexOf(n, said.length);
        const span = passage.flow.span(at, at + n.length);
        const stage = stageOf(words.slice(0, index));
        const before = seen.get(key);
        if (before === undefined) seen.set(key, { n, span, stage });
        else if (Number(before.n) !== Number(n) && before.stage === stage)
          yield {
            span,
            message: `“${shown(said.trim(), 30)}”前面是${before.n}${unit}，此处是${n}${unit}，请核对哪一个对。`,
            related: [before.span],
          };
      }
    }
  },
};

/** The time and the part of the list under which a goal stands: 到2025年, 一类, 第二年. */
function stageOf(before: string): string {
  const times = before.match(
    /\d{4}\s?年|第[一二三四五]\s?[年期阶批]|[一二三四]\s?级|[一二三四]\s?类|上半年|下半年/gu,
  );
  return fold(times?.at(-1) ?? '');
}

const RATE =
  /([\u4e00-\u9fff]{2,12}(?:率|满意度|知晓度|占比|比重))(?:应|要|须|均|都|分别|力争|争取|每年|全年)?(?:稳定|保持|提高|提升|控制)?(?:达到|达|为|在|到|超过|高于|不低于|不少于|不得低于|至少)?(?:了)?\s?(\d{3,4}(?:\.\d+)?)\s?[%％]/gu;
/** Rates that may pass 100 %. */
const OPEN =
  /增长率|增速|利率|产销率|销售率|完成率|周转率|容积率|保障率|充足率|流动率|速动率|负债率|抵押率|回报率|收益率|毛利率|利润率|使用率|参保率|毛入学率|覆盖率|杠杆率|保证率|贡献率|倍率|汇率|折算率|入住率|出租率|实现率|超额|上座率|负荷率|税率|费率|变动率|补偿率/u;

export const countPercent: Rule = {
  name: 'count.percent',
  title: '比率超过100%',
  about: '合格率、办结率、普及率、满意度一类不会超过100%的比率印成了三位数；增长率、完成率等可以超过的不算。',
  *find(text): Iterable<Noticed> {
    for (const passage of passagesOf(text)) {
      if (passage.issuance < 0 || !/[%％]/u.test(passage.flow.words)) continue;
      for (const { match, index } of matches(passage, RATE)) {
        const [whole, name = '', n = ''] = match;
        if (Number(n) <= 100 || OPEN.test(name)) continue;
        const at = index + whole.lastIndexOf(n);
        yield {
          span: passage.flow.span(at, at + n.length),
          message: `“${name.slice(-8)}”不会超过100%，此处印作${n}%。`,
        };
      }
    }
  },
};

type Often = { rank: number; word: string; span: Span; subject: string; verb: string };

const FREQUENCY: readonly [RegExp, number, string][] = [
  [/^(?:每日|每天|按日|一日一)/u, 365, '每日'],
  [/^(?:每周|按周|一周一)/u, 52, '每周'],
  [/^(?:每月|按月|一月一)/u, 12, '每月'],
  [/^(?:每季度?|按季度?|一季度?一)/u, 4, '每季度'],
  [/^(?:每半年|半年一)/u, 2, '每半年'],
  [/^(?:每年|按年|一年一)/u, 1, '每年'],
];
const OFTEN =
  /([\u4e00-\u9fff、“”（）]{2,30}?)(?:情况|内容|事项|信息|等){0,3}(?:应当?|应该|要|须|必须|一般|至少|原则上|，|此类内容|为){0,5}((?:每日|每天|每周|每月|每季度?|每半年|每年|按月|按季度?|按年|一[日周月年]一|一季度?一|半年一)(?:至少|应|应当)?)\s?(公开|公布|公示|报送|上报)/gu;
/** Words that say nothing of what is made public. */
const EMPTY =
  /^(?:的|为|内容|情况|事项|公开|公布|公示|报送|上报|定期|此类|一般|村务|信息|工作|各类|有关|相关|完成|应当|至少|及时)$/u;

export const countFrequency: Rule = {
  name: 'count.frequency',
  title: '同一内容公开的周期不一',
  about: '同一份文件里，同一类内容（财务……）在一处每季度公开，另一处每月公开；只比公开、公布、报送。',
  *find(text): Iterable<Noticed> {
    const held = new Map<number, Often[]>();
    for (const passage of passagesOf(text)) {
      if (passage.issuance < 0 || passage.kind === 'row' || !/[每按一]/u.test(passage.flow.words)) continue;
      for (const { match, index } of matches(passage, OFTEN)) {
        const [whole, subject = '', word = '', verb = ''] = match;
        const rank = FREQUENCY.find(([pattern]) => pattern.test(word))?.[1];
        if (rank === undefined) continue;
        const at = index + whole.lastIndexOf(word);
        const own: Often = {
          rank,
          word: FREQUENCY.find(([pattern]) => pattern.test(word))?.[2] ?? word,
          span: passage.flow.span(at, at + word.length + verb.length),
          subject,
          verb: verb.startsWith('公') ? '公开' : '报送',
        };
        const list = held.get(passage.issuance) ?? [];
        const other = list.find(
          (o) => o.verb === own.verb && o.rank !== own.rank && common(o.subject, subject),
        );
        if (other !== undefined)
          yield {
            span: own.span,
            message: `同一份文件里“${common(other.subject, subject)}”有的${other.word}${own.verb}、有的${own.word}${own.verb}，请统一周期，或分清各是哪些内容。`,
            related: [other.span],
          };
        list.push(own);
        held.set(passage.issuance, list);
      }
    }
  },
};

/** A word of two characters that both subjects have and that says what they are about. */
function common(a: string, b: string): string | null {
  for (let i = 0; i + 2 <= a.length; i++) {
    const pair = a.slice(i, i + 2);
    if (b.includes(pair) && !EMPTY.test(pair) && isWord(pair)) return pair;
  }
  return null;
}
