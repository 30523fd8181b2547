/** Other systems: their keys, and what they are told. */
export { KINDS } from './kinds.ts';
