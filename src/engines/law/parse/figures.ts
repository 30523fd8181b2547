/**
 * Figures of statistics bulletins and monthly releases: every number that is a statistic, once, as some figure's
 * value or change.
 *
 * `findFigures(text, issuances)` is pure and linear; issuances that are no statistics by title or section cost one
 * look at their title. It never throws. A change (`增长 8.3%`) belongs to the level before it; with no level it is a
 * figure of measure `growth` with `value` null. Shares, gaps, ranks, contributions and the parts of a ratio are
 * figures of their own.
 */
import type { Figure, Issuance } from './artifact.ts';
import { readNumerals } from './figures-number.ts';
import { type Frame, readFrame } from './figures-period.ts';
import { ParagraphReader } from './figures-statement.ts';
import { FigureTable, isTableLine } from './figures-table.ts';

export type StatisticsIssuance = Pick<
  Issuance,
  'kind' | 'title' | 'titleSpan' | 'signedBy' | 'date' | 'span'
>;

const STATISTICAL =
  /统计公报|統計公報|统计数据|统计快报|统计月报|统计简报|主要(?:经济|统计)?指标|经济指标|经济运行(?:情况|简况|分析|数据|$)|经济(?:社会)?发展(?:情况|主要指标)|普查(?:主要数据)?公报|调查公报|经济形势|运行情况$/;
const NOT_STATISTICS =
  /(?:办法|规定|条例|方案|意见|制度|细则|规划|计划|要点|预案|通知|批复|任务分工)(?:》|（|\(|$)/;

/** Whether the issuance is statistics by its title or by the section of the contents it stands under. */
export function isStatistics(issuance: Pick<Issuance, 'kind' | 'title'>): boolean {
  const title = issuance.title.replace(/\s+|\^?[[［]\d+[\]］]/g, '');
  if (NOT_STATISTICS.test(title)) return false;
  return STATISTICAL.test(title) || /统计|统計|統計/.test(issuance.kind ?? '');
}

/** Read the figures of every statistics issuance, in print order; `issuance` is the index in `issuances`. */
export function findFigures(text: string, issuances: readonly StatisticsIssuance[]): Figure[] {
  return issuances.flatMap((issuance, index) =>
    isStatistics(issuance) ? readIssuance(text, issuance, index) : [],
  );
}

const LABEL =
  /^\s*(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\([一二三四五六七八九十]{1,3}\)|#{1,6}\s|第[一二三四五六七八九十]+部分)/;
const NOTES = /^\s*(?:注|注释|附注|说明|备注|资料来源|数据来源)\s*[：:]|^\s*\^?[[［]\d{1,3}[\]］]\s*\S/;
const CAPTION = /^\s*(?:图|表)\s*[\d一二三四五六七八九十]+/;
const CHANGE_AHEAD = /^\s*(?:\d|同比|比上年|较上年|增长|下降|增加|减少|占|，|,|；|。)/;

/** Whether a line broken by a page goes on in `next`. */
function goesOn(line: string, next: string): boolean {
  if (isTableLine(line) || isTableLine(next) || CAPTION.test(line)) return false;
  const printed = line.trimEnd();
  if (/[，、,；;（(]$/.test(printed)) return !LABEL.test(next);
  if (/[。！!？?：:]$/.test(printed)) return false;
  const isHeading = LABEL.test(line) && printed.length < 30;
  return !isHeading && !LABEL.test(next) && (CHANGE_AHEAD.test(next) || /[，。]/.test(printed));
}

function readIssuance(text: string, issuance: StatisticsIssuance, index: number): Figure[] {
  const end = Math.min(issuance.span[1], text.length);
  const start = Math.min(Math.max(issuance.titleSpan[1], issuance.span[0], 0), end);
  const frame = readFrame(issuance.title, issuance.signedBy, issuance.date);
  const figures: Figure[] = [];
  let table: FigureTable | undefined;
  let caption = '';
  let paragraph: { start: number; end: number; line: string } | undefined;
  const flush = (): void => {
    if (paragraph !== undefined)
      push(figures, readParagraph(text, paragraph.start, paragraph.end, frame, index));
    paragraph = undefined;
  };
  for (let from = start; from < end; ) {
    const newline = text.indexOf('\n', from);
    const until = newline < 0 || newline > end ? end : newline;
    const line = text.slice(from, until);
    if (line.trim() !== '') {
      if (NOTES.test(line)) break;
      if (isTableLine(line) && line.length < 4000) {
        flush();
        if (table === undefined) table = FigureTable.open(line, frame, caption, index);
        else push(figures, table.row(line, from, until));
      } else {
        table = undefined;
        caption = line;
        if (paragraph !== undefined && goesOn(paragraph.line, line))
          paragraph = { start: paragraph.start, end: until, line };
        else {
          flush();
          paragraph = { start: from, end: until, line };
        }
      }
    }
    from = until + 1;
  }
  flush();
  return figures;
}

/** Append without spreading a long array into arguments. */
function push(figures: Figure[], more: readonly Figure[]): void {
  for (const figure of more) figures.push(figure);
}

function readParagraph(text: string, start: number, end: number, frame: Frame, issuance: number): Figure[] {
  const printed = text.slice(start, Math.min(end, start + 40));
  const label = /^\s*(?:\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)])/.exec(printed)?.[0].length ?? 0;
  if (CAPTION.test(printed)) return [];
  const numerals = readNumerals(text, start + label, end);
  return numerals.length === 0
    ? []
    : new ParagraphReader(text, frame, issuance).read(start + label, end, numerals);
}
