import assert from 'node:assert/strict';
import { it } from 'node:test';
import { cite, type IndexedDocument } from '#engines/law/cite.ts';
import { citationsIn, citationsInData, findProblems, testProblems } from './check-citations.ts';

const document = (sha256: string): IndexedDocument => ({
  number: '甲政发〔2023〕1号',
  titles: ['甲区办法'],
  clauses: [{ path: '第一章/第二条', sha256 }],
});

it('finds the calls in a source text, not those in comments, and refuses what it cannot read', () => {
  const source = `
/** cite('in a comment', '一') */
const a = cite('甲区办法', '第二条');
const b = cite("甲政发〔2023〕1号");
  // cite('also a comment')
const c = cite(name, '一');
const d = recite('x');
export function cite(document: string) {}
`;
  const { cited, complaints } = citationsIn('a.ts', source);
  assert.deepEqual(cited, [
    { where: 'a.ts:3', basis: { document: '甲区办法', path: '第二条' } },
    { where: 'a.ts:4', basis: { document: '甲政发〔2023〕1号', path: null } },
  ]);
  assert.deepEqual(complaints, ['a.ts:6: cite( must be given literals, so that it can be checked']);
});

it('finds clause references in data, and leaves plain words alone', () => {
  const data = [
    { document: '甲区办法', clauses: [{ path: '第二条', gist: '…' }] },
    { name: '某局', basis: ['甲政发〔2023〕1号 第二条', '公报封底', '甲区办法'] },
  ];
  const found = citationsInData('d.json', data, (name) => name === '甲区办法').map((c) => c.basis);
  assert.deepEqual(found, [
    cite('甲区办法', '第二条'),
    cite('甲政发〔2023〕1号', '第二条'),
    cite('甲区办法'),
  ]);
});

it('complains of a clause that is missing, changed, or in a repealed document', () => {
  const problems = (path: string, original?: IndexedDocument, repealed: string[] = []) =>
    findProblems(
      [{ basis: cite('甲区办法', path), where: 'x' }],
      [document('aa')],
      original && [original],
      new Set(repealed),
    );
  assert.deepEqual(problems('第二条'), []);
  assert.deepEqual(problems('第二条', document('aa')), []);
  assert.match(problems('第三条')[0] ?? '', /没有条款/);
  assert.match(problems('第二条', document('bb'))[0] ?? '', /words have changed/);
  assert.match(problems('第二条', undefined, ['甲区办法'])[0] ?? '', /repealed/);
});

it('finds the tests that are named, and complains of one that is not there, is skipped, or is no literal', () => {
  const tests = `it('opens', () => {});\n  test("closes", async () => {});\nit.skip('rests', () => {});\n// it('is a comment')`;
  const read = (path: string) => (path === 'a.test.ts' ? tests : undefined);
  const problems = (call: string) => testProblems('d.ts', `const t = ${call};`, read).problems;
  assert.deepEqual(problems(`testedBy('a.test.ts', 'opens')`), []);
  assert.deepEqual(problems(`testedBy(\n  "a.test.ts",\n  'closes',\n)`), []);
  assert.match(problems(`testedBy('a.test.ts', 'open')`)[0] ?? '', /^d\.ts:1: a\.test\.ts has no test/);
  assert.match(problems(`testedBy('a.test.ts', 'rests')`)[0] ?? '', /has no test/);
  assert.match(problems(`testedBy('a.test.ts', 'is a comment')`)[0] ?? '', /has no test/);
  assert.match(problems(`testedBy('b.test.ts', 'opens')`)[0] ?? '', /no test file b\.test\.ts/);
  assert.match(problems(`testedBy('a.ts', 'opens')`)[0] ?? '', /no test file/);
  assert.match(problems('testedBy(file, name)')[0] ?? '', /two literals/);
});
