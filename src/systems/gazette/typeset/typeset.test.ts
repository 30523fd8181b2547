import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fromRoot, sharedFolder } from '#base/paths.ts';
import { refuse } from '#base/result.ts';
import { clauseText } from '#engines/law/clause-text.ts';
import type { Artifact, Clause } from '#engines/law/parse/artifact.ts';
import { parseBytes } from '#engines/law/parse/index.ts';
import type { Pdf } from '#platform/pdf/compile.ts';
import { typesetDocument, typesetIssue } from './index.ts';
import { once } from './made.ts';
import { folded, type ReadBack, readBack } from './testing.ts';

const SAMPLE = fromRoot('samples/lanhe-2024-02.txt');
const shared = sharedFolder();
const GAZETTE = shared && join(shared, 'gazette/xixia-2023-04.txt');
const skip = GAZETTE ? false : 'the original gazette is not here (GONGBAO_SHARED)';

const parse = (file: string): Artifact => parseBytes(readFileSync(file));
const parseText = (text: string): Artifact => parseBytes(Buffer.from(text));

async function typeset(artifact: Artifact): Promise<Pdf> {
  const made = await typesetIssue(artifact);
  assert.ok(made.ok, made.ok ? '' : made.error.message);
  return made.value;
}

const headsOf = ({ issue, issuances }: Artifact): string[] => [
  `${issue?.title}${issue?.year}年第${issue?.number}期（总第${issue?.runningNumber}期）`,
  ...new Set(issuances.flatMap((i) => i.kind ?? [])),
];

const clausesOf = (artifact: Artifact): Clause[] => {
  const all: Clause[] = [];
  const walk = (clauses: Clause[]): void => {
    for (const clause of clauses) {
      all.push(clause);
      walk(clause.children);
    }
  };
  for (const issuance of artifact.issuances) for (const i of issuance.instruments) walk(i.clauses);
  return all;
};

/** Everything that the parse found stands in the file, in its words. */
function assertNothingLost(artifact: Artifact, read: ReadBack): void {
  const { text } = artifact.source;
  const has = (words: string, what: string) =>
    assert.ok(read.text.includes(folded(words)), `${what}: ${words}`);
  for (const clause of clausesOf(artifact)) has(clauseText(text, clause.span, clause.label), clause.path);
  for (const issuance of artifact.issuances) {
    has(issuance.title, 'title');
    if (issuance.number) has(issuance.number, 'number');
    if (issuance.opening) has(clauseText(issuance.opening, [0, issuance.opening.length], ''), 'opening');
    for (const body of [...issuance.addressees, ...issuance.signedBy]) has(body, 'body');
    for (const { title } of issuance.attachments) has(title, 'attachment');
    for (const instrument of issuance.instruments) {
      has(instrument.title, 'instrument');
      for (const table of instrument.tables)
        for (const cell of [...table.columns, ...table.rows.flatMap((row) => Object.values(row))])
          has(cell, 'cell');
    }
  }
  for (const { span } of artifact.residue)
    for (const line of text.slice(...span).split('\n')) has(line, 'residue');
  for (const { key, value } of artifact.issue?.imprint ?? []) has(key + value, 'imprint');
  for (const { role, names } of artifact.issue?.editors ?? []) has(role + names.join(''), 'editor');
}

/**
 * Each line of the source by itself: the parse is not asked what matters. Lines of the front matter are looked for in
 * another order than they had, so they are left to the test above.
 */
function assertEveryLine(artifact: Artifact, read: ReadBack): void {
  const { text } = artifact.source;
  const headers = new Set(
    artifact.issuances.flatMap((i) =>
      i.instruments.flatMap((n) => n.tables.map((t) => folded(t.columns.join('')))),
    ),
  );
  let lines = 0;
  for (const issuance of artifact.issuances) {
    for (const line of text.slice(...issuance.span).split('\n')) {
      if (line.includes('\t')) continue;
      const words = folded(line.replace(/^\s*[-*•]\s/u, ''));
      if (words === '' || headers.has(words)) continue;
      lines++;
      assert.ok(read.text.includes(words), `line: ${line}`);
    }
  }
  assert.ok(lines > 50, `${lines} lines`);
}

