/** How a document's head is said: its kind, its number and its date. */
import type { DocumentHead } from '../queries-document.ts';

export const kindName = (d: DocumentHead): string =>
  d.kind === 'statute' ? '法律法规' : (d.section ?? (d.kind === 'instrument' ? '所附文件' : '文件'));

/**
 * Null only where the print is known to bear none. What is known by name alone may well have a number; a statute is
 * promulgated by an order that its text need not name; an instrument goes by the number of its issuance.
 */
export const printedNumber = (d: DocumentHead): string | null | undefined =>
  d.number ?? (d.kind === 'issuance' && d.holding !== 'stub' ? null : undefined);

/** Null only where the print is known to bear none. */
export const printedDate = (d: DocumentHead): string | null | undefined =>
  d.dated ?? (d.holding === 'stub' ? undefined : null);
