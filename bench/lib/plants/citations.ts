/** Defects of citations, titles and references. */
import type { Span } from '#engines/law/parse/artifact.ts';
import type { ProofText } from '#systems/gazette/proofread/proof-text.ts';
import { dropOne, found, type Kind, otherNumber, type Plant } from './plant.ts';

const NUMBER = /[\u4e00-\u9fff]{2,8}〔(\d{4})〕\s?(\d+)号/gu;

/** Cited numbers, with how often the same one is printed. */
function* numbers(t: ProofText): Iterable<{ at: number; whole: string; times: number; inside: boolean }> {
  const times = new Map<string, number>();
  const all = [...t.text.matchAll(NUMBER)];
  for (const m of all) times.set(m[0], (times.get(m[0]) ?? 0) + 1);
  for (const m of all) {
    const own = t.artifact.issuances.some(
      (i) => i.numberSpan != null && i.numberSpan[0] <= m.index && m.index < i.numberSpan[1],
    );
    yield {
      at: m.index,
      whole: m[0],
      times: times.get(m[0]) ?? 1,
      inside: !own && t.artifact.issuances.some((i) => i.span[0] <= m.index && m.index < i.span[1]),
    };
  }
}

const yearAt = (n: { at: number; whole: string }): Span => [
  n.at + n.whole.indexOf('〔') + 1,
  n.at + n.whole.indexOf('〕'),
];
const serialAt = (n: { at: number; whole: string }): Span => [
  n.at + n.whole.indexOf('〕') + 1,
  n.at + n.whole.length - 1,
];

function* cited(
  t: ProofText,
  repeated: boolean,
  make: (n: { at: number; whole: string }) => Plant,
): Iterable<Plant> {
  for (const n of numbers(t)) if (n.inside && (!repeated || n.times > 1)) yield make(n);
}

function* titles(t: ProofText): Iterable<Plant> {
  const times = new Map<string, number>();
  const all = t.artifact.citations.filter(
    (c) => c.title !== null && c.role === 'mention' && c.issuance !== null,
  );
  for (const c of all) times.set(c.title ?? '', (times.get(c.title ?? '') ?? 0) + 1);
  for (const c of all) {
    const at = t.text.indexOf('《', c.span[0]);
    const end = t.text.indexOf('》', at);
    if ((times.get(c.title ?? '') ?? 0) < 2 || end - at < 10 || end > c.span[1]) continue;
    const plant = dropOne(t.text, [at + 1, end]);
    if (plant !== null) yield plant;
  }
}

