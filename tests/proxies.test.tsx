/** Acting for a child, a grown-up of the family, an enterprise: whole stories over HTTP, without script. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '#base/ids.ts';
import { type Item, listItems, readItem, seedItems } from '#systems/permits/index.ts';
import { asFields, madeUpAnswers } from './made-up-answers.ts';
import { madeUpCreditCode, madeUpIdentity } from './made-up-numbers.ts';
import { ask, decideAtWindow, inDays } from './proxy-steps.ts';
import { openDeskSite, type Site } from './site.ts';
import { hidden, textOf, Visitor } from './visitor.ts';

let site: Site;
let items: { item: Item; version: number }[];
let window: Visitor;
before(async () => {
  site = await openDeskSite({
    GONGBAO_REQUESTS_PER_MINUTE: '100000',
    GONGBAO_SIGN_INS_PER_MINUTE: '1000',
  });
  await seedItems(site.store.db);
  items = [];
  for (const { code } of (await listItems(site.store.db)).slice(0, 60)) {
    const found = await readItem(site.store.db, code);
    assert.ok(found);
    items.push({ item: found.content, version: found.version });
  }
  window = new Visitor(site.app);
  await window.signIn('window');
});
after(() => site.close());

let phones = 13900000200;
async function resident(name: string): Promise<Visitor & { phone: string }> {
  const visitor = new Visitor(site.app);
  const phone = String(++phones);
  assert.equal((await visitor.register(name, phone)).statusCode, 303);
  return Object.assign(visitor, { phone });
}
const itemFor = (subject: '个人' | '法人', at = 0) => {
  const found = items.filter(({ item }) => item.subjects.includes(subject))[at];
  assert.ok(found);
  return found;
};
const principalOf = (page: string, name: string) => {
  const link = [...page.matchAll(/href="[^"]*\?for=([0-9a-f-]{36})[^"]*"[^>]*>([^<]*)</g)].find(
    ([, , words]) => words?.startsWith(name),
  );
  return link?.[1] ?? '';
};

type Applied = { status: number; text: string; id: string; draft: string };
/** Fills in the form for somebody and hands it in without materials. */
async function applyFor(
  who: Visitor,
  { item, version }: { item: Item; version: number },
  principal: string,
  stated: Record<string, string>,
  between?: (draft: string) => Promise<unknown>,
): Promise<Applied> {
  const path = `/services/items/${item.codes.base}/apply`;
  const draft = newId();
  const fields = { ...asFields(madeUpAnswers(item.form)), ...stated };
  const filled = await who.post(path, {
    draft,
    itemVersion: String(version),
    body: item.codes.implementations[0]?.body ?? '',
    principal,
    ...fields,
    step: 'next',
  });
  if (filled.statusCode !== 303)
    return { status: filled.statusCode, text: textOf(filled.body), id: '', draft };
  await between?.(draft);
  const sent = await who.upload(`${path}/materials`, { draft, step: 'submit', incomplete: '1' }, null);
  const id = /cases\/([0-9a-f-]{36})/.exec(String(sent.headers.location))?.[1] ?? '';
  return { status: sent.statusCode, text: textOf(sent.body), id, draft };
}

/** The clerk looks at the list and decides on the request of this agent. */
const atWindow = (agent: string, fields: Record<string, string>, clerk = window) =>
  decideAtWindow(clerk, agent, fields);
const enterprise = async (boss: Visitor, name: string, bossName: string, code: string) => {
  const asked = await ask(boss, { kind: 'representative', name, number: code });
  assert.equal(asked.headers.location, '/me/proxies?asked=1', textOf(asked.body));
  const { answer } = await atWindow(bossName, { number: code, papers: '营业执照、身份证', agree: 'yes' });
  assert.equal(answer.statusCode, 303, textOf(answer.body));
};

