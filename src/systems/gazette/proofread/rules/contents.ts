/** The contents against the documents that they list. */
import { numberKey } from '#engines/law/name.ts';
import type { ContentsEntry, Issuance, Span } from '#engines/law/parse/artifact.ts';
import { missingDocuments } from '../../completeness.ts';
import type { Noticed, Rule } from '../finding.ts';
import type { ProofText } from '../proof-text.ts';
import { differing, foldedAt } from './compare.ts';
import { fold, shown } from './wording.ts';

type Pair = { entry: ContentsEntry; issuance: Issuance; index: number };

const paired = new WeakMap<ProofText, { pairs: Pair[]; unlisted: Issuance[]; absent: ContentsEntry[] }>();

/** Entries with their documents: by number where the titles are alike, else by title, else by place between two pairs. */
function pairsOf(text: ProofText): { pairs: Pair[]; unlisted: Issuance[]; absent: ContentsEntry[] } {
  const known = paired.get(text);
  if (known !== undefined) return known;
  const { contents, issuances } = text.artifact;
  const partner = new Map<number, number>();
  const taken = new Set<number>();
  const take = (entry: number, issuance: number): void => {
    partner.set(entry, issuance);
    taken.add(issuance);
  };
  const byTitle = index(issuances, (i) => fold(i.title));
  const byNumber = index(issuances, (i) => (i.number === null ? null : numberKey(i.number)));
  const byTail = index(issuances, (i) => subject(i.title));
  const passes: ((e: ContentsEntry) => readonly number[])[] = [
    (e) => byTitle.get(fold(e.title)) ?? [],
    (e) => (byTail.get(subject(e.title)) ?? []).filter((i) => issuances[i]?.number === e.number),
    (e) =>
      (e.number === null ? [] : (byNumber.get(numberKey(e.number)) ?? [])).filter((i) =>
        alike(e.title, issuances[i]?.title ?? '', 0.5),
      ),
    (e) => byTail.get(subject(e.title)) ?? [],
  ];
  for (const pass of passes)
    contents.forEach((entry, e) => {
      if (partner.has(e)) return;
      const found = pass(entry).find((i) => !taken.has(i));
      if (found !== undefined) take(e, found);
    });
  betweenPairs(contents, issuances, partner, taken, take);
  const pairs: Pair[] = [];
  contents.forEach((entry, e) => {
    const i = partner.get(e);
    const issuance = i === undefined ? undefined : issuances[i];
    if (issuance !== undefined && i !== undefined) pairs.push({ entry, issuance, index: i });
  });
  const lost = new Set(missingDocuments(text.artifact));
  const made = {
    pairs,
    unlisted: issuances.filter((_, i) => !taken.has(i)),
    absent: contents.filter((entry, e) => !partner.has(e) && lost.has(entry)),
  };
  paired.set(text, made);
  return made;
}

function index(issuances: readonly Issuance[], key: (i: Issuance) => string | null): Map<string, number[]> {
  const out = new Map<string, number[]>();
  issuances.forEach((issuance, i) => {
    const k = key(issuance);
    if (k !== null) out.set(k, [...(out.get(k) ?? []), i]);
  });
  return out;
}

/** An entry without a partner whose neighbours are paired with neighbours of one free document, and is like it. */
function betweenPairs(
  contents: readonly ContentsEntry[],
  issuances: readonly Issuance[],
  partner: ReadonlyMap<number, number>,
  taken: ReadonlySet<number>,
  take: (entry: number, issuance: number) => void,
): void {
  contents.forEach((entry, e) => {
    if (partner.has(e)) return;
    const after = e === 0 ? 0 : (partner.get(e - 1) ?? Number.NaN) + 1;
    const candidates = [after, (partner.get(e + 1) ?? Number.NaN) - 1];
    const found = candidates.find(
      (i) => issuances[i] !== undefined && !taken.has(i) && alike(entry.title, issuances[i].title, 0.6),
    );
    if (found !== undefined) take(e, found);
  });
}

