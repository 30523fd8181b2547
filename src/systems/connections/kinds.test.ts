import assert from 'node:assert/strict';
import { test } from 'node:test';
import { permitProcedure, VARIANTS } from '#systems/permits/index.ts';
import { codesOf, EVENT_KINDS, madeOf } from './kinds.ts';

test('whatever an applicant is told of, other systems can be told of too', () => {
  for (const variant of VARIANTS)
    for (const [code, transition] of Object.entries(
      permitProcedure(variant, { promisedDays: 1 }).transitions,
    ))
      if (transition.tells && transition.tells.length > 0)
        assert.ok(madeOf('case', code), `${variant}: ${code} is told to the applicant and has no kind`);
});

test('every kind is made from something, and a subscription asks for the codes of its kinds alone', () => {
  for (const kind of EVENT_KINDS) {
    const codes = (['case', 'licence'] as const).flatMap((s) => codesOf(s, [kind]).map((c) => madeOf(s, c)));
    assert.ok(codes.length > 0, kind);
    for (const made of codes) assert.equal(made?.kind, kind);
  }
  assert.deepEqual(codesOf('case', ['case.accepted']), ['accept', 'deem_accepted']);
  assert.deepEqual(codesOf('licence', ['case.accepted']), []);
});
