import type { ReactNode } from 'react';
import type { Crumb } from '#web/components/breadcrumb.tsx';
import { Page } from '#web/components/page.tsx';
import { Tabs } from '#web/components/tabs.tsx';
import type { View } from '#web/components/view.ts';

export const TABS = [
  { href: '/statistics', label: '概览' },
  { href: '/statistics/checks', label: '核算' },
];

/** A page of the figures; pages of one series or document stand below the first tab. */
export function StatisticsPage({
  view,
  title,
  tab,
  canonical,
  noindex = false,
  children,
}: {
  view: View;
  title: string;
  /** None: a page of one thing. */
  tab?: string;
  canonical: string;
  noindex?: boolean;
  children: ReactNode;
}) {
  const crumbs: Crumb[] = tab === '/statistics' ? [] : [{ label: '数据', href: '/statistics' }];
  return (
    <Page
      view={view}
      sheet="statistics"
      title={title}
      section="statistics"
      canonical={canonical}
      noindex={noindex}
      crumbs={crumbs}
    >
      {tab && <Tabs tabs={TABS} current={tab} label="统计数据" />}
      <div className="statistics">{children}</div>
    </Page>
  );
}

/** The figures in three forms. */
export const formsOf = (path: string) => [
  { href: `${path}.csv`, type: 'text/csv', label: 'CSV' },
  {
    href: `${path}.xlsx`,
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    label: 'XLSX（Excel）',
  },
  { href: `${path}.json`, type: 'application/json', label: 'JSON' },
];
