/**
 * Each sample against what a reader wrote down about it (samples/README.md), and what must hold of any parse.
 *
 * The keys of an expectation are described in parse-corpus-expectation.ts; a key that is absent is not checked.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { Artifact, type Clause } from '#engines/law/parse/artifact.ts';
import { parseBytes, printArtifact } from '#engines/law/parse/index.ts';
import * as documents from './parse-corpus-documents.ts';
import { type Check, type Expectation, find, locate, spansOf, squash } from './parse-corpus-expectation.ts';
import * as records from './parse-corpus-records.ts';

const samples = new URL('../samples/', import.meta.url);

/** `case / check` → why the parser does not do it yet. Remove a line as soon as its test passes. */
const todo: Record<string, string> = {};

/** The checks, with the keys of an expectation that ask for each. */
const checks: { name: string; keys: (keyof Expectation)[]; check: Check }[] = [
  { name: 'encoding', keys: ['encoding'], check: documents.encoding },
  { name: 'shape', keys: ['shape'], check: documents.shape },
  { name: 'issue', keys: ['issue'], check: documents.issue },
  { name: 'contents', keys: ['contents'], check: documents.contents },
  { name: 'issuances', keys: ['issuances'], check: documents.issuances },
  { name: 'instrument', keys: ['instrument'], check: documents.instrument },
  { name: 'tables', keys: ['tables', 'issuances'], check: documents.tables },
  { name: 'appointments', keys: ['appointments'], check: records.appointments },
  { name: 'effects', keys: ['effects'], check: records.effects },
  { name: 'no decided effects', keys: ['noDecidedEffects'], check: records.undecided },
  { name: 'periods', keys: ['periods'], check: records.periods },
  { name: 'figures', keys: ['figures'], check: records.figures },
  { name: 'citations', keys: ['citations', 'notCitations'], check: records.citations },
  { name: 'residue', keys: ['residueAll', 'residueIncludes'], check: documents.residue },
];

const names = [
  'lanhe-2024-02.txt',
  ...readdirSync(new URL('corpus/', samples))
    .filter((name) => !name.endsWith('.json'))
    .sort()
    .map((name) => `corpus/${name}`),
];

/** Outermost 《…》 and every 〔year〕n号, as the text prints them. */
function printedReferences(text: string): string[] {
  const squashed = squash(text);
  const found: string[] = squashed.match(/〔\d{4}〕\d+号/g) ?? [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < squashed.length; i++) {
    if (squashed[i] === '《' && depth++ === 0) start = i;
    else if (squashed[i] === '》' && depth > 0 && --depth === 0) found.push(squashed.slice(start, i + 1));
  }
  return found;
}

function checkPaths(clauses: readonly Clause[], parent: Clause | null): void {
  for (const clause of clauses) {
    const own = clause.path.split('/').at(-1) ?? '';
    const above = parent ? [parent.path] : clause.path.split('/').filter((part) => part.startsWith('附件'));
    assert.equal(clause.path, [...above, own].join('/'));
    if (clause.label === '') assert.match(own, /^¶\d+$/);
    else assert.equal(own, clause.label);
    checkPaths(clause.children, clause);
  }
}

function checkAnyParse(artifact: Artifact): void {
  Artifact.parse(artifact);
  const { text } = artifact.source;
  for (const [name, [start, end]] of spansOf(artifact)) {
    assert.ok(start <= end && end <= text.length, `${name} [${start}, ${end}) of ${text.length}`);
  }
  let last = 0;
  for (const { span } of artifact.residue) {
    assert.ok(span[0] >= last && text.slice(...span).trim() !== '', `residue at ${span[0]}`);
    last = span[1];
  }
  for (const issuance of artifact.issuances) {
    for (const instrument of issuance.instruments) checkPaths(instrument.clauses, null);
  }
}

function checkReferences(artifact: Artifact): void {
  const where = locate(artifact.source.text);
  for (const quote of new Set(printedReferences(artifact.source.text))) {
    for (let hit = find(where, quote); hit; hit = find(where, quote, hit.index + 1)) {
      const [start, end] = hit.span;
      assert.ok(
        artifact.citations.some((one) => one.span[0] <= start && end <= one.span[1]),
        `no citation covers ${quote} at ${start}`,
      );
    }
  }
}

for (const name of names) {
  const bytes = readFileSync(new URL(name, samples));
  const expected: Expectation = JSON.parse(
    readFileSync(new URL(name.replace(/\.(txt|md)$/, '.expected.json'), samples), 'utf8'),
  );
  const run = (aspect: string, body: () => void) => {
    const reason = todo[`${name} / ${aspect}`];
    test(aspect, reason === undefined ? {} : { todo: reason }, body);
  };
  describe(`samples/${name}`, () => {
    const artifact = parseBytes(bytes);
    run('prints back byte for byte', () => assert.deepEqual(Buffer.from(printArtifact(artifact)), bytes));
    run('parses to the same artifact again', () => assert.deepEqual(parseBytes(bytes), artifact));
    run('keeps the contract: schema, spans, residue, paths', () => checkAnyParse(artifact));
    if (!expected.residueAll) {
      run('reads every 《…》 and 〔…〕 as a citation', () => checkReferences(artifact));
    }
    expected.issuances?.forEach((issuance, i) => {
      if (!issuance.instruments) return;
      run(`instruments of issuance ${i}`, () => documents.checkInstrumentsOf(artifact, expected, i));
    });
    for (const { name: aspect, keys, check } of checks) {
      if (keys.some((key) => expected[key] !== undefined)) run(aspect, () => check(artifact, expected));
    }
  });
}
