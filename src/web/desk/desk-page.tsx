import type { ReactNode } from 'react';
import type { Crumb } from '#web/components/breadcrumb.tsx';
import { Page } from '#web/components/page.tsx';
import { Tabs } from '#web/components/tabs.tsx';
import type { View } from '#web/components/view.ts';

/** The parts of the editor's desk, in the order in which a gazette goes through them. */
const DESK_TABS = [
  { href: '/desk', label: '概览' },
  { href: '/desk/imports', label: '导入' },
  { href: '/desk/proofread', label: '校对' },
  { href: '/desk/next-issue', label: '下一期' },
  { href: '/desk/proposals', label: '待审效力' },
  { href: '/desk/findings', label: '待核事项' },
  { href: '/desk/items', label: '办事事项' },
  { href: '/desk/personnel', label: '任免' },
  { href: '/desk/calendar', label: '工作日历' },
  { href: '/desk/bodies', label: '机构名称' },
  { href: '/desk/coverage', label: '落实标注' },
  { href: '/desk/connections', label: '系统接入' },
] as const;
/** Parts that are an administrator's alone. */
const ADMINISTRATORS: readonly string[] = ['/desk/connections'];
export type DeskTab = (typeof DESK_TABS)[number]['href'];

const tabsOf = ({ account }: View) =>
  DESK_TABS.filter(({ href }) => account?.administrator || !ADMINISTRATORS.includes(href));

/** A page of the desk: the way back, the desk's parts, then the page's own `<h1>`. */
export function DeskPage({
  view,
  title,
  tab,
  crumbs = [],
  children,
}: {
  view: View;
  title: string;
  tab: DeskTab;
  /** Below the desk's own; the page itself is left out. */
  crumbs?: Crumb[];
  children: ReactNode;
}) {
  const way = tab === '/desk' ? [] : [{ label: '编辑工作台', href: '/desk' }, ...crumbs];
  return (
    <Page view={view} title={title} sheet="desk" noindex search={false} crumbs={way}>
      <Tabs tabs={tabsOf(view)} current={tab} label="编辑工作台" />
      {children}
    </Page>
  );
}
