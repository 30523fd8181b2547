/**
 * Defects as typists, typesetters and recognition make them, planted into a text one class at a time. All of them are
 * made up; the text around them is as it was.
 */

/** Instead of `remove` characters at `at` stands `put`. */
export type Plant = { readonly at: number; readonly remove: number; readonly put: string };

export type Defect = {
  readonly name: string;
  /** Where the other half of a pair is what is seen: a finding in the same line counts. */
  readonly line?: true;
  /** A place of the text to spoil, or null where this class has none there. */
  readonly plant: (place: Place, random: () => number) => Plant | null;
};

/** A line of the text that is read as prose or as a cell, with its words. */
export type Place = {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Dictionary words of two and more Chinese characters, with their places in the text. */
  readonly words: readonly { readonly word: string; readonly at: number }[];
  readonly sounds: Sounds;
};

/** The characters of one syllable, tones aside. */
export type Sounds = { readonly of: (char: string) => readonly string[] };

const pick = <T>(list: readonly T[], random: () => number): T | undefined =>
  list[Math.floor(random() * list.length)];

/** Somewhere inside a word: the word, and the index of a character of it. */
function inWord(
  { words }: Place,
  random: () => number,
  least = 2,
): { word: string; at: number; index: number } | null {
  const found = pick(
    words.filter(({ word }) => word.length >= least),
    random,
  );
  return found ? { ...found, index: Math.floor(random() * found.word.length) } : null;
}

/** One of the matches of a pattern in the line. */
function matching(
  { text, start, end }: Place,
  pattern: RegExp,
  random: () => number,
): { at: number; found: string } | null {
  const all = [...text.slice(start, end).matchAll(pattern)];
  const one = pick(all, random);
  return one ? { at: start + one.index, found: one[0] } : null;
}

/** One of the matches, rewritten. */
const rewrite =
  (pattern: RegExp, put: (found: string, random: () => number) => string | null) =>
  (place: Place, random: () => number): Plant | null => {
    const one = matching(place, pattern, random);
    const instead = one && put(one.found, random);
    return one && instead !== null && instead !== one.found
      ? { at: one.at, remove: one.found.length, put: instead as string }
      : null;
  };

/** Pairs that recognition and tired eyes take for one another. */
const LOOK_ALIKE =
  '己已 未末 土士 人入 千干 日曰 大太 天夫 治冶 拔拨 候侯 侍待 准淮 析折 贷货 贪贫 撤撒 暑署 戌戍 栽裁 载裁 辨辩 幅辐 粟栗 崇祟 杆杠 检捡 侧测 则侧 施旋 城域 推椎 坏环 兔免 往住 宜宣 官管 苦若 各备 务备 复夏 更便 师帅 币市 设没 役投 股投 级极 的约 组租 织识 职识 积识 续读 责贵 费贵 资货 园圆 因困 同回 问间 司可 右石 压庄 应座 度席 延廷 建健 过还 部都 郊效 限根 镇填 浅线 结给 经轻 综宗 缓暖 罚罪 署置 卖买 实买 协办 加如 动功 努怒 化代 毕华 既即 原厚 发友 受爱 员贝 均约 块决 型形 埋理 培陪 增赠 境镜 失矢 头买 奖将 委季 子于 宁守 完宗 家象 密蜜 导异 尊遵 尽层 居届 岗网 工土 巧功 幕墓 年牛 井并 徽微 律津 情清 性姓 我找 或域 托拓 抢枪 拾抬 搏博 提堤 政攻 料科 旱早 杨场 板版 枝技 核该 植值 模摸 止正 此比 每母 水永 汛讯 池地 活话 深探 照煤 然燃 现观 畜蓄 监盐 看着 社杜 究空 纪记 纳钠 维唯 考老 背肯 般股 荐存 药约 蔬疏 融隔 规视 党觉 计讨 认队 议仪 进讲 证征 评坪 诉拆 详样 课棵 谋煤 构购 贯贴 赁任 车东 传转 较校 辅铺 连莲 迷谜 退迟 通诵 遗遣 邮由 酒洒 里量 针计 销锁 键健 闲闭 防访 阶价 际标 陵凌 险检 集售 零雷 需雷 非菲 预顶 颁须 验检 高商 户尸 支友 斤斥 区匹 文丈 休体 本木 主王 目自 力刀 办为 元无 开升 公么 从丛 少小 申甲 由田 用甩 全金 合台 名各 告吉 向问 听昕 否杏 吨盹 周固 命令 和知 品晶 商高 善普 器哭';
