import type { ReactNode } from 'react';
import { Gist } from './gist.tsx';
import { type Status, StatusBadge } from './status-badge.tsx';

/** A clause as the page shows it. */
export type ClauseView = {
  /** Anchor on this page: the clause's own id, so that the link survives renumbering. */
  id: string;
  /** Printed label without its delimiter: 一, （二）, 3, 第五条; empty for an unlabelled paragraph. */
  label: string;
  /** Permanent address of the clause; its anchor on this page when absent. */
  href?: string | undefined;
  heading?: ReactNode;
  /** Paragraphs of the clause's own text, when the text is held. */
  text?: ReactNode[] | undefined;
  gist?: ReactNode;
  /** Only when it differs from the document's. */
  status?: Status | undefined;
  /** Anything below the text: a table, a note on an amendment. */
  extra?: ReactNode;
  children?: ClauseView[];
};

/** A label with the mark that printing puts behind it: 一、 （二） 3. 第五条. */
export function printedLabel(label: string): string {
  if (/^[〇零一二三四五六七八九十百]+$/.test(label)) return `${label}、`;
  if (/^\d+$/.test(label)) return `${label}.`;
  if (/^第.+[编章节条]$/.test(label)) return `${label}\u3000`;
  return label;
}

function Label({ clause }: { clause: ClauseView }) {
  if (!clause.label) return null;
  return (
    <a className="clause-label" href={clause.href ?? `#${clause.id}`}>
      {printedLabel(clause.label)}
    </a>
  );
}

function Heading({ level, clause }: { level: number; clause: ClauseView }) {
  const Tag = `h${Math.min(level, 6)}` as 'h2' | 'h3' | 'h4' | 'h5' | 'h6';
  return (
    <Tag className="clause-heading">
      <Label clause={clause} />
      {clause.heading}
      {clause.status && <StatusBadge status={clause.status} small />}
    </Tag>
  );
}

function Paragraphs({ clause }: { clause: ClauseView }) {
  return (
    <div className="clause-text">
      {(clause.text ?? []).map((paragraph, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs of one text have no other name and never move
        <p key={at}>
          {at === 0 && !clause.heading && <Label clause={clause} />}
          {paragraph}
          {at === 0 && !clause.heading && clause.status && <StatusBadge status={clause.status} small />}
        </p>
      ))}
    </div>
  );
}

/** One clause with all below it. `level` is the heading level; `depth` counts from 1 at the top of the tree. */
export function Clause({
  clause,
  level = 2,
  depth = 1,
}: {
  clause: ClauseView;
  level?: number;
  depth?: number;
}) {
  const hasText = (clause.text?.length ?? 0) > 0;
  const below = clause.children ?? [];
  const bare = !hasText && !clause.heading;
  return (
    <li id={clause.id} className={`clause clause-depth-${Math.min(depth, 4)}`}>
      {clause.heading && <Heading level={level} clause={clause} />}
      {(hasText || clause.gist) && (
        <div className={hasText && clause.gist ? 'clause-body clause-body-both' : 'clause-body'}>
          {hasText && <Paragraphs clause={clause} />}
          {bare && (
            <p className="clause-bare">
              <Label clause={clause} />
              {clause.status && <StatusBadge status={clause.status} small />}
            </p>
          )}
          {clause.gist && <Gist>{clause.gist}</Gist>}
        </div>
      )}
      {bare && !clause.gist && (
        <p className="clause-bare">
          <Label clause={clause} />
        </p>
      )}
      {clause.extra}
      {below.length > 0 && (
        <ol className="clauses">
          {below.map((child) => (
            <Clause
              key={child.id}
              clause={child}
              level={clause.heading ? level + 1 : level}
              depth={depth + 1}
            />
          ))}
        </ol>
      )}
    </li>
  );
}

/** The clauses of one text. Headings begin at `level`. */
export function ClauseTree({ clauses, level = 2 }: { clauses: ClauseView[]; level?: number }) {
  return (
    <div className="clause-tree">
      <ol className="clauses">
        {clauses.map((clause) => (
          <Clause key={clause.id} clause={clause} level={level} />
        ))}
      </ol>
    </div>
  );
}
