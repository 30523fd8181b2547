/** Document numbers: as printed, and against other mentions of the same document. */
import type { Span } from '#engines/law/parse/artifact.ts';
import type { Noticed, Rule } from '../finding.ts';
import type { ProofText } from '../proof-text.ts';
import { differing, foldedAt } from './compare.ts';
import { byNumber, type Mention, mentionsOf, partsOf, subjectOf } from './mentions.ts';
import { matches, passagesOf } from './passages.ts';
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
      const told = new Set<string>();
      for (const m of mentions) {
        const base = told.has(m.number ?? '') ? undefined : slipOf(m, mentions);
        if (base === undefined) continue;
        told.add(m.number ?? '');
        yield {
          span: numberPlace(text, m),
          message: `《${m.title}》的文号前后不一：此处作“${m.number}”，另一处作“${base.number}”。`,
          related: [numberPlace(text, base)],
        };
      }
    }
  },
};

/** The mention of which this one is a slip: one part of the number differs, and it is printed oftener or earlier. */
function slipOf(m: Mention, mentions: readonly Mention[]): Mention | undefined {
  if (m.self) return undefined;
  const count = (o: Mention) => mentions.filter((x) => x.number === o.number).length;
  const first = (o: Mention) => mentions.findIndex((x) => x.number === o.number);
  const before = (a: Mention, b: Mention) =>
    a.self || (!b.self && (count(a) > count(b) || (count(a) === count(b) && first(a) < first(b))));
  const parts = partsOf(m.number ?? '');
  let best: Mention | undefined;
  for (const o of mentions) {
    const other = partsOf(o.number ?? '');
    if (parts === null || other === null || !before(o, m)) continue;
    const off =
      Number(parts.prefix !== other.prefix) +
      Number(parts.year !== other.year) +
      Number(parts.serial !== other.serial);
    if (off === 1 && (best === undefined || before(o, best))) best = o;
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

const NUMBER =
  /((?:[\u4e00-\u9fff]|[（(][\u4e00-\u9fff]{1,3}[）)]){2,16}?)\s?([〔[［【（(﹝〈])\s?(\d{1,6}|)\s?年?\s?([〕\]］】）)﹞〉]?)\s?(第?)\s?(\d{1,5})\s?(号{0,2})/gu;
const PREFIX_END = /(?:[发函字令规告办审批通报议任免电党政]|公告|通告)$/u;
const PAIRS: Record<string, string> = {
  '〔': '〕',
  '[': ']',
  '［': '］',
  '【': '】',
  '（': '）',
  '(': ')',
  '﹝': '﹞',
  '〈': '〉',
};

type Printed = {
  span: Span;
  prefix: string;
  open: string;
  year: string;
  close: string;
  ordinal: string;
  serial: string;
  mark: string;
};

/** Numbers as printed, read loosely so that broken ones are seen. */
function* printedNumbers(text: ProofText): Iterable<Printed> {
  const imprint = text.artifact.issue?.imprint ?? [];
  for (const passage of passagesOf(text)) {
    // Permits in the imprint are compared by rules of their own.
    if (
      passage.issuance < 0 &&
      imprint.some((l) => l.span[0] < passage.span[1] && passage.span[0] < l.span[1])
    )
      continue;
    if (!/[〔[［【（(﹝〈]/u.test(passage.flow.words)) continue;
    for (const { match, index } of matches(passage, NUMBER)) {
      const [whole, prefix = '', open = '', year = '', close = '', ordinal = '', serial = '', mark = ''] =
        match;
      const after = passage.flow.words.slice(index + whole.length, index + whole.length + 4);
      if (!PREFIX_END.test(prefix) || /^[\s]?[\d.．%％年月日条款项个]/u.test(after)) continue;
      const marked = mark !== '' || open === '〔';
      if (close === '' && (year.length !== 4 || mark === '')) continue;
      if (!marked || (open !== '〔' && year.length !== 4 && open !== '[')) continue;
      const from = index + whole.indexOf(open, prefix.length);
      yield {
        span: passage.flow.span(from, index + whole.trimEnd().length),
        prefix,
        open,
        year,
        close,
        ordinal,
        serial,
        mark,
      };
    }
  }
}

/** 宁新出管（西）字〔2023〕第096号: permits are numbered with 第 and zeros. */
const isPermit = (p: Printed): boolean => /字$/u.test(p.prefix) && !/厅字$/u.test(p.prefix);

const written = (p: Printed): string => `〔${p.year}〕${Number(p.serial)}号`;

export const numberForm: Rule = {
  name: 'number.form',
  title: '文号写法有误',
  about:
    '文号应作“代字〔年份〕序号号”：年份四位，用六角括号，序号不加“第”、不补零，末尾有“号”（GB/T 9704—2012，7.2.5）。',
  *find(text) {
    for (const p of printedNumbers(text)) {
      const faults: string[] = [];
      const permit = isPermit(p);
      // The wrong kind of bracket, well paired, is noticed by the rules on widths.
      if (PAIRS[p.open] !== p.close)
        faults.push(p.close === '' ? '年份的括号没有闭合' : '年份前后的括号不配对');
      if (p.year.length !== 4) faults.push('年份应当是四位数字');
      if (p.ordinal !== '' && !permit) faults.push('序号前不加“第”');
      if (/^0/u.test(p.serial) && !permit) faults.push('序号前不补零');
      if (p.mark === '') faults.push('末尾缺“号”');
      if (p.mark === '号号') faults.push('“号”字重复');
      if (faults.length === 0) continue;
      const sure = p.year.length === 4;
      yield {
        span: p.span,
        message: `文号写法有误：${faults.join('，')}。`,
        suggestion: sure && !permit ? written(p) : null,
      };
    }
  },
};

const YEARLESS =
  /(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{0,4}(?:政|党|委|府)(?:办|规|干|办规)?[发函]\s?(\d{1,4})号/gu;

export const numberNoYear: Rule = {
  name: 'number.no_year',
  title: '文号缺年份或代字',
  about: '“某政发5号”缺年份，括号里只有“〔2023〕5号”缺代字。',
  *find(text) {
    for (const passage of passagesOf(text)) {
      for (const { span, match } of matches(passage, YEARLESS))
        yield { span, message: `文号“${match[0]}”没有年份，应作“代字〔年份〕${match[1]}号”。` };
      for (const { span, match } of matches(passage, /(?<=[（(]\s?)〔\d{4}〕\s?\d{1,4}号(?=\s?[）)])/gu))
        yield { span, message: `文号“${match[0]}”没有发文机关代字。` };
    }
  },
};

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
