/** Where an item's legal bases lead, and which of them no longer stand: the law engine's status on a day. */

import { numberKey, titleKey } from '#engines/law/name.ts';
import type { Status } from '#engines/law/status.ts';
import type { Handle } from '#platform/store/store.ts';
import { statusesOf } from '#systems/documents/index.ts';
import type { Citation, Item } from './item.ts';
import { type CitedDocument, readCited } from './queries.ts';

export type CitedLaw = CitedDocument & { readonly status: Status };

export type Law = {
  /** The document that a citation names, when it is known here. */
  readonly find: (cited: Pick<Citation, 'title' | 'number'>) => CitedLaw | undefined;
};

/** Looks up what citations name, with the status of each on the day. Two queries. */
export async function readLaw(
  handle: Handle,
  cited: readonly Pick<Citation, 'title' | 'number'>[],
  day: Temporal.PlainDate,
): Promise<Law> {
  const documents = await readCited(handle, cited);
  const heads = [...new Map([...documents.values()].map((d) => [d.id, d])).values()];
  const statuses = await statusesOf(handle, heads, day, Temporal.Now.instant());
  return {
    find({ title, number }) {
      const found = (number !== null && documents.get(numberKey(number))) || documents.get(titleKey(title));
      return found ? { ...found, status: statuses.get(found.id) ?? 'unknown' } : undefined;
    },
  };
}

/** Every citation of an item: of its bases, limits, materials, fees, remedies and notices. */
export const citationsOf = (item: Item): Citation[] => [
  ...item.bases,
  item.statutory.basis,
  item.remedies.reviewBasis,
  item.remedies.suitBasis,
  ...item.materials.flatMap((m) => m.basis ?? []),
  ...item.fee.items.flatMap((f) => f.basis ?? []),
  ...item.notices.flatMap((n) => n.bases),
];

/** Statuses in which a basis asks for a look at the item. */
const MOVED: readonly Status[] = ['repealed', 'partly_repealed', 'amended', 'suspended', 'lapsed'];

export type BasisFlag = { readonly basis: Pick<Citation, 'title' | 'number'>; readonly law: CitedLaw };

/** The legal bases that were repealed, amended, suspended or lapsed. */
export const basisFlags = (bases: readonly Pick<Citation, 'title' | 'number'>[], law: Law): BasisFlag[] =>
  bases.flatMap((basis) => {
    const found = law.find(basis);
    return found && MOVED.includes(found.status) ? [{ basis, law: found }] : [];
  });
