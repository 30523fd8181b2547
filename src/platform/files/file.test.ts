import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { createSealing } from '#platform/sealing/index.ts';
import type { Store } from '#platform/store/store.ts';
import { openTestStore } from '#platform/store/testing.ts';
import { FILE_BYTES_MAX, filesOf, keepFile, namedByKind, readFile, safeName } from './file.ts';

const division = '640105';
const sealing = createSealing(['a-secret-of-thirty-two-characters!'], 'files');
/** The smallest picture: one pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
let store: Store;
before(async () => {
  store = await openTestStore();
});
after(() => store.close());

const keep = (name: string, bytes: Uint8Array, owner = 'a', tooLarge = false) =>
  keepFile(store.db, sealing, { division, owner, name, bytes, tooLarge });

test('a file is kept once for its owner, however often it is sent, and comes back byte for byte', async () => {
  const [one, two] = await Promise.all([keep('身份证.png', PNG), keep('再传一次.png', PNG)]);
  assert.ok(one.ok && two.ok);
  assert.equal(one.value.id, two.value.id);
  const other = await keep('身份证.png', PNG, 'b');
  assert.ok(other.ok && other.value.id !== one.value.id, 'somebody else’s file is their own');
  const back = await readFile(store.db, sealing, division, one.value.id);
  assert.deepEqual(back?.bytes, PNG);
  assert.equal(back?.mediaType, 'image/png');
  assert.equal((await filesOf(store.db, division, 'a')).length, 1);
});

test('the bytes stand nowhere in the clear', async () => {
  const { rows } = await store.runSql('select sealed from file_object');
  for (const row of rows as { sealed: Uint8Array }[])
    assert.ok(!Buffer.from(row.sealed).includes(PNG.subarray(0, 16)));
});

test('what a file is is looked at, not believed', async () => {
  const cases: [string, Uint8Array, string][] = [
    ['身份证.jpg', Buffer.from('<html><script>alert(1)</script></html>'), 'files.kind'],
    ['申请.pdf', Buffer.from('MZ\x90\x00 a program'), 'files.kind'],
    ['照片.png', Buffer.from('PK\x03\x04 a zip'), 'files.kind'],
    ['空.png', Buffer.alloc(0), 'files.empty'],
  ];
  for (const [name, bytes, code] of cases) {
    const kept = await keep(name, bytes);
    assert.equal(kept.ok ? '' : kept.error.code, code, name);
  }
  const cut = await keep('大.png', PNG, 'a', true);
  assert.equal(cut.ok ? '' : cut.error.code, 'files.too_large');
  const large = await keep('大.png', Buffer.concat([PNG, Buffer.alloc(FILE_BYTES_MAX)]));
  assert.equal(large.ok ? '' : large.error.code, 'files.too_large');
});

test('any name becomes one that can be shown and saved', () => {
  assert.equal(safeName('../../etc/passwd'), 'passwd');
  assert.equal(safeName('C:\\Users\\x\\身份证.jpg'), '身份证.jpg');
  assert.equal(safeName('photo\u202egpj.exe'), 'photogpj.exe');
  assert.equal(safeName('...'), '未命名文件');
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
      const safe = safeName(name);
      assert.ok(safe.length > 0 && [...safe].length <= 100);
      assert.doesNotMatch(safe, /[/\\<>:"|?*]|^\./u);
    }),
  );
});

test('a file is kept under the ending of what it is', () => {
  assert.equal(namedByKind('发票.pdf.exe', 'image/jpeg'), '发票.pdf.exe.jpg');
  assert.equal(namedByKind('photo\u202egpj.exe', 'image/png'), 'photogpj.exe.png');
  assert.equal(namedByKind('身份证.JPEG', 'image/jpeg'), '身份证.JPEG');
  assert.equal(namedByKind('营业执照', 'application/pdf'), '营业执照.pdf');
  assert.equal([...namedByKind('长'.repeat(300), 'application/pdf')].length, 100);
});
