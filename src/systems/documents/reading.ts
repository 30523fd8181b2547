/** Reading as of a day: the day asked for. */

/** Today where the law is read. */
export const today = (): Temporal.PlainDate => Temporal.Now.plainDateISO('Asia/Shanghai');

export type AsOfAsked = {
  readonly date: Temporal.PlainDate;
  /** Whether the address names the day: then it is a permanent one. */
  readonly asked: boolean;
  /** What is wrong with the day asked for, and what is shown instead. */
  readonly error?: string;
};

const YEAR_MIN = 1900;
const YEAR_MAX = 2199;

/** Reads `?asOf=`. A day that does not exist is answered with today and says so. */
export function parseAsOf(value: unknown, day: Temporal.PlainDate): AsOfAsked {
  if (value === undefined || value === '') return { date: day, asked: false };
  const date = typeof value === 'string' ? parseDay(value) : undefined;
  if (date) return { date, asked: true };
  return {
    date: day,
    asked: false,
    error: `没有这一天，下面是今天的状态。日期写作“年-月-日”，例如 2024-06-02，年份在 ${YEAR_MIN} 到 ${YEAR_MAX} 之间。`,
  };
}

function parseDay(text: string): Temporal.PlainDate | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim());
  if (!parts) return undefined;
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number];
  if (year < YEAR_MIN || year > YEAR_MAX) return undefined;
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}
