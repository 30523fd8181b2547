/** The newest figures that are printed beside other places, each with its ranks. Pure. */
import type { Point, StatisticsRecord } from './record.ts';

export type Compared = { readonly point: Point; readonly ranks: readonly Point[] };

/** Of the newest period of each series, in print order; a figure that only repeats another is left out. */
export function comparedOf(record: StatisticsRecord): Compared[] {
  const compared = [...record.series.values()].flatMap((series): Compared[] => {
    const newest = series.points[0]?.period ?? null;
    const own = series.points.filter(({ period }) => period === newest);
    const point = own.find(({ others }) => others.length > 0);
    const ranks = own.filter(
      ({ measure, source }) => measure === 'rank' && source === (point ?? own[0])?.source,
    );
    if (point !== undefined) return [{ point, ranks }];
    const ranked = own.find(({ measure }) => measure === 'growth' || measure === 'level');
    return ranks.length > 0 && ranked !== undefined ? [{ point: ranked, ranks }] : [];
  });
  return compared.toSorted(
    (a, b) => (b.point.period ?? '').localeCompare(a.point.period ?? '') || a.point.ord - b.point.ord,
  );
}
