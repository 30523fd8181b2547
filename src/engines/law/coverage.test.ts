import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { cite } from './cite.ts';
import {
  addCounts,
  type CarriedBasis,
  type Carrier,
  type CoverageDocument,
  type CoverageUnit,
  coverageOf,
  coverageStates,
  type Mark,
  operativeCount,
  sharesOf,
} from './coverage.ts';

/** Clauses by path in print order, `行` for a table row; hashes are the paths themselves. */
const units = (...paths: string[]): CoverageUnit[] =>
  paths.map((path) => {
    const above = paths.indexOf(path.slice(0, Math.max(path.lastIndexOf('/'), 0)));
    const kind = path.startsWith('表') ? 'row' : 'clause';
    return { path, sha256: path, parent: above < 0 ? null : above, kind };
  });
const plan: CoverageDocument = {
  number: '甲政发〔2024〕1号',
  title: '关于印发甲区办法的通知',
  section: '政府文件',
  texts: [
    { title: '关于印发甲区办法的通知', units: [] },
    {
      title: '甲区办法',
      units: units('一', '一/¶1', '一/¶2', '一/（一）', '一/（二）', '一/¶3', '二', '表1/1', '表1/2'),
    },
  ],
};
const notice: CoverageDocument = {
  number: null,
  title: '关于甲区集市的通告',
  section: '通告',
  texts: [{ title: '关于甲区集市的通告', units: units('¶1', '¶2') }],
};
const carrier = (id: string, basis: CarriedBasis[], tests = [{ file: 'a.test.ts', name: 'x' }]): Carrier => ({
  id,
  title: id,
  kind: 'duty',
  href: () => '/',
  basis,
  tests,
});
const unmarked = (): undefined => undefined;
const states = (documents: CoverageDocument[], marks: Record<string, Mark>, carriers: Carrier[]) => {
  const map = coverageOf(documents, (unit) => marks[unit.path], carriers);
  const list = map.documents.flatMap((d) => d.texts.flatMap((t) => t.units));
  return { map, of: (path: string) => list.find((u) => u.unit.path === path) };
};
const statement: Mark = { verdict: 'statement', reason: '标题' };
const operative: Mark = { verdict: 'operative', reason: null };

