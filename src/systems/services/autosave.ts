/** Saving while somebody types: the script of the form asks for data instead of a page. */
import type { Result } from '#base/result.ts';
import type { Actor } from '#platform/people/actor.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import type { Services } from './file-application.ts';
import { findDraft } from './queries.ts';

type Request = { readonly headers: { readonly accept?: string | undefined } };
type Reply = { code(status: number): Reply; send(body: unknown): Reply };

/** Whether a form was sent by the script. */
export const isAutosave = ({ headers }: Request): boolean =>
  (headers.accept ?? '').startsWith('application/json');

/** The version that the script began from: a newer one on the server is not written over. */
export const seenBy = (request: Request, base: string | undefined): number | undefined =>
  isAutosave(request) ? Number(base) || 0 : undefined;

/** Tells the script what was saved, or which version is newer. */
export async function answerAutosave<R extends Reply>(
  reply: R,
  services: Services,
  actor: Actor,
  draftId: string,
  kept: Result<{ version: number }>,
): Promise<R> {
  const account = actor.kind === 'account' ? actor.id : '';
  const row = await findDraft(services.db, DIVISION_XIXIA, account, draftId);
  const now = { version: row?.version ?? 0, at: row?.changed_at.toISOString() ?? null };
  if (kept.ok) return reply.code(200).send({ ...now, version: kept.value.version }) as R;
  return reply.code(kept.error.code.endsWith('.stale') ? 409 : 422).send({
    error: kept.error,
    ...(kept.error.code.endsWith('.stale') && now),
  }) as R;
}
