import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { extractText } from 'unpdf';
import { makeCertificate } from '#platform/seal/certificate.ts';
import { type Certificate, readSealedPdf, type Seal, sealPdf } from '#platform/seal/index.ts';
import { makeKeyPair } from '#platform/seal/sm2.ts';
import type { AnnotationMetadata, LicenceMetadata } from '../metadata.ts';
import { makeLicenceFile } from './make-file.ts';
import { type Check, verifyLicenceFile } from './verify-file.ts';

const signedAt = Temporal.Instant.from('2024-01-10T01:00:00Z');
const today = Temporal.PlainDate.from('2026-11-01');
const rootKeys = makeKeyPair();
const rootSubject = { name: '试验根', organisation: '试验机构' };
const certificate = (
  subject: Certificate['subject'],
  keys: typeof rootKeys,
  by = rootKeys,
  authority = false,
) =>
  makeCertificate({
    subject,
    publicKey: keys.publicKey,
    validFrom: signedAt.subtract({ hours: 1 }),
    validUntil: signedAt.add({ hours: 24 * 365 * 5 }),
    issuer: { subject: rootSubject, keys: by },
    authority,
  });
const root = certificate(rootSubject, rootKeys, rootKeys, true);
const sealFor = (organisation: string, code: string): Seal => {
  const keys = makeKeyPair();
  return {
    keys,
    certificate: certificate({ name: `${organisation}（测试印章）`, organisation, code }, keys),
  };
};
const agency = '示例审批服务管理局（虚构）';
const seal = sealFor(agency, 'TEST00000000000001');

const metadata: LicenceMetadata = {
  ZZMC: '示例经营许可证（虚构）',
  ZZLXDM: '11100000000013338W032',
  ZZBH: '示许〔2024〕第1号',
  ZZBS: '1.2.156.3005.2.11100000000013338W032.11220000013544541J.2430599.001.F',
  ZZBFJG: agency,
  ZZBFJGDM: 'TEST00000000000001',
  ZZBFRQ: '2024-01-10',
  CZZT: '示例人甲',
  CZZTDM: '640105TEST00000001',
  CZZTDMLX: '公民身份号码',
  ZZYXQQSRQ: '2024-01-10',
  ZZYXQJZRQ: '2029-01-09',
  ZZQZMC: `${agency}（测试印章）`,
  KZ_SXMC: '示例许可事项（虚构）',
  KZ_BJBH: 'TEST0001',
  KZ_NR: [{ name: '经营场所', value: '示例街道一号（虚构）' }],
};
const annotation: AnnotationMetadata = {
  JZJZZSJ: '2026-10-20T02:00:00Z',
  JZJZZZ: '测试受理员',
  JZJZZSY: '办理示例事项（办件 TEST0002）',
  JZJYXQJZSJ: '2026-11-19',
};
const make = async (
  change: Partial<LicenceMetadata> = {},
  note: AnnotationMetadata | null = null,
  by = seal,
) => {
  const file = { metadata: { ...metadata, ...change }, annotation: note, code: '123456' };
  const made = await makeLicenceFile(
    { ...file, origin: 'http://localhost:3000', fontFolder: undefined },
    by,
    root,
    signedAt,
  );
  assert.ok(made.ok);
  return Buffer.from(made.value);
};
const failed = (bytes: Uint8Array, roots = [root], on = today): Check['code'][] =>
  verifyLicenceFile(bytes, roots, on)
    .checks.filter((c) => !c.passed)
    .map((c) => c.code);

let good: Buffer;
before(async () => {
  good = await make();
});

test('a licence says on its page what is signed in it, and that its seal is a test seal', async () => {
  const { text, totalPages } = await extractText(new Uint8Array(good), { mergePages: true });
  const words = text.replace(/\s/g, '');
  assert.equal(totalPages, 1);
  for (const printed of [
    metadata.ZZMC,
    metadata.ZZBS,
    metadata.CZZT,
    metadata.CZZTDM,
    agency,
    '2024年1月10日至2029年1月9日',
    '测试印章，不具法律效力',
    '查验码123456',
  ])
    assert.ok(words.includes(printed.replace(/\s/g, '')), printed);
  const report = verifyLicenceFile(good, [root], today);
  assert.deepEqual(failed(good), []);
  assert.ok(report.passed);
  assert.equal(report.checks.length, 8);
  assert.deepEqual(report.statement?.licence, metadata);
  assert.equal(report.sealedBy, `${agency}（测试印章）`);
});

test('without a root that is known from elsewhere nothing is confirmed, and another root confirms nothing', () => {
  assert.deepEqual(failed(good, []), ['root']);
  assert.equal(verifyLicenceFile(good, [], today).passed, false);
  const keys = makeKeyPair();
  assert.deepEqual(failed(good, [certificate(rootSubject, keys, keys, true)]), ['root']);
});

