/** Totals, parts and shares of running text: 共330部，其中2024年80部、……; 三项合计10.2亿元，占……的51%. */
import type { Noticed, Rule } from '../finding.ts';
import type { ProofText } from '../proof-text.ts';
import { wrongParts } from './counts-prose.ts';
import { type Passage, proseOf } from './passages.ts';
import { amount, inUnit, PASSAGE_MOST, type Quantity, quantitiesIn, slack } from './quantities.ts';
import { countOf } from './wording.ts';

/** A numeral after these words is no level that is added. */
const CHANGE =
  /增长|增加|下降|减少|提高|降低|上升|回落|上涨|净增|同比|环比|比上|较上|占(?!地|用|道|补)|达到?目标|以上|以下|不超过|不低于|不少于|最高|至少|人均|平均|户均|每|未?超过|限额|上限|目标|不足/u;
const EACH = /每|人均|户均|平均/u;
const TOTAL = /(?:([二两三四五六七八九十]|\d{1,2})\s?项)?(?:合计|共计|总计|小计)/u;
/** Without one of these nothing is added. */
const LISTS = /其中|合计|共计|总计|小计|资金/u;
/** A selection that is nearly the whole is the whole with a slip. */
const NEARLY = 0.02;
const PARTS_MOST = 24;

export const countSum: Rule = {
  name: 'count.sum',
  title: '分项与总数不合',
  about:
    '文件正文里的“总投资3亿元，其中……”“三项合计……”：分项大于总数，或者本来就是全部（分年度、有“其他”、城镇与乡村一类成对）而和不等；万元、亿元折算后比较，舍入能解释的不报。',
  *find(text): Iterable<Noticed> {
    const told = new Set(wrongParts(text).map(({ span }) => span[0]));
    for (const passage of candidates(text)) {
      const { words } = passage.flow;
      if (!LISTS.test(words)) continue;
      const all = quantitiesIn(words);
      for (const noticed of partsOf(passage, all)) if (!told.has(noticed.span[0])) yield noticed;
      yield* totalsOf(passage, all);
    }
  },
};

export const countShare: Rule = {
  name: 'count.share',
  title: '占比与数值不合',
  about: '“甲10.2亿元，占乙的51%”，乙的数在同一段里：重新相除比较；统计公报另有规则。',
  *find(text): Iterable<Noticed> {
    for (const passage of candidates(text)) {
      if (!passage.flow.words.includes('占')) continue;
      yield* sharesOf(passage, quantitiesIn(passage.flow.words));
    }
  },
};

function* candidates(text: ProofText): Iterable<Passage> {
  for (const passage of proseOf(text))
    if (passage.flow.words.length <= PASSAGE_MOST && /\d/u.test(passage.flow.words)) yield passage;
}

const spanOf = ({ flow }: Passage, q: Quantity) => flow.span(q.at, q.to);

