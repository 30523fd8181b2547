/** What residents say of services and what becomes of it: whole stories over HTTP, without script. All of it is made up. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '#base/ids.ts';
import { principalFor, principalSealing } from '#systems/proxies/principal.ts';
import { insertProxy, insertProxyEvent } from '#systems/proxies/queries.ts';
import { expireReviews } from '#systems/reviews/act-on-review.ts';
import { reviewsOf } from '#systems/reviews/reviews-of.ts';
import { createServer } from '#web/server.ts';
import { rooms } from '../src/rooms.ts';
import { publishNext } from './next-version.ts';
import * as atWorld from './review-world.ts';
import { desk, openWorld, press, reviewOf, type World } from './review-world.ts';
import type { Site } from './site.ts';
import { hidden, textOf, Visitor } from './visitor.ts';

let world: World;
let site: Site;
let item: World['item'];
before(async () => {
  world = await openWorld();
  ({ site, item } = world);
});
after(() => site.close());

const sql = async <T,>(text: string): Promise<T[]> => (await site.store.runSql(text)).rows as T[];
const resident = (name?: string) => atWorld.resident(world, name);
const official = (name: string) => atWorld.official(world, name);
const finishedCase = (phone: string) => atWorld.finishedCase(world, phone);
const shownCode = (window: Visitor, fields?: Record<string, string>) =>
  atWorld.shownCode(world, window, fields);

test('a finished case is rated once by its applicant; a bad rating is called back, mended and rated again', async () => {
  const { person, phone } = await resident('居民甲试验');
  const file = await finishedCase(phone);
  const rate = `/me/cases/${file.id}/rate`;
  assert.match((await person.get('/me/cases')).body, new RegExp(rate));
  const form = (await person.get(rate)).body;
  assert.doesNotMatch(form, /checked/, 'nothing is chosen beforehand');
  const requestKey = hidden(form, 'requestKey');
  const none = await person.post(rate, { requestKey, words: '写了一半' });
  assert.equal(none.statusCode, 422);
  assert.match(textOf(none.body), /请选择满意程度/);
  assert.match(none.body, /写了一半/);
  assert.deepEqual(await sql(`select 1 from review_rating where case_id = '${file.id}'`), []);
  const sent = { requestKey, level: '2', words: '等了一上午', 'answers.guide': '1' };
  const [one, two] = await Promise.all([person.post(rate, sent), person.post(rate, sent)]);
  assert.deepEqual([one.statusCode, two.statusCode], [303, 303], 'a double click is one rating');
  const other = await person.post(rate, { ...sent, requestKey: newId(), level: '5' });
  assert.equal(other.statusCode, 409);
  assert.match(textOf(other.body), /一次服务只评一次/);
  const rows = await sql<{ level: number; n: number }>(
    `select level, count(*) over ()::int as n from review_rating where case_id = '${file.id}'`,
  );
  assert.deepEqual(rows, [{ level: 2, n: 1 }]);
  const id = await reviewOf(person);
  const handler = await official('followup');
  const list = textOf((await handler.get('/desk/reviews')).body);
  assert.match(list, /差评：犬类准养证核发/);
  const shown = (await handler.get(`/desk/reviews/${id}`)).body;
  assert.match(textOf(shown), /等了一上午/);
  assert.doesNotMatch(shown, new RegExp(`居民甲试验|${phone}`), 'who wrote it is not on the page');
  const contact = textOf((await handler.post(`/desk/reviews/${id}/contact`, {})).body);
  assert.match(contact, new RegExp(`居民甲试验.*${phone}`, 's'));
  assert.equal(
    (
      await sql(
        `select 1 from audit_entry where subject = 'case:${id}' and use_case = 'reviews.contact.read'`,
      )
    ).length,
    1,
  );
  assert.equal((await desk(handler, id, 'call_back', { said: '排队太久' })).statusCode, 303);
  assert.equal((await desk(handler, id, 'mend', { what: '已增开一个窗口' })).statusCode, 303);
  assert.match(textOf((await person.get('/me/notices')).body), /已经处理：已增开一个窗口/);
  const again = await press(person, rate, `${rate}/steps`, 'rerate_content', { level: '4' });
  assert.equal(again.statusCode, 303);
  assert.match(textOf((await person.get(`/me/reviews/${id}`)).body), /已了结/);
  const added = await person.post(`${rate}/add`, { words: '后来好多了', requestKey: newId() });
  assert.equal(added.statusCode, 303);
  assert.match(textOf((await person.get(rate)).body), /后来好多了/);
  assert.match(
    (await sql<{ number: string }>(`select number from case_file where id = '${id}'`))[0]?.number ?? '',
    /^HCP640105\d{8}\d{4}$/,
    'a series of its own',
  );
});

test('others cannot rate a case, nor before it has ended; an account is needed', async () => {
  const { phone } = await resident();
  const file = await finishedCase(phone);
  const { person: other } = await resident();
  assert.equal((await other.get(`/me/cases/${file.id}/rate`)).statusCode, 404);
  const post = await other.post(`/me/cases/${file.id}/rate`, { level: '5', requestKey: newId() });
  assert.equal(post.statusCode, 404);
  assert.equal((await new Visitor(site.app).get(`/me/cases/${file.id}/rate`)).statusCode, 303);
  assert.equal((await other.get('/me/cases/no-id/rate')).statusCode, 404);
  assert.deepEqual(await sql(`select 1 from review_rating where case_id = '${file.id}'`), []);
});

test('at the window: a code, used once on another device; whoever is signed in at the desk cannot rate with it', async () => {
  const window = await official('window');
  const requestKey = newId();
  const code = await shownCode(window, { requestKey });
  assert.equal(await shownCode(window, { requestKey }), code, 'a double click shows the same code');
  for (const clerk of [window, await official('approver')]) {
    assert.equal((await clerk.get(`/rate/${code}`)).statusCode, 422);
    const tried = await clerk.post(`/rate/${code}`, { level: '5', requestKey: newId() });
    assert.equal(tried.statusCode, 422);
    assert.match(textOf(tried.body), /工作人员登录时不能评价/);
  }
  assert.deepEqual(await sql("select 1 from review_rating where channel = 'link'"), []);
  const phone = new Visitor(site.app);
  const typed = await phone.get(`/rate?code=${code.toLowerCase().replaceAll('-', ' ')}`);
  assert.equal(typed.headers.location, `/rate/${code}`);
  const form = (await phone.get(`/rate/${code}`)).body;
  assert.match(textOf(form), /服务态度/);
  assert.doesNotMatch(form, /checked/);
  const local = await phone.post(`/rate/${code}`, {
    level: '4',
    'answers.parking': '1',
    requestKey: newId(),
  });
  assert.equal(local.statusCode, 422, 'no local additions');
  assert.equal((await phone.post(`/rate/${code}`, { level: '1', requestKey: newId() })).statusCode, 303);
  const again = await new Visitor(site.app).post(`/rate/${code}`, { level: '5', requestKey: newId() });
  assert.equal(again.statusCode, 409, 'once');
  assert.equal((await phone.get('/rate/AAAA-AAAA-AAAA')).statusCode, 404);
  assert.equal((await phone.get('/rate?code=12')).statusCode, 422);
  assert.doesNotMatch(
    JSON.stringify(await sql('select * from review_service')),
    new RegExp(code.replaceAll('-', '')),
    'the code is nowhere kept',
  );
  // Anonymous: nobody can be called, so it is looked into without; the code's page says what was done.
  const handler = await official('followup');
  const [{ case_id: id } = { case_id: '' }] = await sql<{ case_id: string }>(
    "select m.case_id from review_matter m join review_rating r on r.id = m.rating_id where r.channel = 'link'",
  );
  await desk(handler, id, 'go_without_call', { note: '没有留电话' });
  await desk(handler, id, 'explain', { what: '当日系统检修，已张贴说明' });
  assert.match(textOf((await phone.get(`/rate/${code}`)).body), /当日系统检修/);
  const mended = await press(phone, `/rate/${code}`, `/rate/${code}/steps`, 'rerate_bad', {
    level: '2',
    words: '说明看不见',
  });
  assert.equal(mended.statusCode, 303);
  const supervisor = await official('supervisor');
  assert.equal((await desk(supervisor, id, 'return_to_mend', { reason: '说明要贴在门口' })).statusCode, 303);
});

test('an expired code rates nothing', async () => {
  const code = await shownCode(await official('window'));
  await site.store.runSql(
    "update review_service set expires_at = '2020-01-01' where id = (select max(id::text)::uuid from review_service)",
  );
  const phone = new Visitor(site.app);
  assert.match(textOf((await phone.get(`/rate/${code}`)).body), /评价码已经过期/);
  const late = await phone.post(`/rate/${code}`, { level: '5', requestKey: newId() });
  assert.equal(late.statusCode, 422);
  assert.match(textOf(late.body), /过期/);
});

test('the person reviewed neither handles nor learns who wrote; they may object, and another decides; nothing is deleted', async () => {
  // The clerk of this case holds every post there is, also those of following up.
  const clerk = await official('window');
  await site.store.runSql(
    `insert into account_post (division, account_id, body, role, granted_at)
     select '640105', id, '*', r, now() from account, unnest(array['follow_up', 'supervisor']) r where username = 'window'`,
  );
  const { person, phone } = await resident('居民乙试验');
  const file = await finishedCase(phone);
  await person.post(`/me/cases/${file.id}/rate`, {
    level: '1',
    words: '我是乙，态度差',
    requestKey: newId(),
  });
  const id = await reviewOf(person);
  assert.equal((await clerk.get(`/desk/reviews/${id}`)).statusCode, 404);
  assert.doesNotMatch((await clerk.get('/desk/reviews')).body, new RegExp(id));
  const tried = await clerk.post(`/desk/reviews/${id}`, {
    transition: 'call_back',
    said: '我自己打',
    seen: '1',
    requestKey: newId(),
  });
  assert.equal(tried.statusCode, 404);
  assert.equal((await clerk.post(`/desk/reviews/${id}/contact`, {})).statusCode, 404);
  const mine = (await clerk.get('/desk/reviews/about-me')).body;
  assert.match(textOf(mine), /犬类准养证核发非常不满意/);
  for (const secret of ['居民乙试验', phone, '我是乙', file.number, file.id])
    assert.ok(!mine.includes(secret), secret);
  const appealed = await press(clerk, '/desk/reviews/about-me', `/desk/reviews/about-me/${id}`, 'appeal', {
    ground: 'mistaken',
    reason: '办事人说点错了',
  });
  assert.equal(appealed.statusCode, 303);
  const handled = await clerk.post(`/desk/reviews/about-me/${id}`, {
    transition: 'annul',
    ground: 'mistaken',
    reason: '自己撤',
    seen: '2',
    requestKey: newId(),
  });
  assert.equal(handled.statusCode, 422, 'not by oneself');
  const handler = await official('followup');
  await desk(handler, id, 'call_back', { said: '确实点错了' });
  const supervisor = await official('supervisor');
  const before = await sql<{ n: number }>('select count(*)::int as n from review_rating');
  const decided = await desk(supervisor, id, 'annul', { ground: 'mistaken', reason: '本人说点错了' });
  assert.equal(decided.statusCode, 303, textOf(decided.body).slice(0, 800));
  assert.deepEqual(await sql<{ n: number }>('select count(*)::int as n from review_rating'), before);
  assert.match(textOf((await person.get(`/me/cases/${file.id}/rate`)).body), /误评.*不计入统计/s);
  const { body } = await person.json<{ annulled: number; total: number }>('/reviews/statistics.json');
  assert.equal(body.annulled, 1);
  await site.store.runSql(
    "delete from account_post where role in ('follow_up', 'supervisor') and account_id = (select id from account where username = 'window')",
  );
});

test('a complaint is called back, put on the ledger, mended; who answers nothing has said nothing', async () => {
  const { person, phone } = await resident('居民丙试验');
  const file = await finishedCase(phone);
  const form = (await person.get(`/reviews/complain?case=${file.id}`)).body;
  assert.match(form, new RegExp(`<option value="${file.id}" selected`));
  const requestKey = hidden(form, 'requestKey');
  const empty = await person.post('/reviews/complain', { requestKey, words: ' ' });
  assert.equal(empty.statusCode, 422);
  assert.match(textOf(empty.body), /请写明发生了什么/);
  const fields = { requestKey, words: '窗口不接电话<script>alert(1)</script>', aboutCase: file.id };
  const [one, two] = await Promise.all([
    person.post('/reviews/complain', fields),
    person.post('/reviews/complain', fields),
  ]);
  assert.equal(one.headers.location, two.headers.location, 'a double click is one complaint');
  const id = await reviewOf(person);
  assert.doesNotMatch((await person.get(`/me/reviews/${id}`)).body, /<script>alert/);
  const window = await official('window');
  assert.equal((await window.get(`/desk/reviews/${id}`)).statusCode, 404, 'the clerk of the case');
  const handler = await official('followup');
  const seen = hidden((await handler.get(`/desk/reviews/${id}`)).body, 'seen');
  const key = newId();
  const call = { transition: 'call_back', said: '要求接电话', seen, requestKey: key };
  const calls = await Promise.all([
    handler.post(`/desk/reviews/${id}`, call),
    handler.post(`/desk/reviews/${id}`, { ...call, requestKey: newId() }),
  ]);
  assert.deepEqual(
    calls.map((c) => c.statusCode).sort(),
    [303, 409],
    'two at once: one, and the other is told',
  );
  const stale = await handler.post(`/desk/reviews/${id}`, { ...call, requestKey: newId() });
  assert.match(textOf(stale.body), /您打开页面之后，此件已由演示回访人员办理/);
  await desk(handler, id, 'put_on_ledger', { plan: '换电话系统' });
  await desk(handler, id, 'mend_ledger', { what: '电话已经有人接' });
  const supervisor = await official('supervisor');
  const not = await supervisor.post(`/desk/reviews/${id}`, {
    transition: 'mend',
    what: '无',
    seen: '4',
    requestKey: newId(),
  });
  assert.equal(not.statusCode, 422);
  const reviews = reviewsOf(site.context);
  assert.equal(await expireReviews(reviews, '640105'), 0, 'not yet');
  const later = { ...reviews, now: () => Temporal.Now.instant().add({ hours: 24 * 16 }) };
  assert.ok((await expireReviews(later, '640105')) >= 1);
  assert.equal(await expireReviews(later, '640105'), 0);
  assert.match(textOf((await person.get(`/me/reviews/${id}`)).body), /已处理，未再评/);
});

test('办不成事: taken in at the window, helped, mended with its cause, checked by another, and a version of the item comes of it', async () => {
  const { person, phone } = await resident('居民丁试验');
  const window = await official('window');
  const form = (await window.get('/desk/reviews/take-in')).body;
  const wrong = await window.post('/desk/reviews/take-in', {
    kind: 'stuck',
    words: '',
    phone: '12',
    requestKey: newId(),
  });
  assert.equal(wrong.statusCode, 422);
  assert.match(textOf(wrong.body), /请填写11位手机号/);
  const taken = await window.post('/desk/reviews/take-in', {
    kind: 'stuck',
    words: '指南没写要几份材料，跑了三趟',
    itemCode: item.code,
    name: '丁',
    phone,
    requestKey: hidden(form, 'requestKey'),
  });
  assert.equal(taken.statusCode, 303);
  assert.match(String(taken.headers.location), /taken=BBC640105\d{12}/);
  const id = await reviewOf(person);
  assert.notEqual(id, '', 'the phone leads to the account');
  const handler = await official('followup');
  const away = await desk(handler, id, 'hand_over', { body: '不存在的局', reason: '试' });
  assert.equal(away.statusCode, 422);
  await desk(handler, id, 'help', { plan: '陪同办理' });
  await desk(handler, id, 'mend', { cause: 'guide', what: '指南补写份数' });
  await desk(handler, id, 'propose_item_change', { what: '材料要写明份数' });
  await desk(handler, id, 'tell', { what: '已经办成，指南也改了' });
  assert.equal((await press(person, `/me/reviews/${id}`, `/me/reviews/${id}`, 'confirm')).statusCode, 303);
  assert.doesNotMatch((await handler.get(`/desk/reviews/${id}`)).body, /value="check"/, 'not by who mended');
  const supervisor = await official('supervisor');
  assert.equal((await desk(supervisor, id, 'check', { note: '属实' })).statusCode, 303);
  // The editor publishes another version, and says that it came of this.
  const editor = await official('editor');
  const changes = (await editor.get('/desk/reviews/changes')).body;
  assert.match(textOf(changes), /材料要写明份数/);
  const changeId = hidden(changes, 'changeId');
  const early = await editor.post('/desk/reviews/changes', { changeId, version: '1', reason: '已写明' });
  assert.equal(early.statusCode, 422, 'a version from before did not come of it');
  await publishNext(site, item.code, (i) => ({ ...i, about: `${i.about}（份数写明）` }));
  const answered = await editor.post('/desk/reviews/changes', { changeId, version: '2', reason: '已写明' });
  assert.equal(answered.statusCode, 303, textOf(answered.body).slice(0, 900));
  const twice = await editor.post('/desk/reviews/changes', { changeId, version: '', reason: '不改' });
  assert.equal(twice.statusCode, 409);
  assert.match(textOf((await handler.get('/desk/reviews/changes')).body), /已改入第2版/);
  assert.equal((await handler.post('/desk/reviews/changes', { changeId, reason: '改' })).statusCode, 403);
  const figures = textOf((await person.get('/reviews')).body);
  assert.match(figures, /办事指南不清楚、不准确1/);
  assert.match(figures, /建议1条，已经改入新版的1条/);
});

test('what nobody can type breaks nothing: control characters, huge numbers, several answers, markup', async () => {
  const { person } = await resident();
  const words = 'a\u0000b<b>粗</b>';
  const filed = await person.post('/reviews/complain', { words, requestKey: `${newId()}\u0000` });
  assert.equal(filed.statusCode, 303);
  const id = await reviewOf(person);
  const shown = (await person.get(`/me/reviews/${id}`)).body;
  assert.ok(shown.includes('ab&lt;b&gt;粗&lt;/b&gt;'));
  const handler = await official('followup');
  const step = (fields: Record<string, string>) =>
    handler.post(`/desk/reviews/${id}`, { transition: 'call_back', requestKey: newId(), ...fields });
  assert.equal((await step({ said: 'x', seen: '99999999999999999999' })).statusCode, 409);
  assert.equal((await step({ said: 'x', seen: 'abc' })).statusCode, 409);
  assert.equal((await step({ said: ' ', seen: '1' })).statusCode, 422);
  assert.equal((await step({ said: 'x', seen: '1', transition: '__proto__' })).statusCode, 422);
  assert.equal((await step({ said: 'x\u0000y', seen: '1' })).statusCode, 303);
  const window = await official('window');
  const code = await shownCode(window, { windowNo: '3\u0000' });
  const phone = new Visitor(site.app);
  for (const fields of [{ level: ['1', '5'] }, { level: '5', words: 'x'.repeat(1001) }, { level: '1e0' }])
    assert.equal(
      (await phone.post(`/rate/${code}`, { requestKey: newId(), ...fields })).statusCode,
      422,
      JSON.stringify(fields).slice(0, 60),
    );
  for (const path of ['/rate/%00', `/rate/${'A'.repeat(400)}`])
    assert.equal((await phone.get(path)).statusCode, 404, path);
  assert.equal((await handler.get('/desk/reviews/%00')).statusCode, 404);
  const foreign = await window.post('/desk/reviews/window', {
    caseNumber: "'; drop table x;--",
    requestKey: newId(),
  });
  assert.equal(foreign.statusCode, 404);
});

test('whoever acts for somebody rates their case, once for both, and is the one who is called back', async () => {
  const owner = await resident('委托人试验');
  const agent = await resident('代办人试验');
  const file = await finishedCase(owner.phone);
  assert.equal((await agent.person.get(`/me/cases/${file.id}/rate`)).statusCode, 404, 'not before');
  const account = async (name: string) =>
    (await sql<{ id: string }>(`select id from account where name = '${name}'`))[0]?.id ?? '';
  const now = Temporal.Now.instant();
  await entrust(await account('委托人试验'), await account('代办人试验'), now);
  const rate = `/me/cases/${file.id}/rate`;
  const given = await agent.person.post(rate, { level: '2', requestKey: newId() });
  assert.equal(given.statusCode, 303, textOf(given.body).slice(0, 500));
  assert.equal((await owner.person.post(rate, { level: '5', requestKey: newId() })).statusCode, 409);
  const id = await reviewOf(agent.person);
  const handler = await official('followup');
  const contact = await handler.post(`/desk/reviews/${id}/contact`, {});
  assert.match(textOf(contact.body), new RegExp(agent.phone));
});

/** An authority that was confirmed, as the stories of proxies make it. */
async function entrust(owner: string, agent: string, at: Temporal.Instant): Promise<void> {
  const { db } = site.context.store;
  const made_at = at.toString({ smallestUnit: 'millisecond' });
  const id = newId();
  const common = { division: '640105' };
  await db.transaction().execute(async (tx) => {
    const sealing = principalSealing(site.context.config);
    const stated = { kind: 'person' as const, name: '委托人试验', account: owner };
    await insertProxy(tx, {
      ...common,
      id,
      principal_id: await principalFor(tx, sealing, '640105', stated, at),
      agent,
      kind: 'entrusted',
      items: null,
      starts_on: '2024-01-01',
      ends_on: null,
      given_by: owner,
      code_index: null,
      made_at,
    });
    await insertProxyEvent(tx, {
      ...common,
      proxy_id: id,
      seq: 1,
      kind: 'confirmed',
      at: made_at,
      actor: owner,
      actor_name: '委托人试验',
      how: null,
    });
  });
}

