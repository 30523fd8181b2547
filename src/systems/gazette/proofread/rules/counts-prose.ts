/** Numbers stated in a sentence against what the sentence itself lists, and parts against their total. */
import type { Noticed, Rule } from '../finding.ts';
import type { ProofText } from '../proof-text.ts';
import { matches, type Passage, passagesOf } from './passages.ts';
import { countOf } from './wording.ts';

const STATED =
  /(等)?(?:共|共计|这)?\s?(\d{1,3}|[二两三四五六七八九十]{1,3})\s?(个|家|所|类|种|项|条|名|位|座|处|大|方面)?((?:行政村|自然村|村|社区|镇街|乡镇|镇|乡|街道|单位|部门|县区|县|区|市|省|企业|学校|地区|方面|环节|领域|行业|要素|系统|平台|阶段|指标)(?![、\u4e00-\u9fff]{0,2}(?:以上|以下|左右)))/gu;

const COLLECTIVE = /单位|部门|地区|方面|环节|领域|行业|要素|指标|系统|平台|镇街|乡镇|阶段/u;

/** A run of items parted by 、 that ends at `end`: walked backwards, what stands in brackets passed over. */
export function itemsBefore(words: string, end: number): string[] {
  let depth = 0;
  let from = end;
  const bound = Math.max(0, end - 600);
  for (let i = end - 1; i >= bound; i--) {
    const ch = words.charAt(i);
    if (ch === '）' || ch === ')' || ch === '》' || ch === '”') depth++;
    else if (ch === '（' || ch === '(' || ch === '《' || ch === '“') {
      if (--depth < 0) break;
    } else if (depth === 0 && /[，,。；;：:！？\n\t]/u.test(ch)) break;
    from = i;
  }
  const items: string[] = [];
  let item = '';
  depth = 0;
  for (const ch of words.slice(from, end)) {
    if (/[（(《“]/u.test(ch)) depth++;
    else if (/[）)》”]/u.test(ch)) depth--;
    if (ch === '、' && depth === 0) {
      items.push(item.trim());
      item = '';
    } else item += ch;
  }
  items.push(item.trim());
  return items;
}

export const countListed: Rule = {
  name: 'count.listed',
  title: '所列个数与所称不符',
  about:
    '“甲村、乙村、丙村3个行政村”：顿号分开的项数与后面的数字比较；有“等”字的只在列出的比所称的还多时提示。',
  *find(text) {
    for (const passage of passagesOf(text)) {
      if (!passage.flow.words.includes('、')) continue;
      for (const { match, index } of matches(passage, STATED)) {
        const [whole, etc, digits = '', , noun = ''] = match;
        const stated = countOf(digits);
        const items = itemsBefore(passage.flow.words, index);
        if (
          stated === undefined ||
          stated < 2 ||
          items.length < 3 ||
          items.at(-1) === '' ||
          items.includes('')
        )
          continue;
        const listed = [items.length, items.length + joined(items.at(-1) ?? '')];
        if (listed.includes(stated) || (etc !== undefined && stated > items.length)) continue;
        if (!sameKind(items, noun) && etc === undefined) continue;
        const at = index + whole.indexOf(digits);
        yield {
          span: passage.flow.span(at, at + digits.length),
          message: `此处称${digits}个，前面实列${items.length}个。`,
          suggestion: /\d/u.test(digits) ? String(items.length) : null,
        };
      }
    }
  },
};

/** 和, 及 and 与 in the last item may join two. */
const joined = (item: string): number => (item.match(/[和及与]/gu) ?? []).length;

/** Items and noun name the same kind of thing, so that the number counts the items and not something that they have. */
function sameKind(items: readonly string[], noun: string): boolean {
  const last = noun.slice(-1);
  const hits = items.filter((i) => i.endsWith(last)).length;
  if (hits * 3 >= items.length * 2) return true;
  const ends = new Map<string, number>();
  for (const i of items) ends.set(i.slice(-1), (ends.get(i.slice(-1)) ?? 0) + 1);
  return COLLECTIVE.test(noun) && Math.max(...ends.values()) * 2 >= items.length;
}

