import type { Action, FieldSchema } from '#engines/procedure/view-case.ts';
import { Button, type ButtonLook } from '#web/components/button.tsx';
import { Field, Select, TextArea } from '#web/components/field.tsx';

const LINE_MAX = 200;

function ActionField({
  name,
  id,
  field,
  needed,
}: {
  name: string;
  id: string;
  field: FieldSchema;
  needed: boolean;
}) {
  const label = field.title ?? name;
  if (field.enum)
    return (
      <Select
        name={name}
        id={id}
        label={label}
        empty="请选择"
        optional={!needed}
        options={field.enum.map((value) => ({ value, label: field.labels?.[value] ?? value }))}
      />
    );
  if (field.type === 'integer')
    return <Field name={name} id={id} label={label} type="number" width="short" optional={!needed} />;
  if ((field.maxLength ?? 0) > LINE_MAX)
    return <TextArea name={name} id={id} label={label} rows={3} optional={!needed} />;
  return <Field name={name} id={id} label={label} optional={!needed} />;
}

/** A step as a form that works without script: its fields come from the procedure's own definition. */
export function ActionForm({
  action,
  path,
  version,
  requestKey,
  look = 'primary',
}: {
  action: Action;
  /** Where it is sent. */
  path: string;
  version: number;
  requestKey: string;
  look?: ButtonLook;
}) {
  const fields = Object.entries(action.input?.properties ?? {});
  return (
    <form method="post" action={path} className="action-form">
      <input type="hidden" name="transition" value={action.transition} />
      <input type="hidden" name="seen" value={version} />
      <input type="hidden" name="requestKey" value={requestKey} />
      {fields.map(([name, field]) => (
        <ActionField
          key={name}
          name={name}
          id={`${action.transition}-${name}`}
          field={field}
          needed={action.input?.required?.includes(name) ?? false}
        />
      ))}
      <Button look={look}>{action.title}</Button>
      <p className="muted">{action.basis}</p>
    </form>
  );
}
