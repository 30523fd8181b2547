/**
 * X.509 certificates (RFC 5280) with SM2 keys, as a test authority issues them: one root, and one certificate for
 * every body that seals. Reading takes back what was written here and nothing else.
 */
import { randomBytes } from 'node:crypto';
import {
  bits,
  childrenOf,
  integer,
  octets,
  oid,
  readAll,
  readTime,
  sequence,
  set,
  time,
  tlv,
  truth,
  utf8,
} from './der.ts';
import { type Sm2KeyPair, signSm2, sm3, verifySm2 } from './sm2.ts';

const OID = {
  /** SM2 signature with SM3 (GM/T 0006). */
  sm2WithSm3: '1.2.156.10197.1.501',
  sm2Curve: '1.2.156.10197.1.301',
  ecPublicKey: '1.2.840.10045.2.1',
  commonName: '2.5.4.3',
  organisation: '2.5.4.10',
  organisationIdentifier: '2.5.4.97',
  country: '2.5.4.6',
  basicConstraints: '2.5.29.19',
  keyUsage: '2.5.29.15',
  subjectKey: '2.5.29.14',
  authorityKey: '2.5.29.35',
} as const;

export type Subject = {
  readonly name: string;
  /** The body that it stands for. */
  readonly organisation: string;
  /** The body's code; none for the root. */
  readonly code?: string;
};

export type Certificate = {
  readonly der: Buffer;
  readonly subject: Subject;
  readonly issuer: Subject;
  readonly publicKey: string;
  readonly validFrom: Temporal.Instant;
  readonly validUntil: Temporal.Instant;
  readonly authority: boolean;
  /** SM3 of the DER, lower-case hexadecimal. */
  readonly fingerprint: string;
};

export type NewCertificate = {
  readonly subject: Subject;
  readonly publicKey: string;
  readonly validFrom: Temporal.Instant;
  readonly validUntil: Temporal.Instant;
  /** Who signs; itself for a root. */
  readonly issuer: { readonly subject: Subject; readonly keys: Sm2KeyPair };
  /** May sign certificates. */
  readonly authority: boolean;
};

/** Makes and signs a certificate. */
export function makeCertificate(facts: NewCertificate): Certificate {
  const algorithm = sequence(oid(OID.sm2WithSm3));
  const serial = randomBytes(16);
  serial[0] = ((serial[0] as number) & 0x7f) | 0x40;
  const extensions = sequence(
    extension(OID.basicConstraints, facts.authority ? sequence(truth()) : sequence(), true),
    // keyCertSign and cRLSign for an authority; digitalSignature and nonRepudiation for a seal.
    extension(OID.keyUsage, facts.authority ? bits(Buffer.of(0x06), 1) : bits(Buffer.of(0xc0), 6), true),
    extension(OID.subjectKey, octets(keyId(facts.publicKey))),
    extension(OID.authorityKey, sequence(tlv(0x80, keyId(facts.issuer.keys.publicKey)))),
  );
  const signed = sequence(
    tlv(0xa0, integer(Buffer.of(2))),
    integer(serial),
    algorithm,
    writeName(facts.issuer.subject),
    sequence(time(facts.validFrom), time(facts.validUntil)),
    writeName(facts.subject),
    publicKeyDer(facts.publicKey),
    tlv(0xa3, extensions),
  );
  const signature = signSm2(signed, facts.issuer.keys);
  const der = sequence(signed, algorithm, bits(signatureDer(signature)));
  const made = readCertificate(der);
  if (!made) throw new Error('certificate: what was written cannot be read');
  return made;
}

/** The certificate in the bytes; undefined when they are anything else, or hold a byte too many. */
export function readCertificate(der: Buffer): Certificate | undefined {
  const parts = partsOf(der);
  if (!parts) return undefined;
  const [, , , issuer, validity, subject, key, extensions] = childrenOf(parts.signed);
  const [from, until] = childrenOf(validity);
  const bitString = childrenOf(key)[1];
  if (!issuer || !subject || !from || !until || !bitString || !extensions || key?.tag !== 0x30)
    return undefined;
  const publicKey = bitString.body.subarray(1).toString('hex');
  if (!/^04[0-9a-f]{128}$/.test(publicKey) || !key.whole.equals(publicKeyDer(publicKey))) return undefined;
  const validFrom = readTime(from);
  const validUntil = readTime(until);
  const authority = readAuthority(childrenOf(extensions)[0]?.body);
  if (!validFrom || !validUntil || authority === undefined) return undefined;
  return {
    der: Buffer.from(der),
    subject: readName(subject.whole),
    issuer: readName(issuer.whole),
    publicKey,
    validFrom,
    validUntil,
    authority,
    fingerprint: sm3(der),
  };
}

