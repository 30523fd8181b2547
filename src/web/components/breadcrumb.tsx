export type Crumb = { label: string; href: string };

/** The way from the first page to here, without the page itself: its title follows. */
export function Breadcrumb({ crumbs, label = '当前位置' }: { crumbs: Crumb[]; label?: string }) {
  return (
    <nav className="breadcrumb" aria-label={label}>
      <ol>
        {crumbs.map(({ label: name, href }) => (
          <li key={href}>
            <a href={href}>{name}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
