/** Notices that do not fit, at the desk and in print: each has a clear answer, and nothing is lost. All names made up. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId } from '#base/ids.ts';
import { giveAppointments } from './appointments.ts';
import { openDeskSite, type Site } from './site.ts';
import { textOf, Visitor } from './visitor.ts';

let site: Site;
let editor: Visitor;
let reader: Visitor;

const give = (n: number, date: string, lines: string[]) => giveAppointments(site, n, date, lines);

type Act = {
  person: string;
  personId: string;
  post: string;
  organisation: string;
  notice: { number: string };
};
const acts = async (): Promise<Act[]> => (await site.app.inject('/api/personnel/changes')).json().acts;
const holders = async (day: string): Promise<string[]> =>
  ((await site.app.inject(`/api/personnel/holders?asOf=${day}`)).json().holders as Act[]).map(
    (h) => `${h.person} ${h.organisation}${h.post}`,
  );
const findings = async (day: string): Promise<string> =>
  textOf((await reader.get(`/personnel/findings?asOf=${day}`)).body);

before(async () => {
  site = await openDeskSite();
  [editor, reader] = [new Visitor(site.app), new Visitor(site.app)];
  await editor.signIn('editor');
  await give(1, '2024-01-10', [
    '刘某任丙区民政局局长；',
    '任某任丙区统计局副局长，免去丙区水务局副局长职务。',
  ]);
});
after(() => site?.close());

describe('names in print', () => {
  it('the family name 任 is a name', async () => {
    assert.ok((await holders('2024-01-10')).includes('任某 丙区统计局副局长'));
    assert.ok((await holders('2024-01-09')).includes('任某 丙区水务局副局长'));
  });

  it('the same name in traditional characters or with a blank, removed from the very post, is who held it', async () => {
    await give(2, '2024-02-10', ['免去劉某丙区民政局局长职务。', '免去任　某丙区统计局副局长职务。']);
    const [given, taken] = (await acts()).filter((a) => a.organisation === '丙区民政局');
    assert.equal(given?.personId, taken?.personId);
    assert.deepEqual([given?.person, taken?.person].sort(), ['刘某', '劉某']);
    assert.deepEqual(
      (await holders('2024-02-10')).filter((h) => /民政局|统计局/.test(h)),
      [],
    );
    const person = textOf((await reader.get(`/personnel/people/${given?.personId}`)).body);
    assert.match(person, /劉某[\s\S]*为什么是同一人[\s\S]*正是前一份通知/);
  });

  it('the same name in traditional characters, given another post, is another person until somebody signs', async () => {
    await give(3, '2024-03-10', ['劉某任丙区档案馆馆长。']);
    const ids = new Set((await acts()).filter((a) => /^[刘劉]某$/.test(a.person)).map((a) => a.personId));
    assert.equal(ids.size, 2);
    assert.match(await findings('2024-03-10'), /“刘某”、“劉某”：同名，未确认为同一人/);
    assert.match(textOf((await editor.get('/desk/personnel/names')).body), /第2位刘某/);
  });

  it('one name with two posts in two paragraphs of one notice is one person, and that is told', async () => {
    await give(4, '2024-04-10', ['张某（女）任丙区审计局副局长；', '张某任丙区文旅局副局长。']);
    const said = await findings('2024-04-10');
    assert.match(said, /同一份通知有2段分别任命“张某”，现按一人列出；如是同名的两个人，请核对原件/);
    assert.match(said, /张某（女）任丙区审计局副局长/);
  });

  it('one body printed with and without its district is two, and that is told', async () => {
    await give(9, '2024-04-20', ['褚某任丙区东路街道办事处主任。']);
    await give(10, '2024-04-25', ['冯某任东路街道办事处副主任。']);
    assert.match(
      await findings('2024-04-25'),
      /“丙区东路街道办事处”、“东路街道办事处”可能是同一机构，尚未认定，现分别列出/,
    );
  });

  it('two people of one name in one post are told apart only by their notices', async () => {
    await give(5, '2024-05-10', ['王某任丙区住建局副局长。']);
    await give(6, '2024-06-10', ['王某任丙区住建局副局长。']);
    assert.equal((await holders('2024-06-10')).filter((h) => h === '王某 丙区住建局副局长').length, 2);
    await give(7, '2024-07-10', ['免去王某丙区住建局副局长职务。']);
    assert.match(
      await findings('2024-07-10'),
      /王某离任丙区住建局副局长，而本库没有其任职的记录|“王某”：同名/,
    );
  });
});

describe('many findings', () => {
  it('are shown by kind in pages; none is left out', async () => {
    await give(
      11,
      '2024-08-01',
      hundred.map(({ person }) => `免去${person}丙区教育局督学职务。`),
    );
    const first = (await reader.get('/personnel/findings?asOf=2024-08-02')).body;
    const link = /href="(\/personnel\/findings\?[^"]*kind=removal_unrecorded)">“/.exec(first)?.[1] ?? '';
    const found = new Set<string>();
    for (let page = 1; page <= 3; page++) {
      const said = textOf((await reader.get(`${link.replaceAll('&amp;', '&')}&page=${page}`)).body);
      for (const { person } of hundred) if (said.includes(`${person}离任丙区教育局督学`)) found.add(person);
    }
    assert.equal(found.size, 100);
    assert.equal((await reader.get('/personnel/findings?kind=x&page=-1')).statusCode, 200);
  });
});

describe('a notice’s page', () => {
  it('leads to its people and posts, also when it was replaced or a name was printed otherwise', async () => {
    const changes = (await reader.get('/personnel/changes?q=%E4%BB%BB%E6%9F%90')).body;
    const notice = /href="(\/documents\/[0-9a-f-]{36})/.exec(changes)?.[1] ?? '';
    const page = (await reader.get(notice)).body;
    const links = [...page.matchAll(/href="(\/personnel\/(?:people|posts)\/[^"]+)"/g)].map((m) => m[1] ?? '');
    assert.ok(links.length >= 4, String(links.length));
    for (const link of links) {
      let answer = await reader.get(link);
      for (let n = 0; answer.statusCode === 302 && n < 2; n++)
        answer = await reader.get(String(answer.headers.location));
      assert.equal(answer.statusCode, 200, link);
    }
  });
});

const row = (at: number, over: Record<string, string>) =>
  Object.fromEntries(
    Object.entries({ kind: 'appoint', term: 'plain', ...over }).map(([name, value]) => [
      `${name}-${at}`,
      value,
    ]),
  );
const head = {
  basis: 'study',
  organ: '乙市丙区人民政府',
  meeting: '党组会议',
  decidedOn: '2024-09-10',
  dated: '2024-09-12',
  issuer: '乙市丙区人民政府',
  series: '丙政干发',
  addressees: '各镇人民政府，各街道办事处',
};
const form = (rows: Record<string, string>[], over: Record<string, string> = {}) => ({
  ...head,
  rows: String(rows.length),
  requestKey: newId(),
  step: 'check',
  ...Object.assign({}, ...rows.map((r, at) => row(at, r))),
  ...over,
});
const check = (rows: Record<string, string>[], over: Record<string, string> = {}) =>
  editor.post('/desk/personnel/notice', form(rows, over));
/** Every warning of the page set aside with one reason. */
const reasonsIn = (page: string): Record<string, string> =>
  Object.fromEntries(
    [...page.matchAll(/name="(reason-[0-9a-f-]{36})"/g)].map((m) => [m[1] ?? '', '另有任免文件']),
  );
