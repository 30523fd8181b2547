/** Rows pasted from a spreadsheet or a list: 姓名, 任免, 单位, 职务, 备注, one act a line. Pure. */
import type { ActKind } from './act.ts';
import { emptyRow, type RowValues } from './draft-form.ts';

const KINDS: readonly (readonly [RegExp, ActKind])[] = [
  [/^(?:任命?|任职)$/, 'appoint'],
  [/^(?:聘任?|聘用)$/, 'engage'],
  [/^(?:免|免去|免职|免除)$/, 'remove'],
  [/^(?:解聘|解除聘任)$/, 'dismiss'],
];
/** A head row of the spreadsheet. */
const HEAD = /^姓名(?:[\t，, ]|$)/;
const LINE_MAX = 300;

export type PastedActs = {
  readonly rows: readonly RowValues[];
  /** Lines that are not four or five cells, as typed, with their place from 1. */
  readonly unread: readonly { readonly line: number; readonly text: string }[];
};

/** Reads as many lines as there are; what is not understood comes back as typed. */
export function readPastedActs(text: string): PastedActs {
  const rows: RowValues[] = [];
  const unread: { line: number; text: string }[] = [];
  text.split(/\r\n|\r|\n/).forEach((line, at) => {
    if (line.trim() === '' || HEAD.test(line.trim())) return;
    const row = line.length > LINE_MAX ? undefined : rowOf(line);
    if (row) rows.push(row);
    else unread.push({ line: at + 1, text: line });
  });
  return { rows, unread };
}

/** Cells are parted by tabs; else by commas; else by blanks, where a name of two characters may hold one. */
function cellsOf(line: string): string[] {
  const by = line.includes('\t') ? /\t/ : /[，,]/.test(line) ? /[，,]/ : /\s+/;
  const cells = line
    .trim()
    .split(by)
    .map((cell) => cell.trim());
  const [first = '', second = '', ...rest] = cells;
  const padded = by.source === '\\s+' && /^\p{sc=Han}$/u.test(first) && /^\p{sc=Han}$/u.test(second);
  return padded ? [first + second, ...rest] : cells;
}

function rowOf(line: string): RowValues | undefined {
  const [person = '', word = '', organisation = '', post = '', ...marks] = cellsOf(line);
  const kind = KINDS.find(([pattern]) => pattern.test(word))?.[1];
  if (kind === undefined || person === '' || organisation === '' || post === '') return undefined;
  const said = `${marks.join(' ')} ${/[（(].*[）)]$/.exec(post)?.[0] ?? ''}`;
  const months = /(?:试用期?\s*)(?:为)?\s*(一年|1\s*年|12\s*个?月|半年|六个月|6\s*个?月)/.exec(said)?.[1];
  return {
    ...emptyRow,
    person,
    kind,
    organisation,
    post: post.replace(/[（(](?:兼任?|挂职)[）)]$/, ''),
    concurrent: /兼/.test(said),
    seconded: /挂职/.test(said),
    term:
      months === undefined
        ? /试用期?已?满|试用之日/.test(said)
          ? 'trial'
          : 'plain'
        : /半|六|^6/.test(months)
          ? 'p6'
          : 'p12',
  };
}
