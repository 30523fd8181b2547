/**
 * What keeps an item from being published: the rules that one city runs on its implementation list (facts §4), that
 * promises stay within the law, that every material has a basis, and what a reader needs. Pure.
 */
import { titleKey } from '#engines/law/name.ts';
import { checkForm, sectionsOf } from './form.ts';
import { type Item, isAssumed } from './item.ts';

export type LintFinding = {
  /** Path of the field, as in `assumed`; also the anchor in the editor. */
  readonly field: string;
  readonly rule: LintRule;
  /** Chinese: what is wrong and what to do. */
  readonly message: string;
};

type Found = { readonly field: string; readonly message: string };
type Check = (item: Item) => Iterable<Found>;

const foundIf = (field: string, wrong: boolean, message: string): Found[] =>
  wrong ? [{ field, message }] : [];

const AREA_CODE = /^0\d{2,3}-\d{3,8}(?:-\d{1,6})?$/;
const PLACEHOLDER = /-0{5,}/;

const STEP_NAMES = ['受理', '审核', '审批', '办结', '送达'] as const;

/** Every rule by its name. */
const RULES = {
  'instant.kind': (item) =>
    foundIf(
      'caseKind',
      item.caseKind === '即办件' && item.promisedDays !== 1,
      '办件类型是即办件，承诺时限就须是1个工作日。请改承诺时限，或把办件类型改为承诺件。',
    ),
  'instant.days': (item) =>
    foundIf(
      'caseKind',
      item.caseKind === '承诺件' && item.promisedDays === 1 && item.steps.every((s) => !s.days),
      '各环节当场办完、承诺时限是1个工作日，办件类型就应是即办件。请改办件类型，或写明各环节的天数。',
    ),
  'visits.reason': (item) =>
    foundIf(
      'visitReason',
      item.visits > 0 && item.visitReason === null,
      `要求到现场${item.visits}次，请写明为什么必须到现场；说不出理由的，请把次数改为0。`,
    ),
  'visits.none': (item) =>
    foundIf(
      'visits',
      item.visits === 0 &&
        (!['网上受理', '全程网办'].includes(item.onlineDepth) ||
          !item.delivery.some((way) => way === 'mail' || way === 'electronic')),
      '到现场0次，就须能在网上申请，并能邮寄或者以电子证照送达。请补上网办和送达方式，或改到现场次数。',
    ),
  'online.visits': (item) =>
    foundIf(
      'onlineDepth',
      item.onlineDepth === '全程网办' && item.visits !== 0,
      '网办深度是全程网办，到现场次数就须是0。请改其中一项。',
    ),
  'fee.basis': function* (item) {
    if (!item.fee.charged) return;
    if (item.fee.items.length === 0)
      yield { field: 'fee', message: '收费的事项须写明收费项目、标准和依据。请至少填写一项。' };
    for (const [at, fee] of item.fee.items.entries())
      if (fee.basis === null)
        yield {
          field: `fee.items.${at}`,
          message: `“${fee.name}”没有收费依据。没有依据的不得收费，请补依据或删去。`,
        };
  },
  'fee.pay': (item) =>
    foundIf(
      'fee.onlinePay',
      item.fee.charged && item.onlineDepth === '全程网办' && !item.fee.onlinePay,
      '全程网办又收费的，须能网上支付。请勾选网上支付，或改网办深度。',
    ),
  'fee.none': (item) =>
    foundIf(
      'fee',
      !item.fee.charged && (item.fee.onlinePay || item.fee.items.length > 0),
      '不收费的事项不应有收费项目，也不应勾选网上支付。请删去，或勾选收费。',
    ),
  'phones.same': (item) =>
    foundIf(
      'phones.complaint',
      item.phones.consult === item.phones.complaint,
      '咨询电话和投诉电话不能是同一个号码。请填写不同的号码。',
    ),
  'phones.area': function* (item) {
    for (const [name, word] of [
      ['consult', '咨询'],
      ['complaint', '投诉'],
    ] as const)
      if (!AREA_CODE.test(item.phones[name]))
        yield { field: `phones.${name}`, message: `${word}电话须带区号，例如 0951-12345。` };
  },
  'phones.placeholder': function* (item) {
    for (const name of ['consult', 'complaint'] as const)
      if (PLACEHOLDER.test(item.phones[name]) && !isAssumed(item, `phones.${name}`))
        yield { field: `phones.${name}`, message: '这是占位的号码，不能标为已核定。请填写真实号码。' };
  },
  'themes.subject': function* (item) {
    for (const [subject, themes, field] of [
      ['个人', item.themes.person, 'themes.person'],
      ['法人', item.themes.organisation, 'themes.organisation'],
    ] as const) {
      if (item.subjects.includes(subject) && themes.length === 0)
        yield { field, message: `服务对象有${subject}，请至少选一个面向${subject}的主题。` };
      if (!item.subjects.includes(subject) && themes.length > 0)
        yield {
          field,
          message: `服务对象没有${subject}，不能选面向${subject}的主题。请去掉主题或补服务对象。`,
        };
    }
  },
  'steps.five': function* (item) {
    const names = item.steps.map((s) => s.name);
    for (const name of STEP_NAMES)
      if (!names.some((n) => n.includes(name)))
        yield {
          field: 'steps',
          message: `办理流程缺“${name}”环节。行政许可至少有受理、审核、审批、办结、送达五个环节。`,
        };
  },
  'steps.days': (item) => {
    const sum = item.steps.reduce((total, s) => total + (s.days ?? 0), 0);
    return foundIf(
      'steps',
      sum > item.promisedDays,
      `各环节共${sum}个工作日，超过承诺时限${item.promisedDays}个工作日。请缩短环节或改承诺时限。`,
    );
  },
  'faq.one': (item) => foundIf('faq', item.faq.length === 0, '请至少写一个常见问题和回答。'),
  'result.sample': (item) =>
    foundIf(
      'result.sample',
      item.result.sample === null,
      `请写明结果样本：“${item.result.name}”上载明哪些内容。`,
    ),
  'promise.statutory': (item) =>
    foundIf(
      'promisedDays',
      // A working day is never shorter than a calendar day, so the promise in working days is the longer reading.
      item.promisedDays > item.statutory.days,
      `承诺${item.promisedDays}个工作日，超过法定的${item.statutory.days}${item.statutory.unit === 'working' ? '个工作日' : '日'}。承诺不得长于法定时限，请改短。`,
    ),
  'material.basis': function* (item) {
    for (const [at, m] of item.materials.entries())
      if (m.basis === null)
        yield {
          field: `materials.${at}`,
          message: `材料“${m.name}”没有依据。没有法律、法规、规章依据的材料不得索要，请补依据或删去。`,
        };
  },
  'material.intermediary': function* (item) {
    for (const [at, m] of item.materials.entries())
      if (
        m.source === '中介服务或者法定机构' &&
        m.basis?.place === null &&
        !isAssumed(item, `materials.${at}`)
      )
        yield {
          field: `materials.${at}`,
          message: `材料“${m.name}”来自中介服务或者法定机构，依据须写到条款。请补条款，或改来源渠道。`,
        };
  },
  'material.issuer': function* (item) {
    for (const [at, m] of item.materials.entries())
      if ((m.source === '政府部门核发' || m.source === '数据共享') && m.issuer === null)
        yield {
          field: `materials.${at}`,
          message: `材料“${m.name}”由政府部门产生，请写明是哪个机关核发的。`,
        };
  },
  'material.shared': function* (item) {
    for (const [at, m] of item.materials.entries())
      if (m.source === '数据共享' && m.form !== '电子')
        yield {
          field: `materials.${at}`,
          message: `材料“${m.name}”能通过数据共享取得，不得再要${m.form}。请把材料形式改为电子。`,
        };
  },
  'material.licences': function* (item) {
    for (const [at, m] of item.materials.entries())
      if (m.licences && (m.kind !== '证件证书' || m.source === '申请人自备'))
        yield {
          field: `materials.${at}`,
          message: `材料“${m.name}”写了可用的电子证照，类型就须是证件证书，来源须是政府部门核发或者数据共享。请改正，或删去可用的电子证照。`,
        };
  },
  'material.twice': function* (item) {
    const seen = new Set<string>();
    for (const [at, m] of item.materials.entries()) {
      const key = titleKey(m.name);
      if (seen.has(key))
        yield { field: `materials.${at}`, message: `材料“${m.name}”列了两次，请合并为一项。` };
      seen.add(key);
    }
  },
  'material.when': function* (item) {
    const sections = new Map(sectionsOf(item.form));
    for (const [at, { name, when }] of item.materials.entries()) {
      if (!when) continue;
      const [section = '', key = ''] = when.field.split('.');
      const field = sections.get(section)?.properties[key];
      if (!field)
        yield {
          field: `materials.${at}`,
          message: `材料“${name}”的条件用到表单里没有的字段 ${when.field}。请改为表单里有的字段。`,
        };
      else if (field.enum && when.in.some((v) => !(field.enum as unknown[]).includes(v)))
        yield {
          field: `materials.${at}`,
          message: `材料“${name}”的条件值不在“${field.title}”的选项里。请从选项中选。`,
        };
    }
  },
  'joint.bodies': (item) =>
    foundIf(
      'opinionBodies',
      (item.variant === 'joint') !== item.opinionBodies.length > 0,
      '联合办理的事项须列出会办单位，其他程序不能有会办单位。请改办理程序或会办单位。',
    ),
  'implementers.codes': (item) =>
    foundIf(
      'codes',
      item.implementers.join('\n') !== item.codes.implementations.map((c) => c.body).join('\n') ||
        item.codes.implementations.some((c) => !c.code.endsWith(item.level + item.codes.base)),
      '每个实施机关须有一个实施编码：机构代码18位、行使层级1位、基本编码12位。请核对编码与实施机关、层级。',
    ),
  'implementers.choice': (item) =>
    foundIf(
      'choice',
      (item.choice === 'only') !== (item.implementers.length === 1),
      '实施机关不止一个时，须写明按什么确定由谁办；只有一个时选“一个机关实施”。',
    ),
  'steps.town': (item) =>
    foundIf(
      'steps',
      item.variant === 'town_first' && !item.steps.some((s) => s.name.includes('初审')),
      '办理程序是镇街初审，流程里须有初审环节。请补上。',
    ),
  'steps.report': (item) =>
    foundIf(
      'steps',
      item.variant === 'report_up' && !item.steps.some((s) => s.name.includes('上报')),
      '办理程序是初审后逐级上报，流程里须有上报环节。请补上。',
    ),
  form: (item) => {
    const checked = checkForm(item.form);
    return checked.ok ? [] : [{ field: 'form', message: checked.error.message }];
  },
  'offline.kept': (item) =>
    foundIf(
      'delivery',
      !item.delivery.includes('window'),
      '网上能办的事也要保留窗口：请保留“窗口领取”，照顾不会用手机的老人。',
    ),
  'reader.plain': function* (item) {
    if (item.about.length < 8)
      yield { field: 'about', message: '一句话说明太短，群众看不明白。请写清楚办的是什么事。' };
    if (item.keywords.length === 0)
      yield { field: 'keywords', message: '请至少写一个常用说法，例如“开饭店”，群众按它来找。' };
  },
  'assumed.exists': function* (item) {
    for (const path of item.assumed)
      if (valueAt(item, path) === undefined)
        yield { field: path, message: `“区内默认”标在没有的字段 ${path} 上。请去掉这个标记。` };
  },
} as const satisfies Record<string, Check>;

export type LintRule = keyof typeof RULES;
export const LINT_RULES = Object.keys(RULES) as LintRule[];

const valueAt = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | null | undefined)?.[key], value);

/** Everything that is wrong, by rule; empty: it may be published. */
export function lintItem(item: Item): LintFinding[] {
  return LINT_RULES.flatMap((rule) =>
    [...(RULES[rule] as Check)(item)].map(({ field, message }) => ({ field, rule, message })),
  );
}
