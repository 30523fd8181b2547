import type { ReactNode } from 'react';

/** The text, and beside it on a wide screen (below it on a narrow one) what helps to find one's way. */
export function Columns({
  children,
  aside,
  label,
}: {
  children: ReactNode;
  aside: ReactNode;
  label: string;
}) {
  return (
    <div className="columns">
      <div>{children}</div>
      <aside className="columns-aside" aria-label={label}>
        {aside}
      </aside>
    </div>
  );
}