test('an enterprise: the legal representative confirmed at the window appoints an agent, who files, is stopped when revoked, and the enterprise keeps the case', async () => {
  const [boss, agent] = [await resident('虚构经理'), await resident('虚构经办')];
  const code = madeUpCreditCode('001');
  const name = '虚构甲企业有限公司';
  const wrong = await ask(boss, { kind: 'representative', name, number: `${code.slice(0, -1)}I` });
  assert.equal(wrong.statusCode, 422);
  assert.match(textOf(wrong.body), /统一社会信用代码不对/);
  const asked = await ask(boss, { kind: 'representative', name, number: code });
  assert.equal(asked.statusCode, 303);
  const one = itemFor('法人');
  const two = itemFor('法人', 1);
  const pageOf = async (who: Visitor, { item } = one) =>
    (await who.get(`/services/items/${item.codes.base}/apply`)).body;
  assert.doesNotMatch(await pageOf(boss), /为谁办理/, 'asked for, not confirmed');
  const bad = await atWindow('虚构经理', {
    number: madeUpCreditCode('002'),
    papers: '营业执照',
    agree: 'yes',
  });
  assert.equal(bad.answer.statusCode, 422);
  assert.match(textOf(bad.answer.body), /不一致/);
  const good = await atWindow('虚构经理', { number: code, papers: '营业执照、身份证', agree: 'yes' });
  assert.equal(good.answer.statusCode, 303, textOf(good.answer.body));

  const mine = (await boss.get('/me/proxies')).body;
  const principal = /appoint\?for=([0-9a-f-]{36})/.exec(mine)?.[1] ?? '';
  const appoint = async (fields: Record<string, string | string[]>) => {
    const form = (await boss.get(`/me/proxies/appoint?for=${principal}`)).body;
    return boss.post('/me/proxies/appoint', {
      requestKey: hidden(form, 'requestKey'),
      principalId: principal,
      ...fields,
    });
  };
  const scope = { scope: 'some', items: [one.item.codes.base], lastDay: inDays(30) };
  const stranger = await appoint({ name: '别的名字', phone: agent.phone, ...scope });
  assert.match(textOf(stranger.body), /没有找到姓名和手机号都相符/);
  const endless = await appoint({ name: '虚构经办', phone: agent.phone, ...scope, lastDay: inDays(4000) });
  assert.match(textOf(endless.body), /截止日期/);
  const appointed = await appoint({ name: '虚构经办', phone: agent.phone, ...scope });
  assert.equal(appointed.headers.location, '/me/proxies?appointed=1', textOf(appointed.body));

  // Chosen plainly, filled in, and shown on each page.
  assert.equal(principalOf(await pageOf(agent), name), principal);
  assert.equal(principalOf(await pageOf(agent, two), name), '', 'not in the scope');
  const filled = (await agent.get(`/services/items/${one.item.codes.base}/apply?for=${principal}`)).body;
  assert.match(
    filled,
    new RegExp(`name="applicant.number"[^>]*value="${code}"|value="${code}"[^>]*name="applicant.number"`),
  );
  assert.match(textOf(filled), new RegExp(`您正在为 ${name} 办理`));
  const other = await applyFor(agent, one, principal, {
    'applicant.name': '别的公司',
    'applicant.number': madeUpCreditCode('003'),
  });
  assert.equal(other.status, 422);
  assert.match(other.text, /须是“虚构甲企业有限公司”/);
  const stated = { 'applicant.name': name, 'applicant.number': code };
  const outside = await applyFor(agent, two, principal, stated);
  assert.equal(outside.status, 422);
  assert.match(outside.text, /授权已撤销、已到期，或不包括这个事项/);
  const filed = await applyFor(agent, one, principal, stated, async (draft) => {
    const path = `/services/items/${one.item.codes.base}/apply/materials?draft=${draft}`;
    assert.match(textOf((await agent.get(path)).body), new RegExp(`您正在为 ${name} 办理`));
  });
  assert.equal(filed.status, 303, filed.text);
  const { rows } = await site.store.runSql(
    `select applicant, filed_by = (select id from account where name = '虚构经办') as by_agent from case_file where id = '${filed.id}'`,
  );
  assert.deepEqual(rows, [{ applicant: `principal:${principal}`, by_agent: true }], 'who acted for whom');
  for (const who of [boss, agent]) {
    const text = textOf((await who.get(`/me/cases/${filed.id}`)).body);
    assert.match(text, new RegExp(`您正在为 ${name} 办理`));
    assert.match(text, /申请人（虚构经办代办）/);
    assert.match(textOf((await who.get('/me/notices')).body), /已收到申请材料/);
    assert.match(textOf((await who.get('/me/cases')).body), new RegExp(`为${name}办理`));
  }
  const third = await resident('虚构路人');
  assert.equal((await third.get(`/me/cases/${filed.id}`)).statusCode, 404);
  assert.doesNotMatch((await third.get('/me/cases')).body, new RegExp(filed.id));

  // The body asks for a correction; before it is answered the agent is out.
  const shown = await window.json<{ version: number; materials: { name: string }[] }>(
    `/api/desk/cases/${filed.id}`,
  );
  const corrected = await window.json(`/api/desk/cases/${filed.id}/steps`, {
    transition: 'ask_correction',
    input: { missing: [{ material: shown.body.materials[0]?.name ?? '', what: '请补一份（虚构）' }] },
    seen: shown.body.version,
    requestKey: newId(),
  });
  assert.equal(corrected.status, 200, JSON.stringify(corrected.body));
  const page = (await agent.get(`/me/cases/${filed.id}`)).body;
  const answer = { seen: hidden(page, 'seen'), requestKey: hidden(page, 'requestKey') };
  const list = (await boss.get('/me/proxies')).body;
  const line = list.slice(list.indexOf(`${name}的经办人`));
  const end = /action="(\/me\/proxies\/[0-9a-f-]{36}\/end)"/.exec(line)?.[1] ?? '';
  const ended = await boss.post(end, { requestKey: hidden(line, 'requestKey') });
  assert.equal(ended.headers.location, '/me/proxies?ended=1');
  const stopped = await agent.upload(`/me/cases/${filed.id}/supplement`, answer, null);
  assert.equal(stopped.statusCode, 404);
  assert.equal((await agent.get(`/me/cases/${filed.id}`)).statusCode, 404);
  const late = await applyFor(agent, one, principal, stated);
  assert.match(late.text, /授权已撤销、已到期/);
  assert.match(textOf((await agent.get('/me/notices')).body), /代办授权已撤销/);
  const bossPage = (await boss.get(`/me/cases/${filed.id}`)).body;
  const done = await boss.upload(
    `/me/cases/${filed.id}/supplement`,
    { seen: hidden(bossPage, 'seen'), requestKey: hidden(bossPage, 'requestKey') },
    null,
  );
  assert.equal(done.statusCode, 303, textOf(done.body).slice(0, 500));
});

