import type { OwnSession } from '#platform/people/sessions.ts';
import { maskNumber } from '#platform/sealing/index.ts';
import { Button } from '#web/components/button.tsx';
import { ErrorSummary, type FieldError } from '#web/components/error-summary.tsx';
import { Field } from '#web/components/field.tsx';
import { Notice } from '#web/components/notice.tsx';
import { Page } from '#web/components/page.tsx';
import type { View } from '#web/components/view.ts';
import { errorOf } from '#web/desk/form.ts';
import { InstantText } from '#web/desk/instant-text.tsx';

/** What a browser says of itself, in a few words; undefined what is not known. */
export function browserWords(agent: string): string {
  const system = /HarmonyOS/.test(agent)
    ? '鸿蒙'
    : /Android/.test(agent)
      ? '安卓手机'
      : /iPhone|iPad/.test(agent)
        ? '苹果手机或平板'
        : /Windows/.test(agent)
          ? 'Windows 电脑'
          : /Macintosh/.test(agent)
            ? '苹果电脑'
            : /Linux/.test(agent)
              ? 'Linux 电脑'
              : '未知设备';
  const browser = /MicroMessenger/.test(agent)
    ? '微信'
    : /Edg\//.test(agent)
      ? 'Edge'
      : /Firefox\//.test(agent)
        ? 'Firefox'
        : /Chrome\//.test(agent)
          ? 'Chrome'
          : /Safari\//.test(agent)
            ? 'Safari'
            : '';
  return browser ? `${system}，${browser}` : system;
}

export type AccountFacts = {
  readonly phone: string | undefined;
  readonly hasPassword: boolean;
  /** Name of the provider, when one is configured, and whether this account is linked. */
  readonly provider: { readonly name: string; readonly linked: boolean } | undefined;
  readonly sessions: readonly OwnSession[];
  readonly current: string;
  readonly level: number;
};

/** Changing password and phone, linking, and the browsers in which one is signed in. */
export function OwnAccountPage({
  view,
  facts,
  requestKey,
  done,
  errors = [],
}: {
  view: View;
  facts: AccountFacts;
  requestKey: string;
  done?: string | undefined;
  errors?: FieldError[];
}) {
  const { phone, hasPassword, provider, sessions, current } = facts;
  const key = <input type="hidden" name="requestKey" value={requestKey} />;
  return (
    <Page view={view} title="账号与安全" noindex search={false} crumbs={[{ label: '我的', href: '/me' }]}>
      <div className="case">
        <h1>账号与安全</h1>
        {done && <Notice tone="success" title={done} live />}
        <ErrorSummary errors={errors} title="没有改动" />
        <section aria-labelledby="who">
          <h2 id="who">登录方式</h2>
          <dl className="case-facts">
            <div>
              <dt>手机号</dt>
              <dd>{phone ? maskNumber(phone) : '没有登记'}</dd>
            </div>
            {provider && (
              <div>
                <dt>{provider.name}</dt>
                <dd>{provider.linked ? '已关联' : '没有关联'}</dd>
              </div>
            )}
            <div>
              <dt>这次登录</dt>
              <dd>{facts.level === 2 ? '身份已核实' : '手机号和口令'}</dd>
            </div>
          </dl>
          {provider && !provider.linked && (
            <form method="post" action="/me/account/provider">
              <Button look="secondary">关联{provider.name}</Button>
            </form>
          )}
        </section>
        <section aria-labelledby="sessions">
          <h2 id="sessions">登录着的设备</h2>
          <ul className="case-list">
            {sessions.map((session) => (
              <li key={session.id}>
                <p>
                  <strong>{browserWords(session.agent)}</strong>
                  {session.id === current && '（正在用的这台）'}
                </p>
                <p className="muted">
                  <InstantText value={session.openedAt} />
                  登录，最近一次使用
                  <InstantText value={session.seenAt} />
                  {session.address && `，地址 ${session.address}`}
                </p>
                {session.id !== current && (
                  <form method="post" action="/me/account/sessions">
                    {key}
                    <input type="hidden" name="session" value={session.id} />
                    <Button look="secondary">让这台退出</Button>
                  </form>
                )}
              </li>
            ))}
          </ul>
          {sessions.length > 1 && (
            <form method="post" action="/me/account/sessions">
              {key}
              <input type="hidden" name="session" value="others" />
              <Button look="secondary">除这台外全部退出</Button>
            </form>
          )}
          <p className="muted">两小时不用自动退出，最长十二小时。不认识的设备，请让它退出并马上改口令。</p>
        </section>
        {hasPassword && (
          <section aria-labelledby="password">
            <h2 id="password">改口令</h2>
            <form method="post" action="/me/account/password">
              {key}
              <Field
                id="password-current"
                name="current"
                label="现在的口令"
                type="password"
                autoComplete="current-password"
                width="medium"
                error={errorOf(errors, 'password-current')}
              />
              <Field
                name="next"
                label="新口令"
                hint="至少8个字符。改好后，别的设备都要重新登录"
                type="password"
                autoComplete="new-password"
                width="medium"
                error={errorOf(errors, 'next')}
              />
              <Button>改口令</Button>
            </form>
          </section>
        )}
        {hasPassword && phone && (
          <section aria-labelledby="phone">
            <h2 id="phone">换手机号</h2>
            <form method="post" action="/me/account/phone">
              {key}
              <Field
                id="phone-current"
                name="current"
                label="现在的口令"
                type="password"
                autoComplete="current-password"
                width="medium"
                error={errorOf(errors, 'phone-current')}
              />
              <Field
                id="phone-new"
                name="phone"
                label="新手机号"
                hint="以后用它登录；别的设备都要重新登录"
                type="tel"
                inputMode="tel"
                autoComplete="tel"
                width="medium"
                error={errorOf(errors, 'phone-new')}
              />
              <Button>换手机号</Button>
            </form>
          </section>
        )}
      </div>
    </Page>
  );
}
