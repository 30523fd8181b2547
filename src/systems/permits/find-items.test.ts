import assert from 'node:assert/strict';
import { test } from 'node:test';
import { facetsOf, findItems, type ItemSummary } from './find-items.ts';
import { readItemFacts } from './read-item-facts.ts';

const items = readItemFacts().map(
  (item): ItemSummary => ({ ...item, code: item.codes.base, version: 1, listDocument: '', effectiveOn: '' }),
);
const first = (q: string): number | undefined => findItems(items, { q })[0]?.no;

test('plain questions find the right item first', () => {
  for (const [question, no] of [
    ['开饭店', 147],
    ['我想开个小饭店', 147],
    ['怎么办营业执照', 148],
    ['理发店卫生许可', 116],
    ['砍树', 40],
    ['宅基地', 93],
    ['村里盖房', 93],
    ['卖烟', 160],
    ['狗证怎么办', 128],
    ['护士注册', 121],
    ['校车', 19],
    ['广告牌', 51],
    ['烧地埂', 44],
    ['劳务派遣', 38],
    ['电动车上牌', 158],
    ['食品经营许可', 147],
    ['147', 147],
  ] as const)
    assert.equal(first(question), no, question);
});

test('what nobody offers finds nothing, and no words keep the order of the list', () => {
  assert.deepEqual(findItems(items, { q: '坐飞船去火星' }), []);
  assert.deepEqual(
    findItems(items, { q: '  ' }).map((i) => i.no),
    items.map((i) => i.no),
  );
});

test('conditions narrow together; a facet counts what it would leave under the others', () => {
  const found = findItems(items, { subject: '个人', theme: '职业资格' });
  assert.deepEqual(
    found.map((i) => i.no),
    [20, 66, 120, 121, 123, 124, 125],
  );
  const facets = facetsOf(items, { variant: 'report_up' });
  assert.equal(facets.variant.find((f) => f.value === 'report_up')?.count, 19);
  assert.equal(facets.variant.find((f) => f.value === 'town_first')?.count, 1);
  for (const { value, count } of facets.authority)
    assert.equal(findItems(items, { variant: 'report_up', authority: value }).length, count, value);
});

test('a law finds the items that rest on it', () => {
  assert.deepEqual(
    findItems(items, { basis: '森林防火条例' }).map((i) => i.no),
    [44, 48, 49],
  );
});
