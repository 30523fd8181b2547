import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { openTestStore } from '#platform/store/testing.ts';
import { seedFacts } from '../seed-facts.ts';
import { asContent } from './create-draft.ts';
import { madeUpDraft, madeUpFront } from './fixture.ts';
import { findLastIssue } from './issue-queries.ts';
import { prepareAside } from './prepare-aside.ts';
import { prepareIssue } from './prepare-issue.ts';
import { proposeIssue } from './propose-issue.ts';
import { readFront } from './save-issue.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const last = { title: '虚构区人民政府公报', year: 2024, number: 4, runningNumber: 12, issue: null };

describe('what the next issue is called', () => {
  it('goes on within a year and begins anew in the next', () => {
    const same = proposeIssue(last, day('2024-12-30'));
    assert.deepEqual([same.year, same.number, same.runningNumber, same.dated], [2024, 5, 13, '2024-12-30']);
    const next = proposeIssue(last, day('2025-01-02'));
    assert.deepEqual([next.year, next.number, next.runningNumber], [2025, 1, 13]);
    // An issue that is dated ahead of the calendar is not gone back behind.
    assert.deepEqual([proposeIssue({ ...last, year: 2026 }, day('2025-01-02')).year], [2026]);
  });

  it('is left to the editor where nothing is held', () => {
    const first = proposeIssue(null, day('2025-01-02'));
    assert.deepEqual([first.title, first.year, first.number, first.runningNumber], ['', 2025, 1, null]);
  });

  it('carries editors and imprint over, but not what names one issue', () => {
    const issue = {
      editors: [{ role: '主编', names: ['甲某', '乙某'] }],
      imprint: [
        { key: '期号', value: '2024年第4期' },
        { key: '地址', value: '样例路0号' },
        { key: '地址', value: '样例路1号' },
      ],
    };
    assert.equal(
      proposeIssue({ ...last, issue }, day('2024-12-30')).imprint,
      '主编：甲某、乙某\n地址：样例路0号',
    );
  });

  it('has the imprint also where the last issue is known from published facts only', async () => {
    const store = await openTestStore();
    try {
      await seedFacts(store.db);
      const front = proposeIssue(await findLastIssue(store.db), day('2024-01-20'));
      assert.deepEqual([front.year, front.number, front.runningNumber], [2024, 1, 26]);
      assert.match(front.imprint, /^邮编：750021$/m);
      const { differences } = prepareIssue(front, [{ ...asContent(madeUpDraft()), number: null }]);
      assert.deepEqual(differences, [], 'all of it is read back');
    } finally {
      await store.close();
    }
  });
});

describe('the form of the front matter', () => {
  it('never throws, and what it takes it keeps', () => {
    fc.assert(
      fc.property(
        fc.record({
          title: fc.string(),
          year: fc.string(),
          number: fc.string(),
          runningNumber: fc.string(),
          dated: fc.string(),
          imprint: fc.string(),
        }),
        (form) => {
          const read = readFront(form);
          assert.ok('problems' in read ? read.problems.length > 0 : read.front.number > 0);
        },
      ),
    );
    const read = readFront({
      title: '虚构区人民政府公报',
      year: '2024',
      number: '5',
      runningNumber: '',
      dated: '2024-12-30',
      imprint: '主编：甲某\r\n',
    });
    assert.ok('front' in read);
    assert.deepEqual(read.front, {
      title: '虚构区人民政府公报',
      year: 2024,
      number: 5,
      runningNumber: null,
      dated: '2024-12-30',
      imprint: '主编：甲某',
    });
  });
});

it('a long issue, prepared in a thread of its own, is the same as at once', async () => {
  const clause = (k: number) =>
    `（${'一二三四五六七八九'[k]}）${'整修村道并登记坏损，'.repeat(40)}按季公示。`;
  const body = [
    '现就有关事项通知如下。',
    '一、分批整修',
    ...Array.from({ length: 9 }, (_, k) => clause(k)),
  ].join('\n');
  const documents = Array.from({ length: 15 }, (_, at) => ({
    ...asContent(
      madeUpDraft({
        body,
        title: `虚构区人民政府关于第${'一二三四五六七八九'[at % 9]}批${at > 8 ? '续' : ''}整修的通知`,
      }),
    ),
    number: `虚政发〔2024〕${at + 1}号`,
  }));
  const aside = await prepareAside(madeUpFront(), documents);
  assert.ok(aside.ok);
  assert.ok(aside.value.composed.text.length > 40_000);
  assert.deepEqual(aside.value, prepareIssue(madeUpFront(), documents));
});
