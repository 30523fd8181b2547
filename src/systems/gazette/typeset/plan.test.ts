import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { fromRoot } from '#base/paths.ts';
import type { Artifact } from '#engines/law/parse/artifact.ts';
import { parseBytes } from '#engines/law/parse/index.ts';
import type { Fonts } from '#platform/pdf/fonts.ts';
import { cohesionIn } from './cohesion.ts';
import { findPlace, planDocument, planIssue } from './plan.ts';
import type { Block, Sheet } from './sheet.ts';
import { folded } from './testing.ts';
import { titleLines, width } from './title-lines.ts';

const FONTS = { families: {} } as unknown as Fonts;
const sheetOf = (artifact: Artifact): Sheet => planIssue(artifact).sheet(FONTS);
const parse = (text: string): Artifact => parseBytes(Buffer.from(text));

/** The words of a block in the order in which they are set. */
function wordsOf(block: Block): string {
  switch (block.t) {
    case 'p':
    case 'heading':
      return block.runs.map((r) => r.s).join('');
    case 'title':
      return [block.label ?? '', block.text, ...block.under].join('');
    case 'byline':
      return block.lines.join('');
    case 'attachments':
      return [block.head, ...block.items].join('');
    case 'signature':
      return [...block.names, block.date ?? ''].join('');
    case 'aside':
      return block.text;
    case 'table':
      return [
        ...block.table.caption,
        ...block.table.columns,
        ...block.table.rows.flatMap((r) => r.cells),
      ].join('');
    case 'chart':
      return '';
  }
}

/** Everything that the sheet has set, without blanks. */
function setWordsOf(sheet: Sheet): string {
  const { cover, board, back, documents } = sheet;
  const items = [...(board?.items ?? []), ...(back?.items ?? [])].map((i) => `${i.term ?? ''}${i.value}`);
  return folded(
    [
      ...(cover ? [...cover.title, cover.year, cover.number, cover.date, ...cover.words] : []),
      board?.head,
      ...(board?.words ?? []),
      ...items,
      back?.title,
      ...(back?.paragraphs ?? []),
      ...documents.flatMap((d) => [
        d.title,
        ...d.titleRuns.map((r) => r.s),
        ...d.organs,
        d.number,
        ...d.blocks.map(wordsOf),
      ]),
    ].join(''),
  );
}

