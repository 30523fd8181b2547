/** Hearings, as the applicant, the desk and the clock live through them (行政许可法第四十五至四十八条). All people are made up. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '#base/ids.ts';
import { foldCase, readEvents } from '#engines/procedure/index.ts';
import { listNotices } from '#platform/notices/notice.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import { openTestStore } from '#platform/store/testing.ts';
import { type Item, seedItems } from '#systems/permits/index.ts';
import { at, Lives } from './lived-case.ts';
import { asFields, madeUpAnswers } from './made-up-answers.ts';
import { itemNamed, step, steps } from './officials.ts';
import { openDeskSite, type Site } from './site.ts';
import { hidden, textOf, Visitor } from './visitor.ts';

const DOG = '犬类准养证核发';
let site: Site;
let dog: { item: Item; version: number };
let person: Visitor;
const [window, reviewer] = [{} as { it: Visitor }, {} as { it: Visitor }];
before(async () => {
  site = await openDeskSite({ GONGBAO_REQUESTS_PER_MINUTE: '100000', GONGBAO_SIGN_INS_PER_MINUTE: '1000' });
  await seedItems(site.store.db);
  dog = await itemNamed(site, DOG);
  for (const [who, name] of [
    [window, 'window'],
    [reviewer, 'reviewer'],
  ] as const) {
    who.it = new Visitor(site.app);
    await who.it.signIn(name);
  }
  person = new Visitor(site.app);
  await person.register('虚构居民', '13900008001');
});
after(() => site.close());

/** An application that is being examined. */
async function examined(): Promise<string> {
  const draft = newId();
  const path = `/services/items/${dog.item.codes.base}/apply`;
  await person.post(path, {
    ...{ draft, itemVersion: String(dog.version), body: dog.item.implementers[0] ?? '', step: 'next' },
    ...asFields(madeUpAnswers(dog.item.form)),
  });
  const sent = await person.upload(`${path}/materials`, { draft, step: 'submit', incomplete: '1' }, null);
  const id = /cases\/([0-9a-f-]{36})/.exec(String(sent.headers.location))?.[1] ?? '';
  await steps(window.it, id, ['accept']);
  return id;
}
const TOLD = { reason: '养犬地点紧邻幼儿园', parties: '' };
const page = async (id: string) => (await person.get(`/me/cases/${id}`)).body;
/** What the page's form of a step sends. */
const send = async (id: string, transition: string, more: Record<string, string> = {}) => {
  const body = await page(id);
  const form = body.slice(body.indexOf(`value="${transition}"`));
  return person.post(`/me/cases/${id}`, {
    ...{ transition, seen: hidden(body, 'seen'), requestKey: hidden(form, 'requestKey') },
    ...more,
  });
};

