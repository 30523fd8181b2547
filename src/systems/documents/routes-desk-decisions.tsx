import type { FastifyInstance } from 'fastify';
import { newId } from '#base/ids.ts';
import { refuse } from '#base/result.ts';
import { statusesAt } from '#engines/law/store/read-effects.ts';
import { actorKey } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import { readFields } from '#web/desk/form.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { answerRefusal, statusOf } from '#web/http/refusals.tsx';
import type { FormError } from './desk/decision-form.ts';
import {
  type DecisionRecord,
  decisionsMadeWith,
  findDecision,
  listDecisions,
  listOpenProposals,
} from './desk/proposals.ts';
import { retractDecision } from './desk/retract-decision.ts';
import { type AroundDay, DecisionPage, DecisionsPage } from './pages/desk/decision-page.tsx';

const LIST_MAX = 200;
const notFound = refuse('documents.decision.not_found', '没有这一条审定记录。请从审定记录清单进入。');

/** What was decided: the record, one receipt, taking one back. */
export function decisionRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context.store;
  const config = { policy: 'desk.read' as const };

  app.get('/desk/decisions', { config }, async (request, reply) => {
    const { made } = readFields(request.query);
    const decisions = made
      ? await decisionsMadeWith(db, actorKey(request.actor), made)
      : await listDecisions(db, LIST_MAX);
    return reply.page(<DecisionsPage view={request.view()} decisions={decisions} made={Boolean(made)} />);
  });

  app.get('/desk/decisions/:id', { config }, async (request, reply) => {
    const decision = await findDecision(db, (request.params as { id: string }).id);
    if (!decision) return answerRefusal(request, reply, notFound.error);
    return decisionPage(context, request, reply, decision);
  });

  app.post(
    '/desk/decisions/:id/retract',
    { config: { policy: 'documents.effect.retract' } },
    async (request, reply) => {
      const { id } = request.params as { id: string };
      const fields = readFields(request.body);
      const result = await retractDecision({ db }, request.actor, {
        decisionId: id,
        reason: (fields.reason ?? '').slice(0, 1000),
        expectedVersion: Number(fields.version),
        requestKey: fields.requestKey ?? '',
      });
      if (result.ok) return reply.redirect(`/desk/decisions/${result.value.effectId}?signed=1`, 303);
      const decision = await findDecision(db, id);
      if (!decision) return answerRefusal(request, reply, result.error);
      const { code, message } = result.error;
      return decisionPage(context, request, reply, decision, {
        reason: fields.reason ?? '',
        errors: [{ field: 'reason', message }],
        status: code === 'documents.decision.already_retracted' ? 409 : statusOf(code),
      });
    },
  );
}

async function decisionPage(
  context: Context,
  request: Request,
  reply: Reply,
  decision: DecisionRecord,
  form: { reason?: string; errors?: FormError[]; status?: number } = {},
): Promise<Reply> {
  const { signed } = readFields(request.query);
  const { status, ...typed } = form;
  return reply.page(
    <DecisionPage
      view={request.view()}
      decision={decision}
      around={await aroundDay(context, decision)}
      mayRetract={authorise(request.actor, 'documents.effect.retract').ok}
      requestKey={newId()}
      fresh={signed === '1'}
      left={(await listOpenProposals(context.store.db)).length}
      {...typed}
    />,
    status ? { status } : {},
  );
}

/** The document's status on the day of the decision and on the day before, as known now. */
async function aroundDay(context: Context, decision: DecisionRecord): Promise<AroundDay | undefined> {
  if (!decision.dated) return undefined;
  const day = Temporal.PlainDate.from(decision.dated);
  const dayBefore = day.subtract({ days: 1 });
  // A record may be stamped a moment after another machine's clock: what is known includes it.
  const now = Temporal.Now.instant().add({ seconds: 5 });
  const on = async (date: Temporal.PlainDate) =>
    (await statusesAt(context.store.db, [decision.documentId], date, now)).get(decision.documentId)?.status ??
    'unknown';
  return {
    dayBefore: dayBefore.toString(),
    before: await on(dayBefore),
    day: day.toString(),
    from: await on(day),
  };
}
