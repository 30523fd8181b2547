import { DateText, formatDate } from '#web/components/date-text.tsx';
import { DocumentNumber } from '#web/components/document-number.tsx';
import { EmptyState } from '#web/components/empty-state.tsx';
import { Notice } from '#web/components/notice.tsx';
import { Page } from '#web/components/page.tsx';
import { StatusBadge } from '#web/components/status-badge.tsx';
import { Table } from '#web/components/table.tsx';
import type { View } from '#web/components/view.ts';
import { proposalWord } from '../../desk/effect-words.ts';
import type { Comparison } from '../../pictures/cleanup-counts.ts';
import type { Cleanup, CleanupItem } from '../../read-cleanup.ts';
import { documentPath } from '../addresses.ts';
import { EFFECT_WORDS } from '../effect-words.tsx';
import { CleanupPicture, itemAnchor, kindsOf } from './cleanup-picture.tsx';

const PATH = '/documents/cleanup';

const CRUMBS = [
  { label: '首页', href: '/' },
  { label: '文件', href: '/documents' },
];

/** 拟废止 19 件，拟保留 14 件… */
const summary = (items: readonly CleanupItem[]): string =>
  kindsOf(items)
    .map((kind) => `${proposalWord(kind)} ${items.filter((i) => i.proposal.kind === kind).length} 件`)
    .join('，');

