/**
 * Names of persons in appointment notices.
 *
 * A name is 2–4 characters (李明), padded (李  明), or of several parts with a dot (阿依努尔·买买提). Where a notice
 * prints name and organisation without anything between (免去李明某区民政局局长职务), the cut is found by what
 * the same notices say elsewhere: names that stand alone, and places with which organisations begin.
 */

const DOT = '·•・‧∙．';
const NAME = new RegExp(
  `^(?:[\\p{sc=Han}]{2,4}|[\\p{sc=Han}]{1,12}(?:[${DOT}][\\p{sc=Han}]{1,12}){1,4})$`,
  'u',
);
const LONG_NAME = /^\p{sc=Han}{5,7}$/u;

/** Characters and words that no name in a list holds. */
const NEVER_IN_NAME =
  /关于|關於|决定|決定|研究|会议|會議|根据|根據|同志|人员|人員|通知|按照|以上|上述|试用|試用|任期|任职|任命|任免|主任|责任|担任|兼任|聘任|原任|现任|继续|不再|政府|部门|各镇|全体|本人|分别|职务|工作|特此|附件|[局县縣市省等级的其职職免撤会會厅廳号第年月日]|^[经經由并向对對将把以因为為在从從自按]|^(?:拟|兹|现|特|经)/;

/** Family names of two characters. */
const COMPOUND_SURNAMES = new Set(
  '欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 夏侯 长孙 宇文 轩辕 呼延 端木 南宫 拓跋 独孤 西门 百里 公冶 濮阳 淳于 单于 钟离 闾丘 第五 申屠 太史 仲孙'.split(
    ' ',
  ),
);

/** Common family names of one character: enough to prefer one cut over another, never to refuse a name. */
const SURNAMES = new Set(
  '王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林高罗羅郑鄭梁谢謝宋唐许許邓鄧冯馮韩韓曹曾彭萧蕭肖蔡潘田董袁于余叶葉蒋蔣杜苏蘇魏程吕呂丁沈任姚卢盧傅钟鐘姜崔谭譚廖范汪陆陸金石戴贾賈韦韋夏邱方侯邹鄒熊孟秦白江阎閻薛尹段雷黎史龙龍陶贺賀毛郝顾顧龚龔邵万萬覃武钱錢戚严嚴莫孔向汤湯常温康施文牛樊葛邢安齐齊易乔喬伍庞龐颜顏倪庄莊聂聶章鲁魯岳翟申殷詹申欧歐耿关關兰蘭焦俞左柳甘祝包宁寧尚符舒阮柯纪紀梅童凌毕畢单單裴霍涂成苗谷盛曲翁冉骆駱蓝藍路游辛靳欒管柴蒙鲍鮑华華喻祁房蒲滕屈饶饒解牟艾尤时時穆农司卓古吉缪简簡车車项項连連芦蘆麦褚娄婁窦竇戴岑景党宫宮费費卜冷晏席卫衛米柏宗瞿桂全佟应應臧闵苟邬边邊卞姬师師和仇栾隋商刁沙荣榮巫寇桑郎甄丛虞敖巩鞏明佘池查麻苑迟邝官封谈匡鞠惠荆乐樂冀胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满滿买買哈撒锁者虎拜妥摆杭底黑海洪计那鸟鹿门仓伊元化云雍储支印区區'.split(
    '',
  ),
);

const isHan = (char: string): boolean => /\p{sc=Han}/u.test(char);

/** A name as recorded: no padding, one form of the dot. */
export function normaliseName(printed: string): string {
  return printed.replace(/\s+/g, '').replace(new RegExp(`[${DOT}]`, 'g'), '·');
}

function hasSurname(name: string): boolean {
  return SURNAMES.has(name.charAt(0)) || COMPOUND_SURNAMES.has(name.slice(0, 2));
}

/** Whether `word` (unpadded) can stand as a person's name. */
export function isName(word: string): boolean {
  if (NEVER_IN_NAME.test(word)) return false;
  if (NAME.test(word)) return true;
  return LONG_NAME.test(word) && !hasSurname(word);
}

/** Remove the annotations in brackets behind names: （女）, （回族，挂职）. */
const withoutAnnotations = (words: string): string => words.replace(/[（(][^（）()]{0,30}[）)]/g, ' ');

/**
 * Read `words` as nothing but names (张三、李  四同志); undefined when anything else is in it.
 * Padding inside a name is told from the space between names by the single characters on both sides.
 */
export function parseNames(words: string): string[] | undefined {
  const bare = withoutAnnotations(words)
    .replace(/(?:等?\d*名?同志|女士|先生)\s*$/, '')
    .trim();
  if (bare === '' || bare.length > 1200) return undefined;
  const names: string[] = [];
  for (const part of bare.split(/[、，,]|和(?=\p{sc=Han}{2,4}(?:[、，,]|$))/u)) {
    const read = parsePadded(part.replace(/同志\s*$/, '').trim());
    if (read === undefined) return undefined;
    names.push(...read);
  }
  return names.length > 0 ? names : undefined;
}

