/**
 * From a row of the permit list to a complete item. What the list does not say is filled with district defaults,
 * whose paths stand in `assumed`; the limit is the Licensing Act's. Pure.
 */
import { type Basis, cite } from '#engines/law/cite.ts';
import { implementationCode, provisionalBase, provisionalCredit } from './codes.ts';
import { APPLICANT, type Section } from './form.ts';
import type { Citation, Item, Material, Step } from './item.ts';

/** One row of the list as published (data/xixia/permits.json). */
export type PermitRow = {
  readonly no: number;
  readonly authority: string;
  readonly name: string;
  readonly implementers: readonly string[];
  readonly basis: readonly { readonly title: string; readonly number: string | null }[];
  readonly remark: string | null;
  readonly doubt?: string | undefined;
};

/** How an item is found and what comes of it: our words and classes (data/xixia/item-classes.json). */
export type ItemClass = Pick<Item, 'about' | 'keywords' | 'subjects'> &
  Item['themes'] & { readonly result: Pick<Item['result'], 'kind' | 'name'> };

/** A clause that code names, as a citation in an item; a document named by its number also needs its title. */
export const citation = ({ document, path }: Basis, title?: string): Citation =>
  title === undefined
    ? { title: document, number: null, place: path }
    : { title, number: document, place: path };

const basesOf = ({ basis }: PermitRow): Citation[] =>
  basis.map(({ title, number }) => ({ title, number, place: null }));

const TOWN = /^(?:镇政府|街道办事处)$|镇政府$|街道办事处$/;

/** The procedure that remark and bodies select. Several bodies of one kind divide the ground; others act jointly. */
export function variantOf({ remark, implementers }: PermitRow): Item['variant'] {
  if (remark?.includes('逐级上报')) return 'report_up';
  if (remark?.includes('镇街初审')) return 'town_first';
  const kinds = new Set(
    implementers.map((body) => (TOWN.test(body) ? '镇街' : body.replace(/[一二三四]大队$/, '大队'))),
  );
  return kinds.size > 1 ? 'joint' : 'direct';
}

function choiceOf(variant: Item['variant'], { implementers }: PermitRow): Item['choice'] {
  if (implementers.length === 1) return 'only';
  return variant === 'town_first' ? 'town_then_authority' : 'by_place';
}

const FORM_BASIS = citation(cite('中华人民共和国行政许可法', '第二十九条'));
const AGENT_BASIS = citation(cite('中华人民共和国行政许可法', '第二十九条/¶1'));
const TRUTH_BASIS = citation(cite('中华人民共和国行政许可法', '第三十一条'));

/** What a material is unless said otherwise. */
export const MATERIAL_DEFAULTS = {
  need: '必要',
  form: '电子',
  kind: '其他',
  source: '申请人自备',
  issuer: null,
  copies: 1,
  basis: null,
  evidence: 'C',
  standard: '内容完整、清晰，与申请的内容一致。',
  blank: null,
  sample: null,
  when: null,
} as const satisfies Omit<Material, 'name'>;

/** What says who an organisation is, of the licences that items on the list result in. */
const ORGANISATION_LICENCES = [
  '营业执照',
  '农民专业合作社法人营业执照',
  '事业单位法人证书',
  '社会团体法人登记证书',
  '民办非企业单位登记证书',
  '宗教活动场所法人登记证书',
];

/** The application itself, who applies, and who acts for them: the same in every item. */
export function commonMaterials({ subjects }: Pick<Item, 'subjects'>): Material[] {
  const person = {
    ...MATERIAL_DEFAULTS,
    name: '居民身份证',
    kind: '证件证书',
    source: '数据共享',
    issuer: '公安机关',
    basis: TRUTH_BASIS,
    evidence: 'A',
    standard: '由系统按您填写的号码核验，不用另交；核验不到的，窗口当面核对原件。',
  } as const satisfies Material;
  const organisation = {
    ...person,
    name: '营业执照或者法人登记证书',
    issuer: '登记机关',
    standard: '由系统按统一社会信用代码核验，不用另交；核验不到的，窗口当面核对原件。',
    licences: ORGANISATION_LICENCES,
  } satisfies Material;
  return [
    {
      ...MATERIAL_DEFAULTS,
      name: '申请表',
      kind: '申请表',
      basis: FORM_BASIS,
      evidence: 'D',
      standard: '各栏填写完整，由申请人签名或者盖章。',
      blank: '网上填写后自动生成；窗口有空白表，不收费。',
    },
    ...(subjects.length === 2
      ? [
          {
            ...person,
            name: '申请人身份证明（居民身份证，或者营业执照、法人登记证书）',
            issuer: '公安机关或者登记机关',
            licences: ORGANISATION_LICENCES,
          },
        ]
      : subjects[0] === '个人'
        ? [person]
        : [organisation]),
    {
      ...MATERIAL_DEFAULTS,
      name: '授权委托书',
      need: '非必要',
      kind: '证明文件',
      basis: AGENT_BASIS,
      evidence: 'D',
      standard: '请别人代办时才要：写明委托事项和期限，由委托人签名或者盖章。',
      blank: '窗口有空白委托书，不收费。',
    },
  ];
}

