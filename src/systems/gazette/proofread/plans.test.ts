/** Rules on plans and their tables: each with a hit in an invented text, and with its near misses. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fromRoot } from '#base/paths.ts';
import { parseText } from '#engines/law/parse/index.ts';
import { proofread } from './index.ts';
import { STRUCTURE_RULES } from './rules/structure.ts';

/** Quotes of the findings of the rules whose names begin so. */
const found = (text: string, ...rules: string[]): string[] =>
  proofread(
    parseText(text),
    STRUCTURE_RULES.filter((r) => rules.includes(r.name)),
  ).map((f) => f.quote);

test('invented plans of another shape: what was planted is found where it stands, and nothing else', () => {
  const text = readFileSync(fromRoot('samples/proofread/structure-plans.txt'), 'utf8');
  const all = proofread(parseText(text), STRUCTURE_RULES).map((f) => [f.rule, f.quote]);
  assert.deepEqual(all, [
    ['title.opening_qualifier', '《檀溪区口袋公园建设方案》'],
    ['number.year_future', '檀政发〔2026〕3号'],
    ['date.deadline_gone', '三季度末'],
    ['count.percent', '195'],
    ['name.group_differs', '领导小组'],
    ['label.both', '自然资源局'],
    ['count.goal_differs', '90'],
    ['label.none', '4.'],
    ['count.frequency', '每月公布'],
    ['series.unlabelled', '推进宣传引导'],
    ['date.deadline_past', '2023年12月31日'],
    ['table.heading_differs', '落实管护费用'],
    ['date.cell_past', '2021年6月底'],
    ['table.bodies_differ', '统计局'],
    ['table.cell_empty', '6\t推广种植经验\t\t2025年6月底'],
    ['table.row_twice', '7\t组织志愿服务\t统计局\t2025年6月底'],
    ['table.bodies_differ', '统计局'],
    ['title.self_kind', '本禁渔令'],
    ['signature.incomplete', '檀溪区人民政府'],
    ['count.by_kind', '三'],
  ]);
});

/** A notice of the invented district with a plan of these lines. */
const plan = (...lines: string[]): string =>
  [
    '檀溪区人民政府办公室关于印发《檀溪区样例方案》的通知',
    '檀政办发〔2024〕42号',
    '各镇人民政府，各街道办事处：',
    '《檀溪区样例方案》已经区政府同意，现印发给你们。',
    '檀溪区人民政府办公室',
    '2024年10月21日',
    '檀溪区样例方案',
    ...lines,
  ].join('\n\n');

test('a quarter just gone is a slip; a later one, one long gone and one with its year are not', () => {
  const rule = 'date.deadline_gone';
  assert.deepEqual(found(plan('一、目标', '三季度末开工率达到90%。'), rule), ['三季度末']);
  assert.deepEqual(found(plan('一、目标', '9月底前完成清查。'), rule), ['9月底前']);
  for (const right of [
    '四季度末开工率达到90%。',
    '一季度末完成总结。',
    '2025年三季度末开工率达到90%。',
    '每季度末报送进度，达到要求。',
    '截至三季度末，开工率达到90%。',
    '每年9月底前完成清查。',
    '11月底前完成清查。',
  ])
    assert.deepEqual(found(plan('一、目标', right), rule), [], right);
});

test('a rate over 100 % is a slip only where a rate cannot pass it', () => {
  const rule = 'count.percent';
  assert.deepEqual(found(plan('一、目标', '办结率达到190%以上。'), rule), ['190']);
  for (const right of [
    '办结率达到100%。',
    '投资增长率达到120%。',
    '计划完成率达到105%。',
    '产销率为101.5%。',
  ])
    assert.deepEqual(found(plan('一、目标', right), rule), [], right);
});

test('the same goal with two values is a slip, unless another year, stage or part is meant', () => {
  const rule = 'count.goal_differs';
  const two = (a: string, b: string) => found(plan('一、目标', a, '二、任务', b), rule);
  assert.deepEqual(
    two('于本方案印发后将台账报送办公室5个工作日。', '于本方案印发后将台账报送办公室7个工作日。'),
    ['7'],
  );
  assert.deepEqual(two('全年农村公路养护里程不少于80公里。', '全年农村公路养护里程不少于80公里。'), []);
  assert.deepEqual(
    two('到2025年，农村公路养护里程不少于80公里。', '到2026年，农村公路养护里程不少于90公里。'),
    [],
  );
  assert.deepEqual(two('新建小区每千人托位数量不少于12个。', '按照每千人托位数量不少于6个。'), []);
});

