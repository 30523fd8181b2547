/** 的, 地 and 得 where the words on both sides leave no doubt: 全面地规定, 免职得通知. */
import type { Noticed, Rule } from '../../finding.ts';
import { frequency, kindOf } from './dictionary.ts';
import { type Run, readingOf } from './reading.ts';

export const particle: Rule = {
  name: 'wording.particle',
  title: '的地得',
  about: '“地”“得”夹在两个词之间而后面是名词或动词，应为“的”。拿不准的（做得好、认真的态度）一概不提。',
  *find(text) {
    const { runs, tokens } = readingOf(text);
    for (const [place, run] of runs.entries())
      if (/[地得]/u.test(run.words)) yield* wrongIn(run, tokens[place] ?? []);
  },
};

function* wrongIn({ passage, from }: Run, words: readonly string[]): Iterable<Noticed> {
  let at = from;
  for (const [place, word] of words.entries()) {
    const here = at;
    at += word.length;
    if (word !== '地' && word !== '得') continue;
    const before = words[place - 1] ?? '';
    const after = words[place + 1] ?? '';
    if (before.length < 2 || after.length < 2 || frequency(before) === 0 || frequency(after) === 0) continue;
    // 用地|面积, 属|地方: the sign may belong to a word on either side.
    if (frequency(before.slice(-1) + word) > 0 || frequency(word + after.charAt(0)) > 0) continue;
    const kind = kindOf(after);
    // 可靠地联系: after what describes a manner, the noun may be meant as a verb.
    const manner = kindOf(before) !== 'noun';
    if (word === '地' ? manner || kind !== 'noun' : kind !== 'noun' && kind !== 'verb') continue;
    yield {
      span: passage.span(here, here + 1),
      message: `“${before}${word}${after}”的“${word}”后面是${kind === 'noun' ? '名词' : '动词'}“${after}”，应为“的”。`,
      suggestion: '的',
    };
  }
}
