/** Proofreading on the desk: stories over HTTP, on an invented gazette. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { seedFacts } from '#systems/gazette/index.ts';
import { importText, openDeskSite, type Site } from './site.ts';
import { hidden, textOf, untilPage, Visitor } from './visitor.ts';

/** An invented issue: its mail address differs between front and back. */
const issue = (mail: string, extra = '') => `甲河区人民政府公报

2024

第2期(总第8期)

2024年6月30日出版

目 录

【政府文件】

甲河区人民政府关于加强防汛工作的通知
(甲政发〔2024〕5号) 1

地 址：甲河区行政中心
邮 箱：${mail}

甲河区人民政府关于加强防汛工作的通知

甲政发〔2024〕5号

各镇人民政府：

为做好今年防汛工作，现通知如下：

一、落实责任。各镇应当明确防汛责任人。

二、加强值守。各镇应当实行二十四小时值班。${extra}

甲河区人民政府

2024年5月8日

（此件公开发布）

甲河区人民政府公报

邮 箱：gongbao@jiahe.example
地 址：甲河区行政中心
`;

let site: Site;
let editor: Visitor;
let admin: Visitor;
const WRONG = 'gongbau@jiahe.example';

const give = (text: string) => importText(site.store, text, '甲河.txt');

/** The forms of a page's findings: key, what was seen, and the mend in the box. */
const cards = (page: string) =>
  [...page.matchAll(/<article class="proof-finding".*?<\/article>/gs)].map(([card]) => ({
    card,
    fields: {
      key: hidden(card, 'key'),
      seen: hidden(card, 'seen'),
      at: hidden(card, 'at'),
      back: hidden(card, 'back'),
      requestKey: hidden(card, 'requestKey'),
    },
  }));

before(async () => {
  site = await openDeskSite();
  [editor, admin] = [new Visitor(site.app), new Visitor(site.app)];
  await editor.signIn('editor');
  await admin.signIn('admin');
  await site.jobs.start();
});
after(() => site?.close());

