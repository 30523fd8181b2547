/** As much of DER (ITU-T X.690) as certificates here need: written in one way, and read only when so written. */

const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  utf8: 0x0c,
  sequence: 0x30,
  set: 0x31,
  utcTime: 0x17,
  generalizedTime: 0x18,
} as const;

export function tlv(tag: number, ...parts: Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.of(tag), length(body.length), body]);
}

function length(n: number): Buffer {
  if (n < 0x80) return Buffer.of(n);
  const bytes: number[] = [];
  for (let rest = n; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Buffer.of(0x80 | bytes.length, ...bytes);
}

export const sequence = (...parts: Uint8Array[]): Buffer => tlv(TAG.sequence, ...parts);
export const set = (...parts: Uint8Array[]): Buffer => tlv(TAG.set, ...parts);
export const utf8 = (text: string): Buffer => tlv(TAG.utf8, Buffer.from(text));
export const octets = (bytes: Uint8Array): Buffer => tlv(TAG.octetString, bytes);
export const bits = (bytes: Uint8Array, unused = 0): Buffer => tlv(TAG.bitString, Buffer.of(unused), bytes);
export const truth = (): Buffer => tlv(TAG.boolean, Buffer.of(0xff));

/** A non-negative integer given as big-endian bytes. */
export function integer(bytes: Uint8Array): Buffer {
  let from = 0;
  while (from < bytes.length - 1 && bytes[from] === 0) from++;
  const short = bytes.subarray(from);
  return tlv(TAG.integer, (short[0] ?? 0) & 0x80 ? Buffer.of(0) : Buffer.of(), short);
}

export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second];
  for (const arc of rest) {
    const groups = [arc & 0x7f];
    for (let left = arc >>> 7; left > 0; left >>>= 7) groups.unshift((left & 0x7f) | 0x80);
    bytes.push(...groups);
  }
  return tlv(TAG.oid, Buffer.from(bytes));
}

/** A time to the second; two-digit years until 2049 (RFC 5280 §4.1.2.5). */
export function time(at: Temporal.Instant): Buffer {
  const text = at.toString({ smallestUnit: 'second' }).replace(/[-:T]/g, '');
  const year = Number(text.slice(0, 4));
  return year < 2050
    ? tlv(TAG.utcTime, Buffer.from(text.slice(2)))
    : tlv(TAG.generalizedTime, Buffer.from(text));
}

export function readTime(node: DerNode): Temporal.Instant | undefined {
  const text = node.body.toString('latin1');
  const full = node.tag === TAG.utcTime ? `20${text}` : node.tag === TAG.generalizedTime ? text : '';
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(full);
  if (!match) return undefined;
  const [, y, m, d, h, min, s] = match;
  try {
    return Temporal.Instant.from(`${y}-${m}-${d}T${h}:${min}:${s}Z`);
  } catch {
    return undefined;
  }
}

export type DerNode = {
  readonly tag: number;
  readonly body: Buffer;
  /** Tag, length and body. */
  readonly whole: Buffer;
};

/** The values that stand one after another in the bytes; undefined when they are not DER to the last byte. */
export function readAll(bytes: Buffer): DerNode[] | undefined {
  const nodes: DerNode[] = [];
  let at = 0;
  while (at < bytes.length) {
    const node = readOne(bytes, at);
    if (!node) return undefined;
    nodes.push(node);
    at += node.whole.length;
  }
  return nodes;
}

function readOne(bytes: Buffer, at: number): DerNode | undefined {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return undefined;
  let size = first;
  let head = 2;
  if (first & 0x80) {
    const count = first & 0x7f;
    if (count === 0 || count > 3 || at + 2 + count > bytes.length) return undefined;
    size = bytes.readUIntBE(at + 2, count);
    head = 2 + count;
    // The shortest form only.
    if (!length(size).equals(bytes.subarray(at + 1, at + head))) return undefined;
  }
  const end = at + head + size;
  if (end > bytes.length) return undefined;
  return { tag, body: bytes.subarray(at + head, end), whole: bytes.subarray(at, end) };
}

/** The parts of a value that is made of others. */
export const childrenOf = (node: DerNode | undefined): DerNode[] => (node && readAll(node.body)) ?? [];
