import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { sql } from 'kysely';
import { newId } from '#base/ids.ts';
import { parseBytes } from '#engines/law/parse/index.ts';
import type { Store } from '#platform/store/store.ts';
import { openTestStore } from '#platform/store/testing.ts';
import { readProofreading } from '../desk/read-proofreading.ts';
import { importIssue } from '../import-issue.ts';
import { answerFinding } from './answer-findings.ts';
import { changeDraft, moveDraft } from './change-draft.ts';
import { editorNamed, madeUpFront, readyDraft, startedIssue } from './fixture.ts';
import { findNextIssue, findOpenIssue } from './issue-queries.ts';
import { type Plan, publishIssue, rehearseIssue } from './publish-issue.ts';
import { contentOfDraft, findDraft, listDrafts } from './queries.ts';
import { saveDraft } from './save-draft.ts';
import { saveIssue, startIssue } from './save-issue.ts';

let store: Store;
before(async () => {
  store = await openTestStore();
});
after(() => store.close());
/** Starting a database takes seconds; emptying one does not. */
beforeEach(async () => {
  await sql`truncate law_issue, law_source_file, law_document, gazette_next_issue, gazette_draft,
    document_number_series, document_number_taken cascade`.execute(store.db);
});

const one = editorNamed('甲编辑');
const two = editorNamed('乙编辑');
const context = () => ({ db: store.db });

async function rehearse(nextIssueId: string): Promise<Plan> {
  const plan = await rehearseIssue(context(), one, nextIssueId);
  assert.ok(plan.ok, JSON.stringify(plan));
  return plan.value;
}

const publish = (
  nextIssueId: string,
  plan: Plan,
  over: { requestKey?: string; reason?: string; by?: typeof one } = {},
) =>
  publishIssue(context(), over.by ?? one, {
    nextIssueId,
    requestKey: over.requestKey ?? newId(),
    digest: plan.digest,
    openFindingsReason: over.reason ?? '虚构样刊，照原样出版',
  });

/** Everything that publication could have left behind. */
async function counts() {
  const { rows } = await sql<Record<string, number>>`select
    (select count(*)::int from law_edition) as editions, (select count(*)::int from law_document) as documents,
    (select count(*)::int from law_effect) as effects, (select count(*)::int from law_source_file) as files,
    (select count(*)::int from document_number_taken) as numbers, (select count(*)::int from document_number_series) as series,
    (select count(*)::int from gazette_draft where state = 'published') as published`.execute(store.db);
  return rows[0];
}

