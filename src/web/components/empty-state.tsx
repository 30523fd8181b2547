import type { ReactNode } from 'react';

/** Said where a list is empty: why, and what to do next. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="result-title">{title}</p>
      {typeof children === 'string' ? <p>{children}</p> : children}
    </div>
  );
}
