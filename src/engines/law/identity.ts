/**
 * Which known document a printed one is. Numbers and titles are only aliases: the same number on two different
 * documents stays two documents, and the collision is reported.
 */
import type { DocumentDraft, Locator } from './rows.ts';

export type KnownDocument = {
  readonly id: string;
  readonly kind: 'issuance' | 'instrument' | 'statute';
  readonly parent_id: string | null;
  readonly number_key: string | null;
  readonly title_key: string;
  readonly dated: string | null;
  readonly holding: 'held' | 'outlined' | 'stub';
  /** It was in the edition that this one corrects. */
  readonly inPrevious: boolean;
};

/**
 * The known document for every draft, or null for one never met. A known document is given at most once.
 *
 * A correction of the same issue keeps a document by its number, else by its title and date. Elsewhere a number
 * is believed only together with the title; a stub, known from mentions alone, may have been called by the
 * title of what the issuance carries.
 */
export function identify(
  drafts: readonly DocumentDraft[],
  known: readonly KnownDocument[],
): Map<Locator, KnownDocument | null> {
  const found = new Map<Locator, KnownDocument | null>();
  const taken = new Set<string>();
  const give = (draft: DocumentDraft, tests: readonly ((k: KnownDocument) => boolean)[]) => {
    const free = known.filter((k) => !taken.has(k.id));
    let match: KnownDocument | undefined;
    for (const test of tests) match ??= free.find(test);
    if (match) taken.add(match.id);
    found.set(draft.locator, match ?? null);
  };
  for (const draft of drafts.filter((d) => d.kind !== 'instrument')) {
    const carried = drafts.filter((d) => d.parent === draft.locator).map((d) => d.titleKey);
    give(draft, topLevelTests(draft, carried));
  }
  for (const draft of drafts.filter((d) => d.kind === 'instrument')) {
    const parent = found.get(draft.parent ?? '')?.id;
    give(draft, [
      (k) => k.kind === 'instrument' && k.parent_id === parent && k.title_key === draft.titleKey,
      (k) => isStub(k) && k.kind !== 'statute' && k.number_key === null && k.title_key === draft.titleKey,
    ]);
  }
  return found;
}

const isStub = (k: KnownDocument) => k.holding === 'stub';

function topLevelTests(draft: DocumentDraft, carried: readonly string[]): ((k: KnownDocument) => boolean)[] {
  const top = (k: KnownDocument) => k.kind !== 'instrument';
  const sameNumber = (k: KnownDocument) => draft.numberKey !== null && k.number_key === draft.numberKey;
  const sameTitle = (k: KnownDocument) => k.title_key === draft.titleKey;
  const sameDate = (k: KnownDocument) => k.dated === draft.dated;
  const oneUnnumbered = (k: KnownDocument) => k.number_key === null || draft.numberKey === null;
  const stubTitleFits = (k: KnownDocument) =>
    sameTitle(k) || carried.includes(k.title_key) || draft.titleKey.includes(k.title_key);
  if (draft.kind === 'statute') {
    return [(k) => k.kind === 'statute' && sameTitle(k), (k) => isStub(k) && top(k) && sameTitle(k)];
  }
  return [
    (k) => k.inPrevious && top(k) && sameNumber(k) && sameTitle(k),
    (k) => k.inPrevious && top(k) && sameNumber(k),
    (k) => k.inPrevious && top(k) && sameTitle(k) && sameDate(k),
    (k) => top(k) && sameNumber(k) && sameTitle(k),
    (k) => top(k) && isStub(k) && sameNumber(k) && stubTitleFits(k),
    (k) => top(k) && oneUnnumbered(k) && sameTitle(k) && (sameDate(k) || isStub(k)),
  ];
}
