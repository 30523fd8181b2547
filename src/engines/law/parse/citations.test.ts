import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Citation, Issuance } from './artifact.ts';
import { findCitations } from './citations.ts';
import { parseText } from './index.ts';

// Every document in this file is made up, and so are 安河市 and its 临川区.

function issuance(text: string, from: number, to: number, fields: Partial<Issuance>): Issuance {
  const title = fields.title ?? '';
  const titleAt = Math.max(from, text.indexOf(title.slice(0, 8), from));
  return {
    kind: null,
    number: null,
    title,
    titleSpan: [titleAt, titleAt + title.length],
    addressees: [],
    openingSpan: null,
    numberSpan: null,
    opening: null,
    signedBy: [],
    date: null,
    disclosed: null,
    attachments: [],
    instruments: [],
    span: [from, to],
    ...fields,
  };
}

const brief = ({ title, number, class: kind, resolution }: Citation) =>
  [title ?? '-', number ?? '-', kind, resolution].join(' | ');
const read = (text: string) => findCitations(text, [], []);

const readings: [name: string, text: string, expected: string[]][] = [
  [
    'a law whose last two characters are elsewhere no law: 算法, 用法',
    '《中华人民共和国预算法》《涉外民事关系法律适用法》《茶园用法》《渡口算法》',
    [
      '中华人民共和国预算法 | - | law | known_not_held',
      '涉外民事关系法律适用法 | - | law | known_not_held',
      '茶园用法 | - | other | unverified',
      '渡口算法 | - | other | unverified',
    ],
  ],
  [
    'a number right behind a date',
    '1996年6月28日安府〔1996〕68号公布，2015年安河市人民政府令第132号修订，二〇一八年三月一日安府〔2018〕3号',
    [
      '- | 安府〔1996〕68号 | normative | unverified',
      '- | 安河市人民政府令第132号 | rule | unverified',
      '- | 安府〔2018〕3号 | normative | unverified',
    ],
  ],
  [
    'the number of an order below its name, whatever ends the line and sets the next one in',
    '安河市人民政府令  \r\n　　第7号\r\n',
    ['- | 安河市人民政府令第7号 | rule | unverified'],
  ],
  [
    'a number behind the name of its issuer',
    '省政府川府发〔1981〕12号文件、国务院国发〔1985〕34号文件、市政府办〔2020〕3号文件',
    [
      '- | 川府发〔1981〕12号 | normative | unverified',
      '- | 国发〔1985〕34号 | normative | unverified',
      '- | 市政府办〔2020〕3号 | normative | unverified',
    ],
  ],
  [
    'brackets that a font turned into quotes',
    '《渡船检修办法》（安政发„2009‟3号）',
    ['渡船检修办法 | 安政发〔2009〕3号 | rule | known_not_held'],
  ],
  [
    'a title with its number',
    '《河道巡查办法》（安政发〔2019〕12号）',
    ['河道巡查办法 | 安政发〔2019〕12号 | rule | known_not_held'],
  ],
  [
    'half-width brackets',
    '《河道巡查办法》(安政发[2019]12号)',
    ['河道巡查办法 | 安政发〔2019〕12号 | rule | known_not_held'],
  ],
  [
    'lenticular brackets',
    '《河道巡查方案》（安政发【2019】12号）',
    ['河道巡查方案 | 安政发〔2019〕12号 | normative | known_not_held'],
  ],
  [
    'small tortoise-shell brackets',
    '《河道巡查方案》（安政发﹝2019﹞12号）',
    ['河道巡查方案 | 安政发〔2019〕12号 | normative | known_not_held'],
  ],
  [
    'another bracket first',
    '《高中教育方案》(2018—2020年)(安政发〔2018〕80号)',
    ['高中教育方案 | 安政发〔2018〕80号 | normative | known_not_held'],
  ],
  [
    'a trial mark first',
    '《奖励办法》（试行）（安政发〔2018〕8号）',
    ['奖励办法 | 安政发〔2018〕8号 | rule | known_not_held'],
  ],
  [
    'a trial mark inside',
    '《奖励办法（试行）》（安政发〔2018〕8号）',
    ['奖励办法（试行） | 安政发〔2018〕8号 | rule | known_not_held'],
  ],
  [
    'a number without brackets after the title',
    '1.《奖励方案》安政发〔2018〕8号',
    ['奖励方案 | 安政发〔2018〕8号 | normative | known_not_held'],
  ],
  [
    'a number before the title',
    '按照安政发〔2018〕8号《奖励方案》执行',
    ['奖励方案 | 安政发〔2018〕8号 | normative | known_not_held'],
  ],
  [
    'a bracketed number before the title',
    '（安政发〔2018〕8号）《奖励方案》',
    ['奖励方案 | 安政发〔2018〕8号 | normative | known_not_held'],
  ],
  [
    'a number between two titles belongs to the one it follows',
    '《甲乙方案》（安政发〔2018〕8号）《丙丁方案》',
    ['甲乙方案 | 安政发〔2018〕8号 | normative | known_not_held', '丙丁方案 | - | normative | unverified'],
  ],
  [
    'side by side in running text, the last title has the number',
    '《甲乙条例》《丙丁规定》（安政发〔2018〕8号）',
    ['甲乙条例 | - | regulation | known_not_held', '丙丁规定 | 安政发〔2018〕8号 | rule | known_not_held'],
  ],
  [
    'a list entry of titles only shares its number',
    '8.《甲乙意见》《丙丁意见》（安政发〔2018〕13号）',
    [
      '甲乙意见 | 安政发〔2018〕13号 | normative | known_not_held',
      '丙丁意见 | 安政发〔2018〕13号 | normative | known_not_held',
    ],
  ],
  [
    'a notice shares its number with what it issues',
    '关于印发《甲乙办法》《丙丁方案》的通知（安政发〔2018〕13号）',
    [
      '甲乙办法 | 安政发〔2018〕13号 | rule | known_not_held',
      '丙丁方案 | 安政发〔2018〕13号 | normative | known_not_held',
    ],
  ],
  [
    'a forwarding notice keeps its own number',
    '关于转发《甲乙办法的通知》的通知（安政发〔2018〕1号）',
    ['甲乙办法的通知 | - | normative | unverified', '- | 安政发〔2018〕1号 | normative | unverified'],
  ],
  [
    'an order number',
    '《养鱼管理办法（试行）》（渔业部公告第1692号）',
    ['养鱼管理办法（试行） | 渔业部公告第1692号 | rule | known_not_held'],
  ],
  ['an order on its own', '根据国务院令第 999 号', ['- | 国务院令第999号 | regulation | unverified']],
  [
    'a standard in the title',
    '参照《排放标准(GB99999—2001)》执行',
    ['排放标准 | GB99999-2001 | standard | known_not_held'],
  ],
  [
    'a standard after the title',
    '《工作指南》（GB / T 99999—2021）',
    ['工作指南 | GB/T99999-2021 | standard | known_not_held'],
  ],
  ['a standard on its own', '执行GB/T 99999-2021的要求', ['- | GB/T99999-2021 | standard | known_not_held']],
  [
    'nested angle marks',
    '《关于印发〈人员编制规定〉的通知》（厅字〔2018〕53号）',
    ['关于印发〈人员编制规定〉的通知 | 厅字〔2018〕53号 | party | known_not_held'],
  ],
  [
    'nested title marks',
    '《关于印发《人员规定》的通知》（安党办〔2018〕5号）',
    ['关于印发《人员规定》的通知 | 安党办〔2018〕5号 | party | known_not_held'],
  ],
  [
    'a number broken by a page',
    '《甲乙方案》（安党办〔2023〕\n\n88号）文件',
    ['甲乙方案 | 安党办〔2023〕88号 | party | known_not_held'],
  ],
  [
    'a 代字 broken by a page',
    '《甲乙预案》（安\n\n政办发〔2017〕257号）',
    ['甲乙预案 | 安政办发〔2017〕257号 | normative | known_not_held'],
  ],
  [
    'a bracket on the next page',
    '《甲乙预案》\n\n(安政办发〔2018〕192号)',
    ['甲乙预案 | 安政办发〔2018〕192号 | normative | known_not_held'],
  ],
  [
    'a title broken by a page',
    '《旅游业发展扶\n\n持奖励办法（试行）》（安政规发〔2019〕1号）',
    ['旅游业发展扶持奖励办法（试行） | 安政规发〔2019〕1号 | rule | known_not_held'],
  ],
  [
    'a title broken by a line',
    '《促进3岁以下\n婴幼儿照护方案》',
    ['促进3岁以下婴幼儿照护方案 | - | normative | unverified'],
  ],
  [
    'an unclosed title stays in its paragraph',
    '根据《甲乙办法\n\n一、总则\n《丙丁方案》',
    ['甲乙办法 | - | rule | malformed', '丙丁方案 | - | normative | unverified'],
  ],
  [
    'an unclosed title before another',
    '根据《甲乙办法、《丙丁方案》等',
    ['甲乙办法 | - | rule | malformed', '丙丁方案 | - | normative | unverified'],
  ],
  [
    'one closing mark short',
    '《关于印发《甲乙办法的通知》精神',
    ['关于印发《甲乙办法的通知 | - | normative | malformed'],
  ],
  [
    'an unclosed title with a number',
    '《甲乙方案（安政发〔2018〕8号）',
    ['甲乙方案 | 安政发〔2018〕8号 | normative | malformed'],
  ],
  ['an empty title', '《》', ['- | - | other | malformed']],
  [
    'a number without 号',
    '《甲乙方案》（安政发〔2018〕8）',
    ['甲乙方案 | 安政发〔2018〕8 | normative | malformed'],
  ],
  [
    'spaces inside a number',
    '《甲乙方案》（安政发 〔 2018 〕 8 号）',
    ['甲乙方案 | 安政发〔2018〕8号 | normative | known_not_held'],
  ],
  [
    'zero-width characters',
    '《甲\u200b乙方案》（安政发〔20\u200b18〕\u200b8号）',
    ['甲乙方案 | 安政发〔2018〕8号 | normative | known_not_held'],
  ],
  [
    '第 and padding',
    '《甲乙方案》（安政发〔2018〕第008号）',
    ['甲乙方案 | 安政发〔2018〕8号 | normative | known_not_held'],
  ],
  [
    'a permit number',
    '准印证：安新出管（河）字〔2023〕\n\n第 096 号',
    ['- | 安新出管(河)字〔2023〕96号 | certificate | unverified'],
  ],
  ['a certificate', '取得《食品经营许可证》后', ['食品经营许可证 | - | certificate | unverified']],
  ['a gazette', '《临川区人民政府公报》', ['临川区人民政府公报 | - | gazette | unverified']],
  ['a statistical bulletin is no gazette', '《2022年统计公报》', ['2022年统计公报 | - | other | unverified']],
  [
    'a plan',
    '《安河市水利发展规划（2021—2025年）》',
    ['安河市水利发展规划（2021—2025年） | - | plan | unverified'],
  ],
  [
    'a national law',
    '《中华人民共和国水法》《行政处罚法》',
    ['中华人民共和国水法 | - | law | known_not_held', '行政处罚法 | - | law | known_not_held'],
  ],
  ['a way of working is no law', '推广《三色工作法》', ['三色工作法 | - | other | unverified']],
  [
    'a local regulation is not national',
    '《安河市河道条例》和临川区《巡河条例》',
    ['安河市河道条例 | - | regulation | unverified', '巡河条例 | - | regulation | unverified'],
  ],
  [
    'two numbers for one title leave it open',
    '《甲乙方案》（安政发〔2018〕8号）。《甲乙方案》（安政发〔2022〕9号）。按《甲乙方案》',
    [
      '甲乙方案 | 安政发〔2018〕8号 | normative | known_not_held',
      '甲乙方案 | 安政发〔2022〕9号 | normative | known_not_held',
      '甲乙方案 | - | normative | ambiguous',
    ],
  ],
  [
    'a bare number is known once the text titles it',
    '《甲乙方案》（安政发〔2018〕8号）。按安政发〔2018〕8号办理',
    [
      '甲乙方案 | 安政发〔2018〕8号 | normative | known_not_held',
      '- | 安政发〔2018〕8号 | normative | known_not_held',
    ],
  ],
  [
    'an abbreviation stands for what it abbreviates',
    '《中华人民共和国水法》（以下简称《水法》）规定',
    ['中华人民共和国水法 | - | law | known_not_held', '水法 | - | law | known_not_held'],
  ],
  [
    'several numbers in one bracket',
    '《甲乙决定》（安政发〔2018〕8号、安政发〔2020〕9号）',
    [
      '甲乙决定 | 安政发〔2018〕8号 | normative | known_not_held',
      '- | 安政发〔2020〕9号 | normative | unverified',
    ],
  ],
];
for (const [name, text, expected] of readings) {
  test(`citations: ${name}`, () => {
    assert.deepEqual(read(text).map(brief), expected);
  });
}