describe('proofreading an edition', () => {
  let url: string;
  let first: Awaited<ReturnType<typeof give>>;
  const contact = async (at = url) => {
    const page = (await editor.get(`${at}?rule=contact.differs`)).body;
    const [found] = cards(page);
    return { page, found };
  };
  const decisions = () =>
    site.store.db.selectFrom('gazette_proof_decision').selectAll().orderBy('id').execute();

  it('shows what differs, where it stands, with the other place; the list leads to it', async () => {
    first = await give(issue(WRONG));
    url = `/desk/proofread/${first.editionId}`;
    assert.match((await editor.get('/desk/proofread')).body, new RegExp(`href="${url}"`));
    const { page, found } = await contact();
    assert.ok(found);
    assert.match(textOf(found.card), /“邮箱”前后不一/);
    assert.match(textOf(page), /gongbau@jiahe\.example/);
  });

  it('is seen by an administrator, who may not decide; by nobody else', async () => {
    const { found } = await contact();
    assert.equal((await admin.get(url)).statusCode, 200);
    assert.doesNotMatch((await admin.get(url)).body, /<form method="post" action="\/desk\/proofread/);
    assert.equal(
      (await admin.post(`${url}/findings`, { ...found?.fields, verdict: 'accepted' })).statusCode,
      403,
    );
    assert.match(String((await new Visitor(site.app).get(url)).headers.location), /^\/login/);
  });

  it('refuses an answer without reason, mend or choice, keeps what was typed, and records nothing', async () => {
    const { found } = await contact();
    assert.ok(found);
    const send = (more: Record<string, string>) =>
      editor.post(`${url}/findings`, { ...found.fields, ...more });
    const noReason = await send({ verdict: 'dismissed', replacement: '改过的字', reason: '' });
    assert.equal(noReason.statusCode, 422);
    assert.match(textOf(noReason.body), /请写明不改的理由/);
    assert.match(noReason.body, /value="改过的字"/);
    assert.equal((await send({ verdict: 'accepted', replacement: '', reason: '' })).statusCode, 422);
    assert.equal((await send({ verdict: 'perhaps' })).statusCode, 422);
    assert.equal((await send({ verdict: 'accepted', key: 'x', replacement: 'y' })).statusCode, 422);
    assert.equal(
      (await editor.post(`${url}/findings`, { verdict: 'accepted', requestKey: 'a'.repeat(20) })).statusCode,
      422,
    );
    assert.equal((await editor.post(`${url}/corrected`, { requestKey: 'a'.repeat(20) })).statusCode, 422);
    assert.equal((await editor.get('/desk/proofread/x')).statusCode, 404);
    assert.equal((await editor.get(`${url}/text?document=9`)).statusCode, 404);
    assert.equal((await editor.get(`${url}?state=z&rule=z&document=z&page=-3`)).statusCode, 200);
    assert.deepEqual(await decisions(), []);
  });

  it('accepted twice by a double click is one decision; on an older page it is refused', async () => {
    const { found } = await contact();
    assert.ok(found);
    // The later place is marked: the editor knows that the front is the wrong one and mends both to the same words.
    const form = { ...found.fields, verdict: 'accepted', replacement: '邮 箱：gongbao@jiahe.example.cn' };
    const both = await Promise.all([
      editor.post(`${url}/findings`, form),
      editor.post(`${url}/findings`, form),
    ]);
    for (const answer of both) assert.equal(answer.statusCode, 303, textOf(answer.body));
    assert.equal((await decisions()).length, 1);
    const stale = await editor.post(`${url}/findings`, {
      ...form,
      requestKey: 'another-form-1',
      verdict: 'dismissed',
      reason: '原件如此',
    });
    assert.equal(stale.statusCode, 409);
    assert.match(textOf(stale.body), /已由他人处理/);
    const trail = await site.store.db
      .selectFrom('audit_entry')
      .select('detail')
      .where('use_case', '=', 'gazette.proofread.decide')
      .execute();
    assert.equal(trail.length, 1);
  });

  it('becomes a corrected edition; readers see what was changed; the edition before stays', async () => {
    const made = await editor.post(`${url}/corrected`, { requestKey: 'corrected-file-1' });
    assert.equal(made.statusCode, 303);
    const follow = String(made.headers.location);
    await untilPage(() => editor.get(follow), /登记为第 2 版/);
    const editions = textOf((await editor.get(`/issues/${first.issueId}/editions`)).body);
    assert.match(editions, /第 2 版（现行）/);
    assert.match(editions, /更正 1 处/);
    assert.match(editions, /改为“邮 箱：gongbao@jiahe\.example\.cn”/);
    const old = await editor.get(`/issues/${first.issueId}/editions/1.txt`);
    assert.ok(old.body.includes(WRONG) && !old.body.includes('example.cn'));
    const late = await editor.post(`${url}/corrected`, { requestKey: 'corrected-file-2' });
    assert.equal(late.statusCode, 422);
    assert.match(textOf(late.body), /已被更正版取代/);
  });

  it('a dismissal is remembered for the next file of the same words', async () => {
    const second = await give(issue(WRONG, '必要时增派人员。'));
    const at = `/desk/proofread/${second.editionId}`;
    const { found } = await contact(at);
    assert.ok(found);
    const answer = await editor.post(`${at}/findings`, {
      ...found.fields,
      verdict: 'dismissed',
      reason: '两个邮箱都在用',
      replacement: '',
    });
    assert.equal(answer.statusCode, 303);
    const third = await give(issue(WRONG, '必要时增派人员和车辆。'));
    const next = `/desk/proofread/${third.editionId}`;
    assert.equal((await contact(next)).found, undefined);
    assert.match(textOf((await editor.get(`${next}?state=dismissed`)).body), /两个邮箱都在用/);
    const [again] = cards((await editor.get(`${next}?state=dismissed&rule=contact.differs`)).body);
    assert.ok(again);
    assert.equal(
      (await editor.post(`${next}/findings`, { ...again.fields, verdict: 'reopened' })).statusCode,
      303,
    );
    assert.ok((await contact(next)).found);
  });

  it('one acceptance mends the same slip further on; readers are told at how many places', async () => {
    const slips =
      '\n\n三、加强巡查。一要巡查,二要记录,三要报告。\n\n四、加强保障。备足物资，备足车辆，备足船只，及时报告。';
    const given = await give(issue('gongbao@jiahe.example', slips));
    const at = `/desk/proofread/${given.editionId}`;
    const [found] = cards((await editor.get(`${at}?rule=width.half_mark`)).body);
    assert.ok(found);
    assert.match(textOf(found.card), /连同后面同样的，共 2 处/);
    const answer = await editor.post(`${at}/findings`, { ...found.fields, verdict: 'accepted' });
    assert.equal(answer.statusCode, 303);
    const made = await editor.post(`${at}/corrected`, { requestKey: 'two-places-1' });
    await untilPage(() => editor.get(String(made.headers.location)), /登记为第 \d+ 版/);
    const { number, id } = await site.store.db
      .selectFrom('law_edition')
      .select(['number', 'id'])
      .where('issue_id', '=', given.issueId)
      .where('current', '=', true)
      .executeTakeFirstOrThrow();
    const text = (await editor.get(`/issues/${given.issueId}/editions/${number}.txt`)).body;
    assert.ok(text.includes('一要巡查，二要记录，三要报告。'), text);
    assert.equal(cards((await editor.get(`/desk/proofread/${id}?rule=width.half_mark`)).body).length, 0);
    const editions = textOf((await editor.get(`/issues/${given.issueId}/editions`)).body);
    assert.match(editions, /更正 2 处.*改为“，”，后面同样的 1 处一并改正/s);
  });

  it('after an answer the page rests at the next one and offers to take the last back', async () => {
    const given = await give(issue(WRONG, '必要时增派人员、车辆、船只和食物。'));
    const at = `/desk/proofread/${given.editionId}`;
    const all = cards((await editor.get(at)).body);
    const last = all.at(-1);
    assert.ok(last);
    const answer = await editor.post(`${at}/findings`, {
      ...last.fields,
      verdict: 'dismissed',
      reason: '改了再撤',
      back: `${at}?page=9`,
    });
    const location = String(answer.headers.location);
    assert.match(location, /#here$/);
    const page = (await editor.get(location)).body;
    assert.match(page, /id="here"/);
    assert.equal(cards(page).length, all.length - 1, 'a page beyond the last is the last');
    const done = /<div class="proof-done".*?<\/form>/s.exec(page)?.[0] ?? '';
    assert.match(textOf(done), /已记下不改：.*撤销/);
    const undone = await editor.post(`${at}/findings`, {
      key: hidden(done, 'key'),
      seen: hidden(done, 'seen'),
      at: hidden(done, 'at'),
      back: hidden(done, 'back'),
      requestKey: hidden(done, 'requestKey'),
      verdict: 'reopened',
    });
    assert.equal(undone.statusCode, 303);
    const again = (await editor.get(String(undone.headers.location))).body;
    assert.equal(cards(again).length, all.length);
    assert.match(textOf(again), /已重新列为待定/);
    assert.match(again, /<option value="逐处看过"|<option value="原件如此"/, 'reasons to choose from');
    const home = async () => textOf((await editor.get('/desk')).body);
    await untilPage(() => editor.get('/desk'), new RegExp(`${all.length} 处校对待定`));
    assert.match(await home(), /校对待定/);
  });

  it('several are answered at once', async () => {
    const fourth = await give(issue(WRONG, '必要时增派人员、车辆和船只。'));
    const at = `/desk/proofread/${fourth.editionId}`;
    const page = (await editor.get(at)).body;
    const chosen = [...page.matchAll(/name="chosen" value="([^"]*)"/g)].map((m) => m[1] ?? '');
    assert.ok(chosen.length > 0);
    const answer = await editor.post(`${at}/findings`, {
      verdict: 'dismissed',
      reason: '逐处看过',
      chosen,
      requestKey: 'many-at-once-1',
      back: at,
    });
    assert.equal(answer.statusCode, 303);
    assert.match(textOf((await editor.get(String(answer.headers.location))).body), /没有待定的问题/);
  });
});

describe('an issue written from facts', () => {
  it('has no text to proofread, and the page says what to do', async () => {
    await seedFacts(site.store.db);
    const { id } = await site.store.db
      .selectFrom('law_edition')
      .select('id')
      .where('origin', '=', 'facts')
      .executeTakeFirstOrThrow();
    assert.match(textOf((await editor.get(`/desk/proofread/${id}`)).body), /没有原文可校对/);
  });
});
