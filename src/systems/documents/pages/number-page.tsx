import { DocumentCard } from '#web/components/document-card.tsx';
import { Notice } from '#web/components/notice.tsx';
import { Page } from '#web/components/page.tsx';
import { ResultList } from '#web/components/search-result.tsx';
import type { Status } from '#web/components/status-badge.tsx';
import type { View } from '#web/components/view.ts';
import type { DocumentHead } from '../queries-document.ts';
import { documentPath } from './addresses.ts';
import { kindName } from './head-words.ts';

/** Several documents bear one number: the reader chooses, nothing is guessed. */
export function NumberPage({
  view,
  number,
  documents,
  statuses,
  day,
}: {
  view: View;
  number: string;
  documents: readonly DocumentHead[];
  statuses: ReadonlyMap<string, Status>;
  /** The day of the statuses when the address names one. */
  day: string | undefined;
}) {
  return (
    <Page
      view={view}
      title={`文号${number}`}
      noindex
      section="documents"
      crumbs={[
        { label: '首页', href: '/' },
        { label: '文件', href: '/documents' },
      ]}
    >
      <h1>{number}</h1>
      <Notice tone="warning" title="这个文号对应不止一份文件">
        同一文号出现在不同的文件上，可能是印错，也可能是转发。请按标题和日期选择。
      </Notice>
      <ResultList label="同一文号的文件">
        {documents.map((head) => (
          <DocumentCard
            key={head.id}
            href={documentPath(head.id, day)}
            title={head.title}
            number={head.number}
            bodies={[...head.signedBy]}
            date={head.dated}
            status={statuses.get(head.id) ?? 'unknown'}
            kind={kindName(head)}
          />
        ))}
      </ResultList>
    </Page>
  );
}
