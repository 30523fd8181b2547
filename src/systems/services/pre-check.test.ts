import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  checkAnswers,
  formatCitation,
  materialsFor,
  readItemFacts,
  sectionsOf,
} from '#systems/permits/index.ts';
import { applyAddress, preCheck, questionsOf, SUBJECT } from './pre-check.ts';
import { readAnswers } from './read-answers.ts';

const items = readItemFacts();
const food = items.find((i) => i.no === 147);
const dispatch = items.find((i) => i.no === 38);
assert.ok(food && dispatch);

/** Everything answered so that nothing speaks against it. */
function allWell(item: (typeof items)[number]): Record<string, string> {
  const { conditions, fields } = questionsOf(item);
  return {
    [SUBJECT]: item.subjects[0] as string,
    ...Object.fromEntries(conditions.map((c) => [c.name, 'yes'])),
    ...Object.fromEntries(
      fields.map(({ id, field }) => [
        id,
        Array.isArray(field.enum)
          ? String(field.enum[0])
          : field.type === 'boolean'
            ? 'true'
            : String(field.minimum ?? field.maximum ?? 1),
      ]),
    ),
  };
}

test('for every item of the list: all well, it can be applied for; each condition alone bars it, with its clause', () => {
  assert.equal(items.length, 160);
  for (const item of items) {
    const sent = allWell(item);
    assert.deepEqual(
      preCheck(item, sent).verdict,
      'can',
      `${item.no} ${JSON.stringify(preCheck(item, sent))}`,
    );
    for (const [at, text] of item.conditions.entries()) {
      const { verdict, reasons } = preCheck(item, { ...sent, [`condition${at}`]: 'no' });
      assert.equal(verdict, 'cannot', item.name);
      assert.equal(reasons.length, 1);
      assert.ok(reasons[0]?.text.includes(text));
      assert.ok(reasons[0]?.basis.includes(formatCitation(item.bases[0] as never)), item.name);
      const open = preCheck(item, { ...sent, [`condition${at}`]: 'unsure' });
      assert.deepEqual([open.verdict, open.unsure], ['unsure', [text]]);
    }
  }
});

test('what is asked is the item’s own: every question is one of its conditions or a field of its form', () => {
  for (const item of items) {
    const fields = sectionsOf(item.form).flatMap(([s, { properties }]) =>
      Object.keys(properties).map((k) => `${s}.${k}`),
    );
    const { conditions, fields: asked } = questionsOf(item);
    assert.deepEqual(
      conditions.map((c) => c.text),
      item.conditions,
    );
    for (const { id } of asked) assert.ok(fields.includes(id), `${item.name}: ${id}`);
    for (const { when } of item.materials)
      if (when)
        assert.ok(
          asked.some((q) => q.id === when.field && q.decides),
          `${item.name}: ${when.field}`,
        );
  }
});

test('what to bring is what the application will ask, and its address carries the answers there', () => {
  for (const item of items) {
    const { materials, carried, perhaps } = preCheck(item, allWell(item));
    assert.deepEqual(
      materials,
      materialsFor(item, carried).map((m) => m.material),
    );
    assert.deepEqual(perhaps, [], item.name);
    const query = Object.fromEntries(new URL(applyAddress(item, carried), 'http://localhost').searchParams);
    const there = readAnswers(item.form, query);
    for (const [section, of] of Object.entries(carried)) assert.deepEqual(there[section], of, item.name);
  }
});

test('an open question about vending machines: its material may be needed; answered, it is or is not', () => {
  const sent = allWell(food);
  const names = (answer: string) => {
    const { materials, perhaps } = preCheck(food, { ...sent, 'business.vending': answer });
    return [materials, perhaps].map((list) => list.some((m) => m.name.startsWith('利用自动设备')));
  };
  assert.deepEqual(names('true'), [true, false]);
  assert.deepEqual(names('false'), [false, false]);
  assert.deepEqual(names(''), [false, true]);
});

test('what the form would refuse is refused before, in the same words; who may not apply is told so', () => {
  const sent = { ...allWell(dispatch), 'company.capital': '150' };
  const { verdict, reasons } = preCheck(dispatch, sent);
  assert.equal(verdict, 'cannot');
  const said = checkAnswers(dispatch.form, { company: { capital: 150 } }).find(
    (e) => e.field === 'company.capital',
  );
  assert.deepEqual(
    reasons.map((r) => r.text),
    [said?.message],
  );
  assert.match(
    preCheck(dispatch, { ...allWell(dispatch), [SUBJECT]: '个人' }).reasons[0]?.text ?? '',
    /由法人申请，个人不能申请/,
  );
  assert.equal(preCheck(food, {}).verdict, 'unsure');
});
