/** The expectations beside the samples quote only what the samples print (samples/README.md). */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { type Expectation, type ExpectedClause, locate, squash } from './parse-corpus-expectation.ts';

const samples = new URL('../samples/', import.meta.url);

function textOf(bytes: Buffer, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes);
}

const headings = (clauses: readonly ExpectedClause[]): string[] =>
  clauses.flatMap(([label, heading, children]) => [
    ...label.split('|').slice(0, 1),
    ...(heading === null || heading === '*' ? [] : [heading]),
    ...headings(children),
  ]);

/** Every word that an expectation claims to be printed as such. */
function claimed(expected: Expectation): (string | null | undefined)[] {
  const issuances = expected.issuances ?? [];
  const instruments = [...issuances.flatMap((one) => one.instruments ?? []), expected.instrument ?? {}];
  const tables = [
    ...(expected.tables ?? []),
    ...issuances.flatMap((one) => one.tables ?? []),
    ...instruments.flatMap((one) => one.tables ?? []),
  ];
  return [
    ...(expected.contents ?? []).flatMap((entry) => [entry[0], entry[1], entry[2]]),
    ...issuances.flatMap((one) => [one.kind, one.number, one.title, one.opening]),
    ...issuances.flatMap((one) => [
      ...(one.signedBy ?? []),
      ...(one.attachments ?? []),
      ...(one.quotesWithin ?? []),
    ]),
    ...instruments.flatMap((one) => [one.title, ...headings(one.clauses ?? [])]),
    ...instruments.flatMap((one) => (one.quotes ?? []).map(([, quote]) => quote)),
    ...tables.flatMap((one) => [one.caption, ...one.columns, ...one.rows.flat()]),
    ...(expected.appointments ?? []).flatMap((one) => [one.person, one.post].map(String)),
    ...(expected.effects ?? []).flatMap((one) => [one.targetNumber, one.title, one.reason]),
    ...(expected.effects ?? []).flatMap((one) => (one.instructions ?? []).map(([, , text]) => text)),
    ...(expected.periods ?? []).map((one) => one.name),
    ...(expected.figures ?? []).flatMap((one) => [one.quote, one.indicator]),
    ...(expected.citations ?? []).map(([quote]) => quote),
    ...(expected.residueIncludes ?? []),
  ];
}

/** A body within another may be printed behind it, apart: 法院副院长、审判委员会委员. */
function standsPrinted(body: string, printed: string): boolean {
  return [...body].some(
    (_, cut) =>
      (cut === 0 || cut > 3) && [body.slice(0, cut), body.slice(cut)].every((part) => printed.includes(part)),
  );
}

for (const file of readdirSync(samples, { recursive: true, encoding: 'utf8' })) {
  if (!file.endsWith('.expected.json')) continue;
  const stem = file.replace('.expected.json', '');
  describe(`samples/${stem}`, () => {
    const expected: Expectation = JSON.parse(readFileSync(new URL(file, samples), 'utf8'));
    const ending = readdirSync(new URL(`./${stem}/..`, samples)).includes(`${stem.split('/').at(-1)}.md`)
      ? '.md'
      : '.txt';
    const bytes = readFileSync(new URL(stem + ending, samples));
    const printed = locate(textOf(bytes, expected.encoding ?? 'utf-8')).squashed;
    test('quotes only what is printed', () => {
      const missing = claimed(expected).filter(
        (words) =>
          words && !words.split('|').some((option) => printed.includes(squash(option.replace(/^~/, '')))),
      );
      assert.deepEqual(missing, []);
      const bodies = (expected.appointments ?? []).map((one) => squash(String(one.organisation)));
      assert.deepEqual(
        bodies.filter((body) => !standsPrinted(body, printed)),
        [],
      );
    });
  });
}
