import assert from 'node:assert/strict';
import { test } from 'node:test';
import { peachItem } from './fixture.ts';
import { itemDifferences, listChanges } from './list-change.ts';

const item = peachItem();
const kinds = (over: Parameters<typeof peachItem>[0]) =>
  listChanges(item, peachItem(over)).map((c) => c.kind);

test('each change of the list is told by its kind; what only the guide prints is none', () => {
  assert.deepEqual(kinds({}), []);
  assert.deepEqual(kinds({ promisedDays: 12, conditions: ['会爬树'] }), []);
  assert.deepEqual(kinds({ name: '摘李许可' }), ['rename']);
  assert.deepEqual(kinds({ authority: '丙区林业局' }), ['transfer']);
  assert.deepEqual(kinds({ bases: [{ title: '丙区李树条例', number: null, place: null }] }), ['basis']);
  assert.deepEqual(
    kinds({ bases: item.bases.map((b) => ({ ...b, place: '第三条' })) }),
    [],
    'the list prints no article',
  );
  assert.deepEqual(
    listChanges(undefined, item).map((c) => c.kind),
    ['add'],
  );
  assert.deepEqual(
    listChanges(item, undefined).map((c) => c.kind),
    ['remove'],
  );
});

test('differences name the field and both values; a row put in front is no difference of the others', () => {
  const [first, ...rest] = item.materials;
  assert.ok(first);
  const after = peachItem({
    promisedDays: 8,
    materials: [{ ...first, name: '篮子照片' }, { ...first, copies: 2 }, ...rest],
  });
  const found = itemDifferences(item, after);
  assert.deepEqual(
    found.filter((d) => !d.path.startsWith('materials/篮子照片')),
    [
      { path: 'materials/申请表/copies', before: '1', after: '2' },
      { path: 'promisedDays', before: '10', after: '8' },
    ],
  );
  assert.ok(found.some((d) => d.path === 'materials/篮子照片/name' && d.before === null));
  assert.deepEqual(itemDifferences(item, item), []);
});
