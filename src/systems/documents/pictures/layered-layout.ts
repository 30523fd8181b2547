/**
 * Layers from left to right: whoever acts stands left of what it acts upon. Deterministic, and the same whatever the
 * order of its input. After Sugiyama: break circles, layer by longest path, give long edges a lane through the layers
 * they pass, order each layer by its neighbours.
 */
import { type Box, type Drawing, type Edge, inOrder, type Line, type Node, soundEdges } from './drawing.ts';

export type Gaps = {
  readonly nodeWidth: number;
  /** Between layers; the last `labelRoom` of it runs straight, for the word on the line. */
  readonly across: number;
  readonly labelRoom: number;
  readonly down: number;
};

/** Lines arrive one below the other at this distance; the first leaves and arrives at the height of a box's first line. */
export const PORT_STEP = 24;
/** A lane for a line that passes a layer. */
const LANE_HEIGHT = 12;
const SWEEPS = 6;

/** An edge in the direction of its layers; `turned` when that is against its own, to break a circle. */
type Directed = Edge & { readonly turned: boolean };

/** The layer of every node, from 0. */
export function layersOf(nodes: readonly Node[], edges: readonly Edge[]): Map<string, number> {
  return layering(inOrder(nodes), direct(nodes, soundEdges(nodes, edges)));
}

/** Edges that would close a circle are turned round. */
function direct(nodes: readonly Node[], edges: readonly Edge[]): Directed[] {
  const out = Map.groupBy(edges, (e) => e.from);
  const state = new Map<string, 'open' | 'done'>();
  const turned = new Set<string>();
  const visit = (id: string): void => {
    state.set(id, 'open');
    for (const edge of out.get(id) ?? []) {
      if (state.get(edge.to) === 'open') turned.add(edge.id);
      else if (!state.has(edge.to)) visit(edge.to);
    }
    state.set(id, 'done');
  };
  // What nothing acts upon comes first, so that as few edges as possible are turned.
  const acted = new Set(edges.map((e) => e.to));
  const sorted = inOrder(nodes);
  for (const node of [...sorted.filter((n) => !acted.has(n.id)), ...sorted])
    if (!state.has(node.id)) visit(node.id);
  return edges.map((e) =>
    turned.has(e.id) ? { id: e.id, from: e.to, to: e.from, turned: true } : { ...e, turned: false },
  );
}

function layering(nodes: readonly Node[], edges: readonly Directed[]): Map<string, number> {
  const into = Map.groupBy(edges, (e) => e.to);
  const out = Map.groupBy(edges, (e) => e.from);
  const layer = new Map<string, number>();
  const of = (id: string): number => {
    const known = layer.get(id);
    if (known !== undefined) return known;
    const made = Math.max(-1, ...(into.get(id) ?? []).map((e) => of(e.from))) + 1;
    layer.set(id, made);
    return made;
  };
  for (const node of nodes) of(node.id);
  // What only acts moves next to what it acts upon.
  for (const { id } of nodes) {
    const targets = (out.get(id) ?? []).map((e) => of(e.to));
    if (!into.has(id) && targets.length > 0) layer.set(id, Math.min(...targets) - 1);
  }
  return layer;
}

/** A node or a lane in its layer. */
type Slot = { readonly id: string; readonly order: number; readonly height: number; y: number };

/** One step of an edge from a layer to the next. */
type Step = { readonly from: string; readonly to: string };

/** @param nodes with their heights; a node that more lines reach than fit beside it grows */
export function layeredLayout(
  nodes: readonly (Node & { readonly height: number })[],
  edges: readonly Edge[],
  gaps: Gaps,
): Drawing {
  const directed = direct(nodes, soundEdges(nodes, edges));
  const layerOf = layering(inOrder(nodes), directed);
  const arriving = Map.groupBy(directed, (e) => e.to);
  const layers: Slot[][] = Array.from({ length: Math.max(0, ...layerOf.values()) + 1 }, () => []);
  for (const { id, order, height } of inOrder(nodes)) {
    const ports = (arriving.get(id)?.length ?? 0) + 1;
    layers[layerOf.get(id) ?? 0]?.push({ id, order, height: Math.max(height, ports * PORT_STEP), y: 0 });
  }
  const steps: Step[] = [];
  const lanes = new Map<string, string[]>();
  for (const edge of directed) {
    const first = layerOf.get(edge.from) ?? 0;
    const last = layerOf.get(edge.to) ?? 0;
    const order = nodes.find((n) => n.id === edge.to)?.order ?? 0;
    const passed: string[] = [];
    for (let at = first + 1; at < last; at++) {
      const id = `lane:${edge.id}:${at}`;
      layers[at]?.push({ id, order, height: LANE_HEIGHT, y: 0 });
      passed.push(id);
    }
    lanes.set(edge.id, passed);
    const stops = [edge.from, ...passed, edge.to];
    for (let at = 1; at < stops.length; at++)
      steps.push({ from: stops[at - 1] as string, to: stops[at] as string });
  }
  const ordered = orderLayers(layers, steps);
  place(ordered, steps, gaps.down);
  return draw(ordered, new Set(nodes.map((n) => n.id)), directed, lanes, gaps);
}

