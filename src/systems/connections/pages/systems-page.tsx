import { SCOPE_WORDS, type Scope } from '#platform/people/scope.ts';
import { Button } from '#web/components/button.tsx';
import { Choices } from '#web/components/choices.tsx';
import { DateText } from '#web/components/date-text.tsx';
import { ErrorSummary, type FieldError } from '#web/components/error-summary.tsx';
import { Field, Select } from '#web/components/field.tsx';
import { Notice } from '#web/components/notice.tsx';
import { Page } from '#web/components/page.tsx';
import type { View } from '#web/components/view.ts';
import { errorOf } from '#web/desk/form.ts';

type System = { readonly id: string; readonly name: string; readonly scopes: readonly Scope[] };
type Authority = System & { readonly lastDay: Temporal.PlainDate; readonly holds: boolean };

const WhatFor = ({ scopes }: { scopes: readonly Scope[] }) => (
  <>{scopes.map((scope) => SCOPE_WORDS[scope]).join('；')}</>
);

/** Which other systems a person lets act for them, and taking that back. */
export function SystemsPage({
  view,
  systems,
  authorities,
  until,
  last,
  given,
  withdrawn = false,
  errors = [],
}: {
  view: View;
  systems: readonly System[];
  authorities: readonly Authority[];
  until: string;
  last: string;
  /** Number of the authority that was just given. */
  given?: string;
  withdrawn?: boolean;
  errors?: FieldError[];
}) {
  const made = authorities.find((a) => a.id === given);
  const holding = authorities.filter((a) => a.holds);
  return (
    <Page view={view} title="系统授权" noindex search={false} crumbs={[{ label: '我的', href: '/me' }]}>
      <div className="case">
        <h1>系统授权</h1>
        <p>
          您可以让另一个系统代您申请、补正、查进度，例如单位的办公系统、代办机构的系统。它只能办列出的事，到期自动失效；您随时可以收回。
        </p>
        <ErrorSummary title="还没有授权" errors={errors} />
        {made && (
          <Notice tone="success" title={`已授权“${made.name}”`} live>
            授权编号 <code className="key-text">{made.id}</code>
            。请把它交给该系统；单有编号、没有该系统的密钥，谁也办不了事。
          </Notice>
        )}
        {withdrawn && (
          <Notice tone="success" title="已经收回" live>
            该系统从现在起不能再代您办事；已经提交的申请不受影响。
          </Notice>
        )}
        <section aria-labelledby="holding">
          <h2 id="holding">现在有效的授权</h2>
          {holding.length === 0 && <p>没有。</p>}
          <ul className="connection-list">
            {holding.map((a) => (
              <li key={a.id}>
                <h3>{a.name}</h3>
                <p>
                  <WhatFor scopes={a.scopes} />
                  。有效至
                  <DateText value={a.lastDay} />。
                </p>
                <p className="muted">
                  授权编号 <code className="key-text">{a.id}</code>
                </p>
                <form method="post" action={`/me/systems/${a.id}/withdraw`}>
                  <Button look="danger">收回对“{a.name}”的授权</Button>
                </form>
              </li>
            ))}
          </ul>
        </section>
        <section aria-labelledby="give">
          <h2 id="give">授权一个系统</h2>
          {systems.length === 0 ? (
            <p>目前没有可以代人办事的系统。</p>
          ) : (
            <form method="post" action="/me/systems" noValidate>
              <Select
                name="system"
                label="系统"
                empty="请选择"
                options={systems.map((s) => ({
                  value: s.id,
                  label: `${s.name}（${s.scopes.map((scope) => SCOPE_WORDS[scope]).join('；')}）`,
                }))}
                error={errorOf(errors, 'system')}
              />
              <Field
                name="until"
                type="date"
                label="授权的最后一天"
                width="medium"
                value={until}
                max={last}
                error={errorOf(errors, 'until')}
              />
              <Choices
                name="agree"
                legend="确认"
                multiple
                options={[{ value: '1', label: '我同意该系统在所列范围内代我办事' }]}
                error={errorOf(errors, 'agree')}
              />
              <Button>授权</Button>
            </form>
          )}
        </section>
      </div>
    </Page>
  );
}
