import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Figure } from './artifact.ts';
import { findFigures, isStatistics, type StatisticsIssuance } from './figures.ts';
import { cleanName, distributeNames } from './figures-indicator.ts';
import { readNumerals } from './figures-number.ts';
import { findPeriod, readFrame } from './figures-period.ts';
import { readLead } from './figures-wording.ts';

// Every place and number below is made up.

const TITLE = '云岭县2031年国民经济和社会发展统计公报';

function bulletin(body: string, title = TITLE): [string, StatisticsIssuance[]] {
  const text = `${title}\n${body}`;
  const span: [number, number] = [0, text.length];
  return [text, [{ kind: null, title, titleSpan: [0, title.length], signedBy: [], date: null, span }]];
}

const number = (value: number | null, unit: string | null): string =>
  value === null ? '' : `${value}${unit ?? ''}`;

/** indicator | value | change | measure (unless level) | basis | period (unless the title's), trailing blanks cut. */
function line(figure: Figure, period: string): string {
  return [
    figure.indicator,
    number(figure.value, figure.unit),
    number(figure.change, figure.changeUnit),
    figure.measure === 'level' ? '' : figure.measure,
    figure.basis ?? '',
    figure.period === period ? '' : figure.period,
  ]
    .join(' | ')
    .replace(/[ |]+$/, '');
}

function read(body: string, title = TITLE, period = '2031'): string[] {
  const [text, issuances] = bulletin(body, title);
  return findFigures(text, issuances).map((figure) => line(figure, period));
}

test('a bulletin in other words: levels, changes, shares, ranks, gaps and parts', () => {
  assert.deepEqual(
    read(
      '一、综合\n\n经初步核算，全县实现生产总值1,204,315万元，同比增长5.2%，增速高于全市平均水平0.8个百分点，居全市第3位。分产业看，第一产业增加值210340万元，较上年增长3.1%；第二产业增加值完成402180万元，增长6.0%，占生产总值的比重为33.4%；第三产业增加值达到591795万元，与上年持平。三次产业结构由上年的18.0:33.1:48.9调整为17.5:33.4:49.1。',
    ),
    [
      '生产总值 | 1204315万元 | 5.2% |  | 同比',
      '生产总值 | 0.8个百分点 |  | gap | 高于全市平均水平',
      '生产总值 | 3位 |  | rank | 全市',
      '第一产业增加值 | 210340万元 | 3.1% |  | 较上年',
      '第二产业增加值 | 402180万元 | 6%',
      '第二产业增加值 | 33.4% |  | share | 占生产总值',
      '第三产业增加值 | 591795万元 | 0 |  | 与上年',
      '三次产业结构·第一产业 | 18 |  | ratio |  | 2030',
      '三次产业结构·第二产业 | 33.1 |  | ratio |  | 2030',
      '三次产业结构·第三产业 | 48.9 |  | ratio |  | 2030',
      '三次产业结构·第一产业 | 17.5 |  | ratio',
      '三次产业结构·第二产业 | 33.4 |  | ratio',
      '三次产业结构·第三产业 | 49.1 |  | ratio',
    ],
  );
});

test('units of many kinds, and things counted behind the numeral', () => {
  assert.deepEqual(
    read(
      '年末全县拥有医院12家、卫生院25所，病床3120张。全社会用电量突破18.6亿千瓦时，增幅7.5%。商品房销售面积45.2万平方米，下降12.4%；新增市场主体3245户。专利授权量达312件，同比增加48件。人口自然增长率-1.2‰，比上年下降0.4个千分点。城镇登记失业率3.5%，较上年末回落0.2个百分点。',
    ),
    [
      '医院 | 12家 |  |  |  | 2031-12',
      '卫生院 | 25所 |  |  |  | 2031-12',
      '病床 | 3120张 |  |  |  | 2031-12',
      '全社会用电量 | 18.6亿千瓦时 | 7.5%',
      '商品房销售面积 | 45.2万平方米 | -12.4%',
      '新增市场主体 | 3245户',
      '专利授权量 | 312件 | 48件 |  | 同比',
      '人口自然增长率 | -1.2‰ | -0.4个千分点 |  | 比上年',
      '城镇登记失业率 | 3.5% | -0.2个百分点 |  | 较上年末',
    ],
  );
});

