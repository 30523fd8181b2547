/**
 * What a theme asks: one form and one list of materials for all its items, and the way back from them to what each
 * item is filed with. Derived from the items' own versions; the items' own forms judge the answers. Pure.
 */
import { type FormSchema, type Section, sectionsOf } from './form.ts';
import type { Item, Material } from './item.ts';
import { isAsked } from './materials-for.ts';
import { askOnce, roundsOf, type Theme } from './theme.ts';

type Answers = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export type ThemeForm = {
  /** Sections are named `基本编码-section`. */
  readonly form: FormSchema;
  /** Where an item's field gets its answer: `code section.name` → `基本编码-section.name` of this form. */
  readonly sourceOf: ReadonlyMap<string, string>;
  readonly given: ReadonlyMap<string, string | boolean | number>;
  /** The section in which whoever applies is asked about. */
  readonly applicant: string;
};

const placeOf = (own: string): string => own.replace(' ', '-');

/** @param items of the theme's parts, by basic code */
export function themeForm(theme: Theme, items: ReadonlyMap<string, Item>): ThemeForm {
  const forms = new Map(theme.parts.map(({ code }) => [code, items.get(code)?.form ?? {}]));
  const { sections, answeredBy } = askOnce(theme, forms);
  // Whoever applies is asked about once: what later items ask of them beside stands in the same section.
  const first = sections.find((s) => s.key === 'applicant');
  const applicant = `${first?.code ?? theme.code}-applicant`;
  const asked: Record<string, Section> = {};
  const sourceOf = new Map<string, string>();
  for (const { code, key, section } of sections) {
    const name = key === 'applicant' ? applicant : `${code}-${key}`;
    const known = asked[name];
    asked[name] = {
      ...(known ?? section),
      title: known || key === 'applicant' ? (known?.title ?? section.title) : section.title,
      properties: { ...known?.properties, ...section.properties },
      required: [...(known?.required ?? []), ...(section.required ?? [])],
    };
    for (const field of Object.keys(section.properties))
      sourceOf.set(`${code} ${key}.${field}`, `${name}.${field}`);
  }
  for (const [own, before] of answeredBy) sourceOf.set(own, sourceOf.get(before) ?? placeOf(before));
  requireWhatAnyRequires(forms, sourceOf, asked);
  return {
    form: { type: 'object', properties: asked },
    sourceOf,
    given: new Map(theme.given.map(({ field, value }) => [field, value])),
    applicant,
  };
}

/** A field that one item may do without and another needs is needed. */
function requireWhatAnyRequires(
  forms: ReadonlyMap<string, FormSchema>,
  sourceOf: ReadonlyMap<string, string>,
  asked: Record<string, Section>,
): void {
  for (const [code, form] of forms)
    for (const [key, section] of sectionsOf(form))
      for (const field of section.required ?? []) {
        const [name = '', own = ''] = (sourceOf.get(`${code} ${key}.${field}`) ?? '').split('.');
        const target = asked[name];
        if (target && !target.required?.includes(own))
          asked[name] = { ...target, required: [...(target.required ?? []), own] };
      }
}

/** What one item is filed with, out of the answers to the theme's form. */
export function answersForItem(asked: ThemeForm, item: Item, answers: Answers): Answers {
  const { base } = item.codes;
  return Object.fromEntries(
    sectionsOf(item.form).map(([key, section]) => [
      key,
      Object.fromEntries(
        Object.keys(section.properties).flatMap((field) => {
          const own = `${base} ${key}.${field}`;
          const [name = '', from = ''] = (asked.sourceOf.get(own) ?? '').split('.');
          const value = asked.given.get(own) ?? answers[name]?.[from];
          return value === undefined ? [] : [[field, value]];
        }),
      ),
    ]),
  );
}

/** That one item of a theme asks for a material. */
export type MaterialNeed = {
  /** Basic code of the item. */
  readonly code: string;
  readonly material: Material;
  /** In which case, and the answer to the theme's form that says so; null: always. */
  readonly when: Material['when'];
  /** The earlier item whose licence stands for it as soon as that is granted; null: it is handed in. */
  readonly passedOn: string | null;
};

/** Who asks for each material, by its name, whatever will be answered. */
export function materialNeeds(
  theme: Theme,
  items: ReadonlyMap<string, Item>,
  asked: ThemeForm,
): Map<string, MaterialNeed[]> {
  const found = new Map<string, MaterialNeed[]>();
  for (const code of roundsOf(theme).flat())
    for (const material of items.get(code)?.materials ?? []) {
      const own = `${code} ${material.when?.field}`;
      const given = asked.given.get(own);
      if (material.when && given !== undefined && !material.when.in.some((v) => v === given)) continue;
      const when =
        material.when && given === undefined
          ? { ...material.when, field: asked.sourceOf.get(own) ?? placeOf(own) }
          : null;
      const need = { code, material, when, passedOn: passedOnBy(theme, items, code, material) };
      found.set(material.name, [...(found.get(material.name) ?? []), need]);
    }
  return found;
}

export type ThemeMaterial = {
  readonly material: Material;
  /** Basic codes of the items that it is handed in for; none: nobody has to hand it in. */
  readonly items: readonly string[];
  /** The other items that need it, with the item whose licence stands for it as soon as that is granted. */
  readonly passedOn: Readonly<Record<string, string>>;
};

/** What the answers ask for: every material once, under its name; needed as soon as one item needs it. */
export const themeMaterials = (
  needs: ReadonlyMap<string, readonly MaterialNeed[]>,
  answers: Answers,
): ThemeMaterial[] =>
  [...needs.values()].flatMap((all) => {
    const holding = all.filter((n) => isAsked(n, answers));
    const most = holding.findLast((n) => n.material.need === '必要') ?? holding[0];
    return most
      ? [
          {
            material: most.material,
            items: holding.flatMap((n) => (n.passedOn ? [] : [n.code])),
            passedOn: Object.fromEntries(
              holding.flatMap((n) => (n.passedOn ? [[n.code, n.passedOn] as const] : [])),
            ),
          },
        ]
      : [];
  });

/** The earlier item whose licence a material may be. */
function passedOnBy(
  theme: Theme,
  items: ReadonlyMap<string, Item>,
  code: string,
  { licences = [] }: Material,
): string | null {
  const after = theme.parts.find((p) => p.code === code)?.after ?? [];
  return (
    after.find((before) => {
      const result = items.get(before)?.result;
      return result?.kind === '证照' && licences.includes(result.name);
    }) ?? null
  );
}
