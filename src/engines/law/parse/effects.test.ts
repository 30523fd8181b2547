import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Issuance, ParsedEffect } from './artifact.ts';
import { findEffects } from './effects.ts';
import { actionOf } from './effects-edits.ts';
import { parseText } from './index.ts';
import { findPeriods } from './periods.ts';

// Every document in this file is made up, and so are 安河市 and its 临川区.

function whole(text: string, fields: Partial<Issuance> = {}): Issuance[] {
  const one: Issuance = {
    kind: null,
    number: '临政发〔2023〕5号',
    title: '临川区河道办法',
    titleSpan: [0, 0],
    addressees: [],
    opening: null,
    signedBy: [],
    date: '2023-03-10',
    disclosed: null,
    attachments: [],
    instruments: [],
    span: [0, text.length],
    ...fields,
  };
  return [one];
}

const brief = ({ kind, stage, targetTitle, targetNumber, date, precision }: ParsedEffect) =>
  [
    stage === 'proposed' ? `拟${kind}` : kind,
    targetTitle ?? '-',
    targetNumber ?? '-',
    date ?? precision,
  ].join(' | ');
const read = (text: string) => findEffects(text, whole(text));
const OWN = '临川区河道办法 | 临政发〔2023〕5号';

const stated: [text: string, expected: string[]][] = [
  ['本办法自2023年5月1日起施行。', [`commence | ${OWN} | 2023-05-01`]],
  ['第九条 本办法自二〇二三年五月一日起正式施行。', [`commence | ${OWN} | 2023-05-01`]],
  ['本通知自印发之日起施行。', [`commence | ${OWN} | 2023-03-10`]],
  ['本办法自公布之日起30日后施行。', [`commence | ${OWN} | 2023-04-09`]],
  ['2023年5月1日 施行\n\n第一条 略', [`commence | ${OWN} | 2023-05-01`]],
  [
    '本办法自2023年5月1日起施行，有效期5年。',
    [`commence | ${OWN} | 2023-05-01`, `expire | ${OWN} | 2028-05-01`],
  ],
  [
    '本办法自2023年5月1日起施行，有效期至2025年4月30日。',
    [`commence | ${OWN} | 2023-05-01`, `expire | ${OWN} | 2025-05-01`],
  ],
  [
    '本办法自2023年5月1日起施行。有效期二年。',
    [`commence | ${OWN} | 2023-05-01`, `expire | ${OWN} | 2025-05-01`],
  ],
  [
    '（三）本令有效期：自2023年9月30日至2024年6月1日。',
    [`commence | ${OWN} | 2023-09-30`, `expire | ${OWN} | 2024-06-02`],
  ],
  ['本办法有效期至2025年12月。', [`expire | ${OWN} | 2026-01-01`]],
  [
    '本办法自2023年5月1日起施行，《临川区巡河办法》（临政发〔2018〕7号）同时废止。',
    [`commence | ${OWN} | 2023-05-01`, 'repeal | 临川区巡河办法 | 临政发〔2018〕7号 | 2023-05-01'],
  ],
  [
    '本办法自2023年5月1日起施行。2018年7月1日印发的《临川区甲办法》（临政发〔2018〕7号）、《临川区乙办法》同时废止。',
    [
      `commence | ${OWN} | 2023-05-01`,
      'repeal | 临川区甲办法 | 临政发〔2018〕7号 | 2023-05-01',
      'repeal | 临川区乙办法 | - | 2023-05-01',
    ],
  ],
  [
    '《临川区甲方案》（临政发〔2018〕7号）自2023年6月1日起废止。',
    ['repeal | 临川区甲方案 | 临政发〔2018〕7号 | 2023-06-01'],
  ],
  [
    '经研究，决定废止《临川区甲方案》（临政发〔2018〕7号）。',
    ['repeal | 临川区甲方案 | 临政发〔2018〕7号 | unknown'],
  ],
  [
    '《临川区甲方案》（临政发〔2018〕7号）停止执行。',
    ['repeal | 临川区甲方案 | 临政发〔2018〕7号 | unknown'],
  ],
  [
    '《临川区甲方案》（临政发〔2018〕7号）拟予以废止。',
    ['拟repeal | 临川区甲方案 | 临政发〔2018〕7号 | unknown'],
  ],
  ['《临川区甲方案》（临政发〔2018〕7号）宣布失效。', ['lapse | 临川区甲方案 | 临政发〔2018〕7号 | unknown']],
  ['《临川区甲方案》（临政发〔2018〕7号）继续有效。', ['keep | 临川区甲方案 | 临政发〔2018〕7号 | unknown']],
  [
    '《临川区甲方案》（临政发〔2018〕7号）暂停执行。',
    ['suspend | 临川区甲方案 | 临政发〔2018〕7号 | unknown'],
  ],
  [
    '将《临川区甲方案》（临政发〔2018〕7号）有效期延长至2025年12月31日。',
    ['extend | 临川区甲方案 | 临政发〔2018〕7号 | 2026-01-01'],
  ],
  [
    '《临川区甲方案》（临政发〔2018〕7号）由《临川区乙方案》代替。',
    ['replace | 临川区甲方案 | 临政发〔2018〕7号 | unknown'],
  ],
  [
    '《临川区甲通知》（临政发〔2022〕9号）自2022年11月18日起施行。',
    ['commence | 临川区甲通知 | 临政发〔2022〕9号 | 2022-11-18'],
  ],
  ['《临川区甲方案》中已废止《临川区乙方案》（临政发〔2018〕7号）。', []],
  ['《临川区甲方案》已被废止。', []],
  ['原依据是否已经被修改、废止、失效。', []],
  ['凡与本办法不一致的《临川区甲方案》条款停止执行。', []],
  ['取得资格证书，证书有效期5年。', []],
  ['《食品经营许可证》自发证之日起有效期为五年，逾期作废。', []],
  ['补贴标准自2023年7月1日起执行。', []],
  ['关于废止《临川区甲方案》的请示已收悉。', []],
  ['加强组织实施，按期执行。', []],
];
for (const [text, expected] of stated) {
  test(`stated: ${text.replace(/\n/g, '⏎')}`, () => {
    assert.deepEqual(read(text).map(brief), expected);
  });
}

