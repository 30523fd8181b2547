import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId } from '#base/ids.ts';
import { type FixtureFile, fixtureBytes, parseFixture } from '#engines/law/fixture.ts';
import { statusesAt } from '#engines/law/store/read-effects.ts';
import { type Actor, systemActor, visitor } from '#platform/people/actor.ts';
import type { Store } from '#platform/store/store.ts';
import { openTestStore } from '#platform/store/testing.ts';
import { importIssue } from '#systems/gazette/index.ts';
import { consequences } from './consequences.ts';
import { type Decision, decideEffect } from './decide-effect.ts';
import { listOpenProposals } from './desk/proposals.ts';

let store: Store;
const day = (text: string) => Temporal.PlainDate.from(text);
const later = Temporal.Instant.from('2030-01-01T00:00:00Z');
const account = (id: string, role: 'editor' | 'administrator' = 'editor'): Actor => ({
  kind: 'account',
  id,
  name: id,
  roles: [{ role, division: '640105' }],
});

const give = (file: FixtureFile) =>
  importIssue({ db: store.db, parse: parseFixture, maxBytes: 1_000_000 }, systemActor('test'), {
    name: null,
    bytes: fixtureBytes(file),
  });
const campaign = (n: number, target: string): FixtureFile => ({
  documents: [
    {
      number: `甲政规发〔2024〕${n}号`,
      title: `甲区第${n}次清理`,
      date: '2024-03-01',
      clauses: [['一', '清理如下。']],
      effects: [
        { kind: 'repeal', targetNumber: target, targetTitle: null, stage: 'proposed', precision: 'unknown' },
      ],
    },
  ],
});
const proposalOn = async (number: string) => {
  const found = (await listOpenProposals(store.db)).find((proposal) => proposal.number === number);
  if (found) return found;
  throw new Error(`no open proposal on ${number}`);
};
const decision = (p: { id: string; version: number }, more: Partial<Decision> = {}): Decision => ({
  proposalId: p.id,
  verdict: 'adopt',
  date: day('2024-05-01'),
  basis: '甲区人民政府第1次常务会议（2024-04-20）',
  expectedVersion: p.version,
  requestKey: newId(),
  ...more,
});
const decide = async (d: Decision, actor: Actor = account('e1')) => {
  const result = await decideEffect({ db: store.db }, actor, d);
  return result.ok ? result.value : result.error.code;
};
const statusOn = async (id: string, date: string) =>
  (await statusesAt(store.db, [id], day(date), later)).get(id)?.status;

before(async () => {
  store = await openTestStore();
  await give({
    documents: [
      {
        number: '甲政发〔2020〕1号',
        title: '甲区关于印发《甲区补贴办法》的通知',
        carries: '甲区补贴办法',
        date: '2020-01-01',
        clauses: [['一', '发放补贴。']],
      },
      { number: '甲政发〔2020〕2号', title: '甲区二号办法', date: '2020-02-01', clauses: [['一', '二。']] },
      { number: '甲政发〔2020〕3号', title: '甲区三号办法', date: '2020-03-01', clauses: [['一', '三。']] },
      {
        number: '甲政发〔2021〕9号',
        title: '甲区许可清单',
        date: '2021-01-01',
        clauses: [['一', '按照《甲区补贴办法》（甲政发〔2020〕1号）执行。']],
        rows: [
          { 序号: '1', 事项: '样例许可甲', 依据: '《甲区补贴办法》' },
          { 序号: '2', 事项: '样例许可乙', 依据: '《甲区二号办法》' },
        ],
      },
    ],
  });
  for (const n of [1, 2, 3]) await give(campaign(n, `甲政发〔2020〕${n}号`));
});
after(() => store.close());

