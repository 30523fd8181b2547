/** Punctuation that is wrong wherever it stands: doubled marks, marks beside brackets, brackets and quotes unpaired (GB/T 15834). */
import type { Noticed, Rule } from '../../finding.ts';
import type { ProofText } from '../../proof-text.ts';
import { type Passage, passagesOf } from './pieces.ts';

/** Two marks of the middle or end of a sentence in a row; ？！ and …… are right, as are dots of a contents line. */
const DOUBLED = /[，、；：。,;](?:\s?[，、；：。,;])+/gu;

export const doubledMark: Rule = {
  name: 'mark.doubled',
  title: '标点重复',
  about: '两个句内或句末标点紧挨着（，，、。。、；。），其中至少一个是多余的。省略号和“？！”不算。',
  *find(text) {
    for (const passage of passagesOf(text)) {
      if (passage.front) continue;
      for (const found of passage.words.matchAll(DOUBLED)) {
        const marks = found[0].replace(/\s/gu, '');
        if (/^[,;]+$/u.test(marks) && !beside(passage.words, found.index, found[0].length)) continue;
        if (/^。{3,}$/u.test(marks)) continue;
        const same = new Set(marks).size === 1;
        yield {
          span: passage.span(found.index, found.index + found[0].length),
          message: same
            ? `标点“${marks[0]}”重复，留一个即可。`
            : `标点“${marks}”连用，只能留一个；按上下文通常留“${strongest(marks)}”。`,
          suggestion: same ? marks.charAt(0) : strongest(marks),
        };
      }
    }
  },
};

const ORDER = '。；;：，,、';
const strongest = (marks: string): string =>
  [...ORDER].find((mark) => marks.includes(mark)) ?? marks.charAt(0);
const isHan = (char: string | undefined): boolean => char !== undefined && /\p{Script=Han}/u.test(char);
const beside = (words: string, index: number, length: number): boolean =>
  isHan(words[index - 1]) || isHan(words[index + length]);

export const markByBracket: Rule = {
  name: 'mark.by_bracket',
  title: '标点紧贴括号内侧',
  about:
    '句内标点紧挨着左括号之后，或逗号、顿号、分号、冒号紧挨着右括号、右书名号之前，标点多余或括号位置不对。',
  *find(text) {
    for (const passage of passagesOf(text)) {
      for (const found of passage.words.matchAll(
        /[（(《〈〔【“‘]([，、；：。！？,;])|([，、；：,;])[）)》〉〕】]/gu,
      )) {
        const mark = found[1] ?? found[2] ?? '';
        const at = found.index + (found[1] === undefined ? 0 : found[0].length - mark.length);
        // (A,B,) of a formula or code is not a sentence's.
        if (/[,;]/u.test(mark) && !isHan(passage.words[found.index - 1]) && !isHan(passage.words[at + 1]))
          continue;
        yield {
          span: passage.span(at, at + 1),
          message: `“${mark}”紧贴在${found[1] === undefined ? '右' : '左'}括号（引号、书名号）内侧，多余或位置不对。`,
          suggestion: '',
        };
      }
    }
  },
};

const OPEN = '（(《〈〔【“‘「『［';
const CLOSE = '）)》〉〕】”’」』］';
const ANY = new RegExp(`[${OPEN}${CLOSE}]`, 'g');
const PARTNER = new Map([...OPEN].map((open, at) => [open, CLOSE.charAt(at)]));
const OPENER = new Map([...CLOSE].map((close, at) => [close, OPEN.charAt(at)]));
const closing = (open: string): string => PARTNER.get(open) ?? '';
const WIDTH_PAIR = new Map([
  ['（', ')'],
  ['(', '）'],
]);
/** A list's label closes a bracket that it never opened: 1）, a), 一）. */
const LABEL = /^[-•·●]?\s*[\da-zA-Z一二三四五六七八九十]{1,3}[）)]/u;

type Held = { mark: string; passage: Passage; index: number };

