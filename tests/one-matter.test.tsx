/** Opening a restaurant as one matter: asked once, filed in rounds, followed on one page; over HTTP, without script. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '#base/ids.ts';
import { changeLicence } from '#systems/licences/change-licence.ts';
import { findByCase } from '#systems/licences/queries.ts';
import { actOnApplication } from '#systems/services/act-on-application.ts';
import { advanceThemes } from '#systems/services/advance-theme.ts';
import { servicesOf } from '#systems/services/services-of.ts';
import { official } from './officials.ts';
import { answersFor, FIRE, FOOD, intakeFor, openOffices, RESTAURANT, SIGN, TRADER } from './restaurant.ts';
import type { Site } from './site.ts';
import { hidden, textOf, Visitor } from './visitor.ts';

const PATH = RESTAURANT;

let site: Site;
let window: Visitor;
let reviewer: Visitor;
let approver: Visitor;
before(async () => {
  ({ site, window, reviewer, approver } = await openOffices());
});
after(() => site.close());

let phones = 13900000100;
const resident = async (): Promise<Visitor> => {
  const visitor = new Visitor(site.app);
  assert.equal((await visitor.register('居民试验', String(++phones))).statusCode, 303);
  return visitor;
};

/** Chooses, fills in, hands in; gives the matter's id. */
async function apply(person: Visitor, optional: readonly string[]): Promise<string> {
  const query = optional.map((code) => `with=${code}`).join('&');
  const form = (await person.get(`${PATH}/apply?${query}`)).body;
  const draft = hidden(form, 'draft');
  const filled = await person.post(`${PATH}/apply`, {
    draft,
    with: hidden(form, 'with'),
    versions: hidden(form, 'versions'),
    ...Object.fromEntries([TRADER, FOOD, ...optional].map((c) => [`body-${c}`, hidden(form, `body-${c}`)])),
    ...answersFor([TRADER, FOOD, ...optional]),
    step: 'next',
  });
  assert.equal(filled.statusCode, 303, textOf(filled.body).slice(0, 3000));
  const sent = await person.upload(`${PATH}/materials`, { draft, step: 'submit', incomplete: '1' }, null);
  assert.equal(sent.statusCode, 303, textOf(sent.body).slice(0, 2000));
  const twice = await person.upload(`${PATH}/materials`, { draft, step: 'submit', incomplete: '1' }, null);
  const idOf = (location: unknown) => /themes\/([0-9a-f-]{36})/.exec(String(location))?.[1] ?? '';
  assert.equal(idOf(twice.headers.location), idOf(sent.headers.location), 'sent twice is one matter');
  return idOf(sent.headers.location);
}

type ChildRow = { item_code: string; case_id: string | null };
const children = async (id: string): Promise<Record<string, string | null>> => {
  const { rows } = await site.store.runSql(
    `select item_code, case_id from theme_child where theme_id = '${id}'`,
  );
  return Object.fromEntries((rows as ChildRow[]).map((r) => [r.item_code, r.case_id]));
};

const step = async (who: Visitor, id: string | null | undefined, transition: string, input: object = {}) => {
  const { body } = await who.json<{ version: number }>(`/api/desk/cases/${id}`);
  const made = await who.json<{ state?: string; error?: { message: string } }>(
    `/api/desk/cases/${id}/steps`,
    { transition, input, seen: body.version, requestKey: newId() },
  );
  assert.equal(made.status, 200, JSON.stringify(made.body));
};
async function grant(id: string | null | undefined): Promise<void> {
  await step(window, id, 'accept');
  await step(reviewer, id, 'propose', { opinion: 'grant', reason: '材料齐全' });
  await step(approver, id, 'grant');
}
const shown = async (person: Visitor, id: string): Promise<string> =>
  textOf((await person.get(`/me/themes/${id}`)).body);

