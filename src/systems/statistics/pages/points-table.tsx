import { Table } from '#web/components/table.tsx';
import { priceSource, priceWords } from '../prices.ts';
import type { Point } from '../record.ts';
import { measureWords, periodWords } from '../words.ts';
import { PointSource, PointValue, ReckonedText } from './figure-cells.tsx';

/** Figures with period, basis, what is reckoned from them, notes and source. */
export function PointsTable({
  caption,
  points,
  by,
}: {
  caption: string;
  points: readonly Point[];
  /** What names a row: the period in a series, the indicator in a document. */
  by: 'period' | 'indicator';
}) {
  const indicator = {
    key: 'indicator',
    name: '指标',
    rowHeader: by === 'indicator',
    cell: (point: Point) => <a href={`/statistics/${point.seriesId}`}>{point.indicator}</a>,
  };
  const period = {
    key: 'period',
    name: '时期',
    rowHeader: by === 'period',
    cell: (point: Point) => periodWords(point.period) || '未注明',
  };
  return (
    <Table
      caption={caption}
      captionHidden
      narrow="cards"
      columns={[
        by === 'indicator' ? indicator : period,
        { key: 'value', name: '原文所印', cell: (point: Point) => <Printed point={point} /> },
        ...(points.some((point) => saysBasis(point) || isReckonedFrom(point))
          ? [
              {
                key: 'basis',
                name: '口径和推算',
                cell: (point: Point) =>
                  (saysBasis(point) || isReckonedFrom(point)) && (
                    <>
                      <Basis point={point} />
                      <Reckoned point={point} />
                    </>
                  ),
              },
            ]
          : []),
        by === 'indicator'
          ? {
              key: 'source',
              name: '时期和出处',
              cell: (point: Point) => (
                <>
                  {periodWords(point.period)} <PointSource point={point} />
                </>
              ),
            }
          : { key: 'source', name: '出处', cell: (point: Point) => <PointSource point={point} long /> },
      ]}
      rows={[...points]}
      rowKey={(point) => `${point.source?.edition.editionId}-${point.ord}`}
      rowId={(point) => (by === 'indicator' ? `f-${point.ord}` : undefined)}
    />
  );
}

const saysBasis = ({ basis, prices, notes, restates }: Point): boolean =>
  basis !== null || prices !== null || notes.length > 0 || restates !== null;
const isReckonedFrom = ({ prior, others }: Point): boolean => prior !== null || others.length > 0;

/** A share, a rank and the like say what they are; a level and its change need no word. */
function Printed({ point }: { point: Point }) {
  const plain = point.measure === 'level' || point.measure === 'growth' || point.measure === 'rank';
  return (
    <>
      {!plain && <span className="figure-measure">{measureWords(point.measure)} </span>}
      <PointValue point={point} />
    </>
  );
}

function Basis({ point }: { point: Point }) {
  if (!saysBasis(point)) return null;
  return (
    <>
      {point.basis}
      {point.prices && (
        <span className="figure-remark">
          {priceWords(point.prices)}（{priceSource(point.prices)}）
        </span>
      )}
      {point.restates !== null && <span className="figure-remark">此数在同一文件中重复印出</span>}
      {point.notes.map(({ mark, words }) => (
        <span className="figure-remark" key={mark}>
          注[{mark}] {words}
        </span>
      ))}
    </>
  );
}

function Reckoned({ point }: { point: Point }) {
  if (!isReckonedFrom(point)) return null;
  return (
    <>
      {point.prior && (
        <span className="figure-line">
          上年 <ReckonedText {...point.prior} />
        </span>
      )}
      {point.others.map(({ place, rate }) => (
        <span className="figure-line" key={place}>
          {place} <ReckonedText {...rate} />
        </span>
      ))}
    </>
  );
}
