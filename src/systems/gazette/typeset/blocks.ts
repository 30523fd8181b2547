/**
 * An issuance as blocks in print order. The source is walked from end to end: what the parse claimed is set by what
 * it is, and every line between is set by its form; so nothing can be left out.
 */

import { titleKey } from '#engines/law/name.ts';
import type { Artifact, Clause, Issuance, Span, Table } from '#engines/law/parse/artifact.ts';
import { type Cohesion, cohesionOf } from './cohesion.ts';
import { putGap } from './gap-lines.ts';
import type { Block, Run } from './sheet.ts';
import { tableSheet } from './table-sheet.ts';
import { closeUp, cutHeading, cutLabel, paragraphsIn, runsOf, setWords } from './text.ts';
import { titleLines, width } from './title-lines.ts';

/** Three lines. */
const SHORT_MAX = 82;

/** 2号 in a type area of 156 mm. */
export const TITLE_LINE_MAX = 19;

export type Chart = {
  /** Where it stands: after the clause of this path, or after what holds this place of the source. */
  readonly after: { readonly clausePath: string } | { readonly position: number };
  readonly svg: string;
  readonly caption: string;
  /** Stands below it in small type. */
  readonly note: string | null;
  /** What it shows, in words. */
  readonly alt: string;
};

/** What is claimed at a place of the source. */
type Claim = { readonly span: Readonly<Span> } & (
  | { readonly is: 'skip' }
  | { readonly is: 'opening' }
  | { readonly is: 'clause'; readonly clause: Clause; readonly depth: number }
  | { readonly is: 'title'; readonly text: string }
  | { readonly is: 'table'; readonly table: Table }
);

export type Walk = {
  readonly artifact: Artifact;
  readonly issuance: Issuance;
  readonly joins: readonly Readonly<Span>[];
  readonly residue: readonly Readonly<Span>[];
  /** List marks of the text form, which are not words. */
  readonly folded: readonly Readonly<Span>[];
};

/**
 * @param only the span to walk, where not the whole issuance is wanted
 * @param chartFile names the virtual file of a chart
 */
export function documentBlocks(
  artifact: Artifact,
  issuance: Issuance,
  charts: readonly (Chart & { readonly file: string })[] = [],
  only: Readonly<Span> = issuance.span,
): Block[] {
  const walk: Walk = {
    artifact,
    issuance,
    joins: artifact.transforms
      .filter((t) => t.kind === 'page_join' && t.span[0] >= only[0] && t.span[1] <= only[1])
      .map((t) => t.span),
    residue: artifact.residue.map((r) => r.span),
    folded: artifact.transforms.filter((t) => t.kind === 'markdown_fold').map((t) => t.span),
  };
  const blocks: Block[] = [];
  const waiting = [...charts];
  const putCharts = (take: (chart: Chart) => boolean) => {
    for (const chart of waiting.filter(take)) {
      waiting.splice(waiting.indexOf(chart), 1);
      blocks.push({ t: 'chart', file: chart.file, caption: chart.caption, note: chart.note, alt: chart.alt });
    }
  };
  let at = only[0];
  for (const claim of claimsOf(walk, only)) {
    if (claim.span[1] <= at) continue;
    if (claim.span[0] > at) putGap(walk, [at, claim.span[0]], blocks);
    const from = Math.max(at, claim.span[0]);
    blocks.push(...claimBlocks(walk, claim, [from, claim.span[1]], blocks));
    at = claim.span[1];
    putCharts(({ after }) =>
      'position' in after
        ? after.position <= at
        : claim.is === 'clause' && claim.clause.path === after.clausePath,
    );
  }
  if (at < only[1]) putGap(walk, [at, only[1]], blocks);
  putCharts(() => true);
  return blocks.map((b) =>
    b.t === 'p' && width(b.runs.map((r) => r.s).join('')) > SHORT_MAX ? { ...b, short: false } : b,
  );
}

function claimsOf({ issuance }: Walk, only: Readonly<Span>): Claim[] {
  const claims: Claim[] = [{ is: 'skip', span: issuance.titleSpan }];
  if (issuance.numberSpan) claims.push({ is: 'skip', span: issuance.numberSpan });
  if (issuance.openingSpan) claims.push({ is: 'opening', span: issuance.openingSpan });
  const clauses = (list: readonly Clause[], depth: number): void => {
    for (const clause of list) {
      claims.push({ is: 'clause', clause, depth, span: clause.span });
      clauses(clause.children, depth + 1);
    }
  };
  for (const instrument of issuance.instruments) {
    const own = titleKey(instrument.title) === titleKey(issuance.title);
    if (own) claims.push({ is: 'skip', span: instrument.titleSpan });
    else claims.push({ is: 'title', text: instrument.title, span: instrument.titleSpan });
    clauses(instrument.clauses, 0);
    for (const table of instrument.tables) claims.push({ is: 'table', table, span: table.span });
  }
  return claims
    .filter(({ span }) => span[0] >= only[0] && span[1] <= only[1] && span[1] > span[0])
    .sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]);
}

