import type { Effect } from './effect.ts';

/**
 * The effects that make the status of a document. What an issuance carries shares its fate: the effects upon the
 * issuance count for it too, except that a commencement of its own takes the place of the issuance's.
 * @param carrier effects upon the issuance that carries the document
 */
export function sharedHistory<E extends Effect>(
  documentId: string,
  own: readonly E[],
  carrier: readonly E[],
): E[] {
  const hasOwnCommencement = own.some((e) => e.kind === 'commence' && e.stage === 'decided');
  const shared = hasOwnCommencement ? carrier.filter((e) => e.kind !== 'commence') : carrier;
  return [...own, ...shared.map((effect) => ({ ...effect, target: documentId }))];
}
