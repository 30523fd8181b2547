/** A number said of a named list against the list itself: 优秀单位8个 … 优秀单位：甲、乙……; 分为甲、乙、丙三级. */
import type { Span } from '#engines/law/parse/artifact.ts';
import type { Noticed, Rule } from '../finding.ts';
import { byIssuance } from './dates.ts';
import { matches } from './passages.ts';
import { countOf } from './wording.ts';

const SPLIT =
  /(?:分为|划分为|分成|包括|设)([^，。；：]{3,80}?)([二三四五六七八九十]|\d{1,2})\s?个?(级|类|档|等级|等次|等(?![^，。；])|种|个?部分|阶段|层次)(?=[，。；])/gu;

export const countSplit: Rule = {
  name: 'count.split',
  title: '分级分类数不符',
  about: '“分为特大型、大型、中型、小型四级”：顿号分开的项数与后面的数比较；有“等”字的不算。',
  *find(text): Iterable<Noticed> {
    for (const passages of byIssuance(text).values())
      for (const passage of passages) {
        if (passage.kind === 'row' || !/(?:分为|分成|包括|设).*、/u.test(passage.flow.words)) continue;
        for (const { match, index } of matches(passage, SPLIT)) {
          const [whole, list = '', digits = ''] = match;
          const items = list
            .replace(/[（(][^（）()]*[)）]/gu, '')
            .split(/、|和|及(?=[\u4e00-\u9fff]{1,4}$)/u);
          const stated = countOf(digits);
          if (stated === undefined || items.length < 3 || stated === items.length) continue;
          if (/等$/u.test(list) || items.some((item) => item === '' || item.length > 14)) continue;
          const at = index + whole.lastIndexOf(digits);
          yield {
            span: passage.flow.span(at, at + digits.length),
            message: `此处称${digits}${match[3]}，前面实列${items.length}项。`,
          };
        }
      }
  },
};

const HEAD =
  /^(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]\s?)?([\u4e00-\u9fff]{3,10})[：:]([^。：:；]{6,})。?$/u;

export const countNamedList: Rule = {
  name: 'count.named_list',
  title: '名单个数与所称不符',
  about: '“优秀单位8个”与同一文件里“优秀单位：甲、乙……”所列的个数比较；名单以“等”收尾的不算。',
  *find(text): Iterable<Noticed> {
    for (const passages of byIssuance(text).values()) {
      const lists = new Map<string, { n: number; span: Span }>();
      for (const { flow, kind, span } of passages) {
        const head =
          kind === 'row' || flow.words.length > 2000 || !/[：:].*、/u.test(flow.words)
            ? null
            : HEAD.exec(flow.words.trim());
        const items = (head?.[2] ?? '').split('、');
        if (
          head?.[1] === undefined ||
          items.length < 3 ||
          /等(?:\d|[一二三四五六七八九十]|$)/u.test(head[2] ?? '')
        )
          continue;
        if (items.some((item) => item.length > 20 || /[，,]/u.test(item))) continue;
        lists.set(head[1], { n: items.length, span });
      }
      if (lists.size === 0) continue;
      for (const passage of passages)
        for (const { match, index } of matches(
          passage,
          /([\u4e00-\u9fff]{3,12}?)(?:共|有|共有)?\s?(\d{1,3})\s?(?:个|家|名|人|所)(?=[，。；、）)])/gu,
        )) {
          const name = [...lists.keys()].find((one) => (match[1] ?? '').endsWith(one));
          const list = lists.get(name ?? '');
          const digits = match[2] ?? '';
          if (list === undefined || Number(digits) === list.n) continue;
          const at = index + match[0].lastIndexOf(digits);
          yield {
            span: passage.flow.span(at, at + digits.length),
            message: `此处称${name}${digits}个，名单实列${list.n}个。`,
            related: [list.span],
          };
        }
    }
  },
};
