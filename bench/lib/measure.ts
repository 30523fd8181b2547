/** Times in milliseconds of `runs` calls after `warmUp` calls that do not count, sorted. */
export async function times(
  runs: number,
  call: (i: number) => Promise<unknown>,
  warmUp = 20,
): Promise<number[]> {
  for (let i = 0; i < warmUp; i++) await call(i);
  const all: number[] = [];
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    await call(warmUp + i);
    all.push(performance.now() - start);
  }
  return all.sort((a, b) => a - b);
}

/**
 * Least CPU time of some rounds, in milliseconds, of all threads together: what one core alone would need. Other
 * work on the machine lengthens the wall clock, not this.
 */
export function cpuMs(rounds: number, work: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < rounds; i++) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}

/** The value below which a share of the sorted values lies. */
export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

/** A number with as many digits as mean something. */
export const figure = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);

/** Deterministic random numbers in [0, 1): the same data in every run (mulberry32). */
export function seeded(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
