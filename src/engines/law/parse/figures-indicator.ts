/**
 * Names of indicators: taken from the words before a figure, completed from what the text said before.
 */

/** Nouns that say what is measured; a name that ends in one is whole. Longest first. */
export const MEASURES =
  `居民人均可支配收入 人均可支配收入 人均消费支出 人均生活消费支出 可支配收入 消费支出 增加值 总产值 销售产值 工业产值 产值 总产量 产量 播种面积 种植面积 销售面积 施工面积
竣工面积 待售面积 建筑面积 面积 预算收入 预算支出 营业收入 业务收入 税收收入 总收入 收入 营业成本 支出 完成投资 开发投资 投资额 投资 零售总额 零售额 销售额 营业额 利润总额 利税总额 利润 税金 进出口总额
进出口 出口总额 出口额 进口总额 进口额 出口 进口 总额 总量 存款余额 贷款余额 余额 存款 贷款 年末存栏 存栏数 存栏 出栏数 出栏 客运量 货运量 周转量 吞吐量 业务量 发电量 用电量 用水量 消费量 能耗 里程 价格指数 价格
指数 常住人口 户籍人口 人口 从业人员 就业人员 人数 户数 数量 床位数 床位 资产负债率 城镇化率 产销率 销售率 失业率 出生率 死亡率 增长率 覆盖率 率 比重 占比 增速 增幅 单产 成本 亏损额 亏损面 销售量 销量 保有量`
    .split(/\s+/)
    .sort((a, b) => b.length - a.length);

/** Measures that mean nothing without their subject: 销售额 after 商品房销售面积 is 商品房销售额. */
const BARE = new Set(
  `销售额 销售量 销量 销售面积 营业收入 营业成本 营业利润 利润 利润总额 利税总额 税金 税金总额 税收 产量 总产量 单产 面积 增加值 产值 总产值 资产负债率 产销率 产品销售率 成本 费用 亏损额 亏损面 从业人员 户数 人数 完成投资 投资 出口 进口 出口额 进口额 出口总额 进口总额 出栏 存栏 均价 总额 总量 增速 增幅 营业额 零售额 用电量 比重 占比`.split(
    /\s+/,
  ),
);

const MEASURES_BY_END = Map.groupBy(MEASURES, (measure) => measure.slice(-1));

/** The measure that a name ends in, or undefined. */
export const measureOf = (name: string): string | undefined =>
  MEASURES_BY_END.get(name.slice(-1))?.find((measure) => name.endsWith(measure));

/** What is measured in a name: 商品房 of 商品房销售面积, 规模以上工业企业 of 规模以上工业企业营业收入. */
function subjectOf(name: string): string {
  const measure = measureOf(name);
  if (measure !== undefined) return name.slice(0, name.length - measure.length);
  return /(?:企业|单位|机构|银行|业|商品房|商户)$/.test(name) ? name : '';
}

/** Join subject and name where the subject's end and the name's beginning are the same words (…企业 + 企业亏损面). */
function join(subject: string, name: string): string {
  for (let length = Math.min(subject.length, name.length - 1, 6); length > 0; length--) {
    if (subject.endsWith(name.slice(0, length))) return subject + name.slice(length);
  }
  return subject + name;
}

/** Complete a name that cannot stand alone with the subject of the one before it, or with the whole it is a part of. */
export function completeName(name: string, before: string, whole: string): string {
  if (/^其[他它余]/.test(name) && whole !== '' && whole !== name) return `${whole}·${name}`;
  const needsSubject = BARE.has(name) || /^企业(?:亏损|资产|利润|营业|单位)/.test(name);
  if (!needsSubject || before === '' || before === name) return name;
  const subject = subjectOf(before);
  return subject === '' ? name : join(subject, name);
}

const LEADS =
  /^(?:初步核算|经初步核算|初步统计|据初步统计|据统计|据(?:抽样)?调查|经核定|截至|截止|其中|另外|此外|同时|并且|而|且|全年|本年|累计|当年|年内|总体上?|全部(?!工业)|共计|共有|共|拥有|现有|建有|设有|实现了?|完成了?|取得|达成|(?<!国)有(?!色|限|机|线|效)|在(?![校岗职册建库园编])|[一二三四五六七八九十]是|[分按从].{1,12}?(?:看|分组?)|主要是|特别是|的|、|和(?!田|平|谐)|及|以及|与|[：:“”"'’‘(（）)·*|>#-])+/;
const TAILS =
  /(?:分别为|分别达到?|分别|合计为?|总计为?|共计|累计|共有|达到了?|达|(?<![国所私自民])有|实现|完成|突破|首次突破|超过|超|逾|近|约为?|约|大约|仅为?|仅|只有|增加到|增长到|提高到|上升到|扩大到|下降到|减少到|降低到|回升到|增至|升至|升到|提升至|提升到|上升至|提高至|降至|降到|减至|下降至|回落至|回落到|回升至|稳定在|保持在|维持在|控制在|为|為|是|至|到|(?<![人平户])均|各|[：:“”"（(、])+$/;

/** Cut the words before a figure down to the indicator's name; `place` and its forms (全区, 我县) are taken off the head. */
export function cleanName(words: string, place: string | null): string {
  let name = words;
  for (let round = 0; round < 6; round++) {
    const before = name;
    name = dropPlace(name.replace(LEADS, ''), place).replace(TAILS, '');
    if (name === before) break;
  }
  // 服务业实现增加值 is 服务业增加值; 办公楼完成投资 keeps its printed form.
  return name.replace(/实现(?=\p{sc=Han})/u, '').replace(/[（(](?:GDP|CPI|PPI|ＧＤＰ)[）)]/g, '');
}

function dropPlace(name: string, place: string | null): string {
  if (place?.includes(name.charAt(0))) {
    for (let from = 0; from <= place.length - 2; from++) {
      const part = place.slice(from);
      if (name.startsWith(part) && name.length > part.length) return name.slice(part.length);
    }
  }
  return !/^[全我本]/.test(name) ? name : name.replace(/^[全我本](?:区|县|市|省|旗|州|镇|乡|盟)(?=.)/, '');
}

/**
 * Give each of `count` figures its own name: 批发业、零售业销售额 (2) → 批发业销售额, 零售业销售额; 三次产业 (3) →
 * the three. Where the words do not divide into as many names, all keep the whole words.
 */
export function distributeNames(words: string, count: number): string[] {
  if (count === 1) return [words];
  const industries = /(?:一二三|一、二、三|第一、第二、第三|第一、二、三|三次)(?:次)?产业/.exec(words)?.[0];
  if (industries !== undefined && count === 3) {
    return ['第一产业', '第二产业', '第三产业'].map((one) => words.replace(industries, one));
  }
  const items = words.split(/[、和与]|及(?!以|其)/).filter((item) => item !== '');
  if (items.length !== count) return Array.from({ length: count }, () => words);
  const bare = (item: string): string => item.replace(/[（(][^（）()]*[）)]$/, '');
  const measure = measureOf(bare(items.at(-1) ?? '')) ?? '';
  return items.map((item) => (measureOf(bare(item)) === undefined ? item + measure : item));
}

/** Names of the parts of a structure ratio. */
export function ratioParts(name: string, count: number): string[] {
  if (count === 3 && /产业|三产|产/.test(name)) return ['第一产业', '第二产业', '第三产业'];
  if (count === 2 && /性别|男女/.test(name)) return ['男', '女'];
  if (count === 2 && /城乡|城镇.*农村/.test(name)) return ['城镇', '农村'];
  return Array.from({ length: count }, (_, index) => `第${index + 1}项`);
}
