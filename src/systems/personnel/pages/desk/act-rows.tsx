import { Field, Select } from '#web/components/field.tsx';
import { errorOf } from '#web/desk/form.ts';
import { ACT_KINDS, ACT_WORDS } from '../../act.ts';
import type { FormError, RowValues, Term } from '../../draft-form.ts';

const TERM_WORDS: Record<Term, string> = {
  plain: '从决定之日起',
  trial: '试用期满，从试用之日起',
  p12: '试用期1年，从决定之日起',
  p6: '试用期6个月，从决定之日起',
};

/** A text field with what the record knows as suggestions. */
function Suggested({
  name,
  label,
  value,
  error,
  list,
  maxLength,
}: {
  name: string;
  label: string;
  value: string;
  error: string | undefined;
  list: string;
  maxLength: number;
}) {
  return (
    <div className={error ? 'field field-wrong' : 'field'}>
      <label htmlFor={name}>{label}</label>
      {error && (
        <p className="field-error" id={`${name}-error`}>
          <span className="visually-hidden">错误：</span>
          {error}
        </p>
      )}
      <input
        id={name}
        name={name}
        className="input-full"
        type="text"
        list={list}
        defaultValue={value}
        maxLength={maxLength}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${name}-error` : undefined}
      />
    </div>
  );
}

function Mark({ name, label, on }: { name: string; label: string; on: boolean }) {
  return (
    <div className="choice">
      <input id={name} name={name} type="checkbox" value="1" defaultChecked={on} />
      <label htmlFor={name}>{label}</label>
    </div>
  );
}

/** One act a row. */
export function ActRows({
  rows,
  errors,
  suggestions,
}: {
  rows: readonly RowValues[];
  errors: readonly FormError[];
  suggestions: { readonly organisations: readonly string[]; readonly posts: readonly string[] };
}) {
  const lists = { organisations: suggestions.organisations, posts: suggestions.posts };
  return (
    <>
      <input type="hidden" name="rows" value={rows.length} />
      {Object.entries(lists).map(([id, words]) => (
        <datalist key={id} id={id}>
          {words.map((word) => (
            <option key={word} value={word} />
          ))}
        </datalist>
      ))}
      {rows.map((row, at) => {
        const field = (name: 'person' | 'organisation' | 'post') => ({
          name: `${name}-${at}`,
          value: row[name],
          error: errorOf(errors, `${name}-${at}`),
        });
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place alone
          <fieldset key={at} className="act-row">
            <legend>第{at + 1}项</legend>
            <div className="act-fields">
              <Field {...field('person')} label="姓名" maxLength={40} autoComplete="off" />
              <Select
                name={`kind-${at}`}
                label="任免"
                value={row.kind}
                error={errorOf(errors, `kind-${at}`)}
                options={ACT_KINDS.map((kind) => ({ value: kind, label: ACT_WORDS[kind] }))}
              />
              <Suggested {...field('organisation')} label="单位全称" list="organisations" maxLength={60} />
              <Suggested {...field('post')} label="职务" list="posts" maxLength={20} />
              <Select
                name={`term-${at}`}
                label="任期（免职不用选）"
                value={row.term}
                error={errorOf(errors, `term-${at}`)}
                options={Object.entries(TERM_WORDS).map(([value, label]) => ({ value, label }))}
              />
              <div className="act-marks">
                <Mark name={`concurrent-${at}`} label="兼任" on={row.concurrent} />
                <Mark name={`seconded-${at}`} label="挂职" on={row.seconded} />
              </div>
            </div>
          </fieldset>
        );
      })}
    </>
  );
}
