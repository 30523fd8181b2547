/**
 * Chinese full-text search by pairs of neighbouring characters: no dictionary, nothing missed. A text becomes
 * a `tsvector` whose lexemes are pairs (and whole runs of Latin letters and digits) at their positions; a
 * query becomes phrases over them. PostgreSQL's own text parser is not asked: what it does with Chinese
 * depends on the server's locale.
 */

/** Part of a text in which phrases may match: punctuation and line breaks separate parts. */
interface Token {
  readonly lexeme: string;
  /** 1-based; a Han character and a Latin run each take one position. */
  readonly position: number;
  /** A single Han character that ends its part: it starts no pair. */
  readonly last: boolean;
}

/** Weights as PostgreSQL knows them: A counts most. */
export type Weight = 'A' | 'B' | 'C' | 'D';

/** PostgreSQL keeps positions up to here and no more. */
const POSITION_MAX = 16_383;

const KIND = { other: 0, han: 1, word: 2 } as const;

/** Folds one character as search sees it: full-width forms to ASCII, capitals to small letters. Never changes the length. */
function foldChar(code: number): number {
  if (code >= 0xff01 && code <= 0xff5e) code -= 0xfee0;
  if (code >= 0x41 && code <= 0x5a) code += 0x20;
  return code;
}

function kindOf(code: number): number {
  if ((code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x7a)) return KIND.word;
  if (code >= 0x3400 && code <= 0x9fff) return KIND.han;
  // Halves of characters beyond the basic plane, and Han compatibility forms.
  if ((code >= 0xd800 && code <= 0xdfff) || (code >= 0xf900 && code <= 0xfaff)) return KIND.han;
  return code === 0x3007 ? KIND.han : KIND.other;
}

/** Folds a text for search, keeping its length so that offsets hold. */
export function fold(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; i++) out += String.fromCharCode(foldChar(text.charCodeAt(i)));
  return out;
}

function* tokensOf(text: string, from: number): Generator<Token, number> {
  const folded = fold(text);
  let position = from;
  let i = 0;
  while (i < folded.length) {
    const kind = kindOf(folded.charCodeAt(i));
    if (kind === KIND.word) {
      let end = i + 1;
      while (end < folded.length && kindOf(folded.charCodeAt(end)) === KIND.word) end++;
      yield { lexeme: folded.slice(i, end), position: position++, last: false };
      i = end;
    } else if (kind === KIND.han) {
      const next = i + 1 < folded.length && kindOf(folded.charCodeAt(i + 1)) === KIND.han;
      yield { lexeme: folded.slice(i, next ? i + 2 : i + 1), position: position++, last: !next };
      i++;
    } else {
      // Punctuation: a gap, so that no phrase reaches across it. Blanks and line breaks inside Chinese are layout.
      if (!isLayout(folded.charCodeAt(i))) position++;
      i++;
    }
  }
  return position;
}

const isLayout = (code: number): boolean =>
  code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09 || code === 0x3000;

/**
 * The text form of a `tsvector` over several fields, each with its weight. Phrases do not reach from one field
 * into the next. Lexemes hold letters, digits and Han only, so nothing needs escaping.
 */
export function toVector(fields: readonly (readonly [text: string | null, weight: Weight])[]): string {
  const places = new Map<string, string[]>();
  let position = 1;
  for (const [text, weight] of fields) {
    if (!text) continue;
    const tokens = tokensOf(stripLayout(text), position);
    let step = tokens.next();
    while (!step.done) {
      const { lexeme, position: at } = step.value;
      const mark = `${Math.min(at, POSITION_MAX)}${weight === 'D' ? '' : weight}`;
      const list = places.get(lexeme);
      if (!list) places.set(lexeme, [mark]);
      else if (list.length < 255) list.push(mark);
      step = tokens.next();
    }
    position = step.value + 2;
  }
  let out = '';
  for (const [lexeme, marks] of places) out += `${out ? ' ' : ''}'${lexeme}':${marks.join(',')}`;
  return out;
}

/** Line breaks and blanks inside Chinese text come from the printed page, not from the sentence. */
function stripLayout(text: string): string {
  return text.replace(/(?<=[\u3400-\u9fff，。；：、）》”])[\s\u3000]+(?=[\u3400-\u9fff（《“])/g, '');
}

/** The terms of a query: what stands between blanks, at most eight. */
export function termsOf(query: string): string[] {
  return query
    .trim()
    .split(/[\s\u3000]+/)
    .filter((t) => t !== '')
    .slice(0, 8);
}

/**
 * The text form of a `tsquery`: every term must occur as a phrase. Null when the query holds nothing to look for.
 */
export function toQuery(query: string): string | null {
  const phrases = termsOf(query.slice(0, 200)).flatMap(phrasesOf);
  return phrases.length === 0 ? null : phrases.join(' & ');
}

function phrasesOf(term: string): string[] {
  const phrases: string[] = [];
  let phrase = '';
  let before: Token | undefined;
  for (const token of tokensOf(term, 1)) {
    const follows = before !== undefined && token.position === before.position + 1;
    // The last character of a run is inside the pair before it; alone it matches whatever starts with it.
    if (
      token.last &&
      follows &&
      before &&
      [...before.lexeme].length > 1 &&
      !/^[a-z0-9]+$/.test(before.lexeme)
    ) {
      before = token;
      continue;
    }
    const lexeme = token.last ? `'${token.lexeme}':*` : `'${token.lexeme}'`;
    if (follows) phrase += ` <-> ${lexeme}`;
    else {
      if (phrase) phrases.push(`(${phrase})`);
      phrase = lexeme;
    }
    before = token;
  }
  if (phrase) phrases.push(`(${phrase})`);
  return phrases;
}

/** Where the terms of a query occur in a text, as half-open ranges in order, without overlap. */
export function findMatches(text: string, query: string): [start: number, end: number][] {
  const folded = fold(text);
  const ranges: [number, number][] = [];
  for (const term of termsOf(query)) {
    // Punctuation inside a term separates phrases, as it does in the query.
    for (const part of fold(term).split(/[^0-9a-z\u3007\u3400-\u9fff\ud800-\udfff\uf900-\ufaff]+/)) {
      if (part === '') continue;
      for (let at = folded.indexOf(part); at >= 0; at = folded.indexOf(part, at + part.length)) {
        ranges.push([at, at + part.length]);
      }
    }
  }
  ranges.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const merged: [number, number][] = [];
  for (const range of ranges) {
    const last = merged[merged.length - 1];
    if (last && range[0] <= last[1]) last[1] = Math.max(last[1], range[1]);
    else merged.push(range);
  }
  return merged;
}

/** A stretch of the text of about `length` characters around the first match, with the matches in it. */
export function excerpt(
  text: string,
  query: string,
  length = 90,
): { before: boolean; after: boolean; parts: { text: string; match: boolean }[] } {
  const matches = findMatches(text, query);
  const first = matches[0]?.[0] ?? 0;
  const start = Math.max(0, Math.min(first - Math.floor(length / 4), text.length - length));
  const end = Math.min(text.length, start + length);
  const parts: { text: string; match: boolean }[] = [];
  let at = start;
  for (const [from, to] of matches) {
    if (to <= start || from >= end) continue;
    if (from > at) parts.push({ text: text.slice(at, from), match: false });
    parts.push({ text: text.slice(Math.max(from, start), Math.min(to, end)), match: true });
    at = Math.min(to, end);
  }
  if (at < end) parts.push({ text: text.slice(at, end), match: false });
  return { before: start > 0, after: end < text.length, parts };
}
