/** The description of the API: sound, complete, and what a key may is in it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { POLICY, type UseCase } from '#platform/people/policy.ts';
import { scopesWith } from '#platform/people/scope.ts';
import { EVENT_KINDS } from '#systems/connections/kinds.ts';
import type { ApiDescription } from '#web/http/openapi.ts';
import { openDeskSite, type Site } from './site.ts';
import { textOf, Visitor } from './visitor.ts';

type SpecData = Parameters<Validator['validate']>[0];

let site: Site;
let api: ApiDescription;
before(async () => {
  site = await openDeskSite();
  api = (await site.app.inject({ url: '/api/openapi.json' })).json();
});
after(() => site.close());

const operations = () =>
  Object.entries(api.paths).flatMap(([path, ops]) =>
    Object.entries(ops).map(([method, op]) => ({ path, method, op })),
  );

/** Use cases that have no operation, each for a reason. */
const EDITORS = 'an editor’s work, done on pages that show what follows before it is confirmed';
const OWN = 'who one is, who acts for one, and what one’s account did: the person’s own, on pages';
const WINDOW = 'a code is shown, or a report taken in, face to face, and used on the person’s own telephone';
const BESIDE = 'its data stands beside its pages: CSV and JSON, for anybody';
const CONTACT = 'how to call somebody back is shown on the page to who calls, and written down';
const WITHOUT: Partial<Record<UseCase, string>> = {
  'gazette.import': EDITORS,
  'gazette.import.read': EDITORS,
  'gazette.finding.decide': EDITORS,
  'gazette.coverage.mark': EDITORS,
  'gazette.next_issue.read': EDITORS,
  'gazette.next_issue.edit': EDITORS,
  'gazette.next_issue.publish': EDITORS,
  'gazette.proofread.decide': EDITORS,
  'documents.effect.decide': EDITORS,
  'documents.effect.retract': EDITORS,
  'documents.effect.read_consequences': EDITORS,
  'documents.body.decide_alias': EDITORS,
  'personnel.identity.decide': EDITORS,
  'personnel.notice.draft': EDITORS,
  'permits.item.edit': EDITORS,
  'permits.item.publish': EDITORS,
  'calendar.notice.load': EDITORS,
  'desk.read': EDITORS,
  'statistics.read': BESIDE,
  'reviews.rate_by_code': WINDOW,
  'reviews.code.issue': WINDOW,
  'reviews.take_in': WINDOW,
  'reviews.contact.read': CONTACT,
  'reviews.item_change.read': EDITORS,
  'reviews.item_change.answer': EDITORS,
  'audit.read_own': OWN,
  'people.account.read': OWN,
  'people.account.change': OWN,
  'people.session.end': OWN,
  'people.provider.link': OWN,
  'proxies.read_own': OWN,
  'proxies.ask': OWN,
  'proxies.confirm_own': OWN,
  'proxies.appoint': OWN,
  'proxies.revoke': OWN,
  'proxies.read': 'whom somebody may act for is settled at a window, face to face',
  'proxies.confirm': 'whom somebody may act for is settled at a window, face to face',
  'keys.authority.read': OWN,
  'keys.authority.withdraw': OWN,
  'people.register': 'a person registers, never a system for one',
  'people.sign_in': 'a person signs in, never a system for one',
  'people.sign_out': 'a person signs out, never a system for one',
  'keys.manage': 'no system makes keys: an administrator does, on a page that shows one once',
  'keys.authority.give': 'no system allows itself anything: the person does, on a page',
  'web.display': 'how pages are set',
  'platform.health': 'for whoever runs the site, outside the API',
};

test('the document is sound OpenAPI 3.1', async () => {
  assert.match(api.openapi, /^3\.1\./);
  const validator = new Validator();
  const { valid, errors } = await validator.validate(structuredClone(api) as SpecData);
  assert.equal(valid, true, JSON.stringify(errors, null, 1)?.slice(0, 3000));
  assert.equal(validator.version, '3.1');
  const broken = structuredClone(api) as unknown as { paths: Record<string, unknown> };
  broken.paths['/api/broken'] = { get: { responses: 7 } };
  assert.equal((await new Validator().validate(broken as SpecData)).valid, false, 'the validator can say no');
});

test('every use case has an operation, or a reason why it has none', () => {
  const covered = new Set(operations().map(({ op }) => op['x-use-case']));
  for (const useCase of Object.keys(POLICY) as UseCase[]) {
    if (covered.has(useCase)) assert.equal(WITHOUT[useCase], undefined, `${useCase} has an operation now`);
    else assert.ok(WITHOUT[useCase], `${useCase}: no operation, and no reason`);
  }
});

test('whatever a scope names can be done by an operation', () => {
  const covered = new Set(operations().map(({ op }) => op['x-use-case']));
  for (const useCase of Object.keys(POLICY) as UseCase[])
    if (scopesWith(useCase).length > 0 && useCase !== 'statistics.read')
      assert.ok(covered.has(useCase), useCase);
});

test('every command names its idempotency key, or says why it needs none', () => {
  for (const { path, method, op } of operations()) {
    const parameters = (op as unknown as { parameters?: { name: string; in: string }[] }).parameters ?? [];
    const keyed = parameters.some((p) => p.in === 'header' && p.name === 'idempotency-key');
    if (method === 'post' || method === 'patch')
      assert.ok(keyed !== (op['x-repeatable'] !== undefined), `${method} ${path}`);
    else assert.equal(keyed, false, `${method} ${path}`);
  }
});

test('every operation has a name of its own, a summary, a tag, its refusals, and who may', () => {
  const ids = operations().map(({ op }) => op.operationId);
  assert.equal(new Set(ids).size, ids.length);
  for (const { path, op } of operations()) {
    assert.ok(op.summary && op.tags?.length === 1, path);
    assert.ok(op.responses['200'] && op.responses['429'], path);
    assert.ok(op.security && op.security.length > 0, path);
    const open = POLICY[op['x-use-case']] === 'everybody';
    assert.equal(
      op.security.some((s) => Object.keys(s).length === 0),
      open,
      path,
    );
  }
});

test('no page is described, and every webhook is', () => {
  for (const { path } of operations()) assert.match(path, /^\/api\//);
  assert.deepEqual(Object.keys(api.webhooks ?? {}), EVENT_KINDS);
});

test('the readable page lists every operation, scope and event, and loads no script', async () => {
  const page = (await new Visitor(site.app).get('/developers')).body;
  const text = textOf(page).replaceAll(/\s+/g, ' ');
  for (const { path, method } of operations())
    assert.ok(text.includes(`${method.toUpperCase()} ${path}`), `${method} ${path}`);
  for (const kind of EVENT_KINDS) assert.ok(text.includes(kind), kind);
  assert.doesNotMatch(page, /<script(?! type="application\/ld\+json")/);
});
