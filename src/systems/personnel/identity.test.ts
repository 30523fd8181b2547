/** Who is who, by rule and by decision: what must always hold, and the cases told one by one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ACT_KINDS, gives } from './act.ts';
import { readAct } from './fixture.ts';
import { type IdentityDecision, isConsistent, mentionId } from './identity.ts';
import { buildRecord, type PersonnelRecord, type ReadAct } from './record.ts';

const BASE = Temporal.PlainDate.from('2024-01-01');
const NOTICES = 6;

const Acts: fc.Arbitrary<ReadAct[]> = fc
  .array(
    fc.record({
      n: fc.integer({ min: 1, max: NOTICES }),
      name: fc.constantFrom('甲某', '乙某'),
      kind: fc.constantFrom(...ACT_KINDS),
      organisation: fc.constantFrom('丙区民政局', '丙区司法局'),
      trial: fc.boolean(),
      probation: fc.boolean(),
    }),
    { maxLength: 10 },
  )
  .map((rows) =>
    rows
      .sort((a, b) => a.n - b.n)
      .map(({ n, name, kind, organisation, trial, probation }) => {
        const decided = BASE.add({ days: n * 10 }).toString();
        return readAct(n, decided, name, kind, organisation, '局长', {
          effective: gives(kind) && trial ? null : decided,
          probationMonths: gives(kind) && !trial && probation ? 12 : null,
        });
      }),
  );

const documentOf = (n: number) => readAct(n, '2024-01-01', '', 'appoint', '', '').notice.documentId;
const Decisions: fc.Arbitrary<IdentityDecision[]> = fc
  .array(
    fc.record({
      name: fc.constantFrom('甲某', '乙某'),
      a: fc.integer({ min: 1, max: NOTICES }),
      b: fc.integer({ min: 1, max: NOTICES }),
      verdict: fc.constantFrom('same' as const, 'different' as const),
    }),
    { maxLength: 5 },
  )
  .map((rows) => {
    const kept: IdentityDecision[] = [];
    for (const [at, { name, a, b, verdict }] of rows.entries()) {
      const decision: IdentityDecision = {
        id: String(at),
        name,
        a: mentionId(documentOf(a), name),
        b: mentionId(documentOf(b), name),
        verdict,
        reason: '测试',
        byName: '测试',
        at: Temporal.Instant.fromEpochMilliseconds(at),
      };
      const paired = kept.some((d) => [d.a, d.b].includes(decision.a) && [d.a, d.b].includes(decision.b));
      if (a !== b && !paired && isConsistent([...kept, decision])) kept.push(decision);
    }
    return kept;
  });

const partition = (record: PersonnelRecord): string[] =>
  [...record.persons.values()].map((p) => p.mentions.toSorted().join(' ')).sort();

test('every mention is one person’s, decisions are kept, and nothing else joins but what a notice proves', () => {
  fc.assert(
    fc.property(Acts, Decisions, (acts, decisions) => {
      const record = buildRecord(acts, [], decisions);
      const mentions = [...new Set(record.acts.map((a) => a.mention))].sort();
      assert.deepEqual([...record.persons.values()].flatMap((p) => p.mentions).sort(), mentions);
      const personOf = (mention: string) => record.currentPersonId(mention);
      for (const d of decisions) {
        if (!mentions.includes(d.a) || !mentions.includes(d.b)) continue;
        assert.equal(personOf(d.a) === personOf(d.b), d.verdict === 'same');
      }
      for (const person of record.persons.values()) {
        assert.equal(new Set(record.acts.filter((a) => a.personId === person.id).map((a) => a.name)).size, 1);
        if (person.mentions.length > 1) assert.ok(person.links.length >= person.mentions.length - 1);
        for (const link of person.links) {
          assert.ok(person.mentions.includes(link.a) && person.mentions.includes(link.b));
          if (link.by !== 'rule') continue;
          const [before, after] = link.evidence;
          assert.equal(before.postId, after.postId);
          assert.ok(gives(before.kind) && before.mention !== after.mention);
          assert.ok(link.rule === 'removal_names_post' ? !gives(after.kind) : after.effective === null);
        }
      }
    }),
    { numRuns: 500 },
  );
});

test('in which order decisions were signed makes no difference', () => {
  fc.assert(
    fc.property(Acts, Decisions, (acts, decisions) => {
      assert.deepEqual(
        partition(buildRecord(acts, [], decisions.toReversed())),
        partition(buildRecord(acts, [], decisions)),
      );
    }),
    { numRuns: 200 },
  );
});

const names = (acts: ReadAct[]) => buildRecord(acts, [], []).persons.size;

test('the same name in two notices is two people', () => {
  assert.equal(
    names([
      readAct(1, '2024-01-10', '甲某', 'appoint', '丙区民政局', '副局长'),
      readAct(2, '2024-02-10', '甲某', 'appoint', '丙区司法局', '副局长'),
    ]),
    2,
  );
});

test('within one notice a name is one person', () => {
  assert.equal(
    names([
      readAct(1, '2024-01-10', '甲某', 'appoint', '丙区民政局', '副局长'),
      readAct(1, '2024-01-10', '甲某', 'remove', '丙区司法局', '副局长'),
    ]),
    1,
  );
});

test('a removal from the post that the earlier notice gave is of that person, one from another post is not', () => {
  const given = readAct(1, '2024-01-10', '甲某', 'appoint', '丙区民政局', '副局长');
  assert.equal(names([given, readAct(2, '2024-02-10', '甲某', 'remove', '丙区民政局', '副局长')]), 1);
  assert.equal(names([given, readAct(2, '2024-02-10', '甲某', 'remove', '丙区民政局', '局长')]), 2);
});

test('of two people of one name in one post, no rule says which one leaves', () => {
  assert.equal(
    names([
      readAct(1, '2024-01-10', '甲某', 'appoint', '丙区民政局', '副局长'),
      readAct(2, '2024-02-10', '甲某', 'appoint', '丙区民政局', '副局长'),
      readAct(3, '2024-03-10', '甲某', 'remove', '丙区民政局', '副局长'),
    ]),
    3,
  );
});

test('an appointment after a trial is of the person who was given the post with a probation', () => {
  const after = readAct(2, '2025-01-20', '甲某', 'appoint', '丙区民政局', '副局长', { effective: null });
  const given = (probationMonths: number | null) =>
    readAct(1, '2024-01-10', '甲某', 'appoint', '丙区民政局', '副局长', { probationMonths });
  assert.equal(names([given(12), after]), 1);
  assert.equal(names([given(null), after]), 2);
});

test('an editor’s “different” stands against a rule, and the conflict is told', () => {
  const acts = [
    readAct(1, '2024-01-10', '甲某', 'appoint', '丙区民政局', '副局长'),
    readAct(2, '2024-02-10', '甲某', 'remove', '丙区民政局', '副局长'),
  ];
  const record = buildRecord(
    acts,
    [],
    [
      {
        id: 'd',
        name: '甲某',
        a: mentionId(documentOf(1), '甲某'),
        b: mentionId(documentOf(2), '甲某'),
        verdict: 'different',
        reason: '测试',
        byName: '测试',
        at: Temporal.Instant.fromEpochMilliseconds(0),
      },
    ],
  );
  assert.equal(record.persons.size, 2);
  assert.equal(record.identified.conflicts.length, 1);
});
