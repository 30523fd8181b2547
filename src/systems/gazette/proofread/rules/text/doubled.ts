/** Characters, words and list items that are printed twice in a row. */
import type { Noticed, Rule } from '../../finding.ts';
import type { ProofText } from '../../proof-text.ts';
import { frequency } from './dictionary.ts';
import { Heads } from './heads.ts';
import { type Passage, passagesOf } from './pieces.ts';
import { isHan, type Lexicon, lexiconOf, type Word } from './words.ts';

/** Particles that never stand twice. 的 may end 目的 and 了 may end 为了: the words decide. */
const PARTICLES = new Set('的了和与及或在对为以是将被把从向由于而且并也都就不其所之要有可等这该各');
/** Offices repeat the place's sign: 西夏区区长, 司法所所长, 常务会会前; and words for days and years. */
const OFFICES = new Set(
  '省市区县乡镇村局部厅处科所院校站会年月日国州街路社室党团队组司署委办级类期项家户人天次件时等个点',
);

export const doubledChar: Rule = {
  name: 'doubled.character',
  title: '叠字',
  about:
    '同一个字连着印了两次（工作的的发展、政规规范性文件），而全文其他地方这样的词里只有一个。人人、等等、司法所所长不算。',
  *find(text) {
    const lexicon = lexiconOf(text);
    const passages = passagesOf(text);
    const context = new Contexts(passages);
    for (const passage of passages) {
      for (const at of doubles(passage.words)) {
        const char = passage.words.charAt(at);
        if (!isDoubled(char, at, passage, lexicon, context)) continue;
        yield {
          span: passage.span(at, at + 2),
          message: `“${char}”重复了一次：应为“${passage.words.slice(Math.max(0, at - 2), at + 1)}${passage.words.slice(at + 2, at + 4)}”。`,
          suggestion: char,
        };
      }
    }
  },
};

/** Words of one sign that never stand twice by themselves: 对对验收, 为为建设. */
const SINGLY = new Set('的了和与及或将被把对为在由从按向应并都也至以均须需要');
/** Signs that are no words of their own: met so rarely alone, or endings. */
const ALONE_MOST = 1500;
const ENDINGS = new Set('度制性化率');

/** 年度度计划: a common word whose last sign is printed again before the next word. */
function repeatsEnd(char: string, first: Word, second: Word, next: Word | undefined): boolean {
  if (first.word.length < 2 || second.word.length !== 1 || (next && next.word.length < 2)) return false;
  return frequency(first.word) >= 20 && (ENDINGS.has(char) || frequency(char) < ALONE_MOST);
}

function* doubles(words: string): Iterable<number> {
  for (let i = 1; i < words.length; i++) {
    if (words[i] !== words[i - 1] || !isHan(words[i])) continue;
    if (words[i + 1] === words[i] || words[i - 2] === words[i]) continue;
    yield i - 1;
  }
}

function isDoubled(char: string, at: number, passage: Passage, lexicon: Lexicon, context: Contexts): boolean {
  const words = lexicon.wordsOf(passage);
  const first = wordAt(words, at);
  const second = wordAt(words, at + 1);
  if (!first || !second || first === second) return false;
  const singleFirst = first.word.length === 1;
  const singleSecond = second.word.length === 1;
  if (!singleFirst && !singleSecond) return false;
  // AABB (林林总总) and A一A are right; so is a name, whose signs all stand alone.
  if (passage.words[at + 2] === passage.words[at + 3] && isHan(passage.words[at + 2])) return false;
  if (passage.words[at - 1] === passage.words[at - 2] && isHan(passage.words[at - 1])) return false;
  if (singleFirst && singleSecond) return SINGLY.has(char) && passage.words[at - 1] !== '一';
  if (context.once(passage.words, at)) return true;
  if (OFFICES.has(char) || PARTICLES.has(char)) return false;
  if (repeatsEnd(char, first, second, wordAt(words, at + 2))) return true;
  // A chain of single signs is a phrase that the dictionary does not know (在|建|建筑工程).
  const beyond = singleFirst ? wordAt(words, at - 1) : wordAt(words, at + 2);
  if (beyond && beyond.word.length === 1 && isHan(beyond.word) && !'的了和与及或'.includes(beyond.word))
    return false;
  return lexicon.within(char) >= Math.max(2, 3 * lexicon.alone(char));
}

/** The word that holds a place; words are in order, so it is looked for by halving. */
function wordAt(words: readonly Word[], at: number): Word | undefined {
  let low = 0;
  let high = words.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const here = words[middle];
    if (!here) return undefined;
    const { word, index } = here;
    if (at < index) high = middle - 1;
    else if (at >= index + word.length) low = middle + 1;
    else return words[middle];
  }
  return undefined;
}

/** What stands elsewhere with one character less: 政规范性 for 政规规范性. Only what is asked for is counted, in one pass. */
class Contexts {
  readonly #runs = new Map<string, number>();

