/** A number that is stated beside a list, against the list as printed. */
import type { Clause, Instrument, Span } from '#engines/law/parse/artifact.ts';
import type { Noticed, Rule } from '../finding.ts';
import type { PlacedClause, ProofText } from '../proof-text.ts';
import { matches, passagesOf } from './passages.ts';
import { countOf, fold } from './wording.ts';

const N = '(\\d{1,3}|[一二两三四五六七八九十]{1,3})';
const UNIT = '(?:个|项|类|种|条|点|步|款|档|级|件|份|部|家|名|位|大|方面|阶段|部分|环节|情形)';

/** Labelled entries of one list: the first run of one kind of label among siblings. */
function listLength(clauses: readonly Clause[], from = 0): number {
  const kind = (label: string): string =>
    label.replace(/\d+/gu, '1').replace(/[一二三四五六七八九十百]+/gu, '一');
  const first = clauses.slice(from).findIndex((c) => c.label !== '');
  const start = clauses[from + first];
  if (first !== 0 || start === undefined) return 0;
  let n = 0;
  for (let i = from; i < clauses.length; i++) {
    const clause = clauses[i];
    if (clause === undefined) break;
    if (clause.label === '') continue;
    if (kind(clause.label) !== kind(start.label) || (n > 0 && clause.label === start.label)) break;
    n++;
  }
  return n;
}

export const countTitle: Rule = {
  name: 'count.title',
  title: '标题所注件数不符',
  about: '目录、清单标题后注的“（19件）”，与所列的项数或表格行数比较。',
  *find(text) {
    for (const { instruments } of text.artifact.issuances)
      for (const instrument of instruments) {
        const heads = [
          instrument.titleSpan,
          ...instrument.tables.map((t): Span => [t.span[0] - 1, t.span[0]]),
        ];
        for (const head of heads.slice(0, 1)) {
          const flow = text.flow([head[0], Math.min(head[1] + 16, text.text.length)]);
          const m = new RegExp(`[（(]\\s?(?:共|计|共计)?\\s?${N}\\s?[件项个条份部家名]\\s?[)）]`, 'u').exec(
            flow.words,
          );
          if (m === null) continue;
          // A number that stands in the next line is the title's only if it opens that line.
          const title = text.flow(head).words.length;
          if (m.index > title + 1) continue;
          const stated = countOf(m[1] ?? '');
          const counted = entriesOf(instrument);
          if (stated === undefined || counted === 0 || counted === stated) continue;
          const at = m.index + m[0].indexOf(m[1] ?? '');
          yield {
            span: flow.span(at, at + (m[1]?.length ?? 0)),
            message: `标题注明${stated}项，实列${counted}项。`,
            suggestion: String(counted),
          };
        }
      }
  },
};

function entriesOf(instrument: Instrument): number {
  const listed = instrument.clauses.findIndex((c) => c.label !== '');
  if (listed >= 0) return listLength(instrument.clauses, listed);
  return instrument.tables.length === 1 ? (instrument.tables[0]?.rows.length ?? 0) : 0;
}

const LEAD = new RegExp(
  `(?:以下|下列|如下|分为|分成|包括|遵循|坚持|做到|做好|把握|抓好|落实|开展|实施|实现|从|按照?|共有?|有|的)[^，。；：:“”]{0,12}?${N}(${UNIT})([^，。；：:“”]{0,14})[：:]\\s*$`,
  'u',
);

export const countLead: Rule = {
  name: 'count.lead',
  title: '所称项数与列举不符',
  about: '“下列五项……：”后面所列的项数逐项清点。',
  *find(text) {
    for (const place of text.clauses) {
      const flow = text.flow(place.clause.span);
      if (!/[：:]\s*$/u.test(flow.words)) continue;
      const m = LEAD.exec(flow.words.slice(-60));
      const stated = countOf(m?.[1] ?? '');
      if (m === null || stated === undefined || stated < 2) continue;
      const counted = followers(place);
      if (counted < 2 || counted === stated) continue;
      const offset = Math.max(0, flow.words.length - 60) + m.index;
      const at = offset + m[0].lastIndexOf(`${m[1]}${m[2]}`);
      yield {
        span: flow.span(at, at + `${m[1]}${m[2]}`.length),
        message: `此处称“${m[1]}${m[2]}${m[3]}”，后面实列${counted}项。`,
      };
    }
  },
};

