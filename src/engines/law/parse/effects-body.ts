/**
 * Effects stated in running text: 自…起施行, 有效期…, 《…》同时废止, 停止执行, 暂停, 延长有效期, 作如下修改, 由…代替.
 *
 * Each is anchored on its verb and read within its sentence. What is only reported (已废止, 被修改), asked
 * (是否), or said of a permit and not of a document, is no effect.
 */
import type { Issuance, ParsedEffect, Precision } from './artifact.ts';
import { cleanTitle } from './citations-titles.ts';
import { readDateAt, readInteger } from './dates.ts';
import { readInstructions } from './effects-edits.ts';
import {
  carries,
  issuanceAt,
  ownNumber,
  ownTarget,
  type Sentence,
  sentenceAround,
  type Target,
} from './effects-targets.ts';
import { readRange } from './periods-range.ts';

type Dated = { date: string | null; precision: Precision };
type Place = {
  text: string;
  at: number;
  end: number;
  sentence: Sentence;
  issuance: Issuance | undefined;
  index: number;
};

const UNDATED: Dated = { date: null, precision: 'unknown' };

const TRIGGER =
  /起?(?:正式)?(?:施行|实施|执行|生效|试行)(?![办方])|有效期|试行期|废止|失效|继续有效|予以保留|停止(?:执行|施行|实施)|暂停(?:执行|施行|实施|适用)|作(?:出)?(?:如下|以下|部分)?修改|修改如下|代替|取代|替代/g;

/** The effects that running text states outside `taken` (spans in order, such as clean-up lists). */
export function findStated(text: string, issuances: Issuance[], taken: [number, number][]): ParsedEffect[] {
  const effects: ParsedEffect[] = [];
  const begun: Begun = new Map();
  let next = 0;
  let last: Sentence | undefined;
  TRIGGER.lastIndex = 0;
  for (let hit = TRIGGER.exec(text); hit; hit = TRIGGER.exec(text)) {
    const at = hit.index;
    const verb = hit[0];
    while (next < taken.length && (taken[next]?.[1] ?? 0) <= at) next += 1;
    if ((taken[next]?.[0] ?? Number.POSITIVE_INFINITY) <= at) continue;
    const read = readerOf(verb);
    if (!read || !worthReading(text, at, verb)) continue;
    const resume = TRIGGER.lastIndex;
    const index = issuanceAt(issuances, at);
    if (!last || at < last.start || at >= last.end) last = sentenceAround(text, at);
    const sentence = last;
    const place = { text, at, end: at + verb.length, sentence, issuance: issuances[index], index };
    for (const one of read(place, begun)) {
      if (one.targetTitle === null && one.targetNumber === null) continue;
      effects.push(one);
      if (one.kind === 'commence') begun.set(index, one);
    }
    TRIGGER.lastIndex = resume;
  }
  return distinct(effects);
}

/** The commencement read last in each issuance (-1: outside any). */
type Begun = Map<number, ParsedEffect>;

type Reader = (place: Place, begun: Begun) => ParsedEffect[];

function readerOf(verb: string): Reader | undefined {
  if (verb === '有效期' || verb === '试行期') return readValidity;
  if (verb === '废止' || verb.startsWith('停止')) return (place, begun) => readEnding(place, begun, 'repeal');
  if (verb === '失效') return (place, begun) => readEnding(place, begun, 'lapse');
  if (verb === '继续有效' || verb === '予以保留') return (place, begun) => readEnding(place, begun, 'keep');
  if (verb.startsWith('暂停')) return (place, begun) => readEnding(place, begun, 'suspend');
  if (verb.includes('修改')) return readAmendment;
  if (/[代替取]/.test(verb.at(-1) ?? '') && verb.length === 2 && !/施行|实施|执行|生效|试行/.test(verb))
    return readReplacement;
  return readCommencement;
}

/** A cheap look before the sentence is read: 实施 and 执行 are everyday words and count only after a date. */
function worthReading(text: string, at: number, verb: string): boolean {
  if (!/(?:施行|实施|执行|生效|试行)$/.test(verb) || verb.startsWith('停止') || verb.startsWith('暂停'))
    return true;
  return verb.startsWith('起') || /[日月年后]\s*$/.test(text.slice(Math.max(0, at - 3), at));
}