test('several figures that share their words', () => {
  assert.deepEqual(
    read(
      '批发业、零售业销售额分别增长9.9%和5.6%。三次产业对经济增长的贡献率分别为12.0%、40.5%和47.5%。城镇、农村居民人均可支配收入分别为38210元、19850元。',
    ),
    [
      '批发业销售额 |  | 9.9% | growth',
      '零售业销售额 |  | 5.6% | growth',
      '第一产业 | 12% |  | contribution | 对经济增长的贡献率',
      '第二产业 | 40.5% |  | contribution | 对经济增长的贡献率',
      '第三产业 | 47.5% |  | contribution | 对经济增长的贡献率',
      '城镇居民人均可支配收入 | 38210元',
      '农村居民人均可支配收入 | 19850元',
    ],
  );
});

test('population by sex and age, with half-width punctuation', () => {
  assert.deepEqual(
    read(
      '年末全县户籍人口为112635人,男女性别比为105.23:100(女性为100);0-17岁、18-59岁、60岁及以上户籍人口分别为18891人、60049人和33695人。人口自然增长率为-3.19‰。',
    ),
    [
      '户籍人口 | 112635人 |  |  |  | 2031-12',
      '男女性别比·男 | 105.23 |  | ratio |  | 2031-12',
      '男女性别比·女 | 100 |  | ratio |  | 2031-12',
      '0-17岁户籍人口 | 18891人',
      '18-59岁户籍人口 | 60049人',
      '60岁及以上户籍人口 | 33695人',
      '人口自然增长率 | -3.19‰',
    ],
  );
});

test('targets, gaps between groups, ratios that narrowed, ranks in words, yields', () => {
  assert.deepEqual(
    read(
      '固定资产投资完成35.6亿元，下降4.2%，降幅较上月收窄1.3个百分点，完成年度计划的58.2%。零售额3.4亿元，增长9.6%，排名全市第一。城乡居民收入比由上年的2.35:1缩小为2.30:1。城镇居民人均可支配收入比农村居民高18200元。粮食总产量18.5万吨，增产0.6万吨，增长3.4%。帮助853名失业人员实现再就业。衣着价格持平，居住价格下降0.4%。',
    ),
    [
      '固定资产投资 | 35.6亿元 | -4.2%',
      '固定资产投资降幅 |  | -1.3个百分点 | growth | 较上月',
      '固定资产投资 | 58.2% |  | share | 完成年度计划',
      '零售额 | 3.4亿元 | 9.6%',
      '零售额 | 1位 |  | rank | 全市',
      '城乡居民收入比·城镇 | 2.35 |  | ratio |  | 2030',
      '城乡居民收入比·农村 | 1 |  | ratio |  | 2030',
      '城乡居民收入比·城镇 | 2.3 |  | ratio',
      '城乡居民收入比·农村 | 1 |  | ratio',
      '城镇居民人均可支配收入 | 18200元 |  | gap | 比农村居民',
      '粮食总产量 | 18.5万吨 | 3.4%',
      '粮食总产量 |  | 0.6万吨 | growth',
      '帮助失业人员实现再就业 | 853名',
      '衣着价格 |  | 0 | growth',
      '居住价格 |  | -0.4% | growth',
    ],
  );
});

test('a rate and an amount of the same change: the rate is the change, the amount a figure', () => {
  assert.deepEqual(read('一般公共预算支出35.2亿元，比上年增加2.1亿元，增长6.3%。'), [
    '一般公共预算支出 | 35.2亿元 | 6.3% |  | 比上年',
    '一般公共预算支出 |  | 2.1亿元 | growth | 比上年',
  ]);
});

test('months, quarters, a month alone and a stock at its end', () => {
  const title = '云岭县2031年1-9月经济运行情况';
  assert.deepEqual(
    read(
      '前三季度，规模以上工业增加值增长8.1%，增速比上半年加快1.2个百分点。9月份，社会消费品零售总额2.3亿元，增长4.0%。9月末，金融机构存款余额86.5亿元，比年初增长5.5%。工业投资由负转正，增长0.3%，低于全市2.4个百分点。',
      title,
      '2031-01/2031-09',
    ),
    [
      '规模以上工业增加值 |  | 8.1% | growth',
      '规模以上工业增加值增速 |  | 1.2个百分点 | growth | 比上半年',
      '社会消费品零售总额 | 2.3亿元 | 4% |  |  | 2031-09',
      '金融机构存款余额 | 86.5亿元 | 5.5% |  | 比年初 | 2031-09',
      '工业投资 |  | 0.3% | growth',
      '工业投资 | -2.4个百分点 |  | gap | 低于全市',
    ],
  );
});