export const CITATIONS: readonly Kind[] = [
  {
    name: 'citation: another serial number, printed elsewhere too',
    plants: (t) =>
      cited(t, true, (n) => ({ span: serialAt(n), words: otherNumber(t.text.slice(...serialAt(n))) })),
  },
  {
    name: 'citation: another year, printed elsewhere too',
    plants: (t) =>
      cited(t, true, (n) => ({ span: yearAt(n), words: String(Number(t.text.slice(...yearAt(n))) - 1) })),
  },
  {
    name: 'citation: a year after the citing document',
    plants: (t) =>
      t.artifact.issuances.every((i) => i.date === null)
        ? []
        : cited(t, false, (n) => ({ span: yearAt(n), words: '2027' })),
  },
  {
    name: 'citation: round or square brackets round the year',
    plants: (t) =>
      cited(t, false, (n) => {
        const [a, b] = yearAt(n);
        return { span: [a - 1, b + 1], words: `[${t.text.slice(a, b)}]` };
      }),
  },
  {
    name: 'citation: 号 left out',
    plants: (t) =>
      cited(t, false, (n) => ({ span: [n.at + n.whole.length - 1, n.at + n.whole.length], words: '' })),
  },
  {
    name: 'citation: a closing 〕 lost',
    plants: (t) =>
      cited(t, false, (n) => {
        const [, b] = yearAt(n);
        return { span: [b, b + 1], words: '' };
      }),
  },
  { name: 'citation: a title that is printed elsewhere too, a character left out', plants: titles },
  {
    name: 'citation: a national law, a character left out',
    *plants(t) {
      for (const { span } of found(t.text, /《(中华人民共和国[\u4e00-\u9fff]{3,12}法)》/gu)) {
        const plant = dropOne(t.text, [span[0] + 6, span[1]]);
        if (plant !== null) yield plant;
      }
    },
  },
  {
    name: 'citation: the same document twice in one list',
    *plants(t) {
      for (const { match } of found(t.text, /(《[\u4e00-\u9fff]{6,24}》)(?=《)/gu))
        yield { span: [match.index, match.index], words: match[0] };
    },
  },
  {
    name: 'title: a character left out of the carried document',
    *plants(t) {
      for (const i of t.artifact.issuances)
        for (const inst of i.instruments.slice(0, 1))
          if (inst.titleSpan[0] > i.titleSpan[1]) {
            const plant = dropOne(t.text, inst.titleSpan);
            if (plant !== null) yield { ...plant, wide: true };
          }
    },
  },
  {
    name: 'title: a character left out in the opening',
    *plants(t) {
      for (const i of t.artifact.issuances) {
        if (i.openingSpan == null) continue;
        for (const { span } of found(t.text, /^(?:现将)?《([^》]+)》/gu, i.openingSpan)) {
          const plant = dropOne(t.text, span);
          if (plant !== null) yield { ...plant, wide: true };
        }
      }
    },
  },
  {
    name: 'title: (试行) or the edition left out in the opening',
    *plants(t) {
      for (const i of t.artifact.issuances)
        if (i.openingSpan != null)
          for (const { match, span } of found(
            t.text,
            /([（(](?:试行|暂行|\d{4}年版)[）)])》/gu,
            i.openingSpan,
          ))
            if (match.index < 60 && i.title.includes(match[1] ?? ' ')) yield { span, words: '' };
    },
  },
  {
    name: 'title: the marks 《》 of the carried document left out',
    *plants(t) {
      if (t.artifact.issuances.filter((i) => /关于印发\s?《/u.test(i.title)).length < 4) return;
      for (const i of t.artifact.issuances) {
        const [a, b] = [t.text.indexOf('《', i.titleSpan[0]), t.text.lastIndexOf('》', i.titleSpan[1])];
        if (/关于印发\s*$/u.test(t.text.slice(i.titleSpan[0], a)) && b > a && b < i.titleSpan[1])
          yield { span: [a, b + 1], words: t.text.slice(a + 1, b) };
      }
    },
  },
  {
    name: 'annex: a reference to one that is not there',
    *plants(t) {
      for (const { span } of found(t.text, /见附件\s?(\d)/gu)) yield { span, words: '9' };
    },
  },
  {
    name: 'annex: its mark has another number',
    *plants(t) {
      for (const { span } of found(t.text, /^附件\s?(\d)\s*$/gmu)) yield { span, words: '7', wide: true };
    },
  },
  {
    name: 'annex: left out of the list of annexes',
    *plants(t) {
      for (const i of t.artifact.issuances)
        if (i.attachments.length > 1)
          for (const a of i.attachments.slice(1)) yield { span: a.span, words: '', wide: true };
    },
  },
  {
    name: 'annex: a character left out of its title',
    *plants(t) {
      for (const i of t.artifact.issuances)
        for (const a of i.attachments) {
          const plant = dropOne(t.text, a.span);
          if (plant !== null) yield { ...plant, wide: true };
        }
    },
  },
  {
    name: 'reference: an article that is not there',
    *plants(t) {
      for (const { span } of found(t.text, /本(?:办法|规定|条例|法)第([一二三四五六七八九十]+)条/gu))
        yield { span, words: '九十九' };
    },
  },
  {
    name: 'reference: an annex list that is not printed',
    *plants(t) {
      for (const i of t.artifact.issuances) {
        const last = i.attachments.at(-1);
        if (last?.label != null && i.attachments.length > 1)
          yield {
            span: [last.span[1], last.span[1]],
            words: `\n${Number(last.label) + 1}. 样例情况统计表`,
            wide: true,
          };
      }
    },
  },
];
