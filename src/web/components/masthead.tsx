import { DisplaySwitch } from './display-switch.tsx';
import { Seal } from './seal.tsx';
import { SearchBox } from './search-box.tsx';
import type { View } from './view.ts';

/** The public sections. */
export const SECTIONS = [
  { key: 'issues', href: '/issues', label: '公报' },
  { key: 'documents', href: '/documents', label: '文件' },
  { key: 'services', href: '/services', label: '办事' },
  { key: 'personnel', href: '/personnel', label: '任职' },
  { key: 'statistics', href: '/statistics', label: '数据' },
  { key: 'search', href: '/search', label: '检索' },
  { key: 'about', href: '/about', label: '关于' },
] as const;
export type SectionKey = (typeof SECTIONS)[number]['key'];

function AccountLink({ view }: { view: View }) {
  if (view.account) {
    return (
      <a className="account" href="/me">
        {view.account.name}
        <span className="account-role">{view.account.role}</span>
      </a>
    );
  }
  return (
    <a className="account" href={`/login?back=${encodeURIComponent(view.path)}`} rel="nofollow">
      登录
    </a>
  );
}

/** The head of every page: display and account, name, sections, search, and the double rule of an official document. */
export function Masthead({
  view,
  section,
  query,
  search = true,
}: {
  view: View;
  section?: SectionKey | undefined;
  query?: string | undefined;
  /** False on pages that have their own search field. */
  search?: boolean;
}) {
  return (
    <header className="masthead">
      <div className="wrap masthead-strip">
        <DisplaySwitch display={view.display} back={view.path} />
        <AccountLink view={view} />
      </div>
      <div className="wrap masthead-main">
        <a className="masthead-name" href="/">
          <Seal />
          <span>{view.site.name}</span>
        </a>
        {search && <SearchBox id="site-search" query={query} />}
      </div>
      <nav className="wrap masthead-nav" aria-label="主导航">
        <ul>
          {SECTIONS.map(({ key, href, label }) => (
            <li key={key}>
              <a href={href} aria-current={key === section ? 'page' : undefined}>
                {label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}
