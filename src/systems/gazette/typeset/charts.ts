/** The charts that stood where the text has a gap, drawn again from the figures around it. */
import type { Artifact } from '#engines/law/parse/artifact.ts';
import { bulletinCharts } from '#systems/statistics/index.ts';
import type { Chart } from './blocks.ts';

/** Width of the type area in CSS pixels: 156 mm. */
const WIDTH = 590;

/** Charts by the place of their issuance. Further charts of the same figures were never printed, and are left out. */
export function lostCharts(artifact: Artifact): Map<number, Chart[]> {
  if (artifact.figures.length === 0) return new Map();
  const lost = bulletinCharts(artifact, { width: WIDTH, fontFamily: 'Noto Sans SC' }).filter((c) => c.lost);
  const charts = lost.map(({ issuance, afterSpan, svg, title, note, alt }) => ({
    issuance,
    chart: {
      after: { position: afterSpan[0] },
      svg,
      caption: title,
      note: `据正文所列数字重绘。${note}`,
      alt,
    },
  }));
  return new Map(
    [...Map.groupBy(charts, (c) => c.issuance)].map(([issuance, list]) => [
      issuance,
      list.map((c) => c.chart),
    ]),
  );
}
