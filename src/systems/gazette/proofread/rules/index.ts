import type { Rule } from '../finding.ts';
import { CONSISTENCY_RULES } from './consistency.ts';
import { contactDiffers } from './contact.ts';
import { figureRules } from './figures.ts';
import { RECKONING_RULES } from './reckoning.ts';
import { STRUCTURE_RULES } from './structure.ts';
import { TEXT_RULES } from './text/index.ts';

/** Every rule, in the order in which the editor's page lists them. */
export const RULES: readonly Rule[] = [
  contactDiffers,
  ...TEXT_RULES,
  ...STRUCTURE_RULES,
  ...CONSISTENCY_RULES,
  ...RECKONING_RULES,
  ...figureRules,
];
