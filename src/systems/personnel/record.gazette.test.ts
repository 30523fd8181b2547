/** The real 39 acts of 2023 no. 4, from the published facts: what they come to, worked out by hand. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { sharedFolder } from '#base/paths.ts';
import { parseBytes } from '#engines/law/parse/index.ts';
import { systemActor } from '#platform/people/actor.ts';
import type { Store } from '#platform/store/store.ts';
import { openTestStore } from '#platform/store/testing.ts';
import { importIssue, seedFacts } from '#systems/gazette/index.ts';
import { findingsOf, standingOn } from './findings.ts';
import { probationStateAt, probationsOf } from './probation.ts';
import { readRecord } from './queries.ts';
import { type PersonnelRecord, personOf, postName } from './record.ts';
import { holdersAt } from './tenures.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

/** `postName: person(certainty)` of everybody in office. */
const chart = (record: PersonnelRecord, date: string): Map<string, string[]> => {
  const found = new Map<string, string[]>();
  for (const { tenure, certainty } of holdersAt(record.tenures, day(date))) {
    const post = postName(record, tenure.postId);
    const name = personOf(record, tenure.personId).name + (certainty === 'possibly' ? '？' : '');
    found.set(post, [...(found.get(post) ?? []), name].sort());
  }
  return found;
};

let store: Store;
let record: PersonnelRecord;
before(async () => {
  store = await openTestStore();
  await seedFacts(store.db);
  record = await readRecord(store.db);
});
after(() => store?.close());

describe('the acts of eight notices', () => {
  it('are 16 appointed, 4 engaged, 18 removed, 1 dismissed, of 32 persons of 32 names', () => {
    const kinds = Object.groupBy(record.acts, (a) => a.kind);
    assert.deepEqual(
      [kinds.appoint?.length, kinds.engage?.length, kinds.remove?.length, kinds.dismiss?.length],
      [16, 4, 18, 1],
    );
    assert.equal(record.persons.size, 32);
    assert.equal(record.namesakes.size, 0);
    assert.equal(new Set(record.acts.map((a) => a.notice.documentId)).size, 8);
  });

  it('each name the clause that says so, though the original text is not here: its hash proves it', () => {
    assert.deepEqual(
      record.acts.filter((a) => a.place === null).map((a) => a.name),
      [],
    );
    const su = record.acts.filter((a) => a.name === '苏珊');
    assert.deepEqual(
      su.map((a) => a.place?.words),
      ['第3段', '第3段', '第3段'],
    );
    assert.equal(su[0]?.place?.quote, null);
  });

  it('let 苏珊 leave two posts on 2023-09-27, and 秦虹 take them by the notice of 11-27, decided on 11-25', () => {
    const [director, deputy] = ['西夏区贺兰山西路司法所所长', '贺兰山西路街道办事处副主任'];
    const at = (date: string) => [chart(record, date).get(director), chart(record, date).get(deputy)];
    assert.deepEqual(at('2023-09-25'), [['苏珊？'], ['苏珊？']]);
    assert.deepEqual(at('2023-09-26'), [['苏珊'], ['苏珊']]);
    assert.deepEqual(at('2023-09-27'), [undefined, undefined]);
    assert.deepEqual(at('2023-11-24'), [undefined, undefined]);
    assert.deepEqual(at('2023-11-25'), [['秦虹'], ['秦虹']]);
    const qin = record.acts.find((a) => a.name === '秦虹');
    assert.deepEqual(
      [qin?.decidedOn?.toString(), qin?.notice.dated?.toString()],
      ['2023-11-25', '2023-11-27'],
    );
  });

  it('say who is in office on a day', () => {
    const before = chart(record, '2023-09-12');
    assert.deepEqual(before.get('西夏区人民政府副区长'), ['朱更生']);
    assert.deepEqual(before.get('西夏区民政局副局长'), ['李慧']);
    assert.deepEqual(before.get('西夏区人民政府办公室副主任'), ['张腾']);
    assert.deepEqual(chart(record, '2023-09-11').get('西夏区人民政府副区长'), ['丁明', '艾锋']);
    assert.deepEqual(chart(record, '2023-09-10').get('西夏区人民政府副区长'), ['丁明？', '艾锋？']);
    const end = chart(record, '2024-01-01');
    assert.equal(end.size, 20, 'every post that was given is held: nobody who was appointed has left');
    assert.deepEqual(end.get('西夏区统计局副局长'), ['吴小红']);
    assert.deepEqual(end.get('西夏区西花园路街道办事处副主任'), ['王亮']);
    assert.equal(end.get('西夏区民政局副局长'), undefined);
  });

  it('keep 住房和城乡建设局 apart from 住房和城乡建设和交通局 until an editor signs', () => {
    const found = findingsOf(record).filter((f) => f.kind === 'organisation_names');
    assert.equal(found.length, 1);
    assert.match(
      found[0]?.message ?? '',
      /“西夏区住房和城乡建设局”、“西夏区住房和城乡建设和交通局”|“西夏区住房和城乡建设和交通局”、“西夏区住房和城乡建设局”/,
    );
    assert.deepEqual(found[0]?.evidence.map((a) => a.name).sort(), ['买元宁', '田彦林']);
  });
});

