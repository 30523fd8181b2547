/** Items as the public finds and reads them, and as the editor changes them. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { readItemFacts, seedItems } from '#systems/permits/index.ts';
import { openDeskSite, type Site } from './site.ts';
import { Visitor } from './visitor.ts';

const FOOD = '640100147000';
let site: Site;
before(async () => {
  site = await openDeskSite({ GONGBAO_REQUESTS_PER_MINUTE: '1000000' });
  await seedItems(site.store.db);
});
after(() => site.close());

/** The words of a page, without marks. */
const wordsOf = (html: string): string =>
  html
    .replace(/<svg[\s\S]*?<\/svg>/g, '')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, '');
const squeeze = (text: string): string => text.replace(/\s+/g, '');
const page = async (url: string, visitor = new Visitor(site.app)): Promise<string> => {
  const response = await visitor.get(encodeURI(url));
  assert.equal(response.statusCode, 200, url);
  return response.body;
};
const hidden = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';

/** What a browser would send of the editor's form on a page. */
function formFields(html: string, action: string): Record<string, string | string[]> {
  const form = new RegExp(`<form[^>]*action="${action}"[^>]*>([\\s\\S]*?)</form>`).exec(html)?.[1] ?? '';
  const decode = (text: string) =>
    text
      .replaceAll('&quot;', '"')
      .replaceAll('&#x27;', "'")
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');
  const fields: Record<string, string[]> = {};
  const add = (name: string, value: string) => {
    fields[name] = [...(fields[name] ?? []), decode(value)];
  };
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const get = (key: string) => new RegExp(` ${key}="([^"]*)"`).exec(tag)?.[1];
    const box = get('type') === 'checkbox' || get('type') === 'radio';
    if (!box || / checked=""/.test(tag)) add(get('name') ?? '', get('value') ?? '');
  }
  for (const [, name, value] of form.matchAll(/<textarea[^>]* name="([^"]*)"[^>]*>([\s\S]*?)<\/textarea>/g))
    add(name ?? '', value ?? '');
  for (const [, name, body] of form.matchAll(/<select[^>]* name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g)) {
    const chosen =
      /<option value="([^"]*)" selected="">/.exec(body ?? '') ?? /<option value="([^"]*)"/.exec(body ?? '');
    add(name ?? '', chosen?.[1] ?? '');
  }
  return fields;
}

describe('the public', () => {
  test('the guide, the list and the API say the same of every item', async () => {
    const list = (await (await new Visitor(site.app).get('/permits.json')).json()) as {
      items: { code: string; name: string }[];
    };
    assert.equal(list.items.length, 160);
    for (const item of readItemFacts()) {
      const code = item.codes.base;
      const words = wordsOf(await page(`/services/items/${code}`));
      const { content } = (
        await site.app.inject({ method: 'GET', url: `/api/permits/items/${code}` })
      ).json();
      assert.deepEqual(content, item, item.name);
      assert.equal(list.items.find((i) => i.code === code)?.name, item.name);
      for (const said of [
        item.name,
        item.about,
        ...item.conditions,
        ...item.materials.flatMap((m) => [m.name, m.standard]),
        ...item.steps.flatMap((s) => [s.name, s.what]),
        ...item.implementers,
        ...item.bases.map((b) => b.title),
        ...item.notices.map((n) => n.text),
        ...item.faq.flatMap((f) => [f.q, f.a]),
        item.result.name,
        item.remedies.reviewBody,
        item.place,
      ])
        assert.ok(words.includes(squeeze(said)), `${item.name}: ${said}`);
    }
  });

  test('finds the food licence by everyday words and reads how long, whom to ask and where to begin', async () => {
    const found = await page('/services?q=开饭店');
    assert.match(found, new RegExp(`href="/services/items/${FOOD}"`));
    const guide = await page(`/services/items/${FOOD}`);
    assert.match(wordsOf(guide), /8个工作日内/);
    assert.match(wordsOf(guide), /法律规定最长10个工作日/);
    assert.match(guide, new RegExp(`href="/services/items/${FOOD}/apply"`));
    assert.match(wordsOf(guide), /号码待核定/, 'a number that nobody has is not printed as one to call');
    assert.doesNotMatch(wordsOf(guide), /0000000/);
  });

  test('is led by questions to one item, each answer an address that can be changed', async () => {
    const first = await page('/services/ask');
    assert.match(wordsOf(first), /您是为谁办事/);
    const second = await page('/services/ask?subject=个人');
    assert.match(wordsOf(second), /这件事和什么有关/);
    const found = await page('/services/ask?subject=个人&theme=住房保障');
    assert.match(found, /href="\/services\/items\/640100093000"/);
  });

  test('finds nothing that is not on the list, and is told what that means', async () => {
    assert.match(wordsOf(await page('/services?q=坐飞船去火星')), /任何机关不得要求您办许可/);
    assert.equal((await new Visitor(site.app).get('/services/items/640100999000')).statusCode, 404);
    assert.equal((await new Visitor(site.app).get('/services/items/x%27')).statusCode, 404);
  });

  test('takes the list away as a table, narrowed as on the page', async () => {
    const csv = (await new Visitor(site.app).get(encodeURI('/permits.csv?variant=report_up'))).body;
    assert.equal(csv.trim().split('\r\n').length, 20);
  });
});

