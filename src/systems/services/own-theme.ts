/** A matter of several items as its applicant has it, and whoever acts for them in every item of it. */
import { type Result, refuse } from '#base/result.ts';
import type { Actor } from '#platform/people/actor.ts';
import type { Handle } from '#platform/store/store.ts';
import { isApplicant } from '#systems/proxies/index.ts';
import { readTheme, type ThemeReading } from './advance-theme.ts';
import type { Services } from './file-application.ts';
import { actingIn } from './for-whom.ts';
import { findThemeCase, type ThemeCase } from './queries-themes.ts';

export const NO_THEME = refuse(
  'services.theme.not_found',
  '没有这一件事，或它不是您的。请从“我的办件”进入。',
);

/** Whether it is the actor's own, or of somebody for whom they act now in every item of it. */
export async function isOwnTheme(
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
  return row !== undefined && isOwnTheme(services, actor, row);
}

/** A matter of the applicant's own. */
export async function ownTheme(
  services: Services,
  actor: Actor,
  division: string,
  id: string,
): Promise<Result<ThemeReading, 'services.theme.not_found'>> {
  const row = await findThemeCase(services.db, division, id);
  if (!row || !(await isOwnTheme(services, actor, row))) return NO_THEME;
  return { ok: true, value: await readTheme(services, services.db, row) };
}
