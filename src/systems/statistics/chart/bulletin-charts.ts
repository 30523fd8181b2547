/** The charts of a parsed text, drawn: for pages and for the typeset gazette. */
import type { Artifact, Span } from '#engines/law/parse/artifact.ts';
import { altOf, type ChartData, tableOf } from './chart-data.ts';
import { collectCharts } from './collect.ts';
import { type DrawOptions, drawChart } from './draw.ts';

export type BulletinChart = {
  readonly id: string;
  /** Index of the issuance. */
  readonly issuance: number;
  /** True where the text has a gap in which its chart stood; false for further charts of its figures. */
  readonly lost: boolean;
  /** The gap's blank lines; for further charts the end of the last figure shown. */
  readonly afterSpan: Span;
  readonly title: string;
  /** What is printed and what is reckoned: stands below the picture. */
  readonly note: string;
  readonly alt: string;
  readonly svg: string;
  /** What the picture shows; reckoned numbers are marked 推算. */
  readonly table: { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };
};

/**
 * Draws what the text's own figures allow. No year is invented: what is not printed is reckoned from what is, drawn
 * with a dashed outline and marked in the table. Pure; the same artifact gives the same bytes.
 * @param options colours, font family (as in CSS) and width in pixels; white paper and system fonts by default
 */
export function bulletinCharts(
  artifact: Pick<Artifact, 'figures' | 'source' | 'issuances'>,
  options: DrawOptions = {},
): BulletinChart[] {
  return collectCharts(artifact).map((chart) => drawn(chart, options));
}

function drawn(chart: ChartData, options: DrawOptions): BulletinChart {
  const { id, issuance, lost, afterSpan, title, note } = chart;
  return {
    id,
    issuance,
    lost,
    afterSpan,
    title,
    note,
    alt: altOf(chart),
    svg: drawChart(chart, options),
    table: tableOf(chart),
  };
}
