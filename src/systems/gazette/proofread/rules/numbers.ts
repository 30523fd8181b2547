/** Document numbers: as printed, and against other mentions of the same document. */
import { numberKey } from '#engines/law/name.ts';
import type { Span } from '#engines/law/parse/artifact.ts';
import type { Noticed, Rule } from '../finding.ts';
import type { ProofText } from '../proof-text.ts';
import { differing, foldedAt } from './compare.ts';
import { byNumber, type Mention, mentionsOf, partsOf, subjectOf } from './mentions.ts';
import { fold } from './wording.ts';

export const numberTitles: Rule = {
  name: 'number.titles',
  title: '同一文号标题不一',
  about: '同一文号在各处所配的标题逐字比较；印发通知与所印发的文件、略去发文机关的另作处理，不算差别。',
  *find(text) {
    for (const [number, mentions] of byNumber(text)) {
      const singles = mentions.filter((m) => !m.joint);
      if (singles.length < 2) continue;
      const jointCores = mentions.filter((m) => m.joint).map((m) => m.core);
      const base = usual(singles);
      for (const group of readings(singles)) {
        const m = group[0];
        if (m === undefined || m === base || m.self || agree(m, base) || jointCores.includes(m.core))
          continue;
        if (base.self && within(m, text, base)) continue;
        const [a, b] = [subjectOf(m.title ?? ''), subjectOf(base.title ?? '')];
        const issuerOnly = a === b;
        const [x, y] = issuerOnly ? [fold(m.title ?? ''), fold(base.title ?? '')] : [a, b];
        const place = foldedAt(text, m.span);
        const from = Math.max(place.words.indexOf(x), 0);
        const { here, there, span } = differing(place, y, from, from + x.length);
        yield {
          span,
          message: `${number}的标题前后不一：此处作“${here}”，另一处作“${there}”（《${base.title}》）。`,
          related: [base.span, ...group.slice(1).map((g) => g.span)].sort((p, q) => p[0] - q[0]),
        };
      }
    }
  },
};

/** Mentions grouped by title, each group in print order. */
function readings(mentions: readonly Mention[]): Mention[][] {
  const groups = new Map<string, Mention[]>();
  for (const m of mentions) {
    const key = fold(m.title ?? '');
    groups.set(key, [...(groups.get(key) ?? []), m]);
  }
  return [...groups.values()];
}

/** The document itself, else the reading with the most mentions, else the first. */
function usual(mentions: readonly Mention[]): Mention {
  const own = mentions.find((m) => m.self);
  if (own !== undefined) return own;
  const groups = readings(mentions);
  const most = Math.max(...groups.map((g) => g.length));
  return groups.find((g) => g.length === most)?.[0] as Mention;
}

/** The same title but for the issuer's name when it is left out, or a notice and what it carries. */
function agree(a: Mention, b: Mention): boolean {
  const [x, y] = [fold(a.title ?? ''), fold(b.title ?? '')];
  if (x === y || a.core === b.core || subjectOf(a.core) === subjectOf(b.core)) {
    const issuers = [x, y].map((t) => t.slice(0, Math.max(0, t.indexOf('关于'))));
    // Two different short forms of one issuer's name in one document are noticed; a name left out is not.
    return !(
      a.core !== b.core &&
      issuers[0] !== issuers[1] &&
      issuers[0] !== '' &&
      issuers[1] !== '' &&
      a.issuance === b.issuance
    );
  }
  return a.core.endsWith(b.core) && b.core.length > 6 ? true : b.core.endsWith(a.core) && a.core.length > 6;
}

/** Whether a mention names one of the instruments that its number carries. */
function within(m: Mention, text: ProofText, own: Mention): boolean {
  const issuance = own.issuance === null ? undefined : text.artifact.issuances[own.issuance];
  const title = fold(m.title ?? '');
  return (
    issuance?.instruments.some((i) => fold(i.title).includes(title) || title.includes(fold(i.title))) ?? false
  );
}

export const titleNumbers: Rule = {
  name: 'title.numbers',
  title: '同一标题文号不一',
  about: '同一标题配了两个只差年份、只差序号或只差代字的文号；各年都发的同名文件（年份、序号都不同）不算。',
  *find(text) {
    const byTitle = new Map<string, Mention[]>();
    for (const m of mentionsOf(text)) {
      if (m.number === null || m.title === null || m.core.length < 6) continue;
      byTitle.set(m.core, [...(byTitle.get(m.core) ?? []), m]);
    }
    for (const mentions of byTitle.values()) {
      const printed = printings(mentions);
      for (const own of printed) {
        const base = slipOf(own, printed);
        if (base === undefined) continue;
        yield {
          span: numberPlace(text, own.first),
          message: `《${own.first.title}》的文号前后不一：此处作“${own.first.number}”，另一处作“${base.first.number}”。`,
          related: [numberPlace(text, base.first)],
        };
      }
    }
  },
};

/** One number under a title: where it is printed first, how often, and whether the document itself bears it. */
type Printing = { first: Mention; count: number; self: boolean; parts: ReturnType<typeof partsOf> };
/** A title with more numbers is no document's. */
const NUMBERS_MOST = 40;

