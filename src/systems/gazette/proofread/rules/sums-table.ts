/** Tables that add up: a row 合计, a column 合计, and a column that the others make in nearly every row. */
import type { Noticed, Rule } from '../finding.ts';
import type { ProofText } from '../proof-text.ts';
import { type Cell, printedCells } from './cells.ts';

const TOTAL = /^(?:合\s*计|总\s*计|共\s*计|小\s*计|全[区市县]合?计?)$/u;
/** Rows that say what another row is made of are no parts beside it. */
const INNER = /其中|小\s*计|^#|^（[一二三四五六七八九十]）|^[一二三四五六七八九十]、/u;
const NUMBER = /^[-－−]?\d[\d,]*(?:\.\d+)?$/u;
const COLUMNS_MOST = 14;
const ROWS_LEAST = 2;

type Figure = { readonly value: number; readonly decimals: number; readonly cell: Cell };
type Grid = { readonly columns: readonly string[]; readonly rows: readonly (readonly Cell[])[] };

function figure(cell: Cell | undefined): Figure | undefined {
  if (cell === undefined || !NUMBER.test(cell.words)) return undefined;
  const plain = cell.words.replace(/,/gu, '').replace(/[－−]/gu, '-');
  return { value: Number(plain), decimals: /\.(\d+)$/u.exec(plain)?.[1]?.length ?? 0, cell };
}

const half = ({ decimals }: Figure): number => 0.5 * 10 ** -decimals;

/** Whole numbers add up exactly; others as far as rounding lets them. */
function adds(total: Figure, parts: readonly Figure[]): boolean {
  const sum = parts.reduce((made, { value }) => made + value, 0);
  const whole = [total, ...parts].every(({ decimals }) => decimals === 0);
  const room = whole ? 1e-9 : [total, ...parts].reduce((made, f) => made + half(f), 1e-9);
  return Math.abs(sum - total.value) <= room;
}

const show = (value: number): string => String(Number(value.toFixed(6)));

export const tableSum: Rule = {
  name: 'table.sum',
  title: '表格合计不符',
  about:
    '“合计”一行与各行之和、“合计”一栏与各栏之和比较；有“其中”“小计”分层的表不算，别的行、栏也都合不上的表不算。',
  *find(text): Iterable<Noticed> {
    for (const grid of grids(text)) {
      yield* totalRow(grid);
      yield* totalColumn(grid);
    }
  },
};

function* grids(text: ProofText): Iterable<Grid> {
  for (const placed of text.tables) {
    const columns = placed.table.columns.map((c) => c.replace(/\s/gu, ''));
    if (columns.length < 2 || columns.length > COLUMNS_MOST) continue;
    const cells = printedCells(text, placed);
    const rows = cells.flatMap((row) => (row === null ? [] : [row]));
    if (rows.length >= ROWS_LEAST + 1 && rows.length === cells.length) yield { columns, rows };
  }
}

const ORDINAL = /序\s?号|编\s?号|年份|年度|电话|邮编|代码|单价|增长|增速|比例|比重|占比|率|[%％]/u;

function* totalRow({ columns, rows }: Grid): Iterable<Noticed> {
  const at = rows.findIndex((row) => row.slice(0, 3).some(({ words }) => TOTAL.test(words)));
  if (at !== 0 && at !== rows.length - 1) return;
  const total = rows[at];
  const others = rows.filter((_, k) => k !== at);
  if (
    total === undefined ||
    others.some((row) => row.slice(0, 3).some((c) => INNER.test(c.words) || TOTAL.test(c.words)))
  )
    return;
  const checks: { total: Figure; parts: Figure[]; column: string }[] = [];
  for (const [k, column] of columns.entries()) {
    const own = figure(total[k]);
    const parts = others.map((row) => figure(row[k]));
    const blank = others.filter((row, i) => parts[i] === undefined && row[k]?.words !== '').length;
    const known = parts.filter((f) => f !== undefined);
    if (own === undefined || ORDINAL.test(column) || blank > 0 || known.length < ROWS_LEAST) continue;
    checks.push({ total: own, parts: known, column });
  }
  const wrong = checks.filter(({ total: own, parts }) => !adds(own, parts));
  // A table that adds up nowhere is of another make, unless it has the one column.
  if (wrong.length === 0 || (checks.length > 1 && wrong.length * 2 > checks.length)) return;
  for (const { total: own, parts, column } of wrong)
    yield {
      span: own.cell.span,
      message: `“${column}”一栏合计不符：各行之和是${show(parts.reduce((s, f) => s + f.value, 0))}，印作${own.cell.words}。`,
    };
}

