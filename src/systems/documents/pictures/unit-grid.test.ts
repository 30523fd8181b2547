import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { unitGrid } from './unit-grid.ts';

const SIZES = { side: 24, step: 27, abreast: 3, left: 60, top: 30, padding: 6 };
const COLUMNS = ['2009', '2017', '2023'];
const ROWS = ['repeal', 'keep'];

test('every unit stands in the cell of its column and row, and no two touch', () => {
  const unit = fc.record({ column: fc.constantFrom(...COLUMNS), row: fc.constantFrom(...ROWS) });
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 40 }), (drawn) => {
      const units = drawn.map((u, n) => ({ ...u, id: String(n) }));
      const grid = unitGrid(units, COLUMNS, ROWS, SIZES);
      assert.equal(grid.units.length, units.length);
      for (const { id, x, y } of grid.units) {
        const asked = units[Number(id)];
        const column = grid.columns.find((c) => c.key === asked?.column);
        const row = grid.rows.find((r) => r.key === asked?.row);
        assert.ok(column && row);
        assert.ok(x >= column.x && x + SIZES.side <= column.x + column.width);
        assert.ok(y >= row.y && y + SIZES.side <= row.y + row.height);
        assert.ok(x + SIZES.side <= grid.width && y + SIZES.side <= grid.height);
      }
      for (const a of grid.units)
        for (const b of grid.units)
          if (a.id !== b.id)
            assert.ok(Math.abs(a.x - b.x) >= SIZES.side || Math.abs(a.y - b.y) >= SIZES.side);
    }),
  );
});

test('a unit of a column that is not asked for is left out', () => {
  assert.deepEqual(unitGrid([{ id: 'a', column: '1999', row: 'keep' }], COLUMNS, ROWS, SIZES).units, []);
});
