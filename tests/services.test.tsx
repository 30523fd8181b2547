/** A resident applies, officials decide, everybody reads the same: the whole story over HTTP, without script. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '#base/ids.ts';
import { listItems, readItem, seedItems } from '#systems/permits/index.ts';
import { expireApplications } from '#systems/services/act-on-application.ts';
import { servicesOf } from '#systems/services/services-of.ts';
import { openDeskSite, type Site } from './site.ts';
import { hidden, PNG, textOf, Visitor } from './visitor.ts';

const DOG = '犬类准养证核发';

let site: Site;
let item: { code: string; version: number; body: string };
before(async () => {
  site = await openDeskSite({ GONGBAO_REQUESTS_PER_MINUTE: '100000' });
  await seedItems(site.store.db);
  const row = (await listItems(site.store.db)).find((i) => i.name === DOG);
  assert.ok(row);
  const found = await readItem(site.store.db, row.code);
  assert.ok(found);
  item = { code: row.code, version: found.version, body: found.content.implementers[0] ?? '' };
});
after(() => site.close());

const page = (code: string) => `/services/items/${code}/apply`;

/** Every field of the form that the page draws, filled in as a person would; made up. */
function filledIn(html: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [, tag = '', name = ''] of html.matchAll(
    /<(input|select|textarea)[^>]*? name="([^"]+\.[^"]+)"/g,
  )) {
    const element =
      new RegExp(`<${tag}[^>]* name="${name.replace('.', '\\.')}"[\\s\\S]*?(?:</${tag}>|/>)`).exec(
        html,
      )?.[0] ?? '';
    const options = [...element.matchAll(/<option value="([^"]+)"/g)].map((m) => m[1] as string);
    fields[name] = options[0] ?? madeUp(name);
  }
  return fields;
}
const madeUp = (name: string): string => {
  const last = name.split('.').at(-1) ?? '';
  if (/number$/i.test(last) && !/chip|certificate|tag|vaccin/i.test(last)) return '11010519491231002X';
  if (/mobile|phone/i.test(last)) return '13900000009';
  if (/date|on$|birth|born/i.test(last)) return '2024-01-02';
  if (/count|weight|age|days|area|height/i.test(last)) return '1';
  return '虚构的内容，供试验使用';
};

/** Fills in the form and hands it in without a file; the page asks whether to do so all the same. */
async function apply(resident: Visitor): Promise<string> {
  const form = (await resident.get(page(item.code))).body;
  const draft = hidden(form, 'draft');
  const filled = await resident.post(page(item.code), {
    draft,
    itemVersion: hidden(form, 'itemVersion'),
    body: item.body,
    ...filledIn(form),
    step: 'next',
  });
  assert.equal(filled.statusCode, 303, textOf(filled.body).slice(0, 2000));
  const sent = await handIn(resident, draft, { incomplete: '1' });
  assert.equal(sent.statusCode, 303, textOf(sent.body).slice(0, 2000));
  return /\/me\/cases\/([0-9a-f-]{36})/.exec(String(sent.headers.location))?.[1] ?? '';
}

const handIn = (
  resident: Visitor,
  draft: string,
  fields: Record<string, string> = {},
  file?: { name: string; bytes: Uint8Array },
) =>
  resident.upload(
    `${page(item.code)}/materials`,
    { draft, step: 'submit', ...fields },
    file ?? null,
    'file-0',
  );

type CaseBody = {
  version: number;
  state: { code: string };
  actions: { transition: string }[];
  answers: { value: string }[];
};
const step = async (
  who: Visitor,
  id: string,
  transition: string,
  input: object = {},
  key: string = newId(),
) => {
  const { body } = await who.json<CaseBody>(`/api/desk/cases/${id}`);
  return who.json<{ state?: string; error?: { code: string; message: string } }>(
    `/api/desk/cases/${id}/steps`,
    {
      transition,
      input,
      seen: body.version,
      requestKey: key,
    },
  );
};
const official = async (name: string): Promise<Visitor> => {
  const visitor = new Visitor(site.app);
  await visitor.signIn(name);
  return visitor;
};
const resident = async (phone: string, name = '居民试验'): Promise<Visitor> => {
  const visitor = new Visitor(site.app);
  assert.equal((await visitor.register(name, phone)).statusCode, 303);
  return visitor;
};

