/**
 * Cutting a long text into pages that every connection can carry. A cut falls before a unit (a clause or a table
 * row), rather before a chapter than before an item.
 */

/** A clause or table row in print order. */
export type Unit = {
  /** What it adds to the page, in characters. */
  readonly weight: number;
  /** 0 for a chapter or outermost clause; higher numbers stand deeper. */
  readonly depth: number;
};

/** `[start, end)` over the units. */
export type Part = readonly [start: number, end: number];

/** Cuts are looked for in the last share of a full page. */
const LOOK_BACK = 0.5;

/**
 * Parts that each weigh at most `weightMax`, unless one unit alone weighs more. All units are covered once, in
 * order. A text that fits is one part.
 */
export function partition(units: readonly Unit[], weightMax: number): Part[] {
  const parts: Part[] = [];
  let start = 0;
  while (start < units.length) {
    const end = fullPage(units, start, weightMax);
    const cut = end === units.length ? end : bestCut(units, start, end, weightMax);
    parts.push([start, cut]);
    start = cut;
  }
  return parts.length === 0 ? [[0, 0]] : parts;
}

function fullPage(units: readonly Unit[], start: number, weightMax: number): number {
  let weight = 0;
  for (let at = start; at < units.length; at++) {
    weight += units[at]?.weight ?? 0;
    if (weight > weightMax) return Math.max(at, start + 1);
  }
  return units.length;
}

/** The shallowest unit that may begin the next part; the last of them, so that pages stay full. */
function bestCut(units: readonly Unit[], start: number, end: number, weightMax: number): number {
  let best = end;
  let weight = 0;
  for (let at = start; at <= end; at++) {
    const unit = units[at];
    if (!unit) break;
    const depthOfBest = units[best]?.depth ?? Infinity;
    if (at > start && weight >= weightMax * LOOK_BACK && unit.depth <= depthOfBest) best = at;
    weight += unit.weight;
  }
  return best;
}

/** The part that holds a unit. */
export const partOf = (parts: readonly Part[], unit: number): number =>
  Math.max(
    0,
    parts.findIndex(([start, end]) => start <= unit && unit < end),
  );
