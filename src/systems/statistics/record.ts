/** Figures as series: one indicator at one place over periods, each figure with its source, basis, notes and clause. Pure. */
import type { Artifact, Figure } from '#engines/law/parse/artifact.ts';
import { clauseAddresses, clauseHref, placeWords } from '#systems/documents/index.ts';
import type { ChartData } from './chart/chart-data.ts';
import { collectCharts } from './chart/collect.ts';
import { gapsBehind } from './chart/comparison.ts';
import { amountOf, priorOf } from './chart/prior.ts';
import { kindOf } from './check/name.ts';
import { checkFigures, type FigureCheck } from './check/recompute.ts';
import { shownWithUnit } from './check/relation.ts';
import { restatements } from './check/restated.ts';
import { type FigureText, readFigureText } from './check/structure.ts';
import { unknownUnit } from './check/unit-printed.ts';
import { type Notes, type PriceBasis, priceBasisOf } from './prices.ts';
import type { ClauseRow, FigureEdition, FigureRow } from './queries.ts';
import { seriesIdOf } from './series-id.ts';

/** The document that prints a figure. */
export type Source = {
  readonly documentId: string;
  readonly title: string;
  readonly edition: FigureEdition;
};

/** A number that follows from printed ones. */
export type Reckoned = { readonly text: string; readonly arithmetic: string };

export type Point = {
  /** Place in print order in its edition. */
  readonly ord: number;
  readonly seriesId: string;
  readonly source: Source | null;
  readonly indicator: string;
  readonly place: string | null;
  readonly period: string | null;
  readonly measure: string;
  readonly value: number | null;
  readonly unit: string | null;
  readonly change: number | null;
  readonly changeUnit: string | null;
  readonly basis: string | null;
  /** At which prices value and change are; null when the text does not say. */
  readonly prices: PriceBasis | null;
  /** As printed where the text is here; empty when there is none. */
  readonly valueText: string;
  readonly changeText: string;
  readonly clause: { readonly href: string; readonly words: string } | null;
  /** Notes that the figure bears: [2] with its words. */
  readonly notes: readonly { readonly mark: string; readonly words: string }[];
  /** The year before, reckoned. */
  readonly prior: Reckoned | null;
  /** Rates of other places, reckoned from printed gaps. */
  readonly others: readonly { readonly place: string; readonly gapText: string; readonly rate: Reckoned }[];
  /** The same figure stands here too (ord). */
  readonly restates: number | null;
};

export type Series = {
  readonly id: string;
  readonly indicator: string;
  readonly place: string | null;
  /** The newest period first, then print order. */
  readonly points: readonly Point[];
};

export type PlacedCheck = FigureCheck & {
  /** Ids of the series in play. */
  readonly seriesIds: readonly string[];
  readonly source: Source | null;
  readonly clause: Point['clause'];
};

export type DocumentChart = { readonly source: Source; readonly data: ChartData };

/** What one edition says. */
export type EditionFigures = {
  readonly edition: FigureEdition;
  readonly points: readonly Point[];
  readonly checks: readonly PlacedCheck[];
  readonly charts: readonly DocumentChart[];
};

type Parsed = Pick<Artifact, 'figures' | 'source' | 'issuances'>;

/** @param artifact null for an edition written from facts: its figures have no text to be checked against */
export function readEdition(
  edition: FigureEdition,
  rows: readonly FigureRow[],
  clauses: readonly ClauseRow[],
  artifact: Parsed | null,
): EditionFigures {
  const sources = new Map<string, Source>();
  for (const { documentId, documentTitle } of rows) {
    if (documentId !== null && !sources.has(documentId))
      sources.set(documentId, {
        documentId,
        title: (documentTitle ?? '').replace(/\^?[[［]\d+[\]］]/g, ''),
        edition,
      });
  }
  const sourceOf = (row: FigureRow | undefined): Source | null => sources.get(row?.documentId ?? '') ?? null;
  if (artifact === null) {
    return { edition, checks: [], charts: [], points: rows.map((row) => bare(row, sourceOf(row))) };
  }
  const text = readFigureText(artifact);
  const places = clausePlaces(clauses);
  const noted = notesIn(artifact);
  const notes = notesOf(artifact, noted);
  const first = new Map(
    [...restatements(text)].flatMap(([one, again]) => again.map((ord) => [ord, one] as const)),
  );
  const points = rows.map(
    (row): Point => ({
      ...bare(row, sourceOf(row)),
      ...printed(text, row.ord),
      clause: places(artifact.figures[row.ord]?.span[0] ?? -1),
      notes: notes(artifact.figures[row.ord]),
      prices: priceBasisOf(text, row.ord, noted),
      prior: reckonPrior(text, row.ord),
      others: gapsBehind(text, row.ord).map(({ place, derived, arithmetic, figure }) => ({
        place,
        gapText: shownGap(text, figure),
        rate: { text: `${derived}%`, arithmetic },
      })),
      restates: first.get(row.ord) ?? null,
    }),
  );
  const byIssuance = new Map(artifact.figures.map((figure, ord) => [figure.issuance, sourceOf(rows[ord])]));
  return {
    edition,
    points,
    checks: checkFigures(artifact).map((check) => ({
      ...check,
      seriesIds: [...new Set(check.figures.flatMap((ord) => points[ord]?.seriesId ?? []))],
      source: byIssuance.get(check.issuance) ?? null,
      clause: places(check.span[0]),
    })),
    charts: collectCharts(artifact).flatMap((data) => {
      const source = byIssuance.get(data.issuance) ?? null;
      return source === null ? [] : [{ source, data }];
    }),
  };
}

