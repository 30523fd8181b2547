/**
 * Every citation of law in the code and the data must point at one clause that is there, of a document that has
 * not been repealed, and whose words are those that the index knows; and every test that is named as exercising
 * what carries a clause must be there. Prints every one that does not.
 *
 * Checked are the calls of `cite(` and `testedBy(` in `src/` (their arguments must be literals) and the clause
 * references in `data/xixia`. The words are compared only when the originals are at hand (GONGBAO_SHARED, else
 * ../shared).
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { fromRoot } from '#base/paths.ts';
import { type Basis, clauseIndex, formatBasis, type IndexedDocument, parseBasis } from '#engines/law/cite.ts';
import type { Effect } from '#engines/law/effect.ts';
import { isNumber, numberKey, titleKey } from '#engines/law/name.ts';
import { parseBytes } from '#engines/law/parse/index.ts';
import { statusAt } from '#engines/law/status.ts';
import {
  type IndexedIssuance,
  type IndexedStatute,
  indexGazette,
  indexStatute,
  originals,
} from './index-clauses.ts';

export type Cited = { readonly basis: Basis; readonly where: string };

const call = /(?<![\w.])cite\(\s*([\s\S]{0,300}?)\)/g;
const testCall = /(?<![\w.])testedBy\(\s*('[^'\n]*'|"[^"\n]*")\s*,\s*('[^'\n]*'|"[^"\n]*")\s*,?\s*\)/g;
const literals = /^(?:'([^'\n]+)'|"([^"\n]+)")\s*(?:,\s*(?:'([^'\n]+)'|"([^"\n]+)")\s*)?,?\s*$/;

/** The citations in a source text; a call that is not made of literals is returned as a complaint. */
export function citationsIn(file: string, source: string): { cited: Cited[]; complaints: string[] } {
  const cited: Cited[] = [];
  const complaints: string[] = [];
  const code = withoutComments(source);
  for (const match of code.matchAll(call)) {
    if (/function\s+$/.test(code.slice(Math.max(0, match.index - 10), match.index))) continue;
    const where = `${file}:${code.slice(0, match.index).split('\n').length}`;
    const parts = literals.exec((match[1] ?? '').trim());
    if (!parts) complaints.push(`${where}: cite( must be given literals, so that it can be checked`);
    else
      cited.push({
        where,
        basis: { document: parts[1] ?? parts[2] ?? '', path: parts[3] ?? parts[4] ?? null },
      });
  }
  return { cited, complaints };
}

/** Blanks in the place of comments, so that lines keep their numbers. */
const withoutComments = (source: string): string =>
  source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, (comment) => comment.replace(/[^\n]/g, ' '));

/**
 * What is wrong with the tests that a source text names: each must stand in its file as `test(` or `it(`, with
 * these words and not skipped.
 * @param read the text of a file from the root, undefined when there is none
 */