test('one body that leads and supports one task is noticed; everybody, and the next task, are not', () => {
  const rule = 'label.both';
  const task = (lead: string, other: string) =>
    found(plan('一、任务', `1. 栽树。沿路栽树。（牵头单位：${lead}；配合单位：${other}）`), rule);
  assert.deepEqual(task('园林局、水务局', '财政局、水务局'), ['水务局']);
  assert.deepEqual(task('各镇街', '园林局、各镇街'), []);
  assert.deepEqual(task('园林局', '财政局'), []);
  assert.deepEqual(
    found(
      plan('一、任务', '1. 栽树。栽一排。', '配合单位：水务局', '2. 浇水。每日一次。', '牵头单位：水务局'),
      rule,
    ),
    [],
  );
});

test('one body twice in the list behind a task, and the one short plan task that nobody leads, are noticed', () => {
  const tasks = (list: string) =>
    found(plan('一、任务', `1. 栽树。沿路栽树。（牵头单位：园林局；配合单位：${list}）`), 'label.twice');
  assert.deepEqual(tasks('财政局、水务局、财政局、各镇街'), ['财政局']);
  assert.deepEqual(tasks('财政局、水务局、财政局西城分局、各镇街'), []);
  const led = (last: string) =>
    found(
      plan(
        '一、任务',
        ...['栽树', '浇水', '施肥', '修剪'].flatMap((t, i) => [
          `${i + 1}. ${t}。按时${t}。`,
          '牵头单位：园林局',
          '配合单位：水务局',
        ]),
        '5. 挂牌。逐棵挂牌。',
        ...last.split('\n'),
      ),
      'label.none',
    );
  assert.deepEqual(led('配合单位：水务局'), ['5.']);
  assert.deepEqual(led('牵头单位：园林局\n配合单位：水务局'), []);
});

test('a list that stops at ；goes on without its label; a list that ends with 。 does not', () => {
  const rule = 'series.unlabelled';
  const list = (last: string, after: string) =>
    found(plan('一、检查内容', '1. 水表是否完好；', `2. 是否漏水${last}`, after), rule);
  assert.equal(list('；', '是否建立台账。').length, 1);
  assert.deepEqual(list('。', '以上内容逐项登记。'), []);
  assert.deepEqual(list('；', '3. 是否建立台账。'), []);
});

test('tasks numbered inside their cells are counted where every row has one', () => {
  const rule = 'series.row_number';
  const rows = (...tasks: string[]) =>
    found(
      plan(
        '附件',
        '檀溪区样例清单',
        ['类别\t措施\t单位', ...tasks.map((t) => `一类\t${t}\t园林局`)].join('\n'),
      ),
      rule,
    );
  assert.deepEqual(rows('1.栽树', '2.浇水', '4.施肥', '5.修剪'), ['4.']);
  assert.deepEqual(rows('1.栽树', '2.浇水', '3.施肥', '4.修剪'), []);
  assert.deepEqual(rows('1.栽树', '浇水', '4.施肥', '5.修剪'), []);
});

test('a table of task headings is compared where most agree; another table of the same plan is not', () => {
  const names = ['栽种行道树', '疏通排水沟', '修补人行道', '清洗雨水箅', '更换路灯杆'];
  const body = names.flatMap((n, i) => [`${i + 1}. ${n}。按期完成。`, '牵头单位：园林局']);
  const table = (...cells: string[]) =>
    found(
      plan(
        '一、任务',
        ...body,
        '附件',
        '檀溪区样例清单',
        ['序号\t任务\t牵头单位', ...cells.map((c, i) => `${i + 1}\t${c}\t园林局`)].join('\n'),
      ),
      'table.heading_differs',
      'table.bodies_differ',
    );
  assert.deepEqual(table(...names.map((n) => n.replace('修补人行道', '修补人行路'))), ['修补人行路']);
  assert.deepEqual(table(...names), []);
  assert.deepEqual(table('采购草籽', '采购树苗', '采购肥料', '修补人行路', '采购水管'), []);
});

test('the country in the title of a law, and a closing without its date', () => {
  assert.deepEqual(found(plan('一、依据', '按照《中华人民共国森林法》执行。'), 'citation.law_title'), [
    '中华人民共国',
  ]);
  assert.deepEqual(found(plan('一、依据', '按照《中华人民共和国森林法》执行。'), 'citation.law_title'), []);
  assert.deepEqual(found(plan('一、依据', '略。'), 'signature.incomplete'), []);
});

test('a blank cell is noticed where the table prints everything in every row, not where cells are merged', () => {
  const rule = 'table.cell_empty';
  const rows = (blank: number, merged: boolean) =>
    found(
      plan(
        '附件',
        '檀溪区样例清单',
        [
          '序号\t科室\t事项\t依据\t备注',
          ...[1, 2, 3, 4, 5, 6, 7].map((n) =>
            [
              n,
              merged && n % 2 === 0 ? '' : n < 4 ? '一科' : '二科',
              `样例事项${n}`,
              n === blank ? '' : `《样例办法${n}》`,
              n === 2 ? '样例' : '',
            ].join('\t'),
          ),
        ].join('\n'),
      ),
      rule,
    );
  assert.equal(rows(4, false).length, 1);
  assert.deepEqual(rows(0, false), []);
  assert.deepEqual(rows(4, true), []);
});

