/** Bars along an axis of days: one document a row, its name beside its bar or, on a narrow screen, above it. */
import { formatDate } from '#web/components/date-text.tsx';
import { STATUS_SHAPES } from '#web/components/status-badge.tsx';
import { proposalWord } from '../../desk/effect-words.ts';
import { type Bar, barsOf, type TimeWindow, ticksOf, xOf } from '../../pictures/timeline.ts';
import { wrapText } from '../../pictures/wrap-text.ts';
import type { TimelineRow } from '../../read-timeline.ts';
import { endWords, shortTitle, spanWords } from './timeline-words.ts';

type Props = {
  rows: readonly TimelineRow[];
  window: TimeWindow;
  /** The day whose status is shown. */
  asOf: string;
  /** Null on the document's own page: the row then needs no name. */
  href: ((id: string) => string) | null;
  label: string;
};

type Shape = {
  name: 'wide' | 'narrow';
  width: number;
  /** Where the bars begin: right of the names, or below them. */
  left: number;
  nameWidth: number;
  ticksApart: number;
};

const WIDE: Shape = { name: 'wide', width: 1056, left: 384, nameWidth: 364, ticksApart: 70 };
const NARROW: Shape = { name: 'narrow', width: 342, left: 0, nameWidth: 342, ticksApart: 70 };
/** A document's own page needs no names. */
const WIDE_ALONE: Shape = { ...WIDE, width: 800, left: 0 };
const UNITS_PER_REM = 16;
const AXIS_HEIGHT = 48;
const NAME = { size: 14, step: 20, mark: 20 };
const BAR = { height: 16, above: 8 };
const SEASON = { height: 6, step: 9 };
const WORDS_STEP = 19;
const ROW_GAP = 10;
const RIM = 4;

export function TimelinePicture(props: Props) {
  return (
    <figure className="picture picture-timeline">
      {[props.href ? WIDE : WIDE_ALONE, NARROW].map((shape) => (
        <Sheet key={shape.name} {...props} shape={shape} />
      ))}
      <figcaption>
        <Legend rows={props.rows} />
      </figcaption>
    </figure>
  );
}

type PlacedRow = { row: TimelineRow; names: string[]; y: number; barY: number; height: number };

function placeRows(rows: readonly TimelineRow[], named: boolean, shape: Shape): PlacedRow[] {
  let y = AXIS_HEIGHT;
  return rows.map((row) => {
    const names = named
      ? wrapText(shortTitle(row.document.title), NAME.size, shape.nameWidth - NAME.mark, 2)
      : [];
    const nameHeight = names.length * NAME.step + (named ? 6 : 0);
    const above = shape.name === 'narrow' ? nameHeight : 0;
    const words = wordsOf(row).length > 0 ? WORDS_STEP : 4;
    const band = BAR.above + BAR.height + row.periods.length * SEASON.step + words;
    const height = Math.max(above + band, nameHeight) + ROW_GAP;
    const placed = { row, names, y, barY: y + above + BAR.above, height };
    y += height;
    return placed;
  });
}

function Sheet({ rows, window, asOf, href, label, shape }: Props & { shape: Shape }) {
  const plot = shape.width - shape.left;
  const placed = placeRows(rows, href !== null, shape);
  const height = (placed.at(-1)?.y ?? AXIS_HEIGHT) + (placed.at(-1)?.height ?? 0);
  const hatch = `hatch-${shape.name}`;
  const fade = `fade-${shape.name}`;
  const now = shape.left + xOf(window, plot, asOf);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={`picture-sheet picture-${shape.name}`} aria-label={label} tabIndex={0}>
      <svg
        className="picture-drawing"
        viewBox={`${-RIM} 0 ${shape.width + 2 * RIM} ${height}`}
        width={`${(shape.width + 2 * RIM) / UNITS_PER_REM}rem`}
        height={`${height / UNITS_PER_REM}rem`}
      >
        <title>{label}</title>
        <defs>
          <pattern
            id={hatch}
            width="8"
            height="8"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <path className="picture-hatch" d="M0 0V8" />
          </pattern>
          <linearGradient id={fade}>
            <stop className="picture-fade" offset="0" stopOpacity="0.08" />
            <stop className="picture-fade" offset="1" stopOpacity="1" />
          </linearGradient>
        </defs>
        <Axis {...{ window, shape, plot, height, asOf, now }} />
        {placed.map((at) => (
          <Row key={at.row.document.id} {...{ at, window, shape, plot, href, now, hatch, fade }} />
        ))}
      </svg>
    </section>
  );
}

