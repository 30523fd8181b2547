/**
 * A signature inside a PDF, such that a changed byte anywhere is found. The file ends with an incremental update
 * (ISO 32000-1, 7.5.6) of one object: a stream with the envelope. Everything before the stream's body and everything
 * after it is hashed; the body is canonical, and what it holds is signed or hashed by what is signed. Readers show
 * the file as any other. It is a container of our own: not PAdES, not OFD, not GB/T 38540.
 */
import { canonicalJson } from '#base/digest.ts';
import type { Seal } from './authority.ts';
import { type Certificate, readCertificate } from './certificate.ts';
import { signSm2, sm3, verifySm2 } from './sm2.ts';

/** What is signed: the statement, bound to the file's other bytes and to the certificates. */
type Signed<T> = {
  readonly statement: T;
  readonly signedAt: string;
  /** SM3 of what stands before and after the envelope. */
  readonly before: string;
  readonly after: string;
  /** SM3 of the seal's certificate and of the root's. */
  readonly chain: readonly [seal: string, root: string];
};

const KEYS = ['certificates', 'format', 'signature', 'signed'];
const FORMAT = 'gongbao-test-seal-1';
const TYPE = '/Type /GongbaoTestSeal';
const OPEN = Buffer.from('>>\nstream\n');
const CLOSE = Buffer.from('\nendstream\nendobj\n');

/**
 * Adds the signature to a PDF as the compiler makes it (a table of cross-references, no streams of them).
 * @throws RangeError on any other PDF
 */
export function sealPdf(
  pdf: Uint8Array,
  statement: unknown,
  seal: Seal,
  root: Certificate,
  at: Temporal.Instant,
): Buffer {
  const original = Buffer.from(pdf);
  const { size, trailer, startXref } = readTrailer(original);
  const certificates = [seal.certificate, root].map((c) => c.der.toString('base64'));
  const envelope = (before: string, after: string, sign: (bytes: Buffer) => string): Buffer => {
    const signed: Signed<unknown> = {
      statement,
      signedAt: at.toString({ smallestUnit: 'second' }),
      before,
      after,
      chain: [seal.certificate.fingerprint, root.fingerprint],
    };
    const signature = sign(Buffer.from(canonicalJson(signed)));
    return Buffer.from(
      Buffer.from(canonicalJson({ certificates, format: FORMAT, signature, signed })).toString('base64'),
    );
  };
  // Digests and signatures have one length each, so the length is known before they are.
  const length = envelope('0'.repeat(64), '0'.repeat(64), () => '0'.repeat(128)).length;
  const objectAt = original.length + 1;
  const before = Buffer.concat([
    original,
    Buffer.from(`\n${size} 0 obj\n<< ${TYPE} /Length ${length} `),
    OPEN,
  ]);
  const xrefAt = before.length + length + CLOSE.length;
  const after = Buffer.concat([
    CLOSE,
    Buffer.from(
      `xref\n${size} 1\n${String(objectAt).padStart(10, '0')} 00000 n \n` +
        `trailer\n<< /Size ${size + 1} /Prev ${startXref} ${trailer} >>\nstartxref\n${xrefAt}\n%%EOF\n`,
    ),
  ]);
  const body = envelope(sm3(before), sm3(after), (bytes) => signSm2(bytes, seal.keys));
  return Buffer.concat([before, body, after]);
}

function readTrailer(pdf: Buffer) {
  const tail = pdf.subarray(-2048).toString('latin1');
  const match = /trailer\s*<<([\s\S]*?)>>\s*startxref\s*(\d+)\s*%%EOF\s*$/.exec(tail);
  const dictionary = match?.[1] ?? '';
  const size = /\/Size (\d+)/.exec(dictionary)?.[1];
  const rest = [/\/Root \d+ 0 R/, /\/Info \d+ 0 R/, /\/ID \[[^\]]*\]/].map((r) => r.exec(dictionary)?.[0]);
  if (!match || size === undefined || rest[0] === undefined)
    throw new RangeError('sealPdf: no trailer with a table of cross-references');
  return {
    size: Number(size),
    trailer: rest.filter((r) => r !== undefined).join(' '),
    startXref: Number(match[2]),
  };
}

export type SealedPdf = {
  readonly statement: unknown;
  readonly signedAt: Temporal.Instant;
  readonly certificate: Certificate;
  /** The root that the file brings along: a claim, until it is compared with one that is known. */
  readonly root: Certificate;
  /** The file's other bytes are those that were signed. */
  readonly bytesMatch: boolean;
  /** The signature is the certificate's, over the statement and all the rest. */
  readonly signatureMatches: boolean;
};

/** What is signed in a file; undefined when nothing is, or nothing in the one way it is written. */
export function readSealedPdf(file: Uint8Array): SealedPdf | undefined {
  const bytes = Buffer.from(file);
  const typeAt = bytes.lastIndexOf(TYPE);
  const openAt = typeAt < 0 ? -1 : bytes.indexOf(OPEN, typeAt);
  const closeAt = openAt < 0 ? -1 : bytes.indexOf(CLOSE, openAt);
  if (closeAt < 0) return undefined;
  const bodyAt = openAt + OPEN.length;
  const envelope = readEnvelope(bytes.subarray(bodyAt, closeAt).toString('latin1'));
  if (!envelope) return undefined;
  const { signed, signature, certificate, root } = envelope;
  return {
    statement: signed.statement,
    signedAt: Temporal.Instant.from(signed.signedAt),
    certificate,
    root,
    bytesMatch:
      sm3(bytes.subarray(0, bodyAt)) === signed.before && sm3(bytes.subarray(closeAt)) === signed.after,
    signatureMatches:
      signed.chain[0] === certificate.fingerprint &&
      signed.chain[1] === root.fingerprint &&
      verifySm2(Buffer.from(canonicalJson(signed)), signature, certificate.publicKey),
  };
}

function readEnvelope(body: string) {
  const bytes = exactBase64(body);
  const parsed = bytes && parseCanonical(bytes);
  if (!isRecord(parsed) || Object.keys(parsed).join() !== KEYS.join() || parsed.format !== FORMAT)
    return undefined;
  const { signed, signature, certificates } = parsed;
  if (!isSigned(signed) || typeof signature !== 'string' || !Array.isArray(certificates)) return undefined;
  const [certificate, root, ...more] = certificates.map((c) => {
    const der = typeof c === 'string' ? exactBase64(c) : undefined;
    return der && readCertificate(der);
  });
  return certificate && root && more.length === 0 ? { signed, signature, certificate, root } : undefined;
}

/** One way of writing only: otherwise a byte could change without a trace. */
function parseCanonical(bytes: Buffer): unknown {
  try {
    const parsed: unknown = JSON.parse(bytes.toString('utf8'));
    return Buffer.from(canonicalJson(parsed)).equals(bytes) ? parsed : undefined;
  } catch {
    // No JSON, or nested deeper than anybody writes.
    return undefined;
  }
}

function exactBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

function isSigned(value: unknown): value is Signed<unknown> {
  if (!isRecord(value) || !Array.isArray(value.chain) || value.chain.length !== 2) return false;
  if (Object.keys(value).sort().join() !== 'after,before,chain,signedAt,statement') return false;
  if (typeof value.signedAt !== 'string') return false;
  return (
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value.signedAt) && !Number.isNaN(Date.parse(value.signedAt))
  );
}