describe('deciding a proposed effect', () => {
  it('shows before what rests on the document: clauses, permits, and its status before and after', async () => {
    const p = await proposalOn('甲政发〔2020〕1号');
    const shown = await consequences(store.db, account('e1'), {
      effectId: p.id,
      date: day('2024-05-01'),
      today: day('2024-04-01'),
      now: later,
    });
    assert.ok(shown.ok);
    assert.deepEqual(
      [shown.value.before.status, shown.value.after.status, shown.value.open],
      ['in_force', 'repealed', true],
    );
    assert.equal(shown.value.version, p.version);
    assert.deepEqual(
      shown.value.citedBy.map((c) => [c.number, c.path, c.row?.事项 ?? null]),
      [
        ['甲政发〔2021〕9号', '一', null],
        ['甲政发〔2021〕9号', null, '样例许可甲'],
      ],
    );
  });

  it('a proposal changes nothing; adopted, it works from its day on the document and what it carries', async () => {
    const p = await proposalOn('甲政发〔2020〕1号');
    assert.equal(await statusOn(p.documentId, '2024-05-01'), 'in_force');
    const decided = await decide(decision(p));
    assert.ok(typeof decided === 'object');
    assert.equal(await statusOn(p.documentId, '2024-04-30'), 'in_force');
    assert.equal(await statusOn(p.documentId, '2024-05-01'), 'repealed');
    const carried = await store.db
      .selectFrom('law_document')
      .select('id')
      .where('parent_id', '=', p.documentId)
      .executeTakeFirstOrThrow();
    assert.equal(await statusOn(carried.id, '2024-05-01'), 'repealed');
    const trail = await store.db
      .selectFrom('audit_entry')
      .select(['actor', 'outcome'])
      .where('use_case', '=', 'documents.effect.decide')
      .execute();
    assert.deepEqual(trail, [{ actor: 'e1', outcome: 'done' }]);
    assert.equal(
      await decide(decision({ ...p, version: p.version + 1 })),
      'documents.effect.already_decided',
    );
  });

  it('two editors at once never both succeed', async () => {
    const p = await proposalOn('甲政发〔2020〕2号');
    const results = await Promise.all([
      decide(decision(p), account('e1')),
      decide(decision(p, { verdict: 'reject', date: null }), account('e2')),
      decide(decision(p, { date: day('2024-06-01') }), account('e3')),
    ]);
    assert.equal(results.filter((r) => typeof r === 'object').length, 1, JSON.stringify(results));
    const answers = await store.db
      .selectFrom('law_effect')
      .select('id')
      .where((w) => w.or([w('decides', '=', p.id), w('retracts', '=', p.id)]))
      .execute();
    assert.equal(answers.length, 1);
  });

  it('the same request twice decides once; a view that is out of date is refused', async () => {
    const p = await proposalOn('甲政发〔2020〕3号');
    assert.equal(
      await decide(decision({ ...p, version: p.version - 1 })),
      'documents.effect.changed_meanwhile',
    );
    const request = decision(p);
    const [once, twice] = [await decide(request), await decide(request)];
    assert.ok(typeof once === 'object' && typeof twice === 'object');
    assert.deepEqual([once.repeated, twice.repeated, once.effectId === twice.effectId], [false, true, true]);
  });

  it('a proposal that was not adopted is gone, and stays gone when the text is read again', async () => {
    const file = campaign(4, '甲政发〔2020〕2号');
    await give(file);
    const p = await proposalOn('甲政发〔2020〕2号');
    const before = await statusOn(p.documentId, '2025-01-01');
    assert.ok(typeof (await decide(decision(p, { verdict: 'reject', date: null }))) === 'object');
    assert.equal(await statusOn(p.documentId, '2025-01-01'), before);
    const [document] = file.documents;
    assert.ok(document);
    await give({ documents: [{ ...document, clauses: [['一', '清理如下（更正）。']] }] });
    await assert.rejects(proposalOn('甲政发〔2020〕2号'));
  });

  it('needs a basis and a day, a proposal that exists, and an editor', async () => {
    await give(campaign(5, '甲政发〔2020〕9号'));
    const p = await proposalOn('甲政发〔2020〕9号');
    assert.equal(await decide(decision(p, { basis: ' ' })), 'documents.effect.basis_missing');
    assert.equal(await decide(decision(p, { date: null })), 'documents.effect.date_missing');
    assert.equal(await decide(decision({ ...p, id: newId() })), 'documents.effect.not_found');
    assert.equal(await decide(decision({ ...p, id: "x' or 1=1" })), 'documents.effect.not_found');
    assert.equal(await decide(decision(p), visitor), 'policy.sign_in');
    assert.equal(await decide(decision(p), account('a', 'administrator')), 'policy.denied');
  });
});
