/** Half-width marks, full-width digits and wrong brackets that deviate from the text around them. */
import type { Noticed, Rule } from '../../finding.ts';
import type { ProofText } from '../../proof-text.ts';
import { type Passage, passagesOf } from './pieces.ts';

const FULL: Readonly<Record<string, string>> = {
  ',': '，',
  ';': '；',
  ':': '：',
  '?': '？',
  '!': '！',
  '.': '。',
};
/** A half-width mark between Chinese characters, brackets or quotes; digits on both sides make it a number or a time. */
const HALF =
  /(?<=[\p{Script=Han}》）)”〕%])[,;:?!](?=\s?[\p{Script=Han}《（(“〔\d]|$)|(?<=\d)[,;](?=\s?[\p{Script=Han}《（(“])/gu;
const FULL_MARK = /[，；：？！。]/gu;
/** 。 is hardly ever typed half-width, so that it says nothing of a passage's way. */
const FULL_COMMA = /[，；：？！]/gu;
/** 。 typed as a point: between two Chinese words, or after one at the end of a sentence. */
const POINT = /(?<=[\p{Script=Han}》）)”]{2})[.．](?=\s?[\p{Script=Han}《“]{2}|$)/gu;

export const halfWidthMark: Rule = {
  name: 'width.half_mark',
  title: '半角标点',
  about: '中文句子里的半角逗号、分号、冒号、问号、叹号和英文句点，而全文多数用全角。连续的几段算一处。',
  find: halfWidth,
};

type Count = { passage: Passage; half: number[]; full: number };

function* halfWidth(text: ProofText): Iterable<Noticed> {
  const passages = passagesOf(text).filter(({ front }) => !front);
  const full = new Map<string, number>();
  for (const { words } of passages)
    for (const [mark] of words.matchAll(FULL_MARK)) full.set(mark, (full.get(mark) ?? 0) + 1);
  const half = new Map<string, number>();
  const found = passages.map(count);
  for (const { passage, half: places } of found)
    for (const index of places)
      half.set(passage.words.charAt(index), (half.get(passage.words.charAt(index)) ?? 0) + 1);
  // Half-width throughout is the extractor's or the house's way, not a slip.
  const slips = new Set(
    [...half].filter(([mark, times]) => times <= (full.get(FULL[mark] ?? '') ?? 0)).map(([mark]) => mark),
  );
  const counts = found.map((one) => ({
    ...one,
    half: one.half.filter((index) => slips.has(one.passage.words.charAt(index))),
  }));
  for (const run of runsOf(counts)) {
    const places = run.flatMap(({ passage, half: found }) => found.map((index) => ({ passage, index })));
    const first = places[0];
    if (!first) continue;
    const mark = first.passage.words.charAt(first.index);
    yield {
      span: spanOf(first),
      message:
        places.length === 1
          ? `此处用了半角“${mark}”，前后文都用全角“${FULL[mark]}”。`
          : `从此处起连用 ${places.length} 个半角标点，全文多数用全角，应统一为“${FULL[mark]}”等全角标点。`,
      suggestion: FULL[mark] ?? null,
      alongside: places.slice(1).map((place) => ({
        span: spanOf(place),
        replacement: FULL[place.passage.words.charAt(place.index)] ?? place.passage.words.charAt(place.index),
      })),
    };
  }
}

/** With the blank that is set behind such a mark in Latin print: a full-width mark has its own. */
function spanOf({ passage, index }: { passage: Passage; index: number }): Noticed['span'] {
  const blanks = /^ +(?=\S)/u.exec(passage.words.slice(index + 1, index + 4))?.[0].length ?? 0;
  return passage.span(index, index + 1 + blanks);
}

function count(passage: Passage): Count {
  const { words } = passage;
  const half = [...words.matchAll(HALF)].map(({ index }) => index);
  for (const { index } of words.matchAll(POINT)) half.push(index);
  half.sort((a, b) => a - b);
  return { passage, half, full: [...words.matchAll(FULL_COMMA)].length };
}

/** Neighbouring passages that use half-width marks and hardly any other; one with both stands alone. */
function* runsOf(counts: readonly Count[]): Iterable<Count[]> {
  let run: Count[] = [];
  let issuance = -2;
  for (const one of counts) {
    const pure = one.half.length > 0 && one.full <= one.half.length;
    if (
      run.length > 0 &&
      (one.passage.issuance !== issuance ||
        (one.half.length === 0 && one.full > 0) ||
        (one.half.length > 0 && !pure))
    ) {
      yield run;
      run = [];
    }
    if (one.half.length === 0) continue;
    if (!pure) {
      yield [one];
      continue;
    }
    issuance = one.passage.issuance;
    run.push(one);
  }
  if (run.length > 0) yield run;
}

export const straightQuote: Rule = {
  name: 'width.straight_quote',
  title: '直引号',
  about: '中文句子里的直引号（"、\'），而全文用弯引号“”‘’。',
  *find(text) {
    const passages = passagesOf(text).filter(({ front }) => !front);
    const curly = passages.reduce((sum, { words }) => sum + [...words.matchAll(/[“”]/gu)].length, 0);
    const found: Noticed[] = [];
    for (const { words, span } of passages)
      for (const { index, 0: mark } of words.matchAll(
        /(?<=[\p{Script=Han}，。；：、（）])["']|["'](?=\p{Script=Han})/gu,
      ))
        found.push({
          span: span(index, index + 1),
          message: `此处用了直引号，全文都用${mark === '"' ? '“”' : '‘’'}。`,
        });
    if (found.length <= curly) yield* found;
  },
};

export const fullWidthDigit: Rule = {
  name: 'width.full_digit',
  title: '全角数字字母',
  about: '全角的数字、字母或百分号，而全文多数用半角。',
  *find(text) {
    const places: { passage: Passage; index: number; found: string }[] = [];
    let half = 0;
    for (const passage of passagesOf(text)) {
      half += [...passage.words.matchAll(/[0-9A-Za-z%]+/gu)].length;
      for (const found of passage.words.matchAll(/[０-９Ａ-Ｚａ-ｚ％]+(?:[．.][０-９％]+)?/gu))
        places.push({ passage, index: found.index, found: found[0] });
    }
    if (places.length * 4 > half) return;
    for (const { passage, index, found } of places)
      yield {
        span: passage.span(index, index + found.length),
        message: `“${found}”是全角，全文其他数字和字母用半角。`,
        suggestion: found.normalize('NFKC'),
      };
  },
};

/** 发文字号 uses 〔〕 (GB/T 9704—2012, 7.2.5). */
const NUMBER = /\p{Script=Han}([[［(（【「]\s?(?:19|20)\d\d\s?[\]］)）】」])\s?(?:第\s?)?\d{1,5}\s?号/gu;

export const numberBracket: Rule = {
  name: 'width.number_bracket',
  title: '文号括号',
  about: '发文字号的年份应当用六角括号〔〕（GB/T 9704），此处用了方括号或圆括号。',
  *find(text) {
    for (const passage of passagesOf(text)) {
      for (const found of passage.words.matchAll(NUMBER)) {
        const year = found[1] ?? '';
        const at = found.index + 1;
        yield {
          span: passage.span(at, at + year.length),
          message: `发文字号的年份用六角括号，此处印作“${year}”。`,
          suggestion: `〔${year.replace(/\D/gu, '')}〕`,
        };
      }
    }
  },
};
