/** What an item offers a case: its procedure, its bodies, its remedies. Published versions never change, so they are kept. */
import { ok, type Result, refuse } from '#base/result.ts';
import type { CaseFile, Procedure } from '#engines/procedure/index.ts';
import type { Handle } from '#platform/store/store.ts';
import { type Item, itemProcedure, readItem } from '#systems/permits/index.ts';

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
  const found = await readItem(handle, code);
  if (!found || found.withdrawn)
    return refuse(
      'services.item.not_found',
      '没有这个事项，或它已经不再办理。请从“办事”页面重新查找；清单之外的许可不得要求办理。',
    );
  return ok(offerOf(found.content, found.version));
}

/** The version that a case was filed under. */
export async function offerOfCase(
  handle: Handle,
  file: Pick<CaseFile, 'item_code' | 'item_version'>,
): Promise<Offer> {
  const code = baseCodeOf(file.item_code);
  const known = kept.get(`${code}@${file.item_version}`);
  if (known) return known;
  const found = await readItem(handle, code, file.item_version);
  if (!found) throw new Error(`no version ${file.item_version} of item ${code}`);
  return offerOf(found.content, found.version);
}
