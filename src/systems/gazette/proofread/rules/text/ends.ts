/** How paragraphs, items and lists end: cut off, without a full stop, with a mark that their siblings do not have. */
import type { Noticed, Rule } from '../../finding.ts';
import type { ProofText } from '../../proof-text.ts';
import { Heads } from './heads.ts';
import { type Passage, passagesOf } from './pieces.ts';
import { isHan, wordsIn } from './words.ts';

const CLOSED = /[。！？；：…”’）)》】〕.;:!?—]$/u;
/** Lines that end without a mark by custom: label lists, captions, dates, addresses, notes of publication. */
const LABELLED = /^[-•·]?\s?(?:\p{Script=Han}{2,8}(?:[（(]\p{Script=Han}+[）)])?)[：:]/u;

const LABEL = /^[-•·]?\s?(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．是]|第.{1,4}[条章节])/u;

/** A paragraph of sentences: it has a comma or a full stop inside and is not a title or a label. */
const isProse = ({ kind, words, front }: Passage): boolean =>
  kind === 'paragraph' &&
  !front &&
  words.length >= 18 &&
  /[，。；,;]/u.test(words.replace(/《[^《》]*》/gu, '')) &&
  !LABELLED.test(words);

export const cutOff: Rule = {
  name: 'ends.cut_off',
  title: '段落中断',
  about: '段末没有标点，而最后几个字在全文别处总是接着别的字（结合法律顾｜问），说明换页、换栏时丢了文字。',
  find: (text) => endings(text).cut,
};

export const missingStop: Rule = {
  name: 'ends.missing_stop',
  title: '段末缺标点',
  about: '成句的段落末尾没有标点，而同一文件里其他成句的段落几乎都有。',
  find: (text) => endings(text).stop,
};

type Endings = { cut: Noticed[]; stop: Noticed[] };
const cache = new WeakMap<ProofText, Endings>();

function endings(text: ProofText): Endings {
  let made = cache.get(text);
  if (!made) {
    made = readEndings(text);
    cache.set(text, made);
  }
  return made;
}

function readEndings(text: ProofText): Endings {
  const out: Endings = { cut: [], stop: [] };
  const groups = new Map<number, Passage[]>();
  const headings = new Set(
    text.clauses.filter(({ clause }) => clause.children.length > 0).map(({ clause }) => clause.span[0]),
  );
  const passages = passagesOf(text);
  for (const [place, passage] of passages.entries()) {
    if (!isProse(passage) || (headings.has(passage.start) && !passage.words.includes('。'))) continue;
    // A printed line that runs on in the next one.
    const next = passages[place + 1];
    if (next && !/\n\s*\n/u.test(text.text.slice(passage.end, next.start)) && !LABEL.test(next.words))
      continue;
    const group = groups.get(passage.issuance) ?? [];
    group.push(passage);
    groups.set(passage.issuance, group);
  }
  const open: Passage[] = [];
  for (const group of groups.values()) {
    const bare = group.filter(({ words }) => !CLOSED.test(words));
    // Where many paragraphs end bare, the lines are printed lines and not paragraphs.
    if (bare.length * 5 > group.length && !(bare.length === 1 && group.length >= 2)) continue;
    for (const passage of bare) open.push(passage);
  }
  const tails = new Map(open.map((passage) => [passage, passage.words.slice(-3)]));
  const followers = followersOf(text, new Set(tails.values()));
  for (const passage of open.sort((a, b) => a.start - b.start)) {
    const tail = tails.get(passage) ?? '';
    const length = passage.words.length;
    const end = passage.span(length - tail.length, length);
    const next = followers.get(tail);
    if (next && next.han >= 1 && next.other === 0 && splits(tail, next.sample))
      out.cut.push({
        span: end,
        message: `段落在“${tail}”处中断：别处“${tail}”后面都接着“${next.sample}”，此处没有下文，多半在换页时丢了文字，请对照原稿补全。`,
        related: [next.place],
      });
    else if (/[，、,]$/u.test(passage.words))
      out.cut.push({
        span: passage.span(length - 1, length),
        message: `段落以“${passage.words.at(-1)}”结尾，句子没有完，下文缺失或此处应为“。”。`,
      });
    else
      out.stop.push({
        span: passage.span(length - 1, length),
        message: '段落末尾没有标点，同一文件里其他成句的段落都有；句子若已完，应补“。”。',
        suggestion: `${passage.words.at(-1)}。`,
      });
  }
  return out;
}

/** The paragraph ends inside a dictionary word: 法律顾|问. */
const splits = (tail: string, next: string): boolean =>
  wordsIn(tail + next).some(({ word, index }) => index < tail.length && index + word.length > tail.length);

type Followers = { han: number; other: number; sample: string; place: [number, number] };