test('told of the right, the applicant asks on their page; the desk gives notice in time; each is a paper', async () => {
  const id = await examined();
  await steps(reviewer.it, id, ['tell_hearing_right', TOLD]);
  const told = textOf(await page(id));
  assert.match(told, /可以要求听证/);
  assert.match(told, /要求听证的期限/);
  assert.match(told, /不要求听证/);
  assert.match(told, /听证权利告知书/);
  const notices = textOf((await person.get('/me/notices')).body);
  assert.match(notices, /养犬地点紧邻幼儿园。您有权要求听证，请在\d{4}年\d+月\d+日之前（含当日）提出/);
  assert.match(notices, /听证不收费/);

  const asked = await send(id, 'request_hearing', { note: '愿意加装围栏' });
  assert.equal(asked.statusCode, 303, textOf(asked.body).slice(0, 600));
  const begun = textOf(await page(id));
  assert.match(begun, /听证中/);
  assert.match(begun, /组织听证的期限/);
  assert.match(textOf((await person.get('/me/notices')).body), /最迟在\d{4}年\d+月\d+日举行听证，不收费/);

  const hearing = (on: string, presider = '虚构主持') =>
    step(reviewer.it, id, 'notify_hearing', { on, place: '上午九点，三楼会议室', presider });
  const soon = Temporal.Now.plainDateISO('Asia/Shanghai').add({ days: 2 }).toString();
  const short = await hearing(soon);
  assert.equal(short.status, 422);
  const [, y, m, d] = /最早(\d+)年(\d+)月(\d+)日举行/.exec(short.body.error?.message ?? '') ?? [];
  const first = new Temporal.PlainDate(Number(y), Number(m), Number(d)).toString();
  const partial = await hearing(first, '演示审查人员');
  assert.match(partial.body.error?.message ?? '', /演示审查人员审查过此件，不能主持听证/);
  assert.equal((await hearing(first)).status, 200);
  assert.match(textOf((await person.get('/me/notices')).body), /三楼会议室。主持人：虚构主持。.*申请回避/);
  const papers = textOf(await page(id));
  for (const title of ['听证权利告知书', '举行听证告知书', '听证通知书'])
    assert.match(papers, new RegExp(title));
  const early = await step(reviewer.it, id, 'end_hearing', { record: '要点' });
  assert.match(early.body.error?.message ?? '', /还没有到/);
  const withdrawn = await send(id, 'withdraw', { reason: '不办了' });
  assert.equal(withdrawn.statusCode, 303, 'it can be withdrawn all the same');
});

test('who does not want one says so and the examination goes on, unless others were told of the right too', async () => {
  const [alone, others] = [await examined(), await examined()];
  await steps(reviewer.it, alone, ['tell_hearing_right', TOLD]);
  await steps(reviewer.it, others, ['tell_hearing_right', { ...TOLD, parties: '相邻住户' }]);
  assert.equal((await send(alone, 'decline_hearing')).statusCode, 303);
  assert.match(textOf(await page(alone)), /审查中/);
  const kept = await send(others, 'decline_hearing');
  assert.equal(kept.statusCode, 422);
  assert.match(textOf(kept.body), /利害关系人也可以要求听证/);
});

test('days of our choosing: silence ends the right, a hearing stops the clock and the record starts it again', async () => {
  const store = await openTestStore();
  try {
    const lives = await Lives.open(store, DOG);
    const read = async (id: string) => foldCase(await readEvents(store.db, DIVISION_XIXIA, id));
    const silent = await lives.live('2026-03-02', [
      ['accept', {}, 0],
      ['tell_hearing_right', TOLD, 1],
      ['expire', {}, 7],
      ['expire', {}, 1],
    ]);
    const state = await read(silent);
    assert.equal(state.state, 'accepted');
    assert.equal(String(state.made.hearing_not_asked?.[0]?.on), '2026-03-11', 'the day after the fifth');
    const held = await lives.live('2026-03-02', [
      ['accept', {}, 0],
      ['tell_hearing_right', TOLD, 1],
      ['request_hearing', {}, 1],
      ['notify_hearing', { on: '2026-03-18', place: '上午九点', presider: '虚构主持' }, 1],
      ['end_hearing', { record: '申请人陈述，无异议。' }, 13],
    ]);
    const row = await store.runSql(`select due_on, suspended from case_file where id = '${held}'`);
    assert.equal((row.rows[0] as { suspended: boolean }).suspended, false);
    assert.equal((await read(held)).state, 'accepted');
    const [{ recipient } = { recipient: '' }] = (
      await store.runSql(`select applicant as recipient from case_file where id = '${held}'`)
    ).rows as { recipient: string }[];
    const told = (await listNotices(store.db, DIVISION_XIXIA, recipient)).map((n) => n.body);
    // Two days counted before it was asked for; the eighteen others from the nineteenth of March on, one of them 清明.
    assert.ok(
      told.some((body) => /听证已经结束，决定将根据听证笔录作出.*法定期限到2026年4月14日为止/.test(body)),
      told.join('\n'),
    );
    assert.equal(String(lives.now), String(at('2026-03-18')));
  } finally {
    await store.close();
  }
});
