/** Ratings, complaints and 办不成事 as data: whole stories over JSON, by people and by keys. All of it is made up. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '#base/ids.ts';
import { keyFor, Program } from './api-site.ts';
import { finishedCase, official, openWorld, resident, type World } from './review-world.ts';
import { textOf, type Visitor } from './visitor.ts';

let world: World;
before(async () => {
  world = await openWorld();
});
after(() => world.site.close());

type Refused = { error: { code: string; message: string }; fields?: { field: string; message: string }[] };
type Rated = { ratingId: string; again: boolean; reviewId: string | null };
type Filed = { id: string; number: string; again: boolean };
type Lines = { reviews: { id: string; number: string; kind: string; light: string; steps: string[] }[] };
type Review = {
  version: number;
  state: { code: string };
  level: number | null;
  words: string | null;
  events: { notes: object[] }[];
  actions: { transition: string }[];
};
type Statistics = {
  total: number;
  served: number;
  enough: boolean;
  levels: number[] | null;
  contentShare: number | null;
  bodies: object[];
  realName: { all: number; called: number; told: number };
};
type Step = { state: string; version: number; again: boolean };

const post = <T>(who: Visitor, url: string, body: object, key = newId()) =>
  who.json<T>(url, body, { 'idempotency-key': key });
const refusal = ({ status, body }: { status: number; body: Refused }) => [status, body.error.code];
const statistics = async (who: Visitor) => (await who.json<Statistics>('/api/reviews/statistics')).body;

/** A step, sent twice: the second answers as the first and does nothing. */
async function step(who: Visitor, url: string, transition: string, input: object = {}): Promise<string> {
  const { version: seen, actions } = (await who.json<Review>(url)).body;
  assert.ok(
    actions.some((a) => a.transition === transition),
    transition,
  );
  const key = newId();
  const one = await post<Step>(who, `${url}/steps`, { transition, input, seen }, key);
  assert.equal(one.status, 200, JSON.stringify(one.body));
  const two = await post<Step>(who, `${url}/steps`, { transition, input, seen }, key);
  assert.deepEqual(two.body, { ...one.body, again: true });
  return one.body.state;
}