test('asked once, filed in two rounds, the licence of the first passed on to the second, ended when all have ended', async () => {
  const person = await resident();
  const guide = textOf((await new Visitor(site.app).get(PATH)).body);
  for (const words of ['我要开饭店', '选办', '要先有营业执照', '9个工作日'])
    assert.ok(guide.includes(words), words);
  const id = await apply(person, [FIRE, SIGN]);
  let cases = await children(id);
  assert.ok(cases[TRADER] && cases[SIGN], 'the first round is filed with the matter');
  assert.deepEqual([cases[FOOD], cases[FIRE]], [null, null], 'the second waits');
  const first = await shown(person, id);
  assert.match(first, /“营业执照”办好后自动提交/);
  assert.match(first, /全部结果最迟.*暂定/);

  await grant(cases[TRADER]);
  cases = await children(id);
  assert.ok(cases[FOOD] && cases[FIRE], 'the second round is filed by itself');
  const food = await window.json<{
    licences: { material: string; typeName: string; state: string; evidence: string }[];
    answers: { key: string; value: string }[];
  }>(`/api/desk/cases/${cases[FOOD]}`);
  assert.deepEqual(
    food.body.licences.map((l) => [l.material, l.typeName, l.state, l.evidence]),
    [
      ['申请人身份证明（居民身份证，或者营业执照、法人登记证书）', '营业执照', 'valid', 'A'],
      ['营业执照', '营业执照', 'valid', 'A'],
    ],
  );
  assert.equal(food.body.answers.find((a) => a.key === 'business.storeName')?.value, '虚构小馆');
  assert.equal(food.body.answers.find((a) => a.key === 'business.format')?.value, '餐饮服务经营者');
  assert.match(await shown(person, id), /、营业执照由前一项传来，没有再要/);

  for (const code of [FOOD, FIRE, SIGN]) await grant(cases[code]);
  assert.doesNotMatch(await shown(person, id), /全部办结：/, 'granted is not yet delivered');
  for (const code of [TRADER, FOOD, FIRE, SIGN])
    await step(window, cases[code], 'deliver', { way: 'window' });
  const done = await shown(person, id);
  assert.match(done, /全部办结：4项中获准4项/);
  assert.match(done, /全部结果已出/);
  assert.match(textOf((await person.get('/me/notices')).body), /我要开饭店：全部办结/);
  assert.match(textOf((await person.get('/me/cases')).body), /我要开饭店/);
});

test('the first round is all or nothing: one item that is refused leaves neither the matter nor its other cases', async () => {
  const person = await resident();
  const form = (await person.get(`${PATH}/apply?with=${SIGN}`)).body;
  const draft = hidden(form, 'draft');
  const codes = [TRADER, FOOD, SIGN];
  await person.post(`${PATH}/apply`, {
    draft,
    with: SIGN,
    versions: hidden(form, 'versions'),
    ...Object.fromEntries(codes.map((c) => [`body-${c}`, hidden(form, `body-${c}`)])),
    ...answersFor(codes),
    step: 'next',
  });
  const materials = (await person.get(`${PATH}/materials?draft=${draft}`)).body;
  // Asked for the sign only: the registration, filed before it in the same transaction, has nothing to do with it.
  const at = /id="material-(\d+)-name">申请人身份证明/.exec(materials)?.[1] ?? '';
  const count = async () =>
    (
      await site.store.runSql(
        `select (select count(*) from case_file)::int + (select count(*) from theme_case)::int as n`,
      )
    ).rows;
  const before = await count();
  const refused = await person.upload(
    `${PATH}/materials`,
    { draft, step: 'submit', incomplete: '1', [`licence-${at}`]: newId() },
    null,
  );
  assert.equal(refused.statusCode, 404);
  assert.match(textOf(refused.body), /没有提交：“申请人身份证明.*不在您名下/);
  assert.deepEqual(await count(), before);
  const sent = await person.upload(
    `${PATH}/materials`,
    { draft, step: 'submit', incomplete: '1', [`licence-${at}`]: '' },
    null,
  );
  assert.equal(sent.statusCode, 303, 'the draft is still there');
});

test('a refusal bars what waits for it and nothing else; the page says what to do; the matter still ends', async () => {
  const person = await resident();
  const id = await apply(person, [SIGN]);
  const cases = await children(id);
  await step(window, cases[TRADER], 'accept');
  await step(reviewer, cases[TRADER], 'propose', { opinion: 'refuse', reason: '经营场所不在西夏区' });
  await step(approver, cases[TRADER], 'refuse', { reason: '经营场所不在西夏区' });
  const page = await shown(person, id);
  assert.match(page, /“营业执照”没有办成，这一项没有提交/);
  assert.match(page, /经营场所不在西夏区.*复议/);
  assert.equal((await children(id))[FOOD], null);
  await grant(cases[SIGN]);
  await step(window, cases[SIGN], 'deliver', { way: 'window' });
  await step(window, cases[TRADER], 'deliver', { way: 'window' });
  assert.match(await shown(person, id), /全部办结：3项中获准1项/);
});

