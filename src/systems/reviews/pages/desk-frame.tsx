import type { ReactNode } from 'react';
import type { Crumb } from '#web/components/breadcrumb.tsx';
import { Page } from '#web/components/page.tsx';
import { Tabs } from '#web/components/tabs.tsx';
import type { View } from '#web/components/view.ts';

const TABS = [
  { href: '/desk/reviews', label: '待办' },
  { href: '/desk/reviews/ended', label: '已了结' },
  { href: '/desk/reviews/about-me', label: '对我的差评' },
  { href: '/desk/reviews/window', label: '出示评价码' },
  { href: '/desk/reviews/take-in', label: '窗口登记' },
  { href: '/desk/reviews/changes', label: '修改建议' },
  { href: '/desk/reviews/export', label: '导出' },
] as const;
export type ReviewTab = (typeof TABS)[number]['href'];

/** A page of the desk for ratings, complaints and reports. */
export function ReviewsDesk({
  view,
  title,
  tab,
  crumbs = [],
  children,
}: {
  view: View;
  title: string;
  tab: ReviewTab;
  crumbs?: Crumb[];
  children: ReactNode;
}) {
  return (
    <Page
      view={view}
      title={title}
      noindex
      search={false}
      crumbs={[{ label: '办件工作台', href: '/desk/cases' }, ...crumbs]}
    >
      <Tabs tabs={[...TABS]} current={tab} label="评价和反映" />
      {children}
    </Page>
  );
}