function claimBlocks(walk: Walk, claim: Claim, span: Readonly<Span>, before: Block[]): Block[] {
  const { text } = walk.artifact.source;
  switch (claim.is) {
    case 'skip':
      return [];
    case 'opening':
      return paragraphsIn(text, span, walk.joins).map((p) => ({ t: 'p', runs: runsOf(setWords(p)) }));
    case 'clause':
      return clauseBlocks(walk, claim.clause, claim.depth, span, before);
    case 'title':
      return [titleBlock(claim.text, walk.artifact.source.text.slice(...span), cohesionOf(walk.artifact))];
    case 'table':
      // The caption stands before the table's own span.
      if (claim.table.caption !== null && isCaption(before.at(-1), claim.table.caption)) before.pop();
      return [{ t: 'table', table: tableSheet(claim.table, cohesionOf(walk.artifact)) }];
  }
}

const isCaption = (block: Block | undefined, caption: string): boolean =>
  block?.t === 'p' && closeUp(block.runs.map((r) => r.s).join('')) === closeUp(caption);

/** Marks of a text form, which are not words. */
const FORM_MARKS = /^(?:\s|#{1,6}(?=\s|$)|[-*+•●·](?=\s))+/u;

/** What stands within the title's span beside it: `附件：` before it is its label, `(19 件)` after it is set under it. */
function titleBlock(title: string, printed: string, cohesion: Cohesion): Block {
  const words = closeUp(title);
  const all = closeUp(printed.replaceAll('\n', ' ').replace(FORM_MARKS, ''));
  const at = all.indexOf(words);
  const label = at > 0 ? all.slice(0, at).trim() : '';
  const under = at >= 0 ? all.slice(at + words.length) : '';
  return {
    t: 'title',
    text: words,
    lines: titleLines(words, TITLE_LINE_MAX, [], cohesion),
    under: under === '' ? [] : [under],
    label: label === '' ? null : label,
  };
}

function clauseBlocks(
  walk: Walk,
  clause: Clause,
  depth: number,
  span: Readonly<Span>,
  before: readonly Block[],
): Block[] {
  const [first, ...others] = paragraphsIn(walk.artifact.source.text, span, walk.joins);
  if (first === undefined) return [];
  const { label, rest } = cutLabel(first, clause.label);
  const level = levelOf(clause.label);
  const [heading, words] = cutHeading(rest, clause.heading).map(setWords) as [string, string];
  const rests = others.map((p): Block => ({ t: 'p', runs: runsOf(setWords(p)), ...noteOf(p, before) }));
  if (heading !== '' && words === '' && level !== null && level <= 2)
    return [
      { t: 'heading', level, depth, runs: runsOf(label + gapAfter(label) + heading, fontOf(level)) },
      ...rests,
    ];
  if (label === '') {
    const said = setWords(rest);
    return [{ t: 'p', runs: runsOf(said), ...noteOf(said, before) }, ...rests];
  }
  const alone = heading !== '' && words === '' && (rests.length > 0 || clause.children.length > 0);
  const runs = [...headRuns(level, label, heading), ...runsOf(words)];
  return [{ t: 'p', runs, ...(alone ? { keep: true } : {}) }, ...rests];
}

/** 第一章 and its title are set apart. */
const gapAfter = (label: string): string => (/^第.*[编章节条]$/u.test(label) ? '\u3000' : '');

function headRuns(level: number | null, label: string, heading: string): Run[] {
  const head = label + gapAfter(label);
  if (/^第.*条$/u.test(label)) return [{ s: head, f: 'heiti' }, ...(heading === '' ? [] : runsOf(heading))];
  // A label whose clause has no heading is set as the words are, except that 一、 and （一） would then look alike.
  return heading === '' ? [{ s: head }] : runsOf(head + heading, fontOf(level));
}

const fontOf = (level: number | null): 'heiti' | 'kaiti' | undefined =>
  level === 0 || level === 1 ? 'heiti' : level === 2 ? 'kaiti' : undefined;

/** GB/T 9704-2012, 7.3.3: 一、 黑体，（一） 楷体，1. and （1） 仿宋. Chapters stand above them. */
function levelOf(label: string): number | null {
  if (/^第.+[编章节]$/u.test(label)) return 0;
  if (/^[一二三四五六七八九十百]+$/u.test(label)) return 1;
  if (/^（[一二三四五六七八九十百]+）$/u.test(label)) return 2;
  if (/^\d+$/u.test(label)) return 3;
  if (/^（\d+）$/u.test(label)) return 4;
  return null;
}

/** The notes after 注： are in smaller type. */
export function noteOf(words: string, before: readonly Block[]): { note?: string } {
  const number = /^\s*\[(\d{1,3})\]/u.exec(words)?.[1];
  if (number !== undefined) return { note: number };
  if (/^\s*(?:注|注释|资料来源)[：:]/u.test(words)) return { note: '' };
  const last = before.at(-1);
  return last?.t === 'p' && last.note !== undefined ? { note: '' } : {};
}
