/** The same document printed another way (line ends, brackets, digits, blanks, marks) is read the same. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import type { Artifact, Clause } from './artifact.ts';
import { parseText } from './index.ts';

const samples = [
  'order-decision.txt',
  'cleanup-table.txt',
  'meeting-lists.txt',
  'contents-without-issuers.txt',
];
const read = (name: string) =>
  readFileSync(new URL(`../../../../samples/corpus/${name}`, import.meta.url), 'utf8');

const wide = (digit: string) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0);
const variants: Record<string, (text: string) => string> = {
  'CRLF line ends': (text) => text.replaceAll('\n', '\r\n'),
  'CR line ends': (text) => text.replaceAll('\n', '\r'),
  'half-width punctuation': (text) =>
    text.replace(
      /[，：；（）]/g,
      (mark) => ({ '，': ',', '：': ':', '；': ';', '（': '(', '）': ')' })[mark] ?? mark,
    ),
  'square brackets around years': (text) => text.replaceAll('〔', '[').replaceAll('〕', ']'),
  'full-width digits': (text) => text.replace(/\d/g, wide),
  'lines set in': (text) => text.replace(/^(?=\S)/gm, '　　'),
  'twice the line breaks': (text) => text.replaceAll('\n', '\n\n'),
};

const clausesOf = (clauses: readonly Clause[]): string[] =>
  clauses.flatMap((one) => [one.path, ...clausesOf(one.children)]);

const outline = (artifact: Artifact) => ({
  issuances: artifact.issuances.map((one) => [
    one.number
      ?.normalize('NFKC')
      .replace(/[[〔]/, '〔')
      .replace(/[\]〕]/, '〕'),
    one.date,
    one.addressees.length,
    one.instruments.flatMap((instrument) => clausesOf(instrument.clauses)),
    one.instruments.flatMap((instrument) => instrument.tables.map((table) => table.rows.length)),
  ]),
  contents: artifact.contents.map((entry) => entry.page),
  appointments: artifact.appointments.map((one) => [one.person, one.act, one.organisation, one.post]),
  effects: artifact.effects.map((one) => [one.kind, one.date, one.stage, one.targetNumber]),
  citations: artifact.citations.length,
});

for (const name of samples) {
  describe(name, () => {
    const plain = outline(parseText(read(name)));
    for (const [variant, print] of Object.entries(variants)) {
      test(variant, () => assert.deepEqual(outline(parseText(print(read(name)))), plain));
    }
  });
}

test('below 目录 without entries the first document is no entry', () => {
  const text = read('contents-without-issuers.txt');
  const from = text.indexOf('区政府文件');
  const to = text.indexOf('兰河市青禾区人民政府关于印发');
  const { contents, issuances } = parseText(text.slice(0, from) + text.slice(to));
  assert.equal(contents.length, 0);
  assert.deepEqual(
    issuances.map((one) => one.number),
    ['兰青政规〔2024〕2号', '兰青政办发〔2024〕21号', null],
  );
});
