import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fromRoot } from '#base/paths.ts';
import { parseText } from '#engines/law/parse/index.ts';
import { proofread } from './index.ts';
import { STRUCTURE_RULES } from './rules/structure.ts';

test('an invented issue: what was planted is found where it stands, and nothing else', () => {
  const text = readFileSync(fromRoot('samples/proofread/structure-issue.txt'), 'utf8');
  const found = proofread(parseText(text), STRUCTURE_RULES).map((f) => [f.rule, f.quote]);
  assert.deepEqual(found, [
    ['contents.issue_differs', '总第14期'],
    ['contents.page_order', '10'],
    ['contents.number_differs', '云栈政办发〔2024〕35号'],
    ['contents.no_number', '24'],
    ['title.opening_qualifier', '《云栈县茶园灌溉管理办法》'],
    ['date.signed_early', '2024年7月5日'],
    ['count.lead', '四项'],
    ['series.skip', '（四）'],
    ['series.article_reference', '本办法第十二条'],
    ['series.paragraph_before', '前款第（三）项'],
    ['series.article_reference', '本办法第五条第一款第（五）项'],
    ['count.amount', '伍万元（5000元'],
    ['count.period', '有效期2年'],
    ['title.opening_differs', '治行'],
    ['count.listed', '5'],
    ['series.inline', '四是'],
    ['date.deadline_past', '2023年12月31日'],
    ['series.repeat', '（二）'],
    ['series.annex_reference', '附件3'],
    ['series.heading_form', '全体'],
    ['count.unit', '元'],
    ['series.brackets', '（三)'],
    ['title.numbers', '云栈政发〔2021〕19号'],
    ['series.skip', '五、'],
    ['date.range', '2024年8月1日至2024年6月30日'],
    ['count.title', '6'],
    ['series.row_number', '3'],
    ['title.attachment_differs', '费分配表'],
    ['title.addressees', '构'],
    ['date.number_order', '2024年7月15日'],
    ['count.lists', '12'],
    ['count.lists', '6'],
    ['number.form', '〔2012〕018号'],
    ['number.missing', '《云栈县水窖补助方案》'],
    ['number.form', '〔2018〕第10号'],
    ['number.form', '〔2019〕15'],
    ['signature.differs', '云栈县人民政府'],
    ['citation.law_title', '条列'],
    ['citation.unmarked', '中华人民共和国义务教育法'],
    ['count.parts', '18'],
    ['count.lead', '三个'],
    ['series.heading_form', '实行'],
    ['date.impossible', '2024年9月31日'],
    ['date.weekday', '一'],
    ['citation.repealed', '《云栈县茶园用水暂行规定》（云栈政发〔2019〕4号）'],
    ['date.number_order', '2024年8月5日'],
    ['title.instrument_differs', '改造'],
    ['citation.replaced_law', '《中华人民共和国合同法》'],
    ['count.quoted', '三'],
    ['number.year_date', '云栈政办发〔2023〕35号'],
    ['signature.no_number', '云栈县人民政府办公室关于做好秋季防火工作的通知'],
    ['appointment.title_person', '辛某某'],
    ['appointment.same_post', '己某'],
    ['appointment.name_near', '戌某'],
    ['appointment.title_person', '丁某'],
    ['contact.permit_differs', '刊 号：云印字〔2024〕第008号'],
  ]);
});

test('a heading that lost a character is given it back; one with another word is given the word of the others', () => {
  const text = readFileSync(fromRoot('samples/proofread/structure-issue.txt'), 'utf8');
  const mend = (words: string): string | null | undefined => {
    const printed = text.replace('三、实行隐患排查行动', `三、${words}`);
    assert.ok(printed.includes(words));
    return proofread(parseText(printed), STRUCTURE_RULES).find(
      (f) => f.rule === 'series.heading_form' && f.quote === '实行',
    )?.suggestion;
  };
  assert.equal(mend('实行政审批改革'), '实施行');
  assert.equal(mend('实行动态管理'), '实施');
});
