import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { branchLayout } from './branch-layout.ts';
import type { Box, Drawing, Edge } from './drawing.ts';
import { layeredLayout, layersOf } from './layered-layout.ts';
import { textWidth, wrapText } from './wrap-text.ts';

const GAPS = { nodeWidth: 200, across: 150, labelRoom: 100, down: 20 };
const BRANCHES = { width: 340, indent: 38, depthMax: 3, labelRoom: 34, down: 28 };

type Graph = { nodes: { id: string; order: number; height: number }[]; edges: Edge[] };

/** Any graph at all: several edges between the same two, circles, edges from a node to itself, lone nodes. */
const graphs: fc.Arbitrary<Graph> = fc.integer({ min: 1, max: 12 }).chain((count) =>
  fc.record({
    nodes: fc.tuple(
      ...Array.from({ length: count }, (_, at) =>
        fc.record({
          id: fc.constant(`n${at}`),
          order: fc.integer({ min: 0, max: 4 }),
          height: fc.integer({ min: 20, max: 300 }),
        }),
      ),
    ),
    edges: fc
      .array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 20 })
      .map((pairs) => pairs.map(([a, b], at) => ({ id: `e${at}`, from: `n${a}`, to: `n${b}` }))),
  }),
);

const layered = ({ nodes, edges }: Graph): Drawing => layeredLayout(nodes, edges, GAPS);
const branches = ({ nodes, edges }: Graph): Drawing => {
  const height = new Map(nodes.map((n) => [n.id, n.height]));
  return branchLayout(nodes, edges, (id) => height.get(id) ?? 0, BRANCHES);
};

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const onRim = (box: Box, [x, y]: readonly [number, number]): boolean =>
  x >= box.x &&
  x <= box.x + box.width &&
  y >= box.y &&
  y <= box.y + box.height &&
  (x === box.x || x === box.x + box.width || y === box.y || y === box.y + box.height);

const inside = (box: Box, [x, y]: readonly [number, number]): boolean =>
  x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height;

/** Points along a line: steps run smoothly, as cubic curves with level ends. */
function* along(route: Drawing['lines'][number]['route']): Generator<readonly [number, number]> {
  for (const [at, end] of route.entries()) {
    const start = route[at - 1];
    if (!start) continue;
    const level = start[0] === end[0] || start[1] === end[1];
    for (let t = 0; t <= 1; t += 0.05) {
      const rise = level ? t : t * t * (3 - 2 * t);
      // With level ends a curve's x is symmetrical in t, and y rises as 3t²−2t³.
      const run = level ? t : 1.5 * t * (1 - t) * (1 - t) + 1.5 * t * t * (1 - t) + t * t * t;
      yield [start[0] + (end[0] - start[0]) * run, start[1] + (end[1] - start[1]) * rise];
    }
  }
}

for (const [name, draw] of [
  ['layers', layered],
  ['branches', branches],
] as const) {
  describe(`a drawing in ${name}`, () => {
    test('has every node, and no two boxes overlap', () => {
      fc.assert(
        fc.property(graphs, (graph) => {
          const { boxes } = draw(graph);
          assert.deepEqual([...new Set(boxes.map((b) => b.id))].sort(), graph.nodes.map((n) => n.id).sort());
          for (const [at, a] of boxes.entries())
            for (const b of boxes.slice(at + 1)) assert.ok(!overlap(a, b), `${a.id} and ${b.id}`);
        }),
      );
    });

    test('runs each edge once, from its own node to its own', () => {
      fc.assert(
        fc.property(graphs, (graph) => {
          const { boxes, lines } = draw(graph);
          const drawable = graph.edges.filter((e) => e.from !== e.to);
          assert.deepEqual(lines.map((l) => l.id).sort(), drawable.map((e) => e.id).sort());
          for (const line of lines) {
            const edge = drawable.find((e) => e.id === line.id) as Edge;
            const [start, end] = [line.route[0], line.route.at(-1)];
            assert.ok(start && end);
            assert.ok(
              boxes.some((b) => b.id === edge.from && onRim(b, start)),
              `${line.id} starts`,
            );
            assert.ok(
              boxes.some((b) => b.id === edge.to && onRim(b, end)),
              `${line.id} ends`,
            );
          }
        }),
      );
    });

    test('never runs a line through a box, and stays on its sheet', () => {
      fc.assert(
        fc.property(graphs, (graph) => {
          const { boxes, lines, width, height } = draw(graph);
          for (const { id, route } of lines)
            for (const point of along(route))
              for (const box of boxes) assert.ok(!inside(box, point), `${id} through ${box.id}`);
          for (const b of boxes) {
            assert.ok(b.x >= 0 && b.y >= 0 && b.x + b.width <= width && b.y + b.height <= height);
          }
        }),
      );
    });

    test('is the same whatever the order of its input', () => {
      fc.assert(
        fc.property(graphs, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (graph, keys) => {
          const shuffled = <T>(list: readonly T[]): T[] =>
            list
              .map((item) => [keys.next().value as number, item] as const)
              .sort(([a], [b]) => a - b)
              .map(([, item]) => item);
          const again = draw({ nodes: shuffled(graph.nodes), edges: shuffled(graph.edges) });
          const sorted = (d: Drawing) => ({
            ...d,
            boxes: [...d.boxes].sort((a, b) => (a.id + a.copy < b.id + b.copy ? -1 : 1)),
            lines: [...d.lines].sort((a, b) => (a.id < b.id ? -1 : 1)),
          });
          assert.deepEqual(sorted(again), sorted(draw(graph)));
        }),
      );
    });
  });
}

test('whoever acts stands left of what it acts upon, unless they act in a circle', () => {
  const nodes = ['a', 'b', 'c', 'lone'].map((id, order) => ({ id, order }));
  const edge = (from: string, to: string) => ({ id: from + to, from, to });
  assert.deepEqual([...layersOf(nodes, [edge('a', 'b'), edge('b', 'c'), edge('a', 'c')])].sort(), [
    ['a', 0],
    ['b', 1],
    ['c', 2],
    ['lone', 0],
  ]);
  const circle = layersOf(nodes, [edge('a', 'b'), edge('b', 'a')]);
  assert.deepEqual([circle.get('a'), circle.get('b')], [0, 1]);
});

describe('lines of text', () => {
  test('hold every character, and none is wider than its box unless one character is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('政', '府', '》', '，', '〔', '2', '0', 'a', '（') }),
        fc.integer({ min: 40, max: 200 }),
        (text, width) => {
          const lines = wrapText(text, 14, width);
          assert.equal(lines.join(''), text);
          for (const line of lines) assert.ok(textWidth(line, 14) <= width, line);
        },
      ),
    );
  });
  test('that are too many end with an ellipsis that still fits', () => {
    assert.deepEqual(wrapText('一二三四五六七八', 10, 30, 2), ['一二三', '四五…']);
    assert.deepEqual(wrapText('一二三四五六', 10, 30, 2), ['一二三', '四五六']);
  });
  test('do not begin with a closing mark, and keep a number whole', () => {
    assert.deepEqual(wrapText('印发《办法》', 10, 50), ['印发《办', '法》']);
    assert.deepEqual(wrapText('自二年2024年', 10, 45), ['自二年', '2024年']);
  });
});
