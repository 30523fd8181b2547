import { DEMO_ACCOUNTS } from '#platform/people/demo.ts';
import { Button, ButtonLink } from '#web/components/button.tsx';
import { Field } from '#web/components/field.tsx';
import { Notice } from '#web/components/notice.tsx';
import { Page } from '#web/components/page.tsx';
import type { View } from '#web/components/view.ts';

type SignInProps = {
  view: View;
  /** Path of this site to go to afterwards. */
  back: string;
  demo: boolean;
  /** Name of the identity provider, when one is configured. */
  provider?: string | undefined;
  username?: string;
  error?: string;
};

/** Signing in with name and password. On a trial site the demo accounts are shown. */
export function SignInPage({ view, back, demo, provider, username, error }: SignInProps) {
  return (
    <Page view={view} title="登录" noindex search={false}>
      <div className="stack">
        <h1>登录</h1>
        <p>阅读公报、文件和办事指南不需要登录。申请办事、工作人员办公在此登录。</p>
        <form method="post" action="/login">
          <input type="hidden" name="back" value={back} />
          <Field
            name="username"
            label="手机号或账号"
            value={username}
            autoComplete="username"
            width="medium"
            error={error}
          />
          <Field
            name="password"
            label="口令"
            type="password"
            autoComplete="current-password"
            width="medium"
          />
          <Button>登录</Button>
        </form>
        {provider && (
          <section aria-labelledby="by-provider">
            <h2 id="by-provider">用{provider}登录</h2>
            <p>实名核实过的身份，可以授权使用证照、代表企业办事。</p>
            <ButtonLink look="secondary" href={`/login/provider?back=${encodeURIComponent(back)}`}>
              去{provider}
            </ButtonLink>
          </section>
        )}
        <p>
          还没有账号？<a href={`/register?back=${encodeURIComponent(back)}`}>用手机号注册</a>
        </p>
        {demo && (
          <Notice tone="info">
            <p>试用站点的演示账号：</p>
            <ul>
              {DEMO_ACCOUNTS.map((a) => (
                <li key={a.username}>
                  {a.name}：账号 <code>{a.username}</code>，口令 <code>{a.password}</code>
                </li>
              ))}
            </ul>
          </Notice>
        )}
      </div>
    </Page>
  );
}
