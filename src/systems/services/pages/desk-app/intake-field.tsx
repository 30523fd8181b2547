import { Input, Radio } from 'antd';
import type { FormField } from './intake-schema.ts';

/** One field of an item's form, with what the server says is wrong beside it. */
export function IntakeField({
  field,
  value,
  error,
  change,
}: {
  field: FormField;
  value: string;
  error: string | undefined;
  change: (value: string) => void;
}) {
  const { id, kind, title, needed, options, maxLength } = field;
  const label = title + (needed ? '' : '（可不填）');
  const wrong = error && (
    <p className="wrong" id={`${id}-wrong`}>
      {error}
    </p>
  );
  if (kind === 'yes_no' || (kind === 'choice' && options.length <= 6)) {
    const choices =
      kind === 'choice'
        ? options.map((v) => ({ value: v, label: v }))
        : [
            { value: 'true', label: '是' },
            { value: 'false', label: '否' },
          ];
    return (
      <fieldset className="field" id={id} tabIndex={-1} aria-describedby={error && `${id}-wrong`}>
        <legend>{label}</legend>
        <Radio.Group
          name={id}
          value={value}
          options={choices}
          onChange={(event) => change(String(event.target.value))}
        />
        {wrong}
      </fieldset>
    );
  }
  const common = {
    id,
    value,
    'aria-invalid': error !== undefined,
    'aria-describedby': error && `${id}-wrong`,
    ...(error && { status: 'error' as const }),
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {kind === 'choice' ? (
        <select
          id={id}
          value={value}
          aria-describedby={error && `${id}-wrong`}
          onChange={(event) => change(event.target.value)}
        >
          <option value="">请选择</option>
          {options.map((option) => (
            <option key={option}>{option}</option>
          ))}
        </select>
      ) : kind === 'text' ? (
        <Input.TextArea
          {...common}
          rows={3}
          maxLength={maxLength}
          onChange={(event) => change(event.target.value)}
        />
      ) : (
        <Input
          {...common}
          type={kind === 'date' ? 'date' : kind === 'phone' ? 'tel' : 'text'}
          autoComplete="off"
          {...(kind === 'number' && { inputMode: 'decimal' as const })}
          maxLength={maxLength}
          onChange={(event) => change(event.target.value)}
        />
      )}
      {wrong}
    </div>
  );
}
