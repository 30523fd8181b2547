import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkAnswers, sectionsOf } from './form.ts';
import { isAsked, materialsFor } from './materials-for.ts';
import { readItemFacts } from './read-item-facts.ts';
import { readThemes, themeOf } from './theme.ts';
import { answersForItem, materialNeeds, themeForm, themeMaterials } from './theme-form.ts';

const items = new Map(readItemFacts().map((item) => [item.codes.base, item]));
const [restaurant] = readThemes();
assert.ok(restaurant);
const [TRADER, FOOD, FIRE, SIGN] = ['640100148000', '640100147000', '640100157000', '640100051000'] as const;

const ANSWERS = {
  [`${TRADER}-applicant`]: {
    name: '示例人甲',
    number: '11010519491231002X',
    mobile: '13900000009',
    address: '虚构的住址一号',
  },
  [`${TRADER}-trade`]: {
    tradeName: '虚构小馆',
    form: '个人经营',
    scope: '餐饮服务',
    address: '虚构路一号',
    staff: 4,
    preLicensed: false,
  },
  [`${FOOD}-business`]: { project: '热食类制售', area: 80, network: false, vending: false },
  [`${FOOD}-safety`]: { name: '示例人乙', mobile: '13900000009', fullTime: true },
  [`${FIRE}-premises`]: { floor: '一层', exits: 2, promise: false },
};

test('one form answers every item: each gets what its own form accepts, from questions asked once', () => {
  const theme = themeOf(restaurant, [FIRE]);
  const asked = themeForm(theme, items);
  const drawn = sectionsOf(asked.form).flatMap(([s, { properties }]) =>
    Object.keys(properties).map((k) => `${s}.${k}`),
  );
  assert.ok(!drawn.some((f) => f.includes(SIGN)), 'the sign was not chosen');
  assert.equal(drawn.filter((f) => f.endsWith('.number')).length, 1);
  assert.equal(drawn.filter((f) => f.endsWith('.address')).length, 2, 'home and shop');
  for (const { code } of theme.parts) {
    const item = items.get(code);
    assert.ok(item);
    assert.deepEqual(checkAnswers(item.form, answersForItem(asked, item, ANSWERS)), [], item.name);
  }
  const food = items.get(FOOD);
  assert.ok(food);
  assert.deepEqual(answersForItem(asked, food, ANSWERS).business, {
    storeName: '虚构小馆',
    format: '餐饮服务经营者',
    project: '热食类制售',
    address: '虚构路一号',
    area: 80,
    staff: 4,
    network: false,
    vending: false,
  });
});

test('what one item needs is needed, although the item that asks it first may do without', () => {
  const { form } = themeForm(themeOf(restaurant, []), items);
  const trade = new Map(sectionsOf(form)).get(`${TRADER}-trade`);
  assert.ok(trade?.required?.includes('staff'));
  assert.ok(trade?.required?.includes('tradeName'));
  assert.ok(
    !new Map(sectionsOf(themeForm({ ...restaurant, parts: restaurant.parts.slice(0, 1) }, items).form))
      .get(`${TRADER}-trade`)
      ?.required?.includes('staff'),
  );
});

test('a material is asked once for all; the licence that an earlier item grants is passed on, never asked', () => {
  const theme = themeOf(restaurant, [FIRE, SIGN]);
  const asked = themeForm(theme, items);
  const all = themeMaterials(materialNeeds(theme, items, asked), ANSWERS);
  assert.equal(new Set(all.map((m) => m.material.name)).size, all.length);
  const of = (name: string) => all.find((m) => m.material.name === name);
  assert.deepEqual(of('营业执照')?.items, []);
  assert.deepEqual(of('营业执照')?.passedOn, { [FOOD]: TRADER, [FIRE]: TRADER });
  const identity = of('申请人身份证明（居民身份证，或者营业执照、法人登记证书）');
  assert.deepEqual(identity?.items, [SIGN], 'the sign does not wait for the registration');
  assert.deepEqual(identity?.passedOn, { [FOOD]: TRADER, [FIRE]: TRADER });
  assert.deepEqual(of('经营场所使用证明')?.items, [TRADER, FOOD]);
  assert.equal(
    of('经营场所使用证明')?.material.need,
    '必要',
    'registration needs it, the food licence may wait',
  );
  assert.equal(of('行业许可证件'), undefined, 'its condition does not hold');
});

test('whatever is answered, the theme asks for what its items ask for, each under its own condition', () => {
  const asked = themeForm(restaurant, items);
  const needs = materialNeeds(restaurant, items, asked);
  const conditions = [...needs.values()].flat().flatMap((n) => n.when ?? []);
  assert.ok(conditions.length >= 4, 'conditions to try');
  const tries = fc.tuple(
    ...conditions.map(({ field, in: values }) =>
      fc.constantFrom(...values, false, '别的').map((value) => [field, value] as const),
    ),
  );
  fc.assert(
    fc.property(tries, (answered) => {
      const answers: Record<string, Record<string, unknown>> = {};
      for (const [field, value] of answered) {
        const [section = '', name = ''] = field.split('.');
        answers[section] = { ...answers[section], [name]: value };
      }
      for (const [code, item] of items) {
        if (!restaurant.parts.some((p) => p.code === code)) continue;
        const of = [...needs.values()].flat().filter((n) => n.code === code && isAsked(n, answers));
        const own = materialsFor(item, answersForItem(asked, item, answers));
        assert.deepEqual(new Set(of.map((n) => n.material)), new Set(own.map((m) => m.material)));
        assert.equal(of.length, own.length);
      }
    }),
  );
});

test('every licence that may stand for a material is the result of an item on the list', () => {
  const results = new Set(
    [...items.values()].filter((i) => i.result.kind === '证照').map((i) => i.result.name),
  );
  for (const item of items.values())
    for (const { name, licences = [] } of item.materials)
      for (const licence of licences) assert.ok(results.has(licence), `${item.name}: ${name}: ${licence}`);
});
