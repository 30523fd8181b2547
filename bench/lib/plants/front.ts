/** Defects of the front and back matter: contents entries, numbers of the issue, contact lines, editors. */
import type { ContentsEntry, Span } from '#engines/law/parse/artifact.ts';
import type { ProofText } from '#systems/gazette/proofread/proof-text.ts';
import { dropOne, found, type Kind, otherDigit, otherNumber, type Plant } from './plant.ts';

const pagePlace = (text: ProofText, e: ContentsEntry): Span | null => {
  if (e.page === null) return null;
  const at = text.text.slice(...e.span).lastIndexOf(String(e.page));
  return at < 0 ? null : [e.span[0] + at, e.span[0] + at + String(e.page).length];
};

function* perEntry(text: ProofText, make: (e: ContentsEntry, i: number) => Plant | null): Iterable<Plant> {
  for (const [i, e] of text.artifact.contents.entries()) {
    const plant = make(e, i);
    if (plant !== null) yield plant;
  }
}

const NUMBER = /[（(]?[\u4e00-\u9fff]{2,10}〔\d{4}〕\s?(\d+)号[）)]?/gu;

const plain = (value: string): string => value.normalize('NFKC').replace(/[\s<>]/gu, '');

function imprint(text: ProofText, keys: RegExp): Iterable<Plant> {
  const lines = (text.artifact.issue?.imprint ?? []).filter((l) => keys.test(l.key));
  return lines.slice(1).flatMap((line) => {
    const twin = lines.find((l) => l !== line && l.key === line.key);
    // Only what was the same before can be made to differ.
    if (twin === undefined || plain(twin.value) !== plain(line.value)) return [];
    const at = text.text.slice(...line.span).search(/\d(?=\D*$)|(?<=\w)[a-z](?=@)/u);
    if (at < 0) return [];
    const place = line.span[0] + at;
    const ch = text.text[place] ?? '';
    return [
      { span: [place, place + 1] as Span, words: /\d/u.test(ch) ? otherDigit(ch) : ch === 'x' ? 'y' : 'x' },
    ];
  });
}

export const FRONT: readonly Kind[] = [
  {
    name: 'contents: a character left out of a title',
    plants: (t) => perEntry(t, (e) => dropOne(t.text, e.span)),
  },
  {
    name: 'contents: another document number',
    *plants(t) {
      for (const e of t.artifact.contents)
        for (const { span } of found(t.text, NUMBER, e.span))
          yield { span, words: otherNumber(t.text.slice(...span)) };
    },
  },
  {
    name: 'contents: the number left out',
    *plants(t) {
      for (const e of t.artifact.contents)
        for (const { match } of found(t.text, NUMBER, e.span))
          yield { span: [e.span[0] + match.index, e.span[0] + match.index + match[0].length], words: '' };
    },
  },
  {
    name: 'contents: the page left out',
    plants: (t) =>
      perEntry(t, (e) => {
        const span = pagePlace(t, e);
        return span === null ? null : { span, words: '' };
      }),
  },
  {
    name: 'contents: a page out of order',
    plants: (t) =>
      perEntry(t, (e, i) => {
        const span = pagePlace(t, e);
        return span === null || i === 0
          ? null
          : { span, words: i === 1 ? '1' : String(Math.max(1, (e.page ?? 0) - 30)) };
      }),
  },
  {
    name: 'contents: an entry left out',
    plants: (t) => perEntry(t, (e) => ({ span: e.span, words: '', anywhere: true })),
  },
  {
    name: 'contents: two entries exchanged',
    plants: (t) =>
      perEntry(t, (e, i) => {
        const next = t.artifact.contents[i + 1];
        if (next === undefined || next.section !== e.section) return null;
        const [a, b] = [t.text.slice(...e.span), t.text.slice(...next.span)];
        return { span: [e.span[0], next.span[1]], words: b + t.text.slice(e.span[1], next.span[0]) + a };
      }),
  },
  {
    name: 'issue: another running number',
    *plants(t) {
      const first = t.artifact.issuances[0]?.span[0] ?? 0;
      if (t.artifact.shape !== 'gazette' || t.text.slice(0, first).split('总第').length < 3) return;
      for (const { span } of found(t.text, /总第\s?(\d+)\s?期/gu, [0, first]))
        yield { span, words: otherNumber(t.text.slice(...span)) };
    },
  },
  {
    name: 'imprint: another telephone, postcode or site',
    plants: (t) => imprint(t, /^(?:电话|传真|邮编|地址|邮箱|网址)$/u),
  },
  {
    name: 'imprint: another permit',
    *plants(t) {
      const lines = (t.artifact.issue?.imprint ?? []).filter((l) => /^(?:准印证|刊号)$/u.test(l.key));
      if (lines.length < 2 || new Set(lines.map((l) => plain(l.value))).size > 1) return;
      for (const l of lines)
        for (const { span } of found(t.text, /第\s?(\d+)/gu, l.span))
          yield { span, words: otherNumber(t.text.slice(...span)) };
    },
  },
  {
    name: "imprint: an editor's name",
    *plants(t) {
      for (const e of (t.artifact.issue?.editors ?? []).slice(-3))
        for (const { span } of found(
          t.text,
          /[:：]\s*[\u4e00-\u9fff]\s?([\u4e00-\u9fff])(?=[\u4e00-\u9fff])/gu,
          e.span,
        ))
          yield { span, words: '泽' };
    },
  },
  {
    name: 'imprint: another sponsor',
    *plants(t) {
      for (const l of t.artifact.issue?.imprint ?? [])
        if (l.key === '主管')
          for (const { span } of found(t.text, /(人民政府)/gu, l.span)) yield { span, words: '委员会' };
    },
  },
];
