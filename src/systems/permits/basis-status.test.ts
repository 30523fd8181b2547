/** Items whose legal basis was repealed or amended are flagged; on a real database with made-up law. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '#base/ids.ts';
import { titleKey } from '#engines/law/name.ts';
import { insertRows } from '#engines/law/store/bulk.ts';
import type { Store } from '#platform/store/store.ts';
import { openTestStore } from '#platform/store/testing.ts';
import { basisFlags, citationsOf, readLaw } from './basis-status.ts';
import { peachItem } from './fixture.ts';

let store: Store;
const id = newId();
before(async () => {
  store = await openTestStore();
  await insertRows(store.db, 'law_document', [
    {
      id,
      kind: 'law',
      title: '丙区桃树条例',
      title_key: titleKey('丙区桃树条例'),
      holding: 'stub',
      created_at: '2024-01-01T00:00:00Z',
      signed_by: [],
      effects_version: 0,
    },
  ]);
});
after(() => store.close());

const repeal = (date: string) =>
  insertRows(store.db, 'law_effect', [
    {
      id: newId(),
      kind: 'repeal',
      document_id: id,
      dated: date,
      date_precision: 'day',
      stage: 'decided',
      asserted_by: 'test',
      asserted_at: '2024-01-01T00:00:00Z',
      fingerprint: 'test:repeal',
      basis: '测试',
    },
  ]);

test('a basis is flagged from the day on which it is repealed, and not before', async () => {
  const item = peachItem();
  await repeal('2024-06-02');
  const flagsOn = async (day: string) =>
    basisFlags(item.bases, await readLaw(store.db, citationsOf(item), Temporal.PlainDate.from(day)));
  assert.deepEqual(await flagsOn('2024-06-01'), []);
  const [flag, ...others] = await flagsOn('2024-06-02');
  assert.deepEqual([flag?.law.id, flag?.law.status, others], [id, 'repealed', []]);
});

test('a law is found by its title with and without the marks; one that is not known finds nothing', async () => {
  const law = await readLaw(
    store.db,
    [{ title: '《丙区桃树条例》', number: null }],
    Temporal.PlainDate.from('2024-01-01'),
  );
  assert.equal(law.find({ title: '《丙区桃树条例》', number: null })?.id, id);
  assert.equal(law.find({ title: '丙区李树条例', number: null }), undefined);
});
