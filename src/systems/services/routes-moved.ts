/** Which open cases a notice of days off moves: before it is loaded, and afterwards. For the calendar's desk. */

import { findCase, openCases } from '#engines/procedure/index.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import type { Deadlines, Moved, MovedLine } from '#web/pages/calendar/moved-deadlines.ts';
import { movedDays } from './moved-days.ts';
import { offerOfCase } from './offer.ts';
import { findRun, movedBy, movedByBody } from './queries-moved.ts';
import { applications } from './recompute-deadlines.ts';
import { servicesOf } from './services-of.ts';

const division = DIVISION_XIXIA;
const LINES_MAX = 200;
/** More open cases would keep the editor waiting; the page says when it stopped. */
const LOOKED_MAX = 20_000;
const KIND = '办件';

const named = (number: string, title: string): string => `${number.slice(-12)} ${title}`;

/** Open cases are counted on Ningxia's calendar. */
export const caseDeadlines: Deadlines = {
  calendar: 'ningxia',
  async preview(context, before, after): Promise<Moved> {
    const services = servicesOf(context);
    const now = (services.now ?? Temporal.Now.instant)();
    const lines: MovedLine[] = [];
    const bodies = new Map<string, number>();
    let [looked, moved, cut] = [0, 0, false];
    if (before.version !== after.version)
      for await (const { file, state, procedure } of openCases(
        services.db,
        applications(services, division),
      )) {
        if (looked === LOOKED_MAX) {
          cut = true;
          break;
        }
        looked++;
        const days = movedDays(state, now, before, after);
        if (days.length === 0) continue;
        moved++;
        bodies.set(file.holder, (bodies.get(file.holder) ?? 0) + 1);
        for (const { clock, from, to } of days)
          if (lines.length < LINES_MAX)
            lines.push({
              what: named(file.number, file.title),
              body: file.holder,
              limit: procedure.clocks[clock]?.title ?? clock,
              from: from?.toString() ?? null,
              to: to?.toString() ?? null,
            });
      }
    const byBody = [...bodies]
      .map(([body, count]) => ({ body, count }))
      .sort((a, b) => b.count - a.count || (a.body < b.body ? -1 : 1));
    return { kind: KIND, looked, moved, cut, byBody, lines };
  },
  async moved(context, noticeId) {
    const services = servicesOf(context);
    const run = await findRun(services.db, division, noticeId);
    if (!run) return undefined;
    const [rows, bodies] = [
      await movedBy(services.db, division, noticeId, LINES_MAX),
      await movedByBody(services.db, division, noticeId),
    ];
    const lines: MovedLine[] = [];
    for (const { caseId, number, title, holder, clock, from, to } of rows) {
      const file = await findCase(services.db, division, caseId);
      const procedure = file && (await offerOfCase(services.db, file)).procedure;
      const limit = procedure?.clocks[clock]?.title ?? clock;
      lines.push({ what: named(number, title), body: holder, limit, from, to });
    }
    return {
      kind: KIND,
      looked: run.looked,
      moved: run.moved,
      cut: false,
      byBody: bodies.map((b) => ({ body: b.body, count: b.cases })),
      lines,
    };
  },
};
