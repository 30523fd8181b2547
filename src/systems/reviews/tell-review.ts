/** What the writer of a review is told in writing. Pure. Whoever wrote by a code reads the same on the code's page. */
import type { CaseEvent, CaseState, Procedure } from '#engines/procedure/index.ts';
import { clockAt, type DayCounter } from '#engines/procedure/index.ts';
import type { NewNotice } from '#platform/notices/notice.ts';

type Telling = {
  readonly title: string;
  readonly number: string;
  readonly applicant: string;
  readonly procedure: Procedure;
  readonly calendar: DayCounter;
};

const TITLES: Record<string, string> = {
  'review.received': '已经收到',
  'review.helping': '有人在帮您办了',
  'review.ledger': '已列入台账，限期整改',
  'review.told': '处理结果',
  'review.returned': '已退回重新处理',
  'review.closed': '已了结',
  'review.annulled': '评价不计入统计',
};

const day = (date: Temporal.PlainDate): string => `${date.year}年${date.month}月${date.day}日`;

/** Notices to whoever has an account; others have no address to be told at. */
export function tellReview(telling: Telling, state: CaseState, event: CaseEvent): NewNotice[] {
  const { procedure, applicant, title, number } = telling;
  if (applicant.startsWith('code:') || applicant.startsWith('walk-in:')) return [];
  const kinds = procedure.transitions[event.transition]?.tells ?? [];
  return kinds.map((kind) => ({
    recipient: applicant,
    kind,
    title: `${procedure.title}：${TITLES[kind] ?? '有新进展'}`,
    body: `您关于“${title}”的${procedure.title}（编号${number}）${sentence(telling, kind, state, event)}`,
  }));
}

function sentence(telling: Telling, kind: string, state: CaseState, event: CaseEvent): string {
  const said = (name: string): string => String(event.data[name] ?? '');
  const due = (...clocks: string[]): string => {
    for (const clock of clocks) {
      const moves = state.clocks[clock];
      const on = moves && clockAt(moves, event.at, telling.calendar).dueOn;
      if (on) return `最迟${day(on)}`;
    }
    return '';
  };
  switch (kind) {
    case 'review.received':
      return `已经收到，由${state.holder}中被评人员以外的人处理，${due('mend', 'solve')}告知您结果。`;
    case 'review.helping':
      return `有人在帮您办：${said('plan')}`;
    case 'review.ledger':
      return `情况复杂，已列入台账，${due('ledger')}整改：${said('plan')}`;
    case 'review.told':
      return `已经处理：${said('what')}请您${event.to === 'told' && telling.procedure.code === 'review.stuck' ? '确认办成了没有' : '再评一次'}，${due('rerate', 'confirm')}；不回答不算满意也不算不满意。`;
    case 'review.returned':
      return `经复核退回重新处理：${said('reason')}`;
    case 'review.annulled':
      return `经申诉复核，这次评价不计入统计，评价本身仍然保存。理由：${said('reason')}`;
    default:
      return `已经了结：${said('reason') || said('note')}`;
  }
}
