import { ButtonLink, ButtonRow } from '#web/components/button.tsx';
import { Notice } from '#web/components/notice.tsx';
import { Table } from '#web/components/table.tsx';
import type { View } from '#web/components/view.ts';
import { DeskPage } from '#web/desk/desk-page.tsx';
import { InstantText } from '#web/desk/instant-text.tsx';
import type { NextIssueView } from '../../../next-issue/issue-queries.ts';
import type { DraftView } from '../../../next-issue/queries.ts';
import { draftPath, issueWords, NEXT_ISSUE } from './draft-words.tsx';

/** The record of an issue that was published from here. */
export function PublishedIssuePage({
  view,
  issue,
  place,
  drafts,
  justNow,
  before,
  mayEdit,
}: {
  view: View;
  issue: NextIssueView;
  /** Where readers find it. */
  place: { issueId: string; number: number };
  drafts: readonly DraftView[];
  justNow: boolean;
  /** Somebody pressed the button when it had been published already. */
  before: boolean;
  mayEdit: boolean;
}) {
  return (
    <DeskPage
      view={view}
      title={`已出版：${issueWords(issue)}`}
      tab="/desk/next-issue"
      crumbs={[{ label: '下一期', href: NEXT_ISSUE }]}
    >
      <div className="desk">
        <h1>
          《{issue.title}》{issueWords(issue)}
        </h1>
        {justNow && (
          <Notice tone="success" live title="已出版">
            文件已进入库中，订阅者会收到；检索、效力和任免记录都已更新。
          </Notice>
        )}
        {before && (
          <Notice live title="这一期在您确认之前已经出版">
            您这次没有再出版一次，也没有改动什么。
          </Notice>
        )}
        <p>
          {issue.publishedBy}
          {issue.publishedAt && (
            <>
              ，
              <InstantText value={issue.publishedAt} /> 出版。
            </>
          )}
          {issue.openFindingsReason && `出版时还有校对问题，理由：${issue.openFindingsReason}。`}
        </p>
        <ButtonRow>
          <ButtonLink href={`/issues/${place.issueId}`}>看这一期公报</ButtonLink>
          <ButtonLink href={`/issues/${place.issueId}/editions/${place.number}.pdf`} look="secondary">
            排版好的 PDF
          </ButtonLink>
          <ButtonLink href={`/issues/${place.issueId}/editions`} look="secondary">
            原文与版本
          </ButtonLink>
        </ButtonRow>
        <Table
          caption="取得的文号"
          narrow="cards"
          columns={[
            { key: 'number', name: '文号', nowrap: true, cell: (d) => d.number ?? '不编号' },
            {
              key: 'title',
              name: '标题',
              rowHeader: true,
              cell: (d) => (d.documentId ? <a href={`/documents/${d.documentId}`}>{d.title}</a> : d.title),
            },
            { key: 'draft', name: '稿件', cell: (d) => <a href={draftPath(d.id)}>看稿件</a> },
          ]}
          rows={[...drafts]}
          rowKey={(d) => d.id}
        />
        {mayEdit && (
          <section aria-labelledby="mend">
            <h2 id="mend">要改变已出版的文件</h2>
            <ul>
              <li>
                文字排错的，<a href={`/desk/proofread/${issue.editionId}`}>更正</a>
                ：更正后的全文成为这一期的新版本，原来的版本仍保留。
              </li>
              <li>内容要变的，另起草一份取代它：打开上面的“看稿件”，点“另起草一份取代它”。</li>
            </ul>
          </section>
        )}
      </div>
    </DeskPage>
  );
}
