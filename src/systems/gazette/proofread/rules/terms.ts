/** Terms that a law sets, and one term that an article says twice. */
import { cite, sayBasis } from '#engines/law/cite.ts';
import type { Noticed, Rule } from '../finding.ts';
import { matches, passagesOf } from './passages.ts';
import { countOf } from './wording.ts';

const REVIEW = cite('行政复议法', '第二十条');
const LAWSUIT = cite('行政诉讼法', '第四十六条');

const NUMBER = '(\\d{1,3}|[一二两三四五六七八九十]{1,3})';
const REVIEW_TERM = new RegExp(
  `起\\s?${NUMBER}\\s?(个月|个工作日|工作日|日|天)(?:内|之内|以内)[^。；，]{0,24}?(?:申请|提出|提起)(?:行政)?复议`,
  'gu',
);
const LAWSUIT_TERM = new RegExp(
  `起\\s?${NUMBER}\\s?(个月|个工作日|工作日|日|天)(?:内|之内|以内)[^。；，]{0,24}?(?:提起|提出)(?:行政)?诉讼`,
  'gu',
);
/** Laws of their own subject set other terms, and after a review it is fifteen days. */
const OTHER = /复议决定|复议机关|逾期不作|海关|专利|商标|税|治安|土地权属|补偿决定|仲裁|工伤|集会/u;

export const termRemedy: Rule = {
  name: 'term.remedy',
  title: '救济期限与法律不符',
  about:
    '告知“某日内申请行政复议、几个月内提起行政诉讼”：一般是知道之日起60日和6个月；对复议决定起诉的15日、另有特别规定的事项不算。',
  *find(text): Iterable<Noticed> {
    if (text.artifact.shape === 'statute') return;
    for (const passage of passagesOf(text)) {
      const { words } = passage.flow;
      if (!words.includes('复议') && !words.includes('诉讼')) continue;
      for (const { match, index } of matches(passage, REVIEW_TERM)) {
        if (OTHER.test(words.slice(Math.max(0, index - 60), index))) continue;
        if (countOf(match[1] ?? '') === 60 && /^[日天]$/u.test(match[2] ?? '')) continue;
        if (countOf(match[1] ?? '') === 2 && match[2] === '个月') continue;
        yield {
          span: passage.flow.span(index + 1, index + 1 + (match[1]?.length ?? 0) + (match[2]?.length ?? 0)),
          message: `申请行政复议的期限一般是60日（${sayBasis(REVIEW)}），此处作“${match[1]}${match[2]}”。法律另定更长期限的除外。`,
          suggestion: '60日',
        };
      }
      for (const { match, index } of matches(passage, LAWSUIT_TERM)) {
        if (OTHER.test(words.slice(Math.max(0, index - 40), index + match[0].length))) continue;
        if (countOf(match[1] ?? '') === 6 && match[2] === '个月') continue;
        yield {
          span: passage.flow.span(index + 1, index + 1 + (match[1]?.length ?? 0) + (match[2]?.length ?? 0)),
          message: `直接提起行政诉讼的期限一般是6个月（${sayBasis(LAWSUIT)}），此处作“${match[1]}${match[2]}”。法律另有规定的除外。`,
          suggestion: '6个月',
        };
      }
    }
  },
};

const REPEATED = new RegExp(
  `${NUMBER}\\s?(个工作日|工作日|日|天|个月)内[^。；]{0,30}?(?:作出|办结|完成|审结|答复|办理|审查|决定)[^。；]{0,20}[。；，]\\s?(?:[^。；，]{0,12}，)?${NUMBER}\\s?(个工作日|工作日|日|天|个月)内(?:不能|未能|无法|难以)(?:作出|办结|完成|审结|答复|办理)`,
  'gu',
);

export const termRepeated: Rule = {
  name: 'term.repeated_differs',
  title: '同一期限前后不一',
  about: '“20个工作日内作出决定。15个工作日内不能作出的，……”：后一句说的是前一句的期限，数字应当一样。',
  *find(text): Iterable<Noticed> {
    for (const passage of passagesOf(text)) {
      if (!/内(?:不能|未能|无法|难以)/u.test(passage.flow.words)) continue;
      for (const { match, index } of matches(passage, REPEATED)) {
        const [whole, first = '', unit = '', second = '', other = ''] = match;
        if (countOf(first) === countOf(second) && unit.replace(/^个/u, '') === other.replace(/^个/u, ''))
          continue;
        const at = index + whole.lastIndexOf(`${second}`);
        yield {
          span: passage.flow.span(at, at + second.length),
          message: `前一句的期限是${first}${unit}，此处作${second}${other}。`,
          related: [passage.flow.span(index, index + first.length)],
        };
      }
    }
  },
};