/** Marks of one pair within a paragraph stand no farther apart; so a text of marks alone costs no more than another. */
const PAIR_REACH = 1000;
/** Deeper than any sentence nests its brackets. */
const DEPTH_MAX = 50;

export const unpairedMark: Rule = {
  name: 'mark.unpaired',
  title: '括号引号不成对',
  about: '括号、引号、书名号缺了一半，或左右方向相反。跨段的引文和并列条目的序号（1））不算。',
  find: (text) => pairs(text).unpaired,
};

export const bracketWidth: Rule = {
  name: 'mark.bracket_width',
  title: '括号一宽一窄',
  about: '同一对括号一半是全角、一半是半角。',
  find: (text) => pairs(text).width,
};

export const crossedMark: Rule = {
  name: 'mark.crossed',
  title: '括号引号交叉或套用',
  about: '两对括号、引号或书名号互相交叉；书名号里再用书名号应为〈〉，双引号里再用引号应为‘’（GB/T 15834）。',
  find: (text) => pairs(text).crossed,
};

type Pairs = { unpaired: Noticed[]; width: Noticed[]; crossed: Noticed[] };
const cache = new WeakMap<ProofText, Pairs>();

function pairs(text: ProofText): Pairs {
  let made = cache.get(text);
  if (!made) {
    made = match(text);
    cache.set(text, made);
  }
  return made;
}

function match(text: ProofText): Pairs {
  const out: Pairs = { unpaired: [], width: [], crossed: [] };
  const opened: Held[] = [];
  const closed: Held[] = [];
  let before: Passage | null = null;
  for (const passage of passagesOf(text)) {
    // Each paragraph of a long quotation opens anew: the one before is taken over.
    const last = opened.at(-1);
    if (passage.words[0] === '“' && last?.mark === '“' && last.passage === before) opened.pop();
    matchPassage(passage, opened, closed, out);
    before = passage;
  }
  settle(opened, closed, out);
  return out;
}

function matchPassage(passage: Passage, opened: Held[], closed: Held[], out: Pairs): void {
  const stack: Held[] = [];
  const { words } = passage;
  const label = LABEL.exec(words)?.[0].length ?? 0;
  for (const { 0: mark, index } of words.matchAll(ANY)) {
    if (index < label) continue;
    if (PARTNER.has(mark)) {
      nested(mark, stack, passage, index, out);
      stack.push({ mark, passage, index });
    } else {
      const inner = `${words[index - 2] ?? ''}${words[index - 1] ?? ''}`;
      // 1）…；2）… inside a sentence, and an apostrophe.
      if (
        (mark === '）' || mark === ')') &&
        /(?:^|[，；：。、,;:\s])[\da-zA-Z①-⑳]$|^\d\d$/u.test(inner) &&
        !holds(stack, mark)
      )
        continue;
      if (mark === '’' && /[a-zA-Z]/u.test(words[index - 1] ?? '')) continue;
      takeOff(mark, stack, passage, index, closed, out);
    }
  }
  for (const held of stack) opened.push(held);
}

const holds = (stack: readonly Held[], close: string): boolean =>
  stack.slice(-DEPTH_MAX).some(({ mark }) => mark === OPENER.get(close) || WIDTH_PAIR.get(mark) === close);

function nested(mark: string, stack: readonly Held[], passage: Passage, index: number, out: Pairs): void {
  if (mark !== '《' && mark !== '“') return;
  const outer = stack.at(-1);
  if (outer?.mark !== mark) return;
  const inside = passage.words.slice(index + 1, index + 1 + PAIR_REACH);
  const length = inside.indexOf(closing(mark));
  if (length < 0 || !inside.includes(closing(mark), length + 1)) return;
  const close = index + 1 + length;
  const [left, right] = mark === '《' ? ['〈', '〉'] : ['‘', '’'];
  out.crossed.push({
    span: passage.span(index, close + 1),
    message: `${mark === '《' ? '书名号' : '引号'}里面再用，应换成“${left}${right}”。`,
    suggestion: `${left}${passage.words.slice(index + 1, close)}${right}`,
  });
}

