import assert from 'node:assert/strict';
import { test } from 'node:test';
import { peachItem } from './fixture.ts';
import { formatCitation } from './item.ts';
import { compactFields, fromFields, parseCitation, toFields } from './item-form.ts';
import { readItemFacts } from './read-item-facts.ts';

const problemsOf = (over: Record<string, string | string[]>) => {
  const read = fromFields(compactFields({ ...toFields(peachItem()), ...over }));
  return read.ok ? [] : (read.problems ?? []).map((p) => [p.field, p.message]);
};

test('every item goes into the form and comes back the same', () => {
  for (const item of readItemFacts()) {
    const read = fromFields(compactFields(toFields(item)));
    assert.ok(read.ok, `${item.no} ${JSON.stringify(read)}`);
    assert.deepEqual(read.value, item, item.name);
  }
});

test('a citation is read as it is written', () => {
  for (const text of [
    '《食品安全法》第三十五条',
    '《通知》（国发〔2016〕12号）',
    '《甲办法（试行）》（甲发〔2017〕1号）第二条',
    '《关于〈乙〉的通知》',
  ])
    assert.equal(formatCitation(parseCitation(text) ?? { title: '', number: null, place: null }), text);
  assert.equal(parseCitation('食品安全法第三十五条'), undefined);
});

test('empty rows at the end and rows marked for removal are left out, the others move up', () => {
  const item = peachItem();
  const fields = {
    ...toFields(item),
    'materials.0.remove': 'yes',
    'materials.9.name': ' ',
    'faq.5.q': '桃子能带走吗？',
    'faq.5.a': '能。',
  };
  const read = fromFields(compactFields(fields));
  assert.ok(read.ok);
  assert.deepEqual(
    read.value.materials.map((m) => m.name),
    item.materials.slice(1).map((m) => m.name),
  );
  assert.deepEqual(read.value.faq.at(-1), { q: '桃子能带走吗？', a: '能。' });
});

test('what is wrong is told at its field, in Chinese', () => {
  assert.deepEqual(problemsOf({ name: '' }), [['name', '请填写事项名称。']]);
  assert.deepEqual(problemsOf({ 'materials.1.basis': '桃树条例第三条' }), [
    ['materials.1.basis', '依据的写法不对：写作《名称》（文号）第几条，文号和条款没有就不写。'],
  ]);
  assert.deepEqual(problemsOf({ form: '{' }), [['form', '表单不是有效的 JSON。请检查引号、逗号和括号。']]);
  assert.deepEqual(
    problemsOf({ 'materials.0.name': '', 'materials.0.standard': '' }),
    [],
    'a row without a name is no row',
  );
  assert.deepEqual(problemsOf({ 'statutory.days': '很久' }), [['statutory.days', '请填写天数。']]);
  assert.deepEqual(problemsOf({ 'codes.implementations': '123 丙区审批局' }), [
    ['codes.implementations', '实施编码是31位。'],
  ]);
  assert.deepEqual(problemsOf({ caseKind: '随便' }), [['caseKind', '请选择办件类型。']]);
});

test('a material without a basis is kept in the draft, where the rules find it', () => {
  const read = fromFields(compactFields({ ...toFields(peachItem()), 'materials.0.basis': '' }));
  assert.ok(read.ok);
  assert.equal(read.value.materials[0]?.basis, null);
});
