/** What a layout gives: where boxes stand and how lines run between them. Units are those of the drawing. */

export type Box = {
  readonly id: string;
  /** 0 for the first time a node is drawn; a list of branches shows a shared node again. */
  readonly copy: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

export type Line = {
  /** The edge it draws. */
  readonly id: string;
  /** Corners from the start to the arrow's head: between two the line runs straight or as one smooth step. */
  readonly route: readonly (readonly [x: number, y: number])[];
  /** The word stands before the arrow's head: its baseline, and on which side of the point it extends. */
  readonly label: { readonly x: number; readonly y: number; readonly anchor: 'start' | 'end' };
};

export type Drawing = {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
};

export type Edge = { readonly id: string; readonly from: string; readonly to: string };

/** A node with its place among its equals; ids settle a tie. */
export type Node = { readonly id: string; readonly order: number };

export const inOrder = <N extends Node>(nodes: readonly N[]): N[] =>
  [...nodes].sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));

/** Edges between two different known nodes, in the order of their ends. */
export function soundEdges(nodes: readonly Node[], edges: readonly Edge[]): Edge[] {
  const place = new Map(inOrder(nodes).map((node, at) => [node.id, at]));
  const at = (id: string) => place.get(id) ?? -1;
  return edges
    .filter((e) => e.from !== e.to && place.has(e.from) && place.has(e.to))
    .sort((a, b) => at(a.from) - at(b.from) || at(a.to) - at(b.to) || (a.id < b.id ? -1 : 1));
}
