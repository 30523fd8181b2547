import type { ReactNode } from 'react';
import { DateText } from './date-text.tsx';
import { DocumentNumber } from './document-number.tsx';
import { type Status, StatusBadge } from './status-badge.tsx';
import { TitleWords } from './title-words.tsx';

/** The head of a document: who issued it under which number and when, its title, and what it is worth on the day asked. */
export function DocumentHeader({
  kind,
  number,
  issuedUnder,
  title,
  bodies,
  date,
  status,
  evidence,
  asOf,
  level = 1,
  children,
}: {
  /** What it is, e.g. 规范性文件. */
  kind?: string | undefined;
  /** Null when it was issued without a number; undefined says nothing of it. */
  number: string | null | undefined;
  /** The number of the issuance that carries it. */
  issuedUnder?: string | null | undefined;
  title: string;
  /** Issuing bodies in print order. */
  bodies: string[];
  /** `YYYY-MM-DD`, or null when no date is printed; undefined says nothing of it. */
  date: string | null | undefined;
  status: Status;
  /** The effect that makes the status so, with its source. */
  evidence: ReactNode;
  /** The day the status holds for, `YYYY-MM-DD`. */
  asOf: string;
  /** Heading level; below 1 only where the document is not the page's subject. */
  level?: 1 | 2 | 3 | 4;
  /** Below the status: as-of control, downloads. */
  children?: ReactNode;
}) {
  const Title = `h${level}` as const;
  return (
    <header className="document-header">
      {kind && <p className="document-kind">{kind}</p>}
      <Title className="document-title">
        <TitleWords>{title}</TitleWords>
      </Title>
      <p className="document-line">
        {number && <DocumentNumber value={number} />}
        {!number && issuedUnder && (
          <span>
            随
            <DocumentNumber value={issuedUnder} />
            印发
          </span>
        )}
        {number === null && !issuedUnder && <span>无文号</span>}
        {bodies.map((body) => (
          <span key={body}>{body}</span>
        ))}
        {date && <DateText value={date} />}
        {date === null && <span>未署日期</span>}
      </p>
      <div className="document-status">
        <StatusBadge status={status} />
        <p>
          <span className="document-as-of">
            截至
            <DateText value={asOf} />：
          </span>
          {evidence}
        </p>
      </div>
      {children}
    </header>
  );
}
