/** Amendment and replacement of documents that the sentence names. */
import type { ParsedEffect } from './artifact.ts';
import { cleanTitle } from './citations-titles.ts';
import { readInstructions } from './effects-edits.ts';
import { adjacent } from './effects-ending.ts';
import { effect, type Place, UNDATED } from './effects-place.ts';

/** 《…》作如下修改, with its instructions. */
export function readAmendment(place: Place): ParsedEffect[] {
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

/** 《…》由《…》代替, 以《…》代替《…》. */
export function readReplacement(place: Place): ParsedEffect[] {
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
