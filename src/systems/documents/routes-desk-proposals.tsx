import type { FastifyInstance } from 'fastify';
import { newId } from '#base/ids.ts';
import { effectKinds } from '#engines/law/effect.ts';
import { authorise } from '#platform/people/policy.ts';
import { readFields, todayInChina } from '#web/desk/form.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { answerRefusal, statusOf } from '#web/http/refusals.tsx';
import { type Consequences, consequences } from './consequences.ts';
import { decideEffect } from './decide-effect.ts';
import {
  type DecisionValues,
  decisionValues,
  type FormError,
  readDecision,
  shownOutcome,
} from './desk/decision-form.ts';
import {
  decisionsOf,
  findHolding,
  listOpenProposals,
  type NewRecord,
  recordedSince,
  sourcePlace,
} from './desk/proposals.ts';
import { findCandidates, retargetProposal } from './desk/retarget-proposal.ts';
import { ProposalPage } from './pages/desk/proposal-page.tsx';
import { type ProposalFilter, ProposalsPage } from './pages/desk/proposals-page.tsx';

export const mayDecide = (request: Request): boolean =>
  authorise(request.actor, 'documents.effect.decide').ok;

/** What a new form holds: the proposal's own kind and day. */
export const newValues = (date: string): DecisionValues =>
  decisionValues({ verdict: 'adopt', precision: 'day', date });

/** Consequences of what is typed so far. */
export function consequencesOf(context: Context, request: Request, effectId: string, values: DecisionValues) {
  const { partial } = readDecision(values, undefined);
  return consequences(context.store.db, request.actor, {
    effectId,
    ...(partial.kind && { kind: partial.kind }),
    ...(partial.date && { date: partial.date }),
    ...(partial.precision && { precision: partial.precision }),
    until: partial.until ?? null,
    today: todayInChina(),
    now: Temporal.Now.instant(),
  });
}

/** The list, one proposal, and the form that decides it. */
export function proposalRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context.store;

  app.get('/desk/proposals', { config: { policy: 'desk.read' } }, async (request, reply) =>
    proposalsPage(context, request, reply),
  );

  app.get(
    '/desk/proposals/:id',
    { config: { policy: 'documents.effect.read_consequences' } },
    async (request, reply) => {
      const { id } = request.params as { id: string };
      const shown = await consequencesOf(context, request, id, newValues(''));
      if (!shown.ok) return answerRefusal(request, reply, shown.error);
      const date =
        shown.value.proposal.precision === 'day' ? (shown.value.proposal.date?.toString() ?? '') : '';
      return proposalPage(context, request, reply, { shown: shown.value, values: newValues(date) });
    },
  );

  app.post(
    '/desk/proposals/:id/target',
    { config: { policy: 'documents.effect.decide' } },
    async (request, reply) => {
      const { id } = request.params as { id: string };
      const fields = readFields(request.body);
      const moved = await retargetProposal({ db }, request.actor, {
        proposalId: id,
        documentId: fields.document ?? '',
        expectedVersion: Number(fields.version),
        requestKey: fields.requestKey ?? '',
      });
      if (moved.ok) return reply.redirect(`/desk/proposals/${moved.value.proposalId}`, 303);
      const shown = await consequencesOf(context, request, id, newValues(''));
      if (!shown.ok) return answerRefusal(request, reply, shown.error);
      const { code, message } = moved.error;
      return proposalPage(context, request, reply, {
        shown: shown.value,
        values: newValues(''),
        errors: [{ field: null, message }],
        status: code === 'documents.effect.already_decided' ? 409 : statusOf(code),
      });
    },
  );

  app.post(
    '/desk/proposals/:id',
    { config: { policy: 'documents.effect.decide' } },
    async (request, reply) => {
      const { id } = request.params as { id: string };
      const fields = readFields(request.body);
      const values = decisionValues(fields);
      const shown = await consequencesOf(context, request, id, values);
      if (!shown.ok) return answerRefusal(request, reply, shown.error);
      const again = {
        shown: shown.value,
        values: { ...values, confirmed: '' },
        requestKey: fields.requestKey,
      };
      if (fields.intent === 'preview') return proposalPage(context, request, reply, again);
      const { decision, errors } = readDecision(values, shown.value.proposal.kind);
      if (!decision) return proposalPage(context, request, reply, { ...again, values, errors, status: 422 });
      // What has been decided has no outcome to compare; whether by this same request, decideEffect tells.
      if (shown.value.open && fields.shownFor !== shownOutcome([shown.value], values.verdict))
        return proposalPage(context, request, reply, { ...again, lookAgain: true });
      const decided = await decideEffect({ db }, request.actor, {
        ...decision,
        proposalId: id,
        expectedVersion: Number(fields.version),
        requestKey: fields.requestKey ?? '',
      });
      if (decided.ok) return reply.redirect(`/desk/decisions/${decided.value.effectId}?signed=1`, 303);
      return refusedPage(context, request, reply, again, fields, decided.error);
    },
  );
}