test('the span holds the title, its number and the closing bracket, and nothing that belongs to the next sentence', () => {
  const text = '依据《甲乙方案》（安政发〔2018〕8号）和安政发〔2019〕1号，以下简称《方案》。';
  assert.deepEqual(
    read(text).map(({ span }) => text.slice(...span)),
    ['《甲乙方案》（安政发〔2018〕8号）', '安政发〔2019〕1号', '《方案》'],
  );
});

const NOTICE = `安河市临川区人民政府关于印发《临川区河长办法（试行）》的通知

临政发〔2023〕5号

《临川区河长办法（试行）》已经同意，本通知自印发之日起施行。

临川区河长办法（试行）

第一条 依据安河市《河长办法》和《安河市临川区河长办法（试行）》（临政发〔2023〕5号），制定本办法。本方案另行制定。

第二条 《临川区巡河方案》（临政发〔2020〕7号）印发后，该方案继续执行。临政发〔2023〕5号文件和《临川区河长办法（试行）》（临政发〔2020〕7号）见附件。《安河市河长办法（试行）》另见。2018年印发的《临川区河长办法（试行）》同时废止。
`;

function notice(): Issuance {
  const at = NOTICE.indexOf('临川区河长办法（试行）\n\n第一条');
  const title = '临川区河长办法（试行）';
  return issuance(NOTICE, 0, NOTICE.length, {
    title: '安河市临川区人民政府关于印发《临川区河长办法（试行）》的通知',
    number: '临政发〔2023〕5号',
    instruments: [
      { title, titleSpan: [at, at + title.length], clauses: [], tables: [], span: [at, NOTICE.length] },
    ],
  });
}