test('after a restart everything goes on where it stood: codes, cases, forms that are sent again', async () => {
  const window = await official('window');
  const key = newId();
  const code = await shownCode(window, { requestKey: key });
  const form = { level: '2', words: '重启之前', requestKey: newId() };
  assert.equal((await new Visitor(site.app).post(`/rate/${code}`, form)).statusCode, 303);
  const again = await createServer(
    site.context,
    rooms.map((room) => room.routes),
  );
  const later = new Visitor(again);
  assert.equal((await later.post(`/rate/${code}`, form)).statusCode, 303, 'the same form, the same outcome');
  assert.match(textOf((await later.get(`/rate/${code}`)).body), /重启之前/);
  const clerk = new Visitor(again);
  await clerk.signIn('window');
  assert.equal(await atWorld.shownCode(world, clerk, { requestKey: key }), code);
  await again.close();
});

test('personal data: words, names and phones are sealed; no table holds them in the clear', async () => {
  for (const table of [
    'review_rating',
    'review_addition',
    'review_matter',
    'review_service',
    'case_form',
    'notice',
    'audit_entry',
  ]) {
    const rows = await sql<object>(`select * from ${table}`);
    const text = rows
      .flatMap((row) => Object.values(row))
      .map((v) => (v instanceof Uint8Array ? Buffer.from(v).toString('latin1') : JSON.stringify(v)))
      .join(' ');
    assert.doesNotMatch(text, /等了一上午|我是乙|窗口不接电话|1390000100\d/, table);
  }
});

