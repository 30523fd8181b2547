/**
 * A run of characters that stands once and is one character off a run that stands several times in the same text:
 * 宁夏回自治区 beside 宁夏回族自治区. The runtime's dictionary must read the other one in fewer words.
 */
import type { Noticed, Rule } from '../../finding.ts';
import type { ProofText } from '../../proof-text.ts';
import { type Frame, framesOf } from './frames.ts';
import { type Passage, passagesOf } from './pieces.ts';
import { COMMON, CONTRAST } from './signs.ts';
import { strayedIn } from './strayed.ts';
import { type Stream, streamOf } from './stream.ts';
import { isHan, type Lexicon, lexiconOf, type Word, wordsIn } from './words.ts';

const FRAMES: readonly Frame[] = [
  { left: 2, right: 2, middles: [0, 1] },
  { left: 2, right: 2, middles: [2] },
  { left: 3, right: 3, middles: [0, 1] },
];

/** Texts longer than this are read in parts: the memory of the runs stays bounded. */
const PART = 400_000;

export const oddRun: Rule = {
  name: 'wording.odd_one',
  title: '疑似错漏字',
  about: '只出现一次的写法，与全文多次出现的同一词语相差一个字（多、漏、错、颠倒），而且换成后者才成词。',
  find: oddRunsOf,
};

const cache = new WeakMap<ProofText, readonly Noticed[]>();

/** Made once a text: another rule keeps off what is said here. */
function oddRunsOf(text: ProofText): readonly Noticed[] {
  let made = cache.get(text);
  if (!made) {
    made = [...oddRuns(text)];
    cache.set(text, made);
  }
  return made;
}

/** What touches a run that is told of here is the same slip. */
export const isOddRun = (text: ProofText, [start, end]: Noticed['span']): boolean =>
  oddRunsOf(text).some(({ span }) => span[0] <= end && span[1] >= start);

function* oddRuns(text: ProofText): Iterable<Noticed> {
  const given = new Set<number>();
  const lexicon = lexiconOf(text);
  for (const part of partsOf(text))
    for (const noticed of [...oddIn(part, lexicon), ...strayedIn(part)]) {
      if (given.has(noticed.span[0])) continue;
      given.add(noticed.span[0]);
      yield noticed;
    }
}

function* partsOf(text: ProofText): Iterable<Stream> {
  let part: Passage[] = [];
  let size = 0;
  for (const passage of passagesOf(text)) {
    part.push(passage);
    size += passage.words.length;
    if (size < PART) continue;
    yield streamOf(part);
    part = [];
    size = 0;
  }
  if (part.length > 0) yield streamOf(part);
}

function* oddIn(stream: Stream, lexicon: Lexicon): Iterable<Noticed> {
  for (const frame of FRAMES)
    for (const middles of framesOf(stream, frame).values()) {
      if (middles.size < 2) continue;
      const all = [...middles].sort((a, b) => b[1].count - a[1].count);
      for (const [put, { count, passage, index }] of all) {
        if (count !== 1) continue;
        const usual = all.find(
          ([other]) => other !== put && (put.length < 2 || (put[0] === other[1] && put[1] === other[0])),
        );
        // Two of a kind beside each other are a pair: 古树保护办法, 古井保护办法.
        if (usual && usual[1].count < 2 && usual[1].passage === passage) continue;
        const noticed = usual && judge(passage, index, put, usual, frame, lexicon);
        if (noticed) yield noticed;
      }
    }
}

function judge(
  passage: Passage,
  index: number,
  put: string,
  [usual, { count, passage: other, index: at }]: [string, { count: number; passage: Passage; index: number }],
  frame: Frame,
  lexicon: Lexicon,
): Noticed | null {
  const { words } = passage;
  const from = Math.max(0, index - 8);
  const before = words.slice(from, index);
  const after = words.slice(index + put.length, index + put.length + 8);
  const { left, right } = frame;
  if (!broken({ before, after, put, usual, count, wide: left + right >= 6 }, lexicon)) return null;
  const start = Math.max(0, index - (put.length + usual.length < 2 ? 1 : 0));
  const end = Math.min(words.length, index + put.length + (put.length + usual.length < 2 ? 1 : 0));
  const right2 = words.slice(start, index) + usual + words.slice(index + put.length, end);
  const shown = (middle: string): string =>
    words.slice(index - left, index) + middle + words.slice(index + put.length, index + put.length + right);
  return {
    span: passage.span(start, end),
    message: `“${shown(put)}”全文只此一处，别处 ${count} 处作“${shown(usual)}”，疑此处${put === '' ? '漏' : usual === '' ? '多' : '错'}字。`,
    suggestion: right2,
    related: [other.span(at - left, at + usual.length + right)],
  };
}

type Readings = { before: string; after: string; put: string; usual: string; count: number; wide: boolean };

/** The printed reading leaves pieces of a word that the usual one makes whole; the more pieces, the fewer witnesses. */
function broken({ before, after, put, usual, count, wide }: Readings, { alone, within }: Lexicon): boolean {
  // A proper name that the dictionary does not know: one against very many.
  if (CONTRAST.has(put) || CONTRAST.has(usual)) return false;
  const common = COMMON.has(put) || COMMON.has(usual);
  if (put.length === 1 && usual.length === 1 && wide && count >= 12 && !common) return true;
  if (common && (count < 6 || usual === '')) return false;
  // One other place is enough only where much stands alike around a character too many or wrong.
  if (count < 2 && (usual === '' || !wide)) return false;
  const here = before.length;
  const printed = wordsIn(before + put + after);
  const other = wordsIn(before + usual + after);
  const holds = other.some(
    ({ word, index }) => index <= here && here < index + word.length && word.length > 1,
  );
  const splits = other.some(({ word, index }) => index < here && here < index + word.length);
  const singles = (words: readonly Word[], size: number): number =>
    words.filter(
      ({ word, index }) => word.length === 1 && isHan(word) && index >= here - 3 && index < here + size + 3,
    ).length;
  const worse = singles(printed, put.length) - singles(other, usual.length);
  const own = printed.find(({ index }) => index === here);
  // A sign printed twice is the other rule's.
  if (usual === '' && (before.endsWith(put) || after.startsWith(put))) return false;
  if (usual === '') return splits && worse >= 1 && count >= 2;
  if (!holds) return false;
  if (worse >= 2) return count >= (wide ? 1 : 2);
  if (worse !== 1 || count < (wide ? 5 : 6)) return false;
  return put.length !== 1 || (own?.word.length === 1 && alone(put) <= 1 + within(put) / 10);
}
