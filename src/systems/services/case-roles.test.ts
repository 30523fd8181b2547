import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Actor, PostRole } from '#platform/people/actor.ts';
import { bodiesToAnswerFor, readingOf, rolesIn } from './case-roles.ts';

const official = (...posts: [body: string, role: PostRole, division?: string][]): Actor => ({
  kind: 'account',
  id: 'o',
  name: '办事员',
  roles: [],
  posts: posts.map(([body, role, division = '640105']) => ({ division, body, role })),
});
const file = { division: '640105', applicant: 'p', holder: '甲局', closed_at: null };
const closed = { ...file, closed_at: new Date(0) };

test('a post counts in its own body and district, and one for every body anywhere in its district', () => {
  assert.deepEqual(rolesIn(official(['甲局', 'clerk']), file), ['clerk']);
  assert.deepEqual(rolesIn(official(['*', 'clerk']), file), ['clerk']);
  assert.deepEqual(rolesIn(official(['乙局', 'clerk']), file), []);
  assert.deepEqual(rolesIn(official(['*', 'clerk', '640106']), file), []);
});

test('an opinion is given for a body that was asked, never by the body that has the case for another', () => {
  assert.deepEqual(rolesIn(official(['甲局', 'opinion']), file, ['乙局']), []);
  assert.deepEqual(rolesIn(official(['乙局', 'opinion']), file, ['乙局']), ['opinion']);
  assert.deepEqual(rolesIn(official(['乙局', 'opinion']), file, []), []);
  assert.deepEqual(rolesIn(official(['乙局', 'reviewer']), file, ['乙局']), [], 'another post of that body');
  const two = official(['乙局', 'opinion'], ['丙局', 'opinion']);
  assert.deepEqual(bodiesToAnswerFor(two, '640105', ['丙局', '丁局', '乙局']), ['丙局', '乙局']);
  assert.deepEqual(bodiesToAnswerFor(official(['*', 'opinion']), '640105', ['丙局']), ['丙局']);
  assert.deepEqual(bodiesToAnswerFor(official(['乙局', 'reviewer']), '640105', ['乙局']), []);
});

test('who is asked reads everything until the answer, then on without numbers until the case ends, then nothing', () => {
  const asked = official(['乙局', 'opinion']);
  const answered = [{ body: '乙局', answered: true }];
  assert.equal(readingOf(asked, file, [{ body: '乙局', answered: false }]), 'whole');
  assert.equal(readingOf(asked, file, answered), 'answered');
  assert.equal(readingOf(asked, closed, answered), undefined);
  assert.equal(readingOf(asked, closed, [{ body: '乙局', answered: false }]), undefined);
  assert.equal(readingOf(asked, file, [{ body: '丙局', answered: false }]), undefined);
});

test('an inspector reads how the cases of their bodies run, and has no step in them', () => {
  const inspector = official(['甲局', 'inspector']);
  assert.deepEqual(rolesIn(inspector, file), []);
  assert.equal(readingOf(inspector, file, []), 'course');
  assert.equal(readingOf(inspector, closed, []), 'course');
  assert.equal(readingOf(official(['乙局', 'inspector']), file, []), undefined);
  assert.equal(readingOf(official(['甲局', 'inspector'], ['甲局', 'clerk']), file, []), 'whole');
});
