import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fromRoot } from '#base/paths.ts';
import { WORDS_FILE } from '#systems/gazette/proofread/rules/text/dictionary.ts';
import { makeWords } from './make-words.ts';

test('the word file is what the script makes of the list today', () => {
  assert.ok(Buffer.from(makeWords()).equals(readFileSync(fromRoot(WORDS_FILE))));
});
