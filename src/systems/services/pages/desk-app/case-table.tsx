import { Checkbox } from 'antd';
import { useEffect, useRef } from 'react';
import { Link, useLocation } from 'wouter';
import { LightBadge } from '#web/case/light.tsx';
import { formatDate } from '#web/components/date-text.tsx';
import type { CaseRowBody } from '../../api-schema.ts';
import { useKeys } from './keys.tsx';
import { CaseNumber, copyText } from './page-parts.tsx';
import { distance } from './words.ts';

/**
 * Cases, one a line; on a narrow screen one a card. The active line's link has the focus, so that Enter opens it.
 * @param active id of the active case; kept while the list is read again
 */
export function CaseTable({
  label,
  rows,
  today,
  active,
  setActive,
  picked,
  pick,
  me,
}: {
  label: string;
  rows: readonly CaseRowBody[];
  today: string;
  active: string | undefined;
  setActive: (id: string) => void;
  picked: ReadonlySet<string>;
  pick?: (id: string, on: boolean) => void;
  /** Account of the reader. */
  me: string;
}) {
  const [, go] = useLocation();
  const links = useRef(new Map<string, HTMLAnchorElement>());
  // Where the active case stood: when it has left the list, the keys go on from there.
  const at = useRef(0);
  const found = rows.findIndex((row) => row.id === active);
  if (found >= 0) at.current = found;
  const row = rows[found];
  const step = (by: number) => {
    const to = row ? found + by : at.current;
    const next = rows[Math.max(0, Math.min(rows.length - 1, to))];
    if (!next) return;
    setActive(next.id);
    links.current.get(next.id)?.focus();
  };
  // Back from a case: the list goes on where it was left.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the list is shown
  useEffect(() => {
    if (row && (document.activeElement === document.body || document.activeElement?.tagName === 'H1'))
      links.current.get(row.id)?.focus();
  }, []);
  useKeys({
    j: () => step(1),
    ArrowDown: () => step(1),
    k: () => step(-1),
    ArrowUp: () => step(-1),
    ...(row && { c: () => void copyText(row.number) }),
    ...(row && document.activeElement === document.body && { Enter: () => go(`/${row.id}`) }),
    ...(row && pick && { x: () => pick(row.id, !picked.has(row.id)) }),
  });
  const all = rows.every((r) => picked.has(r.id));
  return (
    <table className="cases" aria-label={label}>
      <thead>
        <tr>
          {pick && (
            <th scope="col">
              <Checkbox
                aria-label="选中所有"
                checked={all}
                indeterminate={!all && picked.size > 0}
                onChange={() => {
                  for (const r of rows) pick(r.id, !all);
                }}
              />
            </th>
          )}
          <th scope="col">期限</th>
          <th scope="col">最迟</th>
          <th scope="col">事项</th>
          <th scope="col">编号后12位</th>
          <th scope="col">状态</th>
          <th scope="col">机关</th>
          <th scope="col">经办人</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((r) => (
          <tr key={r.id} className={r.id === row?.id ? 'active' : undefined}>
            {pick && (
              <td className="cell-pick">
                <Checkbox
                  aria-label={`选中${r.title}，编号后12位${r.number.slice(-12)}`}
                  checked={picked.has(r.id)}
                  onChange={(event) => pick(r.id, event.target.checked)}
                />
              </td>
            )}
            <td className="cell-light">
              <LightBadge light={r.light} />
            </td>
            <td className="cell-due">
              {r.turn === 'nobody' ? (
                <span className="quiet">已结束</span>
              ) : (
                <>
                  {r.dueOn && <time dateTime={r.dueOn}>{formatDate(r.dueOn)}</time>}
                  <span className="quiet">
                    {distance(today, r.dueOn)}
                    {r.provisional && '，暂定'}
                  </span>
                </>
              )}
            </td>
            <td className="cell-title">
              <Link
                className="case-link"
                href={`/${r.id}`}
                ref={(element: HTMLAnchorElement | null) => {
                  if (element) links.current.set(r.id, element);
                  else links.current.delete(r.id);
                }}
                onFocus={() => setActive(r.id)}
              >
                {r.title}
              </Link>
            </td>
            <td
              className="cell-number"
              onCopy={(event) => {
                event.clipboardData.setData('text/plain', r.number);
                event.preventDefault();
              }}
            >
              <CaseNumber number={r.number} />
            </td>
            <td className="cell-state">{r.stateTitle}</td>
            <td className="cell-body">
              {r.holder}
              {r.asked.length > 0 && <span className="asked">征求{r.asked.join('、')}意见</span>}
            </td>
            <td className={r.assignee ? 'cell-who' : 'cell-who cell-none'} data-label="经办人">
              {r.assignee && (r.assignee.id === me ? <strong>我</strong> : r.assignee.name)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
