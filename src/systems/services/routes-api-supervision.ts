/** Supervision as data: how cases run by body, by item, and one by one, as of any day. */
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { dayOf } from '#engines/procedure/index.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import type { Context, Reply } from '#web/http/context.ts';
import { answerRefusal } from '#web/http/refusals.tsx';
import { Refused } from './api-schema.ts';
import { SupervisionFilter, SupervisionOut } from './api-schema-supervision.ts';
import { type Measured, totalsOf } from './measure-case.ts';
import { servicesOf } from './services-of.ts';
import { bodiesWatched, type SupervisedCase, superviseAt } from './supervise.ts';

const division = DIVISION_XIXIA;
const LISTED_MAX = 500;

const NOT_WATCHING = {
  code: 'policy.denied',
  message: '督查由督查人员和机关负责人查看。需要时请联系系统管理员授予职责。',
};

const WORST = ['red', 'yellow', 'suspended', 'green', 'none'];

/** The most urgent first; those that have ended last. */
const byUrgency = (a: Measured, b: Measured): number =>
  Number(b.open) - Number(a.open) ||
  WORST.indexOf(a.light) - WORST.indexOf(b.light) ||
  String(a.dueOn ?? '9').localeCompare(String(b.dueOn ?? '9'));

export function serviceSupervisionRoutes(app: FastifyInstance, context: Context): void {
  const services = servicesOf(context);
  app.get(
    '/api/desk/supervision',
    {
      config: { policy: 'services.supervise' as const },
      schema: {
        tags: ['cases'],
        summary: 'How cases run as of a day: by body; of a body by item; of an item one by one',
        querystring: SupervisionFilter,
        response: { 200: SupervisionOut, '4xx': Refused },
      },
    },
    async (request, reply): Promise<z.infer<typeof SupervisionOut> | Reply> => {
      const { on, body, item } = request.query as z.infer<typeof SupervisionFilter>;
      const bodies = bodiesWatched(request.actor, division);
      if (bodies.length === 0) return answerRefusal(request, reply, NOT_WATCHING);
      const today = dayOf((services.now ?? Temporal.Now.instant)());
      const asked = on ? Temporal.PlainDate.from(on) : today;
      const day = Temporal.PlainDate.compare(asked, today) > 0 ? today : asked;
      const since = day.with({ day: 1 });
      const { cases, cut } = await superviseAt(services, division, bodies, day);
      const meant = cases.filter(
        (c) => (body === undefined || c.holder === body) && (item === undefined || c.title === item),
      );
      const groups = new Map<string, SupervisedCase[]>();
      for (const c of meant) {
        const name = body === undefined ? c.holder : c.title;
        groups.set(name, [...(groups.get(name) ?? []), c]);
      }
      const counted = (list: readonly Measured[]) => {
        const totals = totalsOf(list, since);
        return { ...totals, causes: [...totals.causes] };
      };
      const one = body !== undefined && item !== undefined;
      return {
        today: today.toString(),
        on: day.toString(),
        since: since.toString(),
        cut,
        all: counted(meant),
        rows: one
          ? []
          : [...groups]
              .map(([name, list]) => ({ name, ...counted(list) }))
              .filter((r) => r.open > 0 || r.decided > 0)
              .sort((a, b) => b.red - a.red || b.yellow - a.yellow || b.open - a.open),
        cases: one ? meant.toSorted(byUrgency).slice(0, LISTED_MAX).map(caseOut) : [],
        casesLeft: one ? Math.max(0, meant.length - LISTED_MAX) : 0,
      };
    },
  );
}

const caseOut = ({
  dueOn,
  openedAt,
  decided,
  id,
  number,
  stateTitle,
  open,
  light,
  ...c
}: SupervisedCase) => ({
  ...{ id, number, stateTitle, open, light },
  dueOn: dueOn?.toString() ?? null,
  openedAt: openedAt.toString(),
  provisional: c.provisional,
  pausedFor: c.pausedFor,
  extended: c.extended,
  deemed: c.deemed,
  notices: c.notices,
  decided: decided && { ...decided, on: decided.on.toString() },
});