test('an instrument that names its own end gets its own title and the number of its issuance', () => {
  const text = '关于印发甲方案的通知\n\n本通知自印发之日起施行。\n\n甲方案\n\n本方案自2023年5月1日起施行。';
  const at = text.indexOf('甲方案\n\n本方案');
  const carried = {
    title: '甲方案',
    titleSpan: [at, at + 3] as [number, number],
    clauses: [],
    tables: [],
    span: [at, text.length] as [number, number],
  };
  const held = whole(text, { title: '关于印发甲方案的通知', instruments: [carried] });
  assert.deepEqual(findEffects(text, held).map(brief), [
    'commence | 关于印发甲方案的通知 | 临政发〔2023〕5号 | 2023-03-10',
    'commence | 甲方案 | 临政发〔2023〕5号 | 2023-05-01',
  ]);
});

test('自公布之日起 without a known day of issue has no day', () => {
  const text = '本办法自公布之日起施行。';
  assert.deepEqual(findEffects(text, whole(text, { date: null })).map(brief), [
    `commence | ${OWN} | unknown`,
  ]);
});

const REPEAL_LIST = `附件：1. 拟废止的临川区文件目录
2. 拟保留的临川区文件目录

附件 1

拟废止的临川区文件目录
(7 件)

- 1.《甲方案》(临政办发〔2005〕37号),该方案已不适用。
2.《乙长效机制》(临政办发〔2017〕60号),市政府印发《丙方案的通知》(安政办规发〔2018〕15号)文件,已无必要。
3.关于转发《安河市有奖举报办法(试行)的通知》的通知(临政办发〔2018〕1号),已有新办法。
4.《丁方案》(2018—2020年)(临政办发〔2018〕80号),已完成。
5.转发市政府关于印发《戊意见》（临政办发〔2018〕88号）,因《己方案》（临未保办发〔2018〕1号）,《戊意见》（临政办发〔2018〕88号）已无必要。
6.《庚预案》，因《辛通知》（临政办发〔2022〕59号）自2022年11月18日施行，包含《庚预案》。
7.《壬方案》（临

政办发〔2020〕11号），《壬方案》（临政发〔2022〕48号）中已废止《壬方案》（临政办发〔2020〕11号）。

附件 2

拟保留的临川区文件目录 (3 件)

1.《癸意见》《子意见》（临政办发〔2018〕13号）

2.《临川区禁火令》

3.关于进一步加强河道管理，促进水利发展的通知（临政发〔2019〕4号）

本区其他事项另行通知。
`;