test('from the guide to the licence: applied, accepted, examined, granted, delivered; told in writing each time', async () => {
  const person = await resident('13900000001');
  const id = await apply(person);
  const filed = textOf((await person.get(`/me/cases/${id}?filed=1`)).body);
  assert.match(filed, /申请已经提交/);
  assert.match(filed, /待受理/);
  assert.match(filed, /受理期限/);
  const [window, reviewer, approver] = [
    await official('window'),
    await official('reviewer'),
    await official('approver'),
  ];
  const todo = await window.json<{ cases: { id: string; light: string }[] }>('/api/desk/to-do');
  assert.ok(todo.body.cases.some((c) => c.id === id));
  assert.equal((await step(window, id, 'accept')).status, 200);
  assert.equal((await step(reviewer, id, 'propose', { opinion: 'grant', reason: '材料齐全' })).status, 200);
  assert.equal((await step(approver, id, 'grant')).status, 200);
  assert.equal((await step(window, id, 'deliver', { way: 'window' })).body.state, 'delivered');
  const shown = textOf((await person.get(`/me/cases/${id}`)).body);
  for (const words of ['已办结', '受理人员', '审查人员', '审批人员', '窗口领取', '第四十四条'])
    assert.ok(shown.includes(words), words);
  const mine = textOf((await person.get('/me/licences')).body);
  assert.match(mine, /犬类准养证/, 'the licence was issued with the grant');
  const told = textOf((await person.get('/me/notices')).body);
  for (const title of ['已收到申请材料', '受理通知书', '准予行政许可', '决定已送达'])
    assert.ok(told.includes(title), title);
});

test('what is wrong is said field by field, what was typed stays, and a draft goes on another day', async () => {
  const person = await resident('13900000002');
  const form = (await person.get(page(item.code))).body;
  const draft = hidden(form, 'draft');
  const fields = filledIn(form);
  const numbered = Object.keys(fields).find((f) => fields[f] === '11010519491231002X') as string;
  const common = { draft, itemVersion: hidden(form, 'itemVersion'), body: item.body };
  const wrong = await person.post(page(item.code), {
    ...common,
    ...fields,
    [numbered]: '110105194912310021',
    step: 'next',
  });
  assert.equal(wrong.statusCode, 422);
  assert.match(textOf(wrong.body), /须是正确的居民身份证号码/);
  assert.match(wrong.body, /value="110105194912310021"/);
  const mine = (await person.get('/me/cases')).body;
  assert.match(mine, new RegExp(`apply\\?draft=${draft}`), 'kept as a draft');
  const again = (await person.get(`${page(item.code)}?draft=${draft}`)).body;
  assert.match(again, /value="110105194912310021"/);
  const next = await person.post(page(item.code), { ...common, ...fields, step: 'next' });
  assert.equal(next.statusCode, 303);
  const sent = await handIn(person, draft, { incomplete: '1' });
  assert.equal(sent.statusCode, 303, textOf(sent.body).slice(0, 1000));
  const twice = await handIn(person, draft, { incomplete: '1' });
  assert.equal(
    String(twice.headers.location).split('?')[0],
    String(sent.headers.location).split('?')[0],
    'a double click is one case',
  );
  assert.doesNotMatch((await person.get('/me/cases')).body, new RegExp(`draft=${draft}`));
});