test('a one-time notice shows on the parent with what is missing; nothing can be said of the day until it is answered', async () => {
  const person = await resident();
  const id = await apply(person, []);
  const cases = await children(id);
  await step(window, cases[TRADER], 'ask_correction', {
    missing: [{ material: '经营场所使用证明', what: '租期没有写明' }],
  });
  const page = await shown(person, id);
  assert.match(page, /有1项等您办理/);
  assert.match(page, /经营场所使用证明（租期没有写明）/);
  assert.match(page, /暂时说不准：要看营业执照、食品经营许可/);
});

test('an item that waits can be given up, on a page that is not stale; one that is filed is withdrawn on its own page', async () => {
  const person = await resident();
  const id = await apply(person, [FIRE]);
  const cases = await children(id);
  const seen = hidden((await person.get(`/me/themes/${id}`)).body, 'seen');
  const other = await resident();
  assert.equal((await other.post(`/me/themes/${id}/drop`, { code: FIRE, seen })).statusCode, 404);
  assert.equal((await other.get(`/me/themes/${id}`)).statusCode, 404);
  await step(window, cases[TRADER], 'accept');
  assert.equal((await person.post(`/me/themes/${id}/drop`, { code: FIRE, seen })).statusCode, 409, 'stale');
  const fresh = hidden((await person.get(`/me/themes/${id}`)).body, 'seen');
  assert.equal((await person.post(`/me/themes/${id}/drop`, { code: FIRE, seen: fresh })).statusCode, 303);
  assert.equal(
    (await person.post(`/me/themes/${id}/drop`, { code: FIRE, seen: fresh })).statusCode,
    303,
    'again',
  );
  assert.match(await shown(person, id), /消防安全检查：申请人选择不办/);
  const now = hidden((await person.get(`/me/themes/${id}`)).body, 'seen');
  assert.equal((await person.post(`/me/themes/${id}/drop`, { code: TRADER, seen: now })).statusCode, 422);
  await step(reviewer, cases[TRADER], 'propose', { opinion: 'grant', reason: '材料齐全' });
  await step(approver, cases[TRADER], 'grant');
  assert.deepEqual(
    [Boolean((await children(id))[FOOD]), (await children(id))[FIRE]],
    [true, null],
    'what was given up stays given up',
  );
});

test('at the window a clerk notes that the applicant does not want an item: with the reason, told to them, once', async () => {
  const person = await resident();
  const id = await apply(person, [FIRE, SIGN]);
  const url = `/api/desk/themes/cases/${id}`;
  type Desk = {
    version: number;
    error?: { code: string; message: string };
    children: { code: string; phase: string; droppable: boolean }[];
    events: { done: string }[];
  };
  const seen = (await window.json<Desk>(url)).body;
  const droppable = (m: Desk) => m.children.filter((c) => c.droppable).map((c) => c.code);
  assert.deepEqual(new Set(droppable(seen)), new Set([FOOD, FIRE]), 'what is filed is withdrawn as a case');
  const drop = { code: FIRE, seen: seen.version, reason: '申请人当面表示：门店不在须检查之列。' };
  const said = (who: Visitor, body: object) => who.json<Desk>(`${url}/drop`, body);

  assert.deepEqual(droppable((await approver.json<Desk>(url)).body), [], 'no clerk, no button');
  assert.equal((await said(approver, drop)).status, 404);
  assert.equal((await said(person, drop)).status, 403, 'an applicant has a page of their own');
  const elsewhere = await official(site, 'otherclerk', '别处窗口', ['西夏区教育局', 'clerk']);
  assert.equal((await said(elsewhere, drop)).status, 404);
  const silent = await said(window, { ...drop, reason: '  ' });
  assert.equal(silent.status, 422);
  assert.match(JSON.stringify(silent.body), /请写明申请人怎样表示/);
  const stale = await said(window, { ...drop, seen: seen.version + 3 });
  assert.deepEqual([stale.status, stale.body.error?.code], [409, 'services.theme.stale']);
  const filed = await said(window, { ...drop, code: TRADER });
  assert.equal(filed.body.error?.code, 'services.theme.filed');

  const answers = await Promise.all([said(window, drop), said(window, drop)]);
  assert.deepEqual(
    answers.map((a) => a.status),
    [200, 200],
    'a double click',
  );
  const page = await shown(person, id);
  assert.match(page, /消防安全检查：申请人到窗口表示不办，由窗口登记。申请人当面表示：门店不在须检查之列/);
  const told = textOf((await person.get('/me/notices')).body);
  assert.equal(told.match(/有一项不办了/g)?.length, 1, 'told once');
  assert.match(told, /如果不是您的意思，请联系窗口/);
  const record = textOf((await person.get('/me/audit')).body);
  assert.match(record, /在窗口登记了一项不办.*门店不在须检查之列/);
  const cases = await children(id);
  await grant(cases[TRADER]);
  assert.deepEqual([Boolean((await children(id))[FOOD]), (await children(id))[FIRE]], [true, null]);
});

