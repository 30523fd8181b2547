/** Every use case with a key of every scope: what is in no scope, or not the posts' or the person's, is refused. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Actor } from './actor.ts';
import { authorise, DIVISION_XIXIA, POLICY, type UseCase } from './policy.ts';
import { SCOPE_NAMES, type Scope } from './scope.ts';

/** For itself, for a person, or for either. */
type As = 'itself' | 'person' | 'either';

/** Written by hand: which scope lets a key do what, and as whom. What is not here no key may do. */
const MAY: Partial<Record<UseCase, Partial<Record<Scope, As>>>> = {
  'gazette.read': { 'public.read': 'either' },
  'gazette.search': { 'public.read': 'either' },
  'documents.read': { 'public.read': 'either' },
  'statistics.read': { 'public.read': 'either' },
  'personnel.read': { 'public.read': 'either' },
  'permits.read': { 'public.read': 'either', 'applications.file': 'either' },
  'calendar.read': { 'public.read': 'either' },
  'reviews.read': { 'public.read': 'either' },
  'licences.verify': { 'public.read': 'either' },
  'developers.read': { 'public.read': 'either' },
  'services.case.file': { 'applications.file': 'person' },
  'services.draft.delete': { 'applications.file': 'person' },
  'services.case.read_own': { 'applications.file': 'person' },
  'services.case.act_own': { 'applications.file': 'person' },
  'services.pre_review.ask': { 'applications.file': 'person' },
  'services.pre_review.read_own': { 'applications.file': 'person' },
  'services.pre_review.read': { 'cases.read': 'itself', 'cases.act': 'itself' },
  'services.pre_review.answer': { 'cases.act': 'itself' },
  'reviews.rate': { 'applications.file': 'person' },
  'reviews.file': { 'applications.file': 'person' },
  'reviews.read_own': { 'applications.file': 'person' },
  'reviews.act_own': { 'applications.file': 'person' },
  'notices.read_own': { 'applications.file': 'person' },
  'licences.read_own': { 'licences.own': 'person' },
  'licences.use.authorise': { 'licences.own': 'person' },
  'services.case.read': { 'cases.read': 'itself', 'cases.act': 'itself' },
  'reviews.follow_up.read': { 'cases.read': 'itself' },
  'services.case.act': { 'cases.act': 'itself' },
  'licences.use.redeem': { 'licences.redeem': 'itself' },
  'webhooks.read': { 'webhooks.manage': 'itself' },
  'webhooks.manage': { 'webhooks.manage': 'itself' },
};

const keyed = (scope: Scope, person: boolean, posts: boolean): Actor => ({
  kind: 'account',
  id: person ? 'a-person' : 'key:k',
  name: '测试系统',
  roles: posts && !person ? [{ role: 'official', division: DIVISION_XIXIA }] : [],
  posts: [],
  key: {
    id: 'k',
    name: '测试系统',
    body: '*',
    scopes: [scope],
    requestsPerMinute: 1,
    ...(person && { authority: 'g' }),
  },
});

for (const useCase of Object.keys(POLICY) as UseCase[])
  test(`${useCase} with a key of every scope, for itself and for a person`, () => {
    for (const scope of SCOPE_NAMES)
      for (const person of [false, true]) {
        const as = MAY[useCase]?.[scope];
        const may = as === 'either' || as === (person ? 'person' : 'itself');
        const outcome = authorise(keyed(scope, person, true), useCase);
        assert.equal(outcome.ok, may, `${scope}, ${person ? 'for a person' : 'for itself'}`);
        if (!outcome.ok) assert.equal(outcome.error.code, 'policy.denied');
      }
  });

test('a key without posts has none of what officials may, whatever its scopes', () => {
  for (const useCase of ['services.case.read', 'services.case.act', 'licences.use.redeem'] as const)
    for (const scope of SCOPE_NAMES)
      assert.equal(authorise(keyed(scope, false, false), useCase).ok, false, `${useCase} ${scope}`);
});

test('a refusal names the scope that is needed', () => {
  const refused = authorise(keyed('public.read', false, true), 'services.case.act');
  assert.ok(!refused.ok);
  assert.match(refused.error.message, /cases\.act/);
});