/** The order of each layer that makes the fewest crossings of those tried. */
function orderLayers(layers: readonly Slot[][], steps: readonly Step[]): Slot[][] {
  const left = Map.groupBy(steps, (s) => s.to);
  const right = Map.groupBy(steps, (s) => s.from);
  let current = layers.map((layer) => inOrder(layer));
  let best = current;
  let fewest = crossings(current, right);
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
    const position = new Map(current.flatMap((layer) => layer.map((s, at) => [s.id, at] as const)));
    const neighbours = (id: string): number[] =>
      sweep % 2 === 0
        ? (left.get(id) ?? []).map((s) => position.get(s.from) ?? 0)
        : (right.get(id) ?? []).map((s) => position.get(s.to) ?? 0);
    const weight = (slot: Slot): number => {
      const near = neighbours(slot.id);
      return near.length === 0 ? (position.get(slot.id) ?? 0) : near.reduce((a, b) => a + b, 0) / near.length;
    };
    current = current.map((layer) =>
      [...layer].sort((a, b) => weight(a) - weight(b) || a.order - b.order || (a.id < b.id ? -1 : 1)),
    );
    const count = crossings(current, right);
    if (count < fewest) [best, fewest] = [current, count];
  }
  return best;
}

function crossings(layers: readonly Slot[][], right: ReadonlyMap<string, readonly Step[]>): number {
  let count = 0;
  for (const [at, layer] of layers.entries()) {
    const next = new Map((layers[at + 1] ?? []).map((s, place) => [s.id, place]));
    const ends = layer.map((slot) => (right.get(slot.id) ?? []).map((s) => next.get(s.to) ?? 0));
    for (let i = 0; i < ends.length; i++)
      for (let j = i + 1; j < ends.length; j++)
        for (const a of ends[i] ?? []) for (const b of ends[j] ?? []) if (a > b) count++;
  }
  return count;
}

/** The tallest layer is stacked; in the others every slot begins level with its topmost neighbour, or below the last. */
function place(layers: readonly Slot[][], steps: readonly Step[], gap: number): void {
  const heights = layers.map((layer) => layer.reduce((sum, s) => sum + s.height + gap, 0));
  const tallest = heights.indexOf(Math.max(...heights));
  const slots = new Map(layers.flat().map((s) => [s.id, s]));
  const left = Map.groupBy(steps, (s) => s.to);
  const right = Map.groupBy(steps, (s) => s.from);
  const stack = (layer: readonly Slot[], wanted: (slot: Slot) => number): void => {
    let free = 0;
    for (const slot of layer) {
      slot.y = Math.max(free, wanted(slot));
      free = slot.y + slot.height + gap;
    }
  };
  const topOf = (ids: readonly string[]): number =>
    ids.length === 0 ? 0 : Math.min(...ids.map((id) => slots.get(id)?.y ?? 0));
  stack(layers[tallest] ?? [], () => 0);
  for (let at = tallest - 1; at >= 0; at--)
    stack(layers[at] ?? [], (s) => topOf((right.get(s.id) ?? []).map((step) => step.to)));
  for (let at = tallest + 1; at < layers.length; at++)
    stack(layers[at] ?? [], (s) => topOf((left.get(s.id) ?? []).map((step) => step.from)));
}

function draw(
  layers: readonly Slot[][],
  nodes: ReadonlySet<string>,
  edges: readonly Directed[],
  lanes: ReadonlyMap<string, readonly string[]>,
  gaps: Gaps,
): Drawing {
  const { nodeWidth, across, labelRoom } = gaps;
  const boxes = new Map<string, Box>();
  for (const [at, layer] of layers.entries())
    for (const { id, y, height } of layer)
      boxes.set(id, { id, copy: 0, x: at * (nodeWidth + across), y, width: nodeWidth, height });
  const ports = arrivals(edges, lanes, boxes);
  const lines = edges.map((edge): Line => {
    const start = boxes.get(edge.from) as Box;
    const end = boxes.get(edge.to) as Box;
    const arrival = ports.get(edge.id) ?? end.y + PORT_STEP;
    const route: [number, number][] = [[start.x + nodeWidth, start.y + PORT_STEP]];
    for (const id of lanes.get(edge.id) ?? []) {
      const lane = boxes.get(id) as Box;
      route.push([lane.x, lane.y + LANE_HEIGHT / 2], [lane.x + nodeWidth, lane.y + LANE_HEIGHT / 2]);
    }
    route.push([end.x - labelRoom, arrival], [end.x, arrival]);
    return {
      id: edge.id,
      route: edge.turned ? route.reverse() : route,
      label: { x: end.x - 22, y: arrival - 6, anchor: 'end' },
    };
  });
  const shown = [...boxes.values()].filter((b) => nodes.has(b.id));
  return {
    width: layers.length * (nodeWidth + across) - across,
    height: Math.max(0, ...shown.map((b) => b.y + b.height)),
    boxes: shown,
    lines,
  };
}

/** The height at which each line arrives: one below the other, in the order in which they come. */
function arrivals(
  edges: readonly Directed[],
  lanes: ReadonlyMap<string, readonly string[]>,
  boxes: ReadonlyMap<string, Box>,
): Map<string, number> {
  const ports = new Map<string, number>();
  const from = (e: Directed): number => boxes.get(lanes.get(e.id)?.at(-1) ?? e.from)?.y ?? 0;
  for (const [id, arriving] of Map.groupBy(edges, (e) => e.to)) {
    const sorted = [...arriving].sort((a, b) => from(a) - from(b) || (a.id < b.id ? -1 : 1));
    for (const [at, edge] of sorted.entries())
      ports.set(edge.id, (boxes.get(id)?.y ?? 0) + (at + 1) * PORT_STEP);
  }
  return ports;
}
