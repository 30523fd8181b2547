import type { ReactNode } from 'react';
import { sayBasis } from '#engines/law/cite.ts';
import { LIMIT_RULES, type LimitRule } from '#engines/law/time-limits.ts';
import { STATES, type WorkCalendar } from '#platform/calendar/index.ts';
import { DateText } from '#web/components/date-text.tsx';
import { Table } from '#web/components/table.tsx';

interface Source {
  readonly key: string;
  readonly year: number;
  readonly region: string;
  readonly title: ReactNode;
  readonly dated: string | null;
  readonly state: string;
}

/** An address is a link; anything else is words. */
const linked = (words: string, source: string): ReactNode =>
  /^https?:\/\/\S+$/.test(source) ? <a href={source}>{words}</a> : words;

function sourcesOf(calendar: WorkCalendar): Source[] {
  const national = calendar.notices.map(
    (n): Source => ({
      key: `national-${n.year}`,
      year: n.year,
      region: '全国',
      title: linked(`${n.title}（${n.number}）`, n.source),
      dated: n.date || null,
      state: '已发布',
    }),
  );
  const next = (calendar.notices.at(-1)?.year ?? 0) + 1;
  const missing: Source = {
    key: `national-${next}`,
    year: next,
    region: '全国',
    title: '暂按周末和法定的固定日期推算，通知收录后重新推算',
    dated: null,
    state: '未收录',
  };
  const regional = calendar.overlays.flatMap(({ region, name, years }) =>
    [...new Set([...years.map((y) => y.year), ...calendar.notices.map((n) => n.year)])].map(
      (year): Source => {
        const known = years.find((y) => y.year === year);
        const days = known?.off.map((d) => `${d.name} ${d.date.slice(5)}`).join('、');
        return {
          key: `${region}-${year}`,
          year,
          region: name,
          title: known ? `${known.source}：${days}` : '没有找到可靠的通知，不猜测，只按全国安排',
          dated: null,
          state: known ? STATES[known.state] : '未取得，未确认',
        };
      },
    ),
  );
  return [...national, missing, ...regional].sort(
    (a, b) => b.year - a.year || Number(a.region !== '全国') - Number(b.region !== '全国'),
  );
}

/** What the calendar rests on, year by year, with the state of each. */
export function Sources({ calendar }: { calendar: WorkCalendar }) {
  return (
    <Table
      caption="日历的依据"
      narrow="cards"
      columns={[
        { key: 'year', name: '年份', rowHeader: true, nowrap: true, cell: (s) => `${s.year}年` },
        { key: 'region', name: '范围', nowrap: true, cell: (s) => s.region },
        { key: 'title', name: '通知', cell: (s) => s.title },
        {
          key: 'dated',
          name: '成文日期',
          nowrap: true,
          cell: (s) => (s.dated ? <DateText value={s.dated} /> : '—'),
        },
        { key: 'state', name: '状态', nowrap: true, cell: (s) => s.state },
      ]}
      rows={sourcesOf(calendar)}
      rowKey={(s) => s.key}
    />
  );
}

const unitsOf = ({ workingDays }: LimitRule): string =>
  workingDays === 'all'
    ? '都是工作日'
    : workingDays.length === 0
      ? '没有规定工作日，按自然日'
      : `${workingDays.join('、')}日是工作日，其余是自然日`;

/** How each law counts its days: the same 日 means different things. */
export function LimitRules() {
  return (
    <Table
      caption="各法怎样算日"
      narrow="cards"
      columns={[
        { key: 'statute', name: '法律', rowHeader: true, nowrap: true, cell: (r) => r.statute },
        { key: 'units', name: '期限的“日”', cell: (r) => `${unitsOf(r)}（${sayBasis(r.basis)}）` },
        {
          key: 'ending',
          name: '最后一天遇休息日',
          cell: (r) =>
            r.endingFrom === 'silent'
              ? '没有规定，不顺延'
              : `顺延到节假日后的第一日（推定）。${sayBasis(r.endingFrom)}指向${r.endingAssumed}`,
        },
      ]}
      rows={[...LIMIT_RULES]}
      rowKey={(r) => r.statute}
    />
  );
}