function Axis({
  window,
  shape,
  plot,
  height,
  asOf,
  now,
}: {
  window: TimeWindow;
  shape: Shape;
  plot: number;
  height: number;
  asOf: string;
  now: number;
}) {
  const anchor = now > shape.width - 60 ? 'end' : now < shape.left + 60 ? 'start' : 'middle';
  return (
    <g>
      {ticksOf(window, plot, shape.ticksApart).map(({ x, label }) => (
        <g key={x}>
          <path className="picture-grid" d={`M${shape.left + x} ${AXIS_HEIGHT - 8}V${height}`} />
          <text className="picture-tick" x={shape.left + x + 3} y={AXIS_HEIGHT - 10}>
            {label}
          </text>
        </g>
      ))}
      <path className="picture-now" d={`M${now} 18V${height}`} />
      <text className="picture-now-word" x={now} y={13} textAnchor={anchor}>
        {formatDate(asOf)}
      </text>
    </g>
  );
}

type RowProps = {
  at: PlacedRow;
  window: TimeWindow;
  shape: Shape;
  plot: number;
  href: Props['href'];
  now: number;
  hatch: string;
  fade: string;
};

function Row({ at, window, shape, plot, href, now, hatch, fade }: RowProps) {
  const { row, barY } = at;
  const { life, proposed, periods } = row;
  const left = (bar: Bar) => shape.left + bar.x;
  const bars = barsOf(life.stretches, window, plot);
  const spans = barsOf(
    proposed.map((p) => ({ ...p, status: 'in_force' as const })),
    window,
    plot,
  );
  return (
    <g>
      <path className="picture-grid" d={`M0 ${at.y - 3}H${shape.width}`} />
      {href && <Name at={at} href={href(row.document.id)} shape={shape} />}
      {bars.map((bar, n) => (
        <LifeBar key={bar.x} bar={bar} x={left(bar)} y={barY} fade={n + 1 < bars.length ? fade : null} />
      ))}
      {spans.map((bar) => (
        <rect
          key={bar.x}
          fill={`url(#${hatch})`}
          x={left(bar)}
          y={barY}
          width={bar.width}
          height={BAR.height}
        />
      ))}
      {periods.map((period, n) =>
        barsOf([{ ...period, status: 'in_force' }], window, plot).map((bar) => (
          <rect
            key={period.name + bar.x}
            className="picture-season"
            x={left(bar)}
            y={barY + BAR.height + 3 + n * SEASON.step}
            width={bar.width}
            height={SEASON.height}
          />
        )),
      )}
      <path className="picture-now-rim" d={`M${now} ${barY - 4}V${barY + BAR.height + 4}`} />
      <path className="picture-now" d={`M${now} ${barY - 4}V${barY + BAR.height + 4}`} />
      <RowWords at={at} bars={bars} spans={spans} shape={shape} />
    </g>
  );
}

function Name({ at, href, shape }: { at: PlacedRow; href: string; shape: Shape }) {
  const { row, names, y } = at;
  return (
    <a href={href}>
      <rect
        className="picture-touch"
        y={y}
        width={shape.nameWidth}
        height={Math.max(26, names.length * NAME.step + 4)}
      />
      <path
        className={`picture-mark picture-is-${row.status}`}
        fillRule="evenodd"
        transform={`translate(0 ${y + 5})`}
        d={STATUS_SHAPES[row.status]}
      />
      {names.map((line, n) => (
        <text key={line} className="picture-item" x={NAME.mark} y={y + 18 + n * NAME.step}>
          {line}
        </text>
      ))}
    </a>
  );
}