test('a clean-up list: each entry with its own number and title, whatever its reason names', () => {
  assert.deepEqual(read(REPEAL_LIST).map(brief), [
    '拟repeal | 甲方案 | 临政办发〔2005〕37号 | unknown',
    '拟repeal | 乙长效机制 | 临政办发〔2017〕60号 | unknown',
    '拟repeal | 关于转发《安河市有奖举报办法(试行)的通知》的通知 | 临政办发〔2018〕1号 | unknown',
    '拟repeal | 丁方案 | 临政办发〔2018〕80号 | unknown',
    '拟repeal | 转发市政府关于印发《戊意见》 | 临政办发〔2018〕88号 | unknown',
    '拟repeal | 庚预案 | - | unknown',
    '拟repeal | 壬方案 | 临政办发〔2020〕11号 | unknown',
    '拟keep | 《癸意见》《子意见》 | 临政办发〔2018〕13号 | unknown',
    '拟keep | 临川区禁火令 | - | unknown',
    '拟keep | 关于进一步加强河道管理，促进水利发展的通知 | 临政发〔2019〕4号 | unknown',
  ]);
});

test('the reason is what follows the name, and an entry ends where the list does', () => {
  const found = read(REPEAL_LIST);
  assert.equal(found[0]?.reason, '该方案已不适用。');
  assert.equal(found[7]?.reason, null);
  assert.ok(REPEAL_LIST.slice(...(found[9]?.span ?? [0, 0])).endsWith('4号）'));
});

const headings: [heading: string, expected: string | undefined][] = [
  ['决定废止的规范性文件目录', 'repeal'],
  ['宣布失效的规范性文件目录（1件）', 'lapse'],
  ['继续有效的行政规范性文件清单', 'keep'],
  ['拟修改的文件目录及修改内容 (1件)', '拟amend'],
  ['二、建议废止的文件目录', '拟repeal'],
  ['经研究，决定废止下列规范性文件：', 'repeal'],
  ['废止、保留和修改的文件目录', undefined],
  ['取消的证明事项清单', undefined],
];
for (const [heading, expected] of headings) {
  test(`the heading ${heading} makes its entries ${expected ?? 'no effects'}`, () => {
    const [found] = read(`${heading}\n\n1.《甲方案》（临政发〔2018〕7号）\n2.《乙方案》\n`);
    assert.equal(found && brief(found).split(' | ')[0], expected);
  });
}

test('a list of things that are no documents is no clean-up list', () => {
  assert.deepEqual(read('保留的证明事项清单\n\n1.户籍证明，派出所出具\n2.收入证明，单位出具\n'), []);
});

test('a list printed as a table: number, name and reason each in a cell', () => {
  const text =
    '决定废止的文件目录\n\n序号\t文件名称\t文号\t理由\n1\t《甲方案》\t临政发〔2018〕7号\t任务已完成\n2\t《乙方案》\t临政发[2019]8号\t\n';
  const found = read(text);
  assert.deepEqual(found.map(brief), [
    'repeal | 甲方案 | 临政发〔2018〕7号 | unknown',
    'repeal | 乙方案 | 临政发〔2019〕8号 | unknown',
  ]);
  assert.equal(found[0]?.reason, '任务已完成');
});

test('an amendment keeps its instructions in print order', () => {
  const text =
    '拟修改的文件目录及修改内容\n\n1.《甲方案》(临政发〔2017〕17号)\n\n(1)将标题中“划分”改为“划定”。\n\n(2)删去七(一)中的“限养区”。\n\n（3）第五条修改为：按年公布。\n（4）增加一条作为第九条。\n(5)略。\n\n附件4\n';
  const [found] = read(text);
  assert.equal(found?.targetNumber, '临政发〔2017〕17号');
  assert.deepEqual(
    found?.instructions?.map((one) => `${one.label}${one.action}`),
    ['（1）rename', '（2）delete', '（3）replace', '（4）insert', '（5）other'],
  );
});

test('an amending decision: 对《…》作如下修改, with its paragraphs as instructions', () => {
  const text =
    '决定对《甲办法》（临政发〔2017〕17号）作如下修改：\n\n一、将第二条修改为：每年公布一次。\n\n二、删除第三条。\n';
  const [found] = read(text);
  assert.equal(found && brief(found), 'amend | 甲办法 | 临政发〔2017〕17号 | unknown');
  assert.deepEqual(
    found?.instructions?.map((one) => one.action),
    ['replace', 'delete'],
  );
});

