/**
 * A bad rating (差评) or a complaint (投诉) as a case: called back, mended or explained, rated again. Whoever the matter
 * is about has no step in it but to object to a rating (申诉), which somebody else decides.
 */
import { z } from 'zod';
import { cite } from '#engines/law/cite.ts';
import { type CaseState, lastMade } from '#engines/procedure/event.ts';
import {
  defineProcedure,
  type Ground,
  type Procedure,
  type TransitionDefinition,
} from '#engines/procedure/index.ts';
import type { ReviewSettings } from '../settings.ts';
import { badRerating, choice, clock, contentRerating, REVIEW_ROLES, reason, state, words } from './parts.ts';

/** 实名差评回访整改率达到100%. */
export const MENDED = cite('银西政办发〔2023〕48号', '二/（三）/14');

const HANDLING: Ground = {
  assumed: '差评即时回访；合理的当场整改，复杂的列入台账限期整改，没有依据的说明情况',
};
const APPEAL: Ground = { assumed: '误评和恶意差评经申诉复核不计入统计，写明理由，不删除' };
const RERATING: Ground = { assumed: '整改后由本人再评；没有再评的不代填' };
/** So many calls without an answer, and it is looked into without one. */
export const CALLS_MIN = 3;

export const GROUNDS: Readonly<Record<string, string>> = { mistaken: '误评', malicious: '恶意差评' };

/** Whether an objection waits for its decision. */
export const appealIsOpen = (s: CaseState): boolean =>
  (s.made.appeal?.length ?? 0) > (s.made.reject_appeal?.length ?? 0);

/** Whether it may be looked into without a call: nobody can be called, or nobody answered. */
export const mayGoWithoutCall = (s: CaseState): boolean =>
  lastMade(s, 'open')?.data.reachable !== true || (s.made.try_call?.length ?? 0) >= CALLS_MIN;

const decideAppealFirst = (s: CaseState) =>
  appealIsOpen(s)
    ? { code: 'reviews.appeal_open', message: '申诉还没有复核。请等复核人员作出决定，再办理这一步。' }
    : null;
const appealMissing = (s: CaseState) =>
  appealIsOpen(s) ? null : { code: 'reviews.no_appeal', message: '没有等待复核的申诉。请刷新页面。' };

const OPEN = ['opened', 'called', 'on_ledger'];

/** @param kind a bad rating can be objected to and annulled; a complaint cannot */
export function followUpProcedure(kind: 'bad_rating' | 'complaint', days: ReviewSettings): Procedure {
  const rated = kind === 'bad_rating';
  return defineProcedure({
    code: `review.${kind}`,
    title: rated ? '差评回访整改' : '投诉处理',
    basis: [MENDED],
    opens: 'open',
    roles: REVIEW_ROLES,
    states: {
      opened: state('body', '待回访', '已经交给被评人员以外的人，会先与您联系，听您说情况。'),
      called: state('body', '已回访，处理中', '情况已经了解，正在整改或核实。'),
      on_ledger: state('body', '已列台账，限期整改', '情况复杂，已列入台账，按期限整改。'),
      told: state('applicant', '已处理，请您再评', '处理结果写在下面，请您再评一次；不评也可以。'),
      disputed: state('body', '再评仍不满意，复核中', '由复核人员再看一遍，退回整改或说明理由。'),
      settled: state('nobody', '已了结', '已经处理完毕。'),
      unanswered: state('nobody', '已处理，未再评', '已经处理完毕，没有再评；没有再评不算满意也不算不满意。'),
      ...(rated && {
        annulled: state('nobody', '评价不计入统计', '经申诉复核，这次评价不计入统计，理由写在下面。'),
      }),
    },
    clocks: {
      call: clock('回访', days.callBack),
      mend: clock('整改', days.mend),
      ledger: clock('台账整改', days.ledger),
      rerate: { ...clock('等您再评', days.rerate), onExpiry: 'lapse' },
      recheck: clock('复核', days.recheck),
      ...(rated && { appeal: clock('申诉复核', days.appeal) }),
    },
    transitions: {
      open: {
        title: rated ? '提交差评' : '投诉',
        done: rated ? '收到差评' : '收到投诉',
        from: [],
        to: 'opened',
        by: rated ? ['applicant'] : ['applicant', 'clerk'],
        basis: HANDLING,
        input: z.strictObject({
          reachable: z.boolean().meta({ title: '可以回访', labels: { true: '是', false: '没有留联系方式' } }),
          ...(rated && { level: z.int().min(1).max(2).meta({ title: '评价', labels: LEVEL_LABELS }) }),
        }),
        clocks: [{ start: 'call' }, { start: 'mend' }],
        tells: ['review.received'],
      },
      ...handling(),
      ...again(),
      ...(rated && appealing()),
    },
  });
}

const LEVEL_LABELS = { '2': '不满意', '1': '非常不满意' };

