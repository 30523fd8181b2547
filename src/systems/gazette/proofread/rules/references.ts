/** References inside a document that point at nothing: 见附件5, 本办法第三十条, 前款. */
import type { Clause, Instrument, Issuance } from '#engines/law/parse/artifact.ts';
import { readLabel, Series } from '#engines/law/parse/label.ts';
import type { Noticed, Rule } from '../finding.ts';
import type { PlacedClause, ProofText } from '../proof-text.ts';
import { matches, type Passage, passagesOf } from './passages.ts';
import { countOf } from './wording.ts';

/** The annexes that an issuance lists or prints: labels and whether there is one at all. */
function annexesOf(text: ProofText, issuance: Issuance): { most: number; any: boolean } {
  let most = 0;
  let any = issuance.attachments.length > 0;
  for (const a of issuance.attachments) most = Math.max(most, countOf(a.label ?? '') ?? 0);
  const words = text.text.slice(issuance.span[0], issuance.span[1]);
  for (const m of words.matchAll(
    /^[\s*#-]*附\s?[件表录]\s*[:：]?\s*(\d{1,2}|[一二三四五六七八九十]{1,2})?/gmu,
  )) {
    any = true;
    most = Math.max(most, countOf(m[1] ?? '') ?? 0);
  }
  return { most, any };
}

export const referenceAnnex: Rule = {
  name: 'series.annex_reference',
  title: '所指附件不存在',
  about: '“见附件5”所指的附件，附件说明没有列出，后面也没有印。',
  *find(text): Iterable<Noticed> {
    const known = new Map<number, ReturnType<typeof annexesOf>>();
    for (const passage of passagesOf(text)) {
      if (passage.issuance < 0 || !passage.flow.words.includes('附')) continue;
      for (const { match, span } of matches(
        passage,
        /(?:详?见|按照?|依照|根据|填写|填报|参照|列入|\()(?:后附|本通知|本方案)?附\s?[件表]\s?(\d{1,2}|[一二三四五六七八九十]{1,2})?(?![\d一二三四五六七八九十])/gu,
      )) {
        const issuance = text.artifact.issuances[passage.issuance];
        if (issuance === undefined) continue;
        const own = known.get(passage.issuance) ?? annexesOf(text, issuance);
        known.set(passage.issuance, own);
        const n = countOf(match[1] ?? '');
        const missing = n === undefined ? !own.any : n > own.most && !(n === 1 && own.any);
        if (!missing) continue;
        const at = match[0].indexOf('附');
        yield {
          span: [span[0] + at, span[1]],
          message: own.any
            ? `没有“${match[0].slice(at)}”：本件的附件到附件${own.most || 1}为止。`
            : '本件没有附件。',
        };
      }
    }
  },
};

/** Articles of an instrument: number to the clause. */
function articlesOf(instrument: Instrument): Map<number, Clause> {
  const out = new Map<number, Clause>();
  const stack: Clause[] = [...instrument.clauses];
  for (let c = stack.pop(); c !== undefined; c = stack.pop()) {
    for (const child of c.children) stack.push(child);
    if (!/^第.+条$/u.test(c.label)) continue;
    const label = readLabel(c.label, 0, c.label.length);
    if (label?.series === Series.article) out.set(label.n, c);
  }
  return out;
}

const OWN =
  /本(?:法|条例|办法|规定|细则|规则|章程|制度|方案|通知|意见|决定|通告|规范|指南|预案)第([一二三四五六七八九十百零\d]{1,6})条(?:第([一二三四五六七八九十\d]{1,3})款)?(?:第?[（(]?([一二三四五六七八九十]{1,3})[）)]?项)?/gu;

export const referenceArticle: Rule = {
  name: 'series.article_reference',
  title: '所指条款不存在',
  about: '“本办法第三十条第二款第（三）项”所指的条、款、项，在本件中没有。',
  *find(text): Iterable<Noticed> {
    const known = new Map<Instrument, Map<number, Clause>>();
    for (const passage of passagesOf(text)) {
      const instrument = passage.clause?.instrument;
      if (instrument === undefined || !passage.flow.words.includes('本')) continue;
      const articles = known.get(instrument) ?? articlesOf(instrument);
      known.set(instrument, articles);
      if (articles.size < 3) continue;
      const last = Math.max(...articles.keys());
      for (const { match, span } of matches(passage, OWN)) {
        const n = countOf(match[1] ?? '');
        if (n === undefined) continue;
        const article = articles.get(n);
        if (article === undefined) {
          yield {
            span,
            message: n > last ? `本件只有${last}条，没有第${match[1]}条。` : `本件没有第${match[1]}条。`,
          };
          continue;
        }
        const fault = within(article, countOf(match[2] ?? ''), countOf(match[3] ?? ''));
        if (fault !== null) yield { span, message: `第${match[1]}条${fault}。` };
      }
      for (const { match, index } of matches(passage, OWN))
        yield* further(passage, index + match[0].length, articles);
    }
  },
};

const NEXT = /^(?:规定)?\s?(?:、|和|或者?|至|到|以及)\s?第([一二三四五六七八九十百零\d]{1,6})条/u;

/** 本办法第十条、第二十一条: the articles that are named on. */
function* further(passage: Passage, from: number, articles: Map<number, Clause>): Iterable<Noticed> {
  let at = from;
  for (let m = NEXT.exec(passage.flow.words.slice(at, at + 20)); m !== null; ) {
    const start = at + m[0].indexOf('第');
    at += m[0].length;
    const n = countOf(m[1] ?? '');
    if (n !== undefined && !articles.has(n))
      yield { span: passage.flow.span(start, at), message: `本件没有第${m[1]}条。` };
    m = NEXT.exec(passage.flow.words.slice(at, at + 20));
  }
}

/** What is missing in an article: its paragraphs are itself and the unlabelled ones under it, its items the labelled ones. */
function within(article: Clause, paragraph: number | undefined, item: number | undefined): string | null {
  const paragraphs = 1 + article.children.filter((c) => c.label === '').length;
  if (paragraph !== undefined && paragraph > paragraphs) return `只有${paragraphs}款，没有第${paragraph}款`;
  const items = article.children.filter((c) => /^（.+）$/u.test(c.label)).length;
  if (item !== undefined && item > items) return items === 0 ? '没有分项' : `只有${items}项，没有第${item}项`;
  return null;
}

export const referenceBefore: Rule = {
  name: 'series.paragraph_before',
  title: '没有所指的前款前条',
  about: '第一条里说“前条”，或一条的第一款里说“前款规定”，前面没有可指的。',
  *find(text) {
    for (const passage of passagesOf(text)) {
      const place = passage.clause;
      if (place !== null) yield* itemBefore(passage, place);
      if (place === null || !/^第.+条$/u.test(place.clause.label)) continue;
      for (const { span } of matches(passage, /前款(?:规定|所列|所称)/gu))
        yield { span, message: `“${place.clause.label}”的第一款里没有“前款”可指。` };
      if (place.clause.label === '第一条')
        for (const { span } of matches(passage, /前条(?:规定|所列|所称)/gu))
          yield { span, message: '第一条之前没有“前条”。' };
    }
  },
};

/** 前款第（三）项 in a paragraph that follows a list of two. */
function* itemBefore(passage: Passage, { clause, siblings, place, parent }: PlacedClause): Iterable<Noticed> {
  if (clause.label !== '' || parent === null || !/^第.+条$/u.test(parent.clause.label)) return;
  let items = 0;
  for (let i = place - 1; i >= 0 && siblings[i]?.label !== ''; i--) items++;
  if (items === 0) return;
  for (const { match, span } of matches(passage, /前款第?[（(]?([一二三四五六七八九十]{1,3})[）)]?项/gu)) {
    const n = countOf(match[1] ?? '');
    if (n !== undefined && n > items) yield { span, message: `前款只有${items}项，没有第${n}项。` };
  }
}
