import { Button } from '#web/components/button.tsx';
import { Page } from '#web/components/page.tsx';
import type { View } from '#web/components/view.ts';

/** A form as it was sent: every field with its values, in the order in which they came. */
export type SentFields = readonly (readonly [name: string, value: string])[];

/** Words that somebody typed are longer than what a form carries for itself. */
const TYPED_MIN = 40;
const isTyped = (value: string): boolean => value.length >= TYPED_MIN || /[\r\n]/.test(value);

/**
 * A form that could not be taken now, because its sender is no longer signed in or the database is away. It stands
 * here whole, to be sent again with one button; what was typed can also be read and copied.
 */
export function KeptFormPage({
  view,
  title,
  message,
  action,
  fields,
  signIn,
}: {
  view: View;
  title: string;
  message: string;
  /** Path that the form was sent to. */
  action: string;
  fields: SentFields;
  /** Whether its sender has to sign in first. */
  signIn: boolean;
}) {
  const typed = fields.map(([, value]) => value).filter(isTyped);
  return (
    <Page view={view} title={title} sheet="desk" noindex search={false}>
      <div className="stack">
        <h1>{title}</h1>
        <p>{message}</p>
        {signIn && (
          <p>
            先
            <a href="/login?back=/account" target="_blank" rel="noopener">
              在新窗口登录
            </a>
            ，再回到这一页提交。
          </p>
        )}
        <form method="post" action={action}>
          {fields.map(([name, value], at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: fields of one form in the order in which they were sent
            <input key={at} type="hidden" name={name} value={value} />
          ))}
          <Button>再次提交</Button>
        </form>
        {typed.length > 0 && (
          <details>
            <summary>看填写的内容</summary>
            {typed.map((value, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <pre key={at} className="draft-text">
                {value}
              </pre>
            ))}
          </details>
        )}
      </div>
    </Page>
  );
}