/** Whether the issuer signed the certificate, may sign certificates, and both name each other. */
export function isIssuedBy(certificate: Certificate, issuer: Certificate): boolean {
  const parts = partsOf(certificate.der);
  const signature = parts && readSignature(parts.signature);
  return (
    parts !== undefined &&
    signature !== undefined &&
    issuer.authority &&
    JSON.stringify(certificate.issuer) === JSON.stringify(issuer.subject) &&
    verifySm2(parts.signed.whole, signature, issuer.publicKey)
  );
}

/** Half-open: the last second belongs to nobody. */
export const isInForce = (certificate: Certificate, at: Temporal.Instant): boolean =>
  Temporal.Instant.compare(certificate.validFrom, at) <= 0 &&
  Temporal.Instant.compare(at, certificate.validUntil) < 0;

/** SubjectPublicKeyInfo of an SM2 key: what OpenSSL calls a public key. */
export const publicKeyDer = (publicKey: string): Buffer =>
  sequence(sequence(oid(OID.ecPublicKey), oid(OID.sm2Curve)), bits(Buffer.from(publicKey, 'hex')));

/** r and s as the SEQUENCE of two INTEGERs that OpenSSL and certificates take. */
export const signatureDer = (signature: string): Buffer => {
  const raw = Buffer.from(signature, 'hex');
  return sequence(integer(raw.subarray(0, 32)), integer(raw.subarray(32)));
};

export function toPem(label: 'CERTIFICATE' | 'PUBLIC KEY', der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

/** A certificate from a file: PEM or DER. */
export function readCertificateFile(bytes: Buffer): Certificate | undefined {
  const pem = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/.exec(
    bytes.toString('latin1'),
  );
  return readCertificate(pem ? Buffer.from(pem[1] ?? '', 'base64') : bytes);
}

function partsOf(der: Buffer) {
  const [whole, ...more] = readAll(der) ?? [];
  if (whole?.tag !== 0x30 || more.length > 0) return undefined;
  const [signed, algorithm, signature, ...rest] = childrenOf(whole);
  if (!signed || !algorithm || signature?.tag !== 0x03 || rest.length > 0) return undefined;
  if (!algorithm.whole.equals(sequence(oid(OID.sm2WithSm3)))) return undefined;
  return { signed, signature: signature.body };
}

/** Only the one way of writing the two numbers. */
function readSignature(bitString: Buffer): string | undefined {
  const [pair] = readAll(bitString.subarray(1)) ?? [];
  const [r, s] = childrenOf(pair);
  if (!r || !s) return undefined;
  const wide = (number: Buffer) =>
    number
      .subarray(number[0] === 0 ? 1 : 0)
      .toString('hex')
      .padStart(64, '0');
  const signature = wide(r.body) + wide(s.body);
  return bitString[0] === 0 && signatureDer(signature).equals(bitString.subarray(1)) ? signature : undefined;
}

const extension = (id: string, value: Buffer, critical = false): Buffer =>
  sequence(oid(id), ...(critical ? [truth()] : []), octets(value));

function readAuthority(extensions: Buffer | undefined): boolean | undefined {
  const first = extensions && readAll(extensions)?.[0]?.whole;
  if (!first) return undefined;
  if (first.equals(extension(OID.basicConstraints, sequence(truth()), true))) return true;
  return first.equals(extension(OID.basicConstraints, sequence(), true)) ? false : undefined;
}

const keyId = (publicKey: string): Buffer =>
  Buffer.from(sm3(Buffer.from(publicKey, 'hex')), 'hex').subarray(0, 20);

function writeName({ name, organisation, code }: Subject): Buffer {
  const part = (id: string, value: string) => set(sequence(oid(id), utf8(value)));
  return sequence(
    set(sequence(oid(OID.country), tlv(0x13, Buffer.from('CN')))),
    part(OID.organisation, organisation),
    ...(code === undefined ? [] : [part(OID.organisationIdentifier, code)]),
    part(OID.commonName, name),
  );
}

function readName(der: Buffer): Subject {
  const found = new Map<string, string>();
  for (const relative of childrenOf(readAll(der)?.[0])) {
    const [id, value] = childrenOf(childrenOf(relative)[0]);
    if (id && value) found.set(id.whole.toString('hex'), value.body.toString('utf8'));
  }
  const of = (id: string) => found.get(oid(id).toString('hex'));
  const code = of(OID.organisationIdentifier);
  return {
    name: of(OID.commonName) ?? '',
    organisation: of(OID.organisation) ?? '',
    ...(code !== undefined && { code }),
  };
}
