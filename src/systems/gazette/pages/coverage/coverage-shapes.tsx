/** How the states of clauses are drawn: a shape and a word each, a bar of shares, a tile for every clause. */
import {
  type Counts,
  type CoverageState,
  coverageStates,
  operativeCount,
  type Shares,
  sharesOf,
} from '#engines/law/coverage.ts';
import { STATE_WORDS } from '../../coverage/words.ts';

/** One outline per state within 16 × 16. */
const SHAPES: Record<CoverageState, string> = {
  carried: 'M1 1h14v14H1zM6.800 11.800l6-6-1.400-1.400-4.600 4.600-2.200-2.200-1.400 1.400z',
  partly: 'M1 1h14v14H1zM3 3v10L13 3z',
  not_yet: 'M1 1h14v14H1zM3 3v10h10V3z',
  statement: 'M5 8a3 3 0 1 1 6 0 3 3 0 0 1-6 0',
};

/** A state as shape and word. */
export function StateMark({ state }: { state: CoverageState }) {
  return (
    <span className={`coverage-state coverage-state-${state}`}>
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" focusable="false">
        <path fill="currentColor" fillRule="evenodd" d={SHAPES[state]} />
      </svg>
      {STATE_WORDS[state]}
    </span>
  );
}

/** The hatching that bars use: once on a page. */
export function Hatching() {
  return (
    <svg className="coverage-defs" aria-hidden="true" focusable="false">
      <defs>
        <pattern
          id="coverage-hatch"
          width="8"
          height="8"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect className="coverage-hatch-ground" width="8" height="8" />
          <path className="coverage-hatch-line" d="M0 0V8" />
        </pattern>
      </defs>
    </svg>
  );
}

/** Shares of what is operative; the figures stand beside it, so it is not read out. */
export function ShareBar({ counts }: { counts: Counts }) {
  const shares = sharesOf(counts);
  if (!shares) return null;
  return (
    <svg className="coverage-bar" aria-hidden="true" focusable="false" preserveAspectRatio="none">
      <rect className="coverage-shape-carried" x="0" y="0" width={`${shares.carried}%`} height="100%" />
      <rect
        fill="url(#coverage-hatch)"
        x={`${shares.carried}%`}
        y="0"
        width={`${shares.partly}%`}
        height="100%"
      />
    </svg>
  );
}

const LEGEND: Record<CoverageState, string> = {
  carried: '条款的要求全部有系统承担，并有测试验证',
  partly: '做了一部分，还缺什么写在条款旁边',
  not_yet: '还没有系统承担',
  statement: '标题、缘由、口径等，没有要落实的内容，理由写在旁边',
};

/** What the shapes mean. */
export function Legend() {
  return (
    <ul className="coverage-legend">
      {coverageStates.map((state) => (
        <li key={state}>
          <span className={`tile tile-${state}`} aria-hidden="true" /> <b>{STATE_WORDS[state]}</b>
          <span className="muted">　{LEGEND[state]}</span>
        </li>
      ))}
    </ul>
  );
}

/** A tile for every unit in print order, with a gap before the first of each part. Told in the table, so not read out. */
export function Tiles({
  units,
}: {
  units: readonly { readonly state: CoverageState; readonly path: string; readonly first: boolean }[];
}) {
  return (
    <div className="coverage-tiles" aria-hidden="true">
      {units.map(({ state, path, first }, at) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: units of one text never move
          key={at}
          className={first ? `tile tile-${state} tile-first` : `tile tile-${state}`}
          title={`${path} ${STATE_WORDS[state]}`}
        />
      ))}
    </div>
  );
}

/** 4.2%; a dash where nothing is operative. */
export const percent = (counts: Counts, state: keyof Shares): string => {
  const shares = sharesOf(counts);
  return shares ? `${shares[state].toFixed(1)}%` : '—';
};

/** 应落实 48 条：已承担 0，部分承担 2，尚未承担 46；另有 13 条只是陈述 */
export const countWords = (counts: Counts): string => {
  const operative = operativeCount(counts);
  const statements = counts.statement > 0 ? `另有 ${counts.statement} 条只是陈述` : '';
  if (operative === 0) return statements || '没有条款';
  const said = `应落实 ${operative} 条：已承担 ${counts.carried}，部分承担 ${counts.partly}，尚未承担 ${counts.not_yet}`;
  return statements ? `${said}；${statements}` : said;
};
