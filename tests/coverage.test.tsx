/** 本期公报落实情况 over HTTP: the map of an issue, as page and as data, and an editor's marks. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newId } from '#base/ids.ts';
import { type FixtureFile, fixtureBytes, parseFixture } from '#engines/law/fixture.ts';
import { systemActor } from '#platform/people/actor.ts';
import { importIssue } from '#systems/gazette/index.ts';
import { openDeskSite, openReadingSite, type Site } from './site.ts';
import { hidden, textOf, Visitor } from './visitor.ts';

const FIRE_ORDER = '银西政规发〔2023〕2号';

describe('readers', () => {
  let site: Site;
  let xixia: string;
  let sample: string;
  before(async () => {
    site = await openReadingSite();
    const { issues } = (await site.app.inject({ url: '/api/issues' })).json() as {
      issues: { id: string; year: number }[];
    };
    const of = (year: number) => `/issues/${issues.find((i) => i.year === year)?.id}`;
    [xixia, sample] = [of(2023), of(2024)];
  });
  after(() => site.close());

  const get = (url: string) => site.app.inject({ url: encodeURI(url) });
  const page = async (url: string): Promise<string> => {
    const answer = await get(url);
    assert.equal(answer.statusCode, 200, url);
    return answer.body;
  };
  type Totals = { operative: number; carried: number; partly: number; not_yet: number; statement: number };
  type Data = {
    totals: Totals & { unmarked: number; sharesPercent: Record<string, number> };
    sections: { totals: Totals }[];
    carriers: { id: string; url: string; tests: unknown[] }[];
    documents: {
      id: string;
      number: string | null;
      totals: Totals;
      texts: { clauses: { path: string; state: string; reason: string | null; carriedBy: unknown[] }[] }[];
    }[];
  };
  const data = async (issue: string): Promise<Data> => JSON.parse(await page(`${issue}/coverage.json`));

  test('the fire order’s page prints its season and its high-risk time', async () => {
    const at = (await get(`/documents/by-number/${FIRE_ORDER}`)).headers.location as string;
    const says = textOf(await page(at));
    assert.match(says, /森林草原防火期2023年10月1日至2024年5月31日/);
    assert.match(says, /森林草原高火险期2024年1月15日至2024年4月15日/);
  });

  test('see how far an issue is carried out, and each of its clauses with what carries it', async () => {
    const html = await page(`${xixia}/coverage`);
    const says = textOf(html);
    const { totals } = await data(xixia);
    assert.match(says, /本期公报落实情况/);
    assert.ok(says.includes(`${totals.operative} 条中的 ${totals.carried} 条`));
    assert.ok(says.includes('还有 96 条只是陈述'));
    assert.match(html, /<a href="[^"]*">效力状态：有效期届满，自动失效<\/a>（规则）承担/);
    assert.match(says, /承担一部分：只公布起止日期/);
    assert.match(says, /理由：标题，时间在下面一段/);
    assert.match(html, /aria-current="page"[^>]*>落实情况/);
    assert.match(await page(xixia), new RegExp(`href="${xixia}/coverage"`));
    assert.doesNotMatch(html, /<script|style=/);
  });

  test('get numbers that agree with each other, and by hand with the gazette', async () => {
    const { totals, sections, documents, carriers } = await data(xixia);
    assert.equal(totals.statement, 96);
    assert.equal(totals.operative, 306 + 160);
    assert.equal(totals.unmarked, 0);
    assert.equal(documents.length, 19);
    const sum = (list: { totals: Totals }[], key: keyof Totals) =>
      list.reduce((total, one) => total + one.totals[key], 0);
    for (const key of ['operative', 'carried', 'partly', 'not_yet', 'statement'] as const) {
      assert.equal(sum(documents, key), totals[key], key);
      assert.equal(sum(sections, key), totals[key], key);
    }
    const tenths = Object.values(totals.sharesPercent).map((share) => Math.round(share * 10));
    assert.equal(
      tenths.reduce((a, b) => a + b, 0),
      1000,
    );
    const fire = documents.find((d) => d.number === FIRE_ORDER)?.texts.flatMap((t) => t.clauses) ?? [];
    assert.deepEqual(
      ['一', '三', '三/（十四）'].map((path) => fire.find((c) => c.path === path)?.state),
      ['statement', 'not_yet', 'carried'],
    );
    for (const clause of documents.flatMap((d) => d.texts.flatMap((t) => t.clauses))) {
      assert.equal(clause.reason !== null, clause.state === 'statement', clause.path);
      assert.equal(clause.carriedBy.length > 0, clause.state === 'carried' || clause.state === 'partly');
    }
    assert.ok(carriers.every((c) => c.url.startsWith('https://gb.example.cn/') && c.tests.length > 0));
  });

  test('narrow the clauses to a state and to a document', async () => {
    const carried = await page(`${xixia}/coverage?state=carried`);
    assert.match(carried, /coverage-state-carried/);
    const units = carried.split('<ol class="coverage-list">').slice(1).join('');
    assert.doesNotMatch(units, /coverage-state-not_yet/);
    const { documents } = await data(xixia);
    const order = documents.find((d) => d.number === FIRE_ORDER);
    const own = await page(`${xixia}/coverage/${order?.id}`);
    assert.equal(own.match(/<li class="coverage-unit /g)?.length, 20);
    assert.match(textOf(own), /应落实条款已有系统承担（18 条中的 1 条）/);
    const nothing = await page(`${xixia}/coverage/${order?.id}?state=statement&page=99`);
    assert.equal(nothing.match(/<li class="coverage-unit /g)?.length, 2);
    assert.equal((await get(`${xixia}/coverage?state=nonsense&page=0`)).statusCode, 200);
  });

  test('get a table with a line for each clause', async () => {
    const csv = await page(`${xixia}/coverage.csv`);
    assert.ok(csv.startsWith('\uFEFF栏目,文号,文件,'));
    const lines = csv.trimEnd().split('\r\n');
    assert.equal(lines.length, 1 + 402 + 160);
    const end = lines.find((l) => l.includes(`,${FIRE_ORDER},`) && l.includes(',三/（十四）,'));
    assert.match(
      end ?? '',
      /,已承担,,效力状态：有效期届满，自动失效（规则）,,https:\/\/gb\.example\.cn\/documents\//,
    );
  });

  test('are told that nobody has marked an issue, and that everything then counts', async () => {
    const html = await page(`${sample}/coverage`);
    assert.match(textOf(html), /还没有人标注过这些条款/);
    const { totals } = await data(sample);
    assert.equal(totals.statement, 0);
    assert.ok(totals.unmarked > 20);
    assert.equal(totals.carried + totals.partly, 0);
  });

  test('are led from a document to the carrying out of it', async () => {
    const at = (await get(`/documents/by-number/${FIRE_ORDER}`)).headers.location as string;
    const html = await page(at);
    assert.match(html, /由<a href="[^"]*">效力状态：有效期届满，自动失效<\/a>承担/);
    assert.match(
      html,
      /<li class="coverage-by-partly">由<a [^>]*>文件页上的防火期和高火险期<\/a>承担一部分：/,
    );
    assert.equal(html.match(/class="coverage-by"/g)?.length, 2, 'beside what is carried, nowhere else');
    const href = /href="(\/issues\/[^"]*\/coverage\/[^"]*)"/.exec(html)?.[1];
    assert.ok(href);
    assert.match(textOf(await page(href)), /银西政规发〔2023〕2号/);
  });

  test('are led only to pages that exist', async () => {
    const seen = new Set<string>();
    for (const url of [
      `${xixia}/coverage`,
      `${xixia}/coverage?state=carried`,
      `${xixia}/coverage?state=partly`,
    ])
      for (const [, href] of (await page(url)).matchAll(/<a [^>]*?href="(\/[^"#]*)/g))
        seen.add((href ?? '').replaceAll('&amp;', '&'));
    assert.ok(seen.size > 150);
    for (const url of seen) {
      const { statusCode } = await site.app.inject({ url });
      assert.ok(statusCode < 400, `${url}: ${statusCode}`);
    }
  });

  test('get a clear answer where there is no such issue or document', async () => {
    const none = '01900000-0000-7000-8000-000000000000';
    for (const url of [
      '/issues/x/coverage',
      `/issues/${none}/coverage`,
      `/issues/${none}/coverage.csv`,
      `${xixia}/coverage/${none}`,
      `${xixia}/coverage/x`,
    ]) {
      const answer = await get(url);
      assert.equal(answer.statusCode, 404, url);
      assert.match(answer.body, /请从历期公报进入/);
    }
  });
});

describe('an editor', () => {
  let site: Site;
  let editor: Visitor;
  let issue: string;
  const file = (second = '设立集市管理所。'): FixtureFile => ({
    issue: { title: '甲区公报', year: 2024, number: 1, date: '2024-03-01' },
    documents: [
      {
        number: '甲政发〔2024〕1号',
        title: '甲区集市办法',
        date: '2024-02-01',
        clauses: [
          ['一', '总则', [['（一）', '本办法所说集市，指露天集市。']]],
          ['二', second],
          ['三', '摊位费每月五十元。'],
        ],
      },
    ],
  });
  const give = (given: FixtureFile) =>
    importIssue({ db: site.store.db, parse: parseFixture, maxBytes: 1_000_000 }, systemActor('test'), {
      name: null,
      bytes: fixtureBytes(given),
    });
  before(async () => {
    site = await openDeskSite();
    editor = new Visitor(site.app);
    await editor.signIn('editor');
    await give(file());
    const { id } = await site.store.db.selectFrom('law_issue').select('id').executeTakeFirstOrThrow();
    issue = id;
  });
  after(() => site?.close());

  const desk = (show = 'unmarked') => `/desk/coverage/${issue}?show=${show}`;
  /** The value of the checkbox beside a clause. */
  const choice = (html: string, path: string) =>
    [...html.matchAll(/name="clause"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="clause"/g)]
      .map((m) => m[1] ?? m[2] ?? '')
      .find((value) => value.endsWith(`:${path}`)) ?? '';
  const mark = async (path: string, verdict: string, reason = '', show = 'unmarked') => {
    const html = (await editor.get(desk(show))).body;
    const form = { requestKey: hidden(html, 'requestKey'), clause: choice(html, path), reason, verdict };
    return { form, answer: await editor.post(desk(show), form) };
  };
  const marks = () =>
    site.store.db.selectFrom('gazette_clause_mark').select(['path', 'verdict']).orderBy('id').execute();
  const state = async (path: string): Promise<[string, string | null]> => {
    const { documents } = JSON.parse((await editor.get(`/issues/${issue}/coverage.json`)).body);
    const clause = documents
      .flatMap((d: { texts: { clauses: unknown[] }[] }) => d.texts.flatMap((t) => t.clauses))
      .find((c: { path: string }) => c.path === path);
    return [clause.state, clause.reason];
  };

  test('sees what nobody has marked', async () => {
    assert.match(textOf((await editor.get('/desk/coverage')).body), /甲区公报.*2024年第1期/);
    const html = (await editor.get(desk())).body;
    assert.equal(html.match(/name="clause"/g)?.length, 4);
    assert.match(textOf(html), /本办法所说集市/);
  });

  test('marks a clause as a mere statement, with a reason that every reader sees', async () => {
    const { answer } = await mark('一', 'statement', '标题，内容在下面的条款里');
    assert.equal(answer.statusCode, 303, textOf(answer.body));
    assert.match(textOf((await editor.get(String(answer.headers.location))).body), /已标注 1 条/);
    assert.deepEqual(await state('一'), ['statement', '标题，内容在下面的条款里']);
    assert.match(
      textOf((await new Visitor(site.app).get(`/issues/${issue}/coverage`)).body),
      /理由：标题，内容在下面的条款里/,
    );
    const trail = await site.store.db
      .selectFrom('audit_entry')
      .select(['outcome', 'detail'])
      .where('use_case', '=', 'gazette.coverage.mark')
      .execute();
    assert.deepEqual(
      trail.map((t) => [t.outcome, (t.detail as { paths: string[] }).paths]),
      [['done', ['一']]],
    );
  });

  test('must say why, and choose something; what was typed and chosen stays', async () => {
    const { answer, form } = await mark('二', 'statement');
    assert.equal(answer.statusCode, 422);
    assert.match(textOf(answer.body), /请写明为什么只是陈述/);
    assert.match(
      answer.body,
      new RegExp(`checked=""[^>]*value="${form.clause}"|value="${form.clause}"[^>]*checked=""`),
    );
    const none = await editor.post(desk(), { requestKey: newId(), reason: '标题', verdict: 'statement' });
    assert.equal(none.statusCode, 422);
    assert.match(none.body, /value="标题"/);
    assert.match(textOf(none.body), /没有选中任何条款/);
    const long = await mark('二', 'statement', '长'.repeat(101));
    assert.match(textOf(long.answer.body), /不超过 100 个字/);
    assert.equal((await marks()).length, 1);
  });

  test('sends a form twice and marks once', async () => {
    const { answer, form } = await mark('三', 'operative');
    assert.equal(answer.statusCode, 303);
    const again = await Promise.all([editor.post(desk(), form), editor.post(desk(), form)]);
    for (const one of again) assert.equal(one.statusCode, 303);
    assert.deepEqual((await marks()).filter((m) => m.path === '三').length, 1);
  });

  test('is refused on a page that another editor has overtaken', async () => {
    const html = (await editor.get(desk())).body;
    const clause = choice(html, '二');
    const first = { requestKey: newId(), clause, reason: '背景和依据', verdict: 'statement' };
    const other = { requestKey: newId(), clause, reason: '', verdict: 'operative' };
    const answers = await Promise.all([editor.post(desk(), first), editor.post(desk(), other)]);
    assert.deepEqual(answers.map((a) => a.statusCode).sort(), [303, 409]);
    assert.match(textOf(answers.find((a) => a.statusCode === 409)?.body ?? ''), /已由他人标注/);
    assert.equal((await marks()).filter((m) => m.path === '二').length, 1);
  });

  test('takes a mark back, as a new record', async () => {
    const { answer } = await mark('一', 'revoked', '', 'statement');
    assert.equal(answer.statusCode, 303, textOf(answer.body));
    assert.deepEqual(await state('一'), ['not_yet', null]);
    assert.deepEqual(
      (await marks()).filter((m) => m.path === '一').map((m) => m.verdict),
      ['statement', 'revoked'],
    );
    assert.equal((await mark('一', 'statement', '标题，内容在下面的条款里')).answer.statusCode, 303);
    assert.equal((await state('一'))[0], 'statement');
  });

  test('finds headings ready to be marked together', async () => {
    await mark('一', 'revoked', '', 'statement');
    const html = (await editor.get(desk('headings'))).body;
    assert.equal(html.match(/name="clause"/g)?.length ?? 0, html.match(/checked=""/g)?.length ?? 0);
    await mark('一', 'statement', '标题，内容在下面的条款里');
  });

  test('loses the mark, and only that one, when a corrected edition has other words', async () => {
    const html = (await editor.get(desk('operative'))).body + (await editor.get(desk('statement'))).body;
    const stale = choice(html, '二');
    assert.notEqual(stale, '');
    await give(file('设立集市管理所两个。'));
    assert.deepEqual(await state('二'), ['not_yet', null]);
    assert.equal((await state('一'))[0], 'statement');
    assert.match(textOf((await editor.get(desk())).body), /设立集市管理所两个/);
    const answer = await editor.post(desk(), {
      requestKey: newId(),
      clause: stale,
      reason: '背景和依据',
      verdict: 'statement',
    });
    assert.equal(answer.statusCode, 409);
    assert.match(textOf(answer.body), /文字已经更正/);
  });

  test('sends nonsense and gets a clear answer; an administrator may look and not mark', async () => {
    for (const clause of ['x', 'none:1:2:3', `none:${newId()}:${'0'.repeat(64)}:一`]) {
      const answer = await editor.post(desk(), {
        requestKey: newId(),
        clause,
        reason: '标题',
        verdict: 'statement',
      });
      assert.ok([409, 422].includes(answer.statusCode), `${clause}: ${answer.statusCode}`);
    }
    assert.equal((await editor.get(`/desk/coverage/${newId()}`)).statusCode, 404);
    const admin = new Visitor(site.app);
    await admin.signIn('admin');
    const html = (await admin.get(desk())).body;
    assert.match(textOf(html), /可以查看，不能标注/);
    assert.doesNotMatch(html, /<button[^>]*name="verdict"/);
    assert.equal((await admin.post(desk(), { verdict: 'operative' })).statusCode, 403);
  });
});
