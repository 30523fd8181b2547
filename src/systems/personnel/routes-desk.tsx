import type { FastifyInstance } from 'fastify';
import { newId } from '#base/ids.ts';
import { authorise } from '#platform/people/policy.ts';
import { today } from '#systems/documents/index.ts';
import { readFields } from '#web/desk/form.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { statusOf } from '#web/http/refusals.tsx';
import { decideIdentity, revokeIdentity } from './decide-identity.ts';
import { findingsOf, standingOn } from './findings.ts';
import { namesOf } from './names.ts';
import { NamesPage, type NameValues } from './pages/desk/names-page.tsx';
import { PersonnelDeskPage } from './pages/desk/personnel-desk-page.tsx';
import { probationsOf } from './probation.ts';
import { readMadeNotices, readRecord } from './queries.ts';
import { noticeRoutes } from './routes-desk-notice.tsx';

const MADE_SHOWN = 20;

/** The desk's pages about posts: what waits, who is who, and drafting notices. */
export function personnelDeskRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context.store;

  app.get('/desk/personnel', { config: { policy: 'desk.read' } }, async (request, reply) => {
    const record = await readRecord(db);
    const day = today();
    return reply.page(
      <PersonnelDeskPage
        view={request.view()}
        probations={probationsOf(record)}
        findings={standingOn(findingsOf(record), day).length}
        openNames={namesOf(record).filter((card) => card.open).length}
        made={await readMadeNotices(db, MADE_SHOWN)}
        today={day}
        mayDraft={authorise(request.actor, 'personnel.notice.draft').ok}
      />,
    );
  });

  app.get('/desk/personnel/names', { config: { policy: 'desk.read' } }, (request, reply) => {
    const { done } = readFields(request.query);
    return namesPage(context, request, reply, { done });
  });

  app.post(
    '/desk/personnel/names',
    { config: { policy: 'personnel.identity.decide' } },
    async (request, reply) => {
      const fields = readFields(request.body);
      const { name = '', a = '', b = '', verdict = '', reason = '', seen = '', requestKey = '' } = fields;
      const values: NameValues = { name, a, b, verdict, reason };
      if (requestKey === '' || (verdict !== 'same' && verdict !== 'different'))
        return namesPage(context, request, reply, {
          error: '请选择是同一人，还是不是同一人。',
          values,
          status: 422,
        });
      const result = await decideIdentity({ db }, request.actor, { ...values, verdict, seen, requestKey });
      if (!result.ok)
        return namesPage(context, request, reply, {
          error: result.error.message,
          values,
          status: statusOf(result.error.code),
        });
      return reply.redirect(`/desk/personnel/names?done=${encodeURIComponent(name)}`, 303);
    },
  );

  app.post(
    '/desk/personnel/names/revoke',
    { config: { policy: 'personnel.identity.decide' } },
    async (request, reply) => {
      const { decision = '', reason = '', requestKey = '' } = readFields(request.body);
      const result = await revokeIdentity({ db }, request.actor, {
        decisionId: decision,
        reason,
        requestKey,
      });
      if (!result.ok)
        return namesPage(context, request, reply, {
          error: result.error.message,
          status: statusOf(result.error.code),
        });
      return reply.redirect('/desk/personnel/names', 303);
    },
  );
  noticeRoutes(app, context);
}

async function namesPage(
  context: Context,
  request: Request,
  reply: Reply,
  told: { done?: string | undefined; error?: string; values?: NameValues; status?: number },
): Promise<Reply> {
  const record = await readRecord(context.store.db);
  const cards = namesOf(record);
  return reply.page(
    <NamesPage
      view={request.view()}
      record={record}
      cards={cards}
      mayDecide={authorise(request.actor, 'personnel.identity.decide').ok}
      requestKey={newId()}
      values={told.values}
      error={told.error}
      done={cards.find((card) => card.name === told.done)?.name}
    />,
    told.status ? { status: told.status } : {},
  );
}
