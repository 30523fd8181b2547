import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { fromRoot, sharedFolder } from '#base/paths.ts';
import { parseBytes, parseText } from '#engines/law/parse/index.ts';
import { proofread } from '../../index.ts';
import { TEXT_RULES } from './index.ts';
import { sameBody } from './names.ts';

const found = (text: string): [string, string, string | null][] =>
  proofread(parseText(text), TEXT_RULES).map(({ rule, quote, suggestion }) => [rule, quote, suggestion]);

test('an invented plan: each planted defect is found where it stands, and nothing else', () => {
  const text = readFileSync(fromRoot('samples/proofread/text-words.txt'), 'utf8');
  assert.deepEqual(found(text), [
    ['width.number_bracket', '(2024)', '〔2024〕'],
    ['ends.missing_stop', '施', '施。'],
    ['mark.doubled', '，，', '，'],
    ['wording.wrong_word', '布署', '部署'],
    ['wording.turn', '超过95%以上', '超过95%'],
    ['foreign.letter_for_digit', '2O', '20'],
    ['wording.wrong_word', '台帐', '台账'],
    ['wording.wrong_word', '渔塘', '鱼塘'],
    ['doubled.character', '的的', '的'],
    ['foreign.word', ' and ', '和'],
    ['doubled.word', '进行进行', '进行'],
    ['mark.unpaired', '（', null],
    ['wording.wrong_word', '联系会议', '联席会议'],
    ['doubled.item', '区财政局', null],
    ['width.half_mark', ',', '，'],
    ['wording.by_context', '报道', '报到'],
    ['wording.by_context', '接收', '接受'],
    ['mark.unpaired', '”', null],
    ['wording.turn', '截止', '截至'],
    ['wording.wrong_word', '纳人', '纳入'],
    ['wording.wrong_word', '拔付', '拨付'],
    ['wording.turn', '防止挪用问题不再', null],
    ['ends.list_separator', '、', ''],
    ['doubled.item', '区应急局', null],
  ]);
});

test('an invented plan against its task table: each difference is found in the row, and nothing else', () => {
  const text = readFileSync(fromRoot('samples/proofread/text-tasks.txt'), 'utf8');
  assert.deepEqual(
    found(text).filter(([rule]) => rule.startsWith('table.')),
    [
      ['table.words_differ', '接收', null],
      ['table.words_differ', '30', null],
      ['table.list_differs', '区民政局', null],
      ['table.words_differ', '松陵特色', null],
      ['table.list_differs', '区人社局', null],
      ['table.words_differ', '公布', null],
      ['table.list_differs', '区消防大队', '区消防救援大队'],
    ],
  );
});

test('one character changed, dropped or added in a cell of a task table is found in that cell', () => {
  const tasks = [
    '建立养老服务信息平台，归集机构、床位和护理员数据，每月更新一次。',
    '支持社会力量兴办托育机构，对新建项目给予一次性补助，规范资金使用。',
    '完善公共交通线路，优化学校、医院周边站点设置，方便群众日常出行。',
  ];
  const table = (cells: readonly string[]): string =>
    `样例区人民政府关于印发样例方案的通知\n\n各镇人民政府：\n\n现将样例方案印发给你们，请认真贯彻执行。\n\n样例区人民政府\n\n2024年5月6日\n\n样例方案\n\n一、主要任务\n\n${tasks.map((task, i) => `${i + 1}.${task}`).join('\n\n')}\n\n任务分工表\n\n序号\t任务内容\t责任单位\n${cells.map((cell, i) => `${i + 1}\t${cell}\t区政府办公室`).join('\n')}\n`;
  assert.deepEqual(found(table(tasks)), []);
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2 }),
      fc.integer({ min: 6, max: 24 }),
      fc.constantFrom('甲', ''),
      fc.boolean(),
      (row: number, at: number, put: string, keep: boolean) => {
        const task = tasks[row] ?? '';
        fc.pre(/\p{Script=Han}/u.test(task.charAt(at)) && (keep ? put !== '' : true));
        const changed: string[] = tasks.with(row, task.slice(0, at) + put + task.slice(keep ? at : at + 1));
        const text = table(changed);
        const findings = proofread(parseText(text), TEXT_RULES).filter(
          ({ rule }) => rule === 'table.words_differ',
        );
        assert.equal(findings.length, 1, changed[row] ?? '');
        const cell = text.indexOf(changed[row] ?? '');
        const [start, end] = findings[0]?.span ?? [0, 0];
        assert.ok(
          start >= cell && end <= cell + task.length + 1 && start <= cell + at && end >= cell + at,
          findings[0]?.quote ?? '',
        );
      },
    ),
  );
});

