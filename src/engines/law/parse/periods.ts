/** Finds named periods: 2023年12月1日至2024年4月30日为苇场防火期, 有效期：自…至…, 公示时间：…至…. */
import type { Issuance, ParsedEffect, Period } from './artifact.ts';
import { cleanTitle } from './citations-titles.ts';
import { asPrinted, foldTraditional } from './citations-traditional.ts';
import { findStated } from './effects-body.ts';
import { findLists } from './effects-lists.ts';
import { issuanceAt } from './effects-targets.ts';
import { type RangeReading, readRange } from './periods-range.ts';

const YEAR = /(?:19|20|１９|２０)[\d０-９]{2}\s?[年.\-/]|[一二][九〇○零Ｏ][〇○零一二三四五六七八九Ｏ]{2}年/g;
const NAME_AFTER =
  /\s{0,2}(?:止)?\s{0,2}[，,]?\s{0,2}(?:期间)?(?:为|是|作为|定为)\s{0,2}([^，。；、（）()《》\s]{2,24})/y;
const NAME_BEFORE =
  /(\p{Script=Han}{0,12}(?:有效期|试行期|期限|期间|时间|阶段|时段|[火汛渔牧猎暖热险严灌农示名]期|季))(?:限)?\s*(?:为|是|：|:|定为|分别为)?\s*(?:自|从)?\s*$/u;
const SEASON = /(?:[火汛渔牧猎暖热险严灌]期|农忙期|高温期|[旺淡雨旱冬夏春秋]季)$/;
const VALIDITY = /(?:有效期|试行期)限?$/;

/** All periods in print order, half-open: those named in the text and the validity of each document that states its end. Linear; never throws. */
export function findPeriods(printed: string, issuances: Issuance[]): Period[] {
  const text = foldTraditional(printed);
  const named = namedPeriods(text, issuances);
  if (text !== printed) for (const one of named) one.name = asPrinted(printed, text, one.span[0], one.name);
  const stated = validities(findStated(text, issuances, findLists(text, issuances).spans));
  const known = new Set(named.filter((one) => one.kind === 'validity').map(keyOf));
  return [...named, ...stated.filter((one) => !known.has(keyOf(one)))].sort((a, b) => a.span[0] - b.span[0]);
}

function keyOf({ issuance, from, until }: Period): string {
  return `${issuance}|${from}|${until}`;
}

/** 自…起施行，有效期…: from the commencement that names the same document to its expiry. */
function validities(effects: ParsedEffect[]): Period[] {
  const commenced = new Map<string, string | null>();
  const periods: Period[] = [];
  for (const { kind, stage, targetTitle, targetNumber, date, issuance, span } of effects) {
    const document = `${issuance}|${targetNumber}|${targetTitle}`;
    if (stage === 'decided' && kind === 'commence') commenced.set(document, date);
    if (stage !== 'decided' || kind !== 'expire' || date === null) continue;
    const from = commenced.get(document) ?? null;
    periods.push({ name: '有效期', kind: 'validity', from, until: date, issuance, span });
  }
  return periods;
}

/** Ranges of dates with a name beside them; a range without one is no period. */
function namedPeriods(text: string, issuances: Issuance[]): Period[] {
  const periods: Period[] = [];
  YEAR.lastIndex = 0;
  for (let hit = YEAR.exec(text); hit; hit = YEAR.exec(text)) {
    const range = readRange(text, hit.index);
    if (!range) continue;
    const named = nameOf(text, range);
    if (named) {
      const index = issuanceAt(issuances, hit.index);
      const kind = VALIDITY.test(named.name) ? 'validity' : SEASON.test(named.name) ? 'season' : 'period';
      const { from, until } = range;
      periods.push({
        name: named.name,
        kind,
        from: from.date,
        until: until.until,
        issuance: index < 0 ? null : index,
        span: [named.start, named.end],
      });
    }
    YEAR.lastIndex = range.end;
  }
  return periods;
}

function nameOf(text: string, range: RangeReading): { name: string; start: number; end: number } | undefined {
  NAME_AFTER.lastIndex = range.end;
  const after = NAME_AFTER.exec(text);
  if (after) return { name: cleanTitle(after[1] ?? ''), start: range.start, end: NAME_AFTER.lastIndex };
  const from = Math.max(0, range.start - 28);
  const before = NAME_BEFORE.exec(text.slice(from, range.start));
  if (!before) return undefined;
  const printed = before[1] ?? '';
  const name = VALIDITY.test(printed)
    ? (VALIDITY.exec(printed)?.[0] ?? printed)
    : printed.replace(/^(?:其中|本次|本|现将|的)/, '');
  return { name, start: from + before.index, end: range.end };
}
