/** The checks of an expectation on appointments, effects, periods, figures and citations. */
import assert from 'node:assert/strict';
import type { Artifact, Citation } from '#engines/law/parse/artifact.ts';
import {
  type Check,
  type Expectation,
  type ExpectedEffect,
  type ExpectedFigure,
  find,
  locate,
  matches,
  overlaps,
  places,
  squash,
  textOf,
} from './parse-corpus-expectation.ts';

export const appointments: Check = (artifact, expected) => {
  const wanted = expected.appointments ?? [];
  const key = (one: Record<string, unknown>) => [one.person, one.act, one.organisation, one.post].join(' ');
  assert.deepEqual(artifact.appointments.map(key).sort(), wanted.map(key).sort());
  for (const one of wanted) {
    const actual = artifact.appointments.find((other) => key(other) === key(one));
    assert.ok(actual);
    for (const [name, value] of Object.entries(one)) {
      assert.equal(actual[name as keyof typeof actual], value, `${key(one)}: ${name}`);
    }
    assert.ok(textOf(artifact, actual.span).includes(squash(actual.person)), `span of ${key(one)}`);
  }
};

const briefEffect = (one: Artifact['effects'][number]): string =>
  [one.kind, one.targetNumber, one.targetTitle, one.stage, one.date, one.precision].join(' ');

function checkEffect(actual: Artifact['effects'][number], wanted: ExpectedEffect, name: string): void {
  assert.equal(actual.stage, wanted.stage, `${name}: stage`);
  if (wanted.date !== undefined) assert.equal(actual.date, wanted.date, `${name}: date`);
  if (wanted.precision) assert.equal(actual.precision, wanted.precision, `${name}: precision`);
  if (wanted.reason) {
    assert.ok(
      squash(actual.reason ?? '').includes(squash(wanted.reason)),
      `${name}: reason ${actual.reason}`,
    );
  }
  const lines = actual.instructions ?? [];
  if (wanted.instructions) assert.equal(lines.length, wanted.instructions.length, `${name}: instructions`);
  wanted.instructions?.forEach(([label, action, text], i) => {
    assert.equal(lines[i]?.label, label);
    assert.ok(matches(action, lines[i]?.action), `${name} ${label}: ${lines[i]?.action}, not ${action}`);
    assert.ok(squash(lines[i]?.text ?? '').includes(squash(text)), `${name} ${label}: ${lines[i]?.text}`);
  });
}

export const effects: Check = (artifact, expected) => {
  const left = [...artifact.effects];
  for (const wanted of expected.effects ?? []) {
    const at = left.findIndex(
      (one) =>
        matches(wanted.kind, one.kind) &&
        matches(wanted.targetNumber, one.targetNumber) &&
        (!wanted.title || squash(one.targetTitle ?? '').includes(squash(wanted.title))),
    );
    const [actual] = at < 0 ? [] : left.splice(at, 1);
    const name = [wanted.kind, wanted.targetNumber, wanted.title].join(' ');
    assert.ok(actual, `no effect ${name} among\n${left.map(briefEffect).join('\n')}`);
    checkEffect(actual, wanted, name);
  }
  assert.deepEqual(left.map(briefEffect), [], 'effects that the text does not state');
};

export const undecided: Check = (artifact) => {
  assert.deepEqual(artifact.effects.filter((one) => one.stage === 'decided').map(briefEffect), []);
};

export const periods: Check = (artifact, expected) => {
  for (const wanted of expected.periods ?? []) {
    const fits = artifact.periods.some(
      (one) =>
        squash(one.name).includes(squash(wanted.name ?? '')) &&
        matches(wanted.kind, one.kind) &&
        one.from === wanted.from &&
        one.until === wanted.until &&
        (wanted.issuance === undefined || one.issuance === wanted.issuance),
    );
    const all = artifact.periods.map((one) =>
      [one.name, one.kind, one.from, one.until, one.issuance].join(' '),
    );
    assert.ok(fits, `${JSON.stringify(wanted)} not among\n${all.join('\n')}`);
  }
  if (expected.periods?.length === 0) assert.deepEqual(artifact.periods, []);
};

