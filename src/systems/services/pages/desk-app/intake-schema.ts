/** What the desk reads of an item's form, a bundled JSON Schema of sections with fields. Pure. */
import type { ItemBody } from '../../api-schema-intake.ts';

export type FormField = {
  readonly id: string;
  readonly section: string;
  readonly name: string;
  readonly title: string;
  readonly needed: boolean;
  readonly kind: 'choice' | 'yes_no' | 'number' | 'date' | 'phone' | 'text' | 'line';
  readonly options: readonly string[];
  readonly maxLength: number | undefined;
};
export type FormSection = {
  readonly name: string;
  readonly title: string;
  readonly fields: readonly FormField[];
};

type Schema = {
  readonly title?: string;
  readonly type?: string;
  readonly format?: string;
  readonly $ref?: string;
  readonly enum?: readonly unknown[];
  readonly maxLength?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly $defs?: Readonly<Record<string, Schema>>;
};

const LINE_MAX = 120;

/** Sections and fields in their order, with what shared definitions say. */
export function sectionsOf(form: ItemBody['form']): FormSection[] {
  const { properties = {}, $defs = {} } = form as Schema;
  return Object.entries(properties).map(
    ([section, { title = section, properties: fields = {}, required = [] }]) => ({
      name: section,
      title,
      fields: Object.entries(fields).map(([name, own]) => {
        const field = { ...$defs[own.$ref?.split('/').at(-1) ?? ''], ...own };
        return {
          id: `${section}.${name}`,
          section,
          name,
          title: field.title ?? name,
          needed: required.includes(name),
          kind: kindOf(field),
          options: (field.enum ?? []).map(String),
          maxLength: field.maxLength,
        };
      }),
    }),
  );
}

function kindOf(field: Schema): FormField['kind'] {
  if (field.enum) return 'choice';
  if (field.type === 'boolean') return 'yes_no';
  if (field.type === 'integer' || field.type === 'number') return 'number';
  if (field.format === 'iso-date') return 'date';
  if (field.format === 'mobile') return 'phone';
  return (field.maxLength ?? 0) > LINE_MAX ? 'text' : 'line';
}

/** What was typed, by `section.name`. */
export type TypedForm = Readonly<Record<string, string>>;

/** One answer as the schema wants it; undefined: nothing was typed. */
export function answerOf(field: FormField, typed: TypedForm): string | number | boolean | undefined {
  const text = (typed[field.id] ?? '').trim();
  if (text === '') return undefined;
  if (field.kind === 'yes_no') return text === 'true';
  if (field.kind !== 'number') return text;
  const number = Number(text.normalize('NFKC'));
  return Number.isFinite(number) ? number : text;
}

/** All answers, by section and name. Every section is there, so that what is missing is said field by field. */
export const answersOf = (sections: readonly FormSection[], typed: TypedForm) =>
  Object.fromEntries(
    sections.map(({ name, fields }) => [
      name,
      Object.fromEntries(
        fields.flatMap((field) => {
          const answer = answerOf(field, typed);
          return answer === undefined ? [] : [[field.name, answer]];
        }),
      ),
    ]),
  );

/** What is only asked when a field has one of these answers; null: always. */
export type Asked = {
  readonly when: { readonly field: string; readonly in: readonly (string | boolean)[] } | null;
};

/** Whether what was answered so far asks for it. */
export function isAsked({ when }: Asked, answers: ReturnType<typeof answersOf>): boolean {
  if (when === null) return true;
  const [section = '', name = ''] = when.field.split('.');
  const answer = answers[section]?.[name];
  return when.in.some((value) => value === answer);
}
