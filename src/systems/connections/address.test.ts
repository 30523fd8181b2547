import assert from 'node:assert/strict';
import type { LookupAddress } from 'node:dns';
import { test } from 'node:test';
import { checkAddress, checkedLookup, ForbiddenAddress, mayReach, type Reach } from './address.ts';

const STRICT: Reach = { networks: [], loopback: false };
const TRYING: Reach = { networks: [], loopback: true };

test('only public addresses may be reached', () => {
  for (const open of ['8.8.8.8', '114.114.114.114', '2400:3200::1'])
    assert.equal(mayReach(open, STRICT), true, open);
  for (const closed of [
    '0.0.0.0',
    '10.0.0.1',
    '100.64.0.1',
    '127.0.0.1',
    '127.8.9.1',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:10.0.0.1',
    '::ffff:127.0.0.1',
    '64:ff9b::a00:1',
    'fc00::1',
    'fd12::1',
    'fe80::1',
    'ff02::1',
    '2002:a00:1::',
    'no address',
  ])
    assert.equal(mayReach(closed, TRYING), false, closed);
});

test('a private network that was configured may be reached, its neighbour not', () => {
  const reach: Reach = { networks: ['10.1.0.0/16', 'fd00:1::/32'], loopback: false };
  assert.equal(mayReach('10.1.255.9', reach), true);
  assert.equal(mayReach('10.2.0.1', reach), false);
  assert.equal(mayReach('::ffff:10.1.0.1', reach), true);
  assert.equal(mayReach('fd00:1::5', reach), true);
  assert.equal(mayReach('fd00:2::5', reach), false);
});

test('an address is https, without an account, not literally private; plain http is for loopback while trying out', () => {
  const code = (url: string, reach = STRICT) => {
    const r = checkAddress(url, reach);
    return r.ok ? 'ok' : r.error.code;
  };
  assert.equal(code('https://hooks.example.cn/a?b=1'), 'ok');
  assert.equal(code('https://hooks.example.cn:8443/'), 'ok');
  for (const wrong of [
    'http://hooks.example.cn/',
    'ftp://hooks.example.cn/',
    'https://a:b@hooks.example.cn/',
    'https://hooks.example.cn/#x',
    'https://10.0.0.1/',
    'https://[::1]/',
    'https://0x7f.1/',
    'https://2130706433/',
    'https://[::ffff:169.254.169.254]/',
    'http://localhost:1/',
    'hooks.example.cn',
    `https://hooks.example.cn/${'x'.repeat(500)}`,
  ])
    assert.equal(code(wrong), 'webhooks.address', wrong);
  for (const own of ['http://localhost:1/', 'http://127.0.0.1:9/x', 'http://[::1]:9/'])
    assert.equal(code(own, TRYING), 'ok', own);
  assert.equal(code('http://127.0.0.2/', TRYING), 'webhooks.address');
  assert.equal(code('http://localhost.example.cn/', TRYING), 'webhooks.address');
});

const resolvedTo = (...addresses: string[]): Promise<unknown> =>
  new Promise((resolve) => {
    const answer = addresses.map(
      (address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 }),
    );
    checkedLookup(STRICT, false, (_host, _options, done) => done(null, answer))(
      'hooks.example.cn',
      { all: true },
      (error, found) => resolve(error ?? found),
    );
  });

test('a name is connected to at the address that passed, and refused when any of its addresses may not be reached', async () => {
  assert.deepEqual(await resolvedTo('8.8.8.8'), [{ address: '8.8.8.8', family: 4 }]);
  for (const addresses of [['10.0.0.1'], ['8.8.8.8', '127.0.0.1'], ['8.8.8.8', '::1'], []]) {
    const outcome = await resolvedTo(...addresses);
    assert.ok(outcome instanceof ForbiddenAddress, addresses.join());
  }
});
