import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findStoreFailure } from './store-failure.ts';

const failure = (code: string | undefined, message = 'x') =>
  findStoreFailure(Object.assign(new Error(message), code === undefined ? {} : { code }))?.code;

test('what passes by itself is told from what somebody has to change, and both from bugs', () => {
  for (const code of ['ECONNREFUSED', '08006', '57P01', '57P03', '53300'])
    assert.equal(failure(code), 'store.away', code);
  assert.equal(failure(undefined, 'Connection terminated unexpectedly'), 'store.away');
  for (const code of ['28P01', '3D000', 'ENOTFOUND', 'EACCES'])
    assert.equal(failure(code), 'store.refused', code);
  for (const code of ['23505', '42P01', '08P01', undefined])
    assert.equal(failure(code), undefined, String(code));
  assert.equal(findStoreFailure('no error'), undefined);
});

test('a host of several addresses is away when each of them refused', () => {
  const each = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
  assert.equal(findStoreFailure(new AggregateError([each, each]))?.code, 'store.away');
});
