/** The one-time code by which a service at a window is rated, as people type it or as their phone reads it. */
import type { Sealing } from '#platform/sealing/index.ts';

/** No letter that is read as another: 12 of them are 60 bits. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;

/** The code of a form that a clerk sent: the same when it is sent twice, and nobody without our key can make it. */
export const codeOf = (sealing: Sealing, clerk: string, requestKey: string): string =>
  [...Buffer.from(sealing.blindIndex(`code:${clerk}:${requestKey}`), 'base64url').subarray(0, LENGTH)]
    .map((byte) => LETTERS[byte % LETTERS.length])
    .join('');

/** Reads a code as people type it: in small letters, with spaces and hyphens, O for 0, I and L for 1. */
export function readCode(text: string): string | undefined {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s-]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/gu, '1');
  return plain.length === LENGTH && [...plain].every((c) => LETTERS.includes(c)) ? plain : undefined;
}

/** `ABCD-EFGH-JKMN`. */
export const sayCode = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-');

export const codeIndex = (sealing: Sealing, code: string): string => sealing.blindIndex(code);
export const codeIndexes = (sealing: Sealing, code: string): readonly string[] => sealing.blindIndexes(code);
