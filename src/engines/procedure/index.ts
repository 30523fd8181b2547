/** The procedure engine: somebody applies, officials decide, against a statutory clock. */
export { AssumedDays } from './assumed-days.ts';
export {
  type ClockMove,
  type ClockReading,
  clockAt,
  type DayCounter,
  type DayUnit,
  dayOf,
  isProvisional,
  LEGAL_ZONE,
  type Light,
  type Limit,
  lightAt,
  lightOf,
  workingDaysAfter,
} from './clock.ts';
export { decideTransition, expiredTransition, type TransitionProblem, transitionsFor } from './decide.ts';
export {
  type ClockDefinition,
  defineProcedure,
  formatGround,
  formatLimit,
  type Ground,
  type Procedure,
  rolesWaitingIn,
  type StateDefinition,
  statesWaitingFor,
  type TransitionDefinition,
} from './definition.ts';
export {
  type CaseActor,
  type CaseEvent,
  type CaseState,
  eventsOf,
  foldCase,
  lastMade,
} from './event.ts';
export { type ActedCase, type Acting, type ActRefusal, actOnCase } from './store/act-on-case.ts';
export { type CaseKind, type OpenCase, openCases, recomputeDueRows } from './store/due-rows.ts';
export { type OpenedCase, type Opening, type OpenRefusal, openCase } from './store/open-case.ts';
export {
  CASE_CHANNEL,
  type CaseFile,
  findCase,
  findCaseByNumber,
  lockCase,
  type MaterialFile,
  overdueCases,
  readEvents,
  readEventsOf,
  readMaterials,
} from './store/queries.ts';
export { foldedColumns, lightOfRow } from './store/rows.ts';
export {
  type Action,
  type CaseView,
  type ClockView,
  type EventView,
  type FieldSchema,
  inputSchema,
  viewCase,
} from './view-case.ts';
