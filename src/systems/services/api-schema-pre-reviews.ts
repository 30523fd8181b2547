/** Shapes of pre-reviews: what a clerk sees and answers, what the person is told. Instants ISO 8601, days YYYY-MM-DD. */
import { z } from 'zod';
import { LIGHTS } from './api-schema.ts';
import { CHECK_VERDICTS, PreAnswerOut } from './api-schema-pre-answer.ts';
import { STATES, VERDICTS } from './pre-review.ts';

const Promised = {
  /** How the promise of an answer stands; it is no limit of a law. */
  light: z.enum(LIGHTS),
  /** Last day by which an answer was promised (assumed: no clause sets any). */
  dueOn: z.string().nullable(),
  /** The last day may still move: no notice of days off covers its year yet. */
  provisional: z.boolean(),
};

export const PreReviewRow = z.object({
  id: z.uuid(),
  /** Name of the item. */
  title: z.string(),
  body: z.string(),
  state: z.enum(STATES),
  askedAt: z.string(),
  ...Promised,
  /** How often this draft has been sent. */
  times: z.int(),
  verdict: z.enum(VERDICTS).nullable(),
  answeredBy: z.string().nullable(),
});

export const PreReviewFilter = z.object({
  /** Those that wait, the oldest first; or those that were answered and are not filed yet, the newest first. */
  state: z.enum(['waiting', 'answered']).default('waiting'),
  after: z.uuid().optional(),
});

export const PreReviewList = z.object({
  today: z.string(),
  preReviews: z.array(PreReviewRow),
  /** How many wait for the asker’s bodies. */
  waiting: z.int(),
  /** Hand it back as `after` for the next page; null: there is none. */
  next: z.uuid().nullable(),
});

const note = z.string().trim().max(500);

export const PreReviewAnswerIn = z.strictObject({
  /** Can be filed; mend it first; not this body’s. */
  verdict: z.enum(VERDICTS),
  summary: z.string().trim().max(1000).default(''),
  /** Which body to go to; needed when it is not this one’s. */
  elsewhere: z.string().trim().max(200).default(''),
  sections: z
    .array(z.strictObject({ section: z.string().min(1).max(60), note }))
    .max(40)
    .default([]),
  materials: z
    .array(
      z.strictObject({
        material: z.string().trim().min(1).max(200),
        verdict: z.enum(CHECK_VERDICTS),
        /** What is wrong; needed when something is. */
        reason: note.default(''),
      }),
    )
    .max(100)
    .default([]),
  /** Or the header `Idempotency-Key`. */
  requestKey: z.string().min(8).max(100).optional(),
});

export const PreReviewOut = PreReviewRow.omit({ times: true, verdict: true, answeredBy: true }).extend({
  itemCode: z.string(),
  itemVersion: z.int(),
  /** The guide has a newer version since it was filled in. */
  outdated: z.boolean(),
  /** Within which an answer is promised, in words. */
  promised: z.string(),
  forWhom: z.string().nullable(),
  conditions: z.array(z.string()),
  /** Identity numbers and phones are masked. */
  sections: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      answers: z.array(z.object({ key: z.string(), label: z.string(), value: z.string() })),
      /** What the form itself would refuse. */
      wrong: z.array(z.string()),
    }),
  ),
  materials: z.array(
    z.object({
      name: z.string(),
      need: z.string(),
      about: z.string(),
      files: z.array(z.object({ id: z.uuid(), name: z.string(), mediaType: z.string(), sizeBytes: z.int() })),
      /** A licence of the person’s will stand for it; it is checked when the application is filed. */
      licensed: z.boolean(),
    }),
  ),
  answer: PreAnswerOut.nullable(),
  /** What was answered the last time about the same draft. */
  before: PreAnswerOut.nullable(),
  mayAnswer: z.boolean(),
  /** The request that took its place. */
  newer: z.uuid().nullable(),
  caseId: z.uuid().nullable(),
});

export const PreReviewDone = z.object({ id: z.uuid(), again: z.boolean() });

export const OwnPreReviewIn = z.strictObject({
  /** A draft of one’s own: see `/api/me/drafts`. What it holds now is what is sent. */
  draft: z.uuid(),
});

export const OwnPreReviewOut = PreReviewRow.omit({ times: true, verdict: true, answeredBy: true }).extend({
  draft: z.uuid(),
  itemCode: z.string(),
  itemVersion: z.int(),
  answer: PreAnswerOut.nullable(),
  caseId: z.uuid().nullable(),
});

export const OwnPreReviewList = z.object({ preReviews: z.array(OwnPreReviewOut) });

export type PreReviewListBody = z.infer<typeof PreReviewList>;
export type PreReviewRowBody = z.infer<typeof PreReviewRow>;
export type PreReviewBody = z.infer<typeof PreReviewOut>;
