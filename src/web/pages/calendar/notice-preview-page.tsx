import {
  CALENDAR_NAMES,
  type HeldNotice,
  type NoticeContent,
  type NoticeEffects,
  type NoticeFields,
  reasonWords,
  shiftOf,
} from '#platform/calendar/index.ts';
import { Button } from '#web/components/button.tsx';
import { DefinitionList } from '#web/components/definition-list.tsx';
import { ErrorSummary } from '#web/components/error-summary.tsx';
import { TextArea } from '#web/components/field.tsx';
import { Table } from '#web/components/table.tsx';
import type { View } from '#web/components/view.ts';
import { DeskPage } from '#web/desk/desk-page.tsx';
import type { Moved } from './moved-deadlines.ts';
import { MovedView } from './moved-view.tsx';
import { dayWords, noticeName, regionName } from './notice-words.ts';

/** What loading a notice would change, exactly; then the button that loads it. */
export function NoticePreviewPage({
  view,
  fields,
  notice,
  current,
  effects,
  moved,
  requestKey,
  reason,
  error,
}: {
  view: View;
  fields: NoticeFields;
  notice: NoticeContent;
  current: HeldNotice | undefined;
  effects: NoticeEffects;
  /** What would move in the systems. */
  moved: readonly Moved[];
  requestKey: string;
  reason: string;
  error: string | undefined;
}) {
  const { days, limits } = effects;
  return (
    <DeskPage
      view={view}
      title="核对放假通知"
      tab="/desk/calendar"
      crumbs={[{ label: '工作日历', href: '/desk/calendar' }]}
    >
      <div className="desk">
        <h1>核对放假通知</h1>
        {error && <ErrorSummary title="没有载入" errors={[{ field: null, message: error }]} />}
        <DefinitionList
          items={[
            { term: '通知', value: noticeName(notice) },
            { term: '范围和年份', value: `${regionName(notice.region)}，${notice.year}年` },
            { term: '放假、调休上班', value: `${notice.off.length}天、${notice.makeUp.length}天` },
            { term: '来源', value: notice.source },
            { term: '取代', value: current ? noticeName(current) : '无，这一年此前没有通知' },
          ]}
        />
        <h2>改变的日子</h2>
        {days.length === 0 ? (
          <p>没有哪一天从上班变成放假，或从放假变成上班。</p>
        ) : (
          <Table
            caption={`${CALENDAR_NAMES[effects.calendar]}日历上有${days.length}天改变`}
            narrow="cards"
            columns={[
              {
                key: 'date',
                name: '日期',
                rowHeader: true,
                nowrap: true,
                cell: (d) => dayWords(d.after.date),
              },
              { key: 'before', name: '现在', cell: (d) => reasonWords(d.before) },
              { key: 'after', name: '载入后', cell: (d) => <b>{reasonWords(d.after)}</b> },
            ]}
            rows={[...days]}
            rowKey={(d) => d.after.date.toString()}
          />
        )}
        {moved.map((m) => (
          <div key={m.kind}>
            <h2>会移动的{m.kind}期限</h2>
            <MovedView moved={m} will />
          </div>
        ))}
        <h2>期限一般会移动多少</h2>
        <p className="muted">从上一年11月1日到{notice.year}年12月31日，以每一天为起算日各推算一次。</p>
        <Table
          caption="期限的最后一天会移动多少"
          narrow="cards"
          columns={[
            { key: 'limit', name: '期限', rowHeader: true, nowrap: true, cell: (l) => `${l.limit}个工作日` },
            { key: 'moved', name: '移动的起算日', cell: (l) => `${l.tried}个中的${l.moved.length}个` },
            {
              key: 'far',
              name: '移动最多的一例',
              cell: ({ farthest }) =>
                farthest
                  ? `${farthest.deadline.from}起算：${dayWords(farthest.before)}改为${dayWords(farthest.after)}，${shiftWords(shiftOf(farthest))}`
                  : '没有',
            },
          ]}
          rows={[...limits]}
          rowKey={(l) => l.limit}
        />
        <form method="post" action="/desk/calendar" noValidate>
          {Object.entries(fields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <input type="hidden" name="seen" value={current?.id ?? 'none'} />
          <input type="hidden" name="requestKey" value={requestKey} />
          {current && (
            <TextArea
              name="reason"
              label="为什么更正"
              rows={2}
              maxLength={500}
              hint="例如：抄录有误；国务院调整安排。"
              value={reason}
            />
          )}
          <div className="button-row">
            <Button>载入</Button>
            <Button look="secondary" formAction="/desk/calendar/new">
              返回修改
            </Button>
          </div>
        </form>
      </div>
    </DeskPage>
  );
}

const shiftWords = (days: number): string => (days > 0 ? `晚${days}天` : `早${-days}天`);
