/** Defects of headings and lists: labels, their order and form, stated numbers against what is listed. */
import type { Clause, Span } from '#engines/law/parse/artifact.ts';
import { readLabel } from '#engines/law/parse/label.ts';
import type { ProofText } from '#systems/gazette/proofread/proof-text.ts';
import { found, type Kind, lineAt, otherNumber, otherNumeral, type Plant } from './plant.ts';

type Labelled = {
  span: Span;
  label: Span;
  printed: string;
  n: number;
  place: number;
  siblings: readonly Clause[];
  inline: boolean;
};

/** Labelled clauses that stand at the head of a line, in families of at least three. */
function* labelled(t: ProofText): Iterable<Labelled> {
  for (const { clause, siblings, place } of t.clauses) {
    if (clause.label === '' || siblings.filter((s) => s.label !== '').length < 3) continue;
    const lead = /^[\s*-]*/u.exec(t.text.slice(...clause.span))?.[0].length ?? 0;
    const start = clause.span[0] + lead;
    const read = readLabel(t.text, start, clause.span[1]);
    if (read === null) continue;
    const printed = t.text.slice(start, read.textStart);
    const inline = t.text.slice(lineAt(t.text, start)[0], start).replace(/[\s*-]/gu, '') !== '';
    yield { span: clause.span, label: [start, read.textStart], printed, n: read.n, place, siblings, inline };
  }
}

const CN = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
const cn = (n: number): string =>
  n <= 10
    ? (CN[n] ?? '')
    : n < 20
      ? `十${CN[n - 10]}`
      : `${CN[Math.floor(n / 10)]}十${n % 10 === 0 ? '' : CN[n % 10]}`;
const renumber = (printed: string, n: number): string =>
  /\d/u.test(printed)
    ? printed.replace(/\d+/u, String(n))
    : printed.replace(/[一二三四五六七八九十]+/u, cn(n));

function* relabelled(t: ProofText, to: (l: Labelled) => string | null): Iterable<Plant> {
  for (const l of labelled(t)) {
    if (l.inline || !/\d|[一二三四五六七八九十]/u.test(l.printed) || l.n > 99) continue;
    const words = to(l);
    if (words !== null && words !== l.printed) yield { span: l.label, words };
  }
}

/** A whole clause with what is below it: from its label to the next sibling's. */
function reach(l: Labelled): Span | null {
  const next = l.siblings[l.place + 1];
  return next === undefined ? null : [l.span[0], next.span[0]];
}

