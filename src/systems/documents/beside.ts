/** What other systems know of a document and show on its page: people of a notice, figures of a bulletin. */
import type { Handle } from '#platform/store/store.ts';

/** A run of words; those with an address are links. */
export type BesideWords = { readonly text: string; readonly href?: string };

export type Beside = {
  /** Stable, for the section's anchor. */
  readonly id: string;
  readonly heading: string;
  readonly lines: readonly (readonly BesideWords[])[];
};

/** Gives nothing for a document of which the system knows nothing; one probe of an index. */
export type ReadBeside = (handle: Handle, documentId: string) => Promise<Beside | null>;
