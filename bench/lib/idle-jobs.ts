import type { Jobs } from '#platform/jobs/jobs.ts';

/** Jobs that stand still: a benchmark of pages needs none. */
export const idleJobs: Jobs = {
  send: async () => {},
  handle: () => {},
  every: () => {},
  start: async () => {},
  stop: async () => {},
};