describe('the map of an issue', () => {
  it('gives each clause one of four states, and counts by hand', () => {
    const { map, of } = states([plan, notice], { 一: statement, '一/（二）': operative }, [
      carrier('rhythm', [{ basis: cite('甲政发〔2024〕1号', '一/（一）') }]),
      carrier('gaps', [{ basis: cite('甲区办法', '（二）'), missing: '还没有提醒' }]),
    ]);
    assert.equal(of('一')?.state, 'statement');
    assert.equal(of('一')?.mark?.reason, '标题');
    assert.equal(of('一/（一）')?.state, 'carried');
    assert.equal(of('一/（二）')?.state, 'partly');
    assert.equal(of('一/（二）')?.carriers[0]?.missing, '还没有提醒');
    assert.equal(of('二')?.state, 'not_yet');
    assert.deepEqual(map.documents[0]?.counts, {
      carried: 1,
      partly: 1,
      not_yet: 6,
      statement: 1,
      unmarked: 7,
    });
    assert.deepEqual(of('一')?.within, { carried: 1, partly: 1, not_yet: 3, statement: 1, unmarked: 4 });
    assert.deepEqual(
      map.sections.map((s) => [s.section, operativeCount(s.counts)]),
      [
        ['政府文件', 8],
        ['通告', 2],
      ],
    );
    assert.equal(operativeCount(map.counts), 10);
    assert.deepEqual(map.problems, []);
  });

  it('a clause that is named stands for its own words and its leading paragraphs, not for what is below', () => {
    const carriedBy = (basis: CarriedBasis) =>
      states([plan], {}, [carrier('c', [basis])])
        .map.documents.flatMap((d) => d.texts.flatMap((t) => t.units))
        .filter((u) => u.state === 'carried')
        .map((u) => u.unit.path);
    assert.deepEqual(carriedBy({ basis: cite('甲区办法', '一') }), ['一', '一/¶1', '一/¶2']);
    assert.deepEqual(carriedBy({ basis: cite('甲区办法', '一'), below: true }), [
      '一',
      '一/¶1',
      '一/¶2',
      '一/（一）',
      '一/（二）',
      '一/¶3',
    ]);
    assert.deepEqual(carriedBy({ basis: cite('甲区办法', '表1/2') }), ['表1/2']);
    assert.equal(carriedBy({ basis: cite('关于印发甲区办法的通知') }).length, 9);
  });

  it('is wholly carried when one of several does it wholly; two that lack something do not add up', () => {
    const half = (id: string) => carrier(id, [{ basis: cite('甲区办法', '二'), missing: '缺' }]);
    assert.equal(states([plan], {}, [half('a'), half('b')]).of('二')?.state, 'partly');
    const whole = carrier('c', [{ basis: cite('甲区办法', '二') }]);
    const both = states([plan], {}, [half('a'), whole]).of('二');
    assert.equal(both?.state, 'carried');
    assert.deepEqual(
      both?.carriers.map((c) => c.carrier.id),
      ['c', 'a'],
    );
  });

  it('what no test exercises carries nothing, and is told', () => {
    const { map, of } = states([plan], {}, [carrier('c', [{ basis: cite('甲区办法', '二') }], [])]);
    assert.equal(of('二')?.state, 'not_yet');
    assert.deepEqual(
      map.problems.map((p) => [p.carrier, p.code]),
      [['c', 'untested']],
    );
  });

  it('tells of a basis that is not there, is not unique, or is a mere statement; leaves other issues alone', () => {
    const { map } = states([plan], { 二: statement }, [
      carrier('gone', [{ basis: cite('甲区办法', '九') }]),
      carrier('vague', [{ basis: cite('甲区办法', '1') }, { basis: cite('甲区办法', '表1/1') }]),
      carrier('idle', [{ basis: cite('甲区办法', '二') }]),
      carrier('elsewhere', [{ basis: cite('乙区办法', '一') }]),
    ]);
    assert.deepEqual(
      map.problems.map((p) => [p.carrier, p.code]),
      [
        ['gone', 'no_clause'],
        ['idle', 'statement'],
      ],
    );
    const twice: CoverageDocument = { ...notice, texts: [{ title: '乙', units: units('一/1', '二/1') }] };
    const vague = states([twice], {}, [carrier('vague', [{ basis: cite('乙', '1') }])]);
    assert.equal(vague.map.problems[0]?.code, 'ambiguous_clause');
  });
});

describe('shares', () => {
  it('are of what is operative, to one place, and add up to a hundred', () => {
    const counts = { carried: 1, partly: 1, not_yet: 1, statement: 7, unmarked: 0 };
    assert.deepEqual(sharesOf(counts), { carried: 33.4, partly: 33.3, not_yet: 33.3 });
    assert.equal(sharesOf({ ...counts, carried: 0, partly: 0, not_yet: 0 }), undefined);
  });

  it('add up whatever the counts', () => {
    const n = fc.nat(100_000);
    fc.assert(
      fc.property(n, n, n, n, (carried, partly, not_yet, other) => {
        const counts = { carried, partly, not_yet, statement: other, unmarked: 0 };
        const shares = sharesOf(counts);
        if (!shares) return assert.equal(operativeCount(counts), 0);
        const tenths = Object.values(shares).map((share) => Math.round(share * 10));
        assert.equal(
          tenths.reduce((sum, t) => sum + t, 0),
          1000,
        );
        for (const state of ['carried', 'partly', 'not_yet'] as const)
          assert.ok(Math.abs(shares[state] - (counts[state] * 100) / operativeCount(counts)) <= 0.1);
      }),
    );
  });
});

