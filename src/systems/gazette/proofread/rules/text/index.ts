import type { Rule } from '../../finding.ts';
import { cellEnd } from './cell-ends.ts';
import { dash } from './dashes.ts';
import { doubledChar, doubledItem, doubledWord } from './doubled.ts';
import { doubledClause } from './doubled-clauses.ts';
import { droppedChar } from './dropped.ts';
import { cutOff, itemEnd, listEdge, missingStop } from './ends.ts';
import { dashDiffers, enumerationMark } from './enumeration.ts';
import { foreignWord, letterForDigit, straySpace } from './foreign.ts';
import { homophone } from './homophones.ts';
import { blankInside, letterInside, markInside } from './inside-words.ts';
import { listMark } from './list-marks.ts';
import { bracketWidth, crossedMark, doubledMark, markByBracket, unpairedMark } from './marks.ts';
import { misspelt } from './misspelt.ts';
import { bodyNames, personNames } from './names.ts';
import { oddRun } from './odd-runs.ts';
import { particle } from './particles.ts';
import { setPhrase } from './phrase-slips.ts';
import { labelDiffers, labelMissing } from './task-labels.ts';
import { tableDiffers, tableListDiffers } from './task-table.ts';
import { traditionalSign, wordVariant } from './variants.ts';
import { fullWidthDigit, halfWidthMark, numberBracket, straightQuote } from './width.ts';
import { clumsyTurn, wordByContext, wrongWord } from './wording.ts';

/** The rules on words and marks: what a reader sees without counting. */
export const TEXT_RULES: readonly Rule[] = [
  wrongWord,
  wordByContext,
  clumsyTurn,
  doubledChar,
  doubledWord,
  doubledItem,
  doubledClause,
  oddRun,
  misspelt,
  setPhrase,
  homophone,
  droppedChar,
  particle,
  wordVariant,
  cutOff,
  missingStop,
  cellEnd,
  itemEnd,
  listEdge,
  tableDiffers,
  tableListDiffers,
  labelDiffers,
  labelMissing,
  bodyNames,
  personNames,
  doubledMark,
  markByBracket,
  unpairedMark,
  bracketWidth,
  crossedMark,
  markInside,
  listMark,
  dash,
  dashDiffers,
  enumerationMark,
  halfWidthMark,
  straightQuote,
  fullWidthDigit,
  numberBracket,
  foreignWord,
  letterInside,
  letterForDigit,
  straySpace,
  blankInside,
  traditionalSign,
];
