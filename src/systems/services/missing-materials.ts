import type { CaseEvent } from '#engines/procedure/index.ts';

/** What was told to be missing, until it was handed in. Pure. */
export const missingMaterials = (events: readonly CaseEvent[]): string[] => {
  const asked = events.findLast((e) => e.transition === 'ask_correction');
  return asked ? (asked.data.missing as { material: string }[]).map((m) => m.material) : [];
};
