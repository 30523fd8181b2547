/** SQL of typesetting: which stored edition a file is made from. */
import type { Handle } from '#platform/store/store.ts';

export type StoredEdition = {
  readonly id: string;
  readonly origin: 'file' | 'facts';
  readonly artifactSha256: string;
  readonly title: string;
  readonly year: number | null;
  readonly number: number | null;
};

export async function findStoredEdition(
  handle: Handle,
  issueId: string,
  edition: number,
): Promise<StoredEdition | undefined> {
  return handle
    .selectFrom('law_edition as e')
    .innerJoin('law_issue as i', 'i.id', 'e.issue_id')
    .select(['e.id', 'e.origin', 'e.artifact_sha256 as artifactSha256', 'i.title', 'i.year', 'i.number'])
    .where('e.issue_id', '=', issueId)
    .where('e.number', '=', edition)
    .executeTakeFirst() as Promise<StoredEdition | undefined>;
}

/** Where the text of a document on a day is: the edition, and its place in the edition's artifact. */
export async function findPlacedText(
  handle: Handle,
  documentId: string,
  asOf: string,
): Promise<{ edition: StoredEdition; locator: string; title: string } | undefined> {
  const texts = await handle
    .selectFrom('law_expression as x')
    .innerJoin('law_edition as e', 'e.id', 'x.edition_id')
    .innerJoin('law_issue as i', 'i.id', 'e.issue_id')
    .innerJoin('law_document as d', 'd.id', 'x.document_id')
    .select([
      'x.locator',
      'x.valid_from',
      'x.valid_until',
      'd.title as document_title',
      'e.id',
      'e.origin',
      'e.artifact_sha256',
      'i.title',
      'i.year',
      'i.number',
    ])
    .where('x.document_id', '=', documentId)
    .where('x.current', '=', true)
    .orderBy('x.valid_from', 'asc')
    .orderBy('x.id', 'asc')
    .execute();
  const text =
    texts.findLast(
      (t) =>
        (t.valid_from === null || t.valid_from <= asOf) && (t.valid_until === null || asOf < t.valid_until),
    ) ?? texts.at(-1);
  return (
    text && {
      locator: text.locator,
      title: text.document_title,
      edition: {
        id: text.id,
        origin: text.origin as StoredEdition['origin'],
        artifactSha256: text.artifact_sha256,
        title: text.title,
        year: text.year,
        number: text.number,
      },
    }
  );
}
