/** The page, measured: type area, lines and characters of GB/T 9704-2012, and that nothing stands outside the paper. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fromRoot } from '#base/paths.ts';
import { parseBytes } from '#engines/law/parse/index.ts';
import { typesetDocument, typesetIssue } from './index.ts';
import { folded, type PlacedLine, placedLines, readBack } from './testing.ts';

const MM = 72 / 25.4;
const NOTICE_HEAD = '虚构县人民政府关于试验排版的通知\n\n虚政发〔2024〕1号\n\n各乡镇人民政府：\n\n';
const NOTICE_FOOT = '\n\n虚构县人民政府\n\n2024年5月6日\n\n（此件公开发布）\n';
const LIST_HEAD = `${NOTICE_HEAD}现予公布。${NOTICE_FOOT}\n虚构县事项清单\n\n`;

async function typeset(text: string | Uint8Array) {
  const made = await typesetIssue(parseBytes(typeof text === 'string' ? Buffer.from(text) : text));
  assert.ok(made.ok, made.ok ? '' : made.error.message);
  return made.value;
}

const isBody = ({ text, down }: PlacedLine): boolean =>
  down > 37 * MM && down < (297 - 35) * MM && !/^— \d+ —$/u.test(text);

test('a page of text is 22 lines of 28 characters in an area of 156 by 225 mm, 37 mm from above and 28 from the back', async () => {
  const { bytes } = await typeset(`${NOTICE_HEAD}${'试验排版'.repeat(28 * 22)}。${NOTICE_FOOT}`);
  const pages = (await placedLines(bytes)).map((lines) => lines.filter(isBody));
  assert.ok(pages.length >= 5);
  for (const number of [2, 3, 4]) {
    const lines = pages[number - 1] as PlacedLine[];
    assert.equal(lines.length, 22, `page ${number}`);
    const left = (number % 2 === 1 ? 28 : 26) * MM;
    lines.forEach((line, i) => {
      assert.equal([...line.text].length, 28, line.text);
      near(line.left, left, 'left');
      near(line.right, left + 156 * MM, 'right');
      // The base line of 三号 stands 0.88 of the type below the top of its line.
      near(line.down, 37 * MM + 0.88 * ((156 * MM) / 28) + (i * 225 * MM) / 22, `line ${i + 1}`);
    });
  }
});

const PLAN = '虚构县用水权有偿使用和交易改革试点工作实施方案';
const JOINT = `中共虚构县委办公室 虚构县人民政府办公室
关于印发《${PLAN}》
的通知

虚党办〔2024〕1号

各乡镇党委和人民政府，县直各部门，各人民团体，直属事业单位，垂直管理各单位：

《${PLAN}》已经县委和县人民政府同意，现印发给你们，请结合实际认真抓好贯彻落实。

中共虚构县委办公室

虚构县人民政府办公室

2024年5月6日

（此件公开发布）

${PLAN}

一、总体要求

${'按照要求做好有关工作。'.repeat(70)}
`;

test('the first page shows text and signature below the head of two bodies, what is carried begins the next', async () => {
  const { bytes } = await typeset(JOINT);
  const [first = '', second = ''] = (await readBack(bytes)).pages;
  assert.ok(first.includes('现印发给你们'), first);
  assert.match(first, /虚构县人民政府办公室2024年5月6日\(此件公开发布\)$/);
  assert.ok(second.startsWith(PLAN), second);
  const lines = ((await placedLines(bytes))[1] ?? []).filter(isBody).map((line) => line.down);
  near((lines.at(-1) ?? 0) - (lines.at(-2) ?? 0), (225 * MM) / 22, 'what is carried keeps its lines apart');
});

test('where a document was printed stands at the foot of its last page, even alone', async () => {
  const words = (lines: number): string =>
    `${NOTICE_HEAD}${'试验排版'.repeat((28 * lines) / 4)}。${NOTICE_FOOT}`;
  for (const length of [4, 20, 24, 28, 30]) {
    const made = await typesetDocument(
      parseBytes(
        Buffer.from(
          `虚构县人民政府公报\n\n2024年第1期\n\n2024年6月1日出版\n\n【政府文件】\n\n${words(length)}`,
        ),
      ),
      { issuance: 0, instrument: null },
    );
    assert.ok(made.ok, made.ok ? '' : made.error.message);
    const last = (await placedLines(made.value.bytes)).at(-1) ?? [];
    const colophon = last.find(({ text }) => text.includes('公报'));
    assert.ok(colophon && colophon.down > 245 * MM, `${length} lines: ${JSON.stringify(colophon)}`);
  }
});

function near(is: number, wanted: number, what: string): void {
  assert.ok(Math.abs(is - wanted) < 0.6, `${what}: ${is.toFixed(1)} for ${wanted.toFixed(1)} pt`);
}

test('no line begins with a mark that ends words, or ends with one that begins them', async () => {
  const { bytes } = await typeset(readFileSync(fromRoot('samples/lanhe-2024-02.txt')));
  const lines = (await placedLines(bytes)).flat();
  assert.ok(lines.length > 300, `${lines.length} lines`);
  for (const { text } of lines) {
    assert.doesNotMatch(text, /^[，。、；：！？）》”’】〕%]/u);
    assert.doesNotMatch(text, /[（《“‘【〔]$/u);
  }
});

test('half-width marks between Chinese are set in full width', async () => {
  const { bytes } = await typeset(
    `${NOTICE_HEAD}一、各局(办),请于9:00前报送:甲表(一式2份);乙表。${NOTICE_FOOT}`,
  );
  const text = (await placedLines(bytes))
    .flat()
    .map((l) => l.text)
    .join('');
  assert.ok(text.includes('一、各局（办），请于9:00前报送：甲表（一式2份）；乙表。'), text);
});

/** Nothing stands outside the paper, where a printer cuts it off: not even in the margin, but for the empty half of a last mark. */
async function assertOnPaper(bytes: Uint8Array, wide: number): Promise<void> {
  for (const { left, right, text } of (await placedLines(bytes)).flat())
    assert.ok(left > 25 * MM && right < wide - 23 * MM, `${left.toFixed()} to ${right.toFixed()}: ${text}`);
}

