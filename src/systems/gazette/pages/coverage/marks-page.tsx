import { operativeCount } from '#engines/law/coverage.ts';
import { Button, ButtonRow } from '#web/components/button.tsx';
import { EmptyState } from '#web/components/empty-state.tsx';
import { ErrorSummary } from '#web/components/error-summary.tsx';
import { Field } from '#web/components/field.tsx';
import { Gist } from '#web/components/gist.tsx';
import { Notice } from '#web/components/notice.tsx';
import { Pagination } from '#web/components/pagination.tsx';
import { Table } from '#web/components/table.tsx';
import { Tabs } from '#web/components/tabs.tsx';
import type { View } from '#web/components/view.ts';
import { DeskPage } from '#web/desk/desk-page.tsx';
import { InstantText } from '#web/desk/instant-text.tsx';
import type { ListedUnit } from '../../coverage/coverage-list.ts';
import { REASON_MAX } from '../../coverage/mark-clauses.ts';
import { choiceValue, SHOW_WORDS, SHOWS, type Show } from '../../coverage/mark-form.ts';
import { clauseKey, type IssueCoverage } from '../../coverage/read-coverage.ts';
import { unitPlace } from '../../coverage/words.ts';
import { type UnitWords, unitKey } from '../../queries-coverage.ts';
import type { IssueInList, IssueRead } from '../../queries-issue.ts';
import { issueName } from '../issue-words.ts';

/** Issues with what has been marked in each. */
export function MarkedIssuesPage({
  view,
  issues,
  page,
  pages,
  total,
}: {
  view: View;
  issues: { issue: IssueInList; coverage: Pick<IssueCoverage, 'counts'> }[];
  page: number;
  pages: number;
  total: number;
}) {
  return (
    <DeskPage view={view} title="落实标注" tab="/desk/coverage">
      <div className="desk">
        <h1>落实标注</h1>
        <div className="prose">
          <p>
            逐条标明哪些条款只是陈述（标题、缘由、口径等），其余都要落实。未标注的先按应落实计算，所以标注不全时，承担率只会偏低。
          </p>
        </div>
        {issues.length === 0 ? (
          <EmptyState title="还没有公报">导入一期公报之后，在这里标注它的条款。</EmptyState>
        ) : (
          <>
            <Table
              caption="各期公报"
              narrow="cards"
              columns={[
                {
                  key: 'issue',
                  name: '公报',
                  rowHeader: true,
                  cell: ({ issue }) => <a href={`/desk/coverage/${issue.id}`}>{issueName(issue)}</a>,
                },
                { key: 'unmarked', name: '未标注', numeric: true, cell: (i) => i.coverage.counts.unmarked },
                {
                  key: 'operative',
                  name: '应落实',
                  numeric: true,
                  cell: (i) => operativeCount(i.coverage.counts),
                },
                {
                  key: 'statement',
                  name: '只是陈述',
                  numeric: true,
                  cell: (i) => i.coverage.counts.statement,
                },
                {
                  key: 'map',
                  name: '落实情况',
                  cell: ({ issue }) => <a href={`/issues/${issue.id}/coverage`}>查看</a>,
                },
              ]}
              rows={issues}
              rowKey={(i) => i.issue.id}
            />
            <Pagination
              page={page}
              pages={pages}
              total={total}
              unit="期"
              href={(n) => (n > 1 ? `/desk/coverage?page=${n}` : '/desk/coverage')}
            />
          </>
        )}
      </div>
    </DeskPage>
  );
}

export type MarksPageProps = {
  view: View;
  read: IssueRead;
  coverage: IssueCoverage;
  show: Show;
  counts: Readonly<Record<Show, number>>;
  units: readonly ListedUnit[];
  words: ReadonlyMap<string, UnitWords>;
  page: number;
  pages: number;
  requestKey: string;
  mayMark: boolean;
  /** How many were marked just now. */
  marked?: number | undefined;
  /** What was refused, as it was typed and chosen. */
  refused?:
    | { message: string; field: string | null; reason: string; chosen: ReadonlySet<string> }
    | undefined;
};

/** The clauses of an issue with a form that marks those chosen. */
export function MarksPage(props: MarksPageProps) {
  const { view, read, show, counts, page, pages, mayMark, marked, refused } = props;
  const base = `/desk/coverage/${read.issue.id}`;
  const href = (to: Show, n = 1) => `${base}?show=${to}${n > 1 ? `&page=${n}` : ''}`;
  return (
    <DeskPage
      view={view}
      title={`落实标注：${issueName(read.issue)}`}
      tab="/desk/coverage"
      crumbs={[{ label: '落实标注', href: '/desk/coverage' }]}
    >
      <Notices {...{ marked, refused }} left={counts.unmarked} />
      <div className="desk">
        <h1>落实标注：{issueName(read.issue)}</h1>
        <p>
          <a href={`/issues/${read.issue.id}/coverage`}>看本期落实情况</a>
        </p>
        {!mayMark && <p>您可以查看，不能标注；标注由公报编辑负责。</p>}
        <Tabs
          label="按标注筛选"
          current={href(show)}
          tabs={SHOWS.map((to) => ({ href: href(to), label: SHOW_WORDS[to], count: counts[to] }))}
        />
        {counts[show] === 0 ? <NothingHere show={show} /> : <MarkForm {...props} action={href(show, page)} />}
        {counts[show] > 0 && (
          <Pagination page={page} pages={pages} total={counts[show]} href={(n) => href(show, n)} />
        )}
      </div>
    </DeskPage>
  );
}

