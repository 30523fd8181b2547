/** Licences: what other systems may use of them. */
export { ROOT_FILE, resumeAuthority } from './authority.ts';
export { makePaper, type PaperFacts } from './file/make-paper.ts';
export { type LicenceKeys, licenceKeys } from './holder.ts';
export { type Issued, type IssueFacts, issueLicence } from './issue-licence.ts';
export { type LicenceState, STATE_WORDS } from './licence.ts';
export {
  type LicenceInCase,
  type LicenceUsed,
  licencesInCase,
  type OwnLicence,
  ownLicences,
  takeUseInCase,
  type UseInCaseRefusal,
} from './take-use-in-case.ts';
export { testAgencyCode, testTypeCode } from './test-codes.ts';
