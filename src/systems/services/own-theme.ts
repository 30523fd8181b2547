/** A matter of several items as its applicant has it, and whoever acts for them in every item of it. */
import { type Result, refuse } from '#base/result.ts';
import type { Actor } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import type { Handle } from '#platform/store/store.ts';
import { isApplicant } from '#systems/proxies/index.ts';
import { advanceTheme, readTheme, type ThemeReading } from './advance-theme.ts';
import type { Services } from './file-application.ts';
import { allOrNothing } from './file-with-licences.ts';
import { actingIn } from './for-whom.ts';
import {
  appendThemeEvent,
  findThemeCase,
  lockTheme,
  setChildDropped,
  type ThemeCase,
} from './queries-themes.ts';

/** The applicant no longer wants an item that is not filed yet. */
export async function dropChild(
  services: Services,
  actor: Actor,
  of: { readonly division: string; readonly id: string; readonly code: string; readonly seen: number },
): Promise<Result<void>> {
  const { division, id, code, seen } = of;
  const allowed = authorise(actor, 'services.case.act_own', division);
  if (!allowed.ok) return allowed;
  const dropped = await allOrNothing(services.db, async (tx): Promise<Result<void>> => {
    const row = await lockTheme(tx, division, id);
    if (!row || !(await isOwn(services, actor, row, tx))) return NO_THEME;
    const { standing, facts } = await readTheme(services, tx, row);
    if (facts.get(code)?.dropped) return { ok: true, value: undefined };
    if (row.version !== seen)
      return refuse(
        'services.theme.stale',
        '您打开页面之后，这件事有了新的进展，这次没有改动。请看过最新情况，再决定哪项不办。',
      );
    const child = standing.children.find((c) => c.code === code);
    if (!child || !['waiting', 'ready', 'stuck'].includes(child.phase))
      return refuse('services.theme.filed', '这一项已经提交，请到它自己的页面撤回。');
    await setChildDropped(tx, division, id, code);
    const at = (services.now ?? Temporal.Now.instant)();
    await appendThemeEvent(tx, division, id, actor, { at, kind: 'dropped', code, data: {} });
    return { ok: true, value: undefined };
  });
  if (dropped.ok) await advanceTheme(services, division, id);
  return dropped;
}

export const NO_THEME = refuse(
  'services.theme.not_found',
  '没有这一件事，或它不是您的。请从“我的办件”进入。',
);

/** Whether it is the actor's own, or of somebody for whom they act now in every item of it. */
async function isOwn(
  services: Services,
  actor: Actor,
  row: ThemeCase,
  handle: Handle = services.db,
): Promise<boolean> {
  if (actor.kind !== 'account') return false;
  for (const { code } of row.theme.parts) {
    const acting = await actingIn(
      services,
      actor,
      { division: row.division, applicant: row.applicant, item_code: code },
      handle,
    );
    if (!isApplicant(acting, row.applicant)) return false;
  }
  return true;
}

/** Whether the matter itself may be followed, by whoever follows one of its cases. */
export async function followsTheme(
  services: Services,
  actor: Actor,
  division: string,
  id: string,
): Promise<boolean> {
  const row = await findThemeCase(services.db, division, id);
  return row !== undefined && isOwn(services, actor, row);
}

/** A matter of the applicant's own. */
export async function ownTheme(
  services: Services,
  actor: Actor,
  division: string,
  id: string,
): Promise<Result<ThemeReading, 'services.theme.not_found'>> {
  const row = await findThemeCase(services.db, division, id);
  if (!row || !(await isOwn(services, actor, row))) return NO_THEME;
  return { ok: true, value: await readTheme(services, services.db, row) };
}
