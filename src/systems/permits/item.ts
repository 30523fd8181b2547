/**
 * A service item (事项): the content of one version, from which the guide, every channel and every case are made.
 * The fields are those of the national basic catalogue and implementation list (facts §4). What the gazette and the
 * statutes at hand do not say is a district default: its path stands in `assumed`, and pages mark it.
 */
import { z } from 'zod';
import { VARIANTS, type Variant } from './permit-procedure.ts';

const text = (what: string, max = 500) =>
  z.string(`请填写${what}`).trim().min(1, `请填写${what}`).max(max, `${what}不超过${max}字`);
const textOrNull = (what: string, max = 500) => text(what, max).nullable();
const list = <T extends z.ZodType>(of: T, what: string, max = 60) =>
  z.array(of).max(max, `${what}不超过${max}项`);

/** The law that a field rests on, by title as printed, with its number and place where known. */
export const Citation = z.strictObject({
  title: text('依据的名称', 200),
  number: textOrNull('文号', 60),
  /** 第四十二条; null: the document as a whole. */
  place: textOrNull('条款', 60),
});
export type Citation = z.infer<typeof Citation>;

/** `《食品安全法》第三十五条`, `《通知》（国发〔2016〕12号）`. */
export const formatCitation = ({ title, number, place }: Citation): string =>
  `《${title}》${number ? `（${number}）` : ''}${place ?? ''}`;

export const SUBJECTS = ['个人', '法人'] as const;
export const NEEDS = ['必要', '非必要', '容缺'] as const;
export const FORMS = ['原件', '复印件', '电子'] as const;
export const SOURCES = ['申请人自备', '政府部门核发', '数据共享', '中介服务或者法定机构'] as const;
export const MATERIAL_KINDS = [
  '申请表',
  '证件证书',
  '证明文件',
  '承诺书',
  '图纸方案',
  '合同协议',
  '其他',
] as const;
/** 国办函〔2016〕108号: A by its authority, B checked at a window, C uploaded, D self-made and promised. */
export const EVIDENCE = ['A', 'B', 'C', 'D'] as const;
export const CASE_KINDS = ['承诺件', '即办件'] as const;
export const RESULT_KINDS = ['证照', '批文', '登记', '其他'] as const;
export const SCOPES = ['仅本区', '全市通办', '全区通办', '跨省通办'] as const;
export const ONLINE_DEPTHS = ['不能网办', '网上咨询', '网上预审', '网上受理', '全程网办'] as const;
export const DELIVERY_WAYS = ['window', 'mail', 'electronic'] as const;
/** How one of several implementers comes to an application. */
export const CHOICES = ['only', 'by_place', 'town_then_authority'] as const;

export const VARIANT_WORDS: Record<Variant, string> = {
  direct: '直接办理',
  report_up: '初审，逐级上报',
  town_first: '镇街初审',
  joint: '联合办理',
};
export const CHOICE_WORDS: Record<(typeof CHOICES)[number], string> = {
  only: '一个机关实施',
  by_place: '按地点由所在地机关实施',
  town_then_authority: '镇街初审，主管部门决定',
};
export const DELIVERY_WORDS: Record<(typeof DELIVERY_WAYS)[number], string> = {
  window: '窗口领取',
  mail: '邮寄',
  electronic: '电子证照',
};

/** 主题分类 of the national platform, for people and for organisations. */
export const PERSON_THEMES = [
  '生育收养', '户籍办理', '民族宗教', '教育科研', '就业创业', '设立变更', '准营准办', '职业资格', '规划建设', '住房保障',
  '证件办理', '交通出行', '出境入境', '公共安全', '农林牧渔', '环保绿化', '文化体育', '医疗卫生', '其他',
] as const; // biome-ignore format: a list read at a glance
export const ORGANISATION_THEMES = [
  '设立变更', '准营准办', '资质认证', '税收财务', '人力资源', '投资审批', '农林牧渔', '国土和规划建设', '交通运输', '环保绿化',
  '水务气象', '医疗卫生', '文体教育', '民族宗教', '安全生产', '公安消防', '商务贸易', '公用事业', '档案文物', '其他',
] as const; // biome-ignore format: a list read at a glance

export const Material = z.strictObject({
  name: text('材料名称', 100),
  need: z.enum(NEEDS, '请选择是否必要'),
  form: z.enum(FORMS, '请选择材料形式'),
  kind: z.enum(MATERIAL_KINDS, '请选择材料类型'),
  source: z.enum(SOURCES, '请选择来源渠道'),
  /** Which body issues it, when one does. */
  issuer: textOrNull('核发机关', 100),
  copies: z.number('请填写份数').int('份数须为整数').min(0, '份数不能为负').max(20, '份数至多20'),
  /** Without one it may not be demanded: publication is refused. */
  basis: Citation.nullable(),
  evidence: z.enum(EVIDENCE, '请选择证据等级'),
  standard: text('受理标准', 500),
  /** How to get the blank, e.g. 网上填写后自动生成. */
  blank: textOrNull('空白表格', 200),
  /** What a right one looks like, in words. */
  sample: textOrNull('示例', 500),
  /** Only asked when a field of the form has one of these values; null: always. */
  when: z
    .strictObject({
      field: text('条件字段', 100),
      in: z.array(z.union([z.string(), z.boolean()])).min(1, '请填写条件的值'),
      says: text('什么情形才要', 100),
    })
    .nullable(),
  /** Licences of the platform that stand for it (免提交), by the names they bear; absent: it has to be handed in. */
  licences: list(text('电子证照名称', 60), '可用的电子证照', 10).optional(),
});
export type Material = z.infer<typeof Material>;

