import type { FastifyInstance } from 'fastify';
import { newId } from '#base/ids.ts';
import { readFields, readValues } from '#web/desk/form.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import type { Consequences } from './consequences.ts';
import { decideMany } from './desk/decide-many.ts';
import { type DecisionValues, decisionValues, readDecision, shownOutcome } from './desk/decision-form.ts';
import { type LeftOut, ManyPage } from './pages/desk/many-page.tsx';
import { consequencesOf, newValues, proposalsPage } from './routes-desk-proposals.tsx';

/** More than any list that one meeting decides; a form must end somewhere. */
const MANY_MAX = 500;

/** Deciding a whole list: chosen on the list's page, looked at, signed. */
export function manyRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context.store;

  app.get('/desk/proposals/many', { config: { policy: 'desk.read' } }, (_request, reply) =>
    reply.redirect('/desk/proposals', 303),
  );

  app.post(
    '/desk/proposals/many',
    { config: { policy: 'documents.effect.decide' } },
    async (request, reply) => {
      const fields = readFields(request.body);
      const ids = [...new Set(readValues(request.body, 'id'))].slice(0, MANY_MAX);
      if (ids.length === 0)
        return proposalsPage(context, request, reply, '没有选中任何一条。请勾选要一并审定的拟议，再点按钮。');
      const chosen = fields.intent === undefined ? newValues('') : decisionValues(fields);
      const { shown, leftOut } = await look(context, request, ids, chosen);
      if (shown.length === 0 && fields.intent !== 'decide')
        return proposalsPage(context, request, reply, '所选的拟议都已审定或撤回。下面是仍然待审的。');
      const again = { shown, values: { ...chosen, confirmed: '' }, requestKey: fields.requestKey, leftOut };
      if (fields.intent !== 'decide') return manyPage(request, reply, again);
      const kinds = new Set(shown.map((s) => s.proposal.kind));
      const { decision, errors } = readDecision(chosen, kinds.size === 1 ? [...kinds][0] : undefined);
      if (!decision) return manyPage(request, reply, { ...again, values: chosen, errors, status: 422 });
      if (shown.length === ids.length && fields.shownFor !== shownOutcome(shown, chosen.verdict))
        return manyPage(request, reply, { ...again, lookAgain: true });
      const requestKey = fields.requestKey ?? '';
      const result = await decideMany(
        { db },
        request.actor,
        ids.map((id) => ({
          id,
          documentId: shown.find((s) => s.proposal.id === id)?.documentId ?? id,
          version: Number(fields[`version-${id}`]),
        })),
        { ...decision, requestKey },
      );
      if (result.refused.length === 0)
        return reply.redirect(`/desk/decisions?made=${encodeURIComponent(requestKey)}`, 303);
      const remaining = await look(
        context,
        request,
        result.refused.map((r) => r.proposalId),
        chosen,
      );

      return manyPage(request, reply, {
        ...again,
        shown: remaining.shown,
        requestKey: newId(),
        leftOut: result.refused.map((r) => ({
          title: remaining.titles.get(r.proposalId) ?? '一条拟议',
          message: r.error.message,
        })),
        done: result.done.length,
        status: 409,
      });
    },
  );
}

/** Those that still wait with their consequences, and those that no longer do. */
async function look(
  context: Context,
  request: Request,
  ids: readonly string[],
  values: DecisionValues,
): Promise<{ shown: Consequences[]; leftOut: LeftOut[]; titles: Map<string, string> }> {
  const shown: Consequences[] = [];
  const leftOut: LeftOut[] = [];
  const titles = new Map<string, string>();
  for (const id of ids) {
    const one = await consequencesOf(context, request, id, values);
    if (one.ok) titles.set(id, one.value.title);
    if (one.ok && one.value.open) shown.push(one.value);
    else
      leftOut.push({
        title: one.ok ? one.value.title : '一条拟议',
        message: one.ok ? '已由他人审定或撤回。' : one.error.message,
      });
  }
  return { shown, leftOut, titles };
}

function manyPage(
  request: Request,
  reply: Reply,
  page: Omit<Parameters<typeof ManyPage>[0], 'view' | 'requestKey'> & {
    requestKey?: string | undefined;
    status?: number;
  },
): Reply {
  const { status, requestKey, ...props } = page;
  return reply.page(
    <ManyPage view={request.view()} {...props} requestKey={requestKey || newId()} />,
    status ? { status } : {},
  );
}
