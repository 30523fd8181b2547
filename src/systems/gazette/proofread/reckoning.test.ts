/** Rules that reckon and rules on names and marks: each with a hit in an invented text, and with its near misses. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fromRoot } from '#base/paths.ts';
import { parseText } from '#engines/law/parse/index.ts';
import { proofread, type Rule } from './index.ts';
import { CONSISTENCY_RULES } from './rules/consistency.ts';
import { RECKONING_RULES } from './rules/reckoning.ts';
import { TEXT_RULES } from './rules/text/index.ts';

const RULES = [...RECKONING_RULES, ...CONSISTENCY_RULES];
const found = (text: string, rules: readonly Rule[] = RULES): string[][] =>
  proofread(parseText(text), rules).map((f) => [f.rule, f.quote]);
const sample = (name: string): string =>
  readFileSync(fromRoot('samples', 'proofread', `${name}.txt`), 'utf8');

test('an invented plan, report and emergency plan: every number that was planted wrong is found, and nothing else', () => {
  assert.deepEqual(found(sample('reckoning')), [
    ['date.zero', '2024年03月18日'],
    ['date.beyond_title', '2024年至2027年'],
    ['count.sum', '2600'],
    ['count.sum', '210'],
    ['count.sum', '13'],
    ['count.limit', '合格率达到100%以上'],
    ['count.limit', '不低于500立方米以下'],
    ['count.rate_bare', '同比增长4.2'],
    ['count.share', '54.0'],
    ['count.range', '2024年4月至3月'],
    ['date.stage_order', '2025年10月至2025年12月'],
    ['date.not_within', '2024年7月1日至2024年10月15日'],
    ['count.range', '每月25日至20日'],
    ['count.range', '开放时间上午11∶30—8∶30'],
    ['count.range', '2000元以上500元以下'],
    ['count.limit', '二百元以上1000元以下'],
    ['count.range', '10—5元'],
    ['count.range', '7月20日至7月5日'],
    ['count.limit', '增长-3.2%'],
    ['count.limit', '近30座左右'],
    ['count.under_limit', '10.5'],
    ['term.repeated_differs', '20'],
    ['term.remedy', '30日'],
    ['term.remedy', '3个月'],
    ['contact.form', '0999-612345'],
    ['contact.form', '099-6123456'],
    ['contact.form', '12345'],
    ['contact.form', '91640100ABC'],
    ['count.growth', '30.0'],
    ['count.growth', '69.0'],
    ['count.split', '四'],
    ['count.named_list', '3'],
    ['table.reckoned', '59.0'],
    ['series.decimal', '2.2'],
    ['series.decimal', '5'],
    ['table.dates_order', '2023年2月5日'],
    ['table.dates_order', '2034年2月7日'],
    ['table.sum', '360'],
  ]);
});

test('invented notices of a city: names, marks and references that do not keep to themselves, and nothing else', () => {
  assert.deepEqual(found(sample('consistency')), [
    ['citation.order_number', '542'],
    ['name.abbreviation_unused', '（以下简称老街指挥部）'],
    ['name.member_near', '丙立兴'],
    ['name.place_near', '青溪市'],
    ['title.attachment_mark', '。'],
    ['title.attachment_mark', '《老街修缮名录》'],
    ['table.cells_short', '2\t编制规划\t市自然资源局\t乙某'],
    ['title.made_kind', '规定'],
    ['appointment.post_word', '免去丁春梅清溪市司法局副局长'],
    ['table.lead_differs', '2024年9月30日前'],
    ['table.lead_differs', '市民政局'],
  ]);
  const words = new Set(['mark.enumeration', 'mark.dash_differs', 'wording.set_phrase', 'doubled.character']);
  assert.deepEqual(
    found(
      sample('consistency'),
      TEXT_RULES.filter(({ name }) => words.has(name)),
    ),
    [
      ['mark.enumeration', '、'],
      ['mark.enumeration', '、'],
      ['doubled.character', '对对'],
      ['mark.enumeration', '、'],
      ['mark.enumeration', '...'],
      ['mark.dash_differs', '-'],
    ],
  );
});

/** A notice of the invented county with these lines. */
const notice = (...lines: string[]): string =>
  [
    '枫谷县人民政府办公室关于做好样例工作的通知',
    '枫政办发〔2024〕31号',
    '各乡镇人民政府，县政府各部门：',
    ...lines,
    '枫谷县人民政府办公室',
    '2024年3月18日',
  ].join('\n\n');

