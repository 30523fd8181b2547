/** Two editors compose and publish an issue over HTTP, and readers find it. Everything in it is made up. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { newId } from '#base/ids.ts';
import { systemActor } from '#platform/people/actor.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import { createDraft } from '#systems/gazette/index.ts';
import { importSample, openDeskSite, type Site } from './site.ts';
import { hidden, textOf, Visitor } from './visitor.ts';

const HOME = '/desk/next-issue';
/** A document of the sample issue. */
const REPLACED = '兰青政规发〔2024〕2号';
let site: Site;
let one: Visitor;
let two: Visitor;

before(async () => {
  site = await openDeskSite({ GONGBAO_REQUESTS_PER_MINUTE: '100000' });
  await importSample(site.store);
  await site.context.signIn.ensureAccount({
    username: 'second',
    name: '第二编辑',
    password: 'second-editor',
    roles: [{ role: 'editor', division: DIVISION_XIXIA }],
  });
  one = new Visitor(site.app);
  two = new Visitor(site.app);
  await one.signIn('editor');
  await two.post('/login', { username: 'second', password: 'second-editor', back: '/desk' });
});
after(() => site.close());

const fields = (over: Record<string, string | string[]> = {}) => ({
  section: '政府文件',
  series: '兰青政发',
  title: '兰河市青禾区人民政府关于整修村道的通知',
  addressees: '各镇人民政府，各街道办事处',
  body: '为方便村民出行，现就有关事项通知如下。\r\n一、摸清底数。各镇完成登记。\r\n二、分批整修。先修学校周边道路。',
  signedBy: '兰河市青禾区人民政府',
  dated: '2024-08-12',
  disclosed: 'yes',
  ...over,
});

/** Writes a draft at the desk. @returns its address */
async function write(by: Visitor, over: Record<string, string | string[]> = {}): Promise<string> {
  const form = await by.get(`${HOME}/drafts/new`);
  const requestKey = hidden(form.body, 'requestKey');
  const answer = await by.post(`${HOME}/drafts`, { requestKey, ...fields(over) });
  assert.equal(answer.statusCode, 303, textOf(answer.body).slice(0, 600));
  return String(answer.headers.location).replace(/\?.*/, '');
}

const act = async (by: Visitor, draft: string, what: string) => {
  const page = await by.get(draft);
  return by.post(`${draft}/act`, { seen: hidden(page.body, 'seen'), act: what });
};

const countDrafts = async (): Promise<number> =>
  Number(
    (await sql<{ n: number }>`select count(*)::int as n from gazette_draft`.execute(site.store.db)).rows[0]
      ?.n,
  );

