/** Answers as a form without script sends them: `section.field`. Pure. */
import { type FormSchema, fieldOf, sectionsOf } from '#systems/permits/index.ts';
import type { Answers } from './file-application.ts';

const TEXT_MAX = 4000;

/** What was typed, as the form's types; empty fields are left out, what is no number stays as typed to be told so. */
export function readAnswers(form: FormSchema, body: unknown): Answers {
  const sent = (body ?? {}) as Record<string, unknown>;
  const answers: Record<string, Record<string, unknown>> = {};
  for (const [name, section] of sectionsOf(form)) {
    const of: Record<string, unknown> = {};
    for (const [key, raw] of Object.entries(section.properties)) {
      const value = sent[`${name}.${key}`];
      const text = typeof value === 'string' ? value.trim().slice(0, TEXT_MAX) : '';
      if (text === '') continue;
      of[key] = typed(String(fieldOf(raw).type ?? 'string'), text);
    }
    answers[name] = of;
  }
  return answers;
}

function typed(type: string, text: string): unknown {
  if (type === 'boolean') return text === 'true';
  if (type !== 'integer' && type !== 'number') return text;
  const number = Number(text.normalize('NFKC'));
  return Number.isFinite(number) ? number : text;
}
