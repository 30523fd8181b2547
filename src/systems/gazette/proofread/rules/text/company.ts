/** The whole text to look runs up in, with a bound on the work: a made-up text of one phrase asks at every place. */
import type { Reading } from './reading.ts';

/** Characters passed in all, at most. */
const WORK_MOST = 100_000_000;

export type Company = {
  /** Whether a run stands in the text, the edges of runs being line breaks; false when too much has been asked. */
  readonly has: (run: string) => boolean;
};

export function companyOf({ runs }: Reading): Company {
  let whole: string | undefined;
  let work = 0;
  return {
    has(run) {
      whole ??= `\n${runs.map(({ words }) => words).join('\n')}\n`;
      if (work > WORK_MOST) return false;
      const at = whole.indexOf(run);
      work += at < 0 ? whole.length : at;
      return at >= 0;
    },
  };
}