describe('writing drafts', () => {
  it('sent twice makes one', async () => {
    const requestKey = hidden((await one.get(`${HOME}/drafts/new`)).body, 'requestKey');
    const before = await countDrafts();
    const answers = await Promise.all(
      [1, 2].map(() => one.post(`${HOME}/drafts`, { requestKey, ...fields() })),
    );
    assert.deepEqual(new Set(answers.map((a) => a.headers.location)).size, 1);
    assert.equal(await countDrafts(), before + 1);
    await act(one, String(answers[0]?.headers.location).replace(/\?.*/, ''), 'delete');
  });

  it('what is refused keeps every word', async () => {
    const answer = await one.post(`${HOME}/drafts`, {
      requestKey: newId(),
      ...fields({ title: ' ', series: '兰青政发〔2024〕', body: '写了很久的一段话。' }),
    });
    assert.equal(answer.statusCode, 422);
    assert.match(answer.body, /写了很久的一段话。/);
    assert.match(textOf(answer.body), /请填写标题/);
    assert.match(textOf(answer.body), /发文代字只写汉字/);
  });

  it('looking for the document to be replaced keeps every word', async () => {
    const requestKey = hidden((await one.get(`${HOME}/drafts/new`)).body, 'requestKey');
    const typed = { ...fields({ title: '我先写的标题', body: '写了很久的一段话。' }), requestKey };
    const before = await countDrafts();
    const nothing = await one.post(`${HOME}/drafts`, {
      ...typed,
      replaces: '兰青政发〔1999〕7号',
      act: 'find',
    });
    assert.equal(nothing.statusCode, 422);
    assert.match(textOf(nothing.body), /库中没有文号或标题是“兰青政发〔1999〕7号”的文件/);
    assert.match(nothing.body, /value="我先写的标题"/);
    assert.match(nothing.body, />写了很久的一段话。</);
    const unnamed = await one.post(`${HOME}/drafts`, { ...typed, act: 'find' });
    assert.equal(unnamed.statusCode, 422);
    assert.match(textOf(unnamed.body), /请写原文件的文号或标题/);
    // Also when it was asked for by the button that saves: else the draft would stand beside the old document.
    for (const button of [{ act: 'find' }, {}] as Record<string, string>[]) {
      const found = await one.post(`${HOME}/drafts`, { ...typed, ...button, replaces: REPLACED });
      assert.equal(found.statusCode, 200);
      assert.match(found.body, /value="我先写的标题"/);
      assert.match(found.body, />写了很久的一段话。\n.*同时废止。</);
      assert.match(textOf(found.body), /已找到，废止它的话写在正文末尾。还没有保存/);
    }
    assert.equal(await countDrafts(), before);
    const draft = await write(one, { title: '兰河市青禾区人民政府关于另一件事的通知' });
    const seen = hidden((await one.get(draft)).body, 'seen');
    const missed = await one.post(draft, { seen, ...fields({ body: '又写了一段。' }), replaces: '没有这件' });
    assert.equal(missed.statusCode, 422);
    assert.match(missed.body, />又写了一段。</);
    const taken = await one.post(draft, { seen, ...fields({ body: '又写了一段。' }), replaces: REPLACED });
    assert.equal(taken.statusCode, 303, textOf(taken.body).slice(0, 500));
    const saved = await one.get(draft);
    assert.match(saved.body, />又写了一段。\n.*同时废止。</);
    assert.match(saved.body, /name="supersedes"[^>]*checked/);
    await act(one, draft, 'delete');
  });

  it('a very long text is kept to its last word', async () => {
    const body = `现通知如下。\r\n${'一件一件办好。'.repeat(20_000)}末字`;
    const draft = await write(one, { body, title: '兰河市青禾区人民政府关于很长的通知' });
    const { rows } = await sql<{
      body: string;
    }>`select body from gazette_draft where id = ${draft.split('/').at(-1)}`.execute(site.store.db);
    assert.equal(rows[0]?.body, body.replace('\r\n', '\n'));
    const over = await one.post(draft, { seen: '1', ...fields({ body: '长'.repeat(400_001) }) });
    assert.equal(over.statusCode, 422);
    assert.match(textOf(over.body), /超过 40 万字/);
    await act(one, draft, 'delete');
  });

  it('two who write at once: the second sees both texts and loses none', async () => {
    const draft = await write(one, { title: '兰河市青禾区人民政府关于两人同写的通知' });
    const seen = hidden((await two.get(draft)).body, 'seen');
    const first = await one.post(draft, {
      seen,
      ...fields({ title: '兰河市青禾区人民政府关于两人同写的通知', body: '第一人写的。' }),
    });
    assert.equal(first.statusCode, 303);
    const second = await two.post(draft, {
      seen,
      ...fields({ title: '兰河市青禾区人民政府关于两人同写的通知', body: '第二人写的。' }),
    });
    assert.equal(second.statusCode, 409);
    assert.match(textOf(second.body), /演示编辑 已保存过这份稿件/);
    assert.match(second.body, /<mark>第一人写的。<\/mark>/);
    assert.match(second.body, /<mark>第二人写的。<\/mark>/);
    const kept = textOf((await one.get(`${draft}/texts`)).body);
    assert.match(kept, /第一人写的。/);
    assert.match(kept, /第二人写的。/);
    assert.match(kept, /另存/);
    const merged = await two.post(draft, {
      seen: hidden(second.body, 'seen'),
      ...fields({ title: '兰河市青禾区人民政府关于两人同写的通知', body: '第一人写的。\n第二人写的。' }),
    });
    assert.equal(merged.statusCode, 303);
    assert.match(textOf((await one.get(draft)).body), /参与：演示编辑、第二编辑/);
    await act(one, draft, 'delete');
  });

  it('deleted, it can be restored; finished, it must be whole', async () => {
    const draft = await write(one, { title: '兰河市青禾区人民政府关于删了又要的通知', dated: '' });
    assert.equal((await act(one, draft, 'delete')).statusCode, 303);
    const edited = await one.post(draft, { seen: '2', ...fields({ body: '删除之后写的。' }) });
    assert.equal(edited.statusCode, 422);
    assert.match(textOf(edited.body), /请先恢复/);
    assert.match(edited.body, /删除之后写的。/, 'what was typed can be copied');
    assert.equal((await one.post(`${draft}/act`, { seen: '2', act: 'restore' })).statusCode, 303);
    const refused = await act(one, draft, 'finish');
    assert.equal(refused.statusCode, 422);
    assert.match(textOf(refused.body), /还没有成文日期/);
    await act(one, draft, 'delete');
  });

  it('every button of the page sends what was typed', async () => {
    const draft = await write(one, { title: '兰河市青禾区人民政府关于边写边定的通知' });
    const state = async () =>
      site.store.db
        .selectFrom('gazette_draft')
        .select(['body', 'state'])
        .where('id', '=', draft.split('/').at(-1) ?? '')
        .executeTakeFirstOrThrow();
    const send = async (more: Record<string, string>, body: string) =>
      one.post(draft, { seen: hidden((await one.get(draft)).body, 'seen'), ...fields({ body }), ...more });
    const finished = await send({ act: 'finish' }, '现通知如下，定稿前的最后一句。');
    assert.match(String(finished.headers.location), /done=finish/);
    assert.deepEqual(await state(), { body: '现通知如下，定稿前的最后一句。', state: 'ready' });
    const again = await send({}, '现通知如下，定稿后改的一句。');
    assert.match(textOf((await one.get(String(again.headers.location))).body), /须重新定稿/);
    assert.equal((await state()).state, 'draft');
    const incomplete = await one.post(draft, {
      seen: hidden((await one.get(draft)).body, 'seen'),
      ...fields({ body: '没有日期也要留下的话。', dated: '' }),
      act: 'finish',
    });
    assert.equal(incomplete.statusCode, 422);
    assert.match(textOf(incomplete.body), /已保存，没有定稿.*还没有成文日期/s);
    assert.equal((await state()).body, '没有日期也要留下的话。');
    await act(one, draft, 'delete');
  });

  it('a reason written beside a finding is kept together with the text that was being written', async () => {
    const title = '兰河市青禾区人民政府关于写明理由的通知';
    const body = (end: string) =>
      `为方便村民出行，现就有关事项通知如下。\n一、摸清底数。\n三、分批整修。先修学校周边道路。${end}`;
    const draft = await write(one, { title, body: body('') });
    const page = (await one.get(draft)).body;
    const [, key = ''] = /name="reason:([0-9a-f]{64})"/.exec(page) ?? [];
    assert.ok(key, textOf(page));
    const sent = await one.post(draft, {
      seen: hidden(page, 'seen'),
      ...fields({ title, body: body('再修别处。') }),
      [`reason:${key}`]: '第二项另发',
    });
    assert.equal(sent.statusCode, 303);
    const after = (await one.get(draft)).body;
    assert.match(after, /再修别处。/);
    assert.match(textOf(after), /不改：第二项另发（演示编辑）/);
    const [, dismissed = ''] =
      /<button[^>]*name="reopen"[^>]*value="([0-9a-f]{64})"/.exec(after) ??
      /value="([0-9a-f]{64})"/.exec(after) ??
      [];
    const reopened = await one.post(draft, {
      seen: hidden(after, 'seen'),
      ...fields({ title, body: body('再修别处。') }),
      reopen: dismissed,
    });
    assert.equal(reopened.statusCode, 303);
    assert.match((await one.get(draft)).body, new RegExp(`name="reason:${dismissed}"`));
    await act(one, draft, 'delete');
  });

  it('nobody’s draft, an act that is none, and a hostile form get an answer', async () => {
    const nobody = `${HOME}/drafts/00000000-0000-7000-8000-000000000000`;
    assert.equal((await one.get(nobody)).statusCode, 404);
    assert.equal((await one.post(nobody, fields())).statusCode, 404);
    assert.equal((await one.get(`${HOME}/drafts/not-an-id`)).statusCode, 404);
    const draft = await write(one, { title: '<script>alert(1)</script>关于测试的通知' });
    assert.doesNotMatch((await one.get(draft)).body, /<script>alert/);
    assert.equal((await one.post(`${draft}/act`, { seen: '1', act: 'publish' })).statusCode, 422);
    assert.equal((await one.post(`${HOME}/publish/findings`, { key: 'x', reason: 'x' })).statusCode, 404);
    await act(one, draft, 'delete');
  });
});