/** Entries of the list that a paragraph leads in: its children, or the siblings after an unlabelled one. */
function followers({ clause, siblings, place }: PlacedClause): number {
  if (clause.children.length > 0) return listLength(clause.children);
  if (clause.label !== '') return 0;
  return listLength(siblings, place + 1);
}

const HEADING = new RegExp(
  `^[^“”《》]{0,8}?${N}(?:项|大|个|条|类)[^“”《》]{0,6}?(?:原则|任务|行动|工程|制度|措施|机制|阶段|要求|方面|重点|目标|计划|工作|程序|步骤)$`,
  'u',
);

export const countHeading: Rule = {
  name: 'count.heading',
  title: '标题所称项数不符',
  about: '“（二）五项原则”一类标题下实有几项，逐项清点。',
  *find(text) {
    for (const { clause } of text.clauses) {
      if (clause.heading === null) continue;
      const m = HEADING.exec(fold(clause.heading));
      const stated = countOf(m?.[1] ?? '');
      if (m === null || stated === undefined || stated < 2) continue;
      const counted = listLength(clause.children) || principles(text, clause);
      if (counted < 2 || counted === stated) continue;
      const flow = text.flow(clause.span);
      const at = flow.words.indexOf(m[1] ?? '', Math.max(0, flow.words.indexOf(clause.heading.slice(0, 2))));
      yield {
        span: flow.span(at, at + (m[1]?.length ?? 1)),
        message: `标题称“${clause.heading}”，其下实有${counted}项。`,
      };
    }
  },
};

/** Paragraphs without labels that begin with the same two characters: 坚持……。坚持……。 */
function principles(text: ProofText, clause: Clause): number {
  if (clause.children.length < 2 || clause.children.some((c) => c.label !== '')) return 0;
  const heads = clause.children.map((c) => text.text.slice(c.span[0], c.span[0] + 2));
  return heads.every((h) => h === heads[0]) ? heads.length : 0;
}

