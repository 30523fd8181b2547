/** Two columns of days of which one comes before the other in every row but one. */
import type { Span } from '#engines/law/parse/artifact.ts';
import { readDateAt } from '#engines/law/parse/dates.ts';
import type { Noticed, Rule } from '../finding.ts';
import { printedCells } from './cells.ts';

const ROWS_LEAST = 3;

type Day = { date: string; span: Span };

export const tableDatesOrder: Rule = {
  name: 'table.dates_order',
  title: '表中两栏日期先后不合',
  about:
    '一栏日期（受理、决定、起始）在各行都早于另一栏（办结、有效期至），只有一行相反；或者一栏日期只有一行的年份相差很远。',
  *find(text): Iterable<Noticed> {
    for (const placed of text.tables) {
      const rows = printedCells(text, placed).filter((row) => row !== null);
      if (rows.length < ROWS_LEAST) continue;
      const days = placed.table.columns.map((_, k) =>
        rows.map((row): Day | null => {
          const cell = row[k];
          const read =
            cell !== undefined && /^\d{4}\s?年/u.test(cell.words) && cell.words.length < 14
              ? readDateAt(cell.words, 0)
              : undefined;
          return read?.precision === 'day' && cell !== undefined
            ? { date: read.date, span: cell.span }
            : null;
        }),
      );
      const dated = days.filter((column) => column.filter((day) => day !== null).length >= ROWS_LEAST);
      const told = new Set<number>();
      for (const column of dated) yield* farYear(column, told);
      for (const [i, one] of dated.entries())
        for (const other of dated.slice(i + 1)) yield* reversed(one, other, told);
    }
  },
};

/** One row's year lies more than this from every other's. */
const YEARS_FAR = 8;

function* farYear(column: readonly (Day | null)[], told: Set<number>): Iterable<Noticed> {
  const years = column.flatMap((day, row) =>
    day === null ? [] : [{ row, year: Number(day.date.slice(0, 4)), day }],
  );
  if (years.length < ROWS_LEAST + 1) return;
  const far = years.filter(({ year, row }) =>
    years.every((o) => o.row === row || Math.abs(o.year - year) > YEARS_FAR),
  );
  const rest = years.filter((one) => !far.includes(one)).map(({ year }) => year);
  const [only] = far;
  if (only === undefined || far.length > 1 || Math.max(...rest) - Math.min(...rest) > YEARS_FAR / 2) return;
  told.add(only.row);
  yield {
    span: only.day.span,
    message: `此栏其他各行都在${Math.min(...rest)}—${Math.max(...rest)}年，只有此行是${only.year}年。`,
  };
}

function* reversed(
  one: readonly (Day | null)[],
  other: readonly (Day | null)[],
  told: Set<number>,
): Iterable<Noticed> {
  const pairs = one.flatMap((a, row) => {
    const b = other[row] ?? null;
    return a === null || b === null || told.has(row) ? [] : [{ row, a, b, after: b.date >= a.date }];
  });
  const odd = pairs.filter(({ after }) => !after);
  const [only] = odd;
  if (only === undefined || odd.length > 1 || pairs.length < ROWS_LEAST + 1) return;
  yield {
    span: only.b.span,
    message: `此行前一栏是${only.a.date}，这一栏却是更早的${only.b.date}，其余${pairs.length - 1}行都在前一栏之后。`,
    related: [only.a.span],
  };
}
