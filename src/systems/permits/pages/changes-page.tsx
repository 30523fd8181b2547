import { DateText } from '#web/components/date-text.tsx';
import { EmptyState } from '#web/components/empty-state.tsx';
import { Page } from '#web/components/page.tsx';
import { Tabs } from '#web/components/tabs.tsx';
import type { View } from '#web/components/view.ts';
import { CHANGE_WORDS } from '../list-change.ts';
import type { RecordedChange } from '../queries.ts';
import { itemPath, listDocumentPath } from './addresses.ts';
import { LIST_TABS } from './list-page.tsx';

/** Above this many of one kind by one document, the list is told by its number. */
const MANY = 20;

/** Every change of the list, by the document that made it, the newest first. */
export function ChangesPage({ view, changes }: { view: View; changes: readonly RecordedChange[] }) {
  const acts = [
    ...Map.groupBy(changes, (c) => `${c.effectiveOn} ${c.listDocument} ${c.kind} ${c.reason}`).values(),
  ];
  return (
    <Page
      view={view}
      title="清单历次变动"
      canonical="/permits/changes"
      section="services"
      crumbs={[{ label: '办事', href: '/services' }]}
    >
      <Tabs tabs={LIST_TABS} current="/permits/changes" label="清单" />
      <div className="services">
        <h1>清单历次变动</h1>
        <p className="lead">新增、取消、调整部门、更名、依据变更，每次都写明日期、理由和决定的文件。</p>
        {acts.length === 0 && <EmptyState title="还没有公布清单" />}
        <ol className="item-rows">
          {acts.map((act) => {
            const [first] = act;
            if (!first) return null;
            return (
              <li key={`${first.effectiveOn}${first.listDocument}${first.kind}${first.reason}`}>
                <p>
                  <DateText value={first.effectiveOn} />　<strong>{`　${CHANGE_WORDS[first.kind]}　`}</strong>
                  　<a href={listDocumentPath(first.listDocument)}>{first.listDocument}</a>
                </p>
                <p className="muted">{first.reason}</p>
                {act.length > MANY ? (
                  <p>
                    共{act.length}项，见<a href="/permits">清单</a>。
                  </p>
                ) : (
                  <ul>
                    {act.map((c) => (
                      <li key={`${c.code}${c.version}`}>
                        <a href={itemPath(c.code)}>{c.name}</a>
                        {c.kind === 'rename' && `，原名“${String(c.before)}”`}
                        {c.kind === 'transfer' && `，原来：${bodies(c.before)}；现在：${bodies(c.after)}`}
                        {c.kind === 'basis' && `，原来：${laws(c.before)}；现在：${laws(c.after)}`}
                      </li>
                    ))}
                  </ul>
                )}
              </li>
            );
          })}
        </ol>
      </div>
    </Page>
  );
}

function bodies(value: unknown): string {
  const { authority, implementers } = value as { authority: string; implementers: string[] };
  return `${authority}主管，${implementers.join('、')}实施`;
}

const laws = (value: unknown): string =>
  (value as { title: string }[]).map(({ title }) => `《${title}》`).join('、');
