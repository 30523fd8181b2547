import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formOf } from './default-item.ts';
import { bundleForm, checkAnswers, checkForm } from './form.ts';

const FORM = formOf(
  { subjects: ['个人'] },
  {
    peach: {
      type: 'object',
      title: '桃子',
      properties: {
        kind: { type: 'string', title: '品种', enum: ['蟠桃', '油桃'] },
        count: { type: 'integer', title: '个数', minimum: 1, maximum: 9 },
        day: { $ref: '#/$defs/date', title: '哪一天' },
      },
      required: ['kind', 'count'],
      additionalProperties: false,
    },
  },
);
const GOOD = {
  applicant: { name: '张三丰', number: '11010519491231002X', mobile: '13900000000' },
  peach: { kind: '油桃', count: 3, day: '2024-02-29' },
};
const wrong = (over: object) => checkAnswers(FORM, { ...GOOD, ...over }).map((e) => [e.field, e.message]);

test('answers that fit are taken as they are', () => {
  assert.deepEqual(checkAnswers(FORM, GOOD), []);
});

test('each wrong answer is named by its field and its Chinese title, and says what to do', () => {
  assert.deepEqual(wrong({ applicant: { ...GOOD.applicant, number: '110105194912310021' } }), [
    ['applicant.number', '居民身份证号码须是18位居民身份证号码，且校验位正确。请对照证件逐位核对。'],
  ]);
  assert.deepEqual(wrong({ applicant: { ...GOOD.applicant, mobile: '0951-123' } }), [
    ['applicant.mobile', '手机号码须是11位手机号码。'],
  ]);
  assert.deepEqual(wrong({ peach: { kind: '黄桃', count: 0 } }), [
    ['peach.kind', '请从所列各项中选择品种。'],
    ['peach.count', '个数不能小于1。'],
  ]);
  assert.deepEqual(wrong({ peach: { ...GOOD.peach, day: '2023-02-29' } }), [
    ['peach.day', '哪一天须是日期，例如 2024-05-06。'],
  ]);
  assert.deepEqual(wrong({ peach: { kind: '油桃' } }), [['peach.count', '请填写个数。']]);
  assert.deepEqual(wrong({ peach: undefined }), [['peach', '请填写桃子。']]);
});

test('a form must be sections of titled fields that JSON Schema understands', () => {
  const problem = (form: object) => {
    const checked = checkForm(form as never);
    return checked.ok ? null : checked.error.message;
  };
  assert.equal(problem(FORM), null);
  assert.match(problem({}) ?? '', /最外层须是 object/);
  assert.match(
    problem(formOf({ subjects: ['个人'] }, { a: { type: 'string', title: '甲' } })) ?? '',
    /“a”部分须是 object/,
  );
  const section = (field: object) =>
    formOf({ subjects: ['个人'] }, { a: { type: 'object', title: '甲', properties: { b: field } } });
  assert.match(problem(section({ type: 'string', title: 'b' })) ?? '', /字段 b 须有中文 title/);
  assert.match(problem(section({ type: 'array', title: '乙' })) ?? '', /type 只能是/);
  assert.match(
    problem(section({ type: 'string', title: '乙', pattern: '(' })) ?? '',
    /不是有效的 JSON Schema/,
  );
  assert.match(problem(section({ $ref: '#/$defs/nothing', title: '乙' })) ?? '', /不是有效的 JSON Schema/);
});

test('the bundled form stands on its own', () => {
  const bundled = bundleForm(FORM) as { $schema: string; $defs: Record<string, unknown> };
  assert.equal(bundled.$schema, 'https://json-schema.org/draft/2020-12/schema');
  for (const [, name] of JSON.stringify(FORM).matchAll(/#\/\$defs\/(\w+)/g))
    assert.ok(bundled.$defs[String(name)], String(name));
});
