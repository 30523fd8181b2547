/** S12 Statistics: what other systems may use of it. */

export { type BulletinChart, bulletinCharts } from './chart/bulletin-charts.ts';
export type { ChartColours, DrawOptions } from './chart/draw.ts';
export { checkFigures, type FigureCheck } from './check/recompute.ts';
export { safeCell } from './safe-cell.ts';
export { seriesIdOf } from './series-id.ts';