const LOOKS = new Map<string, string[]>();
for (const pair of LOOK_ALIKE.split(' '))
  for (const [a, b] of [
    [pair.charAt(0), pair.charAt(1)],
    [pair.charAt(1), pair.charAt(0)],
  ] as const)
    LOOKS.set(a, [...(LOOKS.get(a) ?? []), b]);

/** What official writing most often confuses, right and wrong, where the wrong one is wrong in every sentence it is put into. */
const CONFUSED =
  '部署→布署 账户→帐户 台账→台帐 履行→屡行 必须→必需 必要→必要 截至→截止 联席会议→联系会议 以及→以级 各级→各及 作用→做用 作为→做为 工作→工做 合作→合做 接受监督→接收监督 权利和义务→权力和义务 合法权益→合法权宜 受理→授理 授权→受权 期间→其间 检察机关→检查机关 监督检查→监督检察 行使→行驶 形式→形势 法治政府→法制政府 依法治→依法制 职责→职则 措施→措失 制定→制订定 负责→付责 副主任→付主任 符合→附合 附件→付件 辅导→铺导 报到→报道 反映→反应 需求→须求 必需品→必须品 急需→急须 备案→备按 按照→安照 安排→按排 及时→即时 即日→及日 既→即 纪律→记律 记录→纪录 登记→登纪 核实→合实 考核→考合 审核→审合 复核→复合 结合→结核 配合→配和 和谐→合谐 质量→质良 良好→量好 保障→保漳 报告→抱告 公布→公部 公开→公开开 贯彻→惯彻 落实→落时 实施→实事 事实→事时 设施→设事 措施→错施 机制→机治 体制→体治 治理→制理 整治→整制 防治→防制 限制→限治 制度→治度 管理→管里 办理→办里 处理→处里 理由→里由 利用→力用 能力→能利 权力→权利 有力→有利地 有效→有校 效果→校果 成效→成校 提高→题高 问题→问提 主题→主提 标题→标提 主体→主提 具体→俱体 体系→体细 系统→细统 统一→通一 通知→统知 通报→通抱 汇报→会报 会议→汇议 情况→清况 清理→情理 申请→审请 审批→申批 审查→申查 经济→经计 计划→记划 规划→归划 规定→归定 归档→规档 管辖→管轄 企业→企页 行业→行页 产业→产页 农业→农页 增加→曾加 增长→增涨 上涨→上长 竣工→峻工 严峻→严竣 拨付→拔付 选拔→选拨 截留→载留 登载→登栽 象征→像征 图像→图象 对象→对像 现象→现像 震动→振动动 振兴→震兴 厉行→励行 奖励→奖厉 鼓励→鼓厉 度过→渡过过 过渡→过度期 坐落→座落 座谈→坐谈 启动→起动动 启用→起用用 订立→定立立 签订→签定 预订→预定定 制作→制做 操作→操做 运作→运做 账目→帐目 记账→记帐 粘贴→沾贴 沾染→粘染 倾向→顷向 侵犯→浸犯 侵占→浸占 浸泡→侵泡 消费→消废 废止→费止 费用→废用 免费→免废 副本→付本 幅度→副度 辐射→幅射 补偿→补尝 赔偿→陪偿 培训→陪训 陪同→培同 妨碍→防碍 防范→防犯 模范→模犯 范围→犯围 违法→维法 维护→惟护 遵守→尊守 尊重→遵重 循环→寻环 寻找→循找 延伸→延申 申报→伸报 投诉→投述 表述→表诉 陈述→陈诉 起诉→起述 综合→总合 汇总→汇综 宗旨→综旨 竞争→竟争 竟然→竞然 毕竟→毕竞 决定→绝定 绝不→决不不 坚决→坚绝 解决→解绝 截止→截至至 终止→中止止';

/** Right and wrong, without those whose wrong form is no slip of one word. */
const CONFUSIONS = CONFUSED.split(' ')
  .map((pair) => pair.split('→') as [string, string])
  .filter(([right, wrong]) => right !== wrong && right.length === wrong.length);

const HAN = '\\p{Script=Han}';