test('statistics: nothing by default, few are not told apart, and the numbers are what people gave', async () => {
  const reader = new Visitor(site.app);
  const { body: few } = await reader.json<{ total: number; levels: unknown; bodies: unknown[] }>(
    '/reviews/statistics.json',
  );
  assert.ok(few.total < 5);
  assert.deepEqual([few.levels, few.bodies], [null, []]);
  assert.match(textOf((await reader.get('/reviews')).body), /评价不足5次/);
  const window = await official('window');
  for (const level of ['5', '5', '4', '3', '2']) {
    const code = await shownCode(window);
    assert.equal(
      (await new Visitor(site.app).post(`/rate/${code}`, { level, requestKey: newId() })).statusCode,
      303,
    );
  }
  const counted = await sql<{ level: number; n: number }>(
    `select r.level, count(*)::int as n from review_rating r
     left join review_annulment a on a.rating_id = r.id where a.rating_id is null group by 1 order by 1 desc`,
  );
  const { body } = await reader.json<{ total: number; levels: number[]; bodies: { levels: number[] }[] }>(
    '/reviews/statistics.json',
  );
  assert.deepEqual(
    body.levels,
    [5, 4, 3, 2, 1].map((level) => counted.find((c) => c.level === level)?.n ?? 0),
  );
  assert.equal(
    body.total,
    counted.reduce((n, c) => n + c.n, 0),
  );
  const csv = (await reader.get('/reviews/statistics.csv')).body;
  assert.match(
    csv,
    /^\ufeffregionCode,regionName,departmentCode,departmentName,affairCode,affairName,satisfaction5/,
  );
  assert.match(csv, /犬类准养证核发/);
});

