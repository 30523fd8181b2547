/** Words with their citations made links. */
import { Fragment, type ReactNode } from 'react';
import type { StatusNow } from '#engines/law/status.ts';
import { Citation } from '#web/components/citation.tsx';
import { formatDate } from '#web/components/date-text.tsx';
import type { Placed } from '../placed-citations.ts';
import type { CitationRecord, DocumentHead } from '../queries-document.ts';
import { documentPath } from './addresses.ts';

/** What the page knows of the documents that it names. */
export type Named = {
  readonly targets: ReadonlyMap<string, DocumentHead>;
  readonly statuses: ReadonlyMap<string, StatusNow>;
  readonly asOf?: string | undefined;
  /** Previews already on the page: each document is previewed once. */
  readonly previewed: Set<string>;
};

/** Why a mention leads nowhere. */
export const REASONS: Record<string, string> = {
  ambiguous: '有多份同名文件，指向不明',
  malformed: '文号或书名号有误',
  unverified: '待核',
  known_not_held: '原文未收录',
};

export function CitedText({
  text,
  citations,
  named,
}: {
  text: string;
  citations: readonly Placed<CitationRecord>[];
  named: Named;
}) {
  const pieces: ReactNode[] = [];
  let at = 0;
  for (const placed of citations) {
    if (placed.start > at) pieces.push(text.slice(at, placed.start));
    pieces.push(
      <CitedWords key={placed.mention.ord} citation={placed.mention} named={named}>
        {text.slice(placed.start, placed.end)}
      </CitedWords>,
    );
    at = placed.end;
  }
  pieces.push(text.slice(at));
  return (
    <>
      {pieces.map((piece, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no other name and never move
        <Fragment key={index}>{piece}</Fragment>
      ))}
    </>
  );
}

function CitedWords({
  citation,
  named,
  children,
}: {
  citation: CitationRecord;
  named: Named;
  children: ReactNode;
}) {
  const target = citation.targetId ? named.targets.get(citation.targetId) : undefined;
  if (!target) return <Citation reason={REASONS[citation.resolution] ?? '待核'}>{children}</Citation>;
  const first = !named.previewed.has(target.id);
  named.previewed.add(target.id);
  return (
    <Citation
      href={documentPath(target.id, named.asOf)}
      held={target.holding !== 'stub'}
      preview={
        first
          ? {
              title: target.title,
              number: target.number,
              status: named.statuses.get(target.id)?.status ?? 'unknown',
              note: previewNote(target),
            }
          : undefined
      }
    >
      {children}
    </Citation>
  );
}

function previewNote(target: DocumentHead): string {
  const issued = [target.signedBy.join('、'), target.dated && formatDate(target.dated)]
    .filter(Boolean)
    .join('，');
  const held = target.holding === 'stub' ? '只知名称，原文未收录' : '';
  return [issued, held].filter(Boolean).join('。') || '本站收录';
}
