/** Rules on names, references and marks that one document must keep to from its first line to its last. */
import type { Rule } from '../finding.ts';
import { abbreviationUnused } from './abbreviations.ts';
import { attachmentMark } from './attachments.ts';
import { memberNear, removalPost } from './members.ts';
import { citationOrder } from './order-numbers.ts';
import { placeNear } from './places.ts';
import { titleMadeKind } from './self-names.ts';
import { tableCellsShort } from './table-rows.ts';
import { tableLeadDiffers } from './task-leads.ts';

export const CONSISTENCY_RULES: readonly Rule[] = [
  abbreviationUnused,
  attachmentMark,
  memberNear,
  removalPost,
  citationOrder,
  placeNear,
  titleMadeKind,
  tableLeadDiffers,
  tableCellsShort,
];
