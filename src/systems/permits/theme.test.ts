import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sectionsOf } from './form.ts';
import { readItemFacts } from './read-item-facts.ts';
import { askOnce, promisedDaysOf, readThemes, roundsOf } from './theme.ts';

const items = new Map(readItemFacts().map((item) => [item.codes.base, item]));
const [restaurant] = readThemes();
assert.ok(restaurant);
const [TRADER, FOOD, FIRE, SIGN] = ['640100148000', '640100147000', '640100157000', '640100051000'];

test('opening a restaurant: registration and the sign first, then food and fire side by side', () => {
  assert.deepEqual(roundsOf(restaurant), [
    [TRADER, SIGN],
    [FOOD, FIRE],
  ]);
  // 1 + 8 working days: registration on the spot, then the food licence, which takes longest.
  assert.equal(promisedDaysOf(restaurant, items), 9);
});

test('what several forms ask is asked once, and every field of every form is asked or answered', () => {
  const forms = new Map(restaurant.parts.map(({ code }) => [code, items.get(code)?.form ?? {}]));
  const { sections, answeredBy } = askOnce(restaurant, forms);
  const asked = sections.flatMap(({ code, key, section }) =>
    Object.keys(section.properties).map((name) => `${code} ${key}.${name}`),
  );
  const all = [...forms].flatMap(([code, form]) =>
    sectionsOf(form).flatMap(([key, s]) => Object.keys(s.properties).map((name) => `${code} ${key}.${name}`)),
  );
  const given = restaurant.given.map((g) => g.field);
  assert.deepEqual([...asked, ...answeredBy.keys(), ...given].sort(), all.sort());
  for (const source of answeredBy.values()) assert.ok(asked.includes(source), source);
  assert.equal(answeredBy.get(`${FOOD} business.address`), `${TRADER} trade.address`);
  assert.equal(answeredBy.get(`${FIRE} premises.area`), `${FOOD} business.area`);
  assert.equal(asked.filter((path) => path.endsWith('applicant.number')).length, 1);
});

test('every shared field of a theme is a field of its item', () => {
  for (const { shared, parts } of readThemes())
    for (const { fields } of shared)
      for (const field of fields) {
        const [code = '', path = ''] = field.split(' ');
        const [key = '', name = ''] = path.split('.');
        assert.ok(
          parts.some((p) => p.code === code),
          field,
        );
        const section = sectionsOf(items.get(code)?.form ?? {}).find(([k]) => k === key)?.[1];
        assert.ok(section?.properties[name], field);
      }
});

test('rounds hold every part once, after all that it waits for; a circle is refused', () => {
  const parts = fc
    .array(fc.array(fc.nat({ max: 7 }), { maxLength: 4 }), { minLength: 2, maxLength: 8 })
    .map((list) =>
      list.map((after, at) => ({
        code: String(at),
        short: '某项',
        after: [...new Set(after.filter((n) => n < at).map(String))],
        note: null,
        optional: false,
      })),
    );
  fc.assert(
    fc.property(parts, (list) => {
      const rounds = roundsOf({ parts: list });
      const roundOf = new Map(rounds.flatMap((codes, n) => codes.map((code) => [code, n] as const)));
      assert.equal(rounds.flat().length, list.length);
      for (const { code, after } of list)
        for (const before of after)
          assert.ok((roundOf.get(before) ?? 9) < (roundOf.get(code) ?? -1), `${before} before ${code}`);
    }),
  );
  const circle = ['a', 'b'].map((code, at, all) => ({
    code,
    short: '某项',
    after: [all[1 - at] as string],
    note: null,
    optional: false,
  }));
  assert.throws(() => roundsOf({ parts: circle }), RangeError);
});
