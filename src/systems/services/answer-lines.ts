/** What an applicant stated, as lines to read; identity numbers and phones masked unless the reader may see them. Pure. */
import { maskNumber } from '#platform/sealing/index.ts';
import { type FormSchema, fieldOf, sectionsOf } from '#systems/permits/index.ts';
import type { Answers } from './file-application.ts';

export type AnswerLine = { readonly key: string; readonly label: string; readonly value: string };

/** Formats of fields that hold a person's or an enterprise's number. */
const MASKED = new Set(['identity-number', 'party-number', 'mobile']);

/** In the order of the form; unanswered fields are left out. */
export function answerLines(form: FormSchema, answers: Answers, masked = true): AnswerLine[] {
  return sectionsOf(form).flatMap(([name, section]) =>
    Object.entries(section.properties).flatMap(([key, raw]) => {
      const field = fieldOf(raw);
      const value = answers[name]?.[key];
      if (value === undefined || value === null || value === '') return [];
      const text = typeof value === 'boolean' ? (value ? '是' : '否') : String(value);
      const hidden = masked && MASKED.has(String(field.format ?? ''));
      return [{ key: `${name}.${key}`, label: field.title, value: hidden ? maskNumber(text) : text }];
    }),
  );
}
