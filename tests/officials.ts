/** Officials of bodies, and applications that a window takes in, for stories. All are made up. */
import assert from 'node:assert/strict';
import { newId } from '#base/ids.ts';
import type { Post } from '#platform/people/actor.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import { type Item, listItems, readItem, receivingBodies } from '#systems/permits/index.ts';
import { madeUpAnswers } from './made-up-answers.ts';
import type { Site } from './site.ts';
import { Visitor } from './visitor.ts';

export const PASSWORD = 'made-up-password';

/** Makes an official's account. */
export async function makeOfficial(
  site: Site,
  username: string,
  name: string,
  ...posts: [body: string, role: Post['role']][]
): Promise<void> {
  await site.context.signIn.ensureAccount({
    username,
    name,
    password: PASSWORD,
    roles: [{ role: 'official', division: DIVISION_XIXIA }],
    posts: posts.map(([body, role]) => ({ division: DIVISION_XIXIA, body, role })),
  });
}

/** An official who is signed in. */
export async function official(
  site: Site,
  username: string,
  name: string,
  ...posts: [body: string, role: Post['role']][]
): Promise<Visitor> {
  await makeOfficial(site, username, name, ...posts);
  const visitor = new Visitor(site.app);
  const answer = await visitor.post('/login', { username, password: PASSWORD, back: '/desk/cases' });
  assert.equal(answer.statusCode, 303);
  return visitor;
}

/** An item by its name, with its version. */
export async function itemNamed(site: Site, name: string): Promise<{ item: Item; version: number }> {
  const code = (await listItems(site.store.db)).find((i) => i.name === name)?.code;
  const found = code && (await readItem(site.store.db, code));
  assert.ok(found, name);
  return { item: found.content, version: found.version };
}

/** What a window sends to take an application in. */
export const intakeOf = ({ item, version }: { item: Item; version: number }, body?: string) => ({
  itemCode: item.codes.base,
  itemVersion: version,
  body: body ?? receivingBodies(item)[0],
  answers: madeUpAnswers(item.form),
  requestKey: newId(),
});

/** Takes an application in at the window. @returns id and number of the case */
export async function takeIn(
  window: Visitor,
  found: { item: Item; version: number },
  body?: string,
): Promise<{ id: string; number: string }> {
  const filed = await window.json<{ id: string; number: string }>('/api/desk/cases', intakeOf(found, body));
  assert.equal(filed.status, 200, JSON.stringify(filed.body));
  return filed.body;
}

export type Answered = {
  state?: string;
  version?: number;
  error?: { code: string; message: string };
};

/** Makes a step on what the official sees now, or on the version given. */
export async function step(
  who: Visitor,
  id: string,
  transition: string,
  input: object = {},
  seen?: number,
): Promise<{ status: number; body: Answered }> {
  const version = seen ?? (await who.json<{ version: number }>(`/api/desk/cases/${id}`)).body.version;
  return who.json<Answered>(`/api/desk/cases/${id}/steps`, {
    transition,
    input,
    seen: version ?? 1,
    requestKey: newId(),
  });
}

/** Makes steps that must succeed. */
export async function steps(who: Visitor, id: string, ...made: [string, object?][]): Promise<void> {
  for (const [transition, input] of made) {
    const { status, body } = await step(who, id, transition, input);
    assert.equal(status, 200, `${transition}: ${JSON.stringify(body)}`);
  }
}
