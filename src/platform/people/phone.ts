import type { Config } from '#base/config.ts';
import { createSealing, type Sealing } from '#platform/sealing/index.ts';

/** A mobile phone number of mainland China: eleven digits that begin with 1. */
export type PhoneNumber = string & { readonly phone: unique symbol };

/** Reads a number as people type it: with spaces, hyphens or the country's code; undefined when it is none. */
export function readPhone(text: string): PhoneNumber | undefined {
  const digits = text
    .normalize('NFKC')
    .replace(/[\s-]/gu, '')
    .replace(/^(\+|00)86/u, '');
  return /^1[3-9]\d{9}$/u.test(digits) ? (digits as PhoneNumber) : undefined;
}

/** What phone numbers are sealed and found again by. */
export const phoneSealing = (config: Pick<Config, 'secrets'>): Sealing =>
  createSealing(config.secrets, 'people.phone');
