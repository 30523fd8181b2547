/** What a new draft begins with: nothing, what the last issue had in the section, or what a replacement needs. */
import { sql } from 'kysely';
import { isId } from '#base/ids.ts';
import { numberKey, titleKey } from '#engines/law/name.ts';
import type { Handle } from '#platform/store/store.ts';
import { type DraftContent, SECTIONS } from './draft.ts';
import { EMPTY_DRAFT } from './read-draft-form.ts';

type Replaced = {
  id: string;
  title: string;
  number: string | null;
  section: string | null;
  signedBy: string[];
  addressees: string[];
};

/** The issuance of that id, number or title, which a new one is to replace; of an instrument, the issuance that carries it. */
export async function findReplaced(handle: Handle, asked: string): Promise<Replaced | undefined> {
  const { rows } = await sql<Replaced>`
    select o.id, o.title, o.number, o.section, o.signed_by as "signedBy",
      coalesce((select x.addressees from law_expression x where x.document_id = o.id and x.current limit 1), '[]') as addressees
    from law_document d join law_document o on o.id = coalesce(d.parent_id, d.id)
    where o.kind = 'issuance' and ${
      isId(asked)
        ? sql`d.id = ${asked}`
        : sql`(d.number_key = ${numberKey(asked)} or d.title_key = ${titleKey(asked)})`
    } order by (o.holding = 'stub'), o.dated desc nulls last, o.id limit 1`.execute(handle);
  return rows[0];
}

/** A title within book-title marks: its own marks are single ones (GB/T 15834, 4.15). */
const nested = (title: string): string => title.replaceAll('《', '〈').replaceAll('》', '〉');

/** A draft that takes the place of a published document: its section, series and bodies, and the words that end it. */
export function beginReplacement(replaced: Replaced, today: Temporal.PlainDate): DraftContent {
  const kind = /(通知|通告|公告|意见|决定|办法|规定)$/.exec(replaced.title)?.[1] ?? '文件';
  const number = replaced.number ? `（${replaced.number}）` : '';
  return {
    ...EMPTY_DRAFT,
    section: replaced.section ?? SECTIONS[1],
    series: replaced.number?.split('〔')[0] ?? null,
    title: replaced.title,
    addressees: replaced.addressees.join('，'),
    body: `本${kind}自印发之日起施行。《${nested(replaced.title)}》${number}同时废止。`,
    signedBy: replaced.signedBy,
    dated: today.toString(),
    supersedes: replaced.id,
  };
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * A draft that somebody is writing, now to take the place of a published document: what was typed stays, what is
 * empty or still as it began (`untouched`) becomes what a replacement begins with, and the words that end the old
 * document are added where they are missing.
 */
export function makeReplacement(
  content: DraftContent,
  untouched: DraftContent | undefined,
  replaced: Replaced,
  today: Temporal.PlainDate,
): DraftContent {
  const begun = beginReplacement(replaced, today);
  const kept = <K extends keyof DraftContent>(field: K): DraftContent[K] =>
    untouched && same(content[field], untouched[field]) ? begun[field] : content[field];
  const [, ending = begun.body] = begun.body.split(/(?<=施行。)/);
  const ends = content.body.includes('废止') && content.body.includes(ending.replace('同时废止。', ''));
  const words = content.body.includes('施行') ? ending : begun.body;
  return {
    ...content,
    section: kept('section'),
    series: kept('series'),
    addressees: kept('addressees'),
    signedBy: kept('signedBy'),
    title: content.title || begun.title,
    body: ends ? content.body : [content.body, words].filter((part) => part !== '').join('\n'),
    supersedes: replaced.id,
  };
}

/** A document that is to be replaced, by what it was asked for; what the form becomes by it, or why it was not found. */
export type Sought = { readonly asked: string; readonly content: DraftContent; readonly error?: string };

/**
 * What a draft's sender wants to replace; absent when nothing was named. A name is looked for whichever button was
 * pressed: a draft that is saved without it would be published beside the document that it was meant to end.
 * @param begun what a new draft began with, so that what its writer did not touch follows the old document
 */
export async function seekReplaced(
  handle: Handle,
  { act, replaces = '' }: Readonly<Record<string, string>>,
  content: DraftContent,
  today: Temporal.PlainDate,
  begun?: () => Promise<DraftContent>,
): Promise<Sought | undefined> {
  if (content.supersedes !== null || (replaces === '' && act !== 'find')) return undefined;
  if (replaces === '') return { asked: '', content, error: '请写原文件的文号或标题，再找。' };
  const replaced = await findReplaced(handle, replaces);
  if (!replaced)
    return { asked: replaces, content, error: `库中没有文号或标题是“${replaces}”的文件，请核对后再找。` };
  return { asked: replaces, content: makeReplacement(content, await begun?.(), replaced, today) };
}

/** Bodies and series that most documents of the section had, so that little is left to type. */
export async function beginDraft(
  handle: Handle,
  section: string,
  today: Temporal.PlainDate,
): Promise<DraftContent> {
  const { rows } = await sql<{ signedBy: string[]; number: string | null; addressees: string[] }>`
    select d.signed_by as "signedBy", d.number, x.addressees from law_document d
    join law_expression x on x.document_id = d.id and x.current
    where d.kind = 'issuance' and d.holding <> 'stub' and d.section = ${section}
    order by d.dated desc nulls last, d.id limit 1`.execute(handle);
  const [last] = rows;
  return {
    ...EMPTY_DRAFT,
    section,
    series: last?.number?.split('〔')[0] ?? null,
    addressees: last?.addressees.join('，') ?? '',
    signedBy: last?.signedBy ?? [],
    dated: today.toString(),
  };
}
