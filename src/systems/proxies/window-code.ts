/** The code by which the other person confirms: made from the authority's id, so that it can be shown again. */
import type { Sealing } from '#platform/sealing/index.ts';

/** No letter that is read as another. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 10;
/** How long a code may be used (assumed: no clause says). */
export const CODE_DAYS = 7;

/** Fifty bits of a keyed digest. */
export const codeOf = (codes: Sealing, proxyId: string): string =>
  [...Buffer.from(codes.blindIndex(`code ${proxyId}`), 'base64url').subarray(0, LENGTH)]
    .map((byte) => LETTERS[byte % LETTERS.length])
    .join('');

/** As typed: small letters, spaces and hyphens do not matter. */
export const readCode = (text: string): string =>
  text.normalize('NFKC').slice(0, 40).replace(/[\s-]/gu, '').toUpperCase();
