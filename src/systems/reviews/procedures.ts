/** The three procedures, on the days of the settings. */
import type { Procedure } from '#engines/procedure/index.ts';
import { followUpProcedure } from './procedure/follow-up.ts';
import { stuckProcedure } from './procedure/stuck.ts';
import { type ReviewSettings, readReviewSettings } from './settings.ts';

export const MATTER_KINDS = ['bad_rating', 'complaint', 'stuck'] as const;
export type MatterKind = (typeof MATTER_KINDS)[number];

export const KIND_WORDS: Record<MatterKind, string> = {
  bad_rating: '差评',
  complaint: '投诉',
  stuck: '办不成事',
};

/** What the codes of these procedures begin with. */
export const REVIEWS = 'review.';

export const procedureOf = (kind: MatterKind, settings: ReviewSettings): Procedure =>
  kind === 'stuck' ? stuckProcedure(settings) : followUpProcedure(kind, settings);

let made: { settings: ReviewSettings; procedures: Record<MatterKind, Procedure> } | undefined;

/** Read and made once in a process. */
export function reviewProcedures(): { settings: ReviewSettings; procedures: Record<MatterKind, Procedure> } {
  if (!made) {
    const settings = readReviewSettings();
    made = {
      settings,
      procedures: {
        bad_rating: procedureOf('bad_rating', settings),
        complaint: procedureOf('complaint', settings),
        stuck: procedureOf('stuck', settings),
      },
    };
  }
  return made;
}
