import { sayBasis } from '#engines/law/cite.ts';
import { ButtonLink, ButtonRow } from '#web/components/button.tsx';
import { DateText } from '#web/components/date-text.tsx';
import { Downloads } from '#web/components/downloads.tsx';
import { EmptyState } from '#web/components/empty-state.tsx';
import { Page } from '#web/components/page.tsx';
import { Stats } from '#web/components/stat.tsx';
import { Table } from '#web/components/table.tsx';
import type { View } from '#web/components/view.ts';
import { LEVELS } from '../levels.ts';
import { MENDED } from '../procedure/follow-up.ts';
import { CAUSES } from '../procedure/stuck.ts';
import {
  contentShare,
  type FollowUpFigures,
  type Levels,
  type Line,
  type ReviewStatistics,
  totalOf,
} from '../statistics.ts';

const percent = (value: number | null): string => (value === null ? '—' : `${value}%`);

/** The five levels as parts of one bar; the numbers beside it say the same. */
function LevelBar({ levels, label }: { levels: Levels; label: string }) {
  const total = totalOf(levels);
  let x = 0;
  return (
    <svg className="level-bar" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label={label}>
      {LEVELS.map(({ level }, i) => {
        const width = total === 0 ? 0 : ((levels[i] ?? 0) / total) * 100;
        const from = x;
        x += width;
        return <rect key={level} className={`level-${level}`} x={from} y={0} width={width} height={8} />;
      })}
    </svg>
  );
}

function LevelTable({ caption, first, lines }: { caption: string; first: string; lines: readonly Line[] }) {
  return (
    <Table
      caption={caption}
      narrow="cards"
      rows={[...lines]}
      rowKey={(line) => line.code + line.name}
      columns={[
        { key: 'name', name: first, rowHeader: true, cell: (line) => line.name },
        {
          key: 'bar',
          name: '分布',
          cell: (line) => (
            <LevelBar
              levels={line.levels}
              label={`${line.name}：满意率${percent(contentShare(line.levels))}`}
            />
          ),
        },
        ...LEVELS.map(({ level, word }, i) => ({
          key: String(level),
          name: word,
          numeric: true,
          cell: (line: Line) => line.levels[i] ?? 0,
        })),
        { key: 'total', name: '合计', numeric: true, cell: (line) => totalOf(line.levels) },
        { key: 'share', name: '满意率', numeric: true, cell: (line) => percent(contentShare(line.levels)) },
      ]}
    />
  );
}

const FIGURES: readonly [name: string, value: (f: FollowUpFigures) => string | number][] = [
  ['收到', (f) => f.all],
  ['已联系本人', (f) => f.called],
  ['已告知结果', (f) => f.told],
  ['还在期限内', (f) => f.inTime],
  ['超期未告知', (f) => f.overdue],
  ['联系率', (f) => percent(f.calledShare)],
  ['处理率', (f) => percent(f.toldShare)],
  ['用时中位数（工作日）', (f) => f.medianDays ?? '—'],
  ['最长（工作日）', (f) => f.longestDays ?? '—'],
];

