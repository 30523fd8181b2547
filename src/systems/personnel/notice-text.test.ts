/** A notice that is written from acts is read as exactly these acts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseText } from '#engines/law/parse/index.ts';
import { ACT_KINDS, gives } from './act.ts';
import { asDocument, type DraftAct, expectedActs, type NoticeDraft, writeNotice } from './notice-text.ts';

const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'];
const GIVEN = [...'伟芳娜敏静强磊洋艳勇军杰涛明超秀霞平刚桂'];
const Name = fc
  .tuple(fc.constantFrom(...SURNAMES), fc.array(fc.constantFrom(...GIVEN), { minLength: 1, maxLength: 2 }))
  .map(([surname, given]) => surname + given.join(''));

const PLACES = ['丙区', '丙区东河镇', '丙区青禾路街道办事处', ''];
const BODIES = [
  '民政局',
  '司法局',
  '住房和城乡建设和交通局',
  '商务和经济技术合作局',
  '人民政府办公室',
  '贺兰山西路司法所',
  '民生服务中心（退役军人服务站）',
  '市容环境卫生服务中心',
  '统计局',
  '北山路街道办事处',
];
const Organisation = fc
  .tuple(fc.constantFrom(...PLACES), fc.constantFrom(...BODIES))
  .map(([place, body]) => (place === '' ? `丙区${body}` : place + body));
const Post = fc.constantFrom(
  '局长',
  '副局长',
  '主任',
  '副主任',
  '所长',
  '副区长',
  '党组成员',
  '三级调研员',
  '总工程师',
);

const Term = fc.constantFrom(
  { counts: 'decision' as const, probationMonths: null },
  { counts: 'decision' as const, probationMonths: 12 },
  { counts: 'decision' as const, probationMonths: 6 },
  { counts: 'trial' as const, probationMonths: null },
);
const Row = fc.record({
  person: Name,
  kind: fc.constantFrom(...ACT_KINDS),
  organisation: Organisation,
  post: Post,
  concurrent: fc.boolean(),
  seconded: fc.boolean(),
});

/** A term is one person's, not one post's: that is how a notice says it. */
const Draft: fc.Arbitrary<NoticeDraft> = fc
  .record({
    rows: fc.array(Row, { minLength: 1, maxLength: 9 }),
    terms: fc.array(Term, { minLength: 9, maxLength: 9 }),
    again: fc.array(fc.nat(8), { maxLength: 4 }),
    basis: fc.constantFrom('study' as const, 'resolution' as const),
    day: fc.integer({ min: 0, max: 4000 }),
  })
  .map(({ rows, terms, again, basis, day }) => {
    const named = rows.map((row, at) => ({
      ...row,
      person: again.includes(at) ? (rows[at - 1]?.person ?? row.person) : row.person,
    }));
    const persons = [...new Set(named.map((row) => row.person))];
    const acts: DraftAct[] = named.map((row) => {
      const term = terms[persons.indexOf(row.person)];
      return gives(row.kind) && term
        ? { ...row, ...term }
        : { ...row, counts: 'decision', probationMonths: null };
    });
    return {
      acts,
      issuer: '乙市丙区人民政府',
      basis,
      organ: basis === 'study' ? '乙市丙区人民政府' : '乙市丙区第三届人民代表大会常务委员会',
      meeting: basis === 'study' ? '党组会议' : '第七次会议',
      decidedOn: Temporal.PlainDate.from('2018-01-01').add({ days: day }),
    };
  });

test('any acts, written as a notice, are read as the same acts in the same order', () => {
  fc.assert(
    fc.property(Draft, (draft) => {
      const written = writeNotice(draft);
      assert.ok(written.ok, JSON.stringify(draft.acts));
      const read = parseText(asDocument(written.value, draft)).appointments;
      assert.deepEqual(
        read.map(({ span: _s, issuance: _i, decidedBy: _d, ...act }) => act),
        expectedActs(draft),
      );
      const { organ, meeting, basis, decidedOn: d } = draft;
      const day = `${d.year}年${d.month}月${d.day}日`;
      for (const act of read)
        assert.equal(act.decidedBy, basis === 'study' ? `${organ}${day}${meeting}` : organ + meeting);
    }),
    { numRuns: 400 },
  );
});

test('a term of one person is not read as that of another whose name begins the same', () => {
  const act = (person: string, counts: DraftAct['counts']): DraftAct => ({
    person,
    kind: 'appoint',
    organisation: '丙区民政局',
    post: '副局长',
    concurrent: false,
    seconded: false,
    counts,
    probationMonths: null,
  });
  const written = writeNotice({
    acts: [act('马艳伟', 'trial'), act('马艳', 'decision'), act('王伟', 'decision')],
    issuer: '乙市丙区人民政府',
    basis: 'study',
    organ: '乙市丙区人民政府',
    meeting: '党组会议',
    decidedOn: Temporal.PlainDate.from('2024-01-10'),
  });
  assert.ok(written.ok);
  assert.match(written.value.body, /以上人员中，马艳伟任职日期从试用之日起计算。/);
});