test('words without any blank are broken at the edge, and stay whole when they are read', async () => {
  const long = [
    `https://example.com/${'a'.repeat(300)}/b?c=d#e`,
    'A'.repeat(500),
    '1234567890'.repeat(60),
    '…'.repeat(90),
  ];
  const body = await typeset(
    `${NOTICE_HEAD}${long.map((w, i) => `${i + 1}.长串${w}完。`).join('\n\n')}${NOTICE_FOOT}`,
  );
  await assertOnPaper(body.bytes, 210 * MM);
  const table = await typeset(
    `${LIST_HEAD}序号\t网址\t说明\n${long.map((w, i) => `${i + 1}\t${w}\t说明`).join('\n')}\n`,
  );
  await assertOnPaper(table.bytes, 210 * MM);
  for (const { bytes } of [body, table]) {
    const { text } = await readBack(bytes);
    for (const words of long) assert.ok(text.includes(folded(words)), words);
  }
});

test('a table of fifteen columns lies under its title, and a cell longer than a page goes on', async () => {
  const columns = Array.from({ length: 14 }, (_, c) => `第${c + 2}列`);
  const rows = Array.from({ length: 30 }, (_, r) =>
    [String(r + 1), ...columns.map((_, c) => `内容${r}之${c}${'长'.repeat(c % 5)}`)].join('\t'),
  );
  const wide = await typeset(`${LIST_HEAD}序号\t${columns.join('\t')}\n${rows.join('\n')}\n`);
  await assertOnPaper(wide.bytes, 297 * MM);
  const pages = (await readBack(wide.bytes)).pages;
  const titled = pages.findIndex((page) => page.startsWith('虚构县事项清单'));
  assert.ok((pages[titled] ?? '').includes('内容0之0'), pages[titled] ?? 'no page');
  for (const row of rows)
    assert.ok(
      pages.some((page) => row.split('\t').every((c) => page.includes(c))),
      row,
    );

  const cell = Array.from({ length: 900 }, (_, i) => `第${i}项依据；`).join('');
  const tall = await typeset(`${LIST_HEAD}序号\t事项\t依据\n1\t甲\t${cell}\n2\t乙\t丙\n`);
  const text = (await readBack(tall.bytes)).pages.map((page) => page.replace('序号事项依据', '')).join('');
  assert.ok(tall.pages > 4 && text.includes(folded(cell).slice(4, -4)), `${tall.pages} pages`);
});
