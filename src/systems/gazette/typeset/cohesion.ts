/**
 * Which words stand together in a text, so that a title is broken between them least willingly: a dictionary knows
 * 规范, 性 and 文件, only the text knows 规范性文件.
 */
import type { Artifact } from '#engines/law/parse/artifact.ts';

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** The words and marks of a text in order; 性 of 规范性, which the dictionary takes for a word, stays at its word. */
export function* wordsIn(text: string): Generator<string> {
  let before = '';
  for (const { segment } of segmenter.segment(text)) {
    if (segment === '性' && /\p{Script=Han}$/u.test(before)) before += segment;
    else {
      if (before !== '') yield before;
      before = segment;
    }
  }
  if (before !== '') yield before;
}

/** How much of the rarer of two words stands beside the other, from 0 to 1. */
export type Cohesion = (left: string, right: string) => number;

export const noCohesion: Cohesion = () => 0;

/** An issue has some 100,000 characters; a longer text says nothing more. */
const READ_MAX = 200_000;
/** Two words that met once met by chance. */
const SEEN_MIN = 3;

/** Counts when it is first asked. */
export function cohesionIn(text: string): Cohesion {
  let counted: { readonly single: Map<string, number>; readonly pair: Map<string, number> } | undefined;
  return (left, right) => {
    counted ??= count(text);
    const together = counted.pair.get(`${left}\n${right}`) ?? 0;
    if (together < SEEN_MIN) return 0;
    return together / Math.min(counted.single.get(left) as number, counted.single.get(right) as number);
  };
}

const known = new WeakMap<Artifact, Cohesion>();

export function cohesionOf(artifact: Artifact): Cohesion {
  const found = known.get(artifact) ?? cohesionIn(artifact.source.text);
  known.set(artifact, found);
  return found;
}

function count(text: string) {
  const single = new Map<string, number>();
  const pair = new Map<string, number>();
  let before = '';
  for (const word of wordsIn(text.slice(0, READ_MAX))) {
    single.set(word, (single.get(word) ?? 0) + 1);
    const key = `${before}\n${word}`;
    pair.set(key, (pair.get(key) ?? 0) + 1);
    before = word;
  }
  return { single, pair };
}
