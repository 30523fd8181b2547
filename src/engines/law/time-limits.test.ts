import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LIMIT_RULES, unitOf } from './time-limits.ts';

const ruleOf = (statute: string) => {
  const rule = LIMIT_RULES.find((r) => r.statute === statute);
  assert.ok(rule);
  return rule;
};

test('the same “days” are working days in one statute and calendar days in another', () => {
  const units = (statute: string, days: number[]) =>
    days.filter((d) => unitOf(ruleOf(statute), d) === 'working');
  const asked = [2, 3, 5, 7, 10, 15, 20, 30, 45, 60, 90];
  assert.deepEqual(units('行政许可法', asked), asked);
  assert.deepEqual(units('行政处罚法', asked), [2, 3, 5, 7]);
  assert.deepEqual(units('行政复议法', asked), [3, 5, 7, 10]);
  assert.deepEqual(units('行政诉讼法', asked), []);
});

test('a last day moves only where a statute sends it, and that is marked as assumed', () => {
  for (const rule of LIMIT_RULES) {
    assert.equal(rule.ending === 'next_working_day', rule.endingFrom !== 'silent', rule.statute);
    assert.equal(rule.endingFrom !== 'silent', rule.endingAssumed !== undefined, rule.statute);
  }
});
