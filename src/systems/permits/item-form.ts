/**
 * An item as the fields of an editor's form, and back. Every field of an item has a place here; rows may be left
 * empty at the end. Pure; a test turns all items into fields and back.
 */
import { ok, type Result, refuse } from '#base/result.ts';
import {
  CASE_KINDS,
  CHOICE_WORDS,
  CHOICES,
  type Citation,
  DELIVERY_WAYS,
  DELIVERY_WORDS,
  EVIDENCE,
  FORMS,
  formatCitation,
  Item,
  MATERIAL_KINDS,
  NEEDS,
  ONLINE_DEPTHS,
  ORGANISATION_THEMES,
  PERSON_THEMES,
  RESULT_KINDS,
  SCOPES,
  SOURCES,
  SUBJECTS,
  VARIANT_WORDS,
} from './item.ts';
import { VARIANTS } from './permit-procedure.ts';

export type FieldKind =
  | 'text'
  | 'area'
  | 'number'
  | 'select'
  | 'yes'
  | 'checks'
  | 'lines'
  | 'citation'
  | 'citations'
  | 'json'
  | 'codes'
  | 'when';

export type FieldSpec = {
  readonly path: string;
  readonly label: string;
  readonly kind: FieldKind;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly hint?: string;
  readonly optional?: boolean;
  /** Left out of the item when nothing is filled in. */
  readonly absent?: boolean;
};
export type RowSpec = {
  readonly path: string;
  readonly label: string;
  readonly fields: readonly FieldSpec[];
};
export type FieldGroup = {
  readonly id: string;
  readonly legend: string;
  readonly fields?: readonly FieldSpec[];
  readonly rows?: RowSpec;
};

/** What a form sends: text, or several values of checkboxes. */
export type FormFields = Readonly<Record<string, string | readonly string[]>>;

const options = (values: readonly string[], words: Readonly<Record<string, string>> = {}) =>
  values.map((value) => ({ value, label: words[value] ?? value }));
const spec = (kind: FieldKind, path: string, label: string, more: Partial<FieldSpec> = {}): FieldSpec => ({
  path,
  label,
  kind,
  ...more,
});
const CITE_HINT = '写作《名称》（文号）第几条，文号和条款没有就不写';
const optional = { optional: true };

