import type { ReactNode } from 'react';
import type { Crumb } from '#web/components/breadcrumb.tsx';
import { Page } from '#web/components/page.tsx';
import { Tabs } from '#web/components/tabs.tsx';
import type { View } from '#web/components/view.ts';

const TABS = [
  { href: '/personnel', label: '任职图' },
  { href: '/personnel/changes', label: '任免记录' },
  { href: '/personnel/findings', label: '待核事项' },
];
export type PersonnelTab = '/personnel' | '/personnel/changes' | '/personnel/findings';

const HOME: Crumb = { label: '任职', href: '/personnel' };

/** A page of the record of posts; pages of one person, post or organisation stand below the first tab. */
export function PersonnelPage({
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
  tab?: PersonnelTab;
  canonical: string;
  noindex?: boolean;
  children: ReactNode;
}) {
  return (
    <Page
      view={view}
      title={title}
      section="personnel"
      canonical={canonical}
      noindex={noindex}
      crumbs={tab === '/personnel' ? [] : [HOME]}
    >
      {tab && <Tabs tabs={TABS} current={tab} label="任职" />}
      <div className="personnel">{children}</div>
    </Page>
  );
}