test('gaps that follow one another, with a verb of their own and without', () => {
  assert.deepEqual(
    read('投资同比增长8.0%，高于全省2.5个百分点、西岭市1.1个百分点、低于云州市0.4个百分点。'),
    [
      '投资 |  | 8% | growth | 同比',
      '投资 | 2.5个百分点 |  | gap | 高于全省',
      '投资 | 1.1个百分点 |  | gap | 高于西岭市',
      '投资 | -0.4个百分点 |  | gap | 低于云州市',
    ],
  );
});

test('numbers that are parts of names, dates or notes are no figures', () => {
  assert.deepEqual(
    read(
      '2031年3月5日，第3次全县会议召开。65岁及以上人口8.2万人^[1]，占18.1%。500万元以上项目投资增长3.3%。PM2.5平均浓度31微克/立方米。国家5A级景区2处[2]。\n注：\n[1] 为2031年抽样调查数，误差0.5%。',
    ),
    [
      '65岁及以上人口 | 8.2万人',
      '65岁及以上人口 | 18.1% |  | share | 占',
      '500万元以上项目投资 |  | 3.3% | growth',
      'PM2.5平均浓度 | 31微克/立方米',
      '国家5A级景区 | 2处',
    ],
  );
});

test('tables: a unit column, years as columns, blank cells', () => {
  assert.deepEqual(
    read(
      '2031年主要产品产量\n\n产品名称\t单位\t产量\t比上年增长（%）\n水泥\t万吨\t120.5\t-3.2\n发电量\t亿千瓦时\t8.6\t—\n\n表2 主要指标\n\n| 指标 | 2030年 | 2031年 | 增速（%） |\n| --- | --- | --- | --- |\n| 旅游收入（亿元） | 5.1 | 6.3 | 23.5 |',
    ),
    [
      '水泥产量 | 120.5万吨 | -3.2% |  | 比上年',
      '发电量 | 8.6亿千瓦时',
      '旅游收入 | 5.1亿元 |  |  |  | 2030',
      '旅游收入 | 6.3亿元 | 23.5%',
    ],
  );
});

test('only statistics by title or section are read', () => {
  assert.ok(isStatistics({ kind: null, title: '云岭县2031年上半年经济运行情况' }));
  assert.ok(isStatistics({ kind: '统计数据', title: '云岭县一季度开局良好' }));
  assert.ok(isStatistics({ kind: null, title: '云岭县第七次全国人口普查公报' }));
  assert.ok(!isStatistics({ kind: null, title: '云岭县统计数据质量管理办法' }));
  assert.ok(!isStatistics({ kind: '规范性文件', title: '关于做好经济运行调度工作的通知' }));
  const [text, issuances] = bulletin('生产总值120亿元。', '云岭县供水方案');
  assert.deepEqual(findFigures(text, issuances), []);
});

test('the frame: year, period and place from the title', () => {
  const frame = (title: string) => Object.values(readFrame(title, [], null)).join(' ');
  assert.equal(frame('西岭市云岭区 2031 年国民经济和社会发展统计公报^[1]'), '2031 2031 西岭市云岭区');
  assert.equal(frame('2031年云岭县1—7月份主要经济指标'), '2031 2031-01/2031-07 云岭县');
  assert.equal(frame('云岭县2031年第一季度经济运行情况'), '2031 2031-01/2031-03 云岭县');
  const at = readFrame(TITLE, [], null);
  assert.equal(findPeriod('2030年末常住人口', at)?.period, '2030-12');
  assert.equal(findPeriod('11月当月', at)?.period, '2031-11');
  assert.equal(findPeriod('下半年', at)?.period, '2031-07/2031-12');
  assert.equal(findPeriod('常住人口', at), undefined);
});

