/**
 * Office titles and the split of `organisation + post`.
 *
 * A post is the longest office title at the end of the words, with the modifiers that belong to it
 * (副, 常务副, 代理, 党组, 一级 …). Everything before it is the organisation, as printed: brackets inside it
 * (…服务中心（…服务站）主任) stay there, brackets behind the title are notes about the holding.
 */

const titles = (words: string): string[] => words.split(/\s+/).filter((word) => word !== '');

/** Office titles in use in gazettes of every level, in simplified and traditional characters. */
const BASE_TITLES = new Set(
  titles(`
  主席 主任 主任委员 主任科员 书记 委员 常委 常务委员 组成人员 成员 秘书长 秘书 组长 专员 督查专员 督察专员 特派员
  局长 分局长 厅长 部长 司长 署长 处长 科长 股长 所长 院长 校长 园长 站长 馆长 台长 社长 会长 行长 厂长 场长 矿长
  省长 市长 州长 区长 县长 旗长 盟长 镇长 乡长 村长 司令员 政委 政治委员 教导员 指导员 参谋长
  队长 总队长 支队长 大队长 中队长 分队长 庭长 检察长 关长 团长 段长 班长 警长 护士长 教务长 总务长 理事长 董事长 监事长 督察长
  组织部长 宣传部长 统战部长 武装部长 人武部长 审判长 法官 检察官
  审判员 检察员 陪审员 人民陪审员 书记员 执行员 仲裁员 首席仲裁员 调研员 巡视员 科员 办事员 专干 督学 总督学 督导员
  协理员 政治协理员 纪检员 组织员 监察员 稽察员 稽查员 督察员 检查员 联络员 辅导员 警员 警务技术主任 主办 高级主办 主管
  总经理 经理 总裁 总监 财务总监 总工程师 总规划师 总会计师 总经济师 总农艺师 总审计师 总统计师 总畜牧师 总兽医师 总建筑师
  总法律顾问 总飞行师 总师 工程师 会计师 农艺师 经济师 参事 馆员 顾问 法律顾问 董事 独立董事 监事 助理 主编 总编辑 总编 编辑
  法定代表人 负责人 召集人 发言人 新闻发言人 领事 大使 参赞 公使 代表 首席代表 教授 研究员 局級 首席专家 领导 干部
  主任委員 主任科員 書記 委員 秘書長 組長 專員 局長 廳長 部長 司長 署長 處長 科長 股長 所長 院長 校長 園長 站長 館長 臺長 社長 會長
  行長 省長 市長 州長 區長 縣長 鎮長 鄉長 隊長 庭長 檢察長 理事長 董事長 總經理 經理 調研員 巡視員 審判員 檢察員 總工程師`),
);

const LONGEST_TITLE = Math.max(...[...BASE_TITLES].map((title) => title.length));

/** Words that belong to the title when they stand before it, longest first. */
const MODIFIERS = titles(`
  党工委 党总支 党支部 机关党委 纪工委 纪检组 纪检监察组 党组 党委 纪委 團委 團工委 团委 团工委
  正厅级 副厅级 正处级 副处级 正县级 副县级 正科级 副科级 正股级 副股级 处级 科级 县处级 乡科级
  一级 二级 三级 四级 五级 六级 七级 八级 高级 首席 名誉 常务 第一 第二 代理 临时 执行 专职 兼职 专任 见习 资深
  非执行 外部 职工 党外 代 副 正 總 总`).sort((a, b) => b.length - a.length);

/** Party organs alone do not make a modifier of these: 党组主任 is no title. */
const PARTY_ORGAN = /[党黨纪紀团團][工总總支组組委检檢]|[纪紀]检|机关党委/;
const PARTY_TITLES = /^(副?书记|副?書記|第一书记|委员|委員|常委|成员|組成|组长|专职副书记|秘书|副?组长)$/;

export type Post = {
  /** Organisation as printed, '' when the words name only a title. */
  organisation: string;
  post: string;
  /** False when no title of the table was found and the split is by the organisation's own ending. */
  known: boolean;
};

/** The modifiers and the base title at the end of `words`, '' when there is none. */
function trailingTitle(words: string): string {
  for (let length = Math.min(LONGEST_TITLE, words.length); length >= 2; length--) {
    const base = words.slice(words.length - length);
    if (!BASE_TITLES.has(base)) continue;
    if (base === '助理' || base === '代表') {
      const inner = trailingTitle(words.slice(0, words.length - length));
      return inner + base;
    }
    return withModifiers(words, base);
  }
  return '';
}

function withModifiers(words: string, base: string): string {
  let title = base;
  for (;;) {
    const before = words.slice(0, words.length - title.length);
    const modifier = MODIFIERS.find((word) => before.endsWith(word));
    if (modifier === undefined) return title;
    if (PARTY_ORGAN.test(modifier) && !PARTY_TITLES.test(title)) return title;
    title = modifier + title;
  }
}

/** Whether the words close with an office title, notes in brackets and 职务 aside. */
export function endsInTitle(words: string): boolean {
  return trailingTitle(stripNotes(words).words) !== '';
}

/** Endings of organisations, to split at when the title itself is not in the table. */
const ORGANISATION_END =
  /^(.*(?:人民政府|办事处|委员会|检察院|法院|分局|中心|公司|集团|学校|大学|中学|小学|医院|街道|支队|大队|总队|局|厅|委|办|室|所|站|院|校|处|科|队|部|会|厂|馆|社|园|镇|乡|区|县|市|州|省|旗))([^，。；、\s]{2,8})$/;

/** Split the words of one post (notes already removed) into organisation and title; undefined when there is no title at all. */
export function splitPost(words: string): Post | undefined {
  const title = trailingTitle(words);
  if (title !== '') {
    const organisation = words.slice(0, words.length - title.length).replace(/的$/, '');
    return { organisation, post: title, known: true };
  }
  const fallback = ORGANISATION_END.exec(words);
  if (fallback?.[1] === undefined || fallback[2] === undefined) return undefined;
  return { organisation: fallback[1], post: fallback[2].replace(/^的/, ''), known: false };
}

export type Notes = {
  /** The words without 职务 and without the brackets behind the title. */
  words: string;
  concurrent: boolean;
  seconded: boolean;
  /** What the removed brackets said, for terms (试用期一年). */
  notes: string[];
};

/** Take 职务 and the brackets behind a title off the words of a post. */
export function stripNotes(printed: string): Notes {
  let words = printed.trim();
  const notes: string[] = [];
  let stripped = true;
  while (stripped) {
    stripped = false;
    const bare = words.replace(
      /(?:的?(?:请求|申请)|的?(?:职务|職務|一职|一職|职位|職位|(?<=员)职级)|[，、,;；。.：:\s]|的)$/,
      '',
    );
    if (bare !== words) {
      words = bare;
      stripped = true;
    }
    const last = words.at(-1);
    if (last !== '）' && last !== ')') continue;
    const open = Math.max(words.lastIndexOf('（'), words.lastIndexOf('('));
    if (open < 0) break;
    notes.push(words.slice(open + 1, -1));
    words = words.slice(0, open);
    stripped = true;
  }
  const led = words.replace(/^(?:并|同时)?(?:兼任|兼)/, '');
  const concurrent = led !== words || notes.some((note) => /^兼|兼任|兼职|兼$/.test(note));
  return { words: led, concurrent, seconded: notes.some((note) => /挂职|掛職/.test(note)), notes };
}
