import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import {
  isInForce,
  isIssuedBy,
  makeCertificate,
  publicKeyDer,
  readCertificate,
  readCertificateFile,
  signatureDer,
  toPem,
} from './certificate.ts';
import { makeKeyPair, SIGNER_ID, signSm2, sm3, verifySm2 } from './sm2.ts';

const validFrom = Temporal.Instant.from('2024-01-01T00:00:00Z');
const validUntil = Temporal.Instant.from('2054-01-01T00:00:00Z');
const rootKeys = makeKeyPair();
const rootSubject = { name: '试验根', organisation: '试验机构' };
const rootIssuer = { subject: rootSubject, keys: rootKeys };
const root = makeCertificate({
  subject: rootSubject,
  publicKey: rootKeys.publicKey,
  validFrom,
  validUntil,
  issuer: rootIssuer,
  authority: true,
});
const sealKeys = makeKeyPair();
const seal = makeCertificate({
  subject: { name: '某局（测试印章）', organisation: '某局', code: 'TEST0001' },
  publicKey: sealKeys.publicKey,
  validFrom,
  validUntil: Temporal.Instant.from('2034-01-01T00:00:00Z'),
  issuer: rootIssuer,
  authority: false,
});

const folder = mkdtempSync(join(tmpdir(), 'gongbao-seal-'));
after(() => rmSync(folder, { recursive: true }));
const file = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const openssl = spawnSync('openssl', ['version'], { encoding: 'utf8' });
const without = openssl.status !== 0 && 'openssl is not on this machine';

test('SM3 of abc is what GB/T 32905 prints', () => {
  assert.equal(sm3(Buffer.from('abc')), '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
});

test('OpenSSL verifies a signature made here, with the signer id, and no other bytes', {
  skip: without,
}, () => {
  const bytes = Buffer.from('证照的字节');
  const key = file('key.pem', toPem('PUBLIC KEY', publicKeyDer(sealKeys.publicKey)));
  const signature = file('signature', signatureDer(signSm2(bytes, sealKeys)));
  const verify = (message: string, id = SIGNER_ID) =>
    spawnSync('openssl', [
      ...['pkeyutl', '-verify', '-rawin', '-digest', 'sm3', '-pubin', '-inkey', key],
      ...['-pkeyopt', `distid:${id}`, '-in', message, '-sigfile', signature],
    ]).status;
  assert.equal(verify(file('message', bytes)), 0);
  assert.notEqual(verify(file('other', '证照的别的字节')), 0);
  assert.notEqual(verify(join(folder, 'message'), '8765432187654321'), 0);
});

test('OpenSSL reads both certificates and follows the chain to the root', { skip: without }, () => {
  const rootFile = file('root.pem', toPem('CERTIFICATE', root.der));
  const sealFile = file('seal.pem', toPem('CERTIFICATE', seal.der));
  const args = ['verify', '-vfyopt', `distid:${SIGNER_ID}`, '-x509_strict', '-CAfile', rootFile, sealFile];
  assert.match(execFileSync('openssl', args, { encoding: 'utf8' }), /OK/);
  const text = execFileSync('openssl', ['x509', '-in', sealFile, '-noout', '-text', '-nameopt', 'utf8'], {
    encoding: 'utf8',
  });
  assert.match(text, /SM2-with-SM3/);
  assert.match(text, /organizationIdentifier ?= ?TEST0001/);
  assert.match(text, /Not After : Jan {2}1 00:00:00 2034/);
});

test('a certificate by another key in the root’s name is not issued by the root', () => {
  const other = makeKeyPair();
  const forged = makeCertificate({
    subject: seal.subject,
    publicKey: other.publicKey,
    validFrom,
    validUntil,
    issuer: { subject: rootSubject, keys: other },
    authority: false,
  });
  assert.equal(isIssuedBy(forged, root), false);
});

test('what is written is read again, from DER and from PEM', () => {
  assert.deepEqual(seal.subject, { name: '某局（测试印章）', organisation: '某局', code: 'TEST0001' });
  assert.deepEqual(seal.issuer, rootSubject);
  assert.equal(seal.publicKey, sealKeys.publicKey);
  assert.equal(seal.authority, false);
  assert.equal(root.authority, true);
  assert.equal(String(root.validUntil), '2054-01-01T00:00:00Z');
  assert.deepEqual(readCertificateFile(Buffer.from(toPem('CERTIFICATE', seal.der))), seal);
  assert.deepEqual(readCertificateFile(seal.der), seal);
});

test('the root issued the seal and itself; a seal issues nothing', () => {
  assert.ok(isIssuedBy(seal, root) && isIssuedBy(root, root));
  assert.ok(!isIssuedBy(root, seal) && !isIssuedBy(seal, seal));
});

test('a certificate is in force from its first second until before its last', () => {
  assert.ok(isInForce(seal, validFrom) && !isInForce(seal, seal.validUntil));
  assert.ok(!isInForce(seal, validFrom.subtract({ seconds: 1 })));
});

test('no byte of a certificate can be changed, added or taken away', () => {
  // Inside what is signed one byte is as good as another: every fifth.
  const signed = { from: 20, to: seal.der.length - 90 };
  for (let at = 0; at < seal.der.length; at += at > signed.from && at < signed.to ? 5 : 1) {
    const changed = Buffer.from(seal.der);
    changed[at] = (changed[at] as number) ^ (1 << (at % 8));
    const read = readCertificate(changed);
    assert.ok(read === undefined || !isIssuedBy(read, root), `byte ${at}`);
  }
  assert.equal(readCertificate(Buffer.concat([seal.der, Buffer.of(0)])), undefined);
  assert.equal(readCertificate(seal.der.subarray(0, -1)), undefined);
});

test('any bytes are read or not, without an error', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(400), (bytes, at) => {
      readCertificateFile(Buffer.from(bytes));
      readCertificate(Buffer.concat([seal.der.subarray(0, at), bytes, seal.der.subarray(at)]));
    }),
  );
});

test('what is no signature or key is simply not right', () => {
  const bytes = Buffer.from('x');
  const good = signSm2(bytes, sealKeys);
  assert.ok(verifySm2(bytes, good, sealKeys.publicKey));
  for (const wrong of ['', 'x', good.toUpperCase(), `${good}00`, '0'.repeat(128), 'f'.repeat(128)])
    assert.equal(verifySm2(bytes, wrong, sealKeys.publicKey), false, wrong);
  for (const key of ['', `04${'0'.repeat(128)}`, `04${'1'.repeat(128)}`, rootKeys.publicKey])
    assert.equal(verifySm2(bytes, good, key), false, key);
});