test('the words before a numeral say what it is', () => {
  assert.equal(readLead('新增就业').kind, 'level');
  assert.equal(readLead('正增长面达').kind, 'level');
  assert.equal(readLead('占地面积').kind, 'level');
  assert.equal(readLead('城镇化率提高到').kind, 'level');
  assert.deepEqual(readLead('固定资产投资比上年下降'), {
    kind: 'growth',
    name: '固定资产投资',
    basis: '比上年',
    sign: -1,
    rate: null,
  });
  assert.deepEqual(readLead('比上年高'), { kind: 'growth', name: '', basis: '比上年', sign: 1, rate: null });
  assert.equal(readLead('快于全省').kind, 'gap');
  assert.equal(readLead('工业拉动经济增长').kind, 'contribution');
  assert.equal(cleanName('全年全县实现社会消费品零售总额为', '云岭县'), '社会消费品零售总额');
  assert.deepEqual(distributeNames('电力、热力生产增加值', 3), Array(3).fill('电力、热力生产增加值'));
});

test('numerals: thousands, full width, negatives, ranges, ratios', () => {
  const numerals = (text: string) =>
    readNumerals(text, 0, text.length).map(({ kind, value, unit }) => `${kind} ${value} ${unit}`);
  assert.deepEqual(numerals('达１２．５万人'), ['statistic 12.5 万人']);
  assert.deepEqual(numerals('1,204.5 元/吨'), ['statistic 1204.5 元/吨']);
  assert.deepEqual(numerals('为-3.2%'), ['statistic -3.2 %']);
  assert.deepEqual(numerals('1-11 月'), ['time 1 null', 'time 11 null']);
  assert.deepEqual(numerals('2.3 : 1'), ['ratio 2.3 null']);
  assert.deepEqual(numerals('第 4 位，第二名，第3次'), ['rank 4 位', 'other 2 名', 'other 3 null']);
});

const fragments = fc.constantFrom(
  '生产总值',
  '占',
  '的比重为',
  '增长',
  '下降',
  '同比',
  '比上年',
  '高于全市',
  '位居',
  '第',
  '位',
  '12.5',
  '3',
  '%',
  '亿元',
  '个百分点',
  '分别',
  '为',
  '其中',
  '，',
  '；',
  '。',
  '、',
  '\n',
  '\t',
  '|',
  ':',
  '年末',
  '2031年',
  '1-9月',
  '[1]',
  '由',
  '持平',
  '（',
  '）',
  '-',
  '中',
);

test('any words: no throw, same answer twice, spans inside, finite numbers', () => {
  const words = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fragments, { maxLength: 80 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(words, (body) => {
      const [text, issuances] = bulletin(body);
      const figures = findFigures(text, issuances);
      assert.deepEqual(findFigures(text, issuances), figures);
      for (const { span, indicator, value, change } of figures) {
        assert.ok(TITLE.length <= span[0] && span[0] < span[1] && span[1] <= text.length, `${span}`);
        assert.notEqual(indicator, '');
        assert.ok(value !== null || change !== null);
        for (const read of [value, change]) assert.ok(read === null || Number.isFinite(read));
      }
    }),
    { numRuns: 2000 },
  );
});

test('every generated statement is found again, exactly once', () => {
  const name = fc.constantFrom(
    '工业增加值',
    '房地产开发投资',
    '粮食产量',
    '电力、热力生产和供应业增加值',
    '住宿和餐饮业零售额',
  );
  const unit = fc.constantFrom('亿元', '万吨', '公顷', '户', '万千瓦时');
  const amount = fc.integer({ min: 1, max: 99_999 }).map((value) => value / 100);
  const change = fc.option(
    fc.integer({ min: -999, max: 999 }).map((value) => value / 10),
    { nil: undefined },
  );
  const lead = fc.constantFrom('', '为', '完成', '达到');
  const statement = fc.tuple(name, lead, amount, unit, change);
  fc.assert(
    fc.property(
      fc.array(statement, { minLength: 1, maxLength: 15 }),
      fc.constantFrom('；', '。', '，'),
      (statements, mark) => {
        const body = statements.map(([what, verb, value, of, by]) => {
          const growth = by === undefined ? '' : `，${by < 0 ? '下降' : '增长'}${Math.abs(by)}%`;
          return `${what}${verb}${value}${of}${growth}`;
        });
        const expected = statements.map(([what, , value, of, by]) =>
          `${what} | ${value}${of} | ${by === undefined ? '' : `${by === 0 ? 0 : by}%`}`.replace(
            /[ |]+$/,
            '',
          ),
        );
        assert.deepEqual(read(`${body.join(mark)}。`), expected);
      },
    ),
    { numRuns: 300 },
  );
});
