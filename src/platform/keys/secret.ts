/**
 * The key itself, as another system holds it: `gbk_` so that scanners for leaked secrets know it, 32 random characters
 * (190 bits), and six that follow from them, so that what was mistyped or made up is told without asking the database.
 */
import { createHash, randomInt } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const PREFIX = 'gbk_';
const RANDOM_CHARACTERS = 32;
const CHECK_CHARACTERS = 6;

function checkOf(random: string): string {
  const bytes = createHash('sha256').update(PREFIX).update(random).digest();
  return Array.from({ length: CHECK_CHARACTERS }, (_, i) => ALPHABET[(bytes[i] ?? 0) % ALPHABET.length]).join(
    '',
  );
}

export function newSecret(): string {
  const random = Array.from({ length: RANDOM_CHARACTERS }, () => ALPHABET[randomInt(ALPHABET.length)]).join(
    '',
  );
  return PREFIX + random + checkOf(random);
}

/** Whether a text has the form of a key, its check included. */
export function isSecret(text: string): boolean {
  const parts = /^gbk_([0-9A-Za-z]{32})([0-9A-Za-z]{6})$/.exec(text);
  return parts !== null && checkOf(parts[1] ?? '') === parts[2];
}

/** What is stored of it: with 190 random bits, a plain SHA-256 cannot be turned back. */
export const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

export const lastFourOf = (secret: string): string => secret.slice(-4);
