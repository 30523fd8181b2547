/** S3 The permit list and its items: what other systems may use of it. */
export { isProvisional } from './codes.ts';
export type { ItemFilter, ItemSummary } from './find-items.ts';
export {
  bundleForm,
  checkAnswers,
  type FormError,
  type FormSchema,
  fieldOf,
  type Section,
  sectionsOf,
} from './form.ts';
export {
  type Citation,
  DELIVERY_WORDS,
  formatCitation,
  Item,
  isAssumed,
  type Material,
  type Step,
  VARIANT_WORDS,
} from './item.ts';
export { itemProcedure } from './item-procedure.ts';
export { type LintFinding, lintItem } from './lint-item.ts';
export { listItems } from './list-items.ts';
export { givenBy, materialsFor } from './materials-for.ts';
export { isCreditCode, isIdentityNumber } from './numbers.ts';
export {
  PERMIT_ROLES,
  type PermitLimits,
  permitProcedure,
  VARIANTS,
  type Variant,
} from './permit-procedure.ts';
export { ASSIGNABLE, type Assignment, assigneeOf, assignmentsOf } from './procedure/assign.ts';
export { type Consulted, consultedBodies, unansweredBodies } from './procedure/variants.ts';
export { readCurrentVersion, readItem, type StoredItem } from './queries.ts';
export { LIST_DOCUMENT, readItemFacts } from './read-item-facts.ts';
export { receivingBodies } from './receiving-bodies.ts';
export { seedItems } from './seed-items.ts';
export { promisedDaysOf, readThemes, roundsOf, type Theme, themeOf } from './theme.ts';
export {
  answersForItem,
  type MaterialNeed,
  materialNeeds,
  type ThemeForm,
  themeForm,
  themeMaterials,
} from './theme-form.ts';
