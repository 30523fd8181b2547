import {
  type FormError,
  type FormSchema,
  fieldOf,
  type Section,
  sectionsOf,
} from '#systems/permits/index.ts';
import { Field, Select, TextArea } from '#web/components/field.tsx';
import type { Answers } from '../file-application.ts';
import { type OwnPreReview, SectionSaid } from './pre-review-parts.tsx';

const LINE_MAX = 120;
const TYPES: Record<string, 'tel' | 'date' | 'text'> = { mobile: 'tel', 'iso-date': 'date' };

/** A field's address in a form without script, and in messages about it. */
export const fieldId = (section: string, name: string): string => `${section}.${name}`;

function FormField({
  id,
  field,
  needed,
  value,
  error,
}: {
  id: string;
  field: ReturnType<typeof fieldOf>;
  needed: boolean;
  value: unknown;
  error: string | undefined;
}) {
  const common = {
    name: id,
    label: field.title,
    optional: !needed,
    error,
    hint: typeof field.description === 'string' ? field.description : undefined,
  };
  const text = value === undefined || value === null ? undefined : String(value);
  if (Array.isArray(field.enum))
    return (
      <Select
        {...common}
        empty="请选择"
        value={text}
        options={field.enum.map((v) => ({ value: String(v), label: String(v) }))}
      />
    );
  if (field.type === 'boolean')
    return (
      <Select
        {...common}
        empty="请选择"
        value={text}
        options={[
          { value: 'true', label: '是' },
          { value: 'false', label: '否' },
        ]}
      />
    );
  if (field.type === 'integer' || field.type === 'number')
    return <Field {...common} value={text} inputMode="decimal" width="short" />;
  if (typeof field.maxLength === 'number' && field.maxLength > LINE_MAX)
    return (
      <TextArea
        {...common}
        {...(text !== undefined && { value: text })}
        rows={3}
        maxLength={field.maxLength}
      />
    );
  const format = String(field.format ?? '');
  return <Field {...common} value={text} type={TYPES[format] ?? 'text'} width={format ? 'medium' : 'full'} />;
}

/** An item's form, drawn from its schema: the same on every page that asks it. */
export function FormFields({
  form,
  answers,
  errors,
  preReview,
}: {
  form: FormSchema;
  answers: Answers;
  errors: readonly FormError[];
  /** What a window said of sections. */
  preReview?: OwnPreReview | undefined;
}) {
  return sectionsOf(form).map(([name, section]: [string, Section]) => (
    <fieldset key={name} className="form-section">
      <legend>{section.title}</legend>
      <SectionSaid shown={preReview} section={name} />
      {Object.entries(section.properties).map(([key, raw]) => {
        const id = fieldId(name, key);
        return (
          <FormField
            key={id}
            id={id}
            field={fieldOf(raw)}
            needed={section.required?.includes(key) ?? false}
            value={answers[name]?.[key]}
            error={errors.find((e) => e.field === id)?.message}
          />
        );
      })}
    </fieldset>
  ));
}