export const countNamed: Rule = {
  name: 'count.named',
  title: '名称中的数目不符',
  about: '标题里“八大提升行动”一类的数目，与正文中以同样字样结尾的标题数比较。',
  *find(text) {
    for (const { instruments } of text.artifact.issuances)
      for (const instrument of instruments) {
        const flow = text.flow(instrument.titleSpan);
        const m =
          /([二三四五六七八九十]{1,2})(?:大|项|个)([\u4e00-\u9fff]{2,6}?)(?:[”"]|的?实施方案|方案|计划|$)/u.exec(
            flow.words,
          );
        const stated = countOf(m?.[1] ?? '');
        if (m === null || stated === undefined) continue;
        const counted = headingsEndingIn(instrument.clauses, m[2] ?? '');
        if (counted < 2 || counted === stated) continue;
        yield {
          span: flow.span(m.index, m.index + (m[1]?.length ?? 1)),
          message: `标题称“${m[1]}大${m[2]}”，正文中以“${m[2]}”结尾的同级标题有${counted}个。`,
        };
      }
  },
};

/** The largest family of siblings most of whose headings end in the words; how many do. */
function headingsEndingIn(roots: readonly Clause[], words: string): number {
  let best = 0;
  const stack: (readonly Clause[])[] = [roots];
  for (let family = stack.pop(); family !== undefined; family = stack.pop()) {
    const headed = family.filter((c) => c.heading !== null);
    const hits = headed.filter((c) => fold(c.heading ?? '').endsWith(words)).length;
    if (hits >= 2 && hits * 5 >= headed.length * 4) best = Math.max(best, headed.length);
    for (const c of family) if (c.children.length > 0) stack.push(c.children);
  }
  return best;
}

export const countFirstly: Rule = {
  name: 'count.firstly',
  title: '所称方面数与一是二是不符',
  about: '“从三个方面……：一是……二是……”实有几项，逐项清点。',
  *find(text): Iterable<Noticed> {
    for (const [at, passage] of passagesOf(text).entries()) {
      for (const { match, index } of matches(
        passage,
        new RegExp(`${N}(个|项|条|点|大)([^，。；：:“”]{0,10})[：:。，,]\\s?(?=一是)`, 'gu'),
      )) {
        const stated = countOf(match[1] ?? '');
        if (stated === undefined || stated < 2) continue;
        const counted = chainFrom(text, at, index);
        if (counted < 2 || counted === stated) continue;
        const length = (match[1]?.length ?? 0) + (match[2]?.length ?? 0);
        yield {
          span: passage.flow.span(index, index + length),
          message: `此处称“${match[1]}${match[2]}${match[3]}”，后面“一是”“二是”共列${counted}项。`,
        };
      }
    }
  },
};

export const countByKind: Rule = {
  name: 'count.by_kind',
  title: '“分三大门类看”列不足',
  about: '“分三大门类看，……”后面只列了两类的增减：所列的类数少于所称。',
  *find(text): Iterable<Noticed> {
    for (const passage of passagesOf(text)) {
      if (!/看[，,：:]/u.test(passage.flow.words)) continue;
      for (const { match, index } of matches(
        passage,
        /分\s?([二三四五六七八])\s?(?:大|个|次)?(?:门类|产业|行业|板块|类别|类型|区域)看[，,：:]([^。]*)/gu,
      )) {
        const stated = countOf(match[1] ?? '');
        const counted =
          (match[2] ?? '').match(/增长|下降|持平|回落|(?:增加值|投资额?|产值)\s?\d/gu)?.length ?? 0;
        if (stated === undefined || counted < 2 || counted >= stated) continue;
        const at = index + match[0].indexOf(match[1] ?? '');
        yield {
          span: passage.flow.span(at, at + 1),
          message: `此处称分“${match[1]}”类看，后面只列了${counted}类。`,
        };
      }
    }
  },
};

/** How far 一是, 二是 … run from a place on, over the passages that follow. */
function chainFrom(text: ProofText, at: number, from: number): number {
  const passages = passagesOf(text);
  let n = 0;
  for (let i = at; i < Math.min(passages.length, at + 12); i++) {
    const words = passages[i]?.flow.words ?? '';
    const found = [
      ...words.slice(i === at ? from : 0).matchAll(/(?<=^|[。；;：:，,])([一二三四五六七八九十]{1,2})是/gu),
    ];
    for (const m of found) {
      const k = countOf(m[1] ?? '') ?? 0;
      if (k === 1 && n > 0) return n;
      if (k === n + 1) n = k;
    }
    if (i > at && found.length === 0) break;
  }
  return n;
}

export const countPhrase: Rule = {
  name: 'count.phrase_differs',
  title: '数字缩略语前后不一',
  about: '同一文件里“八大提升行动”与“九大提升行动”：引号里的数目不同，其余相同；只报少数的一种。',
  *find(text): Iterable<Noticed> {
    const seen = new Map<string, { n: string; span: Span }[]>();
    for (const passage of passagesOf(text)) {
      if (passage.issuance < 0 || !/[“"]/u.test(passage.flow.words)) continue;
      for (const { match, index } of matches(
        passage,
        /[“"]([二三四五六七八九十]{1,2})((?:大|项|个|类|张|条)[\u4e00-\u9fff]{2,8})[”"]/gu,
      )) {
        const key = `${passage.issuance} ${match[2]}`;
        const place = {
          n: match[1] ?? '',
          span: passage.flow.span(index + 1, index + 1 + (match[1]?.length ?? 1)),
        };
        const held = seen.get(key);
        if (held === undefined) seen.set(key, [place]);
        else held.push(place);
      }
    }
    for (const [key, held] of seen) {
      const count = (n: string) => held.filter((h) => h.n === n).length;
      const usual = held.reduce((best, h) => (count(h.n) > count(best.n) ? h : best));
      for (const h of held)
        if (h.n !== usual.n)
          yield {
            span: h.span,
            message: `此处作“${h.n}${key.slice(key.indexOf(' ') + 1)}”，别处作“${usual.n}${key.slice(key.indexOf(' ') + 1)}”。`,
            suggestion: count(usual.n) > 1 ? usual.n : null,
            related: [usual.span],
          };
    }
  },
};