test('inside an issuance: self, links by number and title, anaphora, and no link where two could be meant', () => {
  const found = findCitations(NOTICE, [notice()], []).map(
    ({ span, role, resolution, target }) => `${NOTICE.slice(...span)} ${role} ${resolution} ${target ?? '-'}`,
  );
  assert.deepEqual(found, [
    '《临川区河长办法（试行）》 self by_title instrument:0/0',
    '临政发〔2023〕5号 self exact issuance:0',
    '《临川区河长办法（试行）》 mention by_title instrument:0/0',
    '本通知 anaphor exact issuance:0',
    '《河长办法》 mention unverified -',
    '《安河市临川区河长办法（试行）》（临政发〔2023〕5号） mention exact instrument:0/0',
    '本办法 anaphor exact instrument:0/0',
    '本方案 anaphor unverified -',
    '《临川区巡河方案》（临政发〔2020〕7号） mention known_not_held -',
    '该方案 anaphor known_not_held -',
    '临政发〔2023〕5号 mention by_number issuance:0',
    '《临川区河长办法（试行）》（临政发〔2020〕7号） mention ambiguous -',
    '《安河市河长办法（试行）》 mention unverified -',
    '《临川区河长办法（试行）》 mention ambiguous -',
  ]);
});

test('a number held twice is never linked by the number alone', () => {
  const text =
    '甲通知\n临政发〔2023〕5号\n\n乙通知\n临政发〔2023〕5号\n\n见临政发〔2023〕5号，临政发〔2023〕5号。';
  const middle = text.indexOf('乙通知');
  const pair = [
    issuance(text, 0, middle, { title: '甲通知', number: '临政发〔2023〕5号' }),
    issuance(text, middle, text.length, { title: '乙通知', number: '临政发〔2023〕5号' }),
  ];
  const found = findCitations(text, pair, []);
  assert.deepEqual(
    found.map((one) => `${one.role} ${one.resolution} ${one.target}`),
    ['self exact issuance:0', 'self exact issuance:1', 'mention ambiguous null', 'mention ambiguous null'],
  );
});

