import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import fc from 'fast-check';
import { toAkomaNtoso } from './akoma-ntoso.ts';
import type { ExportClause, ExportDocument } from './document.ts';
import { toJson } from './json.ts';
import { toMarkdown } from './markdown.ts';

const clause = (label: string, path: string, more: Partial<ExportClause> = {}): ExportClause => ({
  key: 'k1',
  label,
  path,
  heading: null,
  text: '为样例。',
  gist: null,
  sha256: 'aa',
  children: [],
  ...more,
});
const document: ExportDocument = {
  id: '0190',
  url: 'https://example.invalid/documents/0190',
  kind: 'issuance',
  number: '甲政发〔2024〕1号',
  title: '甲区关于<样例>的通知',
  section: '政府文件',
  signedBy: ['甲区人民政府'],
  dated: '2024-01-10',
  addressees: ['各镇', '各部门'],
  opening: '现通知如下。',
  clauses: [
    clause('一', '一', {
      heading: '目标',
      text: '目标。到年底完成。',
      children: [clause('（一）', '一/（一）'), clause('', '一/¶1', { text: '另 & 说。' })],
    }),
    clause('二', '二', { text: null, gist: '两条|要点' }),
  ],
  tables: [{ caption: '表', columns: ['序号', '事项'], rows: [{ 序号: '1', 事项: '甲|乙\n丙' }] }],
  related: [{ relation: 'carries', title: '甲区办法', url: 'https://example.invalid/documents/0191' }],
  status: { status: 'in_force', asOf: '2024-02-01', evidence: [] },
  edition: {
    issue: '甲区公报',
    number: 1,
    importedAt: '2024-02-01T00:00:00Z',
    sourceSha256: 'bb',
    textSha256: 'cc',
  },
  validFrom: null,
  validUntil: null,
};

test('a label that is printed twice gets an id of its own', () => {
  const twice = [clause('（一）', '三/（一）'), clause('（一）', '三/（一）')];
  const xml = toAkomaNtoso({ ...document, clauses: [clause('三', '三', { children: twice })] });
  const ids = [...xml.matchAll(/ eId="([^"]*)"/g)].map((m) => m[1]);
  assert.equal(new Set(ids).size, ids.length);
  assert.ok(ids.includes('c-三._一_') && ids.includes('c-三._一___2'));
});

/** Char of XML 1.0. */
const mayStandInXml = (char: string): boolean => {
  const c = char.codePointAt(0) ?? 0;
  return (
    c === 9 ||
    c === 10 ||
    c === 13 ||
    (c >= 0x20 && c <= 0xd7ff) ||
    (c >= 0xe000 && c <= 0xfffd) ||
    c > 0xffff
  );
};

/** Strict enough for what has no entities of its own, no CDATA and no comments: tags balance, attributes are quoted once. */
function assertWellFormed(xml: string): void {
  const body = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '');
  const open: string[] = [];
  let roots = 0;
  let at = 0;
  const token = /<(\/?)([A-Za-z][\w.-]*)((?: [A-Za-z][\w:.-]*="[^"<>]*")*)(\/?)>|[^<>]+/gy;
  for (let match = token.exec(body); match; match = token.exec(body)) {
    at = token.lastIndex;
    const [whole, closing, name, attributes, empty] = match;
    if (name === undefined) {
      assert.ok(!/&(?!amp;|lt;|gt;|quot;)/.test(whole), `bare ampersand in ${whole}`);
      assert.ok([...whole].every(mayStandInXml), 'a character that XML cannot hold');
      assert.ok(open.length > 0 || whole.trim() === '', 'text outside the root');
      continue;
    }
    const names = [...(attributes ?? '').matchAll(/ ([\w:.-]+)=/g)].map((m) => m[1]);
    assert.equal(new Set(names).size, names.length, `attribute twice in ${whole}`);
    assert.ok(!/&(?!amp;|lt;|gt;|quot;)/.test(attributes ?? ''));
    if (closing) assert.equal(open.pop(), name);
    else if (!empty) open.push(name);
    if (open.length === 0) roots++;
  }
  assert.equal(at, body.length, `stopped at ${body.slice(at, at + 60)}`);
  assert.deepEqual([open.length, roots], [0, 1]);
}

describe('Akoma Ntoso', () => {
  it('is well-formed and has work, expression and manifestation, the clause tree and the table', () => {
    const xml = toAkomaNtoso(document);
    assertWellFormed(xml);
    for (const part of ['FRBRWork', 'FRBRExpression', 'FRBRManifestation', 'preamble', 'mainBody']) {
      assert.match(xml, new RegExp(`<${part}>.*</${part}>`, 's'));
    }
    assert.match(
      xml,
      /<section eId="c-一" wId="k-k1"><num>一<\/num><heading>目标<\/heading><intro><p>到年底完成。<\/p><\/intro><subsection/,
    );
    assert.match(xml, /<remark status="editorial">要点：两条\|要点<\/remark>/);
    assert.match(xml, /<th><p>序号<\/p><\/th>/);
    assert.match(xml, /关于&lt;样例&gt;的通知/);
  });

  it('a statute is an act with chapters and articles', () => {
    const xml = toAkomaNtoso({
      ...document,
      kind: 'statute',
      clauses: [clause('第一章', '第一章', { children: [clause('第一条', '第一章/第一条')] })],
    });
    assertWellFormed(xml);
    assert.match(xml, /<act name=.*<body><chapter .*<article /s);
  });

  it('is well-formed whatever the document says', () => {
    const text = fc.string({ unit: 'binary', maxLength: 20 });
    const node = (children: fc.Arbitrary<ExportClause[]>): fc.Arbitrary<ExportClause> =>
      fc.record({
        key: text,
        label: fc.oneof(text, fc.constantFrom('', '一', '（二）', '3', '第五条')),
        path: text,
        heading: fc.option(text),
        text: fc.option(text),
        gist: fc.option(text),
        sha256: text,
        children,
      });
    const clauses = fc.array(node(fc.array(node(fc.constant([])), { maxLength: 2 })), { maxLength: 3 });
    fc.assert(
      fc.property(clauses, text, fc.array(text, { maxLength: 3 }), (tree, title, signedBy) => {
        assertWellFormed(toAkomaNtoso({ ...document, clauses: tree, title, signedBy, number: title }));
      }),
      { numRuns: 500 },
    );
  });
});

describe('Markdown and JSON', () => {
  it('Markdown keeps order and labels, escapes its own marks, and marks a gist as such', () => {
    const lines = toMarkdown(document).split('\n');
    assert.equal(lines[0], '# 甲区关于\\<样例\\>的通知');
    assert.ok(lines.includes('## 一、目标'));
    assert.ok(lines.includes('到年底完成。'));
    assert.ok(lines.includes('（一）为样例。'));
    assert.ok(lines.includes('二、*要点：两条|要点*'));
    assert.ok(lines.includes('| 1 | 甲\\|乙<br>丙 |'));
    assert.ok(lines.includes('- 效力：现行有效（2024-02-01）'));
  });

  it('JSON gives the document back', () => {
    const { format, ...back } = JSON.parse(toJson(document)) as ExportDocument & { format: string };
    assert.equal(format, 'gongbao-document/1');
    assert.deepEqual(back, document);
  });
});
