import type { PaperFacts } from '#systems/licences/index.ts';
import { DateText } from '#web/components/date-text.tsx';
import { DefinitionList } from '#web/components/definition-list.tsx';
import { Notice } from '#web/components/notice.tsx';
import { Page } from '#web/components/page.tsx';
import type { View } from '#web/components/view.ts';
import { InstantText } from '#web/desk/instant-text.tsx';
import type { PaperLine } from '../papers.ts';

/** The papers of a case, each as a PDF. */
export function PaperList({ papers, path }: { papers: readonly PaperLine[]; path: string }) {
  return (
    <ul className="paper-list">
      {papers.map((paper) => (
        <li key={paper.seq}>
          <a href={`${path}/papers/${paper.seq}`}>{paper.title}</a>
          <span className="muted">
            　
            <DateText value={paper.date} />
            ，PDF
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What anybody who holds a paper learns of it: that it is the body's, and what it is about; nobody's name. */
export function PaperFoundPage({ view, paper, at }: { view: View; paper: PaperFacts; at: Temporal.Instant }) {
  return (
    <Page
      view={view}
      title={`查验：${paper.title}`}
      crumbs={[{ label: '证照查验', href: '/verify' }]}
      search={false}
      noindex
    >
      <div className="case">
        <h1>{paper.title}</h1>
        <Notice tone="success" title="有这份文书" live>
          编号、日期、机关与下面一致的，是本系统出具的。查询时间
          <InstantText value={at} />。
        </Notice>
        <DefinitionList
          items={[
            { term: '文书编号', value: paper.number },
            { term: '出具机关', value: paper.agency },
            { term: '日期', value: <DateText value={paper.date} /> },
            { term: '事项', value: paper.itemName },
          ]}
        />
        <p className="muted">
          为保护个人信息，这里不显示是谁的。要核对文书上的每一个字，请到<a href="/verify">证照查验</a>
          上传 PDF 原件核验。盖的是测试印章，不具法律效力。
        </p>
      </div>
    </Page>
  );
}