function bare(row: FigureRow, source: Source | null): Point {
  const { ord, indicator, place, period, measure, value, unit, change, changeUnit, basis } = row;
  return {
    ...{ ord, indicator, place, period, measure, value, unit, change, changeUnit, basis, source },
    seriesId: seriesIdOf(indicator, place),
    valueText: value === null ? '' : `${value}${unit ?? ''}`,
    changeText:
      change === null ? '' : change === 0 && changeUnit === null ? '持平' : `${change}${changeUnit ?? ''}`,
    clause: null,
    notes: [],
    prices: null,
    prior: null,
    others: [],
    restates: null,
  };
}

/** Value and change with the printed digits (13.0%); a unit that the program does not know is kept with them. */
function printed(
  at: FigureText,
  ord: number,
): { valueText?: string; unit?: string | null; changeText?: string } {
  const { value, change } = at.operands[ord] ?? {};
  const named = kindOf(at.figures[ord]?.indicator ?? '') !== null;
  const unknown = value !== undefined && named ? (unknownUnit(at.text, value) ?? '') : '';
  return {
    ...(value === undefined ? {} : { valueText: shownWithUnit(value) + unknown }),
    ...(value === undefined || unknown === '' ? {} : { unit: value.unit.printed + unknown }),
    ...(change === undefined ? {} : { changeText: shownWithUnit(change) }),
  };
}

function shownGap(at: FigureText, figure: number): string {
  const operand = at.operands[figure]?.value;
  return operand === undefined ? '' : `${operand.value < 0 ? '低' : '高'}${operand.printed}个百分点`;
}

function reckonPrior(at: FigureText, ord: number): Reckoned | null {
  const value = at.operands[ord]?.value;
  if (value === undefined || at.figures[ord]?.measure !== 'level') return null;
  const prior = priorOf(at, ord, value.value);
  if (prior === null) return null;
  const how = amountOf(at, ord) === undefined ? '约' : '';
  return { text: `${how}${prior.value}${value.unit.printed}`, arithmetic: prior.arithmetic };
}

/** The smallest clause that holds a place of the text: a clause's parts follow it. */
function clausePlaces(clauses: readonly ClauseRow[]): (at: number) => Point['clause'] {
  const placed = [...Map.groupBy(clauses, (clause) => clause.documentId)].flatMap(([documentId, own]) => {
    const addresses = clauseAddresses(own.map(({ path }) => path));
    return own.map((clause, index) => ({ ...clause, documentId, address: addresses[index] ?? clause.path }));
  });
  return (at) => {
    const found = placed.findLast(
      ({ startAt, endAt }) => startAt !== null && endAt !== null && startAt <= at && at < endAt,
    );
    if (found === undefined) return null;
    return { href: clauseHref(found.documentId, found.address), words: placeWords(found.path).trim() };
  };
}

const NOTE = /(?:^|\n)[^\S\n]*\^?[[［](\d{1,3})[\]］][^\S\n]*([^\n]+)/g;

/** The notes at the end of every issuance that has figures. */
function notesIn(artifact: Parsed): (issuance: number | null) => Notes {
  const { text } = artifact.source;
  const notes = new Map<number, Notes>();
  for (const issuance of new Set(artifact.figures.map((figure) => figure.issuance))) {
    const span = issuance === null ? undefined : artifact.issuances[issuance]?.span;
    if (issuance === null || span === undefined) continue;
    const found = [...text.slice(span[0], span[1]).matchAll(NOTE)];
    notes.set(issuance, new Map(found.map(([, mark = '', words = '']) => [mark, words.trim()])));
  }
  return (issuance) => notes.get(issuance ?? -1) ?? new Map();
}

/** The notes that a figure bears directly behind it, with their words. */
function notesOf(
  artifact: Parsed,
  noted: (issuance: number | null) => Notes,
): (figure: Figure | undefined) => Point['notes'] {
  const { text } = artifact.source;
  return (figure) => {
    if (figure === undefined || figure.issuance === null) return [];
    const behind = text.slice(figure.span[1], figure.span[1] + 16);
    const marks = /^(?:\s*\^?[[［]\d{1,3}[\]］])+/.exec(behind)?.[0].match(/\d+/g) ?? [];
    return marks.map((mark) => ({ mark, words: noted(figure.issuance).get(mark) ?? '' }));
  };
}

/** All editions together, by series. */
export class StatisticsRecord {
  readonly editions: readonly EditionFigures[];
  readonly series: ReadonlyMap<string, Series>;
  readonly checks: readonly PlacedCheck[];

  constructor(editions: readonly EditionFigures[]) {
    this.editions = editions;
    this.checks = editions.flatMap(({ checks }) => checks);
    const points = editions.flatMap((edition) => edition.points);
    const grouped = Map.groupBy(points, (point) => point.seriesId);
    this.series = new Map(
      [...grouped].map(([id, own]) => {
        const first = own[0];
        const series: Series = {
          id,
          indicator: first?.indicator ?? '',
          place: first?.place ?? null,
          points: own.toSorted((a, b) => (b.period ?? '').localeCompare(a.period ?? '') || a.ord - b.ord),
        };
        return [id, series];
      }),
    );
  }

  /** Documents that print figures, the newest issue first, in print order. */
  get sources(): Source[] {
    const found = this.editions.flatMap(({ points }) => points.flatMap(({ source }) => source ?? []));
    return [...new Map(found.map((source) => [source.documentId, source])).values()];
  }

  pointsOf(documentId: string): Point[] {
    return this.editions.flatMap(({ points }) =>
      points.filter(({ source }) => source?.documentId === documentId),
    );
  }

  chartsOf(documentId: string): DocumentChart[] {
    return this.editions.flatMap(({ charts }) =>
      charts.filter(({ source }) => source.documentId === documentId),
    );
  }
}
