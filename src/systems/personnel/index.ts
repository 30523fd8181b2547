/** S11 Appointments: what other systems may use of it. */
export { findingsOf, type PersonnelFinding, standingOn } from './findings.ts';
export { mentionPath, printedPostPath } from './mention-paths.ts';
export { type Probation, probationStateAt, probationsOf } from './probation.ts';
export { readRecord } from './queries.ts';
