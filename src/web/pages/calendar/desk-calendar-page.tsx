import type { HeldNotice } from '#platform/calendar/index.ts';
import { STATES } from '#platform/calendar/index.ts';
import { ButtonLink } from '#web/components/button.tsx';
import { DateText } from '#web/components/date-text.tsx';
import { Notice } from '#web/components/notice.tsx';
import { Table } from '#web/components/table.tsx';
import type { View } from '#web/components/view.ts';
import { DeskPage } from '#web/desk/desk-page.tsx';
import { InstantText } from '#web/desk/instant-text.tsx';
import type { Moved } from './moved-deadlines.ts';
import { MovedView } from './moved-view.tsx';
import { noticeName, regionName } from './notice-words.ts';

/** Notices that hold, the years that wait for one, and everything that was ever loaded. */
export function DeskCalendarPage({
  view,
  held,
  history,
  missing,
  mayLoad,
  loaded,
  moved,
}: {
  view: View;
  held: readonly HeldNotice[];
  history: readonly HeldNotice[];
  /** Regions and years without a notice. */
  missing: readonly { readonly region: string; readonly year: number }[];
  mayLoad: boolean;
  /** The notice that was just loaded. */
  loaded: HeldNotice | undefined;
  /** What it moved in the systems; undefined: still being worked out. */
  moved: readonly (Moved | undefined)[];
}) {
  const newPath = (region: string, year: number) => `/desk/calendar/new?region=${region}&year=${year}`;
  const current = new Set(held.map((n) => n.id));
  return (
    <DeskPage view={view} title="工作日历" tab="/desk/calendar">
      <div className="desk">
        <h1>工作日历</h1>
        {loaded && (
          <Notice tone="success" title={`已载入${regionName(loaded.region)}${loaded.year}年的通知`} live>
            <p>
              期限从现在起按它推算。
              <a href={`/calendar?calendar=${loaded.region}&year=${loaded.year}`}>看日历</a>
            </p>
          </Notice>
        )}
        {loaded &&
          moved.map((m) =>
            m ? (
              <div key={m.kind}>
                <h2>按这份通知移动的{m.kind}期限</h2>
                <MovedView moved={m} will={false} />
              </div>
            ) : (
              <p key="working">正在重新推算没有办结的件，一分钟内完成。刷新本页可以看到移动了哪些期限。</p>
            ),
          )}
        <p>所有期限都按这里的放假通知推算。新一年的通知发布后，请照原件载入。</p>
        <h2>等待通知的年份</h2>
        <ul>
          {missing.map(({ region, year }) => (
            <li key={`${region}-${year}`}>
              {regionName(region)}
              {year}年：{region === 'national' ? '未收录，推算结果暂定' : '未取得，只按全国安排推算'}。
              {mayLoad && (
                <a href={newPath(region, year)}>
                  载入{regionName(region)}
                  {year}年的通知
                </a>
              )}
            </li>
          ))}
        </ul>
        {mayLoad && missing[0] && (
          <p>
            <ButtonLink href={newPath(missing[0].region, missing[0].year)}>载入通知</ButtonLink>
          </p>
        )}
        <Table
          caption="收录的通知"
          narrow="cards"
          columns={[
            {
              key: 'year',
              name: '年份',
              rowHeader: true,
              nowrap: true,
              cell: (n) => `${regionName(n.region)}${n.year}年`,
            },
            { key: 'title', name: '通知', cell: noticeName },
            {
              key: 'date',
              name: '成文日期',
              nowrap: true,
              cell: (n) => (n.date ? <DateText value={n.date} /> : '—'),
            },
            {
              key: 'state',
              name: '状态',
              nowrap: true,
              cell: (n) => (current.has(n.id) ? STATES[n.state] : '已被取代'),
            },
            {
              key: 'loaded',
              name: '载入',
              cell: (n) => (
                <>
                  {n.loadedBy === 'system:seed' ? '随程序提供' : n.loadedByName}，
                  <InstantText value={n.loadedAt} />
                  {n.reason && `。更正：${n.reason}`}
                </>
              ),
            },
            {
              key: 'mend',
              name: '更正',
              cell: (n) =>
                mayLoad &&
                current.has(n.id) && (
                  <a href={newPath(n.region, n.year)}>
                    更正{regionName(n.region)}
                    {n.year}年
                  </a>
                ),
            },
          ]}
          rows={[...history].sort(
            (a, b) => b.year - a.year || (a.region < b.region ? 1 : a.region > b.region ? -1 : 0),
          )}
          rowKey={(n) => n.id}
        />
      </div>
    </DeskPage>
  );
}
