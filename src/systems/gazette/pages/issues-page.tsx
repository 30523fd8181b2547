import { DateText } from '#web/components/date-text.tsx';
import { EmptyState } from '#web/components/empty-state.tsx';
import { Page } from '#web/components/page.tsx';
import { Pagination } from '#web/components/pagination.tsx';
import { ResultList } from '#web/components/search-result.tsx';
import type { View } from '#web/components/view.ts';
import type { IssueInList } from '../queries-issue.ts';
import { issueName } from './issue-words.ts';

type IssuesPageProps = {
  view: View;
  issues: readonly IssueInList[];
  total: number;
  page: number;
  pages: number;
};

export function IssueLine({ issue }: { issue: IssueInList }) {
  return (
    <li>
      <p className="result-title">
        <a href={`/issues/${issue.id}`}>{issueName(issue)}</a>
      </p>
      <p className="result-line">
        {issue.dated ? <DateText value={issue.dated} /> : <span>未标日期</span>}
        {issue.organ && <span>{issue.organ}</span>}
        <span>{issue.documents} 件</span>
        {issue.origin === 'facts' && <span>原文待导入</span>}
        {issue.editions > 1 && <span>第 {issue.editions} 版</span>}
      </p>
    </li>
  );
}

/** Every issue, the newest first. */
export function IssuesPage({ view, issues, total, page, pages }: IssuesPageProps) {
  return (
    <Page
      view={view}
      title="历期公报"
      description="历期政府公报和各期目录。"
      canonical={page > 1 ? `/issues?page=${page}` : '/issues'}
      section="issues"
      crumbs={[{ label: '首页', href: '/' }]}
    >
      <h1>历期公报</h1>
      {issues.length === 0 ? (
        <EmptyState title="还没有公报">编辑登录后可以在工作台导入。</EmptyState>
      ) : (
        <>
          <ResultList label="公报">
            {issues.map((issue) => (
              <IssueLine key={issue.id} issue={issue} />
            ))}
          </ResultList>
          <Pagination
            page={page}
            pages={pages}
            total={total}
            unit="期"
            href={(n) => (n > 1 ? `/issues?page=${n}` : '/issues')}
          />
        </>
      )}
    </Page>
  );
}
