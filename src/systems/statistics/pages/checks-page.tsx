import { EmptyState } from '#web/components/empty-state.tsx';
import { Pagination } from '#web/components/pagination.tsx';
import type { View } from '#web/components/view.ts';
import type { Verdict } from '../check/recompute.ts';
import type { PlacedCheck } from '../record.ts';
import { VERDICT_WORDS } from '../words.ts';
import { CheckList } from './check-list.tsx';
import { StatisticsPage } from './statistics-frame.tsx';

const VERDICTS: readonly Verdict[] = ['discrepancy', 'cannot', 'ok'];

/** Every check of one verdict with its arithmetic; discrepancies first. */
export function ChecksPage({
  view,
  counts,
  verdict,
  checks,
  page,
  pages,
}: {
  view: View;
  counts: Readonly<Record<Verdict, number>>;
  verdict: Verdict;
  checks: readonly PlacedCheck[];
  page: number;
  pages: number;
}) {
  const path = (of: Verdict) =>
    of === 'discrepancy' ? '/statistics/checks' : `/statistics/checks?verdict=${of}`;
  const href = (n: number) =>
    n > 1 ? `${path(verdict)}${verdict === 'discrepancy' ? '?' : '&'}page=${n}` : path(verdict);
  return (
    <StatisticsPage
      view={view}
      title="核算"
      tab="/statistics/checks"
      canonical={path(verdict)}
      noindex={page > 1}
    >
      <h1>核算</h1>
      <p className="lead">
        总数与分项、比重与分子分母、增速与增加额、结构比、位次和重复印出的数字，都用公报自己印出的数重新算过。每个数按印出的小数位留半个末位的舍入余地，舍入能解释的不算不符。
      </p>
      <nav className="choices" aria-label="核算结果">
        <ul className="inline-list">
          {VERDICTS.map((of) => (
            <li key={of}>
              <a href={path(of)} aria-current={of === verdict ? 'page' : undefined}>
                {VERDICT_WORDS[of]} {counts[of]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <h2>
        {VERDICT_WORDS[verdict]}（{counts[verdict]}项）
      </h2>
      {checks.length === 0 ? (
        <EmptyState title={verdict === 'discrepancy' ? '没有核算不符的数字' : '没有这一类结果'}>
          {counts.ok === 0 ? '导入载有统计公报的公报原文后才能核算。' : '已核算的数字都能互相印证。'}
        </EmptyState>
      ) : (
        <CheckList checks={checks} />
      )}
      <Pagination page={page} pages={pages} total={counts[verdict]} href={href} />
    </StatisticsPage>
  );
}
