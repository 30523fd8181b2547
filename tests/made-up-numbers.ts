/** Made-up numbers with a right check character; nobody and nothing has them. */
import { isCreditCode, isIdentityNumber } from '#systems/permits/index.ts';

const complete = (head: string, alphabet: string, right: (text: string) => boolean): string => {
  const found = [...alphabet].map((c) => head + c).find(right);
  if (!found) throw new Error(`no check character for ${head}`);
  return found;
};

/** @param born `20200102`; of a district code that is nowhere in use */
export const madeUpIdentity = (born: string, serial = '001'): string =>
  complete(`649999${born}${serial}`, '0123456789X', isIdentityNumber);

export const madeUpCreditCode = (serial: string): string =>
  complete(`91649999MATEXT${serial}`, '0123456789ABCDEFGHJKLMNPQRTUWXY', isCreditCode);
