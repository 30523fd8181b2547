import { EmptyState } from '#web/components/empty-state.tsx';
import { Table } from '#web/components/table.tsx';
import type { View } from '#web/components/view.ts';
import type { PersonnelFinding } from '../findings.ts';
import { organisationOf, type PersonnelRecord, type Post, personOf, postName } from '../record.ts';
import { Evidence } from './act-line.tsx';
import { organisationPath, personPath, postPath } from './addresses.ts';
import { FindingList } from './finding-list.tsx';
import { marksOf, Since, Until } from './holding.tsx';
import { PersonnelPage } from './personnel-frame.tsx';

/** Who held one post, one after another. */
export function PostPage({
  view,
  record,
  post,
  findings,
}: {
  view: View;
  record: PersonnelRecord;
  post: Post;
  findings: readonly PersonnelFinding[];
}) {
  const organisation = organisationOf(record, post.organisationId);
  const tenures = (record.tenuresOfPost.get(post.id) ?? []).toSorted((a, b) =>
    Temporal.PlainDate.compare(a.latest, b.latest),
  );
  return (
    <PersonnelPage view={view} title={postName(record, post.id)} canonical={postPath(post.id)}>
      <h1>{post.title}</h1>
      <p className="lead">
        <a href={organisationPath(organisation.id)}>{organisation.name}</a>
      </p>
      {tenures.length === 0 ? (
        <EmptyState title="没有可排入任期的记录">通知没有写明日期，见下面的记录。</EmptyState>
      ) : (
        <Table
          caption="历任"
          narrow="cards"
          rows={tenures}
          rowKey={(t) => `${t.personId}${t.latest}`}
          columns={[
            {
              key: 'person',
              name: '姓名',
              rowHeader: true,
              nowrap: true,
              cell: (t) => <a href={personPath(t.personId)}>{personOf(record, t.personId).name}</a>,
            },
            { key: 'from', name: '就任', cell: (t) => <Since tenure={t} /> },
            { key: 'until', name: '离任', cell: (t) => <Until tenure={t} /> },
            { key: 'marks', name: '说明', cell: (t) => marksOf(t).join('、') },
          ]}
        />
      )}
      <h2>通知怎么说</h2>
      <Evidence acts={record.acts.filter((a) => a.postId === post.id)} />
      {findings.length > 0 && (
        <>
          <h2>待核事项</h2>
          <FindingList findings={findings} />
        </>
      )}
    </PersonnelPage>
  );
}
