export type Download = { href: string; label: string; type: string };

/** The same text in other forms. */
export function Downloads({
  items,
  title = '下载',
  level = 2,
}: {
  items: Download[];
  title?: string;
  level?: 2 | 3 | 4;
}) {
  const Tag = `h${level}` as const;
  return (
    <section className="downloads" aria-label={title}>
      <Tag>{title}</Tag>
      <ul>
        {items.map(({ href, label, type }) => (
          <li key={href}>
            <a href={href} type={type} download>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
