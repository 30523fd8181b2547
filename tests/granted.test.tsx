/** What was granted is public (行政许可法第四十条): organisations by name, persons never. All people are made up. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '#base/ids.ts';
import { seedItems } from '#systems/permits/index.ts';
import { browse, LOOKS, openPage, soundIn } from './look.ts';
import { madeUpAnswers } from './made-up-answers.ts';
import { madeUpCreditCode } from './made-up-numbers.ts';
import { itemNamed, steps } from './officials.ts';
import { openDeskSite, type Site } from './site.ts';
import { textOf, Visitor } from './visitor.ts';

let site: Site;
const who: Record<string, Visitor> = {};
before(async () => {
  site = await openDeskSite({ GONGBAO_REQUESTS_PER_MINUTE: '100000', GONGBAO_SIGN_INS_PER_MINUTE: '1000' });
  await seedItems(site.store.db);
  for (const name of ['window', 'reviewer', 'approver']) {
    who[name] = new Visitor(site.app);
    await who[name].signIn(name);
  }
});
after(() => site.close());

/** A dog's permit that somebody asked for at the window. */
async function ask(name: string, number?: string): Promise<string> {
  const { item, version } = await itemNamed(site, '犬类准养证核发');
  const answers = madeUpAnswers(item.form) as Record<string, Record<string, unknown>>;
  const filed = await (who.window as Visitor).json<{ id: string }>('/api/desk/cases', {
    ...{ itemCode: item.codes.base, itemVersion: version, body: item.implementers[0], requestKey: newId() },
    answers: { ...answers, applicant: { ...answers.applicant, name, ...(number && { number }) } },
  });
  assert.equal(filed.status, 200, JSON.stringify(filed.body));
  return filed.body.id;
}
async function decide(id: string, opinion: 'grant' | 'refuse'): Promise<void> {
  await steps(who.window as Visitor, id, ['accept']);
  await steps(who.reviewer as Visitor, id, ['propose', { opinion, reason: '虚构的意见' }]);
  await steps(who.approver as Visitor, id, [opinion, opinion === 'refuse' ? { reason: '虚构的理由' } : {}]);
}
type List = { granted: { item: string; number: string; organisation: string | null }[]; next: string | null };
const visitor = () => new Visitor(site.app);

test('grants are listed for anybody, the newest first; refusals and open cases are not, and no person is named', async () => {
  assert.match(textOf((await visitor().get('/services/granted')).body), /还没有准予过许可/);
  const person = await ask('虚构张三');
  const refused = await ask('虚构李四');
  const office = await ask('虚构看护公司', madeUpCreditCode('277'));
  await ask('虚构王五');
  await decide(person, 'grant');
  await decide(refused, 'refuse');
  await decide(office, 'grant');

  const { body } = await visitor().json<List>('/api/services/granted');
  assert.deepEqual(
    body.granted.map((g) => [g.item, g.organisation]),
    [
      ['犬类准养证核发', '虚构看护公司'],
      ['犬类准养证核发', null],
    ],
  );
  assert.equal(body.next, null);
  const page = await visitor().get('/services/granted');
  assert.match(textOf(page.body), /虚构看护公司/);
  assert.match(textOf(page.body), /行政许可法》第四十条/);
  for (const name of ['张三', '李四', '王五', '11010519491231002X', 'walk-in'])
    assert.ok(!page.body.includes(name), name);
});

test('page by page each grant stands once; an address that was made up says what to do', async () => {
  // Sixty more cases that were granted at the same instant as the first.
  await site.store.runSql(`
    with source as (
      select f, e from case_event e join case_file f on f.id = e.case_id
      where e.transition = 'grant' order by e.at limit 1
    ), made as materialized (
      select f, e, gen_random_uuid() as id, n from source, generate_series(1, 60) as n
    ), files as (
      insert into case_file select (jsonb_populate_record(f, jsonb_build_object(
        'id', id, 'number', (f).number || '-' || n, 'request_key', 'copy-' || n))).* from made
    )
    insert into case_event select (jsonb_populate_record(e, jsonb_build_object('case_id', id))).* from made`);
  const numbers: string[] = [];
  let pages = 0;
  for (let next: string | null = ''; next !== null; pages++) {
    const { body }: { body: List } = await visitor().json<List>(
      `/api/services/granted${next && `?after=${next}`}`,
    );
    numbers.push(...body.granted.map((g) => g.number));
    next = body.next;
  }
  assert.deepEqual([pages, numbers.length, new Set(numbers).size], [2, 62, 62]);
  assert.match(
    (await visitor().get('/services/granted')).body,
    /href="\/services\/granted\?after=[0-9a-f-]{36}"/,
  );
  for (const after of ['nonsense', "'; drop table x;--"])
    assert.equal(
      (await visitor().get(`/services/granted?after=${encodeURIComponent(after)}`)).statusCode,
      200,
    );
  assert.match(
    textOf((await visitor().get(`/services/granted?after=${newId()}`)).body),
    /没有更早的了.*从最新的看起/,
  );
});

test('the list reads narrow, in large type and wide, without script', async () => {
  const browsed = await browse(site);
  try {
    for (const { name, width, large } of LOOKS) {
      const page = await openPage(browsed, { width, large: large && '/services/granted' });
      await page.goto(`${browsed.origin}/services/granted`);
      assert.equal(await page.locator('script').count(), 0);
      await soundIn(`granted-${name}`)(page, 'list');
      await page.context().close();
    }
  } finally {
    await browsed.browser.close();
  }
});
