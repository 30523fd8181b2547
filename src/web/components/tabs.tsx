export type Tab = { href: string; label: string; count?: number };

/** Views of one thing, each at its own address: links, not scripted tabs. */
export function Tabs({ tabs, current, label }: { tabs: Tab[]; current: string; label: string }) {
  return (
    <nav className="tabs" aria-label={label}>
      <ul>
        {tabs.map(({ href, label: name, count }) => (
          <li key={href}>
            <a href={href} aria-current={href === current ? 'page' : undefined}>
              {name}
              {count !== undefined && <span className="tabs-count">{count.toLocaleString('zh-CN')}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
