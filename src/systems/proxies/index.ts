/** Acting for others: what other systems ask of it. */
export { type Principal, principalSealing } from './principal.ts';
export { covers, KIND_WORDS } from './proxy.ts';
export {
  actingFor,
  isApplicant,
  principalOfKey,
  principalOfNumber,
  type Standing,
  standingFor,
  standingsOf,
} from './standing.ts';

import './tables.ts';
