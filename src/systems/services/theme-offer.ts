/** A matter of several items (一件事) as it is offered today: its items, its one form, what it asks to bring. */
import { ok, type Result, refuse } from '#base/result.ts';
import type { Handle } from '#platform/store/store.ts';
import {
  answersForItem,
  checkAnswers,
  type FormError,
  type Item,
  type MaterialNeed,
  materialNeeds,
  readThemes,
  type Theme,
  type ThemeForm,
  themeForm,
  themeOf,
} from '#systems/permits/index.ts';
import type { Answers } from './file-application.ts';
import { currentOffer, type Offer } from './offer.ts';

/** A theme as it is offered today: its chosen parts and the published version of each item. */
export type ThemeOffer = {
  readonly theme: Theme;
  readonly offers: ReadonlyMap<string, Offer>;
  readonly items: ReadonlyMap<string, Item>;
  readonly asked: ThemeForm;
  /** Who asks for each material, by its name. */
  readonly needs: ReadonlyMap<string, readonly MaterialNeed[]>;
};

/** @param chosen basic codes of the optional parts; undefined: all */
export async function themeOffer(
  handle: Handle,
  code: string,
  chosen?: readonly string[],
): Promise<Result<ThemeOffer, 'services.theme.not_found' | 'services.item.not_found'>> {
  const whole = readThemes().find((t) => t.code === code);
  if (!whole) return refuse('services.theme.not_found', '没有这一件事。请从“办事”页面重新查找。');
  return themeOfferOf(handle, chosen ? themeOf(whole, chosen) : whole);
}

/** What is wrong with the answers by any item's own form, at the fields of the theme's form. */
export function checkTheme(
  { items, asked }: Pick<ThemeOffer, 'items' | 'asked'>,
  answers: Answers,
): FormError[] {
  const found = new Map<string, FormError>();
  for (const [code, item] of items)
    for (const { field, message } of checkAnswers(item.form, answersForItem(asked, item, answers))) {
      const at = asked.sourceOf.get(`${code} ${field}`) ?? field;
      if (!found.has(at)) found.set(at, { field: at, message });
    }
  return [...found.values()];
}

/** Items whose guide was changed since the form was drawn. */
export const staleItems = (
  { offers }: Pick<ThemeOffer, 'offers'>,
  versions: Readonly<Record<string, number>>,
): string[] =>
  [...offers].flatMap(([code, { item, version }]) => (versions[code] === version ? [] : [item.name]));

/** The items of a stored theme as they are offered now. */
export async function themeOfferOf(
  handle: Handle,
  theme: Theme,
): Promise<Result<ThemeOffer, 'services.item.not_found'>> {
  const offers = new Map<string, Offer>();
  for (const { code } of theme.parts) {
    const offered = await currentOffer(handle, code);
    if (!offered.ok) return offered;
    offers.set(code, offered.value);
  }
  const items = new Map([...offers].map(([c, o]) => [c, o.item]));
  const asked = themeForm(theme, items);
  return ok({ theme, offers, items, asked, needs: materialNeeds(theme, items, asked) });
}