type Again = { shown: Consequences; values: DecisionValues; requestKey?: string | undefined };

/** The form again with everything typed: beside what changed meanwhile, or with the refusal above it. */
async function refusedPage(
  context: Context,
  request: Request,
  reply: Reply,
  again: Again,
  fields: Record<string, string>,
  error: { code: string; message: string },
): Promise<Reply> {
  // What the form was read against may be older than the decision that came first.
  const latest = await consequencesOf(context, request, again.shown.proposal.id, again.values);
  const fresh = latest.ok ? { ...again, shown: latest.value } : again;
  if (error.code === 'documents.effect.changed_meanwhile') {
    const since = parseInstant(fields.seenAt);
    const changed = await recordedSince(context.store.db, again.shown.documentId, since);
    return proposalPage(context, request, reply, { ...fresh, changed, status: 409 });
  }
  const decided = error.code === 'documents.effect.already_decided';
  return proposalPage(context, request, reply, {
    ...fresh,
    errors: [{ field: null, message: error.message }],
    status: decided ? 409 : statusOf(error.code),
  });
}

function parseInstant(text: string | undefined): Temporal.Instant {
  try {
    return Temporal.Instant.from(text ?? '');
  } catch {
    return Temporal.Instant.fromEpochMilliseconds(0);
  }
}

async function proposalPage(
  context: Context,
  request: Request,
  reply: Reply,
  page: Again & {
    errors?: (Omit<FormError, 'field'> & { field: string | null })[];
    changed?: NewRecord[];
    lookAgain?: boolean;
    status?: number;
  },
): Promise<Reply> {
  const { db } = context.store;
  const { shown } = page;
  const { id } = shown.proposal;
  const { target } = readFields(request.query);
  const holding = await findHolding(db, shown.documentId);
  return reply.page(
    <ProposalPage
      view={request.view()}
      shown={shown}
      holding={holding}
      words={target}
      candidates={target && holding === 'stub' ? await findCandidates(db, target.slice(0, 100)) : []}
      source={await sourcePlace(db, id)}
      values={page.values}
      errors={page.errors ?? []}
      requestKey={page.requestKey || newId()}
      seenAt={Temporal.Now.instant().toString({ smallestUnit: 'millisecond' })}
      changed={page.changed}
      lookAgain={page.lookAgain ?? false}
      answers={shown.open ? [] : await decisionsOf(db, id)}
      mayDecide={mayDecide(request)}
    />,
    page.status ? { status: page.status } : {},
  );
}

/** The list of what waits, filtered as the address says. */
export async function proposalsPage(
  context: Context,
  request: Request,
  reply: Reply,
  error?: string,
): Promise<Reply> {
  const all = await listOpenProposals(context.store.db);
  const { kind, source, issue } = readFields(request.query);
  const filter: ProposalFilter = {
    kind: effectKinds.find((k) => k === kind),
    source: source || undefined,
    issue: issue || undefined,
  };
  const shown = all.filter(
    (p) =>
      (!filter.kind || p.kind === filter.kind) &&
      (!filter.source || p.sourceId === filter.source) &&
      (!filter.issue || p.issueId === filter.issue),
  );
  return reply.page(
    <ProposalsPage
      view={request.view()}
      all={all}
      shown={shown}
      filter={filter}
      mayDecide={mayDecide(request)}
      error={error}
    />,
    error ? { status: 422 } : {},
  );
}
