/**
 * What the words before a numeral say it is: a change, a gap to another place, a share, a contribution, a level.
 *
 * `readLead(words)` looks at the end of the words only (bounded), so reading a text with it stays linear.
 */

const TIME_WORD =
  '(?:上年末|上年同期|上年度|上年|去年同期|去年末|去年|上月末|上月|上季度|上季末|上季|上期|前期|年初|同期|前一年|前三季度|上半年|[一二三四]季度|\\d{1,2}(?:[-—–~至]\\d{1,2})?月(?:份|末)?|\\d{4}年(?:同期|末|底)?|“?十[一二三四]五”?(?:期)?末?)';
const COMPARISON = `(?:同比|环比|同口径|可比口径|自然口径|名义|实际|年均|平均每年|两年平均|三年平均|(?:比|较|与|同)${TIME_WORD}(?:相比|比)?|按(?:可比|不变|现行)(?:价格|价)?(?:计算|口径)?|扣除价格因素(?:后|影响)?|(?:扣除|剔除).{1,16}(?:因素|影响)(?:后|影响)?)`;
const GROWTH_WORD =
  '(?:正增长|负增长|净增加?|净减少?|(?<!新)增长|增加|上升|提高|提升|上涨|扩大|增收|减收|增产|减产|多增|少增|加快|回升|提速|(?<!新)增(?!值)|涨|升|下降|减少|降低|下滑|回落|收窄|缩小|缩减|下跌|放缓|减慢|减|跌|降)';
const GROWTH_NOUN = '(?<!自然|机械)(?:增长速度|增长率|增长幅度|增速|增幅|涨幅|降幅|跌幅)';
const AUXILIARY = '(?:了|约|近|超过|超|逾|高达|达到|达|为|是|幅度为|幅度达|:|：)?';
const ADVERBS =
  '(?:均|都|分别|又|再|仍|也|则|实现|略微|略|微|小幅|大幅|有所|累计|继续|持续|由正转负|由负转正|各|约|、|，)*';

const GROWTH = new RegExp(`((?:${COMPARISON}|[，、]){0,4})${ADVERBS}(${GROWTH_WORD})${AUXILIARY}$`);
const GROWTH_BY_HIGHER = new RegExp(`((?:比|较)${TIME_WORD}(?:同期)?)(高出|高|低|快|慢|多|少)${AUXILIARY}$`);
const GROWTH_RATE = new RegExp(`((?:${COMPARISON}){0,4})的?${ADVERBS}(${GROWTH_NOUN})(?:分别)?${AUXILIARY}$`);

const GAP_VERB = '(?:高于|低于|快于|慢于|高出|低出|好于|优于|领先于?|落后于?|多于|少于)';
const GAP = new RegExp(
  `(?:(${GAP_VERB}|超过|超)([\\p{sc=Han}、]{2,24}?)|((?:比|较)[\\p{sc=Han}、]{2,24}?)(高出?|低|快|慢|多|少))(?:了|约|近|分别)?$`,
  'u',
);
const GAP_TARGET =
  /农村|城镇|城市|全[国省市区县州旗盟]|省|市|区|县|州|平均|计划|目标|预期|东部|西部|中部|水平/;

const CONTRIBUTION =
  /(?:(拉动|带动|下拉)(\p{sc=Han}{0,16}?)(?:分别)?(?:了|约|达|为)?|((?:对\p{sc=Han}{1,16}?的?)?(?:拉动贡献|贡献率|贡献))(?:分别)?(?:达到|达|为|是)?)$/u;
const SHARE =
  /^(.*?)占(?!地面|地\d|地$|用|道)([^占]{0,24}?)(?:的)?((?:比重|比例|份额|比)?)(?:由|从)?(?:分别)?(?:约?为|达到|达|约|提高到|提升至|提高至|降至|下降到|上升到|是|：|:)?$/;
const SHARE_NOUN =
  /^(.*?)(?:的)?(比重|占比)(?:分别)?(?:约?为|达到|达|约|提高到|提升至|提高至|降至|上升到|是|：|:)?$/;
