/** The record of all figures, read once for each edition and kept: an edition never changes. */
import { Artifact } from '#engines/law/parse/artifact.ts';
import type { Db } from '#platform/store/store.ts';
import { readArtifactText, readFigureClauses, readFigureEditions, readFigureRows } from './queries.ts';
import { type EditionFigures, readEdition, StatisticsRecord } from './record.ts';

/** The newest of a department that publishes monthly for thirty years. */
const EDITIONS_MAX = 400;

type Kept = { readonly editions: Map<string, EditionFigures>; record: StatisticsRecord | undefined };
const kept = new WeakMap<Db, Kept>();

/**
 * The record as of now. One query when nothing is new; an edition that is new is read once (its artifact is parsed,
 * about ten milliseconds a megabyte).
 */
export async function readStatistics(db: Db): Promise<StatisticsRecord> {
  let own = kept.get(db);
  if (own === undefined) {
    own = { editions: new Map(), record: undefined };
    kept.set(db, own);
  }
  const editions = (await readFigureEditions(db)).slice(0, EDITIONS_MAX);
  const before = own.record?.editions.map(({ edition }) => edition.editionId) ?? [];
  const same =
    before.length === editions.length && editions.every(({ editionId }, at) => before[at] === editionId);
  if (own.record !== undefined && same) return own.record;
  const read: EditionFigures[] = [];
  for (const edition of editions) {
    const known = own.editions.get(edition.editionId);
    if (known !== undefined) {
      read.push(known);
      continue;
    }
    const rows = await readFigureRows(db, edition.editionId);
    const clauses = await readFigureClauses(db, edition.editionId);
    const artifact = edition.origin === 'file' ? await readArtifactText(db, edition.editionId) : undefined;
    const parsed = artifact === undefined ? null : Artifact.parse(JSON.parse(artifact));
    read.push(readEdition(edition, rows, clauses, parsed));
  }
  own.editions.clear();
  for (const one of read) own.editions.set(one.edition.editionId, one);
  own.record = new StatisticsRecord(read);
  return own.record;
}
