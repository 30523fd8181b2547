import { Button, ButtonRow } from '#web/components/button.tsx';
import { EmptyState } from '#web/components/empty-state.tsx';
import { ErrorSummary, type FieldError } from '#web/components/error-summary.tsx';
import { Field } from '#web/components/field.tsx';
import { Notice } from '#web/components/notice.tsx';
import { Page } from '#web/components/page.tsx';
import type { View } from '#web/components/view.ts';
import { errorOf } from '#web/desk/form.ts';
import type { ProxyView } from '../view-proxies.ts';
import { ProxyLine } from './parts.tsx';

/** What waits for a clerk who has the papers in front of them. */
export function DeskProxiesPage({
  view,
  waiting,
  requestKey,
  may,
  done,
  wrong,
  papers = '',
  errors = [],
}: {
  view: View;
  waiting: readonly ProxyView[];
  requestKey: string;
  /** Whether the reader holds a clerk's post. */
  may: boolean;
  done?: string | undefined;
  /** The one that was not taken. */
  wrong?: string;
  papers?: string;
  errors?: FieldError[];
}) {
  return (
    <Page view={view} title="代办核实" noindex search={false}>
      <div className="case">
        <h1>代办核实</h1>
        <p>
          对照证件原件录入号码，由系统与申请时填写的核对；页面不显示完整号码。每次核实都留下记录，申请人和被代办人可以看到。
        </p>
        {done && <Notice tone="success" title={done} live />}
        <ErrorSummary errors={errors} title="没有办成" />
        {waiting.length === 0 && <EmptyState title="没有等待核实的代办" />}
        <ul className="case-list">
          {waiting.map((line) => (
            <li key={line.id}>
              <ul className="proxy-one">
                <ProxyLine line={line} />
              </ul>
              {may && (
                <details open={wrong === line.id}>
                  <summary>核对证件</summary>
                  <form method="post" action={`/desk/proxies/${line.id}`}>
                    <input type="hidden" name="requestKey" value={`${requestKey}-${line.id}`} />
                    <Field
                      id={`number-${line.id}`}
                      name="number"
                      label={`${line.principal}的证件号码`}
                      hint="照原件录入；不予确认的不用填"
                      optional
                      width="medium"
                      maxLength={30}
                      error={errorOf(errors, `number-${line.id}`)}
                    />
                    <Field
                      id={`papers-${line.id}`}
                      name="papers"
                      label="核对了哪些原件，或为什么不予确认"
                      hint="如：户口簿、双方身份证；不写号码"
                      value={wrong === line.id ? papers : ''}
                      maxLength={200}
                      error={errorOf(errors, `papers-${line.id}`)}
                    />
                    <ButtonRow>
                      <Button name="agree" value="yes">
                        原件相符，确认
                      </Button>
                      <Button name="agree" value="no" look="secondary">
                        不予确认
                      </Button>
                    </ButtonRow>
                  </form>
                </details>
              )}
            </li>
          ))}
        </ul>
      </div>
    </Page>
  );
}
