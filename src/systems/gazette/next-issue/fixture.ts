/** A made-up issue for tests: who edits, what is written. Everything is invented. */
import { newId } from '#base/ids.ts';
import type { Actor } from '#platform/people/actor.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import type { Store } from '#platform/store/store.ts';
import { changeDraft } from './change-draft.ts';
import type { IssueFront } from './compose.ts';
import { createDraft, type NewDraft } from './create-draft.ts';
import { findDraft } from './queries.ts';
import { startIssue } from './save-issue.ts';

export const editorNamed = (name: string): Actor => ({
  kind: 'account',
  id: `account-${name}`,
  name,
  roles: [{ role: 'editor', division: DIVISION_XIXIA }],
});

export const madeUpFront = (over: Partial<IssueFront> = {}): IssueFront => ({
  title: '虚构区人民政府公报',
  year: 2024,
  number: 3,
  runningNumber: 12,
  dated: '2024-08-30',
  imprint: '主编：甲某\n主办：虚构区人民政府办公室\n邮编：000000',
  ...over,
});

export const madeUpDraft = (over: Partial<NewDraft> = {}): NewDraft => ({
  requestKey: newId(),
  section: '政府文件',
  series: '虚政发',
  title: '虚构区人民政府关于整修村道的通知',
  addressees: '各镇人民政府，各街道办事处',
  body: '为方便村民出行，现就有关事项通知如下。\n一、摸清底数。各镇于2024年9月底前完成登记。\n二、分批整修。先修学校周边道路。',
  signedBy: ['虚构区人民政府'],
  dated: '2024-08-01',
  disclosed: true,
  ...over,
});

/** A draft that is finished. */
export async function readyDraft(store: Store, actor: Actor, over: Partial<NewDraft> = {}): Promise<string> {
  const made = await createDraft({ db: store.db }, actor, madeUpDraft(over));
  if (!made.ok) throw new Error(made.error.message);
  const { draftId } = made.value;
  const draft = await findDraft(store.db, draftId);
  const done = await changeDraft({ db: store.db }, actor, {
    draftId,
    seen: draft?.version ?? 0,
    act: 'finish',
  });
  if (!done.ok) throw new Error(done.error.message);
  return draftId;
}

/** The issue in preparation. */
export async function startedIssue(
  store: Store,
  actor: Actor,
  over: Partial<IssueFront> = {},
): Promise<string> {
  const started = await startIssue({ db: store.db }, actor, {
    requestKey: newId(),
    front: madeUpFront(over),
  });
  if (!started.ok) throw new Error(started.error.message);
  return started.value.issueId;
}
