import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { fromRoot } from '#base/paths.ts';
import { compilePdf, type PdfRequest } from './compile.ts';
import { loadFonts } from './fonts.ts';
import { Queue } from './queue.ts';
import { readFaces } from './sfnt.ts';

const SERIF = fromRoot('node_modules/@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf');

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongbao-pdf-'));
  await writeFile(
    join(folder, 'main.typ'),
    '#let d = json("data.json")\n#set document(title: d.words)\n#set text(font: d.fonts, fallback: false, lang: "zh")\n#for i in range(d.times) { par(d.words) }',
  );
  await writeFile(join(folder, 'broken.typ'), '#let x = \n= ]');
});
after(() => rm(folder, { recursive: true, force: true }));

const request = (words = '排版', times = 1, main = 'main.typ'): PdfRequest => ({
  folder,
  main,
  data: (fonts) => ({ words, times, fonts: fonts.families.fangsong }),
  date: Temporal.PlainDate.from('2024-05-06'),
});
const code = (made: { ok: boolean; error?: { code: string } }) => (made.ok ? 'ok' : made.error?.code);

test('a font file tells its family and its characters', async () => {
  const [face] = readFaces(await readFile(SERIF));
  assert.ok(face?.families.includes('Noto Serif SC'));
  const draws = (c: string): boolean =>
    (face?.ranges ?? []).some(([a, b]) => a <= (c.codePointAt(0) ?? 0) && (c.codePointAt(0) ?? 0) <= b);
  for (const c of '政府公报〔〕《》A1') assert.ok(draws(c), c);
  assert.ok(!draws('\u{2A6D6}') && !draws('\u{1F600}'));
});

test('any bytes are read as a font without an error', () => {
  const head = fc.constantFrom([0, 1, 0, 0], [0x74, 0x74, 0x63, 0x66], [0x4f, 0x54, 0x54, 0x4f]);
  fc.assert(
    fc.property(head, fc.uint8Array({ maxLength: 400 }), (start, rest) =>
      Array.isArray(readFaces(Uint8Array.from([...start, ...rest]))),
    ),
  );
});

test('the office’s own fonts stand before the shipped ones, which are named as substitutes without them', async () => {
  const shipped = await loadFonts(undefined);
  assert.ok(shipped.ok);
  assert.deepEqual(shipped.value.substituted, ['fangsong', 'kaiti', 'xiaobiaosong']);
  const office = await mkdtemp(join(tmpdir(), 'gongbao-fonts-'));
  try {
    await writeFile(join(office, 'a.ttf'), renamed(await readFile(SERIF), 'Noto Serif SC', 'FangSong     '));
    const own = await loadFonts(office);
    assert.ok(own.ok);
    assert.equal(own.value.folders[0], office);
    assert.deepEqual(own.value.families.fangsong.slice(0, 2), ['FangSong', 'Noto Serif SC']);
    assert.equal(own.value.families.kaiti[0], 'Noto Serif SC');
    assert.deepEqual(own.value.substituted, ['kaiti', 'xiaobiaosong']);
  } finally {
    await rm(office, { recursive: true });
  }
});

/** The same font under another family name of the same length, in UTF-16. */
function renamed(bytes: Buffer, from: string, to: string): Buffer {
  const wide = (text: string) => Buffer.from(text, 'utf16le').swap16();
  const [old, fresh] = [wide(from), wide(to)];
  assert.equal(old.length, fresh.length);
  for (let at = bytes.indexOf(old); at >= 0; at = bytes.indexOf(old, at + 1)) fresh.copy(bytes, at);
  return bytes;
}

test('a folder of fonts that is not there, or holds none, is said with what to do', async () => {
  for (const [fontFolder, said] of [
    [join(folder, 'no-such'), /不存在/],
    [join(folder, 'main.typ'), /不是文件夹/],
    [folder, /没有可用的字体文件/],
  ] as const) {
    const made = await compilePdf(request(), { fontFolder });
    assert.ok(!made.ok);
    assert.equal(made.error.code, 'pdf.font_missing');
    assert.match(made.error.message, said);
    assert.match(made.error.message, /GONGBAO_FONTS/);
  }
});

