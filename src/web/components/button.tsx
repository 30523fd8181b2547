import type { ReactNode } from 'react';

export const BUTTON_LOOKS = ['primary', 'secondary', 'danger'] as const;
export type ButtonLook = (typeof BUTTON_LOOKS)[number];

/** A button that sends its form. `name` and `value` tell several buttons of one form apart. */
export function Button({
  children,
  look = 'primary',
  type = 'submit',
  name,
  value,
  formAction,
  form,
  formNoValidate = false,
  disabled = false,
}: {
  children: ReactNode;
  look?: ButtonLook;
  type?: 'submit' | 'button' | 'reset';
  name?: string;
  value?: string;
  formAction?: string;
  /** `id` of the form that it sends, when it stands outside of it. */
  form?: string | undefined;
  /** Sends it with fields still empty: for putting it away, not for handing it in. */
  formNoValidate?: boolean;
  disabled?: boolean;
}) {
  return (
    <button
      className={`button button-${look}`}
      type={type}
      name={name}
      value={value}
      formAction={formAction}
      form={form}
      formNoValidate={formNoValidate}
      disabled={disabled}
    >
      {children}
    </button>
  );
}

/**
 * The button that Enter in a field presses, where a lesser one stands first in the form: unseen, and not for the Tab
 * key or a screen reader, which find the real one further down.
 */
export function DefaultButton({ name, value }: { name?: string; value?: string }) {
  return (
    <button className="visually-hidden" type="submit" name={name} value={value} tabIndex={-1} aria-hidden>
      提交
    </button>
  );
}

/** A link that looks like a button: for going somewhere, never for changing something. */
export function ButtonLink({
  children,
  href,
  look = 'primary',
}: {
  children: ReactNode;
  href: string;
  look?: ButtonLook;
}) {
  return (
    <a className={`button button-${look}`} href={href}>
      {children}
    </a>
  );
}

/** Buttons side by side, the first the one most will want. */
export function ButtonRow({ children }: { children: ReactNode }) {
  return <div className="button-row">{children}</div>;
}
