/** What the desk reads of a step's JSON Schema. Pure. */
import type { CaseBody } from '../../api-schema.ts';

export type Action = CaseBody['actions'][number];

/** The parts of JSON Schema 2020-12 that steps use. */
export type FieldSchema = {
  readonly type?: string;
  readonly title?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly required?: readonly string[];
  readonly items?: FieldSchema;
  readonly maxLength?: number;
  readonly format?: string;
};

export type FieldKind = 'choice' | 'integer' | 'date' | 'materials' | 'list' | 'line' | 'text';

/** A line of text is at most so long; longer ones get several lines. */
const LINE_MAX = 200;

/** How a field is drawn. */
export function kindOf(field: FieldSchema): FieldKind {
  if (field.enum) return 'choice';
  if (field.type === 'integer') return 'integer';
  if (field.format === 'date') return 'date';
  if (field.type === 'array') return field.items?.properties?.material ? 'materials' : 'list';
  return (field.maxLength ?? 0) > LINE_MAX ? 'text' : 'line';
}

/** Fields of a step in their order. */
export const fieldsOf = ({ input }: Action): [name: string, field: FieldSchema][] =>
  Object.entries((input as FieldSchema | null)?.properties ?? {});

export const isNeeded = ({ input }: Action, name: string): boolean =>
  (input as FieldSchema | null)?.required?.includes(name) ?? false;

export type Missing = { readonly material: string; readonly what: string };
/** What was typed, by field: text, chosen names, or materials with what is missing. */
export type Typed = Readonly<Record<string, string | readonly string[] | readonly Missing[]>>;

/** What is sent: numbers as numbers, lists as lists, empty optional fields left out. */
export function inputOf(action: Action, typed: Typed): Record<string, unknown> {
  return Object.fromEntries(
    fieldsOf(action).flatMap(([name, field]): [string, unknown][] => {
      const value = typed[name];
      const kind = kindOf(field);
      if (kind === 'materials' || kind === 'list') return [[name, value ?? []]];
      const text = String(value ?? '').trim();
      if (text === '') return isNeeded(action, name) ? [[name, kind === 'integer' ? undefined : '']] : [];
      return [[name, kind === 'integer' && Number.isFinite(Number(text)) ? Number(text) : text]];
    }),
  );
}

/** The wording filled in: chosen values replace, text goes behind what stands there already. */
export function filledWith(action: Action, typed: Typed, fill: Readonly<Record<string, string>>): Typed {
  const next: Record<string, Typed[string]> = { ...typed };
  for (const [name, field] of fieldsOf(action)) {
    const words = fill[name];
    if (words === undefined) continue;
    const before = typeof typed[name] === 'string' ? (typed[name] as string).trim() : '';
    next[name] =
      kindOf(field) === 'choice' || before === '' || before === words ? words : `${before}\n${words}`;
  }
  return next;
}