test('a contents entry has the role contents and resolves like any other', () => {
  const text =
    '- 关于印发《甲乙方案》\n的通知\n(临政发〔2023〕5号) 3\n\n关于印发《甲乙方案》的通知\n\n临政发〔2023〕5号\n';
  const start = text.lastIndexOf('关于印发');
  const held = issuance(text, start, text.length, {
    title: '关于印发《甲乙方案》的通知',
    number: '临政发〔2023〕5号',
  });
  const entry = { section: null, title: '', number: null, page: 3, span: [0, start - 2] as [number, number] };
  const [first] = findCitations(text, [{ ...held, titleSpan: [start, start + 13] }], [entry]);
  assert.equal(first?.role, 'contents');
  assert.equal(first?.resolution, 'exact');
  assert.equal(first?.target, 'issuance:0');
});

const pieces = fc.constantFrom(
  '《',
  '》',
  '〈',
  '〉',
  '〔',
  '〕',
  '[',
  ']',
  '（',
  '）',
  '(',
  ')',
  '2023',
  '5',
  '号',
  '第',
  '安政发',
  '办法',
  '的通知',
  '关于印发',
  '本',
  '该',
  '上述文件',
  '令',
  '公告',
  '、',
  '，',
  '。',
  '\n',
  '\n\n',
  ' ',
  '\t',
  '\u200b',
  'GB/T 1',
  '-',
  '简称',
  '1.',
  '条例',
  '法',
);
const anyText = fc.oneof(
  fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

test('on any text: no throw, spans valid, in order and apart, every 《 in exactly one citation, the same each time', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const found = read(text);
      let end = 0;
      for (const { span } of found) {
        assert.ok(span[0] >= end && span[1] > span[0] && span[1] <= text.length);
        end = span[1];
      }
      for (const { index } of text.matchAll(/《/g)) {
        assert.equal(found.filter(({ span }) => span[0] <= index && index < span[1]).length, 1);
      }
      assert.deepEqual(read(text), found);
    }),
    { numRuns: 2000 },
  );
});