const OF_TARGET = /^(.*?)(完成\p{sc=Han}{0,10}?(?:目标|任务|计划|预算|预期)(?:任务|目标|数)?)的?$/u;
const MULTIPLE = /^(.*?)(?:是|为|相当于)([^是为]{1,12}?)的$/;
const RANK = /(?:位居|位列|位次居|居于|居|名列|列|排名|排位|排在|排|位于|在)?(全?\p{sc=Han}{0,14})$/u;

const COMPARED_TIME = new RegExp(
  `(?:(?:比|较|与|同|由|从)${TIME_WORD}|上年末|上年底|去年末|去年底|上月末|(?:全年|年度|年初)(?=\\p{sc=Han}{0,4}(?:目标|任务|计划|预算|预期)))`,
  'gu',
);

/** Hide the times that a figure is compared with (比上年末), so that they are not read as its own. */
export const hideComparedTimes = (words: string): string =>
  /[年月季期]/.test(words) ? words.replace(COMPARED_TIME, (time) => '＿'.repeat(time.length)) : words;

/** 由上年的, 从2021年的 directly before a numeral: the figure is the earlier period's. */
const FROM_EARLIER = /(?:由|从)(上年|去年|\d{4}年)(?:末|底|同期)?的?$/;

/** The earlier year that the words before a numeral give it, and the words without that. */
export function readEarlier(
  words: string,
  year: number | null,
): { words: string; period: string | null | undefined } {
  if (!/[由从整优变缩扩]/.test(words)) return { words, period: undefined };
  const found = FROM_EARLIER.exec(words);
  if (found?.[1] === undefined)
    return {
      words: words.replace(/(?:(?:缩小|扩大)(?=为|到|至)|(?:调整|优化|演变|变化)(?=为|到|至|$))/, ''),
      period: undefined,
    };
  const said = /\d{4}/.exec(found[1])?.[0];
  const period = said ?? (year === null ? null : String(year - 1));
  return { words: words.slice(0, found.index), period };
}

const TREND =
  /(?:(?:稳步|平稳|稳定|较快|持续|快速|小幅|大幅|保持|继续|实现|有所|总体|由负转正|由正转负)+(?:增长|下降|回升|回落|运行|上升|提高|转正|向好)?)$/;

/** The indicator of a clause that tells a trend without a number (工业投资由负转正，增长0.3%), or undefined. */
export function readTrend(clause: string): string | undefined {
  const found = TREND.exec(clause);
  return found === null || found.index < 2 ? undefined : clause.slice(0, found.index);
}

const UNCHANGED = new RegExp(
  `^(.*?)((?:同比|环比|(?:与|和|同|比|较)${TIME_WORD}(?:同期)?(?:相比)?)?)(?:总体|基本|保持)*持平$`,
);

/** 与上年持平, 持平: no change. Name and comparison as printed, or undefined when the clause says something else. */
export function readUnchanged(clause: string): { name: string; basis: string | null } | undefined {
  const found = UNCHANGED.exec(clause);
  return found === null ? undefined : { name: found[1] ?? '', basis: found[2] || null };
}

export type Lead =
  | { kind: 'growth'; name: string; basis: string | null; sign: 1 | -1; rate: string | null }
  | { kind: 'gap'; name: string; basis: string; sign: 1 | -1; verb: string; target: string }
  | { kind: 'share' | 'contribution' | 'multiple'; name: string; basis: string | null; sign: 1 | -1 }
  | { kind: 'level'; name: string };

const isDown = (word: string): boolean => /下降|减|降|回落|收窄|缩|跌|下滑|负增长|放缓|慢|低|少/.test(word);
const basisOf = (printed: string | undefined): string | null =>
  printed === undefined ? null : printed.replace(/^[，、]+|[，、]+$/g, '') || null;

/** Classify the words (spaces removed) that stand directly before a numeral. */
export function readLead(words: string): Lead {
  const short = words.length > 160 ? words.slice(-160) : words;
  return (
    readContribution(short) ??
    readGrowth(short) ??
    readGap(short) ??
    readShare(short) ?? { kind: 'level', name: short }
  );
}

const RATE_END = new RegExp(`${GROWTH_NOUN}$`);

/** How words end when a change is said: looked at first, for most words say a level. */
const GROWTH_END = /[增产长加升高涨大收快速降少低滑落窄小减缓慢跌多率度幅出]/;

