/** Cases that live through days of our choosing, without a server. Everybody is made up. */
import assert from 'node:assert/strict';
import { parseConfig } from '#base/config.ts';
import { newId } from '#base/ids.ts';
import { foldCase, LEGAL_ZONE, readEvents } from '#engines/procedure/index.ts';
import { seedNotices } from '#platform/calendar/index.ts';
import type { Actor, Post } from '#platform/people/actor.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import type { Store } from '#platform/store/store.ts';
import { type Item, listItems, readItem, receivingBodies, seedItems } from '#systems/permits/index.ts';
import { actOnApplication, expireApplications } from '#systems/services/act-on-application.ts';
import { fileApplication, type Services } from '#systems/services/file-application.ts';
import { servicesOf } from '#systems/services/services-of.ts';
import { madeUpAnswers } from './made-up-answers.ts';

const division = DIVISION_XIXIA;

export const at = (day: string, time = '10:00'): Temporal.Instant =>
  Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: LEGAL_ZONE, plainTime: time }).toInstant();

/** An official with these posts in every body. */
export const officialOf = (...roles: Post['role'][]): Actor => ({
  kind: 'account',
  id: 'o',
  name: '办事员',
  roles: [{ role: 'official', division }],
  posts: roles.map((role) => ({ division, body: '*', role })),
});
const official = officialOf('clerk', 'reviewer', 'approver', 'head');

/** A transition, its input, and how many days after the step before it is made. */
export type LivedStep = readonly [transition: string, input: object, daysLater: number];

export class Lives {
  now = at('2026-12-01');
  readonly services: Services;
  readonly #found: { content: Item; version: number };
  private constructor(services: Services, found: { content: Item; version: number }) {
    this.services = { ...services, now: () => this.now };
    this.#found = found;
  }

  /** With the program's own notices and items, and one item whose cases are lived. */
  static async open(store: Store, itemName: string): Promise<Lives> {
    await seedNotices(store.db);
    await seedItems(store.db);
    const code = (await listItems(store.db)).find((i) => i.name === itemName)?.code ?? '';
    const found = await readItem(store.db, code);
    const config = parseConfig({ NODE_ENV: 'test', GONGBAO_DATA: 'memory:' });
    assert.ok(found && config.ok);
    return new Lives(servicesOf({ config: config.value, store }), found);
  }

  get item(): Item {
    return this.#found.content;
  }

  /** A case filed on a day; then its steps. @returns its id */
  async live(from: string, steps: readonly LivedStep[]): Promise<string> {
    this.now = at(from);
    const filed = await fileApplication(this.services, official, {
      division,
      itemCode: this.item.codes.base,
      itemVersion: this.#found.version,
      body: receivingBodies(this.item)[0] ?? '',
      answers: madeUpAnswers(this.item.form),
      channel: 'window',
      applicant: `walk-in:${newId()}`,
      requestKey: newId(),
    });
    assert.ok(filed.ok, filed.ok ? '' : filed.error.message);
    for (const [transition, input, later] of steps) {
      this.now = this.now.add({ hours: 24 * later });
      if (transition === 'expire') {
        await expireApplications(this.services, division);
        continue;
      }
      const { version } = foldCase(await readEvents(this.services.db, division, filed.value.id));
      const acted = await actOnApplication(this.services, official, {
        ...{ division, caseId: filed.value.id, transition, seen: version, requestKey: newId() },
        input: input as Record<string, unknown>,
      });
      assert.ok(acted.ok, acted.ok ? '' : `${transition}: ${acted.error.message}`);
    }
    return filed.value.id;
  }
}
