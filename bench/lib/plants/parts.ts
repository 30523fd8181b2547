/** Defects of dates, figures, closing lines and appointments. */
import type { Issuance, Span } from '#engines/law/parse/artifact.ts';
import type { ProofText } from '#systems/gazette/proofread/proof-text.ts';
import { found, type Kind, lineAt, otherNumber, type Plant } from './plant.ts';

/** The line of an issuance that holds nothing but its date. */
function dateLine(t: ProofText, i: Issuance): Span | null {
  for (const { span } of found(t.text, /^\s*(\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日)\s*$/gmu, i.span))
    return span;
  return null;
}

function* dated(t: ProofText, make: (printed: string, i: Issuance) => string | null): Iterable<Plant> {
  for (const i of t.artifact.issuances) {
    const span = dateLine(t, i);
    if (span === null || i.date === null) continue;
    const words = make(t.text.slice(...span), i);
    if (words !== null) yield { span, words, wide: true };
  }
}

const notice = (t: ProofText): Issuance[] => t.artifact.issuances.filter((i) => i.title.endsWith('通知'));
const appointing = (t: ProofText): Issuance[] =>
  t.artifact.issuances.filter((i) => /同志.{0,6}(?:任|免)/u.test(i.title.replace(/\s/gu, '')));

function* lines(t: ProofText, pattern: RegExp): Iterable<Plant> {
  for (const i of notice(t))
    for (const { match } of found(t.text, pattern, i.span)) {
      yield { span: lineAt(t.text, i.span[0] + match.index + match[0].search(/\S/u)), words: '', wide: true };
      break;
    }
}

/** Sentences of a bulletin that state parts. */
function* bulletin(t: ProofText, pattern: RegExp): Iterable<Plant> {
  for (const i of t.artifact.issuances) {
    if (!/公报|指标/u.test(i.title)) continue;
    for (const { span } of found(t.text, pattern, i.span))
      yield { span, words: otherNumber(t.text.slice(...span)), wide: true };
  }
}