/** A document around one paragraph, with paragraphs that end as they should. */
const document = (paragraph: string): string =>
  `样例区人民政府关于样例工作的通知\n\n各镇人民政府：\n\n为做好样例工作，现将有关事项通知如下，请遵照执行。\n\n${paragraph}\n\n各镇要加强领导，落实责任，确保各项工作按期完成。\n\n样例区人民政府\n\n2024年5月6日\n`;

test('a second invented plan: slips that the words themselves betray, and nothing else', () => {
  const text = readFileSync(fromRoot('samples/proofread/text-recall.txt'), 'utf8');
  assert.deepEqual(found(text), [
    ['wording.misspelt', '淮', '准'],
    ['doubled.clause', '优先利用闲置公房', null],
    ['wording.misspelt', '购', '构'],
    ['wording.wrong_word', '激厉', '激励'],
    ['foreign.letter_inside', 'l', ''],
    ['wording.variant', '水准', '水平'],
    ['wording.particle', '地', '的'],
    ['wording.homophone', '机智', '机制'],
    ['mark.list', '，', '、'],
    ['mark.list', '江苏浙江', '江苏、浙江'],
    ['mark.inside_word', '，', ''],
    ['wording.variant', '其它', '其他'],
    ['mark.unpaired', '“', null],
    ['width.straight_quote', '"', null],
    ['foreign.blank_inside', ' ', ''],
    ['foreign.traditional', '機', '机'],
    ['doubled.character', '服服', '服'],
    ['mark.dash', '--', '—'],
  ]);
});

test('a character of the same sound, of like shape, swapped or too many leaves pieces that betray it', () => {
  for (const [wrong, quote, right] of [
    ['各单位应当严格执行行政处罪裁量基准，规范执法行为。', '罪', '罚'],
    ['加强对行政规范性文件的监督馆理，定期开展清理。', '馆', '管'],
    ['对企业的营业照执进行核验，符合条件的予以登记。', '照执', '执照'],
    ['加强知识产洪权保护，优化营商环境。', '洪', ''],
  ] as const)
    assert.deepEqual(
      found(document(wrong))
        .filter(([rule]) => rule === 'wording.misspelt')
        .map(([, a, b]) => [a, b]),
      [[quote, right]],
      wrong,
    );
});

test('names, numbers and short forms are no slips, however rare their characters', () => {
  for (const right of [
    '由藜桥镇、漪洲镇和垚坪镇分别负责，漪洲镇、藜桥镇每月报送，汇总后上报。',
    '根据《藜桥区供水办法》（藜政办规发〔2021〕5号）和云松政干发〔2022〕17号文件执行。',
    '建立村与村之间的协作机制，筹资筹劳方案由村民会议讨论，做到应统尽统、应收尽收。',
    '免去丁谓、艾青、武则天的职务，任命马致远、陶渊明为副主任，任期三年。',
    '完善县、乡、村三级网络，国家法律、法规另有规定的，从其规定。',
    '各镇、街道、村、社区要把好入口关，坚持防消结合、打早打小，严禁私搭乱建。',
    '企业用地面积、所在地方政府的意见，应当真实；不得得出与事实不符的结论。',
    '党中央、国务院高度重视，省、市、县层层落实，人、财、物统一调配，水、电、气保障到位。',
  ])
    assert.deepEqual(found(document(right)), [], right);
});

test('a word of the text without one of its characters is found, with the whole word', () => {
  const deeds = ['编制', '公布', '审核', '备案', '清理', '修订', '评估', '废止', '解释', '汇编'];
  const lines = deeds.map((deed, i) => `${i + 1}.${deed}行政规范性文件，按照规定报送结果。`);
  assert.deepEqual(found(document(lines.join('\n\n'))), []);
  for (const wrong of ['行政规性文件', '行政范性文件']) {
    const changed = lines.with(6, (lines[6] ?? '').replace('行政规范性文件', wrong));
    const rules = found(document(changed.join('\n\n'))).map(([rule]) => rule);
    assert.equal(rules.length, 1, `${wrong}: ${rules.join()}`);
  }
});