export const DEFECTS: readonly Defect[] = [
  {
    name: '同音字 a character of one sound',
    plant(place, random) {
      const found = inWord(place, random);
      const put = found && pick(place.sounds.of(found.word.charAt(found.index)), random);
      return put ? { at: found.at + found.index, remove: 1, put } : null;
    },
  },
  {
    name: '形近字 a character of like shape',
    plant(place, random) {
      const all = place.words.flatMap(({ word, at }) =>
        [...word].flatMap((char, i) =>
          (LOOKS.get(char) ?? []).map((put) => ({ at: at + i, remove: 1, put })),
        ),
      );
      return pick(all, random) ?? null;
    },
  },
  {
    name: '常见混淆 the usual confusions',
    plant({ text, start, end }, random) {
      const line = text.slice(start, end);
      const all = CONFUSIONS.flatMap(([right, wrong]) => {
        const at = line.indexOf(right);
        return at < 0 ? [] : [{ at: start + at, remove: right.length, put: wrong }];
      });
      return pick(all, random) ?? null;
    },
  },
  {
    name: '同音词 a word of the same sound',
    plant: rewrite(
      /机制|事项|制度|权利|权力|报到|反映|截至|形式|事实|执行|意见|实现|公示|公式|工时|事业|视野|依据|政府|基础|措施|期限|保障|审议|检查|方式|统计|资金|启动|运用|结合|实施|指导|公正|征集|收集|设施|行使|考查|届时|接受|实行|需要|完善|监测|处理|依法|检验|权益|会议|条例|指示|工作|时间|职责/gu,
      (found, random) => pick(IME[found] ?? [], random) ?? null,
    ),
  },
  {
    name: '漏字 a character dropped in a word',
    plant(place, random) {
      const found = inWord(place, random);
      return found && { at: found.at + found.index, remove: 1, put: '' };
    },
  },
  {
    name: '标题漏字 a character dropped in a heading',
    plant(place, random) {
      const { text, start, end } = place;
      const line = text.slice(start, end);
      if (line.length > 40 || !/^[（(]?[一二三四五六七八九十]+[)）、]|^关于|方案$|通知$|办法$/u.test(line))
        return null;
      const found = inWord(place, random);
      return found && { at: found.at + found.index, remove: 1, put: '' };
    },
  },
  {
    name: '机构漏字 a character dropped in the name of a body',
    plant(place, random) {
      const one = matching(
        place,
        new RegExp(`[${HAN}]{3,12}(?:局|委员会|办公室|人民政府|大队)`, 'gu'),
        random,
      );
      if (!one) return null;
      const back = 1 + Math.floor(random() * Math.min(5, one.found.length - 2));
      return { at: one.at + one.found.length - 1 - back, remove: 1, put: '' };
    },
  },
  {
    name: '叠字 a character printed twice',
    plant(place, random) {
      const found = inWord(place, random);
      return found && { at: found.at + found.index, remove: 0, put: found.word.charAt(found.index) };
    },
  },
  {
    name: '叠词 a word printed twice',
    plant(place, random) {
      const found = inWord(place, random);
      return found && { at: found.at, remove: 0, put: found.word };
    },
  },
  {
    name: '颠倒 two neighbours swapped',
    plant(place, random) {
      const found = inWord(place, random);
      if (!found) return null;
      const at = Math.min(found.index, found.word.length - 2);
      const [a = '', b = ''] = [found.word.charAt(at), found.word.charAt(at + 1)];
      return a === b ? null : { at: found.at + at, remove: 2, put: b + a };
    },
  },
  {
    name: '的地得 confused',
    plant: rewrite(
      new RegExp(`(?<=[${HAN}]{2})[的地](?=[${HAN}]{2})`, 'gu'),
      (found, random) => pick(found === '的' ? ['地', '得'] : ['的', '得'], random) ?? null,
    ),
  },
  {
    name: '半角标点 a half-width mark',
    plant: rewrite(
      /[，；：](?=\p{Script=Han})/gu,
      (found) => ({ '，': ',', '；': ';', '：': ':' })[found] ?? null,
    ),
  },
  {
    name: '重复标点 a mark printed twice or beside another',
    plant: rewrite(
      /[，、；。](?=[\p{Script=Han}\s]|$)/gu,
      (found, random) => pick([`${found}${found}`, `${found}，`, `、${found}`], random) ?? null,
    ),
  },
  {
    name: '漏括号引号 half of a pair lost',
    line: true,
    plant: rewrite(/[（）“”《》]/gu, () => ''),
  },
  {
    name: '括号宽窄 a bracket of the other width',
    line: true,
    plant: rewrite(/[（）]/gu, (found) => (found === '（' ? '(' : ')')),
  },
  {
    name: '直引号 a straight quotation mark',
    line: true,
    plant: rewrite(/[“”]/gu, () => '"'),
  },
  {
    name: '书名号错 a wrong title mark',
    line: true,
    plant: rewrite(
      /[《》]/gu,
      (found, random) => pick(found === '《' ? ['<', '〈', '“'] : ['>', '〉', '”'], random) ?? null,
    ),
  },
  {
    name: '词中标点 a mark inside a word',
    plant(place, random) {
      const found = inWord(place, random);
      return found && { at: found.at + 1, remove: 0, put: pick(['，', '、', '。'], random) ?? '，' };
    },
  },
  {
    name: '段末缺句号 the final stop lost',
    plant({ text, end }) {
      return text[end - 1] === '。' ? { at: end - 1, remove: 1, put: '' } : null;
    },
  },
  {
    name: '多字母 a stray letter',
    plant(place, random) {
      const found = inWord(place, random);
      return found && { at: found.at + 1, remove: 0, put: pick([...'abehjlnorsuIlT'], random) ?? 'l' };
    },
  },
  {
    name: '多外文词 a stray foreign word',
    plant(place, random) {
      const found = inWord(place, random);
      return (
        found && {
          at: found.at,
          remove: 0,
          put: pick([' and ', ' the ', ' or ', ' is ', ' of ', ' with ', ' from ', ' that '], random) ?? '',
        }
      );
    },
  },
  {
    name: '词中空格 a space inside a word',
    plant(place, random) {
      const found = inWord(place, random);
      return found && { at: found.at + 1, remove: 0, put: ' ' };
    },
  },
  {
    name: '多字 a stray character inside a word',
    plant(place, random) {
      const found = inWord(place, random);
      const other = pick(place.words, random);
      return found && other ? { at: found.at + 1, remove: 0, put: other.word.charAt(0) } : null;
    },
  },
  {
    name: '全角数字 a full-width digit',
    plant: rewrite(/(?<=\d)\d/gu, (found) => String.fromCharCode(found.charCodeAt(0) + 0xfee0)),
  },
  {
    name: '繁体字 a traditional character',
    plant: rewrite(/[国会关发开实务业产来时对应员机规级证]/gu, (found) => TRADITIONAL[found] ?? null),
  },
  {
    name: '重复句子 a clause printed twice',
    plant: rewrite(/(?<=[，；。])[\p{Script=Han}]{6,24}[，；]/gu, (found) => found + found),
  },
  {
    name: '重复列项 an item listed twice',
    plant(place, random) {
      const one = matching(
        place,
        /(?<=[、：])\p{Script=Han}{2,8}、(?=\p{Script=Han}{2,8}[、，。）])/gu,
        random,
      );
      if (!one) return null;
      const next = /^\p{Script=Han}{2,8}/u.exec(place.text.slice(one.at + one.found.length))?.[0] ?? '';
      return { at: one.at + one.found.length + next.length, remove: 0, put: `、${one.found.slice(0, -1)}` };
    },
  },
  {
    name: '破折号混用 a dash of another kind',
    plant: rewrite(/(?<=\d)[—－](?=\d)/gu, (found, random) => pick(['-', '--', '一', '_'], random) ?? found),
  },
];

