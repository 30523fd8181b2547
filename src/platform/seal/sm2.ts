/**
 * SM2 signatures over SM3 digests (GB/T 32918.2, GB/T 32905), with the signer id that GM/T 0009 gives as default.
 * Node's own SM2 signing uses an empty id, with which nobody else verifies.
 */
import { createHash } from 'node:crypto';
import smCrypto from 'sm-crypto-v2';

const { sm2 } = smCrypto;

/** The default id of a signer in Chinese public-key infrastructure. */
export const SIGNER_ID = '1234567812345678';

export type Sm2KeyPair = {
  /** 32 bytes in lower-case hexadecimal. */
  readonly privateKey: string;
  /** The point uncompressed: 04 and two times 32 bytes, lower-case hexadecimal. */
  readonly publicKey: string;
};

export const makeKeyPair = (): Sm2KeyPair => sm2.generateKeyPairHex();

/** @returns r and s, 64 bytes in lower-case hexadecimal; two signatures of the same bytes differ */
export const signSm2 = (bytes: Uint8Array, { privateKey, publicKey }: Sm2KeyPair): string =>
  sm2.doSignature(bytes, privateKey, { hash: true, publicKey, userId: SIGNER_ID });

const SIGNATURE = /^[0-9a-f]{128}$/;
const PUBLIC_KEY = /^04[0-9a-f]{128}$/;

/** Whether the signature is of these bytes by this key; false for whatever is no signature or key at all. */
export function verifySm2(bytes: Uint8Array, signature: string, publicKey: string): boolean {
  if (!SIGNATURE.test(signature) || !PUBLIC_KEY.test(publicKey)) return false;
  try {
    return sm2.doVerifySignature(bytes, signature, publicKey, { hash: true, userId: SIGNER_ID });
  } catch {
    // Not a point of the curve, or numbers out of range.
    return false;
  }
}

/** SM3 in lower-case hexadecimal. */
export const sm3 = (bytes: Uint8Array): string => createHash('sm3').update(bytes).digest('hex');