test('a new title or a new name for a body is rename', () => {
  assert.equal(actionOf('部门名称作相应修改'), 'rename');
  assert.equal(actionOf('删去“四、类型”的全部内容'), 'delete');
});

const periods: [text: string, name: string, kind: string, from: string, until: string][] = [
  ['2023年12月1日至2024年4月30日为苇场防火期', '苇场防火期', 'season', '2023-12-01', '2024-05-01'],
  ['本令有效期：自2023年9月30日至2024年6月1日', '有效期', 'validity', '2023-09-30', '2024-06-02'],
  ['2023年3月1日至6月30日为禁渔期', '禁渔期', 'season', '2023-03-01', '2023-07-01'],
  ['公示时间：2023年3月1日至7日', '公示时间', 'period', '2023-03-01', '2023-03-08'],
  ['二〇二三年三月一日至二〇二三年四月三十日为宣传月', '宣传月', 'period', '2023-03-01', '2023-05-01'],
];
for (const [text, name, kind, from, until] of periods) {
  test(`period: ${text}`, () => {
    assert.deepEqual(
      findPeriods(text, []).map((one) => [one.name, one.kind, one.from, one.until]),
      [[name, kind, from, until]],
    );
  });
}

test('the validity of a document that states its end is a period from its commencement', () => {
  const text = '本办法自2023年5月1日起施行，有效期5年。';
  assert.deepEqual(
    findPeriods(text, whole(text)).map((one) => [one.kind, one.from, one.until, one.issuance]),
    [['validity', '2023-05-01', '2028-05-01', 0]],
  );
});

test('traditional characters: repeal from the day of commencement, titles as printed', () => {
  const text = '本辦法自2024年5月1日起實施，《圖書外借規則》（青禾府發〔2018〕9號）同時廢止。';
  assert.deepEqual(read(text).map(brief), [
    `commence | ${OWN} | 2024-05-01`,
    'repeal | 圖書外借規則 | 青禾府发〔2018〕9号 | 2024-05-01',
  ]);
});

test('a repeal from the day of issue takes that day', () => {
  assert.deepEqual(read('《甲方案》（临政发〔2018〕7号）自本通知印发之日起停止执行。').map(brief), [
    'repeal | 甲方案 | 临政发〔2018〕7号 | 2023-03-10',
  ]);
});

test('a draft for consultation only proposes', () => {
  const text = '第二条 本办法自2024年10月1日起施行。《甲规定》（临政发〔2016〕4号）同时废止。';
  const draft = whole(text, { title: '临川区施工办法（征求意见稿）', number: null });
  assert.deepEqual(
    findEffects(text, draft).map((one) => one.stage),
    ['proposed', 'proposed'],
  );
});

test('what a decision repeals ends on the day from which the decision applies', () => {
  const text =
    '废止下列规范性文件：\n\n（一）《甲办法》（临政发〔2015〕3号）；\n\n（二）《乙办法》。\n\n宣布《丙方案》失效。《丁办法》继续有效。\n\n本决定自2024年9月1日起施行。';
  assert.deepEqual(findEffects(text, whole(text, { title: '临川区决定' })).map(brief), [
    'repeal | 甲办法 | 临政发〔2015〕3号 | 2024-09-01',
    'repeal | 乙办法 | - | 2024-09-01',
    'lapse | 丙方案 | - | 2024-09-01',
    'keep | 丁办法 | - | unknown',
    'commence | 临川区决定 | 临政发〔2023〕5号 | 2024-09-01',
  ]);
});

test('what stands outside every document is no effect', () => {
  assert.deepEqual(findEffects('第二十条 本办法自2024年9月1日起施行。', []), []);
});

test('a range of dates without a name, or one that runs backwards, is no period', () => {
  assert.deepEqual(
    findPeriods('产量（2021—2025年）由2022年3月1日至2021年3月1日，2023年1月1日至5日，', []),
    [],
  );
});

const pieces = fc.constantFrom(
  '拟废止的文件目录',
  '\n',
  '\n\n',
  '1.',
  '2.',
  '（1）',
  '《甲》',
  '《',
  '》',
  '（临政发〔2018〕7号）',
  '自',
  '2023年5月1日',
  '至',
  '起施行',
  '同时废止',
  '有效期',
  '5年',
  '本办法',
  '，',
  '。',
  '作如下修改：',
  '由',
  '代替',
  '\t',
  '附件',
  '为防火期',
  '延长',
);

