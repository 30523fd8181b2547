/** What reviews carry of the gazette. */
import type { Carrier } from '#engines/law/coverage.ts';

export const reviewCarriers: readonly Carrier[] = [];
