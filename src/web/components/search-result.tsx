import type { ReactNode } from 'react';
import { DateText } from './date-text.tsx';
import { DocumentNumber } from './document-number.tsx';
import { type Status, StatusBadge } from './status-badge.tsx';

/** One find: a clause within its document. Put it into `ResultList`. */
export function SearchResult({
  href,
  title,
  number,
  bodies = [],
  date,
  status,
  where,
  text,
}: {
  href: string;
  /** The document's title, marked where it was found. */
  title: ReactNode;
  number: string | null;
  bodies?: string[];
  date: string | null;
  status: Status;
  /** The clause's place, e.g. 二、（一）. */
  where?: string | undefined;
  /** The passage with `<mark>`. */
  text?: ReactNode;
}) {
  return (
    <li>
      <p className="result-title">
        <a href={href}>{title}</a>
      </p>
      {text && (
        <p className="result-text">
          {where && <span className="result-where">{where}　</span>}
          {text}
        </p>
      )}
      <p className="result-line">
        <StatusBadge status={status} small />
        {number && <DocumentNumber value={number} />}
        {bodies.map((body) => (
          <span key={body}>{body}</span>
        ))}
        {date && <DateText value={date} />}
      </p>
    </li>
  );
}

/** Results or document cards with rules between them. `start` numbers on from an earlier page. */
export function ResultList({
  children,
  label,
  start = 1,
}: {
  children: ReactNode;
  label: string;
  start?: number;
}) {
  return (
    <ol className="result-list" aria-label={label} start={start}>
      {children}
    </ol>
  );
}