test('on any text: no throw, spans inside it and in order, the same each time', () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
      const text = parts.join('');
      const effects = read(text);
      let start = 0;
      for (const { span } of [...effects]) {
        assert.ok(span[0] >= start && span[1] >= span[0] && span[1] <= text.length);
        start = span[0];
      }
      for (const { span, from, until } of findPeriods(text, [])) {
        assert.ok(span[0] < span[1] && span[1] <= text.length && (from ?? '') < (until ?? ''));
      }
      assert.deepEqual(read(text), effects);
    }),
    { numRuns: 2000 },
  );
});

const shared = process.env.GONGBAO_SHARED ?? new URL('../../../../../shared', import.meta.url).pathname;
const gazette = `${shared}/gazette/xixia-2023-04.txt`;
const skip = existsSync(gazette) ? false : 'the gazette is not at hand';

test('the real issue: 19 to repeal, 14 to keep, 1 to amend with 14 instructions, 1 to lapse, all proposed', {
  skip,
}, () => {
  const text = readFileSync(gazette, 'utf8');
  const found = findEffects(text, parseText(text).issuances);
  const proposed = found.filter((one) => one.stage === 'proposed');
  const count = (kind: string) => proposed.filter((one) => one.kind === kind).length;
  assert.deepEqual(['repeal', 'keep', 'amend', 'lapse'].map(count), [19, 14, 1, 1]);
  assert.equal(proposed.length, 35);
  const serials = (kind: string) =>
    proposed.filter((one) => one.kind === kind).map((one) => one.targetNumber?.replace(/^银西政/, '') ?? '-');
  assert.deepEqual(serials('repeal'), [
    '办发〔2005〕37号',
    '办发〔2017〕66号',
    '办发〔2017〕161号',
    '办发〔2017〕164号',
    '办发〔2017〕260号',
    '办发〔2018〕1号',
    '办发〔2018〕79号',
    '办发〔2018〕80号',
    '办发〔2018〕88号',
    '办发〔2018〕132号',
    '办发〔2018〕179号',
    '办规发〔2019〕1号',
    '办发〔2020〕11号',
    '办发〔2015〕80号',
    '办发〔2009〕127号',
    '发〔2010〕30号',
    '办发〔2017〕117号',
    '办发〔2017〕40号',
    '办规发〔2018〕1号',
  ]);
  assert.deepEqual(serials('keep'), [
    '办发〔2009〕72号',
    '办发〔2011〕13号',
    '办发〔2017〕128号',
    '办发〔2017〕141号',
    '办发〔2017〕257号',
    '办发〔2017〕258号',
    '办发〔2018〕27号',
    '办发〔2018〕13号',
    '办发〔2018〕192号',
    '办规发〔2020〕1号',
    '办发〔2022〕45号',
    '发〔2022〕48号',
    '-',
    '发〔2023〕10号',
  ]);
  assert.deepEqual(serials('lapse'), ['办规发〔2019〕2号']);
  const amend = proposed.find((one) => one.kind === 'amend');
  assert.equal(amend?.targetNumber, '银西政发〔2017〕17号');
  const d = 'delete';
  assert.deepEqual(
    amend?.instructions?.map((one) => one.action),
    ['rename', d, d, d, d, d, d, d, d, d, d, 'replace', d, 'rename'],
  );
});

test('the real issue: the fire order is valid from 2023-09-30 and no longer on 2024-06-02; its season and its high-risk time', {
  skip,
}, () => {
  const text = readFileSync(gazette, 'utf8');
  const { issuances } = parseText(text);
  const decided = findEffects(text, issuances).filter((one) => one.stage === 'decided');
  assert.deepEqual(
    decided.map((one) => [one.kind, one.date, one.targetNumber]),
    [
      ['commence', '2023-09-30', '银西政规发〔2023〕2号'],
      ['expire', '2024-06-02', '银西政规发〔2023〕2号'],
    ],
  );
  assert.deepEqual(
    findPeriods(text, issuances).map((one) => [one.kind, one.from, one.until]),
    [
      ['season', '2023-10-01', '2024-06-01'],
      ['season', '2024-01-15', '2024-04-16'],
      ['validity', '2023-09-30', '2024-06-02'],
    ],
  );
});
