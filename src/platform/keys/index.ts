/** Keys of other systems. */
export { actorOfKey, type KeyRefusal } from './actor-of-key.ts';
export {
  AUTHORITY_DAYS_MAX,
  giveAuthority,
  keyHolds,
  systemsForPeople,
  withdrawAuthority,
} from './give-authority.ts';
export {
  KEY_DAYS_MAX,
  type KeyForm,
  type KeyProblem,
  keyProblems,
  makeKey,
  REQUESTS_PER_MINUTE,
  revokeKey,
} from './manage-keys.ts';
export { type KeyRow, listAuthorities, listKeyRows, noteKeyUse } from './queries.ts';
