/** The permit list as published, with its facets, downloads and changes. */
import { DateText } from '#web/components/date-text.tsx';
import { Downloads } from '#web/components/downloads.tsx';
import { EmptyState } from '#web/components/empty-state.tsx';
import { Field, Select } from '#web/components/field.tsx';
import { FilterForm } from '#web/components/filter-form.tsx';
import { Page } from '#web/components/page.tsx';
import { Table } from '#web/components/table.tsx';
import { Tabs } from '#web/components/tabs.tsx';
import type { View } from '#web/components/view.ts';
import type { Law } from '../basis-status.ts';
import { basisFlags } from '../basis-status.ts';
import type { Facet, FacetName, ItemFilter, ItemSummary } from '../find-items.ts';
import { VARIANT_WORDS } from '../item.ts';
import { LIST_DOCUMENT } from '../read-item-facts.ts';
import { filteredPath, itemPath, listDocumentPath } from './addresses.ts';
import { Cited } from './item-parts.tsx';
import { chosenWords } from './services-page.tsx';

export const LIST_TABS = [
  { href: '/permits', label: '清单' },
  { href: '/permits/changes', label: '历次变动' },
];

export function ListPage({
  view,
  items,
  facets,
  filter,
  law,
}: {
  view: View;
  items: readonly ItemSummary[];
  facets: Record<FacetName, Facet[]>;
  filter: ItemFilter;
  law: Law;
}) {
  const asked = Object.values(filter).some(Boolean);
  const options = (name: FacetName, words: (v: string) => string = (v) => v) =>
    facets[name].map(({ value, count }) => ({ value, label: `${words(value)}（${count}）` }));
  const all = { empty: '全部', optional: true };
  return (
    <Page
      view={view}
      title="行政许可事项清单"
      description="西夏区全部行政许可事项：主管部门、实施机关、设定和实施依据。"
      canonical="/permits"
      noindex={asked}
      section="services"
      crumbs={[{ label: '办事', href: '/services' }]}
    >
      <Tabs tabs={LIST_TABS} current="/permits" label="清单" />
      <div className="services">
        <h1>行政许可事项清单</h1>
        <p className="lead">
          以<a href={listDocumentPath(LIST_DOCUMENT)}>{LIST_DOCUMENT}</a>
          公布的清单为起点，含此后公布的变动。清单之外不得设许可，也不得用备案、登记、意见代替。
        </p>
        <details className="filter-fold">
          <summary>筛选</summary>
          <FilterForm action="/permits" clearHref={asked ? '/permits' : undefined}>
            <Field name="q" label="名称或者说法" value={filter.q} width="medium" optional />
            <Select
              name="authority"
              label="主管部门"
              value={filter.authority}
              options={options('authority')}
              {...all}
            />
            <Select name="body" label="实施机关" value={filter.body} options={options('body')} {...all} />
            <Select
              name="subject"
              label="服务对象"
              value={filter.subject}
              options={options('subject')}
              {...all}
            />
            <Select name="theme" label="主题" value={filter.theme} options={options('theme')} {...all} />
            <Select
              name="variant"
              label="备注（办理程序）"
              value={filter.variant}
              options={options('variant', (v) => VARIANT_WORDS[v as keyof typeof VARIANT_WORDS] ?? v)}
              {...all}
            />
            <Select name="basis" label="依据" value={filter.basis} options={options('basis')} {...all} />
          </FilterForm>
        </details>
        <p className="filter-chosen">
          <span>
            {asked && `${chosenWords(filter)}：`}
            {items.length}项
          </span>
          {asked && <a href="/permits">清除条件</a>}
        </p>
        {items.length === 0 ? (
          <EmptyState title="没有符合条件的事项">
            <p>
              换一个条件，或<a href="/permits">清除全部条件</a>。
            </p>
          </EmptyState>
        ) : (
          <Table
            caption="行政许可事项"
            captionHidden
            narrow="cards"
            rows={[...items]}
            rowKey={(i) => i.code}
            columns={[
              { key: 'no', name: '序号', cell: (i) => i.no, numeric: true },
              {
                key: 'name',
                name: '事项名称',
                rowHeader: true,
                cell: (i) => (
                  <>
                    <a href={itemPath(i.code)}>{i.name}</a>
                    {basisFlags(i.bases, law).length > 0 && <span className="flagged">依据有变动</span>}
                  </>
                ),
              },
              { key: 'authority', name: '主管部门', cell: (i) => i.authority },
              { key: 'body', name: '实施机关', cell: (i) => i.implementers.join('、') },
              {
                key: 'basis',
                name: '设定和实施依据',
                cell: (i) =>
                  i.bases.map((b) => (
                    <p key={b.title}>
                      <Cited cited={{ ...b, place: null }} law={law} />
                    </p>
                  )),
              },
              {
                key: 'variant',
                name: '备注',
                cell: (i) => (i.variant === 'direct' ? '' : VARIANT_WORDS[i.variant]),
              },
              { key: 'on', name: '自', nowrap: true, cell: (i) => <DateText value={i.effectiveOn} /> },
            ]}
          />
        )}
        <Downloads
          items={[
            { href: filteredPath('/permits.csv', filter), label: '表格（CSV）', type: 'text/csv' },
            { href: filteredPath('/permits.json', filter), label: '数据（JSON）', type: 'application/json' },
          ]}
        />
      </div>
    </Page>
  );
}
