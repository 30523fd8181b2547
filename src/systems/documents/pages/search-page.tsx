import type { ReactNode } from 'react';
import type { Status } from '#engines/law/status.ts';
import { excerpt, findMatches, fold } from '#platform/search/bigram.ts';
import { EmptyState } from '#web/components/empty-state.tsx';
import { Field, Select } from '#web/components/field.tsx';
import { FilterForm } from '#web/components/filter-form.tsx';
import { Highlight } from '#web/components/highlight.tsx';
import { Notice } from '#web/components/notice.tsx';
import { Page } from '#web/components/page.tsx';
import { Pagination } from '#web/components/pagination.tsx';
import { SearchBox } from '#web/components/search-box.tsx';
import { ResultList, SearchResult } from '#web/components/search-result.tsx';
import { STATUS_WORDS } from '#web/components/status-badge.tsx';
import type { View } from '#web/components/view.ts';
import { placeWords } from '../clause-address.ts';
import type { SearchOutcome } from '../search-documents.ts';
import { clausePath, documentPath, rowPath } from './addresses.ts';

export type SearchPageProps = {
  view: View;
  query: {
    q: string;
    section?: string | undefined;
    body?: string | undefined;
    year?: number | undefined;
    status?: Status | undefined;
    asOf?: string | undefined;
  };
  outcome: SearchOutcome | null;
  facets: { sections: string[]; bodies: string[]; years: number[] };
  page: number;
  /** What was wrong with a filter, and what was done instead. */
  problem?: string | undefined;
};

const option = (value: string) => ({ value, label: value });

/** Address of a page of these results. */
function hrefOf(query: SearchPageProps['query'], page: number): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== '') params.set(name, String(value));
  if (page > 1) params.set('page', String(page));
  return `/search?${params}`;
}

function Marked({ text, query }: { text: string; query: string }): ReactNode {
  return <Highlight text={text} ranges={findMatches(text, query)} />;
}

function Passage({ text, query }: { text: string; query: string }): ReactNode {
  const shown = excerpt(text, query);
  return (
    <>
      {shown.before && '…'}
      {shown.parts.map((part, at) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text, in their order
        part.match ? <mark key={at}>{part.text}</mark> : <span key={at}>{part.text}</span>,
      )}
      {shown.after && '…'}
    </>
  );
}

type Find = SearchOutcome['results'][number];

/** The row on its page, or the clause's own page: on a long document's page its anchor may stand on another part. */
function resultHref(
  find: { documentId: string; path?: string | null; row?: Find['row'] },
  asOf: string | undefined,
): string {
  if (find.row) return rowPath(find.documentId, `${find.row.table}-${find.row.row}`, asOf);
  return find.path ? clausePath(find.documentId, find.path, asOf) : documentPath(find.documentId, asOf);
}

/** The passage shown: where the words stand, in the text if it is there, else in the heading or the gist. */
function passageOf(find: Find, query: string): string | null {
  const candidates = [find.text, find.gist, find.heading].filter((t): t is string => !!t);
  return candidates.find((t) => findMatches(fold(t), query).length > 0) ?? candidates[0] ?? null;
}

function Results({
  query,
  outcome,
  page,
}: Pick<SearchPageProps, 'query' | 'page'> & { outcome: SearchOutcome }) {
  const { searched } = outcome;
  if (outcome.results.length === 0 && outcome.titles.length === 0) {
    return (
      <EmptyState title={`没有找到“${query.q}”`}>
        <ul>
          <li>换一个说法，或只输入其中两三个字</li>
          <li>多个词用空格隔开，各词须在同一条款中出现</li>
          <li>
            减少筛选条件，或<a href="/documents">浏览全部文件</a>
          </li>
        </ul>
      </EmptyState>
    );
  }
  return (
    <>
      {outcome.titles.length > 0 && page === 1 && (
        <section aria-labelledby="by-title">
          <h2 id="by-title">标题或文号相近的文件</h2>
          <ResultList label="标题或文号相近的文件">
            {outcome.titles.map((d) => (
              <SearchResult
                key={d.documentId}
                href={resultHref(d, query.asOf)}
                title={<Marked text={d.title} query={query.q} />}
                number={d.number}
                bodies={[...d.signedBy]}
                date={d.dated}
                status={d.status}
              />
            ))}
          </ResultList>
        </section>
      )}
      {outcome.results.length > 0 && (
        <section aria-labelledby="by-clause">
          <h2 id="by-clause">条款</h2>
          {searched !== query.q && <p>没有一字不差的条款，以下是“{searched}”的结果。</p>}
          <ResultList label="条款" start={outcome.start}>
            {outcome.results.map((find) => {
              const passage = passageOf(find, searched);
              return (
                <SearchResult
                  key={`${find.documentId}/${find.part}/${find.path}/${passage}`}
                  href={resultHref(find, query.asOf)}
                  title={<Marked text={find.title} query={searched} />}
                  number={find.number}
                  bodies={[...find.signedBy]}
                  date={find.dated}
                  status={find.status}
                  where={find.path ? placeWords(find.path).trim() : undefined}
                  text={passage && <Passage text={passage} query={searched} />}
                />
              );
            })}
          </ResultList>
          {outcome.more && (
            <Notice tone="info">
              <p>匹配很多，这里列出最新的 {outcome.total} 条。再加一个词或筛选条件，可以找得更准。</p>
            </Notice>
          )}
          <Pagination
            page={page}
            pages={outcome.pages}
            total={outcome.total}
            href={(n) => hrefOf(query, n)}
          />
        </section>
      )}
    </>
  );
}

/** Search over clauses, titles and numbers. */
export function SearchPage({ view, query, outcome, facets, page, problem }: SearchPageProps) {
  const filtered = [query.section, query.body, query.year, query.status, query.asOf].some(
    (v) => v !== undefined,
  );
  return (
    <Page view={view} title={query.q ? `检索“${query.q}”` : '检索'} section="search" search={false} noindex>
      <h1>检索</h1>
      <div className="search-page-box">
        <SearchBox query={query.q} large />
      </div>
      {query.q === '' && (
        <p className="lead">可以检索标题、文号和每一条的内容，也可以限定类别、机关、年份和某一天的效力。</p>
      )}
      {problem && (
        <Notice tone="warning">
          <p>{problem}</p>
        </Notice>
      )}
      {outcome && (
        <details className="filter-fold" open={filtered}>
          <summary>筛选</summary>
          <FilterForm
            action="/search"
            keep={{ q: query.q }}
            clearHref={filtered ? hrefOf({ q: query.q }, 1) : undefined}
          >
            <Select
              name="section"
              label="类别"
              optional
              empty="全部"
              options={facets.sections.map(option)}
              value={query.section}
            />
            <Select
              name="body"
              label="发文机关"
              optional
              empty="全部"
              options={facets.bodies.map(option)}
              value={query.body}
            />
            <Select
              name="year"
              label="年份"
              optional
              empty="全部"
              options={facets.years.map((y) => option(String(y)))}
              value={query.year === undefined ? undefined : String(query.year)}
            />
            <Select
              name="status"
              label="效力"
              optional
              empty="全部"
              options={Object.entries(STATUS_WORDS).map(([value, label]) => ({ value, label }))}
              value={query.status}
            />
            <Field name="asOf" label="效力日期" type="date" optional value={query.asOf} width="medium" />
          </FilterForm>
        </details>
      )}
      {outcome ? (
        <Results query={query} outcome={outcome} page={page} />
      ) : (
        <p className="muted">文号可以不写括号和“第”字；标题记不全、写错一两个字，也能找到相近的。</p>
      )}
    </Page>
  );
}
