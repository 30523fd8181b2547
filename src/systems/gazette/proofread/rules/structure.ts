import type { Rule } from '../finding.ts';
import {
  contentsAbsent,
  contentsNoNumber,
  contentsNoPage,
  contentsNumberDiffers,
  contentsOrder,
  contentsPageOrder,
  contentsTitleDiffers,
  contentsUnlisted,
} from './contents.ts';
import { imprintBody, imprintNames, imprintPeriod, imprintPermit } from './imprint.ts';
import { seriesBackwards, seriesRepeat, seriesSkip } from './series.ts';

/** Rules on how an issue and its documents are put together. */
export const STRUCTURE_RULES: readonly Rule[] = [
  imprintPeriod,
  imprintPermit,
  imprintBody,
  imprintNames,
  contentsTitleDiffers,
  contentsNumberDiffers,
  contentsNoNumber,
  contentsNoPage,
  contentsPageOrder,
  contentsOrder,
  contentsAbsent,
  contentsUnlisted,
  seriesSkip,
  seriesRepeat,
  seriesBackwards,
];
