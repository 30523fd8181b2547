import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { placeCitations } from './placed-citations.ts';

const found = (text: string, mentions: { title: string | null; number: string | null }[]) =>
  placeCitations(text, mentions).map(({ start, end }) => text.slice(start, end));

test('a title with its number is one link, brackets included', () => {
  assert.deepEqual(
    found('按照《甲区样例办法》（甲政发〔2020〕3号）和《样例条例》办理。', [
      { title: '甲区样例办法', number: '甲政发〔2020〕3号' },
      { title: '样例条例', number: null },
    ]),
    ['《甲区样例办法》（甲政发〔2020〕3号）', '《样例条例》'],
  );
});

test('half-width brackets, blanks and a number of its own are found as they are printed', () => {
  assert.deepEqual(
    found('依据《样例办法》( 甲政发[2020] 3号 ),现予印发。', [
      { title: '样例办法', number: '甲政发〔2020〕3号' },
    ]),
    ['《样例办法》( 甲政发[2020] 3号 )'],
  );
  assert.deepEqual(
    found('停止执行甲政办发〔2019〕12号文件。', [{ title: null, number: '甲政办发〔2019〕12号' }]),
    ['甲政办发〔2019〕12号'],
  );
});

test('a title within a title is not taken for the whole', () => {
  assert.deepEqual(
    found('关于转发《关于印发〈样例意见〉的通知》的通知', [
      { title: '关于印发〈样例意见〉的通知', number: null },
    ]),
    ['《关于印发〈样例意见〉的通知》'],
  );
});

test('the same title twice gives two places', () => {
  const text = '《样例法》第一条，《样例法》第二条';
  const places = placeCitations(text, [
    { title: '样例法', number: null },
    { title: '样例法', number: null },
  ]);
  assert.deepEqual(
    places.map((p) => p.start),
    [0, 9],
  );
});

test('places lie within the text, in order and apart, whatever the text', () => {
  const piece = fc.constantFrom('《', '》', '甲政发', '〔2020〕', '3号', '（', '）', '样例法', '，', '字');
  const mention = fc.record({
    title: fc.constantFrom(null, '样例法', '甲政发样例法', '字'),
    number: fc.constantFrom(null, '甲政发〔2020〕3号'),
  });
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 30 }),
      fc.array(mention, { maxLength: 6 }),
      (pieces, mentions) => {
        const text = pieces.join('');
        let at = 0;
        for (const { start, end } of placeCitations(text, mentions)) {
          assert.ok(at <= start && start < end && end <= text.length);
          at = end;
        }
      },
    ),
  );
});