test('a draft whose authority ended meanwhile files nothing, says so, and goes on for oneself', async () => {
  const boss = await resident('虚构经理二');
  const code = madeUpCreditCode('010');
  await enterprise(boss, '虚构乙企业', '虚构经理二', code);
  const one = itemFor('法人');
  const path = `/services/items/${one.item.codes.base}/apply`;
  const principal = principalOf((await boss.get(path)).body, '虚构乙企业');
  const applied = await applyFor(
    boss,
    one,
    principal,
    { 'applicant.name': '虚构乙企业', 'applicant.number': code },
    async () => {
      const list = (await boss.get('/me/proxies')).body;
      const end = /action="(\/me\/proxies\/[0-9a-f-]{36}\/end)"/.exec(list)?.[1] ?? '';
      assert.equal((await boss.post(end, { requestKey: newId() })).statusCode, 303);
    },
  );
  assert.equal(applied.status, 422);
  assert.match(applied.text, /授权已撤销、已到期/);
  const { rows } = await site.store.runSql(
    `select count(*)::int as n from case_file where applicant = 'principal:${principal}'`,
  );
  assert.deepEqual(rows, [{ n: 0 }]);
  assert.equal((await boss.get(`${path}?draft=${applied.draft}`)).statusCode, 422);
  const own = await boss.get(`${path}?for=self&draft=${applied.draft}`);
  assert.equal(own.statusCode, 200);
  assert.doesNotMatch(own.body, new RegExp(code), 'the enterprise’s number is not left in one’s own form');
});

