/** Downloading an issue and its documents as PDF. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ok, refuse } from '#base/result.ts';
import { answerPdf } from '#web/http/answer-pdf.tsx';
import { createServer } from '#web/server.ts';
import { openReadingSite, type Site } from './site.ts';
import { Visitor } from './visitor.ts';

let site: Site;
let visitor: Visitor;
before(async () => {
  site = await openReadingSite();
  visitor = new Visitor(site.app);
});
after(() => site.close());

const issueOf = async (origin: 'file' | 'facts'): Promise<string> =>
  (
    await site.store.db
      .selectFrom('law_edition as e')
      .innerJoin('law_issue as i', 'i.id', 'e.issue_id')
      .select('i.id')
      .where('e.origin', '=', origin)
      .where('i.shape', '=', 'gazette')
      .executeTakeFirstOrThrow()
  ).id;

test('an issue is downloaded from its page, named for people, once for two readers, and not again when unchanged', async () => {
  const id = await issueOf('file');
  const page = await visitor.get(`/issues/${id}`);
  const href = `/issues/${id}/editions/1.pdf`;
  assert.ok(page.body.includes(`href="${href}"`));
  const [one, two] = await Promise.all([visitor.get(href), visitor.get(href)]);
  for (const answer of [one, two]) {
    assert.equal(answer.statusCode, 200);
    assert.equal(answer.headers['content-type'], 'application/pdf');
    assert.equal(answer.rawPayload.subarray(0, 8).toString(), '%PDF-1.7');
  }
  assert.ok(one.rawPayload.equals(two.rawPayload));
  assert.equal(
    decodeURIComponent(String(one.headers['content-disposition'])),
    "inline; filename*=UTF-8''兰河市青禾区人民政府公报2024年第2期.pdf",
  );
  const again = await visitor.get(href, { 'if-none-match': String(one.headers.etag) });
  assert.equal(again.statusCode, 304);
  const known = (await visitor.get(`/issues/${id}`)).body;
  assert.match(known, /排版本（PDF，\d+ 页，\d+\.\d MB）/u);
  // The link opens: a page that says that the file is being made must not be saved as the file.
  for (const [link] of known.matchAll(/<a [^>]*\.pdf"[^>]*>/gu)) assert.doesNotMatch(link, /download/u);
});

test('a document and an instrument are downloaded from their pages', async () => {
  const found = await site.store.db
    .selectFrom('law_document')
    .select(['id', 'title'])
    .where('title', 'in', [
      '青禾区早市摊点管理办法',
      '兰河市青禾区人民政府关于加强河道夏季游泳安全管理的通告',
    ])
    .execute();
  assert.equal(found.length, 2);
  for (const { id, title } of found) {
    assert.ok((await visitor.get(`/documents/${id}`)).body.includes(`href="/documents/${id}.pdf"`));
    const answer = await visitor.get(`/documents/${id}.pdf`);
    assert.equal(answer.statusCode, 200, answer.body.slice(0, 200));
    assert.ok(decodeURIComponent(String(answer.headers['content-disposition'])).endsWith(`${title}.pdf`));
  }
});

test('an issue whose words are not here says so, and offers no PDF', async () => {
  const id = await issueOf('facts');
  assert.ok(!(await visitor.get(`/issues/${id}`)).body.includes('.pdf'));
  const answer = await visitor.get(`/issues/${id}/editions/1.pdf`);
  assert.equal(answer.statusCode, 422);
  assert.match(answer.body, /原文尚未导入/);
});

test('what is not there is not found', async () => {
  const nobody = '00000000-0000-7000-8000-000000000000';
  const id = await issueOf('file');
  for (const url of [
    `/issues/${nobody}/editions/1.pdf`,
    `/issues/${id}/editions/7.pdf`,
    `/documents/${nobody}.pdf`,
    '/documents/x.pdf',
  ])
    assert.equal((await visitor.get(url)).statusCode, 404, url);
  assert.equal((await visitor.get(`/documents/${nobody}.pdf?asOf=not-a-day`)).statusCode, 422);
});

test('what cannot be typeset is said on a page, and a reader who came in a crowd is told when to come again', async () => {
  const app = await createServer(site.context, [
    (server) => {
      const config = { policy: 'gazette.read' as const };
      server.get('/crowd.pdf', { config }, (request, reply) =>
        answerPdf(request, reply, Promise.resolve(refuse('pdf.too_many', '请过一两分钟再下载。'))),
      );
      server.get('/rare.pdf', { config }, (request, reply) =>
        answerPdf(request, reply, Promise.resolve(refuse('pdf.glyph_missing', '现有字体没有这些字。'))),
      );
    },
  ]);
  try {
    const reader = new Visitor(app);
    const crowd = await reader.get('/crowd.pdf');
    assert.equal(crowd.statusCode, 429);
    assert.equal(crowd.headers['retry-after'], '60');
    const rare = await reader.get('/rare.pdf');
    assert.equal(rare.statusCode, 422);
    for (const [answer, said] of [
      [crowd, /过一两分钟再下载/],
      [rare, /现有字体没有这些字/],
    ] as const) {
      assert.match(String(answer.headers['content-type']), /text\/html/);
      assert.match(answer.body, said);
    }
  } finally {
    await app.close();
  }
});

test('a file that takes long answers a page that asks again, and is given when it is ready', async () => {
  const { promise, resolve } =
    Promise.withResolvers<ReturnType<typeof ok<{ bytes: Uint8Array; fileName: string }>>>();
  const app = await createServer(site.context, [
    (server) =>
      void server.get('/slow.pdf', { config: { policy: 'gazette.read' } }, (request, reply) =>
        answerPdf(request, reply, promise, 5),
      ),
  ]);
  try {
    const reader = new Visitor(app);
    const wait = await reader.get('/slow.pdf');
    assert.equal(wait.statusCode, 202);
    assert.equal(wait.headers.refresh, '4');
    assert.match(wait.body, /正在排版/);
    resolve(ok({ bytes: Buffer.from('%PDF-'), fileName: '慢.pdf' }));
    const done = await reader.get('/slow.pdf');
    assert.equal(done.statusCode, 200);
    assert.equal(done.body, '%PDF-');
  } finally {
    await app.close();
  }
});
