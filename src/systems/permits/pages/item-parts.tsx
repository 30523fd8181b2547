/** What pages about items share. */

import type { Law } from '../basis-status.ts';
import { type Citation, formatCitation, type Item, isAssumed } from '../item.ts';
import { itemProcedure } from '../item-procedure.ts';
import { limitLine } from '../limit-line.ts';
import { procedurePicture } from '../procedure-picture.ts';
import { lawPath } from './addresses.ts';

/** Says that the district, not the law or the gazette, filled this in. */
export function Assumed({ item, path }: { item: Item; path: string }) {
  return isAssumed(item, path) ? <span className="assumed">区内默认，待核定</span> : null;
}

/** A citation, linked to the document's page when it is known here. */
export function Cited({ cited, law }: { cited: Citation; law: Law }) {
  const found = law.find(cited);
  const words = formatCitation(cited);
  return found ? <a href={lawPath(found.id)}>{words}</a> : words;
}

const isPlaceholder = (phone: string): boolean => /-0{5,}/.test(phone);

export function Phone({ number }: { number: string }) {
  if (isPlaceholder(number)) return <>号码待核定</>;
  return (
    <a className="nowrap" href={`tel:${number.replaceAll('-', '')}`}>
      {number}
    </a>
  );
}

export const unitWord = (unit: Item['statutory']['unit']): string => (unit === 'working' ? '个工作日' : '日');

/** The promise on the line of the law's limit. The words stand beside it, so the drawing is not read aloud. */
export function LimitPicture({ item }: { item: Pick<Item, 'promisedDays' | 'statutory'> }) {
  const { width, promisedAt, wordsAt } = limitLine(item.promisedDays, item.statutory.days);
  return (
    <svg className="limit-line" viewBox={`-4 0 ${width + 8} 66`} aria-hidden="true">
      <text x={wordsAt} y={14} textAnchor="middle">
        承诺{item.promisedDays}个工作日
      </text>
      <rect x={0} y={28} width={width} height={8} className="limit-all" />
      <rect x={0} y={28} width={promisedAt} height={8} className="limit-part" />
      <line x1={promisedAt} x2={promisedAt} y1={20} y2={40} className="limit-end" />
      <text x={width} y={58} textAnchor="end">
        法定{item.statutory.days}
        {unitWord(item.statutory.unit)}
      </text>
      <text x={0} y={58}>
        受理
      </text>
    </svg>
  );
}

/** The states of the item's procedure, drawn from its definition. The steps beside say the same in words. */
export function ProcedureDrawing({ item }: { item: Item }) {
  const { width, height, main, side, lines } = procedurePicture(itemProcedure(item));
  return (
    <svg className="procedure-picture" viewBox={`-2 -2 ${width + 4} ${height + 4}`} aria-hidden="true">
      {lines.map(({ from, to, word }) => {
        const down = from.x === to.x;
        const x = from.x + from.width / 2;
        return down ? (
          <g key={`${from.state}-${to.state}`} className="procedure-line">
            <line x1={x} y1={from.y + from.height} x2={x} y2={to.y - 6} />
            <path className="procedure-head" d={`M${x - 5} ${to.y - 8}h10l-5 8z`} />
            <text x={x + 10} y={to.y - 10}>
              {word}
            </text>
          </g>
        ) : (
          <g key={`${from.state}-${to.state}`} className="procedure-line procedure-aside">
            <path d={`M${from.x + from.width} ${from.y + 20}h22V${to.y + 20}H${to.x - 6}`} />
            <path className="procedure-head" d={`M${to.x - 8} ${to.y + 15}v10l8 -5z`} />
          </g>
        );
      })}
      {[...main, ...side].map((box) => (
        <g key={`${box.x}-${box.state}`} className={box.x === 0 ? 'procedure-main' : undefined}>
          <rect x={box.x} y={box.y} width={box.width} height={box.height} rx={3} />
          {box.lines.map((line, at) => (
            <text key={line} x={box.x + box.width / 2} y={box.y + 26 + at * 22} textAnchor="middle">
              {line.replace(/，$/u, '')}
            </text>
          ))}
        </g>
      ))}
    </svg>
  );
}
