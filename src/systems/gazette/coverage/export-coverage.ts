/** The map as data: JSON for programs, CSV for a spreadsheet. */

import type { Counts } from '#engines/law/coverage.ts';
import { operativeCount, sharesOf } from '#engines/law/coverage.ts';
import { type UnitWords, unitKey } from '../queries-coverage.ts';
import { carrierTotals } from './carrier-totals.ts';
import { allUnits } from './coverage-list.ts';
import type { CoveredClause, IssueCoverage } from './read-coverage.ts';
import { KIND_WORDS, STATE_WORDS } from './words.ts';

export type ExportedCoverage = {
  readonly coverage: IssueCoverage;
  readonly words: ReadonlyMap<string, UnitWords>;
  readonly issueId: string;
  /** As people call it: 银川市西夏区人民政府公报2023年第4期. */
  readonly issueName: string;
  /** Of the site, without a slash at the end. */
  readonly origin: string;
};

const totals = (counts: Counts) => ({
  operative: operativeCount(counts),
  ...counts,
  sharesPercent: sharesOf(counts) ?? null,
});

/** JSON text. Addresses are whole. */
export function coverageJson({ coverage, words, issueId, issueName, origin }: ExportedCoverage): string {
  const clause = (covered: CoveredClause) => {
    const { unit, state, mark, carriers } = covered;
    return {
      path: unit.path,
      kind: unit.kind,
      sha256: unit.sha256,
      url: origin + unit.href,
      heading: unit.heading,
      gist: words.get(unitKey(unit))?.gist ?? null,
      state,
      marked: mark?.verdict ?? null,
      reason: mark?.reason ?? null,
      carriedBy: carriers.map(({ carrier, missing }) => ({ carrier: carrier.id, missing })),
    };
  };
  return JSON.stringify({
    issue: { id: issueId, name: issueName, url: `${origin}/issues/${issueId}` },
    totals: totals(coverage.counts),
    sections: coverage.sections.map(({ section, counts }) => ({ section, totals: totals(counts) })),
    carriers: carrierTotals(coverage, issueId).map(({ carrier, href, whole, partly }) => ({
      id: carrier.id,
      title: carrier.title,
      kind: carrier.kind,
      url: origin + href,
      carries: whole,
      carriesPartly: partly,
      tests: carrier.tests,
    })),
    documents: coverage.documents.map(({ document, texts, counts }) => ({
      id: document.id,
      number: document.number,
      title: document.title,
      section: document.section,
      totals: totals(counts),
      texts: texts.map(({ text, units }) => ({
        documentId: text.documentId,
        title: text.title,
        clauses: units.map(clause),
      })),
    })),
  });
}

const COLUMNS = [
  '栏目',
  '文号',
  '文件',
  '所附文件',
  '条款',
  '条标',
  '大意',
  '状态',
  '陈述理由',
  '由什么承担',
  '还缺什么',
  '地址',
];

/** UTF-8 with a mark at its start, so that spreadsheets read Chinese; one line per clause. */
export function coverageCsv({ coverage, words, origin }: ExportedCoverage): string {
  const lines = allUnits(coverage).map(({ document, text, covered: { unit, state, mark, carriers } }) => [
    document.section ?? '',
    document.number ?? '',
    document.title,
    text.documentId === document.id ? '' : text.title,
    unit.path,
    unit.heading ?? '',
    words.get(unitKey(unit))?.gist ?? '',
    STATE_WORDS[state],
    state === 'statement' ? (mark?.reason ?? '') : '',
    carriers.map(({ carrier }) => `${carrier.title}（${KIND_WORDS[carrier.kind]}）`).join('；'),
    carriers.flatMap(({ missing }) => missing ?? []).join('；'),
    origin + unit.href,
  ]);
  return `\uFEFF${[COLUMNS, ...lines].map((line) => line.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

/** What a spreadsheet would take for a formula is kept as text. */
const csvCell = (value: string): string => {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
