/** A matter of several items for a child, a grown-up of the family, an enterprise: whole stories over HTTP, without script. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '#base/ids.ts';
import { madeUpCreditCode, madeUpIdentity } from './made-up-numbers.ts';
import { steps } from './officials.ts';
import { ask, decideAtWindow, inDays } from './proxy-steps.ts';
import {
  answersFor,
  FIRE,
  FOOD,
  intakeFor,
  openOffices,
  RESTAURANT as PATH,
  SIGN,
  TRADER,
} from './restaurant.ts';
import type { Site } from './site.ts';
import { hidden, textOf, Visitor } from './visitor.ts';

const APPLICANT = `${TRADER}-applicant`;

let site: Site;
let window: Visitor;
let reviewer: Visitor;
let approver: Visitor;
before(async () => {
  ({ site, window, reviewer, approver } = await openOffices());
});
after(() => site.close());

let phones = 13900000300;
async function resident(name: string): Promise<Visitor> {
  const visitor = new Visitor(site.app);
  assert.equal((await visitor.register(name, String(++phones))).statusCode, 303);
  return visitor;
}

const rows = async (sql: string) => (await site.store.runSql(sql)).rows as Record<string, unknown>[];
const principalIn = (page: string, name: string): string =>
  [...page.matchAll(/href="[^"]*\?for=([0-9a-f-]{36})[^"]*"[^>]*>([^<]*)</g)].find(([, , words]) =>
    words?.startsWith(name),
  )?.[1] ?? '';

/** Fills in the form for somebody; gives the answer to it and the draft. */
async function fillIn(
  who: Visitor,
  optional: readonly string[],
  principal: string,
  stated: Record<string, string>,
) {
  const codes = [TRADER, FOOD, ...optional];
  const form = (await who.get(`${PATH}/apply?with=${optional.join(',')}`)).body;
  const draft = hidden(form, 'draft');
  const filled = await who.post(`${PATH}/apply`, {
    draft,
    principal,
    with: hidden(form, 'with'),
    versions: hidden(form, 'versions'),
    ...Object.fromEntries(codes.map((c) => [`body-${c}`, hidden(form, `body-${c}`)])),
    ...answersFor(codes),
    ...Object.fromEntries(Object.entries(stated).map(([name, value]) => [`${APPLICANT}.${name}`, value])),
    step: 'next',
  });
  return { draft, filled };
}

const handIn = (who: Visitor, draft: string) =>
  who.upload(`${PATH}/materials`, { draft, step: 'submit', incomplete: '1' }, null);
const idOf = (location: unknown) => /themes\/([0-9a-f-]{36})/.exec(String(location))?.[1] ?? '';
const caseOf = async (id: string, code: string) =>
  (await rows(`select case_id from theme_child where theme_id = '${id}' and item_code = '${code}'`))[0]
    ?.case_id as string | null;
async function grant(id: string): Promise<void> {
  await steps(window, id, ['accept']);
  await steps(reviewer, id, ['propose', { opinion: 'grant', reason: '材料齐全' }]);
  await steps(approver, id, ['grant']);
}
/** The parent asks for the right to act for a child, and the window confirms it. */
async function childOf(parent: Visitor, parentName: string, name: string, number: string): Promise<void> {
  const asked = await ask(parent, { kind: 'minor', name, number, scope: 'all' });
  assert.equal(asked.statusCode, 303, textOf(asked.body));
  const { answer } = await decideAtWindow(window, parentName, {
    number,
    papers: '户口簿、身份证',
    agree: 'yes',
  });
  assert.equal(answer.statusCode, 303, textOf(answer.body));
}

