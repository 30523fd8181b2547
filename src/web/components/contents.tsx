import { DocumentNumber } from './document-number.tsx';

export type ContentsItem = { href: string; label: string; number?: string | null; children?: ContentsItem[] };

function Items({ items }: { items: ContentsItem[] }) {
  return (
    <ol>
      {items.map((item) => (
        <li key={item.href}>
          <a href={item.href}>
            {item.label}
            {item.number && (
              <span className="contents-number">
                <DocumentNumber value={item.number} />
              </span>
            )}
          </a>
          {item.children && item.children.length > 0 && <Items items={item.children} />}
        </li>
      ))}
    </ol>
  );
}

/** A table of contents: of this page, or of an issue. */
export function Contents({
  items,
  title = '本页目录',
  level = 2,
}: {
  items: ContentsItem[];
  title?: string;
  level?: 2 | 3 | 4;
}) {
  const Tag = `h${level}` as const;
  return (
    <nav className="contents" aria-label={title}>
      <Tag>{title}</Tag>
      <Items items={items} />
    </nav>
  );
}