/** Marks of a text form are not words: bullets, heading marks, comments, rules of tables. */
const bare = (line: string): string =>
  folded(line.replace(/<!--.*?-->/gu, '').replace(/^\s*(?:#{1,6}(?:\s|$)|[-*+•●·]\s)+/u, ''));

/** Each line of the documents, and each line that no rule claimed, is set; of tables each cell. */
function assertAllSet(artifact: Artifact, name: string): void {
  const sheet = sheetOf(artifact);
  const all = setWordsOf(sheet);
  const { text } = artifact.source;
  const tables = artifact.issuances.flatMap((i) => i.instruments.flatMap((n) => n.tables.map((t) => t.span)));
  const missing: string[] = [];
  const lines = ([from, to]: readonly [number, number]): void => {
    let at = from;
    for (const line of text.slice(from, to).split('\n')) {
      const start = at;
      at += line.length + 1;
      if (tables.some(([a, b]) => a <= start && start < b)) continue;
      // A number that stands in brackets is set without them.
      if (!all.includes(bare(line)) && !all.includes(bare(line).replace(/^\((.*号)\)$/u, '$1')))
        missing.push(line);
    }
  };
  for (const { span } of artifact.issuances) lines(span);
  for (const { span } of artifact.residue) lines(span);
  for (const issuance of artifact.issuances)
    for (const { tables } of issuance.instruments)
      for (const { rows } of tables)
        for (const cell of rows.flatMap((r) => Object.values(r)))
          if (!all.includes(folded(cell))) missing.push(cell);
  assert.deepEqual(missing, [], name);
}

const CORPUS = [...globSync(fromRoot('samples/corpus/*.txt')), fromRoot('samples/lanhe-2024-02.txt')];

test('every line of every invented document is set', () => {
  assert.ok(CORPUS.length > 20);
  for (const file of CORPUS) assertAllSet(parseBytes(readFileSync(file)), file);
});

test('what stands before a title in its own line is set with it', () => {
  assertAllSet(
    parse(['虚构县人民政府关于试验的通知', '附件 2', '附件：1.甲表', '1\t试\t局'].join('\n\n')),
    'label',
  );
});

test('every line of any text is set, whatever the parser makes of it', () => {
  const line = fc.constantFrom(
    '虚构县人民政府关于试验的通知',
    '虚政发〔2024〕1号',
    '各乡镇人民政府：',
    '现将有关事项通知如下：',
    '一、总体要求',
    '（一）指导思想。坚持试验。',
    '1.第一项。',
    '（2）第二项。',
    '一是做好。',
    '附件：1.甲表',
    '2.乙表',
    '附件',
    '附件 2',
    '甲表',
    '序号\t事项\t机关',
    '1\t试\t局',
    '2\t验\t',
    '虚构县人民政府',
    '2024年5月6日',
    '（此件公开发布）',
    '第一章 总则',
    '第一条 为了试验。',
    '注：',
    '[1] 说明。',
    '增长8.3%^[1]。',
    '- （三）列表。',
    '* 星号',
    '# 标题',
    '',
    '\f',
    '目 录',
    '【规范性文件】',
    '……',
    '牵头单位：甲局',
    '\u200b',
    '普通一段话没有句号',
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
      const artifact = parse(lines.join('\n\n'));
      if (artifact.source.text.trim() !== '') assertAllSet(artifact, lines.join(' / '));
    }),
    { numRuns: 300 },
  );
});

test('levels of the outline are never skipped, whatever the order of headings', () => {
  for (const file of CORPUS) {
    for (const { blocks } of sheetOf(parseBytes(readFileSync(file))).documents) {
      let before = 1;
      for (const block of blocks) {
        const level = block.t === 'heading' || block.t === 'title' ? (block.outline ?? 0) : before;
        assert.ok(level >= 1 && level <= before + 1, `${file}: ${before} to ${level}`);
        before = level;
      }
    }
  }
});

test('a document is found by number, by title, or by a part that only it has', () => {
  const artifact = parseBytes(readFileSync(fromRoot('samples/lanhe-2024-02.txt')));
  assert.deepEqual(findPlace(artifact, '兰青政规发〔2024〕2号'), { issuance: 1, instrument: null });
  assert.deepEqual(findPlace(artifact, '兰青政规发[2024]2号'), { issuance: 1, instrument: null });
  assert.deepEqual(findPlace(artifact, '青禾区早市摊点管理办法'), { issuance: 1, instrument: 0 });
  assert.deepEqual(findPlace(artifact, '汛期值守'), { issuance: 5, instrument: null });
  assert.equal(findPlace(artifact, '兰河市青禾区人民政府'), undefined);
  assert.equal(findPlace(artifact, ''), undefined);
});

test('a signed notice bears its organ above, a bulletin does not', () => {
  const artifact = parseBytes(readFileSync(fromRoot('samples/lanhe-2024-02.txt')));
  const document = (i: number) =>
    planDocument(artifact, { issuance: i, instrument: null }).sheet(FONTS).documents[0];
  assert.deepEqual(document(0)?.organs, ['兰河市青禾区人民政府']);
  assert.deepEqual(document(4)?.organs, ['中共兰河市青禾区委办公室', '兰河市青禾区人民政府办公室']);
  assert.match(document(4)?.title ?? '', /^中共兰河市青禾区委办公室 兰河市青禾区人民政府办公室关于/);
  assert.deepEqual(document(4)?.titleLines.slice(0, 2), [
    '中共兰河市青禾区委办公室',
    '兰河市青禾区人民政府办公室',
  ]);
  assert.deepEqual(document(8)?.organs, []);
});

test('a title is broken between words into lines of like length, and loses nothing', () => {
  const title = '银川市西夏区人民政府关于发布森林草原防火禁火令的通知';
  assert.deepEqual(titleLines(title, 19), ['银川市西夏区人民政府关于发布', '森林草原防火禁火令的通知']);
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom(
          '关于',
          '印发',
          '《',
          '》',
          '通知',
          '2024',
          '年',
          '管理办法',
          'GB/T',
          '（试行）',
          '的',
        ),
        { minLength: 1, maxLength: 40 },
      ),
      (parts) => {
        const whole = parts.join('');
        const lines = titleLines(whole, 19);
        assert.equal(lines.join(''), whole);
        if (lines.length > 1) for (const l of lines) assert.ok(width(l) <= 19, l);
      },
    ),
  );
});

test('a title and a caption are not broken within words that stand together in the text', () => {
  const text = '清理行政规范性文件。行政规范性文件继续有效。公布规范性文件目录。其他规范性文件另行公布。';
  const cohesion = cohesionIn(text);
  assert.ok(cohesion('规范性', '文件') > 0.9);
  assert.equal(cohesion('规范性', '目录'), 0);
  const title = '虚构县人民政府关于印发《虚构县本级行政规范性文件清理结果报告》的通知';
  const lines = titleLines(title, 19, [], cohesion);
  assert.equal(lines.join(''), title);
  assert.ok(
    lines.some((l) => l.includes('规范性文件')),
    lines.join(' / '),
  );
});

test('a heading in the type of the body stays with what follows it', () => {
  const [document] = sheetOf(
    parse(
      '虚构县人民政府关于试验的通知\n\n虚政发〔2024〕1号\n\n一、要求\n\n（一）行动\n\n1.完善试验机制。\n\n加强对试验的领导，每年至少研究一次。\n\n2.加强试验。坚持试验。\n\n虚构县人民政府\n\n2024年5月6日\n',
    ),
  ).documents;
  const kept = (document?.blocks ?? []).flatMap((b) =>
    b.t === 'p' && b.keep ? [b.runs.map((r) => r.s).join('')] : [],
  );
  assert.deepEqual(kept, ['1.完善试验机制。']);
});
