/** A licence instead of an upload: chosen on the materials page, checked as the case is filed, seen by the clerk. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '#base/ids.ts';
import { changeLicence } from '#systems/licences/change-licence.ts';
import { licenceKeys } from '#systems/licences/holder.ts';
import { issueLicence, testAgencyCode, testTypeCode } from '#systems/licences/index.ts';
import { readItem, seedItems } from '#systems/permits/index.ts';
import { asFields, madeUpAnswers } from './made-up-answers.ts';
import { openDeskSite, type Site } from './site.ts';
import { hidden, textOf, Visitor } from './visitor.ts';

const FOOD = '640100147000';
const PATH = `/services/items/${FOOD}/apply`;
/** The number that `madeUpAnswers` states for a person. */
const NUMBER = '11010519491231002X';

let site: Site;
let clerk: Visitor;
let approver: Visitor;
let fields: Record<string, string>;
let body: string;
before(async () => {
  site = await openDeskSite({ GONGBAO_REQUESTS_PER_MINUTE: '100000' });
  await seedItems(site.store.db);
  const food = await readItem(site.store.db, FOOD);
  assert.ok(food);
  fields = asFields(madeUpAnswers(food.content.form));
  body = food.content.implementers[0] ?? '';
  clerk = new Visitor(site.app);
  await clerk.signIn('window');
  approver = new Visitor(site.app);
  await approver.signIn('approver');
});
after(() => site.close());

let phones = 13900000300;
async function resident(): Promise<{ visitor: Visitor; account: string }> {
  const visitor = new Visitor(site.app);
  await visitor.register('居民试验', String(++phones));
  const actor = await site.context.signIn.actorOf(visitor.cookie());
  assert.equal(actor.kind, 'account');
  return { visitor, account: actor.kind === 'account' ? actor.id : '' };
}

/** A licence of the account, as a granted case would have issued it; made up. */
const issue = (account: string, over: { typeName?: string; number?: string; days?: number } = {}) =>
  site.store.db.transaction().execute(async (tx) => {
    const today = Temporal.Now.plainDateISO('Asia/Shanghai');
    const { typeName = '营业执照', number = NUMBER, days } = over;
    const issued = await issueLicence(
      tx,
      licenceKeys(site.context.config.secrets),
      { kind: 'system', part: 'test' },
      {
        caseId: newId(),
        caseNumber: `TEST${newId()}`,
        itemCode: null,
        itemName: '虚构的登记',
        typeCode: testTypeCode(typeName),
        typeName,
        agency: { code: testAgencyCode('虚构的登记机关'), name: '虚构的登记机关' },
        licenceNumber: null,
        holder: { kind: 'person', account, name: '示例人甲', numberKind: '公民身份号码', number },
        content: [],
        validFrom: today.subtract({ days: 30 }),
        validUntil: days === undefined ? null : today.add({ days }),
      },
    );
    return issued.licenceId;
  });

const suspend = async (licenceId: string) => {
  const { rows } = await site.store.runSql(
    `select max(seq) as seq from licence_event where licence_id = '${licenceId}'`,
  );
  const done = await changeLicence(
    { db: site.store.db },
    await site.context.signIn.actorOf(approver.cookie()),
    {
      licenceId,
      ground: 'suspend.penalty',
      reason: '虚构的理由，供试验使用',
      on: '',
      seen: (rows[0] as { seq: number }).seq,
      requestKey: newId(),
    },
  );
  assert.ok(done.ok, JSON.stringify(done));
};

/** Fills in the form; gives the draft and its materials page. */
async function fillIn(person: Visitor): Promise<{ draft: string; page: string; at: string }> {
  const form = (await person.get(PATH)).body;
  const draft = hidden(form, 'draft');
  const filled = await person.post(PATH, {
    draft,
    itemVersion: hidden(form, 'itemVersion'),
    body,
    ...fields,
    step: 'next',
  });
  assert.equal(filled.statusCode, 303, textOf(filled.body).slice(0, 1000));
  const page = (await person.get(`${PATH}/materials?draft=${draft}`)).body;
  const at = /id="material-(\d+)-name">营业执照</.exec(page)?.[1] ?? '';
  return { draft, page, at };
}
const submit = (person: Visitor, draft: string, chosen: Record<string, string>) =>
  person.upload(`${PATH}/materials`, { draft, step: 'submit', incomplete: '1', ...chosen }, null);
const countOf = async (table: string): Promise<number> =>
  ((await site.store.runSql(`select count(*)::int as n from ${table}`)).rows[0] as { n: number }).n;

type Shown = {
  number: string;
  licences: { useId: string; material: string; state: string; stateTitle: string; evidence: string }[];
};

