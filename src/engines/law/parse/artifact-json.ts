import type { Artifact } from './artifact.ts';

const CHUNK_CHARS = 1_000_000;

/**
 * The artifact as one line of JSON, piece by piece: as one string it may be longer than a string can be, because a
 * control character takes six characters in JSON. The pieces together are what `JSON.stringify` would give.
 */
export function* artifactPieces(artifact: Artifact): Generator<string> {
  let before = '{';
  for (const [key, value] of Object.entries(artifact)) {
    if (value === undefined) continue;
    yield `${before}${JSON.stringify(key)}:`;
    before = ',';
    if (Array.isArray(value)) yield* arrayPieces(value);
    else if (key === 'source') yield* sourcePieces(artifact.source);
    else yield JSON.stringify(value);
  }
  yield '}\n';
}

function* arrayPieces(values: readonly unknown[]): Generator<string> {
  let piece = '[';
  for (const [i, value] of values.entries()) {
    piece += `${i === 0 ? '' : ','}${JSON.stringify(value)}`;
    if (piece.length < CHUNK_CHARS) continue;
    yield piece;
    piece = '';
  }
  yield `${piece}]`;
}

function* sourcePieces(source: Artifact['source']): Generator<string> {
  let before = '{';
  for (const [key, value] of Object.entries(source)) {
    if (value === undefined) continue;
    yield `${before}${JSON.stringify(key)}:`;
    before = ',';
    if (typeof value === 'string') yield* stringPieces(value);
    else yield JSON.stringify(value);
  }
  yield '}';
}

function* stringPieces(text: string): Generator<string> {
  yield '"';
  let start = 0;
  while (start < text.length) {
    let end = Math.min(start + CHUNK_CHARS, text.length);
    // Halves of a character outside the basic plane stay together: apart they would be escaped.
    const last = text.charCodeAt(end - 1);
    if (end < text.length && last >= 0xd800 && last <= 0xdbff) end++;
    yield JSON.stringify(text.slice(start, end)).slice(1, -1);
    start = end;
  }
  yield '"';
}