/** Other words of one sound that a typist's machine offers. */
const IME: Readonly<Record<string, readonly string[]>> = {
  机制: ['机智', '机质'],
  事项: ['试想', '视像'],
  制度: ['制毒'],
  权利: ['权力', '全力'],
  权力: ['权利', '全力'],
  报到: ['报道'],
  反映: ['反应'],
  截至: ['截止'],
  形式: ['形势', '行事'],
  事实: ['实时', '失实'],
  执行: ['直行', '知性'],
  意见: ['一件', '意间'],
  实现: ['事先', '视线'],
  事业: ['视野', '世业'],
  依据: ['一句', '移居'],
  基础: ['急处', '机储'],
  措施: ['错失', '挫失'],
  期限: ['器械', '气象'],
  方式: ['方式式', '仿式'],
  统计: ['同级', '通缉'],
  资金: ['自尽', '资进'],
  运用: ['运营用', '韵用'],
  实施: ['实时', '失事'],
  指导: ['直到', '知道'],
  公正: ['公证', '攻正'],
  设施: ['摄食', '设市'],
  行使: ['行驶', '形式'],
  接受: ['接收', '节收'],
  实行: ['施行', '时兴'],
  需要: ['须要', '需药'],
  监测: ['检测', '间侧'],
  检验: ['减验', '简言'],
  权益: ['权宜', '全意'],
  会议: ['回忆', '会意'],
  条例: ['条理', '调理'],
  职责: ['指责', '职则'],
  时间: ['实践', '事件'],
  保障: ['保长', '保帐'],
  审议: ['神意', '生意'],
  处理: ['出力', '处里'],
  依法: ['一发', '遗法'],
  完善: ['完膳', '晚善'],
};

const TRADITIONAL: Readonly<Record<string, string>> = {
  国: '國',
  会: '會',
  关: '關',
  发: '發',
  开: '開',
  实: '實',
  务: '務',
  业: '業',
  产: '產',
  来: '來',
  时: '時',
  对: '對',
  应: '應',
  员: '員',
  机: '機',
  规: '規',
  级: '級',
  证: '證',
};
