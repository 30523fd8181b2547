/**
 * Effects stated in running text: 自…起施行, 有效期…, 《…》同时废止, 停止执行, 暂停, 延长有效期, 作如下修改, 由…代替.
 *
 * Each is anchored on its verb and read within its sentence. What is only reported (已废止, 被修改), asked
 * (是否), or said of a permit and not of a document, is no effect.
 */
import type { Issuance, ParsedEffect } from './artifact.ts';
import { titleKey } from './citations-resolve.ts';
import { readAmendment, readReplacement } from './effects-change.ts';
import { readCommencement } from './effects-commence.ts';
import { readEnding } from './effects-ending.ts';
import type { Begun, Reader } from './effects-place.ts';
import { issuanceAt, type Sentence, sentenceAround } from './effects-targets.ts';
import { readValidity } from './effects-validity.ts';

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
      if (one.kind === 'commence') begun.set(index, one);
      if (one.targetTitle === null && one.targetNumber === null) continue;
      effects.push(one);
    }
    TRIGGER.lastIndex = resume;
  }
  return distinct(effects);
}

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

/** The same effect stated twice, above a statute and in its last article, is one: the later place says it in full. */
function distinct(effects: ParsedEffect[]): ParsedEffect[] {
  const last = new Map<string, ParsedEffect>();
  for (const one of effects) {
    const title = one.targetTitle === null ? null : titleKey(one.targetTitle);
    const key = [one.kind, one.targetNumber, title, one.stage, one.date, one.issuance].join('\u0000');
    last.set(key, one);
  }
  return [...last.values()];
}
