import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { canonicalPath, cite, clauseIndex, formatBasis, parseBasis, sayBasis } from './cite.ts';
import { isNumber, numberKey, titleKey } from './name.ts';

const clauses = (...paths: string[]) => paths.map((path) => ({ path, sha256: null }));
const index = clauseIndex([
  {
    number: '甲政办发〔2023〕30号',
    titles: ['甲区人民政府办公室关于印发《甲区方案》的通知', '甲区方案'],
    clauses: clauses('二', '二/（一）', '二/（二）', '二/（二）/8', '三/（二）'),
  },
  {
    number: null,
    titles: ['中华人民共和国行政许可法'],
    clauses: clauses('第四章/第三节/第四十二条', '第四章/第三节/第四十二条/（一）', '第五章/第五十条'),
  },
  { number: '甲政发〔2020〕1号', titles: ['甲区办法'], clauses: [] },
  { number: '甲政发〔2022〕9号', titles: ['甲区办法'], clauses: [] },
]);
const code = (document: string, path?: string) => {
  const found = index.find(cite(document, path));
  return found.ok ? (found.value.clause?.path ?? 'document') : found.error.code;
};

describe('a citation in code', () => {
  it('is found by number in any print and by title with or without the name of the state', () => {
    assert.equal(code('甲政办发[2023]030号', '二/(二)/8'), '二/（二）/8');
    assert.equal(code('《甲区方案》', '二'), '二');
    assert.equal(code('行政许可法', '第四十二条'), '第四章/第三节/第四十二条');
    assert.equal(code('中华人民共和国行政许可法', '第42条/（一）'), '第四章/第三节/第四十二条/（一）');
    assert.equal(code('行政许可法'), 'document');
  });

  it('names a clause by the end of its path only when that is unique', () => {
    assert.equal(code('甲区方案', '8'), '二/（二）/8');
    assert.equal(code('甲区方案', '（二）'), 'cite.ambiguous_clause');
    assert.equal(code('甲区方案', '（一）'), '二/（一）');
    assert.equal(code('行政许可法', '二条'), 'cite.no_clause');
  });

  it('is refused when the document is missing or two share the name', () => {
    assert.equal(code('甲政办发〔2023〕31号'), 'cite.no_document');
    assert.equal(code('甲区办法'), 'cite.ambiguous_document');
    assert.equal(code('甲政发〔2020〕1号'), 'document');
    assert.throws(() => cite('', '一'), TypeError);
    assert.throws(() => cite('甲区办法', ' '), TypeError);
  });

  it('is written and read back', () => {
    for (const basis of [
      cite('甲政办发〔2023〕30号', '二/（二）/8'),
      cite('行政许可法', '第四十二条'),
      cite('甲区办法'),
    ]) {
      assert.deepEqual(parseBasis(formatBasis(basis)), basis);
    }
    assert.deepEqual(parseBasis('行政许可法 第四十二条'), cite('行政许可法', '第四十二条'));
  });
});

describe('keys', () => {
  it('fold a number to one form', () => {
    for (const print of [
      '甲政办发〔2023〕30号',
      '甲政办发[2023]30号',
      '甲政办发【2023】第030号',
      ' 发文字号：甲政办发（２０２３）３０号',
    ]) {
      assert.equal(numberKey(print), '甲政办发〔2023〕30号');
    }
    assert.equal(numberKey('自治区人民政府令第 089 号'), '自治区人民政府令第89号');
    assert.ok(isNumber('中华人民共和国国务院令第716号'));
    assert.ok(!isNumber('行政许可法'));
    assert.ok(!isNumber('甲区2023年清单（第2号）'));
  });

  it('fold a title to one form without losing its words', () => {
    assert.equal(titleKey('《甲区〈办法〉（试行）》'), titleKey('甲区 办法(试行)'));
    assert.equal(titleKey('中华人民共和国行政许可法'), '行政许可法');
  });

  it('write article numbers in Chinese', () => {
    const named = [1, 10, 11, 20, 42, 100, 105, 110, 215, 1001].map((n) => canonicalPath(`第${n}条`));
    assert.deepEqual(named, [
      '第一条',
      '第十条',
      '第十一条',
      '第二十条',
      '第四十二条',
      '第一百条',
      '第一百零五条',
      '第一百一十条',
      '第二百一十五条',
      '第一千零一条',
    ]);
  });
});

it('a basis is said as people say it', () => {
  const said = (document: string, path?: string) => sayBasis(cite(document, path));
  assert.equal(said('中华人民共和国行政许可法', '第四十二条'), '《中华人民共和国行政许可法》第四十二条');
  assert.equal(
    said('中华人民共和国行政许可法', '第四十二条/¶1'),
    '《中华人民共和国行政许可法》第四十二条第二款',
  );
  assert.equal(
    said('中华人民共和国行政许可法', '第三十二条/（四）'),
    '《中华人民共和国行政许可法》第三十二条第（四）项',
  );
  assert.equal(said('银西政办发〔2023〕30号', '二/（二）/8'), '银西政办发〔2023〕30号二（二）8');
});
