import type { ReactNode } from 'react';

/** What a clause says in one plain line. It is the editors' wording, never law, and says so. */
export function Gist({ children }: { children: ReactNode }) {
  return (
    <p className="gist">
      <span className="gist-word">大意</span>
      {children}
    </p>
  );
}
