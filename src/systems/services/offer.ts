/** What an item offers a case: its procedure, its bodies, its remedies. Published versions never change, so they are kept. */
import { ok, type Result, refuse } from '#base/result.ts';
import type { CaseFile, Procedure } from '#engines/procedure/index.ts';
import type { Handle } from '#platform/store/store.ts';
import { type Item, itemProcedure, readCurrentVersion, readItem } from '#systems/permits/index.ts';

export type Offer = {
  readonly item: Item;
  readonly version: number;
  readonly procedure: Procedure;
};

const OFFERS_MAX = 2000;
const kept = new Map<string, Offer>();

/** 基本编码 out of 实施编码: its last twelve digits (facts §4). */
export const baseCodeOf = (implementation: string): string => implementation.slice(-12);

function offerOf(item: Item, version: number): Offer {
  const key = `${item.codes.base}@${version}`;
  const known = kept.get(key);
  if (known) return known;
  const offer: Offer = { item, version, procedure: itemProcedure(item) };
  if (kept.size >= OFFERS_MAX) kept.clear();
  kept.set(key, offer);
  return offer;
}

/** The published version of an item that is applied for now. @param code 基本编码 */
export async function currentOffer(
  handle: Handle,
  code: string,
): Promise<Result<Offer, 'services.item.not_found'>> {
  const current = await readCurrentVersion(handle, code);
  if (!current || current.withdrawn)
    return refuse(
      'services.item.not_found',
      '没有这个事项，或它已经不再办理。请从“办事”页面重新查找；清单之外的许可不得要求办理。',
    );
  return ok(await offerOfVersion(handle, code, current.version));
}

/** The version that a case was filed under. */
export const offerOfCase = (
  handle: Handle,
  file: Pick<CaseFile, 'item_code' | 'item_version'>,
): Promise<Offer> => offerOfVersion(handle, baseCodeOf(file.item_code), file.item_version);

/** A published version of an item. @param code 基本编码 @throws when there is none: it was applied for under it */
export async function offerOfVersion(handle: Handle, code: string, version: number): Promise<Offer> {
  const known = kept.get(`${code}@${version}`);
  if (known) return known;
  const found = await readItem(handle, code, version);
  if (!found) throw new Error(`no version ${version} of item ${code}`);
  return offerOf(found.content, found.version);
}
