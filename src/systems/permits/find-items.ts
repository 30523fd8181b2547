/** Finding an item: by words, subject, theme, body, remark, basis. Pure, over the summaries of the list. */
import { titleKey } from '#engines/law/name.ts';
import { type Item, themesOf } from './item.ts';

const SUMMARY_FIELDS = [
  'no',
  'name',
  'about',
  'keywords',
  'authority',
  'implementers',
  'subjects',
  'themes',
  'variant',
  'promisedDays',
  'caseKind',
  'visits',
  'onlineDepth',
  'level',
  'bases',
] as const satisfies readonly (keyof Item)[];

/** What lists show of an item. */
export type ItemFields = Pick<Item, (typeof SUMMARY_FIELDS)[number]>;

export const summaryOf = (item: Item): ItemFields =>
  Object.fromEntries(SUMMARY_FIELDS.map((field) => [field, item[field]])) as ItemFields;

/** An item that is on the list. */
export type ItemSummary = ItemFields & {
  readonly code: string;
  readonly version: number;
  readonly listDocument: string;
  /** YYYY-MM-DD */
  readonly effectiveOn: string;
};

/** Everything that is not undefined or empty must hold. */
export type ItemFilter = {
  readonly q?: string | undefined;
  readonly subject?: string | undefined;
  readonly theme?: string | undefined;
  readonly authority?: string | undefined;
  /** Implementing body. */
  readonly body?: string | undefined;
  readonly variant?: string | undefined;
  /** Title of a legal basis. */
  readonly basis?: string | undefined;
};

const pairs = (text: string): string[] => {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  return plain.length < 2
    ? [plain].filter(Boolean)
    : Array.from({ length: plain.length - 1 }, (_, at) => plain.slice(at, at + 2));
};

/** What people add around the thing that they look for. */
const AROUND =
  /^(?:请问|我想|我要|想要|怎么|怎样|如何|在哪里?|哪里|办理?|申请|一个|一下)+|(?:怎么办|办理|申请|需要什么|要什么|手续|呢|吗|啊|呀|[?？。！])+$/gu;

/** Whether all of a word's characters come in this order: 开饭店 in 开个小饭店. */
function inOrder(word: string, text: string): boolean {
  let at = -1;
  for (const character of word) {
    at = text.indexOf(character, at + 1);
    if (at < 0) return false;
  }
  return word.length > 1;
}

/** How well an item answers a question: 0 not at all; the name word for word counts most, then everyday words. */
export function relevance(
  item: Pick<ItemSummary, 'name' | 'about' | 'keywords' | 'no' | 'bases' | 'authority'>,
  q: string,
): number {
  const asked = q.normalize('NFKC').trim();
  const core = asked.replace(AROUND, '') || asked;
  if (core === '') return 0;
  if (core === String(item.no) || item.name === core) return 1000;
  const inName = item.name.includes(core);
  const inWords = item.keywords.some((k) => inOrder(k, core) || (core.length > 1 && k.includes(core)));
  const inAbout = item.about.includes(core);
  const inLaw = core.length > 3 && item.bases.some((b) => titleKey(b.title).includes(titleKey(core)));
  const own = new Set([item.name, item.about, ...item.keywords].flatMap(pairs));
  const wanted = pairs(core);
  const share = wanted.filter((pair) => own.has(pair)).length / wanted.length;
  return (
    (inName ? 400 : 0) +
    (inWords ? 300 : 0) +
    (inAbout ? 150 : 0) +
    (inLaw ? 100 : 0) +
    // Half of the pairs: a word or two in common is chance.
    (share >= 0.5 ? Math.round(share * 100) : 0)
  );
}

/** The items that fulfil every condition; with words, the best answer first, else in the order of the list. */
export function findItems(items: readonly ItemSummary[], filter: ItemFilter): ItemSummary[] {
  const { q = '', subject, theme, authority, body, variant, basis } = filter;
  const kept = items.filter(
    (item) =>
      (!subject || (item.subjects as readonly string[]).includes(subject)) &&
      (!theme || themesFor(item, subject).includes(theme)) &&
      (!authority || item.authority === authority) &&
      (!body || item.implementers.includes(body)) &&
      (!variant || item.variant === variant) &&
      (!basis || item.bases.some((b) => titleKey(b.title) === titleKey(basis))),
  );
  if (q.trim() === '') return kept;
  return kept
    .map((item) => ({ item, score: relevance(item, q) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.item.no - b.item.no)
    .map(({ item }) => item);
}

/** The classes that count for a subject; all when none is asked. */
export const themesFor = ({ themes }: Pick<Item, 'themes'>, subject: string | undefined): string[] =>
  subject === '个人' ? themes.person : subject === '法人' ? themes.organisation : themesOf({ themes });

export type Facet = { readonly value: string; readonly count: number };
export const FACETS = ['subject', 'theme', 'authority', 'body', 'variant', 'basis'] as const;
export type FacetName = (typeof FACETS)[number];

/** Values of every facet with how many items each would leave under the other conditions; most first, 其他 last. */
export function facetsOf(items: readonly ItemSummary[], filter: ItemFilter): Record<FacetName, Facet[]> {
  const valuesOf: Record<FacetName, (item: ItemSummary) => readonly string[]> = {
    subject: (i) => i.subjects,
    theme: (i) => themesFor(i, filter.subject),
    authority: (i) => [i.authority],
    body: (i) => i.implementers,
    variant: (i) => [i.variant],
    basis: (i) => [...new Set(i.bases.map((b) => b.title))],
  };
  const facet = (name: FacetName): Facet[] => {
    const counts = new Map<string, number>();
    for (const item of findItems(items, { ...filter, [name]: undefined }))
      for (const value of valuesOf[name](item)) counts.set(value, (counts.get(value) ?? 0) + 1);
    return [...counts]
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => Number(a.value === '其他') - Number(b.value === '其他') || b.count - a.count);
  };
  return Object.fromEntries(FACETS.map((name) => [name, facet(name)])) as Record<FacetName, Facet[]>;
}