test('what goes wrong has a code of its own, and the next request is served', async () => {
  assert.equal(code(await compilePdf(request('字\u{2A6D6}'))), 'pdf.glyph_missing');
  assert.equal(code(await compilePdf(request('字', 1, 'broken.typ'))), 'pdf.failed');
  assert.equal(code(await compilePdf(request('字', 1, 'absent.typ'))), 'pdf.failed');
  assert.equal(code(await compilePdf(request('字'.repeat(500)), { dataBytesMax: 400 })), 'pdf.too_large');
  assert.equal(code(await compilePdf(request('字'), { pdfBytesMax: 400 })), 'pdf.too_large');
  assert.equal(code(await compilePdf(request('字', 200_000), { timeMs: 50 })), 'pdf.time_limit');
  const made = await compilePdf(request());
  assert.ok(made.ok && made.value.conforms && made.value.pages === 1);
});

test('one that takes too much memory is ended and said to be too large', {
  skip: existsSync('/proc/self/status') ? false : 'the system does not tell what a process holds',
}, async () => {
  assert.equal(code(await compilePdf(request('字', 400_000), { memoryBytesMax: 2 ** 20 })), 'pdf.too_large');
});

const CHILDREN = `/proc/self/task/${process.pid}/children`;

test('a compiler that is killed half-way is an answer, and the next request is served', {
  skip: existsSync(CHILDREN) ? false : 'the system does not list children',
}, async () => {
  const before = new Set((await readFile(CHILDREN, 'utf8')).split(' '));
  const making = compilePdf(request('字', 400_000));
  let child: string | undefined;
  while (child === undefined) {
    await setTimeout(20);
    child = (await readFile(CHILDREN, 'utf8')).split(' ').find((id) => id !== '' && !before.has(id));
  }
  process.kill(Number(child), 'SIGKILL');
  const made = await making;
  assert.ok(!made.ok);
  assert.equal(made.error.code, 'pdf.failed');
  assert.match(made.error.message, /没有生成文件.*SIGKILL/u);
  assert.equal(code(await compilePdf(request())), 'ok');
});

test('a character of the private use area is named by its code, and no character is cut in two', async () => {
  const made = await compilePdf(request('甲\u{20BB7}\u{20BB7}\u{20BB7}乙\uE000丙'));
  assert.ok(!made.ok);
  assert.match(made.error.message, /“\u{20BB7}”（U\+20BB7）/u);
  assert.match(made.error.message, /自造字 U\+E000/u);
  assert.doesNotMatch(made.error.message, /\uFFFD/u);
});

test('more requests than can wait are turned away, and the others served', async () => {
  const all = await Promise.all(Array.from({ length: 16 }, () => compilePdf(request())));
  const codes = all.map(code);
  assert.equal(codes.filter((c) => c === 'ok').length, 13);
  assert.equal(codes.filter((c) => c === 'pdf.too_many').length, 3);
});

test('a queue never runs more than it may, loses nothing, and survives a task that fails', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 0, max: 4 }),
      fc.array(fc.boolean(), { maxLength: 15 }),
      async (atOnce, waitingMax, tasks) => {
        const queue = new Queue({ atOnce, waitingMax });
        let running = 0;
        let most = 0;
        const answers = await Promise.all(
          tasks.map((fails) =>
            queue
              .run(async () => {
                most = Math.max(most, ++running);
                await Promise.resolve();
                running--;
                if (fails) throw new Error('fails');
                return 'done' as const;
              })
              .catch(() => 'failed' as const),
          ),
        );
        assert.ok(most <= atOnce);
        assert.equal(running, 0);
        assert.equal(answers.filter((a) => a !== 'full').length, Math.min(tasks.length, atOnce + waitingMax));
        assert.equal(await queue.run(async () => 'after'), 'after');
      },
    ),
  );
});
