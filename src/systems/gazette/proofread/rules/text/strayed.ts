/** Where five characters are followed by one and the same everywhere but here, and the words break: 银川市西|区产品. */
import type { Noticed } from '../../finding.ts';
import type { Passage } from './pieces.ts';
import { COMMON, CONTRAST } from './signs.ts';
import { Hashes, hashesOf, type Stream } from './stream.ts';
import { isHan, wordsIn } from './words.ts';

/** How many signs decide what follows, and how often it must have followed. */
const LEAD = 5;
const SURE = 8;

type Next = {
  next: string;
  count: number;
  passage: Passage;
  index: number;
  odd: { passage: Passage; index: number }[];
};

export function* strayedIn(stream: Stream): Iterable<Noticed> {
  for (const [lead, { next, count, odd, passage: other, index: at }] of leadsOf(stream)) {
    const [here] = odd;
    if (!here || odd.length > 1 + count / 20 || count < SURE) continue;
    const noticed = strayed(lead, next, here, { passage: other, index: at }, count);
    if (noticed) yield noticed;
  }
}

/** What follows each lead that stands often enough; the others are counted as numbers only. */
function leadsOf(stream: Stream): Map<string, Next> {
  const { codes, han, starts, passages } = stream;
  const hashes = hashesOf(stream, LEAD);
  const times = new Hashes(codes.length);
  const { values } = times;
  for (let at = LEAD; at < codes.length; at++)
    if ((han[at + 1] ?? 0) > LEAD) {
      const slot = times.slotOf(hashes[at - LEAD] ?? 0);
      values[slot] = (values[slot] ?? 0) + 1;
    }
  const leads = new Map<string, Next>();
  for (const [place, passage] of passages.entries()) {
    const start = starts[place] ?? 0;
    const { words } = passage;
    for (let index = LEAD; index < words.length; index++) {
      const at = start + index;
      if ((han[at + 1] ?? 0) <= LEAD || (values[times.slotOf(hashes[at - LEAD] ?? 0)] ?? 0) < SURE) continue;
      follow(leads, words.slice(index - LEAD, index), words.charAt(index), passage, index);
    }
  }
  return leads;
}

function follow(leads: Map<string, Next>, lead: string, next: string, passage: Passage, index: number): void {
  const known = leads.get(lead);
  if (!known) leads.set(lead, { next, count: 1, passage, index, odd: [] });
  else if (known.next === next) known.count++;
  else if (known.count === 1 && known.odd.length === 0) {
    // The odd one may come first.
    leads.set(lead, {
      next,
      count: 1,
      passage,
      index,
      odd: [{ passage: known.passage, index: known.index }],
    });
  } else known.odd.push({ passage, index });
}

type Spot = { readonly passage: Passage; readonly index: number };

function strayed(
  lead: string,
  next: string,
  { passage, index }: Spot,
  usual: Spot,
  count: number,
): Noticed | null {
  const { words } = passage;
  const printed = words.charAt(index);
  if (CONTRAST.has(printed) || CONTRAST.has(next)) return null;
  const after = usual.passage.words.charAt(usual.index + 1);
  const lost = printed === after;
  const extra = words.slice(index + 1, index + 3) === next + after;
  const wrong = words.charAt(index + 1) === after && !COMMON.has(printed) && !COMMON.has(next);
  if (!isHan(after) || !(lost || extra || wrong)) return null;
  const right = lost ? next + printed : extra ? '' : next;
  const from = Math.max(0, index - 8);
  const before = words.slice(from, index);
  const singles = (text: string): number =>
    wordsIn(text).filter(({ word }) => word.length === 1 && isHan(word)).length;
  const tail = words.slice(index + 1, index + 8);
  if (singles(before + printed + tail) < singles(before + right + tail)) return null;
  return {
    span: lost ? passage.span(index - 1, index + 1) : passage.span(index, index + 1),
    message: `“${lead}”后面别处 ${count} 处都接“${next}${after}”，此处作“${words.slice(index, index + 3)}”，疑${lost ? '漏' : extra ? '多' : '错'}字。`,
    suggestion: lost ? words.charAt(index - 1) + right : right,
    related: [usual.passage.span(usual.index - LEAD, usual.index + 1 + after.length)],
  };
}
