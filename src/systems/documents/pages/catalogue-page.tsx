import { type Status, statuses } from '#engines/law/status.ts';
import { AsOf } from '#web/components/as-of.tsx';
import { formatDate } from '#web/components/date-text.tsx';
import { DocumentCard } from '#web/components/document-card.tsx';
import { EmptyState } from '#web/components/empty-state.tsx';
import { Field, Select } from '#web/components/field.tsx';
import { FilterForm } from '#web/components/filter-form.tsx';
import { Page } from '#web/components/page.tsx';
import { Pagination } from '#web/components/pagination.tsx';
import { ResultList } from '#web/components/search-result.tsx';
import { STATUS_WORDS } from '#web/components/status-badge.tsx';
import type { View } from '#web/components/view.ts';
import type { Facets } from '../queries-catalogue.ts';
import type { CataloguePage as CataloguePageData, CatalogueQuery } from '../read-catalogue.ts';
import type { AsOfAsked } from '../reading.ts';
import { documentPath } from './addresses.ts';
import { kindName, printedDate, printedNumber } from './head-words.ts';

type CataloguePageProps = {
  view: View;
  found: CataloguePageData;
  query: CatalogueQuery;
  facets: Facets;
  asOf: AsOfAsked;
  today: Temporal.PlainDate;
};

const KINDS = [
  { value: 'issuance', label: '发文' },
  { value: 'instrument', label: '所附文件（方案、办法、清单等）' },
  { value: 'statute', label: '法律法规' },
];
const HOLDINGS = [
  { value: 'held', label: '有正文或要点' },
  { value: 'known', label: '只知名称' },
];
const SORT_NAMES = [
  { value: 'newest', label: '日期从新到旧' },
  { value: 'oldest', label: '日期从旧到新' },
  { value: 'title', label: '标题' },
];

/** Every document with its status on a day. */
export function CataloguePage({ view, found, query, facets, asOf, today }: CataloguePageProps) {
  const day = asOf.asked ? asOf.date.toString() : undefined;
  const chosen = chosenOf(query);
  const href = (page: number) => {
    const asked = new URLSearchParams({
      ...chosen,
      ...(day ? { asOf: day } : {}),
      ...(page > 1 ? { page: String(page) } : {}),
    }).toString();
    return asked ? `/documents?${asked}` : '/documents';
  };
  const start = (found.page - 1) * query.pageSize + 1;
  return (
    <Page
      view={view}
      title="文件目录"
      description="全部文件和每份文件在某一天的效力状态。"
      canonical={href(found.page)}
      noindex={Object.keys(chosen).length > 0 || asOf.asked}
      section="documents"
      crumbs={[{ label: '首页', href: '/' }]}
    >
      <h1>文件目录</h1>
      <p className="lead">本站知道的全部文件，和每份文件在{day ? formatDate(day) : '今天'}的效力状态。</p>
      <p>
        看图：<a href="/documents/relations">哪份文件改变哪份文件</a>，
        <a href="/documents/timeline">哪份文件哪天有效</a>，<a href="/documents/cleanup">清理了哪些文件</a>
      </p>
      <AsOf
        action="/documents"
        value={asOf.date.toString()}
        today={today.toString()}
        keep={chosen}
        error={asOf.error}
      />
      <details className="filter-fold">
        <summary>筛选和排序</summary>
        <Filters query={query} facets={facets} day={day} chosen={chosen} />
      </details>
      {Object.keys(chosen).length > 0 && (
        <p className="filter-chosen">
          <span>条件：{chosenWords(chosen).join('，')}</span>
          <a href={day ? `/documents?asOf=${day}` : '/documents'}>清除条件</a>
        </p>
      )}
      <section aria-label="文件">
        {found.documents.length === 0 ? (
          <EmptyState title="没有符合条件的文件">
            {Object.keys(chosen).length > 0 ? (
              <p>
                换一个条件试试，或<a href={day ? `/documents?asOf=${day}` : '/documents'}>清除全部条件</a>。
              </p>
            ) : (
              <p>还没有导入任何公报。编辑登录后可以在工作台导入。</p>
            )}
          </EmptyState>
        ) : (
          <>
            <ResultList label="文件" start={start}>
              {found.documents.map(({ head, status }) => (
                <DocumentCard
                  key={head.id}
                  href={documentPath(head.id, day)}
                  title={head.title}
                  number={printedNumber(head)}
                  bodies={[...head.signedBy]}
                  date={printedDate(head)}
                  status={status}
                  kind={head.holding === 'stub' ? `${kindName(head)}（只知名称）` : kindName(head)}
                />
              ))}
            </ResultList>
            <Pagination page={found.page} pages={found.pages} total={found.total} unit="件" href={href} />
          </>
        )}
      </section>
    </Page>
  );
}

/** The conditions as query parameters. */
function chosenOf(query: CatalogueQuery): Record<string, string> {
  const all = {
    q: query.text,
    kind: query.kind,
    section: query.section,
    body: query.body,
    status: query.status,
    year: query.year?.toString(),
    holding: query.holding,
    sort: query.sort === 'newest' ? undefined : query.sort,
  };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** The conditions as one says them. */
function chosenWords(chosen: Record<string, string>): string[] {
  const labels = Object.fromEntries(
    [...KINDS, ...HOLDINGS, ...SORT_NAMES].map(({ value, label }) => [value, label]),
  );
  const words: Record<string, (value: string) => string> = {
    q: (value) => `含“${value}”`,
    status: (value) => STATUS_WORDS[value as Status],
    year: (value) => `${value}年`,
  };
  return Object.entries(chosen).map(([name, value]) => words[name]?.(value) ?? labels[value] ?? value);
}

function Filters({
  query,
  facets,
  day,
  chosen,
}: {
  query: CatalogueQuery;
  facets: Facets;
  day: string | undefined;
  chosen: Record<string, string>;
}) {
  const options = (values: readonly (string | number)[], current: string | undefined) =>
    [...new Set([...values.map(String), ...(current ? [current] : [])])].map((value) => ({
      value,
      label: value,
    }));
  const all = { empty: '全部', optional: true };
  return (
    <FilterForm
      action="/documents"
      keep={day ? { asOf: day } : {}}
      clearHref={Object.keys(chosen).length > 0 ? (day ? `/documents?asOf=${day}` : '/documents') : undefined}
    >
      <Field name="q" label="标题或文号" value={query.text} width="medium" optional />
      <Select
        name="status"
        label="状态"
        value={query.status}
        options={statuses.map((value) => ({ value, label: STATUS_WORDS[value] }))}
        {...all}
      />
      <Select
        name="section"
        label="公报栏目"
        value={query.section}
        options={options(facets.sections, query.section)}
        {...all}
      />
      <Select name="kind" label="类别" value={query.kind} options={KINDS} {...all} />
      <Select
        name="body"
        label="发文机关"
        value={query.body}
        options={options(facets.bodies, query.body)}
        {...all}
      />
      <Select
        name="year"
        label="年份"
        value={query.year?.toString()}
        options={options(facets.years, query.year?.toString())}
        {...all}
      />
      <Select name="holding" label="收录" value={query.holding} options={HOLDINGS} {...all} />
      <Select name="sort" label="排序" value={query.sort} options={SORT_NAMES} optional />
    </FilterForm>
  );
}