/** 关于…的通知: contents may leave the issuer out. */
function subject(title: string): string {
  const plain = fold(title);
  const at = plain.search(/关于|關於/u);
  return at > 0 ? plain.slice(at) : plain;
}

/** Share of pairs of neighbouring characters that both have. */
export function alike(a: string, b: string, least: number): boolean {
  const grams = (s: string): Set<string> => {
    const plain = subject(s);
    return new Set(Array.from({ length: Math.max(plain.length - 1, 0) }, (_, i) => plain.slice(i, i + 2)));
  };
  const x = grams(a);
  const y = grams(b);
  let both = 0;
  for (const g of x) if (y.has(g)) both++;
  return both * 2 >= least * (x.size + y.size) && both > 0;
}

export const contentsTitleDiffers: Rule = {
  name: 'contents.title_differs',
  title: '目录与正文标题不一',
  about: '目录中的标题与正文标题逐字比较；目录略去发文机关、宽窄字符、换行和空格不算差别。',
  *find(text) {
    for (const { entry, issuance } of pairsOf(text).pairs) {
      const a = fold(entry.title);
      const b = fold(issuance.title);
      const short = !/^(?:关于|關於)/u.test(a) ? a : subject(issuance.title);
      const other = a === short ? b : short;
      if (a === other || a === b) continue;
      if (b.endsWith(a) && /[府办室会局委]$/u.test(b.slice(0, -a.length))) continue;
      const place = foldedAt(text, entry.span);
      const from = Math.max(place.words.indexOf(a), 0);
      const { here, there, span } = differing(place, other, from, from + a.length);
      yield {
        span,
        message: `目录标题与正文标题不一：目录作“${here}”，正文作“${there}”。`,
        related: [issuance.titleSpan],
      };
    }
  },
};

