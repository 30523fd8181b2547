/**
 * The form of an item: JSON Schema 2020-12 whose properties are sections with fields. Fields reuse a few shared
 * definitions, so that what several items ask is asked once. Checked by Ajv on the server.
 */
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { ok, type Result, refuse } from '#base/result.ts';
import { isCreditCode, isIdentityNumber } from './numbers.ts';

export type FormSchema = Readonly<Record<string, unknown>>;
type Field = {
  readonly title: string;
  readonly type?: string;
  readonly $ref?: string;
  readonly enum?: readonly string[];
};
export type Section = {
  readonly type: 'object';
  readonly title: string;
  readonly properties: Readonly<Record<string, Field & Readonly<Record<string, unknown>>>>;
  readonly required?: readonly string[];
};

/** What several forms ask. Titles are overridden where a field says its own. */
export const SHARED_FIELDS = {
  name: { type: 'string', title: '姓名', minLength: 2, maxLength: 60 },
  organisationName: { type: 'string', title: '名称', minLength: 2, maxLength: 120 },
  identityNumber: { type: 'string', title: '居民身份证号码', format: 'identity-number' },
  creditCode: { type: 'string', title: '统一社会信用代码', format: 'credit-code' },
  /** Of a person or of an organisation. */
  partyNumber: { type: 'string', title: '身份证号码或者统一社会信用代码', format: 'party-number' },
  mobile: { type: 'string', title: '手机号码', format: 'mobile' },
  address: { type: 'string', title: '地址', minLength: 4, maxLength: 200 },
  date: { type: 'string', title: '日期', format: 'iso-date' },
} as const;

/** Sections under which every form asks for the same people. */
export const APPLICANT = {
  个人: {
    type: 'object',
    title: '申请人',
    properties: {
      name: { $ref: '#/$defs/name', title: '姓名' },
      number: { $ref: '#/$defs/identityNumber', title: '居民身份证号码' },
      mobile: { $ref: '#/$defs/mobile', title: '手机号码' },
      address: { $ref: '#/$defs/address', title: '住址' },
    },
    required: ['name', 'number', 'mobile'],
  },
  法人: {
    type: 'object',
    title: '申请单位',
    properties: {
      name: { $ref: '#/$defs/organisationName', title: '单位名称' },
      number: { $ref: '#/$defs/creditCode', title: '统一社会信用代码' },
      representative: { $ref: '#/$defs/name', title: '法定代表人或者负责人' },
      mobile: { $ref: '#/$defs/mobile', title: '联系人手机号码' },
      address: { $ref: '#/$defs/address', title: '住所' },
    },
    required: ['name', 'number', 'representative', 'mobile', 'address'],
  },
  both: {
    type: 'object',
    title: '申请人',
    properties: {
      name: { $ref: '#/$defs/organisationName', title: '姓名或者单位名称' },
      number: { $ref: '#/$defs/partyNumber', title: '身份证号码或者统一社会信用代码' },
      representative: { $ref: '#/$defs/name', title: '法定代表人或者负责人（单位填写）' },
      mobile: { $ref: '#/$defs/mobile', title: '手机号码' },
      address: { $ref: '#/$defs/address', title: '住址或者住所' },
    },
    required: ['name', 'number', 'mobile', 'address'],
  },
} as const satisfies Record<string, Section>;

