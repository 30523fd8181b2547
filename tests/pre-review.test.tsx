/** A draft is shown to a window before it is filed (预审): asked, answered, replaced, withdrawn, filed. All people are made up. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '#base/ids.ts';
import { giveAuthority } from '#platform/keys/index.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import { type Item, materialsFor, seedItems } from '#systems/permits/index.ts';
import { dropOldPreReviews } from '#systems/services/drop-pre-reviews.ts';
import { servicesOf } from '#systems/services/services-of.ts';
import { keyFor, Program } from './api-site.ts';
import { asFields, madeUpAnswers } from './made-up-answers.ts';
import { itemNamed, official } from './officials.ts';
import { openDeskSite, type Site } from './site.ts';
import { hidden, PNG, textOf, Visitor } from './visitor.ts';

const IDENTITY = '11010519491231002X';

type Material = { name: string; need: string; files: { id: string; name: string }[]; licensed: boolean };
type Said = {
  verdict: string;
  summary: string;
  by: string;
  sections: { section: string; title: string; note: string }[];
  materials: { material: string; verdict: string; reason: string }[];
};
type Shown = {
  id: string;
  state: string;
  title: string;
  light: string;
  dueOn: string;
  sections: { name: string; answers: { key: string; value: string }[]; wrong: string[] }[];
  materials: Material[];
  answer: Said | null;
  before: Said | null;
  mayAnswer: boolean;
  newer: string | null;
  caseId: string | null;
};
type List = { preReviews: { id: string; times: number; light: string; dueOn: string }[]; waiting: number };
type Done = { id?: string; again?: boolean; error?: { code: string; message: string } };

let site: Site;
let dog: { item: Item; version: number };
let body: string;
let clerk: Visitor;
let other: Visitor;
let needed: string[];
before(async () => {
  site = await openDeskSite({
    GONGBAO_REQUESTS_PER_MINUTE: '100000',
    GONGBAO_SIGN_INS_PER_MINUTE: '1000',
  });
  await seedItems(site.store.db);
  dog = await itemNamed(site, '犬类准养证核发');
  body = dog.item.implementers[0] ?? '';
  clerk = await official(site, 'preclerk', '预审员甲', [body, 'clerk']);
  other = await official(site, 'preother', '预审员乙', [body, 'clerk']);
  needed = materialsFor(dog.item, madeUpAnswers(dog.item.form)).flatMap(({ material }) =>
    material.need === '必要' ? [material.name] : [],
  );
});
after(() => site.close());

const path = () => `/services/items/${dog.item.codes.base}/apply`;
let phones = 13900003000;
async function resident(name = '虚构居民'): Promise<Visitor> {
  const visitor = new Visitor(site.app);
  await visitor.register(name, String(++phones));
  return visitor;
}
const filled = (draft: string, step: string, more: Record<string, string> = {}) => ({
  draft,
  itemVersion: String(dog.version),
  body,
  ...asFields(madeUpAnswers(dog.item.form)),
  ...more,
  step,
});
const idIn = (answer: Awaited<ReturnType<Visitor['post']>>): string => {
  assert.equal(answer.statusCode, 303, textOf(answer.body).slice(0, 1500));
  return /pre-reviews\/([0-9a-f-]{36})/.exec(String(answer.headers.location))?.[1] ?? '';
};
/** Asks on the form's page. */
const ask = async (who: Visitor, draft: string, more: Record<string, string> = {}): Promise<string> =>
  idIn(await who.post(path(), filled(draft, 'pre_review', more)));
const read = async (who: Visitor, id: string) => who.json<Shown>(`/api/desk/pre-reviews/${id}`);
const list = async (who: Visitor, state = 'waiting') =>
  (await who.json<List>(`/api/desk/pre-reviews?state=${state}`)).body;
const answer = (who: Visitor, id: string, said: object, requestKey: string = newId()) =>
  who.json<Done>(`/api/desk/pre-reviews/${id}/answer`, { ...said, requestKey });
const complete = () => needed.map((material) => ({ material, verdict: 'complete' }));
const amend = { verdict: 'amend', summary: '虚构的说明：请补一张照片。' };
const submit = (who: Visitor, draft: string) =>
  who.upload(`${path()}/materials`, { draft, step: 'submit', incomplete: '1' }, null);
const rows = async (sql: string) => (await site.store.runSql(sql)).rows as Record<string, unknown>[];

