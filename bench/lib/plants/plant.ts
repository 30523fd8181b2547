/** Defects planted on purpose in a text that had none there, so that proofreading's recall can be measured. */
import type { Artifact, Span } from '#engines/law/parse/artifact.ts';
import { openProofText, type ProofText } from '#systems/gazette/proofread/proof-text.ts';

/** One change of the text: what stands at `span` is replaced. */
export type Plant = {
  readonly span: Span;
  readonly words: string;
  /** A finding anywhere in the same document counts. */
  readonly wide?: boolean;
  /** A finding anywhere in the text counts: the defect shows in another document. */
  readonly anywhere?: boolean;
};

/** A kind of defect: every place of a text where it could be planted. */
export type Kind = { readonly name: string; readonly plants: (text: ProofText) => Iterable<Plant> };

export const open = (artifact: Artifact): ProofText => openProofText(artifact);

/** The line that holds a place, with its line break. */
export function lineAt(text: string, place: number): Span {
  const start = text.lastIndexOf('\n', place - 1) + 1;
  const end = text.indexOf('\n', place);
  return [start, end < 0 ? text.length : end + 1];
}

/** Every match of a pattern (flag `g`) in a part of the text: group 1 is where the plant goes. */
export function* found(
  text: string,
  pattern: RegExp,
  [from, to]: Span = [0, text.length],
): Iterable<{ match: RegExpExecArray; span: Span }> {
  const placed = new RegExp(pattern, `${pattern.flags}d`);
  for (const match of text.slice(from, to).matchAll(placed)) {
    const [start, end] = match.indices?.[1] ?? [match.index, match.index + match[0].length];
    yield { match, span: [from + start, from + end] };
  }
}

/** Another digit, never a nought: 3 → 4, 9 → 8. */
export const otherDigit = (digit: string): string => (digit === '9' ? '8' : String(Number(digit) + 1));

const CN = '一二三四五六七八九十';
/** 三 → 四, 十 → 九. */
export const otherNumeral = (n: string): string => (n === '十' ? '九' : (CN[CN.indexOf(n) + 1] ?? '九'));

/** The last digit of a printed number changed: 84 → 85, 19.5 → 19.6. */
export function otherNumber(printed: string): string {
  const at = printed.search(/\d(?=\D*$)/u);
  return at < 0 ? printed : printed.slice(0, at) + otherDigit(printed[at] ?? '1') + printed.slice(at + 1);
}

/** A place where a Chinese character can be left out of a span without touching its ends or marks. */
export function dropOne(text: string, [start, end]: Span): Plant | null {
  const middle = Math.floor((start + end) / 2);
  for (let i = middle; i < end - 2; i++)
    if (
      /[\u4e00-\u9fff]{3}/u.test(text.slice(i - 1, i + 2)) &&
      text[i] !== text[i - 1] &&
      text[i] !== text[i + 1]
    )
      return { span: [i, i + 1], words: '' };
  return null;
}