test('a licence is valid on its first and its last day and on no day outside', () => {
  const on = (date: string) => failed(good, [root], Temporal.PlainDate.from(date));
  assert.deepEqual(on('2024-01-09'), ['validity']);
  assert.deepEqual(on('2024-01-10'), []);
  assert.deepEqual(on('2029-01-09'), []);
  assert.deepEqual(on('2029-01-10'), ['validity']);
});

test('a copy says what for and until when, and is worth nothing afterwards', async () => {
  const copy = await make({}, annotation);
  const { text } = await extractText(new Uint8Array(copy), { mergePages: true });
  assert.match(
    text.replace(/\s/g, ''),
    /加注件此件由示例审批服务管理局（虚构）提供，仅供办理示例事项（办件TEST0002）使用，有效期至2026年11月19日/,
  );
  assert.deepEqual(failed(copy, [root], Temporal.PlainDate.from('2026-11-19')), []);
  assert.deepEqual(failed(copy, [root], Temporal.PlainDate.from('2026-11-20')), ['validity']);
});

test('the seal of another body, or an identifier that cannot be, is found', async () => {
  assert.deepEqual(failed(await make({}, null, sealFor('别的局', 'TEST2'))), ['body']);
  assert.deepEqual(failed(await make({ ZZBS: metadata.ZZBS.replace(/F$/, 'G') })), ['identifier']);
});

test('a page exchanged under a good signature is found', async () => {
  const other = await make({ ZZYXQJZRQ: '2039-01-09' });
  const envelopeAt = (file: Buffer) => file.lastIndexOf('>>\nstream\n') + 10;
  // The other page with this file's signature: the printed period would be ten years longer.
  const forged = Buffer.concat([other.subarray(0, envelopeAt(other)), good.subarray(envelopeAt(good))]);
  assert.ok(failed(forged).includes('bytes'));
  // What the compiler writes, sealed with a key of one's own: the root is not known.
  const keys = makeKeyPair();
  const ownRoot = certificate(rootSubject, keys, keys, true);
  const sealKeys = makeKeyPair();
  const own: Seal = { keys: sealKeys, certificate: certificate(seal.certificate.subject, sealKeys, keys) };
  const statement = readSealedPdf(good)?.statement;
  const page = good.subarray(0, good.lastIndexOf('%%EOF\n', good.lastIndexOf('/Type /GongbaoTestSeal')) + 6);
  assert.deepEqual(failed(sealPdf(page, statement, own, ownRoot, signedAt)), ['root']);
});

test('a changed byte in any region of the file is found', () => {
  const envelopeAt = good.lastIndexOf('>>\nstream\n') + 10;
  const envelopeEnd = good.indexOf('\nendstream', envelopeAt);
  const xrefAt = good.indexOf('xref\n');
  const regions: Record<string, [number, number]> = {
    'the first line': [0, 9],
    'the page’s objects and fonts': [9, xrefAt],
    'the table and trailer': [xrefAt, good.lastIndexOf('/Type /GongbaoTestSeal')],
    'the update’s object': [good.lastIndexOf('/Type /GongbaoTestSeal'), envelopeAt],
    'the envelope': [envelopeAt, envelopeEnd],
    'the update’s table to the last byte': [envelopeEnd, good.length],
  };
  for (const [name, [from, to]] of Object.entries(regions)) {
    const step = Math.max(1, Math.floor((to - from) / 40));
    for (let at = from; at < to; at += step) {
      const changed = Buffer.from(good);
      changed[at] = (changed[at] as number) ^ (1 << (at % 8));
      assert.ok(failed(changed).length > 0, `${name}: byte ${at}`);
    }
    const last = Buffer.from(good);
    last[to - 1] = (last[to - 1] as number) ^ 1;
    assert.ok(failed(last).length > 0, `${name}: its last byte`);
  }
  fc.assert(
    fc.property(fc.nat(good.length), fc.uint8Array({ minLength: 1, maxLength: 4 }), (at, bytes) => {
      assert.ok(failed(Buffer.concat([good.subarray(0, at), bytes, good.subarray(at)])).length > 0);
    }),
    { numRuns: 40 },
  );
});

test('what is no licence is said to be none', () => {
  for (const bytes of ['', '%PDF-1.7', 'x'.repeat(5000)])
    assert.deepEqual(failed(Buffer.from(bytes)), ['signed'], bytes.slice(0, 9));
  const foreign = sealPdf(good, { anything: 1 }, seal, root, signedAt);
  assert.deepEqual(failed(foreign), ['signed']);
});
