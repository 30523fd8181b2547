/** Labels at the start of a line: 1. 、（1）、一、（一）、1）, in print order the backbone of a list. */
import { readInteger } from './dates.ts';

/** A label as read: `style` is equal for labels of one sequence, `printed` has its brackets folded to full width. */
export type LineLabel = { style: string; value: number; printed: string; end: number };

const LABEL_AT =
  /[ \t\u3000]*(?:[-*•●][ \t\u3000]+|[-*•●](?=\d))?(?:[（(][ ]?(\d{1,3}|[一二三四五六七八九十]{1,3})[ ]?[）)]|(\d{1,3})[）)]|(\d{1,3})[ ]?([.、．](?!\d)|\t)|([一二三四五六七八九十百]{1,4})、)[ \u3000]*/y;

/** The label that starts the line at `at`, or undefined. */
export function readLabelAt(text: string, at: number): LineLabel | undefined {
  LABEL_AT.lastIndex = at;
  const found = LABEL_AT.exec(text);
  if (!found) return undefined;
  const [, bracketed, halfOpen, dotted, mark, han] = found;
  const digits = bracketed ?? halfOpen ?? dotted ?? han ?? '';
  const value = readInteger(digits);
  if (value === undefined) return undefined;
  const arabic = /\d/.test(digits);
  const end = LABEL_AT.lastIndex;
  if (bracketed) return { style: arabic ? '(1)' : '(一)', value, printed: `（${digits}）`, end };
  if (halfOpen) return { style: '1)', value, printed: `${digits}）`, end };
  if (dotted) return { style: mark === '\t' ? '1\t' : '1.', value, printed: digits, end };
  return { style: '一、', value, printed: digits, end };
}

/** Start of the line after the one that holds `at`; the text's length when there is none. */
export function nextLine(text: string, at: number): number {
  const found = text.indexOf('\n', at);
  return found < 0 ? text.length : found + 1;
}
