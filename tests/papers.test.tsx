/** The papers of a case as sealed PDFs: what the law wants in them stands in them, and anybody can check them. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { extractText } from 'unpdf';
import { newId } from '#base/ids.ts';
import { readRoots } from '#platform/seal/index.ts';
import { verifyLicenceFile } from '#systems/licences/file/verify-file.ts';
import { readItem, readItemFacts, seedItems } from '#systems/permits/index.ts';
import { expireApplications } from '#systems/services/act-on-application.ts';
import { servicesOf } from '#systems/services/services-of.ts';
import { madeUpAnswers } from './made-up-answers.ts';
import { openDeskSite, type Site } from './site.ts';
import { textOf, Visitor } from './visitor.ts';

const DOG = '640100128000';
const DIVISION = '640105';

let site: Site;
let person: Visitor;
let window: Visitor;
let reviewer: Visitor;
let approver: Visitor;
before(async () => {
  site = await openDeskSite({ GONGBAO_REQUESTS_PER_MINUTE: '100000' });
  await seedItems(site.store.db);
  [person, window, reviewer, approver] = [1, 2, 3, 4].map(() => new Visitor(site.app)) as [
    Visitor,
    Visitor,
    Visitor,
    Visitor,
  ];
  // The phone that the made-up answers state: what is taken in at the window is this person's.
  await person.register('居民试验', '13900000009');
  await window.signIn('window');
  await reviewer.signIn('reviewer');
  await approver.signIn('approver');
});
after(() => site.close());

async function file(code = DOG): Promise<string> {
  const item = await readItem(site.store.db, code);
  assert.ok(item);
  const filed = await window.json<{ id: string }>('/api/desk/cases', {
    itemCode: code,
    itemVersion: item.version,
    body: item.content.implementers[0],
    answers: madeUpAnswers(item.content.form),
    requestKey: newId(),
  });
  assert.equal(filed.status, 200, JSON.stringify(filed.body));
  return filed.body.id;
}
const step = async (who: Visitor, id: string, transition: string, input: object = {}) => {
  const { body } = await who.json<{ version: number }>(`/api/desk/cases/${id}`);
  const made = await who.json(`/api/desk/cases/${id}/steps`, {
    transition,
    input,
    seen: body.version,
    requestKey: newId(),
  });
  assert.equal(made.status, 200, JSON.stringify(made.body));
};
type Paper = { seq: number; title: string };
const papers = async (id: string): Promise<Paper[]> =>
  (await window.json<{ papers: Paper[] }>(`/api/desk/cases/${id}`)).body.papers;

/** The newest paper of a case as its applicant downloads it: its bytes, and its words without blanks. */
async function newest(id: string, title: string): Promise<{ bytes: Uint8Array; words: string; seq: number }> {
  const paper = (await papers(id)).at(-1);
  assert.equal(paper?.title, title);
  const answer = await person.get(`/me/cases/${id}/papers/${paper?.seq}`);
  assert.equal(answer.statusCode, 200, textOf(answer.body).slice(0, 500));
  assert.equal(answer.headers['content-type'], 'application/pdf');
  const bytes = new Uint8Array(answer.rawPayload);
  const { text } = await extractText(bytes.slice(), { mergePages: true });
  return { bytes, words: text.replace(/\s/g, ''), seq: paper?.seq ?? 0 };
}
const says = (words: string, ...wanted: string[]) => {
  for (const one of wanted) assert.ok(words.includes(one.replace(/\s/g, '')), `${one}\nnot in\n${words}`);
};
const number = async (id: string) =>
  (await window.json<{ number: string }>(`/api/desk/cases/${id}`)).body.number;
const todayWords = (): string => {
  const { year, month, day } = Temporal.Now.plainDateISO('Asia/Shanghai');
  return `${year}年${month}月${day}日`;
};

