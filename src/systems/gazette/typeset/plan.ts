/** From a parse to what is printed: a whole issue, or one document of it. Pure. */
import { numberKey, titleKey } from '#engines/law/name.ts';
import type { Artifact, Instrument, Issuance } from '#engines/law/parse/artifact.ts';
import type { Fonts } from '#platform/pdf/fonts.ts';
import { type Chart, documentBlocks, TITLE_LINE_MAX } from './blocks.ts';
import { cohesionOf } from './cohesion.ts';
import { frontMatter, issueNumber, printedDay } from './front.ts';
import type { Block, DocumentSheet, Sheet } from './sheet.ts';
import { closeUp, runsOf, setWords } from './text.ts';
import { titleLines, width } from './title-lines.ts';

/** Charts of a document, by the place of its issuance in the artifact. */
export type ChartsOf = ReadonlyMap<number, readonly Chart[]>;

export type Plan = {
  readonly sheet: (fonts: Fonts) => Sheet;
  /** Pictures by file name. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly date: Temporal.PlainDate;
};

/** Where one document is in an artifact. */
export type Place = { readonly issuance: number; readonly instrument: number | null };

/** Finds a document by its number, its title, or a part of its title that only it has. */
export function findPlace(artifact: Artifact, asked: string): Place | undefined {
  const places = artifact.issuances.flatMap((issuance, i) => [
    { title: issuance.title, number: issuance.number, place: { issuance: i, instrument: null } as Place },
    ...issuance.instruments
      .map((n, j) => ({ title: n.title, number: null, place: { issuance: i, instrument: j } as Place }))
      .filter(({ title }) => titleKey(title) !== titleKey(issuance.title)),
  ]);
  const number = numberKey(asked);
  const title = titleKey(asked);
  const found =
    places.find((p) => p.number !== null && numberKey(p.number) === number) ??
    places.find((p) => titleKey(p.title) === title);
  if (found || title === '') return found?.place;
  const holding = places.filter((p) => titleKey(p.title).includes(title));
  return holding.length === 1 ? holding[0]?.place : undefined;
}

export function planIssue(artifact: Artifact, charts: ChartsOf = new Map()): Plan {
  const { files, named } = chartFiles(charts);
  const { issue } = artifact;
  const name = closeUp(issue?.title ?? '');
  const front = frontMatter(artifact);
  const documents = artifact.issuances.map((issuance, i): DocumentSheet => {
    const document = documentSheet(artifact, issuance, named.get(i) ?? []);
    return { ...document, blocks: [...document.blocks, ...wordsAfter(artifact, issuance)] };
  });
  const loose = issue ? [] : looseText(artifact);
  const date = dateOf(artifact, issue?.date ?? artifact.issuances[0]?.date ?? null);
  const running = [
    name,
    issue?.year ? `${issue.year}年` : '',
    issue ? (issueNumber(issue) ?? '') : '',
  ].filter(Boolean);
  return {
    date,
    files,
    sheet: (fonts) => ({
      title: running.join('') || closeUp(artifact.issuances[0]?.title ?? '未识别的文本'),
      author: closeUp(issue?.organ ?? artifact.issuances[0]?.signedBy[0] ?? ''),
      language: 'zh',
      date: [date.year, date.month, date.day],
      runningHead: issue ? `${name}　${running.slice(1).join('')}` : null,
      ...front,
      contents: issue !== null && documents.length > 1,
      documents: [...documents, ...loose],
      colophon: [],
      fonts: fonts.families,
    }),
  };
}

/** One document with what it carries, or one instrument alone. */
export function planDocument(artifact: Artifact, place: Place, charts: readonly Chart[] = []): Plan {
  const issuance = artifact.issuances[place.issuance];
  if (!issuance) throw new RangeError(`planDocument: no issuance ${place.issuance}`);
  const { files, named } = chartFiles(new Map([[0, charts]]));
  const instrument = place.instrument === null ? null : (issuance.instruments[place.instrument] ?? null);
  const document = instrument
    ? instrumentSheet(artifact, issuance, instrument)
    : documentSheet(artifact, issuance, named.get(0) ?? []);
  const date = dateOf(artifact, issuance.date ?? artifact.issue?.date ?? null);
  return {
    date,
    files,
    sheet: (fonts) => ({
      title: document.title,
      author: issuance.signedBy.map(closeUp).join('、') || closeUp(artifact.issue?.organ ?? ''),
      language: 'zh',
      date: [date.year, date.month, date.day],
      runningHead: null,
      cover: null,
      board: null,
      contents: false,
      documents: [document],
      back: null,
      colophon: colophonOf(artifact, issuance, instrument),
      fonts: fonts.families,
    }),
  };
}

function documentSheet(
  artifact: Artifact,
  issuance: Issuance,
  charts: readonly (Chart & { file: string })[],
): DocumentSheet {
  const title = closeUp(issuance.title).replace(/\^\[\d+\]$/u, '');
  const mark = /\^\[\d+\]/u.exec(artifact.source.text.slice(...issuance.titleSpan))?.[0];
  const blocks = outlined(documentBlocks(artifact, issuance, charts));
  const signed = blocks.some((b) => b.t === 'signature');
  return {
    section: issuance.kind === null ? null : setWords(issuance.kind),
    title: organsApart(title, issuance.signedBy.map(closeUp)),
    titleLines: titleLines(title, TITLE_LINE_MAX, issuance.signedBy.map(closeUp), cohesionOf(artifact)),
    titleRuns: mark ? runsOf(mark) : [],
    // A bulletin or a report that no body signs has no head of its own.
    organs: signed && artifact.shape !== 'statute' ? issuance.signedBy.map(closeUp) : [],
    number: issuance.number,
    fit: isShort(blocks),
    blocks,
  };
}

/** Bodies that issue together are told apart where the title runs in one line, as in the contents. */
const organsApart = (title: string, organs: readonly string[]): string =>
  organs.length > 1 && title.startsWith(organs.join(''))
    ? organs.join(' ') + title.slice(organs.join('').length)
    : title;

/** An instrument alone, without the notice that carries it. */
function instrumentSheet(artifact: Artifact, issuance: Issuance, instrument: Instrument): DocumentSheet {
  const title = closeUp(instrument.title);
  const all = documentBlocks(artifact, issuance, [], instrument.span);
  const own = all.find((b) => b.t === 'title' && b.text !== '');
  const under = own?.t === 'title' ? own.under : [];
  const byline: Block[] = under.length === 0 ? [] : [{ t: 'byline', lines: under }];
  return {
    section: issuance.kind,
    title,
    titleLines: titleLines(title, TITLE_LINE_MAX, [], cohesionOf(artifact)),
    titleRuns: [],
    organs: [],
    number: null,
    fit: false,
    blocks: outlined([...byline, ...all.filter((b) => b !== own)]),
  };
}

/**
 * Whether a notice, without what it carries, may stay on one page: a page holds some 600 characters; one that has more,
 * or a table or a chart, runs over in any case.
 */
function isShort(blocks: readonly Block[]): boolean {
  const carried = blocks.findIndex((b) => b.t === 'title');
  const own = carried < 0 ? blocks : blocks.slice(0, carried);
  return (
    own.length > 0 &&
    own.every((b) => b.t !== 'table' && b.t !== 'chart') &&
    own.reduce(
      (sum, b) => sum + (b.t === 'p' ? Math.ceil((width(b.runs.map((r) => r.s).join('')) + 2) / 28) : 2),
      0,
    ) <= 24
  );
}

/** 附件1 stands on a line of its own before its title: one block says both. */
function joinLabels(blocks: readonly Block[]): Block[] {
  const out: Block[] = [];
  for (const block of blocks) {
    const last = out.at(-1);
    if (block.t === 'title' && last?.t === 'title' && last.text === '' && block.label === null)
      out[out.length - 1] = { ...block, label: last.label };
    else out.push(block);
  }
  return out;
}

/** Levels of the file's outline: under the document's title, none skipped. */
function outlined(blocks: readonly Block[]): Block[] {
  let base = 2;
  let before = 1;
  return joinLabels(blocks).map((block): Block => {
    if (block.t !== 'title' && block.t !== 'heading') return block;
    if (block.t === 'title') base = 3;
    before = block.t === 'title' ? 2 : Math.min(base + block.depth, before + 1, 6);
    return { ...block, outline: before };
  });
}

/** What no rule claimed between a document and the next one. */
function wordsAfter(artifact: Artifact, { span }: Issuance): Block[] {
  const next = Math.min(...artifact.issuances.map((i) => i.span[0]).filter((start) => start >= span[1]));
  return Number.isFinite(next) ? residueBlocks(artifact, span[1], next) : [];
}

const residueBlocks = (artifact: Artifact, from: number, to: number): Block[] =>
  artifact.residue
    .filter(({ span }) => from <= span[0] && span[0] < to)
    .flatMap(({ span }) => artifact.source.text.slice(...span).split('\n'))
    .map(setWords)
    .filter((line) => line !== '')
    .map((line) => ({ t: 'p', runs: runsOf(line), residue: true }));

/** What stands before and after documents that are no issue, and what was not understood at all. */
function looseText(artifact: Artifact): DocumentSheet[] {
  const first = artifact.issuances[0]?.span[0] ?? Number.POSITIVE_INFINITY;
  const last = artifact.issuances.at(-1)?.span[1] ?? Number.POSITIVE_INFINITY;
  const blocks = [
    ...residueBlocks(artifact, 0, first),
    ...residueBlocks(artifact, last, Number.POSITIVE_INFINITY),
  ];
  if (blocks.length === 0) return [];
  const title = '未识别的文字';
  return [
    {
      section: null,
      title,
      titleLines: [title],
      titleRuns: [],
      organs: [],
      number: null,
      fit: false,
      blocks,
    },
  ];
}

function colophonOf(artifact: Artifact, issuance: Issuance, instrument: Instrument | null): string[] {
  const { issue } = artifact;
  const lines: string[] = [];
  if (instrument)
    lines.push(`随《${closeUp(issuance.title)}》${issuance.number ? `（${issuance.number}）` : ''}印发`);
  if (issue?.title)
    lines.push(
      `原载${closeUp(issue.title)}${issue.year ? `${issue.year}年` : ''}${issueNumber(issue) ?? ''}${issue.date ? `，${printedDay(issue.date)}出版` : ''}`,
    );
  return lines;
}

function chartFiles(charts: ChartsOf): {
  files: Map<string, Uint8Array>;
  named: Map<number, (Chart & { file: string })[]>;
} {
  const files = new Map<string, Uint8Array>();
  const named = new Map<number, (Chart & { file: string })[]>();
  for (const [issuance, list] of charts)
    named.set(
      issuance,
      list.map((chart) => {
        const file = `chart-${files.size + 1}.svg`;
        files.set(file, Buffer.from(chart.svg));
        return { ...chart, file };
      }),
    );
  return { files, named };
}

/** A file that bears no date has the first day that a PDF can bear without being today's. */
function dateOf(artifact: Artifact, date: string | null): Temporal.PlainDate {
  const year = artifact.issue?.year;
  return Temporal.PlainDate.from(date ?? (year ? `${year}-01-01` : '1970-01-01'));
}
