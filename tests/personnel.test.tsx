/** Who holds which post, read over HTTP: pages, data, and the same facts in each. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId } from '#base/ids.ts';
import { openReadingSite, type Site } from './site.ts';
import { textOf, Visitor } from './visitor.ts';

let site: Site;
let reader: Visitor;
before(async () => {
  site = await openReadingSite();
  reader = new Visitor(site.app);
});
after(() => site?.close());

type Holder = {
  person: string;
  personId: string;
  postId: string;
  organisation: string;
  post: string;
  certainty: string;
  from: { earliest: string | null; latest: string };
};
const holders = async (asOf: string): Promise<Holder[]> =>
  (await site.app.inject(`/api/personnel/holders?asOf=${asOf}`)).json().holders;

describe('the chart of a day', () => {
  it('is what the data of the day say, each name with its person', async () => {
    const page = (await reader.get('/personnel?asOf=2023-12-31')).body;
    const all = await holders('2023-12-31');
    assert.ok(all.length >= 20);
    for (const { person, personId, organisation, post } of all) {
      assert.match(page, new RegExp(`href="/personnel/people/${personId}">${person}<`));
      assert.match(textOf(page), new RegExp(`${organisation}[sS]*${post}`));
    }
    assert.match(textOf(page), /2023年12月31日的任职情况/);
  });

  it('keeps two governments apart, and draws one that has no post of its own on record', async () => {
    const page = (await reader.get('/personnel?asOf=2024-06-30')).body;
    const trees = page.split('class="org-chart"').slice(1).map(textOf);
    assert.equal(trees.length, 2);
    assert.match(trees[0] ?? '', /西夏区人民政府[\s\S]*秦虹/);
    assert.doesNotMatch(trees[0] ?? '', /青禾区/);
    assert.match(trees[1] ?? '', /兰河市青禾区人民政府[\s\S]*青禾区文化馆/);
  });

  it('tells known from possible', async () => {
    const [one] = (await holders('2023-09-01')).filter((h) => h.person === '苏珊');
    assert.equal(one?.certainty, 'possibly');
    assert.equal(one?.from.earliest, null);
    assert.match(
      textOf((await reader.get('/personnel?asOf=2023-09-01')).body),
      /苏珊兼?可能在任|苏珊可能在任/,
    );
  });

  it('answers a day that does not exist with today, and says so', async () => {
    const answer = await reader.get('/personnel?asOf=2023-02-30');
    assert.equal(answer.statusCode, 200);
    assert.match(textOf(answer.body), /没有这一天/);
    assert.equal((await site.app.inject('/api/personnel/holders?asOf=2023-02-30')).statusCode, 400);
    assert.equal((await reader.get('/personnel/holders.csv?asOf=never')).statusCode, 422);
  });
});

describe('a person, a post, an organisation', () => {
  it('show decision day and notice day where they differ, and lead to the clause', async () => {
    const [qin] = (await holders('2023-12-31')).filter((h) => h.person === '秦虹');
    const page = (await reader.get(`/personnel/people/${qin?.personId}`)).body;
    assert.match(textOf(page), /2023年11月25日决定，通知日期2023年11月27日，银西政干发〔2023〕18号 第1段/);
    const clause = /href="(\/documents\/[0-9a-f-]{36}\/clauses\/[^"]+)"/.exec(page)?.[1];
    assert.ok(clause);
    assert.equal((await reader.get(clause)).statusCode, 200);
    const post = (await reader.get(`/personnel/posts/${qin?.postId}`)).body;
    assert.match(textOf(post), /苏珊[\s\S]*秦虹/);
    const body = /\/personnel\/organisations\/[0-9a-f-]{36}/.exec(post)?.[0];
    assert.match(textOf((await reader.get(`${body}?asOf=2023-11-24`)).body), /离任后未见任职记录/);
  });

  it('that are not there are answered plainly', async () => {
    for (const kind of ['people', 'posts', 'organisations'])
      for (const id of [newId(), 'x'])
        assert.equal((await reader.get(`/personnel/${kind}/${id}`)).statusCode, 404, `${kind}/${id}`);
    assert.equal((await site.app.inject(`/api/personnel/people/${newId()}`)).statusCode, 404);
    assert.equal((await site.app.inject('/api/personnel/posts/x')).statusCode, 404);
  });

  it('say that two names may be one body, and do not merge them', async () => {
    const found = (await site.app.inject('/api/personnel/findings?asOf=2023-12-31')).json().findings as {
      kind: string;
      organisationIds: string[];
    }[];
    const [ids] = found.filter((f) => f.kind === 'organisation_names').map((f) => f.organisationIds);
    assert.equal(ids?.length, 2);
    const says = textOf((await reader.get(`/personnel/organisations/${ids?.[0]}`)).body);
    assert.match(says, /名称待认定[\s\S]*可能是同一机构[\s\S]*认定之前分别列出/);
  });
});

describe('the record as data', () => {
  it('is found by name, body and act; a search without a find says what to do', async () => {
    assert.match(textOf((await reader.get(encodeURI('/personnel/changes?q=苏珊'))).body), /任免记录，共3项/);
    const dismissed = textOf((await reader.get('/personnel/changes?act=dismiss')).body);
    assert.match(dismissed, /共[12]项/);
    assert.match(
      textOf((await reader.get(encodeURI('/personnel/changes?q=查无此人'))).body),
      /没有找到任免记录/,
    );
    assert.equal((await reader.get('/personnel/changes?page=999&act=x')).statusCode, 200);
  });

  it('is the same in CSV as in JSON', async () => {
    const csv = await reader.get('/personnel/changes.csv');
    assert.match(String(csv.headers['content-type']), /text\/csv/);
    const lines = csv.body.replace('\ufeff', '').trimEnd().split('\r\n');
    const { total, acts } = (await site.app.inject('/api/personnel/changes')).json() as {
      total: number;
      acts: { person: string; decidedOn: string }[];
    };
    assert.equal(lines.length - 1, total);
    acts.forEach((act, at) => {
      assert.ok(lines[at + 1]?.startsWith(`${act.person},`) && lines[at + 1]?.includes(act.decidedOn));
    });
    const held = (await reader.get('/personnel/holders.csv?asOf=2023-12-31')).body.trimEnd().split('\r\n');
    assert.equal(held.length - 1, (await holders('2023-12-31')).length);
  });

  it('gives probation ends as a calendar that others can read', async () => {
    const answer = await reader.get('/personnel/probation.ics');
    const lines = answer.body.split('\r\n');
    assert.ok(lines.every((line) => Buffer.byteLength(line) <= 75));
    const whole = answer.body.replaceAll('\r\n ', '');
    assert.match(
      whole,
      /DTSTART;VALUE=DATE:20240927\r\nDTEND;VALUE=DATE:20240928\r\nSUMMARY:试用期届满：谢妍妍\r\n/,
    );
    assert.equal(whole.match(/BEGIN:VEVENT/g)?.length, 4, 'three of the gazette, one of the sample');
    const probations = (await site.app.inject('/api/personnel/probations?asOf=2024-09-26')).json()
      .probations as {
      person: string;
      state: string;
    }[];
    assert.equal(probations.find((p) => p.person === '谢妍妍')?.state, 'running');
  });
});