const applicantOf = ({ subjects }: Pick<Item, 'subjects'>): Section =>
  subjects.length === 2 ? APPLICANT.both : APPLICANT[subjects[0] as '个人' | '法人'];

/** The applicant's section, then those of the item. */
export const formOf = (
  of: Pick<Item, 'subjects'>,
  sections: Readonly<Record<string, unknown>>,
): Item['form'] => ({
  type: 'object',
  properties: { applicant: applicantOf(of), ...sections },
  required: ['applicant', ...Object.keys(sections)],
  additionalProperties: false,
});

const MATTER: Section = {
  type: 'object',
  title: '申请内容',
  properties: {
    what: { type: 'string', title: '申请办理什么，理由是什么', minLength: 4, maxLength: 1000 },
    place: { $ref: '#/$defs/address', title: '在什么地点' },
  },
  required: ['what'],
};

/** Steps with their working days, whose sum is the promise. */
export function stepsOf(
  row: Pick<PermitRow, 'authority' | 'implementers'>,
  variant: Item['variant'],
): Step[] {
  const body = row.implementers.length === 1 ? (row.implementers[0] as string) : '所在地实施机关';
  const deciding = variant === 'town_first' ? row.authority : body;
  const receiving = variant === 'town_first' ? '镇政府或者街道办事处' : body;
  const step = (name: string, by: string, days: number | null, what: string): Step => ({
    name,
    body: by,
    days,
    what,
  });
  const accept = step(
    '受理',
    receiving,
    1,
    '核对材料。齐全的受理并给受理通知书；不齐全的5个工作日内一次告知要补什么。',
  );
  const deliver = step('送达', receiving, null, '作出决定后10个工作日内，按您选的方式送达。');
  const close = (days: number | null) =>
    step('办结', deciding, days, '制作决定书或者证件。不予许可的写明理由和救济途径。');
  switch (variant) {
    case 'report_up':
      return [
        accept,
        step('审核', body, 5, '审查申请和材料，提出初审意见。'),
        step('审批', body, 2, '本机关负责人审签初审意见。'),
        step('上报', body, 2, '初审意见和全部材料直接报上级机关，不用您再交一遍。'),
        step('办结', '上级机关', null, '上级机关作出决定，本机关登记并告诉您。'),
        deliver,
      ];
    case 'town_first':
      return [
        accept,
        step('镇街初审', receiving, 3, '镇街审查后，连同全部材料报主管部门，不用您再交一遍。'),
        step('审核', deciding, 3, '主管部门审查申请、材料和初审意见。'),
        step('审批', deciding, 2, '主管部门作出准予或者不予的决定。'),
        close(1),
        deliver,
      ];
    case 'joint':
      return [
        accept,
        step('会办', body, 7, '同时征求有关单位意见，由受理机关统一答复您。'),
        step('审核', body, 4, '汇总意见，审查申请和材料；需要到现场的，指派两名以上工作人员核查。'),
        step('审批', body, 2, '作出准予或者不予的决定。'),
        close(1),
        deliver,
      ];
    case 'direct':
      return [
        accept,
        step('审核', body, 5, '审查申请和材料；需要到现场的，指派两名以上工作人员核查。'),
        step('审批', body, 3, '作出准予或者不予的决定。'),
        close(1),
        deliver,
      ];
  }
}

const daysOf = (steps: readonly Step[]): number => steps.reduce((sum, s) => sum + (s.days ?? 0), 0);