function Notices({ marked, refused, left }: Pick<MarksPageProps, 'marked' | 'refused'> & { left: number }) {
  return (
    <>
      {refused && (
        <ErrorSummary title="没有标注" errors={[{ field: refused.field, message: refused.message }]} />
      )}
      {marked !== undefined && (
        <Notice tone="success" title={`已标注 ${marked} 条`} live>
          {left > 0 ? `还有 ${left} 条未标注。` : '本期条款都已标注。'}
        </Notice>
      )}
    </>
  );
}

function NothingHere({ show }: { show: Show }) {
  if (show === 'unmarked')
    return <EmptyState title="没有未标注的条款">每一条都有人读过，落实情况可以作准。</EmptyState>;
  return (
    <EmptyState title={`没有标为“${SHOW_WORDS[show]}”的条款`}>
      {show === 'headings' ? '条文只有一个标题、又没有标注过的，会列在这里。' : '标注之后会列在这里。'}
    </EmptyState>
  );
}

const HEADING_REASON = '标题，内容在下面的条款里';

function MarkForm(props: MarksPageProps & { action: string }) {
  const { coverage, show, units, words, requestKey, mayMark, refused, action } = props;
  const chosen = (value: string) => refused?.chosen.has(value) ?? show === 'headings';
  const runs = [...Map.groupBy(units, (u) => u.text)];
  const lists = runs.map(([text, own]) => (
    <fieldset className="field" key={text.documentId} disabled={!mayMark}>
      <legend>{text.title}</legend>
      <div className="choices">
        {own.map((listed) => {
          const value = choiceValue(listed, coverage.editorMarks);
          return (
            <MarkChoice
              key={unitKey(listed.covered.unit)}
              {...{ listed, value }}
              checked={chosen(value)}
              words={words.get(unitKey(listed.covered.unit))}
              coverage={coverage}
            />
          );
        })}
      </div>
    </fieldset>
  ));
  return (
    <form method="post" action={action}>
      <input type="hidden" name="requestKey" value={requestKey} />
      {lists}
      {mayMark && (
        <>
          <Field
            name="reason"
            label="为什么只是陈述"
            hint="标“只是陈述”时必填，例如：标题，内容在下面的条款里；背景和依据；公文结尾用语；说明数据口径。"
            optional
            maxLength={REASON_MAX}
            value={refused?.reason ?? (show === 'headings' ? HEADING_REASON : '')}
            error={refused?.field === 'reason' ? refused.message : undefined}
          />
          <ButtonRow>
            <Button name="verdict" value="statement">
              选中的只是陈述
            </Button>
            <Button name="verdict" value="operative" look="secondary">
              选中的应落实
            </Button>
            {(show === 'operative' || show === 'statement') && (
              <Button name="verdict" value="revoked" look="danger">
                取消选中的标注
              </Button>
            )}
          </ButtonRow>
        </>
      )}
    </form>
  );
}

function MarkChoice({
  listed,
  value,
  checked,
  words,
  coverage,
}: {
  listed: ListedUnit;
  value: string;
  checked: boolean;
  words: UnitWords | undefined;
  coverage: IssueCoverage;
}) {
  const { unit, mark } = listed.covered;
  const by = coverage.editorMarks.get(clauseKey(unit));
  const id = `clause-${unitKey(unit)}`;
  const said = unit.bare ? null : (words?.words ?? null);
  return (
    <div className="choice">
      <input id={id} type="checkbox" name="clause" value={value} defaultChecked={checked} />
      <label htmlFor={id}>
        <b>{unitPlace(unit)}</b>　{unit.heading ?? said ?? ''}
      </label>
      <div className="field-hint">
        {unit.heading && said && <p>{said}</p>}
        {words?.gist && !unit.bare && <Gist>{words.gist}</Gist>}
        {mark?.reason && <p>理由：{mark.reason}</p>}
        {mark && by && by.verdict !== 'revoked' && (
          <p>
            {by.by}，<InstantText value={Temporal.Instant.fromEpochMilliseconds(by.at.getTime())} />
          </p>
        )}
        {mark && (!by || by.verdict === 'revoked') && <p>随程序提供的标注</p>}
      </div>
    </div>
  );
}
