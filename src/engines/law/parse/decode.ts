/**
 * Bytes to text and back. Whatever the bytes are, `printSource(decodeBytes(bytes))` gives them back exactly.
 */
import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import iconv from 'iconv-lite';
import type { Source } from './artifact.ts';

type Decoded = { encoding: Source['encoding']; bom: boolean; text: string };

/** Decodes an input of unknown encoding. Never throws; what is no text at all has the encoding `binary` and an empty text. */
export function decodeBytes(bytes: Uint8Array): Source {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const decoded = detect(buffer);
  const source: Source = { sha256: createHash('sha256').update(buffer).digest('hex'), ...decoded };
  // UTF-8 that passed isUtf8 is bijective; every other reading is proved by encoding it back.
  const bijective = decoded.encoding === 'utf-8' && isUtf8(buffer);
  if (!bijective && !encode(source).equals(buffer)) source.bytes = buffer.toString('base64');
  return source;
}

/** A text that is already decoded, as its UTF-8 source. */
export function sourceOfText(text: string): Source {
  const sha256 = createHash('sha256').update(text, 'utf8').digest('hex');
  return { sha256, encoding: 'utf-8', bom: false, text };
}

/** The bytes that a source was read from. */
export function printSource(source: Source): Uint8Array {
  return source.bytes === undefined ? encode(source) : Buffer.from(source.bytes, 'base64');
}

function encode(source: Pick<Source, 'encoding' | 'bom' | 'text'>): Buffer {
  switch (source.encoding) {
    case 'utf-8': {
      const body = Buffer.from(source.text, 'utf8');
      return source.bom ? Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body]) : body;
    }
    case 'utf-16le':
      return Buffer.from((source.bom ? '\ufeff' : '') + source.text, 'utf16le');
    case 'utf-16be':
      return Buffer.from((source.bom ? '\ufeff' : '') + source.text, 'utf16le').swap16();
    case 'gb18030': {
      const body = iconv.encode(source.text, 'gb18030');
      return source.bom ? Buffer.concat([GB_BOM, body]) : body;
    }
    case 'binary':
      return Buffer.alloc(0);
  }
}

const GB_BOM = Buffer.from([0x84, 0x31, 0x95, 0x33]);

function detect(b: Buffer): Decoded {
  if (b[0] === 0xff && b[1] === 0xfe) return utf16(b.subarray(2), 'utf-16le', true);
  if (b[0] === 0xfe && b[1] === 0xff) return utf16(b.subarray(2), 'utf-16be', true);
  const bom = b[0] === 0xef && b[1] === 0xbb && b[2] === 0xbf;
  if (isUtf8(b)) {
    const silent = bom ? null : zeroPattern(b);
    if (silent !== null) return silent;
    const text = b.toString('utf8', bom ? 3 : 0);
    // Zeros and other control characters are ASCII, and so UTF-8, but no text.
    const head = text.slice(0, 65_536);
    if (controls(head) * 4 > head.length) return { encoding: 'binary', bom: false, text: '' };
    return { encoding: 'utf-8', bom, text };
  }
  if (b.subarray(0, 4).equals(GB_BOM)) {
    return {
      encoding: 'gb18030',
      bom: true,
      text: iconv.decode(b.subarray(4), 'gb18030', { stripBOM: false }),
    };
  }
  const silent = zeroPattern(b);
  if (silent !== null) return silent;
  const utf8 = b.toString('utf8', bom ? 3 : 0);
  // A file cut inside a character, or with a few damaged bytes, is still UTF-8.
  if (bom || damage(utf8) * 50 < utf8.length) return { encoding: 'utf-8', bom, text: utf8 };
  const gb = iconv.decode(b, 'gb18030', { stripBOM: false });
  if (damage(gb) * 50 <= gb.length && controls(gb) * 100 <= gb.length && common(gb)) {
    return { encoding: 'gb18030', bom: false, text: gb };
  }
  return { encoding: 'binary', bom: false, text: '' };
}

function utf16(body: Buffer, encoding: 'utf-16le' | 'utf-16be', bom: boolean): Decoded {
  const even = Buffer.from(body.subarray(0, body.length & ~1));
  if (encoding === 'utf-16be') even.swap16();
  return { encoding, bom, text: even.toString('utf16le') };
}

/** UTF-16 without a mark shows zero bytes on one side only: spaces, digits and line ends have them. */
function zeroPattern(b: Buffer): Decoded | null {
  const n = Math.min(b.length & ~1, 4096);
  let even = 0;
  let odd = 0;
  for (let i = 0; i < n; i += 2) {
    if (b[i] === 0) even++;
    if (b[i + 1] === 0) odd++;
  }
  if (n < 8 || Math.max(even, odd) * 50 < n || Math.min(even, odd) * 20 > Math.max(even, odd)) return null;
  const decoded = utf16(b, odd > even ? 'utf-16le' : 'utf-16be', false);
  return controls(decoded.text) * 100 <= decoded.text.length ? decoded : null;
}

function damage(text: string): number {
  let n = 0;
  for (let i = text.indexOf('\ufffd'); i !== -1; i = text.indexOf('\ufffd', i + 1)) n++;
  return n;
}

function controls(text: string): number {
  let n = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < 9 || (c > 13 && c < 32) || c === 127 || (c >= 0xe000 && c <= 0xf8ff)) n++;
  }
  return n;
}

/** Random bytes decode as GB18030 too, but into rare characters: real Chinese lies in U+3000 to U+9FFF with ASCII. */
function common(text: string): boolean {
  let good = 0;
  let frequent = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < 128 || (c >= 0x2000 && c <= 0x30ff) || (c >= 0x4e00 && c <= 0x9fff) || c >= 0xff00) good++;
    if (FREQUENT.includes(text.charAt(i))) frequent++;
  }
  return good * 10 >= text.length * 9 && frequent * 100 >= text.length;
}

const FREQUENT =
  '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年，。、：；（）的關於國第條';