export const LISTS: readonly Kind[] = [
  {
    name: 'label: a number skipped',
    plants: (t) => relabelled(t, (l) => (l.place > 0 ? renumber(l.printed, l.n + 1) : null)),
  },
  {
    name: 'label: a number repeated',
    plants: (t) => relabelled(t, (l) => (l.n > 1 && l.place > 0 ? renumber(l.printed, l.n - 1) : null)),
  },
  { name: 'label: left out, its words stay', plants: (t) => relabelled(t, (l) => (l.place > 0 ? '' : null)) },
  {
    name: 'label: brackets of another width',
    plants: (t) =>
      relabelled(t, (l) =>
        /[（(]/u.test(l.printed)
          ? l.printed.includes('（')
            ? l.printed.replace('（', '(').replace('）', ')')
            : l.printed.replace('(', '（').replace(')', '）')
          : null,
      ),
  },
  {
    name: 'label: a bracket lost',
    plants: (t) =>
      relabelled(t, (l) => (/^[（(]/u.test(l.printed) ? l.printed.replace(/^[（(]/u, '') : null)),
  },
  {
    name: 'list: an entry left out',
    *plants(t) {
      for (const l of labelled(t)) {
        const span = l.inline || l.place === 0 ? null : reach(l);
        if (span !== null) yield { span, words: '' };
      }
    },
  },
  {
    name: 'list: an entry printed twice',
    *plants(t) {
      for (const l of labelled(t)) {
        const span = l.inline || l.span[1] - l.span[0] > 300 ? null : reach(l);
        if (span !== null) yield { span: [span[1], span[1]], words: t.text.slice(...span) };
      }
    },
  },
  {
    name: 'list: two entries exchanged',
    *plants(t) {
      for (const l of labelled(t)) {
        const [next, after] = [l.siblings[l.place + 1], l.siblings[l.place + 2]];
        if (l.inline || next === undefined || after === undefined || next.label === '') continue;
        const [a, b] = [t.text.slice(l.span[0], next.span[0]), t.text.slice(next.span[0], after.span[0])];
        yield { span: [l.span[0], after.span[0]], words: b + a };
      }
    },
  },
  {
    name: 'sentence: 二是 printed as 三是',
    *plants(t) {
      for (const { span } of found(t.text, /[。；，：]([二三四])是/gu))
        yield { span, words: otherNumeral(t.text.slice(...span)) };
    },
  },
  {
    name: 'count: in a title, （19件）',
    *plants(t) {
      for (const { span } of found(t.text, /[（(]\s?(\d+)\s?[件项]\s?[）)]\s*$/gmu))
        yield { span, words: otherNumber(t.text.slice(...span)) };
    },
  },
  {
    name: 'count: after a list, 甲、乙、丙3个…',
    *plants(t) {
      for (const { span } of found(
        t.text,
        /[\u4e00-\u9fff]、[\u4e00-\u9fff]+(?<!等)(\d+)(?:个|家|名|条)[\u4e00-\u9fff]/gu,
      ))
        yield { span, words: otherNumber(t.text.slice(...span)) };
    },
  },
  {
    name: 'count: an item left out of a counted list',
    *plants(t) {
      for (const { match } of found(
        t.text,
        /、[\u4e00-\u9fff]+(?=、[\u4e00-\u9fff]+(?<!等)\d+(?:个|家|名|条)[\u4e00-\u9fff])/gu,
      ))
        yield { span: [match.index, match.index + match[0].length], words: '' };
    },
  },
  {
    name: 'count: the whole of a clean-up',
    *plants(t) {
      for (const { span } of found(t.text, /(?:现行的?|清理)\s?(\d+)\s?件/gu))
        yield { span, words: otherNumber(t.text.slice(...span)) };
    },
  },
  {
    name: 'count: a part of a clean-up',
    *plants(t) {
      for (const { span } of found(t.text, /拟(?:废止|保留|修改|失效)\s?(\d+)\s?件(?=，拟|[，。])/gu))
        yield { span, words: otherNumber(t.text.slice(...span)) };
    },
  },
  {
    name: 'count: in a name, 八大…行动 of a title',
    *plants(t) {
      for (const i of t.artifact.issuances)
        for (const inst of i.instruments)
          for (const { span } of found(t.text, /[“"]([二三四五六七八九])大/gu, inst.titleSpan))
            yield { span, words: otherNumeral(t.text.slice(...span)), wide: true };
    },
  },
  {
    name: 'count: before a list, 下列三项…：',
    *plants(t) {
      for (const { span } of found(
        t.text,
        /(?:下列|以下|坚持|实行|从)[\u4e00-\u9fff]{0,4}([二三四五六七八])(?:项|个|条|类|方面)[\u4e00-\u9fff]{0,8}[：:]/gu,
      ))
        yield { span, words: otherNumeral(t.text.slice(...span)) };
    },
  },
  {
    name: 'count: an entry left out of a list whose number is stated',
    *plants(t) {
      for (const { instruments } of t.artifact.issuances)
        for (const i of instruments) {
          if (!/[（(]\s?\d+\s?件\s?[）)]/u.test(t.text.slice(i.titleSpan[0], i.titleSpan[1] + 8))) continue;
          const last = i.clauses.filter((c) => c.label !== '').at(-1);
          if (last !== undefined && i.clauses.length > 1) yield { span: last.span, words: '', wide: true };
        }
    },
  },
];
