/** Materials at the desk: papers noted at the window stay with the case, scans are looked at, what is wrong is noted. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '#base/ids.ts';
import { type Item, materialsFor, seedItems } from '#systems/permits/index.ts';
import { intakeOf, itemNamed, official, step, steps } from './officials.ts';
import { openDeskSite, type Site } from './site.ts';
import { PNG, Visitor } from './visitor.ts';

const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

type Case = {
  id: string;
  mayCheck: boolean;
  materials: {
    name: string;
    files: { id: string; name: string; mediaType: string }[];
    check: {
      verdict: string;
      reason: string;
      paperSeen: boolean;
      copyKept: boolean;
      evidence: string;
      by: string;
    } | null;
  }[];
};

let site: Site;
let window: Visitor;
let clerk: Visitor;
let dog: { item: Item; version: number };
let names: string[];
before(async () => {
  site = await openDeskSite({ GONGBAO_REQUESTS_PER_MINUTE: '100000' });
  await seedItems(site.store.db);
  window = new Visitor(site.app);
  await window.signIn('window');
  dog = await itemNamed(site, '犬类准养证核发');
  clerk = await official(site, 'later', '后来的受理员', [dog.item.implementers[0] ?? '', 'clerk']);
  names = materialsFor(dog.item, intakeOf(dog).answers).map(({ material }) => material.name);
});
after(() => site.close());

const read = async (who: Visitor, id: string) => (await who.json<Case>(`/api/desk/cases/${id}`)).body;
const scan = async (who: Visitor, name: string, bytes: Uint8Array) =>
  (await who.upload('/api/desk/files', {}, { name, bytes })).json() as {
    id: string;
    error?: { code: string };
  };

test('papers that the window saw are noted with the filing, scans too, and every later clerk reads them', async () => {
  const [first = '', second = '', third = ''] = names;
  const picture = await scan(window, '扫描 1.png', PNG);
  const intake = {
    ...intakeOf(dog),
    materials: [{ material: second, fileId: picture.id }],
    papers: [
      { material: first, verdict: 'complete', paperSeen: true, copyKept: true },
      { material: third, verdict: 'missing', reason: '未提交，请补交（原件1份）。' },
    ],
  };
  const filed = await window.json<{ id: string }>('/api/desk/cases', intake);
  assert.equal(filed.status, 200, JSON.stringify(filed.body));
  const again = await window.json<{ id: string; again: boolean }>('/api/desk/cases', intake);
  assert.deepEqual([again.body.id, again.body.again], [filed.body.id, true]);
  const { rows } = await site.store.runSql('select 1 from case_material_check');
  assert.equal(rows.length, 2, 'sent twice, noted once');

  const seen = await read(clerk, filed.body.id);
  assert.equal(seen.mayCheck, true);
  const line = (name: string) => seen.materials.find((m) => m.name === name);
  const check = line(first)?.check;
  assert.deepEqual(
    [check?.verdict, check?.paperSeen, check?.copyKept, check?.evidence, check?.by],
    ['complete', true, true, 'B', '演示综合窗口'],
  );
  assert.deepEqual(
    line(second)?.files.map((f) => [f.name, f.mediaType]),
    [['扫描 1.png', 'image/png']],
  );
  assert.match(line(third)?.check?.reason ?? '', /未提交/u);
});

test('a refused filing notes nothing', async () => {
  const before = (await site.store.runSql('select 1 from case_material_check')).rows.length;
  const refused = await window.json('/api/desk/cases', {
    ...intakeOf(dog),
    answers: {},
    papers: [{ material: names[0], verdict: 'complete', paperSeen: true }],
  });
  assert.equal(refused.status, 422);
  assert.equal((await site.store.runSql('select 1 from case_material_check')).rows.length, before);
});

test('a file is shown to who handles the case, under strict headers, and every sight is written down', async () => {
  const picture = await scan(window, '照片.png', PNG);
  const paper = await scan(window, '证明.pdf', PDF);
  const [first = '', second = ''] = names;
  const filed = await window.json<{ id: string }>('/api/desk/cases', {
    ...intakeOf(dog),
    materials: [
      { material: first, fileId: picture.id },
      { material: second, fileId: paper.id },
    ],
  });
  const address = `/api/desk/cases/${filed.body.id}/files`;
  const shown = await clerk.get(`${address}/${picture.id}`);
  assert.equal(shown.statusCode, 200);
  assert.deepEqual(shown.rawPayload, PNG);
  assert.match(String(shown.headers['content-disposition']), /^inline;/);
  assert.match(String(shown.headers['content-security-policy']), /default-src 'none'.*sandbox/);
  assert.equal(shown.headers['x-content-type-options'], 'nosniff');
  assert.match(String(shown.headers['cache-control']), /no-store/);
  const read = await clerk.get(`${address}/${paper.id}`);
  assert.equal(read.headers['content-type'], 'application/pdf');
  assert.doesNotMatch(String(read.headers['content-security-policy']), /sandbox|script-src/);
  const { rows } = await site.store.runSql(
    `select detail->>'file' as file from audit_entry where use_case = 'services.case.read_file' order by id`,
  );
  assert.deepEqual(
    rows.map((r) => (r as { file: string }).file),
    [picture.id, paper.id],
  );
  const outsider = await official(site, 'other', '外单位', ['别的局', 'clerk'], ['别的局', 'inspector']);
  assert.equal((await outsider.get(`${address}/${picture.id}`)).statusCode, 404);
  const inspector = await official(site, 'watch', '督查员', ['*', 'inspector']);
  assert.equal(
    (await inspector.get(`${address}/${picture.id}`)).statusCode,
    404,
    'how it runs, not what is in it',
  );
  assert.equal((await clerk.get(`${address}/${newId()}`)).statusCode, 404);
  const stolen = await clerk.json<{ error: { code: string } }>('/api/desk/cases', {
    ...intakeOf(dog),
    materials: [{ material: first, fileId: picture.id }],
  });
  assert.equal(stolen.body.error.code, 'services.materials', 'somebody else’s upload');
  assert.equal((await scan(window, '程序.exe', Buffer.from('MZ not a picture'))).error?.code, 'files.kind');
});

test('what is wrong needs its reason, the last finding holds, and no clock or version moves by it', async () => {
  const filed = await window.json<{ id: string }>('/api/desk/cases', intakeOf(dog));
  const { id } = filed.body;
  const [first = ''] = names;
  const note = (checks: object[]) =>
    clerk.json<{ error?: { code: string } }>(`/api/desk/cases/${id}/checks`, { checks });
  assert.equal((await note([{ material: first, verdict: 'wrong' }])).body.error?.code, 'services.checks');
  const copy = await note([{ material: first, verdict: 'complete', copyKept: true }]);
  assert.equal(copy.body.error?.code, 'services.checks', 'no copy of what was not seen');
  assert.equal((await note([{ material: first, verdict: 'wrong', reason: '缺少反面' }])).status, 200);
  assert.equal((await note([{ material: first, verdict: 'complete' }])).status, 200);
  const seen = (await read(clerk, id)) as Case & { version: number };
  const check = seen.materials.find((m) => m.name === first)?.check;
  assert.deepEqual([check?.verdict, check?.reason, check?.evidence, seen.version], ['complete', '', 'C', 1]);
  const { rows } = await site.store.runSql(`select 1 from case_material_check where case_id = '${id}'`);
  assert.equal(rows.length, 2, 'nothing is overwritten');

  // The window brings what was missing, with a scan, as a step.
  await steps(clerk, id, ['ask_correction', { missing: [{ material: first, what: '缺少反面' }] }]);
  const picture = await scan(clerk, '补来.png', PNG);
  const { version } = (await clerk.json<{ version: number }>(`/api/desk/cases/${id}`)).body;
  const brought = await clerk.json(`/api/desk/cases/${id}/steps`, {
    transition: 'supplement',
    seen: version,
    requestKey: newId(),
    materials: [{ material: first, fileId: picture.id }],
  });
  assert.equal(brought.status, 200);
  assert.equal((await read(clerk, id)).materials.find((m) => m.name === first)?.files.length, 1);
  const twice = await step(clerk, id, 'ask_correction', { missing: [{ material: first, what: '仍缺' }] });
  assert.notEqual(twice.status, 200, 'told once');
});
