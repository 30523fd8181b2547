/** Giving the documents of an edition their identities, and writing what is now known of them. */
import { newId } from '#base/ids.ts';
import type { Tx } from '#platform/store/store.ts';
import { identify, type KnownDocument } from '../identity.ts';
import type { DocumentDraft, Locator } from '../rows.ts';
import { insertRows } from './bulk.ts';

export type Identified = {
  readonly ids: ReadonlyMap<Locator, string>;
  readonly created: number;
  /** Known before by name only, now with its text or outline. */
  readonly filled: number;
};

export async function identifyDocuments(
  tx: Tx,
  drafts: readonly DocumentDraft[],
  options: { previousEdition: string | null; holding: 'held' | 'outlined'; now: string },
): Promise<Identified> {
  const matches = identify(drafts, await knownDocuments(tx, drafts, options.previousEdition));
  const ids = new Map<Locator, string>();
  for (const draft of drafts) ids.set(draft.locator, matches.get(draft.locator)?.id ?? newId());
  const fresh = drafts.filter((draft) => !matches.get(draft.locator));
  await insertRows(
    tx,
    'law_document',
    fresh.map((draft) => ({
      id: ids.get(draft.locator),
      ...columnsOf(draft, ids),
      holding: options.holding,
      effects_version: 0,
      created_at: options.now,
    })),
  );
  let filled = 0;
  for (const draft of drafts) {
    const known = matches.get(draft.locator);
    if (!known) continue;
    if (known.holding === 'stub') filled++;
    // An older version of a statute does not rename the newer one.
    if (draft.kind === 'statute' && (known.dated ?? '') > (draft.dated ?? '')) continue;
    const { signed_by, ...columns } = columnsOf(draft, ids);
    await tx
      .updateTable('law_document')
      .set({
        ...columns,
        signed_by: JSON.stringify(signed_by),
        holding: known.holding === 'held' ? 'held' : options.holding,
      })
      .where('id', '=', known.id)
      .execute();
  }
  return { ids, created: fresh.length, filled };
}

const columnsOf = (draft: DocumentDraft, ids: ReadonlyMap<Locator, string>) => ({
  kind: draft.kind,
  parent_id: draft.parent === null ? null : (ids.get(draft.parent) ?? null),
  number: draft.number,
  number_key: draft.numberKey,
  title: draft.title,
  title_key: draft.titleKey,
  section: draft.section,
  signed_by: draft.signedBy,
  dated: draft.dated,
  disclosed: draft.disclosed,
});

async function knownDocuments(
  tx: Tx,
  drafts: readonly DocumentDraft[],
  previousEdition: string | null,
): Promise<KnownDocument[]> {
  const numbers = [...new Set(drafts.flatMap((d) => (d.numberKey === null ? [] : [d.numberKey])))];
  const titles = [...new Set(drafts.map((d) => d.titleKey))];
  const previous =
    previousEdition === null
      ? []
      : (
          await tx
            .selectFrom('law_expression')
            .select('document_id')
            .where('edition_id', '=', previousEdition)
            .execute()
        ).map((row) => row.document_id);
  // An empty list is not valid SQL, and an id that no row has changes nothing.
  const none = '00000000-0000-0000-0000-000000000000';
  const rows = await tx
    .selectFrom('law_document')
    .select(['id', 'kind', 'parent_id', 'number_key', 'title_key', 'dated', 'holding'])
    .where((e) =>
      e.or([
        e('number_key', 'in', ['', ...numbers]),
        e('title_key', 'in', ['', ...titles]),
        e('id', 'in', [none, ...previous]),
        e('parent_id', 'in', [none, ...previous]),
      ]),
    )
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ ...row, inPrevious: previous.includes(row.id) }) as KnownDocument);
}
