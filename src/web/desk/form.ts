/** What the desk's forms share. */
import type { FieldError } from '#web/components/error-summary.tsx';

/** Today in China: the day on which law is read. */
export const todayInChina = (): Temporal.PlainDate => Temporal.Now.plainDateISO('Asia/Shanghai');

/** Nobody types them, and a database takes no text with the first of them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** A form's own text fields, trimmed, without control characters; anything that is not one string is left out, and long ones are cut. */
export function readFields(body: unknown): Record<string, string> {
  if (body === null || typeof body !== 'object') return {};
  const fields: Record<string, string> = {};
  for (const [name, value] of Object.entries(body))
    if (typeof value === 'string') fields[name] = value.replace(CONTROLS, '').trim().slice(0, 4000);
  return fields;
}

/** Every value of a field that may be sent several times (checkboxes). */
export function readValues(body: unknown, name: string): string[] {
  const value = (body as Record<string, unknown> | null)?.[name];
  const list = Array.isArray(value) ? value : [value];
  return list.filter((v): v is string => typeof v === 'string');
}

/** The error of one field, for the field itself. */
export const errorOf = (errors: readonly FieldError[], field: string): string | undefined =>
  errors.find((error) => error.field === field)?.message;
