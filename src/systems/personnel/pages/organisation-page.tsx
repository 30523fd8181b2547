import type { AsOfAsked } from '#systems/documents/index.ts';
import { AsOf } from '#web/components/as-of.tsx';
import { formatDate } from '#web/components/date-text.tsx';
import { EmptyState } from '#web/components/empty-state.tsx';
import { Notice } from '#web/components/notice.tsx';
import type { View } from '#web/components/view.ts';
import type { Seat } from '../chart.ts';
import type { PersonnelFinding } from '../findings.ts';
import type { Organisation } from '../organisations.ts';
import { organisationOf, type PersonnelRecord } from '../record.ts';
import { Evidence } from './act-line.tsx';
import { organisationPath } from './addresses.ts';
import { SeatList } from './chart-view.tsx';
import { FindingList } from './finding-list.tsx';
import { PersonnelPage } from './personnel-frame.tsx';

/** The names that one body bears, and those of which nobody has yet said whether they are its. */
function Names({ record, organisation }: { record: PersonnelRecord; organisation: Organisation }) {
  const { name, printed, assumed, perhaps } = organisation;
  const others = printed.filter((p) => p !== name);
  return (
    <>
      {others.length > 0 && (
        <p className="muted">任免通知中又写作{others.map((n) => `“${n}”`).join('、')}。</p>
      )}
      {(assumed || perhaps.length > 0) && (
        <Notice tone="info" title="名称待认定">
          {assumed && assumed.name !== name && <p>这可能是“{assumed.name}”的另一名称，编辑尚未认定。</p>}
          {perhaps.length > 0 && (
            <p>
              可能是同一机构的还有：
              {perhaps.map((id) => (
                <a key={id} href={organisationPath(id)}>
                  {organisationOf(record, id).name}
                </a>
              ))}
              。认定之前分别列出。
            </p>
          )}
        </Notice>
      )}
    </>
  );
}

/** One organisation on a day, and every act upon its posts. */
export function OrganisationPage({
  view,
  record,
  organisation,
  seats,
  findings,
  asOf,
  today,
}: {
  view: View;
  record: PersonnelRecord;
  organisation: Organisation;
  seats: readonly Seat[];
  findings: readonly PersonnelFinding[];
  asOf: AsOfAsked;
  today: Temporal.PlainDate;
}) {
  const path = organisationPath(organisation.id);
  const acts = record.acts.filter((a) => a.organisationId === organisation.id);
  const days = [...new Set(acts.flatMap((a) => a.effective?.toString() ?? []))].sort().reverse();
  return (
    <PersonnelPage
      view={view}
      title={`${organisation.name}的任职情况`}
      canonical={organisationPath(organisation.id, asOf.asked ? asOf.date.toString() : undefined)}
    >
      <h1>{organisation.name}</h1>
      <Names record={record} organisation={organisation} />
      <AsOf
        action={path}
        value={asOf.date.toString()}
        today={today.toString()}
        error={asOf.error}
        links={days.map((date) => ({ date, label: '有变动' }))}
      />
      <h2>{formatDate(asOf.date.toString())}在任</h2>
      {seats.length === 0 ? (
        <EmptyState title="这一天没有任职记录">请选一个有变动的日子，或看下面的通知。</EmptyState>
      ) : (
        <div className="org-card">
          <SeatList seats={seats} />
        </div>
      )}
      <h2>通知怎么说</h2>
      <Evidence acts={acts} />
      {findings.length > 0 && (
        <>
          <h2>待核事项</h2>
          <FindingList findings={findings} />
        </>
      )}
    </PersonnelPage>
  );
}
