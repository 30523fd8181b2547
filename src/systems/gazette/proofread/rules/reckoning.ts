/** Rules that reckon: sums, shares, ranges, periods, terms and the lengths of numbers, in documents of any kind. */
import type { Rule } from '../finding.ts';
import { contactForm } from './contact-form.ts';
import { dateBeyond, dateStages, dateWithin, dateYearOdd, dateZero } from './dates-plans.ts';
import { countBareRate, countLimit, countRange } from './ranges.ts';
import { countShare, countSum } from './sums-prose.ts';
import { tableReckoned, tableSum } from './sums-table.ts';
import { termRemedy, termRepeated } from './terms.ts';

export const RECKONING_RULES: readonly Rule[] = [
  countSum,
  countShare,
  tableSum,
  tableReckoned,
  countRange,
  countLimit,
  countBareRate,
  dateStages,
  dateWithin,
  dateBeyond,
  dateYearOdd,
  dateZero,
  termRemedy,
  termRepeated,
  contactForm,
];
