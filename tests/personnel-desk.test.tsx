/** Posts at the desk: two people of one name, one body under two names, and notices drafted from acts. All names made up. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId } from '#base/ids.ts';
import { titleKey } from '#engines/law/name.ts';
import { giveAppointments } from './appointments.ts';
import { openDeskSite, type Site } from './site.ts';
import { hidden, textOf, Visitor } from './visitor.ts';

let site: Site;
let editor: Visitor;
let admin: Visitor;
let reader: Visitor;

const give = (n: number, date: string, lines: string[], title?: string) =>
  giveAppointments(site, n, date, lines, title);

type Act = {
  person: string;
  personId: string;
  post: string;
  organisation: string;
  notice: { number: string };
};
const acts = async (): Promise<Act[]> => (await site.app.inject('/api/personnel/changes')).json().acts;
const idIn = async (number: string, person = '甲某') =>
  (await acts()).find((a) => a.person === person && a.notice.number === number)?.personId ?? '';

before(async () => {
  site = await openDeskSite();
  [editor, admin, reader] = [new Visitor(site.app), new Visitor(site.app), new Visitor(site.app)];
  await editor.signIn('editor');
  await admin.signIn('admin');
  await give(1, '2024-01-10', ['甲某任丙区民政局副局长；', '丙某任丙区统计局局长。']);
  await give(2, '2024-02-20', ['甲某任丙区司法局副局长；', '丁某任丙区水务局副局长。']);
});
after(() => site?.close());

describe('two people of one name', () => {
  const form = async () => {
    const page = (await editor.get('/desk/personnel/names')).body;
    return { name: '甲某', seen: hidden(page, 'seen'), requestKey: hidden(page, 'requestKey') };
  };

  it('are two until something proves that they are one', async () => {
    const [first, second] = [await idIn('丙政干发〔2024〕1号'), await idIn('丙政干发〔2024〕2号')];
    assert.notEqual(first, second);
    const page = await reader.get(`/personnel/people/${first}`);
    assert.match(textOf(page.body), /同名，未确认为同一人/);
    assert.match(page.body, new RegExp(`href="/personnel/people/${second}"`));
    assert.doesNotMatch(textOf(page.body).split('任职经历')[1] ?? '', /丙区司法局副局长[\s\S]*通知怎么说/);
    assert.match(
      textOf((await reader.get('/personnel/findings?asOf=2024-03-01')).body),
      /“甲某”：同名，未确认为同一人/,
    );
    assert.match(textOf((await reader.get('/personnel?asOf=2024-03-01')).body), /甲某有同名/);
  });

  it('become one by an editor’s signed decision, once, with its record; and two again when it is taken back', async () => {
    const [a, b] = [await idIn('丙政干发〔2024〕1号'), await idIn('丙政干发〔2024〕2号')];
    const request = { ...(await form()), a, b, verdict: 'same', reason: '组织部门来函确认' };
    const empty = await editor.post('/desk/personnel/names', { ...request, reason: ' ' });
    assert.equal(empty.statusCode, 422);
    assert.match(textOf(empty.body), /请写明理由/);
    const answers = await Promise.all([
      editor.post('/desk/personnel/names', request),
      editor.post('/desk/personnel/names', request),
    ]);
    for (const answer of answers) assert.equal(answer.statusCode, 303);
    assert.match(
      textOf((await editor.get(String(answers[0]?.headers.location))).body),
      /已记录对“甲某”的认定/,
    );
    assert.equal(await idIn('丙政干发〔2024〕2号'), a);
    assert.equal((await reader.get(`/personnel/people/${b}`)).headers.location, `/personnel/people/${a}`);
    const person = textOf((await reader.get(`/personnel/people/${a}`)).body);
    assert.match(person, /演示编辑认定为同一人：组织部门来函确认/);
    const trail = () =>
      site.store.db
        .selectFrom('audit_entry')
        .select(['outcome', 'detail'])
        .where('use_case', '=', 'personnel.identity.decide')
        .execute();
    assert.equal((await trail()).length, 1, 'decided once');
    assert.doesNotMatch(JSON.stringify(await trail()), /甲某/);

    const names = (await editor.get('/desk/personnel/names')).body;
    const decision = hidden(names, 'decision');
    const revoke = { decision, reason: '来函有误', requestKey: newId() };
    assert.equal((await editor.post('/desk/personnel/names/revoke', revoke)).statusCode, 303);
    assert.equal((await editor.post('/desk/personnel/names/revoke', revoke)).statusCode, 303, 'sent twice');
    assert.equal((await trail()).length, 2);
    assert.equal(await idIn('丙政干发〔2024〕2号'), b);
    const again = await editor.post('/desk/personnel/names/revoke', { ...revoke, requestKey: newId() });
    assert.equal(again.statusCode, 404);
  });

  it('cannot be decided on an older page, against another decision, or by an administrator', async () => {
    const [a, b] = [await idIn('丙政干发〔2024〕1号'), await idIn('丙政干发〔2024〕2号')];
    const old = await form();
    const different = { ...(await form()), a, b, verdict: 'different', reason: '出生年份不同' };
    assert.equal((await editor.post('/desk/personnel/names', different)).statusCode, 303);
    assert.match(textOf((await editor.get('/desk/personnel/names')).body), /甲某已认定为不同的人/);
    assert.doesNotMatch(
      textOf((await reader.get('/personnel/findings?asOf=2024-03-01')).body),
      /同名，未确认/,
    );
    const stale = await editor.post('/desk/personnel/names', { ...old, a, b, verdict: 'same', reason: '一' });
    assert.equal(stale.statusCode, 409);
    assert.match(textOf(stale.body), /已有新的记录或认定/);
    const twice = await editor.post('/desk/personnel/names', {
      ...(await form()),
      a,
      b,
      verdict: 'same',
      reason: '一',
    });
    assert.equal(twice.statusCode, 422);
    assert.match(textOf(twice.body), /请先撤回原来的认定/);
    assert.equal((await admin.post('/desk/personnel/names', different)).statusCode, 403);
    assert.equal((await admin.get('/desk/personnel/names')).statusCode, 200);
    const unknown = await editor.post('/desk/personnel/names', {
      ...(await form()),
      a,
      b: newId(),
      verdict: 'same',
      reason: '一',
    });
    assert.equal(unknown.statusCode, 404);
    assert.equal(
      (await editor.post('/desk/personnel/names', { ...(await form()), a, b, verdict: 'x', reason: '一' }))
        .statusCode,
      422,
    );
  });

  it('are told apart by the post that a removal names', async () => {
    await give(3, '2024-05-06', ['免去甲某丙区民政局副局长职务。'], '免职');
    const [first, second, third] = [
      await idIn('丙政干发〔2024〕1号'),
      await idIn('丙政干发〔2024〕2号'),
      await idIn('丙政干发〔2024〕3号'),
    ];
    assert.equal(third, first);
    assert.notEqual(second, first);
    const holders = (await site.app.inject('/api/personnel/holders?asOf=2024-05-06')).json().holders as Act[];
    assert.deepEqual(
      holders.filter((h) => h.person === '甲某').map((h) => h.organisation),
      ['丙区司法局'],
    );
    assert.match(
      textOf((await reader.get(`/personnel/people/${first}`)).body),
      /为什么是同一人[\s\S]*正是前一份通知/,
    );
  });
});

describe('one body under two names', () => {
  it('is two bodies until an editor signs; then its posts are one, and old addresses lead on', async () => {
    await give(4, '2024-06-01', ['戊某任丙区住房城乡建设局局长。'], '任职');
    await give(5, '2024-07-01', ['己某任丙区住房和城乡建设和交通局局长。'], '任职');
    const bodyId = newId();
    const [name, alias] = ['丙区住房和城乡建设和交通局', '丙区住房城乡建设局'];
    await site.store.db
      .insertInto('law_body')
      .values({ id: bodyId, name, name_key: titleKey(name) })
      .execute();
    await site.store.db
      .insertInto('law_body_alias')
      .values({
        name_key: titleKey(alias),
        name: alias,
        body_id: bodyId,
        state: 'assumed',
        decided_by: null,
        decided_at: null,
      })
      .execute();
    const kinds = async () =>
      (
        (await site.app.inject('/api/personnel/findings?asOf=2024-08-01')).json().findings as {
          kind: string;
          message: string;
        }[]
      )
        .filter((f) => f.message.includes('住房'))
        .map((f) => f.kind)
        .sort();
    assert.deepEqual(await kinds(), ['organisation_names']);
    const older = (await acts()).find((a) => a.person === '戊某') as Act & {
      organisationId: string;
      postId: string;
    };
    assert.equal((await reader.get(`/personnel/organisations/${older.organisationId}`)).statusCode, 200);
    const signed = await editor.post('/desk/bodies', {
      body: bodyId,
      verdict: 'decided',
      alias: `assumed:${titleKey(alias)}`,
    });
    assert.equal(signed.statusCode, 303);
    assert.deepEqual(await kinds(), ['double_occupancy', 'held_past_renaming', 'organisation_names']);
    for (const path of [`organisations/${older.organisationId}`, `posts/${older.postId}`]) {
      const moved = await reader.get(`/personnel/${path}`);
      assert.equal(moved.statusCode, 302, path);
      assert.match(
        textOf((await reader.get(String(moved.headers.location))).body),
        /丙区住房和城乡建设和交通局/,
      );
    }
  });
});

describe('a notice that a later one replaces', () => {
  it('no longer counts; who stood in it is found under the new one', async () => {
    await give(6, '2024-08-01', ['寅某任丙区文化馆馆长。'], '任职');
    const before = await idIn('丙政干发〔2024〕6号', '寅某');
    await give(
      7,
      '2024-08-05',
      [
        '寅某任丙区图书馆馆长。',
        '《乙市丙区人民政府关于甲某等同志任职的通知》（丙政干发〔2024〕6号）同时废止。',
      ],
      '任职',
    );
    const held = (await site.app.inject('/api/personnel/holders?asOf=2024-08-10')).json().holders as Act[];
    assert.deepEqual(
      held.filter((h) => h.person === '寅某').map((h) => h.organisation),
      ['丙区图书馆'],
    );
    const now = await idIn('丙政干发〔2024〕7号', '寅某');
    assert.equal(
      (await reader.get(`/personnel/people/${before}`)).headers.location,
      `/personnel/people/${now}`,
    );
    assert.match(
      textOf((await reader.get('/personnel/changes')).body),
      /不计入的任免[\s\S]*寅某[\s\S]*丙区文化馆馆长[\s\S]*由丙政干发〔2024〕7号取代/,
    );
  });
});

const row = (at: number, over: Record<string, string>) =>
  Object.fromEntries(Object.entries(over).map(([name, value]) => [`${name}-${at}`, value]));

describe('drafting a notice', () => {
  const head = {
    rows: '4',
    basis: 'study',
    organ: '乙市丙区人民政府',
    meeting: '党组会议',
    decidedOn: '2024-09-10',
    dated: '2024-09-12',
    issuer: '乙市丙区人民政府',
    series: '丙政干发',
    addressees: '各镇人民政府，各街道办事处',
  };
  const reasonsOf = (page: string): string[] =>
    [...page.matchAll(/name="(reason-[0-9a-f-]{36})"/g)].map((m) => m[1] ?? '');

  it('begins in the manner of the last notice, and is for editors', async () => {
    const page = (await editor.get('/desk/personnel/notice')).body;
    assert.match(page, /name="series"[^>]*value="丙政干发"/);
    assert.match(page, /name="issuer"[^>]*value="乙市丙区人民政府"/);
    assert.equal((await admin.get('/desk/personnel/notice')).statusCode, 403);
    assert.equal(
      (await reader.get('/desk/personnel/notice')).headers.location,
      '/login?back=%2Fdesk%2Fpersonnel%2Fnotice',
    );
  });

  it('says what is wrong, row by row, and loses nothing', async () => {
    const answer = await editor.post('/desk/personnel/notice', {
      ...head,
      ...row(0, { person: '庚', kind: 'appoint', organisation: '丙区民政局', post: '' }),
      ...row(1, { person: '辛某', kind: 'appoint', organisation: '丙区统计局', post: '副局长', term: 'p12' }),
      ...row(2, {
        person: '辛某',
        kind: 'appoint',
        organisation: '丙区水务局',
        post: '副局长',
        term: 'plain',
        concurrent: '1',
      }),
      dated: '2024-09-09',
      meeting: '',
      step: 'check',
      requestKey: newId(),
    });
    assert.equal(answer.statusCode, 422);
    const says = textOf(answer.body);
    assert.match(says, /第1项：请填写姓名全名/);
    assert.match(says, /第1项：请填写职务/);
    assert.match(says, /请填写会议名称/);
    assert.match(says, /第3项：通知按人写明试用期/);
    assert.match(answer.body, /name="person-1"[^>]*value="辛某"/);
    assert.match(answer.body, /name="concurrent-2"[^>]*checked=""/);
    const more = await editor.post('/desk/personnel/notice', {
      ...head,
      ...row(0, { person: '庚' }),
      step: 'add',
      requestKey: newId(),
    });
    assert.match(more.body, /name="rows" value="7"/);
    assert.match(more.body, /name="person-0"[^>]*value="庚"/);
    const empty = await editor.post('/desk/personnel/notice', {
      ...head,
      step: 'check',
      requestKey: newId(),
    });
    assert.match(textOf(empty.body), /还没有填写任免事项/);
  });

  it('is checked against the record: what does not fit needs a reason', async () => {
    const fields = {
      ...head,
      ...row(0, { person: '庚某', kind: 'appoint', organisation: '丙区统计局', post: '局长', term: 'p12' }),
      ...row(1, { person: '壬某', kind: 'remove', organisation: '丙区水务局', post: '副局长' }),
      ...row(2, {
        person: '丁某',
        kind: 'appoint',
        organisation: '丙区审计局',
        post: '副局长',
        term: 'plain',
      }),
      requestKey: newId(),
    };
    const checked = await editor.post('/desk/personnel/notice', { ...fields, step: 'check' });
    assert.equal(checked.statusCode, 200);
    const says = textOf(checked.body);
    assert.match(says, /第1项：记录中丙区统计局局长仍由丙某担任/);
    assert.match(says, /第2项：记录中壬某此时没有担任丙区水务局副局长（记录中在任的是丁某）/);
    assert.match(says, /第3项：丁某将同时担任丙区水务局副局长和丙区审计局副局长/);
    assert.match(says, /第3项：记录中没有“丙区审计局”/);
    assert.match(says, /记录中已有丁某/);
    assert.match(says, /庚某任丙区统计局局长；免去壬某丙区水务局副局长职务；丁某任丙区审计局副局长。/);
    assert.match(says, /庚某任职试用期1年/);
    const refused = await editor.post('/desk/personnel/notice', { ...fields, step: 'hand' });
    assert.equal(refused.statusCode, 422);
    assert.match(textOf(refused.body), /请逐条写明理由/);
    assert.equal((await site.store.db.selectFrom('gazette_draft').select('id').execute()).length, 0);

    const reasons = reasonsOf(checked.body);
    assert.equal(reasons.length, 4);
    const whole = {
      ...fields,
      ...Object.fromEntries(reasons.map((name) => [name, '另有任免文件，未在公报刊登'])),
      step: 'hand',
    };
    const answers = await Promise.all([
      editor.post('/desk/personnel/notice', whole),
      editor.post('/desk/personnel/notice', whole),
    ]);
    for (const answer of answers) assert.equal(answer.statusCode, 303, textOf(answer.body).slice(0, 2000));
    assert.equal(answers[0]?.headers.location, answers[1]?.headers.location);
    const drafts = await site.store.db.selectFrom('gazette_draft').selectAll().execute();
    assert.equal(drafts.length, 1, 'drafted once');
    assert.equal(drafts[0]?.section, '人事任免');
    assert.equal(drafts[0]?.series, '丙政干发');
    const made = await site.store.db.selectFrom('personnel_notice_draft').selectAll().execute();
    assert.equal(made.length, 1);
    assert.equal(Object.keys(made[0]?.overrides as object).length, 4);
    assert.match(
      textOf((await editor.get('/desk/personnel')).body),
      /关于庚某等同志职务任免的通知3项4条演示编辑/,
    );
  });
});
