/**
 * Citing law in code: `cite('银西政办发〔2023〕30号', '二/（二）/8')` is the one way to name a rule's basis.
 *
 * `scripts/check-citations.ts` resolves every call against the clause index and fails when a clause is missing,
 * ambiguous, changed, or stands in a document without force.
 */
import { ok, type Result, refuse } from '#base/result.ts';
import { isNumber, numberKey, titleKey } from './name.ts';

/** What a rule rests on: a document, and a clause in it unless the document as a whole is meant. */
export type Basis = {
  /** The document's number, or its title when it has none. */
  readonly document: string;
  /** Printed labels from the root, or any end of them that is unique in the document, e.g. 第四十二条. */
  readonly path: string | null;
};

/** @throws TypeError on an empty name or path: a basis that names nothing is a mistake in the code */
export function cite(document: string, path?: string): Basis {
  if (document.trim() === '' || path?.trim() === '') throw new TypeError('cite: a basis must name something');
  return Object.freeze({ document, path: path ?? null });
}

/** `银西政办发〔2023〕30号 二/（二）/8`; a title stands in book-title marks. */
export function formatBasis({ document, path }: Basis): string {
  const name = isNumber(document) || document.startsWith('《') ? document : `《${document}》`;
  return path === null ? name : `${name} ${path}`;
}

/**
 * A basis as a person reads it: 《行政许可法》第四十二条第二款, 第三十二条第（四）项. The first paragraph of an article is
 * its own text, so `¶1` is the second.
 */
export function sayBasis({ document, path }: Basis): string {
  const name = isNumber(document) || document.startsWith('《') ? document : `《${document}》`;
  const said = (path ?? '')
    .split('/')
    .map((label, i, all) => {
      const paragraph = /^¶(\d+)$/u.exec(label)?.[1];
      if (paragraph) return `第${chineseNumeral(Number(paragraph) + 1)}款`;
      return i > 0 && /条$/u.test(all[i - 1] ?? '') && /^（.+）$/u.test(label) ? `第${label}项` : label;
    })
    .join('');
  return name + said;
}

/** Reads what `formatBasis` writes; a title without marks ends at the last space. */
export function parseBasis(text: string): Basis {
  const plain = text.trim();
  const marked = /^《(.+)》\s*(\S*)$/u.exec(plain);
  if (marked) return { document: marked[1] ?? '', path: marked[2] || null };
  const gap = plain.lastIndexOf(' ');
  return gap < 0
    ? { document: plain, path: null }
    : { document: plain.slice(0, gap).trim(), path: plain.slice(gap + 1) };
}

/** A clause that can be cited. `sha256` is the hash of its own text, null when it is not at hand. */
export type IndexedClause = { readonly path: string; readonly sha256: string | null };

export type IndexedDocument = {
  readonly number: string | null;
  /** Its title and those of the instruments it carries: any of them names it. */
  readonly titles: readonly string[];
  readonly clauses: readonly IndexedClause[];
};

export type ResolvedBasis = { readonly document: IndexedDocument; readonly clause: IndexedClause | null };
export type CiteProblem =
  | 'cite.no_document'
  | 'cite.ambiguous_document'
  | 'cite.no_clause'
  | 'cite.ambiguous_clause';

export type ClauseIndex = { readonly find: (basis: Basis) => Result<ResolvedBasis, CiteProblem> };

/** Builds the look-up once; each `find` then costs one pass over one document's clauses. */
export function clauseIndex(documents: readonly IndexedDocument[]): ClauseIndex {
  const byName = new Map<string, Set<IndexedDocument>>();
  const add = (key: string, document: IndexedDocument) =>
    byName.set(key, (byName.get(key) ?? new Set()).add(document));
  for (const document of documents) {
    if (document.number !== null) add(numberKey(document.number), document);
    for (const title of document.titles) add(titleKey(title), document);
  }
  return {
    find(basis) {
      const key = isNumber(basis.document) ? numberKey(basis.document) : titleKey(basis.document);
      const [document, ...others] = byName.get(key) ?? [];
      if (!document) return refuse('cite.no_document', `未找到文件：${basis.document}`);
      if (others.length > 0) return refuse('cite.ambiguous_document', `有多份文件同名：${basis.document}`);
      if (basis.path === null) return ok({ document, clause: null });
      const clause = findClause(document.clauses, basis.path);
      return clause.ok ? ok({ document, clause: clause.value }) : clause;
    },
  };
}

/**
 * The clause whose path is `path`, else the only one whose path ends with it: articles are numbered through
 * chapters, so 第四十二条 alone is enough.
 */
function findClause<T extends { readonly path: string }>(
  clauses: readonly T[],
  path: string,
): Result<T, 'cite.no_clause' | 'cite.ambiguous_clause'> {
  const wanted = canonicalPath(path);
  const exact = clauses.filter((c) => canonicalPath(c.path) === wanted);
  const found =
    exact.length > 0 ? exact : clauses.filter((c) => canonicalPath(c.path).endsWith(`/${wanted}`));
  const [clause, ...others] = found;
  if (!clause) return refuse('cite.no_clause', `文件中没有条款 ${path}`);
  if (others.length > 0) {
    const places = found.map((c) => c.path).join('、');
    return refuse('cite.ambiguous_clause', `条款 ${path} 不唯一：${places}；请写出上级标题序号`);
  }
  return ok(clause);
}

/** Folds the width of brackets and digits, drops spaces, and writes 第42条 as 第四十二条. */
export function canonicalPath(path: string): string {
  return path
    .normalize('NFKC')
    .replace(/\s/gu, '')
    .replace(/\(/gu, '（')
    .replace(/\)/gu, '）')
    .replace(
      /第(\d{1,4})([编章节条])/gu,
      (_, digits: string, unit: string) => `第${chineseNumeral(Number(digits))}${unit}`,
    );
}

const digitNames = '零一二三四五六七八九';

/** 1–9999 in the form in which articles are numbered: 十、二十一、一百零五. */
function chineseNumeral(n: number): string {
  let out = '';
  let gap = false;
  for (const [value, unit] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(n / value) % 10;
    if (digit === 0) gap = out !== '';
    else {
      out += (gap ? '零' : '') + digitNames[digit] + unit;
      gap = false;
    }
  }
  return out.replace(/^一十/u, '十');
}
