/** Words and turns that are wrong wherever they stand. */
import type { Noticed, Rule } from '../../finding.ts';
import { Heads } from './heads.ts';
import { type Passage, passagesOf } from './pieces.ts';
import { lexiconOf, type Word } from './words.ts';
import { WRONG_WORDS } from './wrong-words.ts';

/** By the first character, longest first: one look at each place of the text. */
const BY_FIRST = new Map<string, { wrong: string; right: string }[]>();
for (const entry of WRONG_WORDS) {
  const first = entry.wrong.charAt(0);
  BY_FIRST.set(
    first,
    [...(BY_FIRST.get(first) ?? []), entry].sort((a, b) => b.wrong.length - a.wrong.length),
  );
}

const HEADS = new Heads(WRONG_WORDS.map(({ wrong }) => wrong));

export const wrongWord: Rule = {
  name: 'wording.wrong_word',
  title: '错别字',
  about:
    '公文里常见的错别字（布署、联系会议、鱼塘写作渔塘）。两种写法都通行的（其他/其它、作出/做出）不在内。',
  *find(text) {
    const { wordsOf } = lexiconOf(text);
    for (const passage of passagesOf(text)) yield* wrongIn(passage, wordsOf);
  },
};

function* wrongIn(passage: Passage, wordsOf: (passage: Passage) => readonly Word[]): Iterable<Noticed> {
  const { words: sentence } = passage;
  let bounds: Set<number> | null = null;
  for (let at = 0; at < sentence.length; at++) {
    if (!HEADS.may(sentence, at)) continue;
    const entries = BY_FIRST.get(sentence.charAt(at));
    if (!entries) continue;
    const entry = entries.find(({ wrong }) => sentence.startsWith(wrong, at));
    if (!entry) continue;
    // 基于|部门 holds 于部 only by chance: the pair must not cut through a dictionary word on either side.
    bounds ??= new Set(wordsOf(passage).map(({ index }) => index));
    const end = at + entry.wrong.length;
    if (!bounds.has(at) || !(bounds.has(end) || end === sentence.length)) continue;
    if (entry.wrong.length === 2 && joint(sentence, at, end)) continue;
    yield {
      span: passage.span(at, end),
      message: `“${entry.wrong}”应为“${entry.right}”。`,
      suggestion: entry.right,
    };
    at = end - 1;
  }
}

/** The pair is two single words when its right side with what follows, or its left with what stands before, is a word. */
const joint = (sentence: string, at: number, end: number): boolean =>
  QUOTED.test(sentence.slice(Math.max(0, at - 1), at)) && QUOTED.test(sentence.slice(end, end + 1));
/** A word in quotation marks is talked about, not used: 将“定单”改为“订单”. */
const QUOTED = /[“”‘’「」]/u;

type Turn = {
  pattern: RegExp;
  say: (found: RegExpExecArray) => { message: string; suggestion: string | null };
};
const NUM = '[\\d.,]+\\s?(?:万|亿)?(?:%|％|余)?\\s?[\\p{Script=Han}]{0,3}?';