test('what is wrong is said at the one field where it was asked, and a draft goes on another day', async () => {
  const person = await resident();
  const form = (await person.get(`${PATH}/apply?with=${FIRE}`)).body;
  const draft = hidden(form, 'draft');
  const fields = {
    draft,
    with: FIRE,
    versions: hidden(form, 'versions'),
    ...Object.fromEntries([TRADER, FOOD, FIRE].map((c) => [`body-${c}`, hidden(form, `body-${c}`)])),
    ...answersFor([TRADER, FOOD, FIRE]),
    [`${TRADER}-applicant.number`]: '110105194912310021',
    [`${FOOD}-business.area`]: '0',
  };
  const wrong = await person.post(`${PATH}/apply`, { ...fields, step: 'next' });
  assert.equal(wrong.statusCode, 422);
  const errors = [...wrong.body.matchAll(/id="([^"]+)-error"/g)].map((m) => m[1]);
  assert.deepEqual(errors, [`${TRADER}-applicant.number`, `${FOOD}-business.area`]);
  const mine = (await person.get('/me/cases')).body;
  assert.ok(mine.includes(`${PATH}/apply?draft=${draft}`), 'kept as a draft');
  assert.match((await person.get(`${PATH}/apply?draft=${draft}`)).body, /value="110105194912310021"/);
  const stale = await person.post(`${PATH}/apply`, {
    ...fields,
    versions: `${TRADER}:7,${FOOD}:1,${FIRE}:1`,
    step: 'next',
  });
  assert.equal(stale.statusCode, 409);
  assert.equal((await person.get(`${PATH}/materials?draft=${newId()}`)).statusCode, 303);
});

/** Grants as if the process ended right after the grant was stored: what follows it finds no database. */
async function grantAndDie(caseId: string): Promise<void> {
  await step(window, caseId, 'accept');
  await step(reviewer, caseId, 'propose', { opinion: 'grant', reason: '材料齐全' });
  let transactions = 0;
  const dying = new Proxy(site.store.db, {
    get: (db, key) =>
      key === 'transaction'
        ? () => {
            if (++transactions > 1) throw new Error('the server is gone');
            return db.transaction();
          }
        : Reflect.get(db, key, db),
  });
  const official = await site.context.signIn.actorOf(approver.cookie());
  const { body } = await approver.json<{ version: number }>(`/api/desk/cases/${caseId}`);
  const granted = await actOnApplication({ ...servicesOf(site.context), db: dying }, official, {
    division: '640105',
    caseId,
    transition: 'grant',
    input: {},
    seen: body.version,
    requestKey: newId(),
  });
  assert.ok(granted.ok);
}

test('a server that dies between a grant and the next round files it when it is back, once', async () => {
  const person = await resident();
  const id = await apply(person, [FIRE]);
  await grantAndDie((await children(id))[TRADER] ?? '');
  assert.equal((await children(id))[FOOD], null, 'granted, and nothing filed yet');
  assert.match(await shown(person, id), /正在自动提交/);
  const services = servicesOf(site.context);
  const filed = await Promise.all([advanceThemes(services, '640105'), advanceThemes(services, '640105')]);
  assert.equal(filed[0] + filed[1], 2, 'two jobs at once file the two items once');
  assert.equal(await advanceThemes(services, '640105'), 0);
  const cases = await children(id);
  assert.ok(cases[FOOD] && cases[FIRE]);
});

