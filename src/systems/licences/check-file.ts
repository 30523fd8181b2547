/** A licence's file as anybody sent it: what its signature proves, and how the licence stands now. */
import { dayOf } from '#engines/procedure/clock.ts';
import { readRoots } from '#platform/seal/index.ts';
import type { Db } from '#platform/store/store.ts';
import { type FileReport, verifyLicenceFile } from './file/verify-file.ts';
import type { LicenceKeys } from './holder.ts';
import { findByIdentifier } from './queries.ts';
import { type LicenceView, viewLicences } from './read-licence.ts';

export type CheckedFile = {
  readonly report: FileReport;
  /** Undefined when the file proves none. */
  readonly licence: LicenceView | undefined;
};

/** Whether bytes may be a PDF at all. */
export const looksLikePdf = (bytes: Buffer): boolean => bytes.subarray(0, 1024).includes('%PDF-');

export async function checkLicenceFile(
  db: Db,
  keys: LicenceKeys,
  division: string,
  bytes: Uint8Array,
  at: Temporal.Instant,
): Promise<CheckedFile> {
  const report = verifyLicenceFile(bytes, await readRoots(db, division), dayOf(at));
  // Only a file that holds proves that whoever sends it has the licence.
  const believed = report.checks.every((c) => c.passed || c.code === 'validity');
  const identifier = believed ? report.statement?.licence.ZZBS : undefined;
  const row = identifier === undefined ? undefined : await findByIdentifier(db, division, identifier);
  const [licence] = row ? await viewLicences(db, keys, [row], at) : [];
  return { report, licence };
}
