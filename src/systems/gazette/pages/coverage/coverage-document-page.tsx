import { operativeCount } from '#engines/law/coverage.ts';
import { DocumentNumber } from '#web/components/document-number.tsx';
import { EmptyState } from '#web/components/empty-state.tsx';
import type { View } from '#web/components/view.ts';
import type { CoverageList } from '../../coverage/coverage-list.ts';
import type { IssueCoverage } from '../../coverage/read-coverage.ts';
import type { UnitWords } from '../../queries-coverage.ts';
import { IssueFrame, type IssueRead } from '../issue-frame.tsx';
import { Headline, MarksNotice } from './coverage-page.tsx';
import { Hatching, Legend } from './coverage-shapes.tsx';
import { UnitList } from './coverage-units.tsx';

/** The clauses of one issuance and of what it carries, each against what carries it. */
export function CoverageDocumentPage({
  view,
  read,
  covered,
  list,
  words,
  mayMark,
}: {
  view: View;
  read: IssueRead;
  covered: IssueCoverage['documents'][number];
  list: CoverageList;
  words: ReadonlyMap<string, UnitWords>;
  mayMark: boolean;
}) {
  const { document, counts } = covered;
  const all = `/issues/${read.issue.id}/coverage`;
  return (
    <IssueFrame view={view} read={read} current={all} title="落实情况">
      <Hatching />
      <section className="stack" aria-labelledby="coverage">
        <p className="muted">
          <a href={all}>本期公报落实情况</a>
        </p>
        <h2 id="coverage">
          <a href={`/documents/${document.id}`}>{document.title}</a>
        </h2>
        {document.number && (
          <p>
            <DocumentNumber value={document.number} />
          </p>
        )}
        {operativeCount(counts) + counts.statement === 0 ? (
          <EmptyState title="本件没有识别出条款">导入带正文的文件后，这里会逐条列出。</EmptyState>
        ) : (
          <>
            <Headline counts={counts} />
            <MarksNotice
              coverage={covered}
              issueId={read.issue.id}
              origin={read.edition.origin}
              mayMark={mayMark}
            />
            <Legend />
          </>
        )}
      </section>
      {operativeCount(counts) + counts.statement > 0 && (
        <section className="page-section" aria-labelledby="clauses">
          <h2 id="clauses">逐条查看</h2>
          <UnitList
            issueId={read.issue.id}
            list={list}
            counts={counts}
            words={words}
            base={`${all}/${document.id}`}
            withDocuments={false}
          />
        </section>
      )}
    </IssueFrame>
  );
}
