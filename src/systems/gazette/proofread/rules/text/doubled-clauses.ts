/** Clauses, sentences and paragraphs that are printed twice. */
import type { Noticed, Rule } from '../../finding.ts';
import { type Passage, passagesOf } from './pieces.ts';

/** A shorter sentence may well be said twice in one plan. */
const SENTENCE_LEAST = 16;

export const doubledClause: Rule = {
  name: 'doubled.clause',
  title: '句子重复',
  about: '同一个分句连着印了两次，或同一自然段里同一句话出现两次，或同一段落紧接着又印一遍。',
  *find(text) {
    let before: Passage | null = null;
    for (const passage of passagesOf(text)) {
      if (passage.front) continue;
      yield* repeated(passage);
      if (passage.kind !== 'paragraph') continue;
      if (before && before.words === passage.words && /[，。；]./u.test(passage.words))
        yield {
          span: passage.span(0, passage.words.length),
          message: '这一段与上一段完全相同，印了两遍。',
          suggestion: '',
          related: [before.span(0, before.words.length)],
        };
      before = passage;
    }
  },
};

function* repeated(passage: Passage): Iterable<Noticed> {
  const seen = new Map<string, number>();
  let last = '';
  for (const found of passage.words.matchAll(/[^，。；！？,;]+/gu)) {
    const clause = found[0].trim();
    const start = found.index + found[0].indexOf(clause);
    const first = seen.get(clause);
    const han = first === undefined ? 0 : (clause.match(/\p{Script=Han}/gu)?.length ?? 0);
    if (han >= 4 && clause === last)
      yield {
        span: passage.span(start, start + clause.length),
        message: `分句“${clause}”连着印了两次，应留一次。`,
        related: first === undefined ? [] : [passage.span(first, first + clause.length)],
      };
    else if (first !== undefined && han >= SENTENCE_LEAST)
      yield {
        span: passage.span(start, start + clause.length),
        message: `“${clause.slice(0, 12)}……”在本段前面已经说过，字句完全相同。`,
        related: [passage.span(first, first + clause.length)],
      };
    if (first === undefined) seen.set(clause, start);
    last = clause;
  }
}
