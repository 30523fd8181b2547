import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Actor, POST_ROLES, ROLES, systemActor, visitor } from './actor.ts';
import { authorise, authoriseInBody, DIVISION_XIXIA, LEVELS, POLICY, POSTS, type UseCase } from './policy.ts';

const account = (role: (typeof ROLES)[number], division = DIVISION_XIXIA): Actor => ({
  kind: 'account',
  id: 'a',
  name: '测试账号',
  roles: [{ role, division }],
  posts: [],
});
const outcome = (actor: Actor, useCase: UseCase, division?: string) => {
  const r = authorise(actor, useCase, division);
  return r.ok ? 'allowed' : r.error.code;
};

/**
 * Written by hand, not derived from the table: what each kind of actor may do. A resident (an account without roles)
 * and an official may what a visitor may, unless the row says otherwise.
 */
type Row = {
  visitor: boolean;
  resident?: boolean;
  editor: boolean;
  administrator: boolean;
  official?: boolean;
};
const EXPECTED: Record<UseCase, Row> = {
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
  'services.case.file': { visitor: false, resident: true, editor: true, administrator: true, official: true },
  'services.draft.delete': {
    visitor: false,
    resident: true,
    editor: true,
    administrator: true,
    official: true,
  },
  'services.case.read_own': {
    visitor: false,
    resident: true,
    editor: true,
    administrator: true,
    official: true,
  },
  'services.case.act_own': {
    visitor: false,
    resident: true,
    editor: true,
    administrator: true,
    official: true,
  },
  'services.case.read': { visitor: false, editor: false, administrator: false, official: true },
  'services.case.act': { visitor: false, editor: false, administrator: false, official: true },
  'services.case.assign': { visitor: false, editor: false, administrator: false, official: true },
  'services.case.read_file': { visitor: false, editor: false, administrator: false, official: true },
  'services.case.check_material': { visitor: false, editor: false, administrator: false, official: true },
  'services.pre_review.ask': {
    visitor: false,
    resident: true,
    editor: true,
    administrator: true,
    official: true,
  },
  'services.pre_review.read_own': {
    visitor: false,
    resident: true,
    editor: true,
    administrator: true,
    official: true,
  },
  'services.pre_review.read': { visitor: false, editor: false, administrator: false, official: true },
  'services.pre_review.read_file': { visitor: false, editor: false, administrator: false, official: true },
  'services.pre_review.answer': { visitor: false, editor: false, administrator: false, official: true },
  'services.supervise': { visitor: false, editor: false, administrator: false, official: true },
  'services.case.export': { visitor: false, editor: false, administrator: false, official: true },
  'reviews.read': { visitor: true, editor: true, administrator: true },
  'reviews.rate': {
    visitor: false,
    resident: true,
    editor: true,
    administrator: true,
    official: true,
  },
  'reviews.rate_by_code': { visitor: true, editor: true, administrator: true },
  'reviews.file': {
    visitor: false,
    resident: true,
    editor: true,
    administrator: true,
    official: true,
  },
  'reviews.read_own': {
    visitor: false,
    resident: true,
    editor: true,
    administrator: true,
    official: true,
  },
  'reviews.act_own': {
    visitor: false,
    resident: true,
    editor: true,
    administrator: true,
    official: true,
  },
  'reviews.code.issue': { visitor: false, editor: false, administrator: false, official: true },
  'reviews.take_in': { visitor: false, editor: false, administrator: false, official: true },
  'reviews.follow_up.read': { visitor: false, editor: false, administrator: false, official: true },
  'reviews.follow_up.act': { visitor: false, editor: false, administrator: false, official: true },
  'reviews.contact.read': { visitor: false, editor: false, administrator: false, official: true },
  'reviews.export': { visitor: false, editor: false, administrator: false, official: true },
  'reviews.item_change.read': { visitor: false, editor: true, administrator: false, official: true },
  'reviews.item_change.answer': { visitor: false, editor: true, administrator: false },
  'notices.read_own': { visitor: false, resident: true, editor: true, administrator: true, official: true },
  'audit.read_own': { visitor: false, resident: true, editor: true, administrator: true, official: true },
  'people.account.read': {
    visitor: false,
    resident: true,
    editor: true,
    administrator: true,
    official: true,
  },
  'people.account.change': {
    visitor: false,
    resident: true,
    editor: true,
    administrator: true,
    official: true,
  },
  'people.session.end': { visitor: false, resident: true, editor: true, administrator: true, official: true },
  'people.provider.link': {
    visitor: false,
    resident: true,
    editor: true,
    administrator: true,
    official: true,
  },
  'proxies.read_own': { visitor: false, resident: true, editor: true, administrator: true, official: true },
  'proxies.ask': { visitor: false, resident: true, editor: true, administrator: true, official: true },
  'proxies.confirm_own': {
    visitor: false,
    resident: true,
    editor: true,
    administrator: true,
    official: true,
  },
  'proxies.appoint': { visitor: false, resident: true, editor: true, administrator: true, official: true },
  'proxies.revoke': { visitor: false, resident: true, editor: true, administrator: true, official: true },
  'proxies.read': { visitor: false, editor: false, administrator: false, official: true },
  'proxies.confirm': { visitor: false, editor: false, administrator: false, official: true },
  'people.register': { visitor: true, editor: true, administrator: true },
  'permits.read': { visitor: true, editor: true, administrator: true },
  'permits.item.edit': { visitor: false, editor: true, administrator: false },
  'permits.item.publish': { visitor: false, editor: true, administrator: false },
  'licences.verify': { visitor: true, editor: true, administrator: true },
  'licences.read_own': {
    visitor: false,
    resident: true,
    editor: true,
    administrator: true,
    official: true,
  },
  'licences.use.authorise': {
    visitor: false,
    resident: true,
    editor: true,
    administrator: true,
    official: true,
  },
  'licences.read': { visitor: false, editor: false, administrator: true, official: true },
  'licences.read_holder': { visitor: false, editor: false, administrator: false, official: true },
  'licences.change': { visitor: false, editor: false, administrator: false, official: true },
  'licences.use.redeem': { visitor: false, editor: false, administrator: false, official: true },
  'calendar.read': { visitor: true, editor: true, administrator: true },
  'calendar.notice.load': { visitor: false, editor: true, administrator: false },
  'keys.manage': { visitor: false, editor: false, administrator: true },
  'keys.authority.read': {
    visitor: false,
    resident: true,
    editor: true,
    administrator: true,
    official: true,
  },
  'keys.authority.give': {
    visitor: false,
    resident: true,
    editor: true,
    administrator: true,
    official: true,
  },
  'keys.authority.withdraw': {
    visitor: false,
    resident: true,
    editor: true,
    administrator: true,
    official: true,
  },
  'webhooks.read': { visitor: false, editor: false, administrator: true },
  'webhooks.manage': { visitor: false, editor: false, administrator: true },
  'developers.read': { visitor: true, editor: true, administrator: true },
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
      const may = expected[role] ?? expected.visitor;
      assert.equal(outcome(account(role), useCase), may ? 'allowed' : 'policy.denied', role);
    }
    const resident: Actor = { ...(account('editor') as Actor & { kind: 'account' }), roles: [] };
    const may = expected.resident ?? expected.visitor;
    assert.equal(outcome(resident, useCase), may ? 'allowed' : 'policy.denied', 'resident');
    assert.equal(outcome(systemActor('jobs'), useCase), 'allowed');
  });
}

