/** S2 Normative documents: what other systems may use of it. */
export { IssueList, PageQuery } from './api-schema.ts';
export { type Consequences, consequences } from './consequences.ts';
export { type BodyAlias, bodyAliases, decideAlias, findBody } from './decide-alias.ts';
export { type Decided, type Decision, decideEffect } from './decide-effect.ts';
export { countAssumedAliases } from './desk/bodies.ts';
export { proposalWord } from './desk/effect-words.ts';
export { listOpenProposals, type OpenProposal } from './desk/proposals.ts';
export { type CitingPlace, citingPlaces, documentFamily, undecidedProposals } from './queries.ts';
export {
  countReadable,
  type NewDocument,
  readCatalogueTotal,
  readHeads,
  readNewest,
  readSitemapPart,
} from './queries-catalogue.ts';
export { CITING_PLACES_MAX, type DocumentHead } from './queries-document.ts';
export { type CataloguePage, readCataloguePage, statusesOf } from './read-catalogue.ts';
export { parseAsOf, today } from './reading.ts';
export { changesAround, type StatusChange, StatusIndex, statusIndexOf } from './status-index.ts';
