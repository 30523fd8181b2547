/** What the document that states an effect adds to it: a draft only proposes, a decision's own first day dates what it decides. */
import type { Issuance, ParsedEffect } from './artifact.ts';
import { ownNumber } from './effects-targets.ts';

const DRAFT = /征求意见稿|草案|送审稿|讨论稿/;
const CONSULTS = /征求.{0,80}意见|公开征集.{0,80}意见/s;
/** 自本决定印发之日起一律停止执行: said once for all that a list names. */
const ENDS_ON_ISSUE =
  /(?:自|从)(?:本\p{Script=Han}{0,4})?(?:印发|公布|发布|公告|下发)之日起[，,]?(?:一律|即|均|全部|同时)?(?:停止执行|停止施行|不再作为|失效|废止|不再执行|不再适用)/u;
const DATED_BY_DECISION = new Set<ParsedEffect['kind']>(['repeal', 'lapse', 'suspend', 'amend', 'replace']);

/** Marks, in place, the effects of drafts as proposed and dates those of a decision that says from when it applies. */
export function addContext(text: string, effects: ParsedEffect[], issuances: Issuance[]): void {
  const days = firstDays(effects, issuances);
  const ends = new Map<number, boolean>();
  for (const one of effects) {
    const issuance = one.issuance === null ? undefined : issuances[one.issuance];
    if (!issuance || one.stage === 'proposed') continue;
    if (isDraft(issuance, one)) one.stage = 'proposed';
    const day = days.get(one.issuance ?? -1);
    if (day && one.date === null && DATED_BY_DECISION.has(one.kind)) {
      one.date = day.date;
      one.precision = day.precision;
    }
    if (one.date !== null || (one.kind !== 'repeal' && one.kind !== 'lapse') || issuance.date === null)
      continue;
    const index = one.issuance ?? -1;
    if (!ends.has(index)) ends.set(index, ENDS_ON_ISSUE.test(text.slice(...issuance.span)));
    if (!ends.get(index) || one.stage !== 'decided') continue;
    one.date = issuance.date;
    one.precision = 'day';
  }
}

function isDraft(issuance: Issuance, { span }: ParsedEffect): boolean {
  if (CONSULTS.test(issuance.title) || DRAFT.test(issuance.title)) return true;
  const instrument = issuance.instruments.find((one) => one.span[0] <= span[0] && span[0] < one.span[1]);
  return instrument !== undefined && DRAFT.test(instrument.title);
}

/** The one day on which each issuance itself comes into force; none when it names several. */
function firstDays(effects: ParsedEffect[], issuances: Issuance[]): Map<number, ParsedEffect | undefined> {
  const days = new Map<number, ParsedEffect | undefined>();
  for (const one of effects) {
    if (one.kind !== 'commence' || one.issuance === null || one.date === null) continue;
    const issuance = issuances[one.issuance];
    const own =
      one.targetTitle === issuance?.title ||
      (one.targetNumber !== null && one.targetNumber === ownNumber(issuance));
    if (!own) continue;
    const known = days.get(one.issuance);
    const differs = days.has(one.issuance) && known?.date !== one.date;
    days.set(one.issuance, differs ? undefined : one);
  }
  return days;
}
