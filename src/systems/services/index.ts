/** S4 The one-stop service: what other systems may use of its cases. */
export { type AnswerLine, answerLines } from './answer-lines.ts';
export { CaseOut, LIGHTS, Refused, StepOut } from './api-schema.ts';
export { caseViewOut } from './api-views.ts';
export type { Answers } from './file-application.ts';
export { baseCodeOf, currentOffer, type Offer, offerOfCase } from './offer.ts';
export { APPLICATIONS, accountOfPhone, casesOf, findApplication, formPlace, readForm } from './queries.ts';
