/** Examining and deciding. */
import { z } from 'zod';
import type { Refusal } from '#base/result.ts';
import { cite } from '#engines/law/cite.ts';
import { lightAt } from '#engines/procedure/clock.ts';
import type { Now, TransitionDefinition } from '#engines/procedure/definition.ts';
import type { CaseState } from '#engines/procedure/event.ts';
import type { PermitClocks } from './clocks.ts';
import { choice, days, reason, SPECIAL_CAUSES, text } from './fields.ts';

/** Examining and deciding, from the state in which the deciding body examines. */
export function decision(
  clocks: PermitClocks,
  open: readonly string[],
): Record<string, TransitionDefinition> {
  return {
    begin_special: {
      title: '进入特别程序',
      done: '进入特别程序，期限中止',
      from: ['accepted'],
      to: 'special',
      by: ['reviewer'],
      basis: cite('中华人民共和国行政许可法', '第四十五条'),
      input: z.strictObject({
        cause: choice(
          '特别程序',
          Object.fromEntries(SPECIAL_CAUSES.map((c) => [c, c])),
          `特别程序只有：${SPECIAL_CAUSES.join('、')}`,
        ),
        days: days('告知申请人的所需工作日'),
      }),
      toldDays: (input) => Number(input.days),
      clocks: clocks.each((clock) => ({ suspend: clock })),
      tells: ['special'],
    },
    end_special: {
      title: '特别程序结束',
      done: '特别程序结束，期限续算',
      from: ['special'],
      to: 'accepted',
      by: ['reviewer'],
      basis: cite('中华人民共和国行政许可法', '第四十五条'),
      input: z.strictObject({ result: text('结果', 1000) }),
      clocks: clocks.each((clock) => ({ resume: clock })),
      tells: ['special_ended'],
    },
    propose: {
      title: '提出审查意见',
      done: '提出审查意见',
      from: ['accepted'],
      to: 'proposed',
      by: ['reviewer'],
      basis: cite('中华人民共和国行政许可法', '第三十四条'),
      input: z.strictObject({
        opinion: choice('建议', { grant: '准予许可', refuse: '不予许可' }, '请选择建议准予还是不予'),
        reason: text('审查意见'),
      }),
    },
    send_back: {
      title: '退回再审',
      done: '退回再审',
      from: ['proposed'],
      to: 'accepted',
      by: ['approver'],
      basis: cite('中华人民共和国行政许可法', '第三十七条'),
      input: reason,
    },
    extend: {
      title: '延长期限',
      done: '延长期限',
      from: open,
      to: null,
      by: ['head'],
      basis: cite('中华人民共和国行政许可法', '第四十二条'),
      input: reason,
      when: overdue,
      aside: true,
      once: '办理期限只能延长一次，此件已经延长过。请在延长后的期限内作出决定。',
      clocks: clocks.each((clock) => ({ extend: clock, days: clocks.extensionDays })),
      tells: ['extended'],
    },
    grant: {
      title: '准予许可',
      done: '准予许可',
      from: ['proposed'],
      to: 'granted',
      by: ['approver'],
      basis: cite('中华人民共和国行政许可法', '第三十八条'),
      clocks: [...clocks.each((clock) => ({ stop: clock })), { start: 'delivery' }],
      tells: ['granted'],
    },
    refuse: {
      title: '不予许可',
      done: '不予许可',
      from: ['proposed'],
      to: 'refused',
      by: ['approver'],
      basis: cite('中华人民共和国行政许可法', '第三十八条/¶1'),
      input: reason,
      clocks: [...clocks.each((clock) => ({ stop: clock })), { start: 'delivery' }],
      tells: ['refused'],
    },
    deliver: {
      title: '送达',
      done: '送达',
      from: ['granted', 'refused'],
      to: 'delivered',
      by: ['clerk'],
      basis: cite('中华人民共和国行政许可法', '第四十四条'),
      input: z.strictObject({
        way: choice(
          '送达方式',
          { window: '窗口领取', mail: '邮寄', electronic: '电子送达' },
          '请选择送达方式',
        ),
        receipt: z.string().trim().max(200, '签收信息不超过200字').default('').meta({ title: '签收信息' }),
      }),
      tells: ['delivered'],
    },
  };
}

/** What is handled jointly is prolonged by the government's head, not the body's; whoever enters it says by what. */
export const jointExtension: Pick<TransitionDefinition, 'basis' | 'input'> = {
  basis: cite('中华人民共和国行政许可法', '第四十二条/¶1'),
  input: z.strictObject({
    approval: text('本级人民政府负责人批准的文号或者日期', 100),
    reason: text('理由'),
  }),
};

/** Time can be prolonged while there is some; afterwards it is late, whatever anybody approves. */
function overdue(current: CaseState, _input: unknown, { at, calendar }: Now): Refusal | null {
  const moves = current.clocks.decision;
  if (!moves || lightAt(moves, at, calendar) !== 'red') return null;
  return {
    code: 'services.overdue',
    message: '法定期限已过，不能再延长。请尽快作出决定，并在决定中说明逾期原因。',
  };
}
