/** A matter as a small picture: its items in rounds, what waits for what, where each stands. The list beside says the same. */
import type { Phase } from '../phases.ts';

export type PictureChild = {
  readonly code: string;
  readonly short: string;
  readonly round: number;
  readonly after: readonly string[];
  /** Absent in a guide, where nothing stands anywhere yet. */
  readonly phase?: Phase;
  readonly phaseTitle?: string;
};

const WIDTH = 138;
const HEIGHT = 58;
const GAP_X = 44;
const GAP_Y = 18;
const MARKS: Partial<Record<Phase, string>> = {
  granted: '✓',
  not_needed: '✓',
  refused: '✕',
  not_accepted: '✕',
  withdrawn: '–',
  dropped: '–',
  blocked: '–',
  yours: '！',
  stuck: '！',
};

/** Looks that several phases share: colour is never the only sign, the word stands in the box. */
const LOOKS: Partial<Record<Phase, string>> = {
  granted: 'good',
  not_needed: 'good',
  refused: 'bad',
  not_accepted: 'bad',
  yours: 'yours',
  stuck: 'yours',
  running: 'now',
  ready: 'now',
};

export function ThemePicture({ parts, label }: { parts: readonly PictureChild[]; label: string }) {
  const rounds = Math.max(...parts.map((c) => c.round)) + 1;
  const columns = Array.from({ length: rounds }, (_, r) => parts.filter((c) => c.round === r));
  const rows = Math.max(...columns.map((c) => c.length));
  const height = rows * HEIGHT + (rows - 1) * GAP_Y;
  const place = new Map(
    columns.flatMap((column, x) =>
      column.map((c, y) => [c.code, { x: x * (WIDTH + GAP_X), y: y * (HEIGHT + GAP_Y) }] as const),
    ),
  );
  return (
    <svg
      className="theme-picture"
      viewBox={`-2 -2 ${rounds * (WIDTH + GAP_X) - GAP_X + 4} ${height + 4}`}
      role="img"
      aria-label={label}
    >
      {parts.flatMap((c) =>
        c.after.map((before) => {
          const [from, to] = [place.get(before), place.get(c.code)];
          if (!from || !to) return null;
          const [x1, y1] = [from.x + WIDTH, from.y + HEIGHT / 2];
          const [x2, y2] = [to.x, to.y + HEIGHT / 2];
          const middle = (x1 + x2) / 2;
          return (
            <g key={`${before}${c.code}`} className="theme-line">
              <path d={`M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2 - 6} ${y2}`} />
              <path d={`M${x2 - 7} ${y2 - 4}L${x2 - 1} ${y2}L${x2 - 7} ${y2 + 4}`} />
            </g>
          );
        }),
      )}
      {parts.map((c) => {
        const at = place.get(c.code) ?? { x: 0, y: 0 };
        const mark = c.phase ? MARKS[c.phase] : undefined;
        return (
          <g
            key={c.code}
            className={`theme-box theme-box-${(c.phase && LOOKS[c.phase]) ?? 'rest'}`}
            transform={`translate(${at.x} ${at.y})`}
          >
            <rect width={WIDTH} height={HEIGHT} rx={6} />
            <text x={WIDTH / 2} y={c.phaseTitle ? 25 : 35} textAnchor="middle" className="theme-box-name">
              {c.short}
            </text>
            {c.phaseTitle && (
              <text x={WIDTH / 2} y={45} textAnchor="middle" className="theme-box-phase">
                {mark && `${mark} `}
                {c.phaseTitle}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}
