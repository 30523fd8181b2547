import { Button, ButtonRow } from '#web/components/button.tsx';
import { EmptyState } from '#web/components/empty-state.tsx';
import { ErrorSummary } from '#web/components/error-summary.tsx';
import { Field } from '#web/components/field.tsx';
import { Notice } from '#web/components/notice.tsx';
import { Pagination } from '#web/components/pagination.tsx';
import { Tabs } from '#web/components/tabs.tsx';
import type { View } from '#web/components/view.ts';
import { DeskPage } from '#web/desk/desk-page.tsx';
import { InstantText } from '#web/desk/instant-text.tsx';
import {
  FINDING_STATES,
  type FindingPage,
  type FindingState,
  type FindingView,
} from '../../desk/findings.ts';

const FINDING_STATE_WORDS: Record<FindingState, string> = {
  open: '待核',
  accepted: '属实',
  dismissed: '不用处理',
};

const KINDS: Record<string, string> = {
  number_collision: '文号相同',
  title_mismatch: '标题不一致',
  effect_target_ambiguous: '效力指向不明',
  missing_in_correction: '更正版缺文件',
  contents_without_document: '目录有而正文无',
};

const at = (date: Date): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(date.getTime());

function Answer({
  finding,
  reason,
  error,
  back,
}: {
  finding: FindingView;
  reason: string;
  error?: string | undefined;
  back: string;
}) {
  return (
    <form method="post" action={`/desk/findings/${finding.id}`}>
      <input type="hidden" name="seen" value={finding.state} />
      <input type="hidden" name="back" value={back} />
      {finding.state === 'open' ? (
        <>
          <Field
            id={`reason-${finding.id}`}
            name="reason"
            label="说明"
            optional
            hint="选“不用处理”时请写明理由，之后不再提醒这一项。"
            maxLength={500}
            value={reason}
            error={error}
          />
          <ButtonRow>
            <Button name="to" value="accepted" look="secondary">
              属实
            </Button>
            <Button name="to" value="dismissed" look="secondary">
              不用处理
            </Button>
          </ButtonRow>
        </>
      ) : (
        <Button name="to" value="open" look="secondary">
          重新列为待核
        </Button>
      )}
    </form>
  );
}

function Finding({
  finding,
  mayDecide,
  typed,
  back,
}: {
  finding: FindingView;
  mayDecide: boolean;
  typed: { reason: string; error: string } | undefined;
  back: string;
}) {
  return (
    <li id={`finding-${finding.id}`}>
      <h2 className="result-title">{KINDS[finding.kind] ?? '其他'}</h2>
      <p className="result-text">{finding.message}</p>
      {finding.documents.length > 0 && (
        <ul>
          {finding.documents.map((d) => (
            <li key={d.id}>
              <a href={`/documents/${d.id}`}>{d.title}</a>
              {d.number && `（${d.number}）`}
            </li>
          ))}
        </ul>
      )}
      <p className="muted">
        发现于
        <InstantText value={at(finding.foundAt)} />
        {finding.decidedAt && (
          <>
            　{FINDING_STATE_WORDS[finding.state]}：{finding.byName}，
            <InstantText value={at(finding.decidedAt)} />
          </>
        )}
        {finding.reason && `　理由：${finding.reason}`}
      </p>
      {mayDecide && (
        <Answer finding={finding} reason={typed?.reason ?? ''} error={typed?.error} back={back} />
      )}
    </li>
  );
}

/** What imports noticed, by state. */
export function FindingsPage({
  view,
  found,
  state,
  editionId,
  page,
  pageSize,
  mayDecide,
  typed,
  answered,
}: {
  view: View;
  found: FindingPage;
  state: FindingState;
  editionId: string | undefined;
  page: number;
  pageSize: number;
  mayDecide: boolean;
  /** The answer that was refused, as typed. */
  typed?: { findingId: string; reason: string; error: string } | undefined;
  answered: boolean;
}) {
  const href = (to: FindingState, n = 1) => {
    const query = new URLSearchParams({ state: to, ...(editionId && { edition: editionId }) });
    if (n > 1) query.set('page', String(n));
    return `/desk/findings?${query}`;
  };
  const total = found.counts[state];
  return (
    <DeskPage view={view} title="待核事项" tab="/desk/findings">
      <div className="desk">
        <h1>待核事项</h1>
        {typed && (
          <ErrorSummary
            title="没有改动"
            errors={[{ field: `reason-${typed.findingId}`, message: typed.error }]}
          />
        )}
        {answered && (
          <Notice tone="success" live>
            已记录。
          </Notice>
        )}
        <div className="prose">
          <p>导入时发现的疑点：系统照原样保存，不自行改动，由编辑核对原件后处理。</p>
          {editionId && (
            <p>
              只列这一次导入的。<a href="/desk/findings">看全部</a>
            </p>
          )}
        </div>
        <Tabs
          label="按处理情况"
          current={href(state)}
          tabs={FINDING_STATES.map((to) => ({
            href: href(to),
            label: FINDING_STATE_WORDS[to],
            count: found.counts[to],
          }))}
        />
        {total === 0 ? (
          <EmptyState title={state === 'open' ? '没有待核的事项' : '没有这样的事项'}>
            {state === 'open' ? '导入时发现的疑点会列在这里。' : '处理过的事项会列在这里。'}
          </EmptyState>
        ) : (
          <>
            <ol className="result-list">
              {found.findings.map((finding) => (
                <Finding
                  key={finding.id}
                  finding={finding}
                  mayDecide={mayDecide}
                  typed={typed?.findingId === finding.id ? typed : undefined}
                  back={href(state, page)}
                />
              ))}
            </ol>
            <Pagination
              page={page}
              pages={Math.max(1, Math.ceil(total / pageSize))}
              total={total}
              unit="项"
              href={(n) => href(state, n)}
            />
          </>
        )}
      </div>
    </DeskPage>
  );
}