/** Every clean-up that is known. */
export function CleanupsPage({ view, cleanups }: { view: View; cleanups: readonly Cleanup[] }) {
  return (
    <Page
      view={view}
      sheet="picture"
      title="文件清理"
      description="每次清理拟废止、保留、修改、失效哪些文件。"
      canonical={PATH}
      section="documents"
      crumbs={CRUMBS}
    >
      <h1>文件清理</h1>
      {cleanups.length === 0 ? (
        <EmptyState title="还没有清理报告">导入的公报里有清理报告时，列在这里。</EmptyState>
      ) : (
        <ul className="related-list">
          {cleanups.map(({ report, items }) => (
            <li key={report.id} className="related">
              <p>
                <a href={`${PATH}/${report.id}`}>{report.title}</a>
              </p>
              <p className="result-line">
                {report.number && <DocumentNumber value={report.number} />}
                {report.dated && <DateText value={report.dated} />}
                <span>
                  共 {items.length} 件：{summary(items)}
                </span>
              </p>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}

/** One clean-up: its documents as a picture, its numbers checked, and each document with its reason. */
export function CleanupPage({
  view,
  cleanup,
  date,
  mayDecide,
}: {
  view: View;
  cleanup: Cleanup;
  date: Temporal.PlainDate;
  /** The reader may open the desk's pages. */
  mayDecide: boolean;
}) {
  const { report, items } = cleanup;
  const open = items.filter((i) => i.state === 'open').length;
  return (
    <Page
      view={view}
      sheet="picture"
      title={`文件清理：${items.length} 件`}
      description={`${report.title}：${summary(items)}。`}
      canonical={`${PATH}/${report.id}`}
      section="documents"
      crumbs={[...CRUMBS, { label: '文件清理', href: PATH }]}
    >
      <h1>这次清理了 {items.length} 件文件</h1>
      <p className="lead">{summary(items)}。</p>
      <p className="picture-intro">
        出自 <a href={documentPath(report.id)}>{report.title}</a>
        {report.number && (
          <>
            {' '}
            <DocumentNumber value={report.number} />
          </>
        )}
        。
        {open > 0 &&
          `“拟”是建议：${open === items.length ? '全部' : `${open} 件`}还没有正式决定，文件现在的效力不变。`}
      </p>
      <CleanupPicture items={items} label={`${items.length} 件文件按年份和清理结果`} />
      <Numbers comparisons={cleanup.comparisons} />
      {kindsOf(items).map((kind) => (
        <ItemTable
          key={kind}
          caption={`${proposalWord(kind)} ${items.filter((i) => i.proposal.kind === kind).length} 件`}
          items={items.filter((i) => i.proposal.kind === kind)}
          {...{ date, mayDecide }}
        />
      ))}
    </Page>
  );
}

const SCOPES = { all: '全部', government: '以政府名义制定的', office: '以政府办公室名义制定的' };

/** What the report says of its numbers beside what its lists hold. */
function Numbers({ comparisons }: { comparisons: readonly Comparison[] }) {
  if (comparisons.length === 0) {
    return <Notice title="没有核对件数">报告的正文没有收录，或者没有写明件数，不能与目录核对。</Notice>;
  }
  const wrong = comparisons.filter((c) => !c.agrees);
  return (
    <section className="page-section" aria-labelledby="numbers">
      <h2 id="numbers">报告写的件数，和目录里数出来的</h2>
      {wrong.length === 0 ? (
        <p>报告写的 {comparisons.length} 个件数都与目录一致。</p>
      ) : (
        <Notice tone="warning" title={`有 ${wrong.length} 个件数与目录对不上`}>
          “政府”和“政府办公室”按每份文件的文号区分：政发、政规发是政府的，政办发、政办规发是政府办公室的。
          报告怎样区分，它没有写明；请以发文机关的解释为准。
        </Notice>
      )}
      <Table
        caption="件数核对"
        captionHidden
        narrow="cards"
        rows={[...comparisons]}
        rowKey={(c) => `${c.scope} ${c.outcome}`}
        columns={[
          {
            key: 'what',
            name: '哪些文件',
            rowHeader: true,
            cell: (c) => `${SCOPES[c.scope]}${c.outcome ? `，${proposalWord(c.outcome)}` : '，总数'}`,
          },
          { key: 'stated', name: '报告写', numeric: true, cell: (c) => `${c.count} 件` },
          {
            key: 'counted',
            name: '目录里数出',
            numeric: true,
            cell: (c) => `${c.counted} 件${c.unsure > 0 ? `，另有 ${c.unsure} 件没有文号` : ''}`,
          },
          { key: 'agrees', name: '结果', cell: (c) => (c.agrees ? '一致' : <strong>不一致</strong>) },
        ]}
      />
    </section>
  );
}

function ItemTable({
  caption,
  items,
  date,
  mayDecide,
}: {
  caption: string;
  items: readonly CleanupItem[];
  date: Temporal.PlainDate;
  mayDecide: boolean;
}) {
  return (
    <Table
      caption={caption}
      narrow="cards"
      rows={[...items]}
      rowKey={(item) => item.proposal.id}
      rowId={itemAnchor}
      columns={[
        { key: 'place', name: '序号', numeric: true, cell: (item) => item.place },
        {
          key: 'document',
          name: '文件',
          rowHeader: true,
          cell: ({ document }) => (
            <>
              <a href={documentPath(document.id)}>{document.title}</a>{' '}
              {document.number ? <DocumentNumber value={document.number} /> : '无文号'}
            </>
          ),
        },
        { key: 'reason', name: '理由', cell: (item) => item.proposal.reason ?? '目录没有写理由' },
        {
          key: 'status',
          name: `${formatDate(date.toString())}的状态`,
          nowrap: true,
          cell: (item) => <StatusBadge status={item.status} small />,
        },
        { key: 'decision', name: '审定', cell: (item) => <Decided {...{ item, mayDecide }} /> },
      ]}
    />
  );
}

function Decided({ item, mayDecide }: { item: CleanupItem; mayDecide: boolean }) {
  const { state, decision, proposal } = item;
  const desk = decision ? `/desk/decisions/${decision.id}` : `/desk/proposals/${proposal.id}`;
  return (
    <>
      {state === 'open' && '尚未审定'}
      {state === 'refused' && '未采纳'}
      {decision && (
        <>
          {EFFECT_WORDS[decision.kind]}
          {decision.date && (
            <>
              ，自
              <DateText value={decision.date} />起
            </>
          )}
          {decision.basis && `（依据：${decision.basis}）`}
        </>
      )}
      {mayDecide && (
        <>
          {' '}
          <a className="nowrap" href={desk}>
            {state === 'open' ? '去审定' : '看记录'}
          </a>
        </>
      )}
    </>
  );
}
