/** S12 Statistics: what other systems may use of it. */
export { checkFigures, type FigureCheck } from './check/recompute.ts';
