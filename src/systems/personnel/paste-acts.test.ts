import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readPastedActs } from './paste-acts.ts';

// All names made up.

const said = (text: string): string[] =>
  readPastedActs(text).rows.map((r) =>
    [r.person, r.kind, r.organisation, r.post, r.concurrent && '兼', r.seconded && '挂职', r.term]
      .filter(Boolean)
      .join(' '),
  );

test('a spreadsheet, a list with commas, a list with blanks', () => {
  assert.deepEqual(
    said(
      '姓名\t任免\t单位\t职务\t备注\r\n甲某\t任命\t丙区民政局\t副局长\t试用期1年\r\n乙某\t免去\t丙区司法局\t局长\t\r\n',
    ),
    ['甲某 appoint 丙区民政局 副局长 p12', '乙某 remove 丙区司法局 局长 plain'],
  );
  assert.deepEqual(said('甲某，聘任，丙区养老中心，主任，兼'), ['甲某 engage 丙区养老中心 主任 兼 plain']);
  assert.deepEqual(said('丁 某 免职 丙区人民政府 副区长（挂职）\n戊某某 解聘 丙区养老中心 主任'), [
    '丁某 remove 丙区人民政府 副区长 挂职 plain',
    '戊某某 dismiss 丙区养老中心 主任 plain',
  ]);
  assert.deepEqual(said('甲某\t任\t丙区民政局\t副局长\t试用期满\n乙某\t任\t丙区民政局\t科长\t试用期半年'), [
    '甲某 appoint 丙区民政局 副局长 trial',
    '乙某 appoint 丙区民政局 科长 p6',
  ]);
});

test('a line that is not understood comes back as typed, with its place', () => {
  const { rows, unread } = readPastedActs(
    '甲某\t任命\t丙区民政局\t副局长\n\n乙某升任局长\n丙某\t借调\t丙区民政局\t科长',
  );
  assert.equal(rows.length, 1);
  assert.deepEqual(unread, [
    { line: 3, text: '乙某升任局长' },
    { line: 4, text: '丙某\t借调\t丙区民政局\t科长' },
  ]);
});

test('any text: every line is a row or comes back, none is lost', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('甲', '任', '免去', '\t', '，', ' ', '\n', '（', '兼', 'x') }),
      (text) => {
        const { rows, unread } = readPastedActs(text);
        const lines = text.split('\n').filter((line) => line.trim() !== '');
        assert.equal(rows.length + unread.length, lines.length);
      },
    ),
  );
});
