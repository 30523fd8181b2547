import { numberKey, titleKey } from '#engines/law/name.ts';
import type { Artifact, ContentsEntry } from '#engines/law/parse/artifact.ts';

/**
 * Entries of the contents whose document is not in the body: the sign of a file that was cut. An entry is found by
 * its number, or by its title, which in a contents may be shortened.
 */
export function missingDocuments(artifact: Pick<Artifact, 'contents' | 'issuances'>): ContentsEntry[] {
  const numbers = new Set(
    artifact.issuances.flatMap((i) => (i.number === null ? [] : [numberKey(i.number)])),
  );
  const titles = artifact.issuances.map((i) => titleKey(i.title));
  return artifact.contents.filter((entry) => {
    if (entry.number !== null && numbers.has(numberKey(entry.number))) return false;
    const title = titleKey(entry.title);
    return !titles.some((t) => t === title || t.includes(title) || title.includes(t));
  });
}

/** A file that lacks at least this share of what its contents list, at the end, was cut; less may be a misreading. */
const CUT_SHARE = 0.2;

/** The documents lost with the end of a file that was cut; empty for a whole one. */
export function cutDocuments(artifact: Pick<Artifact, 'contents' | 'issuances'>): ContentsEntry[] {
  const missing = new Set(missingDocuments(artifact));
  const { contents } = artifact;
  let from = contents.length;
  while (from > 0 && missing.has(contents[from - 1] as ContentsEntry)) from--;
  const lost = contents.slice(from);
  return lost.length >= contents.length * CUT_SHARE ? lost : [];
}
