import type { ReactNode } from 'react';

export type StatView = { label: string; value: ReactNode; unit?: string };

/** A few figures side by side. */
export function Stats({ stats }: { stats: StatView[] }) {
  return (
    <dl className="stats">
      {stats.map(({ label, value, unit }) => (
        <div className="stat" key={label}>
          <dt>{label}</dt>
          <dd>
            {typeof value === 'number' ? value.toLocaleString('zh-CN') : value}
            {unit && <span className="stat-unit">{unit}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
