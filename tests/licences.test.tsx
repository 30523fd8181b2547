/** Licences over HTTP: looked up by anybody, shown by their holder, used once, revoked, and their files checked. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '#base/ids.ts';
import { madeUpLicence } from '#systems/licences/fixture.ts';
import { licenceKeys, openCode } from '#systems/licences/holder.ts';
import { issueLicence } from '#systems/licences/index.ts';
import { findLicence } from '#systems/licences/queries.ts';
import { seedLicence } from '#systems/licences/seed.ts';
import { openDeskSite, type Site } from './site.ts';
import { hidden, textOf, Visitor } from './visitor.ts';

let site: Site;
let resident: Visitor;
let clerk: Visitor;
let anybody: Visitor;
let id: string;
let identifier: string;
let code: string;

before(async () => {
  site = await openDeskSite();
  await seedLicence(site.context);
  await seedLicence(site.context);
  [resident, clerk, anybody] = [new Visitor(site.app), new Visitor(site.app), new Visitor(site.app)];
  await resident.signIn('resident', '');
  await clerk.signIn('window', '');
  const { rows } = await site.store.runSql('select id, identifier from licence');
  assert.equal(rows.length, 1, 'seeding twice makes one');
  ({ id, identifier } = rows[0] as { id: string; identifier: string });
  const row = await findLicence(site.store.db, '640105', id);
  assert.ok(row);
  code = openCode(licenceKeys(site.context.config.secrets), row);
});
after(() => site.close());

const says = async (who: Visitor, url: string, status = 200): Promise<string> => {
  const answer = await who.get(url);
  assert.equal(answer.statusCode, status, url);
  return textOf(answer.body);
};
const NUMBER = '640105TEST00000001';

test('one’s account leads to one’s licences, an official’s to the window', async () => {
  const own = (await resident.get('/account')).body;
  assert.match(own, /href="\/me\/licences"/);
  assert.doesNotMatch(own, /href="\/desk\/licences"/);
  assert.match((await clerk.get('/account')).body, /href="\/desk\/licences"/);
});

test('a person’s licence is shown to whoever has its code, masked, and with the moment of the answer', async () => {
  const text = await says(anybody, `/verify/${identifier}?code=${code}`);
  assert.match(text, /有效/);
  assert.match(text, /\*\*\*甲/);
  assert.match(text, /查询时间 \d{4}年/);
  assert.match(text, /测试印章，不具法律效力/);
  assert.doesNotMatch(text, /示例人甲/);
  assert.ok(!text.includes(NUMBER));
});

test('without the code, with a wrong one, and for an identifier that does not exist the answer is the same', async () => {
  const none = identifier.replace(/\.\d{14}\.001\..$/, '');
  const { licenceIdentifier } = await import('#systems/licences/identifier.ts');
  const [typeCode = '', agencyCode = ''] = none.split('.').slice(5);
  const absent = licenceIdentifier({ typeCode, agencyCode, serial: '20200101000000', version: '001' });
  const wrong = code === '000000' ? '000001' : '000000';
  const answers = await Promise.all(
    [identifier, `${identifier}?code=${wrong}`, absent, `${absent}?code=${code}`].map(async (path) => {
      const text = await says(anybody, `/verify/${path}`, 404);
      assert.match(text, /没有查到/);
      return text.replaceAll(/\s/g, '');
    }),
  );
  assert.equal(new Set(answers).size, 1);
});

test('a mistyped identifier is told so, and the form leads to the address', async () => {
  const mistyped = identifier.replace(/.$/, (c) => (c === 'A' ? 'B' : 'A'));
  assert.match(await says(anybody, `/verify/${mistyped}`, 422), /校验位不对/);
  assert.match(await says(anybody, '/verify/%E8%AF%81', 422), /不是电子证照标识/);
  const form = await anybody.get(`/verify?identifier=${identifier}&code=${code}`);
  assert.equal(form.headers.location, `/verify/${identifier}?code=${code}`);
  const other = await anybody.get('/verify?identifier=//evil.example&code=');
  assert.equal(other.headers.location, '/verify/%2F%2Fevil.example');
});

test('an organisation’s licence is public by its identifier', async () => {
  const keys = licenceKeys(site.context.config.secrets);
  const sample = madeUpLicence(null);
  const holder = {
    kind: 'organisation' as const,
    name: '示例商店（虚构）',
    numberKind: '统一社会信用代码',
    number: 'TEST00000000000001',
    account: null,
  };
  const issued = await site.store.db
    .transaction()
    .execute((tx) =>
      issueLicence(tx, keys, { kind: 'system', part: 'test' }, { ...sample, caseId: 'org', holder }),
    );
  assert.match(await says(anybody, `/verify/${issued.identifier}`), /示例商店（虚构）/);
});

test('a licence is its holder’s: others are told that there is none, visitors to sign in', async () => {
  assert.match(await says(resident, '/me/licences'), /示例经营许可证/);
  assert.match(await says(resident, `/me/licences/${id}`), /出示：授权窗口用一次/);
  for (const path of [
    `/me/licences/${id}`,
    `/me/licences/${id}/file`,
    '/me/licences/x',
    '/me/licences/x/file',
  ])
    assert.match(await says(clerk, path, 404), /没有这张证照/);
  assert.match(await says(clerk, '/me/licences'), /还没有电子证照/);
  assert.equal((await anybody.get('/me/licences')).headers.location, '/login?back=%2Fme%2Flicences');
  assert.equal(
    (await clerk.post(`/me/licences/${id}/uses`, { caseNumber: 'A', purpose: 'B', requestKey: newId() }))
      .statusCode,
    404,
  );
});

let pdf: Buffer;
test('the file is checked by upload: as it is, with a changed byte, and what is none', async () => {
  const file = await resident.get(`/me/licences/${id}/file`);
  assert.equal(file.statusCode, 200);
  assert.equal(file.headers['content-type'], 'application/pdf');
  pdf = file.rawPayload;
  const check = async (bytes: Uint8Array, status = 200) => {
    const answer = await anybody.upload('/verify/file', {}, { name: 'licence.pdf', bytes });
    assert.equal(answer.statusCode, status);
    return textOf(answer.body);
  };
  const good = await check(pdf);
  assert.match(good, /文件是真的，没有被改动/);
  assert.match(good, /现在的状态/);
  assert.ok(!good.includes(NUMBER));
  const changed = Buffer.from(pdf);
  changed[3000] = (changed[3000] as number) ^ 1;
  const bad = await check(changed);
  assert.match(bad, /请勿采信/);
  assert.doesNotMatch(bad, /现在的状态/);
  assert.match(await check(Buffer.from('%PDF-1.7 nothing')), /没有可以核验的签名/);
  assert.match(await check(Buffer.from('\x89PNG'), 422), /不是 PDF 文件/);
  assert.match(await check(Buffer.alloc(0), 422), /没有选择文件/);
  assert.match(await check(Buffer.alloc(6 * 1_048_576, '%PDF-'), 413), /超过 5 MB/);
  assert.equal((await anybody.post('/verify/file', {})).statusCode, 422);
});

test('the root is there to be downloaded', async () => {
  const root = await anybody.get('/verify/root.pem');
  assert.match(root.body, /^-----BEGIN CERTIFICATE-----/);
});

test('the holder allows one use, the clerk takes it once, and both see it', async () => {
  const refused = await resident.post(`/me/licences/${id}/uses`, {
    caseNumber: '',
    purpose: 'x',
    requestKey: newId(),
  });
  assert.equal(refused.statusCode, 422);
  assert.match(textOf(refused.body), /办件编号/);
  const allowed = await resident.post(`/me/licences/${id}/uses`, {
    requestKey: newId(),
    caseNumber: 'bj-7',
    purpose: '办理示例事项',
  });
  assert.equal(allowed.statusCode, 303);
  const path = String(allowed.headers.location);
  const shown = (await resident.get(path)).body;
  assert.match(shown, /<svg[^>]*class="licence-qr"/);
  const typed = /([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})/.exec(textOf(shown))?.[1] ?? '';
  assert.equal((await clerk.get(path)).statusCode, 404);
  const scan = await clerk.get(`/desk/licences/redeem?code=${typed}`);
  assert.match(scan.body, new RegExp(`value="${typed}"`));
  const wrongCase = await clerk.post('/desk/licences/redeem', {
    code: typed,
    caseNumber: 'BJ-8',
    requestKey: newId(),
  });
  assert.match(textOf(wrongCase.body), /不是给这个办件的/);
  const taken = await clerk.post('/desk/licences/redeem', {
    code: typed,
    caseNumber: 'BJ-7',
    requestKey: newId(),
  });
  assert.equal(taken.statusCode, 303);
  const copy = String(taken.headers.location);
  assert.match(await says(clerk, copy), /加注件/);
  const again = await clerk.post('/desk/licences/redeem', {
    code: typed,
    caseNumber: 'BJ-7',
    requestKey: newId(),
  });
  assert.equal(again.statusCode, 409);
  assert.match(await says(resident, path), /演示综合窗口/);
  assert.match(await says(resident, `/me/licences/${id}`), /已使用/);
  const file = await clerk.get(`${copy}/file`);
  assert.equal(file.headers['content-type'], 'application/pdf');
  const report = await anybody.upload('/verify/file', {}, { name: 'copy.pdf', bytes: file.rawPayload });
  assert.match(textOf(report.body), /在有效期内（加注件）/);
  assert.equal((await resident.get(`${copy}/file`)).statusCode, 403);
});

test('the desk finds by whole name, number, case and identifier, and by no part of them', async () => {
  const search = async (asked: string) => textOf((await clerk.post('/desk/licences', { asked })).body);
  for (const asked of ['示例人甲', NUMBER, NUMBER.toLowerCase(), 'TEST0001-20240110-0001', identifier])
    assert.match(await search(asked), /示例经营许可证/, asked);
  for (const asked of ['示例人', '640105', "' or 1=1 --"])
    assert.match(await search(asked), /没有找到/, asked);
  assert.equal((await resident.get('/desk/licences')).statusCode, 403);
  assert.ok(!(await search(identifier)).includes(NUMBER));
});

test('the whole number is seen for a reason only, and that is written down', async () => {
  const refused = await clerk.post(`/desk/licences/${id}/holder`, { reason: ' ' });
  assert.equal(refused.statusCode, 422);
  assert.ok(!refused.body.includes(NUMBER));
  const seen = await clerk.post(`/desk/licences/${id}/holder`, { reason: '核对身份' });
  assert.ok(seen.body.includes(NUMBER));
  const admin = new Visitor(site.app);
  await admin.signIn('admin', '');
  assert.equal((await admin.post(`/desk/licences/${id}/holder`, { reason: 'x' })).statusCode, 403);
  const { rows } = await site.store.runSql(
    `select actor_name, subject from audit_entry where use_case = 'licences.read_holder' and outcome = 'done'`,
  );
  assert.deepEqual(rows, [{ actor_name: '演示综合窗口', subject: `licence:${id}` }]);
});

test('revoking is seen by everybody at once, and an old page changes nothing any more', async () => {
  const approver = new Visitor(site.app);
  await approver.signIn('approver', '');
  assert.doesNotMatch((await clerk.get(`/desk/licences/${id}`)).body, /name="seen"/, 'no window revokes');
  const page = (await approver.get(`/desk/licences/${id}`)).body;
  const form = { seen: hidden(page, 'seen'), requestKey: hidden(page, 'requestKey') };
  const stale = { ...form, seen: '1', ground: 'revoke.fraud', reason: '见决定书', on: '' };
  assert.equal((await approver.post(`/desk/licences/${id}/changes`, stale)).statusCode, 409);
  const empty = await approver.post(`/desk/licences/${id}/changes`, {
    ...form,
    ground: 'revoke.fraud',
    reason: '',
  });
  assert.equal(empty.statusCode, 422);
  const done = await approver.post(`/desk/licences/${id}/changes`, {
    ...form,
    ground: 'revoke.fraud',
    reason: '材料虚假，见决定书',
    on: '',
  });
  assert.equal(done.headers.location, `/desk/licences/${id}?done=1`);
  assert.match(await says(anybody, `/verify/${identifier}?code=${code}`), /已撤销.*行政许可法/s);
  assert.doesNotMatch(await says(anybody, `/verify/${identifier}?code=${code}`), /材料虚假/);
  assert.doesNotMatch(await says(resident, `/me/licences/${id}`), /出示：授权窗口用一次/);
  // The file itself is as genuine as before: what only the body knows is told beside it.
  const report = await anybody.upload('/verify/file', {}, { name: 'licence.pdf', bytes: pdf });
  assert.match(textOf(report.body), /文件是真的，但证照现在已撤销/);
});

test('looking up is limited', async () => {
  const statuses: number[] = [];
  for (let i = 0; i < 40; i++) statuses.push((await anybody.get(`/verify/${identifier}?code=1`)).statusCode);
  assert.ok(statuses.includes(429));
});