describe('probations', () => {
  it('end one year after the decision, half-open', () => {
    assert.deepEqual(
      probationsOf(record).map((p) => [p.name, p.acts.length, p.from.toString(), p.until.toString()]),
      [
        ['谢妍妍', 1, '2023-09-27', '2024-09-27'],
        ['刘盼', 1, '2023-11-01', '2024-11-01'],
        ['秦虹', 2, '2023-11-25', '2024-11-25'],
      ],
    );
  });
  it('run until the day before, and are then without a notice', () => {
    const [first] = probationsOf(record);
    assert.ok(first);
    assert.deepEqual(
      ['2023-09-26', '2023-09-27', '2024-09-26', '2024-09-27'].map((d) => probationStateAt(first, day(d))),
      ['not_begun', 'running', 'running', 'unconfirmed'],
    );
  });
});

describe('findings', () => {
  it('count as by hand on the last day of 2023', () => {
    const counts = new Map<string, number>();
    for (const f of standingOn(findingsOf(record), day('2023-12-31')))
      counts.set(f.kind, (counts.get(f.kind) ?? 0) + 1);
    assert.deepEqual(Object.fromEntries(counts), {
      // 民政局, 商务局, 市容中心, 智慧城市; 住建局's was 挂职 and leaves no seat.
      vacancy: 4,
      // No post that is left was given in these notices.
      removal_unrecorded: 19,
      organisation_names: 1,
    });
  });
  it('tell the two months without a director at 贺兰山西路, and who came after', () => {
    const gap = findingsOf(record).find(
      (f) => f.kind === 'vacancy' && f.message.startsWith('西夏区贺兰山西路司法所所长'),
    );
    assert.deepEqual([gap?.from?.toString(), gap?.until?.toString()], ['2023-09-27', '2023-11-25']);
    assert.deepEqual(
      gap?.evidence.map((a) => a.name),
      ['苏珊', '秦虹'],
    );
  });
  it('ask after probations that ended without a notice', () => {
    const on = (d: string) =>
      standingOn(findingsOf(record), day(d)).filter((f) => f.kind === 'probation_unconfirmed').length;
    assert.deepEqual([on('2024-09-26'), on('2024-09-27'), on('2024-11-25')], [0, 1, 3]);
  });
});

const shared = sharedFolder();
describe('the original', { skip: shared ? false : 'the original gazette is not here' }, () => {
  it('takes the place of the facts: same acts, same persons, same addresses, now with the clauses’ own words', async () => {
    const name = join(shared ?? '', 'gazette/xixia-2023-04.txt');
    const done = await importIssue({ db: store.db, parse: parseBytes, maxBytes: 1e8 }, systemActor('test'), {
      name,
      bytes: readFileSync(name),
    });
    assert.ok(done.ok);
    const read = await readRecord(store.db);
    assert.deepEqual(
      read.acts.map((a) => a.key),
      record.acts.map((a) => a.key),
    );
    assert.deepEqual([...read.persons.keys()], [...record.persons.keys()]);
    assert.deepEqual([...read.posts.keys()], [...record.posts.keys()]);
    assert.deepEqual(
      read.acts.map((a) => a.place?.href),
      record.acts.map((a) => a.place?.href),
    );
    assert.ok(read.acts.every((a) => a.place?.quote?.includes(a.name)));
  });
});
