/** A place's own name, and a body's, with one character wrong. */
import type { Noticed, Rule } from '../finding.ts';
import type { ProofText } from '../proof-text.ts';
import { type Passage, passagesOf } from './passages.ts';
import { areAlike } from './text/alike.ts';

/** How often the right name stands in the text before another is taken for it. */
const USUAL = 4;
const ISSUER = /([\u4e00-\u9fff]{2,3}[县市区旗])(?:人民政府|委办公室|人民代表大会|公安局|财政局)/u;

export const placeNear: Rule = {
  name: 'name.place_near',
  title: '地名有误',
  about: '发文机关所在的县、市、区名，在全文别处都一样，只有一两处有一个字换成了同音字或形近字。',
  *find(text): Iterable<Noticed> {
    const places = ownPlaces(text);
    if (places.length === 0) return;
    const counted = new Map<string, { count: number; first: [Passage, number] | null }>();
    for (const place of places) counted.set(place, { count: 0, first: null });
    const strange = new Map<string, { own: string; at: [Passage, number][] }>();
    for (const passage of passagesOf(text)) {
      const { words } = passage.flow;
      for (const own of places)
        for (
          let end = words.indexOf(own.at(-1) ?? '');
          end >= 0;
          end = words.indexOf(own.at(-1) ?? '', end + 1)
        ) {
          const from = end + 1 - own.length;
          if (from < 0) continue;
          const printed = words.slice(from, end + 1);
          const known = counted.get(own);
          if (printed === own && known !== undefined) known.count++;
          else if (isNear(printed, own)) {
            const held = strange.get(printed) ?? { own, at: [] };
            held.at.push([passage, from]);
            strange.set(printed, held);
          }
        }
    }
    for (const [printed, { own, at }] of strange) {
      const usual = counted.get(own)?.count ?? 0;
      if (usual < USUAL || at.length > 2) continue;
      for (const [passage, from] of at)
        yield {
          span: passage.flow.span(from, from + printed.length),
          message: `地名作“${printed}”，全文别处都作“${own}”（${usual}处）。`,
          suggestion: own,
        };
    }
  },
};

function ownPlaces({ artifact }: ProofText): string[] {
  const out = new Set<string>();
  for (const { title, signedBy } of artifact.issuances)
    for (const words of [title.slice(0, 40), ...signedBy]) {
      let rest = words.replace(/\s/gu, '').replace(/^中共/u, '');
      // 澄江市白塔区人民政府: both places.
      const upper = /^([\u4e00-\u9fff]{2,3}?[市州盟])(?=[\u4e00-\u9fff]{2,3}?[县市区旗]人民政府)/u.exec(
        rest,
      )?.[1];
      if (upper !== undefined) {
        out.add(upper);
        rest = rest.slice(upper.length);
      }
      const own = ISSUER.exec(rest)?.[1];
      if (own !== undefined && rest.startsWith(own)) out.add(own);
    }
  return [...out];
}

function isNear(printed: string, own: string): boolean {
  let at = -1;
  for (let i = 0; i < own.length; i++) {
    if (printed.charCodeAt(i) === own.charCodeAt(i)) continue;
    if (at >= 0) return false;
    at = i;
  }
  return at >= 0 && areAlike(printed.charAt(at), own.charAt(at));
}
