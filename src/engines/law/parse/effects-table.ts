/**
 * Clean-up results as one table with a column that says for each document what becomes of it (清理结果: 继续有效,
 * 修改, 废止, 失效), as against a list under one heading.
 */
import type { Issuance, ParsedEffect, Table } from './artifact.ts';
import { cleanTitle } from './citations-titles.ts';
import { foldTraditional } from './citations-traditional.ts';
import { normaliseNumber } from './numbers.ts';

const OUTCOME = /(?:清理|处理|审查|评估|审核)(?:结果|意见|结论|建议|情况)$|^(?:结果|意见|处理方式|清理方式)$/;
const NAME = /(?:文件|规章|规范性文件|制度)?(?:名称|标题|题目)$|^文件$/;
const NUMBER = /文号|字号|发文号|编号$/;
const REASON = /理由|原因|依据|备注|说明/;
const CLEAN_UP = /清理|废止|失效|评估/;

type Columns = { outcome: string; name: string; number: string | undefined; reason: string | undefined };

/** The effects that such tables state, in print order; rows inside `taken` (lists read already) are left out. */
export function findTabled(issuances: Issuance[], taken: [number, number][]): ParsedEffect[] {
  const effects: ParsedEffect[] = [];
  issuances.forEach((issuance, at) => {
    for (const { title, tables } of issuance.instruments) {
      for (const table of tables) {
        const columns = columnsOf(table, `${issuance.title}${title}${table.caption ?? ''}`);
        if (columns !== undefined) effects.push(...readTable(table, columns, at, taken));
      }
    }
  });
  return effects;
}

function columnsOf(table: Table, around: string): Columns | undefined {
  if (!CLEAN_UP.test(foldTraditional(around))) return undefined;
  const find = (pattern: RegExp) =>
    table.columns.find((name) => pattern.test(foldTraditional(name).replace(/\s+|[（(].*$/g, '')));
  const outcome = find(OUTCOME);
  const name = find(NAME);
  return outcome === undefined || name === undefined
    ? undefined
    : { outcome, name, number: find(NUMBER), reason: find(REASON) };
}

function readTable(table: Table, columns: Columns, at: number, taken: [number, number][]): ParsedEffect[] {
  const effects: ParsedEffect[] = [];
  table.rows.forEach((row, i) => {
    const span = table.rowSpans[i];
    const outcome = foldTraditional(row[columns.outcome] ?? '');
    const kind = kindOf(outcome);
    const title = cleanTitle(row[columns.name] ?? '').replace(/^《([\s\S]*)》$/, '$1');
    if (span === undefined || kind === undefined || title === '') return;
    if (taken.some(([from, to]) => from <= span[0] && span[0] < to)) return;
    const reason = columns.reason === undefined ? '' : cleanTitle(row[columns.reason] ?? '');
    const printed = columns.number === undefined ? '' : (row[columns.number] ?? '');
    effects.push({
      kind,
      targetNumber: normaliseNumber(printed.replace(/^[（(]|[）)]$/g, '')) ?? null,
      targetTitle: title,
      stage: /拟|建议/.test(`${columns.outcome}${outcome}`) ? 'proposed' : 'decided',
      date: null,
      precision: 'unknown',
      reason: reason === '' ? null : reason,
      issuance: at,
      span,
    });
  });
  return effects;
}

/** What one cell says; undefined when it says nothing or more than one thing. */
function kindOf(outcome: string): ParsedEffect['kind'] | undefined {
  const kinds = new Set<ParsedEffect['kind']>();
  if (/废止/.test(outcome)) kinds.add('repeal');
  if (/失效/.test(outcome)) kinds.add('lapse');
  if (/继续有效|保留|继续执行/.test(outcome)) kinds.add('keep');
  if (/修改|修订/.test(outcome)) kinds.add('amend');
  return kinds.size === 1 ? [...kinds][0] : undefined;
}
