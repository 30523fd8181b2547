import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { newId } from '#base/ids.ts';
import { fixtureBytes, parseFixture } from '#engines/law/fixture.ts';
import { systemActor } from '#platform/people/actor.ts';
import type { Store } from '#platform/store/store.ts';
import { openTestStore } from '#platform/store/testing.ts';
import { importIssue } from '#systems/gazette/index.ts';
import { proposeNumbers, takeNumber } from './index.ts';

let store: Store;
before(async () => {
  store = await openTestStore();
});
after(() => store.close());

const now = Temporal.Instant.from('2024-06-28T01:00:00Z');
const by = () => ({ subject: `draft:${newId()}`, actor: 'system:test', now });
class Broken extends Error {}

/** One publication that takes numbers, and commits or breaks. */
async function publish(series: string, year: number, count: number, breaks: boolean): Promise<number[]> {
  try {
    return await store.db.transaction().execute(async (tx) => {
      const taken: number[] = [];
      for (let i = 0; i < count; i++) taken.push((await takeNumber(tx, series, year, by())).ordinal);
      if (breaks) throw new Broken();
      return taken;
    });
  } catch (error) {
    if (error instanceof Broken) return [];
    throw error;
  }
}

const importDocuments = async (documents: { number: string; title: string; citing?: string }[]) => {
  const report = await importIssue(
    { db: store.db, parse: parseFixture, maxBytes: 1e6 },
    systemActor('test'),
    {
      name: 'made-up.txt',
      bytes: fixtureBytes({
        documents: documents.map(({ number, title, citing }) => ({
          number,
          title,
          date: '2024-05-01',
          clauses: [['一', citing ?? '本件为虚构。']],
        })),
      }),
    },
  );
  assert.ok(report.ok);
};

/** 甲, 乙, 丙…: every run of a property uses a series of its own. */
let runs = 0;
const series = () =>
  `虚构${[...String(++runs)].map((d) => '〇一二三四五六七八九'[Number(d)]).join('')}发`.replaceAll(
    '〇',
    '零',
  );

describe('numbers of a series', () => {
  it('begin at one and go on by one, each series and year for itself', async () => {
    assert.deepEqual(await publish('虚甲政发', 2024, 3, false), [1, 2, 3]);
    assert.deepEqual(await publish('虚甲政发', 2025, 1, false), [1]);
    assert.deepEqual(await publish('虚甲政办发', 2024, 1, false), [1]);
    assert.deepEqual(await publish('虚甲政发', 2024, 1, false), [4]);
  });

  it('stay gapless and are given once, whoever publishes at once and whatever breaks', async () => {
    const publication = fc.record({ count: fc.integer({ min: 1, max: 3 }), breaks: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(publication, { minLength: 2, maxLength: 12 }), async (publications) => {
        const name = series();
        const taken = (
          await Promise.all(publications.map((p) => publish(name, 2024, p.count, p.breaks)))
        ).flat();
        const expected = publications.reduce((sum, p) => sum + (p.breaks ? 0 : p.count), 0);
        assert.deepEqual(
          taken.sort((a, b) => a - b),
          Array.from({ length: expected }, (_, i) => i + 1),
        );
        const kept = await store.db
          .selectFrom('document_number_taken')
          .select('ordinal')
          .where('series', '=', name)
          .orderBy('ordinal')
          .execute();
        assert.deepEqual(
          kept.map((row) => row.ordinal),
          taken,
        );
      }),
      { numRuns: 15 },
    );
  });

  it('go on after the highest number that an imported document bears', async () => {
    await importDocuments([
      { number: '虚乙政发〔2024〕7号', title: '虚构通知甲' },
      { number: '虚乙政发〔2024〕12号', title: '虚构通知乙' },
      { number: '虚乙政发〔2023〕40号', title: '虚构通知丙' },
      { number: '虚乙政发〔2024〕9号', title: '虚构通知丁' },
    ]);
    assert.deepEqual(await publish('虚乙政发', 2024, 2, false), [13, 14]);
  });

  it('skip a number that an issue imported later had printed already', async () => {
    assert.deepEqual(await publish('虚丙政发', 2024, 1, false), [1]);
    await importDocuments([{ number: '虚丙政发〔2024〕5号', title: '虚构通知戊' }]);
    assert.deepEqual(await publish('虚丙政发', 2024, 1, false), [6]);
  });

  it('skip a number that is known only because a document cites it', async () => {
    await importDocuments([
      {
        number: '虚丁政发〔2024〕1号',
        title: '虚构通知己',
        citing: '按照《虚构办法》（虚丁政办发〔2024〕3号）执行。',
      },
    ]);
    assert.deepEqual(await publish('虚丁政办发', 2024, 1, false), [4]);
  });

  it('never meet those of an import at the same moment', async () => {
    const [, taken] = await Promise.all([
      importDocuments([{ number: '虚戊政发〔2024〕1号', title: '虚构通知庚' }]),
      publish('虚戊政发', 2024, 2, false),
    ]);
    const { rows } = await sqlNumbers('虚戊政发〔2024〕');
    assert.equal(taken.length, 2);
    assert.ok(
      taken[0] === 1 || !rows.some((number) => taken.some((n) => number === `虚戊政发〔2024〕${n}号`)),
      `${taken} beside ${rows}`,
    );
  });

  it('are proposed without being taken, with the document that they follow', async () => {
    const [first, second] = await proposeNumbers(store.db, '虚乙政发', 2023, 2);
    assert.equal(first?.number, '虚乙政发〔2023〕41号');
    assert.equal(second?.number, '虚乙政发〔2023〕42号');
    assert.equal(first?.after.document?.title, '虚构通知丙');
    assert.deepEqual(await publish('虚乙政发', 2023, 1, false), [41]);
  });

  it('are refused for what is no series', async () => {
    for (const name of ['', 'abc', '虚%发', '虚政发〔2024〕', '虚'])
      await assert.rejects(publish(name, 2024, 1, false), RangeError, name);
    await assert.rejects(publish('虚甲政发', 24, 1, false), RangeError);
  });
});

async function sqlNumbers(prefix: string): Promise<{ rows: string[] }> {
  const rows = await store.db
    .selectFrom('law_document')
    .select('number_key')
    .where('number_key', 'like', `${prefix}%`)
    .execute();
  return { rows: rows.map((row) => row.number_key ?? '') };
}