/** The Licensing Act's own limit, where no law at hand says otherwise. */
export function statutoryOf(variant: Item['variant']): Item['statutory'] {
  if (variant === 'joint')
    return { days: 45, unit: 'working', basis: citation(cite('中华人民共和国行政许可法', '第四十二条/¶1')) };
  if (variant === 'direct')
    return { days: 20, unit: 'working', basis: citation(cite('中华人民共和国行政许可法', '第四十二条')) };
  return { days: 20, unit: 'working', basis: citation(cite('中华人民共和国行政许可法', '第四十三条')) };
}

/** Who hears the appeal (复议法 24, 27); the second value says whether it had to be assumed. */
function remediesOf({ implementers }: PermitRow): [Item['remedies'], boolean] {
  const [body = ''] = implementers;
  const tax = body.includes('税务');
  const branch = /^银川市|烟草|消防/.test(body);
  return [
    {
      reviewBody: tax
        ? '国家税务总局银川市税务局'
        : branch
          ? '银川市人民政府（也可以向西夏区人民政府）'
          : '银川市西夏区人民政府',
      reviewDays: 60,
      reviewBasis: citation(cite('中华人民共和国行政复议法', '第二十条')),
      court: '实施机关所在地的人民法院（跨行政区域管辖的从其规定）',
      suitMonths: 6,
      suitBasis: citation(cite('中华人民共和国行政诉讼法', '第四十六条')),
    },
    branch,
  ];
}

const FIRE_ARTICLE = citation(cite('森林防火条例', '第二十五条'));

/** What documents say differently about who decides; shown, never settled silently. */
function noticesOf({ no, doubt }: PermitRow): Item['notices'] {
  const fire: Record<number, Item['notices'][number]> = {
    44: {
      text: '谁批准，文件说法不一：清单写由审批服务管理局实施；《森林防火条例》规定林区野外用火由县级人民政府批准，《草原防火条例》规定草原上生产用火由县级草原防火主管部门批准。请向受理窗口申请，由受理机关按规定报批。',
      bases: [FIRE_ARTICLE, citation(cite('草原防火条例', '第十八条'))],
    },
    48: {
      text: '谁批准，文件说法不一：《森林防火条例》规定进入森林防火区进行爆破、实弹演习由自治区林业主管部门批准，禁火令写由区防火指挥部批准，清单写由自然资源局实施。本事项受理草原上的爆破、勘察和施工，以及林区的勘察和施工；林区爆破请先问自治区林业和草原主管部门。',
      bases: [
        FIRE_ARTICLE,
        citation(cite('草原防火条例', '第十九条/¶1')),
        citation(
          cite('银西政规发〔2023〕2号', '三/（六）'),
          '银川市西夏区人民政府关于发布森林草原防火禁火令的通知',
        ),
      ],
    },
    49: {
      text: '《森林防火条例》规定进入森林高火险区由县级以上人民政府批准，清单写由自然资源局实施。请向自然资源局申请，由其按规定报批。',
      bases: [citation(cite('森林防火条例', '第二十九条'))],
    },
  };
  const found = fire[no] ? [fire[no]] : [];
  return doubt ? [...found, { text: `清单上的字可能有误：${doubt}`, bases: [] }] : found;
}

/** The first review's own standard: what the list names as basis must be fulfilled. */
const conditionsOf = ({ basis, implementers }: PermitRow): string[] => [
  `申请的事情在西夏区，属于${implementers.length === 1 ? implementers[0] : '所在地实施机关'}的办理范围。`,
  `符合${basis.map(({ title }) => `《${title}》`).join('、')}规定的条件。`,
  '提交的材料真实、有效。',
];

/** Paths that no published source fills: the district's own defaults. */
const DEFAULTS = [
  'codes', 'subjects', 'caseKind', 'conditions.0', 'conditions.1', 'materials', 'form', 'steps', 'promisedDays',
  'visits', 'fee', 'result', 'quota', 'scope', 'onlineDepth', 'delivery', 'appointment', 'phones', 'place', 'hours',
  'faq', 'themes',
]; // biome-ignore format: a list read at a glance

