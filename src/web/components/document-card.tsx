import type { ReactNode } from 'react';
import { DateText } from './date-text.tsx';
import { DocumentNumber } from './document-number.tsx';
import { type Status, StatusBadge } from './status-badge.tsx';

/** A document in a list: of an issue, of the catalogue. Put it into `ResultList`. */
export function DocumentCard({
  href,
  title,
  number,
  bodies,
  date,
  status,
  kind,
  note,
}: {
  href: string;
  title: string;
  /** Null when it was issued without a number; undefined says nothing of it. */
  number: string | null | undefined;
  bodies: string[];
  /** Null when it bears no date; undefined says nothing of it. */
  date: string | null | undefined;
  status: Status;
  kind?: string | undefined;
  /** One line more: the gist, or why the status is what it is. */
  note?: ReactNode;
}) {
  return (
    <li>
      <p className="result-title">
        <a href={href}>{title}</a>
      </p>
      {note && <p className="result-text">{note}</p>}
      <p className="result-line">
        <StatusBadge status={status} small />
        {number && <DocumentNumber value={number} />}
        {number === null && <span>无文号</span>}
        {bodies.map((body) => (
          <span key={body}>{body}</span>
        ))}
        {date && <DateText value={date} />}
        {date === null && <span>未署日期</span>}
        {kind && <span>{kind}</span>}
      </p>
    </li>
  );
}
