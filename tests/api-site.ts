/** Other systems in stories: an administrator makes keys, programs send JSON with them. */
import assert from 'node:assert/strict';
import type { LightMyRequestResponse } from 'fastify';
import { newId } from '#base/ids.ts';
import { makeKey } from '#platform/keys/index.ts';
import type { Actor, PostRole } from '#platform/people/actor.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import type { Scope } from '#platform/people/scope.ts';
import { listItems, readItem, seedItems } from '#systems/permits/index.ts';
import type { Site } from './site.ts';
import { textOf, type Visitor } from './visitor.ts';

export const administrator: Actor = {
  kind: 'account',
  id: 'admin-of-tests',
  name: '测试管理员',
  roles: [{ role: 'administrator', division: DIVISION_XIXIA }],
};

export async function keyFor(
  site: Site,
  asked: { scopes: Scope[]; body?: string; posts?: PostRole[]; requestsPerMinute?: number },
): Promise<{ id: string; secret: string }> {
  const made = await makeKey({ db: site.store.db }, administrator, {
    division: DIVISION_XIXIA,
    name: '虚构的外部系统',
    body: '*',
    posts: [],
    requestsPerMinute: 100_000,
    until: Temporal.Now.plainDateISO('Asia/Shanghai').add({ days: 30 }).toString(),
    ...asked,
  });
  assert.ok(made.ok, JSON.stringify(made));
  return made.value;
}

/** The person allows the system on the page, as a person does. */
export async function allow(person: Visitor, keyId: string): Promise<string> {
  const day = Temporal.Now.plainDateISO('Asia/Shanghai').add({ days: 10 }).toString();
  const given = await person.post('/me/systems', { system: keyId, until: day, agree: '1' });
  assert.equal(given.statusCode, 303, textOf(given.body));
  return /given=([0-9a-f-]{36})/.exec(String(given.headers.location))?.[1] ?? '';
}

/** A program that holds a key. */
export class Program {
  readonly #site: Site;
  readonly #secret: string;
  readonly #authority: string | undefined;
  constructor(site: Site, secret: string, authority?: string) {
    this.#site = site;
    this.#secret = secret;
    this.#authority = authority;
  }

  async call<T = unknown>(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: T; answer: LightMyRequestResponse }> {
    const bytes = Buffer.isBuffer(body);
    const answer = await this.#site.app.inject({
      method,
      url,
      headers: {
        authorization: `Bearer ${this.#secret}`,
        ...(this.#authority && { 'gongbao-on-behalf-of': this.#authority }),
        ...(method === 'POST' && { 'idempotency-key': newId() }),
        ...(body !== undefined && !bytes && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { payload: bytes ? body : JSON.stringify(body) }),
    });
    const json = String(answer.headers['content-type']).includes('json');
    return { status: answer.statusCode, body: (json ? answer.json() : answer.body) as T, answer };
  }
}

export type DogItem = { readonly code: string; readonly version: number; readonly body: string };

/** The item of the dog permit, which asks little. */
export async function dogItem(site: Site): Promise<DogItem> {
  await seedItems(site.store.db);
  const row = (await listItems(site.store.db)).find((i) => i.name === '犬类准养证核发');
  assert.ok(row);
  const found = await readItem(site.store.db, row.code);
  assert.ok(found);
  return { code: row.code, version: found.version, body: found.content.implementers[0] ?? '' };
}

/** Waits until something is so; fails with what it is instead. Its patience is no pass mark: it only ends a hang. */
export async function until<T>(
  read: () => Promise<T> | T,
  so: (value: T) => boolean,
  msMax = 60_000,
): Promise<T> {
  const end = performance.now() + msMax;
  for (;;) {
    const value = await read();
    if (so(value)) return value;
    if (performance.now() > end) throw new Error(`never so: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
