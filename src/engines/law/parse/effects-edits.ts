/** The edit instructions of an amendment: labelled lines that say what to delete, replace, insert or rename. */
import type { ParsedEffect } from './artifact.ts';
import { cleanTitle } from './citations-titles.ts';
import { type LineLabel, nextLine, readLabelAt } from './effects-labels.ts';

type Instruction = NonNullable<ParsedEffect['instructions']>[number];

/** Instructions in print order and where the first of them starts. */
export type Instructions = { start: number; instructions: Instruction[] };

/** The labelled lines in `[from, to)` that count up from 1 in a style other than the list's own, or undefined when there are none. */
export function readInstructions(
  text: string,
  from: number,
  to: number,
  listStyle: string | undefined,
): Instructions | undefined {
  const starts: { label: LineLabel; at: number }[] = [];
  for (let line = nextLine(text, from); line < to; line = nextLine(text, line)) {
    const label = readLabelAt(text, line);
    if (!label || label.style === listStyle) continue;
    const last = starts.at(-1)?.label;
    const follows = last ? label.style === last.style && label.value === last.value + 1 : label.value === 1;
    if (follows) starts.push({ label, at: line });
    else if (last && label.style === last.style && label.value === 1) break;
  }
  const [first] = starts;
  if (!first) return undefined;
  const instructions = starts.map(({ label, at }, i) => {
    const end = trimmed(text, label.end, starts[i + 1]?.at ?? to);
    const words = cleanTitle(text.slice(label.end, end));
    const start = at + (text.slice(at, label.end).length - text.slice(at, label.end).trimStart().length);
    return {
      label: label.printed,
      action: actionOf(words),
      text: words,
      span: [start, end],
    } satisfies Instruction;
  });
  return { start: first.at, instructions };
}

function trimmed(text: string, from: number, end: number): number {
  let i = end;
  while (i > from && /\s/.test(text[i - 1] ?? '')) i -= 1;
  return i;
}

const RENAME = /(?:标题|名称|题目).{0,40}(?:改为|修改为|更名|变更为|相应(?:的)?(?:修改|调整|变更))|更名为/s;
const REPLACE = /修改为|改为|替换为|替换成|调整为|变更为|表述为|相应修改|作.{0,4}修改/;
const INSERT = /增加|新增|添加|插入|补充|增设/;
const DELETE = /删除|删去|删掉|去掉/;

/** What an instruction does. A change of the document's title or of a body's name is `rename`, whatever else it does. */
export function actionOf(words: string): Instruction['action'] {
  if (RENAME.test(words)) return 'rename';
  if (REPLACE.test(words)) return 'replace';
  if (DELETE.test(words)) return 'delete';
  return INSERT.test(words) ? 'insert' : 'other';
}
