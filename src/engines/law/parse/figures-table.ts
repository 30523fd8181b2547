/** Figures of a printed table: a row per indicator or product, columns for unit, level and change. */
import type { Figure } from './artifact.ts';
import { cleanName, measureOf } from './figures-indicator.ts';
import { type Frame, findPeriod } from './figures-period.ts';

type Column =
  | { kind: 'name' | 'unit' | 'rank' | 'skip' }
  | { kind: 'level'; noun: string; unit: string | null; period: string | null; share: boolean }
  | { kind: 'change'; unit: string | null; basis: string | null };

/** Headings that say nothing about what is measured. */
const PLAIN_HEADING =
  /^(?:绝对[数值量]|数值|指标值|总量|实绩|完成数?|本[年期月]|累计|合计|数量|金额|全年|单位|实际|全年数|本年累计)?$/;

export const isTableLine = (line: string): boolean => line.includes('\t') || /^\s*\|.*\|/.test(line);

/** The cells of a table line, spaces trimmed, each with its offset in the line. */
function tableCells(line: string): string[] {
  const cells = line.includes('\t')
    ? line.split('\t')
    : line
        .trim()
        .replace(/^\||\|$/g, '')
        .split('|');
  return cells.map((cell) => cell.replace(/\s+/g, ' ').trim());
}

const bracketUnit = (heading: string): string | null =>
  /[（(]([^（）()]{1,12})[）)]/.exec(heading)?.[1]?.replace('％', '%').replace(/^±/, '') ?? null;

function readColumn(heading: string, index: number, frame: Frame): Column {
  const bare = heading.replace(/\s+/g, '');
  if (/^(?:计量)?单位$/.test(bare)) return { kind: 'unit' };
  if (/序号|备注|代码/.test(bare)) return { kind: 'skip' };
  if (index === 0 || /名称|指标$|项目$|产品$|类别$|地区$/.test(bare)) return { kind: 'name' };
  if (/位次|排名|名次/.test(bare)) return { kind: 'rank' };
  const unit = bracketUnit(bare) ?? (bare.includes('%') ? '%' : null);
  if (/增长|增速|增减|±|同比|环比|比上|较上|涨跌|增幅/.test(bare) && !/^增长值$/.test(bare)) {
    const basis = /(?:比|较)上年(?:同期|末)?|同比|环比|(?:比|较)上月|(?:比|较)年初/.exec(bare)?.[0] ?? null;
    return { kind: 'change', unit: unit ?? '%', basis };
  }
  const time = findPeriod(bare.replace(/[（(].*$/, ''), frame);
  const noun = bare.replace(/[（(][^（）()]*[）)]/g, '');
  const rest = time === undefined ? noun : noun.slice(0, time.start) + noun.slice(time.end);
  const share = /比重|占比|构成/.test(rest);
  return {
    kind: 'level',
    noun: PLAIN_HEADING.test(rest) ? '' : rest,
    unit,
    period: time?.period ?? null,
    share,
  };
}

const readCell = (cell: string | undefined): number | null => {
  const bare = (cell ?? '')
    .replace(/[\s,]|\^?\[\d+\]/g, '')
    .replace(/^[−－–](?=\d)/, '-')
    .replace(/[%％]$/, '');
  return /^[-+]?\d+(?:\.\d+)?$/.test(bare) ? Number(bare) : null;
};

/** A table being read; rows come line by line. */
export class FigureTable {
  #columns: Column[];
  #frame: Frame;
  #caption: { period: string | null; unit: string | null };
  #issuance: number;

  private constructor(columns: Column[], frame: Frame, caption: string, issuance: number) {
    this.#columns = columns;
    this.#frame = frame;
    const words = caption.replace(/\s+/g, '').slice(-120);
    const unit = /单位[：:]([^\s，。；（）]{1,8})/.exec(words)?.[1] ?? null;
    this.#caption = { period: findPeriod(words, frame)?.period ?? frame.period, unit };
    this.#issuance = issuance;
  }

  /** The table whose heading row is `line`, or undefined when it has no column of numbers. `caption` is the line above. */
  static open(line: string, frame: Frame, caption: string, issuance: number): FigureTable | undefined {
    const headings = tableCells(line);
    if (
      headings.length < 2 ||
      headings.some((heading) => readCell(heading) !== null && !/^\d{4}$/.test(heading))
    )
      return undefined;
    const columns = headings.map((heading, index) => readColumn(heading, index, frame));
    return columns.some((column) => column.kind === 'level' || column.kind === 'change')
      ? new FigureTable(columns, frame, caption, issuance)
      : undefined;
  }

  /** The figures of a row at [start, end). */
  row(line: string, start: number, end: number): Figure[] {
    const cells = tableCells(line);
    const cellOf = (kind: Column['kind']): string =>
      cells[this.#columns.findIndex((column) => column.kind === kind)] ?? '';
    const printed = cellOf('name')
      .replace(/\s+/g, '')
      .replace(/^\^?\[\d+\]/, '');
    const name =
      cleanName(
        printed.replace(/[（(](?:[\p{sc=Han}%％‰/]{1,8})[）)]$/u, (unit) =>
          /[元吨户人%％‰亩顷米瓦时件台辆]/.test(unit) ? '' : unit,
        ),
        this.#frame.place,
      ) || printed;
    if (name === '' || /^[-:：\s]+$/.test(name)) return [];
    const rowUnit = cellOf('unit') || (name === printed ? null : bracketUnit(printed));
    const figures: Figure[] = [];
    for (const [index, column] of this.#columns.entries()) {
      const value = readCell(cells[index]);
      if (value === null) continue;
      const figure = this.#figure(column, name, rowUnit || null, value, [start, end], figures);
      if (figure !== undefined) figures.push(figure);
    }
    return figures;
  }

  #figure(
    column: Column,
    name: string,
    rowUnit: string | null,
    value: number,
    span: [number, number],
    row: Figure[],
  ): Figure | undefined {
    const base = { place: this.#frame.place, period: this.#caption.period, issuance: this.#issuance, span };
    const empty = { value: null, unit: null, change: null, changeUnit: null, basis: null };
    const waiting = row.findLast((figure) => figure.measure === 'level' && figure.change === null);
    if (column.kind === 'rank')
      return { ...base, ...empty, indicator: row[0]?.indicator ?? name, measure: 'rank', value, unit: '位' };
    if (column.kind === 'change') {
      const { unit, basis } = column;
      if (waiting === undefined)
        return {
          ...base,
          ...empty,
          indicator: name,
          measure: 'growth',
          change: value,
          changeUnit: unit,
          basis,
        };
      Object.assign(waiting, { change: value, changeUnit: unit, basis });
      return undefined;
    }
    if (column.kind !== 'level') return undefined;
    const whole =
      column.noun === '' || (measureOf(name) !== undefined && measureOf(column.noun) !== undefined);
    const indicator = whole ? name : name + column.noun;
    const unit = column.unit ?? rowUnit ?? (column.share ? '%' : this.#caption.unit);
    const period = column.period ?? base.period;
    return { ...base, ...empty, period, indicator, measure: column.share ? 'share' : 'level', value, unit };
  }
}