test('for a child: the child is the applicant of the matter and of each case; an authority revoked between rounds stops the agent, not what was rightly filed', async () => {
  const parent = await resident('虚构家长');
  const name = '虚构孩子';
  const number = madeUpIdentity('20120102');
  await childOf(parent, '虚构家长', name, number);
  const page = (await parent.get(`${PATH}/apply?with=${FIRE}`)).body;
  const principal = principalIn(page, name);
  assert.ok(principal, textOf(page));
  const link = new RegExp(`for=${principal}&amp;with=${FIRE}`);
  assert.match(page, link, 'the chosen parts are kept');
  const chosen = (await parent.get(`${PATH}/apply?for=${principal}&with=${FIRE}`)).body;
  assert.match(textOf(chosen), new RegExp(`您正在为 ${name} 办理`));
  assert.match(chosen, new RegExp(`value="${number}"`), 'what is known is not typed');
  const wrong = await fillIn(parent, [FIRE], principal, { name: '别的名字', number });
  assert.equal(wrong.filled.statusCode, 422);
  assert.match(wrong.filled.body, new RegExp(`id="${APPLICANT}.name-error"`));

  const { draft, filled } = await fillIn(parent, [FIRE], principal, { name, number });
  assert.equal(filled.statusCode, 303, textOf(filled.body).slice(0, 2000));
  assert.match(
    textOf((await parent.get('/me/cases')).body),
    new RegExp(`我要开饭店.*为${name}办理`),
    'the draft',
  );
  const materials = (await parent.get(`${PATH}/materials?draft=${draft}`)).body;
  assert.match(textOf(materials), new RegExp(`您正在为 ${name} 办理`));
  const sent = await handIn(parent, draft);
  assert.equal(sent.statusCode, 303, textOf(sent.body));
  const id = idOf(sent.headers.location);
  assert.equal(idOf((await handIn(parent, draft)).headers.location), id, 'sent twice is one matter');
  const key = `principal:${principal}`;
  const [matter] = await rows(`select applicant, filed_by from theme_case where id = '${id}'`);
  const [account] = await rows(`select id from account where name = '虚构家长'`);
  assert.deepEqual(matter, { applicant: key, filed_by: account?.id });
  assert.match(textOf((await parent.get(`/me/themes/${id}`)).body), new RegExp(`您正在为 ${name} 办理`));
  assert.match(textOf((await parent.get('/me/cases')).body), new RegExp(`我要开饭店.*为${name}办理`));
  const seen = hidden((await parent.get(`/me/themes/${id}`)).body, 'seen');

  const list = (await parent.get('/me/proxies')).body;
  const end = /action="(\/me\/proxies\/[0-9a-f-]{36}\/end)"/.exec(list)?.[1] ?? '';
  assert.equal((await parent.post(end, { requestKey: newId() })).statusCode, 303);
  assert.equal((await parent.get(`/me/themes/${id}`)).statusCode, 404);
  assert.equal((await parent.post(`/me/themes/${id}/drop`, { code: FIRE, seen })).statusCode, 404);
  assert.doesNotMatch((await parent.get('/me/cases')).body, new RegExp(id));
  await grant((await caseOf(id, TRADER)) ?? '');
  const filedFor = await rows(
    `select f.applicant, f.opened_at is not null as opened from theme_child c join case_file f on f.id = c.case_id
     where c.theme_id = '${id}'`,
  );
  assert.deepEqual(
    filedFor,
    Array(3).fill({ applicant: key, opened: true }),
    'the next round follows the matter',
  );
  const food = (await caseOf(id, FOOD)) ?? '';
  assert.equal((await parent.get(`/me/cases/${food}`)).statusCode, 404);
  const told = await rows(
    `select count(*)::int as n from notice where recipient = '${key}' and about = 'case:${food}'`,
  );
  assert.deepEqual(told, [{ n: 1 }], 'the child is told');

  // Whoever acts for the child again finds it as it stands.
  await childOf(parent, '虚构家长', name, number);
  const whole = textOf((await parent.get(`/me/themes/${id}`)).body);
  assert.match(whole, /食品经营许可：已提交/);
  // What the window takes in under the child's number is the child's too.
  const { intake } = await intakeFor(window, { name, number, mobile: '13900000999' });
  const taken = await window.json<{ id: string }>('/api/desk/themes/open-restaurant', intake);
  assert.equal(taken.status, 200, JSON.stringify(taken.body));
  assert.equal((await parent.get(`/me/themes/${taken.body.id}`)).statusCode, 200);
});

