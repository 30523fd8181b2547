/** Two gigabytes sent where ten megabytes are allowed: read and thrown away, answered, and the server stays small. */
import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openChildDatabase } from './crash-database.ts';
import { startSite, stopSite } from './crash-site.ts';
import { hidden, textOf } from './visitor.ts';

const GIGABYTE = 1024 ** 3;
const CHUNK = Buffer.alloc(1024 * 1024, 'x');
after(() =>
  rmSync(join(import.meta.dirname, '.artifacts', `server-${process.pid}`), { recursive: true, force: true }),
);

/** Most memory that a process has held so far, in bytes. */
const peakOf = (pid: number): number =>
  Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;

/** Sends a form with one file of so many bytes. @returns the answer's status and page */
function sendLarge(
  url: URL,
  cookie: string,
  fields: Record<string, string>,
  bytes: number,
): Promise<{ status: number; page: string }> {
  const boundary = 'made-up-boundary';
  const head = Object.entries(fields)
    .map(
      ([name, value]) =>
        `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    )
    .join('');
  const file = `--${boundary}\r\ncontent-disposition: form-data; name="file-0"; filename="all.pdf"\r\ncontent-type: application/pdf\r\n\r\n%PDF-1.7\n`;
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method: 'POST',
        headers: {
          cookie,
          accept: 'text/html',
          'sec-fetch-site': 'same-origin',
          'content-type': `multipart/form-data; boundary=${boundary}`,
        },
      },
      async (answer) => {
        answer.setEncoding('utf8');
        let page = '';
        for await (const part of answer) page += part;
        resolve({ status: answer.statusCode ?? 0, page });
      },
    );
    sent.on('error', reject);
    sent.write(head + file);
    let left = bytes;
    const pump = () => {
      while (left > 0) {
        left -= CHUNK.length;
        if (!sent.write(CHUNK)) return void sent.once('drain', pump);
      }
      sent.end(`\r\n--${boundary}--\r\n`);
    };
    pump();
  });
}

test('a file of two gigabytes is refused with what to do, and the draft is still there', {
  skip: process.platform !== 'linux' && 'memory is read from /proc',
}, async () => {
  const database = await openChildDatabase();
  const site = await startSite({ ...database.env, GONGBAO_REQUESTS_PER_MINUTE: '10000' });
  try {
    const cookies = new Map<string, string>();
    const visit = async (path: string, fields?: Record<string, string>) => {
      const answer = await fetch(site.url + path, {
        redirect: 'manual',
        headers: { accept: 'text/html', cookie: [...cookies].map(([k, v]) => `${k}=${v}`).join('; ') },
        ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
      });
      for (const set of answer.headers.getSetCookie()) {
        const [name = '', value = ''] = (set.split(';')[0] ?? '').split(/=(.*)/s);
        cookies.set(name, value);
      }
      return answer;
    };
    await visit('/register', {
      name: '居民试验',
      phone: '13900000031',
      password: 'a-long-password',
      back: '/account',
    });
    const found = await (await visit('/services?q=%E7%8A%AC%E7%B1%BB')).text();
    const item = /\/services\/items\/\d{12}/.exec(found)?.[0] ?? '';
    const form = await (await visit(`${item}/apply`)).text();
    const draft = hidden(form, 'draft');
    await visit(`${item}/apply`, {
      draft,
      itemVersion: hidden(form, 'itemVersion'),
      body: '',
      step: 'save',
    });
    const before = peakOf(site.process.pid ?? 0);
    const { status, page } = await sendLarge(
      new URL(`${site.url}${item}/apply/materials`),
      [...cookies].map(([k, v]) => `${k}=${v}`).join('; '),
      { draft, step: 'keep' },
      2 * GIGABYTE,
    );
    assert.equal(status, 422);
    assert.match(textOf(page), /“all\.pdf”超过10兆，没有收下。请把照片拍小一点/);
    const grown = peakOf(site.process.pid ?? 0) - before;
    assert.ok(grown < GIGABYTE / 4, `the server grew by ${Math.round(grown / 1024 / 1024)} MB`);
    assert.equal((await visit(`${item}/apply/materials?draft=${draft}`)).status, 200);
  } finally {
    const { code, stderr } = await stopSite(site);
    await database.close();
    assert.equal(code, 0, stderr);
  }
});
