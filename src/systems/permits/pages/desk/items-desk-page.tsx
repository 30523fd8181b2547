import { Table } from '#web/components/table.tsx';
import type { View } from '#web/components/view.ts';
import { DeskPage } from '#web/desk/desk-page.tsx';
import { InstantText } from '#web/desk/instant-text.tsx';
import type { ItemSummary } from '../../find-items.ts';
import type { Draft } from '../../queries.ts';

export type DeskItem = {
  readonly item: ItemSummary;
  readonly draft: Draft | undefined;
  /** How many rules the draft breaks. */
  readonly findings: number;
  /** Titles of bases that were repealed or amended. */
  readonly moved: readonly string[];
};

/** All items with the state of their drafts; those that ask for something first. */
export function ItemsDeskPage({ view, items }: { view: View; items: readonly DeskItem[] }) {
  const drafts = items.filter((i) => i.draft);
  const moved = items.filter((i) => i.moved.length > 0);
  const rank = (i: DeskItem): number => (i.draft ? 0 : i.moved.length > 0 ? 1 : 2);
  const rows = items.toSorted((a, b) => rank(a) - rank(b) || a.item.no - b.item.no);
  return (
    <DeskPage view={view} title="办事事项" tab="/desk/items">
      <div className="services">
        <h1>办事事项</h1>
        <p className="lead">
          清单上{items.length}项；{drafts.length}项有草稿，{moved.length}
          项的依据有变动。编辑保存为草稿，合规则后比较、写明理由、发布。
        </p>
        <Table
          caption="事项"
          captionHidden
          narrow="cards"
          rows={rows}
          rowKey={(r) => r.item.code}
          columns={[
            { key: 'no', name: '序号', numeric: true, cell: (r) => r.item.no },
            {
              key: 'name',
              name: '事项',
              rowHeader: true,
              cell: (r) => <a href={`/desk/items/${r.item.code}`}>{r.item.name}</a>,
            },
            { key: 'version', name: '已发布', nowrap: true, cell: (r) => `第${r.item.version}版` },
            {
              key: 'draft',
              name: '草稿',
              cell: (r) =>
                r.draft && (
                  <>
                    {r.draft.savedByName}，<InstantText value={r.draft.savedAt} />
                  </>
                ),
            },
            {
              key: 'lint',
              name: '规则',
              cell: (r) => (r.draft ? (r.findings === 0 ? '可以发布' : `${r.findings}处要改`) : '合规则'),
            },
            {
              key: 'moved',
              name: '依据',
              cell: (r) =>
                r.moved.length > 0 ? <span className="flagged">有变动：{r.moved.join('、')}</span> : '',
            },
          ]}
        />
      </div>
    </DeskPage>
  );
}