describe('publishing an issue', () => {
  it('takes numbers in print order, stores what the file would give, and freezes the drafts', async () => {
    const issue = await startedIssue(store, one);
    const later = await readyDraft(store, one, { title: '虚构区人民政府关于养护河堤的通知' });
    const first = await readyDraft(store, one);
    const other = await readyDraft(store, two, {
      section: '规范性文件',
      series: '虚政规发',
      title: '虚构区人民政府关于规范早市摊点的通告',
      addressees: '',
    });
    const kept = await readyDraft(store, two, { title: '虚构区人民政府关于以后再说的通知' });
    const waiting = await findDraft(store.db, kept);
    await changeDraft(context(), two, { draftId: kept, seen: waiting?.version ?? 0, act: 'reopen' });
    await moveDraft(context(), one, { draftId: first, direction: 'up' });
    const before = await counts();
    const plan = await rehearse(issue);
    assert.deepEqual(await counts(), before, 'a rehearsal leaves nothing behind');
    assert.equal(plan.refusal, null);
    assert.deepEqual(
      plan.documents.map((d) => [d.draft.id, d.number]),
      [
        [other, '虚政规发〔2024〕1号'],
        [first, '虚政发〔2024〕1号'],
        [later, '虚政发〔2024〕2号'],
      ],
    );
    const done = await publish(issue, plan);
    assert.ok(done.ok, JSON.stringify(done));
    const published = await findDraft(store.db, first);
    assert.equal(published?.state, 'published');
    assert.equal(published?.number, '虚政发〔2024〕1号');
    assert.equal((await findDraft(store.db, kept))?.state, 'draft', 'what is not finished waits');
    const document = await store.db
      .selectFrom('law_document')
      .selectAll()
      .where('id', '=', published?.documentId ?? '')
      .executeTakeFirstOrThrow();
    assert.equal(document.title, '虚构区人民政府关于整修村道的通知');
    assert.equal(document.holding, 'held');
    assert.equal(document.section, '政府文件');
    // The canonical text is a file like any other: importing it again finds it here.
    const file = await store.db
      .selectFrom('law_source_file as f')
      .innerJoin('law_edition as e', 'e.source_sha256', 'f.sha256')
      .select('f.bytes')
      .where('e.id', '=', done.value.editionId)
      .executeTakeFirstOrThrow();
    const again = await importIssue({ db: store.db, parse: parseBytes, maxBytes: 1e8 }, one, {
      name: 'again.txt',
      bytes: new Uint8Array(file.bytes),
    });
    assert.equal(again.ok && again.value.outcome, 'already_here');
    assert.equal(await findOpenIssue(store.db), undefined);
  });

  it('happens once, however often and by whomever it is confirmed at once', async () => {
    const issue = await startedIssue(store, one);
    await readyDraft(store, one);
    const plan = await rehearse(issue);
    const requestKey = newId();
    const all = await Promise.all([
      publish(issue, plan, { requestKey }),
      publish(issue, plan, { requestKey }),
      publish(issue, plan, { by: two }),
      publish(issue, plan, { by: two }),
    ]);
    assert.equal(all.filter((r) => r.ok && !r.value.repeated).length, 1);
    const refused = all.flatMap((r) => (r.ok ? [] : [r.error.code]));
    assert.ok(
      refused.every((code) => code === 'gazette.next_issue.published'),
      refused.join(),
    );
    assert.deepEqual(
      { ...(await counts()), documents: 0, effects: 0 },
      { editions: 1, documents: 0, effects: 0, files: 1, numbers: 1, series: 1, published: 1 },
    );
  });

  it('is refused when anything has changed since it was confirmed', async () => {
    const issue = await startedIssue(store, one);
    const id = await readyDraft(store, one);
    const changes: (() => Promise<unknown>)[] = [
      async () => {
        const draft = await findDraft(store.db, id);
        assert.ok(draft);
        const content = { ...contentOfDraft(draft), title: '虚构区人民政府关于整修村道和水渠的通知' };
        await saveDraft(context(), two, { draftId: id, seen: draft.version, content });
        await changeDraft(context(), two, { draftId: id, seen: draft.version + 1, act: 'finish' });
      },
      () => readyDraft(store, two, { title: '虚构区人民政府关于新来一件的通知' }),
      () =>
        saveIssue(context(), two, { issueId: issue, seen: 1, front: madeUpFront({ dated: '2024-09-01' }) }),
    ];
    for (const change of changes) {
      const plan = await rehearse(issue);
      await change();
      const before = await counts();
      const refused = await publish(issue, plan);
      assert.equal(refused.ok ? '' : refused.error.code, 'gazette.next_issue.stale');
      assert.deepEqual(await counts(), before);
    }
    assert.ok((await publish(issue, await rehearse(issue))).ok);
  });

  it('leaves nothing and no gap when it is refused or breaks', async () => {
    const issue = await startedIssue(store, one);
    await readyDraft(store, one, { signedBy: ['大家'] });
    const before = await counts();
    const plan = await rehearse(issue);
    assert.equal(plan.refusal?.code, 'gazette.next_issue.unreadable');
    const refused = await publish(issue, plan);
    assert.equal(refused.ok ? '' : refused.error.code, 'gazette.next_issue.unreadable');
    assert.deepEqual(await counts(), before);
    assert.equal((await findNextIssue(store.db, issue))?.state, 'open');
  });

  it('asks for a signed reason while findings are open', async () => {
    const issue = await startedIssue(store, one);
    await readyDraft(store, one, {
      body: '为方便村民出行，现就有关事项通知如下。。\n一、摸清底数。各镇于2024年9月底前完成登记。\n三、分批整修。先修学校周边道路。',
    });
    const plan = await rehearse(issue);
    assert.ok(plan.openFindings.length > 0, 'the skipped label is found');
    const refused = await publish(issue, plan, { reason: '  ' });
    assert.equal(refused.ok ? '' : refused.error.code, 'gazette.next_issue.findings_open');
    const done = await publish(issue, plan, { reason: '原件如此' });
    assert.ok(done.ok);
    assert.equal((await findNextIssue(store.db, issue))?.openFindingsReason, '原件如此');
  });

  it('what was dismissed on a draft or on the front matter is not asked again, not even of the published edition', async () => {
    const issue = await startedIssue(store, one, {
      imprint:
        '主编：甲某\n主办：虚构区人民政府办公室\n准印证号：虚新出管（区）字[2024]第001号\n邮编：000000',
    });
    const draftId = await readyDraft(store, one, {
      body: '为方便村民出行，现就有关事项通知如下。\n一、摸清底数。各镇于2024年9月底前完成登记。\n三、分批整修。先修学校周边道路。',
    });
    const before = await rehearse(issue);
    assert.deepEqual(new Set(before.openFindings.map((f) => f.document)), new Set([null, 0]));
    for (const finding of before.openFindings) {
      const place = finding.document === null ? { nextIssueId: issue } : { draftId };
      const asked = { finding, verdict: 'dismissed', reason: '照原样' } as const;
      assert.deepEqual(await answerFinding(context(), one, place, asked), { ok: true, value: true });
      assert.deepEqual(await answerFinding(context(), two, place, asked), { ok: true, value: false });
    }
    const plan = await rehearse(issue);
    assert.deepEqual(plan.openFindings, []);
    assert.deepEqual(new Set(plan.dismissed.map((d) => d.decision.byName)), new Set(['甲编辑']));
    const done = await publish(issue, plan, { reason: '' });
    assert.ok(done.ok, JSON.stringify(done));
    const read = await readProofreading(store.db, done.value.editionId);
    assert.ok(read.ok);
    assert.deepEqual(
      read.value.findings.filter((f) => f.state === 'open').map((f) => [f.rule, f.quote]),
      [],
    );
    assert.equal(read.value.findings.length, before.openFindings.length);
  });

  it('is refused for an issue that is in the store already, and for one without documents', async () => {
    const issue = await startedIssue(store, one);
    const empty = await rehearse(issue);
    assert.equal(empty.refusal?.code, 'gazette.next_issue.empty');
    await readyDraft(store, one);
    assert.ok((await publish(issue, await rehearse(issue))).ok);
    const again = await startedIssue(store, one);
    await readyDraft(store, one, { title: '虚构区人民政府关于别的事的通知' });
    const plan = await rehearse(again);
    assert.equal(plan.refusal?.code, 'gazette.next_issue.exists');
    const renumbered = await saveIssue(context(), one, {
      issueId: again,
      seen: 1,
      front: madeUpFront({ number: 4, runningNumber: 13 }),
    });
    assert.ok(renumbered.ok);
    const next = await rehearse(again);
    assert.equal(next.documents[0]?.number, '虚政发〔2024〕2号', 'the series goes on');
    assert.ok((await publish(again, next)).ok);
  });

  it('records what a document replaces, and refuses one that does not say so', async () => {
    const first = await startedIssue(store, one);
    const old = await readyDraft(store, one, {
      section: '规范性文件',
      series: '虚政规发',
      title: '虚构区人民政府关于规范早市摊点的通告',
      addressees: '',
    });
    assert.ok((await publish(first, await rehearse(first))).ok);
    const replaced = (await findDraft(store.db, old))?.documentId ?? '';
    const second = await startedIssue(store, one, { number: 4, runningNumber: 13 });
    const silent = await readyDraft(store, one, {
      section: '规范性文件',
      series: '虚政规发',
      title: '虚构区人民政府关于进一步规范早市摊点的通告',
      addressees: '',
      supersedes: replaced,
      dated: '2024-09-20',
    });
    const idle = await rehearse(second);
    assert.equal(idle.refusal?.code, 'gazette.next_issue.not_superseding');
    const draft = await findDraft(store.db, silent);
    assert.ok(draft);
    const body = `${draft.body}\n三、本通告自2024年10月1日起施行。《虚构区人民政府关于规范早市摊点的通告》（虚政规发〔2024〕1号）同时废止。`;
    await saveDraft(context(), one, {
      draftId: silent,
      seen: draft.version,
      content: { ...contentOfDraft(draft), body },
    });
    await changeDraft(context(), one, { draftId: silent, seen: draft.version + 1, act: 'finish' });
    const plan = await rehearse(second);
    assert.equal(plan.refusal, null, JSON.stringify(plan.refusal));
    assert.deepEqual(
      plan.changes.map((c) => [c.kind, c.stage, c.dated, c.targetId]),
      [['repeal', 'decided', '2024-10-01', replaced]],
    );
    assert.ok((await publish(second, plan)).ok);
    const effects = await store.db
      .selectFrom('law_effect')
      .select(['kind', 'dated', 'stage'])
      .where('document_id', '=', replaced)
      .where('kind', '=', 'repeal')
      .execute();
    assert.deepEqual(effects, [{ kind: 'repeal', dated: '2024-10-01', stage: 'decided' }]);
  });
});

