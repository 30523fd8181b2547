/** Addresses of this system's pages. `asOf` is given only when the reader chose a day: then it goes along. */
import { clauseHref } from '../clause-address.ts';

const withDay = (path: string, asOf: string | undefined) => (asOf ? `${path}?asOf=${asOf}` : path);

export const documentPath = (id: string, asOf?: string): string => withDay(`/documents/${id}`, asOf);

/** `place` is table and row, counted from 1: the row on whichever part of the page it stands. */
export const rowPath = (id: string, place: string, asOf?: string): string =>
  withDay(`/documents/${id}/rows/${place}`, asOf);

export const clausePath = (id: string, address: string, asOf?: string): string =>
  withDay(clauseHref(id, address), asOf);

/** The picture of a document's relations, with one group opened. */
export function relationsPath(id: string, asOf?: string, open?: string): string {
  const query = new URLSearchParams({ document: id, ...(asOf ? { asOf } : {}), ...(open ? { open } : {}) });
  return `/documents/relations?${query}`;
}
