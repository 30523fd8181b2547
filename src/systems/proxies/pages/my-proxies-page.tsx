import { Button, ButtonLink, ButtonRow } from '#web/components/button.tsx';
import { EmptyState } from '#web/components/empty-state.tsx';
import { ErrorSummary, type FieldError } from '#web/components/error-summary.tsx';
import { Field } from '#web/components/field.tsx';
import { Notice } from '#web/components/notice.tsx';
import { Page } from '#web/components/page.tsx';
import type { View } from '#web/components/view.ts';
import { errorOf } from '#web/desk/form.ts';
import type { ProxiesOf } from '../view-proxies.ts';
import { ProxyLine } from './parts.tsx';

/** For whom one acts, who acts for oneself, and the ways to ask, confirm and appoint. */
export function MyProxiesPage({
  view,
  proxies,
  requestKey,
  done,
  code = '',
  errors = [],
}: {
  view: View;
  proxies: ProxiesOf;
  requestKey: string;
  done?: string | undefined;
  /** As typed, when it was not right. */
  code?: string;
  errors?: FieldError[];
}) {
  const { given, taken, enterprises } = proxies;
  return (
    <Page view={view} title="代办" noindex search={false} crumbs={[{ label: '我的', href: '/me' }]}>
      <div className="case">
        <h1>代办</h1>
        <p>
          为孩子、老人和家里人办事，或代表企业办事。办件、通知、证照都归本人或企业；授权随时可以结束，结束后谁也不能再代办。
        </p>
        {done && <Notice tone="success" title={done} live />}
        <ErrorSummary errors={errors} title="没有办成" />
        <section aria-labelledby="given">
          <h2 id="given">我为谁办</h2>
          {given.length === 0 ? (
            <EmptyState title="还没有为别人办事" />
          ) : (
            <ul className="case-list">
              {given.map((line) => (
                <ProxyLine key={line.id} line={line} requestKey={requestKey} />
              ))}
            </ul>
          )}
          <ButtonRow>
            <ButtonLink href="/me/proxies/ask?kind=minor">为未成年子女</ButtonLink>
            <ButtonLink href="/me/proxies/ask?kind=entrusted" look="secondary">
              为成年家人
            </ButtonLink>
            <ButtonLink href="/me/proxies/ask?kind=representative" look="secondary">
              我是企业法定代表人
            </ButtonLink>
          </ButtonRow>
        </section>
        {enterprises.map(({ id, name, agents }) => (
          <section key={id} aria-labelledby={`agents-${id}`}>
            <h2 id={`agents-${id}`}>{name}的经办人</h2>
            {agents.length === 0 ? (
              <p className="muted">还没有指定经办人。</p>
            ) : (
              <ul className="case-list">
                {agents.map((line) => (
                  <ProxyLine key={line.id} line={line} requestKey={requestKey} />
                ))}
              </ul>
            )}
            <ButtonLink href={`/me/proxies/appoint?for=${id}`} look="secondary">
              指定经办人
            </ButtonLink>
          </section>
        ))}
        <section aria-labelledby="taken">
          <h2 id="taken">谁为我办</h2>
          {taken.length === 0 ? (
            <p className="muted">没有人为您代办。</p>
          ) : (
            <ul className="case-list">
              {taken.map((line) => (
                <ProxyLine key={line.id} line={line} requestKey={requestKey} />
              ))}
            </ul>
          )}
          <form method="get" action="/me/proxies/confirm">
            <Field
              name="code"
              label="家人给了我授权码"
              hint="输入后先看清是谁、办什么、到哪天，再决定"
              value={code}
              width="medium"
              maxLength={40}
              error={errorOf(errors, 'code')}
            />
            <Button look="secondary">查看</Button>
          </form>
        </section>
      </div>
    </Page>
  );
}