/** The contents lead to the page on which the title stands, and print its number. */
function assertContents(artifact: Artifact, read: ReadBack): void {
  const tops = read.outline.filter((o) => o.level === 1);
  const first = tops.findIndex((o) => folded(o.title) === '目录');
  const last = tops.findIndex((o) => folded(o.title) === folded(artifact.issuances[0]?.title ?? ''));
  const contents = read.pages.slice((tops[first]?.page ?? 1) - 1, (tops[last]?.page ?? 1) - 1).join('');
  for (const issuance of artifact.issuances) {
    const title = folded(issuance.title);
    const entry = tops.find((o) => folded(o.title) === title);
    assert.ok(entry, `outline: ${issuance.title}`);
    assert.ok(read.pages[entry.page - 1]?.includes(title), `page ${entry.page} bears ${issuance.title}`);
    const after = contents.slice(contents.indexOf(title) + title.length);
    const [, number, printed] = /^(\([^)]*〔\d+〕[^)]*\))?[·]*(\d+)/u.exec(after) ?? [];
    assert.equal(number ?? null, issuance.number === null ? null : `(${folded(issuance.number)})`);
    assert.equal(Number(printed), entry.page, `contents of ${issuance.title}`);
  }
}

test('an issue is printed whole, its contents lead to the right pages, and it can be read aloud', async () => {
  const artifact = parse(SAMPLE);
  const { bytes, pages } = await typeset(artifact);
  const read = await readBack(bytes, headsOf(artifact));
  assert.equal(read.pages.length, pages);
  assertNothingLost(artifact, read);
  assertEveryLine(artifact, read);
  assertContents(artifact, read);
  assert.equal(read.tagged, true);
  assert.equal(read.language, 'zh-CN');
  assert.equal(read.title, '兰河市青禾区人民政府公报2024年第2期（总第9期）');
  assert.equal(read.author, '兰河市青禾区人民政府');
  assert.deepEqual(
    read.outline
      .filter(
        (o) =>
          folded(o.title) === '附件1' || o.title === '青禾区早市摊点管理办法' || o.title === '第一章　总则',
      )
      .map((o) => o.level),
    [2, 3],
  );
});

test('the real gazette is printed whole, and its contents lead to the right pages', { skip }, async () => {
  const artifact = parse(GAZETTE as string);
  const { bytes } = await typeset(artifact);
  const read = await readBack(bytes, headsOf(artifact));
  assertNothingLost(artifact, read);
  assertEveryLine(artifact, read);
  assertContents(artifact, read);
  const tables = artifact.issuances.flatMap((i) => i.instruments.flatMap((n) => n.tables));
  assert.deepEqual(
    tables.map((t) => t.rows.length),
    [160, 44, 22, 7],
  );
});

test('fonts are embedded as subsets, and the file says that it is PDF/UA-1', async () => {
  const { bytes, conforms } = await typeset(parse(SAMPLE));
  const source = Buffer.from(bytes).toString('latin1');
  const fonts = [...source.matchAll(/\/BaseFont\s*\/([^\s/]+)/gu)].map((m) => m[1] ?? '');
  assert.ok(fonts.length >= 3, fonts.join());
  for (const font of fonts) assert.match(font, /^[A-Z]{6}\+Noto(?:Serif|Sans)SC-/u);
  assert.equal((source.match(/\/FontFile[23]/gu) ?? []).length, new Set(fonts).size);
  assert.ok(bytes.byteLength < 1_500_000, `${bytes.byteLength} bytes`);
  assert.equal(conforms, true);
  assert.match(source, /pdfuaid:part>1</u);
});

test('the same input gives the same bytes', async () => {
  const [one, two] = await Promise.all([typeset(parse(SAMPLE)), typeset(parse(SAMPLE))]);
  assert.ok(Buffer.from(one.bytes).equals(Buffer.from(two.bytes)));
});

test('one document is found by number or by a part of its title, and says where it was published', async () => {
  const artifact = parse(SAMPLE);
  for (const asked of ['兰青政规发〔2024〕2号', '早市摊点管理办法》的通知']) {
    const made = await typesetDocument(artifact, asked);
    assert.ok(made.ok);
    const read = await readBack(made.value.bytes);
    assert.match(read.text, /第十条本办法自2024年7月1日起施行/u);
    assert.match(read.text, /原载兰河市青禾区人民政府公报2024年第2期\(总第9期\)/u);
    assert.doesNotMatch(read.text, /村道照明/u);
  }
  const alone = await typesetDocument(artifact, '青禾区早市摊点管理办法');
  assert.ok(alone.ok, alone.ok ? '' : alone.error.message);
  assert.doesNotMatch((await readBack(alone.value.bytes)).text, /各镇人民政府/u);
  const none = await typesetDocument(artifact, '没有这份文件');
  assert.equal(none.ok || none.error.code, 'typeset.not_found');
});

