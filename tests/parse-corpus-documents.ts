/** The checks of an expectation on the issue, its contents, issuances, instruments and tables. */
import assert from 'node:assert/strict';
import type { Artifact, Instrument, Issuance, Table } from '#engines/law/parse/artifact.ts';
import {
  type Check,
  clausesAt,
  contains,
  type Expectation,
  type ExpectedInstrument,
  type ExpectedIssuance,
  type ExpectedTable,
  extent,
  locate,
  matches,
  places,
  skeleton,
  squash,
  textOf,
  wantedSkeleton,
} from './parse-corpus-expectation.ts';

const withoutNotes = (title: string): string => squash(title).replace(/\^?\[\d+\]/g, '');

export const encoding: Check = (artifact, expected) => {
  assert.equal(artifact.source.encoding, expected.encoding);
  assert.equal(artifact.source.bom, expected.bom);
};

export const shape: Check = (artifact, expected) => {
  assert.ok(matches(expected.shape, artifact.shape), `shape ${artifact.shape}, not ${expected.shape}`);
};

export const issue: Check = (artifact, expected) => {
  if (!expected.issue) return assert.equal(artifact.issue, expected.issue);
  const { editors, imprint, ...plain } = expected.issue;
  const actual = artifact.issue;
  assert.ok(actual, 'no issue');
  for (const [key, value] of Object.entries(plain)) {
    assert.deepEqual(actual[key as keyof typeof actual], value, `issue.${key}`);
  }
  if (editors) {
    assert.deepEqual(
      actual.editors.map((one) => [one.role, one.names]),
      editors,
    );
  }
  if (imprint) {
    const bare = (value: string) => squash(value).replace(/[<>]/g, '');
    assert.deepEqual(
      imprint.filter(
        ([key, value]) => !actual.imprint.some((one) => one.key === key && bare(one.value) === bare(value)),
      ),
      [],
      'imprint lines not found',
    );
  }
};

export const contents: Check = (artifact, expected) => {
  assert.deepEqual(
    artifact.contents.map((entry) => [
      entry.section && squash(entry.section),
      squash(entry.title),
      entry.number,
      entry.page,
    ]),
    expected.contents?.map(([section, title, number, page]) => [
      section && squash(section),
      squash(title),
      number,
      page,
    ]),
  );
  for (const entry of artifact.contents) {
    assert.ok(textOf(artifact, entry.span).includes(squash(entry.title)), `span of ${entry.title}`);
  }
};

/** Bodies may be split at commas or finer, but not left as one. */
function checkAddressees(actual: readonly string[], wanted: readonly string[]): void {
  assert.deepEqual(
    actual.flatMap((one) => squash(one).split(/[、,]/)),
    wanted.map(squash),
    'addressees',
  );
  if (wanted.length > 1) assert.ok(actual.length > 1, 'addressees are not split');
}

function checkIssuance(artifact: Artifact, actual: Issuance, wanted: ExpectedIssuance): void {
  const where = locate(artifact.source.text);
  if (wanted.kind !== undefined) assert.ok(matches(wanted.kind, actual.kind), `kind ${actual.kind}`);
  if (wanted.addressees) checkAddressees(actual.addressees, wanted.addressees);
  if (wanted.opening) {
    assert.ok(squash(actual.opening ?? '').startsWith(squash(wanted.opening)), `opening ${actual.opening}`);
  }
  if (wanted.signedBy) assert.deepEqual(actual.signedBy.map(squash), wanted.signedBy.map(squash), 'signedBy');
  if (wanted.date !== undefined) assert.equal(actual.date, wanted.date, 'date');
  if (wanted.disclosed !== undefined) assert.equal(actual.disclosed, wanted.disclosed, 'disclosed');
  for (const quote of wanted.quotesWithin ?? []) {
    assert.ok(
      places(where, quote).some((span) => contains(actual.span, span)),
      `not within the issuance: ${quote}`,
    );
  }
  for (const title of wanted.attachments ?? []) {
    assert.ok(
      actual.attachments.some((one) => squash(one.title) === squash(title)),
      `attachment ${title} not among ${actual.attachments.map((one) => one.title).join(' | ')}`,
    );
  }
}

export const issuances: Check = (artifact, expected) => {
  const wanted = expected.issuances ?? [];
  assert.deepEqual(
    artifact.issuances.map((one, i) => {
      const mine = wanted[i];
      return [
        mine && matches(mine.number, one.number) ? mine.number : one.number,
        mine?.title === undefined ? undefined : withoutNotes(one.title),
      ];
    }),
    wanted.map((one) => [one.number, one.title === undefined ? undefined : withoutNotes(one.title)]),
    'numbers and titles of the issuances',
  );
  artifact.issuances.forEach((actual, i) => {
    const title = textOf(artifact, actual.titleSpan);
    assert.ok(withoutNotes(title).includes(withoutNotes(actual.title)), `title span of ${actual.title}`);
    const mine = wanted[i];
    if (mine) checkIssuance(artifact, actual, mine);
  });
};