/** What the handler does until the person is told. */
function handling(): Record<string, TransitionDefinition> {
  const by = ['handler'];
  const told = { to: 'told', by, tells: ['review.told'], when: decideAppealFirst };
  return {
    try_call: {
      title: '记下没有打通的电话',
      done: '回访没有打通',
      from: ['opened'],
      to: null,
      by,
      basis: HANDLING,
      aside: true,
      input: z.strictObject({ note: words('情况', 200) }),
    },
    call_back: {
      title: '记下回访',
      done: '已经回访',
      from: ['opened'],
      to: 'called',
      by,
      basis: MENDED,
      input: z.strictObject({ said: words('反映人说了什么、要求什么') }),
      clocks: [{ stop: 'call' }],
    },
    go_without_call: {
      title: '无法回访，直接核实',
      done: '无法回访，直接核实',
      from: ['opened'],
      to: 'called',
      by,
      basis: { assumed: `没有留联系方式，或${CALLS_MIN}次没有打通的，直接核实` },
      input: z.strictObject({ note: words('情况', 200) }),
      when: (s) =>
        mayGoWithoutCall(s)
          ? null
          : {
              code: 'reviews.call_first',
              message: `留有联系方式。请先回访；打了${CALLS_MIN}次没有打通的，逐次记下后可以直接核实。`,
            },
      clocks: [{ stop: 'call' }],
    },
    mend: {
      title: '反映合理，已经整改',
      done: '已经整改',
      from: ['called'],
      basis: MENDED,
      input: z.strictObject({ what: words('改了什么') }),
      clocks: [{ stop: 'mend' }, { start: 'rerate' }],
      ...told,
    },
    explain: {
      title: '没有依据，说明情况',
      done: '已经说明情况',
      from: ['called'],
      basis: HANDLING,
      input: z.strictObject({ what: words('向反映人说明什么') }),
      clocks: [{ stop: 'mend' }, { start: 'rerate' }],
      ...told,
    },
    put_on_ledger: {
      title: '情况复杂，列入台账',
      done: '列入台账，限期整改',
      from: ['called'],
      to: 'on_ledger',
      by,
      basis: HANDLING,
      input: z.strictObject({ plan: words('怎么改、谁来改') }),
      once: '此件已经列入过台账。请整改后告知，或说明情况。',
      clocks: [{ stop: 'mend' }, { start: 'ledger' }],
      tells: ['review.ledger'],
    },
    mend_ledger: {
      title: '台账事项已经整改',
      done: '台账事项已经整改',
      from: ['on_ledger'],
      basis: MENDED,
      input: z.strictObject({ what: words('改了什么') }),
      clocks: [{ stop: 'ledger' }, { start: 'rerate' }],
      ...told,
    },
    hand_over: {
      title: '转给应当整改的机关',
      done: '转给应当整改的机关',
      from: OPEN,
      to: null,
      by,
      basis: { assumed: '谁办理谁负责，由应当整改的机关处理' },
      aside: true,
      input: z.strictObject({ body: words('机关名称', 100), reason: words('理由') }),
      holder: (_state, input) => String(input.body),
    },
  };
}

/** The person rates again what was done. */
function again(): Record<string, TransitionDefinition> {
  return {
    rerate_content: {
      title: '再评：可以了',
      done: '本人再评',
      from: ['told'],
      to: 'settled',
      by: ['applicant'],
      basis: RERATING,
      input: contentRerating,
    },
    rerate_bad: {
      title: '再评：还是不行',
      done: '本人再评，仍不满意',
      from: ['told'],
      to: 'disputed',
      by: ['applicant'],
      basis: RERATING,
      input: badRerating,
      clocks: [{ stop: 'rerate' }, { start: 'recheck' }],
    },
    lapse: {
      title: '到期未再评',
      done: '到期没有再评',
      from: ['told'],
      to: 'unanswered',
      by: ['system'],
      basis: RERATING,
    },
    return_to_mend: {
      title: '退回整改',
      done: '复核后退回整改',
      from: ['disputed'],
      to: 'called',
      by: ['supervisor'],
      basis: HANDLING,
      input: reason,
      clocks: [{ stop: 'recheck' }, { start: 'mend' }],
      tells: ['review.returned'],
    },
    close_disputed: {
      title: '说明理由，了结',
      done: '复核后说明理由',
      from: ['disputed'],
      to: 'settled',
      by: ['supervisor'],
      basis: HANDLING,
      input: reason,
      tells: ['review.closed'],
    },
  };
}

/** 申诉复核: the person is called back all the same; what is told waits for the decision. */
function appealing(): Record<string, TransitionDefinition> {
  return {
    appeal: {
      title: '申诉',
      done: '提出申诉',
      from: OPEN,
      to: null,
      by: ['reviewed', 'handler'],
      basis: APPEAL,
      aside: true,
      input: z.strictObject({ ground: choice('申诉原因', GROUNDS, '请选择申诉原因'), reason: words('理由') }),
      once: '一件评价只能申诉一次，此件已经申诉过。',
      clocks: [{ start: 'appeal' }],
    },
    reject_appeal: {
      title: '申诉不成立',
      done: '申诉不成立，评价照常计入',
      from: OPEN,
      to: null,
      by: ['supervisor'],
      basis: APPEAL,
      input: reason,
      when: appealMissing,
      clocks: [{ stop: 'appeal' }],
    },
    annul: {
      title: '申诉成立，评价不计入统计',
      done: '申诉成立，评价不计入统计',
      from: OPEN,
      to: 'annulled',
      by: ['supervisor'],
      basis: APPEAL,
      input: z.strictObject({ ground: choice('原因', GROUNDS, '请选择原因'), reason: words('理由') }),
      when: appealMissing,
      tells: ['review.annulled'],
    },
  };
}
