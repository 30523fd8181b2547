/** Deleting a draft: what goes is said first, then it goes. */
import type { FastifyInstance } from 'fastify';
import { isId, newId } from '#base/ids.ts';
import type { Actor } from '#platform/people/actor.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import { readFields } from '#web/desk/form.ts';
import type { Reply, Request } from '#web/http/context.ts';
import { answerRefusal, statusOf } from '#web/http/refusals.tsx';
import { deleteDraft, draftToDelete, placeOf } from './delete-draft.ts';
import type { Services } from './file-application.ts';
import { keeperCleared } from './keeper.ts';
import { DeleteDraftPage } from './pages/delete-draft-page.tsx';
import type { Draft } from './queries.ts';

const division = DIVISION_XIXIA;
const config = { policy: 'services.draft.delete' as const };

/** Where a draft is filled in. */
export const draftPath = (draft: Draft): string => `/services/${placeOf(draft)}/apply?draft=${draft.id}`;

/** What the device may forget once a draft is deleted, as the address of the list names it. */
export const clearedDraft = (actor: Actor, deleted: string | undefined) =>
  deleted && /^(items\/\d{12}|themes\/[a-z0-9-]{1,60})$/.test(deleted)
    ? keeperCleared(`/services/${deleted}/apply`, actor.kind === 'account' ? actor.id : '')
    : undefined;

export function draftDeletionRoutes(app: FastifyInstance, services: Services): void {
  type Params = { Params: { id: string } };

  const show = async (
    request: Request,
    reply: Reply,
    id: string,
    said: { error?: string; status?: number } = {},
  ) => {
    const found = await draftToDelete(services, request.actor, division, isId(id) ? id : newId());
    if (!found.ok) return answerRefusal(request, reply, found.error);
    return reply.page(
      <DeleteDraftPage
        view={request.view()}
        shown={found.value}
        path={draftPath(found.value.draft)}
        requestKey={newId()}
        error={said.error}
      />,
      said.status === undefined ? {} : { status: said.status },
    );
  };

  app.get<Params>('/me/drafts/:id/delete', { config }, (request, reply) =>
    show(request, reply, request.params.id),
  );

  app.post<Params>('/me/drafts/:id/delete', { config }, async (request, reply) => {
    const { id } = request.params;
    const { seen, files, requestKey = '' } = readFields(request.body);
    const deleted = await deleteDraft(services, request.actor, {
      ...{ division, id: isId(id) ? id : newId(), requestKey },
      seen: Number(seen) || 0,
      withFiles: files === '1',
    });
    if (!deleted.ok) {
      const { code, message } = deleted.error;
      return code === 'services.draft.stale' || code.startsWith('command.')
        ? show(request, reply, id, { error: message, status: statusOf(code) })
        : answerRefusal(request, reply, deleted.error);
    }
    return reply.redirect(`/me/cases?deleted=${encodeURIComponent(deleted.value.place)}`, 303);
  });
}