function readGrowth(words: string): Lead | undefined {
  if (!GROWTH_END.test(words.slice(-6))) return undefined;
  const tail = words.slice(-72);
  const head = words.slice(0, words.length - tail.length);
  const found = GROWTH.exec(tail) ?? GROWTH_BY_HIGHER.exec(tail);
  if (found?.[2] !== undefined) {
    const before = head + tail.slice(0, found.index);
    const rate = RATE_END.exec(before)?.[0] ?? null;
    const name = rate === null ? before : before.slice(0, before.length - rate.length);
    return { kind: 'growth', name, basis: basisOf(found[1]), sign: isDown(found[2]) ? -1 : 1, rate };
  }
  const noun = GROWTH_RATE.exec(tail);
  if (noun?.[2] === undefined) return undefined;
  const name = head + tail.slice(0, noun.index);
  return { kind: 'growth', name, basis: basisOf(noun[1]), sign: isDown(noun[2]) ? -1 : 1, rate: null };
}

function readContribution(words: string): Lead | undefined {
  if (!/[动献率]/.test(words)) return undefined;
  const found = CONTRIBUTION.exec(words.slice(-48));
  if (found === null) return undefined;
  const name = words.slice(0, words.length - found[0].length);
  const basis = found[1] !== undefined ? found[1] + (found[2] ?? '') : (found[3] ?? null);
  return {
    kind: 'contribution',
    name,
    basis,
    sign: found[1] === '下拉' || /下降|回落/.test(found[2] ?? '') ? -1 : 1,
  };
}

function readGap(words: string): Lead | undefined {
  if (!/[于出先后超过高低快慢多少]/.test(words)) return undefined;
  const tail = words.slice(-48);
  const found = GAP.exec(tail);
  if (found === null) return undefined;
  const verb = found[1] ?? '';
  const target = found[2] ?? found[3] ?? '';
  const firm = verb !== '' && !verb.startsWith('超');
  if (!firm && !GAP_TARGET.test(target)) return undefined;
  return {
    kind: 'gap',
    name: words.slice(0, words.length - tail.length + found.index),
    basis: found[1] !== undefined ? verb + target : target,
    sign: isDown(found[4] ?? verb) || verb.startsWith('落后') ? -1 : 1,
    verb,
    target,
  };
}

function readShare(words: string): Lead | undefined {
  if (!/[占比的]/.test(words)) return undefined;
  const share = words.includes('占') ? SHARE.exec(words) : undefined;
  if (share?.[2] !== undefined) {
    const whole = share[2].replace(/的$/, '');
    const basis = share[3] === '比' && whole === '' ? '占比' : `占${whole}`;
    return { kind: 'share', name: (share[1] ?? '').replace(/[所，、]$/, ''), basis, sign: 1 };
  }
  const noun = SHARE_NOUN.exec(words);
  if (noun?.[2] !== undefined) return { kind: 'share', name: noun[1] ?? '', basis: noun[2], sign: 1 };
  const target = OF_TARGET.exec(words);
  if (target?.[2] !== undefined) return { kind: 'share', name: target[1] ?? '', basis: target[2], sign: 1 };
  const multiple = MULTIPLE.exec(words);
  if (multiple?.[2] === undefined || !/上年|去年|全|同期|平均|\d{4}年/.test(multiple[2])) return undefined;
  return { kind: 'multiple', name: multiple[1] ?? '', basis: multiple[2], sign: 1 };
}

/** The place of a rank (全区 of 位居全区第4位), and what is ranked if it is said there (增速, 总量). */
export function readRankLead(printed: string): { name: string; basis: string | null } {
  const words = printed.replace(/第$/, '');
  const tail = words.slice(-32);
  const verb = /(?:位居|位列|居于|名列|居|列|排名|排位|排在|排|位于)/.exec(tail);
  if (verb !== null) {
    const name = words.slice(0, words.length - tail.length + verb.index);
    return { name, basis: tail.slice(verb.index + verb[0].length).replace(/^(?:在|于)/, '') || null };
  }
  const found = RANK.exec(tail);
  return { name: '', basis: found?.[1]?.replace(/^在/, '') || null };
}