test('an authority covers each item, or it is said which not; what ended meanwhile files nothing and loses nothing', async () => {
  const [son, mother] = [await resident('虚构儿子'), await resident('虚构母亲')];
  const entrust = async (items: readonly string[]) => {
    const fields = { kind: 'entrusted', name: '', number: '', scope: 'some', lastDay: inDays(60) };
    const asked = await ask(son, { ...fields, items: [...items] });
    assert.equal(asked.statusCode, 303, textOf(asked.body));
    const code = /proxy-code">([0-9A-Z ]{11})</.exec((await son.get('/me/proxies')).body)?.[1] ?? '';
    const look = (await mother.get(`/me/proxies/confirm?code=${code}`)).body;
    const form = { requestKey: hidden(look, 'requestKey'), code: hidden(look, 'code') };
    const agreed = await mother.post('/me/proxies/confirm', { ...form, agree: 'yes' });
    assert.equal(agreed.headers.location, '/me/proxies?agreed=1', textOf(agreed.body));
  };
  await entrust([TRADER]);
  const barred = textOf((await son.get(`${PATH}/apply`)).body);
  assert.match(barred, /虚构母亲（您是家人委托）：不能一起办，授权不包括“食品经营许可”/);
  // Two authorities from the same person count together.
  await entrust([FOOD]);
  const page = (await son.get(`${PATH}/apply`)).body;
  const principal = principalIn(page, '虚构母亲');
  assert.ok(principal, textOf(page));
  const lacking = await son.get(`${PATH}/apply?for=${principal}&with=${FIRE},${SIGN}`);
  assert.equal(lacking.statusCode, 422);
  assert.match(textOf(lacking.body), /授权不包括“公众聚集场所投入使用、营业前消防安全检查”“设置大型户外广告/);
  // Whoever acts in some items only follows those cases, and is not led to the matter.
  const hers = await fillIn(mother, [SIGN], '', { name: '虚构母亲' });
  const own = idOf((await handIn(mother, hers.draft)).headers.location);
  const trader = (await caseOf(own, TRADER)) ?? '';
  const seenBySon = await son.get(`/me/cases/${trader}`);
  assert.equal(seenBySon.statusCode, 200);
  assert.doesNotMatch(seenBySon.body, /me\/themes/);
  assert.match((await mother.get(`/me/cases/${trader}`)).body, new RegExp(`/me/themes/${own}`));
  assert.equal((await son.get(`/me/themes/${own}`)).statusCode, 404);

  const stated = { name: '虚构母亲' };
  const outside = await fillIn(son, [FIRE], principal, { ...stated, address: '写了一半的地址' });
  assert.equal(outside.filled.statusCode, 422);
  assert.match(textOf(outside.filled.body), /授权不包括“公众聚集场所/);
  const self = /\/services\/themes\/open-restaurant\/apply\?for=self&draft=[0-9a-f-]{36}/.exec(
    textOf(outside.filled.body),
  )?.[0];
  const kept = await son.get(self ?? '');
  assert.equal(kept.statusCode, 200);
  assert.match(kept.body, /虚构小馆/, 'what was typed is kept');
  assert.doesNotMatch(kept.body, /写了一半的地址/, 'who the mother is, is not left in one’s own form');

  const { draft, filled } = await fillIn(son, [], principal, stated);
  assert.equal(filled.statusCode, 303, textOf(filled.body).slice(0, 2000));
  const list = (await mother.get('/me/proxies')).body;
  const end = /action="(\/me\/proxies\/[0-9a-f-]{36}\/end)"/.exec(list.slice(list.indexOf('谁为我办')))?.[1];
  assert.equal((await mother.post(end ?? '', { requestKey: newId() })).statusCode, 303);
  const count = () => rows('select count(*)::int as n from theme_case');
  const before = await count();
  const stopped = await handIn(son, draft);
  assert.equal(stopped.statusCode, 422);
  assert.match(textOf(stopped.body), /授权不包括/);
  assert.deepEqual(await count(), before);
});

test('an enterprise is told which item is for persons only', async () => {
  const boss = await resident('虚构经理');
  const number = madeUpCreditCode('001');
  const asked = await ask(boss, { kind: 'representative', name: '虚构甲企业', number });
  assert.equal(asked.statusCode, 303, textOf(asked.body));
  await decideAtWindow(window, '虚构经理', { number, papers: '营业执照、身份证', agree: 'yes' });
  assert.match(
    textOf((await boss.get(`${PATH}/apply`)).body),
    /虚构甲企业（您是法定代表人）：不能一起办，“个体工商户登记注册”不受理单位的申请/,
  );
});
