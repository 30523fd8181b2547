import { DateText } from '#web/components/date-text.tsx';
import { DefinitionList } from '#web/components/definition-list.tsx';
import { DocumentNumber } from '#web/components/document-number.tsx';
import { Notice } from '#web/components/notice.tsx';
import { StatusBadge } from '#web/components/status-badge.tsx';
import { Table } from '#web/components/table.tsx';
import type { Consequences } from '../../consequences.ts';
import type { CitingPlace } from '../../queries.ts';

/** A table row by the two or three columns that name it. */
export function rowWords(row: Readonly<Record<string, string>>): string {
  return Object.entries(row)
    .filter(([, value]) => value !== '')
    .slice(0, 4)
    .map(([name, value]) => `${name}：${value.length > 40 ? `${value.slice(0, 40)}…` : value}`)
    .join('；');
}

export function CitedBy({ places, caption }: { places: readonly CitingPlace[]; caption: string }) {
  return (
    <Table
      caption={caption}
      narrow="cards"
      rows={[...places]}
      rowKey={(_, at) => at}
      columns={[
        {
          key: 'title',
          name: '文件',
          rowHeader: true,
          cell: (p) => (
            <>
              <a href={`/documents/${p.documentId}`}>{p.title}</a>
              {p.number && (
                <div className="muted">
                  <DocumentNumber value={p.number} />
                </div>
              )}
            </>
          ),
        },
        {
          key: 'place',
          name: '引用之处',
          cell: (p) => (p.row ? `表格行：${rowWords(p.row)}` : p.path ? `条款 ${p.path}` : '正文开头或标题'),
        },
      ]}
    />
  );
}

/** What the decision would change, shown before it is made. */
export function ConsequencesView({ shown, verdict }: { shown: Consequences; verdict: string }) {
  const permits = shown.citedBy.filter((p) => p.row !== null).length;
  const rejected = verdict === 'reject';
  return (
    <section className="stack" aria-labelledby="consequences">
      <h2 id="consequences">影响</h2>
      <DefinitionList
        items={[
          {
            term: '看哪一天',
            value: <DateText value={shown.date} />,
          },
          { term: '审定之前', value: <StatusBadge status={shown.before.status} /> },
          {
            term: '审定之后',
            value: <StatusBadge status={rejected ? shown.before.status : shown.after.status} />,
          },
          {
            term: '引用它的',
            value:
              shown.citedBy.length === 0
                ? '除提出拟议的文件外，库中没有条款或表格引用它'
                : `${shown.citedBy.length} 处，其中表格行（许可、任务等）${permits} 处`,
          },
        ]}
      />
      {shown.citedBy.length > 0 && (
        <details open={shown.citedBy.length <= 10}>
          <summary>引用它的条款和表格行</summary>
          <CitedBy places={shown.citedBy} caption={`引用《${shown.title}》的 ${shown.citedBy.length} 处`} />
        </details>
      )}
    </section>
  );
}

/** Said when what is filled in would do something else than what was shown. */
export function LookAgain() {
  return (
    <Notice tone="info" title="请看过影响再签署" live>
      您填写的结果或日期与先前所列的影响不同，下面已重新列出。核对无误后勾选并签署。
    </Notice>
  );
}