function figureFits(actual: Artifact['figures'][number], wanted: ExpectedFigure, spans: [number, number][]) {
  const growthOnly = wanted.value === undefined && actual.measure === 'growth' && actual.change === null;
  const change = growthOnly ? actual.value : actual.change;
  const changeUnit = growthOnly ? actual.unit : actual.changeUnit;
  return (
    (wanted.indicator === undefined || squash(actual.indicator).includes(squash(wanted.indicator))) &&
    (wanted.quote === undefined || spans.some((span) => overlaps(span, actual.span))) &&
    (wanted.place === undefined || squash(actual.place ?? '').endsWith(wanted.place)) &&
    (wanted.period === undefined || actual.period === wanted.period) &&
    (wanted.value === undefined || actual.value === wanted.value) &&
    (wanted.unit === undefined || matches(wanted.unit, actual.unit)) &&
    (wanted.change === undefined || change === wanted.change) &&
    (wanted.changeUnit === undefined || matches(wanted.changeUnit, changeUnit))
  );
}

export const figures: Check = (artifact, expected) => {
  const where = locate(artifact.source.text);
  const missing = (expected.figures ?? []).filter((wanted) => {
    const spans = wanted.quote === undefined ? [] : places(where, wanted.quote);
    return !artifact.figures.some((actual) => figureFits(actual, wanted, spans));
  });
  const brief = (one: Artifact['figures'][number]) => {
    const { span: _, basis: __, issuance: ___, ...rest } = one;
    return JSON.stringify(rest);
  };
  const all = artifact.figures.map(brief).join('\n');
  assert.deepEqual(missing, [], `figures not found among\n${all}`);
  if (expected.figures?.length === 0) assert.deepEqual(artifact.figures, []);
};

function resolves({ resolution, target }: Citation, wanted: string): boolean {
  if (wanted === '*') return true;
  if (wanted === 'outside') {
    const open = ['by_title', 'by_number', 'known_not_held', 'unverified'].includes(resolution);
    return open && (target === null || target.startsWith('law:'));
  }
  if (!wanted.startsWith('inside:')) return resolution === wanted && target === null;
  const index = wanted.slice('inside:'.length);
  const found = ['exact', 'by_title', 'by_number'].includes(resolution);
  return found && (target === `issuance:${index}` || target?.startsWith(`instrument:${index}/`) === true);
}

/** What is wrong with the reading of one quote that stands at `span`; nothing when it is read as wanted. */
function faultOf(
  artifact: Artifact,
  [quote, title, number, role, resolution]: NonNullable<Expectation['citations']>[number],
  span: [number, number],
): string | undefined {
  const bare = (words: string) =>
    squash(words)
      .replace(/^\(|\)$/g, '')
      .replace('》(', '》');
  const near = artifact.citations.filter((one) => overlaps(one.span, span));
  const loose = /self|contents/.test(role) || number === '*' || title === '*';
  const exact = near.find((one) => bare(textOf(artifact, one.span)) === bare(quote));
  const actual = exact ?? (loose ? near.find((one) => matches(role, one.role)) : undefined);
  if (!actual) {
    const read = near.map((one) => `${textOf(artifact, one.span)} (${one.role})`).join(' | ');
    return `${quote} was read as: ${read || 'nothing'}`;
  }
  if (!matches(role, actual.role)) return `${quote}: role ${actual.role}`;
  if (title !== null && !matches(title, actual.title)) return `${quote}: title ${actual.title}`;
  if (!matches(number, actual.number)) return `${quote}: number ${actual.number}`;
  return resolves(actual, resolution) ? undefined : `${quote}: ${actual.resolution} → ${actual.target}`;
}

export const citations: Check = (artifact, expected) => {
  const where = locate(artifact.source.text);
  const faults: string[] = [];
  let from = 0;
  for (const wanted of expected.citations ?? []) {
    const hit = find(where, wanted[0], from);
    assert.ok(hit, `the expectation quotes what the text does not say: ${wanted[0]}`);
    from = hit.index + 1;
    const fault = faultOf(artifact, wanted, hit.span);
    if (fault !== undefined) faults.push(fault);
  }
  assert.deepEqual(faults, []);
  for (const [title, number] of expected.notCitations ?? []) {
    assert.ok(
      !artifact.citations.some((one) => matches(title, one.title) && matches(number, one.number)),
      `《${title}》 does not bear ${number}`,
    );
  }
  if (expected.citations?.length === 0) assert.deepEqual(artifact.citations, []);
};