describe('the editor', () => {
  test('saves a draft that breaks a rule, is told where, mends it, compares and publishes; readers see both', async () => {
    const editor = new Visitor(site.app);
    await editor.signIn('editor');
    const path = `/desk/items/${FOOD}`;
    const before = formFields(await page(path, editor), path);
    const broken = await editor.post(path, { ...before, 'materials.4.basis': '', promisedDays: '6' });
    assert.equal(broken.statusCode, 303);
    const told = await page(path, editor);
    assert.match(wordsOf(told), /没有依据。没有法律、法规、规章依据的材料不得索要/);
    assert.match(wordsOf(told), /各环节共8个工作日，超过承诺时限6个工作日/);
    const early = await editor.post(`${path}/publish`, {
      revision: hidden(await page(`${path}/publish`, editor), 'revision'),
      requestKey: 'early',
      reason: '缩短时限',
      listDocument: '',
      effectiveOn: '2024-06-01',
    });
    assert.equal(early.statusCode, 422);
    assert.match(wordsOf(early.body), /还有2处不合规则，不能发布/);

    const mended = formFields(await page(path, editor), path);
    await editor.post(path, {
      ...mended,
      'materials.4.basis': '《食品经营许可和备案管理办法》',
      'steps.1.days': '2',
    });
    const compare = await page(`${path}/publish`, editor);
    assert.match(wordsOf(compare), /承诺时限（工作日）86/);
    const published = await editor.post(`${path}/publish`, {
      revision: hidden(compare, 'revision'),
      requestKey: hidden(compare, 'requestKey'),
      reason: '缩短时限',
      listDocument: '',
      effectiveOn: '2024-06-01',
    });
    assert.equal(published.statusCode, 303, wordsOf(published.body));
    assert.match(wordsOf(await page(`/services/items/${FOOD}`)), /6个工作日内/);
    assert.match(wordsOf(await page(`/services/items/${FOOD}?version=1`)), /这是第1版，已有更新的版本/);
    const diff = wordsOf(await page(`/services/items/${FOOD}/versions/diff?from=1&to=2`));
    assert.match(diff, /承诺时限（工作日）86/);
    assert.match(diff, /缩短时限/);
  });

  test('whose form was refused keeps what was typed and sees each mistake at its field', async () => {
    const editor = new Visitor(site.app);
    await editor.signIn('editor');
    const path = '/desk/items/640100002000';
    const fields = formFields(await page(path, editor), path);
    const answer = await editor.post(path, {
      ...fields,
      about: '卖书先办这个，我刚写的。',
      promisedDays: '很快',
    });
    assert.equal(answer.statusCode, 422);
    assert.match(answer.body, /我刚写的/);
    assert.match(answer.body, /id="promisedDays-error"/);
  });

  test('takes an item off the list: it is told everywhere, and cannot be begun any more', async () => {
    const editor = new Visitor(site.app);
    await editor.signIn('editor');
    const path = '/desk/items/640100003000';
    const html = await page(path, editor);
    const answer = await editor.post(`${path}/withdraw`, {
      versionId: hidden(html, 'versionId'),
      requestKey: 'withdraw-3',
      listDocument: '兰青政发〔2024〕3号',
      effectiveOn: '2024-07-01',
      reason: '依据已废止',
    });
    assert.equal(answer.statusCode, 303);
    const guide = await page('/services/items/640100003000');
    assert.match(wordsOf(guide), /这个事项已经取消，不能再申请/);
    assert.doesNotMatch(guide, /\/apply"/);
    assert.match(
      wordsOf(await page('/permits/changes')),
      /取消兰青政发〔2024〕3号依据已废止内部资料性出版物准印审批/,
    );
  });

  test('nobody else gets to the desk, and an administrator reads without a form', async () => {
    assert.equal((await new Visitor(site.app).get(`/desk/items/${FOOD}`)).statusCode, 303);
    const admin = new Visitor(site.app);
    await admin.signIn('admin');
    assert.match(wordsOf(await page(`/desk/items/${FOOD}`, admin)), /您的账号只能查看/);
    assert.equal((await admin.post(`/desk/items/${FOOD}`, {})).statusCode, 403);
  });
});