test('cells and numbered lines of one kind end alike', () => {
  const line = (i: number, end: string): string => `（${'一二三四五六七八'[i]}）落实第${i + 1}项制度${end}`;
  const lines = (bare: number): string =>
    Array.from(
      { length: 8 },
      (_, i) => `${line(i, i === bare ? '' : '。')}\n\n各单位要按时完成，结果报送备案。`,
    ).join('\n\n');
  assert.deepEqual(found(document(lines(-1))), []);
  assert.deepEqual(found(document(lines(4))), [['ends.cell_stop', '度', '度。']]);
});

test('what only looks like a slip is left alone', () => {
  for (const right of [
    '西夏区区长、司法所所长和常务会会前的安排，由人民政府政府信息公开办公室承担，人人有责，层层落实。',
    '领导人员深入基层，基于部门职责推进工作；以住房保障为重点，在建建筑工程纳入监管。',
    '将“定单”改为“订单”，将“帐户”改为“账户”，其他内容不变。',
    '按照“谁主管、谁负责”“谁审批、谁监管”的原则，做到早发现、早报告、早处置。',
    '企业应当符合下列要求：1）有固定场所；2）有专职人员；3）有管理制度。',
    '推进“互联网+监管”，完善APP、小程序，执行GB/T 9704—2012，时间为8:30，比例为1:3。',
    '对经检验、检测、检疫合格的设备，应当加盖检验、检测、检疫印章。',
    '重复申请的，按照有关规定规定的程序办理，不少于3次，每年至少1次，约20个工作日。',
    '《云溪市人民政府关于印发〈供水办法〉的通知》（云政发〔2024〕5号）同时废止。',
    '他说：“要记住‘水是命脉’这句话。”会议强调，要一件一件抓落实，逐个逐个销号。',
  ])
    assert.deepEqual(found(document(right)), [], right);
});

test('a quotation may run over several paragraphs, each of which opens anew', () => {
  assert.deepEqual(
    found(document('将第五条修改为：“第五条 供水单位应当建立制度。\n\n“供水单位应当公开水质。”')),
    [],
  );
});

test('brackets that cross, differ in width or nest alike', () => {
  assert.deepEqual(found(document('各单位（含“直属单位）”应当报送材料，由办公室汇总。')), [
    ['mark.crossed', '）', null],
  ]);
  assert.deepEqual(found(document('各单位（含直属单位)应当报送材料，由办公室汇总。')), [
    ['mark.bracket_width', ')', '）'],
  ]);
  assert.deepEqual(found(document('《关于印发《供水办法》的通知》同时废止，由办公室汇总。')), [
    ['mark.crossed', '《供水办法》', '〈供水办法〉'],
  ]);
});

test('words lost at a page break: the paragraph ends inside a word that stands whole elsewhere', () => {
  const text = document(
    '采纳法律顾问的意见，完善方案。\n\n根据各部门提出的清理意见，结合法律顾\n\n三、下一步安排',
  );
  assert.deepEqual(found(text), [['ends.cut_off', '法律顾', null]]);
});

test('one item of a series that ends unlike the others', () => {
  const items = '（一）制定计划；\n\n（二）组织实施。\n\n（三）开展检查；\n\n（四）总结经验。';
  assert.deepEqual(found(document(`工作分为以下几项，请遵照执行：\n\n${items}`)), [
    ['ends.item_mark', '。', '；'],
  ]);
});

test('a doubled mark planted anywhere between the words of a sentence is found, with what to leave', () => {
  const clean = '各镇要加强领导，落实责任，完善制度，定期检查，确保各项工作按期完成。';
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3 }), fc.constantFrom('，', '、', '；', '。'), (nth, extra) => {
      const at = [...clean.matchAll(/，/gu)][nth]?.index ?? 0;
      const marked = clean.slice(0, at + 1) + extra + clean.slice(at + 1);
      assert.deepEqual(
        found(document(marked)).map(([rule, quote]) => [rule, quote]),
        [['mark.doubled', `，${extra}`]],
      );
    }),
  );
});

