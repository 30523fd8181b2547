/**
 * What is stored of an edition: made by a pure function from the parse artifact of a file, or from published
 * facts when the file is not here. Made again from the same artifact it is the same, to the hash.
 */
import { type AssertedEffect, assertedEffects } from './asserted.ts';
import { numberKey, titleKey } from './name.ts';
import type { Artifact } from './parse/artifact.ts';
import { type EditionRows, editionRows } from './rows.ts';
import { findStatuteVersion } from './statute-version.ts';

export type EditionContent = {
  /** JSON text: the truth that is kept. */
  readonly artifactText: string;
  readonly shape: 'gazette' | 'documents' | 'statute';
  /** What makes two files editions of one issue. */
  readonly issueKey: string;
  readonly issue: {
    readonly title: string;
    readonly organ: string | null;
    readonly year: number | null;
    readonly number: number | null;
    readonly runningNumber: number | null;
    readonly date: string | null;
  };
  readonly encoding: string;
  /** First day of this version of a statute; null: from the start. */
  readonly validFrom: string | null;
  readonly rows: EditionRows;
  readonly effects: readonly AssertedEffect[];
};

/** @throws TypeError when nothing was recognised in the input: there is nothing to store */
export function contentOf(artifact: Artifact): EditionContent {
  const first = artifact.issuances[0];
  if (artifact.shape === 'none' || !first) throw new TypeError('contentOf: nothing recognised');
  const isStatute = artifact.shape === 'statute';
  return {
    artifactText: JSON.stringify(artifact),
    shape: artifact.shape,
    issueKey: issueKeyOf(artifact),
    issue: {
      title: artifact.issue?.title ?? first.title,
      organ: artifact.issue?.organ ?? first.signedBy[0] ?? null,
      year: artifact.issue?.year ?? null,
      number: artifact.issue?.number ?? null,
      runningNumber: artifact.issue?.runningNumber ?? null,
      date: artifact.issue?.date ?? first.date,
    },
    encoding: artifact.source.encoding,
    validFrom: isStatute ? (findStatuteVersion(artifact.source.text)?.validFrom ?? first.date) : null,
    rows: editionRows(artifact),
    effects: assertedEffects(artifact),
  };
}

/** A gazette is known by title, year and number; anything else by the first document in it. */
export function issueKeyOf(artifact: Pick<Artifact, 'issue' | 'shape' | 'issuances'>): string {
  const { issue } = artifact;
  const name = issue?.title ?? issue?.organ ?? null;
  if (artifact.shape === 'gazette' && issue && name !== null) {
    const which = [issue.year, issue.number ?? issue.runningNumber ?? issue.date];
    if (which.every((part) => part !== null)) return ['gazette', titleKey(name), ...which].join(':');
  }
  const first = artifact.issuances[0];
  const document = first?.number ? numberKey(first.number) : titleKey(first?.title ?? '');
  return [artifact.shape === 'statute' ? 'statute' : 'documents', document, first?.date ?? ''].join(':');
}
