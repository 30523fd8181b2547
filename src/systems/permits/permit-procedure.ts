/**
 * 行政许可 as a procedure: one definition in four variants, which an item's remark and bodies select. Each step and
 * each limit names its article; limits are counted in working days (article 82).
 */
import { z } from 'zod';
import type { Refusal } from '#base/result.ts';
import { type Basis, cite } from '#engines/law/cite.ts';
import { type DayUnit, type Limit, lightAt } from '#engines/procedure/clock.ts';
import {
  type ClockAction,
  type ClockDefinition,
  defineProcedure,
  type Now,
  type Procedure,
  type StateDefinition,
  type TransitionDefinition,
} from '#engines/procedure/definition.ts';
import type { CaseState } from '#engines/procedure/event.ts';

/**
 * `direct`: the body itself decides. `report_up`: it reviews first and reports up (初审，逐级上报). `town_first`: a
 * town or street reviews first (各镇街初审). `joint`: several bodies or divisions give their opinion (统一或联合办理).
 */
export const VARIANTS = ['direct', 'report_up', 'town_first', 'joint'] as const;
export type Variant = (typeof VARIANTS)[number];

export type PermitLimits = {
  /** Working days that the body promises; at most the statute's. */
  readonly promisedDays: number;
  /** The item's own limit and its clause; absent: article 42's twenty days, or forty-five when handled jointly. */
  readonly statutory?: { readonly days: number; readonly unit: DayUnit; readonly basis: Basis };
};

const text = (what: string, max = 2000) =>
  z
    .string(`请填写${what}`)
    .trim()
    .min(1, `请填写${what}`)
    .max(max, `${what}不超过${max}字`)
    .meta({ title: what });

const days = (what: string) =>
  z.coerce
    .number(`请填写${what}`)
    .int(`${what}须为整数`)
    .min(1, `${what}至少1日`)
    .max(365, `${what}至多365日`)
    .meta({ title: what });

/** One of a few, with the words that people read. */
const choice = (title: string, labels: Readonly<Record<string, string>>, missing: string) =>
  z.enum(Object.keys(labels) as [string, ...string[]], missing).meta({ title, labels });

const reason = z.strictObject({ reason: text('理由') });

/** What article 45 takes out of the clock; nothing else suspends it. */
export const SPECIAL_CAUSES = ['听证', '招标', '拍卖', '检验', '检测', '检疫', '鉴定', '专家评审'] as const;

const working = (n: number): Limit => ({ days: n, unit: 'working' });

/** Roles in a permit's case, in Chinese. */
export const PERMIT_ROLES: Readonly<Record<string, string>> = {
  applicant: '申请人',
  clerk: '受理人员',
  reviewer: '审查人员',
  approver: '审批人员',
  head: '机关负责人',
  town: '镇街初审人员',
  opinion: '会办单位人员',
};

const state = (turn: StateDefinition['turn'], title: string, about: string): StateDefinition => ({
  turn,
  title,
  about,
});

const COMMON_STATES = {
  submitted: state('body', '待受理', '已收到申请，受理人员会在5个工作日内受理，或一次告知要补正的全部内容。'),
  correcting: state('applicant', '待补正', '请按一次性告知书补齐材料后重新提交。'),
  supplemented: state('body', '已补正待受理', '已收到补正材料，等待受理。'),
  accepted: state('body', '审查中', '已受理，正在审查。办理期限从受理的第二天起算。'),
  special: state('elsewhere', '特别程序中', '正在进行不计入办理期限的程序，所需时间已书面告知。'),
  proposed: state('body', '待决定', '审查完毕，等待作出决定。'),
  granted: state('body', '准予许可，待送达', '已准予许可，10个工作日内送达证件。'),
  refused: state(
    'body',
    '不予许可，待送达',
    '已作出不予许可决定，10个工作日内送达，理由和救济途径写在决定书里。',
  ),
  delivered: state('nobody', '已办结', '决定已经送达，事项办结。'),
  not_accepted: state('nobody', '不予受理', '申请没有受理，理由写在不予受理通知书里。'),
  not_needed: state('nobody', '无需许可', '这件事依法不需要取得许可，可以直接去做。'),
  wrong_body: state('nobody', '不属本机关', '这件事由别的机关办理，应向哪里申请写在通知书里。'),
  withdrawn: state('nobody', '已撤回', '申请人已撤回申请，可以重新申请。'),
} as const;

