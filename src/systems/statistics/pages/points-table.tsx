import { Table } from '#web/components/table.tsx';
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
        ...(by === 'indicator' ? [indicator, period] : [period]),
        { key: 'measure', name: '类别', cell: (point: Point) => measureWords(point.measure) },
        { key: 'value', name: '原文所印', cell: (point) => <PointValue point={point} /> },
        { key: 'basis', name: '比较或口径', cell: (point) => <Basis point={point} /> },
        { key: 'reckoned', name: '推算', cell: (point) => <Reckoned point={point} /> },
        {
          key: 'source',
          name: '出处',
          cell: (point) => <PointSource point={point} long={by === 'period'} />,
        },
      ]}
      rows={[...points]}
      rowKey={(point) => `${point.source?.edition.editionId}-${point.ord}`}
      rowId={(point) => (by === 'indicator' ? `f-${point.ord}` : undefined)}
    />
  );
}

function Basis({ point }: { point: Point }) {
  return (
    <>
      {point.basis}
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
  if (point.prior === null && point.others.length === 0) return null;
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