/** Everything that is public of ratings and follow-ups. */
export function StatisticsPage({ view, figures }: { view: View; figures: ReviewStatistics }) {
  const { realName, complaints, stuck } = figures;
  return (
    <Page
      view={view}
      title="政务服务好差评"
      section="services"
      canonical="/reviews"
      description="每一次评价都是办事人自己给的：没有评的不算满意，也不算不满意。"
      crumbs={[{ label: '办事', href: '/services' }]}
    >
      <div className="reviews">
        <h1>政务服务好差评</h1>
        <p className="lead">
          每一次评价都是办事人自己给的；没有评的不算满意，也不算不满意，没有默认好评。截至
          <DateText value={figures.today} />。
        </p>
        <ButtonRow>
          <ButtonLink href="/reviews/stuck">反映办不成事</ButtonLink>
          <ButtonLink href="/reviews/complain" look="secondary">
            投诉
          </ButtonLink>
          <a href="/rate">输入窗口的评价码</a>
        </ButtonRow>
        <Stats
          stats={[
            { label: '办结的服务', value: figures.served, unit: '次' },
            { label: '评价', value: figures.total, unit: '次' },
            { label: '参评率', value: percent(figures.ratedShare) },
            { label: '满意率', value: figures.enough ? percent(figures.contentShare) : '—' },
            { label: '复核后不计入', value: figures.annulled, unit: '次' },
          ]}
        />
        {figures.total === 0 ? (
          <EmptyState title="还没有评价">
            办完一件事，从“我的办件”或用窗口的评价码评价，数字就会出现在这里。
          </EmptyState>
        ) : !figures.enough ? (
          <EmptyState title={`评价不足${figures.shownFrom}次`}>
            次数太少，分开列就能猜出是谁评的，所以先不分满意程度列出。
          </EmptyState>
        ) : (
          <>
            <section aria-labelledby="levels">
              <h2 id="levels">满意程度</h2>
              <LevelTable
                caption="全部评价"
                first="范围"
                lines={[{ name: '全部', code: '', levels: figures.levels }]}
              />
              <p className="muted">
                满意率是非常满意、满意、基本满意三级之和占评价的比例。同一机关或事项不足{figures.shownFrom}
                次的合在“其余”里，免得猜出是谁评的。
              </p>
            </section>
            {figures.bodies.length > 0 && (
              <section aria-labelledby="bodies">
                <h2 id="bodies">按机关</h2>
                <LevelTable caption="各机关的评价" first="机关" lines={figures.bodies} />
              </section>
            )}
            {figures.items.length > 0 && (
              <section aria-labelledby="items">
                <h2 id="items">按事项</h2>
                <LevelTable caption="各事项的评价" first="事项" lines={figures.items} />
              </section>
            )}
          </>
        )}
        <section aria-labelledby="follow-ups">
          <h2 id="follow-ups">不满意之后</h2>
          <p>
            差评、投诉和办不成事都由被评人员以外的人处理。实名差评回访整改率的目标是100%（{sayBasis(MENDED)}
            ）。
            {realName.all === 0
              ? '还没有实名差评。'
              : `现在回访了${percent(realName.calledShare)}，处理并告知了${percent(realName.toldShare)}。`}
          </p>
          <Table
            caption="处理情况"
            rows={FIGURES.map(([name, value]) => ({ name, value }))}
            rowKey={(row) => row.name}
            columns={[
              { key: 'name', name: '数字', rowHeader: true, cell: (row) => row.name },
              { key: 'bad', name: '实名差评', numeric: true, cell: (row) => row.value(realName) },
              { key: 'complaint', name: '投诉', numeric: true, cell: (row) => row.value(complaints) },
              { key: 'stuck', name: '办不成事', numeric: true, cell: (row) => row.value(stuck) },
            ]}
          />
        </section>
        <section aria-labelledby="causes">
          <h2 id="causes">为什么办不成</h2>
          {figures.causes.length === 0 ? (
            <p>还没有查明原因的。</p>
          ) : (
            <Table
              caption="办不成事的原因"
              rows={[...figures.causes]}
              rowKey={(row) => row.cause}
              columns={[
                {
                  key: 'cause',
                  name: '原因',
                  rowHeader: true,
                  cell: (row) => CAUSES[row.cause] ?? row.cause,
                },
                { key: 'count', name: '件', numeric: true, cell: (row) => row.count },
              ]}
            />
          )}
          <p>
            因此提出修改事项的建议{figures.changes.proposed}条，已经改入新版的{figures.changes.adopted}条。
          </p>
        </section>
        <Downloads
          items={[
            { href: '/reviews/statistics.csv', label: '各机关、各事项的评价（CSV）', type: 'text/csv' },
            { href: '/reviews/statistics.json', label: '全部数字（JSON）', type: 'application/json' },
          ]}
        />
      </div>
    </Page>
  );
}
