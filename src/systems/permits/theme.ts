/**
 * 一件事: several items that are one matter to the applicant. What they all ask is asked once, and each begins as
 * soon as those that it needs are granted. Pure.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { fromRoot } from '#base/paths.ts';
import { type FormSchema, type Section, sectionsOf } from './form.ts';
import type { Item } from './item.ts';

const Part = z.strictObject({
  /** Basic code of the item. */
  code: z.string().regex(/^\d{12}$/),
  /** What people call it, for a picture: at most eight characters. */
  short: z.string().min(2).max(8),
  /** Codes of the items whose result it needs. */
  after: z.array(z.string()),
  /** Why it waits, or when it is not needed; for the applicant. */
  note: z.string().nullable(),
  optional: z.boolean(),
});
export const Theme = z.strictObject({
  code: z.string().regex(/^[a-z-]+$/),
  title: z.string(),
  about: z.string(),
  parts: z.array(Part).min(2),
  /** Fields that mean the same in several forms: asked once under the first name. */
  shared: z.array(z.strictObject({ title: z.string(), fields: z.array(z.string()).min(1) })),
  /** Fields that the matter itself answers: not asked. */
  given: z.array(
    z.strictObject({ field: z.string(), value: z.union([z.string(), z.boolean(), z.number()]) }),
  ),
  /** Nothing in the gazette lists these items together: the district's own arrangement. */
  assumed: z.literal(true),
});
export type Theme = z.infer<typeof Theme>;

/** The themes of the district. @throws when the file is none: the data are part of the program */
export const readThemes = (): Theme[] =>
  z.array(Theme).parse(JSON.parse(readFileSync(fromRoot('data', 'xixia', 'themes.json'), 'utf8')));

/**
 * The theme with only the parts that somebody needs; what is not optional stays. A part no longer waits for one that
 * is left out.
 */
export function themeOf(theme: Theme, chosen: readonly string[]): Theme {
  const parts = theme.parts.filter((p) => !p.optional || chosen.includes(p.code));
  const codes = new Set(parts.map((p) => p.code));
  return {
    ...theme,
    parts: parts.map((p) => ({ ...p, after: p.after.filter((code) => codes.has(code)) })),
    shared: theme.shared
      .map(({ title, fields }) => ({ title, fields: fields.filter((f) => codes.has(f.split(' ')[0] ?? '')) }))
      .filter((s) => s.fields.length > 0),
    given: theme.given.filter(({ field }) => codes.has(field.split(' ')[0] ?? '')),
  };
}

/**
 * The parts in rounds: all of a round can run side by side once the rounds before are granted.
 * @throws RangeError when parts wait for one another in a circle or for one that is not there
 */
export function roundsOf({ parts }: Pick<Theme, 'parts'>): string[][] {
  const rounds: string[][] = [];
  const done = new Set<string>();
  while (done.size < parts.length) {
    const ready = parts.filter((p) => !done.has(p.code) && p.after.every((code) => done.has(code)));
    if (ready.length === 0) throw new RangeError('roundsOf: parts that wait for one another');
    rounds.push(ready.map((p) => p.code));
    for (const { code } of ready) done.add(code);
  }
  return rounds;
}

/** Working days from the first application to the last result, if every promise is used up. */
export function promisedDaysOf(theme: Pick<Theme, 'parts'>, items: ReadonlyMap<string, Item>): number {
  const endOf = new Map<string, number>();
  for (const code of roundsOf(theme).flat()) {
    const after = theme.parts.find((p) => p.code === code)?.after ?? [];
    const start = Math.max(0, ...after.map((c) => endOf.get(c) ?? 0));
    endOf.set(code, start + (items.get(code)?.promisedDays ?? 0));
  }
  return Math.max(...endOf.values());
}

/** `section.name` of an item's form that another field of the theme answers: by the same name, or as shared. */
export type AskedOnce = {
  /** Fields to ask, by item: the section without those that were answered before. */
  readonly sections: readonly { readonly code: string; readonly key: string; readonly section: Section }[];
  /** Where each left-out field gets its answer: `code section.name` → `code section.name`. */
  readonly answeredBy: ReadonlyMap<string, string>;
};

/** Goes through the items in the order of the theme and leaves out what was asked before or the theme itself says. */
export function askOnce(theme: Theme, forms: ReadonlyMap<string, FormSchema>): AskedOnce {
  const asked = new Map<string, string>();
  const given = new Set(theme.given.map((g) => g.field));
  const answeredBy = new Map<string, string>();
  const sections: { code: string; key: string; section: Section }[] = [];
  const order = roundsOf(theme).flat();
  for (const code of order) {
    for (const [key, section] of sectionsOf(forms.get(code) ?? {})) {
      const left = Object.entries(section.properties).filter(([name]) => {
        const path = `${key}.${name}`;
        const own = `${code} ${path}`;
        if (given.has(own)) return false;
        const meaning =
          theme.shared.find((s) => s.fields.includes(own))?.title ?? (key === 'applicant' ? path : own);
        const before = asked.get(meaning);
        if (before) answeredBy.set(own, before);
        else asked.set(meaning, own);
        return !before;
      });
      if (left.length === 0) continue;
      const names = new Set(left.map(([name]) => name));
      sections.push({
        code,
        key,
        section: {
          ...section,
          properties: Object.fromEntries(left),
          required: (section.required ?? []).filter((name) => names.has(name)),
        },
      });
    }
  }
  return { sections, answeredBy };
}