function effect(
  place: Place,
  kind: ParsedEffect['kind'],
  target: Target,
  dated: Dated,
  extra: Partial<ParsedEffect> = {},
): ParsedEffect {
  const { sentence, index, text } = place;
  let start = sentence.start;
  while (start < place.at && /[\s#]/.test(text[start] ?? '')) start += 1;
  let end = sentence.end;
  while (end > place.end && /\s/.test(text[end - 1] ?? '')) end -= 1;
  return {
    kind,
    targetNumber: target.number,
    targetTitle: target.title,
    stage: 'decided',
    date: dated.date,
    precision: dated.precision,
    reason: null,
    issuance: index < 0 ? null : index,
    span: [start, end],
    ...extra,
  };
}

/** The same effect stated twice, above a statute and in its last article, is one: the later place says it in full. */
function distinct(effects: ParsedEffect[]): ParsedEffect[] {
  const last = new Map<string, ParsedEffect>();
  for (const one of effects) {
    const key = [one.kind, one.targetNumber, one.targetTitle, one.stage, one.date, one.issuance].join(
      '\u0000',
    );
    last.set(key, one);
  }
  return [...last.values()];
}

// ---- commencement

const OWN =
  /(?:^|[，,、：:）)\s])(?:本|此)(?:实施|工作|管理|暂行|戒严|禁火|行政|规范性|若干){0,2}(?:方案|办法|细则|意见|通知|决定|规定|条例|规则|规划|计划|纲要|预案|清单|目录|公告|通告|制度|指南|规范|标准|章程|文件|令|法)/;
const ISSUE_DAY = /(?:本?\p{Script=Han}{0,4}?)?(公布|印发|发布|下发|颁布|签发|通过)之日/uy;

function readCommencement(place: Place): ParsedEffect[] {
  const { text, at, sentence } = place;
  const since = lastSince(text, sentence.start, at);
  const dated = since === undefined ? lineDate(place) : dateSince(place, since);
  if (!dated) return [];
  if (since === undefined) return [effect(place, 'commence', ownTarget(place.issuance, at, false), dated)];
  const target = commencing(place, text.slice(sentence.start, since), since);
  return target ? [effect(place, 'commence', target, dated)] : [];
}

function lastSince(text: string, from: number, to: number): number | undefined {
  for (let i = to - 1; i >= Math.max(from, to - 40); i -= 1) {
    if (text[i] === '自' || text[i] === '从') return i;
  }
  return undefined;
}

/** A line that is nothing but a date and 施行, as above a statute. */
function lineDate({ text, at, end }: Place): Dated | undefined {
  const before = text.slice(Math.max(0, at - 40), at);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const date = readDateAt(text, at - line.trimStart().length);
  if (!date || text.slice(date.end, at).trim() !== '' || !/^\s*(?:\n|$)/.test(text.slice(end, end + 8)))
    return undefined;
  return /施行|实施|生效/.test(text.slice(at, end))
    ? { date: date.date, precision: date.precision }
    : undefined;
}

function dateSince({ text, at, issuance }: Place, since: number): Dated | undefined {
  const from =
    since +
    1 +
    (text.slice(since + 1, since + 3).length - text.slice(since + 1, since + 3).trimStart().length);
  const date = readDateAt(text, from);
  if (date && date.end <= at && /^\s*(?:零时|0时)?\s*$/.test(text.slice(date.end, at))) {
    return { date: date.date, precision: date.precision };
  }
  ISSUE_DAY.lastIndex = from;
  if (!ISSUE_DAY.test(text) || ISSUE_DAY.lastIndex > at) return undefined;
  const delay = /^起?(?:满)?\s*(\d{1,3}|[一二三四五六七八九十]{1,3})\s*日(?:后|之后)?$/.exec(
    text.slice(ISSUE_DAY.lastIndex, at).trim(),
  );
  if (!delay && text.slice(ISSUE_DAY.lastIndex, at).trim() !== '') return undefined;
  if (!issuance?.date) return UNDATED;
  const days = delay ? (readInteger(delay[1] ?? '') ?? 0) : 0;
  return { date: Temporal.PlainDate.from(issuance.date).add({ days }).toString(), precision: 'day' };
}

/** What comes into force: the document the sentence names as its subject, or the one it stands in; undefined for anything else. */
function commencing(place: Place, before: string, since: number): Target | undefined {
  const { sentence, issuance, at } = place;
  const clause = before.slice(Math.max(before.lastIndexOf('，'), before.lastIndexOf(',')) + 1).trim();
  const subject = clause
    .replace(
      /^(?:第?[\d一二三四五六七八九十百零]{1,5}条?[\s　、.]*|[（(][一二三四五六七八九十\d]{1,3}[）)])/,
      '',
    )
    .trim();
  if (OWN.test(subject) && /(?:本|此)\p{Script=Han}{1,8}$/u.test(subject))
    return ownTarget(issuance, at, /通知$/.test(subject));
  const named = sentence.named.filter((one) => one.end <= since && one.title !== null).at(-1);
  if (named && since - named.end <= 1 && subject !== '') return carried(issuance, named);
  if (subject !== '' && !/^(?:现予?|予以|特此)?(?:公布|印发|发布|通知)$/.test(subject)) return undefined;
  if (OWN.test(before)) return ownTarget(issuance, at, /本通知/.test(before));
  if (named && /公布|印发|发布/.test(before)) return carried(issuance, named);
  return before.trim() === '' ? ownTarget(issuance, at, false) : undefined;
}

function carried(issuance: Issuance | undefined, { title, number }: Target): Target {
  return { title, number: number ?? (carries(issuance, title) ? ownNumber(issuance) : null) };
}

// ---- validity

const UNTIL = /\s*(?:期限)?\s*(?:延长|延续|顺延)?\s*(?:为|是|：|:)?\s*(?:至|到|截至|截止到|截止)\s*/y;
const YEARS = /\s*(?:延长|延续)?\s*(?:为|是|：|:)?\s*([\d]{1,2}|[一二两三四五六七八九十]{1,2})\s*(年|个月)/y;
const EXTENDS = /延长|延续|顺延/;

function readValidity(place: Place, begun: Begun): ParsedEffect[] {
  const { text, end, sentence } = place;
  const targets = validTargets(place);
  if (targets.length === 0) return [];
  const stated = text.slice(end, Math.min(sentence.end, end + 20));
  const extends_ =
    EXTENDS.test(stated.slice(0, 8)) ||
    EXTENDS.test(text.slice(Math.max(sentence.start, place.at - 60), place.at));
  const range = readRange(text, end);
  if (range && !extends_) {
    return targets.flatMap((target) => [
      effect(place, 'commence', target, { date: range.from.date, precision: range.from.precision }),
      effect(place, 'expire', target, { date: range.until.until, precision: range.until.precision }),
    ]);
  }
  const dated = endDate(place, begun, extends_);
  if (!dated) return [];
  return targets.map((target) => effect(place, extends_ ? 'extend' : 'expire', target, dated));
}

/** The documents whose validity it is: own, or named; none when it is a permit's or a person's. */
function validTargets(place: Place): Target[] {
  const { text, at, sentence, issuance } = place;
  const before = text.slice(sentence.start, at);
  const clause = before.slice(Math.max(before.lastIndexOf('，'), before.lastIndexOf(',')) + 1);
  const subject = clause
    .replace(/^[\s\d一二三四五六七八九十（）()、.．第条#-]+/, '')
    .replace(/的$/, '')
    .trim();
  if (/^(?:本|此)\p{Script=Han}{1,8}$/u.test(subject) && OWN.test(subject))
    return [ownTarget(issuance, at, /通知$/.test(subject))];
  const named = sentence.named.filter((one) => one.end <= at && one.title !== null);
  const last = named.at(-1);
  if (last && /^(?:的|等)?$/.test(text.slice(last.end, at).trim()))
    return adjacent(text, named).map((one) => carried(issuance, one));
  if (subject !== '') return [];
  const inForce = /起(?:正式)?(?:施行|实施|执行|生效|试行)/.test(text.slice(sentence.start, sentence.end));
  return OWN.test(before) ||
    (inForce && named.length === 0) ||
    before.trim() === '' ||
    /^[（(][一二三四五六七八九十]{1,3}[）)]$/.test(before.trim())
    ? [ownTarget(issuance, at, /本通知/.test(before))]
    : [];
}

function endDate(place: Place, begun: Begun, extends_: boolean): Dated | undefined {
  const { text, end, issuance, index, sentence } = place;
  UNTIL.lastIndex = end;
  if (UNTIL.test(text)) {
    const date = readDateAt(text, UNTIL.lastIndex);
    if (date) return { date: date.until, precision: date.precision };
  }
  YEARS.lastIndex = end;
  const span = YEARS.exec(text);
  const count = span ? readInteger(span[1] ?? '') : undefined;
  if (!span || !count) return undefined;
  if (extends_) return UNDATED;
  const latest = begun.get(index);
  const started = latest && latest.span[0] >= sentence.start - 200 ? latest : undefined;
  const from = started?.date ?? commencesHere(place) ?? issuance?.date;
  if (!from) return UNDATED;
  const length = span[2] === '年' ? { years: count } : { months: count };
  return {
    date: Temporal.PlainDate.from(from).add(length).toString(),
    precision: started?.precision ?? 'day',
  };
}

/** The day from which the same sentence puts the document into force after naming its validity. */
function commencesHere({ text, end, sentence }: Place): string | undefined {
  const at = text.slice(end, sentence.end).search(/[自从]/);
  return at < 0 ? undefined : readDateAt(text, end + at + 1)?.date;
}

// ---- repeal, lapse, keep, suspend

const REPORTED =
  /(?:已经?|被|曾|未|不|不予|是否|或者?|、|可以|应当|进行|及时|凡|等)(?:自行|宣布|予以|依法)?\s*$/;
const PROPOSES = /(?:拟|建议|提请)(?:予以|宣布)?\s*$/;
const BETWEEN_NAME_AND_VERB =
  /^(?:\s|等\p{Script=Han}{0,8}|[\d一二三四五六七八九十]{1,3}[件个部]\p{Script=Han}{0,6}|文件|[，,](?=\s*(?:自|同时|一并|即)))*(?:自[^，。；]{2,24}起\s*)?(?:同时|即行|一并|予以|现予|均|也|相应|随之|自行|即|宣布|拟|建议|决定|自动|全部|，|\s)*$/u;
const ISSUE_DAY_BETWEEN = /(?:公布|印发|发布|下发|颁布|签发)之日/;
const CONFLICT = /不一致|不符|抵触|相冲突|为准/;

function readEnding(
  place: Place,
  begun: Begun,
  kind: 'repeal' | 'lapse' | 'keep' | 'suspend',
): ParsedEffect[] {
  const { text, at, end, sentence } = place;
  const lead = text.slice(Math.max(sentence.start, at - 8), at);
  if (REPORTED.test(lead) || CONFLICT.test(text.slice(sentence.start, at))) return [];
  const stage = PROPOSES.test(lead) ? 'proposed' : 'decided';
  const passed = sentence.named.filter((one) => one.end <= at);
  const last = passed.at(-1);
  const follows = sentence.named.find((one) => one.start >= end);
  if (
    last &&
    BETWEEN_NAME_AND_VERB.test(text.slice(last.end, at)) &&
    !/关于[^《》]{0,8}$/.test(text.slice(Math.max(0, (passed[0]?.start ?? 0) - 10), passed[0]?.start))
  ) {
    const dated = endingDate(place, last.end, begun);
    return adjacent(text, passed).map((one) =>
      effect(place, kind, { title: one.title, number: one.number }, dated, { stage }),
    );
  }
  const acts = /(?:^|[，,：:）)]|决定|现|同时|一并|自即日起|予以)\s*$/.test(text.slice(sentence.start, at));
  if (
    !follows ||
    !acts ||
    !/^\s*(?:[：:]|\d{4}年[^《]{0,30}的|原|下列文件[：:])?\s*$/.test(text.slice(end, follows.start))
  )
    return [];
  if (text[follows.end] === '的' || /关于/.test(lead)) return [];
  const group = sentence.named.slice(sentence.named.indexOf(follows));
  return adjacent(text, group.toReversed()).map((one) =>
    effect(place, kind, { title: one.title, number: one.number }, UNDATED, { stage }),
  );
}

/** The documents side by side that end with the last of `named` (or start with the first, when reversed), in print order. */
function adjacent<T extends { start: number; end: number; title: string | null; number: string | null }>(
  text: string,
  named: T[],
): T[] {
  const group: T[] = [];
  for (let i = named.length - 1; i >= 0; i -= 1) {
    const one = named[i];
    const beside = group[0];
    if (!one) break;
    if (beside) {
      const [left, right] = one.start < beside.start ? [one, beside] : [group.at(-1) ?? beside, one];
      if (!/^(?:\s|[、，和及与]|以及|\d{4}年[^《，。]{0,20}的)*$/.test(text.slice(left.end, right.start)))
        break;
    }
    if (beside && one.start > beside.start) group.push(one);
    else group.unshift(one);
  }
  return group;
}

/** 自…起废止 has its own day; 同时废止 takes the day on which the document it stands in comes into force. */
function endingDate({ text, at, sentence, issuance, index }: Place, from: number, begun: Begun): Dated {
  const between = text.slice(from, at);
  const since = between.search(/[自从]/);
  const own = since < 0 ? undefined : readDateAt(text, from + since + 1);
  if (own) return { date: own.date, precision: own.precision };
  if (since >= 0 && ISSUE_DAY_BETWEEN.test(between)) {
    return issuance?.date ? { date: issuance.date, precision: 'day' } : UNDATED;
  }
  if (!/同时|即行|一并|，/.test(between) && !/起(?:施行|实施|执行)/.test(text.slice(sentence.start, at)))
    return UNDATED;
  const started = begun.get(index);
  return started && at - started.span[1] < 400
    ? { date: started.date, precision: started.precision }
    : UNDATED;
}

// ---- amendment, replacement

function readAmendment(place: Place): ParsedEffect[] {
  const { text, at, end, sentence, issuance } = place;
  const passed = sentence.named.filter((one) => one.end <= at && one.title !== null);
  const last = passed.at(-1);
  if (
    !last ||
    !/^\s*(?:等[^，。；]{0,12})?(?:的?部分(?:条款|内容|规定))?\s*[，,]?\s*$/.test(text.slice(last.end, at))
  )
    return [];
  if (/关于$/.test(text.slice(Math.max(0, last.start - 6), last.start).trimEnd())) return [];
  const limit = Math.min(issuance?.span[1] ?? text.length, end + 20_000);
  const parts = /[：:]\s*$/.test(text.slice(end, sentence.end + 1))
    ? readInstructions(text, end, limit, undefined)
    : undefined;
  const targets = adjacent(text, passed);
  return targets.map((one) =>
    effect(
      place,
      'amend',
      { title: one.title, number: one.number },
      UNDATED,
      parts && targets.length === 1 ? { instructions: parts.instructions } : {},
    ),
  );
}

function readReplacement(place: Place): ParsedEffect[] {
  const { text, at, end, sentence } = place;
  const [left, right] = [
    sentence.named.filter((one) => one.end <= at),
    sentence.named.filter((one) => one.start >= end),
  ];
  const by = left.at(-1);
  const old = left.at(-2);
  const reason = cleanTitle(text.slice(sentence.start, sentence.end));
  if (
    by &&
    old &&
    /^\s*[，,]?\s*(?:由|被|改由|现由)\s*$/.test(text.slice(old.end, by.start)) &&
    text.slice(by.end, at).trim() === ''
  ) {
    return [effect(place, 'replace', { title: old.title, number: old.number }, UNDATED, { reason })];
  }
  const next = right[0];
  const withNew = /(?:以|用|由)\s*(?:本\p{Script=Han}{1,6})?$/u.test(
    text.slice(Math.max(sentence.start, at - 10), by && at - by.end < 2 ? by.start : at),
  );
  if (!next || !withNew || text.slice(end, next.start).trim() !== '') return [];
  return [effect(place, 'replace', { title: next.title, number: next.number }, UNDATED, { reason })];
}
