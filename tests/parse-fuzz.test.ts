/**
 * Damage done to the samples: whatever arrives, the parser answers, the same way each time, and the input can be
 * printed back.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { Artifact } from '#engines/law/parse/artifact.ts';
import { parseBytes, printArtifact } from '#engines/law/parse/index.ts';
import { ADVERSARIAL, issuedOf } from './adversarial.ts';
import { spansOf } from './parse-corpus-expectation.ts';

const samples = new URL('../samples/', import.meta.url);
const gazette = readFileSync(new URL('lanhe-2024-02.txt', samples));
const corpus = readdirSync(new URL('corpus/', samples))
  .filter((name) => !name.endsWith('.json'))
  .map((name) => readFileSync(new URL(`corpus/${name}`, samples)));

/** What page layout, scanning and copying leave in a text. */
const noise = [
  '\n\n\n',
  '\f',
  '— 12 —\n',
  '第 3 页 共 20 页\n',
  '\t',
  '\u3000',
  '\u200b',
  '\ufeff',
  '\r',
  '\0',
  '\ud800',
  '《',
  '》',
  '〔',
  '（',
  '**',
  '| --- |\n',
  '序号\t事项\t备注\n',
  '一、',
  '第一条 ',
  '附件 1\n',
  '目 录\n',
  '〔2024〕1号',
  '2024年13月41日',
  '😀',
];

type Damage =
  | { kind: 'truncate' | 'behead' | 'cutLine' | 'repeatLine'; where: number }
  | { kind: 'swap'; from: string; to: string }
  | { kind: 'insert'; where: number; what: string };

const where = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.record({ kind: fc.constantFrom('truncate', 'behead', 'cutLine', 'repeatLine'), where }),
  fc
    .constantFrom(
      ['（', '('],
      ['）', ')'],
      ['(', '（'],
      ['〔', '['],
      ['《', '〈'],
      ['》', ''],
      ['\n', '\r\n'],
    )
    .map(([from = '', to = '']): Damage => ({ kind: 'swap', from, to })),
  fc.record({ kind: fc.constant('insert'), where, what: fc.constantFrom(...noise) }),
);

function apply(text: string, one: Damage): string {
  if (one.kind === 'swap') return text.replaceAll(one.from, one.to);
  const at = Math.floor(one.where * text.length);
  if (one.kind === 'truncate') return text.slice(0, at);
  if (one.kind === 'behead') return text.slice(at);
  if (one.kind === 'insert') return text.slice(0, at) + one.what + text.slice(at);
  const lines = text.split('\n');
  const line = Math.floor(one.where * lines.length);
  const kept = one.kind === 'cutLine' ? [] : lines.slice(line, line + 1).flatMap((same) => [same, same]);
  return [...lines.slice(0, line), ...kept, ...lines.slice(line + 1)].join('\n');
}

const damaged = fc
  .tuple(fc.constantFrom(gazette, ...corpus), fc.array(damage, { minLength: 1, maxLength: 6 }))
  .map(([bytes, list]) => new TextEncoder().encode(list.reduce(apply, new TextDecoder().decode(bytes))));

const flipped = fc
  .tuple(fc.constantFrom(gazette, ...corpus), fc.array(fc.tuple(where, fc.nat(255)), { maxLength: 8 }))
  .map(([bytes, flips]) => {
    const copy = Uint8Array.from(bytes);
    for (const [place, byte] of flips) copy[Math.floor(place * copy.length)] = byte;
    return copy;
  });

function checkAny(bytes: Uint8Array): void {
  const artifact = parseBytes(bytes);
  assert.deepEqual(Buffer.from(printArtifact(artifact)), Buffer.from(bytes), 'printed back');
  assert.deepEqual(parseBytes(bytes), artifact, 'the same again');
  assert.ok(Artifact.safeParse(artifact).success, 'keeps to the schema');
  const { text } = artifact.source;
  for (const [name, [start, end]] of spansOf(artifact)) {
    assert.ok(0 <= start && start <= end && end <= text.length, `${name} [${start}, ${end})`);
  }
  const lines = text.split('\n').filter((line) => line.trim() !== '').length;
  assert.ok(artifact.issuances.length <= lines, 'no more issuances than lines');
  const instruments = artifact.issuances.flatMap((one) => one.instruments);
  assert.ok(instruments.length <= 2 * lines, 'no more instruments than titles could stand on the lines');
}

test('a damaged sample is parsed, alike each time, and printed back', () => {
  fc.assert(fc.property(damaged, checkAny), { numRuns: 250 });
});

test('wrong bytes are parsed, alike each time, and printed back', () => {
  fc.assert(fc.property(flipped, checkAny), { numRuns: 120 });
});

test('any bytes at all are parsed and printed back', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), checkAny), { numRuns: 200 });
});

test('a gazette repeated n times holds n times the issuances at most, and not fewer than once', () => {
  const once = parseBytes(gazette).issuances.length;
  for (const times of [2, 5, 20]) {
    const many = parseBytes(Buffer.concat(Array.from({ length: times }, () => gazette))).issuances.length;
    assert.ok(many >= once && many <= times * once, `${many} issuances in ${times} copies of ${once}`);
  }
});

// A rule that runs away is stopped by the runner's own limit; `npm run bench -- growth` measures.
for (const piece of ADVERSARIAL) {
  test(`${JSON.stringify(piece)} without end is parsed, and printed as it was`, () => {
    for (const text of [piece.repeat(Math.ceil(400_000 / piece.length)), issuedOf(piece, 100_000)]) {
      assert.equal(Buffer.from(printArtifact(parseBytes(Buffer.from(text)))).toString(), text);
    }
  });
}
