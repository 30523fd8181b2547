/** Apart from the exports, so that who only guards a cell loads no writer of spreadsheets. */

export type Cell = string | number | null;

/** A text cell that a spreadsheet would run begins with an apostrophe; numbers stay numbers, also negative ones. */
export const safeCell = (cell: Cell): Cell =>
  typeof cell === 'string' && /^[=+\-@\t\r\n＝＋－＠]/.test(cell) ? `'${cell}` : cell;
