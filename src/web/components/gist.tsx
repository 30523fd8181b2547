import type { ReactNode } from 'react';

/**
 * What a clause says in one plain line. It is the editors' wording, never law, and says so.
 * With `label` (null for none) it stands in the place of a text that is not held.
 */
export function Gist({ children, label }: { children: ReactNode; label?: ReactNode }) {
  return (
    <p className={label === undefined ? 'gist' : 'gist gist-instead'}>
      {label}
      <span className="gist-word">大意</span>
      {children}
    </p>
  );
}
