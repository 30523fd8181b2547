/** Apart from the records, so that who only names a series loads no database. */
import { createHash } from 'node:crypto';
import { sameName } from './check/name.ts';

/** Stable for an indicator at a place, whatever the document. */
export const seriesIdOf = (indicator: string, place: string | null): string =>
  createHash('sha256')
    .update(`${place ?? ''}\n${sameName(indicator)}`)
    .digest('hex')
    .slice(0, 12);