test('a child: confirmed at the window, until the eighteenth birthday and not a day longer', async () => {
  const parent = await resident('虚构家长');
  const grown = await ask(parent, {
    kind: 'minor',
    name: '虚构孩子',
    number: madeUpIdentity('20000102'),
    scope: 'all',
  });
  assert.match(textOf(grown.body), /已满18岁/);
  const number = madeUpIdentity('20200102');
  const asked = await ask(parent, { kind: 'minor', name: '虚构孩子', number, scope: 'all' });
  assert.equal(asked.statusCode, 303, textOf(asked.body));
  const twice = await ask(parent, { kind: 'minor', name: '虚构孩子', number, scope: 'all' });
  assert.match(textOf(twice.body), /已经有一份同样的授权/);
  const list = textOf((await window.get('/desk/proxies')).body);
  assert.doesNotMatch(list, new RegExp(number), 'the clerk reads it from the paper, not from the page');
  assert.doesNotMatch(list, /虚构孩子/);
  const { answer, id } = await atWindow('虚构家长', { number, papers: '户口簿、身份证', agree: 'yes' });
  assert.equal(answer.statusCode, 303, textOf(answer.body));
  const { rows } = await site.store.runSql(`select ends_on::text as ends_on from proxy where id = '${id}'`);
  assert.deepEqual(rows, [{ ends_on: '2038-01-02' }]);
  const one = itemFor('个人');
  const path = `/services/items/${one.item.codes.base}/apply`;
  const principal = principalOf((await parent.get(path)).body, '虚构孩子');
  const stated = { 'applicant.name': '虚构孩子', 'applicant.number': number };
  const filed = await applyFor(parent, one, principal, stated);
  assert.equal(filed.status, 303, filed.text);
  // Taken in at the window under the child's number: the parent finds it too.
  const intake = await window.json<{ id: string }>('/api/desk/cases', {
    itemCode: one.item.codes.base,
    itemVersion: one.version,
    body: one.item.codes.implementations[0]?.body,
    answers: {
      ...madeUpAnswers(one.item.form),
      applicant: {
        ...madeUpAnswers(one.item.form).applicant,
        name: '虚构孩子',
        number,
        mobile: '13900000999',
      },
    },
    requestKey: newId(),
  });
  assert.equal(intake.status, 200, JSON.stringify(intake.body));
  assert.equal((await parent.get(`/me/cases/${intake.body.id}`)).statusCode, 200);
  // The last day has passed.
  await site.store.runSql(`update proxy set ends_on = '${inDays(0)}' where id = '${id}'`);
  assert.equal((await parent.get(`/me/cases/${filed.id}`)).statusCode, 404);
  assert.match(textOf((await parent.get('/me/proxies')).body), /已到期/);
});

