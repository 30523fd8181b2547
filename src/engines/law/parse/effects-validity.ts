/** Validity of a document, its end and its extension. A permit's validity is none of a document's. */
import type { ParsedEffect } from './artifact.ts';
import { readDateAt, readInteger } from './dates.ts';
import { carried, OWN } from './effects-commence.ts';
import { adjacent } from './effects-ending.ts';
import { type Begun, type Dated, effect, type Place, UNDATED } from './effects-place.ts';
import { ownTarget, type Target } from './effects-targets.ts';
import { readRange } from './periods-range.ts';

const UNTIL = /\s*(?:期限)?\s*(?:延长|延续|顺延)?\s*(?:为|是|：|:)?\s*(?:至|到|截至|截止到|截止)\s*/y;
const YEARS = /\s*(?:延长|延续)?\s*(?:为|是|：|:)?\s*([\d]{1,2}|[一二两三四五六七八九十]{1,2})\s*(年|个月)/y;
const EXTENDS = /延长|延续|顺延/;

/** 有效期5年, 有效期至…, 有效期自…至…, and its extension. */
export function readValidity(place: Place, begun: Begun): ParsedEffect[] {
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
  // 《…》（…），有效期延长至…
  const between = EXTENDS.test(text.slice(place.end, place.end + 4))
    ? /^[，,]?(?:的|等|其)?$/
    : /^(?:的|等)?$/;
  if (last && between.test(text.slice(last.end, at).trim()))
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
