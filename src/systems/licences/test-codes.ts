/**
 * Codes for what has no published one at hand: bodies without a known unified social credit code, and permits whose
 * licence type is in no published catalogue. They are made up and cannot be mistaken: no real code has the letters
 * S, O or Z (GB 32100 leaves out I, O, S, V and Z), and these begin with TEST and ZZLX.
 */
import { createHash } from 'node:crypto';

const digits = (text: string, count: number): string =>
  (BigInt(`0x${createHash('sha256').update(text).digest('hex')}`) % 10n ** BigInt(count))
    .toString()
    .padStart(count, '0');

/** 18 characters, the same for the same body (any stable key, e.g. its id in data/xixia/bodies.json). */
export const testAgencyCode = (body: string): string => `TEST${digits(`agency:${body}`, 14)}`;

/** 21 characters, the same for the same kind of licence. */
export const testTypeCode = (type: string): string => `ZZLX${digits(`type:${type}`, 17)}`;
