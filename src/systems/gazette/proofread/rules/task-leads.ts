/** Plans that name the leading body in the sentence (某局牵头，……) against the row of their table for the same task. */
import type { Noticed, Rule } from '../finding.ts';
import type { PlacedClause, PlacedTable, ProofText } from '../proof-text.ts';
import { type Cell, printedCells } from './cells.ts';
import { fold, shown } from './wording.ts';

const TASK = /任务|事项|措施|项目|内容|工作/u;
const LEAD = /牵头(?:单位|部门|责任单位)?|^责任单位$|^主办单位$/u;
/** A heading is no longer. */
const NAME_MOST = 40;
const WHEN = /时限|期限|完成时间/u;
const LEADS = /(?:^|[。；，：:）)])\s?(?:由)?([\u4e00-\u9fff（）()]{2,18}?)牵头/u;
const BY = /(\d{4}\s?年\s?(?:\d{1,2}\s?月)?\s?(?:\d{1,2}\s?日)?\s?(?:年?底|末)?)\s?(?:之|以)?前/gu;

export const tableLeadDiffers: Rule = {
  name: 'table.lead_differs',
  title: '牵头单位期限与表不一',
  about:
    '正文某项任务写明“某局牵头”“某日前”，任务表同一项的牵头单位、完成时限却是别的；任务名与正文小标题完全相同的行才比较。',
  *find(text): Iterable<Noticed> {
    if (text.tables.length === 0) return;
    const headings = headingsOf(text);
    for (const placed of text.tables) {
      const columns = placed.table.columns.map((c) => c.replace(/\s/gu, ''));
      const lead = columns.findIndex((c) => LEAD.test(c));
      const when = columns.findIndex((c) => WHEN.test(c));
      if (!columns.some((c) => TASK.test(c))) continue;
      for (const cells of printedCells(text, placed))
        if (cells !== null) yield* compare(text, headings, placed, cells, { columns, lead, when });
    }
  },
};

const bare = (words: string): string =>
  fold(words)
    .replace(/^[(（]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）、.．]*/u, '')
    .replace(/[。；;]$/u, '');

/** The clause of each heading that an issuance has once. */
function headingsOf(text: ProofText): Map<string, PlacedClause | null> {
  const out = new Map<string, PlacedClause | null>();
  for (const place of text.clauses) {
    if (place.clause.heading === null || place.clause.label === '') continue;
    const key = `${place.issuanceIndex} ${bare(place.clause.heading)}`;
    out.set(key, out.has(key) ? null : place);
  }
  return out;
}

function* compare(
  text: ProofText,
  headings: Map<string, PlacedClause | null>,
  placed: PlacedTable,
  cells: readonly Cell[],
  at: { columns: readonly string[]; lead: number; when: number },
): Iterable<Noticed> {
  const k = at.columns.findIndex(
    (c, i) =>
      TASK.test(c) &&
      (cells[i]?.words.length ?? 99) <= NAME_MOST &&
      headings.has(`${placed.issuanceIndex} ${bare(cells[i]?.words ?? '')}`),
  );
  const place = headings.get(`${placed.issuanceIndex} ${bare(cells[k]?.words ?? '')}`);
  if (k < 0 || place == null) return;
  const { words } = text.flow(place.clause.span);
  yield* numbers(words, place, cells, at.columns);
  const said = LEADS.exec(words)?.[1];
  const own = at.lead < 0 ? undefined : cells[at.lead];
  if (said !== undefined && own !== undefined && own.words !== '' && !names(own.words, said))
    yield {
      span: own.span,
      message: `表中“${shown(cells[k]?.words ?? '')}”的${at.columns[at.lead]}是“${shown(own.words)}”，正文同一项由“${said}”牵头。`,
      related: [place.clause.span],
    };
  const limit = at.when < 0 ? undefined : cells[at.when];
  const days = [...words.matchAll(BY)].map((m) => fold(m[1] ?? ''));
  const [day] = days;
  const printed = /\d{4}\s?年[^，。；]*?(?=(?:之|以)?前|$)/u.exec(limit?.words ?? '')?.[0];
  if (limit === undefined || printed === undefined || day === undefined || days.length !== 1) return;
  const short = fold(printed).replace(/前$/u, '');
  if (short.startsWith(day.slice(0, 6)) && (short.startsWith(day) || day.startsWith(short))) return;
  if (/底|末/u.test(day + short) || day.startsWith(short)) return;
  yield {
    span: limit.span,
    message: `表中“${shown(cells[k]?.words ?? '')}”的${at.columns[at.when]}是“${limit.words}”，正文同一项作“${day}前”。`,
    related: [place.clause.span],
  };
}

/** 改造公路45公里 in a cell, and a number under 投资（万元）, against the same words of the sentence. */
function* numbers(
  words: string,
  place: PlacedClause,
  cells: readonly Cell[],
  columns: readonly string[],
): Iterable<Noticed> {
  for (const [k, cell] of cells.entries()) {
    const own = /^([\u4e00-\u9fff]{3,20})(\d+(?:\.\d+)?)([\u4e00-\u9fff]{1,4})$/u.exec(cell.words);
    const head = /^([\u4e00-\u9fff]{2,6})[（(]([\u4e00-\u9fff]{1,3})[)）]$/u.exec(columns[k] ?? '');
    const bareNumber = /^\d+(?:\.\d+)?$/u.test(cell.words);
    const [name, n, unit] =
      own !== null ? own.slice(1) : head !== null && bareNumber ? [head[1], cell.words, head[2]] : [];
    if (name === undefined || n === undefined || unit === undefined) continue;
    const said = [
      ...words.matchAll(new RegExp(`${name}(?:约|共|为)?\\s?(\\d+(?:\\.\\d+)?)\\s?${unit}`, 'gu')),
    ];
    const [only] = said;
    if (only === undefined || said.length > 1 || Number(only[1]) === Number(n)) continue;
    yield {
      span: cell.span,
      message: `表中作“${cell.words}”，正文同一项作“${only[0]}”。`,
      related: [place.clause.span],
    };
  }
}

/** The cell names the body, in full or by a short form whose characters stand in it in order. */
function names(cell: string, body: string): boolean {
  const own = fold(cell);
  const said = fold(body).replace(/^(?:由|区|县|市)/u, '');
  return (
    own.includes(said) ||
    [...own.split(/[、，,；;\s]/u)].some(
      (one) => inOrder(said, one) || inOrder(one.replace(/^[区县市]/u, ''), said),
    )
  );
}

function inOrder(short: string, long: string): boolean {
  let at = 0;
  for (const ch of long) if (ch === short.charAt(at)) at++;
  return short.length >= 2 && at === short.length;
}
