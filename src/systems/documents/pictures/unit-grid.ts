/** One square for each thing, gathered into the cells of a grid: how many, and which, at one look. Pure. */

export type Unit = { readonly id: string; readonly column: string; readonly row: string };

export type PlacedUnit = { readonly id: string; readonly x: number; readonly y: number };

export type Grid = {
  readonly width: number;
  readonly height: number;
  readonly units: readonly PlacedUnit[];
  readonly columns: readonly { readonly key: string; readonly x: number; readonly width: number }[];
  readonly rows: readonly { readonly key: string; readonly y: number; readonly height: number }[];
};

export type GridSizes = {
  /** Side of a square, and from one to the next. */
  readonly side: number;
  readonly step: number;
  /** So many squares beside each other in a cell. */
  readonly abreast: number;
  /** Left of the cells, and above them. */
  readonly left: number;
  readonly top: number;
  readonly padding: number;
};

/** @param columns in order; units of a column or row that is not among them are left out */
export function unitGrid(
  units: readonly Unit[],
  columns: readonly string[],
  rows: readonly string[],
  sizes: GridSizes,
): Grid {
  const { step, side, abreast, left, top, padding } = sizes;
  const columnWidth = abreast * step - (step - side) + 2 * padding;
  const cells = Map.groupBy(units, (u) => JSON.stringify([u.column, u.row]));
  const cell = (column: string, row: string) => cells.get(JSON.stringify([column, row])) ?? [];
  const placed: PlacedUnit[] = [];
  let y = top;
  const placedRows = rows.map((row) => {
    const deepest = Math.max(1, ...columns.map((c) => Math.ceil(cell(c, row).length / abreast)));
    const height = deepest * step - (step - side) + 2 * padding;
    for (const [at, column] of columns.entries())
      for (const [n, unit] of cell(column, row).entries())
        placed.push({
          id: unit.id,
          x: left + at * columnWidth + padding + (n % abreast) * step,
          y: y + padding + Math.floor(n / abreast) * step,
        });
    const placedRow = { key: row, y, height };
    y += height;
    return placedRow;
  });
  return {
    width: left + columns.length * columnWidth,
    height: y,
    units: placed,
    columns: columns.map((key, at) => ({ key, x: left + at * columnWidth, width: columnWidth })),
    rows: placedRows,
  };
}