export const PARTS: readonly Kind[] = [
  {
    name: 'date: signed after the issue was published',
    plants: (t) =>
      dated(t, (d) =>
        t.artifact.issue?.date == null ? null : d.replace(/^\d{4}/u, (y) => String(Number(y) + 1)),
      ),
  },
  {
    name: 'date: signed a year before its number',
    plants: (t) =>
      dated(t, (d, i) => (i.number === null ? null : d.replace(/^\d{4}/u, (y) => String(Number(y) - 1)))),
  },
  {
    name: 'date: signed before the decision',
    *plants(t) {
      for (const i of appointing(t)) {
        const span = dateLine(t, i);
        if (span !== null && /会议/u.test(t.text.slice(...i.span)))
          yield {
            span,
            words: t.text
              .slice(...span)
              .replace(/(\d{1,2})\s?月/u, (_, m) => `${Math.max(1, Number(m) - 2)}月`),
            wide: true,
          };
      }
    },
  },
  {
    name: 'date: a day that does not exist',
    *plants(t) {
      for (const { span } of found(t.text, /\d{1,2}\s?月\s?(\d{1,2})\s?日/gu)) yield { span, words: '32' };
    },
  },
  {
    name: 'date: a period that ends before it begins',
    *plants(t) {
      for (const { match } of found(t.text, /(\d{4})年(\d{1,2})月(\d{1,2})日至(\d{4})年/gu))
        yield {
          span: [match.index + match[0].length - 5, match.index + match[0].length - 1],
          words: String(Number(match[1]) - 1),
        };
    },
  },
  {
    name: 'date: a deadline before the document',
    *plants(t) {
      for (const { span } of found(t.text, /(20\d\d)年(?:\d{1,2}月(?:\d{1,2}日|底)?|底)前/gu))
        yield { span, words: String(Number(t.text.slice(...span)) - 2) };
    },
  },
  {
    name: 'date: the validity ends before the document',
    *plants(t) {
      for (const { span } of found(t.text, /有效期[^。\n]{0,24}[至到](20\d\d)年/gu))
        yield { span, words: '2019' };
    },
  },
  {
    name: 'number: 3 printed as another year than the date',
    *plants(t) {
      for (const i of t.artifact.issuances)
        if (i.numberSpan != null && i.date !== null)
          for (const { span } of found(t.text, /〔(\d{4})〕/gu, i.numberSpan))
            yield { span, words: String(Number(t.text.slice(...span)) - 2) };
    },
  },
  {
    name: 'closing: the date left out',
    plants: (t) => lines(t, /^\s*\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日\s*$/gmu),
  },
  {
    name: 'closing: the signature left out',
    *plants(t) {
      for (const i of notice(t)) {
        const d = dateLine(t, i);
        if (d === null) continue;
        const before = t.text.slice(0, d[0]).trimEnd();
        const line = lineAt(t.text, before.length - 1);
        if (/[府室局委会厅]\s*$/u.test(t.text.slice(...line))) yield { span: line, words: '', wide: true };
      }
    },
  },
  {
    name: 'closing: (此件公开发布) left out',
    plants: (t) => (notice(t).length < 4 ? [] : lines(t, /^\s*[（(]此件公开发布[）)]\s*$/gmu)),
  },
  {
    name: 'opening: the addressees left out',
    plants: (t) => (notice(t).length < 4 ? [] : lines(t, /^[各区镇中][^。\n]{6,80}[:：]\s*$/gmu)),
  },
  {
    name: 'opening: the number left out',
    *plants(t) {
      if (notice(t).length < 4) return;
      for (const i of notice(t))
        if (i.numberSpan != null) yield { span: i.numberSpan, words: '', wide: true };
    },
  },
  {
    name: 'closing: signed by another body',
    *plants(t) {
      for (const i of notice(t)) {
        const d = dateLine(t, i);
        if (d === null) continue;
        const [a, b] = lineAt(t.text, t.text.slice(0, d[0]).trimEnd().length - 1);
        const body = t.text.slice(a, b).trim();
        if (/(?:政府|办公室)$/u.test(body) && !body.includes(' '))
          yield {
            span: [a, a + body.length],
            words: body.endsWith('办公室') ? body.slice(0, -3) : `${body}办公室`,
            wide: true,
          };
      }
    },
  },
  {
    name: 'figure: a total or a part',
    plants: (t) =>
      bulletin(
        t,
        /(?:总产值|生产总值|人口为|第[一二三]产业增加值|预算收入|税收收入|非税收入)\s?(\d+\.\d)\d?\s?[亿万]/gu,
      ),
  },
  { name: 'figure: a share', plants: (t) => bulletin(t, /占[^，。；\d]{0,16}?(\d+\.\d+)%/gu) },
  {
    name: 'figure: a growth beside its increase',
    plants: (t) => bulletin(t, /增加\s?\d+\s?元，增长\s?(\d+)\.\d/gu),
  },
  {
    name: 'figure: a percentage over 100',
    *plants(t) {
      for (const i of t.artifact.issuances)
        for (const { span } of found(
          t.text,
          /(?:率|比重|占比)[^，。；\d]{0,6}(?:达到|达|为|不低于)?\s?(\d{2})%/gu,
          i.span,
        ))
          yield { span, words: `1${t.text.slice(...span)}` };
    },
  },
  {
    name: 'plan: one goal with two values',
    *plants(t) {
      for (const i of t.artifact.issuances) {
        const seen = new Map<string, Span[]>();
        for (const { match, span } of found(
          t.text,
          /[\u4e00-\u9fff]{6}\s?(\d+)(?:\s?亿元|%|个工作日)/gu,
          i.span,
        )) {
          const key = match[0].replace(/\d|\s/gu, '');
          seen.set(key, [...(seen.get(key) ?? []), span]);
        }
        for (const [, spans] of seen)
          if (spans.length === 2 && new Set(spans.map((s) => t.text.slice(...s))).size === 1)
            yield {
              span: spans[1] ?? [0, 0],
              words: otherNumber(t.text.slice(...(spans[1] ?? [0, 0]))),
              wide: true,
            };
      }
    },
  },
  {
    name: 'appointment: another person in the title',
    *plants(t) {
      for (const i of appointing(t))
        for (const { span } of found(
          t.text,
          /关于\s?[\u4e00-\u9fff]([\u4e00-\u9fff])(?=[\u4e00-\u9fff]{0,2}等?同志)/gu,
          i.titleSpan,
        ))
          yield { span, words: '泽', wide: true };
    },
  },
  {
    name: 'appointment: 等 left out or put in',
    *plants(t) {
      for (const i of appointing(t))
        for (const { match } of found(t.text, /等?同志/gu, i.titleSpan)) {
          const at = i.titleSpan[0] + match.index;
          yield {
            span: [at, at + match[0].length],
            words: match[0] === '同志' ? '等同志' : '同志',
            wide: true,
          };
        }
    },
  },
  {
    name: 'appointment: the title names another act',
    *plants(t) {
      for (const i of appointing(t))
        for (const { span } of found(t.text, /(职务任免|任职|免职)/gu, i.titleSpan))
          yield { span, words: t.text.slice(...span) === '任职' ? '免职' : '任职', wide: true };
    },
  },
  {
    name: 'appointment: another person on probation',
    *plants(t) {
      for (const i of appointing(t))
        for (const { span } of found(t.text, /以上人员中，[\u4e00-\u9fff]([\u4e00-\u9fff])/gu, i.span))
          yield { span, words: '泽', wide: true };
    },
  },
  {
    name: 'appointment: one person twice',
    *plants(t) {
      for (const i of appointing(t))
        for (const { match } of found(t.text, /^[\u4e00-\u9fff]{2,4}任[^\n]+；\s*$/gmu, i.span)) {
          const [a, b] = lineAt(t.text, i.span[0] + match.index);
          yield { span: [b, b], words: t.text.slice(a, b), wide: true };
        }
    },
  },
  {
    name: 'appointment: one post for two persons',
    *plants(t) {
      for (const i of appointing(t))
        for (const { match } of found(
          t.text,
          /^[\u4e00-\u9fff]{2,4}(?=任[^\n，]+(?<!副主任|副局长|副区长)；\s*$)/gmu,
          i.span,
        )) {
          const at = i.span[0] + match.index;
          const [, b] = lineAt(t.text, at);
          yield { span: [b, b], words: `吕泽民${t.text.slice(at + match[0].length, b)}`, wide: true };
        }
    },
  },
];
