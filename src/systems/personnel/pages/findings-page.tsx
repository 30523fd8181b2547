import type { AsOfAsked } from '#systems/documents/index.ts';
import { AsOf } from '#web/components/as-of.tsx';
import { EmptyState } from '#web/components/empty-state.tsx';
import { Pagination } from '#web/components/pagination.tsx';
import type { View } from '#web/components/view.ts';
import { FINDING_KINDS, type FindingKind, type PersonnelFinding } from '../findings.ts';
import type { PersonnelRecord } from '../record.ts';
import { FINDING_WORDS, FindingList } from './finding-list.tsx';
import { PersonnelPage } from './personnel-frame.tsx';

/** Of each kind, when all kinds are shown. */
const FIRST = 20;
const PAGE_SIZE = 40;

/** What stands out in the record on a day, by kind, each with its evidence; one kind alone is shown in pages. */
export function FindingsPage({
  view,
  record,
  findings,
  asOf,
  today,
  only,
  page,
}: {
  view: View;
  record: PersonnelRecord;
  findings: readonly PersonnelFinding[];
  asOf: AsOfAsked;
  today: Temporal.PlainDate;
  /** The kind that is shown alone. */
  only: FindingKind | null;
  /** Of that kind, counted from 1. */
  page: number;
}) {
  const day = asOf.asked ? asOf.date.toString() : undefined;
  const href = (kind?: FindingKind, n = 1): string => {
    const asked = new URLSearchParams();
    if (day) asked.set('asOf', day);
    if (kind) asked.set('kind', kind);
    if (n > 1) asked.set('page', String(n));
    return asked.size > 0 ? `/personnel/findings?${asked}` : '/personnel/findings';
  };
  const groups = Map.groupBy(findings, (f) => f.kind);
  const kinds = FINDING_KINDS.filter((kind) => groups.has(kind));
  return (
    <PersonnelPage
      view={view}
      title="任职待核事项"
      tab="/personnel/findings"
      canonical={href(only ?? undefined)}
      noindex={page > 1}
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
                <a href={only ? href(kind) : `#${kind}`} aria-current={only === kind ? 'page' : undefined}>
                  {FINDING_WORDS[kind]}
                  <span className="tabs-count">{groups.get(kind)?.length}</span>
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {kinds
        .filter((kind) => only === null || kind === only)
        .map((kind) => {
          const own = groups.get(kind) ?? [];
          const pages = Math.max(1, Math.ceil(own.length / PAGE_SIZE));
          const at = Math.min(page, pages);
          const shown = only ? own.slice((at - 1) * PAGE_SIZE, at * PAGE_SIZE) : own.slice(0, FIRST);
          return (
            <section key={kind} aria-labelledby={kind}>
              <h2 id={kind}>{FINDING_WORDS[kind]}</h2>
              <FindingList findings={shown} kindShown={false} />
              {only ? (
                <Pagination
                  page={at}
                  pages={pages}
                  total={own.length}
                  unit="项"
                  href={(n) => href(kind, n)}
                />
              ) : (
                own.length > shown.length && (
                  <p>
                    <a href={href(kind)}>
                      “{FINDING_WORDS[kind]}”的全部{own.length}项
                    </a>
                  </p>
                )
              )}
            </section>
          );
        })}
      {only && (
        <p>
          <a href={href()}>所有种类的待核事项</a>
        </p>
      )}
    </PersonnelPage>
  );
}
