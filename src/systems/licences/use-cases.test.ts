import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '#base/ids.ts';
import type { Actor, PostRole, Role } from '#platform/people/actor.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import type { Store } from '#platform/store/store.ts';
import { openTestStore } from '#platform/store/testing.ts';
import { authoriseUse } from './authorise-use.ts';
import { type ChangeForm, changeLicence } from './change-licence.ts';
import { madeUpLicence } from './fixture.ts';
import { licenceKeys, openCode, openHolder } from './holder.ts';
import { parseLicenceIdentifier } from './identifier.ts';
import { type IssueFacts, issueLicence } from './issue-licence.ts';
import { statusAt } from './licence.ts';
import { findLicence, readEvents, validityOf } from './queries.ts';
import { listUses } from './queries-uses.ts';
import { readHolder } from './read-licence.ts';
import { redeemUse } from './redeem-use.ts';

const keys = licenceKeys(['a-secret-for-the-tests-of-the-licences']);
const AGENCY = madeUpLicence(null).agency.name;
const account = (id: string, ...roles: Role[]): Actor => ({
  kind: 'account',
  id,
  name: `账号${id}`,
  roles: roles.map((role) => ({ role, division: DIVISION_XIXIA })),
  posts: roles.includes('official') ? [{ division: DIVISION_XIXIA, body: AGENCY, role: 'approver' }] : [],
});
const owner = account('owner');
const clerk = account('clerk', 'official');
const start = Temporal.Instant.from('2024-01-10T01:00:00Z');
const code = (r: { ok: boolean; error?: { code: string } }) => (r.ok ? 'ok' : r.error?.code);

let store: Store;
before(async () => {
  store = await openTestStore();
});
after(() => store.close());

let cases = 0;
const issue = (change: Partial<IssueFacts> = {}) =>
  store.db
    .transaction()
    .execute((tx) =>
      issueLicence(
        tx,
        keys,
        clerk,
        madeUpLicence('owner', { caseId: `case-${++cases}`, at: start, ...change }),
      ),
    );
const stateOf = async (id: string, at: Temporal.Instant) => {
  const row = await findLicence(store.db, DIVISION_XIXIA, id);
  const events = (await readEvents(store.db, DIVISION_XIXIA, [id])).get(id) ?? [];
  assert.ok(row);
  return statusAt(validityOf(row), events, at.toZonedDateTimeISO('Asia/Shanghai').toPlainDate(), at)?.state;
};

test('a case yields one licence however often it is asked, with an identifier whose check holds', async () => {
  const first = await issue({ caseId: 'case-once' });
  const again = await issue({ caseId: 'case-once' });
  assert.deepEqual(again, { ...first, repeated: true });
  const at = await Promise.all([issue({ caseId: 'case-both' }), issue({ caseId: 'case-both' })]);
  assert.equal(at[0].licenceId, at[1].licenceId);
  assert.ok(parseLicenceIdentifier(first.identifier).ok);
  assert.match(first.identifier, /\.20240110\d{6}\.001\.[0-9A-Z]$/);
});

test('a grant that is rolled back leaves no licence', async () => {
  await assert.rejects(
    store.db.transaction().execute(async (tx) => {
      await issueLicence(tx, keys, clerk, madeUpLicence(null, { caseId: 'case-undone', at: start }));
      throw new Error('undone');
    }),
    /undone/,
  );
  assert.equal((await issue({ caseId: 'case-undone' })).repeated, false);
});

test('the holder is not in the database in the clear, and opens with the key', async () => {
  const { licenceId } = await issue();
  const { rows } = await store.runSql('select licence::text as text from licence');
  for (const row of rows) assert.doesNotMatch((row as { text: string }).text, /示例人甲|640105TEST/);
  const row = await findLicence(store.db, DIVISION_XIXIA, licenceId);
  assert.ok(row);
  assert.deepEqual(openHolder(keys, row), {
    name: '示例人甲',
    numberKind: '公民身份号码',
    number: '640105TEST00000001',
  });
  assert.match(openCode(keys, row), /^\d{6}$/);
});

test('a period that ends before it begins, or nobody as holder, is a mistake of the caller', async () => {
  const facts = madeUpLicence(null);
  await assert.rejects(issue({ validUntil: facts.validFrom }), RangeError);
  await assert.rejects(issue({ holder: { ...facts.holder, number: ' ' } }), RangeError);
  await assert.rejects(issue({ agency: { code: 'test-小写', name: '某局' } }), RangeError);
});

const later = start.add({ hours: 24 * 30 });
const change = (form: Partial<ChangeForm> & { licenceId: string }, by = clerk, now = later) =>
  changeLicence({ db: store.db, now: () => now }, by, {
    ground: 'revoke.fraud',
    reason: '材料虚假，见决定书',
    on: '',
    seen: 1,
    requestKey: 'key-1',
    ...form,
  });

