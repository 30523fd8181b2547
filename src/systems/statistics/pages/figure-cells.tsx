import type { Point } from '../record.ts';
import { changeWords, pointWords } from '../words.ts';

/** Value and change as printed; what a change is of comes first: 按可比价格计算，比上年增长8.3%. */
export function PointValue({ point }: { point: Point }) {
  const words = pointWords(point);
  const change = point.measure === 'growth' ? '' : changeWords(point);
  return (
    <>
      <span className="figure-value">{words}</span>
      {change && <span className="figure-change">{change}</span>}
    </>
  );
}

/** The clause that prints the figure, else its document. */
export function PointSource({
  point,
  long = false,
}: {
  point: Pick<Point, 'source' | 'clause'>;
  long?: boolean;
}) {
  const { source, clause } = point;
  if (source === null) return null;
  const href = clause?.href ?? `/documents/${source.documentId}`;
  return (
    <a href={href}>
      {long || clause === null ? source.title : ''}
      {clause && `${long ? '，' : ''}${clause.words}`}
    </a>
  );
}

/** A reckoned number, never shown without its arithmetic. */
export function ReckonedText({ text, arithmetic }: { text: string; arithmetic: string }) {
  return (
    <span className="reckoned">
      {text}
      <span className="reckoned-mark">推算</span>
      <span className="reckoned-how">{arithmetic}</span>
    </span>
  );
}
