import { Checkbox, Input, Radio } from 'antd';
import { useState } from 'react';
import { type FieldSchema, kindOf, type Missing, type Typed } from './step-schema.ts';

type Value = Typed[string] | undefined;

/** One field of a step, by its schema. */
export function StepField({
  id,
  name,
  field,
  needed,
  value,
  change,
  materials,
  bodies,
}: {
  id: string;
  name: string;
  field: FieldSchema;
  needed: boolean;
  value: Value;
  change: (value: Typed[string]) => void;
  /** Names of the item's materials, to tick. */
  materials: readonly string[];
  /** Bodies that the item names. */
  bodies: readonly string[];
}) {
  const label = (field.title ?? name) + (needed ? '' : '（可不填）');
  const text = typeof value === 'string' ? value : '';
  const kind = kindOf(field);
  if (kind === 'choice')
    return (
      <fieldset>
        <legend>{label}</legend>
        <Radio.Group
          name={id}
          value={text}
          onChange={(event) => change(String(event.target.value))}
          options={(field.enum ?? []).map((v) => ({ value: v, label: field.labels?.[v] ?? v }))}
        />
      </fieldset>
    );
  if (kind === 'materials')
    return (
      <MaterialList
        id={id}
        label={label}
        all={materials}
        value={(value ?? []) as Missing[]}
        change={change}
      />
    );
  if (kind === 'list')
    return (
      <NameList
        id={id}
        label={label}
        all={field.items?.enum ?? bodies}
        closed={field.items?.enum !== undefined}
        value={(value ?? []) as string[]}
        change={change}
      />
    );
  const names = name === 'body' || name === 'town' ? bodies : [];
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {kind === 'text' ? (
        <Input.TextArea
          id={id}
          rows={4}
          value={text}
          maxLength={field.maxLength}
          onChange={(event) => change(event.target.value)}
        />
      ) : (
        <Input
          id={id}
          value={text}
          maxLength={field.maxLength}
          {...(kind === 'date' && { type: 'date', className: 'short' })}
          {...(kind === 'integer' && { inputMode: 'numeric' as const, className: 'short' })}
          {...(names.length > 0 && { list: `${id}-names` })}
          onChange={(event) => change(event.target.value)}
        />
      )}
      {names.length > 0 && (
        <datalist id={`${id}-names`}>
          {names.map((body) => (
            <option key={body} value={body} />
          ))}
        </datalist>
      )}
    </div>
  );
}

/** The one-time notice: materials ticked, each with what is missing; others can be added by name. */
function MaterialList({
  id,
  label,
  all,
  value,
  change,
}: {
  id: string;
  label: string;
  all: readonly string[];
  value: readonly Missing[];
  change: (value: readonly Missing[]) => void;
}) {
  const [other, setOther] = useState('');
  const names = [...new Set([...all, ...value.map((m) => m.material)])];
  const tick = (material: string, on: boolean) =>
    change(
      on
        ? names.flatMap((n) => {
            const kept = value.find((m) => m.material === n);
            return kept ? [kept] : n === material ? [{ material, what: '未提交，请补交。' }] : [];
          })
        : value.filter((m) => m.material !== material),
    );
  const add = () => {
    const name = other.trim();
    if (name && !names.includes(name)) change([...value, { material: name, what: '未提交，请补交。' }]);
    setOther('');
  };
  return (
    <fieldset>
      <legend>{label}</legend>
      <p className="quiet">只能告知一次：请把要补正的全部选上，写清楚各缺什么。</p>
      <ul className="ticks">
        {names.map((material, at) => {
          const missing = value.find((m) => m.material === material);
          return (
            <li key={material}>
              <Checkbox
                checked={missing !== undefined}
                onChange={(event) => tick(material, event.target.checked)}
              >
                {material}
              </Checkbox>
              {missing && (
                <Input
                  id={`${id}-${at}`}
                  aria-label={`${material}要补正什么`}
                  value={missing.what}
                  maxLength={500}
                  onChange={(event) =>
                    change(
                      value.map((m) =>
                        m.material === material ? { material, what: event.target.value } : m,
                      ),
                    )
                  }
                />
              )}
            </li>
          );
        })}
      </ul>
      <Adder label="清单里没有的材料" value={other} change={setOther} add={add} />
    </fieldset>
  );
}

/** Bodies ticked; unless the list is closed, others can be added by name. */
function NameList({
  id,
  label,
  all,
  closed,
  value,
  change,
}: {
  id: string;
  label: string;
  all: readonly string[];
  closed: boolean;
  value: readonly string[];
  change: (value: readonly string[]) => void;
}) {
  const [other, setOther] = useState('');
  const names = [...new Set([...all, ...value])];
  return (
    <fieldset id={id}>
      <legend>{label}</legend>
      <Checkbox.Group
        className="ticks"
        value={[...value]}
        options={names}
        onChange={(chosen) => change(names.filter((n) => chosen.includes(n)))}
      />
      {!closed && (
        <Adder
          label="另加单位"
          value={other}
          change={setOther}
          add={() => {
            const name = other.trim();
            if (name && !value.includes(name)) change([...value, name]);
            setOther('');
          }}
        />
      )}
    </fieldset>
  );
}

function Adder({
  label,
  value,
  change,
  add,
}: {
  label: string;
  value: string;
  change: (value: string) => void;
  add: () => void;
}) {
  return (
    <Input.Search
      aria-label={label}
      placeholder={label}
      enterButton="加上"
      value={value}
      maxLength={100}
      onChange={(event) => change(event.target.value)}
      onSearch={add}
    />
  );
}