describe('a published document', () => {
  it('cannot be changed by any use case, and its row stays as it was', async () => {
    const issue = await startedIssue(store, one);
    const draftId = await readyDraft(store, one);
    assert.ok((await publish(issue, await rehearse(issue))).ok);
    const rowsOf = () =>
      sql`select to_json(d) as draft, to_json(i) as issue,
          (select json_agg(t order by t.id) from gazette_draft_text t) as texts,
          (select json_agg(x) from gazette_proof_decision x) as dismissals
        from gazette_draft d, gazette_next_issue i`.execute(store.db);
    const before = JSON.stringify((await rowsOf()).rows);
    const draft = await findDraft(store.db, draftId);
    assert.ok(draft);
    const content = { ...contentOfDraft(draft), title: '改过的标题' };
    const finding = {
      key: 'a'.repeat(64),
      rule: 'x',
      quote: 'x',
      message: 'x',
      span: [0, 1] as [number, number],
    };
    const tries = [
      await saveDraft(context(), one, { draftId, seen: draft.version, content }),
      await saveDraft(context(), one, { draftId, seen: draft.version - 1, content }),
      ...(await Promise.all(
        (['finish', 'reopen', 'delete', 'restore'] as const).map((act) =>
          changeDraft(context(), one, { draftId, seen: draft.version, act }),
        ),
      )),
      await moveDraft(context(), one, { draftId, direction: 'up' }),
      await answerFinding(context(), one, { draftId }, { finding, verdict: 'dismissed', reason: 'x' }),
      await answerFinding(
        context(),
        one,
        { nextIssueId: issue },
        { finding, verdict: 'dismissed', reason: 'x' },
      ),
      await saveIssue(context(), one, { issueId: issue, seen: 2, front: madeUpFront({ number: 9 }) }),
    ];
    for (const result of tries) assert.match(result.ok ? 'done' : result.error.code, /\.published$/);
    assert.equal(JSON.stringify((await rowsOf()).rows), before);
  });
});

