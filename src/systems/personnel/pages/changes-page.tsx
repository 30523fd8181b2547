import { DateText } from '#web/components/date-text.tsx';
import { Downloads } from '#web/components/downloads.tsx';
import { EmptyState } from '#web/components/empty-state.tsx';
import { Field, Select } from '#web/components/field.tsx';
import { FilterForm } from '#web/components/filter-form.tsx';
import { Pagination } from '#web/components/pagination.tsx';
import { Table } from '#web/components/table.tsx';
import type { View } from '#web/components/view.ts';
import { ACT_KINDS, ACT_WORDS, type ActKind } from '../act.ts';
import type { PersonAct, WithdrawnAct } from '../record.ts';
import { ActEvidence, Source } from './act-line.tsx';
import { organisationPath, personPath, postPath } from './addresses.ts';
import { PersonnelPage } from './personnel-frame.tsx';

export type ChangesQuery = { readonly q: string; readonly act: ActKind | ''; readonly page: number };

export const changesPath = ({ q, act, page }: ChangesQuery): string => {
  const query = new URLSearchParams({
    ...(q && { q }),
    ...(act && { act }),
    ...(page > 1 && { page: String(page) }),
  }).toString();
  return query ? `/personnel/changes?${query}` : '/personnel/changes';
};

const remarks = (a: PersonAct): string =>
  [
    a.concurrent && '兼',
    a.seconded && '挂职',
    a.probationMonths !== null && `试用期${a.probationMonths}个月`,
    a.effective === null && '从试用之日起计算',
  ]
    .filter(Boolean)
    .join('，');

function Withdrawn({ acts }: { acts: readonly WithdrawnAct[] }) {
  if (acts.length === 0) return null;
  return (
    <section aria-labelledby="withdrawn">
      <h2 id="withdrawn">不计入的任免</h2>
      <p>所在的通知已被后来的任免通知废止、取代，或已撤销。</p>
      <ul className="personnel-evidence">
        {acts.map((act) => (
          <li key={act.key}>
            <ActEvidence act={act} />
            {act.by && (
              <p className="muted">
                由<a href={`/documents/${act.by.documentId}`}>{act.by.number ?? act.by.title}</a>取代
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Every act, the newest notice first. */
export function ChangesPage({
  view,
  acts,
  total,
  withdrawn,
  pages,
  query,
}: {
  view: View;
  acts: readonly PersonAct[];
  total: number;
  /** Acts of notices that were replaced or annulled. */
  withdrawn: readonly WithdrawnAct[];
  pages: number;
  query: ChangesQuery;
}) {
  const filtered = query.q !== '' || query.act !== '';
  return (
    <PersonnelPage
      view={view}
      title="任免记录"
      tab="/personnel/changes"
      canonical={changesPath(query)}
      noindex={filtered}
    >
      <h1>任免记录</h1>
      <p className="lead">由程序从任免通知中读出，以通知原文为准。</p>
      <FilterForm
        action="/personnel/changes"
        {...(filtered && { clearHref: '/personnel/changes' })}
        label="查找"
      >
        <Field name="q" label="姓名、单位或职务" type="search" value={query.q} optional maxLength={50} />
        <Select
          name="act"
          label="任或免"
          optional
          value={query.act}
          empty="全部"
          options={ACT_KINDS.map((kind) => ({ value: kind, label: ACT_WORDS[kind] }))}
        />
      </FilterForm>
      {acts.length === 0 ? (
        <EmptyState title="没有找到任免记录">
          {filtered ? '请换一个写法，或清除条件。' : '导入刊有任免通知的公报之后，会列在这里。'}
        </EmptyState>
      ) : (
        <>
          <Table
            caption={`任免记录，共${total}项`}
            narrow="cards"
            rows={[...acts]}
            rowKey={(a) => a.key}
            columns={[
              {
                key: 'name',
                name: '姓名',
                rowHeader: true,
                nowrap: true,
                cell: (a) => <a href={personPath(a.personId)}>{a.name}</a>,
              },
              { key: 'act', name: '任免', nowrap: true, cell: (a) => ACT_WORDS[a.kind] },
              {
                key: 'organisation',
                name: '单位',
                cell: (a) => <a href={organisationPath(a.organisationId)}>{a.organisation}</a>,
              },
              { key: 'post', name: '职务', cell: (a) => <a href={postPath(a.postId)}>{a.post}</a> },
              { key: 'remarks', name: '说明', cell: remarks },
              {
                key: 'decided',
                name: '决定日期',
                nowrap: true,
                cell: (a) => (a.decidedOn ? <DateText value={a.decidedOn} /> : '未写明'),
              },
              {
                key: 'dated',
                name: '通知日期',
                nowrap: true,
                cell: (a) => (a.notice.dated ? <DateText value={a.notice.dated} /> : '未写明'),
              },
              { key: 'source', name: '依据', cell: (a) => <Source act={a} /> },
            ]}
          />
          <Pagination
            page={query.page}
            pages={pages}
            total={total}
            href={(page) => changesPath({ ...query, page })}
          />
        </>
      )}
      <Withdrawn acts={withdrawn} />
      <Downloads
        title="数据"
        items={[
          { href: '/personnel/changes.csv', label: '任免记录 CSV', type: 'text/csv' },
          { href: '/api/personnel/changes', label: '任免记录 JSON', type: 'application/json' },
        ]}
      />
    </PersonnelPage>
  );
}