test('a title never runs over a paragraph that starts a new block', () => {
  const blocks = fc.constantFrom('\n\n一、', '\n\n（一）', '\n第一条 ', '。\n\n', '\n\n1.', '\n附件');
  fc.assert(
    fc.property(blocks, fc.constantFrom('》', '办法》', '《甲》》'), (block, rest) => {
      const [first] = read(`《甲乙${block}${rest}`);
      assert.equal(first?.resolution, 'malformed');
      assert.ok((first?.span[1] ?? 99) <= 3);
    }),
  );
});

const shared = process.env.GONGBAO_SHARED ?? new URL('../../../../../shared', import.meta.url).pathname;
const gazette = `${shared}/gazette/xixia-2023-04.txt`;

test('the real issue: every 《 and every 〔 stands in exactly one citation', {
  skip: existsSync(gazette) ? false : 'the gazette is not at hand',
}, () => {
  const text = readFileSync(gazette, 'utf8');
  const found = read(text);
  for (const mark of ['《', '〔']) {
    let total = 0;
    for (const { index } of text.matchAll(new RegExp(mark, 'g'))) {
      total += 1;
      assert.equal(
        found.filter(({ span }) => span[0] <= index && index < span[1]).length,
        1,
        text.slice(index, index + 20),
      );
    }
    assert.equal(total, mark === '《' ? 471 : 136);
  }
  assert.equal(found.filter((one) => one.resolution === 'malformed').length, 0);
  const numberOf = (title: string) => [
    ...new Set(found.filter((one) => one.title === title).map((one) => one.number)),
  ];
  assert.deepEqual(numberOf('西夏区普及高中阶段教育实施方案'), ['银西政办发〔2018〕80号']);
  assert.deepEqual(numberOf('西夏区非法集资突发事件应急预案'), ['银西政办发〔2017〕257号']);
  assert.deepEqual(numberOf('银川市用能权有偿使用和交易改革实施方案'), ['银党办〔2023〕88号']);
  assert.deepEqual(numberOf('西夏区农村集体经济组织清产核资指导意见'), ['银西政办发〔2018〕13号']);
  assert.deepEqual(numberOf('养蜂管理办法(试行)'), ['农业部公告第1692号']);
  assert.deepEqual(numberOf('全国一体化政务服务平台线上线下融合工作指南'), ['GB/T40756-2021']);
});

