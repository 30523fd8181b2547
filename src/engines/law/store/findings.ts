/** What an import notices and a person should look at. The same finding is noted once. */
import { sql } from 'kysely';
import { canonicalJson, sha256 } from '#base/digest.ts';
import { newId } from '#base/ids.ts';
import type { Tx } from '#platform/store/store.ts';
import type { Locator } from '../rows.ts';
import type { RecordedEffects } from './record-effects.ts';

type Noticed = {
  readonly kind: string;
  readonly documents: readonly string[];
  readonly message: string;
  readonly span?: readonly [number, number];
};

/** @returns how many new findings were noted */
export async function noticeFindings(
  tx: Tx,
  edition: {
    readonly editionId: string;
    readonly previous: string | null;
    readonly ids: ReadonlyMap<Locator, string>;
    readonly effects: RecordedEffects;
    readonly now: string;
  },
): Promise<number> {
  const noticed = [
    ...(await numberCollisions(tx, [...edition.ids.values()])),
    ...(edition.previous ? await missingDocuments(tx, edition.previous, edition.editionId) : []),
    ...edition.effects.ambiguous.map(
      (effect): Noticed => ({
        kind: 'effect_target_ambiguous',
        documents: [],
        message: `效力记载指向不明：${effect.target?.title ?? ''}${effect.target?.number ?? ''} 对应多份文件，未作记录。请核对文号和标题后由编辑人工登记。`,
        span: effect.span,
      }),
    ),
  ];
  let count = 0;
  for (const finding of noticed) {
    const documents = [...finding.documents].sort();
    const inserted = await tx
      .insertInto('law_finding')
      .values({
        id: newId(),
        finding_key: sha256(
          canonicalJson([finding.kind, documents, documents.length ? '' : finding.message]),
        ),
        kind: finding.kind,
        edition_id: edition.editionId,
        document_ids: JSON.stringify(documents),
        message: finding.message,
        start_at: finding.span?.[0] ?? null,
        end_at: finding.span?.[1] ?? null,
        state: 'open',
        found_at: edition.now,
      })
      .onConflict((conflict) => conflict.column('finding_key').doNothing())
      .executeTakeFirst();
    if ((inserted.numInsertedOrUpdatedRows ?? 0n) > 0n) count++;
  }
  return count;
}

async function numberCollisions(tx: Tx, documents: readonly string[]): Promise<Noticed[]> {
  const { rows } = await sql<{ number_key: string; ids: string[]; titles: string[] }>`
    select number_key, json_agg(id order by id) as ids, json_agg(title order by id) as titles
    from law_document
    where parent_id is null and number_key in (
      select number_key from law_document
      where number_key is not null
        and id in (select value::uuid from json_array_elements_text(${JSON.stringify(documents)}::json)))
    group by number_key having count(*) > 1`.execute(tx);
  return rows.map((row) => ({
    kind: 'number_collision',
    documents: row.ids,
    message: `同一文号 ${row.number_key} 出现在不同的文件上：${row.titles.map((t) => `《${t}》`).join('、')}。请核对原件；系统已分别保存，未作合并。`,
  }));
}

async function missingDocuments(tx: Tx, previous: string, edition: string): Promise<Noticed[]> {
  const { rows } = await sql<{ id: string; title: string }>`
    select d.id, d.title from law_expression x join law_document d on d.id = x.document_id
    where x.edition_id = ${previous}
      and not exists (select 1 from law_expression n where n.edition_id = ${edition} and n.document_id = d.id)
    order by x.ord`.execute(tx);
  return rows.map((row) => ({
    kind: 'missing_in_correction',
    documents: [row.id],
    message: `更正后的版本中没有《${row.title}》。原文本仍保留，请核对是否漏排。`,
  }));
}
