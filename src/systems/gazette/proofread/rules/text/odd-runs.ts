/**
 * A run of characters that stands once and is one character off a run that stands several times in the same text:
 * 宁夏回自治区 beside 宁夏回族自治区. The runtime's dictionary must read the other one in fewer words.
 */
import type { Noticed, Rule } from '../../finding.ts';
import type { ProofText } from '../../proof-text.ts';
import { type Passage, passagesOf } from './pieces.ts';
import { isHan, type Lexicon, lexiconOf, type Word, wordsIn } from './words.ts';

/** What must stand alike on the left and on the right, and how many signs may stand between. */
type Frame = { readonly left: number; readonly right: number; readonly middles: readonly number[] };
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

function* partsOf(text: ProofText): Iterable<Passage[]> {
  let part: Passage[] = [];
  let size = 0;
  for (const passage of passagesOf(text)) {
    part.push(passage);
    size += passage.words.length;
    if (size < PART) continue;
    yield part;
    part = [];
    size = 0;
  }
  if (part.length > 0) yield part;
}

type Middles = Map<string, { count: number; passage: Passage; index: number }>;

/** Runs with what stands in the middle, by what stands on both sides; only those that hold more than one middle. */
function framesOf(
  passages: readonly Passage[],
  { left, right, middles: sizes }: Frame,
): Map<string, Middles> {
  const length = passages.reduce((sum, { words }) => sum + words.length, 0);
  const divided = new Divided(length * sizes.length);
  eachWindow(passages, left, right, sizes, ({ words }, from, size) => {
    divided.add(sides(words, from, left, size, right), middle(words, from + left, size));
  });
  const out = new Map<string, Middles>();
  eachWindow(passages, left, right, sizes, (passage, from, size) => {
    const { words } = passage;
    if (!divided.is(sides(words, from, left, size, right))) return;
    const index = from + left;
    const key = words.slice(from, index) + words.slice(index + size, index + size + right);
    const put = words.slice(index, index + size);
    const middles: Middles = out.get(key) ?? new Map();
    out.set(key, middles);
    const known = middles.get(put);
    if (known) known.count++;
    else middles.set(put, { count: 1, passage, index });
  });
  return out;
}

const mix = (hash: number, code: number): number => Math.imul(hash ^ code, 0x9e3779b1) ^ (hash >>> 15);

function sides(words: string, from: number, left: number, size: number, right: number): number {
  let hash = 17;
  for (let i = 0; i < left; i++) hash = mix(hash, words.charCodeAt(from + i));
  for (let i = 0; i < right; i++) hash = mix(hash, words.charCodeAt(from + left + size + i));
  return hash >>> 0 || 1;
}

function middle(words: string, at: number, size: number): number {
  let hash = size + 1;
  for (let i = 0; i < size; i++) hash = mix(hash, words.charCodeAt(at + i));
  return hash >>> 0 || 1;
}

/** Which sides hold more than one middle, in one table of numbers: nearly all do not, and need no strings. */
class Divided {
  /** Key, first middle, whether there are more, and one unused: a place lies within a cache line. */
  readonly #cells: Uint32Array;
  readonly #mask: number;

  constructor(most: number) {
    const places = 2 ** Math.ceil(Math.log2(2 * most + 16));
    this.#cells = new Uint32Array(4 * places);
    this.#mask = places - 1;
  }

  add(key: number, middle: number): void {
    const cells = this.#cells;
    const place = this.#place(key);
    if (cells[place + 1] === 0) cells[place + 1] = middle;
    else if (cells[place + 1] !== middle) cells[place + 2] = 1;
  }

  is(key: number): boolean {
    return this.#cells[this.#place(key) + 2] === 1;
  }

  #place(key: number): number {
    const cells = this.#cells;
    let place = 4 * ((key ^ (key >>> 11)) & this.#mask);
    while (cells[place] !== key) {
      if (cells[place] === 0) {
        cells[place] = key;
        break;
      }
      place = (place + 4) & (cells.length - 1);
    }
    return place;
  }
}

/** Tells where each frame of Chinese characters begins, with the size of its middle. No generator: there are millions. */
function eachWindow(
  passages: readonly Passage[],
  left: number,
  right: number,
  sizes: readonly number[],
  tell: (passage: Passage, from: number, size: number) => void,
): void {
  for (const passage of passages) {
    const { words } = passage;
    // Length of the run of Chinese characters that ends at each place.
    let han = 0;
    for (let end = 1; end <= words.length; end++) {
      han = isHan(words[end - 1]) ? han + 1 : 0;
      for (const size of sizes) {
        const from = end - left - size - right;
        if (han >= end - from) tell(passage, from, size);
      }
    }
  }
}

function* oddIn(passages: readonly Passage[], lexicon: Lexicon): Iterable<Noticed> {
  for (const frame of FRAMES)
    for (const middles of framesOf(passages, frame).values()) {
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
  const stray =
    put.length === 1 && own?.word.length === 1 && (alone.get(put) ?? 0) <= 1 + (within.get(put) ?? 0) / 10;
  // A sign printed twice is the other rule's.
  if (usual === '' && (before.endsWith(put) || after.startsWith(put))) return false;
  if (usual === '') return splits && worse >= 1 && count >= 2;
  if (!holds) return false;
  if (worse >= 2) return count >= (wide ? 1 : 2);
  return worse === 1 && count >= (wide ? 5 : 6) && (put.length !== 1 || stray);
}

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

/** Where five characters are followed by one and the same everywhere but here, and the words break: 银川市西|区产品. */
function* strayedIn(passages: readonly Passage[]): Iterable<Noticed> {
  const leads = new Map<string, Next>();
  for (const passage of passages) {
    const { words } = passage;
    let han = 0;
    for (let at = 0; at < words.length; at++) {
      const is = isHan(words[at]);
      if (is && han >= LEAD) follow(leads, words.slice(at - LEAD, at), words.charAt(at), passage, at);
      han = is ? han + 1 : 0;
    }
  }
  for (const [lead, { next, count, odd, passage: other, index: at }] of leads) {
    const [here] = odd;
    if (!here || odd.length > 1 + count / 20 || count < SURE) continue;
    const noticed = strayed(lead, next, here, { passage: other, index: at }, count);
    if (noticed) yield noticed;
  }
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

/** Signs that stand for one another by their meaning: 第一产业, 第二产业; 东路, 西路. */
const CONTRAST = new Set(
  '〇零一二三四五六七八九十百千万东西南北上下前后左右内外大小新老高低甲乙丙丁第正副年月日增减升降',
);

/** Signs that are words of their own, so that standing alone says nothing. */
const COMMON = new Set(
  '的了和与及或在对为以是将被把从向由于而且并也都就不其所之要有可等这该各每某本此另全新老大小多少高低上下前后左右内外中间里时年月日号条款项章节元人户家个件次名只台套辆座处张份批期届类种级层段点面部区市县镇乡村街路省州国局厅科室院校站队组长员者性化率量度数额费税价权法案书证表单图文民设立按照据经使让给比较更最很再又还已未曾没无非勿须应当得会能请令派一二三四五六七八九十百千万亿零〇两几半第正副兼任免至自到起止分约近超达占增降升同乙丙丁甲东西南北后首主客方位式型品物事务做作用办管理看说报送交发收取用建修改拟定用',
);
