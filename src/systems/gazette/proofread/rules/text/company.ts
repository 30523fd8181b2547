/** The whole text to look runs up in, with a bound on the work: a made-up text of one phrase asks at every place. */
import type { Reading } from './reading.ts';

/** Characters passed in all, at most. */
const WORK_MOST = 100_000_000;

export type Company = {
  /** Whether a run stands in the text, the edges of runs being line breaks; false when too much has been asked. */
  readonly has: (run: string) => boolean;
};

export function companyOf({ runs, times }: Reading): Company {
  let whole: string | undefined;
  let work = 0;
  return {
    has(run) {
      whole ??= `\n${runs.map(({ words }) => words).join('\n')}\n`;
      if (work > WORK_MOST) return false;
      for (let i = 0; i + 2 <= run.length; i++) {
        const pair = run.slice(i, i + 2);
        if (!pair.includes('\n') && times(pair) === 0) return false;
      }
      const at = whole.indexOf(run);
      work += at < 0 ? whole.length : at;
      return at >= 0;
    },
  };
}
