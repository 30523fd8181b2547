/** Enumerations inside sentences: 一是……二是……, 第一，……第二，……, ①②③, （1）…（2）…. */
import type { Span } from '#engines/law/parse/artifact.ts';
import { circledOf } from '#engines/law/parse/chars.ts';
import type { Noticed, Rule } from '../finding.ts';
import type { ProofText } from '../proof-text.ts';
import { matches, passagesOf } from './passages.ts';
import { chinese, countOf } from './wording.ts';

type Kind = {
  name: string;
  pattern: RegExp;
  n: (match: RegExpMatchArray) => number | undefined;
  word: (n: number) => string;
};

const KINDS: readonly Kind[] = [
  {
    name: '一是',
    pattern: /(?<=^|[。；;：:，,、）)”！？\s])([一二三四五六七八九十]{1,2})是(?!否|日|号)/gu,
    n: (m) => countOf(m[1] ?? ''),
    word: (n) => `${chinese(n)}是`,
  },
  {
    name: '第一，',
    pattern: /(?<=^|[。；;：:！？\s])第([一二三四五六七八九十]{1,2})(?=[，,])/gu,
    n: (m) => countOf(m[1] ?? ''),
    word: (n) => `第${chinese(n)}`,
  },
  {
    name: '其一，',
    pattern: /(?<=^|[。；;：:！？\s])其([一二三四五])(?=[，,、])/gu,
    n: (m) => countOf(m[1] ?? ''),
    word: (n) => `其${chinese(n)}`,
  },
  {
    name: '①',
    pattern: /[①-⑳]/gu,
    n: (m) => circledOf(m[0].charCodeAt(0)),
    word: (n) => String.fromCodePoint(0x245f + n),
  },
];

/** Passages that may stand between two parts of one enumeration. */
const APART_MOST = 6;

type Open = { n: number; span: Span; at: number; issuance: number };

function* find(text: ProofText, kind: Kind): Iterable<Noticed> {
  let open: Open | null = null;
  const passages = passagesOf(text);
  for (const [at, passage] of passages.entries()) {
    if (open !== null && (open.issuance !== passage.issuance || at - open.at > APART_MOST)) {
      yield* alone(kind, open);
      open = null;
    }
    if (!kind.pattern.test(passage.flow.words)) continue;
    kind.pattern.lastIndex = 0;
    for (const { match, span } of matches(passage, kind.pattern)) {
      const n = kind.n(match);
      if (n === undefined || n < 1) continue;
      const now: Open = { n, span, at, issuance: passage.issuance };
      if (n === 1) {
        if (open !== null) yield* alone(kind, open);
      } else if (open === null) yield { span, message: `“${match[0]}”前面没有“${kind.word(n - 1)}”。` };
      else if (n !== open.n + 1)
        yield {
          span,
          message: `列举次序有误：前面是“${kind.word(open.n)}”，此处应为“${kind.word(open.n + 1)}”，印作“${match[0]}”。`,
          suggestion: kind.word(open.n + 1),
          related: [open.span],
        };
      open = now;
    }
  }
  if (open !== null) yield* alone(kind, open);
}

function* alone(kind: Kind, { n, span }: Open): Iterable<Noticed> {
  if (n === 1 && kind.name !== '①')
    yield { span, message: `有“${kind.word(1)}”，后面没有“${kind.word(2)}”。` };
}

export const seriesInline: Rule = {
  name: 'series.inline',
  title: '一是二是次序有误',
  about: '“一是……二是……”“第一，……第二，……”和①②③应当从一开始、逐个递增，不能只有一项。',
  *find(text) {
    for (const kind of KINDS) yield* find(text, kind);
    yield* bracketed(text);
  },
};

/** （1）…；（3）… within one paragraph: complete ones are clauses of their own and are judged there. */
function* bracketed(text: ProofText): Iterable<Noticed> {
  for (const passage of passagesOf(text)) {
    if (passage.kind !== 'clause' || !/[（(]\d{1,2}[）)]/u.test(passage.flow.words)) continue;
    let last = 0;
    const own = /^\s*[（(](\d{1,2})[）)]/u.exec(passage.flow.words);
    if (own !== null) last = Number(own[1]);
    for (const { match, span } of matches(
      passage,
      /(?<=[：:；;。])\s?[（(](\d{1,2})[）)](?=[\u4e00-\u9fff《“])/gu,
    )) {
      const n = Number(match[1]);
      if (n !== last + 1 && last > 0)
        yield {
          span,
          message: `列举次序有误：前面是（${last}），此处应为（${last + 1}），印作${match[0].trim()}。`,
        };
      last = n;
    }
  }
}

const MARK = /\^\[(\d{1,2})\]\^?|(?<=[\u4e00-\u9fff）)%\d])\[(\d{1,2})\](?!\d)/gu;

export const seriesNotes: Rule = {
  name: 'series.notes',
  title: '注码与注文不符',
  about: '正文有注码[1]而没有第1条注，或者有注文而正文没有注码。',
  *find(text) {
    const marks = new Map<number, Map<number, Span>>();
    const notes = new Map<number, Map<number, Span>>();
    for (const passage of passagesOf(text)) {
      const note = /^\s*\[(\d{1,2})\]/u.exec(passage.flow.words);
      if (note !== null)
        put(notes, passage.issuance, Number(note[1]), passage.flow.span(note.index, note[0].length));
      for (const { match, span, index } of matches(passage, MARK))
        if (note === null || index > 0) put(marks, passage.issuance, Number(match[1] ?? match[2]), span);
    }
    for (const [issuance, held] of marks) {
      const own = notes.get(issuance);
      for (const [n, span] of held)
        if (own !== undefined ? !own.has(n) : text.text[span[0]] === '^')
          yield { span, message: `正文有注码[${n}]，文后没有第${n}条注。` };
    }
    for (const [issuance, held] of notes)
      for (const [n, span] of held)
        if (marks.has(issuance) && !marks.get(issuance)?.has(n))
          yield { span, message: `文后有第${n}条注，正文没有注码[${n}]。` };
  },
};

function put(into: Map<number, Map<number, Span>>, issuance: number, n: number, span: Span): void {
  const held = into.get(issuance) ?? new Map<number, Span>();
  if (!held.has(n)) held.set(n, span);
  into.set(issuance, held);
}
