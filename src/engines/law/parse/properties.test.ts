/** What must hold of any input whatever. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Artifact, Clause, Span } from './artifact.ts';
import { claims, parseBytes, parseText, printArtifact } from './index.ts';

/** Pieces of official documents, whole and broken, in any order. */
const piece = fc.constantFrom(
  ...[
    '样例市人民政府关于印发《样例办法》的通知',
    '样政发〔2024〕3号',
    '（样政发〔2024〕4号）',
    '第12号',
    '样例市人民政府令',
  ],
  ...[
    '各镇人民政府，各街道办事处：',
    '各区：',
    '现印发给你们，请遵照执行。',
    '样例市人民政府',
    '2024年3月1日',
    '二〇二四年三月一日',
  ],
  ...[
    '（此件公开发布）',
    '附件',
    '附件1',
    '附件：1. 样例清单',
    '2. 样例目录',
    '样例清单',
    '样例办法',
    '目 录',
    '【规范性文件】',
    '……… 12',
    '样例通知 3',
  ],
  ...[
    '第一章 总则',
    '第一条 为了样例，制定本办法。',
    '第二条本办法所称样例，',
    '第十条之一 样例。',
    '一、总体要求',
    '二、',
    '（一）加强样例。做好样例。',
  ],
  ...[
    '1. 样例。',
    '1.1 目的',
    '（1）样例；',
    '①样例②样例',
    '一是样例。二是样例；三是样例。',
    '三是',
    '牵头单位：样例局',
    '特此通知。',
    '注：',
    '[1] 样例',
  ],
  ...[
    '序号\t事项\t备注',
    '1\t样例\t',
    '\t样例\t',
    '2\t样例',
    '序号',
    '事项',
    '1',
    '2',
    '| 序号 | 事项 |',
    '|---|---|',
    '| 1 | 样例 |',
    '单晶\t万吨\t3.5\t-2',
  ],
  ...[
    '## 第二章',
    '- （二）样例',
    '> 样例',
    '**三、样例**',
    '<!-- INFO END -->',
    '- 12 -',
    '—3—',
    '样例市人民政府公报',
    '第3期（总第9期）',
    '主 编：某 某',
    '地 址：样例路',
  ],
  ...[
    '《',
    '》',
    '（',
    '）',
    '“',
    '。',
    '；',
    '\u3000',
    '\u200b',
    '\ufeff',
    '\ud800',
    '\udc00',
    '\u0000',
    '\t',
    '\r',
    '\f',
    '|',
    '#',
    '*',
    '-',
    '__proto__\tconstructor\t样例',
  ],
);
const glue = fc.constantFrom('\n', '\n', '\n\n', '\n\n\n', '\r\n', '\r', ' ', '');
const document = fc
  .array(
    fc.tuple(
      fc.oneof({ weight: 12, arbitrary: piece }, { weight: 1, arbitrary: fc.string({ unit: 'binary' }) }),
      glue,
    ),
    {
      maxLength: 60,
      size: 'max',
    },
  )
  .map((parts) => parts.flat().join(''));

const clausesOf = (clauses: Clause[]): Clause[] => clauses.flatMap((c) => [c, ...clausesOf(c.children)]);
const inside = ([a, b]: Span, [from, to]: Span) => from <= a && a <= b && b <= to;

function checkSpans(artifact: Artifact): void {
  const { text } = artifact.source;
  let end = 0;
  for (const issuance of artifact.issuances) {
    assert.ok(issuance.span[0] >= end, 'issuances stand one after the other');
    end = issuance.span[1];
    assert.ok(inside(issuance.span, [0, text.length]));
    assert.ok(inside(issuance.titleSpan, issuance.span), 'a title in its issuance');
    for (const instrument of issuance.instruments) {
      assert.ok(inside(instrument.span, issuance.span), 'an instrument in its issuance');
      let from = 0;
      for (const clause of clausesOf(instrument.clauses)) {
        assert.ok(inside(clause.span, issuance.span), 'a clause in its issuance');
        assert.ok(clause.span[0] >= from, 'clauses in print order, none over another');
        from = clause.span[1];
        assert.ok(clause.path.endsWith(clause.label) && clause.id !== '');
      }
      for (const table of instrument.tables) {
        assert.equal(table.rows.length, table.rowSpans.length);
        for (const span of table.rowSpans) assert.ok(inside(span, table.span), 'a row in its table');
        for (const row of table.rows) assert.deepEqual(Object.keys(row), table.columns);
        const grouped = table.groups?.members.flatMap((m) => m.rows).sort((a, b) => a - b);
        if (grouped) assert.deepEqual(grouped, [...table.rows.keys()]);
      }
    }
  }
}

function checkCoverage(artifact: Artifact): void {
  const { text } = artifact.source;
  const covered = new Uint8Array(text.length);
  for (const [a, b] of claims(artifact)) covered.fill(1, a, b);
  for (const { span } of artifact.residue) {
    assert.match(text.slice(...span), /^\S[\s\S]*\S$|^\S$/, 'residue begins and ends with a character');
    for (let i = span[0]; i < span[1]; i++) {
      assert.notEqual(covered[i], 1, 'residue that is claimed');
      covered[i] = 2;
    }
  }
  for (let i = 0; i < text.length; i++) {
    if (covered[i] === 0)
      assert.match(text.charAt(i), /\s/, `a character nobody has: ${JSON.stringify(text.charAt(i))}`);
  }
}

test('no text makes it throw; spans are valid and nested; claims and residue cover every character once', () => {
  fc.assert(
    fc.property(document, (text) => {
      const artifact = parseText(text);
      checkSpans(artifact);
      checkCoverage(artifact);
      if (artifact.shape === 'none') assert.deepEqual([artifact.issue, artifact.citations.length], [null, 0]);
    }),
    { numRuns: 1500 },
  );
});

test('parsing is deterministic', () => {
  fc.assert(
    fc.property(document, (text) => {
      assert.equal(JSON.stringify(parseText(text)), JSON.stringify(parseText(text)));
    }),
    { numRuns: 100 },
  );
});

test('printing gives any bytes back, also by way of JSON', () => {
  const utf16 = document.map((s) => Buffer.from(`\ufeff${s}`, 'utf16le'));
  const utf8 = fc.tuple(document, fc.nat(3)).map(([s, cut]) => Buffer.from(s, 'utf8').subarray(cut));
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 300, size: 'max' }), utf16, utf8), (bytes) => {
      const artifact = JSON.parse(JSON.stringify(parseBytes(bytes))) as Artifact;
      assert.deepEqual(Buffer.from(printArtifact(artifact)), Buffer.from(bytes));
    }),
    { numRuns: 800 },
  );
});