test('a grown-up of the family agrees from their own account by the code, sees what for, and ends it at once', async () => {
  const [son, mother, stranger] = [
    await resident('虚构儿子'),
    await resident('虚构母亲'),
    await resident('虚构生人'),
  ];
  const one = itemFor('个人');
  const own = await applyFor(mother, one, '', {});
  assert.equal(own.status, 303, own.text);
  const asked = await ask(son, {
    kind: 'entrusted',
    name: '',
    number: '',
    scope: 'some',
    items: [one.item.codes.base],
    lastDay: inDays(60),
  });
  assert.equal(asked.statusCode, 303, textOf(asked.body));
  const code = /proxy-code">([0-9A-Z ]{11})</.exec((await son.get('/me/proxies')).body)?.[1] ?? '';
  assert.match(
    textOf((await son.get(`/me/proxies/confirm?code=${code}`)).body),
    /没有这个授权码/,
    'not one’s own',
  );
  assert.equal((await son.get(`/me/cases/${own.id}`)).statusCode, 404, 'not yet');
  const look = await mother.get(`/me/proxies/confirm?code=${code.toLowerCase()}`);
  const says = textOf(look.body);
  for (const words of ['虚构儿子', one.item.name, '不同意']) assert.ok(says.includes(words), words);
  const form = { requestKey: hidden(look.body, 'requestKey'), code: hidden(look.body, 'code') };
  const agreed = await mother.post('/me/proxies/confirm', { ...form, agree: 'yes' });
  assert.equal(agreed.headers.location, '/me/proxies?agreed=1', textOf(agreed.body));
  const late = await stranger.post('/me/proxies/confirm', { ...form, requestKey: newId(), agree: 'yes' });
  assert.match(textOf(late.body), /已经有了结果/, 'a code is used once');
  assert.equal((await son.get(`/me/cases/${own.id}`)).statusCode, 200);
  assert.equal((await stranger.get(`/me/cases/${own.id}`)).statusCode, 404);
  const withdrawn = await son.get(`/me/cases/${own.id}`);
  assert.match(textOf(withdrawn.body), /您正在为 虚构母亲 办理/);
  const list = (await mother.get('/me/proxies')).body;
  const end = /action="(\/me\/proxies\/[0-9a-f-]{36}\/end)"/.exec(list.slice(list.indexOf('谁为我办')))?.[1];
  assert.equal(
    (await mother.post(end ?? '', { requestKey: newId() })).headers.location,
    '/me/proxies?ended=1',
  );
  const stopped = await son.post(`/me/cases/${own.id}`, {
    transition: 'withdraw',
    seen: '1',
    requestKey: newId(),
  });
  assert.equal(stopped.statusCode, 404);
  assert.equal((await mother.get(`/me/cases/${own.id}`)).statusCode, 200, 'the case stays hers');
});

test('nobody confirms for themselves, ends what is not theirs, or acts on a guess', async () => {
  const boss = await resident('虚构经理三');
  const code = madeUpCreditCode('020');
  await ask(boss, { kind: 'representative', name: '虚构丙企业', number: code });
  const form = { number: code, papers: '营业执照', agree: 'yes' };
  for (const other of ['approver', 'reviewer']) {
    const official = new Visitor(site.app);
    await official.signIn(other);
    const { rows } = await site.store.runSql(`select id from proxy order by id desc limit 1`);
    const id = (rows[0] as { id: string }).id;
    const denied = await official.post(`/desk/proxies/${id}`, { ...form, requestKey: newId() });
    assert.equal(denied.statusCode, 403, `${other} holds no clerk’s post`);
    const ended = await official.post(`/me/proxies/${id}/end`, { requestKey: newId() });
    assert.equal(ended.statusCode, 404, 'nor may end what is not theirs');
  }
  // A clerk asks for themselves: another clerk must look at the papers.
  const own = madeUpCreditCode('021');
  await ask(window, { kind: 'representative', name: '虚构丁企业', number: own });
  const self = await atWindow('演示综合窗口', { ...form, number: own });
  assert.match(textOf(self.answer.body), /请另一位窗口人员核实/);
  const guess = await applyFor(boss, itemFor('法人'), newId(), {});
  assert.equal(guess.status, 422);
});

test('names and numbers of those whom one acts for stand nowhere in the clear', async () => {
  for (const table of ['principal', 'proxy', 'proxy_event', 'command_done', 'case_draft', 'audit_entry']) {
    const { rows } = await site.store.runSql(`select * from ${table}`);
    assert.doesNotMatch(JSON.stringify(rows), /虚构孩子|虚构甲企业|91649999MATEXT|649999202/, table);
  }
});