  constructor(passages: readonly Passage[]) {
    for (const { words } of passages)
      for (const at of doubles(words)) for (const run of around(words, at)) this.#runs.set(run, 0);
    if (this.#runs.size === 0) return;
    const heads = new Heads(this.#runs.keys());
    for (const { words } of passages)
      for (let i = 0; i + 4 <= words.length; i++) {
        if (!heads.may(words, i)) continue;
        for (const run of [words.slice(i, i + 4), words.slice(i, i + 5)]) {
          const times = run.length > 3 ? this.#runs.get(run) : undefined;
          if (times !== undefined) this.#runs.set(run, times + 1);
        }
      }
  }

  /** True when the doubled run stands once, and the run with one of the two stands elsewhere. */
  once(words: string, at: number): boolean {
    const [single, doubled] = around(words, at);
    if (single === undefined || doubled === undefined) return false;
    return (this.#runs.get(single) ?? 0) >= 1 && (this.#runs.get(doubled) ?? 0) === 1;
  }
}

/** Four characters with the doubled one once (突发事件), and the five as printed; none at a sentence's edge. */
function around(words: string, at: number): string[] {
  const single = words.slice(at - 1, at + 1) + words.slice(at + 2, at + 4);
  if (at < 1 || single.length < 4 || ![...single].every(isHan)) return [];
  return [single, words.slice(at - 1, at + 4)];
}

/** Words that meet themselves at a joint of two phrases: 人民政府政府信息公开. */
const JOINTS = new Set([
  '政府',
  '安全',
  '社会',
  '服务',
  '项目',
  '企业',
  '国家',
  '信息',
  '数据',
  '管理',
  '建设',
  '工程',
  '人民',
  '生产',
  '经济',
  '文化',
  '教育',
  '农村',
  '单位',
  '公共',
  '资源',
  '行政',
  '规定',
  '决定',
  '要求',
  '通知',
  '报告',
  '计划',
  '标准',
  '会议',
]);

export const doubledWord: Rule = {
  name: 'doubled.word',
  title: '叠词',
  about:
    '同一个词或词组连着印了两次（进行进行），换行、换页处尤其常见。一个一个、人民政府政府信息等正常的不算。',
  *find(text) {
    const whole = wholeOf(text);
    let asked = 0;
    for (const { words, span } of passagesOf(text)) {
      for (const found of words.matchAll(/(\p{Script=Han}[\p{Script=Han}\d]{1,14}?)\1/gu)) {
        const word = found[1] ?? '';
        if (new Set(word).size === 1 || /^[一二三四五六七八九十〇两几]/u.test(word)) continue;
        const joint =
          JOINTS.has(word) && (++asked > ASKED_MOST || !isOnceElsewhere(words, found.index, word, whole));
        if (word.length === 2 && (joint || word.includes('的') || reduplicates(word))) continue;
        yield {
          span: span(found.index, found.index + found[0].length),
          message: `“${word}”连着印了两次，应留一次。`,
          suggestion: word,
        };
      }
    }
  },
};

/** All passages, each in a line. */
function wholeOf(text: ProofText): () => string {
  let made: string | undefined;
  return () => {
    made ??= `\n${passagesOf(text)
      .map(({ words }) => words)
      .join('\n')}\n`;
    return made;
  };
}

/** The same neighbours stand elsewhere with the word once between them. */
const ASKED_MOST = 500;

function isOnceElsewhere(words: string, at: number, word: string, whole: () => string): boolean {
  const padded = `\n${words}\n`;
  const before = padded.slice(Math.max(0, at - 1), at + 1);
  const after = padded.slice(at + 1 + 2 * word.length, at + 3 + 2 * word.length);
  const all = whole();
  return (
    all.includes(before + word + after) &&
    all.indexOf(before + word + word) === all.lastIndexOf(before + word + word) &&
    all.indexOf(word + word + after) === all.lastIndexOf(word + word + after)
  );
}

/** Verbs and measures that Chinese does say twice. */
const reduplicates = (word: string): boolean =>
  [
    '研究',
    '商量',
    '讨论',
    '考虑',
    '学习',
    '休息',
    '打听',
    '介绍',
    '了解',
    '逐个',
    '许多',
    '一个',
    '彼此',
    '好多',
  ].includes(word) || /^[每逐]/u.test(word);

export const doubledItem: Rule = {
  name: 'doubled.item',
  title: '并列项重复',
  about: '同一串并列的名称里，同一项列了两次（住建局、住建局、农水局）。',
  *find(text) {
    for (const passage of passagesOf(text)) yield* repeatedItems(passage);
  },
};

/** The last item of a sentence's list carries the predicate: 区财政局每月会商. */
function headOf(item: string, seen: ReadonlyMap<string, number>): string {
  for (const name of seen.keys())
    if (name.length >= 3 && /[局委办部厅会院处科站队司校镇街乡村]$/u.test(name) && item.startsWith(name))
      return name;
  return item;
}

function* repeatedItems(passage: Passage): Iterable<Noticed> {
  const strict = passage.kind === 'cell' || /^\p{Script=Han}{2,6}[：:]/u.test(passage.words);
  // In a cell or after a label the commas join as well; in a sentence only 、 does.
  const list = strict ? /[^。；;：:（）()“”《》]+/gu : /[^，,。；;：:（）()“”《》？！]+/gu;
  const cut = strict ? /[、，,]/u : /、/u;
  for (const found of passage.words.matchAll(list)) {
    if (!cut.test(found[0])) continue;
    const seen = new Map<string, number>();
    let at = found.index;
    const items = found[0].split(cut);
    for (const [place, item] of items.entries()) {
      const name = place === items.length - 1 && !strict ? headOf(item.trim(), seen) : item.trim();
      const start = at + item.indexOf(name);
      at += item.length + 1;
      if (name.length < 2 || !isHan(name[0]) || (strict && name.length > 20)) continue;
      // A long item or one with 的, 或者 is a piece of the sentence: what follows is another list.
      if (!strict && (name.length > 10 || /[的或和与及并]/u.test(name))) {
        seen.clear();
        continue;
      }
      const before = seen.get(name);
      seen.set(name, start);
      if (before === undefined) continue;
      yield {
        span: passage.span(start, start + name.length),
        message: `并列项“${name}”重复，前面已经列过。`,
        suggestion: null,
        related: [passage.span(before, before + name.length)],
      };
    }
  }
}
