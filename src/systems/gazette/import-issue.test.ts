import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type FixtureFile, fixtureBytes, parseFixture } from '#engines/law/fixture.ts';
import { statusesAt } from '#engines/law/store/read-effects.ts';
import { systemActor, visitor } from '#platform/people/actor.ts';
import type { Store } from '#platform/store/store.ts';
import { openTestStore } from '#platform/store/testing.ts';
import { importIssue } from './import-issue.ts';

let store: Store;
before(async () => {
  store = await openTestStore();
});
after(() => store.close());

const editor = systemActor('test');
let clock = Temporal.Instant.from('2024-01-05T01:00:00Z');
const give = async (file: FixtureFile | Uint8Array, actor = editor as Parameters<typeof importIssue>[1]) => {
  clock = clock.add({ seconds: 1 });
  const bytes = file instanceof Uint8Array ? file : fixtureBytes(file);
  return importIssue({ db: store.db, parse: parseFixture, maxBytes: 1_000_000, now: () => clock }, actor, {
    name: 'a.txt',
    bytes,
  });
};
const imported = async (file: FixtureFile) => {
  const result = await give(file);
  assert.ok(result.ok, result.ok ? '' : result.error.message);
  return result.value;
};
const documents = () => store.db.selectFrom('law_document').selectAll().orderBy('id').execute();
const named = async (title: string) => {
  const found = (await documents()).filter((d) => d.title === title);
  assert.equal(found.length, 1, `one document called ${title}`);
  return found[0] as (typeof found)[number];
};
const count = async (table: 'law_clause' | 'law_effect' | 'law_edition' | 'law_expression') =>
  Number(
    (
      await store.db
        .selectFrom(table)
        .select((e) => e.fn.countAll().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  );

const first: FixtureFile = {
  issue: { title: '甲区人民政府公报', year: 2024, number: 1, date: '2024-01-31' },
  documents: [
    {
      number: '甲政发〔2024〕1号',
      title: '甲区人民政府关于印发《甲区样例办法》的通知',
      carries: '甲区样例办法',
      date: '2024-01-10',
      clauses: [
        ['一', '依据《样例许可法》制定。'],
        ['二', '程序如下。', [['（一）', '依照《乙区旧办法》（乙政发〔2019〕7号）办理。']]],
      ],
      effects: [
        {
          kind: 'repeal',
          targetNumber: '甲政发〔2018〕3号',
          targetTitle: '甲区老办法',
          stage: 'proposed',
          precision: 'unknown',
        },
      ],
    },
    { title: '甲区人民政府关于清扫的通告', date: '2024-01-12', clauses: [['一', '每日清扫。']] },
  ],
};

describe('importing an issue', () => {
  it('stores its documents, clauses, citations and effects, and says the outcome of every step', async () => {
    const report = await imported(first);
    assert.equal(report.outcome, 'imported');
    assert.deepEqual(
      report.steps.map((s) => s.step),
      [
        'receive',
        'decode',
        'parse',
        'compare',
        'documents',
        'clauses',
        'citations',
        'effects',
        'records',
        'findings',
      ],
    );
    const issuance = await named('甲区人民政府关于印发《甲区样例办法》的通知');
    const instrument = await named('甲区样例办法');
    assert.deepEqual(
      [instrument.kind, instrument.parent_id, instrument.number],
      ['instrument', issuance.id, null],
    );
    assert.equal((await named('样例许可法')).holding, 'stub');
    const old = await named('甲区老办法');
    assert.deepEqual([old.holding, old.number], ['stub', '甲政发〔2018〕3号']);
    const effects = await store.db.selectFrom('law_effect').selectAll().execute();
    assert.deepEqual(effects.map((e) => [e.kind, e.stage, e.dated, e.document_id === old.id]).sort(), [
      ['commence', 'decided', '2018-01-01', true],
      ['commence', 'decided', '2024-01-10', false],
      ['commence', 'decided', '2024-01-12', false],
      ['repeal', 'proposed', null, true],
    ]);
  });

  it('does nothing for the same bytes', async () => {
    const before = [await count('law_edition'), await count('law_clause'), await count('law_effect')];
    const again = await imported(first);
    assert.equal(again.outcome, 'already_here');
    assert.deepEqual(
      [await count('law_edition'), await count('law_clause'), await count('law_effect')],
      before,
    );
  });

  it('reads the clauses of a text in order, each with its own words', async () => {
    const { id } = await named('甲区样例办法');
    const clauses = await store.db
      .selectFrom('law_clause as c')
      .innerJoin('law_expression as x', 'x.id', 'c.expression_id')
      .select(['c.path', 'c.text', 'c.parent_ord', 'c.depth'])
      .where('x.document_id', '=', id)
      .orderBy('c.ord')
      .execute();
    assert.deepEqual(
      clauses.map((c) => [c.path, c.text, c.parent_ord, c.depth]),
      [
        ['一', '依据《样例许可法》制定。', null, 0],
        ['二', '程序如下。', null, 0],
        ['二/（一）', '依照《乙区旧办法》（乙政发〔2019〕7号）办理。', 1, 1],
      ],
    );
  });

  it('a citation of a document that arrives later then finds it', async () => {
    const citation = () =>
      store.db
        .selectFrom('law_citation')
        .selectAll()
        .where('number_key', '=', '乙政发〔2019〕7号')
        .executeTakeFirstOrThrow();
    assert.deepEqual(
      [(await citation()).resolution, (await citation()).target_document_id],
      ['known_not_held', null],
    );
    await imported({
      documents: [
        { number: '乙政发〔2019〕7号', title: '乙区旧办法', date: '2019-05-05', clauses: [['一', '旧。']] },
      ],
    });
    const target = await named('乙区旧办法');
    assert.deepEqual(
      [(await citation()).resolution, (await citation()).target_document_id],
      ['exact', target.id],
    );
  });

  it('a statute that was known by name only becomes held and keeps its id', async () => {
    const stub = await named('样例许可法');
    await imported({
      shape: 'statute',
      documents: [{ title: '样例许可法', date: '2020-01-01', clauses: [['第一条', '为样例。']] }],
    });
    const held = await named('样例许可法');
    assert.deepEqual([held.id, held.holding, held.kind], [stub.id, 'held', 'statute']);
  });
});

describe('versions of a statute', () => {
  const version = (lines: string[], text: string): FixtureFile => ({
    shape: 'statute',
    documents: [{ title: '样例监督法', signedBy: [], lines, clauses: [['第一条', text]] }],
  });
  const oldText = version(['2010年3月1日 样例大会通过', '2010年5月1日 施行'], '旧文。');
  const newText = version(
    ['2010年3月1日 样例大会通过', '2020年6月1日 样例大会修订', '2020年9月1日 施行'],
    '新文。',
  );

  it('each is the text from its commencement until that of the next, whichever was imported first', async () => {
    await imported(newText);
    await imported(oldText);
    const { id, dated } = await named('样例监督法');
    assert.equal(dated, '2020-06-01', 'the older version does not rename the newer one');
    const texts = await store.db
      .selectFrom('law_expression')
      .select(['valid_from', 'valid_until', 'current'])
      .where('document_id', '=', id)
      .orderBy('valid_from')
      .execute();
    assert.deepEqual(texts, [
      { valid_from: '2010-05-01', valid_until: '2020-09-01', current: true },
      { valid_from: '2020-09-01', valid_until: null, current: true },
    ]);
    const status = async (date: string) =>
      (
        await statusesAt(
          store.db,
          [id],
          Temporal.PlainDate.from(date),
          Temporal.Instant.from('2030-01-01T00:00Z'),
        )
      ).get(id)?.status;
    assert.equal(await status('2010-04-30'), 'not_yet');
    assert.equal(await status('2010-05-01'), 'in_force');
  });

  it('a revised statute of which only the new text is known is unknown before, not not-yet', async () => {
    await imported({ ...newText, documents: newText.documents.map((d) => ({ ...d, title: '样例统计法' })) });
    const { id } = await named('样例统计法');
    const now = Temporal.Instant.from('2030-01-01T00:00Z');
    const at = async (date: string) =>
      (await statusesAt(store.db, [id], Temporal.PlainDate.from(date), now)).get(id)?.status;
    assert.deepEqual([await at('2019-01-01'), await at('2020-06-01')], ['unknown', 'in_force']);
  });
});

describe('a corrected file of the same issue', () => {
  it('supersedes, keeps identities by number or by title and date, takes back what it no longer says', async () => {
    const before = await documents();
    const expressions = await count('law_expression');
    const [plan, notice] = first.documents;
    assert.ok(plan && notice);
    const corrected: FixtureFile = {
      ...first,
      documents: [
        {
          ...plan,
          title: '甲区人民政府关于印发《甲区样例办法》的通知（更正）',
          effects: [
            {
              kind: 'repeal',
              targetNumber: '甲政发〔2018〕5号',
              targetTitle: '甲区更老办法',
              stage: 'proposed',
              precision: 'unknown',
            },
          ],
        },
        { ...notice, number: '甲政发〔2024〕2号' },
      ],
    };
    const report = await imported(corrected);
    assert.deepEqual([report.outcome, report.editionNumber], ['corrected', 2]);
    const now = await documents();
    assert.equal(now.length, before.length + 1, 'only the newly named target is new');
    assert.equal(
      (await named('甲区人民政府关于印发《甲区样例办法》的通知（更正）')).number,
      '甲政发〔2024〕1号',
    );
    assert.equal((await named('甲区人民政府关于清扫的通告')).number, '甲政发〔2024〕2号');
    assert.equal(await count('law_expression'), expressions + 3, 'the old text stays');
    const old = await named('甲区老办法');
    const effects = await store.db
      .selectFrom('law_effect')
      .select(['kind', 'retracts'])
      .where('document_id', '=', old.id)
      .orderBy('asserted_at')
      .execute();
    assert.deepEqual(effects.map((e) => e.kind).sort(), ['commence', 'repeal', 'retract', 'retract']);
    const current = await store.db
      .selectFrom('law_edition')
      .select('number')
      .where('issue_id', '=', report.issueId)
      .where('current', '=', true)
      .execute();
    assert.deepEqual(current, [{ number: 2 }]);
    const earlier = await imported(first);
    assert.equal(earlier.outcome, 'already_here', 'the first file does not come back over its correction');
  });

  it('half a file loses nothing: what is missing stays readable and is reported', async () => {
    const [plan] = first.documents;
    assert.ok(plan);
    await imported({ ...first, documents: [plan] });
    const { id } = await named('甲区人民政府关于清扫的通告');
    const texts = await store.db
      .selectFrom('law_expression')
      .select('id')
      .where('document_id', '=', id)
      .where('current', '=', true)
      .execute();
    assert.equal(texts.length, 1);
    const findings = await store.db.selectFrom('law_finding').select(['kind', 'document_ids']).execute();
    assert.deepEqual(findings, [{ kind: 'missing_in_correction', document_ids: [id] }]);
    const commenced = await store.db
      .selectFrom('law_effect')
      .select('kind')
      .where('document_id', '=', id)
      .execute();
    assert.deepEqual(commenced, [{ kind: 'commence' }]);
  });
});

describe('a document known only from a clean-up list', () => {
  const at = async (date: string) => {
    const { id } = (await documents()).find((d) => d.number === '戊政发〔2016〕4号') ?? { id: '' };
    const day = Temporal.PlainDate.from(date);
    return (await statusesAt(store.db, [id], day, Temporal.Instant.from('2030-01-01T00:00Z'))).get(id)
      ?.status;
  };

  it('is taken to be in force after the year of its number, until its own text says better', async () => {
    const target = { targetNumber: '戊政发〔2016〕4号', targetTitle: '戊区办法' };
    await imported({
      documents: [
        {
          number: '戊政发〔2023〕9号',
          title: '戊区清理结果',
          date: '2023-01-01',
          clauses: [['一', '清理。']],
          effects: [{ kind: 'keep', stage: 'proposed', precision: 'unknown', ...target }],
        },
      ],
    });
    assert.deepEqual(
      [await at('2015-12-31'), await at('2016-06-01'), await at('2016-12-31')],
      ['not_yet', 'unknown', 'in_force'],
    );
    await imported({
      documents: [
        {
          number: '戊政发〔2016〕4号',
          title: '戊区关于印发《戊区办法》的通知',
          carries: '戊区办法',
          date: '2016-11-20',
          clauses: [['一', '办法。']],
          effects: [{ kind: 'commence', date: '2017-01-01' }],
        },
      ],
    });
    assert.deepEqual([await at('2016-12-31'), await at('2017-01-01')], ['not_yet', 'in_force']);
  });

  it('what a new document ends without naming a day ends when that document takes effect', async () => {
    await imported({
      documents: [
        {
          number: '戊政发〔2022〕1号',
          title: '戊区新办法',
          date: '2022-03-01',
          clauses: [['一', '新。']],
          effects: [
            { kind: 'commence', date: '2022-05-01' },
            { kind: 'repeal', targetNumber: '戊政发〔2016〕4号', precision: 'unknown' },
          ],
        },
      ],
    });
    assert.deepEqual([await at('2022-04-30'), await at('2022-05-01')], ['in_force', 'repealed']);
  });
});

describe('what is refused or doubtful', () => {
  const code = async (bytes: Uint8Array, actor?: Parameters<typeof importIssue>[1]) => {
    const before = await count('law_edition');
    const result = await give(bytes, actor);
    assert.equal(await count('law_edition'), before);
    return result.ok ? 'ok' : result.error.code;
  };
  const text = (words: string) => new TextEncoder().encode(words);

  it('refuses what is no gazette, with a reason, and stores nothing', async () => {
    assert.equal(await code(new Uint8Array()), 'gazette.import.empty');
    assert.equal(await code(text(' \n\t')), 'gazette.import.empty');
    assert.equal(await code(text('a\u0000b')), 'gazette.import.binary');
    assert.equal(await code(text('本报讯 今日天晴。')), 'gazette.import.nothing_recognised');
    assert.equal(await code(new Uint8Array(1_000_001).fill(65)), 'gazette.import.too_large');
  });

  it('lets only an editor import', async () => {
    assert.equal(await code(text('x'), visitor), 'policy.sign_in');
    const reader = {
      kind: 'account',
      id: 'a',
      name: '甲',
      roles: [{ role: 'administrator', division: '640105' }],
    } as const;
    assert.equal(await code(text('x'), reader), 'policy.denied');
  });

  it('the same number on two different documents stays two documents, and is reported', async () => {
    await imported({
      documents: [
        { number: '丙政发〔2020〕1号', title: '丙区第一办法', date: '2020-01-01', clauses: [['一', '甲。']] },
      ],
    });
    await imported({
      documents: [
        { number: '丙政发〔2020〕1号', title: '丙区第二办法', date: '2020-02-01', clauses: [['一', '乙。']] },
      ],
    });
    assert.notEqual((await named('丙区第一办法')).id, (await named('丙区第二办法')).id);
    const collisions = await store.db
      .selectFrom('law_finding')
      .select('document_ids')
      .where('kind', '=', 'number_collision')
      .execute();
    assert.equal(collisions.length, 1);
  });

  it('two imports of the same file at once: one does it, the other is told', async () => {
    const file: FixtureFile = {
      documents: [
        { number: '丁政发〔2021〕1号', title: '丁区办法', date: '2021-01-01', clauses: [['一', '丁。']] },
      ],
    };
    const results = await Promise.all([imported(file), imported(file), imported(file)]);
    assert.deepEqual(results.map((r) => r.outcome).sort(), ['already_here', 'already_here', 'imported']);
    await named('丁区办法');
  });
});
