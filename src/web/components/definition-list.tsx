import type { ReactNode } from 'react';

export type Definition = { term: string; value: ReactNode };

/** Terms with their values, side by side where there is room. */
export function DefinitionList({ items }: { items: Definition[] }) {
  return (
    <dl className="definitions">
      {items.map(({ term, value }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
