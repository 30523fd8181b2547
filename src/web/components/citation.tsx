import { type ReactNode, useId } from 'react';
import { DocumentNumber } from './document-number.tsx';
import { type Status, StatusBadge } from './status-badge.tsx';

/** What a reader learns of the cited document without leaving the page. */
export type CitationPreview = {
  title: string;
  number?: string | null;
  status?: Status | undefined;
  /** One line: who issued it and when, or the cited clause's gist. */
  note?: ReactNode;
};

/**
 * A citation in running text. With `href` it is a link; with a preview a small button opens it by the `popover`
 * attribute, without script. A browser that knows no popovers shows the link alone. Without `href` the words stand
 * as they are, with `reason` for why they lead nowhere.
 */
export function Citation({
  href,
  children,
  preview,
  reason,
  held = true,
}: {
  href?: string | undefined;
  children: ReactNode;
  preview?: CitationPreview | undefined;
  reason?: string | undefined;
  /** False for a document that is known by name only: the link is drawn differently. */
  held?: boolean;
}) {
  const id = useId();
  if (!href) {
    return (
      <span className="citation citation-loose">
        {children}
        {reason && <span className="citation-note">（{reason}）</span>}
      </span>
    );
  }
  return (
    <span className={held ? 'citation' : 'citation citation-not-held'}>
      <a href={href}>{children}</a>
      {preview && (
        <>
          <button
            type="button"
            className="citation-preview-button"
            popoverTarget={id}
            aria-label={`预览：${preview.title}`}
          >
            览
          </button>
          <Preview id={id} preview={preview} />
        </>
      )}
    </span>
  );
}

/** Spans throughout: a citation stands inside a paragraph. */
function Preview({ id, preview }: { id: string; preview: CitationPreview }) {
  return (
    <span className="citation-preview" id={id} popover="auto" role="note">
      <span className="citation-preview-title">{preview.title}</span>
      {preview.number && (
        <span>
          <DocumentNumber value={preview.number} />
        </span>
      )}
      {preview.status && (
        <span>
          <StatusBadge status={preview.status} small />
        </span>
      )}
      {preview.note && <span>{preview.note}</span>}
    </span>
  );
}