test('chosen instead of an upload: checked and used once for this case, as evidence A, seen by holder and clerk', async () => {
  const { visitor, account } = await resident();
  const licence = await issue(account);
  const { draft, page, at } = await fillIn(visitor);
  assert.match(textOf(page), /用我的电子证照，不用上传/);
  const kept = await visitor.upload(
    `${PATH}/materials`,
    { draft, step: 'upload', [`licence-${at}`]: licence },
    null,
  );
  assert.equal(kept.statusCode, 303);
  const again = (await visitor.get(`${PATH}/materials?draft=${draft}`)).body;
  assert.match(
    again,
    new RegExp(`name="licence-${at}"[^>]*checked[^>]*value="${licence}"|value="${licence}"[^>]*checked`),
  );
  const lacking = await visitor.upload(`${PATH}/materials`, { draft, step: 'submit' }, null);
  assert.equal(lacking.statusCode, 422);
  assert.doesNotMatch(
    /还缺.*?样必要的材料([\s\S]*?)可以现在补上/.exec(textOf(lacking.body))?.[1] ?? '',
    /营业执照。|、营业执照、/,
  );
  const sent = await submit(visitor, draft, {});
  const id = /cases\/([0-9a-f-]{36})/.exec(String(sent.headers.location))?.[1] ?? '';
  const { body: shown } = await clerk.json<Shown>(`/api/desk/cases/${id}`);
  assert.deepEqual(
    shown.licences.map((l) => [l.material, l.state, l.evidence]),
    [['营业执照', 'valid', 'A']],
  );
  assert.match(textOf((await visitor.get(`/me/cases/${id}`)).body), /营业执照：《营业执照》，提交时核验有效/);
  assert.match(textOf((await visitor.get(`/me/licences/${licence}`)).body), new RegExp(shown.number));
  assert.equal((await clerk.get(`/desk/licences/uses/${shown.licences[0]?.useId}/file`)).statusCode, 200);
  const twice = await submit(visitor, draft, {});
  assert.match(String(twice.headers.location), new RegExp(id));
  assert.equal(
    (
      (await site.store.runSql(`select count(*)::int as n from licence_use where licence_id = '${licence}'`))
        .rows[0] as { n: number }
    ).n,
    1,
    'sent twice it is used once',
  );
  await suspend(licence);
  const { body: later } = await clerk.json<Shown>(`/api/desk/cases/${id}`);
  assert.equal(later.licences[0]?.stateTitle, '已暂扣', 'the clerk sees how it stands now');
});

test('held back between choosing and handing in: a clear answer, nothing filed, the draft is there', async () => {
  const { visitor, account } = await resident();
  const licence = await issue(account);
  const { draft, at } = await fillIn(visitor);
  await suspend(licence);
  const before = await countOf('case_file');
  const refused = await submit(visitor, draft, { [`licence-${at}`]: licence });
  assert.equal(refused.statusCode, 422);
  assert.match(textOf(refused.body), /《营业执照》现在已暂扣，不能用来办这件事/);
  assert.deepEqual(
    [await countOf('case_file'), await countOf(`licence_use where licence_id = '${licence}'`)],
    [before, 0],
  );
  const sent = await submit(visitor, draft, { [`licence-${at}`]: '' });
  assert.equal(sent.statusCode, 303, 'without it the application goes in');
});

test('lapsed, of another kind, of another person, of another account: not offered, and refused when sent all the same', async () => {
  const { visitor, account } = await resident();
  const { account: other } = await resident();
  const licences = {
    lapsed: await issue(account, { days: -1 }),
    kind: await issue(account, { typeName: '食品经营许可证' }),
    holder: await issue(account, { number: '640105TEST00000009' }),
    account: await issue(other),
  };
  const { draft, page, at } = await fillIn(visitor);
  for (const id of Object.values(licences)) assert.ok(!page.includes(`value="${id}"`));
  assert.match(textOf(page), /您的《营业执照》不能用.*有效期届满/);
  assert.match(textOf(page), /持证主体与所填的申请人证件号码不一致/);
  const says: Record<keyof typeof licences, RegExp> = {
    lapsed: /有效期届满/,
    kind: /《食品经营许可证》不能作为“营业执照”/,
    holder: /持证主体与申请人的证件号码不一致/,
    account: /不在您名下/,
  };
  for (const name of Object.keys(licences) as (keyof typeof licences)[]) {
    const refused = await submit(visitor, draft, { [`licence-${at}`]: licences[name] });
    assert.ok([404, 422].includes(refused.statusCode), name);
    assert.match(textOf(refused.body), says[name], name);
  }
});