export function testProblems(
  file: string,
  source: string,
  read: (path: string) => string | undefined,
): { named: number; problems: string[] } {
  const code = withoutComments(source);
  const problems: string[] = [];
  const found = [...code.matchAll(testCall)];
  const calls = [...code.matchAll(/(?<![\w.])testedBy\(/g)].length;
  if (calls !== found.length) problems.push(`${file}: testedBy( must be given two literals`);
  for (const match of found) {
    const [path, name] = [match[1] ?? '', match[2] ?? ''].map((literal) => literal.slice(1, -1));
    const where = `${file}:${code.slice(0, match.index).split('\n').length}`;
    const tests = /\.test\.tsx?$/.test(path ?? '') ? read(path ?? '') : undefined;
    if (tests === undefined) problems.push(`${where}: no test file ${path}`);
    else if (!testNames(tests).has(name ?? '')) problems.push(`${where}: ${path} has no test “${name}”`);
  }
  return { named: found.length, problems };
}

const testNames = (source: string): Set<string> =>
  new Set(
    [...withoutComments(source).matchAll(/(?<![\w.])(?:test|it)\(\s*('[^'\n]*'|"[^"\n]*"|`[^`\n]*`)/g)].map(
      (match) => (match[1] ?? '').slice(1, -1),
    ),
  );

/** References to clauses in a data file: `{ document, clauses: [{ path }] }`, and `basis` strings that name a clause. */
export function citationsInData(file: string, value: unknown, names: (document: string) => boolean): Cited[] {
  const cited: Cited[] = [];
  const walk = (node: unknown, key: string, place: string): void => {
    if (typeof node === 'string' && key === 'basis') {
      const basis = parseBasis(node);
      if (isNumber(basis.document) || names(basis.document)) cited.push({ basis, where: `${file} ${place}` });
    } else if (Array.isArray(node)) {
      node.forEach((item, i) => {
        walk(item, key, `${place}[${i}]`);
      });
    } else if (node !== null && typeof node === 'object') {
      const { document, clauses } = node as { document?: unknown; clauses?: unknown };
      if (typeof document === 'string' && Array.isArray(clauses)) {
        for (const { path } of clauses as { path: string }[])
          cited.push({ basis: { document, path }, where: file });
      }
      for (const [name, child] of Object.entries(node)) walk(child, name, `${place}.${name}`);
    }
  };
  walk(value, '', '');
  return cited;
}

const json = (path: string): unknown => JSON.parse(readFileSync(fromRoot(path), 'utf8'));

type Indexes = { issuances: IndexedIssuance[]; statutes: IndexedStatute[] };

const documentsOf = ({ issuances, statutes }: Indexes): IndexedDocument[] => [
  ...issuances.map((x) => ({
    number: x.number,
    titles: [x.title, ...x.texts.map((t) => t.title)],
    clauses: x.texts.flatMap((t) => [
      ...t.clauses.map(([path, , sha256]) => ({ path, sha256 })),
      ...(t.rows ?? []).map(([path, sha256]) => ({ path, sha256 })),
    ]),
  })),
  ...statutes.map((x) => ({
    number: x.number,
    titles: [x.title],
    clauses: x.clauses.map(([path, sha256]) => ({ path, sha256 })),
  })),
];

const storedIndexes = (): Indexes => ({
  issuances: json('data/xixia/clauses.json') as IndexedIssuance[],
  statutes: json('data/statutes.json') as IndexedStatute[],
});

function originalIndexes(): Indexes | undefined {
  const found = originals();
  if (!found || !existsSync(found.gazette)) return undefined;
  return {
    issuances: indexGazette(parseBytes(readFileSync(found.gazette))),
    statutes: found.statutes.map((file) => indexStatute(readFileSync(file))),
  };
}

/** Keys of documents that published facts say are repealed by `today`. */
function repealedDocuments(today: Temporal.PlainDate): Set<string> {
  type Dated = { number: string | null; title: string; date?: string | null; repealedOn?: string };
  const { issuances, heldLaws } = json('data/xixia/documents.json') as {
    issuances: Dated[];
    heldLaws: Dated[];
  };
  const repealed = new Set<string>();
  for (const document of [...issuances, ...heldLaws]) {
    if (document.repealedOn === undefined) continue;
    const repeal: Effect = {
      id: 'repeal',
      kind: 'repeal',
      target: document.title,
      date: Temporal.PlainDate.from(document.repealedOn),
      precision: 'day',
      until: null,
      stage: 'decided',
      basis: null,
      source: null,
      assertedBy: 'data',
      assertedAt: Temporal.Instant.fromEpochMilliseconds(0),
    };
    const { status } = statusAt([repeal], today, Temporal.Now.instant());
    if (status === 'repealed') repealed.add(titleKey(document.title));
  }
  return repealed;
}

/** What is wrong with each citation. @param originalsAtHand the index made from the originals, when they are here */
export function findProblems(
  cited: readonly Cited[],
  stored: readonly IndexedDocument[],
  originalsAtHand: readonly IndexedDocument[] | undefined,
  repealed: ReadonlySet<string>,
): string[] {
  const index = clauseIndex(stored);
  const original = originalsAtHand && clauseIndex(originalsAtHand);
  return cited.flatMap(({ basis, where }) => {
    const found = index.find(basis);
    if (!found.ok) return [`${where}: ${formatBasis(basis)}: ${found.error.message}`];
    const { document, clause } = found.value;
    if (document.titles.some((title) => repealed.has(titleKey(title)))) {
      return [`${where}: ${formatBasis(basis)}: the document is repealed`];
    }
    const now = original?.find(basis);
    if (!now) return [];
    if (!now.ok) return [`${where}: ${formatBasis(basis)}: in the original: ${now.error.message}`];
    return now.value.clause?.sha256 === clause?.sha256
      ? []
      : [
          `${where}: ${formatBasis(basis)}: the words have changed; read the clause, then run scripts/index-clauses.ts`,
        ];
  });
}

if (import.meta.main) {
  const stored = documentsOf(storedIndexes());
  const known = new Set(
    stored.flatMap((d) => [...d.titles.map(titleKey), ...(d.number ? [numberKey(d.number)] : [])]),
  );
  const complaints: string[] = [];
  const cited: Cited[] = [];
  let named = 0;
  for (const file of globSync('src/**/*.{ts,tsx}')) {
    if (/\.test\.tsx?$/.test(file)) continue;
    const source = readFileSync(file, 'utf8');
    const found = citationsIn(file, source);
    cited.push(...found.cited);
    // The function itself is no call.
    const tests = testProblems(file, source.replace(/export const testedBy = .*/, ''), (path) =>
      existsSync(path) ? readFileSync(path, 'utf8') : undefined,
    );
    named += tests.named;
    complaints.push(...found.complaints, ...tests.problems);
  }
  for (const file of globSync('data/xixia/*.json')) {
    cited.push(...citationsInData(file, json(file), (name) => known.has(titleKey(name))));
  }
  const originalIndex = originalIndexes();
  const problems = [
    ...complaints,
    ...findProblems(
      cited,
      stored,
      originalIndex && documentsOf(originalIndex),
      repealedDocuments(Temporal.Now.plainDateISO('Asia/Shanghai')),
    ),
  ];
  for (const problem of problems) console.error(problem);
  const compared = originalIndex
    ? 'words compared with the originals'
    : 'words not compared: the originals are not here';
  console.log(`${cited.length} citations, ${named} tests named, ${problems.length} wrong; ${compared}`);
  if (problems.length > 0) process.exit(1);
}