test('what agrees, and what cannot be told to disagree, is left alone', () => {
  for (const right of [
    '共整治90座，其中2024年24座、2025年36座、2026年30座。',
    '全县现有学校40所，其中寄宿制学校12所、完全小学9所。',
    '全年投资9.60亿元，其中工业投资5.20亿元、民间投资6.10亿元。',
    '参训300人，其中妇女120人，党员200人，少数民族90人。',
    '市级每座补助8万元，县级每座补助4万元，合计每座补助12万元。',
    '奖励甲镇3万元、乙镇5万元，全年共计发放奖金60万元。',
    '税收收入6.24亿元，占一般公共预算收入的65.0%。',
    '投资增长3.2%—5.0%，下降0.3个百分点。',
    '处500元以上2000元以下罚款；占地10亩以上、5户以下的除外。',
    '2024年11月至2025年3月供暖，每月25日至次月5日报送，夜间值班时间22∶00—6∶00。',
    '7月20日至8月5日申报，12月20日至1月10日公示，办理时限5—10个工作日。',
    '对复议决定不服的，可以自收到复议决定书之日起15日内提起行政诉讼。',
    '可以自知道之日起六十日内申请行政复议，也可以在六个月内提起行政诉讼。',
    '自受理之日起20个工作日内作出决定。20个工作日内不能作出决定的，可以延长10个工作日。',
    '举报电话：12345、010-87654321、0951—2078503，（0951）20785031；邮政编码：750021。',
    '查处12起，比上年减少4起，下降25.0%。查出问题42个，已整改40个，正在整改2个，整改率95.2%。',
    '山塘分为大型、中型、小型三类，险情分为特大、较大、一般等四级。',
    '2024年6月1日至9月30日为汛期，其中2024年7月1日至8月31日为主汛期。',
    '办结率达到100%，满意度达到95%以上，每座蓄水不低于500立方米。',
    '债务余额9.5亿元，其中一般债务5.5亿元、专项债务4.0亿元，未超过限额10.5亿元。',
  ])
    assert.deepEqual(found(notice(right)), [], right);
});

test('a bulletin that is signed in the year of which it speaks, and one of its parts that speaks of another year', () => {
  const bulletin = (year: string, date: string) =>
    [
      '枫谷县2023年财政预算执行情况的报告',
      '一、收入情况',
      '2023年，全县收入平稳。',
      '二、支出情况',
      '2023年，全县支出平稳。',
      '三、债务情况',
      `${year}年，全县债务平稳。`,
      '枫谷县财政局',
      date,
    ].join('\n\n');
  const rule = (text: string) => found(text).filter(([name]) => name === 'date.year_odd');
  assert.deepEqual(rule(bulletin('2023', '2024年3月5日')), []);
  assert.deepEqual(rule(bulletin('2022', '2024年3月5日')), [['date.year_odd', '2022']]);
  assert.deepEqual(rule(bulletin('2023', '2023年3月5日')), [['date.year_odd', '2023年3月5日']]);
});

test('set phrases with a like character, and turns that are right though one is near', () => {
  const phrases = (line: string) =>
    found(
      notice(line),
      TEXT_RULES.filter(({ name }) => name === 'wording.set_phrase' || name === 'wording.misspelt'),
    ).length;
  for (const wrong of [
    '要严格覆行程序，做好合法姓审查工作。',
    '对风险平估不实的，责令改证。',
    '广范宣传政策。',
  ])
    assert.ok(phrases(wrong) > 0 || found(notice(wrong), TEXT_RULES).length > 0, wrong);
  for (const right of [
    '明确职责范围，落实责任制。',
    '加强组织领导，层层压实责任。',
    '依法处置，依法处罚，依法处理。',
  ])
    assert.equal(phrases(right), 0, right);
});
