/** Bad input on the command line: what is said, the exit code, and that nothing is lost or half-done. */
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import iconv from 'iconv-lite';
import { backCutInside, backHalf, deepDocument, issueOf, refused, sample } from './bad-input-files.ts';
import {
  type ChildDatabase,
  exactState,
  gongbao,
  type lawState,
  openChildDatabase,
} from './crash-database.ts';

const folder = mkdtempSync(join(tmpdir(), 'gongbao-bad-'));
const file = (name: string, bytes: Uint8Array | string): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};
const whole = file('whole.txt', sample);

let database: ChildDatabase;
before(async () => {
  database = await openChildDatabase();
  assert.equal((await gongbao(['import', whole], database.env)).code, 0);
});
after(async () => {
  await database?.close();
  rmSync(folder, { recursive: true, force: true });
});

const importing = (...args: string[]) => gongbao(['import', ...args], database.env);
type Line = {
  outcome?: string;
  editionNumber?: number;
  steps?: { step: string; outcome: string }[];
  refused?: { code: string; message: string };
};
const linesOf = (stdout: string): Line[] =>
  stdout
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);

describe('what is refused', () => {
  it('each file is told why and what to do next, exit code 1, and not a row is written', async () => {
    const files = refused.map(([name, bytes]) => file(name, bytes));
    const huge = file('huge', '');
    truncateSync(huge, 100 * 1_048_576);
    const start = await database.look(exactState);
    const { code, stdout, stderr } = await importing('--json', ...files, huge);
    assert.equal(stderr.replace(/^\{.*\n/gm, ''), '');
    assert.equal(code, 1);
    const said = linesOf(stdout);
    for (const [i, [name, , refusal, says]] of refused.entries()) {
      assert.equal(said[i]?.refused?.code, refusal, name);
      assert.match(said[i]?.refused?.message ?? '', says, name);
    }
    const tooLarge = said.at(-1)?.refused;
    assert.equal(tooLarge?.code, 'gazette.import.too_large');
    assert.match(tooLarge?.message ?? '', /文件有 100\.0 MB，超过上限 20\.0 MB。请/);
    assert.deepEqual(await database.look(exactState), start);
  });

  it('one bad file among good ones is refused alone, in words on standard error', async () => {
    const { code, stdout, stderr } = await importing(file('pdf.txt', '%PDF-1.4\n'), whole);
    assert.equal(code, 1);
    assert.match(stderr, /pdf\.txt：未导入。这是 PDF 文件/);
    assert.match(stdout, /whole\.txt：早已导入/);
  });

  it('the standard input is refused by its size as soon as that is reached', async () => {
    const env = { ...database.env, GONGBAO_IMPORT_MAX_BYTES: '2048' };
    const { code, stderr } = await gongbao(['import', '-'], env, { stdin: sample });
    assert.equal(code, 1);
    assert.match(stderr, /标准输入：未导入。文件有 .* MB，超过上限 0\.0 MB/);
  });
});

describe('wrong usage and unreadable files', () => {
  it('are told before anything is imported, exit code 2', async () => {
    mkdirSync(join(folder, 'a-folder'));
    const fresh = file('fresh.txt', issueOf(3));
    const cases: [args: string[], says: RegExp][] = [
      [[fresh, join(folder, 'a-folder')], /这是一个文件夹.*请给出其中的文件/],
      [[fresh, join(folder, 'missing.txt')], /找不到文件.*请核对/],
      [[fresh, join(whole, 'below')], /找不到文件/],
      [['--fast', fresh], /不认识的选项[\s\S]*用法/],
      [[], /请给出至少一个文件[\s\S]*用法/],
    ];
    const start = await database.look(exactState);
    const ends = await Promise.all(cases.map(([args]) => importing(...args)));
    for (const [i, { code, stdout, stderr }] of ends.entries()) {
      assert.deepEqual([code, stdout], [2, ''], stderr);
      assert.match(stderr, cases[i]?.[1] ?? /^$/);
    }
    assert.deepEqual(await database.look(exactState), start);
  });

  it('a file without permission is named', async (t) => {
    const secret = file('secret.txt', sample);
    chmodSync(secret, 0o000);
    chmodSync(folder, 0o755);
    const NOBODY = 65_534;
    const asRoot = process.getuid?.() === 0;
    const { code, stderr } = await gongbao(
      ['import', secret],
      database.env,
      asRoot ? { uid: NOBODY } : {},
    ).catch(() => ({ code: -1, stderr: '' }));
    if (asRoot && !/没有读取权限/.test(stderr) && !/找不到文件/.test(stderr))
      return t.skip('an ordinary user cannot read this checkout, so none can try');
    assert.equal(code, 2);
    assert.match(stderr, /没有读取权限：.*请/);
  });

  it('a wrong environment is named with its variable, exit code 2', async () => {
    const { code, stderr } = await gongbao(['import', whole], { GONGBAO_IMPORT_MAX_BYTES: 'much' });
    assert.equal(code, 2);
    assert.match(stderr, /环境变量有误[\s\S]*GONGBAO_IMPORT_MAX_BYTES/);
  });

  it('a database that cannot be had is said, exit code 1', async () => {
    const away = await gongbao(['import', whole], { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
    assert.equal(away.code, 1);
    assert.match(away.stderr, /连不上数据库.*请确认/);
    assert.doesNotMatch(away.stderr, /\n\s+at /);
    const blocked = await gongbao(['import', whole], { GONGBAO_DATA: whole });
    assert.equal(blocked.code, 1);
    assert.match(blocked.stderr, /数据目录.*请用 GONGBAO_DATA/);
  });
});

describe('what is converted', () => {
  it('GB18030, UTF-16 and marks are detected, and said', async () => {
    const utf16 = Buffer.from(`\ufeff${issueOf(5)}`, 'utf16le');
    const big = Buffer.from(`\ufeff${issueOf(6)}`, 'utf16le').swap16();
    const files = [
      file('gb18030.txt', iconv.encode(issueOf(4), 'gb18030')),
      file('utf16le.txt', utf16),
      file('utf16be.txt', big),
      file('bom.txt', `\ufeff${issueOf(7)}`),
    ];
    const { code, stdout } = await importing('--json', ...files);
    assert.equal(code, 0);
    const said = linesOf(stdout).map((l) => [
      l.outcome,
      l.steps?.find((s) => s.step === 'decode')?.outcome.split(/[ ，；]/)[0],
    ]);
    assert.deepEqual(said, [
      ['imported', 'GB18030'],
      ['imported', 'UTF-16LE'],
      ['imported', 'UTF-16BE'],
      ['imported', 'UTF-8'],
    ]);
  });

  it('the standard input is imported like a file', async () => {
    const { code, stdout } = await gongbao(['import', '-'], database.env, { stdin: Buffer.from(issueOf(8)) });
    assert.equal(code, 0);
    assert.match(stdout, /标准输入：已导入/);
  });
});

describe('the same, and almost the same', () => {
  const words = (db: Parameters<typeof lawState>[0]) =>
    db.selectFrom('law_clause').select(['path', 'text']).orderBy('expression_id').orderBy('ord').execute();

  it('the same file by two processes at once is imported once', async () => {
    if (!('DATABASE_URL' in database.env)) {
      const path = file('twice.txt', issueOf(10));
      const [a, b] = await Promise.all([importing(path), importing(path)]);
      const refusals = [a, b].filter((e) => e.code === 1);
      assert.equal(refusals.length, 1, 'the embedded database has one user');
      assert.match(refusals[0]?.stderr ?? '', /正由另一进程.*请先停止它/);
      return;
    }
    const path = file('twice.txt', issueOf(10));
    const ends = await Promise.all([
      importing('--json', path),
      importing('--json', path),
      importing('--json', path),
    ]);
    assert.deepEqual(
      ends.map((e) => e.code),
      [0, 0, 0],
    );
    const outcomes = ends.map((e) => linesOf(e.stdout)[0]?.outcome).sort();
    assert.deepEqual(outcomes, ['already_here', 'already_here', 'imported']);
    const editions = await database.look((db) =>
      db
        .selectFrom('law_edition as e')
        .innerJoin('law_issue as i', 'i.id', 'e.issue_id')
        .select('e.id')
        .where('i.number', '=', 10)
        .execute(),
    );
    assert.equal(editions.length, 1);
  });

  it('a corrected file is a new edition; the old one stays readable, and its bytes again change nothing', async () => {
    const first = file('first.txt', issueOf(11));
    const second = file('second.txt', `${issueOf(11).replace('以内', '之内')}\n`);
    assert.equal((await importing(first)).code, 0);
    const old = await database.look(words);
    const corrected = await importing('--json', second);
    assert.deepEqual([corrected.code, linesOf(corrected.stdout)[0]?.outcome], [0, 'corrected']);
    const both = await database.look(words);
    const counted = (rows: typeof old) => {
      const bag = new Map<string, number>();
      for (const r of rows) bag.set(`${r.path}\n${r.text}`, (bag.get(`${r.path}\n${r.text}`) ?? 0) + 1);
      return bag;
    };
    const now = counted(both);
    for (const [clause, n] of counted(old)) assert.ok((now.get(clause) ?? 0) >= n, 'no clause is lost');
    const state = await database.look(exactState);
    const again = await importing('--json', first);
    assert.deepEqual([again.code, linesOf(again.stdout)[0]?.outcome], [0, 'already_here']);
    assert.match(again.stdout, /已被后来的更正版取代/);
    assert.deepEqual(await database.look(exactState), state);
    const kept = await database.look((db) =>
      db
        .selectFrom('law_source_file')
        .select('bytes')
        .where('file_name', '=', 'first.txt')
        .executeTakeFirstOrThrow(),
    );
    assert.ok(Buffer.from(kept.bytes).equals(Buffer.from(issueOf(11))));
  });

  it('documents whose numbers collide with others stay apart, and the editor is told', async () => {
    const number = /〔\d{4}〕\d+号/.exec(issueOf(2))?.[0] ?? '';
    const own = /[\u4e00-\u9fff]{2,6}〔\d{4}〕\d+号/.exec(issueOf(12))?.[0];
    assert.ok(own && number);
    const collide = `样例区人民政府关于另一件事的通知\n${own}\n各镇人民政府：\n一、另办一件事。\n样例区人民政府\n2024年3月1日\n`;
    assert.equal((await importing(file('twelve.txt', issueOf(12)))).code, 0);
    const before = await database.look(words);
    const { code, stdout } = await importing(file('collide.txt', collide));
    assert.equal(code, 0, stdout);
    assert.match(stdout, /需要核对：[1-9]/);
    const later = await database.look(words);
    assert.ok(later.length > before.length);
    const findings = await database.look((db) =>
      db.selectFrom('law_finding').select('message').where('kind', '=', 'number_collision').execute(),
    );
    assert.ok(findings.length > 0);
  });

  it('the back half of an issue takes nothing from the whole one', async () => {
    const state = await database.look((db) =>
      db.selectFrom('law_edition').select(['id', 'current']).where('current', '=', true).execute(),
    );
    for (const [name, bytes] of [
      ['back.txt', backHalf],
      ['back-cut.txt', backCutInside],
    ] as const) {
      const { code, stderr } = await importing(file(name, bytes));
      assert.ok(code === 0 || (code === 1 && /请/.test(stderr)), stderr);
    }
    const still = await database.look((db) =>
      db.selectFrom('law_edition').select(['id', 'current']).where('current', '=', true).execute(),
    );
    for (const edition of state)
      assert.ok(
        still.some((e) => e.id === edition.id),
        'whole editions stay current',
      );
  });

  it('labels that nest again and again are imported', async () => {
    const { code, stdout } = await importing(file('deep.txt', deepDocument(300)));
    assert.equal(code, 0);
    assert.match(stdout, /deep\.txt：已导入/);
  });
});
