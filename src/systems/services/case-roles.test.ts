import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkHandOver, rolesIn } from './case-roles.ts';

const item = { authority: '甲局', implementers: ['甲局', '乙镇政府'] };
const code = (transition: string, input: Record<string, unknown>) => {
  const checked = checkHandOver(item, transition, input);
  return checked.ok ? 'ok' : checked.error.code;
};

test('a case is handed to a body of its item only; other steps hand nothing over', () => {
  assert.equal(code('pass_up', { body: '甲局' }), 'ok');
  assert.equal(code('return_to_town', { town: '乙镇政府' }), 'ok');
  assert.equal(code('pass_up', { body: '甲 局' }), 'services.body');
  assert.equal(code('return_to_town', {}), 'services.body');
  assert.equal(code('accept', {}), 'ok');
  assert.equal(code('tell_wrong_body', { body: '别的局' }), 'ok');
});

test('a post counts in its own body and district, and one for every body anywhere in its district', () => {
  const file = { division: '640105', applicant: 'p', holder: '甲局' };
  const roles = (division: string, body: string) =>
    rolesIn(
      { kind: 'account', id: 'o', name: '办事员', roles: [], posts: [{ division, body, role: 'clerk' }] },
      file,
    );
  assert.deepEqual(roles('640105', '甲局'), ['clerk']);
  assert.deepEqual(roles('640105', '*'), ['clerk']);
  assert.deepEqual(roles('640105', '乙局'), []);
  assert.deepEqual(roles('640106', '*'), []);
});
