/** An editor uploads a file and follows its import: stories over HTTP with a real job worker. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import iconv from 'iconv-lite';
import { fromRoot } from '#base/paths.ts';
import { openDeskSite, type Site } from './site.ts';
import { hidden, textOf, untilPage, Visitor } from './visitor.ts';

const MAX_BYTES = 3 * 1024 * 1024;
const sample = readFileSync(fromRoot('samples/lanhe-2024-02.txt'));

let site: Site;
let editor: Visitor;
before(async () => {
  site = await openDeskSite({ GONGBAO_IMPORT_MAX_BYTES: String(MAX_BYTES) });
  editor = new Visitor(site.app);
  await editor.signIn('editor');
});
after(() => site?.close());

const newKey = async (person = editor) => hidden((await person.get('/desk/imports/new')).body, 'requestKey');
const send = async (bytes: Uint8Array, name = '公报.txt', requestKey?: string) =>
  editor.upload('/desk/imports', { requestKey: requestKey ?? (await newKey()) }, { name, bytes });
const uploads = () => site.store.db.selectFrom('gazette_upload').selectAll().orderBy('id').execute();
const finished = (url: string) =>
  untilPage(() => editor.get(url), /已导入。|登记为第 \d+ 版|早已导入|未导入|没有导入/);
const followed = async (bytes: Uint8Array, name?: string) => {
  const answer = await send(bytes, name);
  assert.equal(answer.statusCode, 303, textOf(answer.body).slice(0, 2000));
  return finished(String(answer.headers.location));
};

describe('who may import', () => {
  it('sends a visitor to sign in and back to where they were going', async () => {
    const visitor = new Visitor(site.app);
    const answer = await visitor.get('/desk/imports/new');
    assert.equal(answer.headers.location, '/login?back=%2Fdesk%2Fimports%2Fnew');
    const back = hidden((await visitor.get(String(answer.headers.location))).body, 'back');
    assert.equal((await visitor.signIn('editor', back)).headers.location, '/desk/imports/new');
  });

  it('lets an administrator read but not import', async () => {
    const admin = new Visitor(site.app);
    await admin.signIn('admin');
    assert.equal((await admin.get('/desk/imports')).statusCode, 200);
    assert.doesNotMatch((await admin.get('/desk/imports')).body, /imports\/new/);
    assert.equal((await admin.get('/desk/imports/new')).statusCode, 403);
    const before = (await uploads()).length;
    const answer = await admin.upload(
      '/desk/imports',
      { requestKey: 'made-by-hand' },
      { name: 'a.txt', bytes: sample },
    );
    assert.equal(answer.statusCode, 403);
    assert.equal((await uploads()).length, before);
  });

  it('refuses a form that another site sends', async () => {
    const answer = await site.app.inject({
      method: 'POST',
      url: '/desk/imports',
      headers: { 'sec-fetch-site': 'cross-site', 'content-type': 'multipart/form-data; boundary=x' },
      payload: '--x--\r\n',
    });
    assert.equal(answer.statusCode, 403);
  });
});

describe('a gazette', () => {
  it('is imported step by step to a report, and its pages are linked', async () => {
    const answer = await send(sample, '兰河公报 2024-02.txt');
    assert.equal(answer.statusCode, 303);
    const url = String(answer.headers.location);
    const page = await finished(url);
    const says = textOf(page);
    for (const words of ['收到文件', '识别编码', '登记文件', '核对引用', '记录效力', '兰河公报 2024-02.txt'])
      assert.match(says, new RegExp(words));
    assert.doesNotMatch(says, /未开始|进行中/);
    assert.match(page, /href="\/issues\/[0-9a-f-]{36}"/);
    assert.match(page, /href="\/documents\/[0-9a-f-]{36}"/);
    const [row] = (await uploads()).filter((u) => url.endsWith(u.id));
    assert.equal(row?.state, 'imported');
    assert.equal(row?.bytes, null);
    assert.equal((await editor.get(url)).headers.refresh, undefined);
  });

  it('given again changes nothing and says that it is here', async () => {
    assert.match(textOf(await followed(sample)), /早已导入.*没有改动任何内容/);
  });

  it('in GB18030 is converted, and that is said', async () => {
    const text = sample.toString('utf8').replace('第2期', '第3期');
    const says = textOf(await followed(iconv.encode(text, 'gb18030')));
    assert.match(says, /GB18030 编码，已识别并转换为 UTF-8/);
  });

  it('sent by a double click makes one upload', async () => {
    const requestKey = await newKey();
    const before = (await uploads()).length;
    const answers = await Promise.all([1, 2, 3].map(() => send(sample, '公报.txt', requestKey)));
    assert.equal(new Set(answers.map((a) => a.headers.location)).size, 1);
    assert.equal((await uploads()).length, before + 1);
  });

  it('given twice at once is imported once; the other upload says that it is here', async () => {
    const bytes = Buffer.from(sample.toString('utf8').replace('第2期', '第9期'));
    const answers = await Promise.all([send(bytes), send(bytes)]);
    for (const a of answers) await finished(String(a.headers.location));
    const ids = answers.map((a) => String(a.headers.location).split('/').at(-1));
    const states = (await uploads()).filter((u) => ids.includes(u.id)).map((u) => u.state);
    assert.deepEqual(states.sort(), ['already_here', 'imported']);
  });
});

describe('what cannot be imported', () => {
  const refusals: [string, Uint8Array, string, RegExp][] = [
    ['an empty file', Buffer.alloc(0), 'a.txt', /文件是空的/],
    ['a PDF', Buffer.from('%PDF-1.7\n…'), 'a.pdf', /这是 PDF 文件.*另存为/],
    [
      'a Word document',
      Buffer.from('PK\x03\x04[Content_Types].xmlword/document.xml'),
      'a.docx',
      /这是 Word 或 WPS 文档.*纯文本/,
    ],
    [
      'bytes that are no text',
      Buffer.from('\0\x01\xff\xfe\x80'.repeat(500), 'latin1'),
      'a.txt',
      /这不是文本文件/,
    ],
  ];
  for (const [what, bytes, name, says] of refusals) {
    it(`is refused at once with what to do: ${what}`, async () => {
      const before = (await uploads()).length;
      const answer = await send(bytes, name);
      assert.equal(answer.statusCode, 422);
      assert.match(textOf(answer.body), says);
      assert.equal((await uploads()).length, before);
    });
  }

  it('is asked for when no file was chosen', async () => {
    const answer = await send(Buffer.alloc(0), '');
    assert.equal(answer.statusCode, 422);
    assert.match(textOf(answer.body), /没有选择文件/);
    assert.equal((await editor.post('/desk/imports', { requestKey: 'x' })).statusCode, 422);
  });

  it('is too large: answered 413 with a page, and never held', async () => {
    const answer = await send(Buffer.alloc(MAX_BYTES + 1, '公报'));
    assert.equal(answer.statusCode, 413);
    assert.match(textOf(answer.body), /超过上限 3.0 MB/);
  });

  it('is no gazette: the import ends with the reason and what to do next, and leaves nothing', async () => {
    const before = await site.store.db.selectFrom('law_source_file').select('sha256').execute();
    const page = await followed(Buffer.from('今天天气晴好，游园的人很多。\n大家都说好。\n'), '新闻.txt');
    assert.match(textOf(page), /没有认出公报或公文/);
    assert.match(page, /重新上传/);
    const afterwards = await site.store.db.selectFrom('law_source_file').select('sha256').execute();
    assert.equal(afterwards.length, before.length);
  });

  it('answers an unknown import as not found', async () => {
    for (const id of ['x', '00000000-0000-7000-8000-000000000000'])
      assert.equal((await editor.get(`/desk/imports/${id}`)).statusCode, 404);
  });
});

describe('after a crash', () => {
  it('an import that was under way is taken up again by itself', async () => {
    const bytes = Buffer.from(sample.toString('utf8').replace('第2期', '第7期'));
    const id = '019f0000-0000-7000-8000-000000000001';
    const account = await site.store.db
      .selectFrom('account')
      .select('id')
      .where('username', '=', 'editor')
      .executeTakeFirstOrThrow();
    await site.store.db
      .insertInto('gazette_upload')
      .values({
        id,
        request_key: 'crashed',
        sha256: 'of no account here',
        file_name: '中断.txt',
        size_bytes: bytes.byteLength,
        bytes,
        uploaded_by: account.id,
        uploaded_by_name: '演示编辑',
        uploaded_at: Temporal.Now.instant().toString(),
        state: 'running',
        attempts: 1,
        taken_by: 'a run that is gone',
        lease_until: Temporal.Now.instant().add({ seconds: 2 }).toString(),
      })
      .execute();
    const { rooms } = await import('../src/rooms.ts');
    for (const room of rooms) await room.resume?.(site.context);
    const first = await editor.get(`/desk/imports/${id}`);
    assert.match(textOf(first.body), /正在导入|等待导入|已导入/);
    assert.match(textOf(await finished(`/desk/imports/${id}`)), /已导入/);
  });
});

describe('half a gazette', () => {
  const half = sample.subarray(0, Math.floor(sample.byteLength / 2));

  it('is not imported; the reason names what can be ticked on the form', async () => {
    const says = textOf(await followed(half));
    assert.match(says, /文件不完整：目录列有 \d+ 份文件/);
    assert.match(says, /上传时勾选“缺页也导入”/);
    assert.match((await editor.get('/desk/imports/new')).body, /<input id="takeIncomplete" type="checkbox"/);
  });

  it('is imported when the editor says that there is no more', async () => {
    const answer = await editor.upload(
      '/desk/imports',
      { requestKey: await newKey(), takeIncomplete: '1' },
      { name: '公报.txt', bytes: half },
    );
    assert.match(textOf(await finished(String(answer.headers.location))), /已导入/);
    assert.deepEqual((await uploads()).map((u) => u.take_incomplete).slice(-2), [false, true]);
  });
});
