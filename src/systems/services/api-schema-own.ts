/** Shapes of what applicants do over the API: applications, drafts, files, their cases and notices. */
import { z } from 'zod';
import { Answers, CaseOut, CaseRow, StepIn } from './api-schema.ts';
import { ThemeCaseOut, ThemeIntakeIn } from './api-schema-intake.ts';

const Materials = z
  .array(
    z.strictObject({
      /** Name of the material, as the item lists it. */
      material: z.string().min(1).max(200),
      /** A file of the person's own: see `/api/me/files`. */
      fileId: z.uuid(),
    }),
  )
  .max(100)
  .default([]);

/** A licence of the person's own (its id) that stands for a material, by the material's name. */
const Licences = z.record(z.string().min(1).max(200), z.uuid()).default({});

export const ApplicationIn = z.strictObject({
  itemCode: z.string().regex(/^\d{12}$/),
  itemVersion: z.int().min(1),
  body: z.string().min(1).max(100),
  answers: Answers,
  materials: Materials,
  licences: Licences,
  /** The draft that is handed in by this, if there was one. */
  draft: z.uuid().optional(),
  /** Id of the family member or enterprise that it is for; absent: oneself. No system may name one. */
  principal: z.uuid().optional(),
});

export const OwnThemeIn = ThemeIntakeIn.omit({ papers: true, requestKey: true }).extend({
  materials: Materials,
  licences: Licences,
  /** As for a single application. */
  principal: z.uuid().optional(),
});

export const OwnThemeList = z.object({
  themes: z.array(
    z.object({
      id: z.uuid(),
      number: z.string(),
      title: z.string(),
      openedAt: z.string(),
      ended: z.boolean(),
    }),
  ),
});

export const DropIn = z.strictObject({
  /** Basic code of the item. */
  code: z.string().regex(/^\d{12}$/),
  /** Version of the matter that was seen. */
  seen: z.int().min(1),
});

/** Without what a window notes of papers; every case is the reader's own. */
export const OwnThemeOut = ThemeCaseOut.omit({ applicant: true, materials: true }).extend({
  children: z.array(ThemeCaseOut.shape.children.element.omit({ readable: true, droppable: true })),
});

export const OwnStepIn = StepIn.extend({
  /** Files that the step brings, such as those that were told to be missing. */
  materials: Materials,
});

export const OwnCaseOut = CaseOut.omit({
  bodies: true,
  materials: true,
  reading: true,
  role: true,
  roleTitle: true,
  assignee: true,
  mayAssign: true,
  consulted: true,
  mayCheck: true,
  moved: true,
  preReview: true,
}).extend({
  files: z.array(
    z.object({ seq: z.int(), material: z.string(), id: z.uuid(), name: z.string(), bytes: z.int() }),
  ),
  /** Materials that were told to be missing. */
  missing: z.array(z.string()),
});

export const OwnCaseList = z.object({
  today: z.string(),
  cases: z.array(
    CaseRow.omit({ role: true, assignee: true, asked: true, provisional: true }).extend({
      forWhom: z.string().nullable().describe('Whose it is, when not one’s own.'),
    }),
  ),
});

export const DraftIn = z.strictObject({
  itemCode: z.string().regex(/^\d{12}$/),
  body: z.string().max(100).optional(),
  principal: z.uuid().optional(),
  answers: Answers.default({}),
  /** Files by name of the material. */
  materials: z.record(z.string(), z.array(z.uuid())).default({}),
});

export const DraftOut = z.object({
  id: z.uuid(),
  itemCode: z.string(),
  itemVersion: z.int(),
  changedAt: z.string(),
  /** The case that it became; null: not handed in. */
  caseId: z.uuid().nullable(),
  body: z.string().nullable(),
  answers: z.record(z.string(), z.record(z.string(), z.unknown())),
  materials: z.record(z.string(), z.array(z.uuid())),
});

export const DraftList = z.object({
  drafts: z.array(DraftOut.pick({ id: true, itemCode: true, itemVersion: true, changedAt: true })),
});

export const DraftSaved = z.object({ id: z.uuid(), version: z.int(), itemVersion: z.int() });

/** `files=1`: also the files of the draft that serve nothing else. */
export const DraftDelete = z.object({ files: z.literal('1').optional() });
export const DraftDeleted = z.object({ id: z.uuid() });

export const FileQuery = z.object({ name: z.string().min(1).max(200) });

export const FileOut = z.object({
  id: z.uuid(),
  name: z.string(),
  mediaType: z.string(),
  bytes: z.int(),
  uploadedAt: z.string(),
});

export const FileList = z.object({ files: z.array(FileOut) });

export const NoticeList = z.object({
  notices: z.array(
    z.object({
      id: z.uuid(),
      about: z.string().describe('`kind:id` of what it tells of.'),
      kind: z.string(),
      title: z.string(),
      body: z.string(),
      at: z.string(),
    }),
  ),
});
