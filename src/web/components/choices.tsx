import type { ReactNode } from 'react';
import type { Option } from './field.tsx';

/** Radios (one of a few) or checkboxes (any of a few) under one question. */
export function Choices({
  name,
  legend,
  options,
  values = [],
  multiple = false,
  hint,
  error,
}: {
  name: string;
  legend: string;
  options: Option[];
  values?: string[];
  multiple?: boolean;
  hint?: ReactNode;
  error?: string | undefined;
}) {
  const describedBy =
    [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ') || undefined;
  return (
    <fieldset className={error ? 'field field-wrong' : 'field'} aria-describedby={describedBy}>
      <legend>{legend}</legend>
      {hint && (
        <p className="field-hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="field-error" id={`${name}-error`}>
          <span className="visually-hidden">错误：</span>
          {error}
        </p>
      )}
      <div className="choices">
        {options.map((option, at) => {
          // The first choice takes the field's own id, so that an error summary can link to it.
          const id = at === 0 ? name : `${name}-${option.value}`;
          return (
            <div className="choice" key={option.value}>
              <input
                id={id}
                name={name}
                type={multiple ? 'checkbox' : 'radio'}
                value={option.value}
                defaultChecked={values.includes(option.value)}
                aria-describedby={option.hint ? `${id}-note` : undefined}
              />
              <label htmlFor={id}>{option.label}</label>
              {option.hint && (
                <p className="field-hint" id={`${id}-note`}>
                  {option.hint}
                </p>
              )}
            </div>
          );
        })}
      </div>
    </fieldset>
  );
}