describe('an issue', () => {
  let issueId = '';

  it('starts from what the last one suggests, once', async () => {
    const page = await one.get(HOME);
    assert.match(page.body, /value="兰河市青禾区人民政府公报"/);
    assert.match(page.body, /value="10"/, 'the running number goes on');
    const front = {
      requestKey: hidden(page.body, 'requestKey'),
      title: '兰河市青禾区人民政府公报',
      year: '2024',
      number: '3',
      runningNumber: '10',
      dated: '2024-08-30',
      imprint: '主编：乙某某\n主办：兰河市青禾区人民政府办公室\n印数：300份',
    };
    const wrong = await one.post(`${HOME}/front`, { ...front, number: '三', dated: '2024-02-30' });
    assert.equal(wrong.statusCode, 422);
    assert.match(textOf(wrong.body), /期号写数字/);
    assert.match(textOf(wrong.body), /没有这一天/);
    assert.match(wrong.body, /印数：300份/, 'what was typed stays');
    assert.equal((await one.post(`${HOME}/front`, front)).statusCode, 303);
    assert.equal((await one.post(`${HOME}/front`, front)).statusCode, 303, 'the same form again');
    const late = await two.post(`${HOME}/front`, { ...front, requestKey: newId() });
    assert.equal(late.statusCode, 409);
    assert.match(textOf(late.body), /演示编辑 已经开始编 2024年第3期/);
  });

  it('is ordered by the editors, without script', async () => {
    const titles = ['甲事', '乙事', '丙事'].map((w) => `兰河市青禾区人民政府关于${w}的通知`);
    const drafts: string[] = [];
    for (const title of titles) drafts.push(await write(one, { title }));
    for (const draft of drafts) assert.equal((await act(one, draft, 'finish')).statusCode, 303);
    await two.post(`${drafts[2]}/move`, { direction: 'up' });
    await two.post(`${drafts[0]}/move`, { direction: 'down' });
    const list = textOf((await one.get(HOME)).body);
    const order = titles.map((t) => list.indexOf(t));
    assert.ok((order[2] ?? 0) < (order[0] ?? 0) && (order[0] ?? 0) < (order[1] ?? 0), `${order}`);
    assert.match(list, /预计 兰青政发〔2024〕19号/);
    assert.match(list, /预计 兰青政发〔2024〕21号/);
    for (const draft of drafts.slice(1)) await act(one, draft, 'delete');
  });

  it('takes in what another system hands over', async () => {
    const made = await createDraft({ db: site.store.db }, systemActor('personnel'), {
      requestKey: newId(),
      section: '人事任免',
      series: '兰青政干发',
      title: '兰河市青禾区人民政府关于癸某任职的通知',
      addressees: ['各镇人民政府', '各街道办事处', '区政府各部门'],
      body: '经兰河市青禾区人民政府2024年8月20日常务会议研究，决定：\n癸某任青禾区水务局副局长。\n特此通知。',
      signedBy: ['兰河市青禾区人民政府'],
      dated: '2024-08-21',
      disclosed: true,
    });
    assert.ok(made.ok);
    const draft = `${HOME}/drafts/${made.value.draftId}`;
    assert.match(textOf((await one.get(draft)).body), /系统（任免）/);
    assert.equal((await act(one, draft, 'finish')).statusCode, 303);
  });

  it('is confirmed on a page that shows what will happen, and refused when that has changed', async () => {
    const shown = await one.get(`${HOME}/publish`);
    const words = textOf(shown.body);
    assert.match(words, /2 份文件，按此顺序印出、编号/);
    assert.match(words, /兰青政发〔2024〕19号/);
    assert.match(words, /兰青政干发〔2024〕7号/);
    assert.match(words, /不废止、不修改任何文件/);
    const draft = await write(two, {
      section: '规范性文件',
      series: '兰青政规发',
      title: '兰河市青禾区人民政府关于规范早市摊点的通告',
      addressees: '',
      body: '为方便居民买菜，现通告如下。\n一、划定街段。\n二、本通告自2024年10月1日起施行。《青禾区早市摊点管理办法》（兰青政规发〔2024〕2号）同时废止。',
    });
    await act(two, draft, 'finish');
    const stale = await one.post(`${HOME}/publish`, {
      issue: hidden(shown.body, 'issue'),
      requestKey: hidden(shown.body, 'requestKey'),
      digest: hidden(shown.body, 'digest'),
      reason: '样刊',
    });
    assert.equal(stale.statusCode, 409);
    assert.match(textOf(stale.body), /有了变化，没有出版/);
    assert.match(textOf(stale.body), /废止《[^》]*早市摊点管理办法/);
  });

  it('can be seen as it will be printed', async () => {
    const pdf = await one.get(`${HOME}/sample.pdf`);
    assert.ok([200, 202].includes(pdf.statusCode), String(pdf.statusCode));
    if (pdf.statusCode === 200) assert.equal(pdf.rawPayload.subarray(0, 5).toString(), '%PDF-');
  });

  it('is published once, by whichever of two is first', async () => {
    const pages = [await one.get(`${HOME}/publish`), await two.get(`${HOME}/publish`)];
    const [first, second] = await Promise.all(
      pages.map((page, k) =>
        (k === 0 ? one : two).post(`${HOME}/publish`, {
          issue: hidden(page.body, 'issue'),
          requestKey: hidden(page.body, 'requestKey'),
          digest: hidden(page.body, 'digest'),
          reason: '样刊照原样出版',
        }),
      ),
    );
    assert.deepEqual(
      [first?.statusCode, second?.statusCode],
      [303, 303],
      textOf(first?.body ?? '').slice(0, 900),
    );
    const editions = await sql<{ n: number }>`select count(*)::int as n from law_edition`.execute(
      site.store.db,
    );
    assert.equal(editions.rows[0]?.n, 2, 'the sample and this one');
    const told = await Promise.all(
      [one, two].map(async (by, k) =>
        textOf((await by.get(String([first, second][k]?.headers.location))).body),
      ),
    );
    assert.equal(told.filter((words) => /已出版文件已进入库中/.test(words)).length, 1);
    assert.equal(told.filter((words) => /在您确认之前已经出版/.test(words)).length, 1);
    const record = await one.get(String(first?.headers.location).replace(/\?.*/, ''));
    assert.match(textOf(record.body), /兰青政干发〔2024〕7号/);
    issueId = /\/issues\/([0-9a-f-]{36})"/.exec(record.body)?.[1] ?? '';
    assert.notEqual(issueId, '');
  });

  it('reaches readers: list, page, feeds, search, appointments, status', async () => {
    const reader = new Visitor(site.app);
    assert.match(textOf((await reader.get('/issues')).body), /2024年第3期/);
    const page = await reader.get(`/issues/${issueId}`);
    assert.match(textOf(page.body), /规范早市摊点的通告/);
    assert.match((await reader.get('/feed.atom')).body, /关于甲事的通知/);
    assert.match((await reader.get('/feed.json')).body, /关于甲事的通知/);
    assert.match(textOf((await reader.get('/search?q=学校周边道路')).body), /关于甲事的通知/);
    assert.match(textOf((await reader.get(`/issues/${issueId}/appointments`)).body), /癸某/);
    const { rows } = await sql<{ id: string }>`
      select id from law_document where number = '兰青政规发〔2024〕2号' and kind = 'issuance'`.execute(
      site.store.db,
    );
    const ended = await reader.get(`/documents/${rows[0]?.id}?asOf=2024-10-01`);
    assert.match(textOf(ended.body), /已废止/);
  });

  it('is changed by no route', async () => {
    const { rows } = await sql<{ id: string; version: number }>`
      select id, version from gazette_draft where state = 'published'`.execute(site.store.db);
    assert.equal(rows.length, 3);
    const state = async () =>
      JSON.stringify(
        (
          await sql`select to_jsonb(d) from gazette_draft d where state = 'published'
            union all select to_jsonb(i) from gazette_next_issue i
            union all select to_jsonb(e) - 'artifact' from law_edition e`.execute(site.store.db)
        ).rows,
      );
    const before = await state();
    for (const { id, version } of rows) {
      const draft = `${HOME}/drafts/${id}`;
      for (const seen of [String(version), '1']) {
        const saved = await one.post(draft, { seen, ...fields({ title: '改过的标题的通知' }) });
        assert.equal(saved.statusCode, 422);
        assert.match(textOf(saved.body), /已经出版，不能再改/);
        for (const what of ['finish', 'reopen', 'delete', 'restore'])
          assert.equal((await one.post(`${draft}/act`, { seen, act: what })).statusCode, 422, what);
      }
      await one.post(`${draft}/move`, { direction: 'up' });
      await one.post(draft, { seen: String(version), ...fields(), [`reason:${'a'.repeat(64)}`]: 'x' });
      assert.doesNotMatch((await one.get(draft)).body, /<textarea/);
    }
    const record = await sql<{
      id: string;
    }>`select id from gazette_next_issue where state = 'published'`.execute(site.store.db);
    const front = {
      title: '改过的公报',
      year: '2024',
      number: '9',
      runningNumber: '',
      dated: '2024-01-01',
      imprint: '',
    };
    const refused = await one.post(`${HOME}/front`, { issue: record.rows[0]?.id ?? '', seen: '2', ...front });
    assert.match(textOf(refused.body), /已经出版，不能再改/);
    assert.equal(await state(), before);
  });

  it('an administrator may look at all of it', async () => {
    const admin = new Visitor(site.app);
    await admin.signIn('admin');
    const home = await admin.get(HOME);
    assert.equal(home.statusCode, 200);
    assert.doesNotMatch(home.body, /起草文件<\/a>/);
    const { rows } = await sql<{ id: string }>`select id from gazette_draft limit 1`.execute(site.store.db);
    const draft = await admin.get(`${HOME}/drafts/${rows[0]?.id}`);
    assert.equal(draft.statusCode, 200);
    assert.doesNotMatch(draft.body, /<textarea/);
  });
});
