import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { extractText } from 'unpdf';
import { compilePdf } from '#platform/pdf/compile.ts';
import type { Store } from '#platform/store/store.ts';
import { openTestStore } from '#platform/store/testing.ts';
import { openAuthority, readRoots, type Seal } from './authority.ts';
import { type Certificate, isIssuedBy } from './certificate.ts';
import { readSealedPdf, sealPdf } from './sealed-pdf.ts';

const SECRET = 'a-secret-for-the-tests-of-the-seal-room';
const DIVISION = '640105';
const now = Temporal.Instant.from('2026-03-02T01:00:00Z');
const body = { code: 'TEST640105000000001', name: '某局' };
const statement = { 名称: '试验证照', 号: 7 };

let store: Store;
let seal: Seal;
let root: Certificate;
let pdf: Uint8Array;
let sealed: Buffer;
before(async () => {
  store = await openTestStore();
  const authority = await openAuthority(store.db, [SECRET], DIVISION, now);
  root = authority.root;
  seal = await authority.sealOf(store.db, body, now);
  const folder = await mkdtemp(join(tmpdir(), 'gongbao-sealed-'));
  await writeFile(
    join(folder, 'main.typ'),
    '#let d = json("data.json")\n#set document(title: d.words)\n#set text(font: d.fonts, fallback: false, lang: "zh")\n#d.words',
  );
  const made = await compilePdf({
    folder,
    main: 'main.typ',
    data: (fonts) => ({ words: '许可证一张', fonts: fonts.families.songti }),
    date: Temporal.PlainDate.from('2026-03-02'),
  });
  await rm(folder, { recursive: true });
  assert.ok(made.ok);
  pdf = made.value.bytes;
  sealed = sealPdf(pdf, statement, seal, root, now);
});
after(() => store.close());

const holds = (file: Uint8Array): boolean => {
  const read = readSealedPdf(file);
  return !!read?.bytesMatch && read.signatureMatches && isIssuedBy(read.certificate, root);
};

test('a root is made once, whoever starts first, and a body keeps its seal', async () => {
  const [a, b] = await Promise.all([1, 2].map(() => openAuthority(store.db, [SECRET], '640106', now)));
  assert.ok(a && b);
  assert.equal(a.root.fingerprint, b.root.fingerprint);
  const seals = await Promise.all([a, b].map((of) => of.sealOf(store.db, body, now)));
  assert.equal(seals[0]?.certificate.fingerprint, seals[1]?.certificate.fingerprint);
  assert.deepEqual(seals[0]?.certificate.subject, {
    name: '某局（测试印章）',
    organisation: '某局',
    code: body.code,
  });
  assert.ok(isIssuedBy(seals[0]?.certificate as Certificate, a.root));
  assert.notEqual(a.root.fingerprint, root.fingerprint);
  assert.deepEqual(
    (await readRoots(store.db, '640106')).map((r) => r.fingerprint),
    [a.root.fingerprint],
  );
});

test('a seal that has run out is followed by a new one; what the old signed can still be told', async () => {
  const later = now.add({ hours: 24 * 365 * 6 });
  // Opened before the seal ran out, as by a server that runs for years.
  const authority = await openAuthority(store.db, [SECRET], DIVISION, now);
  assert.equal(authority.root.fingerprint, root.fingerprint);
  const next = await authority.sealOf(store.db, body, later);
  assert.notEqual(next.certificate.fingerprint, seal.certificate.fingerprint);
  assert.ok(holds(sealed));
});

test('the private keys are not in the database, and another secret does not open them', async () => {
  const { rows } = await store.runSql(`select encode(private_key, 'hex') as key from seal_certificate`);
  assert.ok(rows.length >= 3);
  for (const row of rows) {
    const { key } = row as { key: string };
    assert.ok(!key.includes(seal.keys.privateKey));
  }
  await assert.rejects(openAuthority(store.db, ['x'.repeat(40)], DIVISION, now), /secret/);
});

test('a sealed file is the same file to a reader, and tells what was signed, by whom and when', async () => {
  assert.ok(Buffer.from(sealed.subarray(0, pdf.length)).equals(Buffer.from(pdf)));
  const { text, totalPages } = await extractText(new Uint8Array(sealed), { mergePages: true });
  assert.equal(totalPages, 1);
  assert.match(text, /许可证一张/);
  const read = readSealedPdf(sealed);
  assert.deepEqual(read?.statement, statement);
  assert.equal(String(read?.signedAt), '2026-03-02T01:00:00Z');
  assert.equal(read?.certificate.subject.name, '某局（测试印章）');
  assert.ok(holds(sealed));
});

test('the update’s table points at its object, and its trailer at the table', () => {
  const text = sealed.toString('latin1');
  const xrefAt = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
  assert.equal(text.slice(xrefAt, xrefAt + 4), 'xref');
  const [, number, , offset] = /^xref\n(\d+) (\d+)\n(\d{10}) 00000 n \n/.exec(text.slice(xrefAt)) ?? [];
  assert.ok(text.slice(Number(offset)).startsWith(`${number} 0 obj\n`));
});

test('a changed byte anywhere in the file is found', () => {
  // The start and the parts that the signature adds byte by byte; inside hashed parts one byte is as good as another.
  for (let at = 0; at < sealed.length; at += at < 60 || at > sealed.length - 500 ? 1 : 41) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] as number) ^ (1 << (at % 8));
    assert.ok(!holds(changed), `byte ${at} of ${sealed.length}`);
  }
});

test('bytes that are added, taken away, doubled or moved are found', () => {
  fc.assert(
    fc.property(fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 9 }), (place, bytes) => {
      const at = place % (sealed.length + 1);
      assert.ok(!holds(Buffer.concat([sealed.subarray(0, at), bytes, sealed.subarray(at)])));
      if (at < sealed.length)
        assert.ok(!holds(Buffer.concat([sealed.subarray(0, at), sealed.subarray(at + bytes.length)])));
    }),
    { numRuns: 60 },
  );
  assert.ok(!holds(Buffer.concat([sealed, sealed])));
  // A second update by anybody, after the first.
  assert.ok(!holds(sealPdf(sealed, statement, seal, root, now).subarray(0, -1)));
});

test('the signature of one file does not hold for another', () => {
  const other = sealPdf(pdf, { ...statement, 号: 8 }, seal, root, now);
  const cut = (file: Buffer) => file.indexOf('>>\nstream\n', pdf.length) + 10;
  assert.ok(holds(other));
  const swapped = Buffer.concat([sealed.subarray(0, cut(sealed)), other.subarray(cut(other))]);
  // Both carry the same bytes around the envelope, so a whole envelope may be exchanged: it says what it says.
  assert.deepEqual(readSealedPdf(swapped)?.statement, { ...statement, 号: 8 });
});

test('whatever bytes: an answer, never an error', () => {
  const deep = Buffer.from(Buffer.from('['.repeat(200_000)).toString('base64'));
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.constant(deep)), (bytes) => {
      const file = Buffer.concat([
        Buffer.from('/Type /GongbaoTestSeal >>\nstream\n'),
        bytes,
        Buffer.from('\nendstream\nendobj\n'),
      ]);
      assert.equal(readSealedPdf(file), undefined);
    }),
  );
  assert.throws(() => sealPdf(Buffer.from('%PDF-1.7 nothing'), {}, seal, root, now), RangeError);
});
