/** S1 The gazette: what other systems may use of it. */
export { type CarriedLink, readCarriedClauses } from './coverage/read-coverage.ts';
export { type ExportFormat, exportDocument, exportFormats } from './export-document.ts';
export {
  type ImportContext,
  type ImportFile,
  type ImportRefusal,
  type ImportReport,
  type ImportStep,
  importIssue,
  refuseTooLarge,
} from './import-issue.ts';
export {
  type CreateDraftRefusal,
  createDraft,
  createDraftIn,
  type MadeDraft,
  type NewDraft,
} from './next-issue/create-draft.ts';
export { type Seeded, seedFacts } from './seed-facts.ts';
export {
  type Chart,
  type ChartsOf,
  typesetDocument,
  typesetIssue,
} from './typeset/index.ts';
export { documentPdf, issuePdf } from './typeset/made.ts';
