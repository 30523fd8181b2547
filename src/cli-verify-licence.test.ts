import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openAuthority, toPem } from '#platform/seal/index.ts';
import { openTestStore } from '#platform/store/testing.ts';
import { makeLicenceFile } from '#systems/licences/file/make-file.ts';
import { madeUpLicence } from '#systems/licences/fixture.ts';
import { licenceKeys, openHolder } from '#systems/licences/holder.ts';
import { issueLicence } from '#systems/licences/index.ts';
import { licenceMetadata } from '#systems/licences/metadata.ts';
import { findLicence } from '#systems/licences/queries.ts';

const folder = mkdtempSync(join(tmpdir(), 'gongbao-verify-'));
after(() => rmSync(folder, { recursive: true }));
const file = (name: string, content: Uint8Array | string): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const verify = (args: string[], input?: Uint8Array) => {
  const cli = join(import.meta.dirname, 'cli.ts');
  const env = { ...process.env, GONGBAO_DATA: join(folder, 'data') };
  const run = spawnSync(process.execPath, [cli, 'verify-licence', ...args], { input, env });
  return { status: run.status, out: run.stdout.toString(), err: run.stderr.toString() };
};

let pdf: Buffer;
let root: string;
before(async () => {
  const store = await openTestStore();
  const secrets = ['a-secret-for-the-tests-of-the-verifier!'];
  const keys = licenceKeys(secrets);
  const facts = madeUpLicence(null, { validUntil: null });
  const actor = { kind: 'system', part: 'test' } as const;
  const { licenceId } = await store.db.transaction().execute((tx) => issueLicence(tx, keys, actor, facts));
  const row = await findLicence(store.db, '640105', licenceId);
  assert.ok(row);
  const at = Temporal.Now.instant();
  const authority = await openAuthority(store.db, secrets, '640105', at);
  const seal = await authority.sealOf(store.db, facts.agency, at);
  const made = await makeLicenceFile(
    {
      metadata: licenceMetadata(row, openHolder(keys, row)),
      annotation: null,
      code: '123456',
      origin: 'http://localhost',
      fontFolder: undefined,
    },
    seal,
    authority.root,
    at,
  );
  await store.close();
  assert.ok(made.ok);
  pdf = Buffer.from(made.value);
  root = file('root.pem', toPem('CERTIFICATE', authority.root.der));
});

test('a licence as it was issued passes with the root: what, by whom, from when, and the state left open', () => {
  const { status, out } = verify([file('licence.pdf', pdf), '--root', root]);
  assert.equal(status, 0);
  assert.match(out, /^通过/);
  for (const said of [
    '示例经营许可证（虚构）',
    '示例人甲',
    '2024-01-10 至 长期',
    '（测试印章）',
    '请在线查询',
  ])
    assert.ok(out.includes(said), said);
  assert.equal(out.match(/✓/g)?.length, 8);
  assert.equal(verify(['-', '--root', root], pdf).status, 0);
});

test('without a root nothing is confirmed: exit code 1, and it is said why', () => {
  const { status, out } = verify([file('licence.pdf', pdf)]);
  assert.equal(status, 1);
  assert.match(out, /✗ 根证书是已知的：没有可比对的根证书/);
  assert.match(out, /未经确认/);
});

test('a changed byte: exit code 1, and what it is', () => {
  const changed = Buffer.from(pdf);
  changed[2000] = (changed[2000] as number) ^ 1;
  const { status, out } = verify([file('changed.pdf', changed), '--root', root]);
  assert.equal(status, 1);
  assert.match(out, /✗ 文件没有被改动/);
});

test('what is no licence is refused, what cannot be read is told: exit codes 1 and 2', () => {
  assert.equal(verify([file('text.txt', '不是证照')]).status, 1);
  for (const args of [[], ['a', 'b'], ['--fast', 'x'], [join(folder, 'none.pdf')], [folder]]) {
    const { status, out, err } = verify(args);
    assert.deepEqual([status, out], [2, ''], args.join(' '));
    assert.match(err, /请/);
  }
  const notRoot = verify([file('licence.pdf', pdf), '--root', file('x.pem', 'x')]);
  assert.equal(notRoot.status, 2);
  assert.match(notRoot.err, /不是根证书/);
});
