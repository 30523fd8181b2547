/** Reads a PDF back for tests: its pages as text, its outline with the pages that it leads to. */
import { extractText, getDocumentProxy } from 'unpdf';

export type ReadBack = {
  /** Text of each page without blanks, widths folded, and without running head and page number. */
  readonly pages: readonly string[];
  /** The pages one after another. */
  readonly text: string;
  /** In order, with the page each leads to, counted from 1, and its level from 1. */
  readonly outline: readonly { readonly title: string; readonly page: number; readonly level: number }[];
  readonly tagged: boolean;
  readonly title: string;
  readonly author: string;
  readonly language: string;
};

/** Blanks, widths and the raised form of note marks do not count. */
export const folded = (words: string): string =>
  words
    .normalize('NFKC')
    .replace(/\^(?=\[\d+\])/gu, '')
    .replace(/[\s\p{Cc}\p{Cf}]/gu, '');

type Item = { title: string; dest: unknown; items: Item[] };

/** @param heads running heads, which stand on every page */
export async function readBack(bytes: Uint8Array, heads: readonly string[] = []): Promise<ReadBack> {
  const pdf = await getDocumentProxy(Uint8Array.from(bytes));
  const { text } = await extractText(pdf, { mergePages: false });
  const wanted = heads.map(folded);
  const pages = text.map((page) => {
    const words = folded(page).replace(/—\d+—$/u, '');
    const head = wanted.find((h) => words.startsWith(h));
    return head === undefined ? words : words.slice(head.length);
  });
  const outline: { title: string; page: number; level: number }[] = [];
  const walk = async (items: Item[], level: number): Promise<void> => {
    for (const item of items) {
      const dest = typeof item.dest === 'string' ? await pdf.getDestination(item.dest) : item.dest;
      const page = 1 + (await pdf.getPageIndex((dest as [{ num: number; gen: number }])[0]));
      outline.push({ title: item.title, page, level });
      await walk(item.items, level + 1);
    }
  };
  await walk(((await pdf.getOutline()) ?? []) as Item[], 1);
  const { info } = (await pdf.getMetadata()) as unknown as { info: Record<string, string> };
  const mark = (await pdf.getMarkInfo()) as { Marked?: boolean } | null;
  return {
    pages,
    text: pages.join(''),
    outline,
    tagged: mark?.Marked === true,
    title: info.Title ?? '',
    author: info.Author ?? '',
    language: info.Language ?? '',
  };
}

/** A line as it stands on its page, in points from the upper left corner of the paper. */
export type PlacedLine = {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  /** Of the base line. */
  readonly down: number;
};

type Placed = { readonly str: string; readonly transform: readonly number[]; readonly width: number };

/** The lines of each page, from above to below. Words side by side in a table are one line only if they touch. */
export async function placedLines(bytes: Uint8Array): Promise<PlacedLine[][]> {
  const pdf = await getDocumentProxy(Uint8Array.from(bytes));
  const pages: PlacedLine[][] = [];
  for (let n = 1; n <= pdf.numPages; n++) {
    const page = await pdf.getPage(n);
    const [, , , high] = page.view as [number, number, number, number];
    const { items } = await page.getTextContent();
    pages.push(linesOf(items as Placed[], high));
  }
  return pages;
}

/** A raised note mark belongs to its line; words further apart than this are those of another column. */
const RAISED = 6;
const APART = 7;
/** A mark whose empty half is taken away reaches over the word before it. */
const OVER = -17;

const isBetween = (is: number, from: number, to: number): boolean => from < is && is < to;

function linesOf(items: readonly Placed[], high: number): PlacedLine[] {
  const lines: PlacedLine[] = [];
  const placed = items
    .filter((i) => i.str.trim() !== '')
    .map(({ str, transform: [, , , , x = 0, y = 0], width }) => ({
      text: str,
      left: x,
      right: x + width,
      down: high - y,
    }));
  for (const piece of placed) {
    const last = lines.at(-1);
    const goesOn =
      last && Math.abs(last.down - piece.down) < RAISED && isBetween(piece.left - last.right, OVER, APART);
    if (goesOn) lines[lines.length - 1] = { ...last, text: last.text + piece.text, right: piece.right };
    else lines.push(piece);
  }
  return lines.sort((a, b) => a.down - b.down || a.left - b.left);
}
