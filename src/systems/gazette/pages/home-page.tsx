import type { Status } from '#engines/law/status.ts';
import type { DocumentHead, StatusChange } from '#systems/documents/index.ts';
import { DateText } from '#web/components/date-text.tsx';
import { DocumentNumber } from '#web/components/document-number.tsx';
import { EmptyState } from '#web/components/empty-state.tsx';
import { Page } from '#web/components/page.tsx';
import { SearchBox } from '#web/components/search-box.tsx';
import { StatusBadge } from '#web/components/status-badge.tsx';
import type { View } from '#web/components/view.ts';
import type { IssueRead } from './issue-frame.tsx';
import { ContentsList } from './issue-page.tsx';
import { issueNumber } from './issue-words.ts';

export type ChangedDocument = { readonly change: StatusChange; readonly head: DocumentHead };

type HomePageProps = {
  view: View;
  /** The newest issue; undefined on an empty site. */
  newest: IssueRead | undefined;
  statuses: ReadonlyMap<string, Status>;
  past: readonly ChangedDocument[];
  coming: readonly ChangedDocument[];
  total: number;
};

/** The first page: what this is, the newest issue, and what has changed or soon will. */
export function HomePage({ view, newest, statuses, past, coming, total }: HomePageProps) {
  return (
    <Page
      view={view}
      title={view.site.name}
      description="读公报，查每份文件现在是否有效、依据是什么。"
      canonical="/"
      search={false}
      alternates={[
        { href: '/feed.atom', type: 'application/atom+xml', title: view.site.name },
        { href: '/feed.json', type: 'application/feed+json', title: view.site.name },
      ]}
      jsonLd={{
        '@context': 'https://schema.org',
        '@type': 'WebSite',
        url: view.site.origin,
        name: view.site.name,
        potentialAction: {
          '@type': 'SearchAction',
          target: `${view.site.origin}/search?q={q}`,
          'query-input': 'required name=q',
        },
      }}
    >
      <div className="home-head">
        <h1>
          读公报，<span className="unbroken">查文件现在算不算数</span>
        </h1>
        <p className="lead">逐条可读，逐条可引。每份文件都标明今天的效力和依据，也能回看过去任何一天。</p>
        <SearchBox id="home-search" large />
        <ul className="home-links">
          <li>
            <a href="/documents">全部文件（{total.toLocaleString('zh-CN')}）</a>
          </li>
          <li>
            <a href="/documents?section=规范性文件">规范性文件</a>
          </li>
          <li>
            <a href="/documents?status=repealed">已废止的文件</a>
          </li>
          <li>
            <a href="/documents?kind=statute">法律法规</a>
          </li>
          <li>
            <a href="/issues">历期公报</a>
          </li>
        </ul>
      </div>
      <div className="columns home-columns">
        <section aria-labelledby="newest">
          <h2 id="newest">最新一期</h2>
          {newest ? (
            <>
              <p className="home-issue">
                <a href={`/issues/${newest.issue.id}`}>{issueNumber(newest.issue)}</a>
                {newest.issue.dated && (
                  <>
                    <DateText value={newest.issue.dated} />
                    出版
                  </>
                )}
              </p>
              <ContentsList contents={newest.contents} statuses={statuses} level={3} />
            </>
          ) : (
            <EmptyState title="还没有公报">编辑登录后可以在工作台导入。</EmptyState>
          )}
        </section>
        <aside aria-label="状态变化">
          <Changes title="即将变化" changes={coming} none="已知的记录里，没有文件将要改变状态。" />
          <Changes title="最近变化" changes={past} none="还没有状态变化的记录。" />
          <h2>订阅</h2>
          <p>
            新文件：<a href="/feed.atom">Atom</a>、<a href="/feed.json">JSON Feed</a>
          </p>
        </aside>
      </div>
    </Page>
  );
}

function Changes({
  title,
  changes,
  none,
}: {
  title: string;
  changes: readonly ChangedDocument[];
  none: string;
}) {
  return (
    <>
      <h2>{title}</h2>
      {changes.length === 0 ? (
        <p className="muted">{none}</p>
      ) : (
        <ul className="related-list">
          {changes.map(({ change, head }) => (
            <li key={head.id}>
              <p className="result-line">
                <DateText value={change.date} />
                <StatusBadge status={change.status} small />
              </p>
              <p>
                <a href={`/documents/${head.id}?asOf=${change.date}`}>{head.title}</a>
              </p>
              {head.number && (
                <p className="muted">
                  <DocumentNumber value={head.number} />
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
