/** Addresses of this system's pages. */
export const itemPath = (code: string, version?: number): string =>
  `/services/items/${code}${version === undefined ? '' : `?version=${version}`}`;
/** Where an application begins; the services system answers it. */
export const applyPath = (code: string): string => `/services/items/${code}/apply`;
/** Where one asks beforehand whether one can; the services system answers it. */
export const checkPath = (code: string): string => `/services/items/${code}/check`;
export const themePath = (code: string): string => `/services/themes/${code}`;
export const versionsPath = (code: string): string => `/services/items/${code}/versions`;
export const diffPath = (code: string, from: number, to: number): string =>
  `/services/items/${code}/versions/diff?from=${from}&to=${to}`;
export const lawPath = (documentId: string): string => `/documents/${documentId}`;
export const listDocumentPath = (number: string): string =>
  `/documents/by-number/${encodeURIComponent(number)}`;

/** A list with conditions; what is empty is left out. */
export function filteredPath(path: string, filter: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams(
    Object.entries(filter).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
  return query.size === 0 ? path : `${path}?${query}`;
}
