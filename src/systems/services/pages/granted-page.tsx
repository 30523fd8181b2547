import { DateText } from '#web/components/date-text.tsx';
import { EmptyState } from '#web/components/empty-state.tsx';
import { Page } from '#web/components/page.tsx';
import { Table } from '#web/components/table.tsx';
import type { View } from '#web/components/view.ts';
import { GRANTED_BASIS, type GrantedPage as Shown } from '../read-granted.ts';

/** Permits that were granted, for anybody to look up. */
export function GrantedPage({ view, page, first }: { view: View; page: Shown; first: boolean }) {
  return (
    <Page
      view={view}
      title="准予许可公开"
      description="准予行政许可的决定，从新到旧。"
      canonical="/services/granted"
      section="services"
      crumbs={[{ label: '办事', href: '/services' }]}
    >
      <div className="case">
        <h1>准予许可公开</h1>
        <p>
          准予行政许可的决定都列在这里，从新到旧，谁都可以查（{GRANTED_BASIS}
          ）。个人不写姓名。要查一张证照现在是否有效，请用<a href="/verify">证照查验</a>。
        </p>
      </div>
      {page.granted.length === 0 ? (
        <EmptyState title={first ? '还没有准予过许可' : '没有更早的了'}>
          {!first && <a href="/services/granted">从最新的看起</a>}
        </EmptyState>
      ) : (
        <Table
          caption="准予行政许可的决定"
          captionHidden
          narrow="cards"
          rows={[...page.granted]}
          rowKey={(row) => row.number}
          columns={[
            { key: 'on', name: '决定日期', nowrap: true, cell: (row) => <DateText value={row.on} /> },
            { key: 'item', name: '事项', rowHeader: true, cell: (row) => row.item },
            { key: 'who', name: '给谁', cell: (row) => row.organisation ?? '个人' },
            { key: 'body', name: '机关', cell: (row) => row.body },
            {
              key: 'number',
              name: '办件编号',
              cell: (row) => <span className="case-number">{row.number}</span>,
            },
          ]}
        />
      )}
      {page.next && (
        <p>
          <a href={`/services/granted?after=${page.next}`} rel="next">
            更早的
          </a>
        </p>
      )}
    </Page>
  );
}
