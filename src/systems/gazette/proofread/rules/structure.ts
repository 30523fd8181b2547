import type { Rule } from '../finding.ts';
import { countAmount, countPeriod, countUnit } from './amounts.ts';
import { appointmentAct, appointmentName, appointmentPost, appointmentTitle } from './appointing.ts';
import {
  citationKindDoubled,
  citationLawTitle,
  citationRepealed,
  citationReplacedLaw,
  citationTwice,
  citationUnmarked,
  citationVariant,
} from './citations.ts';
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
import { countFirstly, countHeading, countLead, countNamed, countTitle } from './counts.ts';
import { countByBody, countLists } from './counts-lists.ts';
import { countListed, countParts, countQuoted } from './counts-prose.ts';
import {
  dateCommence,
  dateDeadline,
  dateImpossible,
  datePeriods,
  dateRange,
  dateSigned,
  dateWeekday,
} from './dates.ts';
import { dateNumberOrder } from './dates-series.ts';
import { imprintBody, imprintNames, imprintPeriod, imprintPermit } from './imprint.ts';
import {
  numberForm,
  numberMissing,
  numberNoYear,
  numberTitles,
  numberYearDate,
  titleNumbers,
} from './numbers.ts';
import { referenceAnnex, referenceArticle, referenceBefore } from './references.ts';
import { seriesBackwards, seriesRepeat, seriesSkip } from './series.ts';
import {
  seriesBrackets,
  seriesBroken,
  seriesDelimiter,
  seriesEmpty,
  seriesHeadingForm,
  seriesHeadingMark,
  seriesHeadingRepeats,
  seriesSingle,
} from './series-form.ts';
import { seriesInline, seriesNotes } from './series-inline.ts';
import { seriesGroupLabel, seriesRowNumber } from './series-tables.ts';
import {
  signatureDiffers,
  signatureMissing,
  signatureNumber,
  signaturePrefix,
  signatureTwice,
} from './signatures.ts';
import {
  titleAttachmentDiffers,
  titleInstrumentDiffers,
  titleOpeningDiffers,
  titleQualifier,
  titleUnmarked,
  titleWithoutKind,
} from './titles.ts';
import { titleAddressees, titleCarriesNoKind } from './titles-form.ts';

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
  numberTitles,
  titleNumbers,
  numberForm,
  numberNoYear,
  numberYearDate,
  numberMissing,
  titleInstrumentDiffers,
  titleQualifier,
  titleOpeningDiffers,
  titleAttachmentDiffers,
  titleUnmarked,
  titleWithoutKind,
  titleCarriesNoKind,
  titleAddressees,
  seriesSkip,
  seriesRepeat,
  seriesBackwards,
  seriesBrackets,
  seriesBroken,
  seriesDelimiter,
  seriesEmpty,
  seriesSingle,
  seriesHeadingForm,
  seriesHeadingMark,
  seriesHeadingRepeats,
  seriesRowNumber,
  seriesGroupLabel,
  seriesInline,
  seriesNotes,
  countTitle,
  countLead,
  countHeading,
  countNamed,
  countFirstly,
  countListed,
  countQuoted,
  countParts,
  countLists,
  countByBody,
  countAmount,
  countUnit,
  countPeriod,
  dateImpossible,
  dateWeekday,
  dateRange,
  dateSigned,
  dateDeadline,
  dateCommence,
  datePeriods,
  dateNumberOrder,
  signatureDiffers,
  signaturePrefix,
  signatureMissing,
  signatureNumber,
  signatureTwice,
  citationVariant,
  citationLawTitle,
  citationReplacedLaw,
  citationRepealed,
  citationTwice,
  citationUnmarked,
  citationKindDoubled,
  referenceAnnex,
  referenceArticle,
  referenceBefore,
  appointmentTitle,
  appointmentAct,
  appointmentPost,
  appointmentName,
];
