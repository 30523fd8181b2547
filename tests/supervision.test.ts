/** How cases run, as of any day: what was known then, by body, item and case; for those who watch over them only. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import type { Store } from '#platform/store/store.ts';
import { openTestStore } from '#platform/store/testing.ts';
import { totalsOf } from '#systems/services/measure-case.ts';
import { bodiesWatched, superviseAt } from '#systems/services/supervise.ts';
import { at, Lives, officialOf } from './lived-case.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
let store: Store;
let lives: Lives;
let ids: Record<'deemed' | 'paused' | 'late' | 'withdrawn', string>;
before(async () => {
  store = await openTestStore();
  lives = await Lives.open(store, '犬类准养证核发');
  // Monday 2 March 2026 and the weeks after have no day off by a notice until 4 April.
  ids = {
    deemed: await lives.live('2026-03-02', [['expire', {}, 8]]),
    paused: await lives.live('2026-03-02', [
      ['accept', {}, 0],
      ['begin_special', { cause: '鉴定', days: 5 }, 1],
    ]),
    late: await lives.live('2026-03-02', [
      ['ask_correction', { missing: [{ material: '申请表', what: '缺签名' }] }, 1],
      ['supplement', {}, 1],
      ['accept', {}, 0],
      ['propose', { opinion: 'grant', reason: '合格' }, 5],
      ['grant', {}, 7],
    ]),
    withdrawn: await lives.live('2026-03-02', [
      ['accept', {}, 0],
      ['withdraw', { reason: '不办了' }, 1],
    ]),
  };
  lives.now = at('2026-03-31');
});
after(() => store.close());

const seen = async (on: string, bodies = ['*']) => {
  const { cases, cut } = await superviseAt(lives.services, DIVISION_XIXIA, bodies, day(on));
  assert.equal(cut, false);
  return {
    of: (id: string) => cases.find((c) => c.id === id),
    totals: totalsOf(cases, day(on).with({ day: 1 })),
  };
};

test('at the end of the month: a pause with its cause, silence, a decision against limit and promise', async () => {
  const { of, totals } = await seen('2026-03-31');
  assert.deepEqual([of(ids.paused)?.pausedFor, of(ids.paused)?.light], ['鉴定', 'suspended']);
  assert.equal(of(ids.deemed)?.deemed, true);
  const late = of(ids.late);
  const promised = lives.item.promisedDays;
  // Accepted on Wednesday 4 March, granted on Monday the 16th: 5, 6, 9–13, 16 are eight working days.
  assert.deepEqual(
    [String(late?.decided?.on), late?.decided?.usedDays, late?.decided?.promiseDays, late?.notices],
    ['2026-03-16', 8, promised, 1],
  );
  assert.equal(late?.decided?.promiseBroken, promised < 8);
  assert.equal(late?.decided?.late, false);
  assert.equal(of(ids.withdrawn)?.decided, null, 'what the applicant takes back was not decided');
  assert.deepEqual(
    [totals.open, totals.suspended, totals.deemed, totals.decided, totals.usedDaysMean, totals.noticesTwice],
    [3, 1, 1, 1, 8, 0],
  );
  assert.deepEqual(totals.causes, [{ cause: '鉴定', count: 1 }]);
});

test('a past day shows what was known then: before the pause, before silence was recorded, before the decision', async () => {
  const second = await seen('2026-03-02');
  assert.deepEqual([second.of(ids.paused)?.pausedFor, second.of(ids.paused)?.state], [null, 'accepted']);
  assert.equal(second.of(ids.withdrawn)?.open, true);
  assert.equal(second.totals.open, 4);
  const ninth = await seen('2026-03-09');
  assert.deepEqual(
    [ninth.of(ids.deemed)?.deemed, ninth.of(ids.deemed)?.light],
    [false, 'yellow'],
    'the last of five days',
  );
  // The job came on the tenth, so that on the evening of the ninth nothing was recorded; a day later it was.
  assert.equal((await seen('2026-03-10')).of(ids.deemed)?.deemed, true);
  assert.equal((await seen('2026-03-15')).totals.decided, 0);
  assert.equal((await seen('2026-03-16')).totals.decided, 1);
  assert.equal((await seen('2026-03-01')).totals.open, 0, 'nothing was filed yet');
});

test('somebody watches over their own bodies; a clerk over none', async () => {
  assert.deepEqual(bodiesWatched(officialOf('clerk', 'reviewer'), DIVISION_XIXIA), []);
  assert.deepEqual(bodiesWatched(officialOf('inspector'), DIVISION_XIXIA), ['*']);
  assert.equal((await seen('2026-03-31', ['别的局'])).totals.open, 0);
});
