/** 办不成事: what somebody could not get done is reported, helped with, mended, told and checked; it may change an item. */
import { z } from 'zod';
import { cite } from '#engines/law/cite.ts';
import { lastMade } from '#engines/procedure/event.ts';
import { defineProcedure, type Ground, type Procedure } from '#engines/procedure/index.ts';
import type { ReviewSettings } from '../settings.ts';
import { choice, clock, REVIEW_ROLES, reason, state, words } from './parts.ts';

const LOOP = cite('银西政办发〔2023〕67号', '二/（七）/二是');
const TOLD: Ground = { assumed: '处理结果告知反映人，由别人核验后了结' };

/** Why a thing could not be done; statistics count them. */
export const CAUSES: Readonly<Record<string, string>> = {
  guide: '办事指南不清楚、不准确',
  materials: '材料要求过多或重复',
  system: '网上系统、设备故障',
  staff: '工作人员未按规定办理',
  between: '部门之间推诿、衔接不畅',
  policy: '政策没有规定或规定不一致',
  applicant: '申请人的条件、材料还不具备',
  unlawful: '依法不能办理，已说明',
  other: '其他',
};

export const ITEM_CHANGE_STATES = ['helping', 'mended', 'told', 'to_check', 'disputed'];

export function stuckProcedure(days: ReviewSettings): Procedure {
  return defineProcedure({
    code: 'review.stuck',
    title: '办不成事反映',
    basis: [LOOP],
    opens: 'open',
    roles: REVIEW_ROLES,
    states: {
      reported: state('body', '已反映，待帮办', '已经收到，会有人联系您，帮您把事办下去。'),
      helping: state('body', '帮办中', '有人正在帮您办，并查为什么没办成。'),
      mended: state('body', '已整改，待告知', '原因已经查明并整改，结果马上告知您。'),
      told: state('applicant', '已告知，请您确认', '请您看看事情办成了没有。'),
      disputed: state('body', '仍未办成，复核中', '由复核人员再看一遍。'),
      to_check: state('body', '待核验', '由另一个人核验后了结。'),
      checked: state('nobody', '已核验，了结', '已经核验，了结。'),
    },
    clocks: {
      help: clock('帮办', days.help),
      solve: clock('整改并告知', days.solve),
      confirm: { ...clock('等您确认', days.confirm), onExpiry: 'lapse' },
      check: clock('核验', days.check),
    },
    transitions: {
      open: {
        title: '反映办不成事',
        done: '反映办不成事',
        from: [],
        to: 'reported',
        by: ['applicant', 'clerk'],
        basis: LOOP,
        input: z.strictObject({
          reachable: z.boolean().meta({ title: '可以联系', labels: { true: '是', false: '没有留联系方式' } }),
          item: z.boolean().meta({ title: '写明了事项', labels: { true: '是', false: '没有' } }),
        }),
        clocks: [{ start: 'help' }, { start: 'solve' }],
        tells: ['review.received'],
      },
      help: {
        title: '开始帮办',
        done: '开始帮办',
        from: ['reported'],
        to: 'helping',
        by: ['handler'],
        basis: LOOP,
        input: z.strictObject({ plan: words('怎么帮、谁来帮') }),
        clocks: [{ stop: 'help' }],
        tells: ['review.helping'],
      },
      hand_over: {
        title: '转给应当办理的机关',
        done: '转给应当办理的机关',
        from: ['reported', 'helping'],
        to: null,
        by: ['handler'],
        basis: { assumed: '由应当办理的机关帮办和整改' },
        aside: true,
        input: z.strictObject({ body: words('机关名称', 100), reason: words('理由') }),
        holder: (_state, input) => String(input.body),
      },
      mend: {
        title: '查明原因，已经整改',
        done: '查明原因并整改',
        from: ['helping'],
        to: 'mended',
        by: ['handler'],
        basis: LOOP,
        input: z.strictObject({
          cause: choice('没办成的原因', CAUSES, '请选择没办成的原因'),
          what: words('怎么解决的、改了什么'),
        }),
      },
      propose_item_change: {
        title: '建议修改事项',
        done: '建议修改事项',
        from: ITEM_CHANGE_STATES,
        to: null,
        by: ['handler', 'supervisor'],
        basis: LOOP,
        aside: true,
        input: z.strictObject({ what: words('事项哪里要改、为什么') }),
        once: '此件已经提出过修改建议。',
        when: (s) =>
          lastMade(s, 'open')?.data.item
            ? null
            : {
                code: 'reviews.no_item',
                message: '这件反映没有写明事项，不能提修改建议。请先查明是哪个事项。',
              },
      },
      tell: {
        title: '告知反映人',
        done: '告知反映人',
        from: ['mended'],
        to: 'told',
        by: ['handler'],
        basis: TOLD,
        input: z.strictObject({ what: words('告知的内容') }),
        clocks: [{ stop: 'solve' }, { start: 'confirm' }],
        tells: ['review.told'],
      },
      confirm: {
        title: '办成了',
        done: '反映人确认办成',
        from: ['told'],
        to: 'to_check',
        by: ['applicant'],
        basis: TOLD,
        clocks: [{ stop: 'confirm' }, { start: 'check' }],
      },
      dispute: {
        title: '还是没办成',
        done: '反映人说仍未办成',
        from: ['told'],
        to: 'disputed',
        by: ['applicant'],
        basis: TOLD,
        input: z.strictObject({ words: words('哪里还没办成') }),
        clocks: [{ stop: 'confirm' }, { start: 'check' }],
      },
      lapse: {
        title: '到期未确认',
        done: '到期没有确认',
        from: ['told'],
        to: 'to_check',
        by: ['system'],
        basis: TOLD,
        clocks: [{ stop: 'confirm' }, { start: 'check' }],
      },
      return_to_help: {
        title: '退回帮办',
        done: '复核后退回帮办',
        from: ['disputed', 'to_check'],
        to: 'helping',
        by: ['supervisor'],
        basis: TOLD,
        input: reason,
        clocks: [{ stop: 'check' }, { start: 'solve' }],
        tells: ['review.returned'],
      },
      check: {
        title: '核验属实，了结',
        done: '核验了结',
        from: ['disputed', 'to_check'],
        to: 'checked',
        by: ['supervisor'],
        basis: TOLD,
        input: z.strictObject({ note: words('核验情况') }),
        tells: ['review.closed'],
      },
    },
  });
}