describe('two editors at one draft', () => {
  it('the second to save gets both texts, and what was sent is kept', async () => {
    const draftId = await readyDraft(store, one);
    const seen = await findDraft(store.db, draftId);
    assert.ok(seen);
    const content = contentOfDraft(seen);
    const saves = await Promise.all([
      saveDraft(context(), one, { draftId, seen: seen.version, content: { ...content, body: '甲的文字。' } }),
      saveDraft(context(), two, { draftId, seen: seen.version, content: { ...content, body: '乙的文字。' } }),
    ]);
    assert.equal(saves.filter((r) => r.ok).length, 1);
    const lost = saves.find((r) => !r.ok);
    assert.equal(lost && !lost.ok ? lost.error.code : '', 'gazette.draft.stale');
    const texts = await store.db.selectFrom('gazette_draft_text').select(['version', 'content']).execute();
    assert.deepEqual(
      texts
        .map((t) => t.content.body)
        .filter((b) => b.includes('的文字'))
        .sort(),
      ['乙的文字。', '甲的文字。'],
    );
    assert.equal(texts.filter((t) => t.version === null).length, 1);
    const now = await findDraft(store.db, draftId);
    assert.equal(now?.state, 'draft', 'a changed draft is looked over again');
    assert.equal(now?.authors.length, now?.body === '甲的文字。' ? 1 : 2);
  });

  it('moving drafts at once keeps them all in an order', async () => {
    const ids = await Promise.all(
      ['一', '二', '三', '四'].map((n) =>
        readyDraft(store, one, { title: `虚构区人民政府关于第${n}件事的通知` }),
      ),
    );
    await Promise.all(
      ids.flatMap((draftId) => [
        moveDraft(context(), one, { draftId, direction: 'up' }),
        moveDraft(context(), two, { draftId, direction: 'down' }),
      ]),
    );
    const order = await listDrafts(store.db, ['ready']);
    assert.deepEqual(
      order.map((d) => d.ord),
      [1, 2, 3, 4],
    );
    assert.deepEqual(new Set(order.map((d) => d.id)), new Set(ids));
  });

  it('two who start the next issue at once start one', async () => {
    const front = madeUpFront();
    const all = await Promise.all([
      startIssue(context(), one, { requestKey: newId(), front }),
      startIssue(context(), two, { requestKey: newId(), front }),
    ]);
    assert.equal(all.filter((r) => r.ok).length, 1);
    const refused = all.find((r) => !r.ok);
    assert.equal(refused && !refused.ok ? refused.error.code : '', 'gazette.next_issue.under_way');
  });
});