function printings(mentions: readonly Mention[]): Printing[] {
  const out = new Map<string, Printing>();
  for (const m of mentions) {
    const key = numberKey(m.number ?? '');
    const held = out.get(key);
    if (held === undefined)
      out.set(key, { first: m, count: 1, self: m.self, parts: partsOf(m.number ?? '') });
    else {
      held.count++;
      if (m.self && !held.self) Object.assign(held, { self: true, first: m });
    }
  }
  return out.size > NUMBERS_MOST ? [] : [...out.values()];
}

/** The number of which this one is a slip: one part differs, and it is printed oftener, or as often but earlier. */
function slipOf(own: Printing, printed: readonly Printing[]): Printing | undefined {
  if (own.self || own.parts === null) return undefined;
  const weight = (p: Printing) => (p.self ? Number.POSITIVE_INFINITY : p.count);
  let best: Printing | undefined;
  for (const other of printed) {
    if (other === own || other.parts === null || weight(other) < weight(own)) continue;
    if (weight(other) === weight(own) && printed.indexOf(other) > printed.indexOf(own)) continue;
    const off =
      Number(own.parts.prefix !== other.parts.prefix) +
      Number(own.parts.year !== other.parts.year) +
      Number(own.parts.serial !== other.parts.serial);
    if (off === 1 && (best === undefined || weight(other) > weight(best))) best = other;
  }
  return best;
}

/** Where the number of a mention stands. */
function numberPlace(text: ProofText, { span, self, issuance }: Mention): Span {
  if (self && issuance !== null) return text.artifact.issuances[issuance]?.numberSpan ?? span;
  const flow = text.flow(span);
  const close = flow.words.lastIndexOf('》') + 1;
  const rest = flow.words.slice(close);
  const open = /^[\s（(]*/u.exec(rest)?.[0].length ?? 0;
  const end = rest.replace(/[\s）)]*$/u, '').length;
  return end > open ? flow.span(close + open, close + end) : span;
}

export const numberYearFuture: Rule = {
  name: 'number.year_future',
  title: '引用的文号年份晚于本文件',
  about: '引用的文件，文号的年份比引用它的文件的成文日期还晚。',
  *find(text) {
    const { artifact } = text;
    if (artifact.shape === 'statute') return;
    for (const m of mentionsOf(text)) {
      const parts = m.self || m.issuance === null ? null : partsOf(m.number ?? '');
      const date = artifact.issuances[m.issuance ?? -1]?.date ?? artifact.issue?.date ?? null;
      if (parts === null || date === null || parts.year <= Number(date.slice(0, 4))) continue;
      yield {
        span: numberPlace(text, m),
        message: `引用的文号是${parts.year}年的，本文件的日期是${date}，请核对年份。`,
      };
    }
  },
};

export const numberYearDate: Rule = {
  name: 'number.year_date',
  title: '文号年份与日期不合',
  about: '文号的年份应当是成文日期的年份；次年一月印发、仍用上年文号的不算。',
  *find(text) {
    for (const issuance of text.artifact.issuances) {
      const parts = partsOf(issuance.number ?? '');
      if (parts === null || issuance.date === null || issuance.numberSpan == null) continue;
      const [year, month] = issuance.date.split('-').map(Number) as [number, number];
      if (parts.year === year || (parts.year === year - 1 && month === 1)) continue;
      yield {
        span: issuance.numberSpan,
        message: `文号的年份是${parts.year}年，成文日期却是${issuance.date}，请核对。`,
      };
    }
  },
};

export const numberMissing: Rule = {
  name: 'number.missing',
  title: '同列文件独缺文号',
  about: '一份目录的各项都是“《标题》（文号）”，只有这一项没有文号。',
  *find(text): Iterable<Noticed> {
    const families = new Map<readonly unknown[], { span: Span; numbered: boolean; title: string }[]>();
    for (const { clause, siblings } of text.clauses) {
      if (clause.label === '') continue;
      const words = text.flow(clause.span).words;
      const title = /^[^《》]{0,8}(《[^》]{4,80}》)/u.exec(words)?.[1];
      if (title === undefined) continue;
      const at = words.indexOf(title);
      const flow = text.flow(clause.span);
      const rest = words.slice(at + title.length);
      const numbered =
        /^(?:\s?《[^》]+》)*\s?(?:[（(][^（）()]{1,16}[）)]\s?)?[（(][^（）()]*\d{4}[^（）()]*号/u.test(
          rest,
        ) || /\d{4}\s?[〕\]]\s?\d+\s?号/u.test(rest);
      const held = families.get(siblings) ?? [];
      held.push({ span: flow.span(at, at + title.length), numbered, title });
      families.set(siblings, held);
    }
    for (const items of families.values()) {
      const bare = items.filter((i) => !i.numbered);
      if (items.length < 5 || bare.length * 5 > items.length) continue;
      for (const item of bare) {
        const own =
          text.artifact.issuances.find((i) => `《${fold(i.title)}》` === fold(item.title))?.number ?? null;
        yield {
          span: item.span,
          message: `同列${items.length}项文件中只有${bare.length === 1 ? '此项' : '少数几项'}没有文号${own === null ? '' : `（本期刊有同名文件，文号${own}，请核对是否即此件）`}。`,
        };
      }
    }
  },
};
