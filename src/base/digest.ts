import { createHash } from 'node:crypto';

/** SHA-256 of bytes or of a string's UTF-8, as lower-case hexadecimal. */
export const sha256 = (data: Uint8Array | string): string => createHash('sha256').update(data).digest('hex');

/** JSON with object keys in code-point order, so that equal values have equal bytes and hashes (after RFC 8785, without its number rules: only integers and short decimals occur here). */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, v: unknown) => {
    if (v === null || typeof v !== 'object' || Array.isArray(v)) return v;
    const entries = Object.entries(v as Record<string, unknown>);
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  });
}
