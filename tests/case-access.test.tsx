/** Who reads and handles a case: every combination of role, post, body and district. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '#base/ids.ts';
import { POST_ROLES } from '#platform/people/actor.ts';
import { type Item, listItems, readItem, seedItems } from '#systems/permits/index.ts';
import { madeUpAnswers } from './made-up-answers.ts';
import { openDeskSite, type Site } from './site.ts';
import { Visitor } from './visitor.ts';

let site: Site;
let item: Item;
let version: number;
let window: Visitor;
let official: Visitor;
let account: string;
before(async () => {
  site = await openDeskSite({
    GONGBAO_REQUESTS_PER_MINUTE: '100000',
    GONGBAO_SIGN_INS_PER_MINUTE: '1000',
  });
  await seedItems(site.store.db);
  const row = (await listItems(site.store.db)).find((i) => i.name === '犬类准养证核发');
  const found = row && (await readItem(site.store.db, row.code));
  assert.ok(found);
  ({ content: item, version } = found);
  [window, official] = [new Visitor(site.app), new Visitor(site.app)];
  await window.signIn('window');
  await official.register('虚构办事员', '13900000901');
  account = (
    (await site.store.runSql(`select id from account where name = '虚构办事员'`)).rows[0] as { id: string }
  ).id;
});
after(() => site.close());

async function stand(
  role: { name: string; division: string } | null,
  post: { division: string; body: string; role: string } | null,
): Promise<void> {
  await site.store.runSql(`delete from account_role where account_id = '${account}'`);
  await site.store.runSql(`delete from account_post where account_id = '${account}'`);
  if (role)
    await site.store.db
      .insertInto('account_role')
      .values({ account_id: account, role: role.name, division: role.division, granted_by: null })
      .execute();
  if (post)
    await site.store.db
      .insertInto('account_post')
      .values({ account_id: account, ...post, granted_at: new Date().toISOString(), granted_by: null })
      .execute();
}
async function newCase(): Promise<{ id: string; holder: string }> {
  const holder = item.codes.implementations[0]?.body ?? '';
  const filed = await window.json<{ id: string }>('/api/desk/cases', {
    itemCode: item.codes.base,
    itemVersion: version,
    body: holder,
    answers: madeUpAnswers(item.form),
    requestKey: newId(),
  });
  assert.equal(filed.status, 200);
  return { id: filed.body.id, holder };
}

/** By hand: the posts that handle the cases of their body, and the one that only sees how they run. */
const HANDLES = new Set(['clerk', 'reviewer', 'approver', 'head', 'town']);
const WATCHES = 'inspector';
/** By hand: who may accept an application that waits to be accepted. */
const MAY_ACCEPT = new Set(['clerk']);

test('reading and accepting a case, for every role, post, body and district', async () => {
  let { id, holder } = await newCase();
  let tried = 0;
  for (const role of [
    { name: 'official', division: '640105' },
    { name: 'official', division: '64' },
    { name: 'official', division: '640106' },
    { name: 'editor', division: '640105' },
    { name: 'administrator', division: '640105' },
    null,
  ])
    for (const body of [holder, '别的局', '*'])
      for (const division of ['640105', '640106'])
        for (const post of [...POST_ROLES, null]) {
          tried++;
          await stand(role, post && { division, body, role: post });
          const said = JSON.stringify({ role, body, division, post });
          const isOfficial = role?.name === 'official' && '640105'.startsWith(role.division);
          const near = isOfficial && post !== null && division === '640105' && body !== '别的局';
          const here = near && HANDLES.has(post);
          const sees = here || (near && post === WATCHES);
          const read = await official.json<{ version: number }>(`/api/desk/cases/${id}`);
          assert.equal(read.status, sees ? 200 : isOfficial ? 404 : 403, said);
          const revealed = await official.json(`/api/desk/cases/${id}/reveal`, {});
          assert.equal(revealed.status, here ? 200 : sees ? 422 : isOfficial ? 404 : 403, said);
          for (const list of ['/api/desk/to-do', '/api/desk/cases']) {
            const { status, body: listed } = await official.json<{ cases?: { id: string }[] }>(list);
            assert.equal(status, isOfficial ? 200 : 403, said);
            const shown = (listed.cases ?? []).some((c) => c.id === id);
            if (!sees) assert.equal(shown, false, `${list} ${said}`);
            else if (list === '/api/desk/cases') assert.equal(shown, true, `${list} ${said}`);
          }
          const made = await official.json<{ state?: string }>(`/api/desk/cases/${id}/steps`, {
            transition: 'accept',
            input: {},
            seen: 1,
            requestKey: newId(),
          });
          const may = here && MAY_ACCEPT.has(post ?? '');
          assert.equal(made.status === 200, may, `${made.status} ${said}`);
          if (may) ({ id, holder } = await newCase());
        }
  assert.equal(tried, 6 * 3 * 2 * (POST_ROLES.length + 1));
});

test('an account of another district sees and does nothing at any desk here', async () => {
  const { id } = await newCase();
  await stand({ name: 'official', division: '640106' }, { division: '640106', body: '*', role: 'head' });
  for (const url of [
    '/desk/cases',
    '/desk/licences',
    '/desk/licences/redeem',
    '/desk/proxies',
    '/api/desk/me',
    '/api/desk/to-do',
    '/api/desk/overview',
    '/api/desk/items',
    `/api/desk/cases/${id}`,
  ])
    assert.equal((await official.get(url)).statusCode, 403, url);
  for (const url of [`/desk/licences/${id}/changes`, `/desk/licences/${id}/holder`, `/desk/proxies/${id}`])
    assert.equal((await official.post(url, { requestKey: newId() })).statusCode, 403, url);
});

test('whoever has an interest in a case does not handle it: the applicant, and who acts for the applicant', async () => {
  await stand({ name: 'official', division: '640105' }, { division: '640105', body: '*', role: 'clerk' });
  const answers = madeUpAnswers(item.form);
  const filed = await window.json<{ id: string }>('/api/desk/cases', {
    itemCode: item.codes.base,
    itemVersion: version,
    body: item.codes.implementations[0]?.body,
    answers: { ...answers, applicant: { ...answers.applicant, mobile: '13900000901' } },
    requestKey: newId(),
  });
  const made = await official.json(`/api/desk/cases/${filed.body.id}/steps`, {
    transition: 'accept',
    input: {},
    seen: 1,
    requestKey: newId(),
  });
  assert.notEqual(made.status, 200);
});