export const contentsNumberDiffers: Rule = {
  name: 'contents.number_differs',
  title: '目录与正文文号不一',
  about: '同一份文件在目录中的文号与正文的文号比较。',
  *find(text) {
    for (const { entry, issuance } of pairsOf(text).pairs) {
      if (entry.number !== null && issuance.number === null && issuance.date !== null)
        yield {
          span: issuance.titleSpan,
          message: `目录印有文号“${entry.number}”，正文这份文件没有印文号。`,
          suggestion: null,
          related: [entry.span],
        };
      if (entry.number === null || issuance.number === null) continue;
      if (numberKey(entry.number) === numberKey(issuance.number)) continue;
      const flow = text.flow(entry.span);
      const at = flow.words.search(/[^\s（(]{1,24}[〔[［（(【]\s*\d{4}/u);
      const end = flow.words.indexOf('号', Math.max(at, 0));
      yield {
        span: at >= 0 && end > at ? flow.span(at, end + 1) : entry.span,
        message: `目录文号与正文文号不一：目录作“${entry.number}”，正文作“${issuance.number}”。`,
        related: issuance.numberSpan == null ? [issuance.titleSpan] : [issuance.numberSpan],
      };
    }
  },
};

export const contentsNoNumber: Rule = {
  name: 'contents.no_number',
  title: '目录缺文号',
  about: '同一栏目的其他条目都印有文号，唯独这一条没有。',
  *find(text) {
    const { contents } = text.artifact;
    for (const entry of contents) {
      if (entry.number !== null) continue;
      const family = contents.filter((e) => e.section === entry.section);
      const bare = family.filter((e) => e.number === null).length;
      const found = pairsOf(text).pairs.find((p) => p.entry === entry)?.issuance;
      const own = found?.number ?? null;
      const numbered = contents.filter((e) => e.number !== null).length;
      // A document that has a number in the body should have it here; one without, only where all its neighbours do.
      if (own === null ? family.length < 3 || bare * 3 > family.length : numbered * 2 < contents.length)
        continue;
      yield {
        span: lastLine(text, entry.span),
        message:
          own === null
            ? `同栏其他条目都有文号，本条没有；正文中该文件也未印文号。请核对原件补上。`
            : `其他条目有文号，本条没有；正文文号是“${own}”。`,
        related: found === undefined ? [] : [found.numberSpan ?? found.titleSpan],
      };
    }
  },
};

function lastLine(text: ProofText, [start, end]: Span): Span {
  const at = text.text.lastIndexOf('\n', end - 1);
  if (at < start) return [start, end];
  let from = at + 1;
  while (from < end && text.text.charAt(from).trim() === '') from++;
  return [from, end];
}

export const contentsNoPage: Rule = {
  name: 'contents.no_page',
  title: '目录缺页码',
  about: '其他条目都印有页码，这一条没有。',
  *find(text) {
    const { contents } = text.artifact;
    const bare = contents.filter((e) => e.page === null);
    if (contents.length < 3 || bare.length * 3 > contents.length) return;
    for (const entry of bare)
      yield {
        span: lastLine(text, entry.span),
        message: `目录条目“${shown(entry.title)}”没有页码，其他条目都有。`,
      };
  },
};

export const contentsPageOrder: Rule = {
  name: 'contents.page_order',
  title: '目录页码倒退',
  about: '目录的页码应当由小到大；前后条目都合得上、只有它合不上的那一条才报。',
  *find(text) {
    const paged = text.artifact.contents.filter((e) => e.page !== null);
    for (let i = 1; i < paged.length; i++) {
      const [before, now, after] = [paged[i - 1], paged[i], paged[i + 1]];
      if (before?.page == null || now?.page == null || now.page >= before.page) continue;
      // 3 40 9: the middle one is wrong when its neighbours agree without it.
      const earlier = paged[i - 2]?.page ?? 0;
      const wrong =
        after?.page != null && after.page >= before.page ? now : now.page >= earlier && i > 1 ? before : now;
      const other = wrong === now ? before : now;
      yield {
        span: pagePlace(text, wrong),
        message: `目录页码前后颠倒：“${shown(before.title, 24)}”在第${before.page}页，排在它后面的“${shown(now.title, 24)}”却在第${now.page}页。`,
        related: [pagePlace(text, other)],
      };
    }
  },
};

function pagePlace(text: ProofText, entry: ContentsEntry): Span {
  const words = text.text.slice(entry.span[0], entry.span[1]);
  const at = words.lastIndexOf(String(entry.page));
  return at < 0 ? entry.span : [entry.span[0] + at, entry.span[0] + at + String(entry.page).length];
}

export const contentsOrder: Rule = {
  name: 'contents.order',
  title: '目录与正文次序不一',
  about: '正文中文件的先后应当与目录相同。',
  *find(text) {
    const { pairs } = pairsOf(text);
    for (let i = 1; i < pairs.length; i++) {
      const [before, now, after] = [pairs[i - 1], pairs[i], pairs[i + 1]];
      if (before === undefined || now === undefined || now.index > before.index) continue;
      const wrong = after !== undefined && after.index > before.index ? now : before;
      yield {
        span: wrong.entry.span,
        message: `目录次序与正文不一：目录把“${shown(before.issuance.title, 24)}”排在“${shown(now.issuance.title, 24)}”之前，正文相反。`,
        related: [wrong.issuance.titleSpan],
      };
    }
  },
};

export const contentsAbsent: Rule = {
  name: 'contents.absent',
  title: '目录有而正文无',
  about: '目录列出的文件在正文中既查不到文号也查不到标题。',
  *find(text) {
    for (const entry of pairsOf(text).absent)
      yield { span: entry.span, message: `目录列有“${shown(entry.title)}”，正文中没有这份文件。` };
  },
};

export const contentsUnlisted: Rule = {
  name: 'contents.unlisted',
  title: '正文有而目录无',
  about: '正文刊登的文件在目录中没有条目。',
  *find(text): Iterable<Noticed> {
    const { contents } = text.artifact;
    if (contents.length < 2) return;
    for (const issuance of pairsOf(text).unlisted)
      yield { span: issuance.titleSpan, message: `目录没有列出“${shown(issuance.title)}”。` };
  },
};
