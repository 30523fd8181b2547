/** Answers that an item's form accepts: made up, the same every time, and saying so where there is room. */
import { type FormSchema, fieldOf, sectionsOf } from '#systems/permits/index.ts';

export type MadeUp = Record<string, Record<string, string | number | boolean>>;

/** A valid check digit on a number of the year 1949, which nobody who lives bears with this place of birth. */
const IDENTITY = '11010519491231002X';
/** The code that the standard GB 32100 computes as its own example of a check digit's rule. */
const CREDIT = '91350100M000100Y43';

/** Every field of a form with an answer that its schema accepts. */
export function madeUpAnswers(form: FormSchema): MadeUp {
  return Object.fromEntries(
    sectionsOf(form).map(([name, section]) => [
      name,
      Object.fromEntries(Object.entries(section.properties).map(([key, raw]) => [key, answer(fieldOf(raw))])),
    ]),
  );
}

function answer(field: Record<string, unknown>): string | number | boolean {
  if (Array.isArray(field.enum)) return field.enum[0] as string;
  if (field.type === 'boolean') return false;
  if (field.type === 'integer' || field.type === 'number') return Math.max(1, Number(field.minimum ?? 1));
  switch (field.format) {
    case 'identity-number':
    case 'party-number':
      return IDENTITY;
    case 'credit-code':
      return CREDIT;
    case 'mobile':
      return '13900000009';
    case 'iso-date':
      return '2024-01-02';
    default:
      // The one pattern in use is that of a vehicle's plate.
      return field.pattern ? '宁A00001' : '虚构的内容，供试验使用'.slice(0, Number(field.maxLength ?? 11));
  }
}

/** The same answers as a form without script sends them. */
export const asFields = (answers: MadeUp): Record<string, string> =>
  Object.fromEntries(
    Object.entries(answers).flatMap(([section, fields]) =>
      Object.entries(fields).map(([key, value]) => [`${section}.${key}`, String(value)]),
    ),
  );
