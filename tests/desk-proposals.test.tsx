/** An editor decides what a gazette proposes: stories over HTTP. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type FixtureFile, fixtureBytes, parseFixture } from '#engines/law/fixture.ts';
import { systemActor } from '#platform/people/actor.ts';
import { importIssue } from '#systems/gazette/index.ts';
import { openDeskSite, type Site } from './site.ts';
import { hidden, textOf, Visitor } from './visitor.ts';

let site: Site;
let editor: Visitor;
let colleague: Visitor;

const give = (file: FixtureFile) =>
  importIssue({ db: site.store.db, parse: parseFixture, maxBytes: 1_000_000 }, systemActor('test'), {
    name: null,
    bytes: fixtureBytes(file),
  });

const targets = Array.from({ length: 12 }, (_, n) => ({
  number: `甲政发〔2020〕${n + 1}号`,
  title: `甲区${n + 1}号办法`,
  date: '2020-01-01',
  signedBy: ['甲区人民政府'],
  clauses: [['一', '发放补贴。']] as const,
}));
const proposes = (kind: 'repeal' | 'keep', n: number) => ({
  kind,
  targetNumber: `甲政发〔2020〕${n}号`,
  targetTitle: null,
  stage: 'proposed' as const,
  precision: 'unknown' as const,
});

before(async () => {
  site = await openDeskSite();
  [editor, colleague] = [new Visitor(site.app), new Visitor(site.app)];
  await editor.signIn('editor');
  await colleague.signIn('editor');
  await give({
    documents: [
      ...targets,
      {
        number: '甲政发〔2021〕9号',
        title: '甲区许可清单',
        date: '2021-01-01',
        clauses: [['一', '按照《甲区1号办法》（甲政发〔2020〕1号）执行。']],
        rows: [{ 序号: '1', 事项: '样例许可甲', 依据: '《甲区1号办法》' }],
      },
    ],
  });
  await give({
    documents: [
      {
        number: '甲政规发〔2024〕1号',
        title: '甲区第一次清理',
        date: '2024-03-01',
        clauses: [['一', '清理如下。']],
        effects: [...[1, 2, 3, 4, 5, 6, 10, 11, 12].map((n) => proposes('repeal', n)), proposes('keep', 7)],
      },
    ],
  });
});
after(() => site?.close());

const addressOf = async (n: number): Promise<{ id: string; url: string; documentId: string }> => {
  const row = await site.store.db
    .selectFrom('law_effect as e')
    .innerJoin('law_document as d', 'd.id', 'e.document_id')
    .select(['e.id', 'd.id as documentId'])
    .where('d.number', '=', `甲政发〔2020〕${n}号`)
    .where('e.stage', '=', 'proposed')
    .executeTakeFirstOrThrow();
  return { id: row.id, documentId: row.documentId, url: `/desk/proposals/${row.id}` };
};

const hiddenOf = (page: string) => ({
  requestKey: hidden(page, 'requestKey'),
  version: hidden(page, 'version'),
  seenAt: hidden(page, 'seenAt'),
  shownFor: hidden(page, 'shownFor'),
});
const typed = {
  verdict: 'adopt',
  kind: '',
  date: '2024-05-01',
  precision: 'day',
  until: '',
  basis: '甲区人民政府第1次常务会议（2024年4月20日）',
  note: '原件已核对',
  confirmed: '1',
  intent: 'decide',
};
const opened = async (n: number, person = editor) => {
  const { url } = await addressOf(n);
  return { url, form: { ...hiddenOf((await person.get(url)).body), ...typed } };
};
const answersTo = (id: string) =>
  site.store.db
    .selectFrom('law_effect')
    .select(['id', 'kind'])
    .where((w) => w.or([w('decides', '=', id), w('retracts', '=', id)]))
    .execute();

describe('the list of proposals', () => {
  it('is grouped by source and kind, and narrowed by either', async () => {
    const says = textOf((await editor.get('/desk/proposals')).body);
    assert.match(says, /拟废止 9 件/);
    assert.match(says, /拟保留 1 件/);
    assert.match(says, /甲政规发〔2024〕1号/);
    const narrowed = textOf((await editor.get('/desk/proposals?kind=keep')).body);
    assert.match(narrowed, /拟保留 1 件/);
    assert.doesNotMatch(narrowed, /拟废止 9 件/);
  });

  it('is for editors to decide and for administrators to read', async () => {
    const admin = new Visitor(site.app);
    await admin.signIn('admin');
    const { url } = await addressOf(1);
    assert.match(textOf((await admin.get(url)).body), /可以查看，不能审定/);
    assert.equal((await admin.post(url, typed)).statusCode, 403);
    assert.equal((await admin.post('/desk/proposals/many', { id: 'x' })).statusCode, 403);
    const visitor = new Visitor(site.app);
    assert.equal((await visitor.get(url)).headers.location, `/login?back=${encodeURIComponent(url)}`);
    assert.equal((await visitor.post(url, typed)).statusCode, 401);
  });
});

describe('deciding one proposal', () => {
  it('shows first what rests on the document', async () => {
    const { url } = await addressOf(1);
    const says = textOf((await editor.get(url)).body);
    for (const words of [
      '审定之前现行有效',
      '审定之后已废止',
      '2 处，其中表格行（许可、任务等）1 处',
      '样例许可甲',
      '甲区第一次清理',
    ])
      assert.ok(says.includes(words), words);
  });

  it('changes the status on the day and not the day before, and gives a receipt', async () => {
    const { url, form } = await opened(1);
    const answer = await editor.post(url, form);
    assert.equal(answer.statusCode, 303, textOf(answer.body));
    const receipt = (await editor.get(String(answer.headers.location))).body;
    const says = textOf(receipt);
    assert.match(says, /废止，自2024年5月1日起/);
    assert.match(says, /前一日 2024年4月30日现行有效/);
    assert.match(says, /生效日 2024年5月1日已废止/);
    assert.match(says, /甲区人民政府第1次常务会议/);
    assert.match(receipt, /href="\/documents\/[0-9a-f-]{36}\?asOf=2024-04-30"/);
    assert.match(textOf((await editor.get(url)).body), /这一条已经审定，不能再审/);
  });

  it('tells every reader on what basis and by whom it was decided', async () => {
    const reader = new Visitor(site.app);
    const { documentId } = await addressOf(1);
    const repealed = textOf((await reader.get(`/documents/${documentId}`)).body);
    assert.match(repealed, /起废止，依据甲区人民政府第1次常务会议（2024年4月20日）（演示编辑审定）/);
    const { id } = await site.store.db
      .selectFrom('law_document')
      .select('id')
      .where('number', '=', '甲政规发〔2024〕1号')
      .executeTakeFirstOrThrow();
    const source = textOf((await reader.get(`/documents/${id}`)).body);
    assert.match(source, /拟废止，已审定（1）/);
    assert.match(source, /拟废止，待审定（8）/);
    assert.match(source, /依据：甲区人民政府第1次常务会议（2024年4月20日）/);
    assert.doesNotMatch(source.split('对其他文件的影响')[1]?.split('效力沿革')[0] ?? '施行', /施行/);
  });

  it('shows other consequences before they are signed', async () => {
    const { url, form } = await opened(2);
    const answer = await editor.post(url, { ...form, verdict: 'other', kind: 'keep' });
    assert.equal(answer.statusCode, 200);
    assert.match(textOf(answer.body), /请看过影响再签署/);
    assert.match(textOf(answer.body), /审定之后现行有效/);
    assert.match(answer.body, /value="甲区人民政府第1次常务会议/);
    const again = { ...form, ...hiddenOf(answer.body), verdict: 'other', kind: 'keep' };
    const signed = await editor.post(url, again);
    assert.match(textOf((await editor.get(String(signed.headers.location))).body), /保留，自2024年5月1日起/);
  });

  it('keeps what was typed when something is missing, and says what', async () => {
    const { url, form } = await opened(3);
    const wrong: [Partial<typeof typed>, RegExp][] = [
      [{ basis: '' }, /请写明依据/],
      [{ date: '' }, /请填写生效日期/],
      [{ date: '2024-02-30' }, /日期无法识别/],
      [{ date: '去年' }, /日期无法识别/],
      [{ verdict: '' }, /请选择审定结果/],
      [{ verdict: 'other', kind: '' }, /请选择改为何种效力/],
      [{ verdict: 'other', kind: 'extend' }, /请填写新的有效期届满后的第一天/],
      [{ verdict: 'other', kind: 'suspend', until: '2024-04-01' }, /结束日必须晚于生效日期/],
      [{ verdict: 'other', kind: "x' or 1=1" }, /请从列表中选择/],
      [{ confirmed: '' }, /勾选“我已核对”/],
      [{ basis: '长'.repeat(501) }, /不超过 500 个字/],
    ];
    for (const [change, says] of wrong) {
      const answer = await editor.post(url, { ...form, ...change });
      assert.equal(answer.statusCode, 422, says.source);
      assert.match(textOf(answer.body), says);
      assert.match(textOf(answer.body), /原件已核对/);
    }
    assert.deepEqual(await answersTo((await addressOf(3)).id), []);
  });

  it('sent twice decides once', async () => {
    const { url, form } = await opened(3);
    const answers = await Promise.all([editor.post(url, form), editor.post(url, form)]);
    answers.push(await editor.post(url, form));
    assert.deepEqual(
      answers.map((a) => a.statusCode),
      [303, 303, 303],
    );
    assert.equal(new Set(answers.map((a) => a.headers.location)).size, 1);
    assert.equal((await answersTo((await addressOf(3)).id)).length, 1);
  });

  it('by two editors at once succeeds for one; the other sees what was decided', async () => {
    const [mine, theirs] = [await opened(4), await opened(4, colleague)];
    const answers = await Promise.all([
      editor.post(mine.url, mine.form),
      colleague.post(theirs.url, { ...theirs.form, verdict: 'reject', date: '', shownFor: 'reject' }),
    ]);
    assert.deepEqual(answers.map((a) => a.statusCode).sort(), [303, 409]);
    const lost = answers.find((a) => a.statusCode === 409);
    assert.match(textOf(lost?.body ?? ''), /已由他人审定或撤回/);
    assert.match(textOf(lost?.body ?? ''), /废止，自2024年5月1日起|不予采纳：拟废止/);
    assert.equal((await answersTo((await addressOf(4)).id)).length, 1);
  });

  it('on an older page is refused with what changed, and nothing typed is lost', async () => {
    const { url, form } = await opened(5);
    await give({
      documents: [
        {
          number: '甲政规发〔2024〕2号',
          title: '甲区第二次清理',
          date: '2024-04-01',
          clauses: [['一', '清理如下。']],
          effects: [proposes('keep', 5)],
        },
      ],
    });
    const answer = await editor.post(url, form);
    assert.equal(answer.statusCode, 409);
    const says = textOf(answer.body);
    assert.match(says, /又有新的记录/);
    assert.match(says, /拟保留/);
    assert.match(says, /原件已核对/);
    assert.match(answer.body, /value="2024-05-01"/);
    const again = await editor.post(url, { ...form, ...hiddenOf(answer.body) });
    assert.equal(again.statusCode, 303);
  });

  it('can be taken back with a reason, as a new record; then the proposal waits again', async () => {
    const { url, form } = await opened(6);
    const receipt = String((await editor.post(url, form)).headers.location);
    const page = (await editor.get(receipt)).body;
    const address = `${receipt.split('?')[0]}/retract`;
    const sent = { requestKey: hidden(page, 'requestKey'), version: hidden(page, 'version') };
    const empty = await editor.post(address, { ...sent, reason: ' ' });
    assert.equal(empty.statusCode, 422);
    assert.match(textOf(empty.body), /请写明撤回的理由/);
    const taken = await editor.post(address, { ...sent, reason: '会议纪要看错了' });
    assert.equal(taken.statusCode, 303);
    const twice = await editor.post(address, { ...sent, reason: '会议纪要看错了' });
    assert.equal(twice.headers.location, taken.headers.location);
    assert.match(textOf((await editor.get(receipt)).body), /这一条已经撤回/);
    assert.match(
      textOf((await editor.get(String(taken.headers.location))).body),
      /撤回审定：废止.*会议纪要看错了/s,
    );
    assert.match(textOf((await editor.get(url)).body), /签署审定/);
    const other = await editor.post(address, { ...sent, requestKey: 'another-form', reason: '再撤一次' });
    assert.equal(other.statusCode, 409);
  });

  it('answers what does not exist as not found', async () => {
    for (const id of ['x', '019f0000-0000-7000-8000-000000000001']) {
      assert.equal((await editor.get(`/desk/proposals/${id}`)).statusCode, 404);
      assert.equal((await editor.post(`/desk/proposals/${id}`, typed)).statusCode, 404);
      assert.equal((await editor.get(`/desk/decisions/${id}`)).statusCode, 404);
      assert.equal((await editor.post(`/desk/decisions/${id}/retract`, { reason: '有误' })).statusCode, 404);
    }
  });
});

describe('a proposal on a document that is known by name only', () => {
  it('is moved to the document that is meant, once, and stays a proposal', async () => {
    await give({
      documents: [
        {
          number: '甲政规发〔2024〕3号',
          title: '甲区第三次清理',
          date: '2024-05-01',
          clauses: [['一', '清理如下。']],
          effects: [{ ...proposes('repeal', 8), targetNumber: '甲政发〔2020〕88号' }],
        },
      ],
    });
    const { url } = await addressOf(88);
    assert.match(textOf((await editor.get(url)).body), /只知名称/);
    assert.match(textOf((await editor.get(`${url}?target=没有这样的文件`)).body), /没有找到/);
    const found = (await editor.get(`${url}?target=${encodeURIComponent('8号办法')}`)).body;
    const form = {
      requestKey: hidden(found, 'requestKey'),
      version: hidden(found, 'version'),
      document: hidden(found, 'document'),
    };
    assert.equal((await editor.post(`${url}/target`, { ...form, document: 'x' })).statusCode, 422);
    const answers = [await editor.post(`${url}/target`, form), await editor.post(`${url}/target`, form)];
    assert.deepEqual(
      answers.map((a) => a.statusCode),
      [303, 303],
    );
    const moved = String(answers[0]?.headers.location);
    assert.equal(answers[1]?.headers.location, moved);
    const page = (await editor.get(moved)).body;
    assert.match(textOf(page), /拟废止：甲区8号办法/);
    assert.match(textOf(page), /甲区第三次清理/);
    assert.match(textOf((await editor.get(url)).body), /已经审定，不能再审/);
    const signed = await editor.post(moved, { ...hiddenOf(page), ...typed });
    assert.match(
      textOf((await editor.get(String(signed.headers.location))).body),
      /生效日 2024年5月1日已废止/,
    );
  });
});

describe('deciding a whole list', () => {
  it('takes one basis and day, and makes a record for each', async () => {
    const chosen = await Promise.all([10, 11, 12].map(addressOf));
    const ids = chosen.map((c) => c.id);
    const page = await editor.post('/desk/proposals/many', { id: ids });
    assert.match(textOf(page.body), /一并审定 3 条拟议/);
    const form: Record<string, string | string[]> = {
      ...typed,
      id: ids,
      requestKey: hidden(page.body, 'requestKey'),
      shownFor: hidden(page.body, 'shownFor'),
    };
    for (const id of ids) form[`version-${id}`] = hidden(page.body, `version-${id}`);
    // A colleague decides one of them meanwhile.
    const theirs = await opened(12, colleague);
    assert.equal((await colleague.post(theirs.url, theirs.form)).statusCode, 303);
    const answer = await editor.post('/desk/proposals/many', form);
    assert.equal(answer.statusCode, 409);
    assert.match(textOf(answer.body), /已审定 2 条，1 条没有审定/);
    assert.match(textOf(answer.body), /甲区12号办法：这一条已由他人审定或撤回/);
    for (const { id } of chosen) assert.equal((await answersTo(id)).length, 1);
    const receipt = await editor.get(`/desk/decisions?made=${form.requestKey}`);
    assert.match(textOf(receipt.body), /已经审定并记录 2 条/);
  });

  it('asks for a choice when none was made', async () => {
    const answer = await editor.post('/desk/proposals/many', {});
    assert.equal(answer.statusCode, 422);
    assert.match(textOf(answer.body), /没有选中任何一条/);
  });
});
