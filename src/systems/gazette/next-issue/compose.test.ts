import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Artifact, Clause } from '#engines/law/parse/artifact.ts';
import { parseText } from '#engines/law/parse/index.ts';
import { planIssue } from '../typeset/plan.ts';
import { composeIssue, type IssueFront, type NumberedDraft } from './compose.ts';
import { differencesOf } from './read-back.ts';

const front: IssueFront = {
  title: '虚构区人民政府公报',
  year: 2024,
  number: 3,
  runningNumber: 12,
  dated: '2024-08-30',
  imprint: '主编：甲某\n主办：虚构区人民政府办公室\n地址：虚构区样例路0号\n邮编：000000\n印数：300份',
};

/** A clause as it was made up: what is printed, and what a reader must find. */
type MadeClause = { label: string; mark: string; words: string; below: MadeClause[] };
type Made = { draft: NumberedDraft; clauses: MadeClause[]; tables: string[][][] };

const WORDS = [
  '山路',
  '河堤',
  '灯杆',
  '村道',
  '水渠',
  '林场',
  '早市',
  '书屋',
  '整修',
  '巡查',
  '登记',
  '公示',
  '收集',
  '统筹',
  '养护',
];
const phrase = (min: number, max: number) =>
  fc.array(fc.constantFrom(...WORDS), { minLength: min, maxLength: max }).map((w) => w.join(''));
const sentence = fc
  .array(phrase(2, 4), { minLength: 1, maxLength: 3 })
  .map((parts) => `${parts.join('，')}。`);
const CN = ['一', '二', '三', '四', '五', '六', '七'];
const LABELS: ((n: number) => { label: string; mark: string })[] = [
  (n) => ({ label: CN[n] ?? '', mark: `${CN[n]}、` }),
  (n) => ({ label: `（${CN[n]}）`, mark: `（${CN[n]}）` }),
  (n) => ({ label: String(n + 1), mark: `${n + 1}.` }),
  (n) => ({ label: `（${n + 1}）`, mark: `（${n + 1}）` }),
];

function level(depth: number): fc.Arbitrary<MadeClause[]> {
  const one: fc.Arbitrary<{ words: string; below: MadeClause[] }> =
    depth === 0
      ? fc.oneof(
          sentence.map((words) => ({ words, below: [] })),
          fc.record({ words: phrase(2, 4), below: fc.oneof(level(1), sentence.map(paragraph)) }),
        )
      : depth < LABELS.length - 1
        ? fc.record({
            words: sentence,
            below: fc.oneof({ weight: 3, arbitrary: fc.constant<MadeClause[]>([]) }, level(depth + 1)),
          })
        : sentence.map((words) => ({ words, below: [] }));
  return fc
    .array(one, { minLength: 2, maxLength: depth === 0 ? 4 : 3 })
    .map((all) =>
      all.map((c, n) => ({ ...c, ...(LABELS[depth] as (n: number) => { label: string; mark: string })(n) })),
    );
}
const paragraph = (words: string): MadeClause[] => [{ label: '', mark: '', words, below: [] }];

const printed = (clauses: readonly MadeClause[]): string[] =>
  clauses.flatMap((c) => [`${c.mark}${c.words}`, ...printed(c.below)]);