test('asked, seen masked, answered part by part, told, mended, filed: what was said stands beside the case', async () => {
  const person = await resident();
  const draft = newId();
  // Half filled in is enough, and the page says what it is not.
  const page = textOf((await person.get(path())).body);
  assert.match(page, /可以先请窗口预审/);
  assert.match(page, /预审不是提交申请，办理期限没有起算。您不等答复、不做预审，也随时可以直接提交/);
  assert.match(page, /1个工作日内答复（本系统的约定，不是法定期限）/);
  await person.post(path(), filled(draft, 'save', { 'applicant.address': '' }));
  const upload = await person.upload(
    `${path()}/materials`,
    { draft, step: 'pre_review' },
    { name: '照片.png', bytes: PNG },
    'file-0',
  );
  const id = idIn(upload);
  const told = textOf((await person.get(`/me/pre-reviews/${id}?asked=1`)).body);
  assert.match(told, /已经发给窗口/);
  assert.match(told, /等窗口答复/);
  assert.match(told, /办理期限没有起算/);
  assert.match(told, /最迟答复/);
  assert.match(textOf((await person.get('/me/cases')).body), /窗口预审：等窗口答复/);
  assert.equal((await rows('select 1 from case_file')).length, 0, 'nothing was filed');
  assert.equal((await rows('select 1 from case_event')).length, 0, 'and no clock runs');

  const [row] = (await list(clerk)).preReviews;
  assert.equal(row?.id, id);
  assert.equal(row?.light, 'green');
  const shown = (await read(clerk, id)).body;
  assert.equal(shown.mayAnswer, true);
  const text = JSON.stringify(shown);
  assert.ok(!text.includes(IDENTITY) && !text.includes('13900000009'), 'numbers are masked');
  const [first] = shown.materials;
  assert.equal(first?.files[0]?.name, '照片.png');
  const file = await clerk.get(`/api/desk/pre-reviews/${id}/files/${first?.files[0]?.id}`);
  assert.equal(file.statusCode, 200);
  assert.deepEqual(file.rawPayload, PNG);
  assert.match(String(file.headers['content-security-policy']), /default-src 'none'.*sandbox/);
  const revealed = await clerk.json<Shown>(`/api/desk/pre-reviews/${id}/reveal`, {});
  assert.ok(JSON.stringify(revealed.body).includes(IDENTITY));
  const sights = await rows(
    `select use_case from audit_entry where subject = 'pre_review:${id}' and actor_name = '预审员甲' order by id`,
  );
  assert.deepEqual(
    sights.map((r) => r.use_case),
    ['services.pre_review.read_file', 'services.pre_review.read'],
  );

  const [one = '', two = ''] = needed;
  const said = await answer(clerk, id, {
    ...amend,
    sections: [{ section: 'applicant', note: '虚构的说明：住址没有写门牌。' }],
    materials: [
      { material: one, verdict: 'complete' },
      { material: two, verdict: 'wrong', reason: '虚构的说明：照片看不清。' },
    ],
  });
  assert.equal(said.status, 200, JSON.stringify(said.body));
  assert.equal((await list(clerk)).preReviews.length, 0);
  assert.equal((await list(clerk, 'answered')).preReviews[0]?.id, id);
  const notices = textOf((await person.get('/me/notices')).body);
  assert.match(notices, /犬类准养证核发：窗口预审有了答复/);
  assert.match(notices, /请补充后提交/);
  assert.match(textOf((await person.get('/me/cases')).body), /窗口预审：请补充后提交等您看/);
  const answered = textOf((await person.get(`/me/pre-reviews/${id}`)).body);
  assert.match(answered, /窗口的答复：请补充后提交/);
  assert.match(answered, /照片看不清/);
  const form = (await person.get(`${path()}?draft=${draft}`)).body;
  assert.match(textOf(form), /申请人窗口预审：虚构的说明：住址没有写门牌/, 'beside the section');
  const materials = textOf((await person.get(`${path()}/materials?draft=${draft}`)).body);
  assert.match(materials, /窗口预审：有问题。虚构的说明：照片看不清/);
  assert.match(materials, /窗口预审：齐全/);

  await person.post(path(), filled(draft, 'next'));
  const filed = await submit(person, draft);
  const caseId = /cases\/([0-9a-f-]{36})/.exec(String(filed.headers.location))?.[1] ?? '';
  assert.ok(caseId, textOf(filed.body).slice(0, 800));
  const beside = (
    await clerk.json<{ preReview: { id: string; answer: Said; unchanged: string[] } | null }>(
      `/api/desk/cases/${caseId}`,
    )
  ).body.preReview;
  assert.equal(beside?.id, id);
  assert.equal(beside?.answer.by, '预审员甲');
  assert.equal(beside?.answer.materials[1]?.reason, '虚构的说明：照片看不清。');
  assert.deepEqual(beside?.unchanged, [first?.name], 'the same file was filed');
  const ended = (await read(clerk, id)).body;
  assert.deepEqual([ended.state, ended.caseId, ended.mayAnswer], ['filed', caseId, false]);
  assert.equal((await list(clerk, 'answered')).preReviews.length, 0);
  assert.match(textOf((await person.get(`/me/pre-reviews/${id}`)).body), /已正式提交/);
  const record = textOf((await person.get('/me/audit')).body);
  assert.match(record, /预审员|受理/);
  assert.match(record, /查看了您请预审的草稿里的完整证件号码和手机号/);
});

