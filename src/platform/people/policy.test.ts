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
const EXPECTED: Record<UseCase, { visitor: boolean; editor: boolean; administrator: boolean }> = {
  'gazette.read': { visitor: true, editor: true, administrator: true },
  'gazette.search': { visitor: true, editor: true, administrator: true },
  'gazette.import': { visitor: false, editor: true, administrator: false },
  'gazette.import.read': { visitor: false, editor: true, administrator: true },
  'gazette.finding.decide': { visitor: false, editor: true, administrator: false },
  'gazette.coverage.mark': { visitor: false, editor: true, administrator: false },
  'gazette.next_issue.read': { visitor: false, editor: true, administrator: true },
  'gazette.next_issue.edit': { visitor: false, editor: true, administrator: false },
  'gazette.next_issue.publish': { visitor: false, editor: true, administrator: false },
  'gazette.proofread.decide': { visitor: false, editor: true, administrator: false },
  'documents.read': { visitor: true, editor: true, administrator: true },
  'documents.effect.decide': { visitor: false, editor: true, administrator: false },
  'documents.effect.retract': { visitor: false, editor: true, administrator: false },
  'documents.effect.read_consequences': { visitor: false, editor: true, administrator: true },
  'documents.body.decide_alias': { visitor: false, editor: true, administrator: false },
  'statistics.read': { visitor: true, editor: true, administrator: true },
  'personnel.read': { visitor: true, editor: true, administrator: true },
  'personnel.identity.decide': { visitor: false, editor: true, administrator: false },
  'personnel.notice.draft': { visitor: false, editor: true, administrator: false },
  'calendar.read': { visitor: true, editor: true, administrator: true },
  'calendar.notice.load': { visitor: false, editor: true, administrator: false },
  'desk.read': { visitor: false, editor: true, administrator: true },
  'people.sign_in': { visitor: true, editor: true, administrator: true },
  'people.sign_out': { visitor: true, editor: true, administrator: true },
  'web.display': { visitor: true, editor: true, administrator: true },
  'platform.health': { visitor: true, editor: true, administrator: true },
};

for (const useCase of Object.keys(POLICY) as UseCase[]) {
  test(`policy of ${useCase} for every kind of actor`, () => {
    const expected = EXPECTED[useCase];
    assert.ok(expected, 'every use case has a row written by hand');
    assert.equal(outcome(visitor, useCase), expected.visitor ? 'allowed' : 'policy.sign_in');
    for (const role of ROLES) {
      assert.equal(outcome(account(role), useCase), expected[role] ? 'allowed' : 'policy.denied', role);
    }
    assert.equal(outcome(systemActor('jobs'), useCase), 'allowed');
  });
}

test('a role for one district is worth nothing in another', () => {
  assert.equal(outcome(account('editor', '640106'), 'gazette.import', '640105'), 'policy.denied');
  assert.equal(outcome(account('editor', '640105'), 'gazette.import', '640105001'), 'allowed');
});
