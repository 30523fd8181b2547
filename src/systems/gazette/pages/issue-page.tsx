import type { Status } from '#engines/law/status.ts';
import { DefinitionList } from '#web/components/definition-list.tsx';
import { DocumentNumber } from '#web/components/document-number.tsx';
import { Downloads, PDF } from '#web/components/downloads.tsx';
import { EmptyState } from '#web/components/empty-state.tsx';
import { Notice } from '#web/components/notice.tsx';
import { StatusBadge } from '#web/components/status-badge.tsx';
import type { View } from '#web/components/view.ts';
import type { ImprintLine } from '../imprint.ts';
import type { ContentsLine, IssueContents } from '../queries-issue.ts';
import { IssueFrame, type IssueRead } from './issue-frame.tsx';
import { issueName } from './issue-words.ts';

type IssuePageProps = {
  view: View;
  read: IssueRead;
  imprint: readonly ImprintLine[];
  statuses: ReadonlyMap<string, Status>;
};

/** An issue: its contents as printed, each document with its status today, its imprint and its downloads. */
export function IssuePage({ view, read, imprint, statuses }: IssuePageProps) {
  const { issue, edition, contents } = read;
  const downloads = `/issues/${issue.id}/editions/${edition.number}`;
  return (
    <IssueFrame
      view={view}
      read={read}
      current={`/issues/${issue.id}`}
      jsonLd={publicationIssue(view.site.origin, read)}
    >
      {edition.origin === 'facts' && (
        <Notice title="原文待导入">
          本期的目录、文号、日期和各条要点来自已公布的事实；导入原文件后，正文会自动补上，地址不变。
        </Notice>
      )}
      <ContentsList contents={contents} statuses={statuses} />
      {imprint.length > 0 && (
        <section className="page-section" aria-labelledby="imprint">
          <h2 id="imprint">版权页</h2>
          <DefinitionList
            items={imprint.map(({ term, values }) => ({
              term,
              value: values.length === 1 ? values[0] : values.map((v) => <p key={v}>{v}</p>),
            }))}
          />
        </section>
      )}
      <section className="page-section">
        <Downloads
          title="下载本期"
          items={[
            ...(edition.origin === 'file'
              ? [
                  { href: `${downloads}.pdf`, label: '排版本（PDF）', type: PDF },
                  { href: `${downloads}.txt`, label: '原文件', type: 'text/plain' },
                ]
              : []),
            { href: `${downloads}.json`, label: '结构化数据（JSON）', type: 'application/json' },
          ]}
        />
      </section>
    </IssueFrame>
  );
}

/** The contents by section; without printed contents, the documents in print order. */
export function ContentsList({
  contents,
  statuses,
  level = 2,
}: {
  contents: IssueContents;
  statuses: ReadonlyMap<string, Status>;
  level?: 2 | 3;
}) {
  const lines: ContentsLine[] =
    contents.lines.length > 0
      ? [...contents.lines]
      : contents.documents
          .filter((d) => d.parentId === null)
          .map((d) => ({
            section: d.section,
            title: d.title,
            number: d.number,
            page: null,
            documentId: d.id,
          }));
  if (lines.length === 0) return <EmptyState title="本期没有识别出文件" />;
  const carried = Map.groupBy(
    contents.documents.filter((d) => d.parentId !== null),
    (d) => d.parentId,
  );
  const Heading = `h${level}` as const;
  return (
    <div className="issue-contents">
      {sections(lines).map(({ section, from, entries }) => (
        <section key={from} aria-label={section ?? '文件'}>
          <Heading>{section ?? '文件'}</Heading>
          <ol className="issue-entries">
            {entries.map((line) => (
              <li key={`${line.documentId}-${line.title}`}>
                <div className="issue-entry">
                  <p className="issue-entry-title">
                    {line.documentId ? (
                      <a href={`/documents/${line.documentId}`}>{line.title}</a>
                    ) : (
                      <>{line.title}（未识别出正文）</>
                    )}
                  </p>
                  {line.page !== null && (
                    <p className="issue-entry-page">
                      <span className="visually-hidden">第</span>
                      {line.page}
                      <span className="visually-hidden">页</span>
                    </p>
                  )}
                </div>
                <p className="result-line">
                  {line.documentId && (
                    <StatusBadge status={statuses.get(line.documentId) ?? 'unknown'} small />
                  )}
                  {line.number ? <DocumentNumber value={line.number} /> : <span>无文号</span>}
                </p>
                {(carried.get(line.documentId) ?? []).length > 0 && (
                  <ul className="issue-carried">
                    {carried.get(line.documentId)?.map((d) => (
                      <li key={d.id}>
                        <a href={`/documents/${d.id}`}>{d.title}</a>
                      </li>
                    ))}
                  </ul>
                )}
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

/** Runs of entries under one heading, in print order. */
function sections(lines: readonly ContentsLine[]) {
  const runs: { section: string | null; from: number; entries: ContentsLine[] }[] = [];
  lines.forEach((line, at) => {
    const last = runs.at(-1);
    if (last && last.section === line.section) last.entries.push(line);
    else runs.push({ section: line.section, from: at, entries: [line] });
  });
  return runs;
}

/** schema.org `PublicationIssue` with its parts. */
function publicationIssue(origin: string, { issue, contents }: IssueRead): object {
  return {
    '@context': 'https://schema.org',
    '@type': 'PublicationIssue',
    '@id': `${origin}/issues/${issue.id}`,
    name: issueName(issue),
    ...(issue.number ? { issueNumber: issue.number } : {}),
    ...(issue.dated ? { datePublished: issue.dated } : {}),
    isPartOf: { '@type': 'Periodical', name: issue.title },
    ...(issue.organ ? { publisher: { '@type': 'GovernmentOrganization', name: issue.organ } } : {}),
    hasPart: contents.documents
      .filter((d) => d.parentId === null)
      .map((d) => ({ '@type': 'Legislation', '@id': `${origin}/documents/${d.id}`, name: d.title })),
  };
}
