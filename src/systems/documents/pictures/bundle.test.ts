import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { EffectKind } from '#engines/law/effect.ts';
import { type BundleOptions, bundle } from './bundle.ts';
import { homeOf, levelOf } from './issuing-level.ts';
import {
  forceRelations,
  type PictureDocument,
  type Relation,
  type RelationGraph,
  type Sourced,
  tidy,
} from './relation-graph.ts';

const document = (id: string, title = id): PictureDocument => ({
  id,
  kind: 'issuance',
  parentId: null,
  number: null,
  title,
  section: null,
  signedBy: [],
  dated: null,
  holding: 'held',
  status: 'in_force',
});

const graphOf = (relations: readonly Relation[]): RelationGraph => ({
  documents: new Map(
    [...new Set(relations.flatMap((r) => [r.from, r.to]))].sort().map((id) => [id, document(id)]),
  ),
  relations,
});
const relation = (
  from: string,
  to: string,
  kind: Relation['kind'],
  stage: Relation['stage'] = 'decided',
) => ({
  from,
  to,
  kind,
  stage,
  places: 1,
});

const relations: fc.Arbitrary<Relation[]> = fc.array(
  fc.record({
    from: fc.integer({ min: 0, max: 9 }).map((n) => `d${n}`),
    to: fc.integer({ min: 0, max: 9 }).map((n) => `d${n}`),
    kind: fc.constantFrom('repeal', 'amend', 'keep', 'cite', 'carry'),
    stage: fc.constantFrom('proposed', 'decided'),
    places: fc.constant(1),
  }),
  { maxLength: 40 },
);

describe('a picture', () => {
  test('has every relation behind exactly one of its arrows, and no other', () => {
    fc.assert(
      fc.property(relations, fc.option(fc.constantFrom('d0', 'd1')), (made, focus) => {
        const graph = graphOf([...made, relation('d0', 'd1', 'cite')]);
        const { cards, arrows } = bundle(graph, { focus, levelOf: () => 'other', open: new Set() });
        const members = new Map(
          cards.map((c) => [c.id, c.kind === 'group' ? c.documents.map((d) => d.id) : [c.id]]),
        );
        const drawn = (r: Relation) =>
          arrows.filter(
            (a) =>
              a.kind === r.kind &&
              a.stage === r.stage &&
              members.get(a.from)?.includes(r.from) &&
              members.get(a.to)?.includes(r.to),
          );
        const all = tidy(graph).relations;
        for (const r of all) assert.ok(drawn(r).length >= 1, JSON.stringify(r));
        assert.equal(
          arrows.reduce((sum, a) => sum + a.documents, 0),
          all.length,
          'every arrow counts what stands behind it',
        );
      }),
    );
  });

  test('shows three alike one by one, and four as one counted card that can be opened', () => {
    const three = ['a', 'b', 'c'].map((to) => relation('x', to, 'repeal', 'proposed'));
    const options: BundleOptions = { focus: null, levelOf: () => 'law', open: new Set() };
    assert.deepEqual(
      bundle(graphOf(three), options).cards.map((c) => c.id),
      ['a', 'b', 'c', 'x'],
    );
    const four = graphOf([...three, relation('x', 'd', 'repeal', 'proposed')]);
    const { cards, arrows } = bundle(four, { ...options, open: new Set(['x:repeal:proposed']) });
    assert.equal(cards.length, 2);
    const group = cards.find((c) => c.kind === 'group');
    assert.ok(group?.open && group.documents.map((d) => d.id).join('') === 'abcd');
    assert.deepEqual(
      arrows.map((a) => [a.from, a.to, a.documents]),
      [['x', 'x:repeal:proposed', 4]],
    );
  });

  test('puts force before citations, and decisions before proposals', () => {
    const { cards } = bundle(
      graphOf([
        relation('x', 'a', 'cite'),
        relation('x', 'b', 'keep'),
        relation('x', 'c', 'repeal', 'proposed'),
        relation('x', 'd', 'repeal'),
      ]),
      { focus: 'x', levelOf: () => 'law', open: new Set() },
    );
    assert.deepEqual(
      cards.filter((c) => c.id !== 'x').map((c) => c.id),
      ['d', 'c', 'b', 'a'],
    );
  });

  test('does not say again that a document is named where it is repealed', () => {
    const { relations: left } = tidy(
      graphOf([relation('x', 'a', 'cite'), relation('x', 'a', 'repeal'), relation('x', 'x', 'cite')]),
    );
    assert.deepEqual(
      left.map((r) => r.kind),
      ['repeal'],
    );
  });
});

