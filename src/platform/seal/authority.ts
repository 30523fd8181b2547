/**
 * The test authority of a district: a root that signs itself, and a seal for every body, made when they are first
 * needed. Private keys are sealed at rest. Nothing here is a lawful electronic seal: those come from the national
 * system (国务院令第716号第九条) and certified devices; so every name says 测试印章.
 */
import { newId } from '#base/ids.ts';
import { createSealing } from '#platform/sealing/index.ts';
import type { Handle } from '#platform/store/store.ts';
import {
  type Certificate,
  isInForce,
  makeCertificate,
  readCertificate,
  type Subject,
} from './certificate.ts';
import { findLatest, insertCertificate, listRoots } from './queries.ts';
import { makeKeyPair, type Sm2KeyPair } from './sm2.ts';

export type SealBody = { readonly code: string; readonly name: string };

/** What signs for a body. */
export type Seal = { readonly keys: Sm2KeyPair; readonly certificate: Certificate };

export type Authority = {
  readonly root: Certificate;
  /** The body's seal, made now if it has none in force. The handle may be a transaction's. */
  readonly sealOf: (handle: Handle, body: SealBody, at: Temporal.Instant) => Promise<Seal>;
};

const ROOT_YEARS = 20;
const SEAL_YEARS = 5;
const DAYS_A_YEAR = 365;

const sealingOf = (secrets: readonly string[]) => createSealing(secrets, 'seal.private_key');
const placeOf = (id: string) => `seal_certificate.private_key:${id}`;

/**
 * The district's authority; its root is made when there is none. Two processes that start at once agree on one.
 *
 * @throws SealingError when the root's key was sealed under a secret that is not among the given ones
 */
export async function openAuthority(
  handle: Handle,
  secrets: readonly string[],
  division: string,
  at: Temporal.Instant = Temporal.Now.instant(),
): Promise<Authority> {
  const rootSubject: Subject = {
    name: `公报测试根证书 ${division}`,
    organisation: '测试印章签发机构（不具法律效力）',
  };
  const root = await ensure(handle, '', rootSubject, undefined, at);

  async function ensure(
    on: Handle,
    bodyCode: string,
    subject: Subject,
    issuer: Seal | undefined,
    now: Temporal.Instant,
  ) {
    const found = await findLatest(on, division, bodyCode);
    const seal = found && open(found);
    if (seal && isInForce(seal.certificate, now)) return seal;
    const keys = makeKeyPair();
    const id = newId();
    const validFrom = now.subtract({ hours: 1 });
    const validUntil = now.add({ hours: 24 * DAYS_A_YEAR * (issuer ? SEAL_YEARS : ROOT_YEARS) });
    const certificate = makeCertificate({
      subject,
      publicKey: keys.publicKey,
      validFrom,
      validUntil:
        issuer && before(issuer.certificate.validUntil, validUntil)
          ? issuer.certificate.validUntil
          : validUntil,
      issuer: issuer ? { subject: issuer.certificate.subject, keys: issuer.keys } : { subject, keys },
      authority: issuer === undefined,
    });
    await insertCertificate(on, {
      division,
      id,
      body_code: bodyCode,
      generation: (found?.generation ?? 0) + 1,
      body_name: subject.organisation,
      certificate: certificate.der,
      private_key: sealingOf(secrets).seal(keys.privateKey, placeOf(id)),
      valid_from: String(certificate.validFrom),
      valid_until: String(certificate.validUntil),
      made_at: String(now),
    });
    // Whoever was first: the one that is stored.
    const stored = await findLatest(on, division, bodyCode);
    if (!stored) throw new Error('seal: the certificate was not stored');
    return open(stored);
  }

  function open(row: { id: string; certificate: Uint8Array; private_key: Uint8Array }): Seal {
    const certificate = readCertificate(Buffer.from(row.certificate));
    if (!certificate) throw new Error(`seal: certificate ${row.id} cannot be read`);
    const privateKey = sealingOf(secrets).open(row.private_key, placeOf(row.id));
    return { certificate, keys: { privateKey, publicKey: certificate.publicKey } };
  }

  return {
    root: root.certificate,
    sealOf: (on, body, now) => {
      if (body.code === '') throw new RangeError('seal: a body has a code');
      if (!isInForce(root.certificate, now)) throw new Error('seal: the root is not in force');
      const subject = { name: `${body.name}（测试印章）`, organisation: body.name, code: body.code };
      return ensure(on, body.code, subject, root, now);
    },
  };
}

const before = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) < 0;

/** Every root of the district, newest first: what a signature may rest on. */
export async function readRoots(handle: Handle, division: string): Promise<Certificate[]> {
  const rows = await listRoots(handle, division);
  return rows.flatMap((row) => readCertificate(Buffer.from(row.certificate)) ?? []);
}
