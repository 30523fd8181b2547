/** The 160 items of Xixia, as the repository holds them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fromRoot } from '#base/paths.ts';
import { clauseIndex, type IndexedDocument } from '#engines/law/cite.ts';
import { titleKey } from '#engines/law/name.ts';
import { citationsOf } from './basis-status.ts';
import { isProvisional } from './codes.ts';
import { checkAnswers, sectionsOf } from './form.ts';
import { formatCitation, type Item, isAssumed } from './item.ts';
import { itemProcedure } from './item-procedure.ts';
import { lintItem } from './lint-item.ts';
import { materialsFor } from './materials-for.ts';
import { isCreditCode } from './numbers.ts';
import { readItemFacts, readPermitRows } from './read-item-facts.ts';

const items = readItemFacts();
const byNo = new Map(items.map((item) => [item.no, item]));
const get = (no: number): Item => byNo.get(no) as Item;
const names = (list: readonly Item[]) => list.map((i) => i.no);

test('all 160 items of the list pass every rule of publication', () => {
  assert.deepEqual(
    names(items),
    Array.from({ length: 160 }, (_, at) => at + 1),
  );
  assert.deepEqual(
    items.flatMap((item) => lintItem(item).map((f) => `${item.no} ${f.rule} ${f.message}`)),
    [],
  );
});

test('every item says what its row of the list says, word for word', () => {
  for (const row of readPermitRows()) {
    const item = get(row.no);
    assert.deepEqual(
      [item.name, item.authority, item.implementers, item.bases.map((b) => [b.title, b.number])],
      [row.name, row.authority, row.implementers, row.basis.map((b) => [b.title, b.number])],
      row.name,
    );
  }
});

test('the remark and the bodies select the procedure: 19 report up, one goes through the towns', () => {
  const of = (variant: Item['variant']) => names(items.filter((i) => i.variant === variant));
  assert.equal(of('report_up').length, 19);
  assert.deepEqual(of('town_first'), [21]);
  // Not by the list: by the rules on school buses and on homesteads, and marked as assumed.
  assert.deepEqual(of('joint'), [19, 93]);
  for (const no of [19, 93]) assert.equal(isAssumed(get(no), 'variant'), true);
  assert.equal(of('direct').length, 138);
});

test('several bodies divide the ground: towns and streets in two items, the two traffic brigades in two', () => {
  assert.deepEqual(names(items.filter((i) => i.choice === 'by_place')), [55, 93, 158, 159]);
  assert.deepEqual(names(items.filter((i) => i.level === '5')), [55, 93]);
  assert.equal(get(93).implementers.length, 5);
});

test('every item has a procedure that runs, and no promise beyond the statute', () => {
  for (const item of items) assert.doesNotThrow(() => itemProcedure(item), item.name);
});

test('codes have their lengths, are unique, and are seen to be no real ones', () => {
  const codes = items.flatMap((i) => i.codes.implementations.map((c) => c.code));
  assert.equal(new Set(codes).size, codes.length);
  assert.equal(new Set(items.map((i) => i.codes.base)).size, 160);
  for (const code of codes) {
    assert.equal(code.length, 31);
    assert.equal(isCreditCode(code.slice(0, 18)), false);
    assert.equal(isProvisional(code), true);
  }
  for (const item of items) assert.equal(isAssumed(item, 'codes.base'), true);
});

test('every citation of a statute at hand names an article that stands in it', () => {
  const statutes = JSON.parse(readFileSync(fromRoot('data/statutes.json'), 'utf8')) as {
    title: string;
    clauses: [string, string][];
  }[];
  const index = clauseIndex(
    statutes.map(
      (s): IndexedDocument => ({
        number: null,
        titles: [s.title],
        clauses: s.clauses.map(([path, sha256]) => ({ path, sha256 })),
      }),
    ),
  );
  const held = new Set(statutes.map((s) => titleKey(s.title)));
  let checked = 0;
  for (const item of items)
    for (const cited of citationsOf(item)) {
      if (!held.has(titleKey(cited.title)) || cited.place === null) continue;
      checked++;
      const found = index.find({ document: cited.title, path: cited.place });
      assert.ok(found.ok, `${item.no}: ${formatCitation(cited)}`);
    }
  assert.ok(checked > 160 * 3, `${checked} citations`);
});

const DEEP = [19, 38, 40, 44, 51, 93, 116, 121, 128, 147, 148, 157, 160];

test('the deep items ask their own questions and their own materials, each marked as not from the gazette', () => {
  for (const no of DEEP) {
    const item = get(no);
    assert.ok(
      sectionsOf(item.form).some(([key]) => key !== 'applicant' && key !== 'matter'),
      item.name,
    );
    assert.ok(item.materials.length > 3, item.name);
    assert.ok(item.faq.length > 1, item.name);
    for (const path of ['materials.0', 'form', 'conditions', 'faq', 'phones.consult'])
      assert.equal(isAssumed(item, path), true, `${item.name} ${path}`);
  }
});

test('what the list or a statute at hand says is not marked as a default', () => {
  for (const item of items)
    for (const path of ['name', 'authority', 'implementers', 'remedies.reviewDays', 'remedies.suitMonths'])
      assert.equal(isAssumed(item, path), false, `${item.no} ${path}`);
  for (const no of [1, 21, 42, 93, 160]) assert.equal(isAssumed(get(no), 'statutory'), false);
  for (const no of [38, 121, 147, 148]) assert.equal(isAssumed(get(no), 'statutory'), true);
});

test('opening a food shop: the answers are checked, and decide which materials are asked', () => {
  const food = get(147);
  const answers = {
    applicant: {
      name: '兰河面馆',
      number: '91350100M000100Y43',
      mobile: '13900000000',
      address: '西夏区某路1号',
    },
    business: {
      storeName: '兰河面馆',
      format: '餐饮服务经营者',
      project: '热食类制售',
      address: '西夏区某路1号',
      area: 60,
      staff: 4,
      network: false,
      vending: false,
    },
    safety: { name: '李四光', mobile: '13900000001', fullTime: true },
  };
  assert.deepEqual(checkAnswers(food.form, answers), []);
  const asked = (vending: boolean) =>
    materialsFor(food, { ...answers, business: { ...answers.business, vending } }).length;
  assert.equal(asked(true), food.materials.length);
  assert.equal(asked(false), food.materials.length - 1);
  assert.deepEqual(
    checkAnswers(food.form, {
      ...answers,
      applicant: { ...answers.applicant, number: '91350100M000100Y44' },
    }).map((e) => e.field),
    ['applicant.number'],
  );
});

test('who may allow fire in the forest is told as the documents contradict each other', () => {
  for (const no of [44, 48, 49]) assert.match(get(no).notices[0]?.text ?? '', /森林防火条例/);
});