function checkInstrument(artifact: Artifact, among: readonly Instrument[], wanted: ExpectedInstrument): void {
  const { title } = wanted;
  const mine = title === undefined ? among : among.filter((one) => withoutNotes(one.title) === squash(title));
  assert.ok(mine.length > 0, `no instrument ${title} among ${among.map((one) => one.title).join(' | ')}`);
  const clauses = mine.flatMap((one) => one.clauses);
  if (wanted.clauses) {
    assert.deepEqual(skeleton(clauses, wanted.clauses), wantedSkeleton(wanted.clauses), title ?? 'clauses');
  }
  const where = locate(artifact.source.text);
  for (const [path, quote] of wanted.quotes ?? []) {
    const spans = clausesAt(clauses, path.split('/')).map(extent);
    assert.ok(spans.length > 0, `no clause ${path}`);
    const found = places(where, quote);
    assert.ok(
      spans.some((span) => found.some((one) => contains(span, one))),
      `${path} does not hold ${quote}`,
    );
  }
  if (wanted.tables) {
    const tables = mine.flatMap((one) => one.tables);
    assert.equal(tables.length, wanted.tables.length, `tables of ${title}`);
    for (const table of wanted.tables) checkTable(artifact, tables, table);
  }
}

/** The instruments of issuance `i`; one that is not expected may be a bare list or an attachment, no more. */
export function checkInstrumentsOf(artifact: Artifact, expected: Expectation, i: number): void {
  const wanted = expected.issuances?.[i];
  const actual = artifact.issuances[i];
  for (const instrument of wanted?.instruments ?? []) {
    checkInstrument(artifact, actual?.instruments ?? [], instrument);
  }
  const titles = wanted?.instruments?.map((one) => one.title) ?? [undefined];
  if (titles.includes(undefined)) return;
  const named = new Set([...(wanted?.attachments ?? []), ...titles].map((title) => squash(title ?? '')));
  for (const extra of actual?.instruments ?? []) {
    if (named.has(withoutNotes(extra.title))) continue;
    assert.deepEqual(skeleton(extra.clauses), [], `${extra.title} is no instrument with clauses`);
  }
}

export const instrument: Check = (artifact, expected) => {
  const everywhere = artifact.issuances.flatMap((one) => one.instruments);
  if (expected.instrument) checkInstrument(artifact, everywhere, expected.instrument);
};

function checkTable(artifact: Artifact, among: readonly Table[], wanted: ExpectedTable): void {
  const columns = wanted.columns.map(squash);
  const mine = among.find((one) => one.columns.map(squash).join('|') === columns.join('|'));
  assert.ok(
    mine,
    `no table ${columns.join('|')} among ${among.map((one) => one.columns.join('|')).join(' ; ')}`,
  );
  assert.deepEqual(
    mine.rows.map((row) => mine.columns.map((column) => squash(row[column] ?? ''))),
    wanted.rows.map((row) => row.map(squash)),
  );
  if (wanted.caption) assert.equal(mine.caption && squash(mine.caption), squash(wanted.caption));
  assert.equal(mine.rowSpans.length, mine.rows.length, 'a span for each row');
  mine.rows.forEach((row, i) => {
    const printed = textOf(artifact, mine.rowSpans[i] ?? [0, 0]);
    for (const column of mine.columns) {
      if (squash(column) === wanted.filled) continue;
      assert.ok(printed.includes(squash(row[column] ?? '')), `row ${i} does not print ${row[column]}`);
    }
  });
}

export const tables: Check = (artifact, expected) => {
  const everywhere = artifact.issuances.flatMap((one) => one.instruments.flatMap((inner) => inner.tables));
  for (const table of expected.tables ?? []) checkTable(artifact, everywhere, table);
  expected.issuances?.forEach((wanted, i) => {
    const here = artifact.issuances[i]?.instruments.flatMap((inner) => inner.tables) ?? [];
    for (const table of wanted.tables ?? []) checkTable(artifact, here, table);
  });
};

export const residue: Check = (artifact, expected) => {
  const { text } = artifact.source;
  const where = locate(text);
  if (expected.residueAll) {
    const claimed = artifact.residue.reduceRight(
      (rest, { span }) => rest.slice(0, span[0]) + rest.slice(span[1]),
      text,
    );
    assert.equal(squash(claimed), '', 'text that is neither claimed nor residue');
  }
  for (const quote of expected.residueIncludes ?? []) {
    assert.ok(
      places(where, quote).some((at) => artifact.residue.some(({ span }) => contains(span, at))),
      `${quote} is not in the residue`,
    );
  }
};
