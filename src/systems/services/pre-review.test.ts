import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getCalendar } from '#platform/calendar/index.ts';
import { promiseAt } from './pre-review.ts';

const at = (text: string) => Temporal.Instant.from(`${text}+08:00`);
const asked = (more: { answered?: string; closed?: string } = {}) => ({
  asked_at: new Date('2026-01-09T10:00:00+08:00'),
  answered_at: more.answered ? new Date(`${more.answered}+08:00`) : null,
  closed_at: more.closed ? new Date(`${more.closed}+08:00`) : null,
  promised_days: 1,
  promised_unit: 'working' as const,
});
const light = (moment: string, more?: Parameters<typeof asked>[0]) =>
  promiseAt(asked(more), at(moment), getCalendar('ningxia')).light;

test('one working day, asked on a Friday: the last day is Monday; green before it, yellow on it, red after it', () => {
  const { dueOn } = promiseAt(asked(), at('2026-01-09T10:01:00'), getCalendar('ningxia'));
  assert.equal(String(dueOn), '2026-01-12');
  assert.equal(light('2026-01-09T10:01:00'), 'green');
  assert.equal(light('2026-01-11T12:00:00'), 'green');
  assert.equal(light('2026-01-12T00:01:00'), 'yellow');
  assert.equal(light('2026-01-12T23:59:00'), 'yellow');
  assert.equal(light('2026-01-13T00:00:00'), 'red');
});

test('answered, it stays in time or late; withdrawn without an answer, nothing is owed', () => {
  assert.equal(light('2026-02-01T00:00:00', { answered: '2026-01-12T23:59:00' }), 'in_time');
  assert.equal(light('2026-02-01T00:00:00', { answered: '2026-01-13T00:00:00' }), 'late');
  assert.equal(light('2026-02-01T00:00:00', { closed: '2026-01-10T00:00:00' }), 'none');
  assert.equal(
    light('2026-02-01T00:00:00', { answered: '2026-01-12T09:00:00', closed: '2026-01-14T00:00:00' }),
    'in_time',
  );
});
