import type { ReactNode } from 'react';

type Common = {
  name: string;
  label: string;
  hint?: ReactNode;
  /** What is wrong and what to do next. */
  error?: string | undefined;
  /** Said beside the label; what is not optional is needed. */
  optional?: boolean;
  /** Defaults to `name`; give it when a page has two fields of one name. */
  id?: string;
};

export type FieldProps = Common & {
  type?: 'text' | 'search' | 'email' | 'tel' | 'password' | 'date' | 'number' | 'url' | 'file';
  value?: string | number | undefined;
  autoComplete?: string;
  inputMode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'search' | 'url';
  /** Width in characters, so that the field looks like its answer. */
  width?: 'short' | 'medium' | 'full';
  min?: string;
  max?: string;
  accept?: string;
  multiple?: boolean;
  maxLength?: number;
  /** `id` of a `datalist` on the page. */
  list?: string;
};

function described(id: string, hint: ReactNode, error: string | undefined): string | undefined {
  return [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
}

/** Label, hint and error around any control. */
function FieldFrame({
  id,
  label,
  hint,
  error,
  optional,
  children,
}: Omit<Common, 'name'> & { id: string; children: ReactNode }) {
  return (
    <div className={error ? 'field field-wrong' : 'field'}>
      <label htmlFor={id}>
        {label}
        {optional && <span className="field-optional">（选填）</span>}
      </label>
      {hint && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="field-error" id={`${id}-error`}>
          <span className="visually-hidden">错误：</span>
          {error}
        </p>
      )}
      {children}
    </div>
  );
}

/** One question answered on one line, or by a file. */
export function Field(props: FieldProps) {
  const { name, label, hint, error, optional = false, id = name, value, width = 'full', ...input } = props;
  return (
    <FieldFrame {...{ id, label, hint, error, optional }}>
      <input
        {...input}
        id={id}
        name={name}
        className={`input-${width}`}
        type={input.type ?? 'text'}
        defaultValue={value}
        required={!optional}
        aria-invalid={error ? true : undefined}
        aria-describedby={described(id, hint, error)}
      />
    </FieldFrame>
  );
}

/** One question answered in several lines. */
export function TextArea(props: Common & { value?: string; rows?: number; maxLength?: number }) {
  const { name, label, hint, error, optional = false, id = name, value, rows = 5, maxLength } = props;
  return (
    <FieldFrame {...{ id, label, hint, error, optional }}>
      <textarea
        id={id}
        name={name}
        rows={rows}
        maxLength={maxLength}
        defaultValue={value}
        required={!optional}
        aria-invalid={error ? true : undefined}
        aria-describedby={described(id, hint, error)}
      />
    </FieldFrame>
  );
}

export type Option = { value: string; label: string; hint?: string };

/** One of many, where a list of radios would be too long. */
export function Select(props: Common & { options: Option[]; value?: string | undefined; empty?: string }) {
  const { name, label, hint, error, optional = false, id = name, options, value, empty } = props;
  return (
    <FieldFrame {...{ id, label, hint, error, optional }}>
      <select
        id={id}
        name={name}
        defaultValue={value}
        required={!optional}
        aria-invalid={error ? true : undefined}
        aria-describedby={described(id, hint, error)}
      >
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}