export const countQuoted: Rule = {
  name: 'count.quoted',
  title: '数字缩略语与列举不符',
  about: '列举之后紧接“五个一批”、或“五个一批”之后括注列举的，项数应当相同。',
  *find(text) {
    const before = /[“"]([二三四五六七八九十])(?:个|大|项|类|种|型|化|力)?([^”“"、，。]{1,6})[”"]/gu;
    for (const passage of passagesOf(text)) {
      if (!/[“"]/u.test(passage.flow.words)) continue;
      for (const { match, index } of matches(passage, before)) {
        const stated = countOf(match[1] ?? '');
        if (stated === undefined) continue;
        const rest = passage.flow.words.slice(index + match[0].length);
        const inside = /^\s?[（(]([^（）()]{3,120})[）)]/u.exec(rest)?.[1];
        const items =
          inside === undefined ? itemsBefore(passage.flow.words, index) : inside.split(/[、，；]/u);
        if (
          items.length < (inside === undefined ? 3 : 2) ||
          items.at(-1) === '' ||
          (inside === undefined && !even(items))
        )
          continue;
        if (items.length === stated || items.length + joined(items.at(-1) ?? '') === stated) continue;
        if (/等$/u.test(items.at(-1) ?? '') && items.length < stated) continue;
        yield {
          span: passage.flow.span(index + 1, index + 2),
          message: `“${match[1]}……”应有${stated}项，所列${items.length}项（${items.map((i) => i.slice(-8)).join('、')}）。`,
        };
      }
    }
  },
};

/** The items between the first and the last are of one length: 谋划入库、前期推进、开工建设. */
function even(items: readonly string[]): boolean {
  const middle = items.slice(1).map((i) => i.length);
  return Math.max(...middle) - Math.min(...middle) <= 1 && Math.max(...middle) <= 8;
}

const PART =
  /([\u4e00-\u9fff（）()“”、]{2,24}?)(?:的)?(?:共|为|有)?\s?(\d{1,6})\s?(件|项|个|份|部|条|家|户|人|名|辆|座|台|宗|所|处|起)(?![\d.月])/gu;

type Part = { name: string; n: number; unit: string; at: number; end: number };

function partsIn(words: string): Part[] {
  return [...words.matchAll(PART)].map((m) => ({
    name: m[1] ?? '',
    n: Number(m[2]),
    unit: m[3] ?? '',
    at: (m.index ?? 0) + m[0].indexOf(m[2] ?? '', m[1]?.length ?? 0),
    end: (m.index ?? 0) + m[0].length,
  }));
}

/** Words that by themselves name all parts of a whole. */
const ALL: readonly RegExp[] = [
  /^(?:和|，|、)?拟|^(?:其中)?拟/u,
  /^(?:和|，|、)?(?:其中)?以.{2,16}名义/u,
  /^(?:其中)?(?:男|女)/u,
  /^(?:其中)?(?:新建|续建|改建|扩建|改扩建)/u,
  /^(?:其中)?(?:城镇|乡村|农村|城市)/u,
  /^(?:已|未|尚未|正在)/u,
];

export const countParts: Rule = {
  name: 'count.parts',
  title: '分项之和与总数不符',
  about:
    '“共35件，其中……3件，……32件”：分项之和大于总数，或者分项本来就是全部（拟废止、拟保留……，以某某名义……）而和不等于总数。',
  find: wrongParts,
};

const kept = new WeakMap<ProofText, readonly Noticed[]>();

/** Made once a text: the rule on sums keeps off what is said here. */
export function wrongParts(text: ProofText): readonly Noticed[] {
  const known = kept.get(text);
  if (known !== undefined) return known;
  const made: Noticed[] = [];
  for (const passage of passagesOf(text)) {
    if (passage.kind === 'row' || !/\d/u.test(passage.flow.words)) continue;
    for (const sentence of sentencesOf(passage)) made.push(...judgeParts(passage, sentence));
  }
  kept.set(text, made);
  return made;
}

type Sentence = { words: string; at: number };

function sentencesOf({ flow }: Passage): Sentence[] {
  const out: Sentence[] = [];
  let at = 0;
  for (const words of flow.words.split(/(?<=[。！？])/u)) {
    out.push({ words, at });
    at += words.length;
  }
  return out;
}

function* judgeParts(passage: Passage, { words, at }: Sentence): Iterable<Noticed> {
  const found = partsIn(words);
  for (const unit of new Set(found.map((p) => p.unit))) {
    const parts = found.filter((p) => p.unit === unit);
    const [total, ...rest] = parts;
    if (total === undefined || rest.length === 0) continue;
    const between = words.slice(total.end, rest[0]?.at ?? 0);
    const inTotal = /[，,；;：:]?\s?其中/u.test(between);
    const set = ALL.find((p) => rest.every((r) => p.test(r.name.replace(/^[，、]/u, ''))));
    const whole = /共|总|合计|现有|现行|清理|对|累计/u.test(words.slice(0, total.at).slice(-24)) || inTotal;
    const sum = rest.reduce((s, p) => s + p.n, 0);
    const exhaustive =
      whole &&
      rest.length >= 2 &&
      (set !== undefined || /分别/u.test(between)) &&
      !/拟|名义|新建|续建|改建|扩建|男|女/u.test(total.name);
    const over =
      inTotal &&
      rest.length >= 1 &&
      !/[。；;]/u.test(words.slice(total.end, rest.at(-1)?.at)) &&
      sum > total.n &&
      rest.every((r) => !/%|比|增/u.test(r.name));
    if (sum === total.n || (!exhaustive && !over) || (over && !exhaustive && nested(rest))) continue;
    yield {
      span: passage.flow.span(at + total.at, at + total.at + String(total.n).length),
      message: `分项之和与总数不符：总数${total.n}${unit}，分项${rest.map((r) => r.n).join('＋')}＝${sum}${unit}。`,
      related: rest.map((r) => passage.flow.span(at + r.at, at + r.at + String(r.n).length)),
    };
  }
}

/** 其中 within 其中: the later parts are parts of parts. */
const nested = (rest: readonly Part[]): boolean => rest.slice(1).some((p) => /其中|含/u.test(p.name));