/** One part between separators: a name, a padded name, or several names with spaces between. */
function parsePadded(part: string): string[] | undefined {
  const names: string[] = [];
  let single = '';
  for (const token of part.split(/\s+/)) {
    if (token === '') continue;
    if ([...token].length === 1 && isHan(token)) {
      if (single === '') {
        single = token;
        continue;
      }
      names.push(single + token);
      single = '';
      continue;
    }
    const name = normaliseName(single + token);
    single = '';
    if (!isName(name)) return undefined;
    names.push(name);
  }
  if (single !== '' || names.length === 0 || names.some((name) => !isName(name))) return undefined;
  return names;
}

/** What the notices at hand say about names and about how organisations begin. */
export type Lexicon = { names: Set<string>; places: Set<string> };

/** Words with which organisations begin when no place stands before them. */
const ORGANISATION_START =
  /^(?:区|县|市|州|省|旗|自治区|本级|镇|乡|人民|政府|中共|国家|第[一二三四五六七八九十]|公安|民政|司法|教育|财政|民族|宗教|发展|改革|工业|信息|科学|科技|人力|社会|自然|生态|环境|住房|城市|城乡|交通|水利|水务|农业|林业|商务|文化|旅游|卫生|健康|退役|应急|审计|统计|市场|信访|医疗|国有|乡村|综合|行政|审批|政务|机关|办公|街道|供销|招商|投资|经济|开发|高新|监察|检察|法院|体育|档案|地震|气象|消防|园林|市容|智慧|大数据|金融|粮食|外事|残疾|妇女|共青|总工会|红十字)/;

function cutScore(name: string, rest: string, lexicon: Lexicon): number {
  let score = 0;
  if (lexicon.names.has(name)) score += 12;
  for (let length = Math.min(12, rest.length); length >= 2; length--) {
    if (lexicon.places.has(rest.slice(0, length))) {
      score += 10 + length / 10;
      break;
    }
  }
  if (ORGANISATION_START.test(rest)) score += 5;
  if (/^\p{sc=Han}{2}(?:省|市|县|区|州|盟|旗|镇|乡|街道|路)/u.test(rest)) score += 2;
  if (/^(?:省|县|市|镇|乡)/.test(name.slice(1)) || /[局县市镇省]|区$/.test(name)) score -= 8;
  const surname = COMPOUND_SURNAMES.has(name.slice(0, 2)) ? 2 : SURNAMES.has(name.charAt(0)) ? 1 : 0;
  const given = name.length - surname;
  if (surname > 0 && given >= 1 && given <= 2) score += 3 + (given === 2 ? 0.5 : 0);
  else score -= 3;
  return score;
}

/**
 * Cut a run of words that begins with a name and goes on with an organisation or title, nothing between.
 * `mayBeNone` allows the answer that no name stands there (the act is about the person named before).
 */
export function cutName(run: string, lexicon: Lexicon, mayBeNone: boolean): { name: string; length: number } {
  const dotted = new RegExp(`^\\p{sc=Han}{1,12}(?:[${DOT}]\\p{sc=Han}{1,12})+`, 'u').exec(run)?.[0];
  if (dotted !== undefined) return cutDotted(dotted, run, lexicon);
  let best = { name: '', length: 0 };
  // Against "no name" only a known place or a known name is evidence: 贺兰山西路 begins with a family name too.
  let bestScore = mayBeNone ? Math.max(cutScore('', run, lexicon), 8) : Number.NEGATIVE_INFINITY;
  for (const length of [2, 3, 4]) {
    const name = run.slice(0, length);
    const rest = run.slice(length);
    if (name.length < length || rest.length < 2 || ![...name].every(isHan)) break;
    const score = cutScore(name, rest, lexicon);
    if (score > bestScore) {
      best = { name, length };
      bestScore = score;
    }
  }
  return best;
}

/** A dotted name's last part may run into the organisation: cut where a known place or beginning follows. */
function cutDotted(dotted: string, run: string, lexicon: Lexicon): { name: string; length: number } {
  const lastDot = Math.max(...[...DOT].map((dot) => dotted.lastIndexOf(dot)));
  let best = dotted.length;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (let end = Math.min(lastDot + 9, run.length - 2); end > lastDot + 1; end--) {
    const name = run.slice(0, end);
    const score = cutScore(name, run.slice(end), lexicon) - Math.abs(end - lastDot - 4) * 0.2;
    if (score > bestScore) {
      bestScore = score;
      best = end;
    }
  }
  return { name: normaliseName(run.slice(0, best)), length: best };
}
