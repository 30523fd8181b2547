import type { Rule } from '../finding.ts';
import { contactDiffers } from './contact.ts';

/** Every rule, in the order in which the editor's page lists them. */
export const RULES: readonly Rule[] = [contactDiffers];
