/** For whom a matter of several items may be applied for: an authority covers each of its items, or it is said which not. */
import { ok, type Result, refuse } from '#base/result.ts';
import type { Item } from '#systems/permits/index.ts';
import { type Standing, standingFor } from '#systems/proxies/index.ts';
import { standingWords } from './for-whom.ts';

/** Somebody for whom the account may act. */
export type ThemePrincipal = {
  readonly standing: Standing;
  /** Why the matter cannot be applied for on their behalf; null: it can. */
  readonly why: string | null;
};

export const themePath = (code: string): string => `/services/themes/${code}`;

/** Where a draft goes on for oneself, whoever it was for. */
export const selfPath = (code: string, draftId: string): string =>
  `${themePath(code)}/apply?for=self&draft=${draftId}`;

const named = (names: readonly string[]): string => names.map((name) => `“${name}”`).join('');

/**
 * Everybody for whom the account may act today, with why the matter is not for them. Several authorities for the same
 * person count together. Pure.
 * @param items of the chosen parts, by basic code
 */
export function principalsOfTheme(
  standings: readonly Standing[],
  items: ReadonlyMap<string, Item>,
): ThemePrincipal[] {
  const each = new Map(standings.map((s) => [s.key, s]));
  return [...each.values()].map((standing) => {
    const lacking = [...items].filter(([code]) => !standingFor(standings, standing.key, code));
    const subject = standing.kind === 'enterprise' ? '法人' : '个人';
    const unfit = [...items.values()].filter((item) => !item.subjects.includes(subject));
    const names = (list: readonly Item[]) => named(list.map((item) => item.name));
    const why =
      unfit.length > 0
        ? `${names(unfit)}不受理${subject === '法人' ? '单位' : '个人'}的申请`
        : lacking.length > 0
          ? `授权不包括${names(lacking.map(([, item]) => item))}`
          : null;
    return { standing, why };
  });
}

/**
 * Who was chosen, as far as the matter may be applied for on their behalf now.
 * @param asked id of the principal; undefined, empty or `self`: oneself
 * @param self where the same draft goes on for oneself
 */
export function chosenPrincipal(
  principals: readonly ThemePrincipal[],
  asked: string | undefined,
  self: string,
): Result<Standing | undefined, 'services.principal'> {
  if (asked === undefined || asked === '' || asked === 'self') return ok(undefined);
  const found = principals.find((p) => p.standing.id === asked);
  const kept = `填过的内容还在草稿里；也可以从 ${self} 改为给您本人办理。`;
  if (!found)
    return refuse(
      'services.principal',
      `您现在不能为所选的人或企业办这件事：授权已撤销或已到期。请联系对方重新授权，${kept}`,
    );
  if (found.why !== null)
    return refuse(
      'services.principal',
      `不能为${standingWords(found.standing)}一起办这几项：${found.why}。请对方补上授权，或者单独申请可以办的各项。${kept}`,
    );
  return ok(found.standing);
}
