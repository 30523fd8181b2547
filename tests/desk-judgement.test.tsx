/** What else waits on the desk: names of bodies, and what imports noticed. Stories over HTTP. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId } from '#base/ids.ts';
import { type FixtureFile, fixtureBytes, parseFixture } from '#engines/law/fixture.ts';
import { titleKey } from '#engines/law/name.ts';
import { systemActor } from '#platform/people/actor.ts';
import { importIssue } from '#systems/gazette/index.ts';
import { openDeskSite, type Site } from './site.ts';
import { textOf, Visitor } from './visitor.ts';

let site: Site;
let editor: Visitor;
let admin: Visitor;
const bodyId = newId();

const give = (file: FixtureFile) =>
  importIssue({ db: site.store.db, parse: parseFixture, maxBytes: 1_000_000 }, systemActor('test'), {
    name: null,
    bytes: fixtureBytes(file),
  });

before(async () => {
  site = await openDeskSite();
  [editor, admin] = [new Visitor(site.app), new Visitor(site.app)];
  await editor.signIn('editor');
  await admin.signIn('admin');
  const name = '甲区发展和改革局';
  await site.store.db
    .insertInto('law_body')
    .values({ id: bodyId, name, name_key: titleKey(name) })
    .execute();
  for (const alias of ['甲区发改局', '甲区发展改革委', '甲区发改办'])
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
  for (const [n, title] of ['甲区供水办法', '甲区供热办法', '甲区供电办法'].entries())
    await give({
      issue: { title: '甲区公报', year: 2020, number: n + 1, date: '2020-01-01' },
      documents: [
        { number: '甲政发〔2020〕1号', title, date: '2020-01-01', clauses: [['一', `${title}如下。`]] },
      ],
    });
});
after(() => site?.close());

describe("the desk's first page", () => {
  it('counts what waits, and leads to it', async () => {
    const says = textOf((await editor.get('/desk')).body);
    assert.match(says, /3 个机构名称待确认/);
    assert.match(says, /\d+ 项疑点待核对/);
    assert.match((await editor.get('/desk')).body, /href="\/desk\/imports\/new"/);
    assert.doesNotMatch((await admin.get('/desk')).body, /href="\/desk\/imports\/new"/);
    assert.equal((await new Visitor(site.app).get('/desk')).headers.location, '/login?back=%2Fdesk');
  });
});

describe('names of bodies', () => {
  const alias = (name: string, seen = 'assumed') => `${seen}:${titleKey(name)}`;
  const stateOf = async (name: string) =>
    (
      await site.store.db
        .selectFrom('law_body_alias')
        .select('state')
        .where('name_key', '=', titleKey(name))
        .executeTakeFirstOrThrow()
    ).state;

  it('wait marked as such until an editor signs for them, each with its record', async () => {
    assert.match(textOf((await editor.get('/desk/bodies')).body), /甲区发改局　待确认/);
    const answer = await editor.post('/desk/bodies', {
      body: bodyId,
      verdict: 'decided',
      alias: [alias('甲区发改局'), alias('甲区发展改革委')],
    });
    assert.equal(answer.statusCode, 303);
    const says = textOf((await editor.get(String(answer.headers.location))).body);
    assert.match(says, /甲区发改局　同一机构（演示编辑/);
    assert.match(says, /还有 1 个名称待确认/);
    const trail = await site.store.db
      .selectFrom('audit_entry')
      .select(['subject', 'detail'])
      .where('use_case', '=', 'documents.body.decide_alias')
      .execute();
    assert.equal(trail.length, 2);
    assert.equal(trail[0]?.subject, `body:${bodyId}`);
  });

  it('can be another body; sent twice it is decided once', async () => {
    const form = { body: bodyId, verdict: 'refused', alias: alias('甲区发改办') };
    const answers = await Promise.all([editor.post('/desk/bodies', form), editor.post('/desk/bodies', form)]);
    for (const answer of answers) assert.equal(answer.statusCode, 303);
    assert.equal(await stateOf('甲区发改办'), 'refused');
    const trail = await site.store.db
      .selectFrom('audit_entry')
      .select('id')
      .where('use_case', '=', 'documents.body.decide_alias')
      .execute();
    assert.equal(trail.length, 3);
  });

  it('are not decided on an older page, without a choice, or by an administrator', async () => {
    const stale = await editor.post('/desk/bodies', {
      body: bodyId,
      verdict: 'decided',
      alias: alias('甲区发改办'),
    });
    assert.equal(stale.statusCode, 409);
    assert.match(textOf(stale.body), /已由他人认定/);
    assert.equal(await stateOf('甲区发改办'), 'refused');
    assert.equal((await editor.post('/desk/bodies', { body: bodyId, verdict: 'decided' })).statusCode, 422);
    assert.equal(
      (await editor.post('/desk/bodies', { body: newId(), verdict: 'decided', alias: alias('甲区发改办') }))
        .statusCode,
      404,
    );
    assert.equal((await editor.post('/desk/bodies', { body: 'x', verdict: 'y' })).statusCode, 422);
    assert.equal(
      (await admin.post('/desk/bodies', { body: bodyId, verdict: 'decided', alias: alias('甲区发改局') }))
        .statusCode,
      403,
    );
    assert.doesNotMatch(
      (await admin.get('/desk/bodies')).body,
      /<form method="post" action="\/desk\/bodies"/,
    );
  });
});

describe('what imports noticed', () => {
  const open = () =>
    site.store.db.selectFrom('law_finding').selectAll().where('state', '=', 'open').orderBy('id').execute();

  it('is listed with the documents concerned, and answered', async () => {
    const [first] = await open();
    assert.ok(first);
    const page = await editor.get('/desk/findings');
    assert.match(textOf(page.body), /文号相同/);
    assert.match(page.body, /href="\/documents\/[0-9a-f-]{36}"/);
    const back = '/desk/findings?state=open';
    const url = `/desk/findings/${first.id}`;
    const empty = await editor.post(url, { to: 'dismissed', reason: '', seen: 'open', back });
    assert.equal(empty.statusCode, 422);
    assert.match(textOf(empty.body), /请写明不用处理的理由/);
    const answer = await editor.post(url, { to: 'dismissed', reason: '原件如此', seen: 'open', back });
    assert.equal(answer.headers.location, '/desk/findings?state=open&answered=1');
    const dismissed = await editor.get('/desk/findings?state=dismissed');
    assert.match(textOf(dismissed.body), /不用处理：演示编辑.*理由：原件如此/);
    const stale = await editor.post(url, { to: 'accepted', reason: '', seen: 'open', back });
    assert.equal(stale.statusCode, 409);
    assert.equal(
      (await editor.post(url, { to: 'open', reason: '', seen: 'dismissed', back })).statusCode,
      303,
    );
    assert.ok((await open()).some((f) => f.id === first.id));
  });

  it('refuses what is no answer, no finding, or no editor', async () => {
    const [first] = await open();
    const url = `/desk/findings/${first?.id}`;
    assert.equal((await editor.post(url, { to: 'perhaps', seen: 'open' })).statusCode, 422);
    assert.equal((await editor.post('/desk/findings/x', { to: 'accepted', seen: 'open' })).statusCode, 404);
    assert.equal((await admin.post(url, { to: 'accepted', seen: 'open' })).statusCode, 403);
    assert.equal((await editor.get('/desk/findings?state=nonsense&page=-1&edition=x')).statusCode, 200);
  });
});