test('a row printed twice is noticed; rows that share a body or a date are not', () => {
  const rule = 'table.row_twice';
  const rows = (...names: string[]) =>
    found(
      plan(
        '附件',
        '檀溪区样例清单',
        ['序号\t事项名称\t单位', ...names.map((n, i) => `${i + 1}\t${n}\t园林局`)].join('\n'),
      ),
      rule,
    );
  assert.equal(rows('古树登记', '绿地认养', '古树登记').length, 1);
  assert.deepEqual(rows('古树登记', '绿地认养', '公园预约'), []);
});

test('a document that calls itself by a kind that its title has is right, also in quotation and in an amendment', () => {
  const rule = 'title.self_kind';
  assert.deepEqual(found(plan('一、附则', '本办法自印发之日起施行。'), rule), ['本办法']);
  for (const right of [
    '本方案自印发之日起施行。',
    '本通知自印发之日起施行。',
    '将第三条改为“本办法所称公园”。',
    '按照《样例办法》执行，本办法没有规定的除外。',
    '落实基本规定和成本规划。',
  ])
    assert.deepEqual(found(plan('一、附则', right), rule), [], right);
});

test('the office of a group that was set up under another name is noticed', () => {
  const rule = 'name.group_differs';
  const said = (words: string) => found(plan('一、组织', words), rule);
  assert.deepEqual(said('成立檀溪区植树工作专班。领导小组办公室设在园林局。'), ['领导小组']);
  assert.deepEqual(said('成立檀溪区植树领导小组。领导小组办公室设在园林局。'), []);
  assert.deepEqual(said('成立植树领导小组，下设工作专班。领导小组办公室设在园林局。'), []);
});

test('contents of one kind made public in two rhythms are noticed; other contents and one rhythm are not', () => {
  const rule = 'count.frequency';
  const two = (a: string, b: string) => found(plan('一、公开', a, b), rule);
  assert.deepEqual(two('水费收支按季度公布。', '水费明细应每月公布一次。'), ['每月公布']);
  assert.deepEqual(two('水费收支按季度公布。', '水费明细每季度公布一次。'), []);
  assert.deepEqual(two('水费收支按季度公布。', '绿地面积每年公布一次。'), []);
});

test('a heading without its label is noticed; captions and lines that lead in are not', () => {
  const rule = 'series.unlabelled';
  const between = (line: string) =>
    found(
      plan(
        '一、任务',
        '（一）推进登记造册',
        '1. 登记。逐棵登记。',
        '2. 挂牌。逐棵挂牌。',
        '（二）推进养护管理',
        '3. 浇水。按时浇水。',
        line,
        '4. 施肥。按时施肥。',
        '5. 修剪。每年修剪。',
      ),
      rule,
    );
  assert.deepEqual(between('推进宣传引导'), ['推进宣传引导']);
  for (const right of ['养护的标准如下：', '古树名木分布图', '每棵树确定一名管护人。'])
    assert.deepEqual(between(right), [], right);
});

test('a citation numbered after the citing document is noticed; one of the same year is not', () => {
  const rule = 'number.year_future';
  assert.deepEqual(found(plan('一、依据', '按照《样例规划》（檀政发〔2025〕3号）执行。'), rule), [
    '檀政发〔2025〕3号',
  ]);
  assert.deepEqual(found(plan('一、依据', '按照《样例规划》（檀政发〔2024〕3号）执行。'), rule), []);
});

test('a deadline in a table before the document is noticed; a period that began earlier is not', () => {
  const rule = 'date.cell_past';
  const cell = (when: string) =>
    found(
      plan(
        '附件',
        '檀溪区样例清单',
        `序号\t任务\t完成时限\n1\t栽树\t${when}\n2\t浇水\t2025年6月底\n3\t施肥\t长期`,
      ),
      rule,
    );
  assert.deepEqual(cell('2023年6月底'), ['2023年6月底']);
  for (const right of ['2024年12月底', '2023年起', '2023—2025年', '已于2023年6月完成'])
    assert.deepEqual(cell(right), [], right);
});

test('of kinds that are announced fewer are listed', () => {
  const rule = 'count.by_kind';
  const bulletin = (words: string) => found(`檀溪区2023年统计公报\n\n一、工业\n\n${words}`, rule);
  assert.equal(bulletin('分三大门类看，采矿业增长2.0%，制造业增长7.5%。').length, 1);
  assert.deepEqual(bulletin('分三大门类看，采矿业增长2.0%，制造业下降7.5%，电力业持平。'), []);
});