test('a case is rated badly, followed up, mended and rated again over JSON; statistics count it once', async () => {
  const { person, phone } = await resident(world, '居民接口试验');
  const file = await finishedCase(world, phone);
  const url = `/api/me/cases/${file.id}/rating`;
  const before = await statistics(person);
  assert.equal(before.total, 0, 'a service that ended is no rating');
  assert.ok(before.served >= 1);
  assert.equal((await person.json<{ rating: null }>(url)).body.rating, null);

  for (const [wrong, says] of [
    [{}, /请选择满意程度/],
    [{ level: 6 }, /请选择满意程度/],
    [{ level: 4, answers: { parking: 5 } }, /只能评价所列的指标/],
    [{ level: 4, words: '字'.repeat(1001) }, /不超过1000字/],
  ] as const) {
    const refused = await post<Refused>(person, url, wrong);
    assert.deepEqual(refusal(refused), [422, 'reviews.rating']);
    assert.match(refused.body.error.message, says);
  }
  assert.deepEqual(refusal(await post<Refused>(person, url, { level: 2 }, 'short')), [
    400,
    'web.request_key',
  ]);
  const { person: other } = await resident(world);
  assert.deepEqual(refusal(await post<Refused>(other, url, { level: 1 })), [404, 'reviews.case.not_found']);
  assert.equal((await statistics(person)).total, 0, 'nothing was stored');

  const key = newId();
  const rating = { level: 2, words: '等了一上午', answers: { guide: 1 } };
  const [one, two] = await Promise.all([
    post<Rated>(person, url, rating, key),
    post<Rated>(person, url, rating, key),
  ]);
  assert.deepEqual([one.status, two.status], [200, 200], JSON.stringify([one.body, two.body]));
  assert.deepEqual([one.body.again, two.body.again].sort(), [false, true]);
  assert.equal(one.body.ratingId, two.body.ratingId);
  assert.deepEqual(refusal(await post<Refused>(person, url, { level: 5 })), [409, 'reviews.rated.conflict']);
  const id = one.body.reviewId ?? '';
  const mine = (await person.json<Lines>('/api/me/reviews')).body.reviews;
  assert.deepEqual(
    mine.map((r) => [r.id, r.kind]),
    [[id, 'bad_rating']],
  );
  assert.deepEqual((await other.json<Lines>('/api/me/reviews')).body.reviews, []);

  const handler = await official(world, 'followup');
  const line = (await handler.json<Lines>('/api/desk/reviews')).body.reviews.find((r) => r.id === id);
  assert.equal(line?.light, 'green');
  assert.deepEqual(line?.steps.includes('记下回访'), true);
  const atDesk = `/api/desk/reviews/${id}`;
  const seen = await handler.json<Review>(atDesk);
  assert.deepEqual([seen.body.level, seen.body.words], [2, '等了一上午']);
  assert.doesNotMatch(JSON.stringify(seen.body), new RegExp(`居民接口试验|${phone}`), 'not who wrote it');
  // The clerk of the case is who it is about: nothing to read, nothing to do but object.
  const clerk = await official(world, 'window');
  assert.equal((await clerk.json(atDesk)).status, 404);
  const own = { transition: 'call_back', input: { said: '我自己打' }, seen: 1 };
  assert.equal((await post<Refused>(clerk, `${atDesk}/steps`, own)).status, 422);

  const bare = await post<Refused>(handler, `${atDesk}/steps`, { transition: 'call_back', seen: 1 });
  assert.equal(bare.status, 422);
  assert.match(bare.body.error.message, /请填写反映人说了什么/);
  assert.equal(await step(handler, atDesk, 'call_back', { said: '排队太久' }), 'called');
  const stale = await post<Refused>(handler, `${atDesk}/steps`, {
    transition: 'mend',
    input: { what: '没有看过' },
    seen: 1,
  });
  assert.equal(stale.status, 409);
  assert.equal(await step(handler, atDesk, 'mend', { what: '已增开一个窗口' }), 'told');
  assert.equal(await step(person, `/api/me/reviews/${id}`, 'rerate_content', { level: '4' }), 'settled');
  const open = (await handler.json<Lines>('/api/desk/reviews')).body.reviews;
  const ended = (await handler.json<Lines>('/api/desk/reviews?ended=1')).body.reviews;
  assert.deepEqual(
    [open, ended].map((list) => list.some((r) => r.id === id)),
    [false, true],
  );

  const addKey = newId();
  await post(person, `${url}/additions`, { words: '后来好多了' }, addKey);
  const added = await post<{ rating: { level: number; additions: object[] } }>(
    person,
    `${url}/additions`,
    { words: '后来好多了' },
    addKey,
  );
  assert.deepEqual([added.body.rating.level, added.body.rating.additions.length], [2, 1]);

  const figures = await statistics(person);
  assert.equal(figures.total, 1, 'rating the mend and adding words are no further ratings');
  assert.deepEqual(
    [figures.enough, figures.levels, figures.contentShare, figures.bodies],
    [false, null, null, []],
    'one rating is not told apart',
  );
  assert.deepEqual([figures.realName.all, figures.realName.called, figures.realName.told], [1, 1, 1]);
});

test('complaints and reports of what could not be done: field by field, once, the person’s own case only', async () => {
  const { person, phone } = await resident(world, '居民投诉试验');
  const { person: other } = await resident(world);
  const file = await finishedCase(world, phone);
  for (const [path, kind] of [
    ['/api/me/complaints', 'complaint'],
    ['/api/me/stuck-reports', 'stuck'],
  ] as const) {
    const wrong = await post<Refused>(person, path, { phone: '12' });
    assert.equal(wrong.status, 422);
    assert.deepEqual(
      wrong.body.fields?.map((f) => f.field),
      ['words', 'phone'],
    );
    const foreign = await post<Refused>(other, path, { words: '不是我的', caseId: file.id });
    assert.deepEqual([foreign.status, foreign.body.fields?.[0]?.field], [422, 'caseId']);
    const key = newId();
    const one = await post<Filed>(person, path, { words: '虚构的经过', caseId: file.id }, key);
    const two = await post<Filed>(person, path, { words: '虚构的经过', caseId: file.id }, key);
    assert.equal(one.status, 200, JSON.stringify(one.body));
    assert.deepEqual(two.body, { ...one.body, again: true });
    const url = `/api/me/reviews/${one.body.id}`;
    const { body } = await person.json<Review & { kind: string }>(url);
    assert.deepEqual([body.kind, body.words, body.level], [kind, '虚构的经过', null]);
    assert.equal((await other.json(url)).status, 404);
  }
});

