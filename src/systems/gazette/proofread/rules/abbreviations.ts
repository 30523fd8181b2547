/** Short forms that a document defines: never used again, or defined for two things. */
import type { Span } from '#engines/law/parse/artifact.ts';
import type { Noticed, Rule } from '../finding.ts';
import { matches, passagesOf } from './passages.ts';

const DEFINED =
  /[（(]\s?以下(?:统一)?(?:简称|称)\s?(?:为|：)?\s?[“"《]?([\u4e00-\u9fff]{2,14}?)[”"》]?\s?[)）]/gu;
/** A document shorter than this hardly comes back to anything. */
const LENGTH_LEAST = 300;

export const abbreviationUnused: Rule = {
  name: 'name.abbreviation_unused',
  title: '简称与后文不合',
  about:
    '“（以下简称某某）”所定的简称，后文再没有用过，而全称或者只差一两个字的写法还在用；或者同一简称给了两个对象。',
  *find(text): Iterable<Noticed> {
    const known = new Map<string, Span>();
    for (const passage of passagesOf(text)) {
      const issuance = text.artifact.issuances[passage.issuance];
      if (issuance === undefined || !passage.flow.words.includes('以下')) continue;
      const whole = text.text.slice(issuance.span[0], issuance.span[1]);
      for (const { match, index, span } of matches(passage, DEFINED)) {
        const short = match[1] ?? '';
        const key = `${passage.issuance} ${short}`;
        const before = known.get(key);
        if (before !== undefined) yield { span, message: `简称“${short}”前面已经定过。`, related: [before] };
        known.set(key, span);
        const rest = text.text.slice(span[1], issuance.span[1]).replace(/\s/gu, '');
        if (whole.length < LENGTH_LEAST || rest.length < LENGTH_LEAST / 2 || rest.includes(short)) continue;
        const full = fullForm(passage.flow.words.slice(0, index), short);
        const used = full === null ? 0 : rest.split(full).length - 1;
        if (full === null || used === 0) continue;
        yield {
          span,
          message: `定了简称“${short}”，后文没有用，仍用“${full}”${used}处。请统一，或核对简称的字。`,
        };
      }
    }
  },
};

/** The words before the bracket from the short form's first character on: what it is short for. */
function fullForm(before: string, short: string): string | null {
  const tail = /[\u4e00-\u9fff]{2,24}$/u.exec(before)?.[0] ?? '';
  for (let from = Math.max(0, tail.length - 16); from < tail.length - 2; from++) {
    const candidate = tail.slice(from);
    if (candidate.charAt(0) !== short.charAt(0) || candidate.length < short.length) continue;
    let at = 0;
    for (const ch of candidate) if (ch === short.charAt(at)) at++;
    if (at === short.length) return candidate;
  }
  return null;
}
