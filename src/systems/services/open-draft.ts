/** A draft of an application as its pages begin from it. */
import { isId } from '#base/ids.ts';
import type { Actor } from '#platform/people/actor.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import type { Item } from '#systems/permits/index.ts';
import { type DraftContent, draftContent } from './drafts.ts';
import type { Services } from './file-application.ts';
import { findDraft } from './queries.ts';
import { themeCodeOf } from './theme-drafts.ts';

const division = DIVISION_XIXIA;
const accountOf = (actor: Actor): string => (actor.kind === 'account' ? actor.id : '');
const EMPTY: DraftContent = { body: undefined, answers: {}, materials: {} };

export const applyPath = (item: Item): string => `/services/items/${item.codes.base}/apply`;

/** Said when the authority to act for somebody ended: what was typed is kept, and goes on for oneself. */
export const NOT_FOR = (path: string, draftId?: string) => ({
  code: 'services.principal',
  message: `您现在不能为所选的人或企业办这件事：授权已撤销、已到期，或不包括这个事项。填过的内容还在草稿里；请联系对方重新授权，或从 ${path}?for=self${draftId ? `&draft=${draftId}` : ''} 改为给您本人办理。`,
});

/** The person's own draft of this address, what is in it, and whether it was handed in. */
export async function openDraft(services: Services, actor: Actor, asked: string | undefined) {
  const id = asked && isId(asked) ? asked : undefined;
  const found = id ? await findDraft(services.db, division, accountOf(actor), id) : undefined;
  const row = found && themeCodeOf(found) === undefined ? found : undefined;
  return { row, content: row ? draftContent(services, row) : EMPTY };
}