test('one mention of a body that is a character off all the others is found, with what it should be', () => {
  const body = '松陵区农业农村和水务局';
  const deeds = [
    '编制计划',
    '指导培训',
    '组织验收',
    '公布结果',
    '开展检查',
    '建立台账',
    '受理申请',
    '汇总情况',
    '提出意见',
    '保存档案',
  ];
  const lines = deeds.map((deed, i) => `${i + 1}.由${body}${deed}，各镇街配合，结果按月报送。`);
  assert.deepEqual(found(document(lines.join('\n\n'))), []);
  for (const [wrong, quote, right] of [
    ['松陵区农业农和水务局', '农和', '农村和'],
    ['松岭区农业农村和水务局', '岭', '陵'],
    ['松陵区农业农付和水务局', '付', '村'],
  ] as const) {
    const changed = lines.with(6, (lines[6] ?? '').replace(body, wrong));
    assert.deepEqual(found(document(changed.join('\n\n'))), [['wording.odd_one', quote, right]], wrong);
  }
});

test('one body under several names, and bodies that only look alike', () => {
  for (const [a, b] of [
    ['发展和改革局', '发展和改革委员会'],
    ['住房和城乡建设局', '住房城乡建设局'],
    ['消防大队', '消防救援大队'],
    ['市场监管局松陵分局', '市场监督管理局松陵分局'],
    ['生态环境分局', '生态环境局松陵区分局'],
  ] as const)
    assert.ok(sameBody(a, b) && sameBody(b, a), `${a} ${b}`);
  for (const [a, b] of [
    ['民政局', '财政局'],
    ['自然资源局', '应急管理局'],
    ['第一分局', '第二分局'],
    ['区委办公室', '政府办公室'],
    ['消防大队', '交警大队'],
    ['松陵镇政府', '松溪镇政府'],
  ] as const)
    assert.ok(!sameBody(a, b) && !sameBody(b, a), `${a} ${b}`);
});

test('names are counted once each, but not those that one list keeps apart', () => {
  const text = document(
    '1.建立台账。（牵头单位：发展和改革局；配合单位：教育局、消防救援大队）\n\n2.开展检查。（牵头单位：发展和改革委员会；配合单位：消防大队、教育局）\n\n3.汇总情况。（牵头单位：发展和改革局；配合单位：商务局、商务和经济合作局）',
  );
  assert.deepEqual(found(text), [
    ['name.body_variants', '发展和改革委员会', null],
    ['name.body_variants', '消防大队', null],
  ]);
});

test('a task without the label that all others have, and a label written in two ways', () => {
  const tasks = Array.from(
    { length: 9 },
    (_, i) =>
      `${i + 1}.完成第${i + 1}项工作，按月报送。\n\n${i === 4 ? '' : `${i === 7 ? '牵头部门' : '牵头单位'}：民政局\n\n`}责任单位：各镇街`,
  );
  assert.deepEqual(
    proofread(parseText(document(tasks.join('\n\n'))), TEXT_RULES).map(({ rule, quote, message }) => [
      rule,
      quote,
      message.includes('其余 8 项'),
    ]),
    [
      ['label.missing', '责任单位', true],
      ['label.differs', '牵头部门', false],
    ],
  );
});

const law = join(sharedFolder() ?? '', 'law');
let statutes: string[] = [];
try {
  statutes = readdirSync(law).filter((name) => name.endsWith('.md'));
} catch {}

test('the wording of national laws has nothing wrong', {
  skip: statutes.length === 0 && `no statutes at ${law}`,
}, () => {
  for (const name of statutes) {
    const wording = proofread(parseBytes(readFileSync(join(law, name))), TEXT_RULES).filter(
      ({ rule }) => !rule.startsWith('width.') && !rule.startsWith('mark.unpaired'),
    );
    assert.deepEqual(wording, [], name);
  }
});

test('a paragraph of two hundred thousand opened brackets is read to its end', () => {
  const issue = `关于防汛的通知\n\n${'（'.repeat(200_000)}\n`;
  assert.ok(
    proofread(
      parseText(issue),
      TEXT_RULES.filter(({ name }) => name === 'mark.unpaired'),
    ).length > 0,
  );
});

test('a half-width mark is mended together with the blank behind it', () => {
  const text = readFileSync(fromRoot('samples/proofread/text-words.txt'), 'utf8');
  const half = (printed: string) => found(printed).filter(([rule]) => rule === 'width.half_mark');
  assert.deepEqual(half(text), [['width.half_mark', ',', '，']]);
  const [before = '', after = ''] = text.split(/(?<=\p{Script=Han}),(?=\p{Script=Han})/u);
  assert.deepEqual(half(`${before}, ${after}`), [['width.half_mark', ', ', '，']]);
});
