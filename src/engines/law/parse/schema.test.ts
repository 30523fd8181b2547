import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parseBytes, parseText } from './index.ts';
import { schemaText } from './schema.ts';

const root = join(import.meta.dirname, '../../../..');
const kept = readFileSync(join(root, 'schemas/artifact.schema.json'), 'utf8');
const validate = new Ajv2020({ strict: true, allErrors: true }).compile(JSON.parse(kept));
const accepts = (artifact: unknown) => {
  // What is checked is what is printed: JSON leaves out what is undefined.
  assert.ok(
    validate(JSON.parse(JSON.stringify(artifact))),
    JSON.stringify(validate.errors?.slice(0, 5), null, 2),
  );
};

test('the kept JSON Schema is the one that artifact.ts says (else run: node scripts/artifact-schema.ts)', () => {
  assert.equal(kept, schemaText());
});

test('the schema accepts every sample’s artifact', () => {
  const folder = join(root, 'samples');
  for (const name of ['lanhe-2024-02.txt', 'corpus/statute.md', 'corpus/gb18030.txt', 'corpus/news.txt']) {
    accepts(parseBytes(readFileSync(join(folder, name))));
  }
  accepts(parseText(''));
  accepts(parseBytes(Uint8Array.of(0xff, 0xfe, 0x00)));
});

const gazette = join(process.env.GONGBAO_SHARED ?? join(root, '../shared'), 'gazette/xixia-2023-04.txt');

test('the schema accepts the real gazette’s artifact', {
  skip: existsSync(gazette) ? false : `no gazette at ${gazette}`,
}, () => {
  accepts(parseBytes(readFileSync(gazette)));
});

test('the schema refuses a span that is no pair and a date that is no date', () => {
  const artifact = JSON.parse(JSON.stringify(parseText('无')));
  artifact.residue = [{ span: [1] }];
  assert.equal(validate(artifact), false);
});
