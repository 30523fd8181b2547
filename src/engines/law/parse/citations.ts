/**
 * Finds every citation in a text: each 《title》, each 〔number〕, each anaphor, once, classified and resolved.
 */
import type { Citation, ContentsEntry, Issuance, Span } from './artifact.ts';
import { classify } from './citations-class.ts';
import { findMarks } from './citations-marks.ts';
import { pairMarks, type Reading } from './citations-pairs.ts';
import { buildIndex, type Index, type Resolved, resolve, titleBears, titleKey } from './citations-resolve.ts';
import { asPrinted, foldTraditional } from './citations-traditional.ts';
import { normaliseNumber } from './numbers.ts';

/** Nouns that mean a document beyond doubt after 本, so that an unresolved one is still reported. */
const DOCUMENT_NOUN = /(?:方案|办法|细则|意见|通知|决定|规定|条例|规则|公告|通告|令|法)$/;
const LOCAL_AUTHOR =
  /(?:自治区|[^全国]省|[^城]市|[^郊]县|自治州|[^地辖园社景]区)(?:党委|区委|市委|人民政府|人大常委会|政府)?(?:办公厅|办公室)?$/;
const ABBREVIATES = /简称(?:为)?[：:]?[“"]?\s*$/;
const ABBREVIATION_LENGTH_MAX = 16;
const ANTECEDENT_DISTANCE_MAX = 400;

/**
 * All citations in `printed`, in print order and never overlapping. `issuances` and `contents` are those parsed from
 * the same text; spans are UTF-16 units of it. Linear in the text; never throws.
 */
export function findCitations(printed: string, issuances: Issuance[], contents: ContentsEntry[]): Citation[] {
  const text = foldTraditional(printed);
  const readings = pairMarks(text, findMarks(text));
  const index = buildIndex(issuances, readings);
  const places = new Places(issuances, contents);
  const found: Found[] = [];
  const short = new Map<string, Found>();
  for (const reading of readings) {
    const at = places.issuanceAt(reading.start);
    const one =
      reading.kind === 'anaphor'
        ? anaphor(text, index, found, reading, at)
        : document(text, index, found, short, reading, at, places);
    if (one) found.push(one);
  }
  if (text !== printed) for (const one of found) restoreTitle(printed, text, one);
  return found.map((one) => one.citation);
}

function restoreTitle(printed: string, text: string, { citation, titleAt }: Found): void {
  if (titleAt < 0 || citation.title === null) return;
  citation.title = asPrinted(printed, text, titleAt, citation.title);
}

type Found = { citation: Citation; titleAt: number };

function document(
  text: string,
  index: Index,
  found: Found[],
  short: Map<string, Found>,
  reading: Reading,
  at: number,
  places: Places,
): Found {
  const { start, end, title, number, titleAt } = reading;
  const before = titleAt < 0 ? '' : text.slice(Math.max(0, titleAt - 14), titleAt);
  let resolved = resolve(index, reading, at, LOCAL_AUTHOR.test(before));
  const name =
    title === null || number !== null || title.length > ABBREVIATION_LENGTH_MAX
      ? ''
      : `${at}|${titleKey(title)}`;
  if (name !== '' && ABBREVIATES.test(before)) {
    const full = found.at(-1);
    if (full && start - full.citation.span[1] < 40) short.set(name, full);
  }
  const full = name === '' ? undefined : short.get(name);
  if (full && reading.wellFormed) resolved = resolvedOf(full.citation);
  if (resolved.resolution === 'by_title' && namesPredecessor(text, before, end)) {
    resolved = { resolution: 'ambiguous', target: null };
  }
  const role = places.roleOf(text, reading, at);
  if (role === 'self' && title === null && number !== null && number === numberOf(index.issuances[at])) {
    resolved = { resolution: 'exact', target: `issuance:${at}` };
  }
  const kind = full && classify(title, number) === 'other' ? full.citation.class : classify(title, number);
  return {
    citation: {
      span: [start, end],
      title,
      number,
      role,
      class: kind,
      ...resolved,
      issuance: at < 0 ? null : at,
    },
    titleAt,
  };
}

const FORMER = /(?:公布|发布|印发|颁布|下发|施行|实施)的\s*$|原\s*$/;
const REPEALED = /^[^。；\n《]{0,16}(?:废止|停止执行|失效)/;

/** A new document repeals the old one of the same name: that mention must not link to the new one. */
function namesPredecessor(text: string, before: string, end: number): boolean {
  return FORMER.test(before) || REPEALED.test(text.slice(end, end + 24));
}

function numberOf(issuance: Issuance | undefined): string | null {
  if (!issuance || issuance.number === null) return null;
  return normaliseNumber(issuance.number) ?? issuance.number;
}

function resolvedOf(citation: Citation): Resolved {
  return { resolution: citation.resolution, target: citation.target };
}

function anaphor(
  text: string,
  index: Index,
  found: Found[],
  reading: Reading,
  at: number,
): Found | undefined {
  const noun = reading.title ?? '';
  const span: Span = [reading.start, reading.end];
  const base = { span, role: 'anaphor' as const, issuance: at < 0 ? null : at };
  if (!reading.own) {
    const named = antecedents(text, found, reading, noun);
    const [first] = named;
    if (first && named.every((one) => one.citation.title === first.citation.title)) {
      return { citation: { ...first.citation, ...base }, titleAt: -1 };
    }
    if (!first && !text.startsWith('上述文件', reading.start)) return undefined;
    const open = { title: null, number: null, class: 'other', target: null };
    return { citation: { ...base, ...open, resolution: first ? 'ambiguous' : 'unverified' }, titleAt: -1 };
  }
  const own = ownDocument(index.issuances[at], at, reading, noun);
  if (own) {
    const { title, number, target } = own;
    return {
      citation: { ...base, title, number, class: classify(title, number), resolution: 'exact', target },
      titleAt: -1,
    };
  }
  if (!DOCUMENT_NOUN.test(noun)) return undefined;
  const unknown = {
    title: null,
    number: null,
    class: 'other',
    resolution: 'unverified' as const,
    target: null,
  };
  return { citation: { ...base, ...unknown }, titleAt: -1 };
}

/** The document that 本… stands in: the instrument around it when its title bears the noun, else the issuance. */
function ownDocument(issuance: Issuance | undefined, at: number, reading: Reading, noun: string) {
  if (!issuance) return undefined;
  const number = issuance.number === null ? null : (normaliseNumber(issuance.number) ?? issuance.number);
  const around = indexHolding(issuance.instruments, reading.start, reading.end);
  const instrument = issuance.instruments[around];
  if (instrument && titleBears(instrument.title, noun)) {
    return { title: instrument.title, number, target: `instrument:${at}/${around}` };
  }
  const [sole] = issuance.instruments;
  if (
    !instrument &&
    issuance.instruments.length === 1 &&
    sole &&
    !noun.endsWith('通知') &&
    titleBears(sole.title, noun)
  ) {
    return { title: sole.title, number, target: `instrument:${at}/0` };
  }
  const bears = titleBears(issuance.title, noun);
  return bears ? { title: issuance.title, number, target: `issuance:${at}` } : undefined;
}

/** The documents just named in the same paragraph that 该… or 上述… may point back at, the nearest first. */
function antecedents(text: string, found: Found[], reading: Reading, noun: string): Found[] {
  const named: Found[] = [];
  for (let i = found.length - 1; i >= 0; i -= 1) {
    const one = found[i];
    if (!one) break;
    const { title, span } = one.citation;
    if (reading.start - span[1] > ANTECEDENT_DISTANCE_MAX) break;
    if (text.slice(span[1], reading.start).includes('\n')) break;
    if (one.titleAt < 0 || title === null || !(noun === '文件' || titleBears(title, noun))) continue;
    named.push(one);
  }
  return named;
}

/** Which issuance and which part of it a place in the text belongs to. Must be asked in print order. */
class Places {
  private readonly issuances: Issuance[];
  private readonly contents: ContentsEntry[];
  private issuance = 0;
  private entry = 0;
  private title = 0;
  private readonly titles: Span[];
  private readonly numbered = new Set<number>();

  constructor(issuances: Issuance[], contents: ContentsEntry[]) {
    this.issuances = issuances;
    this.contents = contents;
    this.titles = issuances
      .flatMap((one) => [one.titleSpan, ...one.instruments.map((instrument) => instrument.titleSpan)])
      .sort((a, b) => a[0] - b[0]);
  }

  /** Index of the issuance that holds `at`, or -1. */
  issuanceAt(at: number): number {
    while (this.issuance < this.issuances.length && (this.issuances[this.issuance]?.span[1] ?? 0) <= at) {
      this.issuance += 1;
    }
    const here = this.issuances[this.issuance];
    return here && here.span[0] <= at ? this.issuance : -1;
  }

  roleOf(text: string, reading: Reading, at: number): 'self' | 'contents' | 'mention' {
    while (this.entry < this.contents.length && (this.contents[this.entry]?.span[1] ?? 0) <= reading.start) {
      this.entry += 1;
    }
    const entry = this.contents[this.entry];
    if (entry && entry.span[0] <= reading.start) return 'contents';
    const issuance = this.issuances[at];
    if (!issuance) return 'mention';
    while (this.title < this.titles.length && (this.titles[this.title]?.[1] ?? 0) <= reading.start)
      this.title += 1;
    // A bare number in a title is another document's: 关于贯彻国发〔1985〕34号文件的通知.
    const inTitle = (this.titles[this.title]?.[0] ?? Number.POSITIVE_INFINITY) <= reading.start;
    if (inTitle && (reading.title !== null || reading.number === numberOf(issuance))) return 'self';
    return this.isOwnNumber(text, issuance, reading, at) ? 'self' : 'mention';
  }

  /** The issuance's own number: the first time it stands alone on a line. */
  private isOwnNumber(text: string, issuance: Issuance, reading: Reading, at: number): boolean {
    if (reading.title !== null || reading.number === null || issuance.number === null) return false;
    if (this.numbered.has(at)) return false;
    const own = normaliseNumber(issuance.number) ?? issuance.number;
    if (own !== reading.number || !standsOnLine(text, reading)) return false;
    this.numbered.add(at);
    return true;
  }
}

function standsOnLine(text: string, { start, end }: Reading): boolean {
  const before = text.slice(Math.max(0, start - 14), start);
  const after = text.slice(end, end + 14);
  const line = before.slice(before.lastIndexOf('\n') + 1) + (after.split('\n', 1)[0] ?? '');
  return line.length < 12 && !/\p{Script=Han}{3}/u.test(line);
}

/** Index of the one of these spanned parts, in print order, that holds `[start, end)`; -1 when none does. */
function indexHolding(parts: { span: Span }[], start: number, end: number): number {
  let low = 0;
  let high = parts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((parts[middle]?.span[1] ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  const part = parts[low];
  return part && part.span[0] <= start && end <= part.span[1] ? low : -1;
}