function* totalColumn({ columns, rows }: Grid): Iterable<Noticed> {
  const at = columns.findIndex((c) => TOTAL.test(c) || /^(?:合计|总计|小计)[（(]/u.test(c));
  if (at < 0) return;
  const used = columns.flatMap((c, k) =>
    k !== at &&
    !ORDINAL.test(c) &&
    rows.every((row) => row[k]?.words === '' || figure(row[k]) !== undefined) &&
    rows.some((row) => figure(row[k]) !== undefined)
      ? [k]
      : [],
  );
  if (used.length < 2) return;
  const checked = rows.flatMap((row) => {
    const total = figure(row[at]);
    const parts = used.map((k) => figure(row[k])).filter((f) => f !== undefined);
    return total === undefined || parts.length === 0 ? [] : [{ total, parts, good: adds(total, parts) }];
  });
  const wrong = checked.filter(({ good }) => !good);
  if (wrong.length === 0 || wrong.length * 2 > checked.length || checked.length < ROWS_LEAST + 1) return;
  for (const { total, parts } of wrong)
    yield {
      span: total.cell.span,
      message: `此行合计不符：各栏之和是${show(parts.reduce((s, f) => s + f.value, 0))}，印作${total.cell.words}。`,
      related: parts.map((f) => f.cell.span),
    };
}

type Make = { readonly say: string; readonly of: (a: number, b: number) => number };

/** How one column may be made of two others. */
const MAKES: readonly Make[] = [
  { say: '÷前期－1', of: (a, b) => (a / b - 1) * 100 },
  { say: '÷', of: (a, b) => (a / b) * 100 },
  { say: '－', of: (a, b) => a - b },
  { say: '×', of: (a, b) => a * b },
  { say: '＋', of: (a, b) => a + b },
];
/** What a slip leaves over of a relation that the table has: this share of its rows must keep it. */
const KEPT = 0.66;
const KEPT_LEAST = 3;

export const tableReckoned: Rule = {
  name: 'table.reckoned',
  title: '表中数值推算不合',
  about:
    '表里一栏在绝大多数行都由另外两栏算出（增长率、完成比例、差额、单价乘数量），个别行算不出：多半印错一个数。',
  *find(text): Iterable<Noticed> {
    for (const { columns, rows } of grids(text)) {
      const figures = columns.map((_, k) => rows.map((row) => figure(row[k])));
      const numeric = columns.flatMap((c, k) =>
        !/序\s?号|编\s?号/u.test(c) &&
        !TOTAL.test(c) &&
        (figures[k] ?? []).filter(Boolean).length > KEPT_LEAST
          ? [k]
          : [],
      );
      if (numeric.length < 3 || numeric.length > 8) continue;
      yield* reckoned(columns, figures, numeric);
    }
  },
};

function* reckoned(
  columns: readonly string[],
  figures: readonly (readonly (Figure | undefined)[])[],
  numeric: readonly number[],
): Iterable<Noticed> {
  const told = new Set<number>();
  for (const c of numeric)
    for (const make of MAKES) {
      if (/率|[%％]|增长|比/u.test(columns[c] ?? '') !== /÷/u.test(make.say)) continue;
      for (const a of numeric)
        for (const b of numeric) {
          if (a === c || b === c || a === b || (a > b && /[＋×]/u.test(make.say))) continue;
          for (const { made, own, row } of slips(figures, [a, b, c], make)) {
            if (told.has(row)) continue;
            told.add(row);
            yield {
              span: own.cell.span,
              message: `“${columns[c]}”与“${columns[a]}”“${columns[b]}”不合：别的行都由这两栏推算得出，此行应为${show(Number(made.toFixed(own.decimals)))}，印作${own.cell.words}；也可能是那两栏印错。`,
            };
          }
        }
    }
}

/** Whole numbers are counted, not rounded. */
const room = (f: Figure): number => (f.decimals === 0 ? 0 : half(f));

/** Rows that do not keep what most rows keep. */
function slips(
  figures: readonly (readonly (Figure | undefined)[])[],
  [a, b, c]: readonly [number, number, number],
  { say, of }: Make,
): { made: number; own: Figure; row: number }[] {
  const wrong: { made: number; own: Figure; row: number }[] = [];
  const exact = !say.includes('÷');
  let kept = 0;
  for (const [row, own] of (figures[c] ?? []).entries()) {
    const [one, other] = [figures[a]?.[row], figures[b]?.[row]];
    if (own === undefined || one === undefined || other === undefined) continue;
    const corners = [-1, 1].flatMap((x) =>
      [-1, 1].map((y) => of(one.value + x * room(one), other.value + y * room(other))),
    );
    const [low, high] = [Math.min(...corners), Math.max(...corners)];
    const made = of(one.value, other.value);
    if (!Number.isFinite(low) || !Number.isFinite(high)) continue;
    const rounding = exact && room(one) + room(other) + room(own) === 0 ? 1e-9 : half(own) * 1.001;
    if (own.value + rounding < low || own.value - rounding > high) wrong.push({ made, own, row });
    else if (own.value !== 0) kept++;
  }
  const all = kept + wrong.length;
  return wrong.length > 0 && kept >= KEPT_LEAST && kept >= all * KEPT ? wrong : [];
}