export const Step = z.strictObject({
  name: text('环节', 20),
  body: text('承办机关', 60),
  what: text('做什么', 300),
  /** Working days, part of the promise; null: not counted here. */
  days: z
    .number('天数须为数字')
    .int('天数须为整数')
    .min(0, '天数不能为负')
    .max(365, '天数至多365')
    .nullable(),
});
export type Step = z.infer<typeof Step>;

const Days = z.number('请填写天数').int('天数须为整数').min(1, '天数至少1').max(365, '天数至多365');

export const Item = z.strictObject({
  codes: z.strictObject({
    /** 基本编码. */
    base: z.string().regex(/^\d{12}$/, '基本编码是12位数字'),
    /** 实施编码, one for every implementer: code of the body 18, level 1, basic code 12. */
    implementations: z
      .array(
        z.strictObject({
          body: text('实施机关', 60),
          code: z.string().regex(/^[0-9A-Z]{18}\d{13}$/, '实施编码是31位'),
        }),
      )
      .min(1, '请填写实施编码'),
    /** 业务办理项: two more digits behind an implementation code. */
    handlings: z
      .array(
        z.strictObject({
          suffix: z.string().regex(/^\d{2}$/, '办理项编码是2位数字'),
          name: text('办理项', 40),
        }),
      )
      .min(1, '请至少填写一个办理项'),
  }),
  name: text('事项名称', 100),
  kind: z.literal('行政许可'),
  /** Number in the list of 银西政发〔2023〕84号. */
  no: z.number().int().min(1).max(9999),
  authority: text('主管部门', 60),
  implementers: z.array(text('实施机关', 60)).min(1, '请填写实施机关'),
  choice: z.enum(CHOICES, '请选择由谁实施'),
  variant: z.enum(VARIANTS, '请选择办理程序'),
  /** Bodies whose opinion is asked; only in a joint procedure. */
  opinionBodies: list(text('会办单位', 60), '会办单位', 20),
  subjects: z.array(z.enum(SUBJECTS)).min(1, '请选择服务对象'),
  /** 行使层级: 4 district, 5 town or street. */
  level: z.enum(['4', '5'], '请选择行使层级'),
  caseKind: z.enum(CASE_KINDS, '请选择办件类型'),
  bases: list(Citation, '设定和实施依据', 20).min(1, '请填写设定和实施依据'),
  /** One plain sentence: what it is for. */
  about: text('一句话说明', 200),
  /** Everyday words by which it is looked for. */
  keywords: list(text('常用说法', 20), '常用说法', 30),
  conditions: list(text('受理条件', 500), '受理条件', 30).min(1, '请填写受理条件'),
  /** What the reader must know first, e.g. that two documents name different bodies. */
  notices: list(z.strictObject({ text: text('提示', 500), bases: list(Citation, '依据', 6) }), '提示', 6),
  materials: list(Material, '材料', 60),
  /** JSON Schema 2020-12 of sections with fields, see form.ts. */
  form: z.record(z.string(), z.unknown()),
  steps: list(Step, '办理流程', 12),
  statutory: z.strictObject({
    days: Days,
    unit: z.enum(['working', 'calendar'], '请选择工作日或者日'),
    basis: Citation,
  }),
  /** Working days. */
  promisedDays: Days,
  visits: z.number('请填写到现场次数').int('次数须为整数').min(0).max(9),
  visitReason: textOrNull('必须到现场的原因', 300),
  fee: z.strictObject({
    charged: z.boolean(),
    items: list(
      z.strictObject({
        name: text('收费项目', 60),
        standard: text('收费标准', 200),
        basis: Citation.nullable(),
      }),
      '收费项目',
      10,
    ),
    onlinePay: z.boolean(),
  }),
  result: z.strictObject({
    kind: z.enum(RESULT_KINDS, '请选择结果类型'),
    name: text('结果名称', 100),
    /** What stands on it, in words. */
    sample: textOrNull('结果样本', 300),
    validity: text('有效期', 200),
  }),
  quota: textOrNull('数量限制', 200),
  scope: z.enum(SCOPES, '请选择通办范围'),
  onlineDepth: z.enum(ONLINE_DEPTHS, '请选择网办深度'),
  delivery: z.array(z.enum(DELIVERY_WAYS)).min(1, '请至少选一种送达方式'),
  appointment: z.boolean(),
  remedies: z.strictObject({
    reviewBody: text('行政复议机关', 100),
    reviewDays: Days,
    reviewBasis: Citation,
    court: text('受诉法院', 100),
    suitMonths: z.number().int().min(1).max(12),
    suitBasis: Citation,
  }),
  phones: z.strictObject({ consult: text('咨询电话', 60), complaint: text('投诉电话', 60) }),
  place: text('办理地点', 200),
  hours: text('办理时间', 200),
  faq: list(z.strictObject({ q: text('问题', 200), a: text('回答', 1000) }), '常见问题', 30),
  themes: z.strictObject({
    person: z.array(z.enum(PERSON_THEMES)),
    organisation: z.array(z.enum(ORGANISATION_THEMES)),
  }),
  /** Paths of fields that are district defaults: `promisedDays`, `materials.0`, `phones.consult`. */
  assumed: list(z.string().regex(/^[a-zA-Z0-9.]+$/), '区内默认', 400),
});
export type Item = z.infer<typeof Item>;

/** Whether a field, or what it stands in, is a district default. */
export const isAssumed = (item: Pick<Item, 'assumed'>, path: string): boolean =>
  item.assumed.some((a) => a === path || path.startsWith(`${a}.`));

/** All classes of an item, those for people and those for organisations. */
export const themesOf = ({ themes }: Pick<Item, 'themes'>): string[] => [
  ...new Set<string>([...themes.person, ...themes.organisation]),
];
