export type Download = { href: string; label: string; type: string };

export const PDF = 'application/pdf';

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
            {/* A PDF opens; while it is being made, or cannot be, a page says so, which must not be saved as the file. */}
            <a href={href} type={type} download={type !== PDF}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
