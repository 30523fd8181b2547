/**
 * Codes of an item (facts §4): basic code 12, implementation code 31, handling +2. The bodies' credit codes are not
 * known, so the implementation code is provisional: it is written with Z, which no credit code may hold.
 */
import { sha256 } from '#base/digest.ts';

const DIVISION = '640105';

/** 64 (自治区) + 01 (行政许可) + 00 (no department) + number in the list + 000. The department 00 marks it as provisional. */
export const provisionalBase = (no: number): string => `640100${String(no).padStart(3, '0')}000`;

/** 18 characters that stand for a body's credit code until it is known. The same for the same name, always. */
export function provisionalCredit(body: string): string {
  const digits = BigInt(`0x${sha256(body).slice(0, 15)}`)
    .toString()
    .slice(-9)
    .padStart(9, '0');
  return `ZZ${DIVISION}${digits}Z`;
}

export const implementationCode = (credit: string, level: '4' | '5', base: string): string =>
  credit + level + base;

/** Whether a code is no real one yet. */
export const isProvisional = (code: string): boolean => code.includes('Z') || /^\d{4}00\d{6}$/.test(code);
