/** Lines and arrow heads as SVG paths. */
import type { Line } from '../../pictures/drawing.ts';
import type { RelationKind } from '../../pictures/relation-graph.ts';

/** A line through its corners: straight along an axis, else one smooth step from left to right. */
export function linePath(route: Line['route']): string {
  return route
    .map(([x, y], at) => {
      const before = route[at - 1];
      if (!before) return `M${x} ${y}`;
      if (before[0] === x || before[1] === y) return `L${x} ${y}`;
      const middle = (before[0] + x) / 2;
      return `C${middle} ${before[1]} ${middle} ${y} ${x} ${y}`;
    })
    .join('');
}

export type Family = 'end' | 'change' | 'keep' | 'carry' | 'cite';

/** Kinds that look alike: those that end a document, those that change it, and the rest. */
export const familyOf = (kind: RelationKind): Family => {
  if (kind === 'keep' || kind === 'carry' || kind === 'cite') return kind;
  return ['repeal', 'annul', 'replace', 'lapse'].includes(kind) ? 'end' : 'change';
};

/** The head of an arrow at a point, pointing right (1) or left (-1): each family has its own shape. */
export function headPath(family: Family, x: number, y: number, way: 1 | -1): string {
  const at = (dx: number, dy: number) => `${x - way * dx} ${y + dy}`;
  const arrow = `M${at(0, 0)}L${at(11, -6)}L${at(11, 6)}Z`;
  switch (family) {
    // A bar across: here a document ends.
    case 'end':
      return `${arrow}M${at(14, -8)}L${at(17, -8)}L${at(17, 8)}L${at(14, 8)}Z`;
    case 'change':
      return arrow;
    case 'keep':
      return `M${at(0, 0)}a5 5 0 1 0 ${-way * 10} 0a5 5 0 1 0 ${way * 10} 0Z`;
    case 'carry':
      return `M${at(0, -5)}L${at(10, -5)}L${at(10, 5)}L${at(0, 5)}Z`;
    case 'cite':
      return `M${at(0, 0)}L${at(9, -5)}L${at(7.5, 0)}L${at(9, 5)}Z`;
  }
}
