import type { ReactNode } from 'react';
import { formatDate } from './date-text.tsx';

export type AsOfLink = { date: string; label: ReactNode };

/**
 * Shows the page as of another day: a form and links, both giving permanent addresses (`?asOf=2024-06-02`).
 * `keep` are the other query parameters of the page.
 */
export function AsOf({
  action,
  value,
  today,
  links = [],
  keep = {},
  error,
}: {
  /** Path of this page without query. */
  action: string;
  /** The day shown, `YYYY-MM-DD`. */
  value: string;
  today: string;
  /** Days on which something changed. */
  links?: AsOfLink[];
  keep?: Record<string, string>;
  error?: string | undefined;
}) {
  const href = (date: string | undefined) => {
    const query = new URLSearchParams(date ? { ...keep, asOf: date } : keep).toString();
    return query ? `${action}?${query}` : action;
  };
  return (
    <section className="as-of" aria-label="查看日期">
      <form action={action} method="get">
        {Object.entries(keep).map(([name, kept]) => (
          <input key={name} type="hidden" name={name} value={kept} />
        ))}
        <div className={error ? 'field field-wrong' : 'field'}>
          <label htmlFor="asOf">查看哪一天的状态</label>
          {error && (
            <p className="field-error" id="asOf-error">
              <span className="visually-hidden">错误：</span>
              {error}
            </p>
          )}
          <input
            id="asOf"
            name="asOf"
            type="date"
            className="input-medium"
            defaultValue={value}
            required
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? 'asOf-error' : undefined}
          />
        </div>
        <button type="submit" className="button button-secondary">
          查看
        </button>
      </form>
      <ul>
        <li>
          <a href={href(undefined)} aria-current={value === today ? 'true' : undefined}>
            今天（{formatDate(today)}）
          </a>
        </li>
        {links.map(({ date, label }) => (
          <li key={date}>
            <a href={href(date)} aria-current={value === date && value !== today ? 'true' : undefined}>
              {formatDate(date)}
            </a>
            <span className="muted">{label}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
