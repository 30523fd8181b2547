/** Where a bulletin lost its charts: runs of blank lines that are longer than those between its paragraphs. Pure. */
import type { Artifact, Span } from '#engines/law/parse/artifact.ts';

export type Gap = {
  /** Index of the issuance. */
  readonly issuance: number;
  /** The blank lines. */
  readonly span: Span;
  /** Where the section begins that the gap stands in. */
  readonly from: number;
};

const HEADING =
  /(?:^|\n)[^\S\n]*(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十]+部分)[^\n]{0,40}(?=\n|$)/g;
const NOTES = /\n\s*(?:注|注释|附注|说明|资料来源)\s*[：:]/;

/** The gaps of the issuances that have figures, in print order. Linear. */
export function findGaps(artifact: Pick<Artifact, 'figures' | 'source' | 'issuances'>): Gap[] {
  const withFigures = [...new Set(artifact.figures.map(({ issuance }) => issuance))];
  return withFigures.flatMap((index) => {
    const issuance = index === null ? undefined : artifact.issuances[index];
    if (issuance === undefined || index === null) return [];
    const start = issuance.titleSpan[1];
    const words = artifact.source.text.slice(start, issuance.span[1]);
    const notes = NOTES.exec(words)?.index ?? words.length;
    return gapsIn(words.slice(0, notes), start, index);
  });
}

function gapsIn(words: string, start: number, issuance: number): Gap[] {
  const runs = [...words.matchAll(/\n(?:[^\S\n]*\n)+/g)].map((found) => ({
    at: found.index,
    end: found.index + found[0].length,
    lines: found[0].split('\n').length - 2,
  }));
  const usual = mostFrequent(runs.map(({ lines }) => lines));
  const headings = [...words.matchAll(HEADING)].map(({ index }) => index);
  return runs
    .filter(({ lines, end }) => lines >= Math.max(3, usual + 2) && words.slice(end).trim() !== '')
    .map(({ at, end }) => ({
      issuance,
      span: [start + at, start + end],
      from: start + (headings.findLast((heading) => heading < at) ?? 0),
    }));
}

function mostFrequent(numbers: readonly number[]): number {
  const counted = Map.groupBy(numbers, (number) => number);
  return [...counted].toSorted((a, b) => b[1].length - a[1].length || a[0] - b[0])[0]?.[0] ?? 1;
}
