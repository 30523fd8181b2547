/** Addresses of the record of posts. People are addressed by id: a name may be two people's. */
const withDay = (path: string, asOf: string | undefined) => (asOf ? `${path}?asOf=${asOf}` : path);

export const personPath = (id: string): string => `/personnel/people/${id}`;
export const postPath = (id: string): string => `/personnel/posts/${id}`;
export const organisationPath = (id: string, asOf?: string): string =>
  withDay(`/personnel/organisations/${id}`, asOf);
