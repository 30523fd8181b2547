/**
 * Says where a citation points, from what this one text holds and lists. A link is made only when it is certain:
 * two documents that could be meant give `ambiguous`, none gives `unverified`.
 */
import type { Issuance, Resolution } from './artifact.ts';
import { bareTitle, classify, nationalTitle } from './citations-class.ts';
import type { Reading } from './citations-pairs.ts';
import { foldTraditional } from './citations-traditional.ts';
import { normaliseNumber } from './numbers.ts';

/** What a reading resolves to. */
export type Resolved = { resolution: Resolution; target: string | null };

type Held = { issuance: number; target: string; keys: string[] };

/** Documents held in the artifact by number and by title, and titles and numbers the text prints together. */
export type Index = {
  issuances: Issuance[];
  byNumber: Map<string, number[]>;
  byTitle: Map<string, Held[]>;
  byLooseTitle: Map<string, Held[]>;
  /** Only titles with a qualifier （试行）, （2023—2025年）, under what is left without it. */
  byBareTitle: Map<string, Held[]>;
  listedNumbers: Map<string, Set<string>>;
  listedTitles: Map<string, string>;
  place: string | undefined;
};

const UNRESOLVED: Resolved = { resolution: 'unverified', target: null };
const AMBIGUOUS: Resolved = { resolution: 'ambiguous', target: null };
const KNOWN: Resolved = { resolution: 'known_not_held', target: null };

