/** Rules that reckon: sums, shares, ranges, periods, terms and the lengths of numbers, in documents of any kind. */
import type { Rule } from '../finding.ts';
import { contactForm } from './contact-form.ts';
import { countNamedList, countSplit } from './counts-named.ts';
import { tableDatesOrder } from './date-columns.ts';
import { dateBeyond, dateStages, dateWithin, dateYearOdd, dateZero } from './dates-plans.ts';
import { seriesDecimal } from './decimals.ts';
import { countGrowth } from './growth-prose.ts';
import { countBareRate, countLimit, countRange, countUnder } from './ranges.ts';
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
  countUnder,
  countGrowth,
  countSplit,
  countNamedList,
  seriesDecimal,
  tableDatesOrder,
  dateStages,
  dateWithin,
  dateBeyond,
  dateYearOdd,
  dateZero,
  termRemedy,
  termRepeated,
  contactForm,
];
