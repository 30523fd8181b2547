/**
 * How cases run, body by body, item by item, as of any day: every case is replayed from its events, so that a past day
 * shows what was known then and not what became of it.
 */
import { foldCase, LEGAL_ZONE, readEventsOf } from '#engines/procedure/index.ts';
import type { Actor, Post } from '#platform/people/actor.ts';
import { postsIn } from './case-roles.ts';
import type { Services } from './file-application.ts';
import { type Measured, measureCase } from './measure-case.ts';
import { offerOfCase } from './offer.ts';
import { casesSince } from './queries-desk.ts';

/** More cases than these are not replayed for one page; it says so. */
export const REPLAYED_MAX = 20_000;
const AT_ONCE = 500;

export type SupervisedCase = Measured & {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly openedAt: Temporal.Instant;
};

/** Those who watch over how cases run, and those who answer for a body. */
const WATCHING: ReadonlySet<Post['role']> = new Set(['inspector', 'head']);

/** The bodies over which somebody watches; `*`: every body. */
export const bodiesWatched = (actor: Actor, division: string): string[] => [
  ...new Set(postsIn(actor, division).flatMap((p) => (WATCHING.has(p.role) ? [p.body] : []))),
];

/** The last moment of a day in China, or now when it is today. */
export const endOf = (day: Temporal.PlainDate, now: Temporal.Instant): Temporal.Instant => {
  const end = day.add({ days: 1 }).toZonedDateTime(LEGAL_ZONE).toInstant().subtract({ milliseconds: 1 });
  return Temporal.Instant.compare(end, now) < 0 ? end : now;
};

/**
 * Cases that were open on a day, or were still open when its month began, as they stood at the end of that day.
 * @param bodies those whose cases are asked for; `*`: all
 */
export async function superviseAt(
  services: Services,
  division: string,
  bodies: readonly string[],
  day: Temporal.PlainDate,
): Promise<{ cases: SupervisedCase[]; cut: boolean }> {
  const moment = endOf(day, (services.now ?? Temporal.Now.instant)());
  const since = day.with({ day: 1 }).toZonedDateTime(LEGAL_ZONE).toInstant();
  const files = await casesSince(services.db, division, since, moment, REPLAYED_MAX + 1);
  const cases: SupervisedCase[] = [];
  const shown = files.slice(0, REPLAYED_MAX);
  for (let at = 0; at < shown.length; at += AT_ONCE) {
    const part = shown.slice(at, at + AT_ONCE);
    const events = await readEventsOf(
      services.db,
      division,
      part.map((f) => f.id),
    );
    for (const file of part) {
      const { procedure } = await offerOfCase(services.db, file);
      const state = foldCase(events.get(file.id) ?? [], moment);
      if (!bodies.includes('*') && !bodies.includes(state.holder)) continue;
      cases.push({
        ...measureCase(procedure, state, moment, services.calendar),
        id: file.id,
        number: file.number,
        title: file.title,
        openedAt: state.openedAt,
      });
    }
  }
  return { cases, cut: files.length > REPLAYED_MAX };
}
