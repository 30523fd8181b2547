/**
 * The same edges for a narrow screen: a list read from top to bottom, where what a document acts upon stands indented
 * below it. A node that several act upon is shown each time; what it acts upon itself stands below the first.
 */
import { type Box, type Drawing, type Edge, inOrder, type Line, type Node, soundEdges } from './drawing.ts';

export type Branches = {
  readonly width: number;
  /** How far a branch is set in; deeper than `depthMax` only a little further each time. */
  readonly indent: number;
  readonly depthMax: number;
  /** Room above a box for the word on its line. */
  readonly labelRoom: number;
  readonly down: number;
};

/** The line arrives at the height of a box's first line of text. */
const ARRIVAL = 22;
const SPINE = 10;
const DEEP_INDENT = 16;
const WIDTH_MIN = 160;

/** @param heightOf how tall a node is when it is that wide */
export function branchLayout(
  nodes: readonly Node[],
  edges: readonly Edge[],
  heightOf: (id: string, width: number) => number,
  sizes: Branches,
): Drawing {
  const sound = soundEdges(nodes, edges);
  const out = Map.groupBy(sound, (e) => e.from);
  const acted = new Set(sound.map((e) => e.to));
  const boxes: Box[] = [];
  const lines: Line[] = [];
  const copies = new Map<string, number>();
  let y = 0;
  const put = (id: string, depth: number): Box => {
    const deeper = Math.max(0, depth - sizes.depthMax);
    const x = (depth - deeper) * sizes.indent + deeper * DEEP_INDENT;
    const width = Math.max(sizes.width - x, WIDTH_MIN);
    const copy = copies.get(id) ?? 0;
    copies.set(id, copy + 1);
    const box = { id, copy, x, y, width, height: Math.max(heightOf(id, width), 2 * ARRIVAL) };
    boxes.push(box);
    y += box.height;
    return box;
  };
  const branch = (box: Box, depth: number): void => {
    for (const edge of out.get(box.id) ?? []) {
      y += sizes.labelRoom;
      const child = put(edge.to, depth + 1);
      const spine = box.x + SPINE;
      const arrival = child.y + ARRIVAL;
      lines.push({
        id: edge.id,
        route: [
          [spine, box.y + box.height],
          [spine, arrival],
          [child.x, arrival],
        ],
        label: { x: child.x, y: child.y - 6, anchor: 'start' },
      });
      if (child.copy === 0) branch(child, depth + 1);
    }
  };
  const grow = (id: string): void => {
    if (y > 0) y += sizes.down;
    branch(put(id, 0), 0);
  };
  const sorted = inOrder(nodes);
  for (const { id } of sorted) if (!acted.has(id)) grow(id);
  // What is left stands in a circle.
  for (const { id } of sorted) if (!copies.has(id)) grow(id);
  const width = Math.max(sizes.width, ...boxes.map((b) => b.x + b.width));
  return { width, height: y, boxes, lines };
}