const table = fc
  .array(
    fc.tuple(
      phrase(1, 2),
      fc.integer({ min: 1, max: 99_999 }).map(String),
      fc.constantFrom('', '免费', '按年'),
    ),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .map((rows) => [['序号', '事项', '数量', '备注'], ...rows.map((row, n) => [String(n + 1), ...row])]);

const BODIES = [
  '虚构区人民政府',
  '虚构区人民政府办公室',
  '虚构区民政局',
  '虚构区统计局',
  '中共虚构区委办公室',
];
const SECTIONS = ['规范性文件', '政府文件', '区委办 政府办文件', '人事任免'];
const ADDRESSEES = ['各镇人民政府', '各街道办事处', '区政府各部门', '区直各单位', '各村（社区）居民委员会'];
const KINDS = ['通知', '通告', '意见', '决定', '公告'];

const made = (at: number): fc.Arbitrary<Made> =>
  fc
    .record({
      issuer: fc.constantFrom(...BODIES),
      topic: phrase(2, 4),
      kind: fc.constantFrom(...KINDS),
      series: fc.constantFrom('虚政发', '虚政办发', '虚政规发'),
      numbered: fc.boolean(),
      addressees: fc.subarray(ADDRESSEES),
      opening: sentence,
      clauses: level(0),
      carried: fc.option(fc.record({ name: phrase(2, 3), clauses: level(0), opening: sentence })),
      annexes: fc.array(fc.record({ name: phrase(2, 3), table }), { maxLength: 3 }),
      signedBy: fc.subarray(BODIES, { minLength: 1, maxLength: 2 }),
      dated: fc
        .integer({ min: 0, max: 600 })
        .map((days) => Temporal.PlainDate.from('2023-01-01').add({ days }).toString()),
      disclosed: fc.constantFrom(true, false, null),
    })
    .map((m) => {
      // Titles are told apart by their place, as two documents of one issue are by their subjects.
      const place = `第${CN[at % 7]}批${at >= 7 ? '续' : ''}`;
      const plan = m.carried && `${m.carried.name}${place}工作方案`;
      const title = plan
        ? `${m.issuer}关于印发《${plan}》的通知`
        : `${m.issuer}关于${m.topic}${place}工作的${m.kind}`;
      const number = m.numbered ? `${m.series}〔2024〕${at + 1}号` : null;
      const annexes = m.annexes.map((a, k) => ({ title: `${a.name}${CN[k]}类任务表`, rows: a.table }));
      const draft: NumberedDraft = {
        section: '',
        series: m.numbered ? m.series : null,
        number,
        title,
        addressees: m.addressees.join('，'),
        body: [m.opening, ...(plan ? [] : printed(m.clauses))].join('\n'),
        signedBy: m.signedBy,
        dated: m.dated,
        disclosed: m.disclosed,
        attachments: [
          ...(plan && m.carried
            ? [{ title: plan, text: [m.carried.opening, ...printed(m.carried.clauses)].join('\n') }]
            : []),
          ...annexes.map((a) => ({ title: a.title, text: a.rows.map((r) => r.join('\t')).join('\n') })),
        ],
        supersedes: null,
      };
      return {
        draft,
        clauses: plan && m.carried ? [...paragraph(m.carried.opening), ...m.carried.clauses] : m.clauses,
        tables: annexes.map((a) => a.rows),
      };
    });

/** One to eight documents, those of one section together. */
const issueOf = fc
  .integer({ min: 1, max: 8 })
  .chain((n) =>
    fc.tuple(
      ...Array.from({ length: n }, (_, at) => made(at)),
      fc.array(fc.nat({ max: 3 }), { minLength: n, maxLength: n }),
    ),
  )
  .map((all) => {
    const places = (all.pop() as number[]).sort((a, b) => a - b);
    return (all as Made[]).map((m, at) => ({
      ...m,
      draft: { ...m.draft, section: SECTIONS[places[at] ?? 0] ?? '' },
    }));
  });

const bare = (text: string) => text.replace(/\s/g, '');

function assertClauses(
  text: string,
  read: readonly Clause[],
  wanted: readonly MadeClause[],
  where: string,
): void {
  assert.deepEqual(
    read.map((c) => [c.label, bare(text.slice(...c.span))]),
    wanted.map((c) => [c.label, bare(`${c.mark}${c.words}`)]),
    where,
  );
  read.forEach((c, k) => {
    assertClauses(text, c.children, wanted[k]?.below ?? [], `${where}/${c.label}`);
  });
}

function assertRead(all: readonly Made[], artifact: Artifact): void {
  const text = artifact.source.text;
  assert.equal(artifact.shape, 'gazette');
  assert.deepEqual(
    artifact.issuances.map((i) => i.title),
    all.map((m) => m.draft.title),
  );
  all.forEach(({ draft, clauses, tables }, at) => {
    const issuance = artifact.issuances[at];
    assert.ok(issuance);
    assert.equal(issuance.number, draft.number);
    assert.equal(issuance.kind, draft.section);
    assert.deepEqual(issuance.addressees, draft.addressees.split('，').filter(Boolean));
    assert.deepEqual(issuance.signedBy, draft.signedBy);
    assert.equal(issuance.date, draft.dated);
    assert.equal(issuance.disclosed, draft.disclosed);
    const [main] = issuance.instruments;
    assert.ok(main, 'a text');
    assertClauses(text, main.clauses, clauses, draft.title);
    const read = issuance.instruments.flatMap((i) => i.tables);
    assert.deepEqual(
      read.map((t) => [t.columns, ...t.rows.map((row) => t.columns.map((c) => row[c]))]),
      tables,
    );
  });
  assert.deepEqual(artifact.residue, []);
}

describe('the canonical text of an issue', () => {
  it('is read back as the documents, numbers, addressees, clauses, tables, signatures and dates that it was made of', () => {
    fc.assert(
      fc.property(issueOf, (all) => {
        const documents = all.map((m) => m.draft);
        const composed = composeIssue(front, documents);
        const artifact = parseText(composed.text);
        assertRead(all, artifact);
        assert.deepEqual(differencesOf(front, documents, composed, artifact), []);
      }),
      { numRuns: 400 },
    );
  });

  it('bears the front matter', () => {
    const { issue } = parseText(
      composeIssue(front, [
        sample,
        { ...sample, title: `${sample.title}二`.replace('通知二', '二期工作的通知') },
      ]).text,
    );
    assert.equal(issue?.title, '虚构区人民政府公报');
    assert.deepEqual(
      [issue?.year, issue?.number, issue?.runningNumber, issue?.date],
      [2024, 3, 12, '2024-08-30'],
    );
    assert.deepEqual(
      issue?.editors.map((e) => [e.role, e.names]),
      [['主编', ['甲某']]],
    );
    assert.deepEqual(
      issue?.imprint.map((e) => [e.key, e.value]),
      [
        ['主办', '虚构区人民政府办公室'],
        ['地址', '虚构区样例路0号'],
        ['邮编', '000000'],
        ['印数', '300份'],
      ],
    );
  });
});

const sample: NumberedDraft = {
  section: '政府文件',
  series: '虚政发',
  number: '虚政发〔2024〕1号',
  title: '虚构区人民政府关于整修村道的通知',
  addressees: '各镇人民政府',
  body: '为方便出行，现就有关事项通知如下。\n一、整修村道。\n二、巡查灯杆。',
  signedBy: ['虚构区人民政府'],
  dated: '2024-08-01',
  disclosed: true,
  attachments: [],
  supersedes: null,
};

/** What is said of one draft in an issue of its own. */
const said = (over: Partial<NumberedDraft>) => {
  const documents = [{ ...sample, ...over }];
  const composed = composeIssue(front, documents);
  return differencesOf(front, documents, composed, parseText(composed.text));
};

describe('what would be read otherwise is told before publication', () => {
  const cases: [string, Partial<NumberedDraft>, string, RegExp][] = [
    [
      'a title that names no kind of document',
      { title: '村道', addressees: '', number: null },
      'title',
      /认不出/,
    ],
    ['a signature that is no body', { signedBy: ['大家'] }, 'signedBy', /署名/],
    [
      'a bare number, which is a page number',
      { body: '现通知如下。\n一、甲。\n12\n二、乙。' },
      'body',
      /第 3 行“12”没有归入/,
    ],
    [
      'rows with too few cells, which are joined',
      { body: '现通知如下。\n事项\t数量\t备注\n村道\t1\n灯杆\t5' },
      'body',
      /没有读成一行/,
    ],
    [
      'a second title with a number',
      { body: '现通知如下。\n虚构区人民政府关于养护的通知\n虚政发〔2024〕9号\n一、甲。' },
      'title',
      /读出 2 份/,
    ],
    ['an imprint line without a name', {}, 'imprint', /版权页/],
  ];
  for (const [name, over, field, says] of cases.slice(0, -1))
    it(name, () => {
      const all = said(over);
      const found = all.find((d) => d.field === field);
      assert.ok(found, JSON.stringify(all));
      assert.match(found.message, says);
      assert.equal(found.weight, 'blocks');
    });

  it('an imprint line without a name', () => {
    const odd = {
      ...front,
      imprint: '主编：甲某\n欢迎来信来电索取本刊合订本并提出意见和建议敬请读者垂注并多多批评指正',
    };
    const composed = composeIssue(odd, [sample]);
    const found = differencesOf(odd, [sample], composed, parseText(composed.text));
    assert.ok(found.some((d) => d.field === 'imprint' && /版权页/.test(d.message)));
  });

  it('a line that goes on from the one above is a note, nothing is lost', () => {
    const found = said({ body: '现通知如下。\n一、整修村道，\n养护水渠。\n二、巡查灯杆。' });
    assert.deepEqual(
      found.map((d) => [d.field, d.weight]),
      [['body', 'notes']],
    );
  });

  it('nothing, when all is well, also with an editorial board under its name', () => {
    assert.deepEqual(said({}), []);
    const board = { ...front, imprint: `主任：甲某\n编委：乙某、丙某\n${front.imprint}` };
    const composed = composeIssue(board, [sample]);
    const artifact = parseText(composed.text);
    assert.deepEqual(differencesOf(board, [sample], composed, artifact), []);
    const { sheet } = planIssue(artifact);
    assert.equal(sheet({ families: {} } as never).board?.head, '编辑委员会');
  });
});