/** Where the application comes in: article 32's five outcomes, and silence. */
function intake(clocks: PermitClocks): Record<string, TransitionDefinition> {
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
      basis: cite('中华人民共和国行政许可法', '第三十二条/（三）'),
      input: z.strictObject({ what: text('更正了什么', 500) }),
    },
    ask_correction: {
      title: '一次性告知补正',
      done: '告知补正',
      from: ['submitted'],
      to: 'correcting',
      by: ['clerk'],
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
      basis: cite('中华人民共和国行政许可法', '第三十二条/（二）'),
      input: z.strictObject({ reason: text('理由'), body: text('应当办理的机关', 100) }),
      tells: ['not_accepted'],
    },
  };
}

/** Examining and deciding, from the state in which the deciding body examines. */
function decision(clocks: PermitClocks, open: readonly string[]): Record<string, TransitionDefinition> {
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
      basis: cite('中华人民共和国行政许可法', '第三十四条/¶1'),
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

/** Time can be prolonged while there is some; afterwards it is late, whatever anybody approves. */
function overdue(current: CaseState, _input: unknown, { at, calendar }: Now): Refusal | null {
  const moves = current.clocks.decision;
  if (!moves || lightAt(moves, at, calendar) !== 'red') return null;
  return {
    code: 'services.overdue',
    message: '法定期限已过，不能再延长。请尽快作出决定，并在决定中说明逾期原因。',
  };
}

type PermitClocks = {
  readonly definitions: Record<string, ClockDefinition>;
  readonly extensionDays: number;
  readonly start: (from?: 'receipt') => ClockAction[];
  readonly each: (make: (clock: string) => ClockAction) => ClockAction[];
};

/** The article of the Licensing Act that limits a variant. */
function ownBasis(variant: Variant): Basis {
  if (variant === 'joint') return cite('中华人民共和国行政许可法', '第四十二条/¶1');
  return variant === 'direct'
    ? cite('中华人民共和国行政许可法', '第四十二条')
    : cite('中华人民共和国行政许可法', '第四十三条');
}

/** The clocks of a variant: the statute's, and beside it the shorter one that the body promised. */
function clocksOf(variant: Variant, { promisedDays, statutory }: PermitLimits): PermitClocks {
  const joint = variant === 'joint';
  const limit: Limit = statutory ? { days: statutory.days, unit: statutory.unit } : working(joint ? 45 : 20);
  const promised = promisedDays < limit.days;
  const names = promised ? ['decision', 'promise'] : ['decision'];
  const warnDays = Math.max(1, Math.floor(limit.days / 5));
  return {
    extensionDays: joint ? 15 : 10,
    start: (from) => names.map((name) => (from ? { start: name, from } : { start: name })),
    each: (make) => names.map(make),
    definitions: {
      acceptance: {
        title: '受理期限',
        basis: cite('中华人民共和国行政许可法', '第三十二条/（四）'),
        limit: working(5),
        warnDays: 1,
        onExpiry: 'deem_accepted',
      },
      decision: {
        title: '法定办理期限',
        basis: statutory?.basis ?? ownBasis(variant),
        limit,
        warnDays,
      },
      ...(promised && {
        promise: {
          title: '承诺办理期限',
          basis: { assumed: '本机关在办事指南中承诺的期限，不长于法定期限' },
          limit: working(promisedDays),
          warnDays: Math.max(1, Math.floor(promisedDays / 5)),
        },
      }),
      delivery: {
        title: '送达期限',
        basis: cite('中华人民共和国行政许可法', '第四十四条'),
        limit: working(10),
        warnDays: 2,
      },
    },
  };
}

type Extra = {
  readonly states: Record<string, StateDefinition>;
  readonly transitions: Record<string, TransitionDefinition>;
  /** States in which the decision's clock runs, besides the common ones. */
  readonly open: readonly string[];
};

const NOTHING: Extra = { states: {}, transitions: {}, open: [] };

/** First review here, then up; the higher body's decision comes back and is delivered here. */
function reportUp(clocks: PermitClocks): Extra {
  return {
    open: [],
    states: {
      reported: state(
        'elsewhere',
        '已上报，待上级决定',
        '初审意见和全部材料已直接报上级机关，不必重复提交。',
      ),
    },
    transitions: {
      report_up: {
        title: '上报上级机关',
        done: '初审完毕，上报上级机关',
        from: ['proposed'],
        to: 'reported',
        by: ['approver'],
        basis: cite('中华人民共和国行政许可法', '第三十五条'),
        input: z.strictObject({ body: text('上级机关', 100), opinion: text('初审意见') }),
        clocks: clocks.each((clock) => ({ stop: clock })),
        tells: ['reported_up'],
      },
      higher_granted: {
        title: '登记上级准予决定',
        done: '上级机关准予许可',
        from: ['reported'],
        to: 'granted',
        by: ['reviewer'],
        basis: cite('中华人民共和国行政许可法', '第三十八条'),
        input: z.strictObject({ document: text('上级决定的文号', 100) }),
        clocks: [{ start: 'delivery' }],
        tells: ['granted'],
      },
      higher_refused: {
        title: '登记上级不予决定',
        done: '上级机关不予许可',
        from: ['reported'],
        to: 'refused',
        by: ['reviewer'],
        basis: cite('中华人民共和国行政许可法', '第三十八条/¶1'),
        input: z.strictObject({ document: text('上级决定的文号', 100), reason: text('理由') }),
        clocks: [{ start: 'delivery' }],
        tells: ['refused'],
      },
    },
  };
}

/** A town or street reviews first and passes everything up; the district's body then examines and decides. */
function townFirst(): Extra {
  return {
    open: ['town_review'],
    states: { town_review: state('body', '镇街初审中', '镇街正在初审，之后连同全部材料报主管部门。') },
    transitions: {
      pass_up: {
        title: '初审完毕，报主管部门',
        done: '镇街初审完毕',
        from: ['town_review'],
        to: 'accepted',
        by: ['town'],
        basis: cite('中华人民共和国行政许可法', '第三十五条'),
        input: z.strictObject({ body: text('主管部门', 100), opinion: text('初审意见') }),
        holder: (_state, input) => String(input.body),
      },
      return_to_town: {
        title: '退回镇街补充初审',
        done: '退回镇街补充初审',
        from: ['accepted'],
        to: 'town_review',
        by: ['reviewer'],
        basis: cite('中华人民共和国行政许可法', '第三十五条'),
        input: z.strictObject({ town: text('镇街', 100), reason: text('理由') }),
        holder: (_state, input) => String(input.town),
      },
    },
  };
}

/** The bodies that were asked and have not answered yet. */
export function unansweredBodies(of: CaseState): string[] {
  const asked = of.made.ask_opinions?.at(-1);
  if (!asked) return [];
  const answered = new Set(
    (of.made.give_opinion ?? []).filter((e) => e.seq > asked.seq).map((e) => String(e.data.body)),
  );
  return (asked.data.bodies as string[]).filter((body) => !answered.has(body));
}

/** Several bodies are asked at once; the body that took the case in answers to the applicant alone. */
function joint(): Extra {
  return {
    open: ['consulting'],
    states: { consulting: state('body', '会办中', '正在征求有关单位意见，由受理机关统一答复。') },
    transitions: {
      ask_opinions: {
        title: '征求会办单位意见',
        done: '征求会办单位意见',
        from: ['accepted'],
        to: 'consulting',
        by: ['reviewer'],
        basis: cite('中华人民共和国行政许可法', '第二十六条/¶1'),
        input: z.strictObject({
          bodies: z
            .array(text('会办单位', 100))
            .min(1, '请至少选一个会办单位')
            .max(20, '会办单位不超过20个')
            .refine((list) => new Set(list).size === list.length, '会办单位重复')
            .meta({ title: '会办单位' }),
        }),
      },
      give_opinion: {
        title: '答复会办意见',
        done: '答复会办意见',
        from: ['consulting'],
        to: null,
        by: ['opinion'],
        basis: cite('中华人民共和国行政许可法', '第二十六条/¶1'),
        input: z.strictObject({
          body: text('会办单位', 100),
          opinion: choice('会办意见', { agree: '同意', disagree: '不同意' }, '请选择同意还是不同意'),
          reason: text('意见'),
        }),
        when: (current, input) =>
          unansweredBodies(current).includes(String(input.body))
            ? null
            : {
                code: 'services.opinion_not_asked',
                message: `没有征求“${String(input.body)}”的意见，或其意见已经答复。`,
              },
      },
      conclude_opinions: {
        title: '汇总会办意见',
        done: '汇总会办意见',
        from: ['consulting'],
        to: 'accepted',
        by: ['reviewer'],
        basis: cite('中华人民共和国行政许可法', '第二十六条/¶1'),
        when: (current) => {
          const waiting = unansweredBodies(current);
          return waiting.length === 0
            ? null
            : { code: 'services.opinions_missing', message: `还有会办单位没有答复：${waiting.join('、')}。` };
        },
      },
    },
  };
}

/** The states that an applicant may withdraw from: until it is decided. */
const UNDECIDED = ['submitted', 'correcting', 'supplemented', 'accepted', 'special', 'proposed'] as const;

/**
 * The procedure of a permit.
 * @throws RangeError when the promise is longer than the statute allows, or no day at all
 */
export function permitProcedure(variant: Variant, limits: PermitLimits): Procedure {
  const clocks = clocksOf(variant, limits);
  const decisionDays = clocks.definitions.decision?.limit.days ?? 0;
  if (!Number.isInteger(limits.promisedDays) || limits.promisedDays < 1 || limits.promisedDays > decisionDays)
    throw new RangeError(`permitProcedure: a promise of ${limits.promisedDays} of ${decisionDays} days`);
  const extra =
    variant === 'report_up'
      ? reportUp(clocks)
      : variant === 'town_first'
        ? townFirst()
        : variant === 'joint'
          ? joint()
          : NOTHING;
  return defineProcedure({
    code: `permit.${variant}`,
    title: '行政许可',
    basis: [cite('中华人民共和国行政许可法', '第四章'), cite('银西政发〔2023〕84号')],
    opens: 'submit',
    roles: PERMIT_ROLES,
    states: { ...COMMON_STATES, ...extra.states },
    clocks: clocks.definitions,
    transitions: withVariant(variant, {
      ...intake(clocks),
      ...extra.transitions,
      ...decision(clocks, ['accepted', 'special', 'proposed', ...extra.open]),
      withdraw: {
        title: '撤回申请',
        done: '撤回申请',
        from: [...UNDECIDED, ...extra.open],
        to: 'withdrawn',
        by: ['applicant', 'clerk'],
        basis: { assumed: '作出决定之前，申请人可以撤回申请' },
        aside: true,
        input: reason,
        tells: ['withdrawn'],
      },
    }),
  });
}

/** What a variant changes in the common steps. */
function withVariant(
  variant: Variant,
  transitions: Record<string, TransitionDefinition>,
): Record<string, TransitionDefinition> {
  if (variant === 'town_first') {
    for (const name of ['accept', 'deem_accepted'])
      transitions[name] = { ...(transitions[name] as TransitionDefinition), to: 'town_review' };
  }
  if (variant === 'report_up') {
    // The decision is the higher body's: this body only reviews first.
    delete transitions.grant;
    delete transitions.refuse;
  }
  return transitions;
}
