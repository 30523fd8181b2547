/** Every rule by an item that breaks it and one that just does not. The item is made up. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MATERIAL_DEFAULTS } from './default-item.ts';
import { peachItem } from './fixture.ts';
import type { Citation, Item, Material } from './item.ts';
import { LINT_RULES, type LintRule, lintItem } from './lint-item.ts';

const LAW: Citation = { title: '丙区桃树条例', number: null, place: '第三条' };
const base = peachItem();
const withMaterial = (over: Partial<Material>): Partial<Item> => ({
  materials: [...base.materials, { ...MATERIAL_DEFAULTS, name: '篮子照片', basis: LAW, ...over }],
});
const without = (path: string): string[] => base.assumed.filter((a) => a !== path);
const steps = (change: (steps: Item['steps']) => Item['steps']): Partial<Item> => ({
  steps: change(base.steps),
});
const fee = (over: Partial<Item['fee']>): Partial<Item> => ({ fee: { ...base.fee, ...over } });
const FEE = { name: '工本费', standard: '每证5元', basis: LAW };
const form = (field: object): Item['form'] => ({
  ...base.form,
  properties: {
    ...(base.form.properties as object),
    a: { type: 'object', title: '甲', properties: { b: field } },
  },
});

/** Rule → [what breaks it, what is close to it and does not]. */
const CASES: Record<LintRule, [Partial<Item>, Partial<Item>]> = {
  'instant.kind': [
    { caseKind: '即办件' },
    { caseKind: '即办件', promisedDays: 1, steps: base.steps.map((s) => ({ ...s, days: null })) },
  ],
  'instant.days': [
    { promisedDays: 1, steps: base.steps.map((s) => ({ ...s, days: null })) },
    { promisedDays: 2, steps: base.steps.map((s) => ({ ...s, days: null })) },
  ],
  'visits.reason': [{ visits: 1 }, { visits: 1, visitReason: '当面核对原件' }],
  'visits.none': [{ delivery: ['window'] }, { delivery: ['window', 'mail'] }],
  'online.visits': [
    { onlineDepth: '全程网办', visits: 1, visitReason: '核对原件' },
    { onlineDepth: '全程网办' },
  ],
  'fee.basis': [
    fee({ charged: true, items: [{ ...FEE, basis: null }] }),
    fee({ charged: true, items: [FEE] }),
  ],
  'fee.pay': [
    { onlineDepth: '全程网办', ...fee({ charged: true, items: [FEE] }) },
    { onlineDepth: '全程网办', ...fee({ charged: true, items: [FEE], onlinePay: true }) },
  ],
  'fee.none': [fee({ onlinePay: true }), fee({ charged: true, items: [FEE], onlinePay: true })],
  'phones.same': [
    { phones: { consult: '0951-12345', complaint: '0951-12345' } },
    { phones: { consult: '0951-12346', complaint: '0951-12345' } },
  ],
  'phones.area': [
    { phones: { consult: '2078503', complaint: '0951-12345' } },
    { phones: { consult: '0951-2078503', complaint: '0951-12345' } },
  ],
  'phones.placeholder': [{ assumed: without('phones') }, {}],
  'themes.subject': [
    { themes: { person: ['农林牧渔'], organisation: ['农林牧渔'] } },
    { subjects: ['个人', '法人'], themes: { person: ['农林牧渔'], organisation: ['农林牧渔'] } },
  ],
  'steps.five': [
    steps((s) => s.filter((x) => x.name !== '办结')),
    steps((s) => s.map((x) => ({ ...x, name: `${x.name}环节` }))),
  ],
  'steps.days': [{ promisedDays: 9 }, { promisedDays: 10 }],
  'faq.one': [{ faq: [] }, { faq: base.faq.slice(0, 1) }],
  'result.sample': [
    { result: { ...base.result, sample: null } },
    { result: { ...base.result, sample: '载明姓名' } },
  ],
  'promise.statutory': [{ promisedDays: 21 }, { promisedDays: 20 }],
  'material.basis': [withMaterial({ basis: null }), withMaterial({})],
  'material.intermediary': [
    {
      ...withMaterial({ source: '中介服务或者法定机构', basis: { ...LAW, place: null } }),
      assumed: without('materials'),
    },
    { ...withMaterial({ source: '中介服务或者法定机构' }), assumed: without('materials') },
  ],
  'material.issuer': [
    withMaterial({ source: '政府部门核发' }),
    withMaterial({ source: '政府部门核发', issuer: '丙区林业局' }),
  ],
  'material.shared': [
    withMaterial({ source: '数据共享', issuer: '丙区林业局', form: '复印件' }),
    withMaterial({ source: '数据共享', issuer: '丙区林业局', form: '电子' }),
  ],
  'material.licences': [
    withMaterial({ kind: '证件证书', licences: ['营业执照'] }),
    withMaterial({
      kind: '证件证书',
      source: '数据共享',
      issuer: '登记机关',
      form: '电子',
      licences: ['营业执照'],
    }),
  ],
  'material.twice': [withMaterial({ name: ' 申请表' }), withMaterial({ name: '申请表副本' })],
  'material.when': [
    withMaterial({ when: { field: 'matter.colour', in: ['红'], says: '红的' } }),
    withMaterial({ when: { field: 'matter.what', in: ['红'], says: '红的' } }),
  ],
  'joint.bodies': [{ variant: 'joint' }, { variant: 'joint', opinionBodies: ['丙区林业局'] }],
  'implementers.codes': [{ implementers: ['丙区审批局', '丁区审批局'], choice: 'by_place' }, {}],
  'implementers.choice': [{ choice: 'by_place' }, { choice: 'only' }],
  'steps.town': [
    { variant: 'town_first' },
    {
      variant: 'town_first',
      steps: [...base.steps, { name: '镇街初审', body: '镇', what: '审', days: null }],
    },
  ],
  'steps.report': [
    { variant: 'report_up' },
    { variant: 'report_up', steps: [...base.steps, { name: '上报', body: '局', what: '报', days: null }] },
  ],
  form: [{ form: form({ type: 'array', title: '乙' }) }, { form: form({ type: 'boolean', title: '乙' }) }],
  'offline.kept': [{ delivery: ['mail'] }, { delivery: ['window', 'mail'] }],
  'reader.plain': [{ keywords: [] }, { keywords: ['桃'] }],
  'assumed.exists': [
    { assumed: [...base.assumed, 'materials.9'] },
    { assumed: [...base.assumed, 'materials.3'] },
  ],
};

test('the made-up item breaks no rule', () => {
  assert.deepEqual(lintItem(base), []);
});

for (const rule of LINT_RULES) {
  test(`rule ${rule}: what breaks it is found, what just does not is left alone`, () => {
    const [hit, miss] = CASES[rule];
    const found = lintItem(peachItem(hit)).filter((f) => f.rule === rule);
    assert.ok(found.length > 0, 'found');
    for (const { message } of found) assert.match(message, /[。？！]$/, 'says what to do, in a sentence');
    assert.deepEqual(
      lintItem(peachItem(miss)).filter((f) => f.rule === rule),
      [],
    );
  });
}
