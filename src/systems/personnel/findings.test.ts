/** Each finding on the smallest record that shows it, and on the nearest that must not. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findingsOf, isSingleSeat, standingOn } from './findings.ts';
import { readAct } from './fixture.ts';
import type { BodyName } from './organisations.ts';
import { probationStateAt, probationsOf } from './probation.ts';
import { buildRecord, type ReadAct } from './record.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const kindsOn = (acts: ReadAct[], date: string, names: BodyName[] = []) =>
  standingOn(findingsOf(buildRecord(acts, names, [])), day(date))
    .map((f) => f.kind)
    .sort();

const appointed = readAct(1, '2024-01-10', '甲某', 'appoint', '丙区民政局', '局长');

describe('two in one office', () => {
  const second = readAct(2, '2024-03-10', '乙某', 'appoint', '丙区民政局', '局长');
  const removed = readAct(3, '2024-05-10', '甲某', 'remove', '丙区民政局', '局长');
  it('stands from the second appointment to the first one’s removal, half-open', () => {
    const acts = [appointed, second, removed];
    assert.deepEqual(kindsOn(acts, '2024-03-09'), []);
    assert.deepEqual(kindsOn(acts, '2024-03-10'), ['double_occupancy']);
    assert.deepEqual(kindsOn(acts, '2024-05-09'), ['double_occupancy']);
    assert.deepEqual(kindsOn(acts, '2024-05-10'), []);
  });
  it('is none when the first leaves on the same day', () => {
    assert.deepEqual(
      kindsOn(
        [appointed, readAct(2, '2024-03-10', '甲某', 'remove', '丙区民政局', '局长'), second],
        '2024-03-10',
      ),
      [],
    );
  });
  it('is none among deputies, who may be several', () => {
    const deputies = ['甲某', '乙某'].map((name, n) =>
      readAct(n, '2024-01-10', name, 'appoint', '丙区民政局', '副局长'),
    );
    assert.deepEqual(kindsOn(deputies, '2024-02-01'), []);
  });
  it('knows which offices are one person’s', () => {
    for (const title of ['局长', '主任', '所长', '区长', '书记', '馆长', '总经理'])
      assert.ok(isSingleSeat(title), title);
    for (const title of ['副局长', '副主任', '党组成员', '局长助理', '调研员', '委员', '秘书'])
      assert.ok(!isSingleSeat(title), title);
  });
});

describe('one in two offices', () => {
  const other = (over: Partial<ReadAct>) =>
    readAct(1, '2024-01-10', '甲某', 'appoint', '丙区司法局', '副局长', over as object);
  it('is told when neither is 兼 or 挂职', () => {
    assert.deepEqual(kindsOn([appointed, other({})], '2024-02-01'), ['two_full_posts']);
    assert.deepEqual(kindsOn([appointed, other({ concurrent: true })], '2024-02-01'), []);
    assert.deepEqual(kindsOn([appointed, other({ seconded: true })], '2024-02-01'), []);
  });
});

describe('a post that was left', () => {
  const removed = readAct(2, '2024-05-10', '甲某', 'remove', '丙区民政局', '局长');
  it('stands open from the day of the removal until somebody is appointed', () => {
    const next = readAct(3, '2024-07-01', '丁某', 'appoint', '丙区民政局', '局长');
    assert.deepEqual(kindsOn([appointed, removed, next], '2024-05-09'), []);
    assert.deepEqual(kindsOn([appointed, removed, next], '2024-05-10'), ['vacancy']);
    assert.deepEqual(kindsOn([appointed, removed, next], '2024-06-30'), ['vacancy']);
    assert.deepEqual(kindsOn([appointed, removed, next], '2024-07-01'), []);
    assert.deepEqual(kindsOn([appointed, removed], '2030-01-01'), ['vacancy']);
  });
  it('may have been filled when a successor’s trial began on an unprinted day', () => {
    const next = readAct(3, '2024-07-01', '丁某', 'appoint', '丙区民政局', '局长', { effective: null });
    assert.deepEqual(kindsOn([appointed, removed, next], '2024-06-01'), []);
  });
  it('leaves no seat when it was a secondment', () => {
    const seconded = [appointed, removed].map((a) => ({ ...a, seconded: true }));
    assert.deepEqual(kindsOn(seconded, '2024-06-01'), []);
  });
  it('is told as a question when it is a deputy’s', () => {
    const acts = [appointed, removed].map((a) => ({ ...a, post: '副局长' }));
    assert.match(findingsOf(buildRecord(acts, [], []))[0]?.message ?? '', /可能不止一名，不等于空缺/);
  });
});

describe('removals', () => {
  it('from what was never recorded, and a second time, are told', () => {
    const removed = readAct(2, '2024-05-10', '甲某', 'remove', '丙区民政局', '局长');
    assert.deepEqual(kindsOn([removed], '2024-05-10'), ['removal_unrecorded', 'vacancy']);
    const again = readAct(2, '2024-05-10', '甲某', 'dismiss', '丙区民政局', '局长');
    assert.deepEqual(kindsOn([appointed, removed, again], '2024-05-10'), ['removal_repeated', 'vacancy']);
  });
  it('without a day are in no tenure', () => {
    assert.deepEqual(kindsOn([readAct(2, null, '甲某', 'remove', '丙区民政局', '局长')], '2024-05-10'), [
      'undated_act',
    ]);
  });
});

describe('a probation', () => {
  const on = (from: string, months: number, more: ReadAct[] = []) =>
    probationsOf(
      buildRecord(
        [readAct(1, from, '甲某', 'appoint', '丙区民政局', '副局长', { probationMonths: months }), ...more],
        [],
        [],
      ),
    )[0];
  it('ends on the day of the same number, at a month’s end on its last', () => {
    assert.equal(on('2023-09-27', 12)?.until.toString(), '2024-09-27');
    assert.equal(on('2024-02-29', 12)?.until.toString(), '2025-02-28');
    assert.equal(on('2024-08-31', 6)?.until.toString(), '2025-02-28');
  });
  it('is confirmed by an appointment after the trial, or ends with the post', () => {
    const confirmed = on('2024-01-10', 12, [
      readAct(2, '2025-01-20', '甲某', 'appoint', '丙区民政局', '副局长', { effective: null }),
    ]);
    assert.ok(confirmed);
    assert.equal(probationStateAt(confirmed, day('2025-01-15')), 'unconfirmed');
    assert.equal(probationStateAt(confirmed, day('2025-01-20')), 'confirmed');
    const left = on('2024-01-10', 12, [readAct(2, '2024-06-01', '甲某', 'remove', '丙区民政局', '副局长')]);
    assert.ok(left);
    assert.equal(probationStateAt(left, day('2024-05-31')), 'running');
    assert.equal(probationStateAt(left, day('2024-06-01')), 'left');
  });
  it('that nobody followed up is told from its end until somebody does', () => {
    const acts = [
      readAct(1, '2024-01-10', '甲某', 'appoint', '丙区民政局', '副局长', { probationMonths: 12 }),
      readAct(2, '2025-02-01', '甲某', 'appoint', '丙区民政局', '副局长', { effective: null }),
    ];
    assert.deepEqual(
      ['2025-01-09', '2025-01-10', '2025-01-31', '2025-02-01'].map((d) => kindsOn(acts, d).length),
      [0, 1, 1, 0],
    );
  });
});

describe('names of one body', () => {
  const body = (state: string): BodyName[] => [
    {
      bodyId: 'b',
      bodyName: '丙区住建交通局',
      bodyKey: '丙区住建交通局',
      alias: { name: '丙区住建局', key: '丙区住建局', state },
    },
  ];
  const acts = [
    readAct(1, '2024-01-10', '甲某', 'appoint', '丙区住建局', '副局长'),
    readAct(2, '2024-03-10', '乙某', 'appoint', '丙区住建交通局', '副局长'),
  ];
  it('are told when assumed, merged and told when signed, and left alone when refused', () => {
    assert.deepEqual(kindsOn(acts, '2024-04-01', body('assumed')), ['organisation_names']);
    assert.equal(buildRecord(acts, body('assumed'), []).organisations.byId.size, 2);
    assert.deepEqual(kindsOn(acts, '2024-04-01', body('decided')), [
      'held_past_renaming',
      'organisation_names',
    ]);
    assert.equal(buildRecord(acts, body('decided'), []).organisations.byId.size, 1);
    assert.deepEqual(kindsOn(acts, '2024-04-01', body('refused')), []);
  });
});
