/** What an indicator's name says: the kind of quantity, and names that mean the same. Pure; no district's words. */

/** Nouns that a quantity of one kind ends in. Figures are parts of a whole only within one kind. */
const KINDS: readonly (readonly [kind: string, ending: RegExp])[] = [
  ['rate', /(?:率|比重|占比|面|指数|比例)$/],
  ['value-added', /(?:增加值|生产总值|GDP)$/],
  ['output-value', /(?:产值|产出)$/],
  ['output', /(?:产量|总产|发电量)$/],
  ['retail', /(?:零售额|零售总额)$/],
  ['sales', /(?:销售额|销售总额|营业额)$/],
  ['income-person', /人均.*(?:收入)$/],
  ['spending-person', /人均.*(?:支出|消费)$/],
  ['income', /(?:收入|税收|税)$/],
  ['spending', /(?:支出|费用)$/],
  ['investment', /(?:投资|投资额|完成额)$/],
  ['trade', /(?:进出口|出口|进口|进出口额|出口额|进口额|进出口总额|出口总额|进口总额|进出口总值|出口总值|进口总值)$/],
  ['people', /(?:人口|人口数|人数|人员|居民|学生|职工|教师|医师|医生|护士|职业者|劳动力)$/],
  ['area', /(?:面积)$/],
  ['balance', /(?:存款|贷款|余额|存款余额|贷款余额)$/],
  ['profit', /(?:利润|利润总额|利税|税金)$/],
  ['stock', /(?:存栏|存栏数|存栏量)$/],
  ['slaughter', /(?:出栏|出栏数|出栏量)$/],
  ['energy', /(?:用电量|能耗|消费量|用水量|供电量)$/],
  ['traffic', /(?:客运量|货运量|周转量|吞吐量|运量)$/],
]; // biome-ignore format: a table

/** The kind of quantity, or null when the name's end does not say. */
export const kindOf = (name: string): string | null =>
  KINDS.find(([, ending]) => ending.test(name))?.[0] ?? null;

/** Names that statistics use for one thing: 服务业 is the 第三产业, 地方 before the budget says nothing more. */
const SYNONYMS: readonly (readonly [RegExp, string])[] = [
  [/^地区生产总值$|^GDP$|^国内生产总值$/, '生产总值'],
  [/^人均地区生产总值$|^人均GDP$/, '人均生产总值'],
  [/^服务业增加值$/, '第三产业增加值'],
  [/^(?:地方|区级|县级|市级)?一般公共预算(收入|支出)$/, '一般公共预算$1'],
  [/^(?:农民|农村居民)人均(?:可支配|纯)收入$/, '农村居民人均可支配收入'],
  [/^固定资产投资(?:\(不含农户\)|（不含农户）)$/, '固定资产投资'],
];

/** One name for one thing; blanks and brackets with 不含… kept apart from the plain name except where they are synonyms. */
export function sameName(name: string): string {
  const bare = name.replace(/\s+/g, '');
  for (const [pattern, same] of SYNONYMS) if (pattern.test(bare)) return bare.replace(pattern, same);
  return bare;
}

/** The name within its scope: 制造业增加值 of 规模以上工业·制造业增加值. */
export const lastName = (name: string): string => name.slice(name.lastIndexOf('·') + 1);
