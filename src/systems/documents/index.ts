/** S2 Normative documents: what other systems may use of it. */
export { IssueList, PageQuery } from './api-schema.ts';
export type { Beside, BesideWords, ReadBeside } from './beside.ts';
export { clauseAddresses, clauseHref, placeWords } from './clause-address.ts';
export { consequences } from './consequences.ts';
export { countAssumedAliases } from './desk/bodies.ts';
export { proposalWord } from './desk/effect-words.ts';
export { listOpenProposals } from './desk/proposals.ts';
export { withoutHeading } from './printed-text.ts';
export { readCatalogueTotal, readHeads } from './queries-catalogue.ts';
export { CITING_PLACES_MAX, type DocumentHead } from './queries-document.ts';
export { statusesOf } from './read-catalogue.ts';
export { type AsOfAsked, parseAsOf, today } from './reading.ts';
export { changesAround, type StatusChange, statusIndexOf } from './status-index.ts';
export { type NextNumber, proposeNumbers, type TakenNumber, takeNumber } from './take-number.ts';
