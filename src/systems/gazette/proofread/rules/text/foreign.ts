/** Signs and letters that do not belong into Chinese words: residue of typing, of recognition, of another language. */
import type { Noticed, Rule } from '../../finding.ts';
import { type Passage, passagesOf } from './pieces.ts';
import { isHan } from './words.ts';

const HAN = '\\p{Script=Han}';

/** Every place of a pattern, with what it should be. */
function* each(
  passage: Passage,
  pattern: RegExp,
  say: (
    found: RegExpExecArray,
  ) => { message: string; suggestion?: string | null; from?: number; length?: number } | null,
): Iterable<Noticed> {
  for (const found of passage.words.matchAll(pattern)) {
    const said = say(found);
    if (!said) continue;
    const from = found.index + (said.from ?? 0);
    const length = said.length ?? found[0].length;
    yield {
      span: passage.span(from, from + length),
      message: said.message,
      suggestion: said.suggestion ?? null,
    };
  }
}

const ENGLISH: Readonly<Record<string, string>> = {
  and: '和',
  or: '或',
  of: '的',
  the: '',
  with: '与',
  to: '至',
  in: '在',
  for: '为',
  by: '由',
  '&': '和',
  is: '是',
  are: '是',
  was: '',
  from: '从',
  that: '',
  this: '这',
  as: '作为',
  on: '在',
  at: '在',
  but: '但',
  not: '不',
  be: '',
  it: '',
  which: '',
  have: '有',
  has: '有',
  will: '将',
};

const ENGLISH_WORD = new RegExp(
  `(?<=[${HAN}）)”])\\s?(${Object.keys(ENGLISH).join('|')})\\s?(?=${HAN})`,
  'gu',
);
const KANA_SIGNS = new RegExp(
  `(?<=[${HAN}\\d、，。])[\\u3041-\\u30fa\\u30fc]{1,2}(?=[${HAN}\\d、，。]|$)`,
  'gu',
);

export const foreignWord: Rule = {
  name: 'foreign.word',
  title: '混入外文',
  about: '中文句子里混入英文连词、介词，或西里尔字母、假名等多半由识别、输入带来的字符。',
  *find(text) {
    for (const passage of passagesOf(text)) {
      yield* each(passage, ENGLISH_WORD, ([, word = '']) => ({
        message: `中文句子里混入“${word}”。`,
        suggestion: ENGLISH[word] ?? null,
      }));
      yield* each(passage, /[\u0400-\u04ff]+/gu, ([letters]) => ({
        message: `混入西里尔字母“${letters}”，多半是形近字符。`,
      }));
      yield* each(
        passage,
        /(?<=\p{Script=Han})[\u0391-\u03a9\u03b1-\u03c9](?=\p{Script=Han})/gu,
        ([letter]) =>
          'αβγμΩπσφΦΔλδθ'.includes(letter ?? '') ? null : { message: `中文词里混入希腊字母“${letter}”。` },
      );
      yield* each(passage, KANA_SIGNS, ([kana = '']) => ({
        message: `混入日文假名“${kana}”${KANA[kana] ? `，应为“${KANA[kana]}”` : ''}。`,
        suggestion: KANA[kana] ?? null,
      }));
      yield* each(passage, /[\ufffd\ue000-\uf8ff]+/gu, () => ({
        message: '此处的字没有显示出来（乱码或字体专用码），请对照原稿。',
      }));
      yield* each(passage, /[\u2e80-\u2fd5\uf900-\ufaff]+/gu, ([sign = '']) => ({
        message: `“${sign}”不是通用汉字的编码（部首或兼容字），检索不到，应换成“${sign.normalize('NFKC')}”。`,
        suggestion: sign.normalize('NFKC'),
      }));
    }
  },
};

const KANA: Readonly<Record<string, string>> = {
  ロ: '口',
  ニ: '二',
  ハ: '八',
  ト: '卜',
  エ: '工',
  カ: '力',
  タ: '夕',
  ー: '一',
  の: '的',
  チ: '千',
  へ: '',
  ヌ: '又',
  ム: '厶',
};

export const letterForDigit: Rule = {
  name: 'foreign.letter_for_digit',
  title: '字母与数字混淆',
  about: '数字里混入字母 O、l、I（2O23年），或“〇”写成字母 O。',
  *find(text) {
    for (const passage of passagesOf(text)) {
      yield* each(
        passage,
        /(?<![A-Za-z\d])(?=[\dOoIl]*\d)(?=\d*[OoIl])[\dOoIl]{2,}(?=\s?(?:年|月|日|号|%|％|万|亿|元|个|件|名|人|项|次|家|户|亩|吨|公里|平方|℃|时|分|[\p{Script=Han}]))/gu,
        ([digits = '']) => {
          const right = digits.replace(/[Oo]/gu, '0').replace(/[Il]/gu, '1');
          return { message: `数字“${digits}”里混入字母，应为“${right}”。`, suggestion: right };
        },
      );
      yield* each(passage, /二[OoＯ0]([一二三四五六七八九〇OoＯ0]{2})年/gu, ([year = '']) => {
        const right = year.replace(/[OoＯ0]/gu, '〇');
        return { message: `年份“${year}”里的“〇”写成了字母或数字，应为“${right}”。`, suggestion: right };
      });
    }
  },
};

export const straySpace: Rule = {
  name: 'foreign.stray_sign',
  title: '多余的符号空格',
  about: '汉字词中间夹着星号、井号、下划线、反引号、零宽字符等符号，或句子中间标点旁边有空格而全文一般没有。',
  *find(text) {
    let spaces = 0;
    const places: Noticed[] = [];
    for (const passage of passagesOf(text)) {
      yield* each(passage, /[\u200b-\u200d\u2060\u00ad]+|\ufeff/gu, (found) =>
        found.index === 0 ? null : { message: '夹着看不见的零宽字符，检索会失灵。', suggestion: '' },
      );
      // 总成绩=笔试成绩×60%+面试成绩×40% is a formula.
      const formula = /[×÷+＋\d][^=]*=|=[^=]*[×÷+＋]/u.test(passage.words);
      yield* each(passage, /(?<=\p{Script=Han})[*#_`~^|\\=]{1,2}(?=\p{Script=Han})/gu, ([sign]) =>
        formula && sign === '=' ? null : { message: `汉字之间夹着符号“${sign}”。`, suggestion: '' },
      );
      if (passage.front || passage.kind === 'cell') continue;
      const isSentence = /[，。；]/u.test(passage.words);
      for (const found of passage.words.matchAll(
        /(?<=[\p{Script=Han}，、。；：])[ \u3000\t]+(?=[\p{Script=Han}，、。；：])/gu,
      )) {
        spaces++;
        if (!isSentence || !isBesideMark(passage.words, found.index, found[0].length)) continue;
        places.push({
          span: passage.span(found.index, found.index + found[0].length),
          message: '标点旁边多了空格。',
          suggestion: '',
        });
      }
    }
    if (spaces <= 12 || places.length <= 3) yield* places;
  },
};

/** The blank stands beside a mark of a sentence; inside words the reading decides (`inside-words.ts`). */
function isBesideMark(words: string, index: number, length: number): boolean {
  if (index < 3 || (/[条章节款项]$/u.test(words.slice(0, index).slice(-8)) && index < 10)) return false;
  return !isHan(words[index - 1]) || !isHan(words[index + length]);
}
