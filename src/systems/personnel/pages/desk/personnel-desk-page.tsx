import { ButtonLink, ButtonRow } from '#web/components/button.tsx';
import { DateText } from '#web/components/date-text.tsx';
import { EmptyState } from '#web/components/empty-state.tsx';
import { Stats } from '#web/components/stat.tsx';
import { Table } from '#web/components/table.tsx';
import type { View } from '#web/components/view.ts';
import { DeskPage } from '#web/desk/desk-page.tsx';
import { InstantText } from '#web/desk/instant-text.tsx';
import { postWords } from '../../act.ts';
import { PROBATION_WORDS, type Probation, probationStateAt } from '../../probation.ts';
import type { MadeNotice } from '../../queries.ts';
import { Source } from '../act-line.tsx';
import { personPath } from '../addresses.ts';

/** Days from today to the end of a probation, in words. */
function due(p: Probation, today: Temporal.PlainDate): string {
  const days = today.until(p.until, { largestUnit: 'days' }).days;
  if (days > 0) return `还有${days}天`;
  return days === 0 ? '今天起届满' : `已过${-days}天`;
}

function Probations({ probations, today }: { probations: readonly Probation[]; today: Temporal.PlainDate }) {
  if (probations.length === 0)
    return <EmptyState title="没有试用期">通知写明试用期的任职会列在这里。</EmptyState>;
  return (
    <Table
      caption="试用期届满，先届满的在前"
      narrow="cards"
      rows={[...probations]}
      rowKey={(p) => p.acts[0]?.key ?? p.personId}
      columns={[
        {
          key: 'name',
          name: '姓名',
          rowHeader: true,
          nowrap: true,
          cell: (p) => <a href={personPath(p.personId)}>{p.name}</a>,
        },
        {
          key: 'post',
          name: '职务',
          cell: (p) => (
            <>
              {p.acts.map((a) => (
                <div key={a.key}>{postWords(a)}</div>
              ))}
            </>
          ),
        },
        {
          key: 'last',
          name: '最后一天',
          nowrap: true,
          cell: (p) => <DateText value={p.until.subtract({ days: 1 })} />,
        },
        {
          key: 'state',
          name: '情况',
          cell: (p) => {
            const state = probationStateAt(p, today);
            const waits = state === 'running' || state === 'unconfirmed';
            return `${PROBATION_WORDS[state]}${waits ? `，${due(p, today)}` : ''}`;
          },
        },
        { key: 'source', name: '依据', cell: (p) => p.acts[0] && <Source act={p.acts[0]} /> },
      ]}
    />
  );
}

/** What waits about posts: probations, names of several people, findings; and notices to draft. */
export function PersonnelDeskPage({
  view,
  probations,
  findings,
  openNames,
  made,
  today,
  mayDraft,
}: {
  view: View;
  probations: readonly Probation[];
  /** How many stand today. */
  findings: number;
  openNames: number;
  made: readonly MadeNotice[];
  today: Temporal.PlainDate;
  mayDraft: boolean;
}) {
  const unconfirmed = probations.filter((p) => probationStateAt(p, today) === 'unconfirmed').length;
  return (
    <DeskPage view={view} title="任免" tab="/desk/personnel">
      <div className="desk">
        <h1>任免</h1>
        <ButtonRow>
          {mayDraft && <ButtonLink href="/desk/personnel/notice">起草任免通知</ButtonLink>}
          <ButtonLink href="/desk/personnel/names" look="secondary">
            同名认定
          </ButtonLink>
          <ButtonLink href="/personnel/findings" look="secondary">
            待核事项
          </ButtonLink>
        </ButtonRow>
        <Stats
          stats={[
            { label: '试用期满，未见通知', value: unconfirmed, unit: '人' },
            { label: '同名待认定', value: openNames, unit: '个姓名' },
            { label: '今天的待核事项', value: findings, unit: '项' },
          ]}
        />
        <h2>试用期</h2>
        <Probations probations={probations} today={today} />
        <p>
          <a href="/personnel/probation.ics">放进日历（iCalendar）</a>
        </p>
        <h2>交给下一期的通知</h2>
        {made.length === 0 ? (
          <EmptyState title="还没有起草过通知">起草的通知交给下一期之后，列在这里。</EmptyState>
        ) : (
          <Table
            caption="新的在前"
            narrow="cards"
            rows={[...made]}
            rowKey={(m) => m.id}
            columns={[
              {
                key: 'title',
                name: '通知',
                rowHeader: true,
                cell: (m) => <a href={`/desk/next-issue/drafts/${m.draftId}`}>{m.title}</a>,
              },
              { key: 'acts', name: '任免', nowrap: true, cell: (m) => `${m.acts}项` },
              { key: 'aside', name: '说明理由的提醒', nowrap: true, cell: (m) => `${m.setAside}条` },
              {
                key: 'by',
                name: '起草',
                cell: (m) => (
                  <>
                    {m.byName}，<InstantText value={m.at} />
                  </>
                ),
              },
            ]}
          />
        )}
      </div>
    </DeskPage>
  );
}