test('exports are masked, those of the asker’s bodies, and written down', async () => {
  const { person, phone } = await resident(world, '居民导出试验');
  const file = await finishedCase(world, phone);
  await post(person, `/api/me/cases/${file.id}/rating`, { level: 5 });
  const today = Temporal.Now.plainDateISO('Asia/Shanghai').toString();
  const days = `from=${today}&to=${today}`;
  type Exported = { fields: string[]; rows: Record<string, string | number | null>[] };
  for (const [name, kind, useCase] of [
    ['supervisor', 'reviews', 'reviews.export'],
    ['window', 'cases', 'services.case.export'],
  ] as const) {
    const who = await official(world, name);
    const none = await who.json<Refused>(`/api/desk/${kind}/export?from=${today}`);
    assert.deepEqual(refusal(none), [422, 'reviews.export.days']);
    const { status, body } = await who.json<Exported>(`/api/desk/${kind}/export?${days}`);
    assert.equal(status, 200, JSON.stringify(body).slice(0, 500));
    const row = body.rows.find((r) => r.affairSerialNo === file.number);
    assert.ok(row);
    assert.match(String(row.contactPhone), /\*/);
    assert.ok(!JSON.stringify(body).includes(phone));
    const { rows } = await world.site.store.runSql(
      `select detail from audit_entry where use_case = '${useCase}' and outcome = 'done'`,
    );
    assert.equal(rows.length, 1);
  }
  assert.equal((await person.json(`/api/desk/reviews/export?${days}`)).status, 403);
});

test('a system rates for a person who allowed it, unless it handles cases; a body’s key reads the course only', async () => {
  const { person, phone } = await resident(world, '居民授权试验');
  const file = await finishedCase(world, phone);
  const url = `/api/me/cases/${file.id}/rating`;
  const until = Temporal.Now.plainDateISO('Asia/Shanghai').add({ days: 10 }).toString();
  const allowed = async (scopes: ('applications.file' | 'cases.act')[]): Promise<Program> => {
    const { id, secret } = await keyFor(world.site, {
      scopes,
      posts: scopes.includes('cases.act') ? ['clerk'] : [],
    });
    const given = await person.post('/me/systems', { system: id, until, agree: '1' });
    assert.equal(given.statusCode, 303, textOf(given.body));
    const authority = /given=([0-9a-f-]{36})/.exec(String(given.headers.location))?.[1];
    return new Program(world.site, secret, authority);
  };
  const serving = await allowed(['applications.file', 'cases.act']);
  const refused = await serving.call<Refused>('POST', url, { level: 5 });
  assert.deepEqual(refusal(refused), [422, 'reviews.official']);
  const program = await allowed(['applications.file']);
  const rated = await program.call<Rated>('POST', url, { level: 1, words: '我是居民授权试验' });
  assert.equal(rated.status, 200, JSON.stringify(rated.body));
  const id = rated.body.reviewId ?? '';
  const mine = await program.call<Review>('GET', `/api/me/reviews/${id}`);
  assert.equal(mine.body.words, '我是居民授权试验', 'the person’s own words');

  const handler = await official(world, 'followup');
  await step(handler, `/api/desk/reviews/${id}`, 'call_back', { said: '居民授权试验说排队太久' });
  const bodyKey = await keyFor(world.site, { scopes: ['cases.read'], posts: ['follow_up'] });
  const body = new Program(world.site, bodyKey.secret);
  const lines = await body.call<Lines>('GET', '/api/desk/reviews');
  assert.ok(lines.body.reviews.some((r) => r.id === id));
  const course = await body.call<Review>('GET', `/api/desk/reviews/${id}`);
  assert.deepEqual([course.status, course.body.words, course.body.state.code], [200, null, 'called']);
  assert.ok(!JSON.stringify(course.body).includes('居民授权试验'));
  const acted = await body.call<Refused>('POST', `/api/desk/reviews/${id}/steps`, {
    transition: 'mend',
    input: { what: '机器代办' },
    seen: 2,
  });
  assert.deepEqual(refusal(acted), [403, 'policy.denied']);
  const clerkKey = await keyFor(world.site, { scopes: ['cases.read'], posts: ['clerk'] });
  const elsewhere = await new Program(world.site, clerkKey.secret).call<Lines>('GET', '/api/desk/reviews');
  assert.deepEqual(elsewhere.body.reviews, [], 'only with a post of following up');
  const asked = await body.call<Refused>('GET', '/api/desk/reviews/export?from=2026-01-01&to=2026-01-02');
  assert.equal(asked.status, 403);
});
