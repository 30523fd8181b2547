/** The clean-up at one look: a square for each document, by year and by what is proposed for it. */
import { proposalWord } from '../../desk/effect-words.ts';
import { OUTCOMES } from '../../pictures/cleanup-counts.ts';
import { type Grid, type GridSizes, unitGrid } from '../../pictures/unit-grid.ts';
import type { CleanupItem } from '../../read-cleanup.ts';
import { familyOf } from './arrow-path.ts';

const SQUARE = { side: 24, step: 27 };
const WIDE: GridSizes = { ...SQUARE, abreast: 3, left: 96, top: 30, padding: 6 };
const NARROW: GridSizes = { ...SQUARE, abreast: 2, left: 62, top: 30, padding: 8 };
const UNITS_PER_REM = 16;
const NO_YEAR = '无文号';

export const itemAnchor = (item: CleanupItem): string => `c-${item.proposal.id}`;

const yearOf = (item: CleanupItem): string => item.year?.toString() ?? NO_YEAR;

/** Kinds that are proposed, in the order in which the report lists them; what is rare comes last. */
export const kindsOf = (items: readonly CleanupItem[]): CleanupItem['proposal']['kind'][] => {
  const present = new Set(items.map((i) => i.proposal.kind));
  const usual = OUTCOMES.filter((kind) => present.has(kind));
  return [...usual, ...[...present].filter((kind) => !usual.some((u) => u === kind)).sort()];
};

export function CleanupPicture({ items, label }: { items: readonly CleanupItem[]; label: string }) {
  const years = [...new Set(items.map(yearOf))].sort();
  const kinds = kindsOf(items);
  const units = items.map((i) => ({ id: i.proposal.id, year: yearOf(i), kind: i.proposal.kind }));
  const wide = unitGrid(
    units.map((u) => ({ id: u.id, column: u.year, row: u.kind })),
    years,
    kinds,
    WIDE,
  );
  const narrow = unitGrid(
    units.map((u) => ({ id: u.id, column: u.kind, row: u.year })),
    kinds,
    years,
    NARROW,
  );
  const word = (key: string): string => {
    const kind = kinds.find((k) => k === key);
    if (!kind) return key;
    return `${proposalWord(kind)} ${items.filter((i) => i.proposal.kind === kind).length}`;
  };
  return (
    <figure className="picture">
      <Sheet {...{ items, label, word }} grid={wide} shape="wide" />
      <Sheet {...{ items, label, word }} grid={narrow} shape="narrow" />
      <figcaption>
        <Legend items={items} />
      </figcaption>
    </figure>
  );
}

function Sheet({
  items,
  label,
  word,
  grid,
  shape,
}: {
  items: readonly CleanupItem[];
  label: string;
  word: (key: string) => string;
  grid: Grid;
  shape: 'wide' | 'narrow';
}) {
  const byId = new Map(items.map((i) => [i.proposal.id, i]));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={`picture-sheet picture-${shape}`} aria-label={label} tabIndex={0}>
      <svg
        className="picture-drawing"
        viewBox={`0 0 ${grid.width + 2} ${grid.height + 2}`}
        width={`${(grid.width + 2) / UNITS_PER_REM}rem`}
        height={`${(grid.height + 2) / UNITS_PER_REM}rem`}
      >
        <title>{label}</title>
        {grid.columns.map(({ key, x, width }) => (
          <text key={key} className="picture-heading" x={x + width / 2} y={18} textAnchor="middle">
            {word(key)}
          </text>
        ))}
        {grid.rows.map(({ key, y, height }) => (
          <g key={key}>
            <path className="picture-grid" d={`M0 ${y}H${grid.width}`} />
            <text className="picture-heading" x={0} y={y + Math.min(height / 2 + 5, 26)}>
              {word(key)}
            </text>
          </g>
        ))}
        <path className="picture-grid" d={`M0 ${grid.height}H${grid.width}`} />
        {grid.units.map(({ id, x, y }) => {
          const item = byId.get(id);
          return item && <Square key={id} item={item} x={x} y={y} />;
        })}
      </svg>
    </section>
  );
}

const STATE_WORDS = { open: '尚未审定', decided: '已审定', refused: '未采纳' };

function Square({ item, x, y }: { item: CleanupItem; x: number; y: number }) {
  const { proposal, document, place, state } = item;
  return (
    <a href={`#${itemAnchor(item)}`}>
      <title>{`${place}，${proposalWord(proposal.kind)}：${document.title}，${STATE_WORDS[state]}`}</title>
      <g className={`picture-unit picture-${familyOf(unitKind(proposal.kind))} picture-unit-${state}`}>
        <rect x={x + 1} y={y + 1} width={SQUARE.side - 2} height={SQUARE.side - 2} rx={2} />
        <text x={x + SQUARE.side / 2} y={y + SQUARE.side / 2 + 4.5} textAnchor="middle">
          {place}
        </text>
        {state === 'refused' && (
          <path d={`M${x + 3} ${y + SQUARE.side - 3}L${x + SQUARE.side - 3} ${y + 3}`} />
        )}
      </g>
    </a>
  );
}

/** What only dates a document has no look of its own. */
const unitKind = (kind: CleanupItem['proposal']['kind']) =>
  kind === 'commence' || kind === 'expire' || kind === 'retract' ? 'extend' : kind;

function Legend({ items }: { items: readonly CleanupItem[] }) {
  return (
    <ul className="picture-legend" aria-label="图例">
      {(['open', 'decided', 'refused'] as const)
        .filter((state) => items.some((i) => i.state === state))
        .map((state) => (
          <li key={state}>
            <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
              <g className={`picture-unit picture-carry picture-unit-${state}`}>
                <rect x={1} y={1} width={22} height={22} rx={2} />
                {state === 'refused' && <path d="M3 21L21 3" />}
              </g>
            </svg>
            {STATE_WORDS[state]} {items.filter((i) => i.state === state).length} 件
          </li>
        ))}
      <li>方格里的数是目录中的序号，一格一份文件</li>
    </ul>
  );
}