test('a role for one district is worth nothing in another', () => {
  assert.equal(outcome(account('editor', '640106'), 'gazette.import', '640105'), 'policy.denied');
  assert.equal(outcome(account('editor', '640105'), 'gazette.import', '640105001'), 'allowed');
});

test('a step that asks for a known person: refused by phone and password where a provider is there, open where none is', () => {
  const known = (level: 1 | 2, levelOffered: 1 | 2): Actor => ({
    kind: 'account',
    id: 'a',
    name: '测试账号',
    roles: [],
    level,
    levelOffered,
  });
  assert.deepEqual(Object.keys(LEVELS).sort(), [
    'keys.authority.give',
    'licences.use.authorise',
    'proxies.appoint',
  ]);
  for (const useCase of Object.keys(LEVELS) as UseCase[]) {
    assert.equal(outcome(known(1, 2), useCase), 'policy.level', useCase);
    assert.equal(outcome(known(2, 2), useCase), 'allowed', useCase);
    assert.equal(outcome(known(1, 1), useCase), 'allowed', useCase);
  }
  assert.equal(outcome(known(1, 2), 'services.case.file'), 'allowed');
});

/** By hand: which posts may, in the body concerned or for every body. */
const POSTS_EXPECTED: Partial<Record<UseCase, Partial<Record<(typeof POST_ROLES)[number], true>>>> = {
  'licences.change': { approver: true, head: true },
  'licences.read_holder': { clerk: true, reviewer: true, approver: true, head: true },
  'proxies.confirm': { clerk: true },
  'services.pre_review.read': { clerk: true },
  'services.pre_review.read_file': { clerk: true },
  'services.pre_review.answer': { clerk: true },
};

test('posts by body, division and kind: every combination', () => {
  assert.deepEqual(Object.keys(POSTS).sort(), Object.keys(POSTS_EXPECTED).sort());
  for (const useCase of Object.keys(POSTS_EXPECTED) as UseCase[])
    for (const role of POST_ROLES)
      for (const [division, body, right] of [
        ['640105', '甲局', true],
        ['640105', '*', true],
        ['64', '甲局', true],
        ['640105', '乙局', false],
        ['640106', '甲局', false],
        ['640106', '*', false],
      ] as const)
        for (const official of [true, false]) {
          const actor: Actor = {
            kind: 'account',
            id: 'o',
            name: '办事员',
            roles: official ? [{ role: 'official', division: DIVISION_XIXIA }] : [],
            posts: [{ division, body, role }],
          };
          const may = official && right && POSTS_EXPECTED[useCase]?.[role] === true;
          const r = authoriseInBody(actor, useCase, '甲局');
          assert.equal(r.ok, may, `${useCase} ${role} ${division} ${body} ${official}`);
        }
});
