/** Whose application it is when a clerk takes it in: an account if the person has one, else the person by their number. */
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import { principalOfNumber } from '#systems/proxies/index.ts';
import type { Answers, Services } from './file-application.ts';
import { todayOf } from './for-whom.ts';
import { accountOfPhone } from './queries.ts';

/**
 * The child or enterprise of the number, when somebody may act for it: they find the case then. Else the account that
 * registered with the mobile phone that was stated, so that the person can follow the case online; else `walk-in:` and a keyed digest of the identity number or credit code, under which a later account finds it.
 */
export async function applicantAtWindow(services: Services, answers: Answers): Promise<string> {
  const { db, sealing, identitySealing, phoneIndexes } = services;
  const stated = Object.values(answers);
  const first = (name: string) => stated.map((s) => s[name]).find((v) => typeof v === 'string' && v !== '');
  const number = first('number');
  const phone = first('mobile');
  const [principal, account] = await Promise.all([
    typeof number === 'string'
      ? principalOfNumber(db, identitySealing, DIVISION_XIXIA, number.trim().toUpperCase(), todayOf(services))
      : undefined,
    typeof phone === 'string' ? accountOfPhone(db, phoneIndexes(phone)) : undefined,
  ]);
  if (principal ?? account) return (principal ?? account) as string;
  return `walk-in:${sealing.blindIndex(typeof number === 'string' ? number.toUpperCase() : JSON.stringify(stated))}`;
}

/**
 * How cases name the applicants whom a number may mean. A mobile phone finds the account that registered with it; an
 * identity number or credit code finds those whom a window took in without an account. Names are sealed and have no
 * index, so that nobody is found by name.
 */
export async function applicantsOfNumber(
  { db, sealing, phoneIndexes }: Services,
  text: string,
): Promise<string[]> {
  const account = await accountOfPhone(db, phoneIndexes(text));
  const number = text.normalize('NFKC').replace(/[\s-]/gu, '').toUpperCase();
  return [...(account ? [account] : []), ...sealing.blindIndexes(number).map((index) => `walk-in:${index}`)];
}
