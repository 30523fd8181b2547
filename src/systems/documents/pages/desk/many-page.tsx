import { Button, ButtonRow } from '#web/components/button.tsx';
import { DocumentNumber } from '#web/components/document-number.tsx';
import { ErrorSummary } from '#web/components/error-summary.tsx';
import { Notice } from '#web/components/notice.tsx';
import { StatusBadge } from '#web/components/status-badge.tsx';
import { Table } from '#web/components/table.tsx';
import type { View } from '#web/components/view.ts';
import { DeskPage } from '#web/desk/desk-page.tsx';
import type { Consequences } from '../../consequences.ts';
import { type DecisionValues, type FormError, shownOutcome } from '../../desk/decision-form.ts';
import { proposalWord } from '../../desk/effect-words.ts';
import { CitedBy, LookAgain } from './consequences-view.tsx';
import { DecisionFields } from './decision-fields.tsx';

/** A proposal that could not be decided, and why. */
export type LeftOut = { title: string; message: string };

/** Deciding a whole list with one basis and day, its consequences summed up. */
export function ManyPage({
  view,
  shown,
  values,
  errors = [],
  requestKey,
  lookAgain = false,
  leftOut = [],
  done = 0,
}: {
  view: View;
  shown: Consequences[];
  values: DecisionValues;
  errors?: FormError[];
  requestKey: string;
  lookAgain?: boolean;
  leftOut?: LeftOut[];
  /** How many were decided before some could not be. */
  done?: number;
}) {
  const kinds = [...new Set(shown.map((s) => s.proposal.kind))];
  const title = shown.length === 0 ? '一并审定的结果' : `一并审定 ${shown.length} 条拟议`;
  return (
    <DeskPage
      view={view}
      title={title}
      tab="/desk/proposals"
      crumbs={[{ label: '待审效力', href: '/desk/proposals' }]}
    >
      <div className="desk">
        <h1>{title}</h1>
        <ErrorSummary title="还没有审定" errors={errors} />
        {leftOut.length > 0 && <NotDecided leftOut={leftOut} done={done} more={shown.length > 0} />}
        {lookAgain && <LookAgain />}
        {shown.length > 0 && (
          <>
            <Impact shown={shown} rejected={values.verdict === 'reject'} />
            <h2>审定</h2>
            <form method="post" action="/desk/proposals/many">
              <input type="hidden" name="requestKey" value={requestKey} />
              <input type="hidden" name="shownFor" value={shownOutcome(shown, values.verdict)} />
              {shown.map((s) => (
                <span key={s.proposal.id}>
                  <input type="hidden" name="id" value={s.proposal.id} />
                  <input type="hidden" name={`version-${s.proposal.id}`} value={s.version} />
                </span>
              ))}
              <DecisionFields
                values={values}
                errors={errors}
                proposed={kinds.length === 1 ? kinds[0] : undefined}
                signer={view.account?.name ?? ''}
              />
              <ButtonRow>
                <Button name="intent" value="decide">
                  签署审定 {String(shown.length)} 条
                </Button>
                <Button name="intent" value="preview" look="secondary">
                  按所填内容看影响
                </Button>
              </ButtonRow>
            </form>
          </>
        )}
      </div>
    </DeskPage>
  );
}

function NotDecided({ leftOut, done, more }: { leftOut: LeftOut[]; done: number; more: boolean }) {
  return (
    <Notice tone="warning" title={`已审定 ${done} 条，${leftOut.length} 条没有审定`} live>
      <ul>
        {leftOut.map((left) => (
          <li key={left.title}>
            {left.title}：{left.message}
          </li>
        ))}
      </ul>
      <p>
        <a href="/desk/decisions">看已审定的记录</a>
        {more && '。其余的列在下面，填写的内容都还在；请看过最新情况，再勾选并签署。'}
      </p>
    </Notice>
  );
}

/** What becomes of each document, and all that cites them. */
function Impact({ shown, rejected }: { shown: Consequences[]; rejected: boolean }) {
  const places = shown.flatMap((s) => s.citedBy);
  const rows = places.filter((p) => p.row !== null).length;
  return (
    <>
      <h2>影响</h2>
      <p>
        除提出拟议的文件外，库中有 {places.length} 处引用这些文件，其中表格行（许可、任务等）{rows} 处。
      </p>
      <Table
        caption={`所选的 ${shown.length} 件`}
        narrow="cards"
        rows={shown}
        rowKey={(s) => s.proposal.id}
        columns={[
          {
            key: 'title',
            name: '文件',
            rowHeader: true,
            cell: (s) => (
              <>
                <a href={`/desk/proposals/${s.proposal.id}`}>{s.title}</a>
                {s.number && (
                  <div className="muted">
                    <DocumentNumber value={s.number} />
                  </div>
                )}
              </>
            ),
          },
          { key: 'kind', name: '拟议', nowrap: true, cell: (s) => proposalWord(s.proposal.kind) },
          { key: 'before', name: '之前', cell: (s) => <StatusBadge status={s.before.status} small /> },
          {
            key: 'after',
            name: '之后',
            cell: (s) => <StatusBadge status={rejected ? s.before.status : s.after.status} small />,
          },
          { key: 'cited', name: '被引用', numeric: true, cell: (s) => `${s.citedBy.length} 处` },
        ]}
      />
      {places.length > 0 && (
        <details>
          <summary>引用这些文件的条款和表格行</summary>
          <CitedBy places={places} caption={`引用所选文件的 ${places.length} 处`} />
        </details>
      )}
    </>
  );
}
