/**
 * One meeting decides a whole list: one basis and day for many proposals, each still its own record. What cannot be
 * decided any more is left out and named; the rest is done.
 */
import type { Refusal } from '#base/result.ts';
import type { Actor } from '#platform/people/actor.ts';
import type { Db } from '#platform/store/store.ts';
import { type Decided, type Decision, decideEffect } from '../decide-effect.ts';

export type ChosenProposal = { readonly id: string; readonly documentId: string; readonly version: number };

export type ManyDecided = {
  readonly done: readonly Decided[];
  readonly refused: readonly { readonly proposalId: string; readonly error: Refusal }[];
};

export async function decideMany(
  context: { readonly db: Db; readonly now?: () => Temporal.Instant },
  actor: Actor,
  chosen: readonly ChosenProposal[],
  shared: Omit<Decision, 'proposalId' | 'expectedVersion'>,
): Promise<ManyDecided> {
  const done: Decided[] = [];
  const refused: { proposalId: string; error: Refusal }[] = [];
  // Two proposals of one list may concern one document: the first decision raises its version.
  const raised = new Map<string, number>();
  for (const { id, documentId, version } of chosen) {
    const result = await decideEffect(context, actor, {
      ...shared,
      proposalId: id,
      expectedVersion: raised.get(`${documentId}:${version}`) ?? version,
    });
    if (result.ok) {
      done.push(result.value);
      raised.set(`${documentId}:${version}`, result.value.version);
    } else refused.push({ proposalId: id, error: result.error });
  }
  return { done, refused };
}
