import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fromRoot } from '#base/paths.ts';
import { parseText } from '#engines/law/parse/index.ts';
import { cutDocuments, missingDocuments } from './completeness.ts';

const sample = readFileSync(fromRoot('samples/lanhe-2024-02.txt'), 'utf8');

test('a whole issue lacks nothing that its contents list', () => {
  assert.deepEqual(missingDocuments(parseText(sample)), []);
});

test('an issue that was cut lacks the documents after the cut, by their titles', () => {
  const whole = parseText(sample);
  for (const kept of [2, 5, 8]) {
    const cut = whole.issuances[kept]?.span[0] ?? 0;
    const missing = missingDocuments(parseText(sample.slice(0, cut)));
    assert.equal(missing.length, whole.contents.length - kept);
    assert.equal(cutDocuments(parseText(sample.slice(0, cut))).length, kept === 8 ? 0 : missing.length);
  }
});

test('one document that is not found among many is no cut: it may be a misreading', () => {
  const whole = parseText(sample);
  const issuances = whole.issuances.filter((_i, at) => at !== 3);
  assert.equal(missingDocuments({ contents: whole.contents, issuances }).length, 1);
  assert.deepEqual(cutDocuments({ contents: whole.contents, issuances }), []);
});

test('documents without contents are never called incomplete', () => {
  assert.deepEqual(missingDocuments({ contents: [], issuances: [] }), []);
});
