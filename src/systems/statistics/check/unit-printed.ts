/** What stands behind a numeral where its unit should end: a second unit, one that nobody knows, or no numeral at all. Pure. */
import type { Figure, Span } from '#engines/law/parse/artifact.ts';
import type { Operand } from './operand.ts';
import type { FigureText } from './structure.ts';

/** No unit is longer than this, with its multiple and blanks. */
const REACH = 24;
const MEASURES =
  '(?:万亿|亿|千万|百万|十万|万|千|百)?(?:美元|元|吨标准煤|吨|公斤|千克|公顷|亩|平方公里|平方千米|平方米|千瓦时|万人|%|％|个百分点)';
const SECOND = new RegExp(`^${MEASURES}$`);
/** Words that may stand behind a number without being its unit. */
const ABOUT = /^(?:余|多|左右|上下|以上|以下|以内|之多|许|来|整)/;

/** The words behind the numeral and its unit, up to the next mark; undefined when the unit is printed otherwise. */
function wordsBehind(text: string, { span, unit }: Operand): string | undefined {
  const behind = text.slice(span[1], span[1] + REACH).split(/[\n\t|，。；：、,;:（(）)\d[\]^]/)[0] ?? '';
  const words = behind.replace(/\s+/g, '').replace('％', '%').replace('／', '/');
  return words.startsWith(unit.printed) ? words.slice(unit.printed.length) : undefined;
}

/** 亿元 of 3.01 万吨亿元: another measure follows the unit at once. */
export function secondUnit(text: string, operand: Operand): string | undefined {
  if (!/^(?:money|people|mass|area|energy|percent|points)$/.test(operand.unit.dimension)) return undefined;
  const words = wordsBehind(text, operand);
  return words !== undefined && SECOND.test(words) ? words : undefined;
}

/** 斛 of 9.43 万斛，: one or two characters between a number, with or without its multiple, and the next mark. */
export function unknownUnit(text: string, operand: Operand): string | undefined {
  if (!/^[万亿千百]*$/.test(operand.unit.printed)) return undefined;
  const words = wordsBehind(text, operand);
  return words !== undefined && /^\p{sc=Han}{1,2}$/u.test(words) && !ABOUT.test(words) ? words : undefined;
}

export type MissingNumeral = { readonly figure: number; readonly span: Span; readonly words: string };

const VERBS = '增长|下降|增加|减少|上升|上涨|下跌|提高|回落';
const EMPTY = new RegExp(`(?:${VERBS})(?:了|约)?\\s*${MEASURES}(?=\\s*[，。；、,;）)])`, 'g');
/** The words behind the last figure of a text that may still speak of it. */
const TAIL = 80;

/** 增长亿元: a change and its unit without the number between them, with the figure that stands before it. */
export function* missingNumerals(at: FigureText): Iterable<MissingNumeral> {
  for (const [index, figure] of at.figures.entries()) {
    const [from, to] = [figure.span[0], endOf(at.figures, index)];
    for (const found of at.text.slice(from, to).matchAll(EMPTY)) {
      const start = from + found.index;
      yield { figure: index, span: [start, start + found[0].length], words: found[0].replace(/\s+/g, '') };
    }
  }
}

/** Where the words of a figure end: at the next figure, else a little behind its own. */
function endOf(figures: readonly Figure[], index: number): number {
  const [own, next] = [figures[index], figures[index + 1]];
  if (own === undefined) return 0;
  if (next?.issuance === own.issuance)
    return Math.max(own.span[0], Math.min(next.span[0], own.span[1] + TAIL));
  return own.span[1] + TAIL;
}