test('asked again after a change it takes the place of the older, without one it keeps its own; a double click asks once', async () => {
  const person = await resident();
  const draft = newId();
  const preReviewKey = newId();
  const first = await ask(person, draft, { preReviewKey });
  assert.equal(await ask(person, draft, { preReviewKey }), first, 'pressed twice');
  assert.equal(await ask(person, draft), first, 'nothing changed: it keeps its place');
  const second = await ask(person, draft, { 'applicant.address': '虚构路二号，改过' });
  assert.notEqual(second, first);
  const older = (await read(clerk, first)).body;
  assert.deepEqual([older.state, older.newer, older.sections.length], ['superseded', second, 0]);
  const stale = await answer(clerk, first, amend);
  assert.deepEqual([stale.status, stale.body.error?.code], [409, 'services.pre_review.stale']);
  assert.match(stale.body.error?.message ?? '', /请打开新的一次/);
  const waiting = (await list(clerk)).preReviews.filter((p) => p.id === first || p.id === second);
  assert.deepEqual(
    waiting.map((p) => [p.id, p.times]),
    [[second, 2]],
  );
  // Asked at the same moment from two windows: one counts.
  const both = await Promise.all([
    ask(person, draft, { 'applicant.address': '虚构路三号，改过' }),
    ask(person, draft, { 'applicant.address': '虚构路四号，改过' }),
  ]);
  const current = await rows(
    `select id from pre_review where draft_id = '${draft}' and state in ('waiting', 'answered')`,
  );
  assert.equal(current.length, 1);
  assert.ok(both.includes(String(current[0]?.id)));

  const same = { 'applicant.address': '虚构路五号，改过' };
  const last = await ask(person, draft, same);
  assert.equal((await answer(clerk, last, amend)).status, 200);
  const again = await person.post(path(), filled(draft, 'pre_review', same));
  assert.equal(again.statusCode, 422);
  assert.match(textOf(again.body), /窗口答复之后，内容和材料都没有改过/);
  const third = await ask(person, draft, { 'applicant.address': '虚构路六号，又改过' });
  const seen = (await read(clerk, third)).body;
  assert.equal(seen.before?.summary, amend.summary, 'the next clerk reads what was said the last time');
});

