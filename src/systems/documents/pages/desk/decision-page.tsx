import type { Status } from '#engines/law/status.ts';
import { Button, ButtonLink, ButtonRow } from '#web/components/button.tsx';
import { formatDate } from '#web/components/date-text.tsx';
import { DefinitionList } from '#web/components/definition-list.tsx';
import { DocumentNumber } from '#web/components/document-number.tsx';
import { EmptyState } from '#web/components/empty-state.tsx';
import { ErrorSummary } from '#web/components/error-summary.tsx';
import { TextArea } from '#web/components/field.tsx';
import { Notice } from '#web/components/notice.tsx';
import { StatusBadge } from '#web/components/status-badge.tsx';
import { Table } from '#web/components/table.tsx';
import type { View } from '#web/components/view.ts';
import { DeskPage } from '#web/desk/desk-page.tsx';
import { errorOf } from '#web/desk/form.ts';
import { InstantText } from '#web/desk/instant-text.tsx';
import type { FormError } from '../../desk/decision-form.ts';
import type { DecisionRecord } from '../../desk/proposals.ts';
import { decisionLine } from './decision-line.tsx';

const CRUMBS = [
  { label: '待审效力', href: '/desk/proposals' },
  { label: '审定记录', href: '/desk/decisions' },
];

const instantOf = (d: DecisionRecord): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(d.at.getTime());

/** The status of the document around the day of the decision. */
export type AroundDay = { dayBefore: string; before: Status; day: string; from: Status };

function Around({ documentId, around }: { documentId: string; around: AroundDay }) {
  const line = (date: string, status: Status) => (
    <>
      <StatusBadge status={status} small />{' '}
      <a href={`/documents/${documentId}?asOf=${date}`}>看这一天的文件</a>
    </>
  );
  return (
    <DefinitionList
      items={[
        { term: `前一日 ${formatDate(around.dayBefore)}`, value: line(around.dayBefore, around.before) },
        { term: `生效日 ${formatDate(around.day)}`, value: line(around.day, around.from) },
      ]}
    />
  );
}

/** The receipt of a decision: what was recorded, by whom, and what it makes of the document. */
export function DecisionPage({
  view,
  decision,
  around,
  mayRetract,
  requestKey,
  reason,
  errors = [],
  fresh,
  left,
}: {
  view: View;
  decision: DecisionRecord;
  around: AroundDay | undefined;
  mayRetract: boolean;
  requestKey: string;
  /** Reason of a retraction as typed. */
  reason?: string;
  errors?: FormError[];
  /** Shown right after signing. */
  fresh: boolean;
  /** How many proposals still wait. */
  left: number;
}) {
  return (
    <DeskPage view={view} title={`审定记录：${decision.title}`} tab="/desk/proposals" crumbs={CRUMBS}>
      <div className="desk">
        <h1>{decisionLine(decision)}</h1>
        <ErrorSummary title="没有撤回" errors={errors} />
        {fresh && !decision.retractedBy && (
          <Notice tone="success" title="已经审定并记录" live>
            {left > 0 ? `还有 ${left} 条拟议待审。` : '没有其他待审的拟议。'}
          </Notice>
        )}
        {decision.retractedBy && (
          <Notice tone="warning" title="这一条已经撤回">
            <p>
              它不再影响文件的效力。<a href={`/desk/decisions/${decision.retractedBy}`}>看撤回的记录和理由</a>
            </p>
          </Notice>
        )}
        <DefinitionList
          items={[
            { term: '文件', value: <a href={`/documents/${decision.documentId}`}>{decision.title}</a> },
            { term: '文号', value: decision.number ? <DocumentNumber value={decision.number} /> : '无文号' },
            ...(decision.basis ? [{ term: '依据', value: decision.basis }] : []),
            ...(decision.reason ? [{ term: '理由或备注', value: decision.reason }] : []),
            {
              term: '签署',
              value: (
                <>
                  {decision.byName}，<InstantText value={instantOf(decision)} />
                </>
              ),
            },
          ]}
        />
        {around && <Around documentId={decision.documentId} around={around} />}
        <ButtonRow>
          <ButtonLink href={`/documents/${decision.documentId}`}>看文件的效力</ButtonLink>
          <ButtonLink href="/desk/proposals" look="secondary">
            继续审定
          </ButtonLink>
        </ButtonRow>
        {mayRetract && !decision.retractedBy && (
          <details open={errors.length > 0}>
            <summary>这一条有误？撤回它</summary>
            <form method="post" action={`/desk/decisions/${decision.id}/retract`}>
              <input type="hidden" name="requestKey" value={requestKey} />
              <input type="hidden" name="version" value={decision.version} />
              <TextArea
                name="reason"
                label="撤回的理由"
                rows={3}
                maxLength={1000}
                hint="撤回另记一条，原记录仍在。撤回后，文件的效力恢复为没有这一条时的状态，拟议重新待审。"
                value={reason ?? ''}
                error={errorOf(errors, 'reason')}
              />
              <Button look="danger">撤回这一条审定</Button>
            </form>
          </details>
        )}
      </div>
    </DeskPage>
  );
}

/** Decisions that people entered. `made` is the receipt of a list decided at once. */
export function DecisionsPage({
  view,
  decisions,
  made,
}: {
  view: View;
  decisions: DecisionRecord[];
  made: boolean;
}) {
  return (
    <DeskPage
      view={view}
      title="审定记录"
      tab="/desk/proposals"
      crumbs={[{ label: '待审效力', href: '/desk/proposals' }]}
    >
      <div className="desk">
        <h1>审定记录</h1>
        {made && (
          <Notice tone="success" title={`已经审定并记录 ${decisions.length} 条`} live>
            <p>
              每条各自成为一份记录，可以单独撤回。<a href="/desk/proposals">继续审定其余拟议</a>
            </p>
          </Notice>
        )}
        {decisions.length === 0 ? (
          <EmptyState title="还没有审定过">审定拟议之后，记录会列在这里。</EmptyState>
        ) : (
          <Table
            caption={made ? '这一次审定的' : '新的在前'}
            narrow="cards"
            rows={decisions}
            rowKey={(d) => d.id}
            columns={[
              {
                key: 'line',
                name: '审定',
                rowHeader: true,
                cell: (d) => (
                  <div>
                    <a href={`/desk/decisions/${d.id}`}>{decisionLine(d)}</a>
                    {d.retractedBy && <div className="muted">已撤回</div>}
                  </div>
                ),
              },
              {
                key: 'title',
                name: '文件',
                cell: (d) => <a href={`/documents/${d.documentId}`}>{d.title}</a>,
              },
              { key: 'basis', name: '依据', cell: (d) => d.basis ?? d.reason ?? '' },
              {
                key: 'by',
                name: '签署',
                cell: (d) => (
                  <span>
                    {d.byName} <InstantText value={instantOf(d)} />
                  </span>
                ),
              },
            ]}
          />
        )}
      </div>
    </DeskPage>
  );
}