/** The editor's form, in the order of the guide. */
export const FIELD_GROUPS: readonly FieldGroup[] = [
  {
    id: 'basic',
    legend: '基本信息',
    fields: [
      spec('text', 'name', '事项名称'),
      spec('area', 'about', '一句话说明', { hint: '群众看得懂的话：什么人、做什么事，先办这个' }),
      spec('lines', 'keywords', '常用说法', { hint: '一行一个，例如：开饭店' }),
      spec('checks', 'subjects', '服务对象', { options: options(SUBJECTS) }),
      spec('checks', 'themes.person', '面向个人的主题', { options: options(PERSON_THEMES), ...optional }),
      spec('checks', 'themes.organisation', '面向法人的主题', {
        options: options(ORGANISATION_THEMES),
        ...optional,
      }),
      spec('select', 'caseKind', '办件类型', { options: options(CASE_KINDS) }),
      spec('text', 'quota', '数量限制', optional),
    ],
  },
  {
    id: 'bodies',
    legend: '机关和程序',
    fields: [
      spec('number', 'no', '清单序号'),
      spec('text', 'authority', '主管部门'),
      spec('lines', 'implementers', '实施机关', { hint: '一行一个' }),
      spec('select', 'choice', '由谁实施', { options: options(CHOICES, CHOICE_WORDS) }),
      spec('select', 'variant', '办理程序', { options: options(VARIANTS, VARIANT_WORDS) }),
      spec('lines', 'opinionBodies', '会办单位', { hint: '一行一个；只有联合办理才填', ...optional }),
      spec('select', 'level', '行使层级', { options: options(['4', '5'], { 4: '区', 5: '镇街' }) }),
      spec('citations', 'bases', '设定和实施依据', { hint: `一行一个；${CITE_HINT}` }),
    ],
  },
  {
    id: 'codes',
    legend: '编码',
    fields: [
      spec('text', 'codes.base', '基本编码', { hint: '不能改' }),
      spec('codes', 'codes.implementations', '实施编码', { hint: '一行一个：31位编码，空格，实施机关' }),
    ],
    rows: {
      path: 'codes.handlings',
      label: '办理项',
      fields: [spec('text', 'name', '名称'), spec('text', 'suffix', '2位编码')],
    },
  },
  {
    id: 'conditions',
    legend: '受理条件',
    fields: [spec('lines', 'conditions', '受理条件', { hint: '一行一条' })],
  },
  {
    id: 'notices',
    legend: '提示',
    rows: {
      path: 'notices',
      label: '提示',
      fields: [
        spec('area', 'text', '内容'),
        spec('citations', 'bases', '依据', { hint: CITE_HINT, ...optional }),
      ],
    },
  },
  {
    id: 'materials',
    legend: '材料',
    rows: {
      path: 'materials',
      label: '材料',
      fields: [
        spec('text', 'name', '名称'),
        spec('select', 'need', '是否必要', { options: options(NEEDS) }),
        spec('select', 'form', '形式', { options: options(FORMS) }),
        spec('select', 'kind', '类型', { options: options(MATERIAL_KINDS) }),
        spec('select', 'source', '来源渠道', { options: options(SOURCES) }),
        spec('text', 'issuer', '核发机关', optional),
        spec('number', 'copies', '份数'),
        spec('select', 'evidence', '证据等级', { options: options(EVIDENCE) }),
        spec('citation', 'basis', '依据', { hint: '没有依据的材料不得索要' }),
        spec('area', 'standard', '受理标准'),
        spec('lines', 'licences', '可用的电子证照', {
          hint: '一行一个证照名称；持有的，系统核验，不用再交',
          absent: true,
          ...optional,
        }),
        spec('text', 'blank', '空白表', optional),
        spec('text', 'sample', '样子', optional),
        spec('when', 'when', '什么情形才要', {
          hint: '写作 表单字段=值1,值2 情形；是否类的值写 true 或 false；总是要的不写',
          ...optional,
        }),
      ],
    },
  },
  {
    id: 'form',
    legend: '申请表单',
    fields: [
      spec('json', 'form', '表单', { hint: 'JSON Schema 2020-12：各部分是 object，字段有中文 title' }),
    ],
  },
  {
    id: 'limits',
    legend: '时限和次数',
    fields: [
      spec('number', 'statutory.days', '法定时限'),
      spec('select', 'statutory.unit', '法定时限的单位', {
        options: options(['working', 'calendar'], { working: '个工作日', calendar: '日' }),
      }),
      spec('citation', 'statutory.basis', '法定时限的依据', { hint: CITE_HINT }),
      spec('number', 'promisedDays', '承诺时限（工作日）'),
      spec('number', 'visits', '到现场次数'),
      spec('text', 'visitReason', '必须到现场的原因', optional),
    ],
  },
  {
    id: 'steps',
    legend: '办理流程',
    rows: {
      path: 'steps',
      label: '环节',
      fields: [
        spec('text', 'name', '环节'),
        spec('text', 'body', '承办机关'),
        spec('number', 'days', '工作日', optional),
        spec('area', 'what', '做什么'),
      ],
    },
  },
  {
    id: 'fee',
    legend: '收费',
    fields: [spec('yes', 'fee.charged', '收费'), spec('yes', 'fee.onlinePay', '可以网上支付')],
    rows: {
      path: 'fee.items',
      label: '收费项目',
      fields: [
        spec('text', 'name', '名称'),
        spec('text', 'standard', '标准'),
        spec('citation', 'basis', '依据', { hint: CITE_HINT }),
      ],
    },
  },
  {
    id: 'result',
    legend: '结果和送达',
    fields: [
      spec('select', 'result.kind', '结果类型', { options: options(RESULT_KINDS) }),
      spec('text', 'result.name', '结果名称'),
      spec('area', 'result.sample', '结果样本（上面写什么）', optional),
      spec('text', 'result.validity', '有效期'),
      spec('checks', 'delivery', '送达方式', { options: options(DELIVERY_WAYS, DELIVERY_WORDS) }),
    ],
  },
  {
    id: 'place',
    legend: '在哪里办，问谁',
    fields: [
      spec('text', 'place', '办理地点'),
      spec('text', 'hours', '办理时间'),
      spec('select', 'onlineDepth', '网办深度', { options: options(ONLINE_DEPTHS) }),
      spec('select', 'scope', '通办范围', { options: options(SCOPES) }),
      spec('yes', 'appointment', '可以预约'),
      spec('text', 'phones.consult', '咨询电话', { hint: '带区号' }),
      spec('text', 'phones.complaint', '投诉电话', { hint: '带区号，不能与咨询电话相同' }),
    ],
  },
  {
    id: 'remedies',
    legend: '救济途径',
    fields: [
      spec('text', 'remedies.reviewBody', '行政复议机关'),
      spec('number', 'remedies.reviewDays', '复议期限（日）'),
      spec('citation', 'remedies.reviewBasis', '复议依据', { hint: CITE_HINT }),
      spec('text', 'remedies.court', '受诉法院'),
      spec('number', 'remedies.suitMonths', '起诉期限（月）'),
      spec('citation', 'remedies.suitBasis', '诉讼依据', { hint: CITE_HINT }),
    ],
  },
  {
    id: 'faq',
    legend: '常见问题',
    rows: {
      path: 'faq',
      label: '问题',
      fields: [spec('text', 'q', '问题'), spec('area', 'a', '回答')],
    },
  },
];