const NOTICE = (body: string): string => `虚构县人民政府关于试验排版的通知

虚政发〔2024〕1号

各乡镇人民政府：

为试验排版，现将有关事项通知如下：

${body}

虚构县人民政府

2024年5月6日

（此件公开发布）
`;

test('words that would be markup are printed as they are', async () => {
  const hostile = [
    '一、标点 #let x = 1; #image("a.png") *粗* _斜_ `码` $x^2$ @label <label> \\ \\n // 不是注释 /* 也不是 */',
    '二、= 不是标题 == - 不是列表 + 也不是 ~ -- --- ... "引号" \'单引号\' [方括号] {花括号} #[内容] #{代码}',
    '三、#panic("停") #read("/etc/passwd") \\u{4e00} %20 &amp; <b>不加粗</b>',
  ];
  const made = await typeset(parseText(NOTICE(hostile.join('\n\n'))));
  const { text } = await readBack(made.bytes);
  for (const line of hostile) assert.ok(text.includes(folded(line)), `${line}\n${text}`);
});

test('a character that no font draws is named, with its place, and nothing is printed', async () => {
  const made = await typesetIssue(parseText(NOTICE('一、人名用字\u{2A6D6}与表情\u{1F600}。')));
  assert.ok(!made.ok);
  assert.equal(made.error.code, 'pdf.glyph_missing');
  assert.match(made.error.message, /U\+2A6D6/u);
  assert.match(made.error.message, /U\+1F600/u);
  assert.match(made.error.message, /人名用字/u);
});

test('nothing to print, and what is no text, are said so', async () => {
  const empty = await typesetIssue(parseText(' \n\n'));
  assert.equal(empty.ok || empty.error.code, 'typeset.empty');
  const binary = await typesetIssue(
    parseBytes(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0xff, 0xfe, 0, 1])),
  );
  assert.ok(!binary.ok);
});

test('what no rule understands is printed too', async () => {
  const words = '这里只有一段话，没有标题，也没有文号。';
  const { bytes } = await typeset(parseText(`${words}\n\n又一段。\n`));
  const { text } = await readBack(bytes);
  assert.ok(text.includes(folded(words)) && text.includes('又一段。'));
});

test('a table of four hundred pages keeps every row, whole, under its header', async () => {
  const rows = Array.from(
    { length: 7000 },
    (_, i) =>
      `${i + 1}\t虚构第${i + 1}局\t虚构事项${'甲乙丙丁'.repeat(1 + (i % 9))}第${i + 1}项\t《虚构条例》第${i + 1}条`,
  );
  const text = `虚构县人民政府关于公布事项清单的通知\n\n虚政发〔2024〕2号\n\n各乡镇人民政府：\n\n现予公布。\n\n虚构县人民政府\n\n2024年5月6日\n\n（此件公开发布）\n\n虚构县事项清单\n\n序号\t主管部门\t事项名称\t依据\n${rows.join('\n')}\n`;
  const artifact = parseText(text);
  assert.equal(artifact.issuances[0]?.instruments[0]?.tables[0]?.rows.length, 7000);
  const { bytes, pages } = await typeset(artifact);
  assert.ok(pages >= 400, `${pages} pages`);
  const read = await readBack(bytes);
  const holding = read.pages.filter((p) => p.includes('虚构条例'));
  for (const page of holding) assert.equal(page.split('序号主管部门事项名称依据').length, 2);
  let page = 0;
  for (let i = 1; i <= 7000; i++) {
    const row = folded(rows[i - 1] as string);
    while (page < read.pages.length && !read.pages[page]?.includes(row)) page++;
    assert.ok(page < read.pages.length, `row ${i}`);
  }
});

test('what was refused a moment ago is not tried again, but for want of room', async () => {
  let tried = 0;
  const refusing = (code: 'pdf.time_limit' | 'pdf.too_many') => async () => {
    tried++;
    return refuse(code, '没有排成。');
  };
  for (const _ of [1, 2]) assert.ok(!(await once('slow', refusing('pdf.time_limit'))).ok);
  assert.equal(tried, 1);
  for (const _ of [1, 2]) assert.ok(!(await once('full', refusing('pdf.too_many'))).ok);
  assert.equal(tried, 3);
});