/** A complete item out of a row of the list and its class. */
export function defaultItem(row: PermitRow, of: ItemClass): Item {
  const variant = variantOf(row);
  const level = row.implementers.every((body) => TOWN.test(body)) ? '5' : '4';
  const base = provisionalBase(row.no);
  const steps = stepsOf(row, variant);
  const [remedies, reviewAssumed] = remediesOf(row);
  const promisedDays = daysOf(steps);
  const licence = of.result.kind === '证照';
  return {
    codes: {
      base,
      implementations: row.implementers.map((body) => ({
        body,
        code: implementationCode(provisionalCredit(body), level, base),
      })),
      handlings: [{ suffix: '01', name: row.name }],
    },
    name: row.name,
    kind: '行政许可',
    no: row.no,
    authority: row.authority,
    implementers: [...row.implementers],
    choice: choiceOf(variant, row),
    variant,
    opinionBodies: variant === 'joint' ? [row.authority] : [],
    subjects: of.subjects,
    level,
    caseKind: '承诺件',
    bases: basesOf(row),
    about: of.about,
    keywords: of.keywords,
    conditions: conditionsOf(row),
    notices: noticesOf(row),
    materials: [
      ...commonMaterials(of),
      {
        ...MATERIAL_DEFAULTS,
        name: '证明符合条件的材料',
        need: '非必要',
        kind: '证明文件',
        basis: basesOf(row)[0] ?? null,
        standard: '手头有的先交；区内还没有逐项核定，缺什么由受理人员按依据一次告知，不会让您猜。',
      },
    ],
    form: formOf(of, { matter: MATTER }),
    steps,
    statutory: statutoryOf(variant),
    promisedDays,
    visits: 0,
    visitReason: null,
    fee: { charged: false, items: [], onlinePay: false },
    result: {
      ...of.result,
      sample: `载明：${licence ? '持证人、许可内容、编号、发证机关、发证日期和有效期' : '申请人、决定内容、依据、决定机关和日期'}。`,
      validity: licence ? '以证件载明的为准' : '以决定书载明的为准',
    },
    quota: null,
    scope: '仅本区',
    onlineDepth: '网上受理',
    delivery: licence ? ['window', 'mail', 'electronic'] : ['window', 'mail'],
    appointment: true,
    remedies,
    phones: { consult: '0951-0000000', complaint: '0951-12345' },
    place: level === '5' ? '所在地镇（街道）民生服务中心' : '西夏区政务服务大厅综合窗口',
    hours: '工作日 9:00—12:00，13:30—17:00',
    faq: [
      {
        q: '材料不齐怎么办？',
        a: '受理人员当场或者在5个工作日内，一次告诉您要补的全部内容；逾期不告诉您的，从收到申请之日起就算受理。',
      },
      {
        q: '不会上网怎么办？',
        a: '可以到窗口办，也可以请家里人代办。窗口有人帮您填表，办理标准和网上一样。',
      },
    ],
    themes: { person: of.person, organisation: of.organisation },
    assumed: [
      ...DEFAULTS,
      ...(variant === 'joint' ? ['opinionBodies'] : []),
      ...(reviewAssumed ? ['remedies.reviewBody'] : []),
    ],
  };
}

/** A deep item: fields that replace those of the default, with the paths among them that are still assumed. */
export type DeepItem = Partial<Omit<Item, 'materials' | 'form'>> & {
  readonly no: number;
  /** Behind the common ones; what is not said is the plainest. */
  readonly materials?: readonly (Partial<Material> & { readonly name: string })[];
  /** Sections behind the applicant's. */
  readonly sections?: Readonly<Record<string, unknown>>;
};

/** The default item with what a deep item says in its place; what it says is no default, unless it says so. */
export function deepenItem(item: Item, deep: DeepItem): Item {
  const { materials, sections, assumed = [], ...fields } = deep;
  const merged: Item = { ...item, ...fields };
  const variant = merged.variant;
  if (variant !== item.variant && !fields.steps) merged.steps = stepsOf(merged, variant);
  if (variant !== item.variant && !fields.statutory) merged.statutory = statutoryOf(variant);
  if (!fields.promisedDays && (fields.steps || variant !== item.variant))
    merged.promisedDays = daysOf(merged.steps);
  const said = new Set([
    ...Object.keys(fields),
    ...(materials ? ['materials'] : []),
    ...(sections ? ['form'] : []),
  ]);
  return {
    ...merged,
    ...(materials && {
      materials: [...commonMaterials(merged), ...materials.map((m) => ({ ...MATERIAL_DEFAULTS, ...m }))],
    }),
    ...(sections && { form: formOf(merged, sections) }),
    assumed: [
      ...new Set([...item.assumed.filter((path) => !said.has(path.split('.')[0] as string)), ...assumed]),
    ],
  };
}
