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
  /** Paragraphs of the clause's own text; empty when it has none beside its heading, absent when the text is not held. */
  text?: ReactNode[] | undefined;
  gist?: ReactNode;
  /** Only when it differs from the document's. */
  status?: Status | undefined;
  /** Anything below the text: a table, a note on an amendment. */
  extra?: ReactNode;
  children?: ClauseView[];
};

/** The mark that printing puts behind a label: 一、 3. 第五条 and a space; nothing after a bracket. */
export function labelMark(label: string): string {
  if (/^[〇零一二三四五六七八九十百]+$/.test(label)) return '、';
  if (/^\d+$/.test(label)) return '.';
  if (/^第.+[编章节条]$/.test(label)) return '\u3000';
  return '';
}

function Label({ clause }: { clause: ClauseView }) {
  if (!clause.label) return null;
  return (
    <>
      <a className="clause-label" href={clause.href ?? `#${clause.id}`}>
        {clause.label}
      </a>
      {labelMark(clause.label)}
    </>
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

/** The clause's own words: its text, its gist above or (where there is room) beside it, or the gist in the text's place. */
function Body({ clause }: { clause: ClauseView }) {
  const hasText = (clause.text?.length ?? 0) > 0;
  const label = clause.heading ? null : <Label clause={clause} />;
  const status = clause.status && !clause.heading && <StatusBadge status={clause.status} small />;
  if (!hasText && clause.gist && clause.text && clause.heading) {
    return (
      <div className="clause-body">
        <Gist>{clause.gist}</Gist>
      </div>
    );
  }
  if (!hasText && clause.gist) {
    return (
      <div className="clause-body">
        <Gist label={label}>
          {clause.gist}
          {status}
        </Gist>
      </div>
    );
  }
  if (!hasText) {
    if (clause.heading || !clause.label) return null;
    return (
      <p className="clause-bare">
        {label}
        {status}
      </p>
    );
  }
  return (
    <div className={clause.gist ? 'clause-body clause-body-both' : 'clause-body'}>
      {clause.gist && <Gist>{clause.gist}</Gist>}
      <div className="clause-text">
        {clause.text?.map((paragraph, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs of one text have no other name and never move
          <p key={at}>
            {at === 0 && label}
            {paragraph}
            {at === 0 && status}
          </p>
        ))}
      </div>
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
  const below = clause.children ?? [];
  return (
    <li id={clause.id} className={`clause clause-depth-${Math.min(depth, 3)}`}>
      {clause.heading && <Heading level={level} clause={clause} />}
      <Body clause={clause} />
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