/** `《名称》（文号）第几条`; undefined when it has another form. */
export function parseCitation(text: string): Citation | undefined {
  const found = /^《(.+?)》(?:（([^）]+)）)?\s*(\S.*)?$/u.exec(text.trim());
  return found?.[1]
    ? { title: found[1], number: found[2] ?? null, place: found[3]?.trim() ?? null }
    : undefined;
}

const linesOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);

type When = Item['materials'][number]['when'];

const CODECS: Record<FieldKind, { encode: (v: never) => string | string[]; decode: (v: string) => unknown }> =
  {
    text: { encode: (v: string | null) => v ?? '', decode: (v) => v.trim() },
    area: { encode: (v: string | null) => v ?? '', decode: (v) => v.trim() },
    select: { encode: (v: string) => v, decode: (v) => v },
    number: {
      encode: (v: number | null) => (v === null ? '' : String(v)),
      decode: (v) => (v.trim() === '' ? null : Number(v)),
    },
    yes: { encode: (v: boolean) => (v ? 'yes' : ''), decode: (v) => v === 'yes' },
    checks: { encode: (v: string[]) => [...v], decode: () => [] },
    lines: { encode: (v: string[] | undefined) => (v ?? []).join('\n'), decode: linesOf },
    citation: {
      encode: (v: Citation | null) => (v ? formatCitation(v) : ''),
      // What cannot be read is left for the schema to refuse.
      decode: (v) => (v.trim() === '' ? null : (parseCitation(v) ?? v)),
    },
    citations: {
      encode: (v: Citation[]) => v.map(formatCitation).join('\n'),
      decode: (v) => linesOf(v).map((line) => parseCitation(line) ?? line),
    },
    json: {
      encode: (v: unknown) => JSON.stringify(v, null, 2),
      decode: (v) => {
        try {
          return JSON.parse(v) as unknown;
        } catch {
          return null;
        }
      },
    },
    codes: {
      encode: (v: Item['codes']['implementations']) =>
        v.map(({ code, body }) => `${code} ${body}`).join('\n'),
      decode: (v) =>
        linesOf(v).map((line) => {
          const [, code = '', body = ''] = /^(\S+)\s*(.*)$/u.exec(line) ?? [];
          return { body, code };
        }),
    },
    when: {
      encode: (v: When) => (v ? `${v.field}=${v.in.join(',')} ${v.says}` : ''),
      decode: (v) => {
        if (v.trim() === '') return null;
        const [, field = '', values = '', says = ''] = /^([\w.]+)\s*=\s*(\S+)\s*(.*)$/u.exec(v.trim()) ?? [];
        return {
          field,
          in: values.split(',').map((one) => (one === 'true' ? true : one === 'false' ? false : one)),
          says,
        };
      },
    },
  };

const valueAt = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], value);

function setAt(target: Record<string, unknown>, path: string, value: unknown): void {
  const keys = path.split('.');
  const last = keys.pop() as string;
  let at = target;
  for (const key of keys) {
    at[key] ??= {};
    at = at[key] as Record<string, unknown>;
  }
  at[last] = value;
}

const encode = (kind: FieldKind, value: unknown): string | string[] => CODECS[kind].encode(value as never);

/** An item as what its form holds. */
export function toFields(item: Item): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = { assumed: [...item.assumed] };
  for (const { fields: specs = [], rows } of FIELD_GROUPS) {
    for (const { path, kind } of specs) fields[path] = encode(kind, valueAt(item, path));
    if (!rows) continue;
    for (const [at, row] of (valueAt(item, rows.path) as unknown[]).entries())
      for (const { path, kind } of rows.fields)
        fields[`${rows.path}.${at}.${path}`] = encode(kind, valueAt(row, path));
  }
  return fields;
}

const text = (fields: FormFields, name: string): string => {
  const value = fields[name];
  return typeof value === 'string' ? value : (value?.[0] ?? '');
};
const values = (fields: FormFields, name: string): string[] => [fields[name] ?? []].flat() as string[];

