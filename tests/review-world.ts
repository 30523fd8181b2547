/** A site where services are rated: the people of the stories, and the ways to what they do. All of it is made up. */
import assert from 'node:assert/strict';
import { newId } from '#base/ids.ts';
import { listItems, readItem, seedItems } from '#systems/permits/index.ts';
import { type MadeUp, madeUpAnswers } from './made-up-answers.ts';
import { openDeskSite, type Site } from './site.ts';
import { hidden, textOf, Visitor } from './visitor.ts';

export type World = {
  readonly site: Site;
  readonly item: { code: string; version: number; body: string; answers: MadeUp };
};

export async function openWorld(): Promise<World> {
  const site = await openDeskSite({
    GONGBAO_REQUESTS_PER_MINUTE: '100000',
    GONGBAO_SIGN_INS_PER_MINUTE: '1000',
  });
  await seedItems(site.store.db);
  const row = (await listItems(site.store.db)).find((i) => i.name === '犬类准养证核发');
  const found = row && (await readItem(site.store.db, row.code));
  assert.ok(row && found);
  const item = {
    code: row.code,
    version: found.version,
    body: found.content.implementers[0] ?? '',
    answers: madeUpAnswers(found.content.form),
  };
  return { site, item };
}

let phones = 13900001000;
export async function resident(
  { site }: World,
  name = '居民试验',
): Promise<{ person: Visitor; phone: string }> {
  const person = new Visitor(site.app);
  const phone = String(phones++);
  assert.equal((await person.register(name, phone)).statusCode, 303);
  return { person, phone };
}

export async function official({ site }: World, name: string): Promise<Visitor> {
  const visitor = new Visitor(site.app);
  await visitor.signIn(name);
  return visitor;
}

/** A case that a clerk took in for somebody and ended at once. */
export async function finishedCase(world: World, phone: string): Promise<{ id: string; number: string }> {
  const { item } = world;
  const window = await official(world, 'window');
  const answers = Object.fromEntries(
    Object.entries(item.answers).map(([section, fields]) => [
      section,
      Object.fromEntries(Object.entries(fields).map(([k, v]) => [k, v === '13900000009' ? phone : v])),
    ]),
  );
  const filed = await window.json<{ id: string; number: string }>('/api/desk/cases', {
    itemCode: item.code,
    itemVersion: (await readItem(world.site.store.db, item.code))?.version,
    body: item.body,
    answers,
    requestKey: newId(),
  });
  assert.equal(filed.status, 200, JSON.stringify(filed.body));
  const ended = await window.json(`/api/desk/cases/${filed.body.id}/steps`, {
    transition: 'tell_not_needed',
    input: { reason: '虚构的理由' },
    seen: 1,
    requestKey: newId(),
  });
  assert.equal(ended.status, 200, JSON.stringify(ended.body));
  return filed.body;
}

/** Presses a step on a page, with the fields of its form. */
export async function press(
  who: Visitor,
  page: string,
  path: string,
  transition: string,
  fields: Record<string, string> = {},
) {
  const html = (await who.get(page)).body;
  assert.ok(html.includes(`value="${transition}"`), `${transition} is offered: ${textOf(html).slice(-1500)}`);
  return who.post(path, { transition, seen: hidden(html, 'seen'), requestKey: newId(), ...fields });
}

/** A step at the desk. */
export const desk = (who: Visitor, id: string, transition: string, fields: Record<string, string> = {}) =>
  press(who, `/desk/reviews/${id}`, `/desk/reviews/${id}`, transition, fields);

/** The case of a review that stands first among somebody's own. */
export const reviewOf = async (person: Visitor): Promise<string> =>
  /\/me\/reviews\/([0-9a-f-]{36})/.exec((await person.get('/me/reviews')).body)?.[1] ?? '';

/** The code that a clerk shows. */
export async function shownCode(
  { item }: World,
  window: Visitor,
  fields: Record<string, string> = {},
): Promise<string> {
  const answer = await window.post('/desk/reviews/window', {
    itemCode: item.code,
    body: item.body,
    windowNo: '3',
    requestKey: newId(),
    ...fields,
  });
  assert.equal(answer.statusCode, 200, textOf(answer.body).slice(0, 1500));
  const code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(textOf(answer.body))?.[0] ?? '';
  assert.notEqual(code, '');
  return code;
}
