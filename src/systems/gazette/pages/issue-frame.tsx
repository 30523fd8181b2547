import type { ReactNode } from 'react';
import { DateText } from '#web/components/date-text.tsx';
import { Page } from '#web/components/page.tsx';
import { Tabs } from '#web/components/tabs.tsx';
import type { View } from '#web/components/view.ts';
import type { IssueRead } from '../queries-issue.ts';
import { madeIssuePdf } from '../typeset/made.ts';
import { issueName, issueNumber } from './issue-words.ts';

export type { IssueRead };

/** The head of every page about one issue, and the way between them. */
export function IssueFrame({
  view,
  read,
  current,
  title,
  jsonLd,
  children,
}: {
  view: View;
  read: IssueRead;
  /** Path of this page. */
  current: string;
  /** Of a page below the issue's first. */
  title?: string;
  jsonLd?: object;
  children: ReactNode;
}) {
  const { issue, contents, edition } = read;
  const base = `/issues/${issue.id}`;
  const pdf = madeIssuePdf(edition.id);
  const tabs = [
    { href: base, label: '目录' },
    ...(contents.appointments > 0
      ? [{ href: `${base}/appointments`, label: '人事任免', count: contents.appointments }]
      : []),
    ...(contents.figures > 0
      ? [{ href: `${base}/figures`, label: '统计数据', count: contents.figures }]
      : []),
    { href: `${base}/coverage`, label: '落实情况' },
    { href: `${base}/editions`, label: '版本与来源', count: issue.editions.length },
  ];
  return (
    <Page
      view={view}
      title={title ? `${title}　${issueName(issue)}` : issueName(issue)}
      description={`${issueName(issue)}${title ?? '目录'}。`}
      canonical={current}
      section="issues"
      jsonLd={jsonLd}
      crumbs={[
        { label: '首页', href: '/' },
        { label: '公报', href: '/issues' },
      ]}
    >
      <header className="issue-header">
        <p className="document-kind">{issue.title}</p>
        <h1 className="document-title">{issueNumber(issue)}</h1>
        <p className="document-line">
          {issue.dated ? (
            <span>
              <DateText value={issue.dated} />
              出版
            </span>
          ) : (
            <span>未标日期</span>
          )}
          {issue.organ && <span>{issue.organ}</span>}
        </p>
        {edition.origin === 'file' && (
          <p className="document-line">
            <a href={`${base}/editions/${edition.number}.pdf`} type="application/pdf">
              {pdf ? `排版本（PDF，${pdf.pages} 页，${megabytes(pdf.bytes)}）` : '排版本（PDF）'}
            </a>
            {!pdf && <span>第一次打开时排版，约需几秒</span>}
          </p>
        )}
      </header>
      <Tabs tabs={tabs} current={current} label="本期内容" />
      {children}
    </Page>
  );
}

const megabytes = (bytes: number): string => `${Math.max(0.1, bytes / 1e6).toFixed(1)} MB`;