test('withdrawn, it leaves the desk and its content with it; what was answered, replaced or filed is not withdrawn', async () => {
  const person = await resident();
  const draft = newId();
  const id = await ask(person, draft);
  const page = (await person.get(`/me/pre-reviews/${id}`)).body;
  const requestKey = hidden(page, 'requestKey');
  const back = await person.post(`/me/pre-reviews/${id}/withdraw`, { requestKey });
  assert.equal(back.statusCode, 303);
  assert.equal((await person.post(`/me/pre-reviews/${id}/withdraw`, { requestKey })).statusCode, 303);
  assert.match(textOf((await person.get(`/me/pre-reviews/${id}`)).body), /已撤回/);
  const shown = (await read(clerk, id)).body;
  assert.deepEqual([shown.state, shown.sections, shown.materials], ['withdrawn', [], []]);
  assert.equal((await clerk.json(`/api/desk/pre-reviews/${id}/reveal`, {})).status, 404);
  const stale = await answer(clerk, id, amend);
  assert.equal(stale.status, 409);
  assert.match(stale.body.error?.message ?? '', /已经撤回/);
  assert.equal(
    (await person.post(`/me/pre-reviews/${id}/withdraw`, { requestKey: newId() })).statusCode,
    409,
  );

  const next = await ask(person, draft);
  assert.equal((await answer(clerk, next, amend)).status, 200);
  const late = await person.post(`/me/pre-reviews/${next}/withdraw`, { requestKey: newId() });
  assert.equal(late.statusCode, 422);
  assert.match(textOf(late.body), /窗口已经答复，不用撤回/);

  const other = newId();
  const unanswered = await ask(person, other);
  assert.match(
    String((await submit(person, other)).headers.location),
    /\/me\/cases\//,
    'filed without waiting',
  );
  const filed = await answer(clerk, unanswered, amend);
  assert.equal(filed.status, 409);
  assert.match(filed.body.error?.message ?? '', /已经正式提交/);
  const closed = await person.post(path(), filled(other, 'pre_review'));
  assert.match(String(closed.headers.location), /\/me\/cases\//, 'a draft that was filed is not asked about');
});

test('two clerks at once: one answer holds, the other is told whose; sent twice it is one answer and one notice', async () => {
  const person = await resident();
  const id = await ask(person, newId());
  const key = newId();
  const [a, b] = await Promise.all([
    answer(clerk, id, { verdict: 'ready', materials: complete() }, key),
    answer(other, id, { ...amend, requestKey: newId() }),
  ]);
  assert.deepEqual([a.status, b.status].sort(), [200, 409]);
  const lost = a.status === 409 ? a : b;
  assert.equal(lost.body.error?.code, 'services.pre_review.conflict');
  assert.match(lost.body.error?.message ?? '', /预审员[甲乙]已经答复了这次预审，您的没有发出/);

  const next = await ask(person, newId());
  const once = newId();
  const first = await answer(clerk, next, { verdict: 'ready', materials: complete() }, once);
  const again = await answer(clerk, next, { verdict: 'ready', materials: complete() }, once);
  assert.deepEqual([first.body.again, again.status, again.body.again], [false, 200, true]);
  assert.equal((await rows(`select 1 from notice where about = 'pre_review:${next}'`)).length, 1);
  assert.equal((await rows(`select 1 from pre_review where id = '${next}' and verdict = 'ready'`)).length, 1);
});

test('an answer agrees with what it says of each part, and says where to go', async () => {
  const id = await ask(await resident(), newId());
  const [one = ''] = needed;
  for (const [said, code, words] of [
    [{ verdict: 'ready' }, 'services.pre_review.answer', /还没有核对，不能答复可以提交/],
    [
      {
        verdict: 'ready',
        materials: complete().map((m, at) => (at === 0 ? { ...m, verdict: 'missing' } : m)),
      },
      'services.pre_review.answer',
      /不能答复可以提交/,
    ],
    [
      { verdict: 'ready', materials: complete(), sections: [{ section: 'applicant', note: '虚构' }] },
      'services.pre_review.answer',
      /申请表标了要改的地方/,
    ],
    [{ verdict: 'amend' }, 'services.pre_review.answer', /请写明要补充什么/],
    [
      { ...amend, materials: [{ material: one, verdict: 'wrong' }] },
      'services.checks',
      /请写明“.*”哪里有问题/,
    ],
    [{ verdict: 'elsewhere' }, 'services.pre_review.answer', /请写明应该到哪个机关办/],
    [
      { ...amend, materials: [{ material: '没有的材料', verdict: 'complete' }] },
      'services.pre_review.answer',
      /不用交/,
    ],
    [
      { ...amend, sections: [{ section: 'nowhere', note: '虚构' }] },
      'services.pre_review.answer',
      /不在申请表里/,
    ],
  ] as const) {
    const refused = await answer(clerk, id, said);
    assert.equal(refused.status, 422, JSON.stringify(said));
    assert.equal(refused.body.error?.code, code);
    assert.match(refused.body.error?.message ?? '', words);
  }
  const done = await answer(clerk, id, { verdict: 'elsewhere', elsewhere: '虚构的另一机关' });
  assert.equal(done.status, 200);
  assert.equal(
    (await clerk.json<Done>(`/api/desk/pre-reviews/${id}/answer`, amend)).status,
    400,
    'a command has a key',
  );
});

test('only clerks of the body that would receive it read and answer; nobody their own; no file of somebody else’s', async () => {
  const person = await resident();
  const draft = newId();
  await person.post(path(), filled(draft, 'save'));
  const id = idIn(
    await person.upload(
      `${path()}/materials`,
      { draft, step: 'pre_review' },
      { name: 'a.png', bytes: PNG },
      'file-0',
    ),
  );
  const file = (await read(clerk, id)).body.materials[0]?.files[0]?.id ?? '';
  const cases: [string, [string, 'clerk' | 'reviewer' | 'head' | 'inspector' | 'approver'], boolean][] = [
    ['here', [body, 'clerk'], true],
    ['hall', ['*', 'clerk'], true],
    ['elsewhere', ['别的局', 'clerk'], false],
    ['reviewer', [body, 'reviewer'], false],
    ['approver', [body, 'approver'], false],
    ['head', [body, 'head'], false],
    ['inspector', ['*', 'inspector'], false],
  ];
  for (const [name, post, may] of cases) {
    const who = await official(site, `see${name}`, `虚构${name}`, post);
    assert.equal((await read(who, id)).status, may ? 200 : 404, name);
    assert.equal((await who.json(`/api/desk/pre-reviews/${id}/reveal`, {})).status, may ? 200 : 404, name);
    const address = `/api/desk/pre-reviews/${id}/files/${file}`;
    assert.equal((await who.get(address)).statusCode, may ? 200 : 404, name);
    assert.equal(
      (await list(who)).preReviews.some((p) => p.id === id),
      may,
      name,
    );
    if (!may) assert.equal((await answer(who, id, amend)).status, 404, name);
  }
  const stranger = await resident('虚构生人');
  assert.equal((await stranger.json(`/api/desk/pre-reviews/${id}`)).status, 403);
  assert.equal((await stranger.get(`/me/pre-reviews/${id}`)).statusCode, 404);
  assert.equal(
    (await stranger.post(`/me/pre-reviews/${id}/withdraw`, { requestKey: newId() })).statusCode,
    404,
  );
  assert.equal((await new Visitor(site.app).json(`/api/desk/pre-reviews/${id}`)).status, 401);
  assert.equal((await clerk.get(`/api/desk/pre-reviews/${id}/files/${newId()}`)).statusCode, 404);

  // A clerk who applies does not look at their own draft.
  const own = await ask(clerk, newId());
  assert.equal(
    (await list(clerk)).preReviews.some((p) => p.id === own),
    false,
  );
  assert.equal((await read(clerk, own)).body.mayAnswer, false);
  assert.equal((await answer(clerk, own, amend)).body.error?.code, 'services.not_yours');
  assert.equal((await answer(other, own, amend)).status, 200, 'a colleague does');

  // Somebody else's file in a draft is refused before any clerk could open it.
  const stolen = newId();
  await stranger.post(path(), filled(stolen, 'save'));
  const sent = await stranger.upload(
    `${path()}/materials`,
    { draft: stolen, step: 'pre_review', 'use-0': file },
    null,
  );
  assert.equal(sent.statusCode, 422);
  assert.match(textOf(sent.body), /有文件不是您上传的/);
});

test('nothing filled in, no body, an older guide: a clear answer, and what was typed stays', async () => {
  const person = await resident();
  const empty = await person.post(path(), {
    draft: newId(),
    itemVersion: String(dog.version),
    body,
    step: 'pre_review',
  });
  assert.equal(empty.statusCode, 422);
  assert.match(textOf(empty.body), /还什么都没有填/);
  const nowhere = await person.post(path(), filled(newId(), 'pre_review', { body: '' }));
  assert.equal(nowhere.statusCode, 422);
  assert.match(textOf(nowhere.body), /请选择办理机关/);
  assert.match(nowhere.body, new RegExp(IDENTITY), 'kept');
  const old = await person.post(path(), filled(newId(), 'pre_review', { itemVersion: '999' }));
  assert.equal(old.statusCode, 409);
  assert.match(textOf(old.body), /办事指南更新了/);
  assert.match(old.body, new RegExp(IDENTITY), 'kept');
});

test('what is sent and answered is sealed, goes with its draft, and ninety days after the answer; what waits stays', async () => {
  const person = await resident();
  const [gone, long, waits] = [newId(), newId(), newId()];
  const ids = [await ask(person, gone), await ask(person, long), await ask(person, waits)];
  assert.equal((await answer(clerk, ids[1] ?? '', { ...amend, summary: '只给本人看的话' })).status, 200);
  const { rows: stored } = await site.store.runSql('select * from pre_review');
  const dump = JSON.stringify(stored, (_, v) =>
    v instanceof Uint8Array ? Buffer.from(v).toString('latin1') : v,
  );
  for (const secret of [IDENTITY, '13900000009', '只给本人看的话']) assert.ok(!dump.includes(secret), secret);

  await site.store.runSql(`delete from case_draft where id = '${gone}'`);
  assert.equal((await rows(`select 1 from pre_review where id = '${ids[0]}'`)).length, 0, 'with its draft');
  const services = servicesOf(site.context);
  const at = (days: number) => () => Temporal.Now.instant().add({ hours: days * 24 });
  assert.equal(await dropOldPreReviews({ ...services, now: at(89) }, DIVISION_XIXIA), 0);
  assert.ok((await dropOldPreReviews({ ...services, now: at(91) }, DIVISION_XIXIA)) > 0);
  assert.equal((await rows(`select 1 from pre_review where id = '${ids[1]}'`)).length, 0);
  assert.equal(
    (await rows(`select 1 from pre_review where id = '${ids[2]}'`)).length,
    1,
    'an answer is owed',
  );
  assert.equal(
    (await rows(`select 1 from case_draft where id = '${long}'`)).length,
    1,
    'the draft is the person’s',
  );
  assert.equal((await person.get(`/me/pre-reviews/${ids[1]}`)).statusCode, 404);
  assert.equal((await person.get(`${path()}?draft=${long}`)).statusCode, 200);
});

test('the promise is lit on the list as clocks are, on working days', async () => {
  const id = await ask(await resident(), newId());
  const lit = async (askedAt: string) => {
    await site.store.runSql(`update pre_review set asked_at = '${askedAt}' where id = '${id}'`);
    const { dueOn, light } = (await read(clerk, id)).body;
    return [dueOn, light];
  };
  // Friday the 9th of January 2026: the next working day is Monday.
  assert.deepEqual(await lit('2026-01-09T10:00:00+08:00'), ['2026-01-12', 'red']);
  assert.equal((await list(clerk)).preReviews.find((p) => p.id === id)?.light, 'red');
  const now = Temporal.Now.instant().toString();
  assert.equal((await lit(now))[1], 'green');
  assert.equal((await answer(clerk, id, amend)).status, 200);
  assert.equal((await read(clerk, id)).body.light, 'in_time');
  await site.store.runSql(`update pre_review set asked_at = '2026-01-09T10:00:00+08:00' where id = '${id}'`);
  assert.equal((await read(clerk, id)).body.light, 'late');
});

test('over the API: a system asks for a person who allowed it, and a body’s system answers within its scope', async () => {
  const person = await resident();
  const draft = newId();
  await person.post(path(), filled(draft, 'save'));
  const account = String(
    (await rows(`select account_id from case_draft where id = '${draft}'`))[0]?.account_id,
  );
  const theirs = await keyFor(site, { scopes: ['applications.file'] });
  const given = await giveAuthority(
    { db: site.store.db },
    { kind: 'account', id: account, name: '虚构居民', roles: [], level: 2 },
    {
      division: DIVISION_XIXIA,
      keyId: theirs.id,
      until: Temporal.Now.plainDateISO('Asia/Shanghai').add({ days: 9 }).toString(),
      agreed: true,
    },
  );
  assert.ok(given.ok, JSON.stringify(given));
  const program = new Program(site, theirs.secret, given.value.id);
  const asked = await program.call<Done>('POST', '/api/me/pre-reviews', { draft });
  assert.equal(asked.status, 200, JSON.stringify(asked.body));
  const id = asked.body.id ?? '';
  const desk = new Program(site, (await keyFor(site, { scopes: ['cases.act'], posts: ['clerk'] })).secret);
  const reading = new Program(
    site,
    (await keyFor(site, { scopes: ['cases.read'], posts: ['clerk'] })).secret,
  );
  assert.equal((await reading.call<Shown>('GET', `/api/desk/pre-reviews/${id}`)).body.title, dog.item.name);
  assert.equal((await reading.call('POST', `/api/desk/pre-reviews/${id}/answer`, amend)).status, 403);
  assert.equal((await desk.call('POST', `/api/desk/pre-reviews/${id}/answer`, amend)).status, 200);
  const seen = await program.call<Shown>('GET', `/api/me/pre-reviews/${id}`);
  assert.equal(seen.body.answer?.verdict, 'amend');
  const again = await program.call<Done>('POST', `/api/me/pre-reviews/${id}/withdraw`);
  assert.equal(again.body.error?.code, 'services.pre_review.answered');
  const all = await program.call<{ preReviews: { id: string }[] }>('GET', '/api/me/pre-reviews');
  assert.deepEqual(
    all.body.preReviews.map((p) => p.id),
    [id],
  );
});
