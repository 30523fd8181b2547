/** A search field with its button, sent to `/search` as `q`. `id` tells two on one page apart. */
export function SearchBox({
  id = 'q',
  query,
  label = '检索公报与文件',
  placeholder = '标题、文号或条款内容',
  large = false,
}: {
  id?: string;
  query?: string | undefined;
  label?: string;
  placeholder?: string;
  large?: boolean;
}) {
  return (
    <search className={large ? 'search-box search-box-large' : 'search-box'}>
      <form action="/search" method="get">
        <label className="visually-hidden" htmlFor={id}>
          {label}
        </label>
        <input
          id={id}
          name="q"
          type="search"
          defaultValue={query}
          placeholder={placeholder}
          enterKeyHint="search"
          autoComplete="off"
        />
        <button type="submit">检索</button>
      </form>
    </search>
  );
}
