/**
 * Rows of a cell-a-line table that have fewer cells than columns: which cells are blank is told by the full rows,
 * by the words that recur in a column and by how long its cells are.
 */

type Profile = { values: Set<string>; length: number; first: Map<string, number>; last: Map<string, number> };

/** Pads each short row to `n` cells, blank where the rows that are full say that a cell is missing. */
export function alignShortRows(rows: { cells: string[] }[], n: number): void {
  const full = rows.filter((r) => r.cells.length === n).slice(0, 400);
  if (full.length === 0) return;
  const profiles = Array.from({ length: n }, (_, k): Profile => {
    const cells = full.map((r) => r.cells[k] ?? '');
    const length = cells.reduce((sum, c) => sum + Math.log1p(c.length), 0) / cells.length;
    const share = (of: (cell: string) => string) => {
      const shares = new Map<string, number>();
      for (const cell of cells) shares.set(of(cell), (shares.get(of(cell)) ?? 0) + 1 / cells.length);
      return shares;
    };
    return {
      values: new Set(cells),
      length,
      first: share((c) => c.charAt(0)),
      last: share((c) => c.slice(-1)),
    };
  });
  for (const row of rows)
    if (row.cells.length < n && row.cells.length > 0) row.cells = align(row.cells, profiles);
}

function fit(cell: string, profile: Profile): number {
  const known = profile.values.has(cell) ? 3 : 0;
  const ends = 2 * (profile.first.get(cell.charAt(0)) ?? 0) + 2 * (profile.last.get(cell.slice(-1)) ?? 0);
  return known + ends - Math.abs(Math.log1p(cell.length) - profile.length);
}

/** The best order-keeping placing of the cells (dynamic programming over cells × columns); ties leave the end blank. */
function align(cells: string[], profiles: Profile[]): string[] {
  const n = profiles.length;
  const m = cells.length;
  const best = Array.from({ length: m + 1 }, () => new Float64Array(n + 1).fill(Number.NEGATIVE_INFINITY));
  const take = Array.from({ length: m + 1 }, () => new Uint8Array(n + 1));
  best[0]?.fill(0);
  for (let k = 1; k <= m; k++) {
    for (let c = k; c <= n - (m - k); c++) {
      const profile = profiles[c - 1];
      const placed =
        (best[k - 1]?.[c - 1] ?? 0) + (profile === undefined ? 0 : fit(cells[k - 1] ?? '', profile));
      const skipped = best[k]?.[c - 1] ?? Number.NEGATIVE_INFINITY;
      const row = best[k];
      if (row === undefined) continue;
      row[c] = Math.max(placed, skipped);
      if (placed > skipped) (take[k] as Uint8Array)[c] = 1;
    }
  }
  const out = new Array<string>(n).fill('');
  let k = m;
  for (let c = n; c > 0 && k > 0; c--) {
    if (take[k]?.[c] === 1) out[c - 1] = cells[--k] ?? '';
  }
  return out;
}