const drafts = async (): Promise<number> =>
  (await site.store.db.selectFrom('gazette_draft').select('id').execute()).length;

const hundred = Array.from({ length: 100 }, (_, at) => ({
  person: `${'赵钱孙李周吴郑陈冯褚'.charAt(at % 10)}${'甲乙丙丁戊己庚辛壬癸'.charAt(Math.floor(at / 10))}`,
  organisation: '丙区教育局',
  post: '督学',
}));

describe('drafting what does not fit', () => {
  it('a name typed with a blank is taken without it', async () => {
    const answer = await check([{ person: '周　某', organisation: '丙区 教育局', post: '副局长' }]);
    assert.equal(answer.statusCode, 200);
    assert.match(textOf(answer.body), /周某任丙区教育局副局长。/);
  });

  it('an act on a person not in office, before the post was given, or in other characters, says what the record holds', async () => {
    const never = await check([{ person: '吴某', kind: 'remove', organisation: '丙区档案馆', post: '馆长' }]);
    assert.match(textOf(never.body), /吴某此时没有担任丙区档案馆馆长（记录中在任的是劉某）/);
    const early = await check(
      [{ person: '劉某', kind: 'remove', organisation: '丙区档案馆', post: '馆长' }],
      {
        decidedOn: '2024-03-01',
        dated: '2024-03-01',
      },
    );
    assert.match(textOf(early.body), /劉某此时没有担任丙区档案馆馆长；按记录，其2024年3月10日就任/);
    const form = await check([{ person: '刘某', kind: 'remove', organisation: '丙区档案馆', post: '馆长' }]);
    assert.doesNotMatch(textOf(form.body), /此时没有担任/);
  });

  it('a body that the record knows by a name without its district is pointed out', async () => {
    const answer = await check([{ person: '周某', organisation: '乙市丙区东路街道办事处', post: '副主任' }]);
    assert.match(
      textOf(answer.body),
      /记录中没有“乙市丙区东路街道办事处”，有“丙区东路街道办事处”、“东路街道办事处”：写法不同会算作两个单位/,
    );
  });

  it('a decision that has not been taken yet needs a reason', async () => {
    const answer = await check([{ person: '周某', organisation: '丙区教育局', post: '副局长' }], {
      decidedOn: '2150-01-01',
      dated: '2150-01-02',
    });
    assert.match(textOf(answer.body), /决定日期2150年1月1日还没有到/);
    assert.ok(Object.keys(reasonsIn(answer.body)).length >= 1);
  });

  it('what cannot be worded is named by its row', async () => {
    const answer = await check([
      { person: '周某', organisation: '丙区教育局', post: '副局长' },
      { person: '', organisation: '', post: '' },
      { person: '任免', organisation: '丙区教育局', post: '副局长' },
    ]);
    assert.equal(answer.statusCode, 422);
    assert.match(textOf(answer.body), /第3项：这样写，读者读不出原意/);
    assert.doesNotMatch(textOf(answer.body), /第1项：这样写/);
  });

  it('a list is pasted from a spreadsheet; lines not understood stay in the box', async () => {
    const answer = await check([{ person: '周某', organisation: '丙区教育局', post: '副局长' }], {
      step: 'paste',
      paste: '吴某\t任命\t丙区教育局\t科长\t试用期1年\n郑某升了\n',
    });
    assert.equal(answer.statusCode, 422);
    assert.match(textOf(answer.body), /第2行没有读懂/);
    assert.match(answer.body, /name="person-0"[^>]*value="周某"/);
    assert.match(answer.body, /name="person-1"[^>]*value="吴某"/);
    assert.match(answer.body, /<option value="p12" selected=""/);
    assert.match(answer.body, /<textarea[^>]*>郑某升了<\/textarea>/);
  });

  it('a hundred acts are one notice of a hundred paragraphs; two hundred and one are refused and kept', async () => {
    const answer = await check(hundred);
    assert.equal(answer.statusCode, 200);
    const said = textOf(answer.body);
    for (const { person } of hundred) assert.ok(said.includes(`${person}任丙区教育局督学`), person);
    assert.equal((answer.body.match(/name="person-\d+"/g) ?? []).length, 100);
    const many = [
      ...hundred,
      ...hundred.map((r) => ({ ...r, post: '科员' })),
      { ...hundred[0], post: '股长' },
    ];
    const refused = await check(many as Record<string, string>[]);
    assert.equal(refused.statusCode, 422);
    assert.match(textOf(refused.body), /一份通知最多200项，现在有201项/);
    assert.match(refused.body, /name="post-200"[^>]*value="股长"/);
  });

  it('a form checked before the record changed is checked again when it is handed over', async () => {
    const fields = form([{ person: '冯某', organisation: '丙区林场', post: '场长' }]);
    const checked = await editor.post('/desk/personnel/notice', fields);
    const reasons = reasonsIn(checked.body);
    await give(8, '2024-09-01', ['褚某任丙区林场场长。']);
    const before = await drafts();
    const stale = await editor.post('/desk/personnel/notice', { ...fields, ...reasons, step: 'hand' });
    assert.equal(stale.statusCode, 422);
    assert.match(textOf(stale.body), /丙区林场场长仍由褚某担任/);
    assert.match(stale.body, /name="person-0"[^>]*value="冯某"/);
    assert.equal(await drafts(), before);
  });

  it('the same act drafted in two windows at once is handed over once; the other is told', async () => {
    const rows = [{ person: '周某', organisation: '丙区档案馆', post: '副馆长' }];
    const windows = [form(rows), form(rows)];
    const before = await drafts();
    const answers = await Promise.all(
      windows.map((fields) => editor.post('/desk/personnel/notice', { ...fields, step: 'hand' })),
    );
    assert.deepEqual(answers.map((a) => a.statusCode).sort(), [303, 422]);
    assert.equal(await drafts(), before + 1);
    const told = answers.find((a) => a.statusCode === 422)?.body ?? '';
    assert.match(textOf(told), /同一任免已在待刊的《乙市丙区人民政府关于周某同志任职的通知》中/);
    const meant = await editor.post('/desk/personnel/notice', {
      ...windows.find((_, at) => answers[at]?.statusCode === 422),
      ...reasonsIn(told),
      step: 'hand',
    });
    assert.equal(meant.statusCode, 303, 'with a reason it is the editor’s to decide');
  });
});
