/**
 * What a font file says of itself: its family names and the characters that it draws. Reads TrueType, OpenType and
 * collections. Source: OpenType 1.9, tables `name` and `cmap` (formats 4 and 12).
 */

export type FontFace = {
  /** Family names in every language the file gives (name ids 1 and 16). */
  readonly families: readonly string[];
  /** Ranges of code points that have a glyph, both ends included, in no order. */
  readonly ranges: readonly (readonly [first: number, last: number])[];
};

/** @returns one face per font in the file; none when the bytes are not a font */
export function readFaces(bytes: Uint8Array): FontFace[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const tag = view.getUint32(0);
    if (tag !== 0x74746366) return isFont(tag) ? [readFace(view, 0)] : [];
    return Array.from({ length: Math.min(view.getUint32(8), 64) }, (_, i) =>
      readFace(view, view.getUint32(12 + 4 * i)),
    );
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}

/** TrueType outlines, `true`, and OpenType with CFF outlines. */
const isFont = (tag: number): boolean => tag === 0x00010000 || tag === 0x74727565 || tag === 0x4f54544f;

function readFace(view: DataView, start: number): FontFace {
  const tables = new Map<number, number>();
  for (let i = 0; i < view.getUint16(start + 4); i++) {
    const record = start + 12 + 16 * i;
    tables.set(view.getUint32(record), view.getUint32(record + 8));
  }
  const name = tables.get(0x6e616d65);
  const cmap = tables.get(0x636d6170);
  return {
    families: name === undefined ? [] : readFamilies(view, name),
    ranges: cmap === undefined ? [] : readRanges(view, cmap),
  };
}

const FAMILY_NAME_IDS = [1, 16];

function readFamilies(view: DataView, at: number): string[] {
  const names = new Set<string>();
  const storage = at + view.getUint16(at + 4);
  for (let i = 0; i < view.getUint16(at + 2); i++) {
    const record = at + 6 + 12 * i;
    const platform = view.getUint16(record);
    if (!FAMILY_NAME_IDS.includes(view.getUint16(record + 6)) || (platform !== 0 && platform !== 3)) continue;
    const from = storage + view.getUint16(record + 10);
    let text = '';
    for (let p = from; p < from + view.getUint16(record + 8); p += 2)
      text += String.fromCharCode(view.getUint16(p));
    if (text.trim() !== '') names.add(text.trim());
  }
  return [...names];
}

function readRanges(view: DataView, at: number): [number, number][] {
  const offsets = Array.from({ length: view.getUint16(at + 2) }, (_, i) => view.getUint32(at + 8 + 8 * i));
  const formats = new Map(offsets.map((offset) => [view.getUint16(at + offset), at + offset]));
  const segmented = formats.get(12);
  if (segmented !== undefined) return readFormat12(view, segmented);
  const mapped = formats.get(4);
  return mapped === undefined ? [] : readFormat4(view, mapped);
}

function readFormat12(view: DataView, at: number): [number, number][] {
  return Array.from({ length: view.getUint32(at + 12) }, (_, i) => {
    const group = at + 16 + 12 * i;
    return [view.getUint32(group), view.getUint32(group + 4)];
  });
}

function readFormat4(view: DataView, at: number): [number, number][] {
  const doubled = view.getUint16(at + 6);
  const ranges: [number, number][] = [];
  for (let i = 0; i < doubled; i += 2) {
    const last = view.getUint16(at + 14 + i);
    const first = view.getUint16(at + 16 + doubled + i);
    const delta = view.getUint16(at + 16 + 2 * doubled + i);
    const offsetAt = at + 16 + 3 * doubled + i;
    const offset = view.getUint16(offsetAt);
    for (let code = first; code <= last && code < 0xffff; code++) {
      const glyph =
        offset === 0 ? (code + delta) & 0xffff : view.getUint16(offsetAt + offset + 2 * (code - first));
      if (glyph === 0) continue;
      const run = ranges.at(-1);
      if (run && run[1] === code - 1) run[1] = code;
      else ranges.push([code, code]);
    }
  }
  return ranges;
}
