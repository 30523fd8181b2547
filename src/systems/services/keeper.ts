/** The small script that keeps a draft when the network drops: its address and what a form tells it. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fromRoot } from '#base/paths.ts';
import { type FormSchema, fieldOf, sectionsOf } from '#systems/permits/index.ts';

const FILE = 'src/systems/services/pages/draft-keeper.js';

export type Script = { readonly path: string; readonly body: string };
let read: Script | undefined;

/** Named by its content, so that it may be cached for ever. */
export function keeperScript(): Script {
  if (!read) {
    const body = readFileSync(fromRoot(FILE), 'utf8');
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
    read = { path: `/assets/draft-keeper.${hash}.js`, body };
  }
  return read;
}

/** What marks an account on a device without naming it. */
export const accountMark = (account: string): string =>
  createHash('sha256').update(`draft-keeper:${account}`).digest('hex').slice(0, 16);

/** Formats that are never kept on a device. */
const NEVER = new Set(['identity-number', 'credit-code', 'party-number', 'mobile']);

const unkeptOf = (form: FormSchema): string =>
  sectionsOf(form)
    .flatMap(([section, { properties }]) =>
      Object.entries(properties).flatMap(([name, raw]) =>
        NEVER.has(String(fieldOf(raw).format ?? '')) ? [`${section}.${name}`] : [],
      ),
    )
    .join(' ');

/** How a draft stands on the server; absent: it is not there yet. */
export type SavedDraft = { readonly version: number; readonly at: string };

/** A form's attributes for the script. @param path the form's own address, under which it is kept */
export const keeperAttributes = (path: string, form: FormSchema, account: string, saved?: SavedDraft) => ({
  'data-keep': path,
  'data-account': accountMark(account),
  'data-unkept': unkeptOf(form),
  'data-version': saved?.version ?? 0,
  'data-saved-at': saved?.at,
});
export type KeeperAttributes = ReturnType<typeof keeperAttributes>;

/** Marks a page on which what was kept is no longer needed: the server has it. */
export const keeperCleared = (path: string, account: string) => ({
  'data-kept-clear': path,
  'data-account': accountMark(account),
});