test('revoking needs the role, a ground, a reason, a day that can be, and the state that was seen', async () => {
  const { licenceId } = await issue();
  assert.equal(code(await change({ licenceId }, owner)), 'policy.denied');
  assert.equal(code(await change({ licenceId }, { kind: 'visitor' })), 'policy.sign_in');
  for (const [wrong, said] of [
    [{ ground: '' }, 'licences.ground_missing'],
    [{ ground: 'revoke.nothing' }, 'licences.ground_missing'],
    [{ reason: '  ' }, 'licences.reason_missing'],
    [{ on: '2024-01-09' }, 'licences.date_wrong'],
    [{ on: '2024-02-10' }, 'licences.date_wrong'],
    [{ on: '2024-02-30' }, 'licences.date_wrong'],
    [{ seen: 0 }, 'licences.stale'],
    [{ ground: 'cancel.lapsed' }, 'licences.wrong_state'],
    [{ ground: 'cancel.after_decision' }, 'licences.wrong_state'],
    [{ ground: 'resume.served' }, 'licences.wrong_state'],
    [{ licenceId: 'x' }, 'licences.not_found'],
  ] as const)
    assert.equal(code(await change({ licenceId, ...wrong })), said, JSON.stringify(wrong));
  assert.equal(await stateOf(licenceId, later), 'valid');
  assert.equal(code(await change({ licenceId })), 'ok');
  assert.equal(await stateOf(licenceId, later), 'revoked');
});

test('only who decides in the issuing body changes its licences, or reads whose they are', async () => {
  const { licenceId } = await issue();
  const at = (body: string, role: PostRole, division = DIVISION_XIXIA): Actor => ({
    kind: 'account',
    id: 'o',
    name: '办事员',
    roles: [{ role: 'official', division: DIVISION_XIXIA }],
    posts: [{ division, body, role }],
  });
  for (const [by, said] of [
    [at(AGENCY, 'clerk'), 'policy.denied'],
    [at(AGENCY, 'reviewer'), 'policy.denied'],
    [at('别的局', 'head'), 'policy.denied'],
    [at(AGENCY, 'head', '640106'), 'policy.denied'],
    [at('*', 'approver', '640106'), 'policy.denied'],
    [account('none', 'editor'), 'policy.denied'],
    [at(AGENCY, 'head'), 'licences.reason_missing'],
    [at('*', 'approver'), 'licences.reason_missing'],
  ] as const)
    assert.equal(code(await change({ licenceId, reason: '' }, by)), said);
  const read = (by: Actor) => readHolder(store.db, keys, DIVISION_XIXIA, by, { licenceId, reason: '核对' });
  assert.equal(code(await read(at('别的局', 'clerk'))), 'policy.denied');
  assert.equal(code(await read(at(AGENCY, 'opinion'))), 'policy.denied');
  assert.equal(code(await read(at(AGENCY, 'clerk'))), 'ok');
});

test('a form that is sent twice allows once and is taken once', async () => {
  const { licenceId } = await issue();
  const form = { licenceId, caseNumber: 'BJ-1', purpose: '办理示例事项', requestKey: newId() };
  const twice = await Promise.all(
    [1, 2].map(() => authoriseUse({ db: store.db, keys, now: () => later }, owner, form)),
  );
  assert.ok(twice[0]?.ok && twice[1]?.ok);
  assert.equal(twice[0].value.code, twice[1].value.code);
  assert.equal((await listUses(store.db, DIVISION_XIXIA, licenceId)).length, 1);
  const taking = { code: twice[0].value.code, caseNumber: 'BJ-1', requestKey: newId() };
  const taken = await Promise.all(
    [1, 2].map(() => redeemUse({ db: store.db, keys, now: () => minute(1) }, clerk, taking)),
  );
  assert.deepEqual(taken.map(code), ['ok', 'ok']);
  assert.equal((await readEvents(store.db, DIVISION_XIXIA, [licenceId])).get(licenceId)?.length, 2);
  assert.equal(
    code(await authoriseUse({ db: store.db, keys }, owner, { ...form, requestKey: '' })),
    'command.key_missing',
  );
});

test('the same form sent twice changes once; two clerks at once change once, and the second is told', async () => {
  const { licenceId } = await issue();
  const twice = await Promise.all([change({ licenceId }), change({ licenceId })]);
  assert.deepEqual(twice.map((r) => r.ok && r.value.repeated).sort(), [false, true]);
  const other = await issue();
  const both = await Promise.all([
    change({ licenceId: other.licenceId, requestKey: 'a' }),
    change(
      { licenceId: other.licenceId, requestKey: 'b', ground: 'withdraw.penalty' },
      account('c2', 'official'),
    ),
  ]);
  assert.deepEqual(both.map(code).sort(), ['licences.stale', 'ok']);
});

test('what was revoked is cancelled after it, from a day not before it', async () => {
  const { licenceId } = await issue();
  assert.equal(code(await change({ licenceId, on: '2024-02-01' })), 'ok');
  const cancel = { licenceId, ground: 'cancel.after_decision', seen: 2, requestKey: 'key-2' };
  assert.equal(code(await change({ ...cancel, on: '2024-01-31' })), 'licences.date_wrong');
  assert.equal(code(await change({ ...cancel, on: '2024-02-01' })), 'ok');
  assert.equal(await stateOf(licenceId, later), 'cancelled');
});

