import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { normaliseNumber, readBracketNumber, readOrderNumber, readStandardNumber } from './numbers.ts';

const ZERO_WIDTH = '\u200b';

const alone: [printed: string, number: string | undefined][] = [
  ['安河政发〔2023〕5号', '安河政发〔2023〕5号'],
  ['安河政发[2023]5号', '安河政发〔2023〕5号'],
  ['安河政发【2023】5号', '安河政发〔2023〕5号'],
  ['安河政发﹝2023﹞5号', '安河政发〔2023〕5号'],
  ['安河政发（2023）5号', '安河政发〔2023〕5号'],
  ['安河政发〔２０２３〕第００５号', '安河政发〔2023〕5号'],
  ['安河政发 〔 2023 〕 5 号', '安河政发〔2023〕5号'],
  ['安 河 政 发〔2023〕5号', '安河政发〔2023〕5号'],
  [`安河政发〔20${ZERO_WIDTH}23〕${ZERO_WIDTH}5号`, '安河政发〔2023〕5号'],
  ['安河政发〔2023〕\n\n88号', '安河政发〔2023〕88号'],
  ['安河政发〔2023〕12-1号', '安河政发〔2023〕12-1号'],
  ['安新出管（河）字〔2023〕\n\n第 096 号', '安新出管(河)字〔2023〕96号'],
  ['发文字号：安河政发〔2023〕5号', '安河政发〔2023〕5号'],
  ['安河政发〔二〇二三〕5号', '安河政发〔2023〕5号'],
  ['国务院令第 542 号', '国务院令第542号'],
  ['主席令第四十六号', '主席令第46号'],
  ['税务总局公告2014年第5号', '税务总局公告2014年第5号'],
  ['GB / T40756—2021', 'GB/T40756-2021'],
  ['GB18596—2001', 'GB18596-2001'],
  ['DB64/T 1234-2015', 'DB64/T1234-2015'],
  ['安河政发〔2023〕5', undefined],
  ['安河政发〔203〕5号', undefined],
  ['〔2023〕5号', undefined],
  ['5GB 100', undefined],
  ['见[1]', undefined],
  ['', undefined],
];
for (const [printed, number] of alone) {
  test(`${JSON.stringify(printed)} is ${number ?? 'no well-formed number'}`, () => {
    assert.equal(normaliseNumber(printed), number);
  });
}

const running: [before: string, number: string][] = [
  ['根据', '安政发'],
  ['按照《甲办法》和', '安政办规发'],
  ['省人民政府办公厅', '川办发'],
  ['已由安河政发〔2020〕1号和', '安河政发'],
  ['印发的', '安党办'],
  ['（详见', '安建函'],
];
for (const [before, prefix] of running) {
  test(`after ${before} the 代字 is ${prefix}`, () => {
    const text = `${before}${prefix}〔2023〕7号文件`;
    const found = readBracketNumber(text, text.lastIndexOf('〔'), 0);
    assert.equal(found?.number, `${prefix}〔2023〕7号`);
    assert.equal(found?.start, before.length);
  });
}

test('a 代字 broken by a page is whole when a bracket opens it', () => {
  const text = '《甲预案》（安\n\n河政办发〔2017〕257号）';
  const found = readBracketNumber(text, text.indexOf('〔'), 0);
  assert.equal(found?.number, '安河政办发〔2017〕257号');
});

test('a paragraph before the number is not part of the 代字', () => {
  const text = '甲通知\n\n安河政发〔2023〕2号';
  assert.equal(readBracketNumber(text, text.indexOf('〔'), 0)?.start, 5);
});

test('a number without 号 is malformed, and one without a year too', () => {
  for (const text of ['安河政发〔2023〕5，', '安河政发〔203〕5号', '安河政发〔2023 5号']) {
    assert.equal(readBracketNumber(text, text.indexOf('〔'), 0)?.wellFormed, false, text);
  }
});

test('footnote marks, years and court case numbers are not document numbers', () => {
  for (const text of [
    '增长8.3%^[2]^',
    '（2018—2020年）',
    '(2023)',
    '[2023]',
    '（2019）最高法行申1号',
    '〔注〕',
  ]) {
    const at = Math.max(text.indexOf('['), text.indexOf('（'), text.indexOf('('), text.indexOf('〔'));
    assert.equal(readBracketNumber(text, at, 0), undefined, text);
  }
});

test('an order names its body, cut from the sentence around it', () => {
  const text = '1993年10月5日 中华人民共和国国务院令第130号公布';
  assert.equal(readOrderNumber(text, text.indexOf('令'), 0)?.number, '中华人民共和国国务院令第130号');
  assert.equal(readOrderNumber('禁火令第5条', 2, 0), undefined);
});

test('a standard without series, kind or year is no standard', () => {
  assert.equal(readStandardNumber('GB 5', 0), undefined);
  assert.equal(readStandardNumber('64GB 2023', 2), undefined);
});

test('no text makes a reader throw, and what is read lies inside the text', () => {
  const piece = fc.constantFrom(
    '安',
    '发',
    '〔',
    '〕',
    '[',
    '2023',
    '5',
    '号',
    '第',
    ' ',
    '\n',
    '（',
    '）',
    '令',
    '告',
    'GB',
    '-',
    ZERO_WIDTH,
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      const text = pieces.join('');
      for (let at = 0; at < text.length; at += 1) {
        for (const found of [
          readBracketNumber(text, at, 0),
          readOrderNumber(text, at, 0),
          readStandardNumber(text, at),
        ]) {
          if (found)
            assert.ok(found.start >= 0 && found.start <= at && found.end <= text.length && found.end > at);
        }
      }
    }),
    { numRuns: 500 },
  );
});
