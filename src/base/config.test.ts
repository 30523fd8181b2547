import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseConfig } from './config.ts';

const refusal = (env: NodeJS.ProcessEnv) => {
  const r = parseConfig(env);
  return r.ok ? '' : r.error.message;
};

test('with an empty environment the embedded database and demo data serve trying out', () => {
  const r = parseConfig({});
  assert.ok(r.ok);
  assert.equal(r.value.database.kind, 'embedded');
  assert.equal(r.value.demo, true);
  assert.equal(r.value.publicUrl, 'http://localhost:3000');
});

test('production names everything that it lacks at once', () => {
  const message = refusal({ NODE_ENV: 'production', GONGBAO_DEMO: '1' });
  for (const name of ['DATABASE_URL', 'GONGBAO_SECRET', 'GONGBAO_DEMO'])
    assert.match(message, new RegExp(name));
});

test('production with a server and a secret starts, without demo data', () => {
  const r = parseConfig({
    NODE_ENV: 'production',
    DATABASE_URL: 'postgres://u@h/d',
    GONGBAO_SECRET: 'x'.repeat(40),
  });
  assert.ok(r.ok);
  assert.equal(r.value.demo, false);
});

test('a wrong value is named with its variable', () => {
  assert.match(refusal({ PORT: 'http' }), /PORT/);
  assert.match(refusal({ DATABASE_URL: 'mysql://h/d' }), /DATABASE_URL/);
  assert.match(refusal({ GONGBAO_SECRET: 'short' }), /GONGBAO_SECRET/);
});
