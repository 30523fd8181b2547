import { randomFillSync } from 'node:crypto';

/** Effects of making an id, injectable so that tests are deterministic. */
export interface IdSource {
  /** Milliseconds since the epoch. */
  readonly nowMs: () => number;
  readonly random: (bytes: Uint8Array) => void;
}

const POOL_BYTES = 4096;
const pool = new Uint8Array(POOL_BYTES);
let drawn = POOL_BYTES;

/**
 * Fills a few bytes at random, of the system's cryptographic source. They are drawn many at a time, as the call costs
 * more than the bytes, and each is given out once. @throws RangeError for more than are drawn at a time
 */
export function fillRandom(bytes: Uint8Array): void {
  if (bytes.length > POOL_BYTES) throw new RangeError(`${bytes.length} random bytes at once`);
  if (drawn + bytes.length > POOL_BYTES) {
    randomFillSync(pool);
    drawn = 0;
  }
  bytes.set(pool.subarray(drawn, drawn + bytes.length));
  pool.fill(0, drawn, drawn + bytes.length);
  drawn += bytes.length;
}

const systemSource: IdSource = { nowMs: () => Date.now(), random: fillRandom };

/** Milliseconds and count of the last id of this process. */
let lastMs = 0;
let count = 0;

/** Ids made one after another sort in that order, also within a millisecond (RFC 9562 §6.2, method 1). */
function inOrder(source: IdSource, bytes: Uint8Array): number {
  const ms = source.nowMs();
  if (source !== systemSource) return ms;
  if (ms > lastMs) {
    lastMs = ms;
    // The upper half is left for counting.
    count = (((bytes[6] ?? 0) << 8) | (bytes[7] ?? 0)) & 0x7ff;
  } else if (++count > 0xfff) {
    lastMs++;
    count = 0;
  }
  bytes[6] = count >> 8;
  bytes[7] = count & 0xff;
  return lastMs;
}

const HEX = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));

/**
 * A time-ordered identifier: UUID version 7 (RFC 9562 §5.7), lower-case with hyphens.
 * Made by the application, never by the database, so that tables distribute by division.
 */
export function newId(source: IdSource = systemSource): string {
  const b = new Uint8Array(16);
  source.random(b);
  const ms = inOrder(source, b);
  for (let i = 0; i < 6; i++) b[i] = Math.floor(ms / 2 ** (8 * (5 - i))) & 0xff;
  b[6] = 0x70 | ((b[6] ?? 0) & 0x0f);
  b[8] = 0x80 | ((b[8] ?? 0) & 0x3f);
  let out = '';
  for (let i = 0; i < 16; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) out += '-';
    out += HEX[b[i] ?? 0];
  }
  return out;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Whether a string from outside has the form of an id; anything else is answered as not found, without a query. */
export const isId = (value: string): boolean => UUID.test(value);
