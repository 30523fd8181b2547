import { formatDate } from '#web/components/date-text.tsx';
import { datedAs, EFFECT_WORDS, proposalWord } from '../../desk/effect-words.ts';
import type { DecisionRecord } from '../../desk/proposals.ts';

/** A decision in one line: 废止，自2024年5月1日起; 不予采纳：拟废止; 撤回审定：废止. */
export function decisionLine(d: DecisionRecord): string {
  if (d.kind === 'retract') {
    if (!d.answeredKind) return '撤回';
    return d.answeredStage === 'proposed'
      ? `不予采纳：${proposalWord(d.answeredKind)}`
      : d.answeredKind === 'retract'
        ? '撤回此前的撤回或不予采纳'
        : `撤回审定：${EFFECT_WORDS[d.answeredKind]}`;
  }
  const dated = datedAs(d.dated, d.precision);
  const until = d.until
    ? `，至${formatDate(Temporal.PlainDate.from(d.until).subtract({ days: 1 }).toString())}`
    : '';
  return `${EFFECT_WORDS[d.kind]}${dated ? `，自${formatDate(dated)}起` : ''}${until}`;
}