test('materials: what is missing is said before it is handed in; a picture is kept, used again and given back; others do not get it', async () => {
  const person = await resident('13900000011');
  const form = (await person.get(page(item.code))).body;
  const draft = hidden(form, 'draft');
  await person.post(page(item.code), {
    draft,
    itemVersion: hidden(form, 'itemVersion'),
    body: item.body,
    ...filledIn(form),
    step: 'next',
  });
  const bad = await handIn(person, draft, {}, { name: '身份证.png', bytes: Buffer.from('<html></html>') });
  assert.equal(bad.statusCode, 422);
  assert.match(textOf(bad.body), /不是照片、图片或 PDF/);
  const lacking = await handIn(person, draft, {}, { name: '../身份证.png', bytes: PNG });
  assert.equal(lacking.statusCode, 422);
  assert.match(textOf(lacking.body), /还缺\d+样必要的材料/);
  assert.doesNotMatch(
    /还缺.*?样必要的材料([\s\S]*?)可以现在补上/.exec(textOf(lacking.body))?.[1] ?? '',
    /身份证明|申请表/,
    'neither what was filled in nor what the body looks up itself is asked for',
  );
  assert.match(textOf(lacking.body), /这些不用您交.*身份证明.*核验/);
  assert.match(textOf(lacking.body), /身份证\.png/);
  const sent = await handIn(person, draft, { incomplete: '1' });
  const id = /cases\/([0-9a-f-]{36})/.exec(String(sent.headers.location))?.[1] ?? '';
  const shown = (await person.get(`/me/cases/${id}`)).body;
  const file = new RegExp(`/me/cases/${id}/files/[0-9a-f-]{36}`).exec(shown)?.[0] ?? '';
  const given = await person.get(file);
  assert.deepEqual(given.rawPayload, PNG);
  assert.match(String(given.headers['content-disposition']), /^attachment/);
  assert.equal((await (await resident('13900000012')).get(file)).statusCode, 404);
  const another = (await person.get(page(item.code))).body;
  const other = hidden(another, 'draft');
  await person.post(page(item.code), {
    draft: other,
    itemVersion: hidden(another, 'itemVersion'),
    body: item.body,
    ...filledIn(another),
    step: 'next',
  });
  assert.match(
    (await person.get(`${page(item.code)}/materials?draft=${other}`)).body,
    /<option value="[0-9a-f-]{36}">身份证\.png/,
  );
});

test('personal data: sealed in the database, masked on pages, readable to the official only with a line in the audit trail', async () => {
  const person = await resident('13900000003');
  const id = await apply(person);
  assert.doesNotMatch((await person.get(`/me/cases/${id}`)).body, /11010519491231002X/);
  for (const table of ['case_form', 'case_draft', 'case_event', 'case_file', 'notice', 'audit_entry']) {
    const { rows } = await site.store.runSql(`select * from ${table}`);
    const text = rows
      .flatMap((row) => Object.values(row as object))
      .map((v) => (v instanceof Uint8Array ? Buffer.from(v).toString('latin1') : JSON.stringify(v)))
      .join(' ');
    assert.doesNotMatch(text, /11010519491231002X|13900000009/, table);
  }
  const window = await official('window');
  const masked = await window.json<CaseBody>(`/api/desk/cases/${id}`);
  assert.ok(!masked.body.answers.some((a) => a.value === '11010519491231002X'));
  const open = await window.json<CaseBody>(`/api/desk/cases/${id}/reveal`, {});
  assert.ok(open.body.answers.some((a) => a.value === '11010519491231002X'));
  const { rows } = await site.store.runSql(
    `select detail from audit_entry where subject = 'case:${id}' and use_case = 'services.case.read'`,
  );
  assert.equal(rows.length, 1);
});

test('others see nothing, and a visitor is asked to sign in', async () => {
  const id = await apply(await resident('13900000004'));
  const other = await resident('13900000005');
  assert.equal((await other.get(`/me/cases/${id}`)).statusCode, 404);
  assert.equal(
    (
      await other.post(`/me/cases/${id}`, {
        transition: 'withdraw',
        reason: '不办了',
        seen: '1',
        requestKey: newId(),
      })
    ).statusCode,
    404,
  );
  assert.equal((await other.json(`/api/desk/cases/${id}`)).status, 403);
  assert.equal((await new Visitor(site.app).get(`/me/cases/${id}`)).statusCode, 303);
  assert.equal((await other.get('/me/cases/not-an-id')).statusCode, 404);
});

test('one-time notice, supplement and withdrawal by the applicant, in the applicant’s words', async () => {
  const person = await resident('13900000006');
  const id = await apply(person);
  const window = await official('window');
  const asked = await step(window, id, 'ask_correction', {
    missing: [{ material: '免疫证明', what: '缺少疫苗批号' }],
  });
  assert.equal(asked.status, 200, asked.body.error?.message ?? '');
  const shown = (await person.get(`/me/cases/${id}`)).body;
  assert.match(textOf(shown), /待补正/);
  assert.match(textOf((await person.get('/me/notices')).body), /免疫证明：缺少疫苗批号/);
  const version = /name="seen" value="(\d+)"/.exec(shown)?.[1] ?? '';
  const sent = await person.upload(
    `/me/cases/${id}/supplement`,
    { seen: version, requestKey: newId() },
    { name: '免疫证明.png', bytes: PNG },
    'file-0',
  );
  assert.equal(sent.statusCode, 303);
  const stale = await person.post(`/me/cases/${id}`, {
    transition: 'withdraw',
    reason: '不办了',
    seen: version,
    requestKey: newId(),
  });
  assert.equal(stale.statusCode, 409);
  const fresh = /name="seen" value="(\d+)"/.exec((await person.get(`/me/cases/${id}`)).body)?.[1] ?? '';
  const withdrawn = await person.post(`/me/cases/${id}`, {
    transition: 'withdraw',
    reason: '不办了',
    seen: fresh,
    requestKey: newId(),
  });
  assert.equal(withdrawn.statusCode, 303);
  assert.match(textOf((await person.get(`/me/cases/${id}`)).body), /已撤回/);
});