/** A title as it is compared: NFKC, without spaces, quotes and inner marks, dashes alike. */
export function titleKey(title: string): string {
  return foldTraditional(title)
    .normalize('NFKC')
    .replace(/[\s\u00ad\u200b-\u200f\u2060\ufeff“”‘’"'「」『』〈〉<>《》]+|\^?\[\d{1,3}\]\^?$/g, '')
    .replace(/[—–―－~～]/g, '-');
}

/** `titleKey` without particles, and with only the lowest unit of the place that the text is about. */
function looseKey(key: string, place: string | undefined): string {
  const local = place && key.startsWith(place) ? key.slice(higherUnits(place)) : key;
  return local.replace(/关于|的/g, '');
}

/** Length of the units above the lowest one: 3 for 银川市西夏区. */
function higherUnits(place: string): number {
  const found = /^(.{2,}(?:省|自治区|市|自治州|州|盟))(.+)$/.exec(place);
  return found ? (found[1] ?? '').length : 0;
}

const ISSUER = /^(\p{Script=Han}{2,16}?[省市区县旗州盟])人民政府/u;
const ISSUED_TITLE = /(?:印发|发布|公布|颁布|下发)\s*《([^》]{2,200})》/g;

/** The index of what the issuances hold and what the readings list. */
export function buildIndex(issuances: Issuance[], readings: Reading[]): Index {
  const place = issuances
    .map((one) => ISSUER.exec(titleKey(one.title))?.[1])
    .find((one) => one !== undefined);
  const index: Index = {
    issuances,
    byNumber: new Map(),
    byTitle: new Map(),
    byLooseTitle: new Map(),
    byBareTitle: new Map(),
    listedNumbers: new Map(),
    listedTitles: new Map(),
    place,
  };
  issuances.forEach((one, i) => {
    hold(index, one, i);
  });
  for (const { kind, title, number, wellFormed } of readings) {
    if (kind !== 'document' || !wellFormed || title === null || number === null) continue;
    const key = titleKey(title);
    if (!index.listedTitles.has(number)) index.listedTitles.set(number, key);
    const numbers = index.listedNumbers.get(key);
    if (numbers) numbers.add(number);
    else index.listedNumbers.set(key, new Set([number]));
  }
  return index;
}

function hold(index: Index, one: Issuance, i: number): void {
  const number = one.number === null ? undefined : (normaliseNumber(one.number) ?? one.number);
  if (number) push(index.byNumber, number, i);
  addTitle(index, one.title, i, `issuance:${i}`);
  one.instruments.forEach((instrument, j) => {
    addTitle(index, instrument.title, i, `instrument:${i}/${j}`);
  });
  const sole = one.instruments.length === 1 ? `instrument:${i}/0` : `issuance:${i}`;
  for (const issued of one.title.matchAll(ISSUED_TITLE)) addTitle(index, issued[1] ?? '', i, sole);
}

function addTitle(index: Index, title: string, issuance: number, target: string): void {
  const key = titleKey(title);
  if (key.length < 3) return;
  const loose = looseKey(key, index.place);
  push(index.byTitle, key, { issuance, target, keys: [key] });
  push(index.byLooseTitle, loose, { issuance, target, keys: [key] });
  const bare = bareTitle(title);
  if (bare !== title && bare.length >= 4)
    push(index.byBareTitle, titleKey(bare), { issuance, target, keys: [key] });
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** Where `reading`, which stands in issuance `at` (-1 outside any), points. `localContext`: the words before it name a local author. */
export function resolve(index: Index, reading: Reading, at: number, localContext: boolean): Resolved {
  const { title, number } = reading;
  if (!reading.wellFormed) return { resolution: 'malformed', target: null };
  if (number !== null) {
    const held = index.byNumber.get(number);
    if (held) return resolveHeldNumber(index, held, title);
  }
  if (title !== null) return resolveTitle(index, reading, title, at, localContext);
  return number !== null && index.listedTitles.has(number) ? KNOWN : standardOr(number);
}

function standardOr(number: string | null): Resolved {
  return classify(null, number) === 'standard' ? KNOWN : UNRESOLVED;
}

function resolveHeldNumber(index: Index, held: number[], title: string | null): Resolved {
  const [first] = held;
  if (title === null) {
    return held.length === 1 ? { resolution: 'by_number', target: `issuance:${first}` } : AMBIGUOUS;
  }
  const key = titleKey(title);
  const named = index.byTitle.get(key) ?? index.byLooseTitle.get(looseKey(key, index.place)) ?? [];
  // A number that many documents bear tells none of them apart, whatever the title.
  const agreeing = held.length > BEARERS_MAX ? [] : held.flatMap((at) => heldBy(named, at));
  const target = soleTarget(agreeing);
  return target === undefined ? AMBIGUOUS : { resolution: 'exact', target };
}

/** The one document that all of these name; an instrument is preferred to the notice that carries it under the same title. */
function soleTarget(found: Held[]): string | undefined {
  if (found.some((one) => one.issuance !== found[0]?.issuance)) return undefined;
  const targets = new Set(found.map((one) => one.target));
  if (targets.size > 1) {
    for (const target of targets) if (target.startsWith('issuance:')) targets.delete(target);
  }
  return targets.size === 1 ? [...targets][0] : undefined;
}

const BEARERS_MAX = 20;

/** Those of `found`, which are in print order, that issuance `at` holds. */
function heldBy(found: Held[], at: number): Held[] {
  let low = 0;
  let high = found.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((found[middle]?.issuance ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (found[end]?.issuance === at) end += 1;
  return found.slice(low, end);
}

function resolveTitle(
  index: Index,
  reading: Reading,
  title: string,
  at: number,
  localContext: boolean,
): Resolved {
  const { number } = reading;
  const key = titleKey(title);
  const found = index.byTitle.get(key) ?? index.byLooseTitle.get(looseKey(key, index.place));
  const others = index.listedNumbers.get(key);
  if (found) {
    const here = heldBy(found, at);
    const target = soleTarget(here.length > 0 ? here : found);
    const sameNumber = number === null && (here.length > 0 || !others || listsOnlyHeld(index, others, found));
    return target !== undefined && sameNumber ? { resolution: 'by_title', target } : AMBIGUOUS;
  }
  // The notice cites …行动计划; the plan that it carries is titled …行动计划（2023—2025年）.
  const carried = heldBy(index.byBareTitle.get(key) ?? [], at);
  const target = number === null ? soleTarget(carried) : undefined;
  if (target !== undefined) return { resolution: 'by_title', target };
  const national = nationalTitle(title, localContext);
  if (national) return { resolution: 'known_not_held', target: `law:${national}` };
  if (number !== null) return KNOWN;
  if (!others) return UNRESOLVED;
  return others.size === 1 ? KNOWN : AMBIGUOUS;
}

/** Whether every number that the text prints with this title is the number of a document that is held under it. */
function listsOnlyHeld(index: Index, numbers: Set<string>, found: Held[]): boolean {
  for (const number of numbers) {
    if (!found.some((one) => index.byNumber.get(number)?.includes(one.issuance))) return false;
  }
  return true;
}

/** Whether a title can be what an anaphor's noun names: 办法 for …管理办法（试行）, 令 for …禁火令的通知. */
export function titleBears(title: string, noun: string): boolean {
  const bare = bareTitle(titleKey(title));
  const core =
    /(?:方案|办法|细则|意见|通知|决定|规定|条例|规则|规划|计划|纲要|预案|清单|目录|公告|通告|公报|报告|制度|指南|规范|标准|规程|程序|批示|章程|令|法)$/.exec(
      noun,
    )?.[0];
  if (core === undefined) return false;
  const object = bare.replace(/的(?:通知|公告|通告|决定)$/, '');
  const bears = (words: string) => words.endsWith(core) && !(core === '法' && /[办方做]法$/.test(words));
  return bears(bare) || (core !== '通知' && bears(object));
}