/** How many rows the fields hold, empty ones included. */
export function rowCount(fields: FormFields, path: string): number {
  const numbers = Object.keys(fields).flatMap((name) => {
    const found = name.startsWith(`${path}.`) && /^(\d{1,3})\./.exec(name.slice(path.length + 1));
    return found ? [Number(found[1])] : [];
  });
  return numbers.length === 0 ? 0 : Math.min(Math.max(...numbers) + 1, 200);
}

/** The fields without rows that are empty or marked for removal, numbered anew. */
export function compactFields(fields: FormFields): Record<string, string | readonly string[]> {
  const kept: Record<string, string | readonly string[]> = {};
  const rows = FIELD_GROUPS.flatMap((g) => g.rows ?? []);
  for (const [name, value] of Object.entries(fields))
    if (!rows.some((r) => name.startsWith(`${r.path}.`))) kept[name] = value;
  for (const { path, fields: specs } of rows) {
    let next = 0;
    for (let at = 0; at < rowCount(fields, path); at++) {
      const named = text(fields, `${path}.${at}.${specs[0]?.path}`).trim() !== '';
      if (!named || text(fields, `${path}.${at}.remove`) === 'yes') continue;
      for (const { path: name } of specs)
        kept[`${path}.${next}.${name}`] = fields[`${path}.${at}.${name}`] ?? '';
      next++;
    }
  }
  return kept;
}

export type FormProblem = { readonly field: string; readonly message: string };

/** The item that compacted fields say, or what is wrong with them by field. */
export function fromFields(
  fields: FormFields,
): Result<Item, 'permits.form_fields'> & { problems?: FormProblem[] } {
  const raw: Record<string, unknown> = { kind: '行政许可', assumed: values(fields, 'assumed') };
  const read = (
    { path, kind, optional, absent }: FieldSpec,
    name: string,
    into: Record<string, unknown>,
  ): void => {
    if (absent && text(fields, name).trim() === '') return;
    const value = kind === 'checks' ? values(fields, name) : CODECS[kind].decode(text(fields, name));
    setAt(into, path, value === '' && optional ? null : value);
  };
  for (const { fields: specs = [], rows } of FIELD_GROUPS) {
    for (const s of specs) read(s, s.path, raw);
    if (!rows) continue;
    const list = Array.from({ length: rowCount(fields, rows.path) }, (_, at) => {
      const row: Record<string, unknown> = {};
      for (const s of rows.fields) read(s, `${rows.path}.${at}.${s.path}`, row);
      return row;
    });
    setAt(raw, rows.path, list);
  }
  const parsed = Item.safeParse(raw);
  if (parsed.success) {
    // A mark on a row that is no longer there goes with it.
    const assumed = parsed.data.assumed.filter((path) => valueAt(parsed.data, path) !== undefined);
    return ok({ ...parsed.data, assumed });
  }
  const problems = new Map<string, FormProblem>();
  for (const { path, message } of parsed.error.issues) {
    const field = fieldOfPath(path.map(String));
    if (!problems.has(field)) problems.set(field, { field, message: sentence(field, message) });
  }
  return {
    ...refuse('permits.form_fields', '有几处填写有误，没有保存。请改正后再保存。'),
    problems: [...problems.values()],
  };
}

const ALL_SPECS = FIELD_GROUPS.flatMap(({ fields = [], rows }) => [
  ...fields,
  ...(rows ? rows.fields.map((s) => ({ ...s, path: `${rows.path}.#.${s.path}` })) : []),
]);
const specOf = (field: string): FieldSpec | undefined =>
  ALL_SPECS.find((s) => s.path === field.replace(/\.\d+\./, '.#.'));

/** The form's field that holds a path of the item: the longest of its beginnings that is one. */
function fieldOfPath(path: readonly string[]): string {
  for (let length = path.length; length > 0; length--) {
    const name = path.slice(0, length).join('.');
    if (specOf(name)) return name;
  }
  return path.join('.');
}

/** The schema's own words where they are Chinese, else what the field asks for. */
function sentence(field: string, message: string): string {
  const found = specOf(field);
  if (/[\u4e00-\u9fff]/.test(message)) return `${message}。`;
  if (found?.kind === 'citation' || found?.kind === 'citations')
    return `${found.label}的写法不对：${CITE_HINT}。`;
  if (found?.kind === 'json') return '表单不是有效的 JSON。请检查引号、逗号和括号。';
  return `${found?.label ?? field}填写有误，请核对。`;
}
