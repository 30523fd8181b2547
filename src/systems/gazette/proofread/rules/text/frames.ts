/** Runs of characters by what stands on both sides of their middle: where one frame holds several middles, one may be a slip. */
import type { Passage } from './pieces.ts';
import { Hashes, hashesOf, mixed, type Stream } from './stream.ts';

/** What must stand alike on the left and on the right, and how many signs may stand between. */
export type Frame = { readonly left: number; readonly right: number; readonly middles: readonly number[] };

/** Each middle with how often it stands, and where first. */
export type Middles = Map<string, { count: number; passage: Passage; index: number }>;

/** Middles by what stands on both sides; only frames that hold more than one, and a few by chance. Linear. */
export function framesOf(stream: Stream, frame: Frame): Map<string, Middles> {
  const { left, right, middles: sizes } = frame;
  const { codes } = stream;
  const lefts = hashesOf(stream, left);
  const rights = left === right ? lefts : hashesOf(stream, right);
  const held = new Hashes(codes.length * sizes.length);
  const { values } = held;
  const slots = new Uint32Array(codes.length * sizes.length);
  eachWindow(stream, frame, (from, size, window) => {
    const slot = held.slotOf(mixed(lefts[from] ?? 0, rights[from + left + size] ?? 0));
    slots[window] = slot;
    const middle = middleOf(codes, from + left, size);
    const known = values[slot] ?? 0;
    if (known === 0) values[slot] = middle;
    else if (known !== middle) values[slot] = SEVERAL;
  });
  const out = new Map<string, Middles>();
  eachWindow(stream, frame, (from, size, window, place) => {
    if (values[slots[window] ?? 0] !== SEVERAL) return;
    const passage = stream.passages[place];
    if (!passage) return;
    const { words } = passage;
    const index = from - (stream.starts[place] ?? 0) + left;
    const key = words.slice(index - left, index) + words.slice(index + size, index + size + right);
    const put = words.slice(index, index + size);
    const middles: Middles = out.get(key) ?? new Map();
    out.set(key, middles);
    const known = middles.get(put);
    if (known) known.count++;
    else middles.set(put, { count: 1, passage, index });
  });
  return out;
}

const SEVERAL = 0xffffffff;

/** A number of up to two signs that is none of 0 and SEVERAL. */
function middleOf(codes: Uint16Array, at: number, size: number): number {
  if (size === 0) return 1;
  const first = codes[at] ?? 0;
  return size === 1 ? first : ((first << 16) | (codes[at + 1] ?? 0)) >>> 0;
}

/** Tells where each frame of Chinese characters begins, with the size of its middle, a number of its own and its passage. */
function eachWindow(
  { codes, han, starts }: Stream,
  { left, right, middles: sizes }: Frame,
  tell: (from: number, size: number, window: number, passage: number) => void,
): void {
  let passage = 0;
  for (let end = 1; end <= codes.length; end++) {
    while ((starts[passage + 1] ?? codes.length) < end) passage++;
    for (let i = 0; i < sizes.length; i++) {
      const size = sizes[i] ?? 0;
      const length = left + size + right;
      if ((han[end] ?? 0) >= length) tell(end - length, size, (end - 1) * sizes.length + i, passage);
    }
  }
}
