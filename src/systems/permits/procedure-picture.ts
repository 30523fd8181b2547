/** A procedure's states as a drawing: the way to the end one below the other, what may happen beside it. Pure. */
import type { Procedure } from '#engines/procedure/definition.ts';

export type StateBox = {
  readonly state: string;
  /** Lines of a box: its title, or the titles of several ends. */
  readonly lines: readonly string[];
  readonly turn: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};
export type StateLine = { readonly from: StateBox; readonly to: StateBox; readonly word: string };
export type ProcedurePicture = {
  readonly width: number;
  readonly height: number;
  readonly main: readonly StateBox[];
  readonly side: readonly StateBox[];
  readonly lines: readonly StateLine[];
};

const WIDTH = 342;
const MAIN_WIDTH = 150;
const SIDE_X = 196;
const LINE_HEIGHT = 22;
const PADDING = 10;
const GAP = 34;

/** The shortest way from the opening state to `end`, by states. */
export function mainPath({ opens, transitions }: Procedure, end = 'delivered'): string[] {
  const start = transitions[opens]?.to as string;
  const cameFrom = new Map<string, string | null>([[start, null]]);
  for (const state of cameFrom.keys()) {
    if (state === end) break;
    for (const { from, to } of Object.values(transitions))
      if (to !== null && from.includes(state) && !cameFrom.has(to)) cameFrom.set(to, state);
  }
  const path: string[] = [];
  for (let at: string | null | undefined = end; at; at = cameFrom.get(at)) path.unshift(at);
  return path;
}

export function procedurePicture(procedure: Procedure): ProcedurePicture {
  const { states, transitions } = procedure;
  const path = mainPath(procedure);
  const placed = new Set(path);
  const wordOf = (from: string, to: string): string =>
    Object.values(transitions).find((t) => t.to === to && t.from.includes(from))?.title ?? '';
  const title = (state: string): string => states[state]?.title ?? state;
  const main: StateBox[] = [];
  const side: StateBox[] = [];
  const lines: StateLine[] = [];
  let y = 0;
  for (const state of path) {
    const beside = Object.values(transitions).flatMap(({ from, to }) =>
      from.includes(state) && to !== null && !placed.has(to) ? [to] : [],
    );
    const fresh = [...new Set(beside)];
    for (const to of fresh) placed.add(to);
    const ends = fresh.filter((to) => states[to]?.turn === 'nobody');
    const groups = [
      ...fresh.filter((to) => !ends.includes(to)).map((to) => [to]),
      ...(ends.length > 0 ? [ends] : []),
    ];
    const mainLines = title(state).split(/(?<=，)/u);
    const box: StateBox = {
      state,
      lines: mainLines,
      turn: states[state]?.turn ?? '',
      x: 0,
      y,
      width: MAIN_WIDTH,
      height: mainLines.length * LINE_HEIGHT + 2 * PADDING,
    };
    let sideY = y;
    for (const group of groups) {
      const [first = ''] = group;
      const groupLines = group.flatMap((to) => title(to).split(/(?<=，)/u));
      const beside: StateBox = {
        state: first,
        lines: groupLines,
        turn: states[first]?.turn ?? '',
        x: SIDE_X,
        y: sideY,
        width: WIDTH - SIDE_X,
        height: groupLines.length * LINE_HEIGHT + 2 * PADDING,
      };
      side.push(beside);
      lines.push({ from: box, to: beside, word: '' });
      sideY += beside.height + 12;
    }
    const before = main.at(-1);
    if (before) lines.push({ from: before, to: box, word: wordOf(before.state, state) });
    main.push(box);
    y = Math.max(y + box.height + GAP, sideY + 8);
  }
  const bottom = Math.max(...[...main, ...side].map((b) => b.y + b.height));
  return { width: WIDTH, height: bottom, main, side, lines };
}