describe('any tree, any marks, any carriers', () => {
  /** A text of random shape: each unit stands below an earlier one or at the root, labelled or not. */
  const text = fc
    .array(fc.record({ up: fc.nat(), plain: fc.boolean(), row: fc.boolean() }), { maxLength: 30 })
    .map((drawn) => {
      const made: CoverageUnit[] = [];
      drawn.forEach(({ up, plain, row }, i) => {
        const at = row || i === 0 ? null : up % (i + 1);
        const parent = at === null || at === i || made[at]?.kind === 'row' ? null : at;
        const label = row ? `表1/${i}` : plain ? `¶${i}` : `${i}`;
        const path = parent === null ? label : `${made[parent]?.path}/${label}`;
        made.push({ path, sha256: path, parent, kind: row ? 'row' : 'clause' });
      });
      return made;
    });

  it('each unit has one state; sums of documents, sections, roots and states agree', () => {
    const verdicts = fc.array(fc.constantFrom('statement', 'operative', null), { minLength: 1 });
    const reach = fc.array(fc.record({ at: fc.nat(), below: fc.boolean(), whole: fc.boolean() }));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), verdicts, reach, (texts, says, reaches) => {
        const documents = texts.map(
          (made, i): CoverageDocument => ({
            number: null,
            title: `第${i}件`,
            section: i % 2 ? '单' : null,
            texts: [{ title: `第${i}件`, units: made }],
          }),
        );
        const all = texts.flat();
        const mark = new Map<CoverageUnit, Mark>();
        all.forEach((unit, i) => {
          const verdict = says[i % says.length];
          if (verdict) mark.set(unit, { verdict, reason: verdict === 'statement' ? '标题' : null });
        });
        const carriers = reaches.map(({ at, below, whole }, i) => {
          const document = documents[at % documents.length];
          const made = document?.texts[0]?.units ?? [];
          const path = made[at % Math.max(made.length, 1)]?.path;
          return carrier(`c${i}`, [
            {
              basis: path === undefined ? cite(document?.title ?? 'x') : cite(document?.title ?? 'x', path),
              ...(below && { below: true as const }),
              ...(!whole && { missing: '缺' }),
            },
          ]);
        });
        const map = coverageOf(documents, (unit) => mark.get(unit), carriers);
        const covered = map.documents.flatMap((d) => d.texts.flatMap((t) => t.units));
        assert.equal(covered.length, all.length);
        for (const u of covered) {
          assert.ok(coverageStates.includes(u.state));
          assert.equal(u.state === 'statement', mark.get(u.unit)?.verdict === 'statement');
          if (u.state === 'carried') assert.ok(u.carriers.some((c) => c.missing === null));
          if (u.state === 'partly') assert.ok(u.carriers.length > 0 && u.carriers.every((c) => c.missing));
          if (u.state === 'not_yet') assert.equal(u.carriers.length, 0);
        }
        for (const state of coverageStates)
          assert.equal(map.counts[state], covered.filter((u) => u.state === state).length);
        assert.equal(map.counts.unmarked, covered.filter((u) => u.mark === null).length);
        assert.deepEqual(
          map.sections.map((s) => s.counts).reduce(addCounts),
          map.documents.map((d) => d.counts).reduce(addCounts),
        );
      }),
    );
  });

  it('another carrier never makes a clause less carried', () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.boolean(), fc.boolean(), (made, at, whole, below) => {
        fc.pre(made.length > 0);
        const documents = [{ ...notice, texts: [{ title: '甲', units: made }] }];
        const basis = cite('甲', made[at % made.length]?.path ?? '');
        const first = carrier('a', [{ basis, missing: '缺' }]);
        const second = carrier('b', [
          { basis, ...(below && { below: true as const }), ...(!whole && { missing: '缺' }) },
        ]);
        const rank = { carried: 2, partly: 1, not_yet: 0, statement: -1 };
        const ranks = (carriers: Carrier[]) =>
          coverageOf(documents, unmarked, carriers).documents.flatMap((d) =>
            d.texts.flatMap((t) => t.units.map((u) => rank[u.state])),
          );
        const [before, after] = [ranks([first]), ranks([first, second])];
        before.forEach((r, i) => {
          assert.ok((after[i] ?? -1) >= r);
        });
      }),
    );
  });
});