test('export: the field names of the exchange, masked; whole only for whoever may, with a reason, in the audit trail', async () => {
  const today = Temporal.Now.plainDateISO('Asia/Shanghai').toString();
  const asked = { kind: 'ratings', from: today, to: today, format: 'json' };
  const rater = await resident('居民己试验');
  const own = await finishedCase(rater.phone);
  await rater.person.post(`/me/cases/${own.id}/rate`, { level: '3', requestKey: newId() });
  const handler = await official('followup');
  const given = await handler.post('/desk/reviews/export', asked);
  assert.equal(given.statusCode, 200);
  const { fields, rows } = given.json() as { fields: string[]; rows: Record<string, string | number>[] };
  for (const name of [
    'departmentCode',
    'affairSerialNo',
    'affairCode',
    'evalTime',
    'userName',
    'certificateNo',
    'contactPhone',
    'serviceNumber',
    'regionCode',
  ])
    assert.ok(fields.includes(name), name);
  const row = rows.find((r) => r.channel === 'web');
  assert.ok(row);
  assert.match(String(row.affairSerialNo), /^[0-9A-Z]{31}\d{12}$/);
  assert.match(String(row.departmentCode), /^[0-9A-Z]{18}$/);
  assert.equal(row.certificateType, '10');
  assert.match(String(row.certificateNo), /^110105\*+2X$/);
  assert.doesNotMatch(given.body, /11010519491231002X|1390000100\d/);
  const refused = await handler.post('/desk/reviews/export', { ...asked, reveal: '1', reason: '核对' });
  assert.equal(refused.statusCode, 422);
  const supervisor = await official('supervisor');
  const blank = await supervisor.post('/desk/reviews/export', { ...asked, reveal: '1', reason: ' ' });
  assert.equal(blank.statusCode, 422);
  const whole = await supervisor.post('/desk/reviews/export', {
    ...asked,
    reveal: '1',
    reason: '上报省平台核对',
  });
  assert.match(whole.body, /11010519491231002X/);
  const trail = await sql<{ detail: { revealed: boolean; reason?: string } }>(
    "select detail from audit_entry where use_case = 'reviews.export' order by at desc",
  );
  assert.ok(trail.some((t) => t.detail.revealed && t.detail.reason === '上报省平台核对'));
  assert.match(
    textOf((await rater.person.get('/me/audit?kind=sights')).body),
    /导出了评价，含完整的姓名和号码.*上报省平台核对/s,
    'whoever is concerned reads it',
  );
  const cases = await (await official('approver')).post('/desk/reviews/export', {
    ...asked,
    kind: 'cases',
    format: 'csv',
  });
  assert.equal(cases.statusCode, 200);
  assert.match(cases.body, /^\ufeffdepartmentCode,departmentName,evalProcess/);
  assert.match(cases.body, /犬类准养证核发/);
  assert.doesNotMatch(cases.body, /11010519491231002X/);
  const bad = await supervisor.post('/desk/reviews/export', { ...asked, from: '2024-02-30' });
  assert.equal(bad.statusCode, 422);
  const { person } = await resident();
  assert.equal((await person.post('/desk/reviews/export', asked)).statusCode, 403);
  // The clerk who is rated holds no such post; with one, what is about them is left out.
  const window = await official('window');
  assert.equal((await window.post('/desk/reviews/export', asked)).statusCode, 422);
});

test('cases of reviews are not among applications, on no list and under no address of theirs', async () => {
  const handler = await official('followup');
  const [{ id } = { id: '' }] = await sql<{ id: string }>(
    "select id from case_file where procedure_code like 'review.%' limit 1",
  );
  assert.equal((await handler.json(`/api/desk/cases/${id}`)).status, 404);
  assert.equal((await handler.get(`/me/cases/${id}`)).statusCode, 404);
  const act = await handler.post(`/me/cases/${id}`, {
    transition: 'withdraw',
    seen: '1',
    requestKey: newId(),
  });
  assert.equal(act.statusCode, 404);
  const window = await official('window');
  for (const list of ['/api/desk/to-do', '/api/desk/cases'])
    assert.ok(!JSON.stringify((await window.json(list)).body).includes(id), list);
});