function takeOff(
  mark: string,
  stack: Held[],
  passage: Passage,
  index: number,
  closed: Held[],
  out: Pairs,
): void {
  const top = stack.at(-1);
  if (top && PARTNER.get(top.mark) === mark) {
    stack.pop();
    return;
  }
  if (top && WIDTH_PAIR.get(top.mark) === mark) {
    stack.pop();
    out.width.push({
      span: passage.span(index, index + 1),
      message: `左括号是“${top.mark}”，右括号却是“${mark}”，一宽一窄。`,
      suggestion: closing(top.mark),
      related: [top.passage.span(top.index, top.index + 1)],
    });
    return;
  }
  const reach = Math.max(0, stack.length - DEPTH_MAX);
  const found = stack
    .slice(reach)
    .findLastIndex((held) => PARTNER.get(held.mark) === mark || WIDTH_PAIR.get(held.mark) === mark);
  const below = found < 0 ? found : reach + found;
  if (below < 0) {
    closed.push({ mark, passage, index });
    return;
  }
  // What was opened inside is closed later: crossed; else it was never closed.
  const inner = stack[below + 1];
  const held = stack[below];
  if (!inner || !held) return;
  const rest = passage.words.slice(index + 1, index + 1 + PAIR_REACH);
  if (rest.includes(closing(inner.mark)) && !before(rest, inner.mark)) {
    stack.splice(below, 1);
    out.crossed.push({
      span: passage.span(index, index + 1),
      message: `“${held.mark}…${mark}”与“${inner.mark}…${closing(inner.mark)}”互相交叉，应当一个套在另一个里面。`,
      related: [passage.span(held.index, held.index + 1), passage.span(inner.index, inner.index + 1)],
    });
    return;
  }
  for (const lost of stack.splice(below).slice(1)) out.unpaired.push(lonely(lost, '左'));
}

/** In the rest, a new opener stands before the closer: the closer is that one's. */
const before = (rest: string, open: string): boolean => {
  const next = rest.indexOf(open);
  return next >= 0 && next < rest.indexOf(closing(open));
};

/** A quotation may run over several paragraphs; what is left over on both sides within reach belongs together. */
const REACH = 4000;

function settle(opened: Held[], closed: Held[], out: Pairs): void {
  const waiting = new Map<string, Held[]>();
  const all = [
    ...opened.map((held) => ({ held, left: true })),
    ...closed.map((held) => ({ held, left: false })),
  ].sort((a, b) => place(a.held) - place(b.held));
  for (const { held, left } of all) {
    if (left) {
      const list = waiting.get(held.mark) ?? [];
      list.push(held);
      waiting.set(held.mark, list);
      continue;
    }
    const open = OPENER.get(held.mark) ?? '';
    const list = waiting.get(open) ?? [];
    // In print order, so that what is within reach stands at the end.
    let first = list.length;
    while (first > 0 && place(held) - place(list[first - 1] as Held) <= REACH) first--;
    const near = list.splice(first);
    const fits = (one: Held): boolean => one.passage !== held.passage;
    const last = near.findLastIndex(fits);
    if (last < 0) out.unpaired.push(lonely(held, '右'));
    // Each paragraph of a long quotation opens anew; one mark closes them all.
    list.push(...near.filter((one, at) => (held.mark === '”' ? !fits(one) : at !== last)));
  }
  for (const list of waiting.values()) for (const held of list) out.unpaired.push(lonely(held, '左'));
  out.unpaired.sort((a, b) => a.span[0] - b.span[0]);
}

const place = ({ passage, index }: Held): number => passage.at(index);

const lonely = ({ mark, passage, index }: Held, side: '左' | '右'): Noticed => ({
  span: passage.span(index, index + 1),
  message: `只有${side}边的“${mark}”，找不到与它成对的“${side === '左' ? PARTNER.get(mark) : OPENER.get(mark)}”。`,
});