/** Each 其中 with its whole before it and its parts up to the end of the sentence. */
function* partsOf(passage: Passage, all: readonly Quantity[]): Iterable<Noticed> {
  const { words } = passage.flow;
  for (const { index, 0: opener } of words.matchAll(
    /其中|资金来源(?:为|包括|[：:])|资金(?:构成|组成)(?:为|[：:])/gu,
  )) {
    const end = endOf(words, index);
    const inside = words.slice(index, end);
    if (inside.lastIndexOf('其中') > 0 || /[（(]$/u.test(words.slice(0, index))) continue;
    const listed = all.filter((q) => q.at > index && q.end <= end && !bracketed(words, index, q.at));
    const [first] = listed;
    if (first === undefined || listed.length > PARTS_MOST) continue;
    const whole = opener === '其中' ? wholeOf(words, all, index, first) : investmentBefore(all, index, first);
    if (whole === undefined) continue;
    const stop = listed.findIndex((q) => TOTAL.test(q.lead));
    const parts = listed
      .slice(0, stop < 0 ? listed.length : stop)
      .filter((q) => q.base === whole.base && !CHANGE.test(q.lead));
    yield* judge(passage, whole, parts, opener !== '其中');
  }
}

/** The end of the sentence, or of the part of it that the list is in. */
function endOf(words: string, from: number): number {
  const rest = /[。！？\n]/u.exec(words.slice(from));
  const end = rest === null ? words.length : from + rest.index;
  const inner = words.slice(from, end).indexOf('；');
  // 共300件，其中甲20件、乙10件；……: what follows is of something else, unless each part ends so.
  const first = words.slice(from, end).search(/[，、]/u);
  return inner >= 0 && first >= 2 && first < inner ? from + inner : end;
}

const bracketed = (words: string, from: number, at: number): boolean => {
  const before = words.slice(from, at);
  return (before.match(/[（(]/gu) ?? []).length > (before.match(/[）)]/gu) ?? []).length;
};

function wholeOf(words: string, all: readonly Quantity[], at: number, first: Quantity): Quantity | undefined {
  const before = words.slice(0, at);
  const from = Math.max(before.slice(0, -1).lastIndexOf('。', before.length - 2), -1) + 1;
  const near = all.filter((q) => q.at >= from && q.end <= at && q.base === first.base);
  const levels = near.filter((q) => !CHANGE.test(q.lead) && !bracketed(words, from, q.at));
  // Several of one unit before the list: which of them is the whole cannot be told.
  return levels.length === 1 && near.length === 1 ? levels[0] : undefined;
}

/** The investment that the sources of money, listed in a sentence of their own, must make up. */
function investmentBefore(all: readonly Quantity[], at: number, first: Quantity): Quantity | undefined {
  const named = all.filter(
    (q) => q.end <= at && q.base === first.base && /总?投资(?:约|为|概算)?$|总投资|概算/u.test(q.lead),
  );
  return named.length === 1 ? named[0] : undefined;
}

const YEAR = /^(?:其中)?[，,：:]?(?:20)?\d{2}年(?:度)?|^(?:其中)?第?[一二三四]季度/u;
const PAIRS: readonly (readonly [RegExp, RegExp])[] = [
  [/城镇|城市/u, /乡村|农村/u],
  [/男/u, /女/u],
  [/公办/u, /民办/u],
  [/新建/u, /续建/u],
  [/税收/u, /非税/u],
  [/准予|同意|批准/u, /不予|不同意|不批准/u],
  [/一般债/u, /专项债/u],
  [/财政/u, /自筹/u],
];

/** Whether the parts leave nothing of the whole out. */
function closed(parts: readonly Quantity[]): boolean {
  const names = parts.map(({ lead }) => lead.replace(/^其中[，,：:]?|^[和及与]/gu, ''));
  const last = names.at(-1) ?? '';
  if (parts.length >= 2 && parts.every(({ lead }) => YEAR.test(lead.replace(/^其中/u, '')))) return true;
  if (parts.length >= 2 && /^其[他它余]/u.test(last)) return true;
  if (parts.length !== 2) return false;
  const [a = '', b = ''] = names;
  return (
    b.startsWith(`非${a.slice(0, 2)}`) ||
    PAIRS.some(([x, y]) => (x.test(a) && y.test(b) && !x.test(b)) || (y.test(a) && x.test(b) && !x.test(a)))
  );
}

function* judge(
  passage: Passage,
  whole: Quantity,
  parts: readonly Quantity[],
  sources: boolean,
): Iterable<Noticed> {
  const large = parts.find((q) => amount(q) - slack(q) > amount(whole) + slack(whole));
  const related = (others: readonly Quantity[]) => others.map((q) => spanOf(passage, q));
  if (large !== undefined) {
    yield {
      span: passage.flow.span(large.at, large.end),
      message: `分项大于总数：分项${large.printed}，总数${whole.printed}。请核对数字和单位。`,
      related: related([whole]),
    };
    return;
  }
  if (parts.length < 2) return;
  const sum = parts.reduce((made, q) => made + amount(q), 0);
  const room = parts.reduce((made, q) => made + slack(q), slack(whole));
  const exact = counted([whole, ...parts]);
  if (Math.abs(sum - amount(whole)) <= (exact ? 1e-6 : room * (1 + 1e-9))) return;
  const listed = parts.slice(1).every(({ mark }) => mark === '、');
  const off = Math.abs(sum / amount(whole) - 1);
  const over = sum > amount(whole) && listed && parts.length >= 3 && whole.base !== '人';
  if (!sources && !closed(parts) && !over && !(listed && parts.length >= 3 && off <= NEARLY)) return;
  yield {
    span: spanOf(passage, whole),
    message: `分项之和与总数不符：${parts.map(({ printed }) => printed).join('＋')}＝${inUnit(sum, whole)}${unitOf(whole)}，总数印作${whole.printed}。`,
    related: related(parts),
  };
}

const unitOf = ({ printed }: Quantity): string => printed.replace(/^[\d,.]+/u, '');

/** 甲10万元，乙5万元，合计15万元; 三项合计……. */
function* totalsOf(passage: Passage, all: readonly Quantity[]): Iterable<Noticed> {
  for (const [place, total] of all.entries()) {
    const said = TOTAL.exec(total.lead);
    // 全年共计发放60万元 is no total of the standards before it.
    if (said !== null && !/^(?:以上|上述|两者|三者|各项|几项)?$/u.test(total.lead.slice(0, said.index)))
      continue;
    if (said === null || total.base === '%' || /不超过|以上|以下|最高|累计/u.test(total.lead)) continue;
    const before = all.slice(Math.max(0, place - PARTS_MOST), place);
    const from = sentenceStart(passage.flow.words, total.at);
    const own = before.filter(
      (q) =>
        q.at >= from &&
        q.base === total.base &&
        (!CHANGE.test(q.lead) || (EACH.test(q.lead) && EACH.test(total.lead))) &&
        EACH.test(q.lead) === EACH.test(total.lead),
    );
    const stated = said[1] === undefined ? undefined : countOf(said[1]);
    const opener = passage.flow.words.lastIndexOf('其中', total.at);
    const inner = opener < from ? -1 : own.findIndex((q) => q.end > opener);
    const parts = own.slice(Math.max(0, inner));
    if (parts.length < 2 || parts.some(({ lead }) => TOTAL.test(lead))) continue;
    if (stated !== undefined && parts.length !== stated) {
      if (inner >= 0 && parts.length < PARTS_MOST)
        yield {
          span: passage.flow.span(total.at - said[0].length, total.at),
          message: `此处称${said[1]}项合计，前面列了${parts.length}项。`,
        };
      continue;
    }
    if (reaches(parts, total)) continue;
    const sum = parts.reduce((made, q) => made + amount(q), 0);
    yield {
      span: spanOf(passage, total),
      message: `合计与分项不符：${parts.map(({ printed }) => printed).join('＋')}＝${inUnit(sum, total)}${unitOf(total)}，印作${total.printed}。`,
      related: parts.map((q) => spanOf(passage, q)),
    };
  }
}

function sentenceStart(words: string, at: number): number {
  return Math.max(words.lastIndexOf('。', at), words.lastIndexOf('；', at), words.lastIndexOf('\n', at)) + 1;
}

/** Some of the parts next to the total make it: those before may be of something else. */
function reaches(parts: readonly Quantity[], total: Quantity): boolean {
  const exact = counted([total, ...parts]);
  let sum = 0;
  let room = exact ? 1e-6 : slack(total);
  for (const [n, q] of parts.toReversed().entries()) {
    sum += amount(q);
    if (!exact) room += slack(q);
    if (n > 0 && Math.abs(sum - amount(total)) <= room * (1 + 1e-9)) return true;
  }
  return false;
}

/** Whole numbers of one unit are counted, not rounded. */
const counted = (all: readonly Quantity[]): boolean =>
  all.every((q) => q.decimals === 0 && q.factor === all[0]?.factor);

const SHARE = /占(?:了|到)?([^，。；、\d]{0,24}?)(?:的)?(?:比重|比例|百分比)?(?:为|是|达|约|的)?$/u;

/** A numeral, and soon after it what share it is of something that the passage printed before. */
function* sharesOf(passage: Passage, all: readonly Quantity[]): Iterable<Noticed> {
  for (const [place, share] of all.entries()) {
    const said = share.base === '%' ? SHARE.exec(share.lead) : null;
    const [previous, before] = [all[place - 1], all[place - 2]];
    if (said === null || previous === undefined) continue;
    const part =
      previous.base === '%' && CHANGE.test(previous.lead) && !/占/u.test(previous.lead) ? before : previous;
    if (part === undefined || part.base === '%' || CHANGE.test(part.lead)) continue;
    if (/[。；]/u.test(passage.flow.words.slice(part.end, share.at))) continue;
    const whole = wholeNamed(passage, all, place, part, said[1] ?? '');
    if (whole === undefined || amount(whole) <= 0) continue;
    const made = (amount(part) / amount(whole)) * 100;
    const room =
      slack(share) +
      made * (slack(part) / Math.max(amount(part), 1e-9) + slack(whole) / amount(whole)) * (1 + 1e-9);
    const exact = part.decimals === 0 && whole.decimals === 0 && part.factor === 1 && whole.factor === 1;
    if (Math.abs(made - share.value) <= (exact ? slack(share) * 1.05 : room * 1.05)) continue;
    yield {
      span: spanOf(passage, share),
      message: `占比不合：${part.printed}÷${whole.printed}＝${made.toFixed(share.decimals + 1)}%，印作${share.printed}。`,
      related: [spanOf(passage, part), spanOf(passage, whole)],
    };
  }
}

/** What the share is of: by its name, or where none is said the one whole before 其中. */
function wholeNamed(
  { flow: { words } }: Passage,
  all: readonly Quantity[],
  place: number,
  part: Quantity,
  name: string,
): Quantity | undefined {
  const bare = name.replace(/^(?:全[区市县镇乡]|总|当年|同期|年度)|(?:总数|总量|总额|总)$/gu, '');
  const before = all.slice(0, place).filter((q) => q.base === part.base && q !== part && q.at < part.at);
  if (bare.length >= 3) {
    const named = before.filter((q) => q.lead.replace(/(?:完成|实现|达到?|为|共)+$/u, '').endsWith(bare));
    return named.length === 1 ? named[0] : undefined;
  }
  if (bare !== '') return undefined;
  const at = words.lastIndexOf('其中', part.at);
  return at < 0 ? undefined : wholeOf(words, all, at, part);
}
