/** Rows and cells of one table against each other: blank where all others are full, printed twice, past their time. */
import type { Span } from '#engines/law/parse/artifact.ts';
import { readDateAt } from '#engines/law/parse/dates.ts';
import type { Noticed, Rule } from '../finding.ts';
import type { PlacedTable, ProofText } from '../proof-text.ts';
import { type Cell, printedCells } from './cells.ts';
import { fold, shown } from './wording.ts';

/** Columns that are blank by their nature. */
const FREE = /备注|说明|附注|备考|其他|签字|签名|盖章|得分|^$/u;
const ROWS_LEAST = 4;
/** A row of sums has no more than its sums. */
const SUM = /^(?:合\s*计|总\s*计|共\s*计|小\s*计)$/u;

type Row = { cells: readonly Cell[]; place: number };

function rowsOf(text: ProofText, placed: PlacedTable): Row[] {
  return printedCells(text, placed).flatMap((cells, place) => (cells === null ? [] : [{ cells, place }]));
}

/** How often a column prints what two neighbouring rows share in both: then a blank cell of it is no merged one. */
function repeats(rows: readonly Row[], column: number): number {
  const words = rows.map(({ cells }) => cells[column]?.words ?? '');
  return words.filter((w, i) => i > 0 && w !== '' && w === words[i - 1]).length;
}

export const tableCellEmpty: Rule = {
  name: 'table.cell_empty',
  title: '表格缺一格',
  about: '一栏中各行都填了，只有一行空着；备注一类的栏、有合并单元格的表不算。',
  *find(text): Iterable<Noticed> {
    for (const placed of text.tables) {
      const { columns } = placed.table;
      const rows = rowsOf(text, placed).filter(
        ({ cells }) => !cells.slice(0, 3).some((c) => SUM.test(c.words)),
      );
      if (rows.length < ROWS_LEAST) continue;
      const pairs = columns.map((_, k) => repeats(rows, k));
      const all = pairs.reduce((a, b) => a + b, 0);
      for (const [k, column] of columns.entries()) {
        if (FREE.test(column) || column === placed.table.groups?.column) continue;
        const blank = rows.filter((r) => r.cells[k]?.words === '');
        const [only] = blank;
        if (only === undefined || blank.length > 1 || (all < 2 && pairs[k] === 0)) continue;
        const place = rowPlace(only);
        if (place === null) continue;
        yield {
          span: place,
          message: `此行的“${column}”一栏空着，其余${rows.length - 1}行都有。请核对是否漏填。`,
        };
      }
    }
  },
};

export const tableCellsShort: Rule = {
  name: 'table.cells_short',
  title: '表格此行少一格',
  about: '各行都有同样多的格，只有一行少一格，后面的内容错了栏。',
  *find(text): Iterable<Noticed> {
    for (const { table } of text.tables) {
      if (table.rowSpans.length < ROWS_LEAST - 1) continue;
      const rows = table.rowSpans.map(([start, end]) => {
        const words = text.text.slice(start, end).replace(/[\r\n]+$/u, '');
        return { span: [start, start + words.length] as const, words, fields: words.split('\t').length };
      });
      if (rows.some(({ words }) => /[\r\n]/u.test(words))) continue;
      const full = Math.max(...rows.map(({ fields }) => fields));
      const short = rows.filter(({ fields }) => fields < full);
      const [only] = short;
      // Blanks at a row's end may be left out; then its last cell still fits its column.
      if (only === undefined || short.length > 1 || full < 3 || only.fields !== full - 1) continue;
      const firstCell = (words: string) => words.split('\t')[0]?.trim() ?? '';
      if (
        SUM.test(firstCell(only.words)) ||
        (table.columns.length > full && FREE.test(table.columns.at(-1) ?? ''))
      )
        continue;
      if (
        fitsColumns(
          only.words,
          rows.filter((r) => r !== only).map((r) => r.words),
        )
      )
        continue;
      yield {
        span: only.span,
        message: `此行只有${only.fields}格，其余${rows.length - 1}行都有${full}格，请核对漏了哪一格。`,
      };
    }
  },
};