test('a licence that was held back before the next round stops that round with the reason, told once; given back, it goes on', async () => {
  const person = await resident();
  const id = await apply(person, [SIGN]);
  const trader = (await children(id))[TRADER] ?? '';
  await grantAndDie(trader);
  const row = await findByCase(site.store.db, '640105', trader);
  assert.ok(row);
  const change = async (ground: string) => {
    const { rows } = await site.store.runSql(
      `select max(seq) as seq from licence_event where licence_id = '${row.id}'`,
    );
    const changed = await changeLicence(
      { db: site.store.db },
      await site.context.signIn.actorOf(approver.cookie()),
      {
        licenceId: row.id,
        ground,
        reason: '虚构的理由，供试验使用',
        on: '',
        seen: (rows[0] as { seq: number }).seq,
        requestKey: newId(),
      },
    );
    assert.ok(changed.ok, JSON.stringify(changed));
  };
  await change('suspend.penalty');
  const services = servicesOf(site.context);
  for (let i = 0; i < 2; i++) assert.equal(await advanceThemes(services, '640105'), 0);
  const page = await shown(person, id);
  assert.match(page, /“食品经营许可”没有提交：《营业执照》现在已暂扣/);
  assert.equal(page.match(/没能自动提交。“/g)?.length, 1, 'one event, however often it was tried');
  const told = textOf((await person.get('/me/notices')).body);
  assert.equal(told.match(/有一项没能自动提交/g)?.length, 1);
  const { rows } = await site.store.runSql(
    `select count(*)::int as n from case_file where applicant = '${row.holder_account}'`,
  );
  assert.equal((rows[0] as { n: number }).n, 2, 'nothing of the refused filing is left');
  await change('resume.served');
  assert.equal(await advanceThemes(services, '640105'), 1);
  assert.ok((await children(id))[FOOD]);
});

type Check = { verdict: string; paperSeen: boolean; copyKept: boolean; evidence: string; by: string };
type CaseShown = {
  theme: { number: string };
  materials: { name: string; files: { name: string }[]; check: Check | null }[];
};
type MatterShown = {
  number: string;
  applicant: string;
  resultOn: string | null;
  children: {
    short: string;
    phase: string;
    caseId: string | null;
    number: string | null;
    holder: string | null;
    acceptanceDueOn: string | null;
    readable: boolean;
  }[];
  materials: { name: string; files: number; check: Check | null }[];
};
const DESK = '/api/desk/themes/open-restaurant';

test('at the window: one intake through the API, the person follows it online, the clerk sees the whole', async () => {
  const person = new Visitor(site.app);
  await person.register('窗口居民', '13900000099');
  const { intake } = await intakeFor(window, { mobile: '13900000099' });
  assert.equal((await person.json(DESK, intake)).status, 403);
  const filed = await window.json<{ id: string; number: string }>(DESK, intake);
  assert.equal(filed.status, 200, JSON.stringify(filed.body));
  assert.match(filed.body.number, /^YJS640105\d{8}\d{4}$/);
  const again = await window.json<{ id: string; again: boolean }>(DESK, intake);
  assert.deepEqual([again.body.id, again.body.again], [filed.body.id, true]);
  assert.match(await shown(person, filed.body.id), /我要开饭店/);
  const whole = (await window.json<MatterShown>(`/api/desk/themes/cases/${filed.body.id}`)).body;
  assert.equal(whole.applicant, '示例人甲');
  assert.ok(whole.resultOn);
  assert.deepEqual(
    whole.children.map((c) => [c.phase, c.readable, c.number !== null, c.acceptanceDueOn !== null]),
    [
      ['running', true, true, true],
      ['waiting', false, false, false],
    ],
  );
  const child = await window.json<CaseShown>(`/api/desk/cases/${whole.children[0]?.caseId}`);
  assert.equal(child.body.theme.number, filed.body.number);
  const wrong = await window.json<{ fields: { field: string }[] }>(DESK, {
    ...intake,
    answers: {},
    requestKey: newId(),
  });
  assert.equal(wrong.status, 422);
  assert.ok(wrong.body.fields.some((f) => f.field === `${TRADER}-applicant.number`));
  for (const words of [filed.body.number, filed.body.number.slice(-12)]) {
    const { cases } = (await window.json<{ cases: { id: string }[] }>(`/api/desk/cases?q=${words}`)).body;
    assert.ok(
      cases.some((c) => c.id === whole.children[0]?.caseId),
      'its number finds its cases',
    );
  }
});

