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
import {
  countByKind,
  countFirstly,
  countHeading,
  countLead,
  countNamed,
  countPhrase,
  countTitle,
} from './counts.ts';
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
import { dateShort } from './dates-short.ts';
import { countFrequency, countGoal, countPercent } from './goals.ts';
import { imprintBody, imprintNames, imprintPeriod, imprintPermit } from './imprint.ts';
import { numberMissing, numberTitles, numberYearDate, numberYearFuture, titleNumbers } from './numbers.ts';
import { numberForm, numberNoYear } from './numbers-form.ts';
import { referenceAnnex, referenceArticle, referenceBefore } from './references.ts';
import { nameGroup, titleSelfKind } from './self-names.ts';
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
import { seriesUnlabelled } from './series-unlabelled.ts';
import {
  signatureDiffers,
  signatureIncomplete,
  signatureMissing,
  signatureNumber,
  signaturePrefix,
  signatureTwice,
} from './signatures.ts';
import { tableCellEmpty, tableDeadlinePast, tableRowTwice } from './table-rows.ts';
import { tableBodiesDiffer, tableHeadingDiffers } from './task-headings.ts';
import { labelBoth, labelNone, labelTwice } from './task-labels.ts';
import {
  titleAttachmentDiffers,
  titleInstrumentDiffers,
  titleOpeningDiffers,
  titleOpeningQualifier,
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
  numberYearFuture,
  numberMissing,
  titleInstrumentDiffers,
  titleQualifier,
  titleOpeningDiffers,
  titleOpeningQualifier,
  titleSelfKind,
  nameGroup,
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
  seriesUnlabelled,
  tableHeadingDiffers,
  tableBodiesDiffer,
  tableCellEmpty,
  tableRowTwice,
  labelBoth,
  labelTwice,
  labelNone,
  seriesRowNumber,
  seriesGroupLabel,
  seriesInline,
  seriesNotes,
  countTitle,
  countLead,
  countHeading,
  countNamed,
  countFirstly,
  countByKind,
  countPhrase,
  countListed,
  countQuoted,
  countParts,
  countLists,
  countByBody,
  countAmount,
  countUnit,
  countPeriod,
  countGoal,
  countPercent,
  countFrequency,
  dateImpossible,
  dateWeekday,
  dateRange,
  dateSigned,
  dateDeadline,
  dateShort,
  tableDeadlinePast,
  dateCommence,
  datePeriods,
  dateNumberOrder,
  signatureDiffers,
  signaturePrefix,
  signatureMissing,
  signatureIncomplete,
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
