import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Actor, ROLES, systemActor, visitor } from './actor.ts';
import { authorise, DIVISION_XIXIA, POLICY, type UseCase } from './policy.ts';

const account = (role: (typeof ROLES)[number], division = DIVISION_XIXIA): Actor => ({
  kind: 'account',
  id: 'a',
  name: '测试账号',
  roles: [{ role, division }],
});
const outcome = (actor: Actor, useCase: UseCase, division?: string) => {
  const r = authorise(actor, useCase, division);
  return r.ok ? 'allowed' : r.error.code;
};

/** Written by hand, not derived from the table: what each kind of actor may do. */
const EXPECTED: Record<
  UseCase,
  { visitor: boolean; editor: boolean; administrator: boolean; clerk: boolean; none: boolean }
> = {
  'gazette.read': { visitor: true, editor: true, administrator: true, clerk: true, none: true },
  'gazette.search': { visitor: true, editor: true, administrator: true, clerk: true, none: true },
  'gazette.import': { visitor: false, editor: true, administrator: false, clerk: false, none: false },
  'gazette.import.read': { visitor: false, editor: true, administrator: true, clerk: false, none: false },
  'gazette.finding.decide': { visitor: false, editor: true, administrator: false, clerk: false, none: false },
  'gazette.coverage.mark': { visitor: false, editor: true, administrator: false, clerk: false, none: false },
  'gazette.next_issue.read': { visitor: false, editor: true, administrator: true, clerk: false, none: false },
  'gazette.next_issue.edit': {
    visitor: false,
    editor: true,
    administrator: false,
    clerk: false,
    none: false,
  },
  'gazette.next_issue.publish': {
    visitor: false,
    editor: true,
    administrator: false,
    clerk: false,
    none: false,
  },
  'gazette.proofread.decide': {
    visitor: false,
    editor: true,
    administrator: false,
    clerk: false,
    none: false,
  },
  'documents.read': { visitor: true, editor: true, administrator: true, clerk: true, none: true },
  'documents.effect.decide': {
    visitor: false,
    editor: true,
    administrator: false,
    clerk: false,
    none: false,
  },
  'documents.effect.retract': {
    visitor: false,
    editor: true,
    administrator: false,
    clerk: false,
    none: false,
  },
  'documents.effect.read_consequences': {
    visitor: false,
    editor: true,
    administrator: true,
    clerk: false,
    none: false,
  },
  'documents.body.decide_alias': {
    visitor: false,
    editor: true,
    administrator: false,
    clerk: false,
    none: false,
  },
  'statistics.read': { visitor: true, editor: true, administrator: true, clerk: true, none: true },
  'personnel.read': { visitor: true, editor: true, administrator: true, clerk: true, none: true },
  'personnel.identity.decide': {
    visitor: false,
    editor: true,
    administrator: false,
    clerk: false,
    none: false,
  },
  'personnel.notice.draft': { visitor: false, editor: true, administrator: false, clerk: false, none: false },
  'licences.verify': { visitor: true, editor: true, administrator: true, clerk: true, none: true },
  'licences.read_own': { visitor: false, editor: true, administrator: true, clerk: true, none: true },
  'licences.use.authorise': { visitor: false, editor: true, administrator: true, clerk: true, none: true },
  'licences.read': { visitor: false, editor: false, administrator: true, clerk: true, none: false },
  'licences.read_holder': { visitor: false, editor: false, administrator: false, clerk: true, none: false },
  'licences.change': { visitor: false, editor: false, administrator: false, clerk: true, none: false },
  'licences.use.redeem': { visitor: false, editor: false, administrator: false, clerk: true, none: false },
  'desk.read': { visitor: false, editor: true, administrator: true, clerk: false, none: false },
  'people.sign_in': { visitor: true, editor: true, administrator: true, clerk: true, none: true },
  'people.sign_out': { visitor: true, editor: true, administrator: true, clerk: true, none: true },
  'web.display': { visitor: true, editor: true, administrator: true, clerk: true, none: true },
  'platform.health': { visitor: true, editor: true, administrator: true, clerk: true, none: true },
};

for (const useCase of Object.keys(POLICY) as UseCase[]) {
  test(`policy of ${useCase} for every kind of actor`, () => {
    const expected = EXPECTED[useCase];
    assert.ok(expected, 'every use case has a row written by hand');
    assert.equal(outcome(visitor, useCase), expected.visitor ? 'allowed' : 'policy.sign_in');
    for (const role of ROLES) {
      assert.equal(outcome(account(role), useCase), expected[role] ? 'allowed' : 'policy.denied', role);
    }
    const none: Actor = { kind: 'account', id: 'a', name: '测试账号', roles: [] };
    assert.equal(outcome(none, useCase), expected.none ? 'allowed' : 'policy.denied', 'without a role');
    assert.equal(outcome(systemActor('jobs'), useCase), 'allowed');
  });
}

test('a role for one district is worth nothing in another', () => {
  assert.equal(outcome(account('editor', '640106'), 'gazette.import', '640105'), 'policy.denied');
  assert.equal(outcome(account('editor', '640105'), 'gazette.import', '640105001'), 'allowed');
});