/** Every cell of the row is a number where its column has numbers, and words where it has words. */
function fitsColumns(row: string, others: readonly string[]): boolean {
  const isNumber = (cell: string) => /^[-－]?[\d,.]+%?$/u.test(cell.trim());
  const dated = (cell: string) => /^\d{4}年/u.test(cell.trim());
  const table = others.map((words) => words.split('\t'));
  return row.split('\t').every((cell, k) => {
    const column = table.map((cells) => cells[k] ?? '').filter((c) => c.trim() !== '');
    if (column.length === 0) return true;
    if (column.every(isNumber)) return isNumber(cell) || cell.trim() === '';
    if (column.every(dated)) return dated(cell) || cell.trim() === '';
    return !(isNumber(cell) || dated(cell)) || column.some((c) => isNumber(c) || dated(c));
  });
}

/** From the first to the last cell that is filled. */
function rowPlace({ cells }: Row): Span | null {
  const filled = cells.filter((c) => c.words !== '');
  const [first, last] = [filled[0], filled.at(-1)];
  return first === undefined || last === undefined ? null : [first.span[0], last.span[1]];
}

const SERIAL = /序\s?号|编\s?号|^No/iu;
const NAME = /(?:事项|项目|任务|文件|服务|产品|指标|村|单位)?名称$|^事项$|^项目$|^指标$/u;

export const tableRowTwice: Rule = {
  name: 'table.row_twice',
  title: '表格同一行印了两次',
  about: '除序号外各格都相同的两行；或者一张编了序号的表里，同一个事项名称列了两次。',
  *find(text): Iterable<Noticed> {
    for (const placed of text.tables) {
      const { columns } = placed.table;
      const serial = columns.findIndex((c) => SERIAL.test(c));
      const name = columns.findIndex((c) => NAME.test(c.replace(/\s/gu, '')));
      const seen = new Map<string, Row>();
      const named = new Map<string, Row>();
      for (const row of rowsOf(text, placed)) {
        const own = row.cells.filter((c, k) => k !== serial && c.words !== '');
        const key = row.cells.map((c, k) => (k === serial ? '' : fold(c.words))).join('\t');
        const title = name < 0 ? '' : fold(row.cells[name]?.words ?? '');
        const twin = own.length >= 2 ? seen.get(key) : undefined;
        const same = serial >= 0 && title.length >= 4 ? named.get(title) : undefined;
        const place = rowPlace(row);
        if (place === null) continue;
        if (twin !== undefined)
          yield {
            span: place,
            message: `此行与前面${numberOf(twin, serial)}完全相同，请删去一行。`,
            related: [rowPlace(twin) ?? place],
          };
        else if (same !== undefined)
          yield {
            span: row.cells[name]?.span ?? place,
            message: `“${shown(title)}”前面${numberOf(same, serial)}已经列过，两行的其他内容不同，请核对。`,
            related: [same.cells[name]?.span ?? place],
          };
        if (own.length >= 2 && !seen.has(key)) seen.set(key, row);
        if (title.length >= 4 && !named.has(title)) named.set(title, row);
      }
    }
  },
};

function numberOf({ cells, place }: Row, serial: number): string {
  const n = serial < 0 ? '' : (cells[serial]?.words ?? '');
  return n === '' ? `第${place + 1}行` : `序号${n}的一行`;
}

const DEADLINE = /时限|期限|完成时间|办结时间|截止/u;

export const tableDeadlinePast: Rule = {
  name: 'date.cell_past',
  title: '表中时限早于发文日期',
  about: '任务表“完成时限”一栏的日期早于文件自己的成文日期；清理、统计一类的表不算。',
  *find(text): Iterable<Noticed> {
    for (const placed of text.tables) {
      const { issuance, table } = placed;
      const signed = issuance.date;
      if (signed === null || /公报|清理|总结|通报|目录/u.test(issuance.title)) continue;
      const columns = table.columns.flatMap((c, k) => (DEADLINE.test(c.replace(/\s/gu, '')) ? [k] : []));
      for (const { cells } of rowsOf(text, placed))
        for (const k of columns) {
          const cell = cells[k];
          const at = cell?.words.search(/\d{4}\s?年/u) ?? -1;
          if (cell === undefined || at < 0 || /已|起|自|至|—|-/u.test(cell.words)) continue;
          const read = readDateAt(cell.words, at);
          if (read === undefined || read.until > signed) continue;
          yield {
            span: cell.span,
            message: `“${table.columns[k]}”印作“${cell.words}”，早于本文件的成文日期${signed}。请核对年份。`,
          };
        }
    }
  },
};