test('article 32: receipt, one-time notice with everything that is missing, acceptance; each dated, numbered, sealed', async () => {
  const id = await file();
  const receipt = await newest(id, '收件凭证');
  says(
    receipt.words,
    '西夏区综合执法局',
    `文书编号${await number(id)}-1`,
    todayWords(),
    '自收到申请材料之日起即为受理',
    '测试印章，不具法律效力',
  );
  assert.doesNotMatch(receipt.words, /11010519491231002X/, 'the number is masked');
  await step(window, id, 'ask_correction', {
    missing: [
      { material: '免疫证明', what: '缺少疫苗批号' },
      { material: '犬只照片', what: '看不清正面' },
    ],
  });
  says(
    (await newest(id, '补正材料一次性告知书')).words,
    '1免疫证明缺少疫苗批号',
    '2犬只照片看不清正面',
    '全部内容一次告知',
    '第三十二条',
    todayWords(),
  );
  await step(window, id, 'supplement');
  says((await newest(id, '补正材料收件凭证')).words, '没有附其他材料');
  await step(window, id, 'accept');
  says(
    (await newest(id, '行政许可申请受理通知书')).words,
    '已经受理',
    '法定期限到',
    '第三十二条',
    todayWords(),
    '西夏区综合执法局',
  );
});

test('article 38: a grant says what was granted; a refusal its reasons, its bases and both remedies', async () => {
  const granted = await file();
  await step(window, granted, 'accept');
  await step(reviewer, granted, 'propose', { opinion: 'grant', reason: '齐全' });
  await step(approver, granted, 'grant');
  says(
    (await newest(granted, '准予行政许可决定书')).words,
    '符合法定条件、标准',
    '审批结果：犬类准养证',
    '送达',
    '第三十八条',
    todayWords(),
  );
  const refused = await file();
  await step(window, refused, 'accept');
  await step(reviewer, refused, 'propose', { opinion: 'refuse', reason: '禁养犬种' });
  await step(approver, refused, 'refuse', { reason: '所养为禁养犬种，#[*不是标记*] $x$ "引号"' });
  says(
    (await newest(refused, '不予行政许可决定书')).words,
    '理由：所养为禁养犬种，#[*不是标记*]$x$"引号"',
    '60日内向',
    '申请行政复议',
    '6个月内向',
    '提起行政诉讼',
    '第三十八条',
  );
});

test('articles 42 and 45: a longer limit says why and until when, a special procedure how long it takes', async () => {
  const id = await file();
  await step(window, id, 'accept');
  await step(reviewer, id, 'begin_special', { cause: '鉴定', days: '7' });
  says(
    (await newest(id, '特别程序所需时间告知书')).words,
    '鉴定',
    '7个工作日',
    '不计入办理期限',
    '第四十五条',
  );
  await step(reviewer, id, 'end_special', { result: '鉴定合格' });
  await step(approver, id, 'extend', { reason: '犬种需要再次核对' });
  says(
    (await newest(id, '延长办理期限告知书')).words,
    '经本机关负责人批准',
    '犬种需要再次核对',
    '延长后到',
    '第四十二条',
  );
});

test('not accepted, not needed, another body: reason, where to go, remedies; accepted by silence says from when', async () => {
  const [not, needless, elsewhere] = [await file(), await file(), await file()];
  await step(window, not, 'refuse_acceptance', { reason: '逾期未补正' });
  says((await newest(not, '行政许可申请不予受理通知书')).words, '不予受理', '逾期未补正', '申请行政复议');
  await step(window, needless, 'tell_not_needed', { reason: '工作犬不用办' });
  says((await newest(needless, '不需要取得行政许可告知书')).words, '不需要取得行政许可', '工作犬不用办');
  await step(window, elsewhere, 'tell_wrong_body', { reason: '在别的区', body: '虚构的乙局' });
  says((await newest(elsewhere, '不属于本机关职权范围告知书')).words, '请向虚构的乙局申请');
  const silent = await file();
  const later = { ...servicesOf(site.context), now: () => Temporal.Now.instant().add({ hours: 24 * 20 }) };
  await expireApplications(later, DIVISION);
  says((await newest(silent, '行政许可申请受理通知书')).words, '从收到申请材料之日起即为受理');
});

