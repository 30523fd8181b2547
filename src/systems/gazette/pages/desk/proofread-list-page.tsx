import { EmptyState } from '#web/components/empty-state.tsx';
import { Pagination } from '#web/components/pagination.tsx';
import { Table } from '#web/components/table.tsx';
import type { View } from '#web/components/view.ts';
import { DeskPage } from '#web/desk/desk-page.tsx';
import type { ProofIssue } from '../../desk/queries-proof.ts';

/** Every text that can be proofread, the newest issue first. */
export function ProofreadListPage({
  view,
  issues,
  total,
  page,
  pageSize,
}: {
  view: View;
  issues: ProofIssue[];
  total: number;
  page: number;
  pageSize: number;
}) {
  return (
    <DeskPage view={view} title="校对" tab="/desk/proofread">
      <div className="desk">
        <h1>校对</h1>
        <p className="lead">
          拿公报与它自己核对：正文与表格、前后刊载、所称数目与实数、文号与标题、数据与算式。
        </p>
        {total === 0 ? (
          <EmptyState title="还没有可校对的原文">
            <a href="/desk/imports/new">导入公报</a>之后，在这里逐处校对。
          </EmptyState>
        ) : (
          <>
            <Table
              caption="现行各期"
              captionHidden
              narrow="cards"
              rows={issues}
              rowKey={(i) => i.id}
              columns={[
                {
                  key: 'title',
                  name: '公报',
                  rowHeader: true,
                  cell: (i) => (
                    <a href={`/desk/proofread/${i.id}`}>
                      {i.title}
                      {i.year && ` ${i.year}年`}
                      {i.issueNumber && `第${i.issueNumber}期`}
                    </a>
                  ),
                },
                { key: 'edition', name: '版本', nowrap: true, cell: (i) => `第 ${i.number} 版` },
                { key: 'accepted', name: '采纳过', numeric: true, cell: (i) => `${i.accepted} 处` },
                { key: 'dismissed', name: '不改', numeric: true, cell: (i) => `${i.dismissed} 处` },
              ]}
            />
            <Pagination
              page={page}
              pages={Math.max(1, Math.ceil(total / pageSize))}
              total={total}
              unit="期"
              href={(n) => (n > 1 ? `/desk/proofread?page=${n}` : '/desk/proofread')}
            />
          </>
        )}
      </div>
    </DeskPage>
  );
}