/** An unknown stretch before a known one fades in; a life of which nothing is known is an empty outline. */
function LifeBar({ bar, x, y, fade }: { bar: Bar; x: number; y: number; fade: string | null }) {
  const { width, status, opensLeft, opensRight } = bar;
  const middle = y + BAR.height / 2;
  return (
    <g className={`picture-bar picture-is-${status}`}>
      <rect
        className={status === 'unknown' ? (fade ? undefined : 'picture-outline') : 'picture-solid'}
        fill={status === 'unknown' && fade ? `url(#${fade})` : undefined}
        {...{ x, y, width }}
        height={BAR.height}
      />
      {opensRight && status !== 'unknown' && (
        <path
          className="picture-more"
          d={`M${x + width - 9} ${y + 4}L${x + width - 3} ${middle}L${x + width - 9} ${y + 12}`}
        />
      )}
      {opensLeft && status !== 'unknown' && (
        <path className="picture-more" d={`M${x + 9} ${y + 4}L${x + 3} ${middle}L${x + 9} ${y + 12}`} />
      )}
    </g>
  );
}

const isKnown = (row: TimelineRow): boolean => row.life.stretches.some((s) => s.status !== 'unknown');

function wordsOf(row: TimelineRow): string[] {
  const end = endWords(row.life);
  return [
    ...(isKnown(row) || end ? [] : ['起止没有记载']),
    ...(end ? [end] : []),
    ...row.proposed.map((p) => proposalWord(p.kind)),
  ];
}

/** Below the bar: how it ends, what is proposed, or that nothing is known. */
function RowWords({
  at,
  bars,
  spans,
  shape,
}: {
  at: PlacedRow;
  bars: readonly Bar[];
  spans: readonly Bar[];
  shape: Shape;
}) {
  const { row, barY } = at;
  const parts = wordsOf(row);
  if (parts.length === 0) return null;
  const last = bars.at(-1);
  const known = isKnown(row);
  const point = !known || !last ? 0 : spans[0] && !row.life.ended ? spans[0].x : last.x + last.width;
  const right = point > (shape.width - shape.left) * 0.55;
  return (
    <text
      className="picture-note"
      x={shape.left + point}
      y={barY + BAR.height + row.periods.length * SEASON.step + 15}
      textAnchor={right ? 'end' : 'start'}
    >
      {parts.join('；')}
    </text>
  );
}

const LOOKS: { look: string; word: string; when: (row: TimelineRow) => boolean }[] = [
  { look: 'in_force', word: '有效', when: (r) => r.life.stretches.some((s) => s.status === 'in_force') },
  {
    look: 'amended',
    word: '有效，已有修改或部分废止、暂停',
    when: (r) => r.life.stretches.some((s) => s.status !== 'in_force' && s.status !== 'unknown'),
  },
  { look: 'faded', word: '从哪天起没有记载', when: (r) => r.life.stretches[0]?.status === 'unknown' },
  { look: 'hatched', word: '有拟议，还没有定', when: (r) => r.proposed.length > 0 },
  { look: 'season', word: '其中规定的期间', when: (r) => r.periods.length > 0 },
];

function Legend({ rows }: { rows: readonly TimelineRow[] }) {
  return (
    <ul className="picture-legend" aria-label="图例">
      {LOOKS.filter(({ when }) => rows.some(when)).map(({ look, word }) => (
        <li key={look}>
          <svg viewBox="0 0 40 16" width="40" height="16" aria-hidden="true" focusable="false">
            <LookSample look={look} />
          </svg>
          {word}
        </li>
      ))}
    </ul>
  );
}

function LookSample({ look }: { look: string }) {
  if (look === 'season') return <rect className="picture-season" y={5} width={40} height={6} />;
  if (look === 'faded') {
    return (
      <>
        <linearGradient id="legend-fade">
          <stop className="picture-fade" offset="0" stopOpacity="0.08" />
          <stop className="picture-fade" offset="1" stopOpacity="1" />
        </linearGradient>
        <rect fill="url(#legend-fade)" width={40} height={16} />
      </>
    );
  }
  const status = look === 'hatched' ? 'in_force' : look;
  return (
    <g className={`picture-bar picture-is-${status}`}>
      <rect className="picture-solid" width={40} height={16} />
      {look === 'hatched' && <path className="picture-hatch" d="M4 18L22 -2M14 18L32 -2M24 18L42 -2" />}
    </g>
  );
}

/** The periods of one document in words, for its own page. */
export function PeriodNames({ row }: { row: TimelineRow }) {
  if (row.periods.length === 0) return null;
  return (
    <ul className="picture-list">
      {row.periods.map((period) => (
        <li key={period.name + period.from}>
          {period.name}：{spanWords(period)}
        </li>
      ))}
    </ul>
  );
}
