import { isUtf8 } from 'node:buffer';

/** A line needs this many bytes beyond ASCII to tell its encoding: two short words can be valid by chance. */
const TELLING_BYTES = 12;
const LINE_FEED = 10;

/**
 * The first line where a file that began in UTF-8 goes on in another encoding, or the reverse: files put together
 * from several sources. Read in one encoding, half of it would be stored as nonsense.
 *
 * @returns its number from 1; null when the file is of one encoding. A few damaged bytes do not make a line foreign.
 */
export function findEncodingChange(bytes: Uint8Array): number | null {
  if (isUtf8(bytes) || bytes.includes(0)) return null;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let first: boolean | undefined;
  let number = 1;
  for (let start = 0; start < buffer.length; number++) {
    const feed = buffer.indexOf(LINE_FEED, start);
    const end = feed === -1 ? buffer.length : feed;
    const line = buffer.subarray(start, end);
    start = end + 1;
    const utf8 = isLineUtf8(line);
    if (utf8 === undefined) continue;
    if (first === undefined) first = utf8;
    else if (utf8 !== first) return number;
  }
  return null;
}

/** Undefined when the line does not tell. */
function isLineUtf8(line: Buffer): boolean | undefined {
  let high = 0;
  for (const byte of line) if (byte >= 0x80) high++;
  if (high < TELLING_BYTES) return undefined;
  if (isUtf8(line)) return true;
  const text = line.toString('utf8');
  let damaged = 0;
  for (let i = text.indexOf('\ufffd'); i !== -1; i = text.indexOf('\ufffd', i + 1)) damaged++;
  // In another encoding most bytes are damage; where UTF-8 was cut or damaged, few are.
  return damaged * 3 > high ? false : undefined;
}
