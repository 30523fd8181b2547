/** From which level of the state a document comes, read from its title and number: for grouping what is cited. */
import { bareTitle, nationalTitle } from '#engines/law/parse/citations-class.ts';
import type { DocumentHead } from '../queries-document.ts';

export const LEVELS = ['law', 'regulation', 'rule', 'province', 'city', 'district', 'other'] as const;
export type Level = (typeof LEVELS)[number];

/** The place whose gazette it is: what is its own, what is its city's. */
export type Home = {
  /** 银川市; empty when the gazette's name begins with no city. */
  readonly city: string;
  /** 西夏区. */
  readonly district: string;
  /** What its own document numbers begin with, before 政 or 党: 银西. */
  readonly numberHeads: ReadonlySet<string>;
};

const PLACES = /^(\p{Script=Han}{1,6}?[市州盟])?(\p{Script=Han}{1,6}?[区县旗市])/u;

/** @param name a gazette's or body's name that begins with its place: 银川市西夏区人民政府公报 */
export function homeOf(name: string, numbers: readonly (string | null)[]): Home {
  const places = PLACES.exec(name);
  return {
    city: places?.[1] ?? '',
    district: places?.[2] ?? '',
    numberHeads: new Set(numbers.flatMap((n) => numberHead(n) ?? [])),
  };
}

const numberHead = (number: string | null): string | undefined =>
  number === null ? undefined : /^(\p{Script=Han}{1,4}?)(?=[政党])/u.exec(number)?.[1];

export function levelOf(document: Pick<DocumentHead, 'kind' | 'title' | 'number'>, home: Home): Level {
  const title = bareTitle(document.title.replace(/^《/, ''));
  const national = document.kind === 'statute' ? (nationalTitle(title, false) ?? undefined) : undefined;
  if (national) return nationalLevel(national);
  const { number } = document;
  if (number?.startsWith('国')) return 'regulation';
  if (/^\p{Script=Han}{0,6}(?:自治区|省)/u.test(title)) return 'province';
  const head = numberHead(number);
  if (head && home.numberHeads.has(head)) return 'district';
  const rest = home.city && title.startsWith(home.city) ? title.slice(home.city.length) : title;
  if (home.district && rest.startsWith(home.district)) return 'district';
  if (home.city && rest !== title) return 'city';
  if (head && [...home.numberHeads].some((own) => own.startsWith(head))) return 'city';
  return 'other';
}

function nationalLevel(title: string): Level {
  if (/(?:法|法典)$/.test(title) && !/办法$/.test(title)) return 'law';
  return /条例$/.test(title) || title.startsWith('国务院') ? 'regulation' : 'rule';
}
