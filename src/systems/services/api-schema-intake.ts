/** Shapes of taking in: items and their forms, applications at the window, matters of several items. */
import { z } from 'zod';
import { Answers, CheckIn, FilesIn, LIGHTS } from './api-schema.ts';
import { PHASES } from './phases.ts';

export const IntakeIn = z.strictObject({
  itemCode: z.string().regex(/^\d{12}$/),
  itemVersion: z.int().min(1),
  body: z.string().min(1).max(100),
  answers: Answers,
  /** Files that the window scanned, uploaded by the sender before. */
  materials: FilesIn,
  /** What the clerk found of the papers that were brought. */
  papers: z.array(CheckIn).max(100).default([]),
  requestKey: z.string().min(8).max(100).optional(),
});

export const ThemeList = z.object({
  themes: z.array(
    z.object({
      code: z.string(),
      title: z.string(),
      about: z.string(),
      parts: z.array(
        z.object({ code: z.string(), short: z.string(), name: z.string(), keywords: z.array(z.string()) }),
      ),
    }),
  ),
});

/** In which case a material is asked, and the answer that says so (`section.name` of the form); null: always. */
const When = z
  .object({ field: z.string(), in: z.array(z.union([z.string(), z.boolean()])), says: z.string() })
  .nullable();

export const ThemeOut = z.object({
  code: z.string(),
  title: z.string(),
  about: z.string(),
  parts: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      short: z.string(),
      version: z.int(),
      optional: z.boolean(),
      after: z.array(z.string()),
      note: z.string().nullable(),
      bodies: z.array(z.string()),
      conditions: z.array(z.string()),
      promisedDays: z.int(),
    }),
  ),
  promisedDays: z.int(),
  /** JSON Schema 2020-12 of the one form for the chosen parts; sections are `基本编码-section`. */
  form: z.record(z.string(), z.unknown()),
  /** What the chosen parts ask to bring: every material once, with who asks for it. */
  materials: z.array(
    z.object({
      name: z.string(),
      needs: z.array(
        z.object({
          /** Basic code of the item. */
          item: z.string(),
          need: z.string(),
          form: z.string(),
          copies: z.int(),
          standard: z.string(),
          when: When,
          /** The item whose licence stands for it as soon as it is granted: nobody hands it in; null: it is handed in. */
          passedOn: z.string().nullable(),
        }),
      ),
    }),
  ),
});

export const ThemeIntakeIn = z.strictObject({
  /** Basic codes of the optional items that are wanted. */
  chosen: z.array(z.string().regex(/^\d{12}$/)).max(20),
  /** Version of each item, by basic code. */
  versions: z.record(z.string(), z.int().min(1)),
  /** The body that takes each item in, by basic code. */
  bodies: z.record(z.string(), z.string().min(1).max(100)),
  answers: Answers,
  /** Files that the window scanned, uploaded by the sender before; each comes into every case that needs it. */
  materials: FilesIn,
  /** What the clerk found of the papers that were brought, once for all cases. */
  papers: z.array(CheckIn).max(100).default([]),
  requestKey: z.string().min(8).max(100).optional(),
});

export const ThemeCaseOut = z.object({
  id: z.uuid(),
  number: z.string(),
  title: z.string(),
  /** Name of whoever applies, as stated. */
  applicant: z.string(),
  openedAt: z.string(),
  version: z.int(),
  ended: z.boolean(),
  resultOn: z.string().nullable(),
  provisional: z.boolean(),
  undated: z.array(z.string()),
  children: z.array(
    z.object({
      code: z.string(),
      short: z.string(),
      name: z.string(),
      phase: z.enum(PHASES),
      phaseTitle: z.string(),
      /** What the applicant reads. */
      says: z.string(),
      round: z.int(),
      after: z.array(z.string()),
      caseId: z.uuid().nullable(),
      number: z.string().nullable(),
      holder: z.string().nullable(),
      acceptanceDueOn: z.string().nullable(),
      /** Whether the asker may open the case. */
      readable: z.boolean(),
      /** Whether the asker may note that the applicant no longer wants it. */
      droppable: z.boolean(),
      light: z.enum(LIGHTS),
      resultOn: z.string().nullable(),
    }),
  ),
  /** What came with it: files, and what the window found of the papers. */
  materials: z.array(
    z.object({
      name: z.string(),
      files: z.int(),
      check: CheckIn.omit({ material: true }).nullable(),
    }),
  ),
  events: z.array(z.object({ seq: z.int(), at: z.string(), done: z.string() })),
});

export const WindowDropIn = z.strictObject({
  /** Basic code of the item. */
  code: z.string().regex(/^\d{12}$/),
  /** Version of the matter that was seen. */
  seen: z.int().min(1),
  /** What the applicant said and how they were known; the applicant reads it. */
  reason: z.string().max(500),
});

export const ItemList = z.object({
  items: z.array(
    z.object({
      code: z.string(),
      version: z.int(),
      name: z.string(),
      about: z.string(),
      keywords: z.array(z.string()),
      bodies: z.array(z.string()),
    }),
  ),
});

export const ItemOut = z.object({
  code: z.string(),
  version: z.int(),
  name: z.string(),
  bodies: z.array(z.string()),
  conditions: z.array(z.string()),
  materials: z.array(
    z.object({
      name: z.string(),
      need: z.string(),
      form: z.string(),
      copies: z.int(),
      standard: z.string(),
      when: When,
    }),
  ),
  promisedDays: z.int(),
  /** JSON Schema 2020-12 that stands on its own: sections of fields. */
  form: z.record(z.string(), z.unknown()),
});

export type ItemListBody = z.infer<typeof ItemList>;
export type ItemBody = z.infer<typeof ItemOut>;
export type ThemeListBody = z.infer<typeof ThemeList>;
export type ThemeBody = z.infer<typeof ThemeOut>;
export type ThemeCaseBody = z.infer<typeof ThemeCaseOut>;
