/** Where the application comes in. */
import { z } from 'zod';
import type { Refusal } from '#base/result.ts';
import { cite, sayBasis } from '#engines/law/cite.ts';
import { lightAt } from '#engines/procedure/clock.ts';
import type { Now, TransitionDefinition } from '#engines/procedure/definition.ts';
import type { CaseState } from '#engines/procedure/event.ts';
import type { PermitClocks } from './clocks.ts';
import { reason, text } from './fields.ts';

const SILENCE = sayBasis(cite('中华人民共和国行政许可法', '第三十二条/（四）'));

/** Where the application comes in: article 32's five outcomes, and silence. */
export function intake(clocks: PermitClocks): Record<string, TransitionDefinition> {
  const atCounter = ['submitted', 'supplemented'];
  return {
    submit: {
      title: '提交申请',
      done: '提交申请',
      from: [],
      to: 'submitted',
      by: ['applicant', 'clerk'],
      basis: cite('中华人民共和国行政许可法', '第二十九条'),
      clocks: [{ start: 'acceptance' }],
      tells: ['received'],
    },
    correct_on_spot: {
      title: '当场更正',
      done: '当场更正',
      from: atCounter,
      to: 'submitted',
      by: ['clerk'],
      when: silent,
      basis: cite('中华人民共和国行政许可法', '第三十二条/（三）'),
      input: z.strictObject({ what: text('更正了什么', 500) }),
    },
    ask_correction: {
      title: '一次性告知补正',
      done: '告知补正',
      from: ['submitted'],
      to: 'correcting',
      by: ['clerk'],
      when: silent,
      basis: cite('中华人民共和国行政许可法', '第三十二条/（四）'),
      input: z.strictObject({
        missing: z
          .array(z.strictObject({ material: text('材料名称', 200), what: text('要补正的内容', 500) }))
          .min(1, '请至少选一项要补正的材料')
          .max(100, '要补正的材料不超过100项')
          .meta({ title: '要补正的材料' }),
      }),
      once: '补正只能告知一次，此件已经告知过。材料齐全的请受理；仍不齐全的请作出不予受理决定并说明理由。',
      clocks: [{ stop: 'acceptance' }],
      tells: ['correction'],
    },
    supplement: {
      title: '提交补正材料',
      done: '提交补正材料',
      from: ['correcting'],
      to: 'supplemented',
      by: ['applicant', 'clerk'],
      basis: cite('中华人民共和国行政许可法', '第三十二条/（五）'),
      clocks: [{ start: 'acceptance' }],
      tells: ['received'],
    },
    accept: {
      title: '受理',
      done: '受理',
      from: atCounter,
      to: 'accepted',
      by: ['clerk'],
      when: silent,
      basis: cite('中华人民共和国行政许可法', '第三十二条/（五）'),
      clocks: [{ stop: 'acceptance' }, ...clocks.start()],
      tells: ['accepted'],
    },
    deem_accepted: {
      title: '视为受理',
      done: '逾期未告知，视为受理',
      from: atCounter,
      to: 'accepted',
      by: ['system'],
      basis: cite('中华人民共和国行政许可法', '第三十二条/（四）'),
      clocks: [{ stop: 'acceptance' }, ...clocks.start('receipt')],
      tells: ['accepted'],
    },
    refuse_acceptance: {
      title: '不予受理',
      done: '不予受理',
      from: atCounter,
      to: 'not_accepted',
      by: ['clerk'],
      when: silent,
      basis: cite('中华人民共和国行政许可法', '第三十二条/¶1'),
      input: reason,
      tells: ['not_accepted'],
    },
    tell_not_needed: {
      title: '告知无需许可',
      done: '告知无需许可',
      from: atCounter,
      to: 'not_needed',
      by: ['clerk'],
      when: silent,
      basis: cite('中华人民共和国行政许可法', '第三十二条/（一）'),
      input: reason,
      tells: ['not_accepted'],
    },
    tell_wrong_body: {
      title: '告知应向哪个机关申请',
      done: '告知不属本机关',
      from: atCounter,
      to: 'wrong_body',
      by: ['clerk'],
      when: silent,
      basis: cite('中华人民共和国行政许可法', '第三十二条/（二）'),
      input: z.strictObject({ reason: text('理由'), body: text('应当办理的机关', 100) }),
      tells: ['not_accepted'],
    },
  };
}

/** Once the five days have passed in silence the application is accepted by law, whatever a clerk does afterwards. */
function silent(current: CaseState, _input: unknown, { at, calendar }: Now): Refusal | null {
  const moves = current.clocks.acceptance;
  if (!moves || lightAt(moves, at, calendar) !== 'red') return null;
  return {
    code: 'services.silence',
    message:
      '5个工作日已过，没有告知要补正什么，依法自收到材料之日起即为受理。系统会在一刻钟内登记“视为受理”，请稍后刷新，直接审查。',
    basis: SILENCE,
  };
}
