/** Page numbers to show: the first, the last, and those around the current one; null is a gap. */
export function pageNumbers(page: number, pages: number): (number | null)[] {
  const near = new Set([1, page - 1, page, page + 1, pages].filter((n) => n >= 1 && n <= pages));
  const sorted = [...near].sort((a, b) => a - b);
  return sorted.flatMap((n, at) => {
    const before = sorted[at - 1];
    if (before === undefined || n === before + 1) return [n];
    return n === before + 2 ? [n - 1, n] : [null, n];
  });
}

/** The way through a long list. `href` gives the address of a page, counted from 1. */
export function Pagination({
  page,
  pages,
  total,
  unit = '条',
  href,
}: {
  page: number;
  pages: number;
  total: number;
  /** Measure word of what is listed: 件, 条. */
  unit?: string;
  href: (page: number) => string;
}) {
  return (
    <nav className="pagination" aria-label="分页">
      <p className="muted">
        共 {total.toLocaleString('zh-CN')} {unit}，第 {page} 页，共 {pages} 页
      </p>
      {pages > 1 && (
        <ul>
          {page > 1 && (
            <li>
              <a href={href(page - 1)} rel="prev">
                上一页
              </a>
            </li>
          )}
          {pageNumbers(page, pages).map((number, at, all) =>
            number === null ? (
              <li key={`after-${all[at - 1]}`}>
                <span aria-hidden="true">…</span>
              </li>
            ) : (
              <li key={number}>
                <a
                  href={href(number)}
                  aria-label={`第 ${number} 页`}
                  aria-current={number === page ? 'page' : undefined}
                >
                  {number}
                </a>
              </li>
            ),
          )}
          {page < pages && (
            <li>
              <a href={href(page + 1)} rel="next">
                下一页
              </a>
            </li>
          )}
        </ul>
      )}
    </nav>
  );
}
