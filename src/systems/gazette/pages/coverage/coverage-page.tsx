import { type Counts, type CoverageState, operativeCount } from '#engines/law/coverage.ts';
import { DocumentNumber } from '#web/components/document-number.tsx';
import { Downloads } from '#web/components/downloads.tsx';
import { EmptyState } from '#web/components/empty-state.tsx';
import { Notice } from '#web/components/notice.tsx';
import { Table } from '#web/components/table.tsx';
import type { View } from '#web/components/view.ts';
import { type CarrierTotal, carrierTotals } from '../../coverage/carrier-totals.ts';
import type { CoverageList } from '../../coverage/coverage-list.ts';
import type { CoveredClause, IssueCoverage } from '../../coverage/read-coverage.ts';
import { KIND_WORDS, shortTitle } from '../../coverage/words.ts';
import type { UnitWords } from '../../queries-coverage.ts';
import { IssueFrame, type IssueRead } from '../issue-frame.tsx';
import { Hatching, Legend, percent, ShareBar, Tiles } from './coverage-shapes.tsx';
import { UnitList } from './coverage-units.tsx';

/** Beyond this many clauses the map is drawn as bars alone. */
const TILES_MAX = 4_000;

type CoveragePageProps = {
  view: View;
  read: IssueRead;
  coverage: IssueCoverage;
  list: CoverageList;
  words: ReadonlyMap<string, UnitWords>;
  mayMark: boolean;
};

/** 本期公报落实情况: the outline of an issue, each clause against what carries it. */
export function CoveragePage({ view, read, coverage, list, words, mayMark }: CoveragePageProps) {
  const base = `/issues/${read.issue.id}/coverage`;
  const { counts } = coverage;
  const units = operativeCount(counts) + counts.statement;
  return (
    <IssueFrame view={view} read={read} current={base} title="落实情况">
      <Hatching />
      <section className="stack" aria-labelledby="coverage">
        <h2 id="coverage">本期公报落实情况</h2>
        {units === 0 ? (
          <EmptyState title="本期没有识别出条款">导入带正文的文件后，这里会逐条列出。</EmptyState>
        ) : (
          <>
            <Headline counts={counts} />
            <MarksNotice
              coverage={coverage}
              issueId={read.issue.id}
              origin={read.edition.origin}
              mayMark={mayMark}
            />
          </>
        )}
      </section>
      {units > 0 && (
        <>
          {units <= TILES_MAX && (
            <section className="page-section" aria-labelledby="map">
              <h2 id="map">一条一格</h2>
              <Legend />
              <TileMap coverage={coverage} base={base} />
            </section>
          )}
          <section className="page-section" aria-labelledby="by-document">
            <h2 id="by-document">各文件落实情况</h2>
            <DocumentTable coverage={coverage} base={base} />
            <SectionTable coverage={coverage} />
          </section>
          <Carriers totals={carrierTotals(coverage, read.issue.id)} />
          <section className="page-section" aria-labelledby="clauses">
            <h2 id="clauses">逐条查看</h2>
            <UnitList
              issueId={read.issue.id}
              list={list}
              counts={counts}
              words={words}
              base={base}
              withDocuments
            />
          </section>
          <section className="page-section">
            <Downloads
              title="下载落实情况"
              items={[
                { href: `${base}.csv`, label: '表格（CSV）', type: 'text/csv' },
                { href: `${base}.json`, label: '结构化数据（JSON）', type: 'application/json' },
              ]}
            />
          </section>
        </>
      )}
    </IssueFrame>
  );
}

/** The share that is carried, the bar, and the count in a sentence. */
export function Headline({ counts }: { counts: Counts }) {
  const operative = operativeCount(counts);
  if (operative === 0) return <p>没有应落实的条款。</p>;
  return (
    <div className="coverage-figure">
      <p className="coverage-total">
        {percent(counts, 'carried')}
        <small>
          的应落实条款已有系统承担（{operative} 条中的 {counts.carried} 条）
        </small>
      </p>
      <ShareBar counts={counts} />
      <p>
        另有 {counts.partly} 条承担了一部分（{percent(counts, 'partly')}），{counts.not_yet} 条尚未承担（
        {percent(counts, 'not_yet')}）。
        {counts.statement > 0 && `还有 ${counts.statement} 条只是陈述，不计入。`}
      </p>
      <p className="muted">
        一条指条款自己的话，或表格的一行；凡是要求、许可、禁止、承诺、定期限、定数目的，都算应落实。已承担的，必须有测试验证过。
      </p>
    </div>
  );
}

/** Said when nobody has read all the clauses, or when some are not here. */
export function MarksNotice({
  coverage,
  issueId,
  origin,
  mayMark,
}: {
  coverage: Pick<IssueCoverage, 'counts'>;
  issueId: string;
  origin: 'file' | 'facts';
  mayMark: boolean;
}) {
  const { unmarked, statement } = coverage.counts;
  const link = mayMark && <a href={`/desk/coverage/${issueId}`}>到工作台标注</a>;
  return (
    <>
      {unmarked > 0 && (
        <Notice title={statement === 0 ? '还没有人标注过这些条款' : `还有 ${unmarked} 条没有人标注`}>
          <p>
            哪些条款只是陈述，要由编辑逐条读过再标注；标注之前一律算应落实，所以承担率偏低。
            {link || '编辑登录后可在工作台“落实标注”中标注。'}
          </p>
        </Notice>
      )}
      {origin === 'facts' && (
        <Notice title="原文待导入">
          条款按已公布的目录和要点列出；任务清单等附表的各行，要等原文导入后才计入。
        </Notice>
      )}
    </>
  );
}

