/** Marks between the items of one list: one that differs, one that is missing. */
import type { Noticed, Rule } from '../../finding.ts';
import { type Passage, passagesOf } from './pieces.ts';

/** Items of one length that begin with one character: 最密切、最直接，最关心. */
const MIXED =
  /(\p{Script=Han})(\p{Script=Han}{1,3})([、，])\1(\p{Script=Han}{1,3})([、，])\1(\p{Script=Han}{1,3})(?=[的，。、；”])/gu;

const PROVINCES =
  '北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|内蒙古|广西|西藏|宁夏|新疆';
const ADJACENT = new RegExp(
  `(?<=[^\\p{Script=Han}]|赴|在|到|与|和|及|对|向|从|由|往)(${PROVINCES})(${PROVINCES})(?=[、，。等及和省考])`,
  'gu',
);

export const listMark: Rule = {
  name: 'mark.list',
  title: '并列项间标点',
  about:
    '整齐的并列项（最密切、最直接，最关心）之间一处顿号、一处逗号；并列的省份之间漏了顿号（广东福建、江苏）。',
  *find(text) {
    for (const passage of passagesOf(text)) if (!passage.front) yield* inPassage(passage);
  },
};

function* inPassage({ words, span }: Passage): Iterable<Noticed> {
  for (const found of words.matchAll(MIXED)) {
    const [all, first = '', a = '', one = '', b = '', other = '', c = ''] = found;
    if (one === other || a.length !== b.length || b.length !== c.length) continue;
    const wrong =
      one === '，' ? found.index + first.length + a.length : found.index + all.length - c.length - 2;
    yield {
      span: span(wrong, wrong + 1),
      message: `“${all}”是整齐的并列项，之间一处用“、”、一处用“，”，应当一致。`,
      suggestion: '、',
    };
  }
  for (const found of words.matchAll(ADJACENT)) {
    const at = found.index + (found[1]?.length ?? 0);
    yield {
      span: span(found.index, found.index + found[0].length),
      message: `“${found[1]}”与“${found[2]}”并列，之间漏了顿号。`,
      suggestion: `${words.slice(found.index, at)}、${found[2]}`,
    };
  }
}
