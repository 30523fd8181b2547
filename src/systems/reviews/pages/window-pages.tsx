import { Button, ButtonLink } from '#web/components/button.tsx';
import { EmptyState } from '#web/components/empty-state.tsx';
import { Field, Select, TextArea } from '#web/components/field.tsx';
import { Notice } from '#web/components/notice.tsx';
import type { View } from '#web/components/view.ts';
import { InstantText } from '#web/desk/instant-text.tsx';
import { sayCode } from '../code.ts';
import type { FieldProblem } from '../file-matter.ts';
import { KIND_WORDS } from '../procedures.ts';
import { type ItemChangeLine, instantOf } from '../queries.ts';
import { ReviewsDesk } from './desk-frame.tsx';
import { MATTER_TITLES, type MatterChoices, MatterForm, type MatterValues } from './matter-page.tsx';

export type Issued = {
  readonly code: string;
  readonly itemName: string;
  readonly body: string;
  readonly expiresAt: Temporal.Instant;
  readonly qr: { readonly size: number; readonly path: string };
};

/** A clerk has finished a service, and shows the code by which it is rated on another device. */
export function WindowPage({
  view,
  choices,
  values,
  error,
  issued,
  requestKey,
}: {
  view: View;
  choices: MatterChoices;
  values: MatterValues;
  error?: string | undefined;
  issued?: Issued | undefined;
  requestKey: string;
}) {
  return (
    <ReviewsDesk view={view} title="出示评价码" tab="/desk/reviews/window">
      <div className="case">
        <h1>出示评价码</h1>
        {issued ? (
          <section aria-labelledby="code">
            <h2 id="code">{issued.itemName}</h2>
            <p>请办事人用自己的手机扫，或在窗口的评价屏上输入。您登录着，不能代评；请不要提示怎么选。</p>
            <svg
              className="rating-qr"
              viewBox={`0 0 ${issued.qr.size} ${issued.qr.size}`}
              role="img"
              aria-label="评价码的二维码"
            >
              <rect width={issued.qr.size} height={issued.qr.size} fill="#fff" />
              <path d={issued.qr.path} fill="#000" />
            </svg>
            <p className="rating-code">{sayCode(issued.code)}</p>
            <p className="muted">
              {issued.body}。用一次，到
              <InstantText value={issued.expiresAt} />
              为止；离开这一页就不再显示。
            </p>
            <ButtonLink href="/desk/reviews/window">下一位</ButtonLink>
          </section>
        ) : (
          <form method="post" action="/desk/reviews/window" className="action-form">
            {error && (
              <Notice tone="error" title="没有办成" live>
                {error}
              </Notice>
            )}
            <input type="hidden" name="requestKey" value={requestKey} />
            <Field
              name="caseNumber"
              label="办件编号"
              optional
              value={values.caseNumber}
              hint="有办件的填编号；只是咨询的，选事项和机关。"
            />
            <Select
              name="itemCode"
              label="事项"
              empty="请选择"
              optional
              value={values.itemCode}
              options={choices.items.map((i) => ({ value: i.code, label: i.name }))}
            />
            <Select
              name="body"
              label="办理机关"
              empty="请选择"
              optional
              value={values.body}
              options={choices.bodies.map((b) => ({ value: b, label: b }))}
            />
            <Field name="windowNo" label="窗口号" width="short" optional value={values.windowNo} />
            <Button>办完了，出示评价码</Button>
          </form>
        )}
      </div>
    </ReviewsDesk>
  );
}

/** A complaint or a report of somebody who stands at the window. */
export function TakeInPage({
  view,
  kind,
  choices,
  values,
  errors,
  taken,
  requestKey,
}: {
  view: View;
  kind: 'complaint' | 'stuck';
  choices: MatterChoices;
  values: MatterValues;
  errors: readonly FieldProblem[];
  /** Number of the case that was just taken in. */
  taken?: string | undefined;
  requestKey: string;
}) {
  return (
    <ReviewsDesk view={view} title="窗口登记" tab="/desk/reviews/take-in">
      <div className="case">
        <h1>窗口登记：{MATTER_TITLES[kind]}</h1>
        {taken && (
          <Notice tone="success" title="已经登记" live>
            请告诉反映人编号{taken}。留了电话的会有人打给他。
          </Notice>
        )}
        <p>
          {kind === 'stuck' ? (
            <a href="/desk/reviews/take-in?kind=complaint">要登记的是投诉</a>
          ) : (
            <a href="/desk/reviews/take-in">要登记的是办不成事</a>
          )}
        </p>
        <MatterForm
          kind={kind}
          path="/desk/reviews/take-in"
          values={values}
          errors={errors}
          choices={choices}
          window
          requestKey={requestKey}
        >
          <input type="hidden" name="kind" value={kind} />
        </MatterForm>
      </div>
    </ReviewsDesk>
  );
}

/** Changes of items that came from 办不成事, and what became of them. */
export function ChangesPage({
  view,
  lines,
  mayAnswer,
  error,
  values,
}: {
  view: View;
  lines: readonly ItemChangeLine[];
  mayAnswer: boolean;
  error?: string | undefined;
  /** What was typed into the form that was refused, with its proposal's id. */
  values: Readonly<Record<string, string>>;
}) {
  return (
    <ReviewsDesk view={view} title="修改建议" tab="/desk/reviews/changes">
      <div className="case">
        <h1>办不成事引起的修改建议</h1>
        {error && (
          <Notice tone="error" title="没有办成" live>
            {error}
          </Notice>
        )}
        {lines.length === 0 && (
          <EmptyState title="还没有修改建议">处理办不成事的人员查明是事项要改的，会在这里提出。</EmptyState>
        )}
        <ul className="case-list">
          {lines.map((line) => (
            <li key={line.id}>
              <a href={`/desk/items/${line.itemCode}`}>编辑：{line.title}</a>
              <p>{line.what}</p>
              <p className="muted">
                {KIND_WORDS.stuck}
                {line.number}，对照第{line.basedOn}版，{line.proposedByName}
                <InstantText value={instantOf(line.proposedAt)} />
                提出
              </p>
              {line.answeredAt !== null ? (
                <p>
                  <strong>{line.version === null ? '没有采纳' : `已改入第${line.version}版`}</strong>
                  <span>{line.reason}</span>
                  {line.version !== null && (
                    <a href={`/services/items/${line.itemCode}/versions`}>各版本和比较</a>
                  )}
                </p>
              ) : mayAnswer ? (
                <details open={values.changeId === line.id}>
                  <summary>答复</summary>
                  <form method="post" action="/desk/reviews/changes" className="action-form">
                    <input type="hidden" name="changeId" value={line.id} />
                    <Field
                      name="version"
                      id={`version-${line.id}`}
                      label="改入了第几版"
                      type="number"
                      width="short"
                      optional
                      value={values.changeId === line.id ? values.version : undefined}
                      hint="先在事项编辑里发布新的一版，再填版次；不采纳的留空。"
                    />
                    <TextArea
                      name="reason"
                      id={`reason-${line.id}`}
                      label="改了什么，或为什么不改"
                      rows={3}
                      value={(values.changeId === line.id && values.reason) || ''}
                    />
                    <Button>答复</Button>
                  </form>
                </details>
              ) : (
                <p className="muted">等事项编辑答复</p>
              )}
            </li>
          ))}
        </ul>
      </div>
    </ReviewsDesk>
  );
}
