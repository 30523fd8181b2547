/**
 * What can be expected to fail is a value, not an exception: a `Result` whose error carries a stable code
 * and a sentence for the person that says what to do next. Bugs throw.
 */

/** An expected refusal. `code` is stable and English; `message` is Chinese, for the person; `basis` names the clause that refused, if a rule did. */
export interface Refusal<Code extends string = string> {
  readonly code: Code;
  readonly message: string;
  readonly basis?: string;
}

export type Result<T, Code extends string = string> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Refusal<Code> };

/** Wraps a value as success. */
export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

/** Wraps an expected failure; `message` is shown to the person as it is. */
export const refuse = <Code extends string>(
  code: Code,
  message: string,
  basis?: string,
): { readonly ok: false; readonly error: Refusal<Code> } => ({
  ok: false,
  error: basis === undefined ? { code, message } : { code, message, basis },
});
