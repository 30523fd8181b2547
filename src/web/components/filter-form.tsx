import type { ReactNode } from 'react';
import { Button } from './button.tsx';

/** Narrows a list. Fields are children; `keep` carries what the form does not show; `clearHref` undoes all. */
export function FilterForm({
  action,
  children,
  keep = {},
  clearHref,
  label = '筛选',
}: {
  action: string;
  children: ReactNode;
  keep?: Record<string, string>;
  clearHref?: string | undefined;
  label?: string;
}) {
  return (
    <search className="filter" aria-label={label}>
      <form action={action} method="get">
        {Object.entries(keep).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {children}
        <Button look="secondary">{label}</Button>
        {clearHref && (
          <a className="filter-clear" href={clearHref}>
            清除条件
          </a>
        )}
      </form>
    </search>
  );
}