/** Turns that say one thing twice or break the sentence; only those that no editor defends. */
const TURNS: readonly Turn[] = [
  {
    pattern: new RegExp(`(?:大约|大概|约)\\s?${NUM}左右`, 'gu'),
    say: ([all]) => ({ message: `“约”与“左右”重复，留一个即可。`, suggestion: all.replace(/左右$/u, '') }),
  },
  {
    pattern: new RegExp(
      `(?:超过|多达|至少|不少于|不低于)\\s?${NUM}(?:以上|多)(?![\\p{Script=Han}]*的罚)`,
      'gu',
    ),
    say: ([all]) => ({
      message: `“${/^(?:超过|多达|至少|不少于|不低于)/u.exec(all)?.[0]}”与“${/(?:以上|多)$/u.exec(all)?.[0]}”重复或矛盾，留一个即可。`,
      suggestion: all.replace(/(?:以上|多)$/u, ''),
    }),
  },
  {
    pattern: new RegExp(`(?:最多|不超过|至多|不高于)\\s?${NUM}以上`, 'gu'),
    say: () => ({ message: '上限与“以上”矛盾，请核对是“以上”还是“以下”。', suggestion: null }),
  },
  {
    pattern: /原因是(?:因为|由于)|之所以[^，。；]{1,20}的原因/gu,
    say: () => ({ message: '“原因是”与“因为、由于”重复，留一个即可。', suggestion: null }),
  },
  {
    pattern: /截止(?=\s?(?:\d{4}|\d{1,2}月|目前|今年|去年|本|上|日前|昨日|今日|当前))/gu,
    say: () => ({ message: '后面带时间的应当用“截至”（“截止”不带宾语）。', suggestion: '截至' }),
  },
  {
    pattern: /(?:防止|避免|杜绝|禁止|切忌|严禁)[^，。；、]{0,14}?(?:不再|不要|不得)(?=发生|出现|产生|重复)/gu,
    say: () => ({ message: '“防止、避免”后面又用“不”，意思正好相反。', suggestion: null }),
  },
  {
    pattern: /必须符合[^，。；]{4,40}范围内(?:予以|进行)?/gu,
    say: () => ({ message: '“必须符合…”与“在…范围内”两种句式杂糅，请改用其中一种。', suggestion: null }),
  },
  {
    pattern: /(?:目的是|为了)[^，。；]{2,40}为目的/gu,
    say: ([all]) => ({ message: `“${all}”句式杂糅，同一个意思说了两遍。`, suggestion: null }),
  },
  {
    pattern: /通过[^，。；]{2,30}，使得?(?=[\p{Script=Han}]{2,12}(?:得到|得以|提高|增强|了解))/gu,
    say: () => ({ message: '“通过…，使…”使句子缺少主语，宜去掉“通过”或“使”。', suggestion: null }),
  },
];

export const clumsyTurn: Rule = {
  name: 'wording.turn',
  title: '重复赘余句式杂糅',
  about: '约…左右、超过…以上、截止＋日期、防止…不再发生等公认的语病。',
  *find(text) {
    for (const passage of passagesOf(text)) {
      if (passage.front) continue;
      for (const { pattern, say } of TURNS)
        for (const found of passage.words.matchAll(pattern)) {
          const { message, suggestion } = say(found);
          yield { span: passage.span(found.index, found.index + found[0].length), message, suggestion };
        }
    }
  },
};

/** 吹哨…报到 and others that are certain by what stands near. */
const NEARBY: readonly { near: RegExp; wrong: RegExp; right: string }[] = [
  { near: /吹哨/u, wrong: /报道/gu, right: '报到' },
  {
    near: /到.{0,8}(?:社区|单位|窗口|学校|部门)/u,
    wrong: /(?<=(?:按时|及时|准时|前来|前往|入学|新生).{0,6})报道/gu,
    right: '报到',
  },
  { near: /档案|证书|证件|文件/u, wrong: /(?<!启)启示(?=移交)/gu, right: '移交' },
  {
    near: /接[收受]/u,
    wrong: /接收(?=(?:社会|群众|监督|检查|公众|人大|各方|各界|司法)?监督)/gu,
    right: '接受',
  },
  {
    near: /./u,
    wrong: /接收(?=(?:采访|检查|处罚|调查|教育|培训|表彰|质询|询问|考验|审查|捐赠方监督))/gu,
    right: '接受',
  },
  { near: /权[利力]/u, wrong: /权力(?=(?:和|与|、)义务)|(?<=合法)权力/gu, right: '权利' },
  {
    near: /权[利力]/u,
    wrong:
      /权利(?=(?:运行|清单|下放|寻租))|(?<=(?:立法|行政执法|国家|公共|监督执纪))权利(?=机关|运行|清单)/gu,
    right: '权力',
  },
];

export const wordByContext: Rule = {
  name: 'wording.by_context',
  title: '同音词误用',
  about: '单看是词、在这个搭配里一定是另一个词的：部门报道→报到、接收监督→接受监督、权力和义务→权利和义务。',
  *find(text) {
    for (const passage of passagesOf(text)) {
      for (const { near, wrong, right } of NEARBY) {
        if (!near.test(passage.words)) continue;
        for (const found of passage.words.matchAll(wrong))
          yield {
            span: passage.span(found.index, found.index + found[0].length),
            message: `这里的“${found[0]}”应为“${right}”。`,
            suggestion: right,
          };
      }
    }
  },
};
