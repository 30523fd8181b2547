/** Licences: what other systems may use of them. */
export { ROOT_FILE, resumeAuthority } from './authority.ts';
export { type LicenceKeys, licenceKeys } from './holder.ts';
export { type Issued, type IssueFacts, issueLicence } from './issue-licence.ts';
export { type LicenceState, STATE_WORDS } from './licence.ts';
export { testAgencyCode, testTypeCode } from './test-codes.ts';
export { type CaseUse, usesOfCase } from './uses-of-case.ts';
