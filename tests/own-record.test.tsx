/** The audit trail, readable by the person concerned. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '#base/ids.ts';
import { listItems, readItem, seedItems } from '#systems/permits/index.ts';
import { madeUpAnswers } from './made-up-answers.ts';
import { madeUpCreditCode } from './made-up-numbers.ts';
import { openDeskSite, type Site } from './site.ts';
import { textOf, Visitor } from './visitor.ts';

let site: Site;
let window: Visitor;
let person: Visitor;
let stranger: Visitor;
const MOBILE = '13900000701';
before(async () => {
  site = await openDeskSite({
    GONGBAO_REQUESTS_PER_MINUTE: '100000',
    GONGBAO_SIGN_INS_PER_MINUTE: '1000',
  });
  await seedItems(site.store.db);
  [window, person, stranger] = [new Visitor(site.app), new Visitor(site.app), new Visitor(site.app)];
  await window.signIn('window');
  await person.register('虚构某人', MOBILE);
  await stranger.register('虚构生人', '13900000702');
});
after(() => site.close());

async function intake(applicant: Record<string, string>, subject: '个人' | '法人'): Promise<string> {
  for (const { code } of await listItems(site.store.db)) {
    const found = await readItem(site.store.db, code);
    if (!found?.content.subjects.includes(subject)) continue;
    const answers = madeUpAnswers(found.content.form);
    const filed = await window.json<{ id: string }>('/api/desk/cases', {
      itemCode: code,
      itemVersion: found.version,
      body: found.content.codes.implementations[0]?.body,
      answers: { ...answers, applicant: { ...answers.applicant, ...applicant } },
      requestKey: newId(),
    });
    assert.equal(filed.status, 200, JSON.stringify(filed.body));
    return filed.body.id;
  }
  throw new Error('no item');
}
const record = async (who: Visitor, query = '') => textOf((await who.get(`/me/audit${query}`)).body);
const entries = (text: string) => text.split('看哪些')[1] ?? '';

test('whoever is concerned reads who saw and did what, by body and post, and nobody else’s', async () => {
  const id = await intake({ mobile: MOBILE }, '个人');
  await window.json(`/api/desk/cases/${id}/reveal`, {});
  const text = await record(person);
  assert.match(text, /（受理人员）　/, 'the step: body and post');
  assert.match(text, /综合窗口（受理）　查看了申请里的完整证件号码和手机号/, 'the sight');
  assert.match(text, /您本人　登录|您本人　注册|登录/);
  assert.doesNotMatch(text, /演示综合窗口/, 'the official’s own name is not given out');
  assert.doesNotMatch(entries(await record(stranger)), /受理|查看了/);
  assert.doesNotMatch(
    entries(await record(window)),
    /查看了申请/,
    'what an official does is not their own data',
  );
  assert.equal((await new Visitor(site.app).get('/me/audit')).statusCode, 303);
});

test('filtered by kind and read on page by page, each line once', async () => {
  const id = await intake({ mobile: MOBILE }, '个人');
  for (let i = 0; i < 60; i++) await window.json(`/api/desk/cases/${id}/reveal`, {});
  const sights = (await person.get('/me/audit?kind=sights')).body;
  assert.doesNotMatch(entries(textOf(sights)), /登录(?!和账号)|提交/);
  const { rows } = await site.store.runSql(
    `select count(*)::int as n from audit_entry where use_case = 'services.case.read'
     and subject in (select 'case:' || id from case_file where applicant = (select id from account where name = '虚构某人'))`,
  );
  let seen = 0;
  let next: string | undefined = '/me/audit?kind=sights';
  for (let pages = 0; next && pages < 10; pages++) {
    const page: string = (await person.get(next)).body;
    seen += page.match(/查看了申请里/g)?.length ?? 0;
    next = /<a href="([^"]+)" rel="next"/.exec(page)?.[1]?.replaceAll('&amp;', '&');
  }
  assert.equal(seen, (rows[0] as { n: number }).n);
  for (const odd of ['?kind=constructor', "?before='", '?kind=x&before=1'])
    assert.equal((await person.get(`/me/audit${odd}`)).statusCode, 200, odd);
});

test('an enterprise’s record is read by its legal representative, not by its agents, and no longer once that ended', async () => {
  const code = madeUpCreditCode('101');
  const key = newId();
  await person.post('/me/proxies/ask', {
    kind: 'representative',
    name: '虚构戊企业',
    number: code,
    requestKey: key,
  });
  const { rows } = await site.store.runSql('select id, principal_id from proxy');
  const { id: proxy, principal_id } = rows[0] as { id: string; principal_id: string };
  const confirmed = await window.post(`/desk/proxies/${proxy}`, {
    number: code,
    papers: '营业执照',
    agree: 'yes',
    requestKey: newId(),
  });
  assert.equal(confirmed.statusCode, 303);
  const appointed = await person.post('/me/proxies/appoint', {
    principalId: principal_id,
    name: '虚构生人',
    phone: '13900000702',
    scope: 'all',
    lastDay: Temporal.Now.plainDateISO('Asia/Shanghai').add({ days: 9 }).toString(),
    requestKey: newId(),
  });
  assert.equal(appointed.headers.location, '/me/proxies?appointed=1', textOf(appointed.body));
  const id = await intake({ name: '虚构戊企业', number: code, mobile: '13900000799' }, '法人');
  await window.json(`/api/desk/cases/${id}/reveal`, {});
  const link = new RegExp(`/me/cases/${id}`);
  assert.match((await person.get('/me/audit')).body, link);
  assert.match(await record(person), /包括虚构戊企业的/);
  assert.match(await record(person), /综合窗口（受理）　在窗口核实代办/);
  assert.doesNotMatch((await stranger.get('/me/audit')).body, link);
  assert.equal((await stranger.get(`/me/cases/${id}`)).statusCode, 200, 'the agent follows the case');
  const end = await person.post(`/me/proxies/${proxy}/end`, { requestKey: newId() });
  assert.equal(end.statusCode, 303);
  assert.doesNotMatch((await person.get('/me/audit')).body, link);
  assert.equal((await stranger.get(`/me/cases/${id}`)).statusCode, 404, 'nor does the agent act any longer');
});
