/** The marks that come with the program, and everything that says that it carries a clause, against the clause index. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fromRoot, sharedFolder } from '#base/paths.ts';
import {
  type CoverageDocument,
  type CoverageUnit,
  coverageOf,
  operativeCount,
} from '#engines/law/coverage.ts';
import { numberKey, titleKey } from '#engines/law/name.ts';
import { parseBytes } from '#engines/law/parse/index.ts';
import { editionRows } from '#engines/law/rows.ts';
import {
  type ClauseIndexFile,
  getXixiaMarks,
  knownMarks,
  type StatementsFile,
} from '#systems/gazette/coverage/known-marks.ts';
import { carriers } from '../src/rooms.ts';

const json = (name: string) => JSON.parse(readFileSync(fromRoot('data/xixia', name), 'utf8'));
const statements = json('statements.json') as StatementsFile;
type IndexedText = ClauseIndexFile[number]['texts'][number] & { rows?: [string, string][] };
const index = json('clauses.json') as (Omit<ClauseIndexFile[number], 'texts'> & { texts: IndexedText[] })[];
const called = (name: string) => (d: ClauseIndexFile[number]) =>
  (d.number !== null && numberKey(d.number) === numberKey(name)) ||
  [d.title, ...d.texts.map((t) => t.title)].some((title) => titleKey(title) === titleKey(name));

/** The issue as the index knows it, rows of tables included. */
const outline: CoverageDocument[] = index.map(({ number, title, texts }) => ({
  number,
  title,
  section: null,
  texts: texts.map((text) => {
    const paths = text.clauses.map(([path]) => path);
    const clauses = text.clauses.map(([path, , sha256]): CoverageUnit => {
      const parent = paths.indexOf(path.slice(0, Math.max(path.lastIndexOf('/'), 0)));
      return { path, sha256, parent: parent < 0 ? null : parent, kind: 'clause' };
    });
    const rows = (text.rows ?? []).map(
      ([path, sha256]): CoverageUnit => ({ path, sha256, parent: null, kind: 'row' }),
    );
    return { title: text.title, units: [...clauses, ...rows] };
  }),
}));

describe('statement marks', () => {
  it('each points at one clause of one document, with a reason and the words that were judged', () => {
    for (const { document, clauses } of statements) {
      const found = index.filter(called(document));
      assert.equal(found.length, 1, document);
      const known = found.flatMap((d) => d.texts.flatMap((t) => t.clauses));
      assert.equal(new Set(clauses.map((c) => c.path)).size, clauses.length, `${document}: marked twice`);
      for (const { path, sha256, reason } of clauses) {
        const at = known.filter(([p]) => p === path);
        assert.equal(at.length, 1, `${document} ${path}`);
        assert.equal(
          at[0]?.[2],
          sha256,
          `${document} ${path}: the words have changed; read the clause again`,
        );
        assert.ok(reason.length >= 4 && reason.length <= 40, `${document} ${path}`);
      }
    }
  });

  it('every clause is a statement or operative, by hand: 96 and 306 of 402, and 233 table rows', () => {
    const marks = knownMarks(statements, index);
    const map = coverageOf(
      outline,
      (unit, text, document) =>
        unit.kind === 'row'
          ? { verdict: 'operative', reason: null }
          : marks.of([document.number ?? '', document.title, text.title])(unit.path, unit.sha256),
      [],
    );
    assert.equal(map.counts.unmarked, 0);
    assert.equal(map.counts.statement, 96);
    assert.equal(operativeCount(map.counts), 306 + 160 + 44 + 22 + 7);
    const operative = (name: string) =>
      map.documents.filter((d) => d.document.number === name).map((d) => operativeCount(d.counts));
    assert.deepEqual(operative('银西政规发〔2023〕2号'), [18]);
    assert.deepEqual(operative('银西政发〔2023〕84号'), [160]);
    assert.deepEqual(operative('银西政办发〔2023〕48号'), [48 + 44]);
    assert.deepEqual(operative('银西政干发〔2023〕12号'), [5]);
  });

  it('a mark holds for the words it was made for, in the document it was made in, and for no others', () => {
    const marks = getXixiaMarks();
    const entry = statements.find((s) => s.document === '银西政规发〔2023〕2号');
    const clause = entry?.clauses[0];
    assert.ok(entry && clause);
    const of = (document: string, path: string, sha256: string) =>
      marks.of([document])(path, sha256)?.verdict;
    assert.equal(of(entry.document, clause.path, clause.sha256), 'statement');
    assert.equal(of('银西政规发[2023]2号', clause.path, clause.sha256), 'statement');
    assert.equal(of(entry.document, clause.path, '0'.repeat(64)), undefined);
    assert.equal(of(entry.document, '九', clause.sha256), undefined);
    assert.equal(of('银西政规发〔2024〕2号', clause.path, clause.sha256), undefined);
    assert.equal(of(entry.document, '三', index[0]?.texts[0]?.clauses[4]?.[2] ?? ''), 'operative');
  });

  const gazette = join(sharedFolder() ?? '', 'gazette', 'xixia-2023-04.txt');
  const skip = existsSync(gazette) ? false : 'the gazette is not at hand';
  it('the original has no clause that was not read', { skip }, () => {
    const { documents, expressions } = editionRows(parseBytes(readFileSync(gazette)));
    const marks = getXixiaMarks();
    const unread = documents.flatMap((d) => {
      const parent = documents.find((p) => p.locator === d.parent) ?? d;
      const clauses = expressions.find((e) => e.locator === d.locator)?.clauses ?? [];
      return clauses
        .filter((c) => !marks.of([parent.number ?? '', parent.title, d.title])(c.path, c.sha256))
        .map((c) => `${d.title} ${c.path}`);
    });
    assert.deepEqual(unread, []);
  });
});

describe('what carries clauses', () => {
  it('names clauses that are there, none of them a mere statement, and tests', () => {
    const marks = getXixiaMarks();
    const map = coverageOf(
      outline,
      (unit, text, document) =>
        marks.of([document.number ?? '', document.title, text.title])(unit.path, unit.sha256),
      carriers(),
    );
    assert.deepEqual(
      map.problems.map((p) => `${p.carrier} ${p.code} ${p.basis?.document} ${p.basis?.path}`),
      [],
    );
    assert.ok(map.counts.carried > 0);
  });

  it('each has an id of its own, and says what is missing where it carries in part', () => {
    const ids = carriers().map((c) => c.id);
    assert.equal(new Set(ids).size, ids.length);
    for (const { id, title, basis, tests } of carriers()) {
      assert.ok(title.length > 1 && basis.length > 0 && tests.length > 0, id);
      for (const { missing } of basis) assert.notEqual(missing?.trim(), '', id);
    }
  });
});