test('the real issue: where its citations point', {
  skip: existsSync(gazette) ? false : 'the gazette is not at hand',
}, () => {
  const { citations, issuances } = parseText(readFileSync(gazette, 'utf8'));
  const self = citations.filter((one) => one.role === 'self' && one.title === null);
  assert.equal(self.length, issuances.filter((one) => one.number !== null).length);
  assert.ok(self.every((one) => one.target === `issuance:${one.issuance}` && one.resolution === 'exact'));
  const contents = citations.filter((one) => one.role === 'contents');
  assert.equal(contents.length, 17);
  assert.ok(contents.every((one) => one.target !== null));
  const mentions = (title: string) =>
    citations
      .filter((one) => one.title === title && one.role === 'mention')
      .map((one) => `${one.resolution} ${one.target}`);
  assert.deepEqual(new Set(mentions('森林防火条例')), new Set(['known_not_held law:森林防火条例']));
  assert.deepEqual(mentions('民法典'), ['known_not_held law:中华人民共和国民法典']);
  assert.deepEqual(mentions('银川市西夏区用能权有偿使用和交易改革实施方案'), ['by_title instrument:3/0']);
  // Another author's documents of nearly the same name are not linked.
  assert.deepEqual(
    new Set(mentions('银川市用能权有偿使用和交易改革实施方案')),
    new Set(['known_not_held null']),
  );
  assert.deepEqual(mentions('关于推进法治政府建设“八大提升行动”实施方案的通知'), ['unverified null']);
  const anaphora = citations.filter((one) => one.role === 'anaphor' && one.issuance === 1);
  assert.deepEqual(
    anaphora.filter((one) => one.resolution === 'unverified').length,
    2,
    'the two words quoted from another document',
  );
});

test('a national law in traditional characters points at its one entry', () => {
  const [law] = read('《中華人民共和國立法法》');
  assert.equal(law?.title, '中華人民共和國立法法');
  assert.equal(law?.target, 'law:中华人民共和国立法法');
});

test('time is linear where one title and number come back in document after document', () => {
  const unit =
    '安河市人民政府关于巡查河道的通知\n\n安政发〔2024〕1号\n\n各区人民政府：\n\n《安河市人民政府关于巡查河道的通知》（安政发〔2024〕1号）印发给你们。\n\n安河市人民政府\n2024年3月1日\n\n';
  const time = (n: number) => {
    const { issuances } = parseText(unit.repeat(n));
    const start = process.cpuUsage().user;
    findCitations(unit.repeat(n), issuances, []);
    return (process.cpuUsage().user - start) / 1000;
  };
  time(100);
  const least = (n: number) => Math.min(time(n), time(n), time(n));
  const grows = () => least(4000) >= Math.max(least(1000), 2) * 14;
  // On a busy machine one measure means little: three in a row do.
  assert.ok(!(grows() && grows() && grows()));
});