test('steps that are not theirs, wrong input and a stale page are refused with what to do next', async () => {
  const id = await apply(await resident('13900000007'));
  const [window, approver] = [await official('window'), await official('approver')];
  const codes = async (who: Visitor, transition: string, input: object = {}) =>
    (await step(who, id, transition, input)).body.error?.code;
  assert.equal(await codes(approver, 'accept'), 'procedure.wrong_role');
  assert.equal(await codes(window, 'grant'), 'procedure.wrong_state');
  assert.equal(await codes(window, 'refuse_acceptance', { reason: '' }), 'procedure.input');
  assert.equal(await codes(window, 'no_such_step'), 'procedure.unknown_transition');
  const late = await window.json<{ error: { code: string } }>(`/api/desk/cases/${id}/steps`, {
    transition: 'accept',
    input: {},
    seen: 7,
    requestKey: newId(),
  });
  assert.deepEqual([late.status, late.body.error.code], [409, 'procedure.stale']);
  const html = await step(window, id, 'tell_wrong_body', {
    reason: '<script>alert(1)</script>',
    body: '乙局',
  });
  assert.equal(html.status, 200);
});

test('nobody handles their own application', async () => {
  const clerk = await official('window');
  const id = await apply(clerk);
  const refused = await step(clerk, id, 'accept');
  assert.equal(refused.body.error?.code, 'procedure.wrong_role');
});

test('a clerk takes in the application of somebody at the window; with the registered phone the person follows it online', async () => {
  const person = await resident('13900000009', '窗口居民');
  const window = await official('window');
  const form = (await person.get(page(item.code))).body;
  const answers: Record<string, Record<string, unknown>> = {};
  for (const [field, value] of Object.entries(filledIn(form))) {
    const [section = '', name = ''] = field.split('.');
    answers[section] = { ...answers[section], [name]: /^\d$/.test(value) ? Number(value) : value };
  }
  const intake = {
    itemCode: item.code,
    itemVersion: item.version,
    body: item.body,
    answers,
    requestKey: newId(),
  };
  const filed = await window.json<{ id: string; number: string; fields?: unknown }>(
    '/api/desk/cases',
    intake,
  );
  assert.equal(filed.status, 200, JSON.stringify(filed.body));
  assert.match(filed.body.number, /^[0-9A-Z]{18}\d{13}\d{8}\d{4}$/, '实施编码 31, day 8, serial 4');
  assert.match((await person.get('/me/cases')).body, new RegExp(filed.body.id));
  const wrong = await window.json<{ fields: { field: string }[] }>('/api/desk/cases', {
    ...intake,
    answers: {},
    requestKey: newId(),
  });
  assert.equal(wrong.status, 422);
  assert.ok(wrong.body.fields.length > 0);
});

test('silence is acceptance: the clock’s job makes the step, the applicant is told, and running it again makes none', async () => {
  const person = await resident('13900000010');
  const id = await apply(person);
  const services = servicesOf(site.context);
  const later = { ...services, now: () => Temporal.Now.instant().add({ hours: 24 * 20 }) };
  assert.equal(await expireApplications(services, '640105'), 0, 'not yet');
  const made = await expireApplications(later, '640105');
  assert.ok(made >= 1);
  assert.match(textOf((await person.get(`/me/cases/${id}`)).body), /逾期未告知，视为受理/);
  assert.match(textOf((await person.get('/me/notices')).body), /从收到申请材料之日起即为受理/);
  assert.equal(await expireApplications(later, '640105'), 0);
});
