/** The editor's form, made from the description of its fields. */
import { Choices } from '#web/components/choices.tsx';
import type { FieldError } from '#web/components/error-summary.tsx';
import { Field, Select, TextArea } from '#web/components/field.tsx';
import { errorOf } from '#web/desk/form.ts';
import { FIELD_WORDS, pathWords } from '../../field-words.ts';
import { FIELD_GROUPS, type FieldGroup, type FieldSpec, type FormFields, rowCount } from '../../item-form.ts';

/** Empty rows at the end of each table, to fill in. */
const SPARE_ROWS = 2;

type Props = { readonly fields: FormFields; readonly errors: readonly FieldError[] };

export function ItemEditor({ fields, errors }: Props) {
  return (
    <div className="item-editor">
      {FIELD_GROUPS.map((group) => (
        <Group key={group.id} group={group} fields={fields} errors={errors} />
      ))}
      <AssumedFields fields={fields} />
    </div>
  );
}

function Group({ group, fields, errors }: Props & { group: FieldGroup }) {
  const own = errors.filter((e) => e.field === group.id && !group.fields?.some((f) => f.path === group.id));
  const rows = group.rows;
  return (
    <fieldset id={own.length > 0 || rows?.path === group.id ? group.id : undefined}>
      <legend>{group.legend}</legend>
      {own.map((e) => (
        <p key={e.message} className="field-error">
          {e.message}
        </p>
      ))}
      <div className="editor-grid">
        {group.fields?.map((spec) => (
          <EditorField key={spec.path} spec={spec} name={spec.path} fields={fields} errors={errors} />
        ))}
      </div>
      {rows &&
        Array.from({ length: rowCount(fields, rows.path) + SPARE_ROWS }, (_, at) => {
          const name = `${rows.path}.${at}`;
          const spare = at >= rowCount(fields, rows.path);
          const wrong = errors.filter((e) => e.field === name);
          const title = fields[`${name}.${rows.fields[0]?.path}`];
          const grid = (
            <>
              {wrong.map((e) => (
                <p key={e.message} className="field-error">
                  {e.message}
                </p>
              ))}
              <div className="editor-grid">
                {rows.fields.map((spec) => (
                  <EditorField
                    key={spec.path}
                    spec={spare ? { ...spec, optional: true } : spec}
                    name={`${name}.${spec.path}`}
                    fields={fields}
                    errors={errors}
                  />
                ))}
                {!spare && (
                  <Choices
                    name={`${name}.remove`}
                    legend={`删去这一${rows.label}`}
                    multiple
                    options={[{ value: 'yes', label: '保存时删去' }]}
                  />
                )}
              </div>
            </>
          );
          return spare ? (
            <details key={name} className="filter-fold">
              <summary>添一{rows.label}</summary>
              {grid}
            </details>
          ) : (
            <details
              key={name}
              id={name}
              className="filter-fold"
              open={errors.some((e) => e.field === name || e.field?.startsWith(`${name}.`))}
            >
              <summary>
                {at + 1}　{String(title ?? '')}
              </summary>
              {grid}
            </details>
          );
        })}
    </fieldset>
  );
}

function EditorField({ spec, name, fields, errors }: Props & { spec: FieldSpec; name: string }) {
  const value = fields[name] ?? '';
  const words = typeof value === 'string' ? value : '';
  const common = {
    name,
    label: spec.label,
    error: errorOf(errors, name),
    optional: spec.optional ?? false,
    ...(spec.hint && { hint: spec.hint }),
  };
  switch (spec.kind) {
    case 'select':
      return (
        <Select
          {...common}
          options={[...(spec.options ?? [])]}
          value={words}
          {...(spec.optional && { empty: '请选择' })}
        />
      );
    case 'checks':
      return (
        <Choices
          name={name}
          legend={spec.label}
          multiple
          options={[...(spec.options ?? [])]}
          values={[value].flat() as string[]}
          error={common.error}
          hint={spec.hint}
        />
      );
    case 'yes':
      return (
        <Choices
          name={name}
          legend={spec.label}
          multiple
          options={[{ value: 'yes', label: '是' }]}
          values={[words]}
          error={common.error}
        />
      );
    case 'area':
      return <TextArea {...common} value={words} rows={3} />;
    case 'lines':
    case 'citations':
    case 'codes':
      return <TextArea {...common} value={words} rows={Math.min(8, words.split('\n').length + 1)} />;
    case 'json':
      return <TextArea {...common} value={words} rows={24} />;
    case 'number':
      return <Field {...common} value={words} inputMode="numeric" width="short" />;
    default:
      return <Field {...common} value={words} />;
  }
}

/** Top-level fields that the district may have filled by itself. */
const MARKABLE = [
  'codes', 'subjects', 'caseKind', 'variant', 'opinionBodies', 'bases', 'notices', 'conditions', 'materials', 'form',
  'statutory', 'steps', 'promisedDays', 'visits', 'visitReason', 'fee', 'result', 'quota', 'scope', 'onlineDepth',
  'delivery', 'appointment', 'remedies.reviewBody', 'phones', 'place', 'hours', 'faq', 'themes',
]; // biome-ignore format: a list read at a glance

function AssumedFields({ fields }: { fields: FormFields }) {
  const marked = [fields.assumed ?? []].flat() as string[];
  const paths = [...new Set([...MARKABLE, ...marked])];
  return (
    <fieldset>
      <legend>哪些还是区内默认</legend>
      <Choices
        name="assumed"
        legend="勾选的在指南上标“区内默认，待核定”；核定一项，去掉一项"
        multiple
        options={paths.map((path) => ({
          value: path,
          label:
            path === 'form'
              ? '申请表单'
              : path.includes('.')
                ? pathWords(path.replaceAll('.', '/'))
                : (FIELD_WORDS[path] ?? path),
        }))}
        values={marked}
      />
    </fieldset>
  );
}