function TileMap({ coverage, base }: { coverage: IssueCoverage; base: string }) {
  const sections = Map.groupBy(coverage.documents, (d) => d.document.section);
  return (
    <div className="coverage-map">
      {[...sections].map(([section, documents]) => (
        <div key={section}>
          <h3>{section ?? '文件'}</h3>
          <ul className="coverage-rows">
            {documents.map(({ document, texts, counts }) => (
              <li key={document.id}>
                <p className="coverage-name">
                  <a href={`${base}/${document.id}`}>{shortTitle(document.title)}</a>
                  <span className="muted">
                    应落实 {operativeCount(counts)} 条，已承担 {percent(counts, 'carried')}
                  </span>
                </p>
                <Tiles units={texts.flatMap((t) => tilesOf(t.units))} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

/** A gap stands before each part of a text: a root with something below it, what follows such a one, a table. */
function tilesOf(units: readonly CoveredClause[]): { state: CoverageState; path: string; first: boolean }[] {
  let last: CoveredClause | undefined;
  return units.map((covered) => {
    const { unit, state, within } = covered;
    const parted = (c: CoveredClause) => operativeCount(c.within) + c.within.statement > 1;
    const first =
      unit.parent === null &&
      (last === undefined ||
        operativeCount(within) + within.statement > 1 ||
        parted(last) ||
        isTableStart(unit));
    if (unit.parent === null) last = covered;
    return { state, path: unit.path, first };
  });
}

const isTableStart = (unit: CoveredClause['unit']): boolean => unit.kind === 'row' && unit.ord === 0;

function DocumentTable({ coverage, base }: { coverage: IssueCoverage; base: string }) {
  return (
    <Table
      caption={`共 ${coverage.documents.length} 份文件`}
      narrow="cards"
      columns={[
        {
          key: 'title',
          name: '文件',
          rowHeader: true,
          cell: ({ document }) => (
            <>
              <a href={`${base}/${document.id}`}>{document.title}</a>
              {document.number && (
                <>
                  {' '}
                  <DocumentNumber value={document.number} />
                </>
              )}
            </>
          ),
        },
        { key: 'operative', name: '应落实', numeric: true, cell: (d) => operativeCount(d.counts) },
        { key: 'carried', name: '已承担', numeric: true, cell: (d) => d.counts.carried },
        { key: 'partly', name: '部分承担', numeric: true, cell: (d) => d.counts.partly },
        { key: 'not_yet', name: '尚未承担', numeric: true, cell: (d) => d.counts.not_yet },
        { key: 'statement', name: '只是陈述', numeric: true, cell: (d) => d.counts.statement },
        {
          key: 'share',
          name: '承担率',
          numeric: true,
          cell: (d) => (
            <>
              {percent(d.counts, 'carried')}
              <ShareBar counts={d.counts} />
            </>
          ),
        },
      ]}
      rows={[...coverage.documents]}
      rowKey={(d) => d.document.id}
    />
  );
}

function SectionTable({ coverage }: { coverage: IssueCoverage }) {
  return (
    <Table
      caption="各栏目"
      narrow="cards"
      columns={[
        { key: 'section', name: '栏目', rowHeader: true, cell: (s) => s.section ?? '文件' },
        { key: 'operative', name: '应落实', numeric: true, cell: (s) => operativeCount(s.counts) },
        { key: 'carried', name: '已承担', numeric: true, cell: (s) => percent(s.counts, 'carried') },
        { key: 'partly', name: '部分承担', numeric: true, cell: (s) => percent(s.counts, 'partly') },
        { key: 'not_yet', name: '尚未承担', numeric: true, cell: (s) => percent(s.counts, 'not_yet') },
      ]}
      rows={[...coverage.sections]}
      rowKey={(s) => s.section ?? ''}
    />
  );
}

/** What carries clauses of this issue, and the tests that say so. */
function Carriers({ totals }: { totals: readonly CarrierTotal[] }) {
  return (
    <section className="page-section" aria-labelledby="carriers">
      <h2 id="carriers">由什么承担</h2>
      {totals.length === 0 ? (
        <EmptyState title="还没有系统承担本期的条款">系统每做成一项，就会在这里列出它承担的条款。</EmptyState>
      ) : (
        <ul className="related-list">
          {totals.map(({ carrier, href, whole, partly }) => (
            <li key={carrier.id}>
              <p>
                <a href={href}>{carrier.title}</a>（{KIND_WORDS[carrier.kind]}）
              </p>
              <p className="muted">
                {whole > 0 && `承担 ${whole} 条`}
                {whole > 0 && partly > 0 && '，'}
                {partly > 0 && `部分承担 ${partly} 条`}，由 {carrier.tests.length} 项测试验证
              </p>
              <details>
                <summary>测试</summary>
                <ul className="coverage-tests">
                  {carrier.tests.map((t) => (
                    <li key={t.file + t.name} lang="en">
                      {t.file}: {t.name}
                    </li>
                  ))}
                </ul>
              </details>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
