/** Sealing at rest, and how personal data are shown. */
export { createSealing, maskName, maskNumber, type Sealing, SealingError } from './sealing.ts';
