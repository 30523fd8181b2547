import { Button } from 'antd';
import { useRef, useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { LightBadge } from '#web/case/light.tsx';
import { formatDate } from '#web/components/date-text.tsx';
import type { PreReviewListBody, PreReviewRowBody } from '../../api-schema-pre-reviews.ts';
import { type Answer, ask } from './http.ts';
import { keep, readKept } from './kept.ts';
import { useKeys } from './keys.tsx';
import { Problem, useTitle } from './page-parts.tsx';
import { useRead } from './use-data.ts';
import { distance, instantText, PRE_VERDICTS } from './words.ts';

const REFRESH_MS = 30_000;
const PLACE = 'place:pre-reviews';

async function readAll(state: string, pages: number): Promise<Answer<PreReviewListBody>> {
  const rows: PreReviewRowBody[] = [];
  let after: string | null = null;
  for (let page = 1; ; page++) {
    const address: string = `/api/desk/pre-reviews?state=${state}${after ? `&after=${after}` : ''}`;
    const answer: Answer<PreReviewListBody> = await ask<PreReviewListBody>(address);
    if (!answer.ok) return answer;
    rows.push(...answer.value.preReviews);
    after = answer.value.next;
    if (!after || page >= pages) return { ok: true, value: { ...answer.value, preReviews: rows } };
  }
}

/** Drafts that people ask the clerk's window to look at before they file; the oldest first. */
export default function PreReviewsPage() {
  const state = new URLSearchParams(useSearch()).get('state') === 'answered' ? 'answered' : 'waiting';
  return <List key={state} state={state} />;
}

function List({ state }: { state: 'waiting' | 'answered' }) {
  const [, go] = useLocation();
  const [pages, setPages] = useState(1);
  const { data, problem, reload } = useRead(`${state} ${pages}`, () => readAll(state, pages), REFRESH_MS);
  // The next page is added to what is shown, not put in its place.
  const [before, setBefore] = useState<PreReviewListBody>();
  if (data && data !== before) setBefore(data);
  const shown = data ?? before;
  const rows = shown?.preReviews ?? [];
  const links = useRef(new Map<string, HTMLAnchorElement>());
  const [active, setActive] = useState(() => readKept<string>(PLACE));
  const at = rows.findIndex((row) => row.id === active);
  const step = (by: number) =>
    links.current.get(rows[at + by]?.id ?? rows[Math.max(at, 0)]?.id ?? '')?.focus();
  const more = () => shown?.next && setPages(pages + 1);
  useTitle('预审');
  useKeys({
    j: () => step(1),
    ArrowDown: () => step(1),
    k: () => step(-1),
    ArrowUp: () => step(-1),
    m: more,
    r: () => void reload(),
    Escape: () => go('/'),
  });
  return (
    <>
      <div className="page-head">
        <h1 tabIndex={-1}>预审</h1>
        <p className="quiet" role="status">
          {shown && `${shown.waiting}件等答复`}
        </p>
      </div>
      <p className="quiet">
        申请人提交之前，请窗口先看草稿。不是申请，不起算办理期限；答复的日子是约定，没有法定期限。早请的在前。
      </p>
      <nav className="case-line pre-states" aria-label="预审的状态">
        <Link href="/pre-reviews" aria-current={state === 'waiting' ? 'page' : undefined}>
          等答复
        </Link>
        <Link href="/pre-reviews?state=answered" aria-current={state === 'answered' ? 'page' : undefined}>
          已答复，还没有提交
        </Link>
      </nav>
      {problem && <Problem problem={problem} retry={() => void reload()} />}
      {!shown && !problem && <p className="quiet">正在读取……</p>}
      {shown && rows.length === 0 && (
        <p className="nothing">{state === 'waiting' ? '没有等答复的预审。' : '没有答复过、还没提交的。'}</p>
      )}
      {shown && rows.length > 0 && (
        <table className="cases" aria-label={state === 'waiting' ? '等答复的预审' : '已答复的预审'}>
          <thead>
            <tr>
              <th scope="col">答复</th>
              <th scope="col">最迟（约定）</th>
              <th scope="col">事项</th>
              <th scope="col">请求时间</th>
              <th scope="col">{state === 'waiting' ? '第几次' : '怎么答的'}</th>
              <th scope="col">机关</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id} className={row.id === active ? 'active' : undefined}>
                <td className="cell-light">
                  <LightBadge light={row.light} />
                </td>
                <td className="cell-due">
                  {row.dueOn && <time dateTime={row.dueOn}>{formatDate(row.dueOn)}</time>}
                  {state === 'waiting' && (
                    <span className="quiet">
                      {distance(shown.today, row.dueOn)}
                      {row.provisional && '，暂定'}
                    </span>
                  )}
                </td>
                <td className="cell-title">
                  <Link
                    className="case-link"
                    href={`/pre-reviews/${row.id}`}
                    ref={(element: HTMLAnchorElement | null) => {
                      if (element) links.current.set(row.id, element);
                      else links.current.delete(row.id);
                    }}
                    onFocus={() => {
                      setActive(row.id);
                      keep(PLACE, row.id);
                    }}
                  >
                    {row.title}
                  </Link>
                </td>
                <td className="cell-number">{instantText(row.askedAt)}</td>
                <td className="cell-state">
                  {row.verdict
                    ? `${PRE_VERDICTS[row.verdict]}，${row.answeredBy}`
                    : row.times > 1
                      ? `第${row.times}次`
                      : '第1次'}
                </td>
                <td className="cell-body">{row.body}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {shown?.next && (
        <Button className="more" onClick={more}>
          再看一页<kbd>m</kbd>
        </Button>
      )}
    </>
  );
}