/** What stands after each of some runs of three characters wherever they are not at a paragraph's end; one pass. */
function followersOf(text: ProofText, tails: ReadonlySet<string>): Map<string, Followers> {
  const out = new Map<string, Followers>();
  if (tails.size === 0) return out;
  const heads = new Heads(tails);
  for (const passage of passagesOf(text)) {
    const { words } = passage;
    for (let i = 0; i + 3 < words.length; i++) {
      if (!heads.may(words, i)) continue;
      const run = words.slice(i, i + 3);
      if (!tails.has(run)) continue;
      const before = out.get(run) ?? {
        han: 0,
        other: 0,
        sample: words.charAt(i + 3),
        place: passage.span(i, i + 4),
      };
      // One and the same character must follow everywhere, else the three are a phrase of their own.
      if (isHan(words[i + 3]) && words[i + 3] === before.sample) before.han++;
      else before.other++;
      out.set(run, before);
    }
  }
  return out;
}

export const itemEnd: Rule = {
  name: 'ends.item_mark',
  title: '并列项末尾标点不一',
  about: '同一层的条目末尾标点不一致：其余都用“；”而中间一项用“。”或没有标点，最后一项以外出现“。”等。',
  *find(text) {
    const seen = new Set<readonly unknown[]>();
    for (const { siblings } of text.clauses) {
      if (seen.has(siblings)) continue;
      seen.add(siblings);
      if (siblings.length < 3) continue;
      yield* unlikeEnds(text, siblings);
    }
  },
};

type Sibling = {
  readonly label: string;
  readonly span: readonly [number, number];
  readonly children: readonly unknown[];
};

/** Runs of siblings of one form: labelled items, or one-line paragraphs (appointments). */
function* unlikeEnds(text: ProofText, siblings: readonly Sibling[]): Iterable<Noticed> {
  let run: Sibling[] = [];
  for (const sibling of [...siblings, null]) {
    if (
      sibling &&
      sibling.children.length === 0 &&
      (run.length === 0 || (run[0]?.label === '') === (sibling.label === ''))
    ) {
      run.push(sibling);
      continue;
    }
    yield* judgeRun(text, run);
    run = sibling && sibling.children.length === 0 ? [sibling] : [];
  }
}

function* judgeRun(text: ProofText, run: readonly Sibling[]): Iterable<Noticed> {
  const ends = run.map(({ span }) => {
    const words = text.text.slice(span[0], span[1]).trimEnd();
    return { mark: words.at(-1) ?? '', at: span[0] + words.length - 1, words };
  });
  // A run of ；…；。 with one 。 in the middle, or one item without any mark.
  const semicolons = ends.filter(({ mark }) => mark === '；' || mark === ';').length;
  const inner = ends.slice(0, -1);
  if (semicolons >= 2)
    for (const [place, end] of inner.entries()) {
      const next = ends[place + 1] ?? end;
      const before = ends[place - 1];
      if (end.words.length > 120 || /[。]/u.test(end.words.slice(0, -1))) continue;
      const between = (mark: string): boolean => mark === '；' || mark === ';';
      if (end.mark === '。' && between(next.mark) && (before === undefined || between(before.mark)))
        yield {
          span: [end.at, end.at + 1],
          message: '此项以“。”结尾，前后各项都以“；”结尾；只有最后一项用“。”。',
          suggestion: '；',
        };
      else if (isHan(end.mark) && between(next.mark) && (before === undefined || between(before.mark)))
        yield {
          span: [end.at, end.at + 1],
          message: '此项末尾没有标点，前后各项都以“；”结尾。',
          suggestion: `${end.mark}；`,
        };
    }
  yield* lastAndBare(run, ends, semicolons);
}

function* lastAndBare(
  run: readonly Sibling[],
  ends: readonly { mark: string; at: number; words: string }[],
  semicolons: number,
): Iterable<Noticed> {
  const last = ends.at(-1);
  if (!last || run[0]?.label === '') return;
  if (semicolons === ends.length && ends.length >= 3)
    yield {
      span: [last.at, last.at + 1],
      message: '最后一项仍以“；”结尾，应为“。”。',
      suggestion: '。',
    };
  const stops = ends.filter(({ mark }) => mark === '。').length;
  if (stops >= 4 && stops >= ends.length - 1)
    for (const end of ends)
      if (isHan(end.mark) && end.words.length >= 12 && /[，]/u.test(end.words))
        yield {
          span: [end.at, end.at + 1],
          message: '此项末尾没有标点，同一层其他各项都以“。”结尾。',
          suggestion: `${end.mark}。`,
        };
}

export const listEdge: Rule = {
  name: 'ends.list_separator',
  title: '列表首尾多标点',
  about: '表格单元格或“责任单位：”一类名单，以顿号、逗号、分号开头或结尾。',
  *find(text) {
    for (const { kind, words, span } of passagesOf(text)) {
      const list = kind === 'cell' || (LABELLED.test(words) && words.length < 160 && !/。/u.test(words));
      if (!list) continue;
      const tail = /[、，,]+$/u.exec(words);
      if (tail && kind === 'cell')
        yield { span: span(tail.index, words.length), message: `末尾多了“${tail[0]}”。`, suggestion: '' };
      else if (tail && /[、]$/u.test(words))
        yield {
          span: span(tail.index, words.length),
          message: `名单以“${tail[0]}”结尾：多了标点，或后面的名称缺失。`,
        };
      const head = /(?:^|[：:])([、，,；;])/u.exec(words);
      if (head) {
        const at = head.index + head[0].length - 1;
        yield { span: span(at, at + 1), message: `名单开头多了“${head[1]}”。`, suggestion: '' };
      }
    }
  },
};