/** The form as one schema that stands on its own. */
export const bundleForm = (form: FormSchema): FormSchema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  ...form,
  $defs: SHARED_FIELDS,
});

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
ajv.addFormat('identity-number', isIdentityNumber);
ajv.addFormat('credit-code', isCreditCode);
ajv.addFormat('party-number', (v) => isIdentityNumber(v) || isCreditCode(v));
ajv.addFormat('mobile', /^1[3-9]\d{9}$/);
ajv.addFormat('iso-date', (v) => {
  const day = new Date(`${v}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(v) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(v);
});

type Check = ReturnType<typeof ajv.compile>;
const checks = new WeakMap<FormSchema, Check>();
const compiled = new Map<string, Check>();

function compile(form: FormSchema): Check {
  const check = checks.get(form) ?? compileText(form);
  checks.set(form, check);
  return check;
}

/** Equal forms share a check: an item is read anew now and then. */
function compileText(form: FormSchema): Check {
  const key = JSON.stringify(form);
  const known = compiled.get(key);
  if (known) return known;
  const made = ajv.compile(bundleForm(form));
  // Editors try many drafts; the published forms are a few hundred.
  if (compiled.size > 1000) compiled.clear();
  compiled.set(key, made);
  return made;
}

export const sectionsOf = (form: FormSchema): [string, Section][] =>
  Object.entries((form.properties ?? {}) as Record<string, Section>);

/** A field with what its shared definition says, for drawing it. */
export function fieldOf(field: Section['properties'][string]): Record<string, unknown> & { title: string } {
  const name = /^#\/\$defs\/(\w+)$/.exec(String(field.$ref ?? ''))?.[1];
  const { $ref: _, ...own } = field;
  return { ...(name ? SHARED_FIELDS[name as keyof typeof SHARED_FIELDS] : {}), ...own };
}

/** Whether a form can be drawn and checked: sections of titled fields, valid as JSON Schema. */
export function checkForm(form: FormSchema): Result<void, 'permits.form'> {
  const bad = (message: string) => refuse('permits.form', `表单${message}`);
  if (form.type !== 'object' || typeof form.properties !== 'object')
    return bad('最外层须是 object，并在 properties 里写各部分。');
  const sections = sectionsOf(form);
  if (sections.length === 0) return bad('至少要有一个部分。');
  for (const [name, section] of sections) {
    if (section?.type !== 'object' || !section.title || typeof section.properties !== 'object')
      return bad(`的“${name}”部分须是 object，并写明 title 和 properties。`);
    for (const [key, field] of Object.entries(section.properties)) {
      if (!/[\u4e00-\u9fff]/.test(String(field?.title ?? '')))
        return bad(`的“${section.title}”部分的字段 ${key} 须有中文 title。`);
      if (
        field.$ref === undefined &&
        !['string', 'integer', 'number', 'boolean'].includes(String(field.type))
      )
        return bad(`的字段“${field.title}”的 type 只能是 string、integer、number 或者 boolean。`);
    }
    for (const key of section.required ?? [])
      if (!section.properties[key]) return bad(`的“${section.title}”部分要求填写 ${key}，但没有这个字段。`);
  }
  try {
    compile(form);
    return ok(undefined);
  } catch (error) {
    return bad(`不是有效的 JSON Schema：${(error as Error).message.slice(0, 200)}`);
  }
}

/** `field` is `section.name`. */
export type FormError = { readonly field: string; readonly message: string };

const SAYS: Record<string, string> = {
  'identity-number': '须是18位居民身份证号码，且校验位正确。请对照证件逐位核对。',
  'credit-code': '须是18位统一社会信用代码，且校验位正确。请对照营业执照核对。',
  'party-number': '须是正确的居民身份证号码，或者统一社会信用代码。请对照证件核对。',
  mobile: '须是11位手机号码。',
  'iso-date': '须是日期，例如 2024-05-06。',
};

function say({ keyword, params }: ErrorObject, title: string): string {
  if (keyword === 'required') return `请填写${title}。`;
  if (keyword === 'format') return `${title}${SAYS[String(params.format)] ?? '格式不对。'}`;
  if (keyword === 'minLength') return `${title}太短，至少${params.limit}个字。`;
  if (keyword === 'maxLength') return `${title}太长，至多${params.limit}个字。`;
  if (keyword === 'enum' || keyword === 'const') return `请从所列各项中选择${title}。`;
  if (keyword === 'minimum' || keyword === 'exclusiveMinimum') return `${title}不能小于${params.limit}。`;
  if (keyword === 'maximum' || keyword === 'exclusiveMaximum') return `${title}不能大于${params.limit}。`;
  if (keyword === 'type')
    return params.type === 'integer'
      ? `${title}请填整数，例如 3。`
      : params.type === 'number'
        ? `${title}请填数字，例如 3 或者 2.5，不写单位。`
        : `请重新填写${title}。`;
  if (keyword === 'additionalProperties' || keyword === 'unevaluatedProperties')
    return `表单没有“${params.additionalProperty ?? params.unevaluatedProperty}”这一栏。`;
  return `${title}填写有误。`;
}

/** What is wrong with answers, in Chinese; empty: nothing. */
export function checkAnswers(form: FormSchema, answers: unknown): FormError[] {
  const validate = compile(form);
  if (validate(answers)) return [];
  const sections = new Map(sectionsOf(form));
  const found = new Map<string, FormError>();
  for (const error of validate.errors ?? []) {
    const path = error.instancePath.split('/').slice(1);
    if (error.keyword === 'required') path.push(String(error.params.missingProperty));
    const [section = '', name] = path;
    const title = name ? sections.get(section)?.properties[name]?.title : sections.get(section)?.title;
    const field = path.join('.');
    if (!found.has(field)) found.set(field, { field, message: say(error, title ?? '此项') });
  }
  return [...found.values()];
}