test('papers and scans of a matter come into every case that asks for them, later rounds too, as the clerk noted them', async () => {
  const { intake, offered } = await intakeFor(window, { mobile: '13900000098' });
  const passedOn = offered.materials.find((m) => m.name === '营业执照');
  assert.deepEqual(
    passedOn?.needs.map((n) => n.passedOn),
    [TRADER],
  );
  const lease = '经营场所使用证明';
  const list = '食品安全规章制度目录';
  assert.deepEqual(
    offered.materials.find((m) => m.name === lease)?.needs.map((n) => n.item),
    [TRADER, FOOD],
  );
  const file = await window.upload(
    '/api/desk/files',
    {},
    { name: '租约.pdf', bytes: Buffer.from('%PDF-1.7 made up') },
  );
  const { id: fileId } = JSON.parse(file.body) as { id: string };
  const taken = {
    ...intake,
    materials: [{ material: lease, fileId }],
    papers: [
      { material: lease, verdict: 'complete', paperSeen: true, copyKept: true },
      { material: list, verdict: 'missing', reason: '未提交，请补交。' },
    ],
  };
  const count = async () =>
    (
      await site.store.runSql(
        'select (select count(*) from theme_case)::int + (select count(*) from case_file)::int as n',
      )
    ).rows;
  const before = await count();
  const refused = async (change: object) =>
    (await window.json<{ error: { code: string; message: string } }>(DESK, { ...taken, ...change })).body
      .error;
  const strange = await refused({ papers: [{ material: '没有人要的材料', verdict: 'complete' }] });
  assert.match(strange.message, /没有要“没有人要的材料”/);
  const notAsked = await refused({ papers: [{ material: '行业许可证件', verdict: 'complete' }] });
  assert.match(notAsked.message, /没有要“行业许可证件”/, 'only asked where something is approved beforehand');
  const unseen = await refused({ papers: [{ material: lease, verdict: 'complete', copyKept: true }] });
  assert.equal(unseen.code, 'services.checks');
  const stale = await refused({ versions: { [TRADER]: 1, [FOOD]: 7 } });
  assert.deepEqual(
    [stale.code, /“食品经营许可”的办事指南更新了/.test(stale.message)],
    ['services.item.stale', true],
  );
  const foreign = await refused({ materials: [{ material: lease, fileId: newId() }] });
  assert.equal(foreign.code, 'services.materials');
  const bodiless = await refused({ bodies: { [TRADER]: '没有的局', [FOOD]: '没有的局' } });
  assert.equal(bodiless.code, 'services.body');
  assert.deepEqual(await count(), before, 'what is refused leaves nothing');

  // Two at once, as a double click sends them, are one matter.
  const sent = await Promise.all([1, 2].map(() => window.json<{ id: string }>(DESK, taken)));
  assert.deepEqual([sent[0]?.status, sent[1]?.status], [200, 200], JSON.stringify(sent));
  const id = sent[0]?.body.id ?? '';
  assert.equal(sent[1]?.body.id, id);
  const whole = (await window.json<MatterShown>(`/api/desk/themes/cases/${id}`)).body;
  assert.deepEqual(
    whole.materials.map((m) => [m.name, m.files, m.check?.verdict]),
    [
      [lease, 1, 'complete'],
      [list, 0, 'missing'],
    ],
  );
  const cases = await children(id);
  const of = async (code: string, name: string) => {
    const { materials } = (await window.json<CaseShown>(`/api/desk/cases/${(await children(id))[code]}`))
      .body;
    const { files, check } = materials.find((m) => m.name === name) ?? {};
    return {
      files: files?.map((f) => f.name),
      verdict: check?.verdict,
      evidence: check?.evidence,
      by: check?.by,
    };
  };
  const clerk = (await window.json<{ name: string }>('/api/desk/me')).body.name;
  const seen = { files: ['租约.pdf'], verdict: 'complete', evidence: 'B', by: clerk };
  assert.deepEqual(await of(TRADER, lease), seen);
  await grant(cases[TRADER]);
  assert.deepEqual(await of(FOOD, lease), seen, 'the next round');
  assert.equal((await of(FOOD, list)).verdict, 'missing');
  assert.equal((await of(FOOD, '营业执照')).verdict, undefined, 'passed on: no paper');
});

test('other systems find the matters, and whoever has no part in a case of one sees nothing of it', async () => {
  const { body } = await new Visitor(site.app).json<{
    themes: { code: string; parts: { short: string; name: string; keywords: string[] }[] }[];
  }>('/api/services/themes');
  assert.deepEqual(
    body.themes.map((t) => [t.code, t.parts.length]),
    [['open-restaurant', 4]],
  );
  assert.ok(body.themes[0]?.parts.some((p) => p.keywords.includes('开饭店')));
  const { intake } = await intakeFor(window, { mobile: '13900000097' });
  const filed = await window.json<{ id: string }>(DESK, intake);
  const fire = await official(site, 'fireclerk', '消防收件', ['西夏区消防救援大队', 'clerk']);
  assert.equal((await fire.json(`/api/desk/themes/cases/${filed.body.id}`)).status, 404);
  assert.equal((await fire.json('/api/desk/themes/cases/nonsense')).status, 404);
});
