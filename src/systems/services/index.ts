/** S4 One-stop service: what other systems may use of it. */
export { type PermitLimits, permitProcedure, type Variant } from './permit-procedure.ts';