test('a decision of the higher body is not written by the lower one', async () => {
  const up = readItemFacts().find((i) => i.variant === 'report_up' && i.implementers.length === 1);
  assert.ok(up);
  const id = await file(up.codes.base);
  const titles = (await papers(id)).map((p) => p.title);
  assert.deepEqual(titles, ['收件凭证']);
  await step(window, id, 'accept');
  await step(reviewer, id, 'propose', { opinion: 'grant', reason: '初审通过' });
  await step(approver, id, 'report_up', { body: up.authority, opinion: '同意' });
  await step(reviewer, id, 'higher_granted', { document: '虚构〔2026〕1号' });
  assert.ok(!(await papers(id)).some((p) => p.title.includes('决定书')));
});

test('the file is tagged, verified offline by the same verifier, and a changed byte is found; its code shows it to anybody', async () => {
  const id = await file();
  const { bytes, words, seq } = await newest(id, '收件凭证');
  const raw = Buffer.from(bytes).toString('latin1');
  assert.match(raw, /\/StructTreeRoot/);
  assert.match(raw, /\/MarkInfo/);
  const roots = await readRoots(site.store.db, DIVISION);
  const today = Temporal.Now.plainDateISO('Asia/Shanghai');
  const report = verifyLicenceFile(bytes, roots, today);
  assert.deepEqual(
    report.checks.map((c) => [c.code, c.passed]),
    ['signed', 'bytes', 'signature', 'chain', 'root', 'body'].map((code) => [code, true]),
  );
  assert.equal(report.paper?.number, `${await number(id)}-${seq}`);
  assert.ok(report.paper?.lines.some((line) => line.includes('犬类准养证核发')));
  for (const at of [200, Math.floor(bytes.length / 2), bytes.length - 40]) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    assert.ok(!verifyLicenceFile(changed, roots, today).passed, `byte ${at}`);
  }
  const sent = await new Visitor(site.app).upload('/verify/file', {}, { name: 'a.pdf', bytes });
  assert.match(textOf(sent.body), /文件是真的，没有被改动/);

  const code = /查验码([0-9A-F]{10})/.exec(words)?.[1];
  const address = `/verify/papers/${await number(id)}-${seq}`;
  const found = await new Visitor(site.app).get(`${address}?code=${code}`);
  assert.equal(found.statusCode, 200);
  assert.match(textOf(found.body), /有这份文书/);
  assert.doesNotMatch(found.body, /虚构的内容，供试/, 'nobody’s name');
  const wrong = await new Visitor(site.app).get(`${address}?code=0000000000`);
  const absent = await new Visitor(site.app).get(`${address}9?code=${code}`);
  assert.deepEqual([wrong.statusCode, absent.statusCode], [404, 404]);
  assert.equal(textOf(wrong.body), textOf(absent.body), 'nobody learns whether there is one');
});

test('a paper is its applicant’s and the desk’s: others are told that there is none; every sight is written down', async () => {
  const id = await file();
  const other = new Visitor(site.app);
  await other.register('别的居民', '13900000199');
  assert.equal((await other.get(`/me/cases/${id}/papers/1`)).statusCode, 404);
  assert.equal((await other.get(`/desk/cases/${id}/papers/1`)).statusCode, 403);
  assert.equal((await new Visitor(site.app).get(`/me/cases/${id}/papers/1`)).statusCode, 303);
  for (const seq of ['0', '2', '99', 'x'])
    assert.equal((await person.get(`/me/cases/${id}/papers/${seq}`)).statusCode, 404);
  assert.equal((await window.get(`/desk/cases/${id}/papers/1`)).statusCode, 200);
  const shown = (await person.get(`/me/cases/${id}`)).body;
  assert.match(shown, new RegExp(`href="/me/cases/${id}/papers/1"`));
  const { rows } = await site.store.runSql(
    `select detail from audit_entry where subject = 'case:${id}' and use_case = 'services.case.read'`,
  );
  assert.equal(rows.length, 1);
});
