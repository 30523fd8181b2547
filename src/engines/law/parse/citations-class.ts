/**
 * The class of a cited document, read from the form of its own title or number.
 *
 * | class       | form                                                                                  |
 * | ----------- | ------------------------------------------------------------------------------------- |
 * | party       | number by a party body (党发, 党办, 厅字, 中发, 中办发, 委发, 纪发); title begins 中共, 中国共产党  |
 * | standard    | a standard's number (GB, DB, JGJ…); title ends 标准, 规范, 规程, 导则 and has no document number |
 * | law         | title ends 法, 法典, 宪法, 法修正案 (not 办法, 方法, 做法 …); 主席令                           |
 * | regulation  | title ends 条例; 国务院令                                                                |
 * | rule        | title ends 办法, 规定, 细则, 规则; an order by another body; 法释                            |
 * | plan        | title ends 规划, 计划, 纲要                                                              |
 * | certificate | title ends 证, 证书, 执照, 回执, 许可; a permit number （X）字                                |
 * | gazette     | title ends 公报 (not 统计公报), 日报, 晚报, 周报, 时报, 年鉴, 杂志                               |
 * | normative   | title ends 方案, 通知, 意见, 决定, 清单, 目录, 公告, 报告, 预案, 指南 …; any other 〔year〕 number      |
 * | other       | anything else                                                                         |
 *
 * A qualifier after the title's noun, （试行） or （2023年版）, is passed over.
 */

import { foldTraditional } from './citations-traditional.ts';

/** The classes that a citation can have. */
export type CitationClass =
  | 'law'
  | 'regulation'
  | 'rule'
  | 'normative'
  | 'standard'
  | 'party'
  | 'gazette'
  | 'certificate'
  | 'plan'
  | 'other';

const QUALIFIERS = /(?:\s*[（(][^（）()]{1,20}[）)]|\s*\^?\[\d{1,3}\]\^?)+$/;

/** The title without qualifiers such as （试行） at its end. */
export function bareTitle(title: string): string {
  const last = title.charCodeAt(title.length - 1);
  if (last !== 0xff09 && last !== 0x29 && last !== 0x5d && last !== 0x5e) return title;
  const bare = title.replace(QUALIFIERS, '');
  return bare === '' ? title : bare;
}

const PARTY_NUMBER = /党(?:办|发|字|组|委|工委|政办)|^(?:中发|中办发|厅字|委发|委办发|[^〔]{0,6}纪发)|厅字〔/;
const PARTY_TITLE = /^(?:中共|中国共产党)/;
const STANDARD_NUMBER = /^[A-Z]{2,3}\d{0,4}(?:\/[TZ])?\d/;
const STANDARD_TITLE = /(?:标准|规范|规程|导则)$/;
const NOT_A_LAW =
  /(?:[办方做书疗说想语技看打手佛魔写读唱玩]|(?<!适)用|(?<![预决])算|(?<![征])兵|(?<!合)作|(?<!宗)教)法$/;
const LAW_TITLE = /(?:法|法典|宪法|法修正案(?:草案)?)$/;
const RULE_TITLE = /(?:办法|规定|细则|规则)$/;
const PLAN_TITLE = /(?:规划|计划|纲要)$/;
const CERTIFICATE_TITLE = /(?:证|证书|执照|回执|许可|批件|凭证)$/;
const GAZETTE_TITLE = /(?:(?<!统计)公报|[日晚周时]报|年鉴|杂志|期刊)$/;
const NORMATIVE_TITLE =
  /(?:方案|通知|意见|决定|清单|目录|公告|通告|报告|预案|指南|要点|制度|机制|措施|批复|函|命令|令|通报|决议|纪要|职责|要求|指引|标准|规范|规程|导则|安排|建议|政策|章程|程序|批示|议定|若干条|台账|名单|名录|任务|倡议书|承诺书|协议|合同|守则|公约)$/;

/** The class of a document with this title and normalised number; either may be null. */
export function classify(printed: string | null, number: string | null): CitationClass {
  const title = printed === null ? null : foldTraditional(printed);
  if (number && PARTY_NUMBER.test(number)) return 'party';
  if (number && STANDARD_NUMBER.test(number)) return 'standard';
  if (title !== null) return classifyTitle(bareTitle(title), number);
  return number === null ? 'other' : classifyNumber(number);
}

function classifyTitle(title: string, number: string | null): CitationClass {
  if (PARTY_TITLE.test(title)) return 'party';
  if (title.endsWith('条例')) return 'regulation';
  if (RULE_TITLE.test(title)) return 'rule';
  if (LAW_TITLE.test(title) && !NOT_A_LAW.test(title)) return 'law';
  if (STANDARD_TITLE.test(title)) return number === null ? 'standard' : 'normative';
  if (PLAN_TITLE.test(title)) return 'plan';
  if (CERTIFICATE_TITLE.test(title)) return 'certificate';
  if (GAZETTE_TITLE.test(title)) return 'gazette';
  return NORMATIVE_TITLE.test(title) || number !== null ? 'normative' : 'other';
}

function classifyNumber(number: string): CitationClass {
  if (/\)字〔|准印|许可|证字/.test(number)) return 'certificate';
  if (number.includes('主席令')) return 'law';
  if (number.includes('国务院令')) return 'regulation';
  if (/令(?:\d{4}年)?第/.test(number) || number.startsWith('法释')) return 'rule';
  return /[〔告]/.test(number) ? 'normative' : 'other';
}

const PROVINCES =
  /^(?:北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|重庆|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|兵团|自治区)/;
const PLACE =
  /^\p{Script=Han}{0,3}?(\p{Script=Han}(?:市(?![场政容民价级])|县(?![级域])|区(?![域划别])|[旗州盟]))/u;
const NOT_A_PLACE =
  /城市|超市|县市|门市|股市|都市|各市|各县|国旗|联盟|同盟|[社园小地景灌牧山林军城辖校厂特税发护胜库矿产片功]区/;
const NATIONAL_BODY = /^国务院(?!办公厅)/;

/** Whether the title names a place below the nation at its start. */
function isLocalTitle(title: string): boolean {
  if (PROVINCES.test(title)) return true;
  const place = PLACE.exec(title);
  return place !== null && !NOT_A_PLACE.test(place[1] ?? '');
}

/**
 * The name under which a national law, administrative regulation or State Council decision is kept, or undefined for any other title.
 * `localContext`: the words before the title name a province, city or district as its author.
 */
export function nationalTitle(title: string, localContext: boolean): string | undefined {
  const bare = bareTitle(title).replace(/[\s\u3000]+/g, '');
  const form = classifyTitle(bare, null);
  if (bare.startsWith('中华人民共和国')) {
    return form === 'law' || form === 'regulation' || form === 'rule' ? bare : undefined;
  }
  if (form === 'law') return isLocalTitle(bare) || bare.length < 3 ? undefined : fullLawName(bare);
  if (NATIONAL_BODY.test(bare)) return /(?:决定|规定|办法|条例)$/.test(bare) ? bare : undefined;
  if (form === 'regulation') return localContext || isLocalTitle(bare) || bare.length < 4 ? undefined : bare;
  return undefined;
}

function fullLawName(bare: string): string {
  return bare === '反分裂国家法' ? bare : `中华人民共和国${bare}`;
}
