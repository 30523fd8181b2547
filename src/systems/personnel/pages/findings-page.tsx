import type { AsOfAsked } from '#systems/documents/index.ts';
import { AsOf } from '#web/components/as-of.tsx';
import { EmptyState } from '#web/components/empty-state.tsx';
import type { View } from '#web/components/view.ts';
import { FINDING_KINDS, type PersonnelFinding } from '../findings.ts';
import type { PersonnelRecord } from '../record.ts';
import { FINDING_WORDS, FindingList } from './finding-list.tsx';
import { PersonnelPage } from './personnel-frame.tsx';

/** What stands out in the record on a day, by kind, each with its evidence. */
export function FindingsPage({
  view,
  record,
  findings,
  asOf,
  today,
}: {
  view: View;
  record: PersonnelRecord;
  findings: readonly PersonnelFinding[];
  asOf: AsOfAsked;
  today: Temporal.PlainDate;
}) {
  const groups = Map.groupBy(findings, (f) => f.kind);
  const kinds = FINDING_KINDS.filter((kind) => groups.has(kind));
  return (
    <PersonnelPage
      view={view}
      title="任职待核事项"
      tab="/personnel/findings"
      canonical={asOf.asked ? `/personnel/findings?asOf=${asOf.date}` : '/personnel/findings'}
    >
      <h1>任职待核事项</h1>
      <p className="lead">由程序从任免记录推出，供核对；公报没有刊登的任免，程序不知道。</p>
      <AsOf
        action="/personnel/findings"
        value={asOf.date.toString()}
        today={today.toString()}
        error={asOf.error}
        {...(record.until && { links: [{ date: record.until.toString(), label: '最后一份通知' }] })}
      />
      {kinds.length === 0 ? (
        <EmptyState title="这一天没有待核事项">换一个日子看看，或查看任免记录。</EmptyState>
      ) : (
        <nav aria-label="待核事项的种类">
          <ul className="personnel-kinds">
            {kinds.map((kind) => (
              <li key={kind}>
                <a href={`#${kind}`}>
                  {FINDING_WORDS[kind]}
                  <span className="tabs-count">{groups.get(kind)?.length}</span>
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {kinds.map((kind) => (
        <section key={kind} aria-labelledby={kind}>
          <h2 id={kind}>{FINDING_WORDS[kind]}</h2>
          <FindingList findings={groups.get(kind) ?? []} kindShown={false} />
        </section>
      ))}
    </PersonnelPage>
  );
}