describe('force', () => {
  const at = (minute: number) => Temporal.Instant.from('2024-01-01T00:00:00Z').add({ minutes: minute });
  const effect = (
    id: string,
    kind: EffectKind,
    stage: 'proposed' | 'decided',
    more: Partial<Sourced> = {},
  ): Sourced => ({
    id,
    kind,
    target: 't',
    date: null,
    precision: 'unknown',
    until: null,
    stage,
    basis: null,
    source: null,
    assertedBy: 'x',
    assertedAt: at(Number(id)),
    sourceDocumentId: 's',
    ...more,
  });
  const decision = { sourceDocumentId: null };
  const read = (...effects: Sourced[]) =>
    forceRelations(effects, at(100)).map((r) => `${r.from} ${r.stage} ${r.kind} ${r.to}`);

  test('is what was decided of a proposal, as done by who proposed it', () => {
    assert.deepEqual(read(effect('1', 'repeal', 'proposed')), ['s proposed repeal t']);
    assert.deepEqual(
      read(effect('1', 'repeal', 'proposed'), effect('2', 'amend', 'decided', { ...decision, decides: '1' })),
      ['s decided amend t'],
    );
  });
  test('is gone when the proposal was refused, and back when the refusal was taken back', () => {
    const refused = effect('2', 'retract', 'decided', { ...decision, retracts: '1' });
    assert.deepEqual(read(effect('1', 'repeal', 'proposed'), refused), []);
    assert.deepEqual(
      read(
        effect('1', 'repeal', 'proposed'),
        refused,
        effect('3', 'retract', 'decided', { ...decision, retracts: '2' }),
      ),
      ['s proposed repeal t'],
    );
  });
  test('is not that a document commences or expires, nor what it says of itself', () => {
    assert.deepEqual(
      read(
        effect('1', 'commence', 'decided'),
        effect('2', 'expire', 'decided'),
        effect('3', 'keep', 'decided', { sourceDocumentId: 't' }),
      ),
      [],
    );
  });
});

test('the level of a document is read from its title and number', () => {
  const home = homeOf('兰河市青禾区人民政府公报', ['兰青政规发〔2024〕1号', '兰青党办〔2024〕21号', null]);
  assert.deepEqual([home.city, home.district, [...home.numberHeads]], ['兰河市', '青禾区', ['兰青']]);
  const level = (title: string, number: string | null = null, kind: 'issuance' | 'statute' = 'issuance') =>
    levelOf({ kind, title, number }, home);
  assert.equal(level('中华人民共和国消防法', null, 'statute'), 'law');
  assert.equal(level('森林防火条例', null, 'statute'), 'regulation');
  assert.equal(level('国务院关于取消一批行政审批项目的决定', null, 'statute'), 'regulation');
  assert.equal(level('中华人民共和国渔业法实施细则', null, 'statute'), 'rule');
  assert.equal(level('甲乙自治区行政规范性文件办法'), 'province');
  assert.equal(level('兰河市农村供水全覆盖方案', '兰河政办发〔2021〕60号'), 'city');
  assert.equal(level('兰河市青禾区人民政府关于某事的通告'), 'district');
  assert.equal(level('青禾区犬只登记办法'), 'district');
  assert.equal(level('某制度', '兰青政办发〔2011〕13号'), 'district');
  assert.equal(level('某方案', '兰政办发〔2011〕13号'), 'city');
  assert.equal(level('某方案'), 'other');
});