const minute = (n: number) => later.add({ minutes: n });
const allow = (licenceId: string, by = owner, now = later, caseNumber = 'BJ-1') =>
  authoriseUse({ db: store.db, keys, now: () => now }, by, {
    licenceId,
    caseNumber,
    purpose: '办理示例事项',
    requestKey: newId(),
  });
const take = (typed: string, now = minute(1), caseNumber = 'BJ-1', by = clerk) =>
  redeemUse({ db: store.db, keys, now: () => now }, by, { code: typed, caseNumber, requestKey: newId() });

test('a use is allowed by the holder alone, and only of a valid licence', async () => {
  const { licenceId } = await issue();
  assert.equal(code(await allow(licenceId, account('other'))), 'licences.not_found');
  assert.equal(code(await allow(licenceId, clerk)), 'licences.not_found');
  assert.equal(code(await allow(licenceId, { kind: 'visitor' })), 'policy.sign_in');
  assert.equal(code(await allow(licenceId, owner, later, ' ')), 'licences.case_missing');
  assert.equal(code(await allow(licenceId, owner, start.subtract({ hours: 20 }))), 'licences.not_valid');
  assert.equal(code(await change({ licenceId })), 'ok');
  assert.equal(code(await allow(licenceId)), 'licences.not_valid');
});

test('a code works for its case, once, while it lasts', async () => {
  const { licenceId } = await issue();
  const allowed = await allow(licenceId);
  assert.ok(allowed.ok);
  const typed = allowed.value.code;
  assert.equal(code(await take(typed, minute(1), 'BJ-2')), 'licences.use.other_case');
  assert.equal(code(await take(typed, minute(1), 'BJ-1', owner)), 'policy.denied');
  assert.equal(code(await take('0000-0000-0000')), 'licences.use.not_found');
  assert.equal(code(await take(typed, minute(5))), 'licences.use.lapsed');
  const grouped = typed.toLowerCase().replace(/(.{4})(?=.)/g, '$1-');
  assert.equal(code(await take(grouped, minute(5).subtract({ seconds: 1 }), ' bj-1 ')), 'ok');
  assert.equal(code(await take(typed)), 'licences.use.conflict');
  const events = (await readEvents(store.db, DIVISION_XIXIA, [licenceId])).get(licenceId);
  assert.deepEqual(
    events?.map((e) => e.kind),
    ['issued', 'copy_given'],
  );
  assert.match(events?.[1]?.reason ?? '', /BJ-1/);
  const [use] = await listUses(store.db, DIVISION_XIXIA, licenceId);
  assert.equal(use?.redeemed?.byName, '账号clerk');
});

test('of many who take one code at once exactly one gets it', async () => {
  const { licenceId } = await issue();
  const allowed = await allow(licenceId);
  assert.ok(allowed.ok);
  const takers = Array.from({ length: 6 }, (_, i) =>
    take(allowed.value.code, minute(1), 'BJ-1', account(`clerk-${i}`, 'official')),
  );
  const codes = (await Promise.all(takers)).map(code).sort();
  assert.deepEqual(codes, [...Array(5).fill('licences.use.conflict'), 'ok']);
});

test('a code is worth nothing once the licence was revoked', async () => {
  const { licenceId } = await issue();
  const allowed = await allow(licenceId);
  assert.ok(allowed.ok);
  assert.equal(code(await change({ licenceId })), 'ok');
  assert.equal(code(await take(allowed.value.code)), 'licences.not_valid');
});

test('few codes are open at once, and the code itself is not in the database', async () => {
  const { licenceId } = await issue();
  const allowed = await Promise.all([1, 2, 3, 4].map(() => allow(licenceId)));
  assert.deepEqual(allowed.map(code).sort(), ['licences.use.too_many', 'ok', 'ok', 'ok']);
  const { rows } = await store.runSql('select licence_use::text as text from licence_use');
  for (const made of allowed)
    for (const row of rows) assert.ok(!made.ok || !(row as { text: string }).text.includes(made.value.code));
  assert.equal(code(await allow(licenceId, owner, minute(5))), 'ok', 'those have lapsed');
});

test('every command leaves a line in the audit trail, refusals too, without personal data', async () => {
  const { rows } = await store.runSql(
    `select use_case, outcome, detail::text as detail from audit_entry where use_case like 'licences.%'`,
  );
  const lines = rows as { use_case: string; outcome: string; detail: string }[];
  for (const [useCase, outcome] of [
    ['licences.change', 'done'],
    ['licences.change', 'refused:licences.stale'],
    ['licences.use.authorise', 'done'],
    ['licences.use.redeem', 'refused:licences.use.other_case'],
  ])
    assert.ok(
      lines.some((l) => l.use_case === useCase && l.outcome === outcome),
      `${useCase} ${outcome}`,
    );
  for (const line of lines) assert.doesNotMatch(line.detail, /示例人甲|640105TEST/);
});
